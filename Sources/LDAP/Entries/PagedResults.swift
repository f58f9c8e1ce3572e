internal import CLDAP

/// The control that asks for a long result in pages (RFC 2696). Active Directory gives no more than 1,000 entries
/// (`MaxPageSize`, [MS-ADTS] 3.1.1.3.4.6) without it.
struct PagedResults {
    /// How many entries a page has at most.
    static let pageSize: Int32 = 1000

    /// Where the server is to go on; empty at the beginning.
    private let cookie: [UInt8]

    /// The first page.
    static let first = PagedResults(cookie: [])

    /// Lends `body` a list with the one request control. It is not critical: a server without pages disregards it
    /// (RFC 4511, 4.1.11), and gives everything at once.
    ///
    /// - Returns: nil where the library had no memory for it.
    func withRequest<Result>(
        on handle: Handle, _ body: (UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>) -> Result
    ) -> Result? {
        var control: UnsafeMutablePointer<LDAPControl>?
        var bytes = cookie
        let code = unsafe bytes.withUnsafeMutableBytes { buffer in
            var value = unsafe berval(
                bv_len: ber_len_t(buffer.count),
                bv_val: buffer.baseAddress?.assumingMemoryBound(to: CChar.self))
            return unsafe ldap_create_page_control(handle.pointer, Self.pageSize, &value, 0, &control)
        }
        guard code == LDAP_SUCCESS else { return nil }
        defer { unsafe ldap_control_free(control) }
        var list = unsafe [control, nil]
        return unsafe list.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe body($0) }
        }
    }

    /// What comes after a page.
    enum Continuation {
        /// This was the last one, or the server has no pages.
        case end
        case page(PagedResults)
        /// The server speaks of pages, but not so that it can be understood: there may be more.
        case unreadable
    }

    /// What comes after the page that ends with `message`.
    static func continuation(after message: Message, of handle: Handle) -> Continuation {
        var controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?
        let parsed = unsafe ldap_parse_result(
            handle.pointer, message.pointer, nil, nil, nil, nil, &controls, 0)
        defer { unsafe ldap_controls_free(controls) }
        guard parsed == LDAP_SUCCESS else { return .unreadable }
        guard let controls = unsafe controls,
            let control = unsafe ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, nil)
        else { return .end }
        // Of an empty value liblber 2.5 reads the first byte at address 0.
        guard unsafe control.pointee.ldctl_value.bv_len > 0 else { return .unreadable }
        var estimate: ber_int_t = 0
        var value = unsafe berval(bv_len: 0, bv_val: nil)
        defer { unsafe ber_memfree(value.bv_val) }
        guard
            unsafe ldap_parse_pageresponse_control(handle.pointer, control, &estimate, &value) == LDAP_SUCCESS
        else { return .unreadable }
        let cookie = unsafe Array(UnsafeRawBufferPointer(start: value.bv_val, count: Int(value.bv_len)))
        return cookie.isEmpty ? .end : .page(PagedResults(cookie: cookie))
    }
}
