import CLDAP

@testable import LDAP

/// Distinguished names: an escaped value is read back as itself and stays one value; equality and the normal form agree.
///
/// The input is a name or a template, and a value or another name, parted by the byte FF.
func checkName(_ input: [UInt8]) {
    let texts = [input.part(0).text, input.part(1).text]
    checkEscaping(texts[1])
    for text in texts { checkPlainness(text) }
    let names = texts.compactMap { try? DistinguishedName(parsing: $0) }
    for name in names {
        requireSame(name.description, name.description, "a name is shown as it was written")
        require(name.isBelow(name), "a name is below itself")
        if let domain = name.dnsDomain {
            require(isVisible(domain) && name.suffix != nil, "a domain is one: \(domain)")
        }
        let normal = name.normalized
        // Bytes that are no text have a form of ours: it is for tables, and not for a directory.
        if !normal.contains("=#") {
            let again = try? DistinguishedName(parsing: normal)
            require(again?.normalized == normal, "the normal form is a name, and its own: \(normal)")
        }
    }
    if names.count == 2 {
        require(
            (names[0] == names[1]) == (names[0].normalized == names[1].normalized),
            "equal names, and no others, have one normal form: \(names[0].normalized) and \(names[1].normalized)"
        )
    }
    if let template = try? BindNameTemplate(parsing: texts[0]) { checkTemplate(template, texts[1]) }
}

/// What is read without libldap is what libldap reads.
private func checkPlainness(_ text: String) {
    let ours = try? DistinguishedName(parsing: text)
    let theirs = try? DistinguishedName(readByLibrary: text)
    require(ours == theirs, "a name means the same to libldap: \(text)")
    require(
        ours.map { Array($0.normalized.utf8) } == theirs.map { Array($0.normalized.utf8) },
        "a name has one normal form: \(text)")
}

private func checkEscaping(_ value: String) {
    guard !value.isEmpty else { return }
    let written = "uid=\(DistinguishedName.escapedValue(value)),ou=people,dc=example,dc=org"
    require(!written.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "no control character is left")
    let read = required(values(of: written), "libldap reads what was escaped: \(written)")
    require(
        read == [[Array(value.utf8)], [Array("people".utf8)], [Array("example".utf8)], [Array("org".utf8)]],
        "an escaped value is read as itself: \(written)")
}

private let marker = "zyxmarkerxyz"

private func checkTemplate(_ template: BindNameTemplate, _ value: String) {
    guard let filled = template.filled(value) else { return }
    switch template.form {
    case .distinguishedName:
        guard !template.description.lowercased().contains("zyxm"), let marked = template.filled(marker) else {
            return
        }
        let expected = required(values(of: marked), "libldap reads \(marked)").map { name in
            name.map { $0.replacing(Array(marker.utf8), with: Array(value.utf8)) }
        }
        require(values(of: filled) == expected, "a name typed changes nothing but itself: \(filled)")
    // By bytes: an accent makes another character of the sign before it to Swift, and not to a directory.
    case .principal(let realm):
        let (signs, end) = (filled.utf8.count { "@\\/:;".utf8.contains($0) }, Array(("@" + realm).utf8))
        require(Array(filled.utf8).suffix(end.count).elementsEqual(end) && signs == 1, "one realm: \(filled)")
    case .downLevel(let domain):
        let signs = filled.utf8.count { "@\\/:;".utf8.contains($0) }
        require(filled.utf8.starts(with: (domain + "\\").utf8) && signs == 1, "one domain: \(filled)")
    }
}

/// What libldap reads: of each part of the name its values.
private func values(of text: String) -> [[[UInt8]]]? {
    var parsed: LDAPDN?
    guard ldap_str2dn(text, &parsed, UInt32(LDAP_DN_FORMAT_LDAPV3)) == LDAP_SUCCESS, let parsed else {
        return nil
    }
    defer { ldap_dnfree(parsed) }
    var names: [[[UInt8]]] = []
    while let name = parsed[names.count] {
        var values: [[UInt8]] = []
        while let value = name[values.count]?.pointee.la_value {
            values.append([UInt8](UnsafeRawBufferPointer(start: value.bv_val, count: Int(value.bv_len))))
        }
        names.append(values)
    }
    return names
}
