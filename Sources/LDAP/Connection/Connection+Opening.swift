internal import CLDAP
internal import Glibc
internal import Secrets

extension Connection {
    /// Connects, sets the handle up, starts TLS as `security` says and proves the server. Nothing is bound yet.
    ///
    /// - Parameter context: the shared TLS context; must be there where `security` is with TLS.
    static func open(
        to server: DirectoryServer, addresses: [SocketAddress], context: TLSContext?, until deadline: Deadline
    ) throws(LDAPError) -> Connection {
        do {
            let connection = try establish(
                server, addresses: addresses, context: context?.library, until: deadline)
            guard let context, [.ldaps, .startTLS].contains(server.security) else { return connection }
            try connection.operation(until: deadline) { () throws(LDAPError) in
                try connection.prove(by: context)
            }
            return connection
        } catch {
            guard case .certificate(let problem, let evidence) = error.reason, problem != .otherKey,
                let context
            else { throw error }
            let certificate = context.examiner.examine(server, addresses: addresses, until: deadline)
            throw LDAPError(
                server: error.server, step: error.step,
                reason: .certificate(
                    problem, CertificateEvidence(words: evidence.words, certificate: certificate)))
        }
    }

    /// Fetches the certificate that a server shows, believed or not. Nothing is sent after the handshake.
    static func certificate(
        of server: DirectoryServer, addresses: [SocketAddress], context: TLSLibraryContext,
        until deadline: Deadline
    ) throws(LDAPError) -> CertificateSummary? {
        let connection = try establish(server, addresses: addresses, context: context, until: deadline)
        defer { connection.spend() }
        return connection.peerCertificate
    }

    /// Opens a connection as far as `context` proves it by itself.
    private static func establish(
        _ server: DirectoryServer, addresses: [SocketAddress], context: TLSLibraryContext?,
        until deadline: Deadline
    ) throws(LDAPError) -> Connection {
        Library.prepare()
        let descriptor: Int32
        do {
            descriptor = try Socket.connect(to: addresses, until: deadline)
        } catch {
            throw LDAPError(server: server.address, step: .connect, reason: error.reason)
        }
        guard let connection = Connection(server: server.address, takingOwnershipOf: descriptor) else {
            close(descriptor)
            throw LDAPError(
                server: server.address, step: .connect,
                reason: .refusedLocally("no handle or no descriptor is left"))
        }
        try connection.operation(until: deadline) { () throws(LDAPError) in
            try connection.configure(context: context, until: deadline)
            switch server.security {
            case .plainText, .localSocket: break
            case .ldaps: try connection.shakeHands(context: context, until: deadline)
            case .startTLS:
                try connection.startTLS(until: deadline)
                try connection.shakeHands(context: context, until: deadline)
            }
            guard Socket.stopBlocking(descriptor) else {
                throw connection.failure(.unreachable(systemWords(errno)), .connect)
            }
            guard connection.readAhead() else {
                throw connection.failure(.refusedLocally("no memory is left"), .connect)
            }
        }
        return connection
    }

    /// Version 3; referrals are not followed, which would send a password wherever a server says; the handshake is
    /// bounded (`LDAP_OPT_NETWORK_TIMEOUT` counts only together with `LDAP_OPT_CONNECT_ASYNC`).
    private func configure(context: TLSLibraryContext?, until deadline: Deadline) throws(LDAPError) {
        let done =
            unsafe handle.set(LDAP_OPT_PROTOCOL_VERSION, to: LDAP_VERSION3)
            && cldap_switch_off(handle.pointer, LDAP_OPT_REFERRALS) == LDAP_OPT_SUCCESS
            && cldap_switch_off(handle.pointer, LDAP_OPT_RESTART) == LDAP_OPT_SUCCESS
            && cldap_switch_on(handle.pointer, LDAP_OPT_CONNECT_ASYNC) == LDAP_OPT_SUCCESS
            && handle.set(LDAP_OPT_NETWORK_TIMEOUT, to: deadline.timeLeft)
            && limitMessages()
        guard done, context?.apply(to: handle) ?? true else {
            throw failure(.refusedLocally("an option could not be set"), .connect)
        }
    }

    /// The most that is read as one message, in bytes: a person in 10,000 groups has about one million.
    private func limitMessages() -> Bool {
        guard let buffer = unsafe socketBuffer else { return false }
        var most: ber_len_t = 16 * 1024 * 1024
        return unsafe ber_sockbuf_ctrl(buffer, LBER_SB_OPT_SET_MAX_INCOMING, &most) == 1
    }

    /// From now on reads all that has come as far as there is room for it, in bytes: else the library asks the system for the
    /// head of each TLS record, then for the rest, and waits again before the next. Not before the handshake: what was sent in
    /// plain text must not be taken for what comes after it.
    private func readAhead() -> Bool {
        guard let buffer = unsafe socketBuffer else { return false }
        return unsafe cldap_read_ahead(buffer, 4096) == 0
    }

    private var socketBuffer: OpaquePointer? {
        var buffer: OpaquePointer?
        guard unsafe ldap_get_option(handle.pointer, LDAP_OPT_SOCKBUF, &buffer) == LDAP_OPT_SUCCESS else {
            return nil
        }
        return unsafe buffer
    }

    private func startTLS(until deadline: Deadline) throws(LDAPError) {
        var operation: Int32 = 0
        let sent = unsafe ldap_start_tls(handle.pointer, nil, nil, &operation)
        guard sent == LDAP_SUCCESS else { throw sendFailure(sent, .startTLS, deadline) }
        let answer = try nextMessage(of: operation, until: deadline, step: .startTLS)
        let outcome = try outcome(of: answer, step: .startTLS)
        guard outcome.code == .success else {
            throw failure(.startTLSRefused(outcome.code, diagnostic: outcome.diagnostic), .startTLS)
        }
    }

    private func shakeHands(context: TLSLibraryContext?, until deadline: Deadline) throws(LDAPError) {
        // Without a context libldap would take one of its own, with rules that are not ours.
        guard context != nil else { throw failure(.refusedLocally("there is no TLS context"), .handshake) }
        var words = ""
        let code = TLSDiagnosis.watching(&words) { unsafe ldap_install_tls(handle.pointer) }
        if code == LDAP_SUCCESS, unsafe ldap_tls_inplace(handle.pointer) == 1 { return }
        let problem = TLSDiagnosis.problem(in: words) ?? TLSDiagnosis.problem(in: handle.lastError.diagnostic)
        if let problem { throw failure(.certificate(problem, CertificateEvidence(words: words)), .handshake) }
        // The library may give up a moment early, and says "timed out" of a server that hangs up, too.
        if deadline.remaining < .milliseconds(100) { throw failure(.timedOut, .handshake) }
        if code == LDAP_TIMEOUT { throw failure(.handshake("the server did not answer in TLS"), .handshake) }
        throw failure(.handshake(words.isEmpty ? handle.lastWords : words), .handshake)
    }
}
