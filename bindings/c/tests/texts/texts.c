/* Texts end in a NUL, may hold others, and empty is not absent. */

#include "../support/callbacks.h"
#include "../support/clients.h"
#include "../support/failure.h"
#include "../support/replies.h"
#include "../support/test.h"
#include "../support/text.h"

static closeroom_zego_callback *zego_callback(const char *body) {
    closeroom_zego_callback *callback = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_zego_callback_verify(body, strlen(body),
                                             TEXT(CALLBACK_SECRET), SENT_SECONDS,
                                             CLOSEROOM_DEFAULT_TOLERANCE_SECONDS, &callback,
                                             &error),
              &error);
    return callback;
}

static void a_nul_in_a_room_id_is_sent(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    closeroom_request *request = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_zego_build(zego, TEXT("a\0b"), NULL, NOW_SECONDS, TEXT(NONCE), &request,
                                   &error),
              &error);
    assert_shows(closeroom_request_url(request), "&RoomId=a%00b");
    closeroom_request_free(request);
    closeroom_zego_free(zego);

    closeroom_trtc_options *options = closeroom_trtc_options_new();
    assert_ok(closeroom_trtc_options_set_allow_any_room_id(options, true, &error), &error);
    closeroom_trtc *trtc = trtc_client(options);
    assert_ok(closeroom_trtc_build(trtc, TEXT("a\0b"), NOW_SECONDS, TEXT(NONCE), &request, &error),
              &error);
    assert_shows(closeroom_request_body(request), "\"RoomId\":\"a\\u0000b\"");
    closeroom_request_free(request);
    closeroom_trtc_free(trtc);
    closeroom_trtc_options_free(options);
}

/* Without the option it is a character that TRTC's client SDKs do not take. */
static void a_nul_is_not_where_a_room_id_ends(void **state) {
    (void)state;
    closeroom_trtc *trtc = trtc_client(NULL);
    closeroom_request *request = NULL;
    closeroom_error *error = NULL;
    closeroom_result result =
        closeroom_trtc_build(trtc, TEXT("a\0b"), NOW_SECONDS, TEXT(NONCE), &request, &error);
    assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
    assert_text(closeroom_error_field(error), "RoomId");
    closeroom_error_free(error);
    closeroom_trtc_free(trtc);
}

static void only_so_many_bytes_are_read_as_the_length_says(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    closeroom_request *request = NULL;
    closeroom_error *error = NULL;
    /* No NUL in sight. */
    const char room[4] = {'r', 'o', 'o', 'm'};
    assert_ok(closeroom_zego_build(zego, room, 2, NULL, NOW_SECONDS, TEXT(NONCE), &request,
                                   &error),
              &error);
    closeroom_str url = closeroom_request_url(request);
    assert_string_equal(url.data + url.len - strlen("&RoomId=ro"), "&RoomId=ro");
    closeroom_request_free(request);
    closeroom_zego_free(zego);
}

static void a_nul_of_a_provider_comes_out(void **state) {
    (void)state;
    closeroom_zego_callback *zego = zego_callback(
        ZEGO_BODY("\"event\":\"room_logout\",\"room_id\":\"r\\u0000\","
                  "\"user_account\":\"\\u0000\""));
    const closeroom_zego_room_logout *logout = closeroom_zego_callback_room_logout(zego);
    assert_non_null(logout);
    assert_bytes(logout->room_id, "r\0", 2);
    assert_bytes(logout->user_account, "\0", 1);
    closeroom_zego_callback_free(zego);

    closeroom_trtc_callback *trtc = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_trtc_callback_verify(TRTC_BODY, strlen(TRTC_BODY),
                                             TEXT(TRTC_SIGN), TEXT(CALLBACK_KEY), SENT_SECONDS,
                                             CLOSEROOM_DEFAULT_TOLERANCE_SECONDS, &trtc, &error),
              &error);
    assert_bytes(closeroom_trtc_callback_info(trtc)->room_id, "a\0b", 3);
    closeroom_trtc_callback_free(trtc);
}

static void empty_is_not_absent(void **state) {
    (void)state;
    closeroom_zego_callback *zego =
        zego_callback(ZEGO_BODY("\"event\":\"room_logout\",\"room_id\":\"r\","
                                "\"user_account\":\"u\",\"user_nickname\":\"\""));
    const closeroom_zego_room_logout *logout = closeroom_zego_callback_room_logout(zego);
    assert_non_null(logout);
    assert_text(logout->user_nickname, "");
    assert_no_text(logout->session_id);
    assert_false(logout->reason.has_value);
    assert_int_equal(logout->reason.value, 0);
    closeroom_zego_callback_free(zego);

    closeroom_trtc_callback *trtc = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_trtc_callback_verify(TRTC_BODY, strlen(TRTC_BODY),
                                             TEXT(TRTC_SIGN), TEXT(CALLBACK_KEY), SENT_SECONDS,
                                             0, &trtc, &error),
              &error);
    assert_text(closeroom_trtc_callback_info(trtc)->user_id, "");
    assert_no_text(closeroom_trtc_callback_info(trtc)->unique_id);
    closeroom_trtc_callback_free(trtc);
}

