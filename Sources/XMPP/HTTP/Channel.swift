/// A connection to a server: plain, or by TLS. Every wait ends at the deadline that it was opened with.
protocol Channel: AnyObject {
    /// Sends all of it.
    func send(_ bytes: [UInt8]) throws(XMPPError)
    /// What has come, at most some KiB; empty at the end.
    func receive() throws(XMPPError) -> [UInt8]
}
