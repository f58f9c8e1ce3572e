internal import LDAP

/// The name that somebody binds with where there is no service account (`directory.bind.as-user`).
struct PersonalName: Sendable {
    /// Checks the names that are made.
    let template: BindNameTemplate
    /// Whether the name is the entry's DN.
    let isDistinguishedName: Bool
    /// Whether the server itself reads `alice@corp.example` and `CORP\alice`.
    let hasWindowsForms: Bool
    /// What a typed name may bring along that the template adds by itself: `@corp.example` or `CORP\`.
    private let suffix: String
    private let prefix: String

    private static let placeholder = "{username}"

    /// - Throws: where the text is no template.
    init(parsing text: String, kind: DirectoryKind?) throws {
        template = try BindNameTemplate(parsing: text)
        let parts = text.split(separator: Self.placeholder, maxSplits: 1, omittingEmptySubsequences: false)
        let before = parts.first.map(String.init) ?? ""
        let after = parts.count == 2 ? String(parts[1]) : ""
        suffix = after.hasPrefix("@") ? after.lowercased() : ""
        prefix = before.hasSuffix("\\") ? before.lowercased() : ""
        isDistinguishedName = suffix.isEmpty && prefix.isEmpty
        hasWindowsForms = kind == .activeDirectory && !isDistinguishedName
    }

    /// The name to bind with for what was typed; nil where nobody can have it.
    func bindName(for typed: String) -> String? {
        if hasWindowsForms {
            switch TypedName(typed) {
            case .plain: break
            // The domain knows its own names and its neighbours'. Who was bound is compared with the entry found.
            case .principal, .ofDomain: return Self.isClean(typed) ? typed : nil
            }
        }
        return template.filled(accountName(of: typed))
    }

    /// The typed name without what the template adds.
    func accountName(of typed: String) -> String {
        let folded = typed.lowercased()
        if !suffix.isEmpty, folded.hasSuffix(suffix), folded.count == typed.count {
            return String(typed.dropLast(suffix.count))
        }
        if !prefix.isEmpty, folded.hasPrefix(prefix), folded.count == typed.count {
            return String(typed.dropFirst(prefix.count))
        }
        return typed
    }

    private static func isClean(_ text: String) -> Bool {
        !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
