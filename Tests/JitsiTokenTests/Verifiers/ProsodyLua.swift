import TestSupport

/// Prosody's own Lua libraries, by the Lua that Debian's Prosody runs on.
enum ProsodyLua {
    /// What `script` prints, without the last newline.
    static func run(_ script: String, _ arguments: String...) throws -> String {
        let files = try TemporaryFolder()
        let paths = """
            package.path = "/usr/lib/prosody/?.lua;" .. package.path
            package.cpath = "/usr/lib/prosody/?.so;" .. package.cpath
            """
        try files.write(paths + "\n" + script, to: "script.lua")
        let output = try Command.output(["lua5.4", files.file("script.lua")] + arguments)
        return String(output.dropLast())
    }
}
