/// Whose certificates are believed, and by which certificate the service makes itself known.
///
/// What is configured is always demanded; nothing switches the check of a server off.
public struct Trust: Sendable, Hashable {
    /// Who vouches for the servers: their certificates must be valid, chain up to one of these, and hold the server's
    /// name.
    public enum Authorities: Sendable, Hashable {
        /// The certificate authorities that the system believes.
        case system
        /// The certificate authorities in a PEM file, given by its path, and no others.
        case file(String)
        /// The certificate authorities in the PEM files of a folder, given by its path, and no others.
        case directory(String)
        /// Nobody: the pins alone prove a server, as with DANE-EE (RFC 7671, 5.1). Needs at least one pin.
        case none
    }

    /// Who vouches for the servers.
    public var authorities: Authorities
    /// The public keys that servers may have; empty: any. A server must have one of them, **and** satisfy
    /// `authorities`.
    public var pins: [KeyPin]
    /// What the service shows to servers that ask for a certificate; needed for `ServiceAccount.external` over TLS.
    public var clientCertificate: ClientCertificate?

    /// Trust in `authorities`, narrowed down to `pins` where there are any.
    public init(
        authorities: Authorities = .system, pins: [KeyPin] = [], clientCertificate: ClientCertificate? = nil
    ) {
        self.authorities = authorities
        self.pins = pins
        self.clientCertificate = clientCertificate
    }

    /// Trust in the authorities that the system believes.
    public static let system = Trust()

    /// Trust in the authorities in a PEM file, and no others.
    public static func file(_ path: String) -> Trust { Trust(authorities: .file(path)) }

    /// Trust in the authorities in the PEM files of a folder, and no others.
    public static func directory(_ path: String) -> Trust { Trust(authorities: .directory(path)) }

    /// Trust in servers with one of these keys, whoever has issued their certificates.
    public static func pinned(_ pins: [KeyPin]) -> Trust { Trust(authorities: .none, pins: pins) }
}
