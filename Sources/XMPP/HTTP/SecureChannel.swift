internal import CTLS

/// TLS over a TCP connection. The certificate, and that it is for this host, are always checked, by the authorities of the
/// system (or of OpenSSL's SSL_CERT_FILE).
@safe
final class SecureChannel: Channel {
    private let plain: PlainChannel
    /// `SSL_CTX *`
    private let context: OpaquePointer
    /// `SSL *`
    private let connection: OpaquePointer

    /// Shakes hands over `plain`.
    init(over plain: PlainChannel, host: String) throws(XMPPError) {
        guard let context = unsafe SSL_CTX_new(TLS_client_method()) else { throw .untrusted(Self.words) }
        guard let connection = unsafe SSL_new(context) else {
            unsafe SSL_CTX_free(context)
            throw .untrusted(Self.words)
        }
        self.plain = plain
        unsafe self.context = context
        unsafe self.connection = connection
        unsafe SSL_CTX_set_default_verify_paths(context)
        // SSL_new has copied the context's settings, so what follows is the connection's; the store is shared.
        guard unsafe ctls_refuse_old_versions(connection) == 1,
            unsafe SSL_set1_host(connection, host) == 1, unsafe ctls_set_server_name(connection, host) == 1,
            unsafe SSL_set_fd(connection, plain.descriptor) == 1
        else { throw .untrusted(Self.words) }
        unsafe SSL_set_verify(connection, SSL_VERIFY_PEER, nil)
        try plain.limitWaits()
        let result = unsafe SSL_connect(connection)
        guard result == 1 else { throw failure(result) }
    }

    deinit {
        unsafe SSL_free(connection)
        unsafe SSL_CTX_free(context)
    }

    func send(_ bytes: [UInt8]) throws(XMPPError) {
        try plain.limitWaits()
        // Without SSL_MODE_ENABLE_PARTIAL_WRITE all or nothing is written (SSL_write(3)).
        let result = unsafe SSL_write(connection, bytes, Int32(clamping: bytes.count))
        guard result > 0 else { throw failure(result) }
    }

    func receive() throws(XMPPError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 8192)
        try plain.limitWaits()
        let result = unsafe SSL_read(connection, &buffer, Int32(buffer.count))
        if result > 0 { return Array(buffer[..<Int(result)]) }
        if unsafe SSL_get_error(connection, result) == SSL_ERROR_ZERO_RETURN { return [] }
        throw failure(result)
    }

    private func failure(_ result: Int32) -> XMPPError {
        let verified = unsafe SSL_get_verify_result(connection)
        if verified != Int(X509_V_OK) {
            return .untrusted(unsafe String(cString: X509_verify_cert_error_string(verified)))
        }
        switch unsafe SSL_get_error(connection, result) {
        // The socket's own time ran out.
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .timeout
        default: return .untrusted(Self.words)
        }
    }

    /// The last words of OpenSSL's error queue, which is drained whole.
    private static var words: String {
        var words = "the connection ended"
        while true {
            let code = ERR_get_error()
            guard code != 0 else { return words }
            if let text = unsafe ERR_reason_error_string(code) { words = unsafe String(cString: text) }
        }
    }
}
