import Foundation
import Login
import TestSupport
import Testing

@testable import FastCGI
@testable import jitsi_ldap_login

/// Whatever an address makes of a room's name: the token names the room as Prosody does, and by that it is judged.
@Suite("No spelling of a room evades its rule")
struct RoomSpellingTests {
    private static let rules = """
        rooms:
          - {match: [exam-*, Größe, Οδός, half, 학교?], allow: ["cn=teachers,dc=example"]}
          - {match: "school/lab-?", allow: ["cn=teachers,dc=example"]}
          - {match: "*-final", allow: ["cn=teachers,dc=example"]}
        """
    private static let pupil = Account.alice(in: ["cn=pupils,dc=example"])

    /// Whether the room that a token opens is one of those above, told by the token alone.
    private static func isProtected(_ claims: [String: Any]) -> Bool {
        let room = ((claims["room"] as? String) ?? "").removingPercentEncoding ?? ""
        switch claims["sub"] as? String {
        case "meet.example.org":
            return room.hasPrefix("exam-") || room.hasSuffix("-final")
                || ["größe", "οδός", "half"].contains(room)
                || (room.hasPrefix("학교") && room.unicodeScalars.count == 3)
        case "school": return room.hasPrefix("lab-") && room.unicodeScalars.count == 5
        default: return false
        }
    }

    /// One of many ways to write a name: other cases, forms of Unicode, percent-encoding, characters that Jitsi skips.
    private static func spelling(_ name: String, _ numbers: inout SeededNumbers) -> String {
        var text = name
        switch Int.random(in: 0..<6, using: &numbers) {
        case 0: text = text.uppercased()
        case 1: text = text.decomposedStringWithCanonicalMapping
        case 2: text = text.precomposedStringWithCompatibilityMapping
        case 3: text = fullWidth(text)
        case 4: text = text.capitalized
        default: break
        }
        var written = ""
        for byte in text.utf8 {
            if Int.random(in: 0..<8, using: &numbers) == 0 {
                written.append("!$()+,;=@".randomElement(using: &numbers) ?? "+")
            }
            let isPlain = byte < 0x80 && Character(Unicode.Scalar(byte)).isLetter || byte == UInt8(ascii: "-")
            if isPlain, Int.random(in: 0..<3, using: &numbers) > 0 {
                written.append(Character(Unicode.Scalar(byte)))
            } else {
                let digits = String(byte, radix: 16)
                written +=
                    "%" + (digits.count == 1 ? "0" : "")
                    + (Bool.random(using: &numbers) ? digits : digits.uppercased())
            }
        }
        return written
    }

    private static func fullWidth(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    (0x21...0x7E).contains(scalar.value)
                        ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
                }))
    }

    @Test("by the path, by room= or by the state of tokenAuthUrl")
    func spellings() throws {
        let site = try ScriptedSite(.authenticated(Self.pupil, notice: nil), rooms: Self.rules)
        var numbers = SeededNumbers(seed: 6)
        let names = [
            "exam-1", "exam-", "Größe", "ΟΔΌΣ", "half", "학교1", "학교", "lab-1", "oral-final", "open", "exam",
            "exam-école",
        ]
        var (refused, admitted) = (0, 0)
        for _ in 0..<4000 {
            let room = Self.spelling(try #require(names.randomElement(using: &numbers)), &numbers)
            let tenant = Int.random(in: 0..<3, using: &numbers) == 0 ? Self.spelling("school", &numbers) : nil
            let address =
                switch Int.random(in: 0..<4, using: &numbers) {
                case 0: "/_login?room=\(room)" + (tenant.map { "&tenant=\($0)" } ?? "")
                case 1:
                    "/_login?state=%7B%22room%22%3A%22\(room.replacing("%", with: "%25"))%22"
                        + (tenant.map { "%2C%22tenant%22%3A%22\($0.replacing("%", with: "%25"))%22" } ?? "")
                        + "%7D"
                case 2: "/_login/other/to/" + (tenant.map { $0 + "/" } ?? "") + room
                default: "/_login/to/" + (tenant.map { $0 + "/" } ?? "") + room
                }
            let answer = site.post("username=alice&password=x", to: address)
            switch answer.status {
            case 303:
                admitted += 1
                let claims = try answer.claims()
                #expect(!Self.isProtected(claims), "\(address) \(claims)")
            case 403: refused += 1
            default: #expect(answer.status == 400, "\(address): \(answer.status)")
            }
        }
        #expect(refused > 1000 && admitted > 500, "\(refused) \(admitted)")
    }
}
