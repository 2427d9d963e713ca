/*
 * `signature`: the bare algorithms, which the library does not export. What its builder makes of
 * the same input is compared; where it takes no such input, ZEGOCLOUD's cases must be refused for
 * that reason, and TRTC's are not run.
 */

#include <ctype.h>

#include "../support/failure.h"
#include "../support/test.h"
#include "../support/text.h"
#include "checks.h"
#include "client.h"
#include "member.h"
#include "request.h"

/* The input's own reason to be refused: the field, or NULL. */
static const char *zego_refusal(json_t *input) {
    struct text nonce = text_member(input, "nonce");
    size_t good = strspn(nonce.data, "0123456789abcdef");
    if (nonce.len != 16 || good != 16) return "Nonce";
    return number_member(input, "timestamp") > UINT64_C(99999999999) ? "Timestamp" : NULL;
}

void check_zego_signature(json_t *vector) {
    static const char *const members[] = {"name",      "source",    "note", "input",
                                          "signature", "mustNotBe", NULL};
    static const char *const input_members[] = {"appId", "nonce", "serverSecret", "timestamp",
                                                NULL};
    json_t *input = member(vector, "input");
    only_members(vector, members);
    only_members(input, input_members);
    json_t *config = json_pack("{sOsO}", "appId", member(input, "appId"), "serverSecret",
                               member(input, "serverSecret"));
    json_t *build = json_pack("{sssOsO}", "roomId", "room", "timestamp",
                              member(input, "timestamp"), "nonce", member(input, "nonce"));
    struct outcome outcome = zego_outcome(config, build);

    const char *refusal = zego_refusal(input);
    if (refusal != NULL) {
        assert_refused(outcome.result, &outcome.error, CLOSEROOM_RESULT_INVALID_INPUT);
        assert_text(closeroom_error_field(outcome.error), refusal);
    } else {
        assert_ok(outcome.result, &outcome.error);
        struct text signature = text_member(vector, "signature");
        assert_int_equal(closeroom_explained_step_count(outcome.explained), 2);
        assert_text(closeroom_explained_step_name(outcome.explained, 1), "signature");
        assert_bytes(closeroom_explained_step_value(outcome.explained, 1), signature.data,
                     signature.len);
    }
    outcome_free(&outcome);
    json_decref(build);
    json_decref(config);
}

/* `SdkAppId` and `RoomId` of a TC3 request, out of its body or query; NULL where it has others. */
static json_t *trtc_parameters(json_t *input) {
    char app[21];
    char room[256];
    int end = 0;
    const char *query = json_string_value(json_object_get(input, "query"));
    const char *payload = json_string_value(json_object_get(input, "payload"));
    if (member_is(input, "method", "POST")) {
        /* Compact JSON, as the builder writes it. */
        json_t *body = json_loads(payload, JSON_DECODE_ANY, NULL);
        char *again = json_dumps(body, JSON_COMPACT);
        bool is_ours = again != NULL && strcmp(again, payload) == 0 &&
                       json_object_size(body) == 2 &&
                       json_is_integer(json_object_get(body, "SdkAppId")) &&
                       json_object_get(body, "RoomId") != NULL;
        free(again);
        if (is_ours) return body;
        json_decref(body);
        return NULL;
    }
    /* Only rooms that are spelled in the query as they are. */
    if (sscanf(query, "SdkAppId=%20[0-9]&RoomId=%255[A-Za-z0-9]%n", app, room, &end) == 2 &&
        query[end] == '\0') {
        bool is_number = isdigit((unsigned char)room[0]);
        json_t *id = is_number ? json_integer(atoll(room)) : json_string(room);
        return json_pack("{sIso}", "SdkAppId", (json_int_t)atoll(app), "RoomId", id);
    }
    return NULL;
}

static const char *header_of(json_t *input, size_t at, const char *name) {
    json_t *pair = json_array_get(json_object_get(input, "headers"), at);
    const char *is = json_string_value(json_array_get(pair, 0));
    return is != NULL && strcmp(is, name) == 0 ? json_string_value(json_array_get(pair, 1)) : NULL;
}

bool trtc_signature_is_of_a_request(json_t *vector) {
    json_t *input = json_object_get(vector, "input");
    if (!member_is(input, "algorithm", "TC3-HMAC-SHA256") ||
        !member_is(input, "service", "trtc") ||
        json_array_size(json_object_get(input, "headers")) != 2 ||
        header_of(input, 1, "host") == NULL) {
        return false;
    }
    const char *content_type = header_of(input, 0, "content-type");
    const char *ours = member_is(input, "method", "POST") ? "application/json"
                                                          : "application/x-www-form-urlencoded";
    json_t *parameters = trtc_parameters(input);
    bool is_ours =
        parameters != NULL && content_type != NULL && strcmp(content_type, ours) == 0;
    json_decref(parameters);
    return is_ours;
}

void check_trtc_signature(json_t *vector) {
    static const char *const members[] = {"name",  "source",        "note",        "input",
                                          "steps", "authorization", "derivedKeys", NULL};
    only_members(vector, members);
    json_t *input = member(vector, "input");
    json_t *parameters = trtc_parameters(input);
    json_t *room = member(parameters, "RoomId");
    char text[21];
    snprintf(text, sizeof text, "%lld", json_integer_value(room));
    json_t *room_id = json_is_string(room) ? json_pack("{sO}", "string", room)
                                           : json_pack("{ss}", "number", text);
    snprintf(text, sizeof text, "%lld", json_integer_value(member(parameters, "SdkAppId")));
    json_t *config = json_pack("{sssOsOsssssOsb}", "sdkAppId", text, "secretId",
                               member(input, "secretId"), "secretKey", member(input, "secretKey"),
                               "region", "ap-guangzhou", "endpoint", header_of(input, 1, "host"),
                               "httpMethod", member(input, "method"), "allowAnyRoomId", 1);
    json_t *build = json_pack("{sOsOss}", "roomId", room_id, "timestamp",
                              member(input, "timestamp"), "nonce", "0000000000000000");
    struct outcome outcome = trtc_outcome(config, build);
    assert_ok(outcome.result, &outcome.error);
    expect_steps(outcome.explained, member(vector, "steps"));
    struct text authorization = text_member(vector, "authorization");
    assert_text(closeroom_request_header_name(outcome.request, 0), "Authorization");
    assert_bytes(closeroom_request_header_value(outcome.request, 0), authorization.data,
                 authorization.len);
    outcome_free(&outcome);
    json_decref(build);
    json_decref(config);
    json_decref(room_id);
    json_decref(parameters);
}
