import TestSupport
import Testing

@Suite("Somebody with a session, in OpenLDAP and FreeIPA")
struct ReturnToDirectoryTests {
    private static let slapd = Result { try Slapd.withPasswordPolicy() }

    @Test(
        "is out of OpenLDAP once the password was reset or the account locked for good, and deleted or renamed",
        arguments: [
            ("back1", "add: pwdReset\npwdReset: TRUE", "mustChangePassword"),
            ("back2", "add: pwdAccountLockedTime\npwdAccountLockedTime: 000001010000Z", "disabled"),
            // A lock that somebody else's guesses have brought about.
            (
                "back3", "add: pwdAccountLockedTime\npwdAccountLockedTime: 20261122000000Z",
                "admitted as member"
            ),
            ("back4", "replace: uid\nuid: back4\nuid: other", "admitted as member"),
        ], ["openldap", ""])
    func openLDAP(row: (name: String, change: String, outcome: String), kind: String) throws {
        let (name, change, outcome) = row
        let slapd = try Self.slapd.get()
        let uid = name + kind
        let dn = try slapd.addPerson(uid, .fresh)
        let person = try ReturningPerson(
            uid, SlapdPeople.password(of: uid), directory: slapd.section(kind: kind))
        #expect(person.comesBack() == "admitted as member")
        let lines = change.replacing("uid: \(name)\n", with: "uid: \(uid)\n")
        try slapd.addRelaxed("dn: \(dn)\nchangetype: modify\n\(lines)\n")
        #expect(person.comesBack() == outcome)
        try slapd.add("dn: \(dn)\nchangetype: delete\n")
        #expect(person.comesBack() == "not-found")
        // Another person gets the name.
        try slapd.add(
            SlapdPeople.person(
                uid: uid, name: "Another", mail: "another-\(uid)@example.org",
                dn: "cn=another \(uid),\(Slapd.peopleBase)", more: "cn: another \(uid)"))
        #expect(person.comesBack() == "not-found")
    }

    @Test("is out of OpenLDAP where the password was changed after the session had begun")
    func newPassword() throws {
        let slapd = try Self.slapd.get()
        try slapd.addPerson("back9", .fresh)
        for (age, outcome) in [(0, "admitted as member"), (300, "password-changed")] {
            let person = try ReturningPerson(
                "back9", SlapdPeople.password(of: "back9"), directory: slapd.section(kind: "openldap"),
                age: age)
            #expect(person.comesBack() == outcome)
        }
    }

    @Test(
        "is out of FreeIPA as the entry says, and a password's own end is out for a login and a return alike",
        arguments: [
            ("kim", "expired"), ("kay", "passwordExpired"), ("disabled", "disabled"),
            ("jmueller", "admitted as member"), ("fresh", "admitted as member"),
            // A lock that somebody else's guesses have brought about.
            ("locked", "admitted as member"),
        ])
    func freeIPA(uid: String, outcome: String) throws {
        #expect(try person(uid, nil).comesBack() == outcome)
    }

    @Test("is out of FreeIPA once the account is inactivated, has ended, or lost the group")
    func freeIPAChanges() throws {
        let directory = try Directory389.shared.get()
        for (uid, change, outcome) in [
            ("ret-a", "add: nsAccountLock\nnsAccountLock: TRUE", "disabled"),
            ("ret-b", "add: krbPrincipalExpiration\nkrbPrincipalExpiration: 20200101000000Z", "expired"),
            (
                "ret-c", "add: krbPasswordExpiration\nkrbPasswordExpiration: 20200101000000Z",
                "passwordExpired"
            ),
            ("ret-e", "add: krbLastPwdChange\nkrbLastPwdChange: 20991231000000Z", "password-changed"),
        ] {
            try directory.addPerson(uid, .fresh)
            let person = try person(uid, People389.password(of: uid))
            #expect(person.comesBack() == "admitted as member")
            try directory.add("dn: \(People389.person(uid))\nchangetype: modify\n\(change)\n")
            #expect(person.comesBack() == outcome)
        }
        try directory.addPerson("ret-d", .fresh)
        let dn = People389.person("ret-d")
        let group = People389.group("ret-group")
        try directory.add(
            "dn: \(group)\nobjectClass: top\nobjectClass: groupOfNames\ncn: ret-group\nmember: \(dn)\n")
        let person = try person(
            "ret-d", People389.password(of: "ret-d"), access: "access: {allow: ['\(group)']}")
        #expect(person.comesBack() == "admitted as member")
        try directory.add("dn: \(group)\nchangetype: modify\ndelete: member\nmember: \(dn)\n")
        #expect(eventually { person.comesBack() == "not-allowed" })
        try directory.add("dn: \(dn)\nchangetype: delete\n")
        #expect(person.comesBack() == "not-found")
    }

    private func person(_ uid: String, _ password: String?, access: String = "") throws -> ReturningPerson {
        let directory = try Directory389.shared.get()
        let section = """
              kind: freeipa
              servers: [\(directory.ldapsAddress)]
              ca-file: \(directory.certificateAuthorityFile)
              bind: {dn: "\(Directory389.serviceDN)"}
              users:
                base: "\(Directory389.usersBase)"
            """
        return try ReturningPerson(
            uid, password, directory: section, access: access, servicePassword: Directory389.servicePassword)
    }
}
