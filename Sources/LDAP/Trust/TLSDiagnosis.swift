internal import CLDAP
internal import Glibc
internal import Locks

/// Finds out why TLS failed. The error that libldap hands out says "unknown error code" for an expired certificate and
/// for a foreign one alike; only its debugging output tells them apart.
enum TLSDiagnosis {
    /// Runs `body` and gathers in `words` what the library says about TLS meanwhile, on this thread.
    static func watching<Result>(_ words: inout String, _ body: () -> Result) -> Result {
        let collector = Collector()
        adjust(by: 1)
        unsafe pthread_setspecific(key, Unmanaged.passUnretained(collector).toOpaque())
        let result = withExtendedLifetime(collector) { body() }
        pthread_setspecific(key, nil)
        adjust(by: -1)
        // After the cause comes a line that says "unknown error code": it only unsettles, unless it is all there is.
        let telling = collector.lines.filter { !$0.contains("unknown error code") }
        words = presentable((telling.isEmpty ? collector.lines : telling).joined(separator: "; "))
        return result
    }

    /// What the gathered words say about the certificate; nil where they are about something else.
    static func problem(in words: String) -> CertificateProblem? {
        if words.contains("does not match") || words.contains("unable to get CN") { return .wrongName }
        if words.contains("certificate is expired") || words.contains("has expired") { return .expired }
        if words.contains("not yet valid") { return .notYetValid }
        if words.contains("certificate verify failed") { return .unknownIssuer }
        guard let status = gnutlsStatus(in: words) else { return nil }
        return problem(ofStatus: status)
    }

    /// The bits of `gnutls_certificate_status_t` (gnutls/gnutls.h).
    private static func problem(ofStatus status: UInt32) -> CertificateProblem {
        let revoked: UInt32 = 1 << 5
        let signerNotFound: UInt32 = 1 << 6
        let signerNotAuthority: UInt32 = 1 << 7
        let insecureAlgorithm: UInt32 = 1 << 8
        let notActivated: UInt32 = 1 << 9
        let expired: UInt32 = 1 << 10
        if status & revoked != 0 { return .revoked }
        if status & (signerNotFound | signerNotAuthority) != 0 { return .unknownIssuer }
        if status & expired != 0 { return .expired }
        if status & notActivated != 0 { return .notYetValid }
        if status & insecureAlgorithm != 0 { return .weak }
        return .invalid
    }

    /// The number in "TLS: peer cert untrusted or revoked (0x42)".
    private static func gnutlsStatus(in words: String) -> UInt32? {
        guard let start = words.firstRange(of: "untrusted or revoked (0x") else { return nil }
        return UInt32(words[start.upperBound...].prefix { $0.isHexDigit }, radix: 16)
    }

    /// Has the library's debugging output come here, which throws away all but the lines on TLS.
    static func install() {
        _ = unsafe cldap_log_to(takeLine)
    }

    /// One for each thread: its collector, or nothing.
    fileprivate static let key: pthread_key_t = {
        var key = pthread_key_t()
        unsafe pthread_key_create(&key, nil)
        return key
    }()

    private static let watchers = Monitor(0)

    /// The level is the process's, so it is raised while anybody watches, and 0 otherwise. `LDAP_DEBUG_TRACE` (1)
    /// names functions and results; it does not dump packets.
    private static func adjust(by change: Int) {
        watchers.withLock { count in
            count += change
            var level: Int32 = count > 0 ? 1 : 0
            unsafe ldap_set_option(nil, LDAP_OPT_DEBUG_LEVEL, &level)
        }
    }

    fileprivate final class Collector {
        var lines: [String] = []
    }
}

/// A free function, called by libldap on the thread that has something to say.
private func takeLine(_ line: UnsafePointer<CChar>?) {
    guard let line = unsafe line, let box = unsafe pthread_getspecific(TLSDiagnosis.key) else { return }
    let collector = unsafe Unmanaged<TLSDiagnosis.Collector>.fromOpaque(box).takeUnretainedValue()
    guard unsafe strncmp(line, "TLS: ", 5) == 0, collector.lines.count < 8 else { return }
    collector.lines.append(unsafe presentable(String(cString: line + 5)))
}
