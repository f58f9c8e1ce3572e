extension Configuration {
    /// `directory`: the LDAP servers and how accounts and groups are found in them.
    public struct Directory: Sendable {
        /// `kind`: what the directory is. It presets how accounts and groups are found; nil: nothing is preset.
        public let kind: Located<Kind>?
        /// `servers`, required: where the directory answers.
        public let servers: Servers
        /// `start-tls` [false]: encrypt ldap:// by StartTLS (RFC 4511, section 4.14) before anything else. With servers from DNS:
        /// ask those that begin in plain text, and begin with StartTLS.
        public let startTLS: Located<Bool>
        /// `plain-text` [false]: allow ldap:// without encryption to other machines.
        public let plainText: Located<Bool>
        /// `connections` [`listen.workers`, at most 256], 1 to 256: per server, for searches and for binds each.
        public let connections: Located<Int>
        /// `ca-file` [the system's]: the certificates in PEM that are trusted to sign the servers'. Never beside ``caDirectory``.
        public let caFile: Located<String>?
        /// `ca-directory`: a folder of such certificates.
        public let caDirectory: Located<String>?
        /// `pin` []: the servers' public keys, at most 8, each `sha256:` or `sha256//` and the base64 of 32 bytes. Without ``caFile`` and
        /// ``caDirectory`` they take the place of the authorities.
        public let pins: [Located<String>]
        /// `timeout` [5s], 1s to 30s: bounds every wait for one server.
        public let timeout: Located<Duration>
        /// `bind`: who searches.
        public let bind: Bind
        /// `users`: how accounts are found.
        public let users: Users
        /// `groups`: how the groups of an account are found.
        public let groups: Groups
    }
}

extension Configuration.Directory {
    /// The most of ``connections``.
    private static let mostConnections = 256

    /// - Parameter workers: `listen.workers`: as many logins can be under way at once, and none should wait for another.
    init?(_ section: Section, workers: Int, _ surroundings: Surroundings) {
        kind = section.value("kind", Kind.parse)
        // A kind that is misspelt is reported; what it would have preset is not missed beside that.
        let preset = Preset.of(kind?.value ?? (section.has("kind") ? .openLDAP : nil))
        startTLS = section.value("start-tls", default: false, Truth.parse)
        plainText = section.value("plain-text", default: false, Truth.parse)
        connections = section.value(
            "connections", default: min(workers, Self.mostConnections),
            WholeNumber.parser(1...Self.mostConnections))
        timeout = section.value("timeout", default: .seconds(5), DurationText.parser(1...30))
        let written = WrittenServers(section, surroundings)
        let channel = Channel(written, startTLS: startTLS.value)
        Self.checkEncryption(of: written, startTLS: startTLS, plainText: plainText, section)
        (caFile, caDirectory) = Self.authorities(section, surroundings, channel)
        pins = Self.readPins(section, surroundings, channel)
        let bind = BindReading(section.section("bind"), kind: kind?.value, channel, surroundings)
        let users = Users(section.section("users"), preset, lookup: bind.lookup, surroundings)
        let groups = Groups(
            section.section("groups"), preset, below: users?.base ?? bind.template, kind: kind?.value,
            surroundings)
        guard let servers = written.servers, let bind = bind.value, let users, let groups else { return nil }
        self.servers = servers
        self.bind = bind
        self.users = users
        self.groups = groups
    }
}
