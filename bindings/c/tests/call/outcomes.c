/* How a call can end. */

#include "../support/clients.h"
#include "../support/failure.h"
#include "../support/host.h"
#include "../support/replies.h"
#include "../support/test.h"
#include "../support/text.h"

static closeroom_call_options *with_gone_as_error(void) {
    closeroom_call_options *options = closeroom_call_options_new();
    closeroom_error *error = NULL;
    assert_ok(closeroom_call_options_set_already_gone_is_error(options, true, &error), &error);
    return options;
}

static void success_closes_with_one_attempt_of(struct host *host) {
    host_sends(host);
    host->now_ms += 80;
    host_receives_success(host);
    host_closed(host, CLOSEROOM_STATUS_CLOSED, 1);

    closeroom_closed *closed = NULL;
    assert_int_equal(closeroom_call_result(host->call, &closed, NULL), CLOSEROOM_RESULT_OK);
    assert_text(closeroom_closed_request_id(closed), "id-0");
    closeroom_closed_free(closed);
}

static void success_closes_with_one_attempt(void **state) {
    (void)state;
    with_both(NULL, success_closes_with_one_attempt_of);
}

/* Entropy gives the nonce: its first 8 bytes, in hexadecimal. */
static void the_first_request_is_what_build_gives(void **state) {
    (void)state;
    const uint8_t entropy[CLOSEROOM_ENTROPY_SIZE] = "\x4f\xd2\x46\x87\x29\x6d\xd9\xf3--jitter";
    closeroom_zego *zego = zego_client();
    closeroom_trtc *trtc = trtc_client(NULL);
    closeroom_request *built[3] = {NULL, NULL, NULL};
    closeroom_call *calls[3] = {NULL, NULL, NULL};
    closeroom_error *error = NULL;
    uint64_t seconds = START_MS / 1000;
    assert_ok(closeroom_zego_build(zego, TEXT("room"), NULL, seconds, TEXT(NONCE), &built[0],
                                   &error),
              &error);
    assert_ok(closeroom_trtc_build(trtc, TEXT("room"), seconds, TEXT(NONCE), &built[1], &error),
              &error);
    assert_ok(closeroom_trtc_build_numeric(trtc, 7, seconds, TEXT(NONCE), &built[2], &error),
              &error);
    assert_ok(closeroom_zego_call(zego, TEXT("room"), NULL, NULL, &calls[0], &error), &error);
    assert_ok(closeroom_trtc_call(trtc, TEXT("room"), NULL, &calls[1], &error), &error);
    assert_ok(closeroom_trtc_call_numeric(trtc, 7, NULL, &calls[2], &error), &error);
    for (uint64_t at = 0; at < 3; ++at) {
        closeroom_step step = 0;
        /* A turn later than the other call of the same client. */
        uint64_t now_ms = START_MS + 100 * at;
        assert_ok(closeroom_call_next(calls[at], now_ms, entropy, sizeof entropy, &step, &error),
                  &error);
        assert_int_equal(step, CLOSEROOM_STEP_SEND);
        const closeroom_request *request = closeroom_call_request(calls[at]);
        closeroom_str url = closeroom_request_url(built[at]);
        closeroom_str body = closeroom_request_body(built[at]);
        assert_bytes(closeroom_request_url(request), url.data, url.len);
        if (body.data == NULL) {
            assert_no_text(closeroom_request_body(request));
        } else {
            assert_bytes(closeroom_request_body(request), body.data, body.len);
        }
        size_t count = closeroom_request_header_count(built[at]);
        assert_int_equal(closeroom_request_header_count(request), count);
        for (size_t header = 0; header < count; ++header) {
            closeroom_str value = closeroom_request_header_value(built[at], header);
            assert_bytes(closeroom_request_header_value(request, header), value.data, value.len);
        }
        closeroom_call_free(calls[at]);
        closeroom_request_free(built[at]);
    }
    closeroom_trtc_free(trtc);
    closeroom_zego_free(zego);
}

static void a_room_that_is_gone_is_closed_of(struct host *host) {
    host_sends(host);
    host_receives_code(host, "104", "FailedOperation.RoomNotExist");
    host_closed(host, CLOSEROOM_STATUS_ALREADY_GONE, 1);
}

static void a_room_that_is_gone_is_closed(void **state) {
    (void)state;
    with_both(NULL, a_room_that_is_gone_is_closed_of);
}

