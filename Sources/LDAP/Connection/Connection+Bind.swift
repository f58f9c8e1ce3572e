internal import CLDAP
internal import Secrets

extension Connection {
    /// A simple bind (RFC 4513, 5.1). Without a password it is the anonymous one, which only the service may ask for.
    /// As the user, it asks what the password policy has to say.
    ///
    /// - Parameter dn: whatever the directory takes as a name; Active Directory knows more than distinguished names.
    func bind(
        dn: String, password: SecretBytes?, until deadline: Deadline, step: LDAPError.Step
    ) throws(LDAPError) -> Outcome {
        // A NUL would cut the name short in C, and so bind as somebody else.
        guard !dn.utf8.contains(0) else { throw failure(.refusedLocally("there is a NUL in the name"), step) }
        return try operation(until: deadline) { () throws(LDAPError) in
            let (sent, operation) =
                unsafe step == .userBind ? sendAskingForPolicy(dn, password) : send(dn, password, nil)
            guard sent == LDAP_SUCCESS else { throw sendFailure(sent, step, deadline) }
            let answer = try nextMessage(of: operation, until: deadline, step: step)
            var outcome = try outcome(of: answer, step: step)
            if step == .userBind {
                outcome.policy = PasswordPolicyControls.answer(in: answer, of: handle, code: outcome.code)
            }
            return outcome
        }
    }

    private func sendAskingForPolicy(
        _ dn: String, _ password: SecretBytes?
    ) -> (code: Int32, operation: Int32) {
        unsafe PasswordPolicyControls.withRequest(on: handle) { unsafe send(dn, password, $0) }
            ?? (LDAP_NO_MEMORY, 0)
    }

    /// The password goes to the library from where it lies, without another copy here.
    private func send(
        _ dn: String, _ password: SecretBytes?,
        _ controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?
    ) -> (code: Int32, operation: Int32) {
        var operation: Int32 = 0
        guard let password else {
            var nothing = unsafe berval(bv_len: 0, bv_val: nil)
            let code = unsafe ldap_sasl_bind(handle.pointer, dn, nil, &nothing, controls, nil, &operation)
            return (code, operation)
        }
        let code = unsafe password.withUnsafeBytes { bytes in
            // The library takes a mutable pointer and only reads.
            let text = unsafe UnsafeMutablePointer(
                mutating: bytes.baseAddress?.assumingMemoryBound(to: CChar.self))
            var credential = unsafe berval(bv_len: ber_len_t(bytes.count), bv_val: text)
            return unsafe ldap_sasl_bind(handle.pointer, dn, nil, &credential, controls, nil, &operation)
        }
        return (code, operation)
    }

    /// A SASL bind with the mechanism EXTERNAL (RFC 4513, 5.2.3): the server takes the identity from TLS or from the
    /// local socket.
    ///
    /// The bind is put together by libldap itself and needs none of Cyrus SASL's plug-ins.
    func bindExternally(until deadline: Deadline) throws(LDAPError) -> Outcome {
        try operation(until: deadline) { () throws(LDAPError) in
            var operation: Int32 = 0
            var end: CChar = 0
            let sent = unsafe withUnsafeMutablePointer(to: &end) { end in
                // Empty, but there: the authorization identity that is derived from the authentication identity
                // (RFC 4422, appendix A). Without it OpenLDAP would ask for it, in a second round.
                var identity = unsafe berval(bv_len: 0, bv_val: end)
                return unsafe ldap_sasl_bind(
                    handle.pointer, "", "EXTERNAL", &identity, nil, nil, &operation)
            }
            guard sent == LDAP_SUCCESS else { throw sendFailure(sent, .serviceBind, deadline) }
            let answer = try nextMessage(of: operation, until: deadline, step: .serviceBind)
            return try outcome(of: answer, step: .serviceBind)
        }
    }
}
