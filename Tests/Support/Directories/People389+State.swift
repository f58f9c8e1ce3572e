import Foundation

extension People389 {
    /// What the server's own password policy makes of a person, and the attributes that bring it about.
    public enum State: Sendable, Hashable {
        /// Good for another 30 days: no warning yet.
        case fresh
        /// Good for so many more seconds, of which at most 7 days are warned of; warned of before.
        case expiring(inSeconds: Int)
        /// Expired; three more logins are let through.
        case grace
        /// Expired, and no grace.
        case expired
        /// Reset by an administrator: good for changing it and for nothing else.
        case mustChange
        /// `nsAccountLock: TRUE`: inactivated by an administrator.
        case disabled
        /// Locked after too many wrong passwords, until an administrator unlocks it.
        case locked
        /// Not locked yet: three wrong passwords do it.
        case lockable

        /// How long a password is good for, in seconds: 30 days.
        static let lifetime = 30 * 86400

        /// The attributes of a person in this state, in LDIF. The times are counted from now.
        var attributes: String {
            switch self {
            case .fresh: Self.expires(Self.lifetime)
            case .expiring(let seconds): Self.expires(seconds) + "\npasswordExpWarned: 1"
            case .grace: Self.expires(-86400) + "\n" + Self.underPolicy("grace")
            case .expired: Self.expires(-86400)
            // The year 1970 is how the server writes that a password was reset.
            case .mustChange: "passwordExpirationTime: 19700101000000Z\npasswordExpWarned: 1"
            case .disabled: Self.expires(Self.lifetime) + "\nnsAccountLock: TRUE"
            case .locked:
                """
                \(Self.expires(Self.lifetime))
                \(Self.underPolicy("locking"))
                passwordRetryCount: 3
                accountUnlockTime: 19700101000000Z
                """
            case .lockable: Self.expires(Self.lifetime) + "\n" + Self.underPolicy("locking")
            }
        }

        /// The policy of everybody, as attributes of a policy or of the server's configuration.
        static let aging = """
            passwordExp: on
            passwordMaxAge: \(lifetime)
            passwordWarning: \(7 * 86400)
            passwordMustChange: on
            """

        static let policiesBase = "cn=nsPwPolicyContainer,\(Directory389.base)"

        /// The policies of their own that some states need, in LDIF.
        static let policies =
            policy("grace", "passwordGraceLimit: 3")
            + policy("locking", "passwordLockout: on\npasswordMaxFailure: 3\npasswordUnlock: off")

        private static func policy(_ name: String, _ rules: String) -> String {
            """
            dn: cn=\(name),\(policiesBase)
            objectClass: ldapSubEntry
            objectClass: passwordPolicy
            objectClass: extensibleObject
            cn: \(name)
            \(aging)
            \(rules)


            """
        }

        private static func underPolicy(_ name: String) -> String {
            "pwdPolicySubentry: cn=\(name),\(policiesBase)"
        }

        private static func expires(_ seconds: Int) -> String { "passwordExpirationTime: \(time(seconds))" }

        static func time(_ seconds: Int) -> String { GeneralizedTime.text(secondsFromNow: seconds) }
    }
}
