import TestSupport
import Testing

@Suite("A user name as bad input")
struct UserNameTests {
    private static let site = Result { try MeetSite(more: Responder.unthrottled) }

    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        /// As it stands in the form, byte by byte.
        let sent: [UInt8]
        let reply: Reply
        let logged: Logged
        var password = "alice secret"
        var testDescription: String { what }

        init(
            _ what: String, _ sent: String, _ reply: Reply, _ logged: Logged,
            password: String = "alice secret"
        ) {
            self.init(what, bytes: Array(sent.utf8), reply, logged)
            self.password = password
        }

        init(_ what: String, bytes: [UInt8], _ reply: Reply, _ logged: Logged) {
            self.what = what
            sent = bytes
            self.reply = reply
            self.logged = logged
        }
    }

    private static let nobody = Logged.login("outcome=refused reason=not-found ")
    private static let control = Logged.line(
        "<5>form refused client=127.0.0.1 reason=\"the field username holds control characters\"")
    private static let encoding = Logged.line(
        "<5>form refused client=127.0.0.1 reason=\"the field username is not UTF-8\"")
    private static let long = Logged.line(
        "<5>form refused client=127.0.0.1 reason=\"the field username is too long\"")
    private static func account(_ dn: String) -> Logged { .login("account=\"\(dn)\"") }

    static let rows = [
        Row("empty", "", .incomplete, .nothing),
        Row("only spaces", "%20++%20", .incomplete, .nothing),
        Row("only other white space", "%C2%A0%E2%80%83%E3%80%80", .incomplete, .nothing),
        Row("*", "*", .refused, nobody),
        Row("a*", "a*", .refused, nobody),
        Row(")(uid=*", ")(uid%3D*", .refused, nobody),
        Row("*)(|(uid=*))", "*)(%7C(uid%3D*))", .refused, nobody),
        Row("alice)(objectClass=*", "alice)(objectClass%3D*", .refused, nobody),
        Row("\\2a", "%5C2a", .refused, nobody),
        Row("\\", "%5C", .refused, nobody),
        Row("NUL, encoded", "alice%00", .unreadable, control),
        Row("NUL, raw", bytes: Array("ali\0ce".utf8), .unreadable, control),
        Row("not UTF-8, encoded", "alice%FF", .unreadable, encoding),
        Row("not UTF-8, raw", bytes: Array("alice".utf8) + [0xff, 0xfe], .unreadable, encoding),
        // As an overlong form of "*", and of NUL.
        Row("overlong UTF-8", "%C0%AA", .unreadable, encoding),
        Row("overlong UTF-8, raw", bytes: [0xc0, 0x80], .unreadable, encoding),
        Row("half of a surrogate pair", "%ED%A0%80", .unreadable, encoding),
        Row("full-width letters", "ａｌｉｃｅ", .entered, account(SlapdPeople.alice)),
        Row("a right-to-left mark", "%E2%80%8Falice", .refused, nobody),
        Row("a right-to-left override", "%E2%80%AEalice", .unreadable, control),
        Row("DOMAIN\\user", "EXAMPLE%5Calice", .refused, nobody),
        Row("user@realm", "alice@EXAMPLE.COM", .refused, nobody),
        Row("a whole DN", "uid%3Dalice,ou%3Dpeople,dc%3Dexample,dc%3Dorg", .refused, nobody),
        Row("umlauts", "zo%C3%AB", .entered, account(SlapdPeople.zoe), password: "zoë secret"),
        Row("umlauts in NFD", "zoe%CC%88", .entered, account(SlapdPeople.zoe), password: "zoë secret"),
        Row("umlauts in upper case", "ZO%C3%8B", .entered, account(SlapdPeople.zoe), password: "zoë secret"),
        Row(
            "parentheses and a star that are in the directory", "dora+(guest)*", .entered,
            .login("outcome=admitted"), password: "dora (guest)* secret"),
        Row("without what is in parentheses", "dora", .refused, nobody, password: "dora (guest)* secret"),
        Row("upper case", "ALICE", .entered, account(SlapdPeople.alice)),
        Row("the mail address", "alice@example.org", .entered, account(SlapdPeople.alice)),
        Row("the mail address in mixed case", "Alice@Example.ORG", .entered, account(SlapdPeople.alice)),
        Row("white space around it", "+alice%09", .entered, account(SlapdPeople.alice)),
        Row(
            "two entries that match", "twins@example.org", .refused, .login("reason=several-found"),
            password: "twin1 secret"),
        Row("256 bytes", String(repeating: "a", count: 256), .refused, nobody),
        Row("257 bytes", String(repeating: "a", count: 257), .unreadable, long),
        Row("60,000 bytes", String(repeating: "a", count: 60_000), .unreadable, long),
        Row("64 KiB", String(repeating: "a", count: 65_536), .tooLarge, .nothing),
        Row(
            "a line of the log after CR and LF", "alice%0D%0A<6>login+outcome%3Dadmitted+room%3Dforged",
            .unreadable, control),
        Row(
            "a line of the log after LF, raw", "alice\n<6>login outcome=admitted room=forged", .unreadable,
            control),
        Row(
            "a line of the log after Unicode's line separator", "alice%E2%80%A8<6>login+room%3Dforged",
            .unreadable, control),
        Row("a pair of the log", "alice+outcome%3Dadmitted+room%3Dforged", .refused, nobody),
    ]

    @Test("is only ever somebody's name, and has its answer", arguments: rows.indices)
    func row(number: Int) throws {
        let row = Self.rows[number]
        let site = try Self.site.get()
        let room = "Name\(number)"
        let answer = try site.post(
            "/_login/to/\(room)",
            raw: Array("username=".utf8) + row.sent + Array("&password=\(Form.encode(row.password))".utf8))
        row.reply.expect(answer, row.what)
        site.expect(row.logged, room: room)
        try site.expectServing()
        #expect(!site.responder.log.contains("forged"))
    }
}
