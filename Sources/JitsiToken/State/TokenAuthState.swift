/// What Jitsi's client puts into the `{state}` of tokenAuthUrl, to find it again after the login
/// (`_getTokenAuthState` in react/features/authentication/functions.any.ts).
///
/// It travels through the browser's address, so anybody can have written it. Only what is named here survives; the
/// `refreshToken` and `roomSafe` that it may hold do not: the one is none of ours, the other follows from the room.
public struct TokenAuthState: Equatable, Sendable {
    /// The most bytes of JSON. nginx takes 8 KiB of address where nobody has set it otherwise.
    public static let limit = 16_384

    /// The room as it stands in the path, still percent-encoded; not yet judged.
    let room: String?
    /// The tenant, likewise.
    let tenant: String?
    /// What the address said about the client's configuration, and what was chosen in the app before the login.
    public let overrides: Overrides
    /// The app that waits; nil for a browser.
    public let app: App?

    /// Reads the state out of an address, decoded once.
    ///
    /// - Returns: nil where it is empty or the literal `{state}`, which releases leave there that do not know it.
    /// - Throws: `StateProblem`.
    public static func reading(_ text: String) throws(StateProblem) -> TokenAuthState? {
        if text.isEmpty || text == "{state}" { return nil }
        guard text.utf8.count <= limit else { throw .tooLarge(limit: limit) }
        guard case .object(let members) = try JSONReader.value(of: text) else { throw .notAnObject }
        return try TokenAuthState(members)
    }

    private init(_ members: [JSONValue.Member]) throws(StateProblem) {
        var room: String?
        var tenant: String?
        var overrides = Overrides.none
        var apps: [App] = []
        for member in members {
            switch member.name {
            case "room": room = try Self.text(member)
            case "tenant": tenant = try Self.text(member)
            case let name:
                if let app = App(rawValue: name) {
                    if try Self.flag(member) { apps.append(app) }
                } else {
                    try overrides.add(name, member.value)
                }
            }
        }
        guard apps.count <= 1 else { throw .severalApps }
        self.room = room
        self.tenant = tenant
        self.overrides = overrides
        app = apps.first
    }

    /// A text; null and the empty one count as absent.
    private static func text(_ member: JSONValue.Member) throws(StateProblem) -> String? {
        switch member.value {
        case .null: return nil
        case .string(let text): return text.isEmpty ? nil : text
        default: throw .wrongType(member: member.name)
        }
    }

    private static func flag(_ member: JSONValue.Member) throws(StateProblem) -> Bool {
        switch member.value {
        case .null: return false
        case .bool(let value): return value
        default: throw .wrongType(member: member.name)
        }
    }
}
