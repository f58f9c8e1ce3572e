// A load generator: one thread with one epoll, kept TLS connections, requests that were put together before. What wrk does
// not do is why it is there: a rate that is kept whatever the answers do, with the time counted from the moment at which a
// request should have gone out (so that a stall counts for all that it delays), and the processor time of the processes
// that answer, over the same span. Certificates are not looked at: it talks to 127.0.0.1 only.
//
//   load PORT REQUESTS CONNECTIONS SECONDS [--rate R] [--ramp SECONDS] [--warm SECONDS] [--pids PID,PID…] [--expect STATUS]
//
// REQUESTS: a file of requests as they go out, each behind a line with its length in bytes; taken in turn, from a random one
// on. --rate: so many requests a second, evenly; without it every connection asks again as soon as it is answered. --ramp:
// the connections begin one after the other, where there is no rate. --warm: what comes before is not counted. --expect: other answers are shown.
// Prints NAME=VALUE lines: all (answers), answers (within the span), unanswered, status_N for each status N, rate (answers a second), p50,
// p99, max (microseconds) and cpu (processor microseconds per answer, where there are --pids).
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

struct request {
    const char *bytes;
    size_t count;
};
struct connection {
    int descriptor, is_busy;
    SSL *tls;
    double asked; // when the request went out, or should have
    size_t used;
    char answer[65536];
    struct connection *next; // of those that are idle
};

static struct {
    int port, connections, expected;
    double seconds, rate, ramp, warm;
    char *pids;
} wanted;
static struct request *requests;
static size_t request_count, next_request;
static struct connection *connections, *idle_first, *idle_last;
static SSL_CTX *context;
static int waiting, timer, begun;
static double *times;
static size_t all, answers, room, in_flight, statuses[600];
static double begin, end;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void fail(const char *what) {
    fprintf(stderr, "load: %s\n", what);
    exit(1);
}

static void read_requests(const char *path) {
    FILE *file = fopen(path, "r");
    size_t length;
    if (!file) fail("the requests cannot be read");
    while (fscanf(file, "%zu", &length) == 1 && fgetc(file) == '\n') {
        char *bytes = malloc(length);
        if (fread(bytes, 1, length, file) != length) fail("the last request is cut off");
        if ((request_count & (request_count - 1)) == 0) {
            requests = realloc(requests, sizeof *requests * (request_count ? request_count * 2 : 1));
        }
        requests[request_count++] = (struct request){bytes, length};
    }
    fclose(file);
    if (request_count == 0) fail("there is no request");
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    next_request = (size_t)(time.tv_nsec / 1000) % request_count;
}

