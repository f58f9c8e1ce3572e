extension Configuration {
    /// `listen`: how nginx reaches the responder.
    public struct Listen: Sendable {
        /// `socket` [/run/jitsi-ldap-login/fastcgi.sock]: the path of the Unix socket, at most 107 bytes; not used where systemd
        /// hands over a socket.
        public let socket: Located<String>
        /// `mode` ["0660"]: the socket's permissions, 0660 or 0600.
        public let mode: Located<Int>
        /// `group` [www-data]: the socket's group, nginx's.
        public let group: Located<Group>
        /// `workers` [16], 2 to 1024: threads that answer requests.
        public let workers: Located<Int>
    }
}

extension Configuration.Listen {
    /// A group of the system.
    public enum Group: Sendable, Hashable {
        /// By its name in the group database.
        case name(String)
        /// By its number, as containers need it.
        case number(UInt32)
    }

    init(_ section: Section, _ surroundings: Surroundings) {
        let standard = "/run/jitsi-ldap-login/fastcgi.sock"
        socket = section.value("socket", default: standard) { (text: String) throws(Invalid) in
            let path = try surroundings.path(text)
            // sockaddr_un holds 108 bytes with the NUL at the end, unix(7).
            guard path.utf8.count <= 107 else {
                throw Invalid("\(quoted(path)) is too long for a socket: write at most 107 bytes")
            }
            return path
        }
        mode = section.value("mode", default: 0o660, SocketMode.parse)
        group = section.value("group", default: .name("www-data"), Self.parseGroup)
        workers = section.value("workers", default: 16, WholeNumber.parser(2...1024))
    }

    private static func parseGroup(_ text: String) throws(Invalid) -> Group {
        if let number = WholeNumber.number(text) {
            // The highest number means "no change" to chown(2).
            guard let group = UInt32(exactly: number), group < .max else {
                throw Invalid("\(quoted(text)) is out of range: write a group's name or number")
            }
            return .number(group)
        }
        let isName = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-_.$".utf8.contains(byte)
        }
        guard isName, text.utf8.count <= 32, !text.hasPrefix("-") else {
            throw Invalid("\(quoted(text)) is not a group: write its name or number, such as www-data")
        }
        return .name(text)
    }
}
