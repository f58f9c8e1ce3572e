internal import Foundation

/// The bytes of a configuration file, or why there are none.
enum FileBytes {
    /// The largest file that is read, in bytes. The shipped file with all its comments has a tenth of that.
    static let limit = 64 * 1024

    static func read(path: String) throws(ConfigurationProblem) -> [UInt8] {
        // Opening a named pipe would wait for its writer for ever, so the type is looked at first. Where it cannot be
        // had, opening says why.
        if let type = try? FileManager.default.attributesOfItem(atPath: resolved(path))[.type]
            as? FileAttributeType,
            type != .typeRegular
        {
            throw problem("is not a file: name the configuration file itself")
        }
        let bytes: Data
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            bytes = try file.read(upToCount: limit + 1) ?? Data()
        } catch {
            throw unreadable(error)
        }
        guard bytes.count <= limit else {
            throw problem("is larger than \(limit / 1024) KiB: is this the configuration file?")
        }
        return Array(bytes)
    }

    private static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    private static func unreadable(_ error: any Error) -> ConfigurationProblem {
        switch (error as? CocoaError)?.code {
        case .fileReadNoSuchFile, .fileNoSuchFile:
            problem("does not exist: name the configuration file with --config")
        case .fileReadNoPermission:
            problem("may not be read by this user: give it the mode 0644, it holds no secret")
        default:
            problem("cannot be read: \(error.localizedDescription)")
        }
    }

    private static func problem(_ message: String) -> ConfigurationProblem {
        ConfigurationProblem(line: 0, column: 0, key: nil, message: message)
    }
}
