internal import CCrypto

/// The certificates in a text (PEM, RFC 7468).
public enum PEMCertificates {
    /// Reads every certificate in `text`, in DER and in their order; everything else in it is passed over.
    ///
    /// - Throws: `CryptoFailure` where what is marked as a certificate is none.
    public static func read(_ text: [UInt8]) throws(CryptoFailure) -> [[UInt8]] {
        try unsafe text.withUnsafeBufferPointer { (bytes) throws(CryptoFailure) in
            guard let count = Int32(exactly: bytes.count),
                let memory = unsafe BIO_new_mem_buf(bytes.baseAddress, count)
            else { return [] }
            defer { unsafe BIO_free(memory) }
            var found: [[UInt8]] = []
            while let block = unsafe try PEMBlock(nextIn: memory) {
                guard block.isCertificate else { continue }
                found.append(try PEMCertificates.certificate(in: block.bytes))
            }
            return found
        }
    }

    /// The certificate at the beginning of `bytes`: behind a "TRUSTED CERTIFICATE" stands what OpenSSL thinks of it.
    private static func certificate(in bytes: [UInt8]) throws(CryptoFailure) -> [UInt8] {
        let length = unsafe bytes.withUnsafeBufferPointer { bytes -> Int? in
            var next = bytes.baseAddress
            guard let certificate = unsafe d2i_X509(nil, &next, bytes.count) else { return nil }
            unsafe X509_free(certificate)
            return unsafe next.flatMap { end in unsafe bytes.baseAddress.map { unsafe end - $0 } }
        }
        guard let length else { throw CryptoFailure.draining("reading a certificate in PEM") }
        return Array(bytes.prefix(length))
    }
}

/// What stands between "-----BEGIN" and "-----END".
private struct PEMBlock {
    let isCertificate: Bool
    let bytes: [UInt8]

    /// Reads on in a `BIO *`; nil at its end.
    init?(nextIn memory: OpaquePointer) throws(CryptoFailure) {
        var kind: UnsafeMutablePointer<CChar>?
        var header: UnsafeMutablePointer<CChar>?
        var data: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard unsafe PEM_read_bio(memory, &kind, &header, &data, &count) == 1 else {
            let isEnd = ccrypto_is_end_of_pem(ERR_peek_last_error()) == 1
            let failure = CryptoFailure.draining("reading a certificate in PEM")
            if isEnd { return nil }
            throw failure
        }
        defer {
            unsafe ccrypto_free(kind)
            unsafe ccrypto_free(header)
            unsafe OPENSSL_cleanse(data, count)
            unsafe ccrypto_free(data)
        }
        let name = unsafe kind.map { unsafe String(cString: $0) } ?? ""
        isCertificate = ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"].contains(name)
        // Of anything else, such as a private key, no copy is made.
        bytes = isCertificate ? unsafe Array(UnsafeBufferPointer(start: data, count: count)) : []
    }
}
