internal import JitsiToken
internal import Pages

extension Link {
    /// A place on this site, by its address as a browser sent it. What browsers leave as it is in a query, and a link must
    /// not have (RFC 3986, appendix A; the apostrophe for the page's sake), is percent-encoded: it means the same.
    init?(sent address: String) {
        self.init(
            local: PercentEncoding.encode(Array(address.utf8)) { $0 < 0x80 && !Self.unlinkable.contains($0) })
    }

    private static let unlinkable = Set("'{}|^".utf8)
}