static void a_room_that_is_gone_can_be_an_error_of(struct host *host) {
    host_sends(host);
    host_receives_code(host, "5018", "FailedOperation.RoomNotExist");
    bool is_zego = host->provider == CLOSEROOM_PROVIDER_ZEGO;
    closeroom_error *error = host_failed(host, CLOSEROOM_RESULT_ROOM_NOT_FOUND);
    assert_text(closeroom_error_provider_code(error),
                is_zego ? "5018" : "FailedOperation.RoomNotExist");
    closeroom_error_free(error);
}

static void a_room_that_is_gone_can_be_an_error(void **state) {
    (void)state;
    closeroom_call_options *options = with_gone_as_error();
    with_both(options, a_room_that_is_gone_can_be_an_error_of);
    closeroom_call_options_free(options);
}

static void gone_after_an_unknown_outcome_is_success_of(struct host *host) {
    host_sends(host);
    host_reports(host, CLOSEROOM_FAILURE_OTHER);
    host_waits(host);
    host_sends(host);
    host_receives_code(host, "104", "FailedOperation.RoomNotExist");
    host_closed(host, CLOSEROOM_STATUS_ALREADY_GONE, 2);
}

static void gone_after_an_unknown_outcome_is_success(void **state) {
    (void)state;
    closeroom_call_options *options = with_gone_as_error();
    with_both(options, gone_after_an_unknown_outcome_is_success_of);
    closeroom_call_options_free(options);
}

static void a_refusal_says_all_that_is_known_of(struct host *host) {
    bool is_zego = host->provider == CLOSEROOM_PROVIDER_ZEGO;
    const char *code = is_zego ? "100000005" : "AuthFailure.SignatureFailure";
    char id[64];
    snprintf(id, sizeof id, "id-%s", code);
    host_sends(host);
    host_receives_code(host, code, code);
    closeroom_error *error = host_failed(host, CLOSEROOM_RESULT_UNAUTHORIZED);
    assert_text(closeroom_error_provider_code(error), code);
    assert_text(closeroom_error_request_id(error), id);
    assert_int_equal(closeroom_error_http_status(error), 200);
    assert_false(closeroom_error_retryable(error));
    assert_false(closeroom_error_retry_after_ms(error).has_value);
    assert_no_text(closeroom_error_field(error));
    assert_shows(closeroom_error_message(error), code);
    closeroom_error_free(error);
}

static void a_refusal_says_all_that_is_known(void **state) {
    (void)state;
    with_both(NULL, a_refusal_says_all_that_is_known_of);
}

static void a_body_that_is_too_large_ends_the_call_of(struct host *host) {
    host_sends(host);
    host_reports(host, CLOSEROOM_FAILURE_BODY_TOO_LARGE);
    closeroom_error *error = host_failed(host, CLOSEROOM_RESULT_UNEXPECTED_RESPONSE);
    assert_shows(closeroom_error_message(error), "1048576");
    assert_false(closeroom_error_retryable(error));
    closeroom_error_free(error);
}

static void a_body_that_is_too_large_ends_the_call(void **state) {
    (void)state;
    with_both(NULL, a_body_that_is_too_large_ends_the_call_of);
}

static void a_body_over_the_limit_is_not_read_of(struct host *host) {
    static const char spaces[4096] = {' '};
    closeroom_error *error = NULL;
    host_sends(host);
    closeroom_response *response = closeroom_call_response(host->call);
    assert_ok(closeroom_response_set_status(response, 200, &error), &error);
    for (size_t len = 0; len < 1048576; len += sizeof spaces) {
        assert_ok(closeroom_response_append_body(response, spaces, sizeof spaces, &error), &error);
    }
    closeroom_result result = closeroom_response_append_body(response, spaces, 1, &error);
    assert_refused(result, &error, CLOSEROOM_RESULT_UNEXPECTED_RESPONSE);
    assert_shows(closeroom_error_message(error), "1048576");
    closeroom_error_free(error);
    host_receives(host);
    error = host_failed(host, CLOSEROOM_RESULT_UNEXPECTED_RESPONSE);
    assert_shows(closeroom_error_message(error), "1048576");
    closeroom_error_free(error);
}

static void a_body_over_the_limit_is_not_read(void **state) {
    (void)state;
    with_both(NULL, a_body_over_the_limit_is_not_read_of);
}

