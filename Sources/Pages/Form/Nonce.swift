/// The number used once by which Jitsi's client knows the pop-up that it opened (`tokenAuthInline`): 64 hexadecimal
/// digits (`generateNonce` in react/features/authentication/actions.web.ts).
public struct Nonce: Sendable, Hashable {
    /// As it came.
    public let text: String

    /// - Parameter text: from 16 to 128 letters, digits, `-` and `_`: what other releases might come to write. Nil
    ///   for everything else.
    public init?(_ text: String) {
        guard (16...128).contains(text.utf8.count), text.utf8.allSatisfy(Self.isPart) else { return nil }
        self.text = text
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
