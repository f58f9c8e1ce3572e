/// A name in the forms that Windows knows (MS-ADTS, 5.1.1.1.1).
enum TypedName: Equatable {
    /// `alice`
    case plain(String)
    /// `alice@corp.example`: a user principal name, or something that looks like one.
    case principal(name: String, domain: String)
    /// `CORP\alice` or `corp.example\alice`: a domain and a `sAMAccountName` in it.
    case ofDomain(String, name: String)

    /// Every text is a name in one of the forms; where a part would be empty, a plain one.
    init(_ text: String) {
        if let backslash = text.firstIndex(of: "\\") {
            let domain = String(text[..<backslash])
            let name = String(text[text.index(after: backslash)...])
            if !domain.isEmpty, !name.isEmpty {
                self = .ofDomain(domain, name: name)
                return
            }
        } else if let at = text.lastIndex(of: "@") {
            let name = String(text[..<at])
            let domain = String(text[text.index(after: at)...])
            if !domain.isEmpty, !name.isEmpty {
                self = .principal(name: name, domain: domain)
                return
            }
        }
        self = .plain(text)
    }
}
