/* `callback` of ZEGOCLOUD: signature, freshness and every field. */

#include "../support/failure.h"
#include "../support/test.h"
#include "../support/text.h"
#include "callback.h"
#include "checks.h"

static void expect_room_close(const closeroom_zego_callback *callback, json_t *event) {
    static const char *const members[] = {
        "event",         "appId",       "timestamp",     "nonce", "roomId",
        "roomSessionId", "closeReason", "roomCloseTime", NULL};
    only_members(event, members);
    assert_int_equal(closeroom_zego_callback_event(callback), CLOSEROOM_ZEGO_EVENT_ROOM_CLOSE);
    assert_null(closeroom_zego_callback_room_logout(callback));
    assert_null(closeroom_zego_callback_stream_close(callback));
    const closeroom_zego_room_close *fields = closeroom_zego_callback_room_close(callback);
    assert_non_null(fields);
    expect_text_field(event, "roomId", fields->room_id);
    expect_id_field(event, "roomSessionId", fields->room_session_id);
    expect_u32_field(event, "closeReason", fields->close_reason);
    expect_u64_field(event, "roomCloseTime", fields->room_close_time);
}

static void expect_room_logout(const closeroom_zego_callback *callback, json_t *event) {
    static const char *const members[] = {
        "event",     "appId",        "timestamp", "nonce",     "roomId",     "roomSeq",
        "userAccount", "userNickname", "sessionId", "loginTime", "logoutTime", "reason",
        "userRole",  "userUpdateSeq", NULL};
    only_members(event, members);
    assert_int_equal(closeroom_zego_callback_event(callback), CLOSEROOM_ZEGO_EVENT_ROOM_LOGOUT);
    assert_null(closeroom_zego_callback_room_close(callback));
    assert_null(closeroom_zego_callback_stream_close(callback));
    const closeroom_zego_room_logout *fields = closeroom_zego_callback_room_logout(callback);
    assert_non_null(fields);
    expect_text_field(event, "roomId", fields->room_id);
    expect_id_field(event, "roomSeq", fields->room_seq);
    expect_text_field(event, "userAccount", fields->user_account);
    expect_text_field(event, "userNickname", fields->user_nickname);
    expect_text_field(event, "sessionId", fields->session_id);
    expect_u64_field(event, "loginTime", fields->login_time);
    expect_u64_field(event, "logoutTime", fields->logout_time);
    expect_u32_field(event, "reason", fields->reason);
    expect_u32_field(event, "userRole", fields->user_role);
    expect_u64_field(event, "userUpdateSeq", fields->user_update_seq);
}

static void expect_stream_close(const closeroom_zego_callback *callback, json_t *event) {
    static const char *const members[] = {
        "event",         "appId",        "timestamp",     "nonce",
        "roomId",        "roomSessionId", "userId",       "userName",
        "channelId",     "type",         "streamAlias",   "streamId",
        "streamSid",     "streamSeq",    "thirdDefineData", "createTimeMs",
        "destroyTimeMs", NULL};
    only_members(event, members);
    assert_int_equal(closeroom_zego_callback_event(callback), CLOSEROOM_ZEGO_EVENT_STREAM_CLOSE);
    assert_null(closeroom_zego_callback_room_close(callback));
    assert_null(closeroom_zego_callback_room_logout(callback));
    const closeroom_zego_stream_close *fields = closeroom_zego_callback_stream_close(callback);
    assert_non_null(fields);
    expect_text_field(event, "roomId", fields->room_id);
    expect_id_field(event, "roomSessionId", fields->room_session_id);
    expect_text_field(event, "userId", fields->user_id);
    expect_text_field(event, "userName", fields->user_name);
    expect_text_field(event, "channelId", fields->channel_id);
    expect_u32_field(event, "type", fields->close_type);
    expect_text_field(event, "streamAlias", fields->stream_alias);
    expect_text_field(event, "streamId", fields->stream_id);
    expect_text_field(event, "streamSid", fields->stream_sid);
    expect_id_field(event, "streamSeq", fields->stream_seq);
    expect_text_field(event, "thirdDefineData", fields->third_define_data);
    expect_u64_field(event, "createTimeMs", fields->create_time_ms);
    expect_u64_field(event, "destroyTimeMs", fields->destroy_time_ms);
}

static void expect_other(const closeroom_zego_callback *callback, json_t *event) {
    static const char *const members[] = {"event", "name", "appId", "timestamp", "nonce", NULL};
    only_members(event, members);
    assert_int_equal(closeroom_zego_callback_event(callback), CLOSEROOM_ZEGO_EVENT_OTHER);
    assert_null(closeroom_zego_callback_room_close(callback));
    assert_null(closeroom_zego_callback_room_logout(callback));
    assert_null(closeroom_zego_callback_stream_close(callback));
    expect_text_field(event, "name", closeroom_zego_callback_event_name(callback));
}

static void expect_event(const closeroom_zego_callback *callback, json_t *event,
                         struct text body) {
    static const struct {
        const char *name;
        void (*expect)(const closeroom_zego_callback *, json_t *);
    } events[] = {
        {"room_close", expect_room_close},
        {"room_logout", expect_room_logout},
        {"stream_close", expect_stream_close},
    };
    bool known = false;
    for (size_t at = 0; at < sizeof events / sizeof events[0]; ++at) {
        if (!member_is(event, "event", events[at].name)) continue;
        assert_text(closeroom_zego_callback_event_name(callback), events[at].name);
        events[at].expect(callback, event);
        known = true;
    }
    if (!known) {
        assert_true(member_is(event, "event", "other"));
        expect_other(callback, event);
    }
    expect_u32_field(event, "appId", closeroom_zego_callback_app_id(callback));
    assert_int_equal(closeroom_zego_callback_timestamp(callback),
                     number_member(event, "timestamp"));
    expect_text_field(event, "nonce", closeroom_zego_callback_nonce(callback));
    /* What came as JSON stays as it came. */
    if (body.data[0] == '{') {
        assert_bytes(closeroom_zego_callback_raw(callback), body.data, body.len);
    } else {
        assert_int_not_equal(closeroom_zego_callback_raw(callback).len, 0);
    }
}

void check_zego_callback(json_t *vector) {
    static const char *const members[] = {
        "name", "source", "note", "callbackSecret", "body", "now", "toleranceSeconds", "expect",
        NULL};
    only_members(vector, members);
    struct text body = text_member(vector, "body");
    struct text secret = text_member(vector, "callbackSecret");
    json_t *expect = member(vector, "expect");
    closeroom_zego_callback *callback = NULL;
    closeroom_error *error = NULL;

    closeroom_result result = closeroom_zego_callback_verify(
        body.data, body.len, PASS(secret), number_member(vector, "now"),
        tolerance_of(vector), &callback, &error);
    if (has_member(expect, "ok")) {
        assert_ok(result, &error);
        expect_event(callback, member(expect, "ok"), body);
    } else {
        assert_null(callback);
        expect_callback_error(member(expect, "error"), result, error, CLOSEROOM_PROVIDER_ZEGO,
                              secret);
    }
    closeroom_zego_callback_free(callback);
}
