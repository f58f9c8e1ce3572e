#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>

// For mallopt(3), which has freed memory overwritten and which Swift's Glibc module leaves out.
#include <malloc.h>
