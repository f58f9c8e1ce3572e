/// Where a secret is to be read: the file is named in the configuration, its content never is.
///
/// A name without a slash is `$CREDENTIALS_DIRECTORY/<name>` (systemd's credentials, systemd.exec(5)), or where that is unset
/// a file beside the configuration file. A path with a slash is that file; a relative one starts at the folder of the
/// configuration file.
public struct SecretLocation: Sendable, Hashable {
    /// Who provides the file.
    public enum Source: Sendable, Hashable {
        /// systemd, by LoadCredential: changes need a restart of the service.
        case credential
        /// The administrator: read again on SIGHUP.
        case file
    }

    /// What the configuration file says, or the default's name.
    public let name: String
    /// The file to read.
    public let path: String
    /// Who provides the file.
    public let source: Source

    /// Resolves a name.
    ///
    /// - Parameters:
    ///   - name: a file's name or path, as the configuration file has it.
    ///   - folder: the folder of the configuration file.
    ///   - environment: the process's.
    public init(name: String, folder: String, environment: [String: String]) {
        self.name = name
        if !name.contains("/"), let credentials = environment["CREDENTIALS_DIRECTORY"],
            credentials.hasPrefix("/")
        {
            path = FilePath.joined(credentials, name)
            source = .credential
        } else {
            path = FilePath.joined(folder, name)
            source = .file
        }
    }
}
