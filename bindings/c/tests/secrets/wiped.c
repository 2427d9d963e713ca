/*
 * No block of the heap is freed with a secret in it. Where an object has to hold one, it is found
 * there first: else nothing would be proved.
 */

#include "../support/callbacks.h"
#include "../support/clients.h"
#include "../support/failure.h"
#include "../support/forms.h"
#include "../support/replies.h"
#include "../support/test.h"
#include "heap.h"

#define SECONDS_A_DAY UINT64_C(86400)

static void watch(const char *secret) {
    const void *secrets[1] = {secret};
    size_t lengths[1] = {strlen(secret)};
    heap_watch(secrets, lengths, 1);
}

/* The secret is held by objects that live. */
static void expect_held(void) { assert_int_not_equal(heap_holding_secret(), 0); }

/* It is gone: none holds it, and none had it when it was freed. */
static void expect_wiped(void) {
    size_t freed = heap_freed_with_secret();
    size_t holding = heap_holding_secret();
    heap_rest();
    assert_int_equal(freed, 0);
    assert_int_equal(holding, 0);
}

/* What the checks below would miss if they could not fail. */
static void a_block_that_is_not_wiped_is_found(void **state) {
    (void)state;
    watch(SECRET_KEY);
    char *block = malloc(100);
    memcpy(block + 50, SECRET_KEY, strlen(SECRET_KEY));
    assert_int_equal(heap_holding_secret(), 1);
    block = realloc(block, 1000);
    assert_int_equal(heap_freed_with_secret(), 1);
    /* A part of it is enough. */
    memset(block, 0, 60);
    free(block);
    assert_int_equal(heap_freed_with_secret(), 2);
    assert_int_equal(heap_holding_secret(), 0);
    heap_rest();
}

/* The library's blocks are seen too: a room id is no secret, and nobody wipes it. */
static void a_block_of_the_library_is_found(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    closeroom_call *call = NULL;
    closeroom_error *error = NULL;
    watch("a-room-that-is-no-secret");
    assert_ok(closeroom_zego_call(zego, TEXT("a-room-that-is-no-secret"), NULL, NULL, &call,
                                  &error),
              &error);
    expect_held();
    closeroom_call_free(call);
    assert_int_not_equal(heap_freed_with_secret(), 0);
    heap_rest();
    closeroom_zego_free(zego);
}

/* Goes through all that may happen to a call; frees it before its end, or after. */
static void run_call(closeroom_provider provider, closeroom_call *call, bool to_the_end) {
    uint8_t entropy[CLOSEROOM_ENTROPY_SIZE] = {7};
    closeroom_step step = 0;
    closeroom_error *error = NULL;
    uint64_t now_ms = NOW_SECONDS * 1000;
    assert_ok(closeroom_call_next(call, now_ms, entropy, sizeof entropy, &step, &error), &error);
    assert_int_equal(step, CLOSEROOM_STEP_SEND);
    assert_ok(closeroom_call_failed(call, now_ms, CLOSEROOM_FAILURE_OTHER, TEXT("reset"), &error),
              &error);
    assert_ok(closeroom_call_next(call, now_ms + 2000, entropy, sizeof entropy, &step, &error),
              &error);
    assert_int_equal(step, CLOSEROOM_STEP_SEND);
    if (to_the_end) {
        fill_success(closeroom_call_response(call), provider);
        assert_ok(closeroom_call_received(call, now_ms, &error), &error);
        assert_ok(closeroom_call_next(call, now_ms + 2000, entropy, sizeof entropy, &step, &error),
                  &error);
        assert_ok(closeroom_call_result(call, NULL, &error), &error);
    }
    closeroom_call_free(call);
}

static void server_secret_of_a_client(void **state) {
    (void)state;
    closeroom_zego_options *options = closeroom_zego_options_new();
    closeroom_zego *zego = NULL;
    closeroom_request *request = NULL;
    closeroom_explained *explained = NULL;
    closeroom_error *error = NULL;
    closeroom_response *echo = reply(400, "{\"Code\":1,\"Message\":\"" SERVER_SECRET "\"}");
    watch(SERVER_SECRET);
    assert_ok(closeroom_zego_new(12345, TEXT(SERVER_SECRET), options, &zego, &error), &error);
    expect_held();
    assert_ok(closeroom_zego_build(zego, TEXT("room"), NULL, NOW_SECONDS, TEXT(NONCE), &request,
                                   &error),
              &error);
    assert_ok(closeroom_zego_explain(zego, TEXT("room"), NULL, NOW_SECONDS, TEXT(NONCE),
                                     &explained, &error),
              &error);
    closeroom_result result = closeroom_zego_build(zego, TEXT("room"), NULL, NOW_SECONDS,
                                                   TEXT("no nonce"), &request, &error);
    assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
    closeroom_error_free(error);
    assert_int_not_equal(closeroom_zego_parse(zego, echo, NULL, &error), CLOSEROOM_RESULT_OK);
    closeroom_error_free(error);
    closeroom_request_free(request);
    closeroom_explained_free(explained);
    closeroom_zego_free(zego);
    expect_wiped();
    closeroom_response_free(echo);
    closeroom_zego_options_free(options);
}

