/* What the header says and what the library does agree: versions, enums, structures by value. */

#include "../support/clients.h"
#include "../support/failure.h"
#include "../support/replies.h"
#include "../support/test.h"
#include "../support/text.h"

static void the_version_is_that_of_the_library(void **state) {
    (void)state;
    char version[64];
    snprintf(version, sizeof version, "%d.%d.%d", CLOSEROOM_VERSION_MAJOR,
             CLOSEROOM_VERSION_MINOR, CLOSEROOM_VERSION_PATCH);
    assert_string_equal(version, CLOSEROOM_VERSION);
    assert_text(closeroom_version(), CLOSEROOM_VERSION);
    assert_int_equal(closeroom_version_number(), CLOSEROOM_VERSION_NUMBER);
    assert_int_equal(CLOSEROOM_VERSION_NUMBER, CLOSEROOM_VERSION_MAJOR * 10000 +
                                                   CLOSEROOM_VERSION_MINOR * 100 +
                                                   CLOSEROOM_VERSION_PATCH);
}

/* Four bytes are written, neither more nor fewer. */
static void an_enum_is_written_with_its_width(void **state) {
    (void)state;
    struct {
        uint32_t before;
        closeroom_step step;
        uint32_t after;
    } place = {UINT32_MAX, 0, UINT32_MAX};
    memset(&place.step, 0xff, sizeof place.step);
    const uint8_t entropy[CLOSEROOM_ENTROPY_SIZE] = {0};
    closeroom_zego *zego = zego_client();
    closeroom_call *call = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_zego_call(zego, TEXT("room"), NULL, NULL, &call, &error), &error);
    assert_ok(closeroom_call_next(call, NOW_SECONDS * 1000, entropy, sizeof entropy, &place.step,
                                  &error),
              &error);
    assert_int_equal(place.step, CLOSEROOM_STEP_SEND);
    assert_int_equal(place.before, UINT32_MAX);
    assert_int_equal(place.after, UINT32_MAX);
    closeroom_call_free(call);
    closeroom_zego_free(zego);
}

static void structures_come_by_value(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    closeroom_response *response = reply(429, "");
    add_header(response, "Retry-After", "4294967");
    closeroom_error *error = NULL;
    assert_int_equal(closeroom_zego_parse(zego, response, NULL, &error),
                     CLOSEROOM_RESULT_RATE_LIMITED);
    closeroom_optional_u64 after = closeroom_error_retry_after_ms(error);
    assert_true(after.has_value);
    assert_true(after.value == UINT64_C(4294967000));
    assert_int_equal(closeroom_error_http_status(error), 429);
    assert_int_equal(closeroom_error_provider(error), CLOSEROOM_PROVIDER_ZEGO);
    assert_int_equal(closeroom_error_result(error), CLOSEROOM_RESULT_RATE_LIMITED);
    closeroom_error_free(error);
    closeroom_response_free(response);
    closeroom_zego_free(zego);
}

int main(void) {
    const struct CMUnitTest abi[] = {
        cmocka_unit_test(the_version_is_that_of_the_library),
        cmocka_unit_test(an_enum_is_written_with_its_width),
        cmocka_unit_test(structures_come_by_value),
    };
    return RUN(abi);
}
