/*
 * One test for each function of the header, whose path is the argument: wrong arguments for those
 * that can fail, NULL for the others. A function that the tables here lack is a failure too.
 */

#include "../support/clients.h"
#include "../support/failure.h"
#include "../support/test.h"
#include "../support/text.h"
#include "accessors.h"
#include "attempt.h"
#include "functions.h"
#include "prototypes.h"

static const char *header_path;

static void attempt_function(void **state) { attempt_all(*state); }

static void ask_accessor(void **state) {
    const struct accessor *accessor = *state;
    accessor->ask_null();
}

/* That of a buffer stands for two parameters. */
static bool has_length(enum role role) {
    return role == UTF8 || role == UTF8_OR_EMPTY || role == BYTES || role == SOME_BYTES ||
           role == ENTROPY || role == ROOM;
}

/* The table's parameters are the header's, in their order. */
static void expect_parameters(const struct function *function, const struct prototype *prototype) {
    size_t next = 0;
    for (size_t at = 0; function->parameters[at].role != END; ++at) {
        const struct parameter *parameter = &function->parameters[at];
        assert_string_equal(prototype->parameters[next], parameter->name);
        ++next;
        if (!has_length(parameter->role)) continue;
        size_t len = strlen(parameter->name);
        const char *length = prototype->parameters[next];
        assert_memory_equal(length, parameter->name, len);
        assert_true(strcmp(length + len, "_len") == 0 || strcmp(length + len, "_size") == 0);
        ++next;
    }
    assert_string_equal(prototype->parameters[next], "error");
    assert_int_equal(prototype->parameter_count, next + 1);
}

static void every_function_of_the_header_is_here(void **state) {
    (void)state;
    static struct header header;
    read_header(header_path, &header);
    for (size_t at = 0; at < FUNCTION_COUNT; ++at) {
        const struct prototype *prototype = declared(&header, FUNCTIONS[at].name);
        if (prototype == NULL) fail_msg("the header has no %s", FUNCTIONS[at].name);
        expect_parameters(&FUNCTIONS[at], prototype);
    }
    for (size_t at = 0; at < ACCESSOR_COUNT; ++at) {
        const struct prototype *prototype = declared(&header, ACCESSORS[at].name);
        if (prototype == NULL) fail_msg("the header has no %s", ACCESSORS[at].name);
        assert_int_equal(prototype->parameter_count, ACCESSORS[at].parameter_count);
    }
    for (size_t at = 0; at < header.count; ++at) {
        const char *name = header.functions[at].name;
        size_t found = 0;
        for (size_t in = 0; in < FUNCTION_COUNT; ++in) {
            found += strcmp(FUNCTIONS[in].name, name) == 0;
        }
        for (size_t in = 0; in < ACCESSOR_COUNT; ++in) {
            found += strcmp(ACCESSORS[in].name, name) == 0;
        }
        if (found != 1) fail_msg("%s is in the tables %zu times", name, found);
    }
}

static void unknown_statuses_are_refused(void **state) {
    (void)state;
    const uint32_t unknown[] = {0, 1, 99, 1000, 65536 + 200, UINT32_MAX};
    closeroom_response *response = closeroom_response_new(0);
    closeroom_error *error = NULL;
    for (size_t at = 0; at < sizeof unknown / sizeof unknown[0]; ++at) {
        closeroom_result result = closeroom_response_set_status(response, unknown[at], &error);
        assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
        assert_text(closeroom_error_field(error), "status");
        assert_shows(closeroom_error_message(error), "100 to 999");
        closeroom_error_free(error);
    }
    assert_ok(closeroom_response_set_status(response, 100, &error), &error);
    assert_ok(closeroom_response_set_status(response, 999, &error), &error);
    closeroom_response_free(response);
}

static void unknown_failures_are_refused(void **state) {
    (void)state;
    const uint32_t unknown[] = {0, 5, 256 + 2, UINT32_MAX};
    closeroom_zego *zego = zego_client();
    closeroom_call *call = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_zego_call(zego, TEXT("room"), NULL, NULL, &call, &error), &error);
    for (size_t at = 0; at < sizeof unknown / sizeof unknown[0]; ++at) {
        closeroom_result result =
            closeroom_call_failed(call, NOW_SECONDS * 1000, unknown[at], NULL, 0, &error);
        assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
        assert_text(closeroom_error_field(error), "failure");
        assert_shows(closeroom_error_message(error), "1 to 4");
        closeroom_error_free(error);
    }
    closeroom_call_free(call);
    closeroom_zego_free(zego);
}

