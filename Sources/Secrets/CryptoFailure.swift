internal import CCrypto

/// A call of libcrypto that failed, with all that the library said about it.
public struct CryptoFailure: Error, CustomStringConvertible, Sendable {
    /// What was being done, as a noun: "signing with RS256".
    public let operation: String
    /// The library's error queue, oldest first. It names functions and reasons, never a key's bytes.
    public let reasons: [String]

    /// Takes the whole error queue of this thread (ERR_get_error(3)).
    ///
    /// Whatever is left in the queue would be reported by the next failure on the same thread, as its own.
    public static func draining(_ operation: String) -> CryptoFailure {
        var reasons: [String] = []
        while case let code = ERR_get_error(), code != 0 {
            // ERR_error_string_n(3) wants 256 bytes and ends the text itself.
            var text = [CChar](repeating: 0, count: 256)
            unsafe text.withUnsafeMutableBufferPointer {
                unsafe ERR_error_string_n(code, $0.baseAddress, $0.count)
            }
            reasons.append(
                String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        return CryptoFailure(operation: operation, reasons: reasons)
    }

    /// One line for the log.
    public var description: String {
        let words = reasons.isEmpty ? "libcrypto gave no reason" : reasons.joined(separator: "; ")
        return "\(operation) failed: \(words)"
    }
}
