import Settings
import Testing

/// `rooms`: rules for rooms of certain names.
@Suite("rooms")
struct RoomsTests {
    /// The sample and these rules; the list begins in line 12.
    private static func text(_ items: String) -> String { Sample.file + "rooms:\n" + items + "\n" }

    private static func room(_ item: String) throws -> Configuration.Room {
        try #require(try Sample.load(text("  - {match: exam, \(item)}")).rooms.first)
    }

    @Test("None are there unless they are written, and what a rule leaves out is nil or off")
    func defaults() throws {
        #expect(try Sample.load().rooms.isEmpty)
        let rooms = try Sample.load(Self.text("  - {match: exam}\n  - {match: [a, b/c]}")).rooms
        #expect(rooms.map { $0.match.map(\.value) } == [["exam"], ["a", "b/c"]])
        let room = try #require(rooms.first)
        #expect(room.allow == nil && room.moderators == nil && room.features == nil && room.lifetime == nil)
        #expect(room.opens == nil && room.closes == nil && room.zone == nil)
        #expect(room.guests == nil && !room.lobbyBypass.value)
    }

    @Test("A moment has its own offset, or goes by the zone")
    func moments() throws {
        for (written, local, offset) in [
            ("2026-11-23T08:00:00+01:00", 1_795_420_800, 3600), ("2026-11-23T08:00Z", 1_795_420_800, 0),
            ("2026-11-23 08:00:30-03:30", 1_795_420_830, -12_600), ("2028-02-29T00:00:00Z", 1_835_395_200, 0),
        ] {
            let room = try Self.room("closes: \(written)")
            #expect(room.closes?.value.local == local, "\(written)")
            #expect(room.closes?.value.offset == offset, "\(written)")
        }
        let room = try Self.room("opens: 2026-11-23 08:00, zone: Europe/Berlin")
        guard case .once(let moment)? = room.opens else {
            Issue.record("\(String(describing: room.opens))")
            return
        }
        #expect(moment.value.local == 1_795_420_800 && moment.value.offset == nil)
    }

    @Test(
        "Hours of the week have days, a beginning and an end",
        arguments: [
            ("mon-fri 08:00-18:00", [0, 1, 2, 3, 4], 480, 1080), ("sat 9:00-12:30", [5], 540, 750),
            ("fri-mon 22:00-02:00", [4, 5, 6, 0], 1320, 120), ("SUN 00:00-24:00", [6], 0, 1440),
            ("sat 22:00-00:00", [5], 1320, 1440), ("mon-sun 0:00-24:00", [0, 1, 2, 3, 4, 5, 6], 0, 1440),
            ("\"tue,thu-fri 10:00-11:00\"", [1, 3, 4], 600, 660),
        ] as [(String, Set<Int>, Int, Int)])
    func hours(written: String, days: Set<Int>, start: Int, end: Int) throws {
        guard case .weekly(let hours)? = try Self.room("opens: \(written), zone: Europe/Berlin").opens else {
            Issue.record("not weekly")
            return
        }
        #expect(hours.map(\.value.days) == [days])
        #expect(hours.map(\.value.start) == [start] && hours.map(\.value.end) == [end])
    }

    @Test("Who moderates is a list of groups, or whoever comes first; who is a guest one of three words")
    func words() throws {
        guard case .firstToArrive? = try Self.room("moderators: first-to-arrive").moderators,
            case .groups(let groups)? = try Self.room("moderators: [\"cn=a,dc=b\"]").moderators
        else {
            Issue.record("other moderators")
            return
        }
        #expect(groups.map(\.value) == ["cn=a,dc=b"])
        for guests in Configuration.Room.Guests.allCases {
            #expect(try Self.room("guests: \(guests.rawValue)").guests?.value == guests)
        }
        let features = try Self.room("features: {guest: {screen-sharing: false}}").features
        #expect(features?.guest == ["screen-sharing": false])
    }

