/* `response`: what a provider's reply means. */

#include "../support/clients.h"
#include "../support/failure.h"
#include "../support/test.h"
#include "../support/text.h"
#include "checks.h"
#include "member.h"

static closeroom_response *response_of(json_t *received) {
    static const char *const members[] = {"status", "headers", "body", NULL};
    only_members(received, members);
    closeroom_response *response =
        closeroom_response_new(CLOSEROOM_DEFAULT_MAX_RESPONSE_BYTES);
    closeroom_error *error = NULL;
    uint32_t status = (uint32_t)number_member(received, "status");
    assert_ok(closeroom_response_set_status(response, status, &error), &error);
    const char *name;
    json_t *value;
    json_object_foreach(member(received, "headers"), name, value) {
        struct text text = text_of(value);
        assert_ok(closeroom_response_add_header(response, name, strlen(name), PASS(text), &error),
                  &error);
    }
    /* In two parts, as bodies come. */
    struct text body = text_member(received, "body");
    size_t half = body.len / 2;
    assert_ok(closeroom_response_append_body(response, body.data, half, &error), &error);
    assert_ok(closeroom_response_append_body(response, body.data + half, body.len - half, &error),
              &error);
    return response;
}

static void expect_text(json_t *expected, const char *name, closeroom_str actual) {
    if (has_member(expected, name)) {
        struct text text = text_member(expected, name);
        assert_bytes(actual, text.data, text.len);
    } else {
        assert_no_text(actual);
    }
}

static void expect_closed(closeroom_closed *closed, json_t *expected) {
    static const char *const members[] = {"requestId", NULL};
    only_members(expected, members);
    struct text id = text_member(expected, "requestId");
    assert_int_equal(closeroom_closed_status(closed), CLOSEROOM_STATUS_CLOSED);
    assert_bytes(closeroom_closed_request_id(closed), id.data, id.len);
    assert_int_equal(closeroom_closed_attempts(closed), 1);
}

static void expect_error(const closeroom_error *error, closeroom_provider provider,
                         json_t *expected) {
    static const char *const members[] = {"kind",       "providerCode", "requestId",
                                          "httpStatus", "retryable",    "retryAfterMs",
                                          NULL};
    only_members(expected, members);
    assert_int_equal(closeroom_error_provider(error), provider);
    assert_no_text(closeroom_error_field(error));
    assert_int_not_equal(closeroom_error_message(error).len, 0);
    expect_text(expected, "providerCode", closeroom_error_provider_code(error));
    expect_text(expected, "requestId", closeroom_error_request_id(error));
    assert_int_equal(closeroom_error_http_status(error), number_member(expected, "httpStatus"));
    assert_int_equal(closeroom_error_retryable(error), bool_member(expected, "retryable"));
    closeroom_optional_u64 after = closeroom_error_retry_after_ms(error);
    assert_int_equal(after.has_value, has_member(expected, "retryAfterMs"));
    assert_int_equal(after.value,
                     after.has_value ? number_member(expected, "retryAfterMs") : 0);
}

/* Takes the outcome of a parse, given the client or not. */
static void expect_outcome(json_t *vector, closeroom_provider provider, closeroom_result result,
                           closeroom_closed *closed, closeroom_error *error) {
    json_t *expect = member(vector, "expect");
    if (has_member(expect, "ok")) {
        assert_ok(result, &error);
        expect_closed(closed, member(expect, "ok"));
    } else {
        json_t *expected = member(expect, "error");
        struct text kind = text_member(expected, "kind");
        assert_bytes(closeroom_result_name(result), kind.data, kind.len);
        assert_refused(result, &error, result);
        assert_null(closed);
        expect_error(error, provider, expected);
    }
    closeroom_closed_free(closed);
    closeroom_error_free(error);
}

void check_zego_response(json_t *vector) {
    static const char *const members[] = {"name", "source", "note", "response", "expect", NULL};
    only_members(vector, members);
    closeroom_zego *zego = zego_client();
    closeroom_response *response = response_of(member(vector, "response"));
    closeroom_closed *closed = NULL;
    closeroom_error *error = NULL;

    closeroom_result result = closeroom_zego_parse(zego, response, &closed, &error);
    assert_int_equal(closeroom_zego_parse(zego, response, NULL, NULL), result);
    expect_outcome(vector, CLOSEROOM_PROVIDER_ZEGO, result, closed, error);
    closeroom_response_free(response);
    closeroom_zego_free(zego);
}

void check_trtc_response(json_t *vector) {
    /* The action is whose page documents it; the meaning is the same for both. */
    static const char *const members[] = {"name",     "source", "note", "action",
                                          "response", "expect", NULL};
    only_members(vector, members);
    closeroom_trtc *trtc = trtc_client(NULL);
    closeroom_response *response = response_of(member(vector, "response"));
    closeroom_closed *closed = NULL;
    closeroom_error *error = NULL;

    closeroom_result result = closeroom_trtc_parse(trtc, response, &closed, &error);
    assert_int_equal(closeroom_trtc_parse(trtc, response, NULL, NULL), result);
    expect_outcome(vector, CLOSEROOM_PROVIDER_TRTC, result, closed, error);
    closeroom_response_free(response);
    closeroom_trtc_free(trtc);
}
