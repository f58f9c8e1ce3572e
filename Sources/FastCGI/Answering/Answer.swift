internal import Glibc

/// A response in the words of CGI (RFC 3875, section 6), written into memory that a worker uses again and again.
///
/// The memory is wiped in between: a Location holds a token, a Set-Cookie a session.
struct Answer: ~Copyable {
    private(set) var bytes: [UInt8] = []

    /// What made a response unfit to send.
    enum Defect: Error, Equatable {
        case status(Int)
        /// The name of the header field, escaped for a log; never its value.
        case header(String)
    }

    init() { bytes.reserveCapacity(16_384) }

    /// Writes `response`; the body only where `withBody`.
    ///
    /// - Throws: the defect; what was written by then must not be sent.
    mutating func write(_ response: Response, withBody: Bool) throws(Defect) {
        guard (200...599).contains(response.status) else { throw .status(response.status) }
        // Room for all at once: a buffer that grows leaves copies behind.
        let fields = response.headers.reduce(0) { $0 + $1.0.utf8.count + $1.1.utf8.count + 4 }
        bytes.reserveCapacity(fields + response.body.count + 128)
        append("Status: ")
        append(response.status)
        append(" ")
        append(reasonPhrase(response.status))
        for (name, value) in response.headers {
            guard append(name, value) else {
                throw .header(
                    String(name.unicodeScalars.prefix(64).map { $0.escaped(asASCII: true) }.joined()))
            }
        }
        // RFC 9110, section 8.6: neither with 204; nor needed with 304, which ends with its header.
        let hasBody = response.status != 204 && response.status != 304
        if hasBody {
            append("\r\nContent-Length: ")
            append(response.body.count)
        }
        append("\r\n\r\n")
        if hasBody && withBody { bytes.append(contentsOf: response.body) }
    }

    /// Writes what is sent in place of a response that is not fit to be sent.
    mutating func writeBareFailure() {
        append("Status: 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")
    }

    /// Overwrites what was written, and keeps the memory unless it has become large.
    mutating func wipe() {
        unsafe bytes.withUnsafeMutableBytes { memory in
            if let start = memory.baseAddress { unsafe explicit_bzero(start, memory.count) }
        }
        bytes.removeAll(keepingCapacity: bytes.capacity <= 262_144)
    }

    private mutating func append(_ text: StaticString) {
        unsafe bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a header field; false where it is not fit to be sent.
    private mutating func append(_ name: String, _ value: String) -> Bool {
        guard !Self.isWrittenByUs(name) else { return false }
        append("\r\n")
        let hasName = unsafe Self.withBytes(of: name) { name in
            guard unsafe Self.isToken(name) else { return false }
            unsafe bytes.append(contentsOf: name)
            return true
        }
        append(": ")
        return unsafe hasName
            && Self.withBytes(of: value) { value in
                guard unsafe Self.isFieldValue(value) else { return false }
                unsafe bytes.append(contentsOf: value)
                return true
            }
    }

    private static func withBytes(of text: String, _ use: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
        let isUsed = unsafe text.utf8.withContiguousStorageIfAvailable(use)
        if let isUsed { return isUsed }
        return unsafe Array(text.utf8).withUnsafeBufferPointer(use)
    }

    private mutating func append(_ number: Int) {
        if number >= 10 { append(number / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    /// RFC 9110, section 5.6.2.
    private static func isToken(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        unsafe !name.isEmpty
            && name.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
                case 0x21, 0x23...0x27, 0x2a, 0x2b, 0x2d, 0x2e, 0x5e...0x60, 0x7c, 0x7e: true
                default: false
                }
            }
    }

    /// RFC 9110, section 5.5: no control character but the tab, for CR, LF and NUL end or forge a field.
    private static func isFieldValue(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        let bytes = UnsafeRawBufferPointer(value)
        var index = 0
        // Eight at a time, as long as there is none below a space and no DEL among them (Hacker's Delight, 6-1).
        let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        while index + 8 <= bytes.count {
            let eight = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let deletes = eight ^ (0x7f * ones)
            let found = (eight &- 0x20 * ones) & ~eight | (deletes &- ones) & ~deletes
            guard found & tops == 0 else { break }
            index += 8
        }
        return (index..<bytes.count).allSatisfy { index in
            let byte = unsafe bytes[index]
            return byte >= 0x20 && byte != 0x7f || byte == 0x09
        }
    }

    /// Two lengths, or two statuses, would let the two ends disagree about the answer.
    private static func isWrittenByUs(_ name: String) -> Bool {
        switch name.utf8.count {
        case 6: name.lowercased() == "status"
        case 14: name.lowercased() == "content-length"
        default: false
        }
    }
}
