import TestSupport
import Testing

@testable import JitsiHost

@Suite("Reading nginx's site files")
struct NginxReaderTests {
    @Test("says of the include line what the installer says", arguments: NginxSiteVector.all)
    func agrees(vector: NginxSiteVector) throws {
        let (directives, _) = NginxReader.read(HostFile(path: "/s", bytes: Array(vector.site.utf8)))
        let site = NginxSite(host: "h.example", in: try #require(directives))
        let said =
            switch site?.include {
            case .present(let line): "included \(line)"
            case .late(let line, let before): "late \(line) \(before)"
            case .missing(let before): "missing \(before)"
            case nil: "none"
            }
        #expect(said == vector.found)
    }

    @Test(
        "gives up with the line where a quote or a brace has no end",
        arguments: ["a {\n b;\n", "a \"b\n;", "}", "a ${b"])
    func unended(text: String) {
        let (directives, line) = NginxReader.read(HostFile(path: "/s", bytes: Array(text.utf8)))
        #expect(directives == nil && line >= 1)
    }
}
