internal import Foundation
internal import LDAP

/// What a server says of itself to everybody: its root DSE (RFC 4512, 5.1).
struct RootEntry {
    /// The software that runs there, as far as it can be told.
    enum Product: Equatable {
        case activeDirectory
        case samba
        case openLDAP
        case freeIPA
        case directory389
    }

    static let attributes = [
        "objectClass", "vendorName", "vendorVersion", "namingContexts", "defaultNamingContext",
        "domainControllerFunctionality", "currentTime", "ipaDomainLevel", "ipaTopologyIsManaged",
    ]

    let product: Product?
    /// The server's own words for itself; may be empty.
    let words: String
    /// The tops of the trees that it holds.
    let namingContexts: [String]
    /// Seconds since 1970 by the server's clock, where it tells.
    let time: Double?

    /// - Parameter entry: nil where the server shows none.
    init(_ entry: Entry?) {
        guard let entry else {
            (product, words, namingContexts, time) = (nil, "", [], nil)
            return
        }
        let vendor = entry.string("vendorName") ?? ""
        words = [vendor, entry.string("vendorVersion") ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        namingContexts = entry.strings("namingContexts")
        time = entry.string("currentTime").flatMap(Self.seconds)
        product =
            if entry.has("domainControllerFunctionality") {
                vendor.lowercased().contains("samba") ? .samba : .activeDirectory
            } else if entry.has("ipaDomainLevel") || entry.has("ipaTopologyIsManaged") {
                .freeIPA
            } else if vendor.contains("389") {
                .directory389
            } else if entry.strings("objectClass").contains(where: { $0.lowercased() == "openldaprootdse" }) {
                .openLDAP
            } else {
                nil
            }
    }

    /// A time such as `20261121235959.0Z` (GeneralizedTime, RFC 4517, 3.3.13, in UTC).
    private static func seconds(_ text: String) -> Double? {
        guard text.hasSuffix("Z"), let start = text.firstMatch(of: /^[0-9]{14}/) else { return nil }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "UTC")
        format.dateFormat = "yyyyMMddHHmmss"
        return format.date(from: String(start.output))?.timeIntervalSince1970
    }
}

extension RootEntry.Product {
    /// What people call it.
    var name: String {
        switch self {
        case .activeDirectory: "Active Directory"
        case .samba: "Active Directory by Samba"
        case .openLDAP: "OpenLDAP"
        case .freeIPA: "FreeIPA"
        case .directory389: "389 Directory Server"
        }
    }

    /// The `directory.kind` that is made for it.
    var kind: DirectoryKind {
        switch self {
        case .activeDirectory, .samba: .activeDirectory
        case .openLDAP: .openLDAP
        case .freeIPA, .directory389: .freeIPA
        }
    }
}
