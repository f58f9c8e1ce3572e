extension BindReader {
    /// `sasl: external` with `certificate-file` and `key-file`.
    func external(isChosen: Bool) -> Bind? {
        let word = section.value("sasl", Self.mechanism)
        let certificate = section.value("certificate-file", surroundings.path)
        let key = section.value(
            "key-file", default: surroundings.standardSecret("ldap-client-key"), surroundings.secret)
        guard isChosen, let word, channel.isKnown else { return nil }
        if channel.isLocal {
            for key in ["certificate-file", "key-file"] where section.has(key) {
                section.report(
                    "is not used over ldapi://, where the socket tells who asks: remove it",
                    at: section.keyPosition(key), key: key)
            }
            return .external(certificateFile: nil, keyFile: nil)
        }
        if let plain = channel.plain {
            section.report(
                "shows a certificate, for which \(quoted(plain.value)) has no TLS: "
                    + "write ldaps:// or start-tls: true, or ldapi:// for a server on this machine",
                at: word.position,
                key: "sasl")
            return nil
        }
        reportMissingCertificate(word)
        guard let certificate else { return nil }
        return .external(certificateFile: certificate, keyFile: key)
    }

    private func reportMissingCertificate(_ word: Located<String>) {
        guard !section.has("certificate-file") else { return }
        if section.has("key-file") {
            section.reportMissing("certificate-file", "name the certificate of key-file")
        } else {
            section.report(
                "shows a certificate to these servers: write certificate-file beside it, "
                    + "and put its key into the file ldap-client-key",
                at: word.position, key: "sasl")
        }
    }

    private static func mechanism(_ text: String) throws(Invalid) -> String {
        guard text != "external" else { return text }
        guard text.lowercased() != "external" else {
            throw Invalid("\(quoted(text)) is unknown: write external")
        }
        throw Invalid(
            "\(quoted(text)) is not supported: write external (by certificate or by socket), or dn with password-file"
        )
    }
}
