internal import Glibc

/// What the C library does with freed memory.
enum Heap {
    /// Has every freed block overwritten: libldap and libfcgi free their copies of a password unwiped.
    ///
    /// To be called first of all; mallopt(3), `M_PERTURB`.
    static func overwriteFreedMemory() {
        mallopt(M_PERTURB, 0x5a)
    }
}
