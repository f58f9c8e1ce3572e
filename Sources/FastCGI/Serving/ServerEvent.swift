/// Something that an operator wants to know. Each kind is reported once a second at most; the counters count all.
public enum ServerEvent: Sendable, Equatable, CustomStringConvertible {
    /// No connection is accepted for a tenth of a second; `errno` of accept4(2).
    case acceptPaused(code: Int32)
    /// A peer sent what a web server does not, and its connection was closed.
    case malformed(Malformation)
    /// A peer sent a part of a request and no more, and its connection was closed.
    case stalled
    /// A connection was closed because all places are taken by busy ones.
    case tooManyConnections
    /// A request was answered by `respondOverloaded`, or its connection closed.
    case overloaded(Overload)
    /// The application's response could not be sent as it was, and became a bare 500: its status, or the name of the
    /// header field, never a value.
    case unfitResponse(String)

    /// What there is too much of.
    public enum Overload: Sendable, Equatable {
        /// The queue of slow requests is full.
        case queueFull
        /// A slow request has waited for its turn too long.
        case waitedTooLong
        /// Too many answers are held back.
        case heldFull
        /// Too many requests beyond 64 KiB come at once.
        case drainsFull
    }

    /// What happened, and what to do.
    public var description: String {
        switch self {
        case .acceptPaused(let code):
            "accepting connections is paused: \(systemWords(code)); raise LimitNOFILE if this goes on"
        case .malformed(let what):
            "a peer of the FastCGI socket sent what a web server does not (\(what)); see who may connect to it"
        case .stalled: "a peer of the FastCGI socket sent a part of a request and no more"
        case .tooManyConnections:
            "a connection was closed: all are busy; raise the limit, or look at the directory"
        case .overloaded(.queueFull): "a request was refused: too many wait for the directory"
        case .overloaded(.waitedTooLong): "a request was refused: the directory is slow"
        case .overloaded(.heldFull): "a request was refused: too many failed logins wait for their answer"
        case .overloaded(.drainsFull): "a connection was closed: too many oversized requests at once"
        case .unfitResponse(let what):
            "a response could not be sent (\(what)); this is an error in the program"
        }
    }

    /// Which of the kinds it is: events of one kind count as the same, whatever they carry.
    var kind: Int {
        switch self {
        case .acceptPaused: 0
        case .malformed: 1
        case .stalled: 2
        case .tooManyConnections: 3
        case .overloaded(.queueFull): 4
        case .overloaded(.waitedTooLong): 5
        case .overloaded(.heldFull): 6
        case .overloaded(.drainsFull): 7
        case .unfitResponse: 8
        }
    }
}
