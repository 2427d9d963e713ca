/* The deadline, who comes late or early, and a host's clock that is wrong. */

#include "../support/failure.h"
#include "../support/host.h"
#include "../support/replies.h"
#include "../support/test.h"
#include "../support/text.h"

static void the_first_step_starts_the_clock_of(struct host *host) {
    host->now_ms += 60000;
    host_sends(host);
    assert_int_equal(closeroom_call_attempt_deadline_ms(host->call), host->now_ms + 5000);
}

static void the_first_step_starts_the_clock(void **state) {
    (void)state;
    with_both(NULL, the_first_step_starts_the_clock_of);
}

/* Half of the time that is left while another attempt could follow; the last may use it all. */
static void a_call_without_answers_ends_with_its_time_of(struct host *host) {
    for (int attempt = 1; attempt <= 3; ++attempt) {
        uint64_t left = START_MS + 10000 - host->now_ms;
        host_sends(host);
        uint64_t deadline_ms = closeroom_call_attempt_deadline_ms(host->call);
        assert_int_equal(deadline_ms - host->now_ms, attempt < 3 ? (left + 1) / 2 : left);
        host->now_ms = deadline_ms;
        host_reports(host, CLOSEROOM_FAILURE_TIMEOUT);
        if (attempt < 3) host_waits(host);
    }
    assert_int_equal(host->now_ms, START_MS + 10000);
    closeroom_error *error = host_failed(host, CLOSEROOM_RESULT_DEADLINE_EXCEEDED);
    assert_true(closeroom_error_retryable(error));
    assert_shows(closeroom_error_message(error), "10000");
    closeroom_error_free(error);
}

static void a_call_without_answers_ends_with_its_time(void **state) {
    (void)state;
    with_both(NULL, a_call_without_answers_ends_with_its_time_of);
}

/* In flight the step is to wait, and coming back at its end is a timeout. */
static void timeouts_may_be_left_to_the_call_of(struct host *host) {
    for (int attempt = 1; attempt <= 3; ++attempt) {
        host_sends(host);
        uint64_t deadline_ms = closeroom_call_attempt_deadline_ms(host->call);
        host->now_ms += 10;
        host_waits(host);
        assert_int_equal(host->now_ms, deadline_ms);
        if (attempt < 3) host_waits(host);
    }
    host_ends_with(host, CLOSEROOM_RESULT_DEADLINE_EXCEEDED);
}

static void timeouts_may_be_left_to_the_call(void **state) {
    (void)state;
    with_both(NULL, timeouts_may_be_left_to_the_call_of);
}

static void late_results_are_ignored_of(struct host *host) {
    host_sends(host);
    host->now_ms = closeroom_call_attempt_deadline_ms(host->call);
    host_reports(host, CLOSEROOM_FAILURE_TIMEOUT);
    host_receives_success(host);
    host_reports(host, CLOSEROOM_FAILURE_OTHER);
    host_reports(host, CLOSEROOM_FAILURE_BODY_TOO_LARGE);
    host_waits(host);
    host_sends(host);
    host_receives_code(host, "104", "FailedOperation.RoomNotExist");
    host_closed(host, CLOSEROOM_STATUS_ALREADY_GONE, 2);
}

static void late_results_are_ignored(void **state) {
    (void)state;
    with_both(NULL, late_results_are_ignored_of);
}

static void reports_before_the_first_step_are_ignored_of(struct host *host) {
    host_receives_success(host);
    host_reports(host, CLOSEROOM_FAILURE_TIMEOUT);
    host_reports(host, CLOSEROOM_FAILURE_BODY_TOO_LARGE);
    host_reports(host, CLOSEROOM_FAILURE_OTHER);
    host_sends(host);
    host_receives_success(host);
    host_closed(host, CLOSEROOM_STATUS_CLOSED, 1);
}

static void reports_before_the_first_step_are_ignored(void **state) {
    (void)state;
    with_both(NULL, reports_before_the_first_step_are_ignored_of);
}

