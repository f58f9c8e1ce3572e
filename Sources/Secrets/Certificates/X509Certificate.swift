internal import CCrypto
internal import Glibc

/// An `X509 *` and the one duty to free it.
@safe
final class X509Certificate {
    /// The `X509 *`.
    let pointer: OpaquePointer

    /// - Throws: `CryptoFailure` where `der` is not one whole certificate.
    init(der: [UInt8]) throws(CryptoFailure) {
        let operation = "reading a certificate"
        guard der.count <= CertificateSummary.limit else {
            throw CryptoFailure(operation: operation, reasons: ["it is larger than 65536 bytes"])
        }
        let (pointer, rest) = unsafe der.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            let pointer = unsafe d2i_X509(nil, &next, bytes.count)
            let read = unsafe (next ?? bytes.baseAddress).map { unsafe $0 - (bytes.baseAddress ?? $0) } ?? 0
            return unsafe (pointer, bytes.count - read)
        }
        guard let pointer = unsafe pointer else { throw CryptoFailure.draining(operation) }
        unsafe self.pointer = pointer
        guard rest == 0 else {
            throw CryptoFailure(operation: operation, reasons: ["something follows it"])
        }
    }

    deinit { unsafe X509_free(pointer) }

    /// The SHA-256 of the SubjectPublicKeyInfo.
    func keyDigest() throws(CryptoFailure) -> [UInt8] {
        let operation = "reading the public key of a certificate"
        var encoded: UnsafeMutablePointer<UInt8>?
        let count = unsafe i2d_X509_PUBKEY(X509_get_X509_PUBKEY(pointer), &encoded)
        guard count > 0, let encoded = unsafe encoded else { throw CryptoFailure.draining(operation) }
        defer { unsafe ccrypto_free(encoded) }
        var digest = [UInt8](repeating: 0, count: 32)
        var size: UInt32 = 0
        guard unsafe EVP_Digest(encoded, Int(count), &digest, &size, EVP_sha256(), nil) == 1, size == 32
        else { throw CryptoFailure.draining(operation) }
        return digest
    }

    /// The kind and size of the key.
    var keyDescription: String {
        guard let key = unsafe X509_get0_pubkey(pointer), let kind = unsafe EVP_PKEY_get0_type_name(key)
        else {
            return "unknown"
        }
        return unsafe CertificateText.cleaned(String(cString: kind)) + ", \(EVP_PKEY_get_bits(key)) bits"
    }

    /// The names and addresses of the subject (RFC 5280, 4.2.1.6), at most `limit` of each.
    func alternativeNames(limit: Int) -> (hosts: [String], addresses: [String], areMore: Bool) {
        var result = (hosts: [String](), addresses: [String](), areMore: false)
        guard let list = unsafe X509_get_ext_d2i(pointer, NID_subject_alt_name, nil, nil) else {
            return result
        }
        let names = OpaquePointer(list)
        defer { unsafe GENERAL_NAMES_free(names) }
        for index in 0..<max(0, unsafe OPENSSL_sk_num(names)) {
            guard let name = unsafe OPENSSL_sk_value(names, index) else { continue }
            var kind: Int32 = 0
            let general = unsafe name.assumingMemoryBound(to: GENERAL_NAME.self)
            let value = unsafe GENERAL_NAME_get0_value(general, &kind)
            guard kind == GEN_DNS || kind == GEN_IPADD, let value = unsafe value else { continue }
            let bytes = unsafe Self.bytes(value.assumingMemoryBound(to: ASN1_STRING.self))
            guard (kind == GEN_DNS ? result.hosts : result.addresses).count < limit else {
                result.areMore = true
                break
            }
            if kind == GEN_DNS {
                result.hosts.append(CertificateText.cleaned(String(decoding: bytes, as: UTF8.self)))
            } else {
                result.addresses.append(Self.address(bytes))
            }
        }
        return result
    }

    private static func bytes(_ string: UnsafePointer<ASN1_STRING>) -> [UInt8] {
        let count = unsafe Int(ASN1_STRING_length(string))
        return unsafe Array(UnsafeBufferPointer(start: ASN1_STRING_get0_data(string), count: max(0, count)))
    }

    /// 4 or 16 bytes, as they are written.
    private static func address(_ bytes: [UInt8]) -> String {
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard bytes.count == 4 || bytes.count == 16 else { return "an unreadable address" }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard unsafe inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else {
            return "an unreadable address"
        }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
