internal import Foundation

/// Files that the configuration names and that are read later, looked at early.
enum ReadableFile {
    /// What is wrong with the file at `path`; nil where it is an ordinary file that this user may read.
    static func problem(path: String) -> String? {
        guard FileManager.default.fileExists(atPath: path) else {
            return "\(quoted(path)) does not exist: put the file there, or correct the path"
        }
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let type = try? FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
        guard type == .typeRegular else { return "\(quoted(path)) is not an ordinary file: name one" }
        guard FileManager.default.isReadableFile(atPath: path) else {
            return "\(quoted(path)) may not be read by this user: give it the mode 0644"
        }
        return nil
    }
}
