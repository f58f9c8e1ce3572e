import Foundation
import TestSupport
import Testing

/// A site whose nginx is told where each visitor comes from, as a proxy in front of it would tell it.
struct ThrottledSite: Sendable {
    let site: MeetSite

    /// - Parameters:
    ///   - throttle: the section of the configuration.
    ///   - directory: the `directory:` section; nil: that of `slapd`.
    init(slapd: Slapd? = nil, throttle: String = "{}", directory: String? = nil) throws {
        site = try MeetSite(
            slapd: slapd, directory: directory.map { text in { _ in text } },
            more: "throttle: \(throttle)",
            http: { $0 + "\nset_real_ip_from 127.0.0.1;\nreal_ip_header X-Test-Client;\n" })
    }

    /// Somebody signs in from an address.
    func login(
        _ name: String, _ password: String, from client: String = "203.0.113.7", headers: [String] = []
    ) throws -> HTTPAnswer {
        try site.post(
            "/_login/to/Standup", ["username": name, "password": password],
            headers: ["X-Test-Client: \(client)"] + headers)
    }

    /// Many logins, sixteen at once; a refused one is answered after a second.
    ///
    /// - Returns: how often each status came.
    func statuses(_ logins: [(name: String, password: String, client: String)]) -> [Int: Int] {
        let statuses = Locked<[Int: Int]>([:])
        let group = DispatchGroup()
        // Threads of their own: they wait for answers, and not for processors.
        for lane in 0..<16 {
            group.enter()
            TestThread.detach {
                for index in stride(from: lane, to: logins.count, by: 16) {
                    let (name, password, client) = logins[index]
                    let status = (try? login(name, password, from: client))?.status ?? 0
                    statuses.withLock { $0[status, default: 0] += 1 }
                }
                group.leave()
            }
        }
        group.wait()
        return statuses.withLock { $0 }
    }

    /// How many of the lines in the log have the text.
    func logged(_ text: String) -> Int {
        site.responder.log.split(separator: "\n").count { $0.contains(text) }
    }
}

extension HTTPAnswer {
    /// The cookie by which the browser is known, as it sends it back.
    func deviceCookie() throws -> String {
        let cookie = try #require(
            values("set-cookie").first { $0.hasPrefix("__Host-jitsi-ldap-login-device=") })
        return "Cookie: " + cookie.prefix { $0 != ";" }
    }
}
