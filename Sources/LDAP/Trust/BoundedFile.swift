internal import Glibc

/// Files that hold no secret, read whole and not without end.
enum BoundedFile {
    /// Reads the file at `path`, of at most `limit` bytes.
    ///
    /// - Throws: `Failure` with the reason in words.
    static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        // O_NONBLOCK: the open of a pipe that nobody writes to would wait for ever.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw Failure(words: systemWords(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw Failure(words: systemWords(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(words: "it is not a regular file") }
        var content: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe Glibc.read(descriptor, &piece, piece.count)
            if count == 0 { return content }
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure(words: systemWords(errno))
            }
            content += piece.prefix(count)
            guard content.count <= limit else { throw Failure(words: "it is larger than \(limit) bytes") }
        }
    }

    /// Why a file was not read, in words.
    struct Failure: Error {
        let words: String
    }
}
