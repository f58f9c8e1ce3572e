internal import LDAP

/// Asks the directory, as the service, for photos.
struct AvatarLookup: Sendable {
    private let servers: DirectoryServers
    private let source: AvatarSource
    /// Matches an entry with a photo; nil where no photos are served.
    private let presence: Filter?

    init(servers: DirectoryServers, source: AvatarSource) {
        self.servers = servers
        self.source = source
        presence = source.presence
    }

    /// The photo of an entry, as its address named it.
    func photo(_ name: PhotoName) -> PhotoFinding {
        guard case .photo(let attribute) = source, let presence else { return .absent(cause: nil) }
        do throws(DirectoryUnreachable) {
            guard let entry = try entry(name.dn, matching: presence, attributes: [attribute]) else {
                return .absent(cause: nil)
            }
            return Self.photo(in: entry.values(attribute), what: "\(attribute) of \(name.dn)")
        } catch {
            // An error that the server states about this entry says nothing about the next one.
            let isAboutEntry = error.failures.last?.speaksAgainstServer == false
            return isAboutEntry
                ? .absent(cause: error.description) : .unavailable(cause: error.description)
        }
    }

    /// The first value that can be served.
    static func photo(in values: [[UInt8]], what: String) -> PhotoFinding {
        if let photo = values.lazy.compactMap({ Photo($0) }).first { return .found(photo) }
        guard let value = values.first else { return .absent(cause: nil) }
        return .absent(
            cause: value.count > Photo.largest
                ? "\(what) has \(value.count) bytes, and \(Photo.largest) are the most that is served"
                : "\(what) is no JPEG, PNG, GIF or WebP")
    }

    /// The entry, where it is there and matches.
    private func entry(
        _ dn: String, matching filter: Filter, attributes: [String]
    ) throws(DirectoryUnreachable) -> Entry? {
        try servers.withServer { session throws(LDAPError) in
            do throws(LDAPError) {
                return try session.search(
                    base: dn, scope: .base, filter: filter, attributes: attributes, sizeLimit: 1
                ).entries.first
            } catch {
                // Somebody who has left since the address was made.
                if case .result(let code, _) = error.reason, code == .noSuchObject { return nil }
                throw error
            }
        }
    }
}
