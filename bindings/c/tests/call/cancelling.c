/* A call can be cancelled at any moment before its end. */

#include "../support/failure.h"
#include "../support/host.h"
#include "../support/test.h"
#include "../support/text.h"

static void cancelled(struct host *host) {
    host_reports(host, CLOSEROOM_FAILURE_CANCELLED);
    closeroom_error *error = host_failed(host, CLOSEROOM_RESULT_CANCELLED);
    assert_int_equal(closeroom_error_http_status(error), 0);
    assert_false(closeroom_error_retryable(error));
    closeroom_error_free(error);

    host->now_ms += 10;
    host_receives_success(host);
    host_reports(host, CLOSEROOM_FAILURE_OTHER);
    host_ends_with(host, CLOSEROOM_RESULT_CANCELLED);
}

static void before_the_first_step(void **state) {
    (void)state;
    with_both(NULL, cancelled);
}

static void cancelled_in_flight(struct host *host) {
    host_sends(host);
    host->now_ms += 20;
    cancelled(host);
}

static void in_flight(void **state) {
    (void)state;
    with_both(NULL, cancelled_in_flight);
}

static void cancelled_while_waiting(struct host *host) {
    host_sends(host);
    host_receives_status(host, 503);
    assert_int_equal(host_step(host), CLOSEROOM_STEP_WAIT);
    host->now_ms += 20;
    cancelled(host);
}

static void while_waiting(void **state) {
    (void)state;
    with_both(NULL, cancelled_while_waiting);
}

static void cancelled_in_a_later_flight(struct host *host) {
    host_sends(host);
    host_reports(host, CLOSEROOM_FAILURE_OTHER);
    host_waits(host);
    host_sends(host);
    cancelled(host);
}

static void in_a_later_flight(void **state) {
    (void)state;
    with_both(NULL, cancelled_in_a_later_flight);
}

static void not_cancelled(struct host *host) {
    host_sends(host);
    host_receives_success(host);
    host_reports(host, CLOSEROOM_FAILURE_CANCELLED);
    host_closed(host, CLOSEROOM_STATUS_CLOSED, 1);
}

static void not_after_the_end(void **state) {
    (void)state;
    with_both(NULL, not_cancelled);
}

int main(void) {
    const struct CMUnitTest cancelling[] = {
        cmocka_unit_test(before_the_first_step), cmocka_unit_test(in_flight),
        cmocka_unit_test(while_waiting),         cmocka_unit_test(in_a_later_flight),
        cmocka_unit_test(not_after_the_end),
    };
    return RUN(cancelling);
}
