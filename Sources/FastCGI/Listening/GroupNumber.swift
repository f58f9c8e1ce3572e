internal import Glibc

/// The number of a group that is given by name, or by the number itself, by getgrnam_r(3).
func groupNumber(_ group: String) throws(ListenError) -> gid_t {
    if let number = gid_t(group), number != gid_t.max { return number }
    guard !group.isEmpty, !group.utf8.contains(0) else { throw .unknownGroup(group) }
    var entry = unsafe Glibc.group()
    var found: UnsafeMutablePointer<Glibc.group>?
    var size = 4096
    while size <= 1 << 20 {
        let memory = UnsafeMutablePointer<CChar>.allocate(capacity: size)
        defer { unsafe memory.deallocate() }
        switch unsafe getgrnam_r(group, &entry, memory, size, &found) {
        case 0:
            guard unsafe found != nil else { throw .unknownGroup(group) }
            return unsafe entry.gr_gid
        case ERANGE: size *= 4  // a group with many members
        case ENOENT, ESRCH: throw .unknownGroup(group)
        case let code: throw .system(call: "getgrnam_r", subject: "the group \(group)", code: code)
        }
    }
    throw .unknownGroup(group)
}
