/// A signed token: whoever has it may enter the room. A secret by type: it prints as a placeholder.
public struct Token: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The compact form (RFC 7515, 3.1): three parts of `A-Z a-z 0-9 - _`, joined by dots. For the address that it is
    /// sent to, and for nothing else.
    public let compact: String

    init(compact: String) { self.compact = compact }

    /// A placeholder, never the token.
    public var description: String { "<token>" }

    /// A placeholder, never the token.
    public var debugDescription: String { description }

    /// No children, so that `dump` and the debugger show none.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
