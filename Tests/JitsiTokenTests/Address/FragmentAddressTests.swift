import JitsiToken
import Testing

@Suite("The address with the token in its fragment")
struct FragmentAddressTests {
    private static let meet = "https://meet.example.org:8443"

    private static let rows: [(target: String, before: String)] = [
        ("/Standup", "/Standup"), ("/t/Room?lang=de&x=1", "/t/Room?lang=de&x=1"),
        ("/Room?jwt=old&a=b", "/Room?a=b"), ("/Room?jwt=old", "/Room"), ("/r%c3%a9union", "/r%C3%A9union"),
        ("/A+B,C=D(1)!$@*", "/A+B,C=D(1)!$@*"), ("/a%3Bb", "/a%3Bb"),
        // What would end the cookie's Path; the client takes /a;b for the room ab as well.
        ("/a;b?c;d", "/ab?c;d"), ("/t;t/;r", "/tt/r"),
    ]

    @Test("has nothing of it in path and query, which are the meeting's own", arguments: rows)
    func address(target: String, before: String) throws {
        let meet = try MeetURL(parsing: Self.meet)
        let token = try Example.signer().token(for: Example.claims())
        let meeting = try MeetingAddress(target: target)
        #expect(
            meeting.address(at: meet, carrying: token, by: .fragment)
                == "\(Self.meet)\(before)#jwt=%22\(token.compact)%22")
        #expect(meeting.markedPath(at: meet) == before.prefix { $0 != "?" })
        #expect(try MeetingAddress(target: before).room == meeting.room)
    }

    @Test("has the overrides of a login's state behind it, and the tenant in which all rooms are")
    func overrides() throws {
        let meet = try MeetURL(parsing: Self.meet, tenant: Tenant(segment: "vpaas-x"))
        let token = try Example.signer().token(for: Example.claims())
        let state = try TokenAuthState.reading(
            "{\"room\":\"Standup\",\"config.subject\":\"A & B\",\"config.startAudioOnly\":true}")
        let meeting = try #require(try MeetingAddress.named(by: state, room: nil, tenant: nil))
        #expect(
            meeting.address(at: meet, carrying: token, by: .fragment)
                == "\(Self.meet)/vpaas-x/Standup#jwt=%22\(token.compact)%22"
                + "&config.subject=%22A%20%5Cu0026%20B%22&config.startAudioOnly=true")
        #expect(meeting.markedPath(at: meet) == "/vpaas-x/Standup")
    }

    @Test("is for browsers only: an app has the token in the query, as it reads it")
    func app() throws {
        let meet = try MeetURL(parsing: Self.meet)
        let token = try Example.signer().token(for: Example.claims())
        let address = try MeetingAddress(target: "/Room").address(opening: .ios, at: meet, carrying: token)
        #expect(address == "org.jitsi.meet://meet.example.org:8443/Room?jwt=\(token.compact)")
    }
}
