#include "client.h"

#include "../support/test.h"
#include "../support/text.h"
#include "member.h"

/* A step that goes on while none has failed. */
#define TRY(expression)                                         \
    do {                                                        \
        outcome->result = (expression);                         \
        if (outcome->result != CLOSEROOM_RESULT_OK) goto end;   \
    } while (0)

/* Whether the stamp, which a call makes itself, is what was refused. */
static bool is_of_stamp(const closeroom_error *error) {
    closeroom_str field = closeroom_error_field(error);
    return text_is(field, "Timestamp", 9) || text_is(field, "Nonce", 5);
}

/* Takes the error of another way to do the same, which must be the same. */
static void expect_same_refusal(const struct outcome *built, closeroom_result result,
                                closeroom_error *error) {
    closeroom_str message = closeroom_error_message(built->error);
    assert_int_equal(result, built->result);
    assert_bytes(closeroom_error_message(error), message.data, message.len);
    closeroom_error_free(error);
}

static void zego_build(struct outcome *outcome, const closeroom_zego *zego, json_t *input) {
    struct text room = text_member(input, "roomId");
    struct text nonce = text_member(input, "nonce");
    uint64_t timestamp = number_member(input, "timestamp");
    closeroom_zego_close_options *options = closeroom_zego_close_options_new();
    closeroom_call *call = NULL;
    closeroom_error *error = NULL;

    if (has_member(input, "customReason")) {
        struct text reason = text_member(input, "customReason");
        TRY(closeroom_zego_close_options_set_custom_reason(options, PASS(reason),
                                                           &outcome->error));
    }
    if (has_member(input, "roomCloseCallback")) {
        TRY(closeroom_zego_close_options_set_room_close_callback(
            options, bool_member(input, "roomCloseCallback"), &outcome->error));
    }
    outcome->result = closeroom_zego_build(zego, PASS(room), options, timestamp, PASS(nonce),
                                           &outcome->request, &outcome->error);
    closeroom_result result = closeroom_zego_explain(
        zego, PASS(room), options, timestamp, PASS(nonce), &outcome->explained, &error);
    if (outcome->result == CLOSEROOM_RESULT_OK) {
        assert_int_equal(result, CLOSEROOM_RESULT_OK);
    } else {
        expect_same_refusal(outcome, result, error);
    }
    result = closeroom_zego_call(zego, PASS(room), options, NULL, &call, &error);
    if (outcome->result == CLOSEROOM_RESULT_OK || is_of_stamp(outcome->error)) {
        assert_int_equal(result, CLOSEROOM_RESULT_OK);
    } else {
        expect_same_refusal(outcome, result, error);
    }
end:
    closeroom_call_free(call);
    closeroom_zego_close_options_free(options);
}

struct outcome zego_outcome(json_t *config, json_t *input) {
    static const char *const config_members[] = {"appId", "serverSecret", "endpoint", "isTest",
                                                 NULL};
    static const char *const input_members[] = {
        "roomId", "customReason", "roomCloseCallback", "timestamp", "nonce", NULL};
    only_members(config, config_members);
    only_members(input, input_members);

    struct outcome made = {CLOSEROOM_RESULT_OK, NULL, NULL, NULL};
    struct outcome *outcome = &made;
    struct text secret = text_member(config, "serverSecret");
    closeroom_zego_options *options = closeroom_zego_options_new();
    closeroom_zego *zego = NULL;

    if (has_member(config, "endpoint")) {
        struct text endpoint = text_member(config, "endpoint");
        TRY(closeroom_zego_options_set_endpoint(options, PASS(endpoint), &outcome->error));
    }
    if (has_member(config, "isTest")) {
        TRY(closeroom_zego_options_set_is_test(options, bool_member(config, "isTest"),
                                               &outcome->error));
    }
    TRY(closeroom_zego_new(number_member(config, "appId"), PASS(secret), options, &zego,
                           &outcome->error));
    zego_build(outcome, zego, input);
end:
    closeroom_zego_free(zego);
    closeroom_zego_options_free(options);
    return made;
}

