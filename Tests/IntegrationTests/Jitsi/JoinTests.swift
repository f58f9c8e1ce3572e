import Foundation
import TestSupport
import Testing

@Suite("check --join")
struct JoinTests {
    private static let prosody = Result { try Prosody(appID: "meet", secret: Responder.appSecret) }

    /// `check` of a configuration whose directory is not asked.
    private func check(
        _ arguments: [String], token: String = "", secret: String = Responder.appSecret,
        environment: [String: String] = [:]
    ) throws -> Command {
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org",
            directory: """
                  servers: [ldaps://127.0.0.1:1]
                  bind: {dn: "cn=x,dc=example,dc=org"}
                  users: {base: "dc=example,dc=org", filter: "(uid={username})"}
                """, token: token)
        try folder.write(secret, to: "app-secret", mode: 0o600)
        return try Command.run(
            [Product.path("jitsi-ldap-login"), "check", "--config", file] + arguments,
            environment: environment)
    }

    private func join(
        _ prosody: Prosody, _ arguments: [String] = [], token: String = "",
        secret: String = Responder.appSecret
    ) throws -> Command {
        try check(
            ["--join", "Standup", "--url", prosody.boshAddress] + arguments, token: token, secret: secret)
    }

    @Test("says as what a member and a moderator come into the room")
    func joins() throws {
        let member = try join(Self.prosody.get())
        #expect(member.status == 0, "\(member.output)")
        #expect(member.output.contains("     ok in the room: affiliation member, role participant\n"))
        let moderator = try join(Self.prosody.get(), ["--moderator"])
        #expect(moderator.status == 0, "\(moderator.output)")
        #expect(moderator.output.contains("     ok in the room: affiliation owner, role moderator\n"))
        // Without jicofo rooms of a real host may stay closed.
        #expect(moderator.output.contains("warning jicofo does not open the room"))
        #expect(!moderator.output.contains("eyJ") && !moderator.errors.contains("eyJ"), "a token is shown")
    }

    @Test("goes to the host of meet.url where the tokens are for every domain")
    func everyDomain() throws {
        let outcome = try join(Self.prosody.get(), token: "  subject: \"*\"")
        #expect(outcome.output.contains("(VirtualHost meet.example.org)"), "\(outcome.output)")
    }

    @Test("asks for the rooms where --rooms says that they are")
    func otherRooms() throws {
        let outcome = try join(Self.prosody.get(), ["--rooms", "nowhere.example.org"])
        #expect(outcome.status == 77, "\(outcome.output)")
        #expect(outcome.output.contains("there are no rooms at this domain"), "\(outcome.output)")
    }

    @Test("does not hide what --jitsi finds")
    func both() throws {
        let root = try TemporaryFolder()
        let outcome = try join(Self.prosody.get(), ["--jitsi", "--root", root.path])
        #expect(outcome.output.contains("     ok in the room"), "\(outcome.output)")
        #expect(outcome.status == 78)
    }

    @Test("joins the room of a tenant")
    func tenant() throws {
        let outcome = try join(Self.prosody.get(), ["--tenant", "School"])
        #expect(outcome.status == 0, "\(outcome.output)")
    }

    @Test("names a wrong secret, in Prosody's words and ours")
    func secret() throws {
        let outcome = try join(Self.prosody.get(), secret: "another secret, of more than thirty-two bytes")
        #expect(outcome.status == 77)
        #expect(outcome.output.contains(" FAILED Prosody refuses the token: not-allowed (signature)"))
        #expect(outcome.output.contains("-> another secret: app_secret is not what is in token.secret-file"))
        #expect(!outcome.output.contains("thirty-two") && !outcome.output.contains("eyJ"))
    }

    @Test(
        "names another app id, another algorithm, another domain",
        arguments: [
            ("app-id", "(iss)", "-> another app id"), ("algorithm: HS384", "(alg)", "-> another algorithm"),
            ("audience: other", "(aud)", "-> another audience"),
            (
                "subject: other.example.org", "the room refuses the token: not-allowed",
                "-> token.subject is not the domain"
            ),
        ])
    func others(token: String, words: String, advice: String) throws {
        let isAppID = token == "app-id"
        let prosody =
            try isAppID
            ? Prosody(appID: "other", audience: "meet", key: .secret(Responder.appSecret))
            : Self.prosody.get()
        let outcome = try join(
            prosody, ["--domain", "meet.example.org"], token: isAppID ? "" : "  " + token,
            secret: "an app secret for tests, of more than 32 bytes".padding(
                toLength: 46, withPad: "x", startingAt: 0))
        if token.hasPrefix("algorithm") {
            // 48 bytes are wanted: the short one has to be allowed.
            let short = try join(prosody, token: "  \(token)\n  allow-short-secret: true")
            #expect(
                short.status == 77 && short.output.contains(words) && short.output.contains(advice),
                "\(short.output)")
            return
        }
        #expect(outcome.status == 77, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains(words) && outcome.output.contains(advice), "\(outcome.output)")
    }

    /// As token_owner_party: nobody but an owner opens a room.
    private static let ownersFirst = """
        local st = require "util.stanza"
        module:hook("muc-room-pre-create", function(event)
            if event.origin.meeting_claims.context.user.affiliation ~= "owner" then
                event.origin.send(st.error_reply(event.stanza, "cancel", "not-allowed"))
                return true
            end
        end, 98)
        """

    @Test("says that a member may not come first, where only owners open rooms")
    func ownersFirst() throws {
        let prosody = try Prosody(
            appID: "meet", key: .secret(Responder.appSecret), roomModule: Self.ownersFirst)
        let member = try join(prosody)
        #expect(member.status == 77)
        #expect(member.output.contains("the room refuses the token: not-allowed"), "\(member.output)")
        #expect(member.output.contains("token_owner_party: a member may not enter before a moderator"))
        #expect(try join(prosody, ["--moderator"]).status == 0)
    }

    /// As muc_wait_for_host and jicofo's authentication do, and a moment later.
    private static let everybodyOwns = """
        local jid = require "util.jid"
        module:hook("muc-occupant-joined", function(event)
            module:add_timer(0.3, function()
                event.room:set_affiliation(true, jid.bare(event.occupant.bare_jid), "owner")
            end)
        end, -100)
        """

    @Test("sees that a member became an owner, even a moment after coming in")
    func everybodyOwns() throws {
        let prosody = try Prosody(
            appID: "meet", key: .secret(Responder.appSecret), roomModule: Self.everybodyOwns)
        let outcome = try join(prosody)
        #expect(outcome.status == 78, "\(outcome.output)")
        #expect(
            outcome.output.contains(
                "FAILED in the room: affiliation owner, role moderator, though the token says member"))
        #expect(outcome.output.contains("muc_wait_for_host"))
    }

    @Test("goes through nginx by https, and believes only a certificate for that host")
    func https() throws {
        let authority = try CertificateAuthority()
        let identity = try authority.issue(for: ["127.0.0.1", "localhost"])
        let other = try authority.issue(for: ["other.example.org"])
        let (port, otherPort) = (FreePort.next(), FreePort.next())
        let prosody = try Self.prosody.get()
        func server(_ port: UInt16, _ identity: CertificateAuthority.Identity) -> String {
            """
            server {
                listen 127.0.0.1:\(port) ssl;
                ssl_certificate \(identity.certificateFile);
                ssl_certificate_key \(identity.keyFile);
                location = /http-bind { proxy_pass \(prosody.boshAddress); proxy_set_header Host meet.example.org; }
            }
            """
        }
        let nginx = try Nginx(http: server(port, identity) + server(otherPort, other), port: port)
        let trusting = ["SSL_CERT_FILE": authority.certificateFile]
        func join(_ port: UInt16, _ path: String, _ environment: [String: String]) throws -> Command {
            try check(
                ["--join", "Standup", "--url", "https://127.0.0.1:\(port)\(path)"], environment: environment)
        }
        let good = try join(port, "/http-bind", trusting)
        #expect(good.status == 0 && good.output.contains("in the room: affiliation member"), "\(good.output)")
        let untrusted = try join(port, "/http-bind", [:])
        #expect(untrusted.status == 69 && untrusted.output.contains("no TLS: "), "\(untrusted.output)")
        let wrongName = try join(otherPort, "/http-bind", trusting)
        #expect(wrongName.status == 69 && wrongName.output.contains("mismatch"), "\(wrongName.output)")
        let wrongPath = try join(port, "/elsewhere", trusting)
        #expect(wrongPath.status == 69 && wrongPath.output.contains("answers 404"), "\(wrongPath.output)")
        withExtendedLifetime(nginx) {}
    }

    @Test("ends with 69 where nobody answers, 65 where the room cannot be, 64 where options miss their own")
    func exitCodes() throws {
        let nobody = try check([
            "--join", "Standup", "--url", "http://127.0.0.1:\(FreePort.next())/http-bind",
        ])
        #expect(nobody.status == 69 && nobody.output.contains("cannot be reached"))
        #expect(try check(["--join", "*"]).status == 65)
        for wrong in [
            ["--moderator"], ["--root", "/x"], ["--join", "a", "--url", "http://meet.example.org/http-bind"],
            ["--join", "a", "--rooms", "a b"],
        ] {
            #expect(try check(wrong).status == 64, "\(wrong)")
        }
    }
}
