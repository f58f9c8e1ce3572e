import TestSupport
import Testing

@testable import LDAP

@Suite("Password controls beside an answer")
struct PasswordControlTests {
    static let draft = "1.3.6.1.4.1.42.2.27.8.5.1"
    static let netscapeExpired = "2.16.840.1.113730.3.4.4"
    static let netscapeExpiring = "2.16.840.1.113730.3.4.5"

    /// What is made of an answer with these controls.
    private static func result(code: UInt8, _ controls: [[UInt8]]) throws -> BindResult {
        let server = try SocketServer.scripted { ScriptedLDAP.result(code, to: $0, controls: controls) }
        return try DirectoryServers(at: [server.address], authority: "").verify(
            SlapdPeople.alice, secret("x"))
    }

    private static func encode(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        ScriptedLDAP.encode(tag, content)
    }

    /// The draft's control: a sequence of these parts.
    private static func policy(_ parts: [UInt8]...) -> [UInt8] {
        ScriptedLDAP.control(draft, encode(0x30, parts.flatMap { $0 }))
    }

    private static func expiring(_ number: [UInt8]) -> [UInt8] { encode(0xA0, encode(0x80, number)) }
    private static func grace(_ number: [UInt8]) -> [UInt8] { encode(0xA0, encode(0x81, number)) }
    private static func error(_ number: UInt8) -> [UInt8] { encode(0x81, [number]) }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: UInt8
        let controls: [[UInt8]]
        let answer: PasswordPolicyAnswer?

        init(_ what: String, _ controls: [[UInt8]], _ answer: PasswordPolicyAnswer?) {
            self.init(what, 0, controls, answer)
        }

