/// Addresses of pictures that are kept elsewhere.
enum HTTPSAddress {
    /// The longest that a token takes (`JitsiToken.User.avatar`), in bytes.
    static let longest = 1_024

    /// Whether `text` can be the address of a picture: https, a host, and nothing but the characters of an address
    /// (RFC 3986, 2). Anything else is not repaired: it would be another address.
    static func isOne(_ text: String) -> Bool {
        let scheme = "https://"
        guard text.utf8.count <= longest, text.lowercased().hasPrefix(scheme),
            text.utf8.allSatisfy(isAddressCharacter)
        else { return false }
        let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        return !authority.isEmpty
            && authority.allSatisfy { $0.isLetter || $0.isNumber || "-.:[]".contains($0) }
    }

    /// RFC 3986, 2.2 and 2.3: reserved, unreserved, and the percent sign.
    private static func isAddressCharacter(_ byte: UInt8) -> Bool {
        (0x21...0x7e).contains(byte) && !"\"<>\\^`{|}".utf8.contains(byte)
    }
}
