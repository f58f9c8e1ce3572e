import JitsiToken
import Pages
import Settings
import Testing

/// The settings know no other module, and so list some names that others list too.
@Suite("The settings agree")
struct AgreementTests {
    @Test("with the tokens on the features that can be granted")
    func features() {
        #expect(Configuration.Features.names.sorted() == Feature.allCases.map(\.rawValue).sorted())
    }

    @Test("with the tokens on the algorithms")
    func algorithms() {
        #expect(Configuration.Token.Algorithm.allCases.map(\.rawValue) == Algorithm.allCases.map(\.rawValue))
    }

    @Test("with the pages on the languages")
    func languages() {
        let known = Configuration.Pages.Language.allCases.map(\.rawValue)
        #expect(known.sorted() == Language.builtIn.map(\.tag).sorted())
    }
}