static void who_is_too_early_is_told_to_wait_on_of(struct host *host) {
    host_sends(host);
    host_receives_status(host, 503);
    host_waits(host);
    uint64_t until_ms = host->now_ms;
    host->now_ms = until_ms - 1;
    assert_int_equal(host_waits(host), 1);
    assert_int_equal(host->now_ms, until_ms);
    host_sends(host);
}

static void who_is_too_early_is_told_to_wait_on(void **state) {
    (void)state;
    with_both(NULL, who_is_too_early_is_told_to_wait_on_of);
}

static void who_sleeps_too_long_is_too_late_of(struct host *host) {
    host_sends(host);
    host_receives_status(host, 503);
    host_waits(host);
    host->now_ms = START_MS + 10000;
    host_ends_with(host, CLOSEROOM_RESULT_DEADLINE_EXCEEDED);
}

static void who_sleeps_too_long_is_too_late(void **state) {
    (void)state;
    with_both(NULL, who_sleeps_too_long_is_too_late_of);
}

/* Both ways to say it fit what timers take, whatever the host's clock shows. */
static void waits_fit_a_timer_of(struct host *host) {
    host_sends(host);
    uint64_t deadline_ms = closeroom_call_attempt_deadline_ms(host->call);
    assert_int_equal(closeroom_call_attempt_timeout_ms(host->call, deadline_ms - 1), 1);
    assert_int_equal(closeroom_call_attempt_timeout_ms(host->call, deadline_ms), 1);
    assert_int_equal(closeroom_call_attempt_timeout_ms(host->call, deadline_ms + 1000), 1);
    assert_int_equal(closeroom_call_attempt_timeout_ms(host->call, 0), INT32_MAX);
    host_receives_status(host, 503);
    assert_int_equal(host_step(host), CLOSEROOM_STEP_WAIT);
    uint64_t until_ms = closeroom_call_wait_until_ms(host->call);
    assert_int_equal(closeroom_call_wait_ms(host->call, until_ms - 7), 7);
    assert_int_equal(closeroom_call_wait_ms(host->call, until_ms), 0);
    assert_int_equal(closeroom_call_wait_ms(host->call, until_ms + 1000), 0);
    assert_int_equal(closeroom_call_wait_ms(host->call, 0), INT32_MAX);
}

static void waits_fit_a_timer(void **state) {
    (void)state;
    with_both(NULL, waits_fit_a_timer_of);
}

/* The call is as it was, and no loop goes on for ever. */
static void seconds_are_no_milliseconds_of(struct host *host) {
    uint8_t entropy[CLOSEROOM_ENTROPY_SIZE] = {0};
    const uint64_t wrong[] = {0, 1, START_MS / 1000, START_MS * 1000, UINT64_MAX};
    for (size_t at = 0; at < sizeof wrong / sizeof wrong[0]; ++at) {
        closeroom_step step = CLOSEROOM_STEP_WAIT;
        closeroom_error *error = NULL;
        closeroom_result result =
            closeroom_call_next(host->call, wrong[at], entropy, sizeof entropy, &step, &error);
        assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
        assert_int_equal(step, CLOSEROOM_STEP_DONE);
        assert_shows(closeroom_error_message(error), "milliseconds");
        closeroom_error_free(error);
    }
    host_sends(host);
    host_receives_success(host);
    host_closed(host, CLOSEROOM_STATUS_CLOSED, 1);
}

static void seconds_are_no_milliseconds(void **state) {
    (void)state;
    with_both(NULL, seconds_are_no_milliseconds_of);
}

/* The Unix second that a request was signed for. */
static uint64_t signed_for(const struct host *host) {
    const closeroom_request *request = closeroom_call_request(host->call);
    if (host->provider == CLOSEROOM_PROVIDER_ZEGO) {
        const char *at = strstr(closeroom_request_url(request).data, "&Timestamp=");
        assert_non_null(at);
        return strtoull(at + strlen("&Timestamp="), NULL, 10);
    }
    for (size_t at = 0; at < closeroom_request_header_count(request); ++at) {
        if (strcmp(closeroom_request_header_name(request, at).data, "X-TC-Timestamp") == 0) {
            return strtoull(closeroom_request_header_value(request, at).data, NULL, 10);
        }
    }
    fail_msg("no X-TC-Timestamp");
    return 0;
}

