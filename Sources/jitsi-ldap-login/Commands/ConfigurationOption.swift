internal import ArgumentParser
internal import FastCGI
internal import Foundation
internal import LDAP
internal import Login
internal import Settings

/// `--config`, and what every command does with it.
struct ConfigurationOption: ParsableArguments {
    @Option(name: .customLong("config"), help: "The configuration file.")
    var path = "/etc/jitsi/ldap-login/config.yaml"

    /// Reads the file and all that it names, or throws every problem; the parameters are those of `Assembler.assemble`.
    func assemble(
        keeping kept: Int = 0, report: @escaping @Sendable (DirectoryEvent) -> Void = { _ in }
    ) throws(ConfigurationProblems) -> (Configuration, Assembly) {
        let configuration = try Configuration.load(
            path: path, environment: ProcessInfo.processInfo.environment, checks: .byModules)
        return (configuration, try Assembler.assemble(configuration, keeping: kept, report: report))
    }

    /// The same for commands that somebody types: the problems go to standard error, and the exit code says so.
    func assembleOrExplain() throws -> (Configuration, Assembly) {
        do throws(ConfigurationProblems) {
            return try assemble()
        } catch {
            Terminal.complain(error.description)
            throw Exit.configuration
        }
    }

    /// The parts of the directory, for commands that look at them.
    func directoryPartsOrExplain(_ configuration: Configuration) throws -> (DirectoryParts, AccessRules) {
        do throws(ConfigurationProblems) {
            return try Assembler.directoryParts(of: configuration)
        } catch {
            Terminal.complain(error.description)
            throw Exit.configuration
        }
    }
}
