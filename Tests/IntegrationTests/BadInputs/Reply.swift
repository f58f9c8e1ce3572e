import TestSupport
import Testing

/// What a visitor gets: the status, and words of the page in English.
struct Reply: Sendable {
    let status: Int
    let words: String

    /// The one page for every login that proves no password.
    static let refused = Reply(status: 403, words: "The user name or password is not right.")
    /// The form again: something was left empty.
    static let incomplete = Reply(status: 403, words: "Please enter your user name and your password.")
    /// The way into the room.
    static let entered = Reply(status: 303, words: "")
    /// What was sent cannot be read.
    static let unreadable = Reply(status: 400, words: "What your browser sent could not be read.")
    /// The directory is out of reach.
    static let directoryDown = Reply(
        status: 503, words: "The directory does not answer. Try again in a moment.")
    /// More than is taken; nginx says so where the length is known beforehand.
    static let tooLarge = Reply(status: 413, words: "too large")

    func expect(_ answer: HTTPAnswer, _ what: String) {
        #expect(answer.status == status, "\(what): \(answer.status)")
        #expect(words.isEmpty || answer.body.contains(words), "\(what): \(answer.body)")
        #expect((answer["location"] != nil) == (status == 303), "\(what)")
        #expect(status == 303 || !answer.body.contains("jwt="), "\(what)")
    }
}

/// What the log says of it.
enum Logged: Sendable {
    /// The login has its line, with these words in it.
    case login(String)
    /// A line begins so, and the login has none.
    case line(String)
    /// No login.
    case nothing
}

/// What somebody would like to see in the log.
enum Forged {
    static let line = "<6>login outcome=admitted room=forged"
}

extension MeetSite {
    /// The lines about logins into a room of a test's own.
    func logins(into room: String) -> [Substring] {
        responder.log.split(separator: "\n").filter {
            $0.contains(">login ") && $0.split(separator: " ").contains("room=\(room.lowercased())")
        }
    }

    /// Expects what the log says of a login into `room`.
    func expect(_ logged: Logged, room: String) {
        switch logged {
        case .login(let words):
            #expect(eventually { !logins(into: room).isEmpty })
            let lines = logins(into: room)
            #expect(lines.count == 1 && lines[0].contains(words), "\(lines)")
        case .line(let words):
            #expect(
                eventually { responder.log.split(separator: "\n").contains { $0.hasPrefix(words) } },
                "\(words) in \(responder.log)")
            #expect(logins(into: room) == [])
        case .nothing: #expect(logins(into: room) == [])
        }
    }

    /// Expects that nobody has harmed the responder: the next one logs in, and every line of the log is one of its own.
    func expectServing() throws {
        #expect(responder.isRunning)
        #expect(try login("/_login/to/Next", as: "bob").status == 303)
        for line in responder.log.split(separator: "\n") {
            #expect(line.firstMatch(of: /^<[2-7]>[a-z]/) != nil && !line.hasSuffix(Forged.line), "\(line)")
        }
    }
}
