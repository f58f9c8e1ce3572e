internal import ArgumentParser
internal import Settings

/// `check`: reads everything that `serve` would, and says what is wrong; with `--directory` it asks the directory, too.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Checks the configuration, its secrets, keys and certificates, and on request the directory.",
        discussion: """
            Prints every problem with line, column and remedy, and ends with 78; or prints "configuration OK" and ends \
            with 0. The network is not touched.

            With --directory each server is looked at by itself, without failover: name, connection, TLS and \
            certificate, the service account, what the server is, accounts, groups, and the groups of access. Each step \
            is ok, a warning or FAILED, with its time, and below what to do. With --user somebody is looked up on every \
            server, without their password, and the servers' answers are compared.

            Ends with 0 where nothing failed (there may be warnings); else with the first of these that applies: 69 a \
            server cannot be reached, or not by TLS; 77 the service account is refused; 78 the configuration does not \
            fit the directory; 67 no single entry matches the name of --user.

            With --jitsi it also reads what stands on this host: Prosody, jicofo, config.js, nginx and the packages. \
            It ends with 78 where something there is wrong, and with 77 where files may not be read.

            With --join ROOM it enters that room with a token made for it: 77 where Prosody refuses, 69 where nobody \
            answers, 78 where the token's role does not come through.
            """)

    @OptionGroup var file: ConfigurationOption
    @OptionGroup(title: "Jitsi Meet") var jitsi: JitsiOptions

    @Flag(help: "Asks the directory, too, server by server.")
    var directory = false

    @Option(help: "With --directory: a name, as somebody would type it, to be looked up on every server.")
    var user: String?

    func validate() throws {
        if let user, !directory || user.isEmpty {
            throw ValidationError("--user takes a name, and needs --directory beside it.")
        }
    }

    func run() throws {
        let (configuration, assembly) = try file.assembleOrExplain()
        for notice in configuration.notices { Terminal.complain("\(file.path):\(notice)") }
        print("configuration OK")
        let failing = directory ? try checkDirectory(configuration) : nil
        try jitsi.check(configuration, assembly)
        if let failing { throw Exit.code(of: failing) }
    }

    /// - Returns: what decides the exit code; nil where nothing failed.
    private func checkDirectory(_ configuration: Configuration) throws -> Failing? {
        let (parts, rules) = try file.directoryPartsOrExplain(configuration)
        let check = DirectoryCheck(parts: parts, rules: rules, configuration: configuration, person: user)
        let summary = check.run(CheckPrinter.show)
        print(CheckPrinter.text(of: summary))
        return Failing.allCases.first { summary.failings.contains($0) }
    }
}

extension Exit {
    fileprivate static func code(of failing: Failing) -> ExitCode {
        switch failing {
        case .unreachable: unavailable
        case .refused: noPermission
        case .configuration: configuration
        case .nobody: noUser
        }
    }
}
