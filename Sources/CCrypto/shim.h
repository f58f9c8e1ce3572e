#include <openssl/bio.h>
// For mallopt(3), which wipes what others free and which Swift's Glibc module leaves out.
#include <malloc.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
