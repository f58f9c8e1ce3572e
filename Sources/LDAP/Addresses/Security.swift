/// How a connection to a server is protected. Given for each server by name, so that nothing is plain by accident.
public enum Security: Sendable, Hashable {
    /// TLS from the first byte, for `ldaps://`.
    case ldaps
    /// TLS by StartTLS before anything else, for `ldap://`. A server that refuses it is not used.
    case startTLS
    /// No protection: passwords cross the network readable. For `ldap://` on loopback, or where the operator said so.
    case plainText
    /// No TLS, and none needed: for `ldapi://`, where the kernel carries the bytes from process to process.
    case localSocket
}
