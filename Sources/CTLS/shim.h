#include <openssl/err.h>
#include <openssl/ssl.h>

// SSL_set_tlsext_host_name is a macro, which is not imported.
static inline int ctls_set_server_name(SSL *connection, const char *name) {
    return (int)SSL_set_tlsext_host_name(connection, name);
}

// The same of SSL_set_min_proto_version: TLS 1.2, below which nothing is safe (RFC 8996).
static inline int ctls_refuse_old_versions(SSL *connection) {
    return (int)SSL_set_min_proto_version(connection, TLS1_2_VERSION);
}
