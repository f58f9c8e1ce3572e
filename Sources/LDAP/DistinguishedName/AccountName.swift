/// The name of an account within its domain, that cannot be mistaken for any other form of name.
///
/// A domain controller takes many forms for a bind ([MS-ADTS] 5.1.1.1.1): among them `domain/path/name`, `service/host`,
/// and identifiers.
struct AccountName {
    let text: String

    enum Side { case start, end }

    /// What was typed, without the realm or domain that it may bring along at one side, in any case.
    ///
    /// - Returns: nil where no account can have the name.
    init?(_ typed: String, without domain: String, at side: Side) {
        var name = typed[...]
        switch side {
        case .start where Self.isSame(name.unicodeScalars.prefix(domain.unicodeScalars.count), domain):
            name = name.dropFirst(domain.count)
        case .end where Self.isSame(name.unicodeScalars.suffix(domain.unicodeScalars.count), domain):
            name = name.dropLast(domain.count)
        default: break
        }
        guard let first = name.first, let last = name.last, !first.isWhitespace, !last.isWhitespace,
            name.unicodeScalars.allSatisfy(Self.isAllowed)
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
