internal import CLDAP

/// What a directory answers to an operation (RFC 4511, appendix A).
public struct ResultCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number of the result.
    public let rawValue: Int32

    /// Any number; negative ones are the library's own, not a server's.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The operation succeeded. The corresponding C constant is `LDAP_SUCCESS`.
    public static let success = ResultCode(rawValue: 0)
    /// Out of its order. The corresponding C constant is `LDAP_OPERATIONS_ERROR`.
    public static let operationsError = ResultCode(rawValue: 1)
    /// The server could not read the message. The corresponding C constant is `LDAP_PROTOCOL_ERROR`.
    public static let protocolError = ResultCode(rawValue: 2)
    /// The server took longer than it was given. The corresponding C constant is `LDAP_TIMELIMIT_EXCEEDED`.
    public static let timeLimitExceeded = ResultCode(rawValue: 3)
    /// More entries match than were asked for. The corresponding C constant is `LDAP_SIZELIMIT_EXCEEDED`.
    public static let sizeLimitExceeded = ResultCode(rawValue: 4)
    /// The server wants another way to sign in. The corresponding C constant is `LDAP_AUTH_METHOD_NOT_SUPPORTED`.
    public static let authMethodNotSupported = ResultCode(rawValue: 7)
    /// The server wants TLS or a stronger bind. The corresponding C constant is `LDAP_STRONG_AUTH_REQUIRED`.
    public static let strongerAuthRequired = ResultCode(rawValue: 8)
    /// Another server is to be asked. The corresponding C constant is `LDAP_REFERRAL`.
    public static let referral = ResultCode(rawValue: 10)
    /// A limit of the server's own. The corresponding C constant is `LDAP_ADMINLIMIT_EXCEEDED`.
    public static let adminLimitExceeded = ResultCode(rawValue: 11)
    /// The server wants TLS. The corresponding C constant is `LDAP_CONFIDENTIALITY_REQUIRED`.
    public static let confidentialityRequired = ResultCode(rawValue: 13)
    /// A rule was broken; in answer to a bind: locked. The corresponding C constant is `LDAP_CONSTRAINT_VIOLATION`.
    public static let constraintViolation = ResultCode(rawValue: 19)
    /// There is no such entry. The corresponding C constant is `LDAP_NO_SUCH_OBJECT`.
    public static let noSuchObject = ResultCode(rawValue: 32)
    /// The entry has no password. The corresponding C constant is `LDAP_INAPPROPRIATE_AUTH`.
    public static let inappropriateAuthentication = ResultCode(rawValue: 48)
    /// The name or the password is wrong. The corresponding C constant is `LDAP_INVALID_CREDENTIALS`.
    public static let invalidCredentials = ResultCode(rawValue: 49)
    /// Not allowed to whoever is bound. The corresponding C constant is `LDAP_INSUFFICIENT_ACCESS`.
    public static let insufficientAccess = ResultCode(rawValue: 50)
    /// Too busy, try later. The corresponding C constant is `LDAP_BUSY`.
    public static let busy = ResultCode(rawValue: 51)
    /// Shutting down or not ready. The corresponding C constant is `LDAP_UNAVAILABLE`.
    public static let unavailable = ResultCode(rawValue: 52)
    /// The server will not do it. The corresponding C constant is `LDAP_UNWILLING_TO_PERFORM`.
    public static let unwillingToPerform = ResultCode(rawValue: 53)
    /// Something else went wrong inside the server. The corresponding C constant is `LDAP_OTHER`.
    public static let other = ResultCode(rawValue: 80)

    /// Whether it says that this server is in no state to answer, and a neighbour may be.
    ///
    /// `operationsError` is among them: Active Directory gives it to searches on a connection that lost its bind.
    var speaksAgainstServer: Bool {
        let troubles: [ResultCode] = [
            .operationsError, .protocolError, .timeLimitExceeded, .adminLimitExceeded, .busy, .unavailable,
            .other,
        ]
        return rawValue < 0 || troubles.contains(self)
    }

    /// The library's words and the number, such as "Server is busy (51)".
    public var description: String {
        unsafe String(cString: ldap_err2string(rawValue)) + " (\(rawValue))"
    }
}
