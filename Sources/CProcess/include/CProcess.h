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
