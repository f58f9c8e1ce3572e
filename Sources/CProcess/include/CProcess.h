#pragma once

#include <stddef.h>
#include <sys/prctl.h>
#include <sys/types.h>

// prctl is variadic, which is not imported.
static inline int cprocess_set_dumpable(int dumpable) { return prctl(PR_SET_DUMPABLE, dumpable, 0, 0, 0); }
static inline int cprocess_get_dumpable(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }

// write(2) of what fits at once, also where the descriptor would make others wait. EAGAIN: nothing fits. EOPNOTSUPP: it is of a
// kind, or the kernel of an age, that cannot promise not to wait (pwritev2(2), RWF_NOWAIT).
ssize_t cprocess_write_at_once(int descriptor, const void *bytes, size_t count);

// Gives the kernel back the pages of program and libraries that are in use; those that are needed come again by themselves.
void cprocess_release_startup_pages(void);

// The most heaps that malloc makes for threads that allocate at once (M_ARENA_MAX, mallopt(3)); to be called before the first
// thread starts.
void cprocess_limit_heaps(int most);

// Gives the kernel back what malloc keeps free (malloc_trim(3)).
void cprocess_release_free_memory(void);
