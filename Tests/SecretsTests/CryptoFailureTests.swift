import Testing

@testable import Secrets

@Suite struct CryptoFailureTests {
    @Test("A failure without a reason says so")
    func noReason() {
        #expect(
            CryptoFailure(operation: "signing", reasons: []).description
                == "signing failed: libcrypto gave no reason")
        #expect(
            CryptoFailure(operation: "signing", reasons: ["a", "b"]).description == "signing failed: a; b")
    }
}
