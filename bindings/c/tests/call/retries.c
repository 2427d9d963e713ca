/* What is tried again, how often, and after which pause. */

#include "../support/failure.h"
#include "../support/host.h"
#include "../support/replies.h"
#include "../support/test.h"
#include "../support/text.h"

/* Goes on, always with that answer, until the call is over; tells how many requests there were. */
static uint32_t sends(struct host *host, void (*answer)(struct host *host, const void *with),
                      const void *with) {
    uint32_t sent = 0;
    for (int steps = 0; steps < 100; ++steps) {
        switch (host_step(host)) {
            case CLOSEROOM_STEP_SEND:
                ++sent;
                answer(host, with);
                break;
            case CLOSEROOM_STEP_WAIT:
                host->now_ms = closeroom_call_wait_until_ms(host->call);
                break;
            default: return sent;
        }
    }
    fail_msg("the call does not end");
    return sent;
}

static void lose(struct host *host, const void *with) {
    (void)with;
    host_reports(host, CLOSEROOM_FAILURE_OTHER);
}

static void answer_status(struct host *host, const void *with) {
    host_receives_status(host, *(const uint32_t *)with);
}

static void three_attempts_are_the_default_of(struct host *host) {
    assert_int_equal(sends(host, lose, NULL), 3);
    host_ends_with(host, CLOSEROOM_RESULT_TRANSPORT);
}

static void three_attempts_are_the_default(void **state) {
    (void)state;
    with_both(NULL, three_attempts_are_the_default_of);
}

static void success_tells_how_many_attempts_it_took_of(struct host *host) {
    host_sends(host);
    host_receives_status(host, 503);
    host_waits(host);
    host_sends(host);
    host_reports(host, CLOSEROOM_FAILURE_TIMEOUT);
    host_waits(host);
    host_sends(host);
    host_receives_success(host);
    host_closed(host, CLOSEROOM_STATUS_CLOSED, 3);
}

static void success_tells_how_many_attempts_it_took(void **state) {
    (void)state;
    with_both(NULL, success_tells_how_many_attempts_it_took_of);
}

static void passing_statuses_are_tried_again(void **state) {
    (void)state;
    const closeroom_provider providers[] = {CLOSEROOM_PROVIDER_ZEGO, CLOSEROOM_PROVIDER_TRTC};
    const uint32_t passing[] = {429, 500, 502, 503, 504, 599};
    const uint32_t lasting[] = {204, 301, 302, 307, 400, 401, 403, 404, 418, 600, 999};
    for (size_t of = 0; of < 2; ++of) {
        for (size_t at = 0; at < sizeof passing / sizeof passing[0]; ++at) {
            struct host host = host_of(providers[of], NULL);
            assert_int_equal(sends(&host, answer_status, &passing[at]), 3);
            closeroom_error *error =
                host_failed(&host, passing[at] == 429 ? CLOSEROOM_RESULT_RATE_LIMITED
                                                      : CLOSEROOM_RESULT_UNAVAILABLE);
            assert_int_equal(closeroom_error_http_status(error), passing[at]);
            assert_true(closeroom_error_retryable(error));
            closeroom_error_free(error);
            host_free(&host);
        }
        for (size_t at = 0; at < sizeof lasting / sizeof lasting[0]; ++at) {
            struct host host = host_of(providers[of], NULL);
            assert_int_equal(sends(&host, answer_status, &lasting[at]), 1);
            closeroom_error *error = host_failed(&host, CLOSEROOM_RESULT_UNEXPECTED_RESPONSE);
            assert_int_equal(closeroom_error_http_status(error), lasting[at]);
            assert_false(closeroom_error_retryable(error));
            closeroom_error_free(error);
            host_free(&host);
        }
    }
}

static void wrong_credentials_are_not_tried_again_of(struct host *host) {
    host_sends(host);
    host_receives_code(host, "100000005", "AuthFailure.SignatureFailure");
    host_ends_with(host, CLOSEROOM_RESULT_UNAUTHORIZED);
}

