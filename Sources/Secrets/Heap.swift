internal import CCrypto

/// What the C library does with freed memory.
public enum Heap {
    /// Has every freed block overwritten: libldap and libfcgi free their copies of a password unwiped.
    ///
    /// To be called first of all, before other threads run. Source: mallopt(3), `M_PERTURB`.
    public static func overwriteFreedMemory() {
        mallopt(M_PERTURB, 0x5a)
    }
}