/* Or a program that does not look at a setter's result would go on with the real endpoint. */
static void what_a_setter_refused_is_no_default(void **state) {
    (void)state;
    closeroom_zego_options *options = closeroom_zego_options_new();
    closeroom_zego *zego = NULL;
    closeroom_error *error = NULL;
    assert_int_equal(closeroom_zego_options_set_endpoint(options, TEXT("http://10.0.0.1"), NULL),
                     CLOSEROOM_RESULT_INVALID_INPUT);
    closeroom_result result = closeroom_zego_new(1, TEXT("secret"), options, &zego, &error);
    assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
    assert_text(closeroom_error_field(error), "Endpoint");
    closeroom_error_free(error);
    assert_ok(closeroom_zego_options_set_endpoint(options, TEXT("hkg"), &error), &error);
    assert_ok(closeroom_zego_new(1, TEXT("secret"), options, &zego, &error), &error);
    closeroom_zego_free(zego);
    closeroom_zego_options_free(options);
}

static void unknown_names_are_refused(void **state) {
    (void)state;
    static const struct {
        closeroom_result (*set)(closeroom_trtc_options *, const char *, size_t,
                                closeroom_error **);
        const char *known;
    } names[] = {
        {closeroom_trtc_options_set_signature_method, "TC3-HMAC-SHA256"},
        {closeroom_trtc_options_set_http_method, "POST"},
        {closeroom_trtc_options_set_language, "zh-CN"},
    };
    closeroom_trtc_options *options = closeroom_trtc_options_new();
    closeroom_error *error = NULL;
    for (size_t at = 0; at < sizeof names / sizeof names[0]; ++at) {
        const char *known = names[at].known;
        size_t len = strlen(known);
        assert_ok(names[at].set(options, known, len, &error), &error);
        /* One character less, a NUL more, none at all. */
        const size_t wrong[] = {len - 1, len + 1, 0};
        for (size_t of = 0; of < 3; ++of) {
            closeroom_result result = names[at].set(options, known, wrong[of], &error);
            assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
            assert_shows(closeroom_error_message(error), of == 1 ? "strlen" : known);
            closeroom_error_free(error);
        }
    }
    closeroom_trtc_options_free(options);
}

/* What is taken off a smaller number: it would switch the check off in effect. */
static void negative_tolerances_are_refused(void **state) {
    (void)state;
    const uint64_t wrong[] = {UINT64_C(2147483648), (uint32_t)-600, (uint64_t)-1, (uint64_t)-600,
                              (uint64_t)INT64_MIN};
    closeroom_error *error = NULL;
    for (size_t at = 0; at < sizeof wrong / sizeof wrong[0]; ++at) {
        closeroom_zego_callback *zego = NULL;
        closeroom_trtc_callback *trtc = NULL;
        closeroom_result result = closeroom_zego_callback_verify(
            TEXT("{}"), TEXT("secret"), NOW_SECONDS, wrong[at], &zego, &error);
        assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
        assert_text(closeroom_error_field(error), "tolerance_seconds");
        closeroom_error_free(error);
        result = closeroom_trtc_callback_verify(TEXT("{}"), TEXT("x"), TEXT("key"), NOW_SECONDS,
                                                wrong[at], &trtc, &error);
        assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
        assert_text(closeroom_error_field(error), "tolerance_seconds");
        closeroom_error_free(error);
    }
}

/* A response that nobody filled is none of a provider. */
static void a_response_without_a_status_is_refused(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    closeroom_response *response = closeroom_response_new(2);
    closeroom_closed *closed = NULL;
    closeroom_error *error = NULL;
    closeroom_result result = closeroom_zego_parse(zego, response, &closed, &error);
    assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
    closeroom_error_free(error);

    /* One that is too large is, and says so again and again. */
    assert_ok(closeroom_response_set_status(response, 200, &error), &error);
    assert_ok(closeroom_response_append_body(response, TEXT("{}"), &error), &error);
    for (int time = 0; time < 2; ++time) {
        result = closeroom_response_append_body(response, TEXT(" "), &error);
        assert_refused(result, &error, CLOSEROOM_RESULT_UNEXPECTED_RESPONSE);
        closeroom_error_free(error);
    }
    assert_ok(closeroom_response_append_body(response, NULL, 0, &error), &error);
    result = closeroom_zego_parse(zego, response, &closed, &error);
    assert_refused(result, &error, CLOSEROOM_RESULT_UNEXPECTED_RESPONSE);
    assert_null(closed);
    closeroom_error_free(error);
    closeroom_response_free(response);
    closeroom_zego_free(zego);
}

