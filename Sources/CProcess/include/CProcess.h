#pragma once

#include <sys/prctl.h>

// prctl is variadic, which is not imported.
static inline int cprocess_set_dumpable(int dumpable) { return prctl(PR_SET_DUMPABLE, dumpable, 0, 0, 0); }
static inline int cprocess_get_dumpable(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }

// Whether free and realloc are ours; 0 in builds with a sanitizer, which has its own.
int cprocess_wipes_freed_memory(void);
