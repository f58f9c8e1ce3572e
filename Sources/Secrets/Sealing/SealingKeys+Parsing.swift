extension SealingKeys {
    /// Reads the contents of a key file: one key a line, in base 64 with or without its padding, 32 to 128 bytes each;
    /// the first seals, all open. Blank lines and lines that begin with `#` count for nothing.
    ///
    /// - Throws: `SealingKeysProblem`, with the first line that is wrong.
    public init(parsing file: SecretBytes) throws(SealingKeysProblem) {
        var found: [(key: SealingKey, line: Int)] = []
        for (number, secret) in try Self.secrets(in: file) {
            if let twin = found.first(where: { $0.key.secret.equals(secret) }) {
                throw .repeated(line: number, first: twin.line)
            }
            guard found.count < Self.mostKeys else { throw .tooManyKeys }
            do throws(CryptoFailure) {
                found.append((try SealingKey(secret), number))
            } catch {
                throw .library(error)
            }
        }
        guard !found.isEmpty else { throw .noKey }
        self.init(found.map(\.key))
    }

    private static func secrets(
        in file: SecretBytes
    ) throws(SealingKeysProblem) -> [(line: Int, secret: SecretBytes)] {
        unsafe try file.withUnsafeBytes { (bytes) throws(SealingKeysProblem) in
            var secrets: [(Int, SecretBytes)] = []
            let lines = unsafe bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            for unsafe(index, line) in unsafe lines.enumerated() {
                let text = unsafe trimmed(line)
                if unsafe text.isEmpty || text.first == UInt8(ascii: "#") { continue }
                secrets.append((index + 1, try unsafe secret(text, line: index + 1)))
                // As many lines are enough to know that there are too many.
                if secrets.count > mostKeys { break }
            }
            return secrets
        }
    }

    /// Without spaces, tabs and a carriage return at its ends.
    private static func trimmed(_ line: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        let blanks: [UInt8] = [0x20, 0x09, 0x0d]
        var text = unsafe line
        while let last = unsafe text.last, blanks.contains(last) { unsafe text.removeLast() }
        while let first = unsafe text.first, blanks.contains(first) { unsafe text.removeFirst() }
        return unsafe text
    }

    private static func secret(
        _ text: Slice<UnsafeRawBufferPointer>, line: Int
    ) throws(SealingKeysProblem) -> SecretBytes {
        let padding = UInt8(ascii: "=")
        var letters = unsafe text
        while unsafe letters.last == padding, unsafe text.count - letters.count < 2 {
            unsafe letters.removeLast()
        }
        // Padding fills the text up to a multiple of four letters (RFC 4648, 4), or is not there.
        let isPadded = unsafe letters.count != text.count
        guard unsafe !isPadded || text.count % 4 == 0 else { throw .notBase64(line: line) }
        let size = unsafe letters.count * 3 / 4
        guard size <= longestKey else { throw .tooLong(line: line) }
        // Decoded where it stays, so that no copy of the key is left behind.
        let secret = unsafe try SecretBytes(capacity: size) { (memory) throws(SealingKeysProblem) in
            var count = 0
            let isSound = unsafe Base64.decode(letters, .plain) { byte in
                if count < memory.count { unsafe memory[count] = byte }
                count += 1
            }
            guard isSound, count == size else { throw .notBase64(line: line) }
            return count
        }
        guard secret.count >= shortestKey else { throw .tooShort(line: line, bytes: secret.count) }
        return secret
    }
}
