internal import JitsiToken
internal import Secrets

/// An address with places for what is known of a person, for services that know pictures by the mail address's hash.
struct AvatarTemplate: Sendable, Equatable {
    /// What can be filled in.
    enum Placeholder: String, CaseIterable, Sendable {
        /// The SHA-256 of the mail address, in hexadecimal, as Gravatar and Libravatar want it today.
        case emailSHA256 = "email-sha256"
        /// Its MD5, as they always took it.
        case emailMD5 = "email-md5"
        /// The person's id, percent-encoded.
        case id
    }

    private enum Piece: Equatable {
        case text(String)
        case value(Placeholder)
    }

    private let pieces: [Piece]

    /// - Throws: `AvatarProblem`.
    init(parsing text: String) throws(AvatarProblem) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            pieces.append(.text(String(rest[..<open])))
            let inside = rest[open...].dropFirst().prefix { $0 != "}" }
            guard inside.endIndex < rest.endIndex, let placeholder = Placeholder(rawValue: String(inside))
            else {
                throw .unknownPlaceholder(String(inside.prefix(40)))
            }
            pieces.append(.value(placeholder))
            rest = rest[inside.endIndex...].dropFirst()
        }
        pieces.append(.text(String(rest)))
        self.pieces = pieces
        // A letter in each place shows whether the rest is an address.
        guard HTTPSAddress.isOne(filled { _ in "x" } ?? "") else { throw .notHTTPS }
        let host = text.dropFirst("https://".count).prefix { !"/?#".contains($0) }
        guard !host.contains("{") else { throw .placeholderInHost }
        guard pieces.count > 1 else { throw .noPlaceholder }
    }

    /// Whether this placeholder occurs.
    func has(_ placeholder: Placeholder) -> Bool { pieces.contains(.value(placeholder)) }

    /// The address for somebody; nil where the mail address is wanted and there is none, or it has become too long.
    func address(id: String, email: String?) -> String? {
        let address = filled { placeholder in
            switch placeholder {
            // Browsers would go up a level for either, encoded or not.
            case .id: return [".", ".."].contains(id) ? nil : Self.percentEncoded(id)
            case .emailSHA256: return Self.hash(email, with: Digest.sha256)
            case .emailMD5: return Self.hash(email, with: Digest.md5)
            }
        }
        return address.flatMap { HTTPSAddress.isOne($0) ? $0 : nil }
    }

    private func filled(_ value: (Placeholder) -> String?) -> String? {
        var address = ""
        for piece in pieces {
            switch piece {
            case .text(let text): address += text
            case .value(let placeholder):
                guard let value = value(placeholder) else { return nil }
                address += value
            }
        }
        return address
    }

    /// Trimmed and in lower case before it is hashed, as both services say.
    private static func hash(
        _ email: String?, with digest: ([UInt8]) throws(CryptoFailure) -> [UInt8]
    ) -> String? {
        let trimmed = (email ?? "").split(whereSeparator: \.isWhitespace)
        guard trimmed.count == 1, let hash = try? digest(Array(trimmed[0].lowercased().utf8)) else {
            return nil
        }
        return Hexadecimal.encode(hash)
    }

    /// All but unreserved characters (RFC 3986, 2.3), so that an id stays within its segment.
    private static func percentEncoded(_ text: String) -> String {
        PercentEncoding.encode(text.utf8, keeping: PercentEncoding.isUnreserved)
    }
}
