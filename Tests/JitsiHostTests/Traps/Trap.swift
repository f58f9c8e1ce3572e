import Testing

@testable import JitsiHost

/// One thing put wrong on a sound host.
struct Trap: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let result: Finding.Result
    /// What the finding says.
    let says: String
    /// What its place ends with: the file's name and the line.
    let place: String

    init(
        _ file: String, _ old: String, _ new: String, _ result: Finding.Result, _ says: String,
        at place: String
    ) {
        (self.file, self.old, self.new, self.result, self.says, self.place) = (
            file, old, new, result, says, place
        )
    }

    var testDescription: String { says }
}

extension Trap {
    /// What is found on a host that is sound but for it.
    func findings() throws -> [Finding] {
        let host = try SampleHost()
        try host.change(file, old, new)
        return host.check()
    }

    /// That it is found, and nothing beside it.
    func expectAlone(in findings: [Finding]) {
        let bad = findings.filter { $0.result != .ok }
        let found = bad.first { $0.result == result && $0.text.contains(says) }
        #expect(found != nil, "\(bad)")
        #expect(found?.place?.description.hasSuffix(place) == true, "\(String(describing: found?.place))")
        #expect(found?.remedies.isEmpty == false)
        // One trap is one finding, so that nobody looks for a second.
        #expect(bad.count == 1, "\(bad)")
        #expect(!findings.contains { "\($0)".contains("thirty-two") }, "a secret is shown")
    }
}
