/// A file of the host as it was read.
struct HostFile {
    /// The path for people, as the host has it.
    let path: String
    /// What is in it. Prosody's files hold secrets: nothing of it is shown but names and lines.
    let bytes: [UInt8]
}

/// Why a file was not read.
enum FileProblem: Error, Equatable {
    case missing
    /// Not this user's to read.
    case forbidden
    /// Not an ordinary file, or one larger than a configuration ever is.
    case unusable
}
