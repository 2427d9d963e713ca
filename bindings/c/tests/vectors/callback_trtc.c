/* `callback` of TRTC: signature, freshness and every field. */

#include <ctype.h>

#include "../support/failure.h"
#include "../support/test.h"
#include "../support/text.h"
#include "callback.h"
#include "checks.h"

/* The number of an event that Tencent documents; 0 for any other. */
static closeroom_trtc_event event_of(json_t *event) {
    static const struct {
        const char *name;
        closeroom_trtc_event number;
    } events[] = {
        {"create_room", CLOSEROOM_TRTC_EVENT_CREATE_ROOM},
        {"dismiss_room", CLOSEROOM_TRTC_EVENT_DISMISS_ROOM},
        {"enter_room", CLOSEROOM_TRTC_EVENT_ENTER_ROOM},
        {"exit_room", CLOSEROOM_TRTC_EVENT_EXIT_ROOM},
        {"change_role", CLOSEROOM_TRTC_EVENT_CHANGE_ROLE},
        {"start_video", CLOSEROOM_TRTC_EVENT_START_VIDEO},
        {"stop_video", CLOSEROOM_TRTC_EVENT_STOP_VIDEO},
        {"start_audio", CLOSEROOM_TRTC_EVENT_START_AUDIO},
        {"stop_audio", CLOSEROOM_TRTC_EVENT_STOP_AUDIO},
        {"start_assist", CLOSEROOM_TRTC_EVENT_START_ASSIST},
        {"stop_assist", CLOSEROOM_TRTC_EVENT_STOP_ASSIST},
    };
    for (size_t at = 0; at < sizeof events / sizeof events[0]; ++at) {
        if (member_is(event, "event", events[at].name)) return events[at].number;
    }
    assert_true(member_is(event, "event", "other"));
    return CLOSEROOM_TRTC_EVENT_OTHER;
}

static void expect_room(const closeroom_trtc_event_info *info, json_t *room) {
    static const char *const members[] = {"string", "number", NULL};
    only_members(room, members);
    expect_text_field(room, "string", info->room_id);
    expect_id_field(room, "number", info->numeric_room_id);
}

static void expect_event(const closeroom_trtc_callback *callback, json_t *event,
                         struct text body) {
    static const char *const members[] = {
        "event",  "eventGroupId", "eventType", "callbackTs",   "roomId",   "eventTs", "eventMsTs",
        "userId", "uniqueId",     "role",      "terminalType", "userType", "reason",  NULL};
    static const char *const members_of_other[] = {"event", "eventGroupId", "eventType",
                                                   "callbackTs", NULL};
    const closeroom_trtc_event_info *info = closeroom_trtc_callback_info(callback);
    closeroom_trtc_event number = event_of(event);
    assert_int_equal(closeroom_trtc_callback_event(callback), number);
    expect_text_field(event, "event", closeroom_trtc_callback_event_name(callback));
    assert_int_equal(closeroom_trtc_callback_event_group_id(callback),
                     number_member(event, "eventGroupId"));
    assert_int_equal(closeroom_trtc_callback_event_type(callback),
                     number_member(event, "eventType"));
    assert_int_equal(closeroom_trtc_callback_ts(callback),
                     number_member(event, "callbackTs"));
    assert_bytes(closeroom_trtc_callback_raw(callback), body.data, body.len);
    if (number == CLOSEROOM_TRTC_EVENT_OTHER) {
        only_members(event, members_of_other);
        assert_null(info);
        return;
    }
    only_members(event, members);
    assert_non_null(info);
    expect_room(info, member(event, "roomId"));
    expect_u64_field(event, "eventTs", info->event_ts);
    expect_u64_field(event, "eventMsTs", info->event_ms_ts);
    expect_text_field(event, "userId", info->user_id);
    expect_text_field(event, "uniqueId", info->unique_id);
    expect_u32_field(event, "role", info->role);
    expect_u32_field(event, "terminalType", info->terminal_type);
    expect_u32_field(event, "userType", info->user_type);
    expect_u32_field(event, "reason", info->reason);
}

/* Header names are compared without regard to case, which is the host's task. */
static struct text sign_of(json_t *headers) {
    struct text sign = {NULL, 0};
    const char *name;
    json_t *value;
    json_object_foreach(headers, name, value) {
        const char *expected = "sign";
        size_t at = 0;
        while (expected[at] != '\0' && tolower((unsigned char)name[at]) == expected[at]) ++at;
        if (expected[at] == '\0' && name[at] == '\0') sign = text_of(value);
    }
    return sign;
}

void check_trtc_callback(json_t *vector) {
    static const char *const members[] = {
        "name", "source", "note", "callbackKey", "headers", "body", "now", "toleranceSeconds",
        "expect", NULL};
    only_members(vector, members);
    struct text body = text_member(vector, "body");
    struct text sign = sign_of(member(vector, "headers"));
    struct text key = text_member(vector, "callbackKey");
    json_t *expect = member(vector, "expect");
    closeroom_trtc_callback *callback = NULL;
    closeroom_error *error = NULL;

    closeroom_result result = closeroom_trtc_callback_verify(
        body.data, body.len, PASS(sign), PASS(key),
        number_member(vector, "now"), tolerance_of(vector), &callback, &error);
    if (has_member(expect, "ok")) {
        assert_ok(result, &error);
        expect_event(callback, member(expect, "ok"), body);
    } else {
        assert_null(callback);
        expect_callback_error(member(expect, "error"), result, error, CLOSEROOM_PROVIDER_TRTC,
                              key);
    }
    closeroom_trtc_callback_free(callback);
}
