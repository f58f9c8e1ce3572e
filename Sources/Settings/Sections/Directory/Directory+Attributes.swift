extension Configuration.Directory {
    /// `directory.users.attributes`: what the token says about a person. Without a kind a written section is the whole list: `id` is
    /// required, and what is left out does not reach the token. With a kind what is left out keeps the kind's value.
    public struct Attributes: Sendable {
        /// `id` [uid; objectGUID in Active Directory]: the attribute that becomes `context.user.id`.
        public let id: Located<String>
        /// `name` [displayName; with a kind further ones], at most 8: the first of these attributes that has a value becomes
        /// `context.user.name`. Empty: no name.
        public let name: [Located<String>]
        /// `email` [mail], at most 8: likewise `context.user.email`.
        public let email: [Located<String>]
        /// `avatar`: the attribute that holds the picture or its address; or, beginning with `https://`, an address with `{id}`,
        /// `{email-sha256}` and `{email-md5}` to fill in.
        public let avatar: Located<String>?
    }
}

extension Configuration.Directory.Attributes {
    init?(_ section: Section, _ preset: Preset) {
        let keepsPreset = preset.keepsAttributes || !section.isWritten
        if !keepsPreset {
            section.reportMissing("id", "write the attribute that identifies a person, such as uid")
        }
        func standard(_ key: String, _ names: [String]) -> [Located<String>] {
            keepsPreset ? names.map { Located($0, at: section.position, key: section.path(of: key)) } : []
        }
        func list(_ key: String, _ names: [String]) -> [Located<String>] {
            section.has(key) ? Self.list(key, section) : standard(key, names)
        }
        name = list("name", preset.name)
        email = list("email", preset.email)
        avatar = section.value("avatar", AvatarShape.parse)
        guard let id = section.value("id", AttributeName.parse) ?? standard("id", [preset.id]).first else {
            return nil
        }
        self.id = id
    }

    private static func list(_ key: String, _ section: Section) -> [Located<String>] {
        let names = section.values(key, AttributeName.parse) ?? []
        section.reportCount(key, of: "attributes", atMost: 8, remedy: "keep the first")
        var seen: Set<String> = []
        for name in names where !seen.insert(name.value.lowercased()).inserted {
            section.report("\(quoted(name.value)) is there twice: remove one", at: name.position, key: key)
        }
        return names
    }
}
