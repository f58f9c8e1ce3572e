internal import CLDAP
internal import Glibc

extension Connection {
    /// Searches, and reads at most `sizeLimit` entries of 16 MiB together.
    func search(_ query: Search, until deadline: Deadline) throws(LDAPError) -> SearchResult {
        // C would cut either short at a NUL.
        guard !query.base.utf8.contains(0), !query.attributes.contains(where: { $0.utf8.contains(0) }) else {
            throw failure(.refusedLocally("there is a NUL in the base or in an attribute's name"), .search)
        }
        let (entries, outcome) = try operation(until: deadline) { () throws(LDAPError) in
            let (sent, operation) = send(query, deadline)
            guard sent == LDAP_SUCCESS else { throw sendFailure(sent, .search, deadline) }
            return try readAnswer(to: operation, sizeLimit: query.sizeLimit, until: deadline)
        }
        // Out here: an error that the server states leaves the connection as good as it was.
        switch outcome.code {
        case .success: return SearchResult(entries: entries, isComplete: true)
        case .sizeLimitExceeded: return SearchResult(entries: entries, isComplete: false)
        case .referral: throw failure(.referral(outcome.referrals), .search)
        default:
            if outcome.code.speaksAgainstServer { spend() }
            throw failure(.result(outcome.code, diagnostic: outcome.diagnostic), .search)
        }
    }

    private func send(_ query: Search, _ deadline: Deadline) -> (code: Int32, operation: Int32) {
        var operation: Int32 = 0
        // "1.1" asks for no attributes; an empty list would ask for all (RFC 4511, 4.5.1.8).
        let names = query.attributes.isEmpty ? ["1.1"] : query.attributes
        // The server, too, is to stop; it counts in whole seconds.
        var limit = timeval(tv_sec: deadline.timeLeft.tv_sec + 1, tv_usec: 0)
        var attributes = unsafe names.map { unsafe strdup($0) } + [nil]
        defer { for index in names.indices { unsafe free(attributes[index]) } }
        let code = unsafe ldap_search_ext(
            handle.pointer, query.base, query.scope.rawValue, query.filter.text, &attributes, 0, nil, nil,
            &limit,
            Int32(clamping: query.sizeLimit), &operation)
        return (code, operation)
    }

    private func readAnswer(
        to operation: Int32, sizeLimit: Int, until deadline: Deadline
    ) throws(LDAPError) -> ([Entry], Outcome) {
        var entries: [Entry] = []
        var room = 16 * 1024 * 1024
        while true {
            let message = try nextMessage(of: operation, until: deadline, step: .search)
            switch message.kind {
            case Int32(LDAP_RES_SEARCH_ENTRY):
                guard entries.count < sizeLimit else {
                    // The server disregards the limit: the rest is not waited for.
                    spend()
                    return (entries, Outcome(code: .sizeLimitExceeded, diagnostic: "", referrals: []))
                }
                guard let entry = EntryReader.read(message, of: handle, room: &room) else {
                    throw failure(
                        room < 0 ? .tooLarge : .connectionLost("an entry could not be read"), .search)
                }
                entries.append(entry)
            case Int32(LDAP_RES_SEARCH_RESULT):
                return (entries, try outcome(of: message, step: .search))
            default:
                // References to other servers and intermediate answers: none of them are followed.
                continue
            }
        }
    }
}