/* Whatever was there before, a call that is not over has no result. */
static void no_result(struct host *host) {
    closeroom_closed *closed = (closeroom_closed *)host;
    closeroom_error *error = (closeroom_error *)host;
    closeroom_result result = closeroom_call_result(host->call, &closed, &error);
    assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
    assert_null(closed);
    assert_shows(closeroom_error_message(error), "closeroom_call_next");
    closeroom_error_free(error);
}

static void there_is_no_result_before_the_end_of(struct host *host) {
    no_result(host);
    host_sends(host);
    no_result(host);
    host_receives_status(host, 503);
    host_waits(host);
    no_result(host);
    host_sends(host);
    host_receives_success(host);
    /* The end is what the next step says. */
    no_result(host);
    host_closed(host, CLOSEROOM_STATUS_CLOSED, 2);
}

static void there_is_no_result_before_the_end(void **state) {
    (void)state;
    with_both(NULL, there_is_no_result_before_the_end_of);
}

static void a_response_without_a_status_is_refused_of(struct host *host) {
    closeroom_error *error = NULL;
    host_sends(host);
    closeroom_result result = closeroom_call_received(host->call, host->now_ms, &error);
    assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
    assert_shows(closeroom_error_message(error), "closeroom_response_set_status");
    closeroom_error_free(error);
    /* The request is still in flight. */
    host_receives_success(host);
    host_closed(host, CLOSEROOM_STATUS_CLOSED, 1);
}

static void a_response_without_a_status_is_refused(void **state) {
    (void)state;
    with_both(NULL, a_response_without_a_status_is_refused_of);
}

static void the_end_stays_the_end_of(struct host *host) {
    host_sends(host);
    host_receives_success(host);
    host_closed(host, CLOSEROOM_STATUS_CLOSED, 1);
    host->now_ms += 1000000;
    host_receives_status(host, 500);
    for (closeroom_failure failure = CLOSEROOM_FAILURE_TIMEOUT;
         failure <= CLOSEROOM_FAILURE_OTHER; ++failure) {
        host_reports(host, failure);
    }
    host->now_ms = START_MS;
    host_closed(host, CLOSEROOM_STATUS_CLOSED, 1);
}

static void the_end_stays_the_end(void **state) {
    (void)state;
    with_both(NULL, the_end_stays_the_end_of);
}

/* What the HTTP client said is quoted, and no more than 500 bytes of it. */
static void a_transport_error_quotes_the_client_of(struct host *host) {
    char message[2000];
    closeroom_error *error = NULL;
    memset(message, 'x', sizeof message);
    memcpy(message, "connection reset \xff ", 19);
    for (int attempt = 1; attempt <= 3; ++attempt) {
        host_sends(host);
        assert_ok(closeroom_call_failed(host->call, host->now_ms, CLOSEROOM_FAILURE_OTHER,
                                        message, sizeof message, &error),
                  &error);
        if (attempt < 3) host_waits(host);
    }
    error = host_failed(host, CLOSEROOM_RESULT_TRANSPORT);
    assert_true(closeroom_error_retryable(error));
    assert_int_equal(closeroom_error_http_status(error), 0);
    assert_shows(closeroom_error_message(error), "connection reset \xef\xbf\xbd x");
    assert_in_range(closeroom_error_message(error).len, 400, 700);
    closeroom_error_free(error);
}

static void a_transport_error_quotes_the_client(void **state) {
    (void)state;
    with_both(NULL, a_transport_error_quotes_the_client_of);
}

int main(void) {
    const struct CMUnitTest outcomes[] = {
        cmocka_unit_test(success_closes_with_one_attempt),
        cmocka_unit_test(the_first_request_is_what_build_gives),
        cmocka_unit_test(a_room_that_is_gone_is_closed),
        cmocka_unit_test(a_room_that_is_gone_can_be_an_error),
        cmocka_unit_test(gone_after_an_unknown_outcome_is_success),
        cmocka_unit_test(a_refusal_says_all_that_is_known),
        cmocka_unit_test(a_body_that_is_too_large_ends_the_call),
        cmocka_unit_test(a_body_over_the_limit_is_not_read),
        cmocka_unit_test(there_is_no_result_before_the_end),
        cmocka_unit_test(a_response_without_a_status_is_refused),
        cmocka_unit_test(the_end_stays_the_end),
        cmocka_unit_test(a_transport_error_quotes_the_client),
    };
    return RUN(outcomes);
}
