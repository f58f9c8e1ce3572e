/// The installed packages, out of dpkg's status file (dpkg(1), deb-control(5)).
struct InstalledPackages {
    static let path = "/var/lib/dpkg/status"

    private(set) var versions: [String: String] = [:]

    /// Takes in the packages of `names` that are installed.
    init(_ file: HostFile, names: Set<String>) {
        var name: String?, version: String?, isInstalled = false
        for line in file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.isEmpty {
                if let name, let version, isInstalled, names.contains(name) { versions[name] = version }
                (name, version, isInstalled) = (nil, nil, false)
            } else if let value = Self.value(of: "Package: ", in: line) {
                name = value
            } else if let value = Self.value(of: "Version: ", in: line) {
                version = value
            } else if let value = Self.value(of: "Status: ", in: line) {
                isInstalled = value.hasSuffix(" installed")
            }
        }
        if let name, let version, isInstalled, names.contains(name) { versions[name] = version }
    }

    private static func value(of field: StaticString, in line: ArraySlice<UInt8>) -> String? {
        let field = "\(field)".utf8
        guard line.starts(with: field) else { return nil }
        return String(decoding: line.dropFirst(field.count), as: UTF8.self)
    }

    /// The number of Jitsi's release, as in stable-9584; nil where the package that carries it is not there.
    var release: Int? {
        // 2.0.9584-1
        guard let version = versions["jitsi-meet"] else { return nil }
        let parts = version.split(whereSeparator: { $0 == "." || $0 == "-" })
        return parts.count >= 3 ? Int(parts[2]) : nil
    }
}
