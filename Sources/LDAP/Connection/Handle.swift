internal import CLDAP

/// An `LDAP *` and the one duty to unbind it.
@safe
final class Handle {
    /// The `LDAP *`.
    let pointer: OpaquePointer

    /// A handle without a connection, to hold options.
    init?() {
        var pointer: OpaquePointer?
        guard unsafe ldap_create(&pointer) == LDAP_SUCCESS, let pointer = unsafe pointer else { return nil }
        unsafe self.pointer = pointer
    }

    /// A handle over a connected socket, which it closes in the end; where it fails, the socket is still the caller's.
    ///
    /// - Parameter isLocal: whether it is a Unix socket.
    init?(takingOwnershipOf descriptor: Int32, url: String, isLocal: Bool) {
        var pointer: OpaquePointer?
        let kind = isLocal ? LDAP_PROTO_IPC : LDAP_PROTO_TCP
        let code = unsafe ldap_init_fd(descriptor, kind, url, &pointer)
        guard code == LDAP_SUCCESS, let pointer = unsafe pointer else { return nil }
        unsafe self.pointer = pointer
    }

    deinit { unsafe ldap_unbind_ext(pointer, nil, nil) }

    /// Sets an option that takes a string.
    func set(_ option: Int32, to value: String) -> Bool {
        unsafe value.withCString { unsafe ldap_set_option(pointer, option, $0) == LDAP_OPT_SUCCESS }
    }

    /// Sets an option that takes an `int`.
    func set(_ option: Int32, to value: Int32) -> Bool {
        unsafe withUnsafePointer(to: value) {
            unsafe ldap_set_option(pointer, option, $0) == LDAP_OPT_SUCCESS
        }
    }

    /// Sets an option that takes a `struct timeval`.
    func set(_ option: Int32, to value: timeval) -> Bool {
        unsafe withUnsafePointer(to: value) {
            unsafe ldap_set_option(pointer, option, $0) == LDAP_OPT_SUCCESS
        }
    }

    /// An option that is a text, given away by the library; empty where there is none.
    func text(of option: Int32) -> String {
        var text: UnsafeMutablePointer<CChar>?
        guard unsafe ldap_get_option(pointer, option, &text) == LDAP_OPT_SUCCESS else { return "" }
        return unsafe takingText(text)
    }

    /// The library's last result on this handle, and what it or the server added to it.
    var lastError: (code: ResultCode, diagnostic: String) {
        var code: Int32 = 0
        var text: UnsafeMutablePointer<CChar>?
        unsafe ldap_get_option(pointer, LDAP_OPT_RESULT_CODE, &code)
        unsafe ldap_get_option(pointer, LDAP_OPT_DIAGNOSTIC_MESSAGE, &text)
        return (ResultCode(rawValue: code), presentable(unsafe takingText(text)))
    }

    /// Both in one text.
    var lastWords: String {
        let (code, diagnostic) = lastError
        return diagnostic.isEmpty ? "\(code)" : "\(code): \(diagnostic)"
    }
}