/* Copied first and refused then, with another AppID or by what is around it. */
static void server_secret_that_is_refused(void **state) {
    (void)state;
    closeroom_zego *zego = NULL;
    closeroom_error *error = NULL;
    watch(SERVER_SECRET);
    const closeroom_result results[] = {
        closeroom_zego_new(0, TEXT(SERVER_SECRET), NULL, &zego, &error),
        closeroom_zego_new(1, TEXT(SERVER_SECRET "\n"), NULL, &zego, NULL),
        closeroom_zego_new(1, TEXT(" " SERVER_SECRET), NULL, &zego, NULL),
        closeroom_zego_new(1, TEXT(SERVER_SECRET "\xff"), NULL, &zego, NULL),
        closeroom_zego_new(1, TEXT(SERVER_SECRET), NULL, NULL, NULL),
    };
    for (size_t at = 0; at < sizeof results / sizeof results[0]; ++at) {
        assert_int_equal(results[at], CLOSEROOM_RESULT_INVALID_INPUT);
    }
    closeroom_error_free(error);
    expect_wiped();
}

/* The last that needs the secret wipes it. */
static void server_secret_of_calls(void **state) {
    (void)state;
    closeroom_call *calls[3] = {NULL, NULL, NULL};
    closeroom_zego *zego = NULL;
    closeroom_error *error = NULL;
    watch(SERVER_SECRET);
    assert_ok(closeroom_zego_new(12345, TEXT(SERVER_SECRET), NULL, &zego, &error), &error);
    for (size_t at = 0; at < 3; ++at) {
        assert_ok(closeroom_zego_call(zego, TEXT("room"), NULL, NULL, &calls[at], &error), &error);
    }
    closeroom_call_free(calls[0]);
    closeroom_zego_free(zego);
    expect_held();
    run_call(CLOSEROOM_PROVIDER_ZEGO, calls[1], true);
    expect_held();
    closeroom_call_free(calls[2]);
    expect_wiped();
}

static void server_secret_of_a_call_in_mid_flight(void **state) {
    (void)state;
    closeroom_call *call = NULL;
    closeroom_zego *zego = NULL;
    closeroom_error *error = NULL;
    watch(SERVER_SECRET);
    assert_ok(closeroom_zego_new(12345, TEXT(SERVER_SECRET), NULL, &zego, &error), &error);
    assert_ok(closeroom_zego_call(zego, TEXT("room"), NULL, NULL, &call, &error), &error);
    assert_true(closeroom_call_reveals_credentials(call, TEXT("said: " SERVER_SECRET)));
    closeroom_zego_free(zego);
    run_call(CLOSEROOM_PROVIDER_ZEGO, call, false);
    expect_wiped();
}

static void secret_key_of_clients(void **state) {
    (void)state;
    for (size_t at = 0; at < FORM_COUNT; ++at) {
        closeroom_request *request = NULL;
        closeroom_explained *explained = NULL;
        closeroom_call *call = NULL;
        closeroom_error *error = NULL;
        watch(SECRET_KEY);
        closeroom_trtc *trtc = trtc_of_form(&FORMS[at], NULL);
        expect_held();
        /* Two days: the signing key of the first is replaced. */
        for (uint64_t day = 0; day < 2; ++day) {
            uint64_t seconds = NOW_SECONDS + day * SECONDS_A_DAY;
            assert_ok(closeroom_trtc_build(trtc, TEXT("room"), seconds, TEXT(NONCE), &request,
                                           &error),
                      &error);
            closeroom_request_free(request);
            assert_ok(closeroom_trtc_explain_numeric(trtc, 7, seconds, TEXT(NONCE), &explained,
                                                     &error),
                      &error);
            closeroom_explained_free(explained);
        }
        assert_ok(closeroom_trtc_call(trtc, TEXT("room"), NULL, &call, &error), &error);
        closeroom_trtc_free(trtc);
        expect_held();
        run_call(CLOSEROOM_PROVIDER_TRTC, call, at % 2 == 0);
        expect_wiped();
    }
}

