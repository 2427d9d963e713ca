/* A redacted URL is the URL, with `[redacted]` in the place of signature and token. */

#include "../support/clients.h"
#include "../support/failure.h"
#include "../support/forms.h"
#include "../support/test.h"
#include "../support/text.h"

/* Puts `[redacted]` in the place of the parameter's value; tells whether there is one. */
static bool redact(char *url, size_t size, const char *parameter) {
    char *at = strstr(url, parameter);
    if (at == NULL) return false;
    at += strlen(parameter);
    char rest[2048];
    snprintf(rest, sizeof rest, "%s", at + strcspn(at, "&"));
    snprintf(at, size - (size_t)(at - url), "[redacted]%s", rest);
    return true;
}

/* Takes the request apart; tells how many credentials were in its URL. */
static int expect_redacted(const closeroom_request *request) {
    char expected[2048];
    closeroom_str url = closeroom_request_url(request);
    assert_true(url.len < sizeof expected);
    memcpy(expected, url.data, url.len + 1);
    int found = redact(expected, sizeof expected, "&Signature=");
    found += redact(expected, sizeof expected, "&Token=");
    assert_text(closeroom_request_redacted_url(request), expected);
    return found;
}

static void zego(void **state) {
    (void)state;
    closeroom_zego *client = zego_client();
    closeroom_explained *explained = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_zego_explain(client, TEXT("room"), NULL, NOW_SECONDS, TEXT(NONCE),
                                     &explained, &error),
              &error);
    const closeroom_request *request = closeroom_explained_request(explained);
    assert_int_equal(expect_redacted(request), 1);
    closeroom_str signature = closeroom_explained_step_value(explained, 1);
    assert_shows(closeroom_request_url(request), signature.data);
    assert_hides(closeroom_request_redacted_url(request), signature.data);
    closeroom_explained_free(explained);
    closeroom_zego_free(client);
}

/* Only v1 by GET has credentials in the URL. */
static void trtc(void **state) {
    (void)state;
    for (size_t at = 0; at < FORM_COUNT; ++at) {
        closeroom_trtc *client = trtc_of_form(&FORMS[at], TOKEN);
        closeroom_request *request = NULL;
        closeroom_error *error = NULL;
        assert_ok(closeroom_trtc_build(client, TEXT("room"), NOW_SECONDS, TEXT(NONCE), &request,
                                       &error),
                  &error);
        bool is_v1_get = FORMS[at].signature_method[0] == 'H' && FORMS[at].http_method[0] == 'G';
        assert_int_equal(expect_redacted(request), is_v1_get ? 2 : 0);
        assert_hides(closeroom_request_redacted_url(request), TOKEN);
        closeroom_request_free(request);
        closeroom_trtc_free(client);
    }
}

int main(void) {
    const struct CMUnitTest redaction[] = {
        cmocka_unit_test(zego),
        cmocka_unit_test(trtc),
    };
    return RUN(redaction);
}
