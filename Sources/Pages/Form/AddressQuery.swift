/// The parameters of our own addresses, `/_login?room=…` and `/_login?state=…`, decoded and bounded.
public struct AddressQuery: Sendable, Equatable {
    /// The room's name, decoded once; nil where absent or empty. It is for the token's module to judge.
    public let room: String?
    /// The tenant's name, likewise.
    public let tenant: String?
    /// What Jitsi's client put into tokenAuthUrl, decoded once; nil where absent. It is for the token's module to
    /// judge, its length too.
    public let state: String?
    /// The number of a pop-up that Jitsi's page opened; nil where there is none.
    public let nonce: Nonce?
    /// The language asked for.
    public let language: String?

    /// The most bytes of a room's or tenant's name.
    public static let maximumName = 2000

    /// Reads a query, without its question mark. Other parameters are passed over.
    ///
    /// - Throws: ``FormError``, as a posted form would.
    public init(_ query: String) throws(FormError) {
        let bytes = Array(query.utf8)
        let fields = try FormFields(bytes.span)
        func text(_ field: FormError.Field, limit: Int) throws(FormError) -> String? {
            try fields.text(of: field, in: bytes.span, limit: limit).flatMap { $0.isEmpty ? nil : $0 }
        }
        room = try text(.room, limit: Self.maximumName)
        tenant = try text(.tenant, limit: Self.maximumName)
        state = try fields.decodedText(of: .state, in: bytes.span)
        nonce = try text(.nonce, limit: 128).map { (text) throws(FormError) in
            guard let nonce = Nonce(text) else { throw .nonce }
            return nonce
        }
        language = try text(.lang, limit: 35)
    }

    /// The `lang` of any address, a meeting's own included: what else stands in such a query is the meeting's
    /// business, so nothing in it is an error here. Only the first 8 KiB count.
    public static func language(in query: String) -> String? { language(in: query[...]) }

    /// The same of a part of an address.
    public static func language(in query: Substring) -> String? {
        let bytes = Array(query.utf8.prefix(8192))
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            guard pair.starts(with: "lang=".utf8) else { continue }
            let tag = pair.dropFirst(5)
            return tag.count <= 35 ? String(decoding: tag, as: UTF8.self) : nil
        }
        return nil
    }
}
