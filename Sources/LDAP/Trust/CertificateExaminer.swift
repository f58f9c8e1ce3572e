internal import Locks
internal import Secrets

/// Fetches certificates that were refused, so that the error can say what is in them: libldap keeps nothing of a
/// handshake that failed.
///
/// It opens a second connection that checks nothing, shows no certificate of ours and sends nothing after the
/// handshake. To each server it does so once in `lifetime`, however many visitors the certificate is refused to; the
/// others get what the one brought.
final class CertificateExaminer: Sendable {
    /// For how long an answer is told again.
    static let lifetime = Duration.seconds(10)
    /// The longest that a server keeps an examination waiting.
    static let timeLimit = Duration.seconds(2)
    /// The most servers that answers are kept of.
    private static let capacity = 64

    private struct Answer {
        /// nil while somebody is asking.
        var certificate: CertificateSummary??
        let expires: Deadline
    }

    private let blind: TLSLibraryContext
    private let answers = Monitor<[ServerAddress: Answer]>([:])

    init() throws(LDAPConfigurationError) {
        blind = try TLSLibraryContext.shared(authorities: nil, client: nil)
    }

    /// The certificate that `server` shows; nil where it could not be had in time.
    func examine(
        _ server: DirectoryServer, addresses: [SocketAddress], until deadline: Deadline
    ) -> CertificateSummary? {
        let deadline = min(deadline, Deadline(in: Self.timeLimit))
        let isOurs = answers.withLock { answers in
            answers = answers.filter { !$0.value.expires.hasPassed }
            guard answers[server.address] == nil, answers.count < Self.capacity else { return false }
            answers[server.address] = Answer(certificate: nil, expires: Deadline(in: Self.lifetime))
            return true
        }
        guard isOurs else {
            return answers.wait(until: deadline) { answers in
                guard let answer = answers[server.address] else { return .some(nil) }
                return answer.certificate
            } ?? nil
        }
        let found = try? Connection.certificate(
            of: server, addresses: addresses, context: blind, until: deadline)
        answers.change { $0[server.address]?.certificate = .some(found) }
        return found
    }
}
