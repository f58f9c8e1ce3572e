internal import Settings

extension Configuration {
    /// Whether a secret comes from systemd, which hands it over once, at the start.
    var usesCredentials: Bool {
        var files = [session.keyFile.value]
        if let file = directory.bind.secretFile { files.append(file.value) }
        switch token.key {
        case .secret(let file, _): files.append(file.value)
        case .rsa(let file, _): files.append(file.value)
        }
        return files.contains { $0.source == .credential }
    }
}
