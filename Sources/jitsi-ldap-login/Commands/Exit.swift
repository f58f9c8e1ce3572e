internal import ArgumentParser

/// Exit codes as in sysexits.h; wrong arguments end with 64, which ArgumentParser sees to.
enum Exit {
    /// What was asked of the directory or of a file is wrong: `EX_DATAERR`.
    static let data = ExitCode(65)
    /// No such user: `EX_NOUSER`.
    static let noUser = ExitCode(67)
    /// The directory does not answer: `EX_UNAVAILABLE`.
    static let unavailable = ExitCode(69)
    /// Something unforeseen: `EX_SOFTWARE`.
    static let software = ExitCode(70)
    /// The system refuses, a socket cannot be opened: `EX_OSERR`.
    static let system = ExitCode(71)
    /// Wrong password, or no right to enter: `EX_NOPERM`.
    static let noPermission = ExitCode(77)
    /// The configuration is not right: `EX_CONFIG`.
    static let configuration = ExitCode(78)
}
