#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// OPENSSL_free is a macro with the file and the line in it, which is not imported.
static inline void ccrypto_free(void *memory) { OPENSSL_free(memory); }

// ERR_GET_REASON and ERR_GET_LIB are inline functions behind macros; this is the one end that is none: no further
// "-----BEGIN".
static inline int ccrypto_is_end_of_pem(unsigned long code) {
    return ERR_GET_LIB(code) == ERR_LIB_PEM && ERR_GET_REASON(code) == PEM_R_NO_START_LINE;
}

// XN_FLAG_RFC2253 is a macro of macros, which are not imported. Without ESC_MSB letters beyond ASCII stay readable.
static const unsigned long ccrypto_name_style = XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB;
