import Foundation

/// Pictures for people's entries: JPEG files that any viewer opens.
public enum SamplePhoto {
    /// 16 × 16 pixels of a colour gradient, 304 bytes.
    public static let jpeg = [UInt8](
        Data(
            base64Encoded: """
                /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWG\
                kJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk\
                pKSkpKSkpKSkpKSkpKT/wAARCAAQABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABAX/xAAXEAADAQAAAAAAAAAA\
                AAAAAAAAAwRh/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAH/xAAXEQADAQAAAAAAAAAAAAAAAAAAAgQD/9oADAMBAAIRAxEAPwCY\
                qbBapsFqmwYqbCvsJaD/2Q==
                """) ?? Data())

    /// The same picture in a file of at least so many bytes: padded by comments (ITU T.81, B.2.4.5).
    public static func jpeg(ofBytes size: Int) -> [UInt8] {
        let comment: [UInt8] = [0xff, 0xfe, 0xff, 0xff] + Array(repeating: 0x20, count: 0xffff - 2)
        let comments = max(0, size - jpeg.count + comment.count - 1) / comment.count
        return Array(jpeg.prefix(2)) + Array(repeating: comment, count: comments).joined() + jpeg.dropFirst(2)
    }
}