static void expire(struct host *host, const char *date) {
    bool is_zego = host->provider == CLOSEROOM_PROVIDER_ZEGO;
    closeroom_response *response = closeroom_call_response(host->call);
    fill_refusal(response, host->provider, is_zego ? "100000004" : "AuthFailure.SignatureExpire");
    if (date != NULL) add_header(response, "date", date);
    host_receives(host);
}

static void an_expired_signature_corrects_the_clock_of(struct host *host) {
    host_sends(host);
    assert_int_equal(signed_for(host), START_MS / 1000);
    expire(host, "Tue, 14 Nov 2023 23:13:20 GMT");
    host_waits(host);
    host_sends(host);
    assert_int_equal(signed_for(host), host->now_ms / 1000 + 3600);
    host_receives_success(host);
    host_closed(host, CLOSEROOM_STATUS_CLOSED, 2);
}

static void an_expired_signature_corrects_the_clock(void **state) {
    (void)state;
    with_both(NULL, an_expired_signature_corrects_the_clock_of);
}

static void the_clock_is_corrected_once_of(struct host *host) {
    host_sends(host);
    expire(host, "Tue, 14 Nov 2023 21:13:20 GMT");
    host_waits(host);
    host_sends(host);
    assert_int_equal(signed_for(host), host->now_ms / 1000 - 3600);
    expire(host, "Tue, 14 Nov 2023 23:13:20 GMT");
    host_ends_with(host, CLOSEROOM_RESULT_CLOCK_SKEW);
}

static void the_clock_is_corrected_once(void **state) {
    (void)state;
    with_both(NULL, the_clock_is_corrected_once_of);
}

static void without_a_date_there_is_no_correction_of(struct host *host) {
    host_sends(host);
    expire(host, NULL);
    closeroom_error *error = host_failed(host, CLOSEROOM_RESULT_CLOCK_SKEW);
    assert_false(closeroom_error_retryable(error));
    closeroom_error_free(error);
}

static void without_a_date_there_is_no_correction(void **state) {
    (void)state;
    with_both(NULL, without_a_date_there_is_no_correction_of);
}

static void other_responses_correct_nothing_of(struct host *host) {
    host_sends(host);
    fill(closeroom_call_response(host->call), 503, "");
    add_header(closeroom_call_response(host->call), "Date", "Tue, 14 Nov 2023 23:13:20 GMT");
    host_receives(host);
    host_waits(host);
    host_sends(host);
    assert_int_equal(signed_for(host), host->now_ms / 1000);
}

static void other_responses_correct_nothing(void **state) {
    (void)state;
    with_both(NULL, other_responses_correct_nothing_of);
}

int main(void) {
    const struct CMUnitTest clock[] = {
        cmocka_unit_test(the_first_step_starts_the_clock),
        cmocka_unit_test(a_call_without_answers_ends_with_its_time),
        cmocka_unit_test(timeouts_may_be_left_to_the_call),
        cmocka_unit_test(late_results_are_ignored),
        cmocka_unit_test(reports_before_the_first_step_are_ignored),
        cmocka_unit_test(who_is_too_early_is_told_to_wait_on),
        cmocka_unit_test(who_sleeps_too_long_is_too_late),
        cmocka_unit_test(waits_fit_a_timer),
        cmocka_unit_test(seconds_are_no_milliseconds),
        cmocka_unit_test(an_expired_signature_corrects_the_clock),
        cmocka_unit_test(the_clock_is_corrected_once),
        cmocka_unit_test(without_a_date_there_is_no_correction),
        cmocka_unit_test(other_responses_correct_nothing),
    };
    return RUN(clock);
}
