#include "together.h"

#include <pthread.h>

#include "../support/test.h"

struct worker {
    pthread_t thread;
    pthread_barrier_t *start;
    size_t number;
    size_t (*work)(size_t thread, void *context);
    void *context;
    size_t failures;
};

static void *run(void *argument) {
    struct worker *worker = argument;
    pthread_barrier_wait(worker->start);
    worker->failures = worker->work(worker->number, worker->context);
    return NULL;
}

size_t together(size_t (*work)(size_t thread, void *context), void *context) {
    pthread_barrier_t start;
    struct worker workers[THREAD_COUNT];
    size_t failures = 0;
    assert_int_equal(pthread_barrier_init(&start, NULL, THREAD_COUNT), 0);
    for (size_t at = 0; at < THREAD_COUNT; ++at) {
        struct worker worker = {.start = &start, .number = at, .work = work, .context = context};
        workers[at] = worker;
        assert_int_equal(pthread_create(&workers[at].thread, NULL, run, &workers[at]), 0);
    }
    for (size_t at = 0; at < THREAD_COUNT; ++at) {
        assert_int_equal(pthread_join(workers[at].thread, NULL), 0);
        failures += workers[at].failures;
    }
    pthread_barrier_destroy(&start);
    return failures;
}
