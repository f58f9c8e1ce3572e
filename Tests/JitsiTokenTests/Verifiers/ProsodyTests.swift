import JitsiToken
import TestSupport
import Testing

/// A real Prosody decides, with a token check by Jitsi's rules.
@Suite struct ProsodyTests {
    @Test("A moderator's token makes an owner of the room, a member's a member")
    func roles() throws {
        let prosody = try Prosody(appID: "meet", secret: Example.secret)
        let signer = try Example.signer()
        let moderator = try signer.token(for: Example.claims(role: .moderator)).compact
        let member = try signer.token(for: Example.claims(role: .member)).compact
        #expect(
            try prosody.join(room: "standup", token: moderator)
                == .joined(affiliation: "owner", role: "moderator"))
        #expect(
            try prosody.join(room: "standup", token: member)
                == .joined(affiliation: "member", role: "participant"))
    }

    @Test("Every name that the client writes its own way opens its room")
    func names() throws {
        let prosody = try Prosody(appID: "meet", secret: Example.secret)
        for (path, node) in [
            ("/R%C3%A9union", "r%c3%a9union"), ("/UPPER", "upper"), ("/A+B", "ab"), ("/a%20b", "a%20b"),
            ("/%CE%9F%CE%94%CE%9F%CE%A3", "%ce%bf%ce%b4%ce%bf%cf%82"), ("/it(1)!", "it1"),
            ("/%F0%9F%8E%89~.-_", "%f0%9f%8e%89~.-_"),
            ("/" + String(repeating: "r", count: 512), String(repeating: "r", count: 512)),
        ] {
            let token = try Example.signer().token(for: Example.claims(at: path, role: .member)).compact
            let result = try prosody.join(room: node, token: token)
            #expect(result == .joined(affiliation: "member", role: "participant"), "\(path)")
        }
    }

    @Test("A token opens its own room only")
    func otherRoom() throws {
        let prosody = try Prosody(appID: "meet", secret: Example.secret)
        let token = try Example.signer().token(for: Example.claims()).compact
        let refused = Prosody.JoinResult.refused(stage: .room, condition: "not-allowed")
        #expect(try prosody.join(room: "other", token: token) == refused)
        #expect(try prosody.join(room: "standup", tenant: "school", token: token) == refused)
    }

    @Test("A tenant's token opens the tenant's room, not the room of that name without a tenant")
    func tenant() throws {
        let prosody = try Prosody(appID: "meet", secret: Example.secret)
        let token = try Example.signer().token(for: Example.claims(at: "/School/Standup")).compact
        #expect(
            try prosody.join(room: "standup", tenant: "school", token: token)
                == .joined(affiliation: "owner", role: "moderator"))
        let umlaut = try Example.signer().token(for: Example.claims(at: "/Stra%C3%9Fe.N%C3%BCrnberg/Standup"))
        #expect(
            try prosody.join(room: "standup", tenant: "strasse_nürnberg", token: umlaut.compact)
                == .joined(affiliation: "owner", role: "moderator"))
        let refused = Prosody.JoinResult.refused(stage: .room, condition: "not-allowed")
        #expect(try prosody.join(room: "standup", token: token) == refused)
        #expect(try prosody.join(room: "standup", tenant: "other", token: token) == refused)
    }

    @Test(
        "A token that is over, not yet begun, tampered with, of another secret or missing is refused at the login"
    )
    func refused() throws {
        let prosody = try Prosody(appID: "meet", secret: Example.secret)
        let signer = try Example.signer()
        func outcome(_ token: String?) throws -> Prosody.JoinResult {
            try prosody.join(room: "standup", token: token)
        }
        let over = try signer.token(for: Example.claims(now: currentTime() - 7200)).compact
        #expect(try outcome(over) == .refused(stage: .login, condition: "exp"))
        let future = try signer.token(for: Example.claims(now: currentTime() + 600)).compact
        #expect(try outcome(future) == .refused(stage: .login, condition: "nbf"))

        let parts = try signer.token(for: Example.claims(role: .member)).compact.split(separator: ".")
        let moderator = try signer.token(for: Example.claims(role: .moderator)).compact.split(separator: ".")
        #expect(
            try outcome("\(parts[0]).\(moderator[1]).\(parts[2])")
                == .refused(stage: .login, condition: "signature"))
        let other = try Example.signer(secret: String(Example.secret.reversed())).token(for: Example.claims())
        #expect(try outcome(other.compact) == .refused(stage: .login, condition: "signature"))
        #expect(try outcome(nil) == .refused(stage: .login, condition: "no-token"))
    }

    @Test("HS384 and HS512 are accepted where they are configured", arguments: [Algorithm.hs384, .hs512])
    func longerHashes(_ algorithm: Algorithm) throws {
        let prosody = try Prosody(appID: "meet", secret: Example.secret, algorithm: algorithm.rawValue)
        let token = try Example.signer(algorithm).token(for: Example.claims()).compact
        #expect(
            try prosody.join(room: "standup", token: token)
                == .joined(affiliation: "owner", role: "moderator"))
        let other = try Example.signer(.hs256).token(for: Example.claims()).compact
        #expect(try prosody.join(room: "standup", token: other) == .refused(stage: .login, condition: "alg"))
    }

    @Test(
        "RS tokens are accepted by the public key of their kid", arguments: [Algorithm.rs256, .rs384, .rs512])
    func rsa(_ algorithm: Algorithm) throws {
        let key = try RSAKey()
        let prosody = try Prosody(
            appID: "meet", key: .publicKey(pem: key.publicPEM, id: "login-2026"),
            algorithm: algorithm.rawValue)
        func outcome(keyID: String, _ key: RSAKey) throws -> Prosody.JoinResult {
            let signer = try Signer(privateKey: key.secret, algorithm: algorithm, keyID: keyID)
            return try prosody.join(room: "standup", token: signer.token(for: Example.claims()).compact)
        }
        #expect(try outcome(keyID: "login-2026", key) == .joined(affiliation: "owner", role: "moderator"))
        #expect(try outcome(keyID: "login-2025", key) == .refused(stage: .login, condition: "kid"))
        #expect(
            try outcome(keyID: "login-2026", RSAKey()) == .refused(stage: .login, condition: "signature"))
    }
}
