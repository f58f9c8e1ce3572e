internal import ArgumentParser
internal import Settings

/// `check`: reads everything that `serve` would, and says what is wrong.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks the configuration, its secrets, keys and certificates.",
        discussion: """
            Prints every problem with line, column and remedy, and ends with 78; or prints "configuration OK" and ends \
            with 0. The directory itself is not asked: try-login does that.
            """)

    @OptionGroup var file: ConfigurationOption

    func run() throws {
        let (configuration, _) = try file.assembleOrExplain()
        for notice in configuration.notices { Terminal.complain("\(file.path):\(notice)") }
        print("configuration OK")
    }
}
