import Foundation

/// The smallest pictures that are real ones: a pixel each, which a browser shows.
public enum Pictures {
    /// Grey, baseline, with the shortest tables that there can be.
    public static let jpeg: [UInt8] =
        [0xff, 0xd8, 0xff, 0xe0, 0, 16] + Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0]
        + [0xff, 0xdb, 0, 67, 0] + [UInt8](repeating: 1, count: 64)
        + [0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0]
        + table(0x00) + table(0x10)
        + [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x3f, 0xff, 0xd9]

    public static let png = bytes(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
    public static let gif = bytes("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
    public static let webp = bytes("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")

    /// The same picture with that many bytes of nothing behind it: one as large as a test wants.
    public static func padded(_ picture: [UInt8], to count: Int) -> [UInt8] {
        picture + [UInt8](repeating: 0, count: max(0, count - picture.count))
    }

    /// A Huffman table with one code, of one bit, for the value 0 (ITU T.81, B.2.4.2).
    private static func table(_ classAndNumber: UInt8) -> [UInt8] {
        [0xff, 0xc4, 0, 20, classAndNumber, 1] + [UInt8](repeating: 0, count: 15) + [0]
    }

    private static func bytes(_ base64: String) -> [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }
}
