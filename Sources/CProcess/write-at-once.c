// What Swift does not see of <sys/uio.h>: pwritev2 needs _GNU_SOURCE.

#define _GNU_SOURCE
#include "CProcess.h"
#include <sys/uio.h>

ssize_t cprocess_write_at_once(int descriptor, const void *bytes, size_t count) {
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
    return pwritev2(descriptor, &part, 1, -1, RWF_NOWAIT);
}
