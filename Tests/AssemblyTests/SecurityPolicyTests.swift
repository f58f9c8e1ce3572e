import Foundation
import TestSupport
import Testing

/// .github/SECURITY.md promises tests by name.
@Suite("The security policy")
struct SecurityPolicyTests {
    @Test("names only tests that exist, and have tests in them")
    func tests() throws {
        let text = try Repository.text(".github/SECURITY.md")
        let names = Set(text.matches(of: /`([A-Za-z]+(?:\/[A-Za-z]+)*\.(?:swift|sh))`/).map { String($0.1) })
        #expect(names.count > 50)
        let unkept = names.sorted().filter { name in
            guard let suite = try? Repository.text("Tests/" + name) else { return true }
            return name.hasSuffix(".swift") && !suite.contains("@Test(")
        }
        #expect(unkept.isEmpty, "\(unkept.joined(separator: ", "))")
    }

    @Test("names every suite about secrets")
    func completeness() throws {
        let text = try Repository.text(".github/SECURITY.md")
        let folder = Repository.file("Tests/IntegrationTests/Secrets")
        let suites = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasSuffix("Tests.swift")
        }
        #expect(suites.count >= 4)
        for suite in suites { #expect(text.contains("`IntegrationTests/Secrets/\(suite)`"), "\(suite)") }
    }
}
