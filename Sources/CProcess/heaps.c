// How glibc's malloc uses memory.

#include <malloc.h>

#include "CProcess.h"

void cprocess_limit_heaps(int most) { mallopt(M_ARENA_MAX, most); }
void cprocess_release_free_memory(void) { malloc_trim(0); }
