internal import LDAP

/// Where pictures come from (`directory.users.attributes.avatar`).
enum AvatarSource: Sendable, Equatable {
    /// The entry holds the picture itself, and we serve it.
    case photo(attribute: String)
    /// The entry holds the https address of the picture.
    case link(attribute: String)
    /// The address can be made of what is known of the person.
    case template(AvatarTemplate)

    /// Attributes that hold pictures: RFC 2798, 2.6; Active Directory's; RFC 4524's forerunner, RFC 1274, 9.3.7. In lower
    /// case.
    private static let photoAttributes: Set = ["jpegphoto", "thumbnailphoto", "photo"]

    /// Reads the value of the key: an attribute's name, or an address with placeholders.
    ///
    /// - Throws: `AvatarProblem`.
    init(parsing text: String) throws(AvatarProblem) {
        if text.contains("://") {
            self = .template(try AvatarTemplate(parsing: text))
        } else {
            guard Self.isAttribute(text) else { throw .notAnAttribute }
            let name = text.prefix { $0 != ";" }.lowercased()
            self = Self.photoAttributes.contains(name) ? .photo(attribute: text) : .link(attribute: text)
        }
    }

    /// Matches an entry that holds a picture itself; nil where entries hold none.
    var presence: Filter? {
        guard case .photo(let attribute) = self else { return nil }
        // It fails for what is no attribute's name, which `init` has refused.
        return try? Filter(parsing: "(\(attribute)=*)")
    }

    /// An attribute description (RFC 4512, 2.5): it goes into a filter, so nothing else may pass.
    private static func isAttribute(_ text: String) -> Bool {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false)
        let isName = parts.allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    switch byte {
                    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "-"), UInt8(ascii: "."): true
                    default: false
                    }
                }
        }
        return isName && text.utf8.count <= 128
    }
}
