import Foundation

/// slapd with the ppolicy overlay, and a person in every state of a password.
///
/// What slapd 2.5.13 answers to a simple bind with the request control 1.3.6.1.4.1.42.2.27.8.5.1. Every refusal is
/// code 49 without a diagnostic; the column is the response control. Without the request control there is none, and
/// nothing tells one refusal from another.
///
/// | uid | right password | wrong password |
/// |---|---|---|
/// | `fresh` | accepted, empty control | refused, empty control |
/// | `expiring` | accepted, timeBeforeExpiration | refused, empty control |
/// | `grace` | accepted, graceAuthNsRemaining (one less each time; then as `expired`) | refused, empty control |
/// | `expired` | refused, passwordExpired | refused, empty control |
/// | `mustchange` | accepted, changeAfterReset; code 50 for whatever else is done on that connection | refused, empty control |
/// | `locked` | refused, accountLocked | refused, accountLocked |
/// | `lockable`, after three wrong ones | refused, accountLocked | refused, accountLocked |
/// | `early`, `over` | refused, accountLocked | refused, accountLocked |
///
/// Without `ppolicy_use_lockout` (slapd's default) the control of the last three rows is empty: a locked account then
/// looks like a wrong password.
extension Slapd {
    /// Starts it. The people of `SlapdPeople` are there too, with fresh passwords.
    ///
    /// Only `grace` and `lockable` are changed by logging in; a test that does so makes its own by `addPerson`.
    ///
    /// - Parameter revealsLockout: `ppolicy_use_lockout`.
    public static func withPasswordPolicy(
        revealsLockout: Bool = true, authority: CertificateAuthority? = nil
    ) throws -> Slapd {
        let slapd = try Slapd(
            authority: authority,
            inDatabase: """
                overlay ppolicy
                ppolicy_default "\(PasswordState.policy("standard"))"
                \(revealsLockout ? "ppolicy_use_lockout" : "")
                """)
        try slapd.add(
            """
            dn: \(PasswordState.policiesBase)
            objectClass: organizationalUnit
            ou: policies

            \(PasswordState.policies)
            """)
        try slapd.addPeople(inState: Array(policyPeople))
        return slapd
    }

    /// The people in each state, by uid.
    public static let policyPeople: [String: PasswordState] = [
        "fresh": .fresh, "expiring": .expiring(inSeconds: 3 * 86400 + 43200), "grace": .grace(logins: 3),
        "expired": .expired, "mustchange": .mustChange, "locked": .locked, "lockable": .lockable,
        "early": .early, "over": .over,
    ]

    /// Adds a person whose password (`SlapdPeople.password`) is in this state; returns the DN.
    @discardableResult
    public func addPerson(_ uid: String, _ state: PasswordState) throws -> String {
        try addPeople(inState: [(uid, state)])
        return Self.person(uid)
    }

    /// The DN of the person with this uid.
    public static func person(_ uid: String) -> String { "uid=\(uid),\(peopleBase)" }

    private func addPeople(inState people: [(key: String, value: PasswordState)]) throws {
        let entries = people.map { uid, state in
            SlapdPeople.person(
                uid: uid, name: uid.capitalized, mail: uid + "@example.org", more: state.attributes)
        }
        try addRelaxed(entries.joined())
    }
}