static void a_request_id_that_was_not_sent_is_empty(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    closeroom_response *response = reply(200, "{\"Code\":0}");
    closeroom_closed *closed = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_zego_parse(zego, response, &closed, &error), &error);
    assert_text(closeroom_closed_request_id(closed), "");
    closeroom_closed_free(closed);
    closeroom_response_free(response);

    /* Of an error it is absent. */
    response = reply(200, "{\"Code\":5018}");
    closeroom_result result = closeroom_zego_parse(zego, response, &closed, &error);
    assert_refused(result, &error, CLOSEROOM_RESULT_ROOM_NOT_FOUND);
    assert_no_text(closeroom_error_request_id(error));
    closeroom_error_free(error);
    closeroom_response_free(response);
    closeroom_zego_free(zego);
}

/* What is to be remembered of a callback is what it was signed with. */
static void the_signature_of_a_callback_comes_out(void **state) {
    (void)state;
    closeroom_zego_callback *callback = zego_callback(ZEGO_BODY("\"event\":\"new\""));
    assert_text(closeroom_zego_callback_signature(callback), ZEGO_SIGNATURE);
    assert_text(closeroom_zego_callback_nonce(callback), "350176");
    assert_text(closeroom_zego_callback_event_name(callback), "new");
    assert_text(closeroom_zego_callback_raw(callback), ZEGO_BODY("\"event\":\"new\""));
    closeroom_zego_callback_free(callback);
}

/* Bodies are bytes: what is no text is no document of a provider. */
static void a_body_that_is_no_text_is_an_error(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    closeroom_response *response = reply(200, "\xff\xfe");
    closeroom_closed *closed = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_response_append_body(response, TEXT("\0\x80"), &error),
              &error);
    closeroom_result result = closeroom_zego_parse(zego, response, &closed, &error);
    assert_refused(result, &error, CLOSEROOM_RESULT_UNEXPECTED_RESPONSE);
    assert_int_equal(strlen(closeroom_error_message(error).data),
                     closeroom_error_message(error).len);
    closeroom_error_free(error);
    closeroom_response_free(response);
    closeroom_zego_free(zego);
}

/* A text stays where it is while its object lives, whatever else is asked. */
static void texts_live_as_long_as_their_object(void **state) {
    (void)state;
    closeroom_trtc *trtc = trtc_client(NULL);
    closeroom_explained *explained = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_trtc_explain(trtc, TEXT("room"), NOW_SECONDS, TEXT(NONCE), &explained,
                                     &error),
              &error);
    closeroom_trtc_free(trtc);
    const closeroom_request *request = closeroom_explained_request(explained);
    assert_ptr_equal(closeroom_explained_request(explained), request);
    closeroom_str texts[64];
    size_t count = 0;
    for (int time = 0; time < 2; ++time) {
        size_t at = 0;
        texts[time == 0 ? count++ : at] = closeroom_request_url(request);
        ++at;
        for (size_t header = 0; header < closeroom_request_header_count(request); ++header) {
            closeroom_str value = closeroom_request_header_value(request, header);
            if (time == 0) texts[count++] = value;
            assert_ptr_equal(texts[at++].data, value.data);
        }
        for (size_t step = 0; step < closeroom_explained_step_count(explained); ++step) {
            closeroom_str value = closeroom_explained_step_value(explained, step);
            if (time == 0) texts[count++] = value;
            assert_ptr_equal(texts[at++].data, value.data);
        }
    }
    for (size_t at = 0; at < count; ++at) assert_int_equal(texts[at].data[texts[at].len], '\0');
    closeroom_explained_free(explained);
}

static void some_texts_live_for_ever(void **state) {
    (void)state;
    assert_ptr_equal(closeroom_version().data, closeroom_version().data);
    assert_ptr_equal(closeroom_result_name(5).data, closeroom_result_name(5).data);
    assert_text(closeroom_result_name(5), "room_not_found");
}

int main(void) {
    const struct CMUnitTest texts[] = {
        cmocka_unit_test(a_nul_in_a_room_id_is_sent),
        cmocka_unit_test(a_nul_is_not_where_a_room_id_ends),
        cmocka_unit_test(only_so_many_bytes_are_read_as_the_length_says),
        cmocka_unit_test(a_nul_of_a_provider_comes_out),
        cmocka_unit_test(empty_is_not_absent),
        cmocka_unit_test(a_request_id_that_was_not_sent_is_empty),
        cmocka_unit_test(the_signature_of_a_callback_comes_out),
        cmocka_unit_test(a_body_that_is_no_text_is_an_error),
        cmocka_unit_test(texts_live_as_long_as_their_object),
        cmocka_unit_test(some_texts_live_for_ever),
    };
    return RUN(texts);
}
