/*
 * Who may be freed when. That nothing is used after it was freed, and nothing left behind, is for
 * valgrind and ASan to say.
 */

#include "../support/clients.h"
#include "../support/failure.h"
#include "../support/host.h"
#include "../support/replies.h"
#include "../support/test.h"
#include "../support/text.h"

/* host_of() frees the client before the first step; here it goes in the midst of a flight. */
static void a_call_outlives_its_client(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    closeroom_trtc *trtc = trtc_client(NULL);
    closeroom_call *calls[2] = {NULL, NULL};
    closeroom_error *error = NULL;
    assert_ok(closeroom_zego_call(zego, TEXT("room"), NULL, NULL, &calls[0], &error), &error);
    assert_ok(closeroom_trtc_call(trtc, TEXT("room"), NULL, &calls[1], &error), &error);
    struct host hosts[2] = {host_with(CLOSEROOM_PROVIDER_ZEGO, calls[0]),
                            host_with(CLOSEROOM_PROVIDER_TRTC, calls[1])};
    host_sends(&hosts[0]);
    host_sends(&hosts[1]);
    closeroom_zego_free(zego);
    closeroom_trtc_free(trtc);
    for (size_t at = 0; at < 2; ++at) {
        struct host *host = &hosts[at];
        assert_int_not_equal(closeroom_request_url(closeroom_call_request(host->call)).len, 0);
        host_receives_status(host, 503);
        host_waits(host);
        host_sends(host);
        host_receives_success(host);
        host_closed(host, CLOSEROOM_STATUS_CLOSED, 2);
        host_free(host);
    }
}

static void freed_in_mid_flight_of(struct host *host) { host_sends(host); }

static void freed_while_waiting_of(struct host *host) {
    host_sends(host);
    host_receives_status(host, 503);
    host_waits(host);
}

static void untouched(struct host *host) { (void)host; }

static void a_call_can_be_freed_at_any_time(void **state) {
    (void)state;
    with_both(NULL, untouched);
    with_both(NULL, freed_in_mid_flight_of);
    with_both(NULL, freed_while_waiting_of);
}

static void a_result_outlives_its_call_of(struct host *host) {
    closeroom_closed *closed = NULL;
    host_sends(host);
    host_receives_success(host);
    assert_int_equal(host_step(host), CLOSEROOM_STEP_DONE);
    assert_int_equal(closeroom_call_result(host->call, &closed, NULL), CLOSEROOM_RESULT_OK);
    host_free(host);
    assert_text(closeroom_closed_request_id(closed), "id-0");
    closeroom_closed_free(closed);
}

static void a_result_outlives_its_call(void **state) {
    (void)state;
    with_both(NULL, a_result_outlives_its_call_of);
}

static void a_built_request_outlives_its_client(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    closeroom_request *request = NULL;
    closeroom_explained *explained = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_zego_build(zego, TEXT("room"), NULL, NOW_SECONDS, TEXT(NONCE), &request,
                                   &error),
              &error);
    assert_ok(closeroom_zego_explain(zego, TEXT("room"), NULL, NOW_SECONDS, TEXT(NONCE),
                                     &explained, &error),
              &error);
    closeroom_zego_free(zego);
    closeroom_str url = closeroom_request_url(request);
    assert_bytes(closeroom_request_url(closeroom_explained_request(explained)), url.data,
                 url.len);
    closeroom_explained_free(explained);
    assert_text(closeroom_request_method(request), "GET");
    closeroom_request_free(request);
}

/* Nothing given to a function is kept: all of it is overwritten and freed at once. */
static void what_was_given_can_go_at_once(void **state) {
    (void)state;
    char *buffers[] = {strdup(SECRET_KEY), strdup(TOKEN), strdup("ap-guangzhou"),
                       strdup("example.com"), strdup("room"), strdup(SECRET_ID)};
    size_t lengths[6];
    for (size_t at = 0; at < 6; ++at) lengths[at] = strlen(buffers[at]);
    closeroom_trtc_options *options = closeroom_trtc_options_new();
    closeroom_trtc *trtc = NULL;
    closeroom_call *call = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_trtc_options_set_token(options, buffers[1], lengths[1], &error), &error);
    assert_ok(closeroom_trtc_options_set_endpoint(options, buffers[3], lengths[3], &error), &error);
    assert_ok(closeroom_trtc_new(1400000001, buffers[5], lengths[5], buffers[0], lengths[0],
                                 buffers[2], lengths[2], options, &trtc, &error),
              &error);
    closeroom_trtc_options_free(options);
    assert_ok(closeroom_trtc_call(trtc, buffers[4], lengths[4], NULL, &call, &error), &error);
    closeroom_trtc_free(trtc);
    for (size_t at = 0; at < 6; ++at) {
        memset(buffers[at], '#', lengths[at]);
        free(buffers[at]);
    }
    struct host host = host_with(CLOSEROOM_PROVIDER_TRTC, call);
    const closeroom_request *request = host_sends(&host);
    assert_text(closeroom_request_url(request), "https://example.com/");
    assert_text(closeroom_request_body(request), "{\"SdkAppId\":1400000001,\"RoomId\":\"room\"}");
    assert_shows(closeroom_request_header_value(request, 0), SECRET_ID);
    host_free(&host);
}

/* A request lives until the next is to be sent, so that nothing in flight is freed. */
static void a_request_lives_until_the_next_of(struct host *host) {
    assert_null(closeroom_call_request(host->call));
    const closeroom_request *request = host_sends(host);
    closeroom_str url = closeroom_request_url(request);
    assert_int_equal(host_step(host), CLOSEROOM_STEP_WAIT);
    assert_ptr_equal(closeroom_call_request(host->call), request);
    host_receives_status(host, 503);
    host_waits(host);
    assert_ptr_equal(closeroom_call_request(host->call), request);
    assert_bytes(closeroom_request_url(request), url.data, url.len);
    host_sends(host);
    host_receives_success(host);
    host_closed(host, CLOSEROOM_STATUS_CLOSED, 2);
    assert_non_null(closeroom_call_request(host->call));
}

static void a_request_lives_until_the_next(void **state) {
    (void)state;
    with_both(NULL, a_request_lives_until_the_next_of);
}

/* What came in for one attempt is not taken for that of the next. */
static void a_response_is_emptied_for_the_next_of(struct host *host) {
    host_sends(host);
    closeroom_response *response = closeroom_call_response(host->call);
    assert_non_null(response);
    fill(response, 503, "<html>");
    host_receives(host);
    host_waits(host);
    host_sends(host);
    closeroom_error *error = NULL;
    closeroom_result result = closeroom_call_received(host->call, host->now_ms, &error);
    assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
    closeroom_error_free(error);
    host_receives_success(host);
    host_closed(host, CLOSEROOM_STATUS_CLOSED, 2);
}

static void a_response_is_emptied_for_the_next(void **state) {
    (void)state;
    with_both(NULL, a_response_is_emptied_for_the_next_of);
}

int main(void) {
    const struct CMUnitTest lifetimes[] = {
        cmocka_unit_test(a_call_outlives_its_client),
        cmocka_unit_test(a_call_can_be_freed_at_any_time),
        cmocka_unit_test(a_result_outlives_its_call),
        cmocka_unit_test(a_built_request_outlives_its_client),
        cmocka_unit_test(what_was_given_can_go_at_once),
        cmocka_unit_test(a_request_lives_until_the_next),
        cmocka_unit_test(a_response_is_emptied_for_the_next),
    };
    return RUN(lifetimes);
}
