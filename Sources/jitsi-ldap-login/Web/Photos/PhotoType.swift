/// The types of pictures that are served. All of them are nothing but pixels: SVG and HTML, which can hold scripts, are
/// not among them, nor is anything that a browser might take for those.
enum PhotoType: String, CaseIterable, Sendable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case gif = "image/gif"
    case webp = "image/webp"

    /// By the first bytes (WHATWG MIME Sniffing, 6.1).
    init?(of bytes: [UInt8]) {
        switch bytes {
        case _ where bytes.starts(with: [0xff, 0xd8, 0xff]): self = .jpeg
        case _ where bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]): self = .png
        case _ where bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8): self = .gif
        case _ where bytes.starts(with: "RIFF".utf8) && bytes.dropFirst(8).starts(with: "WEBPVP".utf8):
            self = .webp
        default: return nil
        }
    }
}
