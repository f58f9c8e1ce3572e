import JitsiToken
import Testing

/// Prosody's util.jwt of version 0.12, which knows HS256 only.
@Suite struct ProsodyJWTTests {
    private static let verify = """
        local genuine, claims = require "util.jwt".verify(arg[1], arg[2])
        print(genuine, type(claims) == "table" and claims.room .. " " .. claims.context.user.name or claims)
        """

    @Test("util.jwt verifies an HS256 token and reads its claims")
    func genuine() throws {
        let token = try Example.signer().token(for: Example.claims(at: "/R%C3%A9union")).compact
        #expect(
            try ProsodyLua.run(Self.verify, Example.secret, token) == "true\tr%c3%a9union Anna Muster")
    }

    @Test("util.jwt refuses the token under another secret, and another algorithm")
    func refused() throws {
        let token = try Example.signer().token(for: Example.claims()).compact
        #expect(try ProsodyLua.run(Self.verify, "another", token) == "false\tsignature-mismatch")
        let longer = try Example.signer(.hs512).token(for: Example.claims()).compact
        #expect(try ProsodyLua.run(Self.verify, Example.secret, longer) == "nil\tunsupported-algorithm")
    }
}
