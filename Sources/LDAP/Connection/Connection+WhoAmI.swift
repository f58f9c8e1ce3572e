internal import CLDAP

extension Connection {
    /// Asks the server whom it takes us for ("Who am I?", RFC 4532).
    ///
    /// - Returns: the authorization identity, such as `dn:cn=jitsi,…` or `u:CORP\jitsi`; empty: nobody.
    func whoAmI(until deadline: Deadline) throws(LDAPError) -> String {
        try operation(until: deadline) { () throws(LDAPError) in
            var operation: Int32 = 0
            let sent = unsafe ldap_whoami(handle.pointer, nil, nil, &operation)
            guard sent == LDAP_SUCCESS else { throw sendFailure(sent, .serviceBind, deadline) }
            let answer = try nextMessage(of: operation, until: deadline, step: .serviceBind)
            let outcome = try outcome(of: answer, step: .serviceBind)
            guard outcome.code == .success else {
                throw failure(.result(outcome.code, diagnostic: outcome.diagnostic), .serviceBind)
            }
            var value: UnsafeMutablePointer<berval>?
            unsafe ldap_parse_whoami(handle.pointer, answer.pointer, &value)
            defer { unsafe ber_bvfree(value) }
            guard let value = unsafe value?.pointee, let bytes = unsafe value.bv_val else { return "" }
            let text = unsafe UnsafeRawBufferPointer(start: bytes, count: Int(clamping: value.bv_len))
            return presentable(unsafe String(decoding: text, as: UTF8.self))
        }
    }
}
