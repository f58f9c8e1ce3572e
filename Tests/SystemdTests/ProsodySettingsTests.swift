import TestSupport
import Testing

@Suite("Settings in a Prosody file")
struct ProsodySettingsTests {
    @Test("are found as Lua means them", arguments: ProsodyVector.all)
    func read(vector: ProsodyVector) throws {
        let folder = try TemporaryFolder()
        let output = try Command.output([
            "perl", Repository.file("systemd/install/prosody-settings.pl"),
            folder.write(vector.lua, to: "host.cfg.lua"), "h.example", vector.key,
        ])
        #expect(output == (vector.value.isEmpty ? "" : vector.value + "\n"))
    }
}
