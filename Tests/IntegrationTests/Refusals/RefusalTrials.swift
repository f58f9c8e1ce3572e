import Foundation
import TestSupport
import Testing

/// Many refused logins of each kind, interleaved by chance, and many at a time.
///
/// Their times are taken at the responder's socket: nginx handles all alike and would only add chance to them. A slow
/// relay lies before the directory, so that who asks it twice takes twice as long. How long each took to be judged
/// stands in the responder's own log.
final class RefusalTrials: Sendable {
    /// One login.
    struct Trial: Sendable {
        let kind: RefusedLogin
        /// From the request to the whole answer, in milliseconds.
        var time = 0.0
        /// From the request to the directory's judgement, in milliseconds.
        var judged = 0.0
        var answer: HTTPAnswer?
    }

    let trials: [Trial]

    /// - Parameters:
    ///   - count: of each kind.
    ///   - visitors: how many log in at a time, each again as soon as the answer is there.
    ///   - delay: of each of the directory's answers, in milliseconds.
    init(of kinds: [RefusedLogin] = RefusedLogin.allCases, count: Int, visitors: Int, delay: UInt32) throws {
        let slapd = try Slapd.withPasswordPolicy()
        try slapd.addPerson(RefusedLogin.wrongPassword.name, .fresh)
        for uid in ["double1", "double2"] {
            try slapd.add(SlapdPeople.person(uid: uid, name: "Dou Ble", mail: RefusedLogin.several.name))
        }
        let relay = try SlowRelay(to: slapd.tlsPort, delay: delay)
        let responder = try Responder(
            meetURL: "https://\(MeetSite.host)",
            directory: Responder.directory(slapd, servers: [relay.tlsAddress], timeout: "30s"),
            more: Responder.unthrottled, workers: 16,
            folder: TemporaryFolder(), program: ProcessInfo.processInfo.environment["JITSI_LDAP_LOGIN_BINARY"]
        )
        var numbers = SeededNumbers(seed: 5)
        let kinds = kinds.flatMap { Array(repeating: $0, count: count) }.shuffled(using: &numbers)
        let done = Locked(kinds.map { Trial(kind: $0) })
        let next = Locked(-1)
        let failures = Locked<[String]>([])
        let threads = (0..<visitors).map { number in
            TestThread {
                do {
                    // Not all in one moment: the first answers spread them, and so do all later ones.
                    usleep(UInt32(number) * 1_000_000 / UInt32(visitors))
                    let visitor = try SocketVisitor(responder.socket)
                    let form = try visitor.request("GET", "/_login/to/Standup")
                    while case let index = next.next(), index < kinds.count {
                        let trial = try Self.logIn(kinds[index], at: index, visitor, form)
                        done.withLock { $0[index] = trial }
                    }
                } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
        }
        for thread in threads { thread.start() }
        let isOver = eventually(within: 900) { threads.allSatisfy(\.isFinished) }
        try #require(
            isOver && failures.withLock { $0 } == [],
            """
            \(threads.count { !$0.isFinished }) visitors wait, at login \(next.withLock { $0 }) of \(kinds.count); \
            \(failures.withLock { $0.prefix(3) })
            """)
        var trials = done.withLock { $0 }
        #expect(eventually { responder.log.components(separatedBy: ">login ").count - 1 == trials.count })
        for line in responder.log.split(separator: "\n") where line.contains(">login ") {
            guard let room = line.firstMatch(of: /room=t([0-9]+)/),
                let time = line.firstMatch(of: /\bms=([0-9]+)/),
                let index = Int(room.1).map({ $0 - Self.firstRoom }), trials.indices.contains(index)
            else { continue }
            trials[index].judged = Double(time.1) ?? 0
            #expect(line.contains("reason=\(trials[index].kind.reason)"), "\(line)")
        }
        self.trials = trials
    }

    private static let firstRoom = 10_000

    private static func logIn(
        _ kind: RefusedLogin, at index: Int, _ visitor: SocketVisitor, _ form: HTTPAnswer
    ) throws -> Trial {
        let room = "T\(firstRoom + index)"
        let fields = form.hiddenFields.map { "\($0.name)=\($0.value)&" }.joined()
        let start = ContinuousClock.now
        let answer = try visitor.request(
            "POST", "/_login/to/" + room, headers: ["COOKIE": form.cookiePairs],
            body: fields + "username=\(kind.name)&password=guess")
        let time = start.duration(to: .now)
        return Trial(kind: kind, time: time / .milliseconds(1), answer: answer.without([room, kind.name]))
    }

    /// The times of one kind, of those that were judged within a step of the clock.
    func times(_ kind: RefusedLogin) -> [Double] { inTime.filter { $0.kind == kind }.map(\.time) }

    /// The times of all other kinds.
    func times(but kind: RefusedLogin) -> [Double] { inTime.filter { $0.kind != kind }.map(\.time) }

    /// How long the directory's judgement took for one kind.
    func judged(_ kind: RefusedLogin) -> [Double] { inTime.filter { $0.kind == kind }.map(\.judged) }

    /// Where the directory takes longer than a step, the next one is taken, and tells so: that is known, and not what is
    /// asked here. On a machine that does much else this happens to some.
    private var inTime: [Trial] { trials.filter { $0.judged < 950 } }
}

extension HTTPAnswer {
    /// The answer without these words, in whatever case, and with an x for each character of a hidden field's value or a
    /// cookie's, which are new each time.
    func without(_ words: [String]) -> HTTPAnswer {
        var body = body
        for field in hiddenFields where !field.value.isEmpty {
            body = body.replacing("\"\(field.value)\"", with: "\"" + Self.crossed(field.value) + "\"")
        }
        for word in words {
            body = body.replacing(word, with: Self.crossed(word))
                .replacing(word.lowercased(), with: Self.crossed(word))
        }
        let headers = headers.map { header in
            guard header.hasPrefix("set-cookie:"), let value = header.firstMatch(of: /=([^;]*)/)?.1 else {
                return header
            }
            return header.replacing(value, with: Self.crossed(String(value)))
        }
        return HTTPAnswer(
            head: (["Status: \(status)"] + headers).joined(separator: "\r\n"), bytes: Array(body.utf8))
    }

    private static func crossed(_ text: String) -> String { String(repeating: "x", count: text.utf8.count) }
}