/* C converts without a word: the parameter is wider than an AppID, so that none is cut. */
static void app_ids_are_not_cut(void **state) {
    (void)state;
    const uint64_t wrong[] = {0, UINT64_C(4294967296), UINT64_C(4294967297), UINT64_MAX};
    closeroom_error *error = NULL;
    for (size_t at = 0; at < sizeof wrong / sizeof wrong[0]; ++at) {
        closeroom_zego *zego = (closeroom_zego *)&error;
        closeroom_result result =
            closeroom_zego_new(wrong[at], TEXT(SERVER_SECRET), NULL, &zego, &error);
        assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
        assert_null(zego);
        assert_text(closeroom_error_field(error), "AppId");
        assert_shows(closeroom_error_message(error), "4294967295");
        closeroom_error_free(error);
    }
    closeroom_trtc *trtc = NULL;
    assert_ok(closeroom_trtc_new(UINT64_MAX, TEXT(SECRET_ID), TEXT(SECRET_KEY),
                                 TEXT("ap-guangzhou"), NULL, &trtc, &error),
              &error);
    closeroom_trtc_free(trtc);
}

static void times_in_milliseconds_are_refused(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    closeroom_request *request = NULL;
    closeroom_error *error = NULL;
    closeroom_result result = closeroom_zego_build(zego, TEXT("room"), NULL, NOW_SECONDS * 1000,
                                                   TEXT(NONCE), &request, &error);
    assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
    assert_text(closeroom_error_field(error), "Timestamp");
    assert_shows(closeroom_error_message(error), "milliseconds");
    closeroom_error_free(error);
    closeroom_zego_free(zego);
}

static void random_bytes_differ(void **state) {
    (void)state;
    char nonces[2][CLOSEROOM_NONCE_SIZE + 1];
    uint8_t entropies[2][CLOSEROOM_ENTROPY_SIZE + 1];
    closeroom_error *error = NULL;
    for (size_t at = 0; at < 2; ++at) {
        nonces[at][CLOSEROOM_NONCE_SIZE] = '#';
        entropies[at][CLOSEROOM_ENTROPY_SIZE] = '#';
        assert_ok(closeroom_random_nonce(nonces[at], sizeof nonces[at], &error), &error);
        assert_ok(closeroom_random_entropy(entropies[at], sizeof entropies[at], &error), &error);
        assert_int_equal(strlen(nonces[at]), 16);
        assert_int_equal(strspn(nonces[at], "0123456789abcdef"), 16);
        /* No more is written than what the header says. */
        assert_int_equal(nonces[at][CLOSEROOM_NONCE_SIZE], '#');
        assert_int_equal(entropies[at][CLOSEROOM_ENTROPY_SIZE], '#');
    }
    assert_string_not_equal(nonces[0], nonces[1]);
    assert_memory_not_equal(entropies[0], entropies[1], CLOSEROOM_ENTROPY_SIZE);
}

int main(int argc, char **argv) {
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(every_function_of_the_header_is_here),
        cmocka_unit_test(unknown_statuses_are_refused),
        cmocka_unit_test(unknown_failures_are_refused),
        cmocka_unit_test(unknown_names_are_refused),
        cmocka_unit_test(what_a_setter_refused_is_no_default),
        cmocka_unit_test(negative_tolerances_are_refused),
        cmocka_unit_test(a_response_without_a_status_is_refused),
        cmocka_unit_test(app_ids_are_not_cut),
        cmocka_unit_test(times_in_milliseconds_are_refused),
        cmocka_unit_test(random_bytes_differ),
    };
    const size_t other_count = sizeof others / sizeof others[0];
    if (argc != 2) return printf("Bail out! wants the path of closeroom.h\n"), EXIT_FAILURE;
    header_path = argv[1];

    size_t count = 0;
    struct CMUnitTest *tests = calloc(FUNCTION_COUNT + ACCESSOR_COUNT + other_count, sizeof *tests);
    if (tests == NULL) return EXIT_FAILURE;
    for (size_t at = 0; at < FUNCTION_COUNT; ++at, ++count) {
        tests[count].name = FUNCTIONS[at].name;
        tests[count].test_func = attempt_function;
        tests[count].initial_state = (void *)(uintptr_t)&FUNCTIONS[at];
    }
    for (size_t at = 0; at < ACCESSOR_COUNT; ++at, ++count) {
        tests[count].name = ACCESSORS[at].name;
        tests[count].test_func = ask_accessor;
        tests[count].initial_state = (void *)(uintptr_t)&ACCESSORS[at];
    }
    memcpy(tests + count, others, sizeof others);
    count += other_count;

    cmocka_set_message_output(CM_OUTPUT_TAP);
    int failed = _cmocka_run_group_tests("misuse", tests, count, NULL, NULL);
    printf("# %zu wrong calls\n", wrong_calls);
    free(tests);
    return failed == 0 && wrong_calls > FUNCTION_COUNT ? EXIT_SUCCESS : EXIT_FAILURE;
}
