/// Why a server could not start.
public enum ServerError: Error, Equatable, Sendable, CustomStringConvertible {
    /// libfcgi could not be set up; its result.
    case library(Int32)
    /// A system call failed: its name, and `errno`.
    case system(call: String, code: Int32)

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .library(let result):
            "libfcgi could not be set up (FCGX_Init: \(result)); look at the limit of memory"
        case .system(let call, let code):
            "\(call) failed: \(systemWords(code)); look at the limits of descriptors, threads and memory"
        }
    }
}
