import Settings
import Testing

@Suite("meet and listen")
struct MeetAndListenTests {
    private static let url = "write https://meet.example.org, the name of your own host"

    @Test(
        "meet.url is an https origin and nothing else",
        arguments: [
            Change(
                "https://meet", "http://meet",
                "2:8: meet.url: \"http://meet.example.org\" is not encrypted, and a token must be: write https://"
            ),
            Change(
                "https://meet", "meet",
                "2:8: meet.url: \"meet.example.org\" does not begin with https://: \(url)"),
            Change(
                "https://meet.example.org", "javascript://x",
                "2:8: meet.url: \"javascript://x\" does not begin with https://: \(url)"),
            Change(
                ".org\ntoken", ".org/room\ntoken",
                "2:8: meet.url: \"https://meet.example.org/room\" goes on behind the host: "
                    + "write \"https://meet.example.org\""),
            Change(
                ".org\ntoken", ".org?a=b\ntoken",
                "2:8: meet.url: \"https://meet.example.org?a=b\" goes on behind the host: "
                    + "write \"https://meet.example.org\""),
            Change(
                ".org\ntoken", ".org//\ntoken",
                "2:8: meet.url: \"https://meet.example.org//\" goes on behind the host: "
                    + "write \"https://meet.example.org\""),
            Change(
                "https://meet", "https://me@meet",
                "2:8: meet.url: \"https://me@meet.example.org\" has a user name: \(url)"),
            Change(
                "https://meet", "https://münchen",
                "2:8: meet.url: \"https://münchen.example.org\" has a host that is not ASCII: write its xn-- form"
            ),
            Change(
                "https://meet", "https://-meet",
                "2:8: meet.url: \"https://-meet.example.org\" has no host that is a name: \(url)"),
            Change(
                ".org\ntoken", ".org:0\ntoken",
                "2:8: meet.url: \"https://meet.example.org:0\" has no right port: "
                    + "write one from 1 to 65535, or none for 443"),
            Change(
                "meet:", "meet:\n  delivery: post",
                "2:13: meet.delivery: \"post\" is not a way of delivery: write query or fragment"),
        ])
    func meet(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test("meet.delivery is the query unless the file says the fragment")
    func delivery() throws {
        func read(_ line: String) throws -> Configuration.Meet.Delivery {
            try Sample.load(Sample.file.replacing("meet:\n", with: "meet:\n\(line)")).meet.delivery
        }
        #expect(try read("") == .query)
        #expect(try read("  delivery: query\n") == .query)
        #expect(try read("  delivery: fragment\n") == .fragment)
    }

    @Test(
        "An origin loses what it does not need",
        arguments: [
            ("HTTPS://Meet.Example.ORG", "https://meet.example.org"),
            ("https://meet.example.org/", "https://meet.example.org"),
            ("https://meet.example.org:443", "https://meet.example.org"),
            ("https://127.0.0.1:8443", "https://127.0.0.1:8443"),
        ])
    func origin(written: String, read: String) throws {
        let text = Sample.file.replacing("https://meet.example.org", with: written)
        #expect(try Sample.load(text).meet.url.value.description == read)
    }

    @Test(
        "listen keeps the socket to nginx and the numbers in their ranges",
        arguments: [
            Change(
                adding: "listen:\n  mode: 0666",
                "12:9: listen.mode: \"0666\" would let every user of the machine connect: "
                    + "write \"0660\" (nginx by its group) or \"0600\""),
            Change(
                adding: "listen:\n  mode: rw-rw----",
                "12:9: listen.mode: \"rw-rw----\" is not an octal mode: "
                    + "write \"0660\" (nginx by its group) or \"0600\""),
            Change(
                adding: "listen:\n  mode: \"0770\"",
                "12:9: listen.mode: \"0770\" is not a mode for a socket: "
                    + "write \"0660\" (nginx by its group) or \"0600\""),
            Change(
                adding: "listen: {workers: 1}",
                "11:19: listen.workers: \"1\" is out of range: write 2 to 1024"),
            Change(
                adding: "listen: {workers: 1025}",
                "11:19: listen.workers: \"1025\" is out of range: write 2 to 1024"),
            Change(
                adding: "listen: {workers: 1_000}",
                "11:19: listen.workers: \"1_000\" is not a whole number: write 2 to 1024"),
            Change(
                adding: "listen: {workers: 0x10}",
                "11:19: listen.workers: \"0x10\" is not a whole number: write 2 to 1024"),
            Change(
                adding: "listen: {workers: [4]}",
                "11:19: listen.workers: is a list: it wants one value"),
            Change(
                adding: "listen: {group: www data}",
                "11:17: listen.group: \"www data\" is not a group: write its name or number, such as www-data"
            ),
            Change(
                adding: "listen: {group: 4294967295}",
                "11:17: listen.group: \"4294967295\" is out of range: write a group's name or number"),
            Change(
                adding: "listen: {socket: /run/x/}",
                "11:18: listen.socket: \"/run/x/\" names a folder: name a file"),
            Change(
                adding: "listen: {socket: /run/\(String(repeating: "x", count: 103))}",
                "11:18: listen.socket: \"/run/\(String(repeating: "x", count: 55))…\" is too long for a socket: "
                    + "write at most 107 bytes"),
        ])
    func listen(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test(
        "The mode is read as octal, quoted or not, and a group may be a number",
        arguments: ["0600", "\"0600\"", "600"])
    func mode(written: String) throws {
        let text = Sample.file + "listen: {mode: \(written), group: 982, socket: jll.sock}"
        let listen = try Sample.load(text).listen
        #expect(listen.mode.value == 0o600)
        #expect(listen.group.value == .number(982))
        #expect(listen.socket.value == "/etc/jitsi/jll.sock")
    }
}
