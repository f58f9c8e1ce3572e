internal import ArgumentParser
internal import Settings

/// `check`: reads everything that `serve` would, and says what is wrong.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks the configuration, its secrets, keys and certificates.",
        discussion: """
            Prints every problem with line, column and remedy, and ends with 78; or prints "configuration OK" and ends \
            with 0. The directory itself is not asked: try-login does that.

            With --jitsi it also reads what stands on this host: Prosody, jicofo, config.js, nginx and the packages. \
            It ends with 78 where something there is wrong, and with 77 where files may not be read.

            With --join ROOM it enters that room with a token made for it: 77 where Prosody refuses, 69 where nobody \
            answers, 78 where the token's role does not come through.
            """)

    @OptionGroup var file: ConfigurationOption
    @OptionGroup(title: "Jitsi Meet") var jitsi: JitsiOptions

    func run() throws {
        let (configuration, assembly) = try file.assembleOrExplain()
        for notice in configuration.notices { Terminal.complain("\(file.path):\(notice)") }
        print("configuration OK")
        try jitsi.check(configuration, assembly)
    }
}
