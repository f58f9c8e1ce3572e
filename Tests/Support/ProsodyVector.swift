/// A setting in a Prosody file, and what Lua makes of it.
///
/// The installer's reader and the one of `check --jitsi` are two programs for one thing: both are tested with these rows,
/// so that they agree.
public struct ProsodyVector: Sendable, CustomStringConvertible {
    /// The file.
    public let lua: String
    /// A setting of the virtual host h.example, or `xmpp-domain`: the name of the host that checks tokens.
    public let key: String
    /// Its value, a list's one to a line; empty where there is none, or only Lua could work it out.
    public let value: String
    public var description: String { lua }

    private init(_ lua: String, _ key: String, _ value: String) {
        (self.lua, self.key, self.value) = (lua, key, value)
    }

    public static let all = [
        Self(#"VirtualHost "h.example" app_id = "a""#, "app_id", "a"),
        Self(#"VirtualHost 'h.example' app_id='a';"#, "app_id", "a"),
        Self(#"VirtualHost("h.example") app_id = [[a]]"#, "app_id", "a"),
        Self(#"VirtualHost [==[h.example]==] app_id = [=[a]]b]=]"#, "app_id", "a]]b"),
        Self(#"VirtualHost "H.Example" app_id = "a""#, "app_id", "a"),
        Self(#"VirtualHost "h.example" app_secret = "a\"b\\c\x41\066\u{e9}""#, "app_secret", #"a"b\cABé"#),
        Self(#"VirtualHost "h.example" app_secret = "a -- b" -- c"#, "app_secret", "a -- b"),
        Self(#"VirtualHost "h.example" app_secret = "a" .. 'b'"#, "app_secret", "ab"),
        Self("VirtualHost \"h.example\"\n--app_id = \"no\"\napp_id = \"a\"", "app_id", "a"),
        Self("VirtualHost \"h.example\" --[[ app_id = \"no\"\n]] app_id = \"a\"", "app_id", "a"),
        Self("VirtualHost \"h.example\" --[==[ ]] app_id = \"no\" ]==] app_id = \"a\"", "app_id", "a"),
        Self(#"VirtualHost "h.example" x = { app_id = "no" } app_id = "a""#, "app_id", "a"),
        Self(#"app_id = "a" VirtualHost "h.example" authentication = "token""#, "app_id", "a"),
        Self(#"VirtualHost "other" app_id = "no" VirtualHost "h.example" app_id = "a""#, "app_id", "a"),
        Self(#"VirtualHost "h.example" app_id = "a" Component "c" "muc" app_id = "no""#, "app_id", "a"),
        // A setting of the host overrides the one for all.
        Self(#"app_id = "no" VirtualHost "h.example" app_id = "a""#, "app_id", "a"),
        // A line break right behind a long bracket is not of the text (Lua 5.4 manual, 3.1).
        Self("VirtualHost \"h.example\" app_id = [[\na]]", "app_id", "a"),
        // The host that checks tokens is not always named for the web server: Docker has meet.jitsi.
        Self(#"VirtualHost "meet.jitsi" authentication = "token""#, "xmpp-domain", "meet.jitsi"),
        Self(
            #"VirtualHost "h.example" VirtualHost "x" authentication = "token" app_id = "a""#, "app_id",
            "a"),
        Self(
            #"VirtualHost "h.example" asap_accepted_issuers = { "a", 'b' }"#, "asap_accepted_issuers",
            "a\nb"),
        // What only Lua could work out, and what is not there: nothing.
        Self(#"VirtualHost "h.example" app_secret = "a" .. os.getenv("B")"#, "app_secret", ""),
        Self(#"VirtualHost "h.example" app_secret = ENV_SECRET"#, "app_secret", ""),
        Self(#"VirtualHost "h.example""#, "app_id", ""),
        Self(#"VirtualHost "h.example" app_id = "unended"#, "app_id", ""),
        Self("", "app_id", ""),
    ]
}