        init(_ what: String, _ code: UInt8, _ controls: [[UInt8]], _ answer: PasswordPolicyAnswer?) {
            testDescription = what
            self.code = code
            self.controls = controls
            self.answer = answer
        }
    }

    static let good = [
        Row(
            "expires in a day", [policy(expiring([0x01, 0x51, 0x80]))], .init(secondsUntilExpiration: 86400)),
        Row("expires now", [policy(expiring([0]))], .init(secondsUntilExpiration: 0)),
        Row(
            "expires in 68 years", [policy(expiring([0x7F, 0xFF, 0xFF, 0xFF]))],
            .init(secondsUntilExpiration: 2_147_483_647)),
        Row(
            "grace and must change", [policy(grace([2]), error(2))],
            .init(graceLogins: 2, error: .changeAfterReset)),
        Row("locked", 49, [policy(error(1))], .init(error: .accountLocked)),
        Row("nothing to tell", [policy()], .init()),
        Row(
            "Netscape: expires", [ScriptedLDAP.control(netscapeExpiring, Array("3600".utf8))],
            .init(secondsUntilExpiration: 3600)),
        Row(
            "Netscape: must change", [ScriptedLDAP.control(netscapeExpired, Array("0".utf8))],
            .init(error: .changeAfterReset)),
        Row(
            "Netscape: expired", 49, [ScriptedLDAP.control(netscapeExpired, Array("0".utf8))],
            .init(error: .passwordExpired)),
        // 389 sends both with a grace login: it is no order to change the password.
        Row(
            "both, with grace logins",
            [ScriptedLDAP.control(netscapeExpired, Array("0".utf8)), policy(grace([1]))],
            .init(graceLogins: 1)),
        Row(
            "both, expiring",
            [policy(expiring([5])), ScriptedLDAP.control(netscapeExpiring, Array("9".utf8))],
            .init(secondsUntilExpiration: 5)),
        Row(
            "the draft's malformed, Netscape's good",
            [ScriptedLDAP.control(draft, [0xFF]), ScriptedLDAP.control(netscapeExpiring, Array("9".utf8))],
            .init(secondsUntilExpiration: 9)),
    ]

    @Test("What a control says is read", arguments: good)
    func read(row: Row) throws {
        let result = try Self.result(code: row.code, row.controls)
        #expect(result.policy == row.answer)
        #expect(result.verdict == (row.code == 0 ? .accepted : .wrongCredentials))
    }

    static let bad = [
        Row("no value", [ScriptedLDAP.control(draft)], nil),
        Row("an empty value", [ScriptedLDAP.control(draft, [])], nil),
        Row("one byte", [ScriptedLDAP.control(draft, [0x30])], nil),
        Row("no sequence", [ScriptedLDAP.control(draft, Array("hello".utf8))], nil),
        Row(
            "a length beyond the end",
            [ScriptedLDAP.control(draft, [0x30, 0x7F, 0xA0, 0x03, 0x80, 0x01, 0x05])], nil),
        Row(
            "an endless length", [ScriptedLDAP.control(draft, [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 0xA0])],
            nil),
        Row("nine bytes of number", [policy(expiring([UInt8](repeating: 1, count: 9)))], nil),
        Row("another choice", [policy(encode(0xA0, encode(0x85, [1])))], nil),
        Row("another part", [policy(encode(0xA7, [1]))], nil),
        Row("seconds with a sign", [ScriptedLDAP.control(netscapeExpiring, Array("-5".utf8))], nil),
        Row("seconds with a plus", [ScriptedLDAP.control(netscapeExpiring, Array("+5".utf8))], nil),
        Row("seconds in words", [ScriptedLDAP.control(netscapeExpiring, Array("soon".utf8))], nil),
        Row("seconds without digits", [ScriptedLDAP.control(netscapeExpiring, [])], nil),
        Row("seconds without a value", [ScriptedLDAP.control(netscapeExpiring)], nil),
        Row("seconds that end in a NUL", [ScriptedLDAP.control(netscapeExpiring, [0x35, 0])], nil),
        Row(
            "a million digits",
            [ScriptedLDAP.control(netscapeExpiring, [UInt8](repeating: 0x39, count: 1 << 20))], nil),
        Row("a list that is none", [[0x30, 0x7F]], nil),
        Row("a control without a name", [ScriptedLDAP.encode(0x30, [])], nil),
        Row("somebody else's control", [ScriptedLDAP.control("1.2.3.4", [1, 2, 3])], nil),
        Row("expired, to another refusal", 53, [ScriptedLDAP.control(netscapeExpired)], .init()),
    ]

    @Test("What is malformed is disregarded, and the verdict stands", arguments: bad)
    func disregarded(row: Row) throws {
        let accepted = try Self.result(code: row.code, row.controls)
        #expect(accepted.verdict == (row.code == 0 ? .accepted : .refused))
        #expect(accepted.policy == row.answer)
        #expect(
            try Self.result(code: 49, row.controls.filter { _ in row.code == 0 }).verdict == .wrongCredentials
        )
    }

    @Test("Numbers that cannot be are as good as none: below zero, above 2^31, an unknown error")
    func impossibleNumbers() throws {
        #expect(try Self.result(code: 0, [Self.policy(Self.expiring([0xFF]))]).policy == .init())
        #expect(try Self.result(code: 0, [Self.policy(Self.grace([0x80, 0, 0, 0]))]).policy == .init())
        #expect(try Self.result(code: 0, [Self.policy(Self.error(77))]).policy == .init())
        let text = ScriptedLDAP.control(Self.netscapeExpiring, Array("9999999999".utf8))
        #expect(try Self.result(code: 0, [text]).policy?.secondsUntilExpiration == nil)
        #expect(PasswordPolicyAnswer(secondsUntilExpiration: -1, graceLogins: .max) == .init())
    }

    @Test("A person's bind asks for the policy without insisting; the service's does not")
    func request() throws {
        let asked = Locked<[String: Bool]>([:])
        let server = try SocketServer.scripted { request in
            if request.operation == ScriptedLDAP.bind {
                let name = request.holds(SlapdPeople.alice) ? "alice" : "service"
                asked.withLock { $0[name] = request.holds(Self.draft) }
                // Critical would be a boolean behind the name.
                #expect(!request.content.suffix(5).contains(0xFF))
            }
            return ScriptedLDAP.result(0, to: request)
        }
        let directory = try DirectoryServers(at: [server.address], authority: "")
        _ = directory.failures()
        _ = try directory.verify(SlapdPeople.alice, secret("x"))
        #expect(asked.withLock { $0 } == ["alice": true, "service": false])
    }

    @Test("The draft's errors have their numbers and words, and only two of them prove the password")
    func errors() {
        #expect(PasswordPolicyError.allCases.map(\.rawValue) == Array(0...9))
        #expect(Set(PasswordPolicyError.allCases.map(\.description)).count == 10)
        #expect(
            PasswordPolicyError.allCases.filter(\.provesPassword) == [.passwordExpired, .changeAfterReset])
    }
}
