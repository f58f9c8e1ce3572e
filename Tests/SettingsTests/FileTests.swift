import Foundation
import Settings
import TestSupport
import Testing

@Suite("The configuration file itself")
struct FileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func report(_ path: String) -> String {
        do {
            _ = try Configuration.load(path: path, environment: [:])
            return "configuration OK"
        } catch {
            return error.description
        }
    }

    @Test("loads, and keeps its path")
    func loads() throws {
        let path = try folder.write(Sample.file, to: "config.yaml")
        let configuration = try Configuration.load(path: path, environment: [:])
        #expect(configuration.path == path)
        #expect(configuration.directory.bind.secretFile?.value.path == folder.file("ldap-password"))
    }

    @Test("is missed by its name")
    func missing() {
        let path = folder.file("none.yaml")
        #expect(report(path) == "\(path): does not exist: name the configuration file with --config")
    }

    @Test("is neither a folder nor a named pipe, which would be waited for for ever")
    func folderOrPipe() throws {
        #expect(report(folder.path) == "\(folder.path): is not a file: name the configuration file itself")
        let pipe = folder.file("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(report(pipe) == "\(pipe): is not a file: name the configuration file itself")
        let link = folder.file("link")
        #expect(symlink(pipe, link) == 0)
        #expect(report(link) == "\(link): is not a file: name the configuration file itself")
    }

    @Test("may be a symbolic link")
    func link() throws {
        try folder.write(Sample.file, to: "real.yaml")
        let link = folder.file("link.yaml")
        #expect(symlink("real.yaml", link) == 0)
        #expect(report(link) == "configuration OK")
    }

    @Test("that may not be read says so", .disabled(if: geteuid() == 0, "root reads everything"))
    func unreadable() throws {
        let path = try folder.write(Sample.file, to: "config.yaml", mode: 0o000)
        #expect(
            report(path) == "\(path): may not be read by this user: give it the mode 0644, it holds no secret"
        )
    }

    @Test("has at most 64 KiB")
    func size() throws {
        let room = 64 * 1024 - Sample.file.utf8.count - 2
        let comment = "# " + String(repeating: "x", count: room)
        let fits = try folder.write(Sample.file + comment, to: "fits.yaml")
        #expect(report(fits) == "configuration OK")
        let large = try folder.write(Sample.file + comment + "x", to: "large.yaml")
        #expect(report(large) == "\(large): is larger than 64 KiB: is this the configuration file?")
    }

    @Test("is UTF-8", arguments: [[0xFF], [0xC3, 0x28], [0xC0, 0xAF], [0xED, 0xA0, 0x80]] as [[UInt8]])
    func encoding(bytes: [UInt8]) {
        let content = Array("meet:\n  url: ü".utf8) + bytes
        #expect {
            try Configuration.parse(content, path: "config.yaml", environment: [:])
        } throws: { error in
            (error as? ConfigurationProblems)?.description
                == "config.yaml:2:9: is not UTF-8: save the file as UTF-8"
        }
    }
}
