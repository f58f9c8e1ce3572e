/// The parts of a Lua text (Lua 5.4 manual, 3.1).
struct LuaToken {
    enum Kind: Equatable {
        /// Names, keywords and numbers.
        case name(String)
        /// The bytes, as they may be a secret.
        case string([UInt8])
        /// An operator or a bracket.
        case mark(String)
        /// A string or a bracket without an end.
        case unended
    }

    let kind: Kind
    let line: Int

    func isMark(_ text: String) -> Bool { kind == .mark(text) }

    var name: String? {
        if case .name(let name) = kind { name } else { nil }
    }

    var string: [UInt8]? {
        if case .string(let bytes) = kind { bytes } else { nil }
    }
}
