internal import CLDAP
internal import Glibc

/// A file that exists in memory only (memfd_create(2)), for a library that takes nothing but paths.
///
/// So the library reads the very bytes that were checked, and a private key or a bundle is written to no disk.
@safe
final class MemoryFile {
    private let descriptor: Int32
    private let size: Int

    /// - Throws: `LDAPConfigurationError` where the system gives no such file.
    init(_ bytes: UnsafeRawBufferPointer) throws(LDAPConfigurationError) {
        descriptor = cldap_memory_file()
        size = bytes.count
        var written = 0
        while descriptor >= 0, written < size {
            let count = unsafe write(descriptor, bytes.baseAddress?.advanced(by: written), size - written)
            guard count > 0 || errno == EINTR else { break }
            written += max(0, count)
        }
        guard descriptor >= 0, written == size else {
            throw LDAPConfigurationError("no file in memory could be made for TLS: \(systemWords(errno))")
        }
    }

    /// A file with a copy of `bytes`.
    static func holding(_ bytes: [UInt8]) throws(LDAPConfigurationError) -> MemoryFile {
        unsafe try bytes.withUnsafeBufferPointer { (buffer) throws(LDAPConfigurationError) in
            unsafe try MemoryFile(UnsafeRawBufferPointer(buffer))
        }
    }

    /// Its path, for as long as the object lives (proc(5), `/proc/self/fd`).
    var path: String { "/proc/self/fd/\(descriptor)" }

    deinit {
        guard descriptor >= 0 else { return }
        let zeros = [UInt8](repeating: 0, count: size)
        unsafe pwrite(descriptor, zeros, size, 0)
        close(descriptor)
    }
}