    @Test(
        "What cannot be right, or would do nothing, is reported",
        arguments: [
            ("{allow: []}", "12:5: rooms.match: is missing: write the rooms' names, such as exam-*"),
            ("{match: []}", "12:6: rooms.match: is empty: write the rooms' names"),
            (
                "{match: a/b/c}",
                "12:13: rooms.match: \"a/b/c\" is not a name of rooms: write exam-*, or tenant/exam-*"
            ),
            (
                "{match: /exam}",
                "12:13: rooms.match: \"/exam\" is not a name of rooms: write exam-*, or tenant/exam-*"
            ),
            (
                "{match: R%C3%A9union}",
                "12:13: rooms.match: \"R%C3%A9union\" is percent-encoded: write the name as people read it, such as Réunion"
            ),
            (
                "{match: a, opens: 2026-11-23 08:00}",
                "12:5: rooms.zone: is missing: write whose clock the times go by, such as Europe/Berlin"
            ),
            (
                "{match: a, opens: mon 08:00-09:00}",
                "12:5: rooms.zone: is missing: write whose clock the times go by, such as Europe/Berlin"
            ),
            (
                "{match: a, zone: Europe/Berlin}",
                "12:22: rooms.zone: is not used: there are no times in this rule, opens or closes"
            ),
            (
                "{match: a, zone: CET, opens: mon 08:00-09:00}",
                "12:22: rooms.zone: \"CET\" is not a time zone: write one such as Europe/Berlin, or UTC"
            ),
            (
                "{match: a, closes: 2026-02-29T08:00:00Z}",
                "12:24: rooms.closes: \"2026-02-29T08:00:00Z\" is not a moment: "
                    + "write 2026-11-23T08:00:00+01:00, or 2026-11-23 08:00 and zone:"
            ),
            (
                "{match: a, guests: yes}",
                "12:24: rooms.guests: \"yes\" is not an answer to who may enter as a guest: write false, true or invited"
            ),
            (
                "{match: a, moderators: everybody}",
                "12:28: rooms.moderators: \"everybody\" is neither a list of groups nor first-to-arrive: write one of them"
            ),
            ("{match: a, open: x}", "12:16: rooms.open: is unknown: did you mean opens?"),
            ("{match: a, guest: true}", "12:16: rooms.guest: is unknown: did you mean guests?"),
            (
                "{match: a, features: {guests: {recording: true}}}",
                "12:27: rooms.features.guests: is unknown: did you mean guest?"
            ),
            (
                "{match: a, moderators: [first-to-arrive]}",
                "12:29: rooms.moderators: first-to-arrive stands alone: write moderators: first-to-arrive, without a list"
            ),
            (
                "{match: a, zone: UTC, opens: [mon,wed 08:00-18:00]}",
                "12:35: rooms.opens: \"mon\" is days without hours: write mon 08:00-18:00; "
                    + "in a list, put days with commas between them in double quotes, \"mon,wed 08:00-18:00\""
            ),
            (
                "{match: a, zone: UTC, opens: 08:00-18:00}",
                "12:34: rooms.opens: \"08:00-18:00\" is hours without days: write mon-sun 08:00-18:00"
            ),
            (
                "{match: a, zone: UTC, opens: 2026-11-23}",
                "12:34: rooms.opens: \"2026-11-23\" is neither a moment nor hours of the week: "
                    + "write 2026-11-23T08:00:00+01:00, or mon-fri 08:00-18:00, with days mon tue wed thu fri sat sun"
            ),
        ])
    func problems(item: String, expected: String) {
        #expect(Sample.problems(Self.text("  - " + item)) == [expected])
    }

    @Test(
        "Guests where the first to arrive moderates are a notice",
        arguments: [
            ("first-to-arrive, guests: true", 1), ("first-to-arrive, guests: invited", 1),
            ("first-to-arrive, guests: false", 0), ("first-to-arrive", 0), ("[], guests: true", 0),
        ])
    func firstGuest(words: String, count: Int) throws {
        let text = Self.text("  - {match: a, moderators: \(words)}") + "invitations: {}\n"
        let notices = try Sample.load(text).notices
        #expect(notices.filter { $0.key == "rooms.guests" && $0.line == 12 }.count == count)
    }

    @Test(
        "Guests by invitation where invitations are off are a notice",
        arguments: [
            ("invited", "", 1), ("invited", "invitations: {}\n", 0), ("false", "", 0), ("true", "", 0),
        ])
    func invitedWithoutInvitations(guests: String, section: String, count: Int) throws {
        let notices = try Sample.load(Self.text("  - {match: a, guests: \(guests)}") + section).notices
        #expect(notices.map(\.key) == (count == 1 ? ["rooms.guests"] : []))
        #expect(notices.allSatisfy { $0.line == 12 && $0.description.contains("invitations: {}") })
    }

    @Test("The first to arrive in every room is for a rule, which access says")
    func firstEverywhere() {
        #expect(
            Sample.problems(Sample.file + "access: {moderators: first-to-arrive}\n") == [
                "11:22: access.moderators: first-to-arrive is for a rule of rooms: "
                    + "write rooms: [{match: \"*\", moderators: first-to-arrive}]"
            ])
    }

    @Test(
        "Hours that nobody's week has are refused",
        arguments: [
            "mon", "08:00-18:00", "day 08:00-18:00", "mon- 08:00-18:00", "mon 18:00", "mon 08:00-08:00",
            "mon 00:00-00:00",
            "mon 24:00-01:00", "mon 08:60-09:00", "mon 08:00-24:01", "mon 08:00-25:00",
            "mon-tue-wed 08:00-09:00",
            "mon 08:00 - 18:00", "2026-11-23", "2026-11-23T24:00Z", "2026-11-23T08:00+15:00",
            "2026-11-23T08:00:00Zx", "12345678901",
        ])
    func bad(opens: String) {
        let problems = Sample.problems(Self.text("  - {match: a, zone: UTC, opens: \"\(opens)\"}"))
        #expect(
            problems.count == 1 && problems.first?.hasPrefix("12:34: rooms.opens: ") == true, "\(problems)")
    }
}
