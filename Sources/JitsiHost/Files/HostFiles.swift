internal import Foundation

/// The files below a root folder: `/`, or where a container's or a test's file system lies.
///
/// Links are followed inside the root, so that `/etc/prosody/conf.d/…` of a container never leads into this machine.
struct HostFiles {
    /// The most that a configuration file may hold, in bytes.
    static let limit = 1 << 20
    /// dpkg's status file of a large machine has some 10 MiB.
    static let packageLimit = 64 << 20
    /// The most files that are looked at in a folder.
    static let filesInFolder = 500

    /// Without a slash at its end; empty for the machine itself.
    let root: String

    init(root: String) {
        self.root = String(root.reversed().drop { $0 == "/" }.reversed())
    }

    /// Reads the file at `path`, which is the host's.
    func read(_ path: String, limit: Int = limit) throws(FileProblem) -> HostFile {
        let place = resolved(path)
        // The open of a pipe would wait for its writer, so the type is looked at first.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: root + place) else {
            throw exists(place) ? .forbidden : .missing
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else { throw .unusable }
        guard let handle = FileHandle(forReadingAtPath: root + place) else { throw .forbidden }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: limit + 1) else { throw .forbidden }
        guard data.count <= limit else { throw .unusable }
        return HostFile(path: path, bytes: Array(data))
    }

    /// The paths in `folder` whose names end with `suffix`, sorted; empty where the folder is not there.
    ///
    /// - Throws: `forbidden` where it is there and may not be listed.
    func list(_ folder: String, suffix: String = "") throws(FileProblem) -> [String] {
        let place = root + resolved(folder)
        guard FileManager.default.fileExists(atPath: place) else { return [] }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: place) else {
            throw .forbidden
        }
        return names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.sorted().prefix(Self.filesInFolder)
            .map { folder + "/" + $0 }
    }

    /// Whether something is at `path`.
    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + resolved(path)) }

    /// `path` behind the links at its end, as the host sees it.
    func resolved(_ path: String) -> String {
        var path = path
        // As many as Linux follows (path_resolution(7)).
        for _ in 0..<40 {
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: root + path) else {
                break
            }
            path = Self.joined(folder: String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]), target)
        }
        return path
    }

    /// `..` cannot climb above the root.
    private static func joined(folder: String, _ target: String) -> String {
        var parts: [Substring] = []
        let whole = target.hasPrefix("/") ? target : folder + "/" + target
        for part in whole.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
