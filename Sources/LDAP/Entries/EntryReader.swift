internal import CLDAP

/// Reads an entry out of a message.
enum EntryReader {
    /// - Parameter room: the bytes that may still be read; what is read is taken off.
    /// - Returns: nil where the room does not suffice, or the message is no entry.
    static func read(_ message: Message, of handle: Handle, room: inout Int) -> Entry? {
        guard let name = unsafe ldap_get_dn(handle.pointer, message.pointer) else { return nil }
        let dn = unsafe takingText(name)
        room -= dn.utf8.count
        var attributes: [Entry.Attribute] = []
        var position: OpaquePointer?
        defer { if let position = unsafe position { unsafe ber_free(position, 0) } }
        var next = unsafe ldap_first_attribute(handle.pointer, message.pointer, &position)
        while let name = unsafe next {
            defer { unsafe ldap_memfree(name) }
            guard let values = unsafe values(of: name, in: message, handle, &room) else { return nil }
            attributes.append(
                Entry.Attribute(
                    description: AttributeDescription(unsafe String(cString: name)), values: values))
            unsafe next = ldap_next_attribute(handle.pointer, message.pointer, position)
        }
        return room < 0 ? nil : Entry(dn: dn, attributes: attributes)
    }

    private static func values(
        of name: UnsafePointer<CChar>, in message: Message, _ handle: Handle, _ room: inout Int
    ) -> [[UInt8]]? {
        guard let list = unsafe ldap_get_values_len(handle.pointer, message.pointer, name) else { return [] }
        defer { unsafe ldap_value_free_len(list) }
        var values: [[UInt8]] = []
        while let value = unsafe list[values.count] {
            // Every value counts for a little more than its bytes, so that a million empty ones are too many too.
            room -= unsafe Int(value.pointee.bv_len) + 16
            guard room >= 0 else { return nil }
            let bytes = unsafe UnsafeRawBufferPointer(
                start: value.pointee.bv_val, count: Int(value.pointee.bv_len))
            values.append(unsafe Array(bytes))
        }
        return values
    }
}
