import Foundation
import Synchronization
import TestSupport
import Testing

@testable import jitsi_ldap_login

@Suite("Photos")
struct PhotoTests {
    @Test(
        "are served by their first bytes, as one of four types",
        arguments: [
            (Pictures.jpeg, PhotoType.jpeg), (Pictures.png, .png), (Pictures.gif, .gif),
            (Pictures.webp, .webp),
            (Array("GIF87a".utf8), .gif), ([], nil), ([0xff, 0xd8], nil), (Array("GIF88a".utf8), nil),
            (Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8), nil),
            (Array("<!doctype html><script>alert(1)</script>".utf8), nil),
            (Array("RIFF....WAVEfmt ".utf8), nil), (Array("BM".utf8), nil), (Array("%PDF-1.7".utf8), nil),
            (Array(" ".utf8) + Pictures.jpeg, nil),
        ] as [([UInt8], PhotoType?)])
    func types(bytes: [UInt8], type: PhotoType?) {
        #expect(Photo(bytes)?.type == type)
    }

    @Test("may have 512 KiB, and not a byte more")
    func sizes() {
        #expect(Photo(Pictures.padded(Pictures.jpeg, to: 512 * 1024)) != nil)
        #expect(Photo(Pictures.padded(Pictures.jpeg, to: 512 * 1024 + 1)) == nil)
    }

    @Test("have an entity tag that changes with any byte")
    func tags() {
        let tags = (0..<100).compactMap { Photo(Pictures.png + [$0])?.entityTag.text }
        #expect(Set(tags).count == 100)
        #expect(tags.allSatisfy { $0.count == 34 && $0.hasPrefix("\"") && $0.hasSuffix("\"") })
    }

    @Test("of several values the first that can be served is, and where none can the log says why")
    func values() {
        let svg = Array("<svg/>".utf8)
        guard case .found(let photo) = AvatarLookup.photo(in: [svg, Pictures.png, Pictures.jpeg], what: "x")
        else {
            Issue.record("no photo")
            return
        }
        #expect(photo.type == .png)
        for (values, word) in [
            ([], nil), ([svg], "no JPEG"), ([Pictures.padded(Pictures.jpeg, to: 5_000_000)], "5000000 bytes"),
        ] as [([[UInt8]], String?)] {
            guard case .absent(let cause) = AvatarLookup.photo(in: values, what: "photo of uid=a") else {
                Issue.record("not absent")
                continue
            }
            #expect(word.map { cause?.contains($0) == true } ?? (cause == nil))
        }
    }
}

@Suite("The memory of photos")
struct PhotoCacheTests {
    private let later = ContinuousClock.now + .seconds(60)

    private func name(_ number: Int) throws -> PhotoName {
        try #require(PhotoName(dn: "uid=\(number)", version: "1"))
    }
    private func photo(_ size: Int) throws -> Photo {
        try #require(Photo(Pictures.padded(Pictures.jpeg, to: size)))
    }

    @Test("never takes more than its budget, whatever comes")
    func budget() throws {
        var cache = PhotoCache(budget: 1 << 20)
        for number in 0..<2_000 {
            let size = [300, 5_000, 60_000, 400_000, 524_288][number % 5]
            cache.keep(number % 7 == 0 ? nil : try photo(size), of: try name(number % 900), until: later)
            if number % 3 == 0 { _ = cache.item(try name(number / 2), at: .now) }
            #expect(cache.cost <= 1 << 20)
        }
        #expect(cache.cost > 1 << 18)
    }

    @Test("keeps what is asked for, and lets go of what is not")
    func recency() throws {
        var cache = PhotoCache(budget: 100_000)
        cache.keep(try photo(1_000), of: try name(0), until: later)
        cache.keep(try photo(1_000), of: try name(1), until: later)
        for number in 2..<400 {
            cache.keep(try photo(1_000), of: try name(number), until: later)
            #expect(cache.item(try name(0), at: .now) != nil)
        }
        #expect(cache.item(try name(1), at: .now) == nil)
        #expect(cache.item(try name(399), at: .now)?.photo?.bytes.count == 1_000)
    }

    @Test("forgets what has become old, in either generation")
    func age() throws {
        var cache = PhotoCache(budget: 100_000)
        for number in 0..<60 { cache.keep(try photo(1_000), of: try name(number), until: later) }
        for number in [0, 59] {
            #expect(cache.item(try name(number), at: later - .seconds(1)) != nil)
            #expect(cache.item(try name(number), at: later) == nil)
        }
    }

    @Test("takes a thing that is kept again for one")
    func again() throws {
        var cache = PhotoCache(budget: 100_000)
        cache.keep(try photo(1_000), of: try name(1), until: later)
        let cost = cache.cost
        for _ in 0..<200 { cache.keep(try photo(1_000), of: try name(1), until: later) }
        #expect(cache.cost == cost)
    }
}

@Suite("Photos out of the directory")
struct PhotosTests {
    /// A directory that counts how often it was asked.
    private final class Counting: Sendable {
        let asked = Locked<[String: Int]>([:])
        let finding: PhotoFinding
        init(_ finding: PhotoFinding) { self.finding = finding }

        func photos() -> Photos {
            Photos { [self] name in
                asked.withLock { $0[name.dn, default: 0] += 1 }
                usleep(20_000)
                return finding
            }
        }
        var total: Int { asked.withLock { $0.values.reduce(0, +) } }
    }

    private func name(_ number: Int) throws -> PhotoName {
        try #require(PhotoName(dn: "uid=\(number)", version: "1"))
    }

    @Test("are asked for once, however many want them at the same moment")
    func once() throws {
        let photo = try #require(Photo(Pictures.jpeg))
        let directory = Counting(.found(photo))
        let photos = directory.photos()
        let names = try (0..<5).map { try name($0) }
        let found = Locked(0)
        DispatchQueue.concurrentPerform(iterations: 200) { number in
            if case .found(let answer) = photos.photo(names[number % 5]), answer == photo {
                found.withLock { $0 += 1 }
            }
        }
        #expect(found.withLock { $0 } == 200)
        #expect(directory.asked.withLock { $0.values.sorted() } == [1, 1, 1, 1, 1])
    }

    @Test("that are not there are not asked for again at once, and the cause is told once")
    func absent() throws {
        let directory = Counting(.absent(cause: "no JPEG"))
        let photos = directory.photos()
        var causes: [String?] = []
        for _ in 0..<10 {
            guard case .absent(let cause) = photos.photo(try name(1)) else { continue }
            causes.append(cause)
        }
        #expect(directory.total == 1)
        #expect(causes == ["no JPEG"] + [String?](repeating: nil, count: 9))
    }

    @Test("leave the directory alone for a while after it did not answer, but not what is in memory")
    func unavailable() throws {
        let photo = try #require(Photo(Pictures.jpeg))
        let isDown = Locked(false)
        let asked = Locked(0)
        let photos = Photos { _ in
            asked.withLock { $0 += 1 }
            return isDown.withLock { $0 } ? .unavailable(cause: "refused") : .found(photo)
        }
        _ = photos.photo(try name(0))
        isDown.withLock { $0 = true }
        for number in 1..<50 {
            guard case .unavailable(let cause) = photos.photo(try name(number)) else {
                Issue.record("\(number) is not unavailable")
                continue
            }
            #expect((cause != nil) == (number == 1))
        }
        #expect(asked.withLock { $0 } == 2)
        guard case .found = photos.photo(try name(0)) else {
            Issue.record("what is in memory is not served")
            return
        }
    }
}
