/// What the values of a file are read against: its folder, the environment, and the checks of the other modules.
struct Surroundings {
    let folder: String
    let environment: [String: String]
    let checks: ValueChecks

    /// A path of the file, absolute or relative to its folder.
    func path(_ text: String) throws(Invalid) -> String {
        FilePath.joined(folder, try FilePath.parse(text))
    }

    /// The file of a public key.
    func publicFile(_ text: String) throws(Invalid) -> String {
        guard !text.hasPrefix("-----BEGIN") else {
            throw Invalid("this is a key itself: put it into a file of its own, and name that file")
        }
        return try path(text)
    }

    /// A folder of the file system, absolute or relative to the file's.
    func folderPath(_ text: String) throws(Invalid) -> String {
        guard text.utf8.count <= 1024 else { throw Invalid("the path is too long: write at most 1024 bytes") }
        return FilePath.joined(folder, text)
    }

    /// The file of a secret.
    func secret(_ text: String) throws(Invalid) -> SecretLocation {
        guard !text.hasPrefix("-----BEGIN") else {
            throw Invalid(
                "this is a key itself: put it into a file of its own, mode 0600, and name that file")
        }
        do {
            _ = try FilePath.parse(text)
        } catch {
            // Somebody may have written the secret itself here, so the text is not repeated.
            throw Invalid(
                "this does not name a file: write the name or path of the file that holds the secret")
        }
        return SecretLocation(name: text, folder: folder, environment: environment)
    }

    /// The file of the secret that has the name `name` by default.
    func standardSecret(_ name: String) -> SecretLocation {
        SecretLocation(name: name, folder: folder, environment: environment)
    }
}
