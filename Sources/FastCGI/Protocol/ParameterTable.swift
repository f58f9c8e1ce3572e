/// Parameters as C strings "NAME=value", in the shape of libfcgi's `envp`, for a request that libfcgi never sees.
@safe
final class ParameterTable {
    private let text: WipedBuffer
    /// A NULL-terminated array, valid as long as the table.
    let entries: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

    /// - Parameter bytes: name-value pairs; the first one that is cut short ends them.
    init(_ bytes: UnsafeRawBufferPointer) {
        // The two lengths of a pair make room for its "=" and its NUL.
        text = WipedBuffer(capacity: bytes.count)
        var starts: [Int] = []
        var pairs = unsafe ParameterPairs(bytes)
        while let pair = unsafe pairs.next() {
            starts.append(text.count)
            unsafe text.append(pair.name)
            text.append(UInt8(ascii: "="))
            unsafe text.append(pair.value)
            text.append(0)
        }
        unsafe entries = .allocate(capacity: starts.count + 1)
        for (index, start) in starts.enumerated() {
            let address = unsafe text.start + start
            unsafe (entries + index).initialize(to: address.assumingMemoryBound(to: CChar.self))
        }
        unsafe (entries + starts.count).initialize(to: nil)
    }

    deinit { unsafe entries.deallocate() }
}