static void secret_key_that_is_refused(void **state) {
    (void)state;
    closeroom_trtc *trtc = NULL;
    closeroom_error *error = NULL;
    watch(SECRET_KEY);
    const closeroom_result results[] = {
        closeroom_trtc_new(0, TEXT("id"), TEXT(SECRET_KEY), TEXT("region"), NULL, &trtc, &error),
        closeroom_trtc_new(1, TEXT(""), TEXT(SECRET_KEY), TEXT("region"), NULL, &trtc, NULL),
        closeroom_trtc_new(1, TEXT("id"), TEXT(SECRET_KEY " "), TEXT("region"), NULL, &trtc, NULL),
        closeroom_trtc_new(1, TEXT("id"), TEXT(SECRET_KEY), TEXT(""), NULL, &trtc, NULL),
        closeroom_trtc_new(1, TEXT("id"), TEXT(SECRET_KEY), TEXT("\xff"), NULL, &trtc, NULL),
    };
    for (size_t at = 0; at < sizeof results / sizeof results[0]; ++at) {
        assert_int_equal(results[at], CLOSEROOM_RESULT_INVALID_INPUT);
    }
    closeroom_error_free(error);
    expect_wiped();
}

/*
 * The key that TC3 derives of SecretKey for a day, and what HMAC makes of it before the first
 * message: SHA-256's state after the key with its padding, inner and outer. Any of these signs
 * requests of that day. Computed in Python, not with the library; the states are numbers of this
 * machine's byte order.
 */
static const struct {
    const char *key;
    uint32_t inner[8];
    uint32_t outer[8];
} SIGNING_KEYS[2] = {
    {"\x09\x76\x6d\xff\x17\x76\xdf\x83\x02\x3b\xbd\x3e\x26\xe7\x58\x4c"
     "\x49\xab\xca\x6b\xec\x5c\x14\xd6\xaa\xbc\x1f\x16\xfd\x40\x5d\xe4",
     {0x45e00fea, 0xc4d9b9f5, 0x9d0bdab5, 0x75cc6ec8, 0x17bd7ae0, 0xe56a8b74, 0x1bbd695b,
      0x5057ab66},
     {0x929580f5, 0xe94a4de1, 0xa3260b91, 0x4eebe1e7, 0xa575b021, 0x0b1976c2, 0x87ae0c71,
      0x2b0156d5}},
    {"\x4e\xca\x49\x2f\x48\x1c\xfe\x7b\xda\x76\x80\xfe\xf6\x73\xd4\x81"
     "\x2e\x5a\x77\x1b\x7c\x36\xf6\x46\xe2\xbd\xbd\xbb\x8d\xf4\xda\xa4",
     {0x54d0ac74, 0xbec188fc, 0x9a4b9fd5, 0xbfe421c2, 0x8e7fcf43, 0x90b80f56, 0xa86abd7f,
      0x69463d6f},
     {0xf3e811c8, 0xf75a09d8, 0xf2f0e681, 0xb503b714, 0x9b8120c5, 0xcfd7060b, 0xdaeca1b2,
      0xdfe5f5d2}},
};

static void watch_signing_key(size_t day) {
    const void *secrets[3] = {SIGNING_KEYS[day].key, SIGNING_KEYS[day].inner,
                              SIGNING_KEYS[day].outer};
    const size_t lengths[3] = {32, 32, 32};
    heap_watch(secrets, lengths, 3);
}

static void signing_key_of_a_day(void **state) {
    (void)state;
    for (size_t day = 0; day < 2; ++day) {
        closeroom_request *request = NULL;
        closeroom_call *call = NULL;
        closeroom_error *error = NULL;
        watch_signing_key(day);
        closeroom_trtc *trtc = trtc_client(NULL);
        assert_int_equal(heap_holding_secret(), 0);
        uint64_t seconds = NOW_SECONDS + day * SECONDS_A_DAY;
        assert_ok(closeroom_trtc_build(trtc, TEXT("room"), seconds, TEXT(NONCE), &request, &error),
                  &error);
        closeroom_request_free(request);
        expect_held();
        assert_ok(closeroom_trtc_call(trtc, TEXT("room"), NULL, &call, &error), &error);
        closeroom_call_free(call);
        closeroom_trtc_free(trtc);
        expect_wiped();
    }
}

