/// Paths as the file writes them.
enum FilePath {
    /// `path` as seen from `folder`.
    static func joined(_ folder: String, _ path: String) -> String {
        if path.hasPrefix("/") { return path }
        let rest = path.hasPrefix("./") ? path.dropFirst(2) : path[...]
        return folder.hasSuffix("/") ? folder + rest : "\(folder)/\(rest)"
    }

    /// The folder of the file `path`, without a slash at its end.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A path that names a file.
    static func parse(_ text: String) throws(Invalid) -> String {
        guard text.utf8.count <= 1024 else { throw Invalid("the path is too long: write at most 1024 bytes") }
        guard !["/", ".", ".."].contains(where: { text == $0 || text.hasSuffix("/\($0)") }),
            !text.hasSuffix("/")
        else { throw Invalid("\(quoted(text)) names a folder: name a file") }
        return text
    }
}
