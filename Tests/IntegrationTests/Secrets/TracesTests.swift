import Foundation
import TestSupport
import Testing

@Suite("What a run leaves behind")
struct TracesTests {
    /// The pieces of `markers` that are in `text`.
    private static func pieces(of markers: [Marker], in text: Data) -> [String] {
        markers.flatMap { marker in
            marker.pieces.filter { text.range(of: Data($0)) != nil }.map {
                "\(marker.name), as \(String(decoding: $0, as: UTF8.self))"
            }
        }
    }

    @Test(
        "has no password, token, cookie, permit or link: not the log, the figures, the processes, nor any file"
    )
    func traces() throws {
        let marked = try MarkedSite(.ldaps)
        let site = marked.site
        let folder = site.responder.folder
        var processes = ""
        try marked.visit()
        try marked.visitMuteDirectory { marker in
            // While it is on its way.
            #expect(eventually { (try? marked.memory.remains(of: [marker]))?.isEmpty == false })
            processes = try Command.output(["ps", "axeww", "-o", "args"])
            for name in ["cmdline", "environ"] {
                let asRoot = getuid() == 0 ? [] : ["sudo", "-n"]
                processes += try Command.output(asRoot + ["cat", "/proc/\(site.responder.pid)/\(name)"])
            }
        }
        #expect(processes.contains("jitsi-ldap-login\0serve\0"))
        let figures = try ["/metrics", "/health"].map {
            String(decoding: try FastCGIPeer.get($0, socket: site.responder.socket), as: UTF8.self)
        }
        #expect(figures[0].contains("logins_total") && figures[1].contains("ok\n"))
        site.responder.stop()
        site.nginx.stop()

        let markers = marked.markers
        #expect(markers.count >= 25)
        #expect(Self.pieces(of: markers, in: Data(processes.utf8)) == [])
        #expect(Self.pieces(of: markers, in: Data(figures.joined().utf8)) == [])
        // All files of the run, but the log of the tests' own format; the one that ships is beside it.
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
            $0 != "access.log"
        }
        #expect(Set(names).isSuperset(of: ["responder.log", "redacted.log", "error.log"]))
        #expect(!names.contains { $0.hasPrefix("core") })
        for name in names {
            guard let content = FileManager.default.contents(atPath: folder.file(name)) else { continue }
            #expect(Self.pieces(of: markers, in: content) == [], "\(name)")
        }
        // That they would be found there: the tests' own format has them.
        let plain = FileManager.default.contents(atPath: folder.file("access.log")) ?? Data()
        #expect(!Self.pieces(of: markers, in: plain).isEmpty)
        // And what is logged of these visits is there.
        #expect(
            site.responder.log.contains("outcome=admitted") && site.responder.log.contains("reason=not-found")
        )
    }
}
