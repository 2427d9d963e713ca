/* What the header allows to several threads at once: `threads ROUNDS`. */

#include "../support/clients.h"
#include "../support/failure.h"
#include "../support/replies.h"
#include "../support/test.h"
#include "together.h"
#include "work.h"

static size_t rounds;

/* Two clients for all threads, and what one thread alone got of two others. */
struct shared {
    struct clients clients;
    uint64_t expected[PIECE_COUNT];
};

static size_t do_all_pieces(size_t thread, void *context) {
    const struct shared *shared = context;
    size_t failures = 0;
    for (size_t at = 0; at < rounds * PIECE_COUNT; ++at) {
        /* Every thread begins elsewhere, and every other goes backwards. */
        size_t place = (at + thread * 17) % PIECE_COUNT;
        size_t piece = thread % 2 == 0 ? place : PIECE_COUNT - 1 - place;
        failures += do_piece(&shared->clients, piece) != shared->expected[piece];
    }
    return failures;
}

static void clients_are_shared(void **state) {
    (void)state;
    struct shared shared;
    struct clients alone = clients_new();
    shared.clients = clients_new();
    for (size_t piece = 0; piece < PIECE_COUNT; ++piece) {
        shared.expected[piece] = do_piece(&alone, piece);
        assert_int_not_equal(shared.expected[piece], 0);
        /* They differ, or a wrong one would not be seen. */
        if (piece > 0) {
            assert_int_not_equal(shared.expected[piece], shared.expected[piece - 1]);
        }
    }
    assert_int_equal(together(do_all_pieces, &shared), 0);
    clients_free(&shared.clients);
    clients_free(&alone);
}

#define CALLS_A_THREAD 10
#define CALL_COUNT (THREAD_COUNT * CALLS_A_THREAD)
#define START_MS (NOW_SECONDS * 1000)

/* Calls of one client, and the turn that each was given. */
struct turns {
    const struct clients *clients;
    const closeroom_call_options *options;
    uint64_t at_ms[CALL_COUNT];
};

/* One call from start to end; its turn, or 0 when something went wrong. */
static uint64_t close_a_room(const struct turns *turns) {
    uint8_t entropy[CLOSEROOM_ENTROPY_SIZE] = {0};
    closeroom_call *call = NULL;
    closeroom_closed *closed = NULL;
    closeroom_step step = CLOSEROOM_STEP_DONE;
    uint64_t now_ms = START_MS;
    if (closeroom_trtc_call(turns->clients->trtc, TEXT("room"), turns->options, &call, NULL)) {
        return 0;
    }
    closeroom_call_next(call, now_ms, entropy, sizeof entropy, &step, NULL);
    if (step == CLOSEROOM_STEP_WAIT) {
        now_ms = closeroom_call_wait_until_ms(call);
        closeroom_call_next(call, now_ms, entropy, sizeof entropy, &step, NULL);
    }
    bool is_sent = step == CLOSEROOM_STEP_SEND;
    closeroom_response *response = closeroom_call_response(call);
    closeroom_response_set_status(response, 200, NULL);
    closeroom_response_append_body(response, TEXT("{\"Response\":{\"RequestId\":\"id\"}}"), NULL);
    closeroom_call_received(call, now_ms, NULL);
    closeroom_call_next(call, now_ms, entropy, sizeof entropy, &step, NULL);
    closeroom_call_result(call, &closed, NULL);
    bool is_closed = closeroom_closed_status(closed) == CLOSEROOM_STATUS_CLOSED &&
                     closeroom_closed_attempts(closed) == 1;
    closeroom_closed_free(closed);
    closeroom_call_free(call);
    return is_sent && is_closed ? now_ms : 0;
}

static size_t take_turns(size_t thread, void *context) {
    struct turns *turns = context;
    size_t failures = 0;
    for (size_t at = 0; at < CALLS_A_THREAD; ++at) {
        uint64_t turn_ms = close_a_room(turns);
        turns->at_ms[thread * CALLS_A_THREAD + at] = turn_ms;
        failures += turn_ms == 0;
    }
    return failures;
}

