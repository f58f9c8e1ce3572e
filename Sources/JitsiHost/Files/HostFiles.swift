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
        let place = try place(path)
        // The open of a pipe would wait for its writer, so the type is looked at first.
        guard try type(of: place) == .typeRegular else { throw .unusable }
        guard let handle = FileHandle(forReadingAtPath: place) else { throw .forbidden }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: limit + 1) else { throw .forbidden }
        guard data.count <= limit else { throw .unusable }
        return HostFile(path: path, bytes: Array(data))
    }

    /// The paths in `folder` whose names end with `suffix`, sorted; empty where the folder is not there.
    ///
    /// - Throws: `forbidden` where it is there and may not be listed.
    func list(_ folder: String, suffix: String = "") throws(FileProblem) -> [String] {
        let place = try place(folder)
        do {
            _ = try type(of: place)
        } catch {
            if error == .missing { return [] }
            throw error
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: place) else {
            throw .forbidden
        }
        return names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.sorted().prefix(Self.filesInFolder)
            .map { folder + "/" + $0 }
    }

    /// Whether something is at `path`.
    func exists(_ path: String) -> Bool {
        resolved(path).map { FileManager.default.fileExists(atPath: root + $0) } ?? false
    }

    /// `path` without links, as the host sees it; nil where they lead round in circles.
    ///
    /// Part by part: the kernel would follow a link to a folder on this machine.
    func resolved(_ path: String) -> String? {
        // As many as Linux follows (path_resolution(7)).
        var linksLeft = 40
        var parts: [String] = []
        var pending = Array(path.split(separator: "/").reversed())
        while let part = pending.popLast() {
            // `..` cannot climb above the root.
            if part == ".." { _ = parts.popLast() }
            if part == "." || part == ".." { continue }
            parts.append(String(part))
            let place = root + "/" + parts.joined(separator: "/")
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: place) else {
                continue
            }
            guard linksLeft > 0 else { return nil }
            linksLeft -= 1
            if target.hasPrefix("/") { parts = [] } else { parts.removeLast() }
            pending += target.split(separator: "/").reversed()
        }
        return "/" + parts.joined(separator: "/")
    }

    /// Where `path` is on this machine.
    private func place(_ path: String) throws(FileProblem) -> String {
        guard let path = resolved(path) else { throw .unusable }
        return root + path
    }

    /// What is at a place of this machine.
    private func type(of place: String) throws(FileProblem) -> FileAttributeType? {
        do {
            return try FileManager.default.attributesOfItem(atPath: place)[.type] as? FileAttributeType
        } catch CocoaError.fileReadNoPermission {
            throw .forbidden
        } catch {
            throw .missing
        }
    }
}
