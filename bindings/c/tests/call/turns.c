/* The calls of one client take turns: 1.1 s apart at ZEGOCLOUD, 55 ms at TRTC. */

#include "../support/clients.h"
#include "../support/failure.h"
#include "../support/host.h"
#include "../support/test.h"

/* A host of a new call of that client, of whichever provider there is one. */
static struct host host_of_client(const closeroom_zego *zego, const closeroom_trtc *trtc,
                                  const closeroom_call_options *options) {
    closeroom_call *call = NULL;
    closeroom_error *error = NULL;
    if (zego != NULL) {
        assert_ok(closeroom_zego_call(zego, TEXT("room"), NULL, options, &call, &error), &error);
    } else {
        assert_ok(closeroom_trtc_call(trtc, TEXT("room"), options, &call, &error), &error);
    }
    return host_with(zego != NULL ? CLOSEROOM_PROVIDER_ZEGO : CLOSEROOM_PROVIDER_TRTC, call);
}

/* How long after START_MS a new call of that client may send; it sends, and is over. */
static uint64_t turn_ms(const closeroom_zego *zego, const closeroom_trtc *trtc,
                        const closeroom_call_options *options) {
    struct host host = host_of_client(zego, trtc, options);
    if (host_step(&host) == CLOSEROOM_STEP_WAIT) {
        host.now_ms = closeroom_call_wait_until_ms(host.call);
        host_sends(&host);
    }
    host_receives_success(&host);
    host_closed(&host, CLOSEROOM_STATUS_CLOSED, 1);
    host_free(&host);
    return host.now_ms - START_MS;
}

static void calls_go_in_the_order_of_asking(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    closeroom_trtc *trtc = trtc_client(NULL);
    for (uint64_t at = 0; at < 5; ++at) {
        assert_int_equal(turn_ms(zego, NULL, NULL), 1100 * at);
        assert_int_equal(turn_ms(NULL, trtc, NULL), 55 * at);
    }
    closeroom_trtc_free(trtc);
    closeroom_zego_free(zego);
}

static void another_client_has_its_own_pace(void **state) {
    (void)state;
    for (int at = 0; at < 2; ++at) {
        closeroom_zego *zego = zego_client();
        assert_int_equal(turn_ms(zego, NULL, NULL), 0);
        closeroom_zego_free(zego);
    }
}

static void turns_can_be_switched_off(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    closeroom_call_options *options = closeroom_call_options_new();
    closeroom_error *error = NULL;
    assert_ok(closeroom_call_options_set_paced(options, false, &error), &error);
    for (int at = 0; at < 3; ++at) assert_int_equal(turn_ms(zego, NULL, options), 0);
    assert_ok(closeroom_call_options_set_paced(options, true, &error), &error);
    assert_int_equal(turn_ms(zego, NULL, options), 0);
    assert_int_equal(turn_ms(zego, NULL, options), 1100);
    closeroom_call_options_free(options);
    closeroom_zego_free(zego);
}

static void a_turn_after_the_deadline_ends_the_call(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    closeroom_call_options *options = closeroom_call_options_new();
    closeroom_error *error = NULL;
    assert_ok(closeroom_call_options_set_timeout_ms(options, 1000, &error), &error);
    assert_int_equal(turn_ms(zego, NULL, options), 0);

    struct host late = host_of_client(zego, NULL, options);
    error = host_failed(&late, CLOSEROOM_RESULT_RATE_LIMITED);
    closeroom_optional_u64 after = closeroom_error_retry_after_ms(error);
    assert_true(after.has_value);
    assert_int_equal(after.value, 1100);
    assert_true(closeroom_error_retryable(error));
    closeroom_error_free(error);
    host_free(&late);

    assert_int_equal(turn_ms(zego, NULL, NULL), 1100);
    closeroom_call_options_free(options);
    closeroom_zego_free(zego);
}

static void a_turn_is_given_back_by_cancelling_and_by_freeing(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    assert_int_equal(turn_ms(zego, NULL, NULL), 0);

    struct host cancelled = host_of_client(zego, NULL, NULL);
    assert_int_equal(host_waits(&cancelled), 1100);
    host_reports(&cancelled, CLOSEROOM_FAILURE_CANCELLED);
    host_free(&cancelled);

    struct host freed = host_of_client(zego, NULL, NULL);
    assert_int_equal(host_waits(&freed), 1100);
    host_free(&freed);

    assert_int_equal(turn_ms(zego, NULL, NULL), 1100);
    closeroom_zego_free(zego);
}

/* The pace belongs to the client and its calls, whoever of them is freed first. */
static void turns_outlive_the_client(void **state) {
    (void)state;
    closeroom_trtc *trtc = trtc_client(NULL);
    struct host first = host_of_client(NULL, trtc, NULL);
    struct host second = host_of_client(NULL, trtc, NULL);
    closeroom_trtc_free(trtc);
    host_sends(&first);
    host_free(&first);
    assert_int_equal(host_waits(&second), 55);
    host_sends(&second);
    host_free(&second);
}

int main(void) {
    const struct CMUnitTest turns[] = {
        cmocka_unit_test(calls_go_in_the_order_of_asking),
        cmocka_unit_test(another_client_has_its_own_pace),
        cmocka_unit_test(turns_can_be_switched_off),
        cmocka_unit_test(a_turn_after_the_deadline_ends_the_call),
        cmocka_unit_test(a_turn_is_given_back_by_cancelling_and_by_freeing),
        cmocka_unit_test(turns_outlive_the_client),
    };
    return RUN(turns);
}
