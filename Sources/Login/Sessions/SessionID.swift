internal import Secrets

/// Which session it is: 128 random bits. No secret, as a session cannot be made of it.
public struct SessionID: Hashable, Sendable, CustomStringConvertible {
    /// In bytes.
    public static let size = 16

    /// As many as ``size``.
    public let bytes: [UInt8]

    /// Reads the bytes; nil where they are not as many as ``size``.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.size else { return nil }
        self.bytes = bytes
    }

    /// A new one, from the system's generator.
    public init() { bytes = RandomBytes.plain(count: Self.size) }

    /// In hexadecimal digits.
    public var description: String { Hexadecimal.encode(bytes) }
}
