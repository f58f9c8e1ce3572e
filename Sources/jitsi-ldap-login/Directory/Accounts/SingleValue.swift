internal import LDAP

/// The one text that stands for an account, out of an attribute that may have several values.
enum SingleValue {
    /// Why there is none.
    enum Absence: Error, Equatable {
        /// The entry does not have the attribute, or the server does not show it.
        case missing
        /// It has, but no value is text; or it is empty.
        case unreadable
    }

    /// The value that the entry is named by; else the smallest by its bytes: the same one every time, in whatever order
    /// the server gives them.
    static func choose(_ attribute: String, of entry: Entry) -> Result<String, Absence> {
        let values = entry.values(attribute)
        guard !values.isEmpty else { return .failure(.missing) }
        if attribute.lowercased() == "objectguid" {
            // Sixteen bytes, which stay when an account is renamed or moved.
            return entry.uuid(attribute).map { .success($0) } ?? .failure(.unreadable)
        }
        let texts = entry.strings(attribute).filter(isReadable)
        if texts.count == 1 { return .success(texts[0]) }
        if let name = entry.name, let own = texts.first(where: { name.isNamed(by: attribute, $0) }) {
            return .success(own)
        }
        let smallest = texts.min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return smallest.map { .success($0) } ?? .failure(.unreadable)
    }

    /// Bytes of a key or a picture may happen to be UTF-8; what nobody can read identifies nobody. The controls are these
    /// and will stay these (Unicode's stability policy).
    private static func isReadable(_ text: String) -> Bool {
        !text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }
}
