internal import CLDAP

/// Searches that are under way while something else is done. The library tells their answers apart by their numbers
/// (RFC 4511, 4.1.1.1), in whatever order they come.
extension Connection {
    /// A search that was sent, and whose answer nobody has read yet.
    struct Begun {
        let query: Search
        let operation: Int32
    }

    /// The most answers that may be on their way to nobody; then it is better to hang up.
    private static let mostDisowned = 8
    /// How long reading those may take that have come: they are there, or they are not.
    private static let settling = Duration.milliseconds(100)

    /// Sends a search. Its answer is read by a `search` for the same, or by nobody (`disown`).
    func begin(
        _ query: Search, until deadline: Deadline, step: LDAPError.Step = .search
    ) throws(LDAPError) {
        try check(query, step)
        let operation = try operation(until: deadline) { () throws(LDAPError) in
            try send(query, page: query.hasPages ? .first : nil, until: deadline, step: step)
        }
        begun.append(Begun(query: query, operation: operation))
    }

    /// The operation by which a search for the same was sent before; nil where there is none. Its answer is the caller's
    /// to read.
    func takeBegun(_ query: Search) -> Int32? {
        begun.firstIndex { $0.query == query }.map { begun.remove(at: $0).operation }
    }

    /// Wants no answer any more to what was begun: whoever has the connection next must not meet it.
    func disown() {
        guard !begun.isEmpty else { return }
        disowned += begun.map(\.operation)
        begun = []
        settle()
    }

    /// Reads what has come of answers that nobody wants, without waiting for the others.
    func settle() {
        guard !disowned.isEmpty else { return }
        do throws(LDAPError) {
            try operation(until: Deadline(in: Self.settling)) { () throws(LDAPError) in
                var coming: [Int32] = []
                for operation in disowned where try !hasEnded(operation) { coming.append(operation) }
                disowned = coming
            }
        } catch {
            // The connection is spent by that, and whoever looks at it next sees so.
        }
        if disowned.count > Self.mostDisowned { spend() }
    }

    private func hasEnded(_ operation: Int32) throws(LDAPError) -> Bool {
        while true {
            // Both zero: to look, and not to wait (ldap_result(3)).
            var now = timeval(tv_sec: 0, tv_usec: 0)
            var message: OpaquePointer?
            let kind = unsafe ldap_result(handle.pointer, operation, Int32(LDAP_MSG_ONE), &now, &message)
            if let message = unsafe message { unsafe ldap_msgfree(message) }
            switch kind {
            case 0: return false
            case Int32(LDAP_RES_SEARCH_RESULT): return true
            case ..<0: throw failure(.connectionLost(handle.lastWords), .search)
            default: continue
            }
        }
    }
}
