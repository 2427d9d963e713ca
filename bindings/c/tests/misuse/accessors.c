#include "accessors.h"

#include "../support/test.h"
#include "../support/text.h"

/* No text. */
#define TEXTS(X)                                                                           \
    X(error_message) X(error_field) X(error_provider_code) X(error_request_id)             \
    X(request_method) X(request_url) X(request_redacted_url) X(request_host)               \
    X(request_target) X(request_body)                                                      \
    X(closed_request_id) X(zego_callback_event_name) X(zego_callback_nonce)                \
    X(zego_callback_signature) X(zego_callback_raw) X(trtc_callback_event_name) X(trtc_callback_raw)

/* No text, whatever the index. */
#define INDEXED(X)                                            \
    X(request_header_name) X(request_header_value)            \
    X(request_header_line)                                    \
    X(explained_step_name) X(explained_step_value)

/* 0, which is also false, success, and the first of the enums. */
#define NUMBERS(X)                                                                         \
    X(error_result) X(error_provider) X(error_http_status) X(error_retryable)              \
    X(request_header_count) X(explained_step_count)                                        \
    X(closed_status) X(closed_attempts)                                                    \
    X(call_attempt_deadline_ms) X(call_max_response_bytes) X(call_wait_until_ms)           \
    X(zego_callback_event) X(zego_callback_timestamp)                                      \
    X(trtc_callback_event) X(trtc_callback_event_group_id) X(trtc_callback_event_type)     \
    X(trtc_callback_ts)

/* A number that is not there. */
#define OPTIONALS(X) X(error_retry_after_ms) X(zego_callback_app_id)

/* NULL. */
#define POINTERS(X)                                                                        \
    X(explained_request) X(call_request) X(call_response) X(zego_callback_room_close)      \
    X(zego_callback_room_logout) X(zego_callback_stream_close) X(trtc_callback_info)

/* Ignored. */
#define FREES(X)                                                                           \
    X(error_free) X(request_free) X(explained_free) X(response_free) X(closed_free)        \
    X(call_options_free) X(call_free) X(zego_options_free) X(zego_close_options_free)      \
    X(zego_free) X(zego_callback_free) X(trtc_options_free) X(trtc_free)                   \
    X(trtc_callback_free)

#define ASK_TEXT(name) \
    static void ask_##name(void) { assert_no_text(closeroom_##name(NULL)); }
