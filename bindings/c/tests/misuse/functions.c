#include "functions.h"

#include "../support/clients.h"

/* Arguments as the types that the header asks for. */
#define POINTER(at) (a[at].pointer)
#define BUFFER(at) (a[at].pointer), (a[at].len)
#define U64(at) (a[at].number)
#define U32(at) ((uint32_t)a[at].number)
#define SIZE(at) ((size_t)a[at].number)
#define BOOL(at) (a[at].number != 0)

/* call_NAME(arguments, error): the function, with arguments out of an array. */
#define CALLS(name, ...)                                                                        \
    static closeroom_result call_##name(const struct argument *a, closeroom_error **error) {    \
        return closeroom_##name(__VA_ARGS__, error);                                            \
    }

CALLS(response_clear, POINTER(0))
CALLS(response_set_status, POINTER(0), U32(1))
CALLS(response_add_header, POINTER(0), BUFFER(1), BUFFER(2))
CALLS(response_append_body, POINTER(0), BUFFER(1))
CALLS(call_options_set_max_attempts, POINTER(0), U32(1))
CALLS(call_options_set_timeout_ms, POINTER(0), U64(1))
CALLS(call_options_set_max_response_bytes, POINTER(0), SIZE(1))
CALLS(call_options_set_already_gone_is_error, POINTER(0), BOOL(1))
CALLS(call_options_set_paced, POINTER(0), BOOL(1))
CALLS(call_next, POINTER(0), U64(1), BUFFER(2), POINTER(3))
CALLS(call_received, POINTER(0), U64(1))
CALLS(call_failed, POINTER(0), U64(1), U32(2), BUFFER(3))
CALLS(call_result, POINTER(0), POINTER(1))
CALLS(zego_options_set_endpoint, POINTER(0), BUFFER(1))
CALLS(zego_options_set_is_test, POINTER(0), BOOL(1))
CALLS(zego_close_options_set_custom_reason, POINTER(0), BUFFER(1))
CALLS(zego_close_options_set_room_close_callback, POINTER(0), BOOL(1))
CALLS(zego_new, U64(0), BUFFER(1), POINTER(2), POINTER(3))
CALLS(zego_build, POINTER(0), BUFFER(1), POINTER(2), U64(3), BUFFER(4), POINTER(5))
CALLS(zego_explain, POINTER(0), BUFFER(1), POINTER(2), U64(3), BUFFER(4), POINTER(5))
CALLS(zego_parse, POINTER(0), POINTER(1), POINTER(2))
CALLS(zego_call, POINTER(0), BUFFER(1), POINTER(2), POINTER(3), POINTER(4))
CALLS(zego_callback_verify, BUFFER(0), BUFFER(1), U64(2), U64(3), POINTER(4))
CALLS(trtc_options_set_token, POINTER(0), BUFFER(1))
CALLS(trtc_options_set_endpoint, POINTER(0), BUFFER(1))
CALLS(trtc_options_set_signature_method, POINTER(0), BUFFER(1))
CALLS(trtc_options_set_http_method, POINTER(0), BUFFER(1))
CALLS(trtc_options_set_language, POINTER(0), BUFFER(1))
CALLS(trtc_options_set_allow_any_room_id, POINTER(0), BOOL(1))
CALLS(trtc_new, U64(0), BUFFER(1), BUFFER(2), BUFFER(3), POINTER(4), POINTER(5))
CALLS(trtc_build, POINTER(0), BUFFER(1), U64(2), BUFFER(3), POINTER(4))
CALLS(trtc_build_numeric, POINTER(0), U64(1), U64(2), BUFFER(3), POINTER(4))
CALLS(trtc_explain, POINTER(0), BUFFER(1), U64(2), BUFFER(3), POINTER(4))
CALLS(trtc_explain_numeric, POINTER(0), U64(1), U64(2), BUFFER(3), POINTER(4))
CALLS(trtc_parse, POINTER(0), POINTER(1), POINTER(2))
CALLS(trtc_call, POINTER(0), BUFFER(1), POINTER(2), POINTER(3))
CALLS(trtc_call_numeric, POINTER(0), U64(1), POINTER(2), POINTER(3))
CALLS(trtc_callback_verify, BUFFER(0), BUFFER(1), BUFFER(2), U64(3), U64(4), POINTER(5))
CALLS(random_nonce, BUFFER(0))
CALLS(random_entropy, BUFFER(0))

