internal import Glibc

/// Files that hold one secret each: a password, a shared secret, a private key.
public enum SecretFile {
    /// The most that a secret file may hold, in bytes; an RSA key of 16,384 bits in PEM takes 13,000.
    public static let defaultLimit = 65_536

    /// Reads the secret in the file at `path`.
    ///
    /// Symbolic links are followed, as credentials are often handed over by them; what counts is the file behind,
    /// looked at after it was opened, so that nobody can swap it in between. One newline at the end
    /// (`\n` or `\r\n`), which editors and `echo` leave, is not part of the secret.
    ///
    /// - Throws: `SecretFileError`: not there, not a regular file, open to others, empty, or larger than `limit`.
    public static func read(
        _ path: String, limit: Int = defaultLimit
    ) throws(SecretFileError) -> SecretBytes {
        // C would take a path with a NUL for the part before it.
        guard !path.utf8.contains(0) else { throw .cannotOpen(path: path, errno: EINVAL) }
        // O_NONBLOCK: the open of a pipe that nobody writes to would wait for ever.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, errno: errno) }
        defer { close(descriptor) }
        try check(descriptor, path: path)

        let secret = unsafe try SecretBytes(capacity: limit + 1) { (memory) throws(SecretFileError) in
            let count = unsafe try fill(memory, from: descriptor, path: path)
            guard count <= limit else { throw .tooLarge(path: path, limit: limit) }
            return unsafe lengthWithoutNewline(UnsafeRawBufferPointer(rebasing: memory[..<count]))
        }
        guard !secret.isEmpty else { throw .empty(path: path) }
        return secret
    }

    private static func check(_ descriptor: Int32, path: String) throws(SecretFileError) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .cannotOpen(path: path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        guard status.st_mode & 0o007 == 0 else {
            throw .openToOthers(path: path, mode: status.st_mode & 0o7777)
        }
    }

    /// Reads to the end of the file or of `memory`, whichever comes first.
    private static func fill(
        _ memory: UnsafeMutableRawBufferPointer, from descriptor: Int32, path: String
    ) throws(SecretFileError) -> Int {
        var count = 0
        while count < memory.count {
            let got = unsafe Glibc.read(
                descriptor, memory.baseAddress?.advanced(by: count), memory.count - count)
            if got == 0 { break }
            if got > 0 {
                count += got
            } else if errno != EINTR {
                throw .cannotRead(path: path, errno: errno)
            }
        }
        return count
    }

    private static func lengthWithoutNewline(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard unsafe bytes.last == UInt8(ascii: "\n") else { return bytes.count }
        let withoutLineFeed = unsafe bytes.dropLast()
        return unsafe withoutLineFeed.last == UInt8(ascii: "\r") ? bytes.count - 2 : bytes.count - 1
    }
}
