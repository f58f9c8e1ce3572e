/// What a web server never sends, and why its connection was closed.
public enum Malformation: Sendable, Equatable {
    /// A record of another version than 1.
    case version(UInt8)
    /// A role other than responder.
    case role(Int)
    /// A record that has no place where it came: management, a second BEGIN_REQUEST, an abort, an unknown type.
    case unexpectedRecord(type: UInt8)
    /// Request 0, or records of two requests mixed.
    case requestID(UInt16)
    /// A BEGIN_REQUEST that is not eight bytes long.
    case beginLength(Int)
    /// Padding where libfcgi would read it as the next record: behind BEGIN_REQUEST and behind an empty record.
    case padding
    /// Parameters whose lengths do not add up, with an empty name, or with a NUL or "=" where it would deceive.
    case parameters
    /// Bytes behind the end of the request.
    case trailingBytes
    /// More bytes of record headers and padding than of anything else.
    case framing
}
