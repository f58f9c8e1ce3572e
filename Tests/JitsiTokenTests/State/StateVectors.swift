import Foundation
import Testing

@testable import JitsiToken

/// States as Jitsi's client writes them, and the client's way of reading an address again.
enum StateVectors {
    /// `JSON.stringify` of the client's object, escaped as little as that does.
    static func json(_ members: [(String, Any)]) throws -> String {
        let pairs = try members.map { name, value in
            let name = try JSONSerialization.data(withJSONObject: name, options: [.fragmentsAllowed])
            let value = try JSONSerialization.data(
                withJSONObject: value, options: [.fragmentsAllowed, .withoutEscapingSlashes])
            return String(decoding: name, as: UTF8.self) + ":" + String(decoding: value, as: UTF8.self)
        }
        return "{" + pairs.joined(separator: ",") + "}"
    }

    /// What the client reads out of a fragment (`parseURLParams`): keys as they stand, values decoded, two
    /// replacements, then parsed.
    static func overrides(in fragment: String) throws -> [String: NSObject] {
        var read: [String: NSObject] = [:]
        for part in fragment.split(separator: "&") {
            let pair = part.split(separator: "=", omittingEmptySubsequences: false)
            try #require(pair.count == 2, "\(part)")
            var text = try #require(String(pair[1]).removingPercentEncoding)
            if let range = text.range(of: "\\&") { text.replaceSubrange(range, with: "&") }
            for (typographic, plain) in [
                ("\u{2018}", "'"), ("\u{2019}", "'"), ("\u{201C}", "\""), ("\u{201D}", "\""),
            ] {
                text = text.replacingOccurrences(of: typographic, with: plain)
            }
            #expect(read[String(pair[0])] == nil, "\(pair[0]) twice")
            read[String(pair[0])] = try value(text)
        }
        return read
    }

    static func value(_ json: String) throws -> NSObject {
        let value = try JSONSerialization.jsonObject(with: Data(json.utf8), options: [.fragmentsAllowed])
        return try #require(value as? NSObject)
    }
}
