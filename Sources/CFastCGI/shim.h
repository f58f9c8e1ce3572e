#include <fcgiapp.h>

// Linux's epoll, eventfd, timerfd and the length of a socket's send queue: Swift's Glibc module has none of them.
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/timerfd.h>
#include <linux/sockios.h>
#include <sys/socket.h>
#include <stdint.h>
#include <string.h>

/// `epoll_event` is packed and `EPOLLONESHOT`, an `unsigned` in an `enum`, imports as a type of its own: both are
/// easier to get right here than in Swift.
static inline int cfastcgi_epoll_set(int epoll, int operation, int descriptor, uint32_t events, uint64_t token) {
    struct epoll_event event = {.events = events, .data = {.u64 = token}};
    return epoll_ctl(epoll, operation, descriptor, &event);
}

/// Waits for one event; 1 with its token, 0 after the timeout (milliseconds, -1 for ever), -1 with `errno`.
static inline int cfastcgi_epoll_next(int epoll, int timeout, uint64_t *token) {
    struct epoll_event event;
    int count = epoll_wait(epoll, &event, 1, timeout);
    if (count == 1) *token = event.data.u64;
    return count;
}

/// The bytes that the peer of a Unix stream socket has not read yet, or -1. `ioctl` is variadic, which Swift does not
/// import.
static inline int cfastcgi_unread_by_peer(int descriptor) {
    int count = 0;
    return ioctl(descriptor, SIOCOUTQ, &count) == 0 ? count : -1;
}

/// The next connection of a listening socket, blocking and closed on exec. glibc declares `accept4` only under
/// `_GNU_SOURCE`, which a module's header cannot set.
extern int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);
static inline int cfastcgi_accept(int listener) { return accept4(listener, 0, 0, SOCK_CLOEXEC); }

// Overwrites what is not zero already. It is looked at by vectors, eight in each turn: the compiler makes one of each here.
typedef uint64_t cfastcgi_vector __attribute__((vector_size(16), may_alias));
static inline __attribute__((noinline)) void cfastcgi_wipe_parts(cfastcgi_vector *memory, size_t vectors) {
    enum { part = 64 };
    for (cfastcgi_vector *start = memory; start < memory + vectors; start += part) {
        cfastcgi_vector any = {0, 0};
        for (cfastcgi_vector *next = start; next < start + part; next += 8) {
            any |= next[0] | next[1] | next[2] | next[3] | next[4] | next[5] | next[6] | next[7];
        }
        if ((any[0] | any[1]) != 0) explicit_bzero(start, part * sizeof *start);
    }
}

// Overwrites what calls that have returned left on this thread's stack: Swift keeps texts of up to 15 bytes there. 64 KiB
// is several times what answering a form uses. Nothing is written where nothing was left: writing
// would make pages resident that no call has used yet, in each thread.
static inline __attribute__((noinline)) void cfastcgi_wipe_stack(void) {
    cfastcgi_vector left[65536 / sizeof(cfastcgi_vector)];
    // To the compiler, this may have written to all of it.
    __asm__ volatile("" : : "r"(left) : "memory");
    cfastcgi_wipe_parts(left, sizeof left / sizeof *left);
}
