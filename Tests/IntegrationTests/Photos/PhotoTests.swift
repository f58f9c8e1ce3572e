import Foundation
import Secrets
import TestSupport
import Testing

@testable import jitsi_ldap_login

@Suite("Photos through nginx")
struct PhotoTests {
    private static let largest = Pictures.padded(Pictures.jpeg, to: 512 * 1024)
    private static let svg = Array(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".utf8)
    private static let photos: [String: [UInt8]] = [
        "jpeg": Pictures.jpeg, "wanted": Pictures.jpeg, "png": Pictures.png, "gif": Pictures.gif,
        "webp": Pictures.webp,
        "largest": largest, "over": largest + [0], "huge": Pictures.padded(Pictures.jpeg, to: 5_000_000),
        "svg": svg, "html": Array("<!doctype html><script>alert(1)</script>".utf8),
        "hidden": Array("\n\n<html>GIF89a".utf8), "none": [],
    ]
    private static let shared = Result { try PhotoSite(photos) }
    private func photos() throws -> PhotoSite { try Self.shared.get() }

    @Test(
        "are served as what they are, to be kept for a day, and to be shown anywhere",
        arguments: [
            ("jpeg", "image/jpeg"), ("png", "image/png"), ("gif", "image/gif"), ("webp", "image/webp"),
            ("largest", "image/jpeg"),
        ])
    func served(uid: String, type: String) throws {
        let photos = try photos()
        let answer = try photos.site.get(try photos.path(uid))
        #expect(answer.status == 200)
        #expect(answer.bytes == Self.photos[uid])
        #expect(answer.values("content-type") == [type])
        #expect(answer.values("cache-control") == ["private, max-age=86400, immutable"])
        #expect(answer.values("x-content-type-options") == ["nosniff"])
        #expect(answer.values("content-security-policy") == ["default-src 'none'; sandbox"])
        #expect(answer.values("cross-origin-resource-policy") == ["cross-origin"])
        #expect(answer["set-cookie"] == nil && answer["expires"] == nil && answer["content-encoding"] == nil)
        #expect(answer["content-length"] == "\(Self.photos[uid]?.count ?? 0)")
    }

    @Test("are not sent again to who has them, and HEAD gets the header only")
    func conditional() throws {
        let photos = try photos()
        let path = try photos.path("png")
        let tag = try #require(try photos.site.get(path)["etag"])
        for header in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let answer = try photos.site.get(path, headers: ["If-None-Match: \(header)"])
            #expect(answer.status == 304 && answer.bytes.isEmpty)
            #expect(answer["etag"] == tag && answer["cache-control"]?.contains("max-age=86400") == true)
        }
        #expect(try photos.site.get(path, headers: ["If-None-Match: \"x\""]).status == 200)
        let head = try photos.site.get(path, method: "HEAD")
        #expect(head.status == 200 && head["etag"] == tag)
        #expect(head["content-type"] == "image/png" && head["content-length"] == "\(Pictures.png.count)")
        for method in ["POST", "PUT", "DELETE"] {
            let answer = try photos.site.get(path, method: method)
            #expect(answer.status == 405 && answer["allow"] == "GET, HEAD")
        }
    }

    @Test("that are none, are too large, or belong to nobody get one and the same answer")
    func notServed() throws {
        let photos = try photos()
        var answers: [HTTPAnswer] = []
        for uid in ["over", "huge", "svg", "html", "hidden", "none", "nobody"] {
            answers.append(try photos.site.get(try photos.path(uid)))
        }
        let genuine = try photos.path("wanted", version: "genuine")
        let otherKey = try PhotoSite.keys(Data(repeating: 7, count: 32).base64EncodedString())
        var flipped = Array(genuine)
        flipped[flipped.count - 5] = flipped[flipped.count - 5] == "A" ? "B" : "A"
        let before = photos.searches("wanted")
        let sealed = try PhotoSite.keys().seal(Array(PhotoSite.dn("wanted").utf8) + [0], purpose: "session")
        for path in [
            String(flipped), String(genuine.dropLast()), String(genuine.prefix(40)), genuine + "A",
            genuine + "=", genuine + "/", try photos.path("wanted", keys: otherKey), "/_login/avatar/",
            "/_login/avatar/alice", "/_login/avatar/../avatar/x", "/_login/avatar/%41",
            "/_login/avatar/" + String(repeating: "A", count: 7_000), "/_login/avatar/" + sealed,
        ] {
            answers.append(try photos.site.get(path))
        }
        #expect(photos.searches("wanted") == before, "a forged address reaches the directory")
        for answer in answers {
            #expect(answer.status == 404 && answer.bytes.isEmpty)
            #expect(answer.values("content-type") == [] && answer["cache-control"] == "private, max-age=60")
            let fields = answer.headers.filter { !$0.hasPrefix("date:") }
            #expect(fields == answers[0].headers.filter { !$0.hasPrefix("date:") })
        }
        #expect(try photos.site.get(genuine).status == 200)
        let log = photos.site.responder.log
        #expect(log.contains("\(PhotoSite.attribute) of \(PhotoSite.dn("huge")) has 5000000 bytes"))
        #expect(log.contains("\(PhotoSite.attribute) of \(PhotoSite.dn("svg")) is no JPEG, PNG, GIF or WebP"))
    }

