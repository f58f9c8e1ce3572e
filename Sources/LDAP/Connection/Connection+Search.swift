internal import CLDAP
internal import Glibc

extension Connection {
    /// Searches, and reads at most `sizeLimit` entries of 16 MiB together, each attribute with all its values; but a
    /// piece that was asked for as one, such as `member;range=0-9`, stays one.
    ///
    /// - Parameter step: `.search` as the service, `.personSearch` as the person.
    func search(
        _ query: Search, until deadline: Deadline, step: LDAPError.Step = .search
    ) throws(LDAPError) -> SearchResult {
        if let failed { throw failed }
        var room = Self.mostBytes
        var wholeAtOnce: PagedResults?
        let begun = takeBegun(query)
        let found =
            query.hasPages
            ? try searchInPages(query, begun: begun, until: deadline, step: step, room: &room)
            : try searchOnce(
                query, begun: begun, page: &wholeAtOnce, until: deadline, step: step, room: &room)
        guard !query.typesOnly, found.entries.contains(where: \.isPartial), !query.asksForPieces else {
            return found
        }
        var completion = Completion(connection: self, deadline: deadline, step: step, room: room)
        var entries: [Entry] = []
        for entry in found.entries { entries.append(try completion.completed(entry)) }
        return SearchResult(entries: entries, isComplete: found.isComplete)
    }

    /// From how many entries on the rest of a list is left to gather.
    private static let manyEntries = 100

    /// The most that one search reads, in bytes.
    private static let mostBytes = 16 * 1024 * 1024

    /// One search operation, with the attributes as the server sends them.
    ///
    /// - Parameters:
    ///   - begun: the operation, where it was sent already.
    ///   - page: the page that is asked for, and in the end the one after it; nil: no pages.
    ///   - room: the bytes that may still be read; what is read is taken off.
    func searchOnce(
        _ query: Search, begun: Int32? = nil, page: inout PagedResults?, until deadline: Deadline,
        step: LDAPError.Step, room: inout Int
    ) throws(LDAPError) -> SearchResult {
        try check(query, step)
        let (entries, outcome) = try operation(until: deadline) { () throws(LDAPError) in
            let sent =
                if let begun { begun } else { try send(query, page: page, until: deadline, step: step) }
            return try readAnswer(
                to: sent, sizeLimit: query.sizeLimit, page: &page, until: deadline, step: step,
                room: &room)
        }
        // Out here: an error that the server states leaves the connection as good as it was.
        switch outcome.code {
        case .success: return SearchResult(entries: entries, isComplete: true)
        case .sizeLimitExceeded: return SearchResult(entries: entries, isComplete: false)
        case .referral: throw failure(.referral(outcome.referrals), step)
        default:
            if outcome.code.speaksAgainstServer { spend() }
            throw failure(.result(outcome.code, diagnostic: outcome.diagnostic), step)
        }
    }

    /// C would cut either short at a NUL.
    func check(_ query: Search, _ step: LDAPError.Step) throws(LDAPError) {
        guard !query.base.utf8.contains(0), !query.attributes.contains(where: { $0.utf8.contains(0) }) else {
            throw failure(.refusedLocally("there is a NUL in the base or in an attribute's name"), step)
        }
    }

    /// Sends a search, or the question for one page of it.
    ///
    /// - Returns: the operation.
    func send(
        _ query: Search, page: PagedResults?, until deadline: Deadline, step: LDAPError.Step
    ) throws(LDAPError) -> Int32 {
        let (sent, operation) = send(query, page, deadline)
        guard sent == LDAP_SUCCESS else { throw sendFailure(sent, step, deadline) }
        return operation
    }

    private func send(
        _ query: Search, _ page: PagedResults?, _ deadline: Deadline
    ) -> (code: Int32, operation: Int32) {
        guard let page else { return unsafe send(query, controls: nil, deadline) }
        return unsafe page.withRequest(on: handle) { unsafe send(query, controls: $0, deadline) }
            ?? (LDAP_NO_MEMORY, 0)
    }

    private func send(
        _ query: Search, controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?,
        _ deadline: Deadline
    ) -> (code: Int32, operation: Int32) {
        var operation: Int32 = 0
        // "1.1" asks for no attributes; an empty list would ask for all (RFC 4511, 4.5.1.8).
        let names = query.attributes.isEmpty ? ["1.1"] : query.attributes
        // The server, too, is to stop; it counts in whole seconds.
        var limit = timeval(tv_sec: deadline.timeLeft.tv_sec + 1, tv_usec: 0)
        var attributes = unsafe names.map { unsafe strdup($0) } + [nil]
        defer { for index in names.indices { unsafe free(attributes[index]) } }
        let code = unsafe ldap_search_ext(
            handle.pointer, query.base, query.scope.rawValue, query.filter.text, &attributes,
            query.typesOnly ? 1 : 0, controls, nil, &limit, Int32(clamping: query.sizeLimit), &operation)
        return (code, operation)
    }

    private func readAnswer(
        to operation: Int32, sizeLimit: Int, page: inout PagedResults?, until deadline: Deadline,
        step: LDAPError.Step, room: inout Int
    ) throws(LDAPError) -> ([Entry], Outcome) {
        var entries: [Entry] = []
        while true {
            let message = try nextMessage(
                of: operation, until: deadline, step: step, oneOfMany: entries.count >= Self.manyEntries)
            switch message.kind {
            case Int32(LDAP_RES_SEARCH_ENTRY):
                guard entries.count < sizeLimit else {
                    // The server disregards the limit: the rest is not waited for.
                    spend()
                    return (entries, Outcome(code: .sizeLimitExceeded, diagnostic: "", referrals: []))
                }
                guard let entry = EntryReader.read(message, of: handle, room: &room) else {
                    throw failure(
                        room < 0 ? .tooLarge : .connectionLost("an entry could not be read"), step)
                }
                entries.append(entry)
            case Int32(LDAP_RES_SEARCH_RESULT):
                if page != nil {
                    switch PagedResults.continuation(after: message, of: handle) {
                    case .end: page = nil
                    case .page(let next): page = next
                    // A part of somebody's groups would be the wrong rights.
                    case .unreadable: throw failure(.incomplete("the pages cannot be read"), step)
                    }
                }
                return (entries, try outcome(of: message, step: step))
            default:
                // References to other servers and intermediate answers: none of them are followed.
                continue
            }
        }
    }
}
