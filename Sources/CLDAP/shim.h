// <sys/time.h> first: without it `struct timeval *` is imported as an opaque pointer.
#include <sys/time.h>
#include <ldap.h>
#include <openldap.h>

#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <arpa/nameser.h>
#include <resolv.h>

#include <dlfcn.h>
#include <sys/syscall.h>
#include <unistd.h>

// Between the socket and what reads it. A table of functions in a library is a variable that anybody could change, which
// Swift has no safe way to name.
static inline int cldap_read_ahead(Sockbuf *buffer, int size) {
    return ber_sockbuf_add_io(buffer, &ber_sockbuf_io_readahead, LBER_SBIOD_LEVEL_PROVIDER + 1, &size);
}

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

// The resolver's state has unions and bit fields, which are not imported, and h_errno is a macro. The state is one's own
// (res_ninit), so that any thread may ask. A name server, where given, is asked in the place of the system's, and soon
// given up.
static inline int cldap_srv_query(
    const char *name, const struct sockaddr_in *nameserver, unsigned char *answer, int capacity, int *error) {
    struct __res_state state;
    memset(&state, 0, sizeof state);
    *error = NETDB_INTERNAL;
    if (res_ninit(&state) != 0) return -1;
    if (nameserver) {
        state.nsaddr_list[0] = *nameserver;
        state.nscount = 1;
        state.retrans = 1;
        state.retry = 1;
    }
    int length = res_nquery(&state, name, ns_c_in, ns_t_srv, answer, capacity);
    if (length < 0) *error = state.res_h_errno;
    res_nclose(&state);
    return length;
}

// One SRV record (RFC 2782). A name has at most 255 bytes; escaped as text, each can take four.
struct cldap_srv {
    uint16_t priority, weight, port;
    uint32_t life;
    char target[1025];
};

// What reads a DNS message are macros and functions that take enumerations as `int`.
static inline int cldap_srv_begin(const unsigned char *answer, int length, ns_msg *message) {
    return ns_initparse(answer, length, message);
}

static inline int cldap_srv_count(ns_msg *message) { return ns_msg_count(*message, ns_s_an); }

// 1: an SRV record was read; 0: it is of another kind; -1: it cannot be read.
static inline int cldap_srv_read(ns_msg *message, int index, struct cldap_srv *record) {
    ns_rr rr;
    if (ns_parserr(message, ns_s_an, index, &rr) != 0) return -1;
    if (ns_rr_type(rr) != ns_t_srv || ns_rr_class(rr) != ns_c_in) return 0;
    if (ns_rr_rdlen(rr) < 7) return -1;
    const unsigned char *data = ns_rr_rdata(rr);
    record->priority = ns_get16(data);
    record->weight = ns_get16(data + 2);
    record->port = ns_get16(data + 4);
    record->life = ns_rr_ttl(rr);
    // Only inside of the message: a pointer may lead anywhere in it, and in a circle, which this notices.
    int used = ns_name_uncompress(
        ns_msg_base(*message), ns_msg_end(*message), data + 6, record->target, sizeof record->target);
    return used < 0 || used > ns_rr_rdlen(rr) - 6 ? -1 : 1;
}
