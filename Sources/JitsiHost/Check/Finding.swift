/// One thing that was looked at on the host, and how it is. Holds no secret; what files say is shown with care.
public struct Finding: Sendable, Hashable {
    /// How it is.
    public enum Result: Sendable, Hashable {
        /// As it should be.
        case ok
        /// It works, but not as somebody may expect.
        case warning
        /// Logins fail, or the wrong people get in or moderate.
        case failed
        /// Nobody could look, and nothing follows from that.
        case notChecked
        /// It is there, and this user may not read it.
        case forbidden
    }

    /// How it is.
    public let result: Result
    /// Where that stands; nil where there is no such place.
    public let place: Place?
    /// What was found, in one sentence.
    public let text: String
    /// What to do about it; empty where nothing is to be done.
    public let remedies: [String]
}

/// What was found about one part of Jitsi Meet.
public struct HostPart: Sendable {
    /// The part: Prosody, jicofo, config.js, nginx, packages.
    public let title: String
    /// What was found, in the order in which it was looked at.
    public let findings: [Finding]
}

/// Where the findings of one part come together.
struct PartReport {
    let title: String
    private(set) var findings: [Finding] = []

    init(_ title: String) { self.title = title }

    var part: HostPart { HostPart(title: title, findings: findings) }

    mutating func ok(_ text: String, at place: Place? = nil) { add(.ok, text, place, []) }
    mutating func warn(_ text: String, at place: Place? = nil, _ remedies: String...) {
        add(.warning, text, place, remedies)
    }
    mutating func fail(_ text: String, at place: Place? = nil, _ remedies: String...) {
        add(.failed, text, place, remedies)
    }
    mutating func skip(_ text: String, at place: Place? = nil, _ remedies: String...) {
        add(.notChecked, text, place, remedies)
    }

    /// A file that could not be read; nothing is said of one that is not there.
    mutating func unreadable(_ path: String, _ problem: FileProblem) {
        let place = Place(path: path, line: 0)
        switch problem {
        case .missing: break
        case .forbidden: add(.forbidden, "may not be read by this user", place, ["run this as root"])
        case .unusable: fail("is not an ordinary file, or far too large", at: place, "look at it by hand")
        }
    }

    /// Lines whose meaning nobody can tell without running them.
    mutating func notUnderstood(_ places: [Place]) {
        for place in places.prefix(10) {
            warn(
                "could not be understood in line \(place.line)", at: place,
                "look at it by hand; what stands there was not checked")
        }
        if let place = places.first, places.count > 10 {
            warn(
                "\(places.count - 10) more lines could not be understood",
                at: Place(path: place.path, line: 0))
        }
    }

    private mutating func add(_ result: Finding.Result, _ text: String, _ place: Place?, _ remedies: [String])
    {
        findings.append(Finding(result: result, place: place, text: text, remedies: remedies))
    }
}
