import TestSupport
import Testing

extension HTTPAnswer {
    /// The first cookie that it sets, as the header with which a browser sends it back.
    func cookie() throws -> String {
        "Cookie: " + (try #require(self["set-cookie"], "status \(status)")).prefix { $0 != ";" }
    }
}
