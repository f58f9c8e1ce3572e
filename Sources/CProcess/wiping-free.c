// free and realloc for the whole process, its libraries included: they wipe what they give back.
//
// mallopt's M_PERTURB does not: in glibc (2.26 and later) a freed block of up to 1,032 bytes goes to the thread's cache
// as it is, and of a larger one the last eight bytes stay. libldap, libfcgi, GnuTLS, libcrypto and Swift's own texts
// leave passwords and tokens in just such blocks.
//
// Symbols of the program come before those of the C library (ld.so(8)), for the library's own calls too. What really
// frees is glibc's, by its other name. What is given up: glibc knows a block that is freed twice by a mark in it, which is
// wiped with the rest (where it goes to the thread's cache; of larger ones it keeps other books). Swift may not define a function of this name: hence C.

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

// A sanitizer has an allocator of its own.
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer) && !__has_feature(memory_sanitizer)

extern void __libc_free(void *block);

// Without no_builtin the compiler may take what is written here for what it knows of free, and leave it out.
__attribute__((no_builtin)) void free(void *block) {
    if (block == NULL) return;
    // The whole of the block and not only what was asked for: realloc may have used the rest. What the barrier does not let
    // the compiler leave out is explicit_bzero(3) without its two calls more, for every block.
    memset(block, 0, malloc_usable_size(block));
    __asm__ volatile("" : : "r"(block) : "memory");
    __libc_free(block);
}

// glibc's would free the old block past us.
__attribute__((no_builtin)) void *realloc(void *block, size_t size) {
    if (block == NULL) return malloc(size);
    if (size == 0) {
        free(block);
        return NULL;
    }
    size_t room = malloc_usable_size(block);
    // Shrunk a little, or grown within what is there already: it may stay where it is.
    if (size <= room && size >= room / 2) {
        explicit_bzero((char *)block + size, room - size);
        return block;
    }
    void *moved = malloc(size);
    if (moved == NULL) return NULL;
    memcpy(moved, block, size < room ? size : room);
    free(block);
    return moved;
}

#endif