/* Another day, another key: the one before is wiped where it was. */
static void signing_key_of_the_day_before(void **state) {
    (void)state;
    closeroom_request *request = NULL;
    closeroom_error *error = NULL;
    watch_signing_key(0);
    closeroom_trtc *trtc = trtc_client(NULL);
    assert_ok(closeroom_trtc_build(trtc, TEXT("room"), NOW_SECONDS, TEXT(NONCE), &request, &error),
              &error);
    closeroom_request_free(request);
    expect_held();
    assert_ok(closeroom_trtc_build(trtc, TEXT("room"), NOW_SECONDS + SECONDS_A_DAY, TEXT(NONCE),
                                   &request, &error),
              &error);
    closeroom_request_free(request);
    expect_wiped();
    closeroom_trtc_free(trtc);
}

static void token_of_options_and_clients(void **state) {
    (void)state;
    closeroom_trtc *trtc = NULL;
    closeroom_call *call = NULL;
    closeroom_error *error = NULL;
    watch(TOKEN);
    closeroom_trtc_options *options = closeroom_trtc_options_new();
    assert_ok(closeroom_trtc_options_set_token(options, TEXT(TOKEN), &error), &error);
    expect_held();
    /* Once more, and then another one. */
    assert_ok(closeroom_trtc_options_set_token(options, TEXT(TOKEN), &error), &error);
    assert_ok(closeroom_trtc_new(1, TEXT("id"), TEXT(SECRET_KEY), TEXT("region"), options, &trtc,
                                 &error),
              &error);
    assert_ok(closeroom_trtc_options_set_token(options, TEXT("another"), &error), &error);
    assert_ok(closeroom_trtc_call(trtc, TEXT("room"), NULL, &call, &error), &error);
    closeroom_trtc_options_free(options);
    closeroom_trtc_free(trtc);
    expect_held();
    closeroom_call_free(call);
    expect_wiped();
}

/* A request may hold the token, in a header, its body or its URL. */
static void token_of_requests(void **state) {
    (void)state;
    for (size_t at = 0; at < FORM_COUNT; ++at) {
        closeroom_request *request = NULL;
        closeroom_explained *explained = NULL;
        closeroom_call *calls[2] = {NULL, NULL};
        closeroom_error *error = NULL;
        closeroom_trtc *trtc = trtc_of_form(&FORMS[at], TOKEN);
        watch(TOKEN);
        assert_ok(closeroom_trtc_build(trtc, TEXT("room"), NOW_SECONDS, TEXT(NONCE), &request,
                                       &error),
                  &error);
        expect_held();
        assert_int_not_equal(closeroom_request_redacted_url(request).len, 0);
        assert_int_not_equal(closeroom_request_target(request).len, 0);
        closeroom_request_free(request);
        assert_int_equal(heap_holding_secret(), 0);
        assert_ok(closeroom_trtc_explain(trtc, TEXT("room"), NOW_SECONDS, TEXT(NONCE), &explained,
                                         &error),
                  &error);
        expect_held();
        closeroom_explained_free(explained);
        for (size_t of = 0; of < 2; ++of) {
            assert_ok(closeroom_trtc_call_numeric(trtc, 7, NULL, &calls[of], &error), &error);
            assert_true(closeroom_call_reveals_credentials(calls[of], TEXT("said " TOKEN)));
        }
        closeroom_trtc_free(trtc);
        run_call(CLOSEROOM_PROVIDER_TRTC, calls[0], true);
        run_call(CLOSEROOM_PROVIDER_TRTC, calls[1], false);
        expect_wiped();
    }
}

/* A signature is a credential while it is valid: requests and explanations are wiped whole. */
static void signatures_of_requests(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    closeroom_request *request = NULL;
    closeroom_explained *explained = NULL;
    closeroom_error *error = NULL;
    /* Of these very arguments. */
    assert_ok(closeroom_zego_explain(zego, TEXT("room"), NULL, NOW_SECONDS, TEXT(NONCE),
                                     &explained, &error),
              &error);
    char signature[33];
    snprintf(signature, sizeof signature, "%s", closeroom_explained_step_value(explained, 1).data);
    closeroom_explained_free(explained);

    watch(signature);
    assert_ok(closeroom_zego_build(zego, TEXT("room"), NULL, NOW_SECONDS, TEXT(NONCE), &request,
                                   &error),
              &error);
    expect_held();
    closeroom_request_free(request);
    assert_ok(closeroom_zego_explain(zego, TEXT("room"), NULL, NOW_SECONDS, TEXT(NONCE),
                                     &explained, &error),
              &error);
    closeroom_explained_free(explained);
    expect_wiped();
    closeroom_zego_free(zego);
}

