import CLDAP

@testable import LDAP

// Exported by libldap and in no header: what its searches make of a filter.
@_silgen_name("ldap_pvt_put_filter")
private func putFilter(_ ber: OpaquePointer, _ text: UnsafePointer<CChar>) -> CInt

/// Filters: whatever is filled in, libldap reads a filter of the same shape with the very bytes as its value.
///
/// The input is a template and a value, parted by the byte FF.
func checkFilter(_ input: [UInt8]) {
    let text = input.part(0).text
    let value = input.part(1).text
    do {
        checkTemplate(try FilterTemplate(parsing: text, placeholders: ["username", "dn", "id"]), value)
    } catch {
        require((1...text.unicodeScalars.count + 1).contains(error.position), "a problem is inside: \(error)")
        require(!error.message.contains { $0.isNewline }, "a problem is one line: \(error)")
    }
    let attribute = try? Filter.equality(text, Array(input.part(1)))
    if let attribute { require(tree(of: attribute) != nil, "libldap reads an equality: \(attribute)") }
}

/// What no template of the fuzzer's has in it, and needs no escaping.
private let marker = "zyxmarkerxyz"

private func checkTemplate(_ template: FilterTemplate, _ value: String) {
    checkRead(template.presence)
    func fill(_ text: String) -> LDAP.Filter? {
        try? template.filled(Dictionary(uniqueKeysWithValues: template.placeholders.map { ($0, text) }))
    }
    let marked = required(fill(marker), "a value that is not empty is filled in")
    checkRead(marked)
    guard !value.isEmpty else {
        require(template.placeholders.isEmpty || fill(value) == nil, "no empty value is filled in")
        return
    }
    let filled = required(fill(value), "a value that is not empty is filled in")
    checkRead(filled)
    guard !marked.text.replacing(marker, with: "").contains("zyxm") else { return }
    let expected = required(tree(of: marked), "libldap reads \(marked)").replacing(marker, with: value)
    require(tree(of: filled) == expected, "a value changes nothing but itself: \(filled)")

    // Bytes that are no text, as of an objectSid.
    let bytes = Array(value.utf8) + [0xFF, 0x00, 0x29]
    let binary = try? template.filled(
        [:], bytes: Dictionary(uniqueKeysWithValues: template.placeholders.map { ($0, bytes) }))
    require(
        tree(of: required(binary, "bytes are filled in"))?.shape == expected.shape, "bytes keep the shape")
}

/// Both our own parser and libldap's take it, and ours reads it as itself; but a brace is a placeholder's to ours.
private func checkRead(_ filter: LDAP.Filter) {
    if !filter.text.contains("{") {
        let again = try? LDAP.Filter(parsing: filter.text)
        requireSame(again?.text, filter.text, "a filter is read as itself")
    }
    require(tree(of: filter) != nil, "libldap reads what we let pass: \(filter)")
}

/// The filter as libldap sends it (RFC 4511, 4.5.1.7), or nil where it refuses it.
private func tree(of filter: LDAP.Filter) -> BERValue? {
    guard let ber = ber_alloc_t(LBER_USE_DER) else { return nil }
    defer { ber_free(ber, 1) }
    guard putFilter(ber, filter.text) == 0 else { return nil }
    var flat: UnsafeMutablePointer<berval>?
    guard ber_flatten(ber, &flat) == 0, let flat else { return nil }
    defer { ber_bvfree(flat) }
    let bytes = [UInt8](UnsafeRawBufferPointer(start: flat.pointee.bv_val, count: Int(flat.pointee.bv_len)))
    var rest = bytes[...]
    let value = BERValue(&rest)
    require(value != nil && rest.isEmpty, "libldap writes BER")
    return value
}
