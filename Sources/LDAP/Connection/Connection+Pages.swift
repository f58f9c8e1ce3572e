extension Connection {
    /// The most pages of one search.
    private static let mostPages = 100

    /// Searches page by page for more entries than some servers give at once.
    ///
    /// - Parameters:
    ///   - begun: the operation that asks for the first page, where it was sent already.
    ///   - room: the bytes that may still be read; what is read is taken off.
    func searchInPages(
        _ query: Search, begun: Int32? = nil, until deadline: Deadline, step: LDAPError.Step, room: inout Int
    ) throws(LDAPError) -> SearchResult {
        var entries: [Entry] = []
        var page: PagedResults? = .first
        var pages = 0
        while page != nil {
            // A server may give a page with little or nothing in it (RFC 2696, 3), but not for ever.
            pages += 1
            guard pages <= Self.mostPages else {
                throw failure(.incomplete("the entries came in too many pages"), step)
            }
            let found = try searchOnce(
                query, begun: pages == 1 ? begun : nil, page: &page, until: deadline, step: step, room: &room)
            entries += found.entries
            guard found.isComplete, entries.count <= query.sizeLimit else {
                // The server keeps the rest for whoever asks on this connection.
                if page != nil { spend() }
                return SearchResult(entries: Array(entries.prefix(query.sizeLimit)), isComplete: false)
            }
        }
        return SearchResult(entries: entries, isComplete: true)
    }
}
