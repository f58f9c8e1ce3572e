import Foundation
import TestSupport
import Testing

@testable import FastCGI

@Suite struct ScannerTests {
    private func verdict(_ pieces: [ArraySlice<UInt8>]) -> (RequestScanner.Verdict, [UInt8], Int) {
        var scanner = RequestScanner()
        let parameters = WipedBuffer(capacity: Caps.parameters)
        var verdict = RequestScanner.Verdict.incomplete
        for piece in pieces {
            verdict = piece.withUnsafeBytes { scanner.scan($0, parameters: parameters) }
            if case .malformed = verdict { break }
        }
        return (verdict, Array(parameters.bytes), scanner.bodyBytes)
    }

    /// A request in which some bytes have been changed, left out or doubled.
    private func mutated(_ seed: UInt64) -> [UInt8] {
        var random = SeededNumbers(seed: seed)
        let body = [UInt8](repeating: 66, count: Int.random(in: 0..<200, using: &random))
        var bytes = Records.request(
            "/fuzz", method: "POST", body: body, keep: .random(using: &random),
            size: .random(in: 1..<300, using: &random))
        for _ in 0..<Int.random(in: 0..<4, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = .random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(bytes[place], at: place)
            default: bytes[place] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &random)
            }
        }
        return bytes
    }

    @Test(
        "However a request is cut into pieces, the verdict is the same", arguments: 0..<200 as Range<UInt64>)
    func pieces(seed: UInt64) {
        let bytes = mutated(seed)
        let whole = verdict([bytes[...]])
        for cut in stride(from: 0, to: bytes.count, by: 7) {
            let parts = verdict([bytes[..<cut], bytes[cut...]])
            #expect(parts.0 == whole.0)
            if whole.0 == .complete { #expect(parts.1 == whole.1 && parts.2 == whole.2) }
        }
    }

    @Test("A server that is sent 3,000 mutated requests lives, and answers only what is well-formed")
    func mutatedRequests() throws {
        var limits = FastCGI.Limits()
        limits.requestWait = .milliseconds(100)
        let server = try RunningServer(workers: 2, limits: limits)
        var answered = 0
        for seed in 0..<3_000 as Range<UInt64> {
            let bytes = mutated(seed)
            let (verdict, parameters, _) = verdict([bytes[...]])
            let isSound = parameters.withUnsafeBytes { ParameterPairs.areSound($0) }
            let client = try server.client()
            client.write(bytes)
            if verdict == .complete && isSound {
                let id = UInt16(bytes[2]) << 8 | UInt16(bytes[3])
                #expect(client.answer(id: id)?.ended == true)
                answered += 1
            }
        }
        #expect(answered > 500)
        #expect(eventually { server.server.counters.requests == UInt64(answered) })
        #expect(try server.client().ask("/after")?.status == 200)
    }

    @Test("A table of parameters holds the whole pairs, and nothing of one that is cut short")
    func table() {
        let pairs = Records.pairs([
            ("A", "1"), ("B", ""), ("LONG", String(repeating: "x", count: 300)), ("C", "cut"),
        ])
        let table = pairs.dropLast(2).withUnsafeBytes { ParameterTable($0) }
        var entries: [String] = []
        var cursor = table.entries
        while let entry = cursor.pointee {
            entries.append(String(cString: entry))
            cursor += 1
        }
        #expect(entries == ["A=1", "B=", "LONG=" + String(repeating: "x", count: 300)])
    }

    @Test("Timers come in order, whatever the order they were set in")
    func timerQueue() {
        let start = ContinuousClock.now
        for seed in 0..<50 as Range<UInt64> {
            var random = SeededNumbers(seed: seed)
            var queue = TimerQueue<Int>()
            let numbers = (0..<100).map { _ in Int.random(in: 0..<1_000, using: &random) }
            for number in numbers { queue.insert(number, due: start + .milliseconds(number)) }
            let odd = queue.removeAll { $0 % 2 == 1 }
            #expect(odd == numbers.filter { $0 % 2 == 1 }.sorted())
            queue.insert(500, due: start + .milliseconds(500))
            var popped: [Int] = []
            while let next = queue.popDue(at: start + .milliseconds(900)) { popped.append(next) }
            #expect(popped == (numbers + [500]).filter { $0 % 2 == 0 && $0 <= 900 }.sorted())
        }
    }
}
