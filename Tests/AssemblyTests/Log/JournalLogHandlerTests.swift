import Logging
import Testing

@testable import jitsi_ldap_login

@Suite("What is logged")
struct JournalLogHandlerTests {
    @Test("is a line with its level's priority and all that belongs to it, by name")
    func line() throws {
        let ends = try LogWay.pipe.open()
        let writer = LogWriter(to: ends.writer)
        var log = Logger(label: "test") { _ in JournalLogHandler(writer: writer) }
        log.notice("nothing more")
        log[metadataKey: "b"] = "the logger's"
        log[metadataKey: "c"] = ["a list", "of two"]
        log.error("something", metadata: ["d": .stringConvertible(4), "a": "1", "b": "the event's"])
        log.debug("beneath the level")
        log.info("\(1) more")
        writer.flush()
        #expect(
            ends.waiting() == """
                <5>nothing more
                <3>something a=1 b="the event's" c="[\\"a list\\", \\"of two\\"]" d=4
                <6>1 more b="the logger's" c="[\\"a list\\", \\"of two\\"]"

                """)
    }
}
