// The bare responder: the least that can log in, on the same three C libraries as ours, and as fast as we know how. One
// epoll for all threads, connections kept; per thread one connection to the directory for searches and one for binds; a
// token of hand-made JSON, signed with HS256.
//
// What it is not: fit for use. It checks nothing (no form token, no origin, no host, no length), throttles nobody, logs
// nothing, escapes nothing, bounds no wait, wipes nothing, and whoever stalls in a request holds a thread.
//
//   bare SOCKET THREADS PAGE     PAGE is what it sends as the login page: headers, empty line, body. Settings in the
//                                environment: directory.h, BENCH_SECRET, BENCH_MEET
// GET: the page, or the way into the meeting with a cookie pass=NAME.HMAC (hexadecimal HMAC-SHA256 of NAME). POST: the login.
#define _GNU_SOURCE
#include <fcgiapp.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <pthread.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "directory.h"

static int waiting, listener;
static const char *secret, *meet;
static char *page, *refusal;

static char *replaced_status(const char *status, const char *text) {
    size_t room = strlen(status) + strlen(text) + 1;
    char *whole = malloc(room);
    snprintf(whole, room, "%s%s", status, text);
    return whole;
}

// The page as the answer to right and to wrong requests.
static void read_page(const char *path) {
    FILE *file = fopen(path, "r");
    char *text = calloc(1, 1 << 20);
    if (!file || fread(text, 1, (1 << 20) - 1, file) == 0) {
        fprintf(stderr, "no page in %s\n", path);
        exit(2);
    }
    fclose(file);
    page = replaced_status("Status: 200 OK\r\n", text);
    refusal = replaced_status("Status: 403 Forbidden\r\n", text);
    free(text);
}

static size_t base64url(const unsigned char *bytes, size_t count, char *to) {
    int length = EVP_EncodeBlock((unsigned char *)to, bytes, (int)count);
    while (length > 0 && to[length - 1] == '=') length--;
    for (int index = 0; index < length; index++) {
        if (to[index] == '+') to[index] = '-';
        if (to[index] == '/') to[index] = '_';
    }
    to[length] = 0;
    return (size_t)length;
}

static void hmac(const char *text, size_t count, unsigned char digest[32]) {
    HMAC(EVP_sha256(), secret, (int)strlen(secret), (const unsigned char *)text, count, digest, NULL);
}

// The redirect into the room that ends the address, with a token for it.
static void admit(FCGX_Request *request, const char *address, const struct person *person) {
    char room[128], claims[1024], token[2048], answer[4096];
    const char *last = strrchr(address, '/');
    snprintf(room, sizeof room, "%.*s", last ? (int)strcspn(last + 1, "?") : 0, last ? last + 1 : "");
    long now = time(NULL);
    int length = snprintf(claims, sizeof claims,
        "{\"aud\":\"meet\",\"iss\":\"meet\",\"sub\":\"localhost\",\"room\":\"%s\",\"iat\":%ld,\"nbf\":%ld,\"exp\":%ld,"
        "\"moderator\":false,\"context\":{\"user\":{\"id\":\"%s\",\"name\":\"%s\",\"email\":\"%s\",\"affiliation\":\"member\"}}}",
        room, now, now - 10, now + 3600, person->uid, person->name, person->mail);
    // {"alg":"HS256","typ":"JWT"}
    size_t used = (size_t)sprintf(token, "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.");
    used += base64url((unsigned char *)claims, (size_t)length, token + used);
    unsigned char digest[32];
    hmac(token, used, digest);
    token[used++] = '.';
    base64url(digest, sizeof digest, token + used);
    length = snprintf(answer, sizeof answer,
        "Status: 303 See Other\r\nLocation: %s/%s?jwt=%s\r\nCache-Control: no-store\r\nContent-Length: 0\r\n\r\n", meet, room,
        token);
    FCGX_PutStr(answer, length, request->out);
}

static int hexadecimal(char letter) { return letter <= '9' ? letter - '0' : (letter | 32) - 'a' + 10; }

static void field(const char *body, const char *name, char *to, size_t room) {
    const char *at = strstr(body, name);
    size_t used = 0;
    for (at = at ? at + strlen(name) : ""; *at && *at != '&' && used + 1 < room; at++) {
        if (*at == '%' && at[1] && at[2]) {
            to[used++] = (char)(hexadecimal(at[1]) << 4 | hexadecimal(at[2]));
            at += 2;
        } else {
            to[used++] = *at == '+' ? ' ' : *at;
        }
    }
    to[used] = 0;
}

