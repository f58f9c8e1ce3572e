import TestSupport
import Testing

@Suite("A password as bad input")
struct PasswordTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        /// The password in the directory.
        let kept: [UInt8]
        /// As it stands in the form.
        let sent: String
        let reply: Reply
        let logged: Logged
        var testDescription: String { what }

        init(_ what: String, _ kept: String, _ sent: String, _ reply: Reply, _ logged: Logged) {
            self.init(what, bytes: Array(kept.utf8), sent, reply, logged)
        }

        init(_ what: String, bytes: [UInt8], _ sent: String, _ reply: Reply, _ logged: Logged) {
            self.what = what
            kept = bytes
            self.sent = sent
            self.reply = reply
            self.logged = logged
        }
    }

    private static let right = Logged.login("outcome=admitted")
    private static let wrong = Logged.login("outcome=refused reason=wrong-password ")
    private static let longest = String(repeating: "x", count: 4096)

    static let rows = [
        Row("empty", "pw", "", .incomplete, .nothing),
        Row("one NUL", "pw", "%00", .refused, .login("outcome=refused reason=empty ")),
        Row("NULs and the password", "pw", "%00pw", .refused, .login("outcome=refused reason=")),
        Row("the password, NUL and more", "pw", "pw%00x", .refused, wrong),
        Row("a NUL that is in the password", "pw\0x", "pw%00x", .entered, right),
        Row("the password up to its NUL", "pw\0x", "pw", .refused, wrong),
        Row("spaces at the beginning", "  pw", "++pw", .entered, right),
        Row("spaces at the end", "pw  ", "pw%20+", .entered, right),
        Row("without the spaces that it begins with", "  pw", "pw", .refused, wrong),
        Row("with spaces that it does not end with", "pw", "pw+", .refused, wrong),
        Row("nothing but spaces", "  ", "++", .entered, right),
        Row("+", "a+b", "a%2Bb", .entered, right),
        Row("+, not encoded, which is a space", "a+b", "a+b", .refused, wrong),
        Row("%", "100%", "100%25", .entered, right),
        Row("% twice encoded", "100%", "100%2525", .refused, wrong),
        Row("&", "a&b=c", "a%26b%3Dc", .entered, right),
        Row("=, not encoded", "a=b", "a=b", .entered, right),
        Row("non-ASCII", "pässwörd ✓", "p%C3%A4ssw%C3%B6rd+%E2%9C%93", .entered, right),
        Row("non-ASCII in NFD, which is another one", "pä", "pa%CC%88", .refused, wrong),
        Row("bytes that are not UTF-8", bytes: [0xff, 0xfe, 0x80], "%FF%FE%80", .entered, right),
        Row("CR and LF", "a\r\nb", "a%0D%0Ab", .entered, right),
        Row(
            "a % without its digits", "100%", "100%", .unreadable,
            .line("<5>form refused client=127.0.0.1 reason=\"a % is not")),
        Row("4 KiB", longest, longest, .entered, right),
        Row(
            "4 KiB and a byte", "pw", longest + "x", .unreadable,
            .line("<5>form refused client=127.0.0.1 reason=\"the field password is too long\"")),
        Row("1 MiB", "pw", String(repeating: "x", count: 1 << 20), .tooLarge, .nothing),
    ]

    private static let site = Result {
        let people = rows.enumerated().map { number, row in
            SlapdPeople.person(
                uid: "person\(number)", name: "Per Son", mail: "person\(number)@example.org",
                password: row.kept)
        }
        return try MeetSite(
            slapd: Slapd(ldif: SlapdPeople.ldif + people.joined()), more: Responder.unthrottled)
    }

    @Test("is taken byte for byte, and has its answer", arguments: rows.indices)
    func row(number: Int) throws {
        let row = Self.rows[number]
        let site = try Self.site.get()
        let room = "Password\(number)"
        let answer = try site.post(
            "/_login/to/\(room)", raw: Array("username=person\(number)&password=\(row.sent)".utf8))
        row.reply.expect(answer, row.what)
        site.expect(row.logged, room: room)
        try site.expectServing()
    }
}
