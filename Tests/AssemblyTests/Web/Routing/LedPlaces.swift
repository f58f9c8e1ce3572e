import FastCGI
import Foundation
import JitsiToken
import Testing

/// Where an answer leads: by its redirect, or by whatever in its page can be followed.
struct LedPlaces {
    let redirect: String?
    /// The values of the attributes by which a page leads or sends somewhere.
    let links: [String]

    init(_ answer: Response) {
        redirect = answer.header("Location")
        links = answer.text.matches(of: /\b(?:href|src|action|formaction|data-origin)="([^"]*)"/).map {
            String($0.1)
                .replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&#39;", with: "'")
                .replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
                .replacingOccurrences(of: "&amp;", with: "&")
        }
    }

    /// Expects that none of them is another host's, by a parser that is not ours, and that the header is a header.
    func expectHome(_ answer: Response, _ input: String) throws {
        #expect(answer.status < 500, "\(input)")
        for (name, value) in answer.headers {
            #expect(value.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "\(name) of \(input)")
        }
        #expect(answer.headers.count { $0.0 == "Location" } == (answer.status == 303 ? 1 : 0), "\(input)")
        if let redirect {
            let parts = try Self.parts(redirect, input)
            let tokens = (parts.queryItems ?? []).filter { $0.name.lowercased() == "jwt" }
            #expect(tokens.count == 1 && tokens.first?.value?.hasPrefix("eyJ") == true, "\(input)")
        }
        let home = try #require(URL(string: ScriptedSite.origin + "/_login/to/x"))
        for link in links {
            let app = ["org.jitsi.meet://", "jitsi-meet://", "intent://"].first { link.hasPrefix($0) }
            if let app {
                #expect(link.dropFirst(app.count).hasPrefix("meet.example.org/"), "\(link) of \(input)")
                continue
            }
            let absolute = try #require(URL(string: link, relativeTo: home)?.absoluteString, "\(link)")
            _ = try Self.parts(absolute, input)
            #expect(!link.hasPrefix("//") && !link.contains("\\"), "\(link) of \(input)")
        }
        // What is pasted into a page comes out of it as text.
        #expect(!answer.text.contains("<script>") && !answer.text.contains("<form action"), "\(input)")
    }

    private static func parts(_ address: String, _ input: String) throws -> URLComponents {
        let parts = try #require(URLComponents(string: address), "\(address) of \(input)")
        #expect(parts.scheme == "https" && parts.host == "meet.example.org", "\(address) of \(input)")
        #expect(parts.port == nil && parts.user == nil && parts.password == nil, "\(address) of \(input)")
        return parts
    }

    /// What Jitsi's client reads out of the redirect's fragment (`parseURLParams`); its text, not parsed.
    var overrides: [String: String] {
        guard let fragment = redirect?.split(separator: "#", maxSplits: 1).dropFirst().first else {
            return [:]
        }
        return Dictionary(
            fragment.split(separator: "&").map { pair in
                let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                return (parts[0], parts.count == 2 ? parts[1].removingPercentEncoding ?? "?" : "?")
            }, uniquingKeysWith: { _, _ in "twice" })
    }
}
