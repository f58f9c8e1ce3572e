// <sys/time.h> first: without it `struct timeval *` is imported as an opaque pointer.
#include <sys/time.h>
#include <ldap.h>
#include <openldap.h>

#include <dlfcn.h>
#include <sys/syscall.h>
#include <unistd.h>

// libldap brings GnuTLS along; where it was built with another TLS library there is nothing to silence. Looked up by
// name, so that the program need not be linked with it.
static inline void cldap_silence_gnutls(void) {
    void (*set_level)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "gnutls_global_set_log_level");
    if (set_level) set_level(0);
}

// memfd_create(2) with MFD_CLOEXEC, which Swift's Glibc module leaves out: it is declared for _GNU_SOURCE only.
static inline int cldap_memory_file(void) { return (int)syscall(SYS_memfd_create, "tls", 1U); }

// LDAP_OPT_ON and LDAP_OPT_OFF are not imported: the one is the address of a variable, the other a cast.
static inline int cldap_switch_on(LDAP *ld, int option) { return ldap_set_option(ld, option, LDAP_OPT_ON); }
static inline int cldap_switch_off(LDAP *ld, int option) { return ldap_set_option(ld, option, LDAP_OPT_OFF); }

// LDAP_OPT_X_TLS_PROTOCOL_TLS1_2 is a macro of macros, which are not imported.
static const int cldap_tls_1_2 = LDAP_OPT_X_TLS_PROTOCOL_TLS1_2;

// The option takes a function as a data pointer, a cast that Swift has no safe spelling for.
static inline int cldap_log_to(void (*print)(const char *)) {
    return ber_set_option(NULL, LBER_OPT_LOG_PRINT_FN, (void *)print);
}
