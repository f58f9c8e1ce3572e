import Secrets
import Testing

@Suite struct SecretBytesTests {
    @Test("A secret prints as a placeholder, alone and inside of others")
    func placeholder() {
        let secret = SecretBytes(copying: Array("hunter2".utf8))
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), "\([secret])", dumped] {
            #expect(text.contains("<secret>") && !text.contains("hunter2"))
        }
    }

    @Test("Taking bytes empties their source")
    func taking() {
        var source = Array("hunter2".utf8)
        let secret = SecretBytes(taking: &source)
        #expect(source.isEmpty && secret.count == 7)
    }

    @Test("Secrets are equal where all their bytes are")
    func equality() {
        let secret = SecretBytes(copying: [1, 2, 3])
        #expect(secret.equals(SecretBytes(copying: [1, 2, 3])))
        #expect(!secret.equals(SecretBytes(copying: [1, 2, 4])))
        #expect(!secret.equals(SecretBytes(copying: [1, 2])))
        #expect(SecretBytes(copying: []).equals(SecretBytes(copying: [])))
        #expect(SecretBytes(copying: []).isEmpty)
    }

    @Test("Filling that fails passes its error on")
    func failing() {
        struct Failure: Error {}
        #expect(throws: Failure.self) {
            try SecretBytes(capacity: 4) { (_) throws(Failure) -> Int in throw Failure() }
        }
    }
}
