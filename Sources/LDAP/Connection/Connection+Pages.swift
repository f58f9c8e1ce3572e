extension Connection {
    /// Searches page by page for more entries than some servers give at once.
    ///
    /// - Parameter room: the bytes that may still be read; what is read is taken off.
    func searchInPages(
        _ query: Search, until deadline: Deadline, step: LDAPError.Step, room: inout Int
    ) throws(LDAPError) -> SearchResult {
        var entries: [Entry] = []
        var page: PagedResults? = .first
        while page != nil {
            let found = try searchOnce(query, page: &page, until: deadline, step: step, room: &room)
            entries += found.entries
            guard found.isComplete, entries.count <= query.sizeLimit else {
                // The server keeps the rest for whoever asks on this connection.
                if page != nil { spend() }
                return SearchResult(entries: Array(entries.prefix(query.sizeLimit)), isComplete: false)
            }
            // A server that goes on giving pages with nothing in them gives them for ever.
            if found.entries.isEmpty, page != nil {
                throw failure(.incomplete("a page had no entries"), step)
            }
        }
        return SearchResult(entries: entries, isComplete: true)
    }
}
