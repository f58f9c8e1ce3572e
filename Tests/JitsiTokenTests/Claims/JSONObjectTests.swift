import Foundation
import TestSupport
import Testing

@testable import JitsiToken

@Suite struct JSONObjectTests {
    @Test("Foundation reads every text back as it was written")
    func roundTrip() throws {
        var generator = SeededNumbers(seed: 7)
        for _ in 0..<2_000 {
            var text = ""
            for _ in 0..<Int.random(in: 1...20, using: &generator) {
                let range: ClosedRange<UInt32> =
                    [0...0x7F, 0x20...0x7E, 0x2020...0x2030, 0...0xD7FF, 0x1_0000...0x10_FFFF].randomElement(
                        using: &generator) ?? 0...1
                if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) {
                    text.unicodeScalars.append(scalar)
                }
            }
            var object = JSONObject()
            object.add("text", text)
            object.add(text + "!", 7)
            let read = try #require(
                JSONSerialization.jsonObject(with: Data(object.text)) as? [String: Any])
            #expect(Array((read["text"] as? String ?? "").unicodeScalars) == Array(text.unicodeScalars))
            #expect(read[text + "!"] as? Int == 7)
            #expect(object.text.allSatisfy { $0 >= 0x20 })
        }
    }

    @Test("Empty strings and nothing are left out, the rest stays in order")
    func order() {
        var inner = JSONObject()
        inner.add("yes", true)
        var object = JSONObject()
        object.add("a", nil as String?)
        object.add("b", "")
        object.add("c", "/\u{2028}")
        object.add("d", -1)
        object.add("e", inner)
        object.add("f", JSONObject())
        #expect(
            String(decoding: object.text, as: UTF8.self) == #"{"c":"/\u2028","d":-1,"e":{"yes":true},"f":{}}"#
        )
    }
}
