import FastCGI
import Foundation
import TestSupport
import Testing

/// In processes of their own: descriptors are counted, and taken away.
@Suite struct DescriptorTests {
    @Test("10,000 requests, with aborted connections among them, leak no descriptor")
    func leaks() async {
        await #expect(processExitsWith: .success) {
            let server = try RunningServer(workers: 4)
            #expect(try server.client().ask("/warm")?.status == 200)
            #expect(eventually { server.server.counters.connectionsNow == 0 })
            let before = openSockets()
            var kept = try server.client()
            for number in 0..<10_000 {
                switch number % 10 {
                case 0: kept = try server.client()
                case 3:  // gone before the request is whole
                    try server.client().write(Array(Records.request("/a").prefix(number % 90)))
                case 5:  // gone before the answer
                    try server.client().write(Records.request("/large/\(number * 20)"))
                case 7:  // not kept
                    let client = try server.client()
                    client.write(Records.request("/b", keep: false))
                    #expect(client.answer()?.status == 200)
                case 8:  // wrong
                    try server.client().write(Records.getValues(["A"]))
                default: #expect(kept.ask("/c")?.status == 200)
                }
            }
            kept = try server.client()
            #expect(kept.ask("/d")?.status == 200)
            #expect(eventually { server.server.counters.connectionsNow == 1 })
            #expect(eventually { openSockets() <= before + 2 })  // the kept one, both ends
            #expect(server.stop() != nil)
        }
    }

    @Test("Without descriptors accepting pauses, and goes on when there are some again")
    func exhaustion() async {
        await #expect(processExitsWith: .success) {
            let server = try RunningServer(workers: 2)
            let first = try server.client()
            #expect(first.ask("/a")?.status == 200)
            let second = try server.client()
            var before = rlimit()
            getrlimit(__rlimit_resource_t(7), &before)  // RLIMIT_NOFILE
            // The kernel refuses descriptors from here on, but the second client has already connected.
            let third = try server.client()
            usleep(100_000)
            var tight = rlimit(rlim_cur: rlim_t(openDescriptors()), rlim_max: before.rlim_max)
            setrlimit(__rlimit_resource_t(7), &tight)
            var taken: [Int32] = []
            while case let descriptor = dup(1), descriptor >= 0 { taken.append(descriptor) }
            close(taken.popLast() ?? -1)
            let fourth = try RawClient(server.path)  // the last descriptor: none is left to accept it with
            fourth.write(Records.request("/b"))
            #expect(eventually { server.events.contains(.acceptPaused(code: EMFILE)) })
            // An idle connection has made room, and the pause is over by itself.
            #expect(fourth.answer()?.status == 200)
            setrlimit(__rlimit_resource_t(7), &before)
            for descriptor in taken { close(descriptor) }
            #expect(try server.client().ask("/c")?.status == 200)
            _ = (second, third)
        }
    }
}

/// How many descriptors this process has open.
private func openDescriptors() -> Int {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).count
}

/// How many of them are sockets. Not all: the runtime opens a timer of its own now and then.
private func openSockets() -> Int {
    let folder = "/proc/self/fd/"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.count { name in
        (try? FileManager.default.destinationOfSymbolicLink(atPath: folder + name))?.hasPrefix("socket:")
            == true
    }
}
