// The directory's own two round trips, and nothing else: search and bind by libldap over kept connections. What a login
// cannot be faster than. Not a responder: it talks to nobody but the directory.
//   pairs PEOPLE THREADS SECONDS     settings in the environment: directory.h
// Prints pairs a second, and the p50 and p99 of a pair in microseconds, as lines NAME=VALUE.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdint.h>
#include <time.h>

#include "directory.h"

struct part {
    pthread_t thread;
    int number;
    size_t count;
    double *times;
};
static int people, threads;
static double seconds;
static pthread_barrier_t start;
enum { most = 1 << 20 };

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void *run(void *argument) {
    struct part *part = argument;
    struct directory directory = open_directory();
    pthread_barrier_wait(&start);
    double end = now() + seconds, before = now();
    for (int number = part->number; before < end && part->count < most; number += threads) {
        char username[32], password[32];
        snprintf(username, sizeof username, "user%d", number % people + 1);
        snprintf(password, sizeof password, "secret%d", number % people + 1);
        struct person person;
        if (!find(&directory, username, &person) || !is_right(&directory, &person, password)) {
            fprintf(stderr, "%s is not in the directory\n", username);
            exit(1);
        }
        double after = now();
        part->times[part->count++] = after - before;
        before = after;
    }
    return NULL;
}

static int ascending(const void *one, const void *other) {
    double first = *(const double *)one, second = *(const double *)other;
    return (first > second) - (first < second);
}

int main(int count, char **arguments) {
    if (count != 4) return fprintf(stderr, "usage: pairs PEOPLE THREADS SECONDS\n"), 64;
    people = atoi(arguments[1]), threads = atoi(arguments[2]), seconds = atof(arguments[3]);
    struct part *parts = calloc((size_t)threads, sizeof *parts);
    double *all = malloc(sizeof(double) * most * (size_t)threads);
    pthread_barrier_init(&start, NULL, (unsigned)threads);
    for (int number = 0; number < threads; number++) {
        parts[number] = (struct part){.number = number, .times = malloc(sizeof(double) * most)};
        pthread_create(&parts[number].thread, NULL, run, &parts[number]);
    }
    size_t pairs = 0;
    for (int number = 0; number < threads; number++) {
        pthread_join(parts[number].thread, NULL);
        memcpy(all + pairs, parts[number].times, parts[number].count * sizeof(double));
        pairs += parts[number].count;
    }
    if (pairs == 0) return 1;
    qsort(all, pairs, sizeof(double), ascending);
    printf("rate=%.1f\np50=%.1f\np99=%.1f\n", (double)pairs / seconds, all[pairs / 2] * 1e6, all[pairs * 99 / 100] * 1e6);
    return 0;
}
