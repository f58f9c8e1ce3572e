/// What the name looks like that a person binds with. Whether it is one, the LDAP library says later.
enum BindNameShape {
    private static let placeholder = "{username}"
    private static let forms =
        "write \"uid={username},ou=people,dc=example,dc=org\", \"{username}@corp.example\" or 'CORP\\{username}'"

    /// A DN, a principal or a down-level name with exactly one `{username}`.
    static func parse(_ text: String) throws(Invalid) -> String {
        guard text.utf8.count <= 1024 else {
            throw Invalid("\(quoted(text)) is too long: write at most 1024 bytes")
        }
        let pieces = text.split(separator: placeholder, omittingEmptySubsequences: false)
        guard pieces.count > 1 else {
            if text.contains("{") { try Placeholders.check(text, [placeholder]) }
            throw Invalid("\(quoted(text)) is one name for everybody: \(forms)")
        }
        try Placeholders.check(text, [placeholder])
        guard pieces.count == 2 else {
            throw Invalid("\(quoted(text)) has {username} more than once: \(forms)")
        }
        if isDistinguishedName(text) {
            try checkName(text)
        } else if pieces[0].isEmpty, pieces[1].hasPrefix("@") {
            guard HostName.parse(pieces[1].dropFirst()) != nil else {
                throw Invalid("\(quoted(text)) has no realm behind its @: write \"{username}@corp.example\"")
            }
        } else if pieces[1].isEmpty, pieces[0].hasSuffix("\\") {
            guard isNetBIOSName(pieces[0].dropLast()) else {
                throw Invalid(
                    "\(quoted(text)) has no domain's short name before one backslash: write 'CORP\\{username}'"
                )
            }
        } else {
            throw Invalid("\(quoted(text)) is no name that a directory binds: \(forms)")
        }
        return text
    }

    /// Whether a name of a right shape is a DN, and not one of Active Directory's.
    static func isDistinguishedName(_ text: String) -> Bool { NameShape.startsWithAttribute(text) }

    /// The name of an attribute is not for visitors to choose.
    private static func checkName(_ text: String) throws(Invalid) {
        for part in NameSuffix.parts(of: text) {
            guard part.contains("=") else {
                throw Invalid(
                    "\(quoted(text)) has a part without an attribute, \(quoted(part)): write uid={username}")
            }
            guard let at = part.firstRange(of: placeholder), let equals = part.firstIndex(of: "=") else {
                continue
            }
            guard equals < at.lowerBound else {
                throw Invalid("\(quoted(text)) has {username} before an equals sign: write uid={username}")
            }
        }
    }

    /// 1 to 15 characters without those that NetBIOS names cannot hold.
    private static func isNetBIOSName(_ text: Substring) -> Bool {
        (1...15).contains(text.utf8.count) && !text.contains { "\\/:*?\"<>|@= ,+;".contains($0) }
    }
}
