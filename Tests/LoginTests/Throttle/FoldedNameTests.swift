import Testing

@testable import Login

@Suite("Names of ASCII are folded by a short way")
struct FoldedASCIITests {
    @Test("which leads to where that for every name does")
    func ascii() {
        let characters = (0..<128).map { String(Unicode.Scalar(UInt8($0))) }
        let texts = characters + characters.flatMap { first in characters.map { first + $0 } }
        for text in texts + ["", "Alice", "ALICE@Example.ORG", "a  b", "École", "\u{FF21}lice"] {
            #expect(FoldedName(text).text == FoldedName.folded(text), "\(text.debugDescription)")
        }
    }
}
