/// Names of attributes in the directory.
enum AttributeName {
    static func parse(_ text: String) throws(Invalid) -> String {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false)
        guard text.utf8.count <= 128, let name = parts.first, isName(name),
            parts.dropFirst().allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isNameByte) })
        else {
            throw Invalid(
                "\(quoted(text)) is not the name of an attribute: write one such as uid or displayName")
        }
        try SecretAttribute.refuse(text)
        return text
    }

    /// RFC 4512, section 1.4: `descr` (a letter, then letters, digits and hyphens) or `numericoid`.
    static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first else { return false }
        if (0x30...0x39).contains(first) {
            return text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        }
        return first != UInt8(ascii: "-") && text.utf8.allSatisfy(isNameByte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
        default: false
        }
    }
}
