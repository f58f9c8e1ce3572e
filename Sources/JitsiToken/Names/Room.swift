/// The name of a meeting's room.
///
/// Two rooms are the same where their `safe` names are, however the address was written.
public struct Room: Hashable, Sendable {
    /// The most that `safe` may have, in bytes: 85 Cyrillic or 56 Chinese characters, 512 Latin ones.
    ///
    /// XMPP ends at 1,023 bytes (RFC 7622, 3.3), of which Jitsi may spend some on the tenant; and the name is twice
    /// in the redirect, once in the address and once in the token, which has to fit a web server's header buffer.
    public static let limit = 512

    /// The name as the XMPP room and the claim have it, Jitsi's roomSafe form: percent-decoded, NFKC, lower-case,
    /// `encodeURIComponent`, lower-case again (`getBackendSafeRoomName` in react/features/base/util/uri.ts).
    /// ASCII only; never `*`.
    public let safe: String
    /// The name as it stands in an address: percent-encoded, without anything that could end the segment.
    public let segment: String
    /// The name for people: decoded, without control and bidirectional characters, at most 200 bytes. To be escaped
    /// like any text. Where nothing visible is left, the segment.
    public let readable: String

    /// The room of a path's last segment, still percent-encoded, as it stands in the address.
    ///
    /// - Throws: `NameProblem`. Broken percent-encoding and foreign bytes are refused, though the client would go
    ///   on with the text as it is: it is never the name that somebody meant.
    public init(segment raw: some StringProtocol) throws(NameProblem) {
        try self.init(bytes: Array(raw.utf8)[...])
    }

    /// The same of the segment's bytes.
    init(bytes raw: ArraySlice<UInt8>) throws(NameProblem) {
        // Before any work: what is this long stays too long, whatever the client removes from it.
        guard raw.count <= 8 * Self.limit else { throw .tooLong(limit: Self.limit) }
        let part = try PathSegment(raw)
        let safe = JavaScriptText.lowerCaseURIComponent(JavaScriptText.foldedName(part.name))
        guard safe.utf8.count <= Self.limit, part.encoded.utf8.count <= 2 * Self.limit else {
            throw .tooLong(limit: Self.limit)
        }
        // On the folded name, because NFKC makes the full-width forms of all these plain.
        if safe.utf8.contains(UInt8(ascii: "*")) { throw .wildcard }
        if safe == "." || safe == ".." { throw .dots }
        // `_login`, `_api`, `_unlock`, and jicofo's rooms for health checks (`__jicofo-health-check…`).
        if safe.hasPrefix("_") || Self.files.contains(safe) { throw .reserved }
        // What encodeURIComponent leaves and a localpart cannot hold (RFC 7622, 3.3.1).
        if safe.utf8.contains(UInt8(ascii: "'")) { throw .unusable }
        self.safe = safe
        segment = part.encoded
        let shown = DisplayText.line(part.name, limit: 200)
        readable = shown.isEmpty ? part.encoded : shown
    }

    /// The room of a name that is decoded already: the value of a form's field, or typed by hand.
    ///
    /// White space at the ends goes, as do `: ? & ' "`, with which Jitsi's web server opens no room; what else the
    /// name has is part of it.
    ///
    /// - Throws: `NameProblem`.
    public init(decoded name: String) throws(NameProblem) {
        let kept = DisplayText.trimmed(name.filter { !":?&'\"".contains($0) })
        try self.init(segment: PercentEncoding.encode(kept, keeping: PercentEncoding.isUnreserved))
    }

    /// Exact locations in Jitsi's web server: no room of that name ever opens, and a token has no business there.
    private static let files: Set<String> = ["config.js", "external_api.js", "http-bind", "xmpp-websocket"]

    /// Whether both name the same room.
    public static func == (left: Room, right: Room) -> Bool { left.safe == right.safe }

    /// Hashes what makes the room.
    public func hash(into hasher: inout Hasher) { hasher.combine(safe) }
}