#define ASK_INDEXED(name)                                     \
    static void ask_##name(void) {                            \
        assert_no_text(closeroom_##name(NULL, 0));            \
        assert_no_text(closeroom_##name(NULL, SIZE_MAX));     \
    }
#define ASK_NUMBER(name) \
    static void ask_##name(void) { assert_int_equal(closeroom_##name(NULL), 0); }
#define ASK_OPTIONAL(name)                                    \
    static void ask_##name(void) {                            \
        assert_false(closeroom_##name(NULL).has_value);       \
        assert_int_equal(closeroom_##name(NULL).value, 0);    \
    }
#define ASK_POINTER(name) \
    static void ask_##name(void) { assert_null(closeroom_##name(NULL)); }
#define ASK_FREE(name) \
    static void ask_##name(void) { closeroom_##name(NULL); }

TEXTS(ASK_TEXT)
INDEXED(ASK_INDEXED)
NUMBERS(ASK_NUMBER)
OPTIONALS(ASK_OPTIONAL)
POINTERS(ASK_POINTER)
FREES(ASK_FREE)

/* These take no object: what is made is there, and is freed unused. */
#define NEWS(X)                                                                            \
    X(call_options) X(zego_options) X(zego_close_options) X(trtc_options)
#define ASK_NEW(type)                                         \
    static void ask_##type##_new(void) {                      \
        closeroom_##type *made = closeroom_##type##_new();    \
        assert_non_null(made);                                \
        closeroom_##type##_free(made);                        \
    }
NEWS(ASK_NEW)

static void ask_response_new(void) {
    closeroom_response *small = closeroom_response_new(0);
    closeroom_response *large = closeroom_response_new(SIZE_MAX);
    assert_non_null(small);
    assert_non_null(large);
    closeroom_response_free(small);
    closeroom_response_free(large);
}

static void ask_version(void) { assert_text(closeroom_version(), CLOSEROOM_VERSION); }

static void ask_version_number(void) {
    assert_int_equal(closeroom_version_number(), CLOSEROOM_VERSION_NUMBER);
}

static void ask_call_wait_ms(void) { assert_int_equal(closeroom_call_wait_ms(NULL, 1), 0); }

/* Never 0, which would mean for ever to libcurl. */
static void ask_call_attempt_timeout_ms(void) {
    assert_int_equal(closeroom_call_attempt_timeout_ms(NULL, 1), 1);
}

static void ask_result_name(void) {
    static const struct {
        uint32_t result;
        const char *name;
    } names[] = {
        {CLOSEROOM_RESULT_OK, "ok"},
        {CLOSEROOM_RESULT_INVALID_INPUT, "invalid_input"},
        {CLOSEROOM_RESULT_UNAUTHORIZED, "unauthorized"},
        {CLOSEROOM_RESULT_CLOCK_SKEW, "clock_skew"},
        {CLOSEROOM_RESULT_PERMISSION_DENIED, "permission_denied"},
        {CLOSEROOM_RESULT_ROOM_NOT_FOUND, "room_not_found"},
        {CLOSEROOM_RESULT_RATE_LIMITED, "rate_limited"},
        {CLOSEROOM_RESULT_REJECTED, "rejected"},
        {CLOSEROOM_RESULT_UNAVAILABLE, "unavailable"},
        {CLOSEROOM_RESULT_UNEXPECTED_RESPONSE, "unexpected_response"},
        {CLOSEROOM_RESULT_TRANSPORT, "transport"},
        {CLOSEROOM_RESULT_DEADLINE_EXCEEDED, "deadline_exceeded"},
        {CLOSEROOM_RESULT_CANCELLED, "cancelled"},
        {CLOSEROOM_RESULT_INVALID_SIGNATURE, "invalid_signature"},
        {CLOSEROOM_RESULT_STALE, "stale"},
        {CLOSEROOM_RESULT_INTERNAL, "internal"},
        {15, "unknown"},
        {254, "unknown"},
        {256, "unknown"},
        {UINT32_MAX, "unknown"},
    };
    for (size_t at = 0; at < sizeof names / sizeof names[0]; ++at) {
        assert_text(closeroom_result_name(names[at].result), names[at].name);
    }
}

static void ask_call_reveals_credentials(void) {
    /* It cannot be told. */
    assert_true(closeroom_call_reveals_credentials(NULL, TEXT("harmless")));
    assert_true(closeroom_call_reveals_credentials(NULL, NULL, 0));
    assert_true(closeroom_call_reveals_credentials(NULL, NULL, SIZE_MAX));
}

#define OF_ONE(name) {"closeroom_" #name, 1, ask_##name},
#define OF_TWO(name) {"closeroom_" #name, 2, ask_##name},
#define OF_NONE(type) {"closeroom_" #type "_new", 0, ask_##type##_new},

const struct accessor ACCESSORS[] = {
    TEXTS(OF_ONE) INDEXED(OF_TWO) NUMBERS(OF_ONE) OPTIONALS(OF_ONE) POINTERS(OF_ONE) FREES(OF_ONE)
    NEWS(OF_NONE)
    {"closeroom_response_new", 1, ask_response_new},
    {"closeroom_version", 0, ask_version},
    {"closeroom_version_number", 0, ask_version_number},
    {"closeroom_call_wait_ms", 2, ask_call_wait_ms},
    {"closeroom_call_attempt_timeout_ms", 2, ask_call_attempt_timeout_ms},
    {"closeroom_result_name", 1, ask_result_name},
    {"closeroom_call_reveals_credentials", 3, ask_call_reveals_credentials},
};
const size_t ACCESSOR_COUNT = sizeof ACCESSORS / sizeof ACCESSORS[0];
