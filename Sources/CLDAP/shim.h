// <sys/time.h> first: without it `struct timeval *` is imported as an opaque pointer.
#include <sys/time.h>
#include <ldap.h>
#include <openldap.h>

// LDAP_OPT_ON and LDAP_OPT_OFF are not imported: the one is the address of a variable, the other a cast.
static inline int cldap_switch_on(LDAP *ld, int option) { return ldap_set_option(ld, option, LDAP_OPT_ON); }
static inline int cldap_switch_off(LDAP *ld, int option) { return ldap_set_option(ld, option, LDAP_OPT_OFF); }

// LDAP_OPT_X_TLS_PROTOCOL_TLS1_2 is a macro of macros, which are not imported.
static const int cldap_tls_1_2 = LDAP_OPT_X_TLS_PROTOCOL_TLS1_2;

// The option takes a function as a data pointer, a cast that Swift has no safe spelling for.
static inline int cldap_log_to(void (*print)(const char *)) {
    return ber_set_option(NULL, LBER_OPT_LOG_PRINT_FN, (void *)print);
}
