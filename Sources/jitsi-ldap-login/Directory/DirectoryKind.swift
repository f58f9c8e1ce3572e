/// What software the directory runs (`directory.kind`).
enum DirectoryKind: Sendable {
    /// Active Directory, or Samba's domain controller.
    case activeDirectory
    /// OpenLDAP's slapd.
    case openLDAP
    /// FreeIPA, or 389 Directory Server in it or by itself.
    case freeIPA
}
