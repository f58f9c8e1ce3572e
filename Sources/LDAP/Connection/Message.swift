internal import CLDAP

/// What the server sent in one message: an `LDAPMessage *`, freed with its last owner.
@safe
final class Message {
    let pointer: OpaquePointer
    /// `LDAP_RES_SEARCH_ENTRY`, `LDAP_RES_BIND` …
    let kind: Int32

    init(takingOwnershipOf pointer: OpaquePointer) {
        unsafe self.pointer = pointer
        kind = unsafe ldap_msgtype(pointer)
    }

    deinit { unsafe ldap_msgfree(pointer) }
}
