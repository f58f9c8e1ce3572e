import CCrypto
import Testing

@testable import Secrets

@Suite struct CryptoFailureTests {
    @Test("A failure takes the whole error queue of the thread, in order, and leaves none")
    func draining() {
        for number in [1, 2, 3] as [Int32] {
            ERR_new()
            ERR_set_debug("test.c", number, "test")
            withVaList([]) { ERR_vset_error(Int32(ERR_LIB_USER), number, nil, $0) }
        }
        let failure = CryptoFailure.draining("signing")
        #expect(failure.operation == "signing" && failure.reasons.count == 3)
        #expect(failure.reasons.first?.contains("reason(1)") == true)
        #expect(failure.description.hasPrefix("signing failed: error:"))
        #expect(CryptoFailure.draining("again").reasons.isEmpty)
    }

    @Test("A failure without a reason says so")
    func noReason() {
        #expect(CryptoFailure.draining("signing").description == "signing failed: libcrypto gave no reason")
    }
}
