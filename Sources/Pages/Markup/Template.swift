/// Markup that is rendered once and has holes for what differs from visitor to visitor, so that a page is a few
/// appends.
struct Template: Sendable {
    /// What goes into a hole. The raw values are control characters, which escaped text never contains.
    enum Hole: UInt8, Sendable {
        case roomInTitle = 1
        case lead = 2
        case userName = 3
        case submit = 4
        case guestName = 5
        case formToken = 6
        case wait = 7
    }

    private let start: [UInt8]
    private let rest: [(hole: Hole, following: [UInt8])]
    /// Without what goes into the holes, in bytes.
    private let size: Int

    /// Splits `markup` at the holes written with `\(hole: …)`.
    init(_ markup: Markup) {
        var pieces: [(hole: Hole?, following: [UInt8])] = [(nil, [])]
        for byte in markup.bytes {
            if let hole = Hole(rawValue: byte) {
                pieces.append((hole, []))
            } else {
                pieces[pieces.count - 1].following.append(byte)
            }
        }
        start = pieces[0].following
        rest = pieces.compactMap { piece in piece.hole.map { ($0, piece.following) } }
        size = pieces.reduce(0) { $0 + $1.following.count }
    }

    /// The page, with each hole filled by what `content` gives for it.
    func filled(by content: (Hole) -> Markup) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size + Self.roomForHoles)
        bytes += start
        for piece in rest {
            bytes += content(piece.hole).bytes
            bytes += piece.following
        }
        return bytes
    }

    /// What is put into the holes of most pages, in bytes.
    private static let roomForHoles = 1024
}
