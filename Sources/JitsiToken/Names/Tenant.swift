/// The tenant of a meeting: the segment before the room, which Jitsi makes a part of the XMPP domain.
///
/// Two tenants are the same where their claims are.
public struct Tenant: Hashable, Sendable {
    /// The most that a tenant may have, in bytes, still percent-encoded; Jitsi's client warns beyond it.
    public static let limit = 63

    /// The tenant as `sub` has it: what Jitsi's config.js makes of it (lower-case, dots become underscores) and
    /// Prosody's nameprep then leaves (RFC 3491: NFKC, ß becomes ss, ς becomes σ). Never `*`.
    public let claim: String
    /// The tenant as it stands in an address: percent-encoded.
    public let segment: String
    /// The tenant for people: decoded, without bidirectional characters. To be escaped like any text.
    public let readable: String

    /// The tenant of a path's first segment, still percent-encoded, as it stands in the address.
    ///
    /// - Throws: `NameProblem`.
    public init(segment raw: some StringProtocol) throws(NameProblem) {
        try self.init(bytes: Array(raw.utf8)[...])
    }

    /// The same of the segment's bytes.
    init(bytes raw: ArraySlice<UInt8>) throws(NameProblem) {
        guard raw.count <= 8 * Self.limit else { throw .tooLong(limit: Self.limit) }
        let part = try PathSegment(raw)
        guard part.encodedLength <= Self.limit, part.encoded.utf8.count <= 2 * Self.limit else {
            throw .tooLong(limit: Self.limit)
        }
        if part.name.hasPrefix("-") || part.name.hasSuffix("-") { throw .hyphen }
        let claim = JavaScriptText.foldedName(part.name)
            .replacing(".", with: "_").replacing("ß", with: "ss").replacing("ς", with: "σ")
        if claim.contains("*") { throw .wildcard }
        if claim.hasPrefix("_") || Self.folders.contains(claim) { throw .reserved }
        guard claim.unicodeScalars.allSatisfy(Self.isPossible) else { throw .unusable }
        self.claim = claim
        segment = part.encoded
        readable = DisplayText.line(part.name, limit: Self.limit)
    }

    /// The tenant of a name that is decoded already: the value of a form's field.
    ///
    /// - Throws: `NameProblem`.
    public init(decoded name: String) throws(NameProblem) {
        let kept = DisplayText.trimmed(name)
        try self.init(segment: PercentEncoding.encode(kept, keeping: PercentEncoding.isUnreserved))
    }

    /// Jitsi's folders of files: its web server looks for no room below them.
    private static let folders: Set<String> = [
        "css", "fonts", "images", "lang", "libs", "sounds", "static",
    ]

    /// Letters with their marks, digits, hyphen and underscore: what a label of an XMPP domain can hold.
    private static func isPossible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "-" || scalar == "_" { return true }
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber:
            return true
        default:
            return false
        }
    }

    /// Whether both name the same tenant.
    public static func == (left: Tenant, right: Tenant) -> Bool { left.claim == right.claim }

    /// Hashes what makes the tenant.
    public func hash(into hasher: inout Hasher) { hasher.combine(claim) }
}
