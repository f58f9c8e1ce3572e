/// The name of an account within its domain that cannot be mistaken for any other form of name.
///
/// A domain controller takes many forms for a bind ([MS-ADTS] 5.1.1.1.1): among them `domain/path/name`, `service/host`,
/// and identifiers.
struct AccountName {
    let text: String

    /// Where a realm or domain stands in a name.
    enum Side { case start, end }

    /// What was typed, without the realm or domain that it may bring along at one side, in any case.
    ///
    /// - Returns: nil where no account can have the name.
    init?(_ typed: String, without domain: String, at side: Side) {
        // Scalars: a combining mark would make the sign before it another character.
        var name = typed.unicodeScalars[...]
        let count = domain.unicodeScalars.count
        switch side {
        case .start where Self.isSame(name.prefix(count), domain): name = name.dropFirst(count)
        case .end where Self.isSame(name.suffix(count), domain): name = name.dropLast(count)
        default: break
        }
        guard let first = name.first, let last = name.last, !first.properties.isWhitespace,
            !last.properties.isWhitespace, name.allSatisfy(Self.isAllowed)
        else { return nil }
        text = String(name)
    }

    private static func isSame(_ text: Substring.UnicodeScalarView, _ domain: String) -> Bool {
        Substring(text).lowercased() == domain.lowercased()
    }

    /// Active Directory allows the signs listed here in no `sAMAccountName`; what nobody sees belongs into no name.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        isPresentable(scalar) && !"\"/\\[]:;|=,+*?<>@".unicodeScalars.contains(scalar)
    }
}
