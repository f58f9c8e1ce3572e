import Foundation
import TestSupport
import Testing

@Suite("A directory as bad input")
struct DirectoryTests {
    private static let slapd = Result { try Slapd() }

    /// A site with a directory that is not as it should be.
    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        let reply: Reply
        /// Parts of the login's line in the log.
        let logged: [String]
        /// Makes the directory: its `directory:` section, and what has to stay as long as the site.
        let make: @Sendable (Slapd) throws -> (section: String, kept: [any Sendable])
        var testDescription: String { what }

        init(
            _ what: String, _ reply: Reply, _ logged: String...,
            make: @escaping @Sendable (Slapd) throws -> (String, [any Sendable])
        ) {
            self.what = what
            self.reply = reply
            self.logged = logged
            self.make = make
        }
    }

    private static func section(_ slapd: Slapd, _ server: String, startTLS: Bool = false) -> String {
        Responder.directory(slapd, servers: [server], timeout: "1s") + (startTLS ? "\n  start-tls: true" : "")
    }

    /// A server that answers the first bind, which is the service's, and everything else as `answer` says.
    private static func scripted(
        _ answer: @escaping @Sendable (ScriptedLDAP.Request) -> [UInt8]?
    ) throws -> SocketServer {
        try SocketServer.scripted { request in
            request.operation == ScriptedLDAP.bind && request.base == Slapd.serviceDN
                ? ScriptedLDAP.result(0, to: request) : answer(request)
        }
    }

    private static let down = "outcome=directory-unreachable"

    static let rows = [
        Row("nobody listens", .directoryDown, down, "connecting failed: Connection refused") { slapd in
            (section(slapd, "ldaps://127.0.0.1:\(FreePort.next())"), [])
        },
        // RFC 5737: belongs to nobody. Without a network the system says so at once; with one, nothing answers.
        Row("no packet gets there", .directoryDown, down, "ldaps://192.0.2.1:636: connecting failed") {
            slapd in
            (section(slapd, "ldaps://192.0.2.1"), [])
        },
        Row("its backlog is full", .directoryDown, down, "connecting failed: no answer") { slapd in
            let (server, fillers) = try BadDirectory.unaccepting()
            return (section(slapd, server.tlsAddress), [server, Locked(fillers)])
        },
        Row("mute before TLS", .directoryDown, down, "no answer") { slapd in
            let server = try BadDirectory.silent()
            return (section(slapd, server.tlsAddress), [server])
        },
        Row("mute after TLS", .directoryDown, down, "no answer") { slapd in
            let server = try BadDirectory.muteAfterTLS(slapd.authority.issue(for: ["127.0.0.1"]))
            return (section(slapd, server.address), [server])
        },
        Row("mute at StartTLS", .directoryDown, down, "no answer") { slapd in
            let server = try BadDirectory.silent()
            return (section(slapd, server.address, startTLS: true), [server])
        },
        Row("mute after the StartTLS OK", .directoryDown, down, "no answer") { slapd in
            let server = try BadDirectory.muteAfterStartTLS()
            return (section(slapd, server.address, startTLS: true), [server])
        },
        Row("drips its handshake", .directoryDown, down, "no answer") { slapd in
            let server = try BadDirectory.drippingHandshake()
            return (section(slapd, server.tlsAddress), [server])
        },
        Row(
            "a certificate for another name", .directoryDown, down,
            "was not issued for '127.0.0.1' but for ldap.example.org"
        ) { slapd in
            let server = try TLSServer(slapd.authority.issue(for: ["ldap.example.org"]))
            return (section(slapd, server.address), [server])
        },
        Row("a certificate that has expired", .directoryDown, down, "expired") { slapd in
            let server = try TLSServer(slapd.authority.issue(for: ["127.0.0.1"], validDays: -1))
            return (section(slapd, server.address), [server])
        },
        Row("a certificate that signed itself", .directoryDown, down, "the certificate signed itself") {
            slapd in
            let folder = try TemporaryFolder()
            try Command.output([
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-days",
                "9", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
                folder.file("key"), "-out", folder.file("pem"),
            ])
            let server = try TLSServer(
                .init(certificateFile: folder.file("pem"), keyFile: folder.file("key")))
            return (section(slapd, server.address), [server, folder])
        },
        Row("StartTLS refused", .directoryDown, down, "StartTLS") { slapd in
            let server = try Slapd(hasTLS: false)
            return (section(slapd, server.plainAddress, startTLS: true), [server])
        },
        Row("slow, within the time-out", .entered, "outcome=admitted") { slapd in
            let relay = try SlowRelay(to: slapd.tlsPort, delay: 100)
            return (Responder.directory(slapd, servers: [relay.tlsAddress], timeout: "20s"), [relay])
        },
        Row("slower than the time-out", .directoryDown, down, "no answer") { slapd in
            let relay = try SlowRelay(to: slapd.tlsPort, delay: 1500)
            return (section(slapd, relay.tlsAddress), [relay])
        },
        Row("a reset in the middle of a search", .directoryDown, down, "searching failed") { slapd in
            let server = try scripted { request in
                request.operation == ScriptedLDAP.search ? nil : ScriptedLDAP.result(0, to: request)
            }
            return (section(slapd, server.address), [server])
        },
        Row(
            "a reset at the password", .directoryDown, down,
            "binding as the user failed: the connection was lost"
        ) { slapd in
            let server = try scripted { request in
                request.operation == ScriptedLDAP.search ? alice(request) : nil
            }
            return (section(slapd, server.address), [server])
        },
        Row("no LDAP", .directoryDown, down) { slapd in
            let server = try SocketServer { peer in
                _ = peer.read()
                peer.write(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
                peer.swallow()
            }
            return (section(slapd, server.address), [server])
        },
        Row("a referral in the place of people", .directoryDown, down, "the server refers elsewhere") {
            slapd in
            let server = try scripted { ScriptedLDAP.result(10, to: $0) }
            return (section(slapd, server.address), [server])
        },
        Row("references beside the person", .entered, "outcome=admitted") { slapd in
            let server = try scripted { request in
                guard request.operation == ScriptedLDAP.search else {
                    return ScriptedLDAP.result(0, to: request)
                }
                return ScriptedLDAP.reference("ldap://elsewhere.example/", to: request) + alice(request)
            }
            return (section(slapd, server.address), [server])
        },
        Row("the size limit beside one person", .refused, "outcome=refused", "reason=several-found") {
            slapd in
            let directory = try ScriptedDirectory(search: 4)
            return (section(slapd, directory.address), [directory])
        },
        Row("busy at the search", .directoryDown, down, "busy") { slapd in
            let server = try scripted { ScriptedLDAP.result(51, to: $0) }
            return (section(slapd, server.address), [server])
        },
        Row("unavailable at the search", .directoryDown, down, "unavailable") { slapd in
            let server = try scripted { ScriptedLDAP.result(52, to: $0) }
            return (section(slapd, server.address), [server])
        },
        Row("busy at the password", .directoryDown, down, "busy") { slapd in
            let directory = try ScriptedDirectory(password: (51, ""))
            return (section(slapd, directory.address), [directory])
        },
        Row("unavailable at the password", .directoryDown, down, "unavailable") { slapd in
            let directory = try ScriptedDirectory(password: (52, ""))
            return (section(slapd, directory.address), [directory])
        },
        Row("the service's password wrong", .directoryDown, down, "the directory refused the service account")
        { slapd in
            (section(slapd, slapd.ldapsAddress).replacing(Slapd.serviceDN, with: SlapdPeople.bob), [])
        },
        Row(
            "a line of the log in its words", .refused, "reason=wrong-password",
            "detail=\"no \(Forged.line)\""
        ) {
            slapd in
            let directory = try ScriptedDirectory(password: (49, "no\n\(Forged.line)"))
            return (section(slapd, directory.address), [directory])
        },
    ]

    private static func alice(_ request: ScriptedLDAP.Request) -> [UInt8] {
        ScriptedLDAP.entry(ScriptedDirectory.person, "uid", [Array("alice".utf8)], to: request)
            + ScriptedLDAP.result(0, to: request)
    }

    @Test("has its page and its line in the log, and the form stays there", arguments: rows.indices)
    func failure(number: Int) throws {
        let row = Self.rows[number]
        let slapd = try Self.slapd.get()
        let (section, kept) = try row.make(slapd)
        try withExtendedLifetime(kept) {
            let site = try MeetSite(slapd: slapd, directory: { _ in section }, more: "")
            let answer = try site.login("/_login/to/Standup", as: "alice")
            row.reply.expect(answer, row.what)
            #expect((answer["retry-after"] != nil) == (answer.status == 503))
            #expect(eventually { !site.logins(into: "standup").isEmpty })
            let lines = site.logins(into: "standup")
            #expect(lines.count == 1 && row.logged.allSatisfy { lines[0].contains($0) }, "\(lines)")
            #expect(!site.responder.log.contains("alice secret"))
            #expect(!site.responder.log.contains("\n\(Forged.line)"))
            #expect(try site.get("/_login/to/Standup").status == 200)
            #expect(site.responder.isRunning)
        }
    }

    // MARK: what Active Directory says beside code 49

    private static func problem(_ words: String) -> Reply { Reply(status: 403, words: words) }

    static let reasons = [
        ("525", Reply.refused, "reason=not-found"), ("52e", .refused, "reason=wrong-password"),
        ("530", problem("Your account may not sign in now"), "reason=outside-hours-or-workstation"),
        ("531", problem("Your account may not sign in now"), "reason=outside-hours-or-workstation"),
        ("532", problem("Your password has expired"), "reason=password-expired"),
        ("533", problem("Your account is disabled"), "reason=disabled"),
        ("701", problem("Your account has expired"), "reason=account-expired"),
        ("773", problem("You need a new password"), "reason=must-change"),
        ("775", .refused, "reason=locked"), ("999", .refused, "reason=wrong-password"),
        ("", .refused, "reason=wrong-password"),
    ]

    @Test(
        "that is an Active Directory has a page for each of its reasons that prove the password",
        arguments: reasons)
    func activeDirectory(data: String, reply: Reply, logged: String) throws {
        let directory = try ScriptedDirectory(
            password: (
                49,
                "80090308: LdapErr: DSID-0C09042A, comment: AcceptSecurityContext error, data \(data), v3839"
            ))
        let slapd = try Self.slapd.get()
        let site = try MeetSite(slapd: slapd, directory: { Self.section($0, directory.address) }, more: "")
        try withExtendedLifetime(directory) {
            reply.expect(try site.login("/_login/to/Standup", as: "alice"), data)
            site.expect(.login(logged), room: "standup")
        }
    }

    // MARK: what a password policy says

    private static let policySite = Result {
        try MeetSite(
            slapd: Slapd.withPasswordPolicy(), directory: { $0.section() }, more: Responder.unthrottled)
    }

    static let states = [
        ("fresh", Reply.entered, "outcome=admitted"),
        ("expiring", Reply(status: 200, words: "Your password expires in 3 days"), "notice=expires-in-3d"),
        ("grace", Reply(status: 200, words: "Your password has expired"), "grace-logins="),
        ("expired", problem("Your password has expired"), "reason=password-expired"),
        ("mustchange", problem("You need a new password"), "reason=must-change"),
        ("locked", .refused, "reason=locked"), ("early", .refused, "reason=locked"),
        ("over", .refused, "reason=locked"),
    ]

    @Test(
        "with a password policy has a page for each state that the right password shows, and for no wrong one",
        arguments: states)
    func policy(uid: String, reply: Reply, logged: String) throws {
        let site = try Self.policySite.get()
        let wrong = try site.login("/_login/to/Wrong\(uid)", as: uid, password: "wrong")
        Reply.refused.expect(wrong, uid)
        site.expect(.login("outcome=refused"), room: "wrong\(uid)")
        let right = try site.login("/_login/to/Right\(uid)", as: uid)
        #expect(right.status == reply.status, "\(uid): \(right.status)")
        #expect(reply.words.isEmpty || right.body.contains(reply.words), "\(uid): \(right.body)")
        site.expect(.login(logged), room: "right\(uid)")
    }

    // MARK: entries

    private static let shapes = Result { try Slapd.withShapes() }

    struct Shape: Sendable, CustomTestStringConvertible {
        let what: String
        let uid: String
        /// More of the section.
        var users: String?
        var groups: String?
        /// The name and the address in the token; nil: nobody gets in, and the operator is told why.
        let token: (name: String?, email: String?)?
        var cause = ""
        var testDescription: String { what }
    }

    static let entries = [
        Shape(what: "no name and no address", uid: ShapedPeople.bare, token: ("Bare", nil)),
        Shape(what: "a name of one space", uid: ShapedPeople.blank, token: ("Blank", nil)),
        Shape(what: "an address that is not UTF-8", uid: ShapedPeople.invalid, token: ("Invalid", nil)),
        Shape(
            what: "several names and addresses", uid: ShapedPeople.several,
            token: ("Severa Al", "several@example.org")),
        Shape(
            what: "an id that is missing", uid: ShapedPeople.bare,
            users: "    attributes: {id: employeeNumber}",
            token: nil, cause: "has no usable employeeNumber"),
        Shape(
            what: "an id that is binary", uid: ShapedPeople.control, users: "    attributes: {id: anyBytes}",
            token: nil, cause: "what it holds is no text"),
        Shape(
            what: "10,000 groups", uid: ShapedPeople.crowded, groups: "{attribute: memberOf}",
            token: ("Crow Ded", "crowded@example.org")),
        Shape(
            what: "a photo of 5 MB", uid: ShapedPeople.bigPicture,
            users: "    attributes: {avatar: jpegPhoto}", token: ("Big Picture", "bigpicture@example.org")),
    ]

    @Test(
        "with an entry that is not as one would like it has its token, or an error with a remedy",
        arguments: entries)
    func entry(shape: Shape) throws {
        let slapd = try Self.shapes.get()
        let site = try MeetSite(
            slapd: slapd, directory: { $0.section(users: shape.users, groups: shape.groups) }, more: "")
        let answer = try site.login("/_login/to/Standup", as: shape.uid)
        guard let (name, email) = shape.token else {
            Reply(status: 500, words: "Something went wrong").expect(answer, shape.what)
            site.expect(.login(shape.cause), room: "standup")
            return
        }
        Reply.entered.expect(answer, shape.what)
        let user = try ReadToken(answer).user
        #expect(user["name"] as? String == name)
        #expect(user["email"] as? String == email)
        site.expect(.login("outcome=admitted"), room: "standup")
        // The next one, on the same connections.
        Reply.entered.expect(try site.login("/_login/to/Next", as: "nested"), shape.what)
    }
}
