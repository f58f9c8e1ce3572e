// How long until a responder answers? Starts it, asks for a page over FastCGI as soon as its socket is there, and prints the
// milliseconds from the start to the end of the first answer. Then it ends it. What it is not: nginx; it sends one request,
// and reads nothing of the answer but its beginning and its end.
//   first SOCKET [NAME=VALUE…] -- COMMAND [ARGUMENT…]     NAME=VALUE: FastCGI parameters
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pid_t child;

static double milliseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void fail(const char *what) {
    fprintf(stderr, "first: %s\n", what);
    if (child > 0) kill(child, SIGTERM), waitpid(child, NULL, 0);
    exit(1);
}

// record: a FastCGI record of request 1 (FastCGI 1.0, 3.3), without padding.
static size_t record(unsigned char *to, unsigned char type, const void *content, size_t count) {
    unsigned char head[8] = {1, type, 0, 1, (unsigned char)(count >> 8), (unsigned char)count, 0, 0};
    memcpy(to, head, 8);
    if (count) memcpy(to + 8, content, count);
    return 8 + count;
}

// request: BEGIN_REQUEST as a responder, PARAMS, no input.
static size_t request(unsigned char *to, char **pairs, int count) {
    unsigned char parameters[4096];
    size_t used = 0;
    for (int index = 0; index < count; index++) {
        const char *equals = strchr(pairs[index], '=');
        size_t name = equals ? (size_t)(equals - pairs[index]) : 0, value = equals ? strlen(equals + 1) : 0;
        if (!equals || name > 127 || value > 127 || used + name + value + 2 > sizeof parameters) fail("a parameter is too long");
        parameters[used++] = (unsigned char)name;
        parameters[used++] = (unsigned char)value;
        memcpy(parameters + used, pairs[index], name);
        memcpy(parameters + used + name, equals + 1, value);
        used += name + value;
    }
    size_t length = record(to, 1, "\0\1\0\0\0\0\0", 8);
    length += record(to + length, 4, parameters, used);
    length += record(to + length, 4, NULL, 0);
    return length + record(to + length, 5, NULL, 0);
}

static void read_exactly(int connection, void *to, size_t count) {
    for (size_t got = 0; got < count;) {
        ssize_t more = read(connection, (char *)to + got, count - got);
        if (more <= 0) fail("the answer ends too early");
        got += (size_t)more;
    }
}

// read_answer: until END_REQUEST; a page, or it fails.
static void read_answer(int connection) {
    static char text[1 << 18];
    size_t used = 0;
    while (1) {
        unsigned char head[8], content[65536 + 256];
        read_exactly(connection, head, 8);
        size_t count = (size_t)(head[4] << 8 | head[5]);
        read_exactly(connection, content, count + head[6]);
        if (head[1] == 3) break;
        if (head[1] != 6 || used + count >= sizeof text) continue;
        memcpy(text + used, content, count);
        used += count;
    }
    const char *status = strstr(text, "Status: ");
    if (!strcasestr(text, "content-type: text/html") || (status && strncmp(status + 8, "200", 3) != 0)) {
        fprintf(stderr, "%.300s\n", text);
        fail("the first answer is no page");
    }
}

int main(int count, char **arguments) {
    int dashes = 2;
    while (dashes < count && strcmp(arguments[dashes], "--") != 0) dashes++;
    if (dashes + 1 >= count) return fprintf(stderr, "usage: first SOCKET [NAME=VALUE…] -- COMMAND [ARGUMENT…]\n"), 64;
    unsigned char message[8192];
    size_t length = request(message, arguments + 2, dashes - 2);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", arguments[1]);
    unlink(arguments[1]);
    double start = milliseconds();
    child = fork();
    if (child == 0) {
        execvp(arguments[dashes + 1], arguments + dashes + 1);
        _exit(127);
    }
    int connection;
    while (1) {
        connection = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (connect(connection, (struct sockaddr *)&address, sizeof address) == 0) break;
        close(connection);
        if (waitpid(child, NULL, WNOHANG) == child) child = 0, fail("the responder ended at once");
        if (milliseconds() - start > 10000) fail("nobody listens after 10 s");
        usleep(200);
    }
    if (write(connection, message, length) != (ssize_t)length) fail("the request could not be sent");
    read_answer(connection);
    printf("%.2f\n", milliseconds() - start);
    close(connection);
    kill(child, SIGTERM);
    waitpid(child, NULL, 0);
    return 0;
}