static int earlier(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left;
    uint64_t b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/* However the threads come to ask: every turn is given once, and none is left out. */
static void calls_take_turns(void **state) {
    (void)state;
    closeroom_call_options *options = closeroom_call_options_new();
    closeroom_error *error = NULL;
    assert_ok(closeroom_call_options_set_timeout_ms(options, 60000, &error), &error);
    for (size_t round = 0; round < rounds; ++round) {
        struct clients clients = clients_new();
        struct turns turns = {&clients, options, {0}};
        assert_int_equal(together(take_turns, &turns), 0);
        qsort(turns.at_ms, CALL_COUNT, sizeof turns.at_ms[0], earlier);
        for (size_t at = 0; at < CALL_COUNT; ++at) {
            assert_int_equal(turns.at_ms[at] - START_MS, 55 * at);
        }
        clients_free(&clients);
    }
    closeroom_call_options_free(options);
}

struct read_only {
    closeroom_request *request;
    closeroom_error *error;
    uint64_t request_sum;
    uint64_t error_sum;
};

static size_t read_all(size_t thread, void *context) {
    const struct read_only *read_only = context;
    size_t failures = 0;
    (void)thread;
    for (size_t at = 0; at < 20; ++at) {
        failures += sum_of_request(read_only->request) != read_only->request_sum;
        failures += sum_of_error(read_only->error) != read_only->error_sum;
    }
    return failures;
}

static void what_never_changes_is_read_by_all(void **state) {
    (void)state;
    struct clients clients = clients_new();
    struct read_only read_only = {NULL, NULL, 0, 0};
    closeroom_error *error = NULL;
    /* A twin gives the sum: what a request makes of itself when it is first asked for is made by
       all threads at once. */
    closeroom_request *twin = NULL;
    assert_ok(closeroom_trtc_build(clients.trtc, TEXT("room"), NOW_SECONDS, TEXT(NONCE), &twin,
                                   &error),
              &error);
    read_only.request_sum = sum_of_request(twin);
    closeroom_request_free(twin);
    closeroom_response *response =
        refusal_of(CLOSEROOM_PROVIDER_TRTC, "AuthFailure.InvalidSecretId");
    assert_int_equal(closeroom_trtc_parse(clients.trtc, response, NULL, &read_only.error),
                     CLOSEROOM_RESULT_UNAUTHORIZED);
    closeroom_response_free(response);
    read_only.error_sum = sum_of_error(read_only.error);
    for (size_t round = 0; round < rounds; ++round) {
        assert_ok(closeroom_trtc_build(clients.trtc, TEXT("room"), NOW_SECONDS, TEXT(NONCE),
                                       &read_only.request, &error),
                  &error);
        assert_int_equal(together(read_all, &read_only), 0);
        closeroom_request_free(read_only.request);
    }
    closeroom_error_free(read_only.error);
    clients_free(&clients);
}

/* One call for each thread, of a client that no thread has; and a request to be freed. */
struct handed_over {
    closeroom_call *calls[THREAD_COUNT];
    closeroom_request *requests[THREAD_COUNT];
};

static size_t go_on(size_t thread, void *context) {
    struct handed_over *handed_over = context;
    uint8_t entropy[CLOSEROOM_ENTROPY_SIZE] = {0};
    closeroom_call *call = handed_over->calls[thread];
    closeroom_step step = CLOSEROOM_STEP_DONE;
    closeroom_call_next(call, START_MS, entropy, sizeof entropy, &step, NULL);
    bool is_right = step == CLOSEROOM_STEP_SEND || step == CLOSEROOM_STEP_WAIT;
    /* Half of them before their end, and half of them after it. */
    if (thread % 2 == 0) {
        closeroom_call_failed(call, START_MS, CLOSEROOM_FAILURE_CANCELLED, NULL, 0, NULL);
    }
    closeroom_call_free(call);
    closeroom_request_free(handed_over->requests[thread]);
    return is_right ? 0 : 1;
}

/* Made by one thread, used and freed by another; the last call frees what is left of the client. */
static void objects_change_threads(void **state) {
    (void)state;
    for (size_t round = 0; round < rounds; ++round) {
        struct clients clients = clients_new();
        struct handed_over handed_over;
        closeroom_error *error = NULL;
        for (size_t at = 0; at < THREAD_COUNT; ++at) {
            assert_ok(closeroom_trtc_call(clients.trtc, TEXT("room"), NULL, &handed_over.calls[at],
                                          &error),
                      &error);
            assert_ok(closeroom_zego_build(clients.zego, TEXT("room"), NULL, NOW_SECONDS,
                                           TEXT(NONCE), &handed_over.requests[at], &error),
                      &error);
        }
        clients_free(&clients);
        assert_int_equal(together(go_on, &handed_over), 0);
    }
}

static size_t draw(size_t thread, void *context) {
    char (*nonces)[CLOSEROOM_NONCE_SIZE] = context;
    return closeroom_random_nonce(nonces[thread], CLOSEROOM_NONCE_SIZE, NULL) != 0;
}

static void every_thread_draws_its_own_nonce(void **state) {
    (void)state;
    char nonces[THREAD_COUNT][CLOSEROOM_NONCE_SIZE];
    assert_int_equal(together(draw, nonces), 0);
    for (size_t at = 0; at < THREAD_COUNT; ++at) {
        for (size_t other = 0; other < at; ++other) {
            assert_string_not_equal(nonces[at], nonces[other]);
        }
    }
}

int main(int argc, char **argv) {
    const struct CMUnitTest threads[] = {
        cmocka_unit_test(clients_are_shared),
        cmocka_unit_test(calls_take_turns),
        cmocka_unit_test(what_never_changes_is_read_by_all),
        cmocka_unit_test(objects_change_threads),
        cmocka_unit_test(every_thread_draws_its_own_nonce),
    };
    rounds = argc == 2 ? strtoul(argv[1], NULL, 10) : 0;
    if (rounds == 0) return printf("Bail out! wants a number of rounds\n"), EXIT_FAILURE;
    return RUN(threads);
}
