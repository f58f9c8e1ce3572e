import Foundation
import TestSupport
import Testing

@Suite("The memory of the running service, as root sees it")
struct MemoryTests {
    @Test(
        "holds no password, token, cookie, permit or link once it is idle, whatever has become of them",
        arguments: MarkedSite.Way.allCases)
    func idle(way: MarkedSite.Way) throws {
        let marked = try MarkedSite(way)
        try marked.visit()
        // That a password would be found: while the directory is asked it is there, in whatever form.
        try marked.visitMuteDirectory { marker in
            #expect(
                eventually { (try? marked.memory.remains(of: [marker]))?.isEmpty == false },
                "the password on its way to the directory is not found")
        }
        // The refused one is gone while its answer still waits.
        #expect(eventually(within: 30) { (try? marked.login()) == 303 })
        try marked.visitRefusalClock { marker in
            let remains = try marked.memory.remains(of: [marker])
            #expect(remains.isEmpty, "\(remains.joined(separator: "\n"))")
        }
        // And so is a text that is kept.
        let kept = try marked.memory.counts(of: [Array(MarkedSite.organisation.utf8)])
        #expect(kept.allSatisfy { $0 > 0 })

        var remains: [String] = []
        _ = eventually(within: 20) {
            remains = (try? marked.memory.remains(of: marked.markers)) ?? ["no look into the memory"]
            return remains.isEmpty
        }
        #expect(remains.isEmpty, "\(remains.joined(separator: "\n"))")
    }
}
