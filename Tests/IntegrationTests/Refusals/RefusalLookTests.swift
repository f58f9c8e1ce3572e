import TestSupport
import Testing

/// Through nginx, and for whatever a directory may say without having looked at the password.
@Suite("The answer to a refused login")
struct RefusalLookTests {
    private static let slapd = Result { try Slapd() }

    /// How a directory refuses `alice`.
    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        /// How many entries match, and whether the server says that there are more.
        var entries = 1
        var isCutOff = false
        /// The code of the person's bind, and the words beside it.
        var bind: (code: UInt8, words: String) = (49, "")
        var password = "guess"
        /// The log's word.
        var reason: String
        var testDescription: String { what }
    }

    private static func activeDirectory(_ data: String) -> (code: UInt8, words: String) {
        (49, "80090308: LdapErr: DSID-0C090569, comment: AcceptSecurityContext error, data \(data), v4563")
    }

    static let rows = [
        Row(what: "nobody has the name", entries: 0, reason: "not-found"),
        Row(what: "two have the name", entries: 2, reason: "several-found"),
        Row(what: "more have the name than the server gives", isCutOff: true, reason: "several-found"),
        Row(what: "a wrong password", reason: "wrong-password"),
        Row(
            what: "a wrong password in an Active Directory", bind: activeDirectory("52e"),
            reason: "wrong-password"),
        Row(what: "no such user in an Active Directory", bind: activeDirectory("525"), reason: "not-found"),
        Row(what: "locked in an Active Directory", bind: activeDirectory("775"), reason: "locked"),
        Row(
            what: "switched off, as 389 says it",
            bind: (53, "Account inactivated. Contact system administrator."), reason: "disabled"),
        Row(
            what: "locked, as 389 says it", bind: (19, "Exceed password retry limit. Please try later."),
            reason: "refused"),
        Row(what: "not allowed to bind", bind: (50, "Insufficient access"), reason: "refused"),
        Row(
            what: "an account without a password", bind: (48, "Inappropriate authentication"),
            reason: "refused"),
        Row(what: "a password that directories take for none", password: "\0", reason: "empty"),
    ]

    private static func answer(_ row: Row) throws -> HTTPAnswer {
        let directory = try SocketServer.scripted { request in
            if request.operation == ScriptedLDAP.bind, request.base != Slapd.serviceDN {
                return ScriptedLDAP.result(row.bind.code, to: request, saying: row.bind.words)
            }
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            let entries = (0..<row.entries).flatMap { number in
                ScriptedLDAP.entry(
                    "uid=alice,ou=\(number),dc=example", "uid", [Array("alice".utf8)], to: request)
            }
            return entries + ScriptedLDAP.result(row.isCutOff ? 4 : 0, to: request)
        }
        return try withExtendedLifetime(directory) {
            let site = try MeetSite(
                slapd: slapd.get(), directory: { Responder.directory($0, servers: [directory.address]) },
                more: "")
            let start = ContinuousClock.now
            let answer = try site.login("/_login/to/Standup", as: "alice", password: row.password)
            #expect(start.duration(to: .now) >= .seconds(1))
            site.expect(.login("outcome=refused reason=\(row.reason)"), room: "standup")
            let plain = answer.without([])
            return HTTPAnswer(
                head: (["Status: \(plain.status)"]
                    + plain.headers.filter { !$0.hasPrefix("date:") }.map {
                        $0.replacing(site.origin, with: "ORIGIN")
                    }).joined(separator: "\r\n"),
                bytes: Array(plain.body.replacing(site.origin, with: "ORIGIN").utf8))
        }
    }

    private static let wrong = Result { try answer(Row(what: "", reason: "wrong-password")) }

    @Test("is one and the same, to the byte and the header, and none comes before a second", arguments: rows)
    func look(row: Row) throws {
        let wrong = try Self.wrong.get()
        Reply.refused.expect(wrong, "wrong")
        #expect(try Self.answer(row) == wrong)
    }
}
