import Testing

@testable import JitsiHost

@Suite("Reading jicofo's files")
struct JicofoReaderTests {
    private static let name = "jicofo.conference.enable-auto-owner"

    private static func hocon(_ text: String) -> HoconDocument {
        HoconReader.read(HostFile(path: "/jicofo.conf", bytes: Array(text.utf8)))
    }

    @Test(
        "finds a value in each way that HOCON has to write it",
        arguments: [
            "jicofo { conference { enable-auto-owner = false } }",
            "jicofo {\n  conference {\n    enable-auto-owner: false\n  }\n}",
            "jicofo.conference.enable-auto-owner=false",
            "jicofo.conference { enable-auto-owner = false // off\n }",
            "{ \"jicofo\": { \"conference\": { \"enable-auto-owner\": false } } }",
            "# c\njicofo : { conference = { x = [ \"a\", { b = 1 } ], enable-auto-owner = \"false\" # c\n } }",
            "jicofo { xmpp { password = \"a}b\" } conference { enable-auto-owner = true, enable-auto-owner = false } }",
            "jicofo { a = ${HOME}\"/x\", conference.enable-auto-owner = false }",
        ])
    func finds(text: String) {
        let document = Self.hocon(text)
        #expect(document[Self.name]?.value.truth == false)
        #expect(document.notUnderstood.isEmpty)
    }

    @Test(
        "does not guess what a substitution or a list is",
        arguments: ["${?AUTO_OWNER}", "[false]", "\"fal\"se", "false${x}"])
    func unknown(value: String) {
        let setting = Self.hocon("jicofo.conference.enable-auto-owner = \(value)")[Self.name]
        #expect(setting != nil && setting?.value.truth == nil)
    }

    @Test("names the lines that it does not understand, and an object without an end")
    func lines() {
        #expect(Self.hocon("a = 1\ninclude \"other.conf\"\nb = 2").notUnderstood.map(\.line) == [2])
        #expect(Self.hocon("a = 1\nb\nc = 2")["c"] != nil)
        #expect(!Self.hocon("a {\n b = 1\n").notUnderstood.isEmpty)
        #expect(!Self.hocon("a = 1 }").notUnderstood.isEmpty)
    }

    @Test("is not led into the depth", .timeLimit(.minutes(5)), arguments: ["a{", "a={", "a.b{", "[", "{"])
    func depth(piece: String) {
        let document = Self.hocon("before = 1\n" + String(repeating: piece, count: 200_000))
        #expect(document["before"]?.value.text == "1")
        #expect(!document.notUnderstood.isEmpty || piece == "[")
    }

    @Test("says where a block begins")
    func block() {
        #expect(
            Self.hocon("jicofo {\n\n authentication {\n enabled = true\n}}").place(
                of: "jicofo.authentication")?.line == 3)
        #expect(Self.hocon("jicofo.authentication.type = JWT").place(of: "jicofo.authentication")?.line == 1)
        #expect(Self.hocon("jicofo.authentications = 1").place(of: "jicofo.authentication") == nil)
    }

    @Test("reads properties with each of their separators, without comments")
    func properties() {
        let text = "# a=1\n!b=2\norg.jitsi.A=true\norg.jitsi.B: x = y\n  org.jitsi.C  z\n\n"
        let settings = PropertiesReader.read(HostFile(path: "/p", bytes: Array(text.utf8)))
        #expect(settings.map(\.name) == ["org.jitsi.A", "org.jitsi.B", "org.jitsi.C"])
        #expect(
            settings[0].value.truth == true && settings[1].value.text == "x = y"
                && settings[2].value.text == "z")
        #expect(settings.map(\.place.line) == [3, 4, 5])
    }
}
