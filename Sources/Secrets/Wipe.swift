internal import CCrypto

extension Array where Element == UInt8 {
    /// Overwrites the elements with zeros, in a way the optimiser may not leave out, and empties the array.
    ///
    /// Copies that copy-on-write made elsewhere are not reached: wipe an array that nobody else holds.
    public mutating func wipe() {
        unsafe withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
        removeAll(keepingCapacity: true)
    }
}
