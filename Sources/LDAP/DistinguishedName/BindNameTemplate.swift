/// How a person's name for the bind is made of what was typed, where there is no service account to look it up: with the
/// place `{username}` in a distinguished name, or in one of Active Directory's two other forms.
public struct BindNameTemplate: Sendable, Hashable, CustomStringConvertible {
    /// What kind of name it makes.
    public enum Form: Sendable, Hashable {
        /// `uid={username},ou=people,dc=example,dc=org`.
        case distinguishedName
        /// `{username}@corp.example`, a user principal name.
        case principal(realm: String)
        /// `CORP\{username}`, the down-level logon name.
        case downLevel(domain: String)
    }

    /// What kind of name it makes.
    public let form: Form
    /// As it was written.
    private let text: String

    /// The most that is filled in, in bytes of UTF-8: the longest principal name of Active Directory.
    static let longestUsername = 1024
    static let placeholder = "{username}"

    /// Checks the text of a template.
    ///
    /// - Throws: `BindNameError` with what is wrong and what to write instead.
    public init(parsing text: String) throws(BindNameError) {
        guard text.contains(Self.placeholder) else {
            throw BindNameError(
                text, "it needs the place {username}, as in uid={username},ou=people,dc=example,dc=org")
        }
        let literal = text.replacing(Self.placeholder, with: "")
        guard !literal.contains(where: { $0 == "{" || $0 == "}" }) else {
            throw BindNameError(
                text, "{username} is the only placeholder; a brace as itself is written \\7b or \\7d")
        }
        self.text = text
        if text.contains("=") {
            try Self.checkName(text)
            form = .distinguishedName
        } else if literal.hasPrefix("@"), text == Self.placeholder + literal,
            Self.isDomain(literal.dropFirst())
        {
            form = .principal(realm: String(literal.dropFirst()))
        } else if literal.hasSuffix("\\"), text == literal + Self.placeholder,
            Self.isDomain(literal.dropLast())
        {
            form = .downLevel(domain: String(literal.dropLast()))
        } else {
            throw BindNameError(
                text,
                "write uid={username},ou=people,dc=example,dc=org or {username}@corp.example or CORP\\{username}"
            )
        }
    }

    /// As it was written.
    public var description: String { text }

    /// The name to bind as; nil where nobody can have the typed name, which is then as wrong as a wrong password.
    ///
    /// In a distinguished name it is escaped (RFC 4514, 2.4) and so stays one value, whatever it holds. The other forms
    /// cannot be escaped: what Active Directory allows in no account's name is refused, since it would make the name
    /// one of another form. A name typed with the very realm or domain is taken without it.
    public func filled(_ username: String) -> String? {
        // Even escaped, a NUL ends the name for some servers: Samba takes "alice\00" for alice.
        guard !username.isEmpty, username.utf8.count <= Self.longestUsername, !username.utf8.contains(0)
        else {
            return nil
        }
        switch form {
        case .distinguishedName:
            return text.replacing(Self.placeholder, with: DistinguishedName.escapedValue(username))
        case .principal(let realm):
            return AccountName(username, without: "@" + realm, at: .end).map { "\($0.text)@\(realm)" }
        case .downLevel(let domain):
            return AccountName(username, without: domain + "\\", at: .start).map { "\(domain)\\\($0.text)" }
        }
    }

    /// Reads it with a plain word in the place of each placeholder: all of these words must turn up in values.
    private static func checkName(_ text: String) throws(BindNameError) {
        // Neither "z" nor "y" is a hexadecimal digit, so that a "\" before the place is no escape and refused.
        var word = "zyxusernamexyz"
        while text.lowercased().contains(word) { word = "zy" + word }
        let name: DistinguishedName
        do {
            name = try DistinguishedName(parsing: text.replacing(placeholder, with: word))
        } catch {
            throw BindNameError(text, "it is no distinguished name with {username} for a value")
        }
        let values = name.names.joined().reduce(0) { count, assertion in
            guard case .text(let value) = assertion.value else { return count }
            return count + value.ranges(of: word).count
        }
        guard values == text.ranges(of: placeholder).count else {
            throw BindNameError(text, "{username} can stand for a value only, as in uid={username}")
        }
    }

    /// Letters, digits, ".", "-" and "_", beginning and ending with a letter or a digit.
    private static func isDomain(_ text: Substring) -> Bool {
        func isSolid(_ character: Character?) -> Bool {
            character.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false
        }
        return text.utf8.count <= 255 && isSolid(text.first) && isSolid(text.last)
            && text.allSatisfy { isSolid($0) || ".-_".contains($0) }
    }
}
