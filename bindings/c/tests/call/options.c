/* Every option has its effect, and the options of a call are its own copy. */

#include "../support/clients.h"
#include "../support/failure.h"
#include "../support/host.h"
#include "../support/replies.h"
#include "../support/test.h"
#include "../support/text.h"

static closeroom_call_options *new_options(void) {
    closeroom_call_options *options = closeroom_call_options_new();
    assert_non_null(options);
    return options;
}

static void max_attempts_of(struct host *host) {
    host_sends(host);
    /* With one attempt in all, it may use all of the time. */
    assert_int_equal(closeroom_call_attempt_deadline_ms(host->call), START_MS + 10000);
    host_receives_status(host, 503);
    host_ends_with(host, CLOSEROOM_RESULT_UNAVAILABLE);
}

static void max_attempts(void **state) {
    (void)state;
    closeroom_call_options *options = new_options();
    closeroom_error *error = NULL;
    assert_ok(closeroom_call_options_set_max_attempts(options, 1, &error), &error);
    with_both(options, max_attempts_of);
    closeroom_call_options_free(options);
}

static void timeout_ms_of(struct host *host) {
    host_sends(host);
    assert_int_equal(closeroom_call_attempt_deadline_ms(host->call), START_MS + 30000);
    host->now_ms = START_MS + 60000;
    host_ends_with(host, CLOSEROOM_RESULT_DEADLINE_EXCEEDED);
}

static void timeout_ms(void **state) {
    (void)state;
    closeroom_call_options *options = new_options();
    closeroom_error *error = NULL;
    assert_ok(closeroom_call_options_set_timeout_ms(options, 60000, &error), &error);
    with_both(options, timeout_ms_of);
    closeroom_call_options_free(options);
}

/* The limit itself is within the limit. */
static void max_response_bytes(void **state) {
    (void)state;
    closeroom_error *error = NULL;
    const char *body = "{\"Response\":{\"RequestId\":\"id-0\"}}";
    for (size_t over = 0; over < 2; ++over) {
        size_t limit = strlen(body) - over;
        closeroom_call_options *options = new_options();
        assert_ok(closeroom_call_options_set_max_response_bytes(options, limit, &error), &error);
        struct host host = host_of(CLOSEROOM_PROVIDER_TRTC, options);
        assert_int_equal(closeroom_call_max_response_bytes(host.call), limit);
        host_sends(&host);
        closeroom_response *response = closeroom_call_response(host.call);
        assert_ok(closeroom_response_set_status(response, 200, &error), &error);
        closeroom_result added =
            closeroom_response_append_body(response, body, strlen(body), NULL);
        assert_int_equal(added, over ? CLOSEROOM_RESULT_UNEXPECTED_RESPONSE : CLOSEROOM_RESULT_OK);
        host_receives(&host);
        if (over) {
            host_ends_with(&host, CLOSEROOM_RESULT_UNEXPECTED_RESPONSE);
        } else {
            host_closed(&host, CLOSEROOM_STATUS_CLOSED, 1);
        }
        host_free(&host);
        closeroom_call_options_free(options);
    }
}

static void defaults_of(struct host *host) {
    assert_int_equal(closeroom_call_max_response_bytes(host->call), 1048576);
    host_sends(host);
    assert_int_equal(closeroom_call_attempt_deadline_ms(host->call), START_MS + 5000);
}

/* No options, and options in which nothing was set. */
static void defaults(void **state) {
    (void)state;
    closeroom_call_options *options = new_options();
    with_both(options, defaults_of);
    with_both(NULL, defaults_of);
    closeroom_call_options_free(options);
}

/* Refused when a call is made with them, as the comment of the type says. */
static void zeros_are_refused(void **state) {
    (void)state;
    static const char *const fields[] = {"MaxAttempts", "Timeout"};
    closeroom_zego *zego = zego_client();
    closeroom_trtc *trtc = trtc_client(NULL);
    for (size_t what = 0; what < 2; ++what) {
        closeroom_call_options *options = new_options();
        closeroom_error *error = NULL;
        closeroom_call *call = (closeroom_call *)zego;
        assert_ok(what == 0 ? closeroom_call_options_set_max_attempts(options, 0, &error)
                            : closeroom_call_options_set_timeout_ms(options, 0, &error),
                  &error);
        for (size_t of = 0; of < 3; ++of) {
            closeroom_result result =
                of == 0   ? closeroom_zego_call(zego, TEXT("room"), NULL, options, &call, &error)
                : of == 1 ? closeroom_trtc_call(trtc, TEXT("room"), options, &call, &error)
                          : closeroom_trtc_call_numeric(trtc, 7, options, &call, &error);
            assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
            assert_null(call);
            assert_text(closeroom_error_field(error), fields[what]);
            assert_shows(closeroom_error_message(error), "at least 1");
            closeroom_error_free(error);
        }
        closeroom_call_options_free(options);
    }
    closeroom_trtc_free(trtc);
    closeroom_zego_free(zego);
}

static void options_of_a_call_are_its_own(void **state) {
    (void)state;
    closeroom_call_options *options = new_options();
    closeroom_zego_close_options *close_options = closeroom_zego_close_options_new();
    closeroom_zego *zego = zego_client();
    closeroom_call *calls[2] = {NULL, NULL};
    closeroom_error *error = NULL;
    const char *reasons[2] = {"first", "second"};
    for (uint32_t at = 0; at < 2; ++at) {
        assert_ok(closeroom_call_options_set_timeout_ms(options, 1000 + at, &error), &error);
        assert_ok(closeroom_zego_close_options_set_custom_reason(
                      close_options, reasons[at], strlen(reasons[at]), &error),
                  &error);
        assert_ok(closeroom_zego_close_options_set_room_close_callback(close_options, at == 0,
                                                                       &error),
                  &error);
        assert_ok(closeroom_call_options_set_paced(options, false, &error), &error);
        assert_ok(closeroom_zego_call(zego, TEXT("room"), close_options, options, &calls[at],
                                      &error),
                  &error);
    }
    closeroom_zego_close_options_free(close_options);
    closeroom_call_options_free(options);
    closeroom_zego_free(zego);
    for (uint32_t at = 0; at < 2; ++at) {
        struct host host = host_with(CLOSEROOM_PROVIDER_ZEGO, calls[at]);
        closeroom_str url = closeroom_request_url(host_sends(&host));
        assert_shows(url, reasons[at]);
        assert_shows(url, at == 0 ? "RoomCloseCallback=true" : "RoomCloseCallback=false");
        assert_int_equal(closeroom_call_attempt_deadline_ms(host.call), START_MS + 1000 + at);
        host_free(&host);
    }
}

int main(void) {
    const struct CMUnitTest options[] = {
        cmocka_unit_test(max_attempts),       cmocka_unit_test(timeout_ms),
        cmocka_unit_test(max_response_bytes), cmocka_unit_test(defaults),
        cmocka_unit_test(zeros_are_refused),  cmocka_unit_test(options_of_a_call_are_its_own),
    };
    return RUN(options);
}