    @Test("are searched for once, however many look at them")
    func once() throws {
        let photos = try PhotoSite(["a": Pictures.jpeg, "b": Pictures.png, "c": []])
        for uid in ["a", "b", "c"] {
            let address = photos.site.origin + (try photos.path(uid))
            let statuses = try photos.site.curl.statuses(address + "?[1-200]", parallel: 20)
            #expect(statuses == [uid == "c" ? 404 : 200: 200])
            #expect(photos.searches(uid) == 1)
        }
    }

    @Test("of somebody who has left are gone")
    func deleted() throws {
        let photos = try PhotoSite(["a": Pictures.jpeg, "b": Pictures.jpeg])
        try photos.site.slapd.add("dn: \(PhotoSite.dn("a"))\nchangetype: delete\n")
        #expect(try photos.site.get(try photos.path("a")).status == 404)
        #expect(try photos.site.get(try photos.path("b")).status == 200)
    }

    @Test(
        "wait for a directory that is out of reach no longer than a login, and are not what it is asked for next"
    )
    func directoryDown() throws {
        let waitsOnce = try isDone(within: .seconds(5)) { () throws -> Duration in
            let photos = try PhotoSite(
                ["a": Pictures.jpeg, "b": Pictures.jpeg, "c": Pictures.jpeg], timeout: "1s")
            #expect(try photos.site.get(try photos.path("a")).status == 200)
            photos.site.slapd.pause()
            defer { photos.site.slapd.resume() }
            let start = ContinuousClock.now
            for uid in ["b", "c", "b", "c"] {
                let answer = try photos.site.get(try photos.path(uid))
                #expect(answer.status == 503 && answer.bytes.isEmpty)
                #expect(answer["retry-after"] == "10" && answer["cache-control"] == "no-store")
            }
            let time = ContinuousClock.now - start
            // What is in memory is still there, and so is the login page.
            #expect(try photos.site.get(try photos.path("a")).bytes == Pictures.jpeg)
            #expect(try photos.site.get("/_login/to/Standup").status == 200)
            #expect(photos.site.responder.log.contains("<4>photo cause="))
            return time
        }
        #expect(waitsOnce, "each of four waited for itself")
    }

    @Test("take a quarter of the workers at most, and leave the others to logins")
    func quarter() throws {
        let running = Locked((now: 0, most: 0))
        let server = try SocketServer.scripted { request in
            // Connections that are opened in the background ask for the root DSE.
            guard request.operation == ScriptedLDAP.search, !request.base.isEmpty else {
                return ScriptedLDAP.result(0, to: request)
            }
            running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            usleep(200_000)
            running.withLock { $0.now -= 1 }
            return ScriptedLDAP.result(0, to: request)
        }
        // Four workers: a login would find two places in the directory.
        let site = try BareSite(
            directory: BareSite.section(server.address).replacingOccurrences(
                of: "  users:\n",
                with: "  users:\n    attributes: {id: uid, avatar: \(PhotoSite.attribute)}\n"))
        let addresses = AvatarAddresses(
            origin: "", source: .photo(attribute: PhotoSite.attribute), keys: try PhotoSite.keys())
        let statuses = Locked<[Int]>([])
        DispatchQueue.concurrentPerform(iterations: 6) { number in
            let facts = AvatarFacts(dn: "uid=\(number)", id: "x", hasPhoto: true)
            let answer = addresses.address(for: facts).flatMap { try? site.request($0) }
            statuses.withLock { $0.append(answer?.status ?? 0) }
        }
        #expect(statuses.withLock { Set($0) }.isSubset(of: [404, 503]))
        #expect(statuses.withLock { $0 }.contains(404))
        #expect(running.withLock { $0.most } == 1)
    }

    @Test("that somebody reads slowly wait in nginx, and hold up nobody else's")
    func slowReaders() throws {
        // Nothing is to disappear in the kernel's buffers.
        let photos = try PhotoSite(
            ["a": Self.largest, "b": Pictures.jpeg], workers: 2, listening: "sndbuf=32k")
        let readers = try ServerProcess(
            [
                "python3", "-u", "-c",
                """
                import socket, ssl, sys, time
                context = ssl._create_unverified_context()
                held = []
                for _ in range(4):
                    plain = socket.socket()
                    plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
                    plain.connect(("127.0.0.1", int(sys.argv[1])))
                    held.append(context.wrap_socket(plain, server_hostname="\(MeetSite.host)"))
                    held[-1].sendall(b"GET %s HTTP/1.1\\r\\nHost: \(MeetSite.host)\\r\\n\\r\\n" % sys.argv[2].encode())
                    assert held[-1].recv(12) == b"HTTP/1.1 200"
                print("reading no more")
                time.sleep(60)
                """, "\(photos.site.port)", try photos.path("a"),
            ], log: photos.site.responder.folder.file("readers.log"))
        #expect(eventually { readers.log.contains("reading no more") }, "\(readers.log)")
        let isQuick = try isDone(within: .seconds(4)) { () throws -> Duration in
            let start = ContinuousClock.now
            #expect(try photos.site.get(try photos.path("b")).bytes == Pictures.jpeg)
            return ContinuousClock.now - start
        }
        #expect(isQuick)
    }
}
