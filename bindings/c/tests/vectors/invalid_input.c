/* `invalid_input`: what is refused before anything is signed, and how the message says so. */

#include "../support/failure.h"
#include "../support/test.h"
#include "../support/text.h"
#include "checks.h"
#include "client.h"
#include "member.h"

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* What is left of a secret of white space stands in any message. */
static void expect_hidden(closeroom_str message, struct text secret) {
    while (secret.len > 0 && is_space(secret.data[0])) ++secret.data, --secret.len;
    while (secret.len > 0 && is_space(secret.data[secret.len - 1])) --secret.len;
    if (text_has(message, secret.data, secret.len)) fail_msg("a secret is in %s", message.data);
}

static void check(json_t *vector, closeroom_provider provider,
                  struct outcome (*outcome_of)(json_t *, json_t *),
                  const char *const *secret_members) {
    static const char *const members[] = {"name",  "source", "note", "config",
                                          "input", "expect", NULL};
    static const char *const expect_members[] = {"field", "messageContains", NULL};
    json_t *config = member(vector, "config");
    json_t *expect = member(vector, "expect");
    only_members(vector, members);
    only_members(expect, expect_members);

    struct outcome outcome = outcome_of(config, member(vector, "input"));
    assert_refused(outcome.result, &outcome.error, CLOSEROOM_RESULT_INVALID_INPUT);
    assert_null(outcome.request);
    assert_null(outcome.explained);
    struct text field = text_member(expect, "field");
    assert_bytes(closeroom_error_field(outcome.error), field.data, field.len);
    assert_int_equal(closeroom_error_provider(outcome.error), provider);
    assert_no_text(closeroom_error_provider_code(outcome.error));
    assert_no_text(closeroom_error_request_id(outcome.error));
    assert_int_equal(closeroom_error_http_status(outcome.error), 0);
    assert_false(closeroom_error_retryable(outcome.error));
    assert_false(closeroom_error_retry_after_ms(outcome.error).has_value);

    closeroom_str message = closeroom_error_message(outcome.error);
    assert_shows(message, field.data);
    size_t at;
    json_t *part;
    json_array_foreach(member(expect, "messageContains"), at, part) {
        assert_shows(message, text_of(part).data);
    }
    for (; *secret_members != NULL; ++secret_members) {
        expect_hidden(message, optional_text(config, *secret_members));
    }
    outcome_free(&outcome);
}

void check_zego_invalid_input(json_t *vector) {
    static const char *const secrets[] = {"serverSecret", NULL};
    check(vector, CLOSEROOM_PROVIDER_ZEGO, zego_outcome, secrets);
}

void check_trtc_invalid_input(json_t *vector) {
    static const char *const secrets[] = {"secretKey", "token", NULL};
    check(vector, CLOSEROOM_PROVIDER_TRTC, trtc_outcome, secrets);
}
