import Foundation
import TestSupport

@testable import FastCGI

/// An application whose behaviour is in the address: /slow/200 takes 200 ms in the slow lane, /patient/200 as one that can
/// wait, /busy/200 as a quick one,
/// /hold/200 is held back for 200 ms, /large/5000 is 5,000 bytes, /header/… sends the rest as a header's value.
final class TestApplication: Application {
    /// "address method uri body-length" of each request that was answered.
    let seen = Locked<[String]>([])
    let running = Locked((now: 0, most: 0))
    /// How long each request of the slow lane had waited.
    let waits = Locked<[Duration]>([])

    func pace(of request: borrowing Request) -> Pace {
        let address = request.string("REQUEST_URI") ?? ""
        return address.hasPrefix("/slow/") ? .slow : address.hasPrefix("/patient/") ? .patient : .quick
    }

    func respond(to request: borrowing Request) -> Response {
        let line = note(request)
        let parts = (request.string("REQUEST_URI") ?? "").split(separator: "/", maxSplits: 1).map(String.init)
        let rest = parts.count > 1 ? parts[1].removingPercentEncoding ?? "" : ""
        let number = Int(rest.prefix { $0.isNumber }) ?? 0
        var response = Response(
            status: 200, headers: [("Content-Type", "text/plain")], body: Array(line.utf8))
        switch parts.first {
        case "slow", "patient":
            let wait = request.arrival.duration(to: .now)
            waits.withLock { $0.append(wait) }
            running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            usleep(UInt32(number) * 1000)
            running.withLock { $0.now -= 1 }
        case "busy": usleep(UInt32(number) * 1000)
        case "hold": response.notBefore = .now + .milliseconds(number)
        case "large": response.body = [UInt8](repeating: UInt8(ascii: "x"), count: number)
        case "header": response.headers.append(("X-Test", rest))
        case "name": response.headers.append((rest, "x"))
        case "status": response.status = number
        case "body": response.body = request.withBody { span in (0..<span.count).map { span[$0] } }
        default: break
        }
        return response
    }

    func respondOverloaded(to request: borrowing Request) -> Response {
        Response(status: 503, body: Array(note(request).utf8))
    }

    func respondTooLarge(to request: borrowing Request) -> Response {
        Response(status: 413, body: Array(note(request).utf8))
    }

    private func note(_ request: borrowing Request) -> String {
        let line = [
            request.string("REMOTE_ADDR") ?? "-", request.string("REQUEST_METHOD") ?? "-",
            request.string("REQUEST_URI") ?? "-", "\(request.bodyCount)",
        ].joined(separator: " ")
        seen.withLock { $0.append(line) }
        return line
    }
}
