internal import ArgumentParser
internal import Foundation
internal import Login
internal import Settings
internal import XMPP

/// What `check` does with Jitsi Meet itself: `--jitsi` looks at its files, `--join` enters a room.
struct JitsiOptions: ParsableArguments {
    @Flag(help: "Look at Prosody, jicofo, config.js, nginx and the packages of this host.")
    var jitsi = false

    @Option(help: "With --jitsi: where the host's files are, such as a container's root folder.")
    var root = "/"

    @Option(name: .customLong("join"), help: "Enter this room with a token made for it.")
    var room: String?

    @Option(help: "With --join: the tenant of the room.")
    var tenant: String?

    @Flag(help: "With --join: come as a moderator.")
    var moderator = false

    @Option(help: "With --join: where Prosody answers; https://HOST/http-bind goes through nginx.")
    var url = ServiceArgument(.localProsody)

    @Option(help: "With --join: the XMPP domain; token.subject, if not given.")
    var domain: String?

    @Option(help: "With --join: the domain of the rooms; conference.DOMAIN, if not given.")
    var rooms: String?

    func validate() throws {
        if room == nil,
            tenant != nil || moderator || domain != nil || rooms != nil || url.address != .localProsody
        {
            throw ValidationError("--tenant, --moderator, --url, --domain and --rooms go with --join ROOM.")
        }
        var isFolder: ObjCBool = false
        let exists = unsafe FileManager.default.fileExists(atPath: root, isDirectory: &isFolder)
        if !exists || !isFolder.boolValue {
            throw ValidationError("--root: \(root) is not a folder.")
        }
        if !jitsi, root != "/" { throw ValidationError("--root goes with --jitsi.") }
        for name in [domain, rooms].compactMap({ $0 }) where !Self.isDomain(name) {
            throw ValidationError("\"\(name)\" is not a domain.")
        }
    }

    /// Does what was asked for; throws the exit code of the first that fails.
    func check(_ configuration: Configuration, _ assembly: Assembly) throws {
        if configuration.jaas != nil, jitsi || room != nil {
            Terminal.complain(
                "--jitsi and --join are for a Jitsi Meet of one's own: with jaas the meetings are at "
                    + "\(configuration.meet.url.value).")
            throw Exit.data
        }
        var worst: ExitCode?
        if jitsi { worst = HostReport(root: root, configuration: configuration).show() }
        if let room {
            let report = JoinReport(
                room: room, tenant: tenant, role: moderator ? .moderator : .member, service: url.address,
                domain: domain ?? Self.domain(configuration), rooms: rooms, tokens: assembly.tokens)
            let code = report.show()
            worst = worst ?? code
        }
        if let worst { throw worst }
    }

    private static func domain(_ configuration: Configuration) -> String {
        let subject = configuration.token.subject.value
        return isDomain(subject) ? subject.lowercased() : configuration.meet.url.value.host
    }

    /// Whether it can stand in a stanza: letters, digits, dots, hyphens and underscores.
    private static func isDomain(_ text: String) -> Bool {
        (1...253).contains(text.utf8.count)
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
    }
}

/// `https://…`, or `http://` of this machine.
struct ServiceArgument: ExpressibleByArgument {
    let address: ServiceAddress

    init(_ address: ServiceAddress) { self.address = address }

    init?(argument: String) {
        guard let address = ServiceAddress(argument) else { return nil }
        self.address = address
    }

    var defaultValueDescription: String { address.description }
}
