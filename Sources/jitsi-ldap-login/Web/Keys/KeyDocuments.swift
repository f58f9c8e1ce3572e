internal import JitsiToken
internal import Secrets

/// The public keys as they are served: for Prosody's `asap_key_server` one file a key, for its `cache_keys_url` all in one.
///
/// Nothing in them is a secret, and whoever asks may have them. Without keys, as with a shared secret, nothing is there.
struct KeyDocuments: Sendable {
    /// Where the files of the keys are; without the slash at its end it is what `asap_key_server` is set to.
    static let folder = "/_login/keys/"
    /// Where the list is, for `cache_keys_url`.
    static let list = "/_login/jwks.json"

    private let documents: [String: KeyDocument]

    /// - Parameter keys: nil with a shared secret.
    init(_ keys: KeySet?) throws(CryptoFailure) {
        guard let keys else {
            documents = [:]
            return
        }
        // RFC 7517, 8.5.2.
        var documents = [Self.list: try KeyDocument(keys.json, type: "application/jwk-set+json")]
        for published in keys.keys {
            documents[Self.folder + published.fileName] = try KeyDocument(
                Array(published.key.pem.utf8), type: "application/x-pem-file")
        }
        self.documents = documents
    }

    /// What is at this path; nil where nothing is.
    ///
    /// Prosody puts a slash between `asap_key_server` and the file's name also where there is one already.
    subscript(path: String) -> KeyDocument? {
        documents[
            path.hasPrefix(Self.folder + "/") ? Self.folder + path.dropFirst(Self.folder.count + 1) : path]
    }
}
