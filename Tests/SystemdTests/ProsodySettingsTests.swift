import TestSupport
import Testing

@Suite("Settings in a Prosody file")
struct ProsodySettingsTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let lua: String
        let key: String
        let value: String
        init(_ lua: String, _ key: String, _ value: String) {
            (self.lua, self.key, self.value) = (lua, key, value)
        }
        var testDescription: String { lua }
    }

    @Test(
        "are found as Lua means them",
        arguments: [
            Row(#"VirtualHost "h.example" app_id = "a""#, "app_id", "a"),
            Row(#"VirtualHost 'h.example' app_id='a';"#, "app_id", "a"),
            Row(#"VirtualHost("h.example") app_id = [[a]]"#, "app_id", "a"),
            Row(#"VirtualHost [==[h.example]==] app_id = [=[a]]b]=]"#, "app_id", "a]]b"),
            Row(#"VirtualHost "H.Example" app_id = "a""#, "app_id", "a"),
            Row(#"VirtualHost "h.example" app_secret = "a\"b\\c\x41\066\u{e9}""#, "app_secret", #"a"b\cABé"#),
            Row(#"VirtualHost "h.example" app_secret = "a -- b" -- c"#, "app_secret", "a -- b"),
            Row(#"VirtualHost "h.example" app_secret = "a" .. 'b'"#, "app_secret", "ab"),
            Row("VirtualHost \"h.example\"\n--app_id = \"no\"\napp_id = \"a\"", "app_id", "a"),
            Row("VirtualHost \"h.example\" --[[ app_id = \"no\"\n]] app_id = \"a\"", "app_id", "a"),
            Row("VirtualHost \"h.example\" --[==[ ]] app_id = \"no\" ]==] app_id = \"a\"", "app_id", "a"),
            Row(#"VirtualHost "h.example" x = { app_id = "no" } app_id = "a""#, "app_id", "a"),
            Row(#"app_id = "a" VirtualHost "h.example" authentication = "token""#, "app_id", "a"),
            Row(#"VirtualHost "other" app_id = "no" VirtualHost "h.example" app_id = "a""#, "app_id", "a"),
            Row(#"VirtualHost "h.example" app_id = "a" Component "c" "muc" app_id = "no""#, "app_id", "a"),
            // The host that checks tokens is not always named for the web server: Docker has meet.jitsi.
            Row(#"VirtualHost "meet.jitsi" authentication = "token""#, "xmpp-domain", "meet.jitsi"),
            Row(
                #"VirtualHost "h.example" VirtualHost "x" authentication = "token" app_id = "a""#, "app_id",
                "a"),
            Row(
                #"VirtualHost "h.example" asap_accepted_issuers = { "a", 'b' }"#, "asap_accepted_issuers",
                "a\nb"),
            // What only Lua could work out, and what is not there: nothing.
            Row(#"VirtualHost "h.example" app_secret = "a" .. os.getenv("B")"#, "app_secret", ""),
            Row(#"VirtualHost "h.example" app_secret = ENV_SECRET"#, "app_secret", ""),
            Row(#"VirtualHost "h.example""#, "app_id", ""),
            Row(#"VirtualHost "h.example" app_id = "unended"#, "app_id", ""),
            Row("", "app_id", ""),
        ])
    func read(row: Row) throws {
        let folder = try TemporaryFolder()
        let output = try Command.output([
            "perl", Repository.file("systemd/install/prosody-settings.pl"),
            folder.write(row.lua, to: "host.cfg.lua"), "h.example", row.key,
        ])
        #expect(output == (row.value.isEmpty ? "" : row.value + "\n"))
    }
}
