/// `dns:example.org`: a domain whose SRV records name the servers.
enum DomainName {
    /// Whether `text` means to be one, right or wrong.
    static func isMeant(by text: String) -> Bool { text.lowercased().hasPrefix("dns:") }

    /// The domain behind `dns:`, in lower case and without a dot at its end.
    static func parse(_ text: String) throws(Invalid) -> String {
        var domain = text.dropFirst("dns:".count)
        // Written in full, as DNS has it.
        if domain.hasSuffix(".") { domain.removeLast() }
        let form = "write dns:example.org"
        guard !domain.hasPrefix("/") else {
            let name = domain.drop { $0 == "/" }
            throw Invalid(
                "\(quoted(text)) is no domain: write dns:\(HostName.parse(name) ?? "example.org"), without slashes"
            )
        }
        guard !domain.contains(":") else {
            throw Invalid("\(quoted(text)) has a port, and the records bring theirs: \(form)")
        }
        guard domain.allSatisfy(\.isASCII) else {
            throw Invalid("\(quoted(text)) is not ASCII: write the xn-- form of the domain")
        }
        guard let name = HostName.parse(domain), !isNumber(name) else {
            throw Invalid("\(quoted(text)) is no domain: \(form)")
        }
        return name
    }

    /// An IPv4 address has no SRV records; the last label of a domain is never a number (RFC 3696, section 2).
    private static func isNumber(_ name: String) -> Bool {
        name.split(separator: ".").last.flatMap { WholeNumber.number($0) } != nil
    }
}
