import Foundation

/// What slapd's ppolicy overlay (slapo-ppolicy(5)) makes of a password, and the attributes that bring it about.
public enum PasswordState: Sendable, Hashable {
    /// Good for another 30 days: no warning yet.
    case fresh
    /// Good for so many more seconds, of which at most 7 days are warned of.
    case expiring(inSeconds: Int)
    /// Expired; so many more logins are let through.
    case grace(logins: Int)
    /// Expired, and no grace.
    case expired
    /// Reset by an administrator: good for changing it and for nothing else.
    case mustChange
    /// Locked, until an administrator unlocks it.
    case locked
    /// Not locked yet: three wrong passwords do it.
    case lockable
    /// Not valid before a date to come (`pwdStartTime`).
    case early
    /// Not valid any more since a date past (`pwdEndTime`).
    case over

    /// How long a password is good for, in seconds: 30 days.
    public static let lifetime = 30 * 86400
    /// How long before its end it is warned of, in seconds: 7 days.
    public static let warning = 7 * 86400

    /// The attributes of a person in this state, in LDIF. The times are counted from now.
    var attributes: String {
        switch self {
        case .fresh: ""
        case .expiring(let seconds): "pwdChangedTime: \(Self.time(seconds - Self.lifetime))"
        case .grace(let logins):
            """
            pwdChangedTime: \(Self.time(-2 * Self.lifetime))
            pwdPolicySubentry: \(Self.policy("grace-\(logins)"))
            """
        case .expired: "pwdChangedTime: \(Self.time(-2 * Self.lifetime))"
        case .mustChange: "pwdReset: TRUE"
        // Year 0 means "by an administrator" (draft-behera-ldap-password-policy-10, 5.3.3).
        case .locked:
            """
            pwdAccountLockedTime: 000001010000Z
            pwdPolicySubentry: \(Self.policy("locking"))
            """
        case .lockable: "pwdPolicySubentry: \(Self.policy("locking"))"
        case .early: "pwdStartTime: \(Self.time(86400))"
        case .over: "pwdEndTime: \(Self.time(-86400))"
        }
    }

    /// The most grace logins that `grace` can be made with.
    static let mostGraceLogins = 5

    /// The policies that the states rest on, in LDIF.
    static var policies: String {
        let aging = """
            pwdMaxAge: \(lifetime)
            pwdExpireWarning: \(warning)
            pwdMustChange: TRUE
            """
        let grace = (1...mostGraceLogins).map {
            entry(of: "grace-\($0)", aging + "\npwdGraceAuthnLimit: \($0)")
        }
        return entry(of: "standard", aging)
            + entry(of: "locking", aging + "\npwdLockout: TRUE\npwdMaxFailure: 3") + grace.joined()
    }

    static let policiesBase = "ou=policies,\(Slapd.base)"

    static func policy(_ name: String) -> String { "cn=\(name),\(policiesBase)" }

    private static func entry(of name: String, _ rules: String) -> String {
        """
        dn: \(policy(name))
        objectClass: applicationProcess
        objectClass: pwdPolicy
        cn: \(name)
        pwdAttribute: userPassword
        \(rules)


        """
    }

    private static func time(_ seconds: Int) -> String { GeneralizedTime.text(secondsFromNow: seconds) }
}
