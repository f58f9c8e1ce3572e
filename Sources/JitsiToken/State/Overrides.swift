/// What a meeting's address says about the client's configuration: the `config.…`, `interfaceConfig.…` and
/// `iceServers.…` of its fragment. Jitsi's client keeps an allow list of its own; what is here only has to be
/// unable to become anything else.
public struct Overrides: Hashable, Sendable {
    /// The most that they may have as they stand in an address, in bytes. The redirect's header fields have to fit
    /// the 32 KiB that nginx buffers, with the token.
    public static let limit = 16_384

    /// No overrides.
    public static let none = Overrides()

    /// `config.a=<value>&config.b=<value>`, each value `encodeURIComponent` of its JSON; often empty. Visible ASCII
    /// without `#`.
    public private(set) var fragment = ""

    private init() {}

    /// Adds one, where a client could take it up: anything else is left out.
    mutating func add(_ key: String, _ value: JSONValue) throws(StateProblem) {
        guard Self.isKey(key), value.memberNames.allSatisfy({ !Self.prototypes.contains($0) }) else { return }
        let pair = key + "=" + JavaScriptText.uriComponent(value.text)
        fragment += fragment.isEmpty ? pair : "&" + pair
        guard fragment.utf8.count <= Self.limit else { throw .overridesTooLong(limit: Self.limit) }
    }

    /// One of the three families, then names joined by dots. Keys stand in the address as they are, for the client
    /// does not decode them: so neither `%` nor `&`, `=` or `#`.
    static func isKey(_ key: String) -> Bool {
        guard key.utf8.count <= 128 else { return false }
        let parts = key.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count >= 2, families.contains(where: { parts[0].elementsEqual($0.utf8) }) else {
            return false
        }
        return parts.allSatisfy { part in
            !part.isEmpty && part.allSatisfy(isNameByte)
                && !prototypes.contains(where: { part.elementsEqual($0.utf8) })
        }
    }

    private static let families = ["config", "interfaceConfig", "iceServers"]

    /// Names by which an object of JavaScript reaches what all objects share. The client leaves them out too.
    private static let prototypes: Set<String> = ["__proto__", "constructor", "prototype"]

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
