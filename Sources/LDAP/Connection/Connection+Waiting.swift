internal import CLDAP
internal import Glibc

extension Connection {
    /// The next message of an operation.
    ///
    /// - Parameter oneOfMany: a server takes longer for each message of a long list than we do. Who waits for each is woken
    ///   for each, and both come to a crawl: where none is there, some are left to gather for a moment.
    func nextMessage(
        of operation: Int32, until deadline: Deadline, step: LDAPError.Step, oneOfMany: Bool = false
    ) throws(LDAPError) -> Message {
        var looksOnly = oneOfMany
        while true {
            var timeLeft = looksOnly ? timeval(tv_sec: 0, tv_usec: 0) : deadline.timeLeft
            var message: OpaquePointer?
            let kind = unsafe ldap_result(handle.pointer, operation, Int32(LDAP_MSG_ONE), &timeLeft, &message)
            if kind > 0, let message = unsafe message {
                noteAnswer()
                return unsafe Message(takingOwnershipOf: message)
            }
            if deadline.hasPassed { throw failure(.timedOut, step) }
            if kind < 0 {
                // Any other code means that something came, and was no LDAP.
                if handle.lastError.code.rawValue != LDAP_SERVER_DOWN { noteAnswer() }
                throw failure(.connectionLost(handle.lastWords), step)
            }
            if looksOnly {
                looksOnly = false
                usleep(Self.gathering)
            }
        }
    }

    /// For how long the messages of a long list are left to gather, in microseconds.
    private static let gathering: UInt32 = 1_000

    /// Reads the end of an operation.
    func outcome(of message: Message, step: LDAPError.Step) throws(LDAPError) -> Outcome {
        var code: Int32 = 0
        var diagnostic: UnsafeMutablePointer<CChar>?
        var referrals: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let parsed = unsafe ldap_parse_result(
            handle.pointer, message.pointer, &code, nil, &diagnostic, &referrals, nil, 0)
        let words = unsafe takingText(diagnostic)
        defer {
            unsafe ber_memvfree(
                UnsafeMutableRawPointer(referrals)?.assumingMemoryBound(to: UnsafeMutableRawPointer?.self))
        }
        guard parsed == LDAP_SUCCESS else {
            throw failure(
                .connectionLost("the answer could not be read: \(ResultCode(rawValue: parsed))"), step)
        }
        var others: [String] = []
        if let referrals = unsafe referrals {
            while others.count < 8, let other = unsafe referrals[others.count] {
                others.append(presentable(unsafe String(cString: other)))
            }
        }
        return Outcome(code: ResultCode(rawValue: code), diagnostic: presentable(words), referrals: others)
    }

    /// Why a request could not even be sent.
    func sendFailure(_ code: Int32, _ step: LDAPError.Step, _ deadline: Deadline) -> LDAPError {
        if deadline.hasPassed { return failure(.timedOut, step) }
        switch code {
        case LDAP_FILTER_ERROR, LDAP_PARAM_ERROR, LDAP_ENCODING_ERROR, LDAP_NO_MEMORY:
            return failure(.refusedLocally("\(ResultCode(rawValue: code))"), step)
        default: return failure(.connectionLost(handle.lastWords), step)
        }
    }

    func failure(_ reason: LDAPError.Reason, _ step: LDAPError.Step) -> LDAPError {
        LDAPError(server: server, step: step, reason: reason)
    }
}