static void trtc_build(struct outcome *outcome, const closeroom_trtc *trtc, json_t *input) {
    json_t *room = member(input, "roomId");
    struct text nonce = text_member(input, "nonce");
    uint64_t timestamp = number_member(input, "timestamp");
    closeroom_call *call = NULL;
    closeroom_error *error = NULL;
    closeroom_error *call_error = NULL;
    closeroom_result explained;
    closeroom_result called;

    if (has_member(room, "string")) {
        struct text id = text_member(room, "string");
        outcome->result = closeroom_trtc_build(trtc, PASS(id), timestamp, PASS(nonce),
                                               &outcome->request, &outcome->error);
        explained = closeroom_trtc_explain(trtc, PASS(id), timestamp, PASS(nonce),
                                           &outcome->explained, &error);
        called = closeroom_trtc_call(trtc, PASS(id), NULL, &call, &call_error);
    } else {
        uint64_t id = decimal_member(room, "number");
        outcome->result = closeroom_trtc_build_numeric(trtc, id, timestamp, PASS(nonce),
                                                       &outcome->request, &outcome->error);
        explained = closeroom_trtc_explain_numeric(trtc, id, timestamp, PASS(nonce),
                                                   &outcome->explained, &error);
        called = closeroom_trtc_call_numeric(trtc, id, NULL, &call, &call_error);
    }
    if (outcome->result == CLOSEROOM_RESULT_OK) {
        assert_int_equal(explained, CLOSEROOM_RESULT_OK);
    } else {
        expect_same_refusal(outcome, explained, error);
    }
    if (outcome->result == CLOSEROOM_RESULT_OK || is_of_stamp(outcome->error)) {
        assert_int_equal(called, CLOSEROOM_RESULT_OK);
    } else {
        expect_same_refusal(outcome, called, call_error);
    }
    closeroom_call_free(call);
}

struct outcome trtc_outcome(json_t *config, json_t *input) {
    static const char *const config_members[] = {
        "sdkAppId", "secretId",        "secretKey",  "token",    "region",
        "endpoint", "signatureMethod", "httpMethod", "language", "allowAnyRoomId",
        NULL};
    static const char *const input_members[] = {"roomId", "timestamp", "nonce", NULL};
    static const struct {
        const char *member;
        closeroom_result (*set)(closeroom_trtc_options *, const char *, size_t,
                                closeroom_error **);
    } texts[] = {
        {"token", closeroom_trtc_options_set_token},
        {"endpoint", closeroom_trtc_options_set_endpoint},
        {"signatureMethod", closeroom_trtc_options_set_signature_method},
        {"httpMethod", closeroom_trtc_options_set_http_method},
        {"language", closeroom_trtc_options_set_language},
    };
    only_members(config, config_members);
    only_members(input, input_members);

    struct outcome made = {CLOSEROOM_RESULT_OK, NULL, NULL, NULL};
    struct outcome *outcome = &made;
    struct text id = text_member(config, "secretId");
    struct text key = text_member(config, "secretKey");
    struct text region = text_member(config, "region");
    closeroom_trtc_options *options = closeroom_trtc_options_new();
    closeroom_trtc *trtc = NULL;

    for (size_t at = 0; at < sizeof texts / sizeof texts[0]; ++at) {
        if (!has_member(config, texts[at].member)) continue;
        struct text text = text_member(config, texts[at].member);
        TRY(texts[at].set(options, PASS(text), &outcome->error));
    }
    if (has_member(config, "allowAnyRoomId")) {
        TRY(closeroom_trtc_options_set_allow_any_room_id(
            options, bool_member(config, "allowAnyRoomId"), &outcome->error));
    }
    TRY(closeroom_trtc_new(decimal_member(config, "sdkAppId"), PASS(id), PASS(key), PASS(region),
                           options, &trtc, &outcome->error));
    trtc_build(outcome, trtc, input);
end:
    closeroom_trtc_free(trtc);
    closeroom_trtc_options_free(options);
    return made;
}

void outcome_free(struct outcome *outcome) {
    closeroom_error_free(outcome->error);
    closeroom_request_free(outcome->request);
    closeroom_explained_free(outcome->explained);
}