#define OBJ(name, type) {OBJECT, name, type, NULL, 0, 0}
#define OPT(name, type) {OPTIONAL, name, type, NULL, 0, 0}
#define TXT(name, text) {UTF8, name, NONE, text, 0, 0}
#define BYT(name, text) {BYTES, name, NONE, text, 0, 0}
#define ANY_TXT(name, text) {UTF8_OR_EMPTY, name, NONE, text, 0, 0}
#define SOME(name, text) {SOME_BYTES, name, NONE, text, 0, 0}
#define NUM(name, number) {NUMBER, name, NONE, NULL, number, 0}
#define NEW(name, type) {OUT, name, type, NULL, 0, 0}
#define ANY(name, type) {OPTIONAL_OUT, name, type, NULL, 0, 0}
#define NOW NUM("now_ms", NOW_SECONDS * 1000)
#define STAMP NUM("timestamp", NOW_SECONDS), TXT("nonce", NONCE)

#define OK CLOSEROOM_RESULT_OK
#define FUNCTION(name, result, ...) {"closeroom_" #name, result, call_##name, {__VA_ARGS__}}

const struct function FUNCTIONS[] = {
    FUNCTION(response_clear, OK, OBJ("response", RESPONSE)),
    FUNCTION(response_set_status, OK, OBJ("response", RESPONSE), NUM("status", 200)),
    FUNCTION(response_add_header, OK, OBJ("response", RESPONSE), SOME("name", "Date"),
             BYT("value", "now")),
    FUNCTION(response_append_body, OK, OBJ("response", RESPONSE), BYT("data", "{}")),
    FUNCTION(call_options_set_max_attempts, OK, OBJ("options", CALL_OPTIONS),
             NUM("max_attempts", 1)),
    FUNCTION(call_options_set_timeout_ms, OK, OBJ("options", CALL_OPTIONS),
             NUM("timeout_ms", 1)),
    FUNCTION(call_options_set_max_response_bytes, OK, OBJ("options", CALL_OPTIONS),
             NUM("max_response_bytes", 1)),
    FUNCTION(call_options_set_already_gone_is_error, OK, OBJ("options", CALL_OPTIONS),
             NUM("already_gone_is_error", 1)),
    FUNCTION(call_options_set_paced, OK, OBJ("options", CALL_OPTIONS), NUM("paced", 1)),
    FUNCTION(call_next, OK, OBJ("call", CALL), NOW,
             {ENTROPY, "entropy", NONE, "0123456789abcdef", 0, 0},
             {STEP_OUT, "step_out", NONE, NULL, 0, 0}),
    /* The response of the call has no status. */
    FUNCTION(call_received, CLOSEROOM_RESULT_INVALID_INPUT, OBJ("call", CALL), NOW),
    FUNCTION(call_failed, OK, OBJ("call", CALL), NOW,
             NUM("failure", CLOSEROOM_FAILURE_OTHER), BYT("message", "reset")),
    /* The call is not over. */
    FUNCTION(call_result, CLOSEROOM_RESULT_INVALID_INPUT, OBJ("call", CALL),
             ANY("closed_out", CLOSED)),
    FUNCTION(zego_options_set_endpoint, OK, OBJ("options", ZEGO_OPTIONS), TXT("endpoint", "hkg")),
    FUNCTION(zego_options_set_is_test, OK, OBJ("options", ZEGO_OPTIONS), NUM("is_test", 1)),
    FUNCTION(zego_close_options_set_custom_reason, OK, OBJ("options", CLOSE_OPTIONS),
             ANY_TXT("custom_reason", "over")),
    FUNCTION(zego_close_options_set_room_close_callback, OK, OBJ("options", CLOSE_OPTIONS),
             NUM("room_close_callback", 1)),
    FUNCTION(zego_new, OK, NUM("app_id", 1), TXT("server_secret", SERVER_SECRET),
             OPT("options", ZEGO_OPTIONS), NEW("zego_out", ZEGO)),
    FUNCTION(zego_build, OK, OBJ("zego", ZEGO), TXT("room_id", "room"),
             OPT("options", CLOSE_OPTIONS), STAMP, NEW("request_out", REQUEST)),
    FUNCTION(zego_explain, OK, OBJ("zego", ZEGO), TXT("room_id", "room"),
             OPT("options", CLOSE_OPTIONS), STAMP, NEW("explained_out", EXPLAINED)),
    FUNCTION(zego_parse, OK, OBJ("zego", ZEGO), OBJ("response", RESPONSE),
             ANY("closed_out", CLOSED)),
    FUNCTION(zego_call, OK, OBJ("zego", ZEGO), TXT("room_id", "room"),
             OPT("options", CLOSE_OPTIONS), OPT("call_options", CALL_OPTIONS),
             NEW("call_out", CALL)),
    /* No callback looks like this. */
    FUNCTION(zego_callback_verify, CLOSEROOM_RESULT_UNEXPECTED_RESPONSE, BYT("body", "?"),
             TXT("callback_secret", "secret"), NUM("now_seconds", NOW_SECONDS),
             NUM("tolerance_seconds", 600), NEW("callback_out", ZEGO_CALLBACK)),
    FUNCTION(trtc_options_set_token, OK, OBJ("options", TRTC_OPTIONS), ANY_TXT("token", TOKEN)),
    FUNCTION(trtc_options_set_endpoint, OK, OBJ("options", TRTC_OPTIONS),
             TXT("endpoint", "intl")),
    FUNCTION(trtc_options_set_signature_method, OK, OBJ("options", TRTC_OPTIONS),
             TXT("signature_method", "HmacSHA256")),
    FUNCTION(trtc_options_set_http_method, OK, OBJ("options", TRTC_OPTIONS),
             TXT("http_method", "GET")),
    FUNCTION(trtc_options_set_language, OK, OBJ("options", TRTC_OPTIONS),
             TXT("language", "en-US")),
    FUNCTION(trtc_options_set_allow_any_room_id, OK, OBJ("options", TRTC_OPTIONS),
             NUM("allow_any_room_id", 1)),
    FUNCTION(trtc_new, OK, NUM("sdk_app_id", 1), TXT("secret_id", SECRET_ID),
             TXT("secret_key", SECRET_KEY), TXT("region", "ap-guangzhou"),
             OPT("options", TRTC_OPTIONS), NEW("trtc_out", TRTC)),
    FUNCTION(trtc_build, OK, OBJ("trtc", TRTC), TXT("room_id", "room"), STAMP,
             NEW("request_out", REQUEST)),
    FUNCTION(trtc_build_numeric, OK, OBJ("trtc", TRTC), NUM("room_id", 1), STAMP,
             NEW("request_out", REQUEST)),
    FUNCTION(trtc_explain, OK, OBJ("trtc", TRTC), TXT("room_id", "room"), STAMP,
             NEW("explained_out", EXPLAINED)),
    FUNCTION(trtc_explain_numeric, OK, OBJ("trtc", TRTC), NUM("room_id", 1), STAMP,
             NEW("explained_out", EXPLAINED)),
    /* The response is ZEGOCLOUD's. */
    FUNCTION(trtc_parse, CLOSEROOM_RESULT_UNEXPECTED_RESPONSE, OBJ("trtc", TRTC),
             OBJ("response", RESPONSE), ANY("closed_out", CLOSED)),
    FUNCTION(trtc_call, OK, OBJ("trtc", TRTC), TXT("room_id", "room"),
             OPT("call_options", CALL_OPTIONS), NEW("call_out", CALL)),
    FUNCTION(trtc_call_numeric, OK, OBJ("trtc", TRTC), NUM("room_id", 1),
             OPT("call_options", CALL_OPTIONS), NEW("call_out", CALL)),
    /* The signature is none. */
    FUNCTION(trtc_callback_verify, CLOSEROOM_RESULT_INVALID_SIGNATURE, BYT("body", "{}"),
             BYT("sign", "?"), TXT("callback_key", "key"), NUM("now_seconds", NOW_SECONDS),
             NUM("tolerance_seconds", 600), NEW("callback_out", TRTC_CALLBACK)),
    FUNCTION(random_nonce, OK, {ROOM, "nonce", NONE, NULL, 0, CLOSEROOM_NONCE_SIZE}),
    FUNCTION(random_entropy, OK, {ROOM, "entropy", NONE, NULL, 0, CLOSEROOM_ENTROPY_SIZE}),
};
const size_t FUNCTION_COUNT = sizeof FUNCTIONS / sizeof FUNCTIONS[0];