/* What an HTTP client says may name the signed URL: the error has it without, and no copy stays. */
static void words_of_the_http_client(void **state) {
    (void)state;
    uint8_t entropy[CLOSEROOM_ENTROPY_SIZE] = {7};
    closeroom_step step = 0;
    closeroom_call *call = NULL;
    closeroom_error *error = NULL;
    uint64_t now_ms = NOW_SECONDS * 1000;
    closeroom_trtc *trtc = trtc_client(NULL);
    watch(SECRET_KEY);
    assert_ok(closeroom_trtc_call(trtc, TEXT("room"), NULL, &call, &error), &error);
    assert_ok(closeroom_call_next(call, now_ms, entropy, sizeof entropy, &step, &error), &error);
    assert_ok(closeroom_call_failed(call, now_ms, CLOSEROOM_FAILURE_OTHER,
                                    TEXT("no route to https://" SECRET_KEY), &error),
              &error);
    closeroom_call_free(call);
    closeroom_trtc_free(trtc);
    expect_wiped();
}

static void token_that_is_refused(void **state) {
    (void)state;
    closeroom_trtc *trtc = NULL;
    closeroom_error *error = NULL;
    watch(TOKEN);
    closeroom_trtc_options *options = closeroom_trtc_options_new();
    closeroom_result result =
        closeroom_trtc_options_set_token(options, TEXT(TOKEN "\xff"), &error);
    assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
    closeroom_error_free(error);
    assert_ok(closeroom_trtc_options_set_token(options, TEXT(TOKEN), &error), &error);
    result = closeroom_trtc_new(1, TEXT("id"), TEXT("k "), TEXT("region"), options, &trtc, &error);
    assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
    closeroom_error_free(error);
    closeroom_trtc_options_free(options);
    expect_wiped();
}

/* Nothing keeps these: they are copied for the time of the function at most. */
static void keys_of_callbacks(void **state) {
    (void)state;
    static const char *const bodies[] = {
        ZEGO_BODY("\"event\":\"room_close\",\"room_id\":\"r\""), TRTC_BODY, "{}", "?"};
    const void *secrets[2] = {CALLBACK_SECRET, CALLBACK_KEY};
    const size_t lengths[2] = {strlen(CALLBACK_SECRET), strlen(CALLBACK_KEY)};
    size_t verified = 0;
    heap_watch(secrets, lengths, 2);
    for (size_t at = 0; at < sizeof bodies / sizeof bodies[0]; ++at) {
        const char *body = bodies[at];
        size_t len = strlen(bodies[at]);
        closeroom_zego_callback *zego = NULL;
        closeroom_trtc_callback *trtc = NULL;
        closeroom_error *errors[4] = {NULL, NULL, NULL, NULL};
        (void)closeroom_zego_callback_verify(body, len, TEXT(CALLBACK_SECRET), SENT_SECONDS, 0,
                                             &zego, &errors[0]);
        (void)closeroom_trtc_callback_verify(body, len, TEXT(TRTC_SIGN), TEXT(CALLBACK_KEY),
                                             SENT_SECONDS, 0, &trtc, &errors[1]);
        verified += zego != NULL;
        verified += trtc != NULL;
        closeroom_zego_callback_free(zego);
        closeroom_trtc_callback_free(trtc);
        (void)closeroom_zego_callback_verify(body, len, TEXT(CALLBACK_SECRET " "), SENT_SECONDS,
                                             0, &zego, &errors[2]);
        (void)closeroom_trtc_callback_verify(body, len, NULL, 0, TEXT(CALLBACK_KEY " "),
                                             SENT_SECONDS, 0, &trtc, &errors[3]);
        for (size_t of = 0; of < 4; ++of) closeroom_error_free(errors[of]);
    }
    expect_wiped();
    assert_int_equal(verified, 2);
}

int main(void) {
    const struct CMUnitTest wiped[] = {
        cmocka_unit_test(a_block_that_is_not_wiped_is_found),
        cmocka_unit_test(a_block_of_the_library_is_found),
        cmocka_unit_test(server_secret_of_a_client),
        cmocka_unit_test(server_secret_that_is_refused),
        cmocka_unit_test(server_secret_of_calls),
        cmocka_unit_test(server_secret_of_a_call_in_mid_flight),
        cmocka_unit_test(secret_key_of_clients),
        cmocka_unit_test(secret_key_that_is_refused),
        cmocka_unit_test(signing_key_of_a_day),
        cmocka_unit_test(signing_key_of_the_day_before),
        cmocka_unit_test(token_of_options_and_clients),
        cmocka_unit_test(token_of_requests),
        cmocka_unit_test(signatures_of_requests),
        cmocka_unit_test(words_of_the_http_client),
        cmocka_unit_test(token_that_is_refused),
        cmocka_unit_test(keys_of_callbacks),
    };
    return RUN(wiped);
}
