import Foundation
import TestSupport
import Testing

@Suite("A guesser, at an Active Directory that locks accounts after three wrong passwords")
struct DomainGuessingTests {
    let domain: SambaDomain

    init() throws { domain = try SambaDomain.shared.get() }

    private func badPasswords(_ dn: String) throws -> Int {
        let entry = try LDAPClient.search(
            at: domain.ldapsAddress, authority: domain.certificateAuthorityFile, dn: SambaDomain.serviceName,
            password: SambaDomain.servicePassword, base: dn, attributes: ["badPwdCount"])
        return Int(try #require(entry.firstMatch(of: /badPwdCount: (\d+)/)).1) ?? -1
    }

    private func guesses(_ name: String) -> [(String, String, String)] {
        let spellings = [
            name, name.uppercased(), "\(name)@corp.example", "CORP\\\(name)", "corp.example\\\(name)",
            "\(name)@CORP.EXAMPLE", "corp\\\(name.uppercased())",
        ]
        return (0..<2).flatMap { round in spellings.map { ($0, "guess \(round)", "203.0.113.9") } }
    }

    @Test("never locks it, however the name is written, with a service account")
    func service() throws {
        let dn = try domain.addPerson("guessed1", isLockable: true)
        let folder = try TemporaryFolder()
        let password = try folder.write(SambaDomain.servicePassword, to: "password", mode: 0o600)
        let site = try ThrottledSite(
            throttle: "{account: {tries: 2}, device: {tries: 1}}",
            directory: domain.section(bind: "dn: \"\(SambaDomain.serviceDN)\", password-file: \(password)"))
        let right = SambaPeople.password(of: "guessed1")
        let cookie = try site.login("guessed1", right).deviceCookie()
        #expect(site.statuses(guesses("guessed1"))[303] == nil)
        #expect(try badPasswords(dn) == 1)
        #expect(try site.login("guessed1", "mistyped", headers: [cookie]).status == 403)
        #expect(try badPasswords(dn) == 2)
        #expect(try site.login("guessed1", "mistyped", headers: [cookie]).status == 429)
        #expect(try badPasswords(dn) == 2)
    }

    @Test("nor without one, where people bind by the name that they type")
    func asUser() throws {
        let dn = try domain.addPerson("guessed2", isLockable: true)
        let site = try ThrottledSite(
            throttle: "{account: {tries: 2}, device: {tries: 1}}",
            directory: domain.section(bind: "as-user: \"{username}@corp.example\""))
        let right = SambaPeople.password(of: "guessed2")
        let cookie = try site.login("guessed2", right).deviceCookie()
        #expect(site.statuses(guesses("guessed2"))[303] == nil)
        #expect(try badPasswords(dn) == 1)
        #expect(try site.login("GUESSED2", right, headers: [cookie]).status == 303)
        #expect(try site.login("guessed2", right, from: "198.51.100.1").status == 429)
    }
}