// Blocks until TLS is up: before the load, or where nginx has ended a connection after its share of requests.
static void connect_to_site(struct connection *connection) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)wanted.port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1;
    struct timeval patience = {.tv_sec = 20};
    connection->descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(connection->descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(connection->descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (connect(connection->descriptor, (struct sockaddr *)&address, sizeof address) != 0) fail("no connection");
    setsockopt(connection->descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    connection->tls = SSL_new(context);
    SSL_set_fd(connection->tls, connection->descriptor);
    if (SSL_connect(connection->tls) != 1) fail("no TLS");
    fcntl(connection->descriptor, F_SETFL, O_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    epoll_ctl(waiting, EPOLL_CTL_ADD, connection->descriptor, &event);
}

static void become_idle(struct connection *connection) {
    connection->is_busy = 0;
    connection->next = NULL;
    if (idle_last) idle_last->next = connection;
    else idle_first = connection;
    idle_last = connection;
}

static struct connection *take_idle(void) {
    struct connection *connection = idle_first;
    idle_first = connection->next;
    if (!idle_first) idle_last = NULL;
    return connection;
}

static void reconnect(struct connection *connection) {
    SSL_free(connection->tls);
    close(connection->descriptor);
    connect_to_site(connection);
}

static void ask(struct connection *connection, double asked) {
    const struct request *request = &requests[next_request++ % request_count];
    connection->asked = asked;
    connection->used = 0;
    connection->is_busy = 1;
    in_flight++;
    // A kilobyte goes into the socket's buffer at once.
    if (SSL_write(connection->tls, request->bytes, (int)request->count) != (int)request->count) {
        reconnect(connection);
        if (SSL_write(connection->tls, request->bytes, (int)request->count) <= 0) fail("a request could not be sent");
    }
}

// is_whole: whether the answer has come to its end. Nothing can come behind it, for nothing else was asked.
static int is_whole(const struct connection *connection) {
    const char *body = memmem(connection->answer, connection->used, "\r\n\r\n", 4);
    if (!body) return 0;
    body += 4;
    size_t here = connection->used - (size_t)(body - connection->answer);
    const char *length = strcasestr(connection->answer, "\r\ncontent-length:");
    if (length && length < body) return here >= strtoul(length + 17, NULL, 10);
    return here >= 5 && memcmp(connection->answer + connection->used - 5, "0\r\n\r\n", 5) == 0
        && (here == 5 || connection->answer[connection->used - 6] == '\n');
}

static void count(const struct connection *connection, double moment) {
    int status = connection->used > 12 ? atoi(connection->answer + 9) : 0;
    all++;
    if (moment < begin || moment > end) return;
    statuses[status > 0 && status < 600 ? status : 0]++;
    if (wanted.expected && status != wanted.expected && statuses[status] == 1) {
        fprintf(stderr, "load: unexpected: %.400s\n", connection->answer);
    }
    if (answers == room) times = realloc(times, sizeof *times * (room = room ? room * 2 : 65536));
    times[answers++] = moment - connection->asked;
}

static void read_answer(struct connection *connection) {
    while (1) {
        size_t left = sizeof connection->answer - 1 - connection->used;
        if (left == 0) fail("an answer is too long");
        int got = SSL_read(connection->tls, connection->answer + connection->used, (int)left);
        if (got > 0) {
            connection->used += (size_t)got;
            connection->answer[connection->used] = 0;
            continue;
        }
        int error = SSL_get_error(connection->tls, got);
        if (connection->is_busy && is_whole(connection)) {
            in_flight--;
            count(connection, now());
            if (error != SSL_ERROR_WANT_READ) reconnect(connection);
            return become_idle(connection);
        }
        if (error == SSL_ERROR_WANT_READ) return;
        if (connection->is_busy) fail("nginx ended a connection in the middle of an answer");
        return reconnect(connection);
    }
}

// processor_time: of all processes, in seconds (proc(5), stat, fields 14 and 15).
static double processor_time(void) {
    double sum = 0;
    if (!wanted.pids) return 0;
    for (const char *pid = wanted.pids; pid; pid = strchr(pid, ',') ? strchr(pid, ',') + 1 : NULL) {
        char path[64], text[1024];
        unsigned long user = 0, system = 0;
        snprintf(path, sizeof path, "/proc/%d/stat", atoi(pid));
        FILE *file = fopen(path, "r");
        if (!file || !fgets(text, sizeof text, file)) fail("a process to be measured has gone");
        fclose(file);
        sscanf(strrchr(text, ')') + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
        sum += (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
    }
    return sum;
}

static void wake_at(double moment) {
    struct itimerspec time = {.it_value = {(time_t)moment, (long)((moment - (double)(time_t)moment) * 1e9) + 1}};
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &time, NULL);
}

// let_begin: the connections whose turn it is to begin.
static void let_begin(double start, double moment) {
    while (begun < wanted.connections) {
        double due = start + wanted.ramp * begun / wanted.connections;
        if (due > moment) return wake_at(due);
        become_idle(&connections[begun++]);
    }
}

// ask_due: what should have gone out by now does, as far as connections are idle. `asked`: how many have at a fixed rate.
static size_t ask_due(double start, size_t asked) {
    double moment = now(), due = end;
    let_begin(start, moment);
    if (wanted.rate == 0) {
        while (idle_first) ask(take_idle(), moment);
        return 0;
    }
    while (idle_first && (due = start + (double)asked / wanted.rate) <= moment) ask(take_idle(), due), asked++;
    if (idle_first) wake_at(due);
    return asked;
}

static double run(void) {
    double start = now() + 0.01, used = 0;
    begin = start + wanted.warm;
    end = begin + wanted.seconds;
    int has_begun = 0, has_ended = 0;
    size_t asked = 0;
    wake_at(start);
    // What is under way when the time is over is waited for: nobody shall see us hang up.
    while (!has_ended || (in_flight > 0 && now() < end + 15)) {
        struct epoll_event events[64];
        int happened = epoll_wait(waiting, events, 64, has_begun && !has_ended ? 20 : 5);
        for (int index = 0; index < happened; index++) {
            uint64_t ticks;
            if (events[index].data.ptr) read_answer(events[index].data.ptr);
            else if (read(timer, &ticks, sizeof ticks) < 0) continue;
        }
        double moment = now();
        if (!has_begun && moment >= begin) has_begun = 1, used -= processor_time();
        if (!has_ended && moment >= end) has_ended = 1, used += processor_time();
        if (!has_ended && moment >= start) asked = ask_due(start, asked);
    }
    return used;
}

static int ascending(const void *one, const void *other) {
    double first = *(const double *)one, second = *(const double *)other;
    return (first > second) - (first < second);
}

int main(int number, char **arguments) {
    if (number < 5 || number % 2 == 0) return fprintf(stderr, "usage: load PORT REQUESTS CONNECTIONS SECONDS …\n"), 64;
    wanted.port = atoi(arguments[1]), wanted.connections = atoi(arguments[3]), wanted.seconds = atof(arguments[4]);
    for (int index = 5; index + 1 < number; index += 2) {
        const char *name = arguments[index];
        if (strcmp(name, "--rate") == 0) wanted.rate = atof(arguments[index + 1]);
        else if (strcmp(name, "--ramp") == 0) wanted.ramp = atof(arguments[index + 1]);
        else if (strcmp(name, "--warm") == 0) wanted.warm = atof(arguments[index + 1]);
        else if (strcmp(name, "--pids") == 0) wanted.pids = arguments[index + 1];
        else if (strcmp(name, "--expect") == 0) wanted.expected = atoi(arguments[index + 1]);
        else fail("an option is not known");
    }
    read_requests(arguments[2]);
    signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_TIMERSLACK, 1000);
    context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_mode(context, SSL_MODE_AUTO_RETRY);
    waiting = epoll_create1(EPOLL_CLOEXEC);
    timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    epoll_ctl(waiting, EPOLL_CTL_ADD, timer, &event);
    connections = calloc((size_t)wanted.connections, sizeof *connections);
    for (int index = 0; index < wanted.connections; index++) connect_to_site(&connections[index]);
    double used = run();
    printf("all=%zu\nanswers=%zu\nunanswered=%zu\n", all, answers, in_flight);
    for (int status = 0; status < 600; status++) {
        if (statuses[status]) printf("status_%d=%zu\n", status, statuses[status]);
    }
    if (answers == 0) fail("there was no answer");
    qsort(times, answers, sizeof *times, ascending);
    printf("rate=%.1f\np50=%.1f\np99=%.1f\nmax=%.1f\n", (double)answers / wanted.seconds, times[answers / 2] * 1e6,
        times[answers * 99 / 100] * 1e6, times[answers - 1] * 1e6);
    if (wanted.pids) printf("cpu=%.2f\n", used / (double)answers * 1e6);
    return 0;
}