static void wrong_credentials_are_not_tried_again(void **state) {
    (void)state;
    with_both(NULL, wrong_credentials_are_not_tried_again_of);
}

/* ZEGOCLOUD sends its nonce in the URL; TRTC's TC3 sends the time of signing. */
static void every_attempt_is_signed_afresh_of(struct host *host) {
    char signatures[3][512];
    bool is_zego = host->provider == CLOSEROOM_PROVIDER_ZEGO;
    for (int attempt = 0; attempt < 3; ++attempt) {
        const closeroom_request *request = host_sends(host);
        closeroom_str signature = is_zego ? closeroom_request_url(request)
                                          : closeroom_request_header_value(request, 0);
        assert_true(signature.len < sizeof signatures[attempt]);
        memcpy(signatures[attempt], signature.data, signature.len + 1);
        host->now_ms += 1500;
        host_reports(host, CLOSEROOM_FAILURE_OTHER);
        if (attempt < 2) host_waits(host);
    }
    assert_string_not_equal(signatures[0], signatures[1]);
    assert_string_not_equal(signatures[1], signatures[2]);
    assert_string_not_equal(signatures[0], signatures[2]);
}

static void every_attempt_is_signed_afresh(void **state) {
    (void)state;
    with_both(NULL, every_attempt_is_signed_afresh_of);
}

static void rate_limits_wait_a_second_of(struct host *host) {
    host_sends(host);
    host->now_ms += 1500;
    host_receives_code(host, "206", "RequestLimitExceeded");
    assert_in_range(host_waits(host), 1000, 1250);
    host_sends(host);
    host_receives_success(host);
    host_closed(host, CLOSEROOM_STATUS_CLOSED, 2);
}

static void rate_limits_wait_a_second(void **state) {
    (void)state;
    with_both(NULL, rate_limits_wait_a_second_of);
}

static void retry_after_wins_when_it_is_longer_of(struct host *host) {
    host_sends(host);
    closeroom_response *response = closeroom_call_response(host->call);
    add_header(response, "Content-Length", "0");
    add_header(response, "retry-AFTER", "3");
    fill(response, 429, "");
    host_receives(host);
    assert_in_range(host_waits(host), 3000, 3250);
    host_sends(host);
}

static void retry_after_wins_when_it_is_longer(void **state) {
    (void)state;
    with_both(NULL, retry_after_wins_when_it_is_longer_of);
}

static void retry_after_the_deadline_ends_the_call_of(struct host *host) {
    host_sends(host);
    fill(closeroom_call_response(host->call), 429, "");
    add_header(closeroom_call_response(host->call), "Retry-After", "3600");
    host_receives(host);
    closeroom_error *error = host_failed(host, CLOSEROOM_RESULT_RATE_LIMITED);
    closeroom_optional_u64 after = closeroom_error_retry_after_ms(error);
    assert_true(after.has_value);
    assert_int_equal(after.value, 3600000);
    assert_true(closeroom_error_retryable(error));
    closeroom_error_free(error);
}

static void retry_after_the_deadline_ends_the_call(void **state) {
    (void)state;
    with_both(NULL, retry_after_the_deadline_ends_the_call_of);
}

int main(void) {
    const struct CMUnitTest retries[] = {
        cmocka_unit_test(three_attempts_are_the_default),
        cmocka_unit_test(success_tells_how_many_attempts_it_took),
        cmocka_unit_test(passing_statuses_are_tried_again),
        cmocka_unit_test(wrong_credentials_are_not_tried_again),
        cmocka_unit_test(every_attempt_is_signed_afresh),
        cmocka_unit_test(rate_limits_wait_a_second),
        cmocka_unit_test(retry_after_wins_when_it_is_longer),
        cmocka_unit_test(retry_after_the_deadline_ends_the_call),
    };
    return RUN(retries);
}
