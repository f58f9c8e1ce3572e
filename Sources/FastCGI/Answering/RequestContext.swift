internal import Glibc

/// What goes with a request from one call of the application to the next: where its parameters lie, and what the
/// application keeps of it.
///
/// It belongs to whoever has the request, and is used again for the next one.
@safe
final class RequestContext {
    /// One C string "NAME=value".
    @safe
    private struct Parameter {
        let start: UnsafePointer<UInt8>
        let nameCount: Int
        let valueCount: Int
    }

    private var parameters: [Parameter] = []
    /// What the application keeps until it is called again.
    var kept: (any AnyObject & Sendable)?

    init() {}

    /// - Parameter entries: C strings "NAME=value", NULL at the end; valid as long as this is used.
    init(_ entries: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) { unsafe read(entries) }

    /// Measures all parameters once: each is looked for several times.
    func read(_ entries: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) {
        clear()
        var cursor = unsafe entries
        while let entry = unsafe cursor.pointee {
            unsafe cursor += 1
            // What has no "=" is no parameter.
            guard let equals = unsafe strchr(entry, 0x3d) else { continue }
            let nameCount = unsafe equals - entry
            parameters.append(
                unsafe Parameter(
                    start: UnsafeRawPointer(entry).assumingMemoryBound(to: UInt8.self), nameCount: nameCount,
                    valueCount: strlen(equals + 1)))
        }
    }

    /// Forgets everything.
    func clear() {
        parameters.removeAll(keepingCapacity: true)
        kept = nil
    }

    /// The value of the first parameter of that name; valid as long as the request.
    func value(of name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        precondition(name.hasPointerRepresentation, "a parameter's name has more than one character")
        let count = name.utf8CodeUnitCount
        for parameter in parameters where parameter.nameCount == count {
            if unsafe memcmp(parameter.start, name.utf8Start, count) == 0 {
                return unsafe UnsafeBufferPointer(
                    start: parameter.start + count + 1, count: parameter.valueCount)
            }
        }
        return nil
    }
}