static void log_in(FCGX_Request *request, const struct directory *directory, const char *address) {
    char body[8192], username[128], password[128];
    int count = FCGX_GetStr(body, sizeof body - 1, request->in);
    body[count] = 0;
    field(body, "username=", username, sizeof username);
    field(body, "password=", password, sizeof password);
    struct person person;
    if (find(directory, username, &person) && is_right(directory, &person, password)) {
        admit(request, address, &person);
    } else {
        FCGX_PutStr(refusal, (int)strlen(refusal), request->out);
    }
}

// pass_holder: whose pass the cookie is.
static int pass_holder(const char *cookies, char *username, size_t room) {
    const char *pass = cookies ? strstr(cookies, "pass=") : NULL;
    size_t length = pass ? strcspn(pass += 5, ".") : 0;
    if (length == 0 || length >= room || strlen(pass) < length + 65) return 0;
    unsigned char digest[32], sent[32];
    hmac(pass, length, digest);
    for (int index = 0; index < 32; index++) {
        const char *pair = pass + length + 1 + index * 2;
        sent[index] = (unsigned char)(hexadecimal(pair[0]) << 4 | hexadecimal(pair[1]));
    }
    snprintf(username, room, "%.*s", (int)length, pass);
    return CRYPTO_memcmp(digest, sent, sizeof digest) == 0;
}

static void respond(FCGX_Request *request, const struct directory *directory) {
    const char *method = FCGX_GetParam("REQUEST_METHOD", request->envp);
    const char *address = FCGX_GetParam("REQUEST_URI", request->envp);
    char username[128];
    struct person person;
    if (method && strcmp(method, "POST") == 0) {
        log_in(request, directory, address ? address : "");
    } else if (pass_holder(FCGX_GetParam("HTTP_COOKIE", request->envp), username, sizeof username)
        && find(directory, username, &person)) {
        admit(request, address ? address : "", &person);
    } else {
        FCGX_PutStr(page, (int)strlen(page), request->out);
    }
    // What is left of the input would become the next request.
    char rest[512];
    while (FCGX_GetStr(rest, sizeof rest, request->in) > 0) {}
}

static void watch(int operation, int descriptor) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLONESHOT, .data.fd = descriptor};
    epoll_ctl(waiting, operation, descriptor, &event);
}

static void *work(void *unused) {
    (void)unused;
    struct directory directory = open_directory();
    FCGX_Request request;
    FCGX_InitRequest(&request, -1, 0);
    while (1) {
        struct epoll_event event;
        if (epoll_wait(waiting, &event, 1, -1) != 1) continue;
        if (event.data.fd == listener) {
            int connection = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
            watch(EPOLL_CTL_MOD, listener);
            if (connection >= 0) watch(EPOLL_CTL_ADD, connection);
            continue;
        }
        // With a descriptor FCGX_Accept_r reads instead of accepting; it would close one that is not to be kept.
        request.ipcFd = event.data.fd;
        request.listen_sock = -1;
        request.keepConnection = 1;
        request.detached = 1;
        if (FCGX_Accept_r(&request) != 0) {
            request.ipcFd = -1;
            continue;
        }
        respond(&request, &directory);
        FCGX_Finish_r(&request);
        int connection = request.ipcFd;
        request.ipcFd = -1;
        if (connection >= 0) watch(EPOLL_CTL_MOD, connection);
    }
}

int main(int count, char **arguments) {
    if (count != 4) return fprintf(stderr, "usage: bare SOCKET THREADS PAGE\n"), 64;
    secret = setting("BENCH_SECRET"), meet = setting("BENCH_MEET");
    read_page(arguments[3]);
    FCGX_Init();
    signal(SIGTERM, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", arguments[1]);
    unlink(arguments[1]);
    listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    umask(0117);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 4096) != 0) {
        return perror(arguments[1]), 2;
    }
    waiting = epoll_create1(EPOLL_CLOEXEC);
    watch(EPOLL_CTL_ADD, listener);
    int threads = atoi(arguments[2]);
    pthread_t thread;
    for (int number = 1; number < threads; number++) pthread_create(&thread, NULL, work, NULL);
    work(NULL);
}
