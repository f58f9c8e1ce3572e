internal import Foundation
internal import JitsiToken
internal import Settings

extension Assembler {
    /// The public keys that are served (`token.key-file`, `token.further-keys`); nil where a problem says why not.
    ///
    /// - Parameter signer: nil where its own problem has been reported; the further keys are read nevertheless.
    mutating func keys(of signer: Signer?) -> KeyDocuments? {
        let token = configuration.token
        let further = token.furtherKeys.compactMap { further in
            noting(further.file) {
                try PublishedKey(
                    id: further.id.value, key: PublicKey(pem: try Self.content(of: further.file.value)))
            }
        }
        guard let signer, further.count == token.furtherKeys.count else { return nil }
        return noting(token.algorithm) {
            try KeyDocuments(
                signer.publishedKey.map { KeySet([$0] + further, algorithm: signer.algorithm) })
        }
    }

    /// What is in a public file, as far as a key can reach; the settings have seen that it is an ordinary file.
    private static func content(of path: String) throws -> [UInt8] {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        return Array(try file.read(upToCount: 65_536) ?? Data())
    }
}
