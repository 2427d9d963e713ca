#include "callback.h"

#include "../support/failure.h"
#include "../support/test.h"
#include "../support/text.h"

uint64_t tolerance_of(json_t *vector) {
    if (!has_member(vector, "toleranceSeconds")) return CLOSEROOM_DEFAULT_TOLERANCE_SECONDS;
    if (member_is(vector, "toleranceSeconds", "off")) return CLOSEROOM_ANY_AGE;
    return number_member(vector, "toleranceSeconds");
}

void expect_callback_error(json_t *expected, closeroom_result result, closeroom_error *error,
                           closeroom_provider provider, struct text key) {
    static const char *const members[] = {"kind", NULL};
    only_members(expected, members);
    struct text kind = text_member(expected, "kind");
    assert_bytes(closeroom_result_name(result), kind.data, kind.len);
    assert_refused(result, &error, result);
    assert_int_equal(closeroom_error_provider(error), provider);
    assert_no_text(closeroom_error_field(error));
    assert_no_text(closeroom_error_provider_code(error));
    assert_no_text(closeroom_error_request_id(error));
    assert_int_equal(closeroom_error_http_status(error), 0);
    assert_false(closeroom_error_retryable(error));
    assert_false(closeroom_error_retry_after_ms(error).has_value);
    /* Short keys are words of the messages. */
    if (key.len > 6 && text_has(closeroom_error_message(error), key.data, key.len)) {
        fail_msg("the key is in %s", closeroom_error_message(error).data);
    }
    closeroom_error_free(error);
}

void expect_text_field(json_t *event, const char *name, closeroom_str actual) {
    if (has_member(event, name)) {
        struct text text = text_member(event, name);
        assert_bytes(actual, text.data, text.len);
    } else if (actual.data != NULL || actual.len != 0) {
        fail_msg("%s is absent, but the library says %s", name, actual.data);
    }
}

static void expect_number(json_t *event, const char *name, bool has_value, uint64_t value,
                          uint64_t (*expected)(json_t *, const char *)) {
    uint64_t number = has_member(event, name) ? expected(event, name) : 0;
    if (has_value != has_member(event, name) || value != number) {
        fail_msg("%s is %s %llu instead of %llu", name, has_value ? "there," : "absent,",
                 (unsigned long long)value, (unsigned long long)number);
    }
}

void expect_u32_field(json_t *event, const char *name, closeroom_optional_u32 actual) {
    expect_number(event, name, actual.has_value, actual.value, number_member);
}

void expect_u64_field(json_t *event, const char *name, closeroom_optional_u64 actual) {
    expect_number(event, name, actual.has_value, actual.value, number_member);
}

void expect_id_field(json_t *event, const char *name, closeroom_optional_u64 actual) {
    expect_number(event, name, actual.has_value, actual.value, decimal_member);
}
