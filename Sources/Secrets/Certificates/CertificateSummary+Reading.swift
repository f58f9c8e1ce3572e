internal import CCrypto
internal import Glibc

extension CertificateSummary {
    /// The largest certificate that is read, in bytes; usual ones have 1,000 to 3,000.
    public static let limit = 65_536

    /// Reads an X.509 certificate in DER, from whomever it comes.
    ///
    /// - Throws: `CryptoFailure` for anything that is no whole certificate, or is larger than `limit`.
    public init(der: [UInt8]) throws(CryptoFailure) {
        let certificate = try X509Certificate(der: der)
        let pointer = unsafe certificate.pointer
        guard let begins = unsafe Self.moment(X509_get0_notBefore(pointer)),
            let ends = unsafe Self.moment(X509_get0_notAfter(pointer))
        else { throw CryptoFailure.draining("reading the dates of a certificate") }
        subject = unsafe Self.text(X509_get_subject_name(pointer))
        issuer = unsafe Self.text(X509_get_issuer_name(pointer))
        let names = certificate.alternativeNames(limit: 20)
        hostNames = names.hosts
        addresses = names.addresses
        holdsMoreNames = names.areMore
        notBefore = begins
        notAfter = ends
        isSelfSigned = unsafe X509_self_signed(pointer, 1) == 1
        keyDigest = try certificate.keyDigest()
        key = certificate.keyDescription
        signatureAlgorithm = unsafe Self.name(ofAlgorithm: X509_get_signature_nid(pointer))
        // What was asked above and failed must not show up as the reason of a later failure on this thread.
        ERR_clear_error()
    }

    /// An `X509_NAME *` in words.
    private static func text(_ name: OpaquePointer?) -> String {
        guard let name = unsafe name, let memory = unsafe BIO_new(BIO_s_mem()) else { return "" }
        defer { unsafe BIO_free(memory) }
        guard unsafe X509_NAME_print_ex(memory, name, 0, ccrypto_name_style) >= 0 else { return "" }
        var bytes = [UInt8](repeating: 0, count: 1024)
        let count = unsafe BIO_read(memory, &bytes, Int32(bytes.count))
        return CertificateText.cleaned(String(decoding: bytes.prefix(max(0, Int(count))), as: UTF8.self))
    }

    /// An `ASN1_TIME *`; nil where it is none.
    private static func moment(_ time: UnsafePointer<ASN1_TIME>?) -> CertificateTime? {
        var parts = unsafe tm()
        guard unsafe ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
        return CertificateTime(seconds: Int64(unsafe timegm(&parts)))
    }

    private static func name(ofAlgorithm number: Int32) -> String {
        guard number != NID_undef, let name = unsafe OBJ_nid2ln(number) else { return "unknown" }
        return unsafe String(cString: name)
    }
}
