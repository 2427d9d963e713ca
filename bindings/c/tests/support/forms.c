#include "forms.h"

#include "clients.h"
#include "failure.h"
#include "test.h"

const struct form FORMS[FORM_COUNT] = {
    {"TC3-HMAC-SHA256", "POST"}, {"TC3-HMAC-SHA256", "GET"}, {"HmacSHA256", "POST"},
    {"HmacSHA256", "GET"},       {"HmacSHA1", "POST"},       {"HmacSHA1", "GET"},
};

closeroom_trtc *trtc_of_form(const struct form *form, const char *token) {
    closeroom_trtc_options *options = closeroom_trtc_options_new();
    closeroom_error *error = NULL;
    assert_ok(closeroom_trtc_options_set_signature_method(
                  options, form->signature_method, strlen(form->signature_method), &error),
              &error);
    assert_ok(closeroom_trtc_options_set_http_method(options, form->http_method,
                                                     strlen(form->http_method), &error),
              &error);
    if (token != NULL) {
        assert_ok(closeroom_trtc_options_set_token(options, token, strlen(token), &error), &error);
    }
    closeroom_trtc *trtc = trtc_client(options);
    closeroom_trtc_options_free(options);
    return trtc;
}
