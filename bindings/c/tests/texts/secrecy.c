/* No error and no step shows a secret, a token or a signature, whatever comes from outside. */

#include "../support/callbacks.h"
#include "../support/clients.h"
#include "../support/failure.h"
#include "../support/forms.h"
#include "../support/replies.h"
#include "../support/test.h"
#include "../support/text.h"

/* Looks at every text of the error, and frees it. */
static void expect_hidden(closeroom_error *error, const char *const *hidden) {
    const closeroom_str texts[] = {
        closeroom_error_message(error),
        closeroom_error_field(error),
        closeroom_error_provider_code(error),
        closeroom_error_request_id(error),
    };
    assert_non_null(error);
    for (; *hidden != NULL; ++hidden) {
        for (size_t at = 0; at < sizeof texts / sizeof texts[0]; ++at) {
            if (texts[at].data != NULL) assert_hides(texts[at], *hidden);
        }
    }
    closeroom_error_free(error);
}

/* Each with what is wrong with it: not UTF-8, or white space around it. */
static void secrets_that_are_refused_are_not_shown(void **state) {
    (void)state;
    static const char *const hidden[] = {SERVER_SECRET, SECRET_KEY, TOKEN, CALLBACK_SECRET,
                                         CALLBACK_KEY, NULL};
    static const char *const spoils[] = {"\xff", " ", "\n"};
    for (size_t at = 0; at < sizeof spoils / sizeof spoils[0]; ++at) {
        char secrets[5][64];
        for (size_t of = 0; of < 5; ++of) {
            snprintf(secrets[of], sizeof secrets[of], "%s%s", hidden[of], spoils[at]);
        }
        closeroom_error *error = NULL;
        closeroom_zego *zego = NULL;
        closeroom_trtc *trtc = NULL;
        closeroom_zego_callback *zego_callback = NULL;
        closeroom_trtc_callback *trtc_callback = NULL;
        const char body[2] = {'{', '}'};

        closeroom_result result =
            closeroom_zego_new(1, secrets[0], strlen(secrets[0]), NULL, &zego, &error);
        assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
        expect_hidden(error, hidden);

        result = closeroom_trtc_new(1, TEXT("id"), secrets[1], strlen(secrets[1]), TEXT("region"),
                                    NULL, &trtc, &error);
        assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
        expect_hidden(error, hidden);

        closeroom_trtc_options *options = closeroom_trtc_options_new();
        result = closeroom_trtc_options_set_token(options, secrets[2], strlen(secrets[2]), &error);
        if (result == CLOSEROOM_RESULT_OK) {
            result = closeroom_trtc_new(1, TEXT("id"), TEXT(SECRET_KEY), TEXT("region"), options,
                                        &trtc, &error);
        }
        assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
        expect_hidden(error, hidden);
        closeroom_trtc_options_free(options);

        result = closeroom_zego_callback_verify(body, 2, secrets[3], strlen(secrets[3]),
                                                SENT_SECONDS, 0, &zego_callback, &error);
        assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
        expect_hidden(error, hidden);

        result = closeroom_trtc_callback_verify(body, 2, TEXT(TRTC_SIGN), secrets[4],
                                                strlen(secrets[4]), SENT_SECONDS, 0,
                                                &trtc_callback, &error);
        assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
        expect_hidden(error, hidden);
    }
}

static void callbacks_that_are_refused_show_no_key(void **state) {
    (void)state;
    static const char *const hidden[] = {CALLBACK_SECRET, CALLBACK_KEY, TRTC_SIGN,
                                         ZEGO_SIGNATURE, NULL};
    static const char *const bodies[] = {
        "",
        CALLBACK_SECRET,
        "{\"signature\":\"" CALLBACK_SECRET "\"}",
        ZEGO_BODY("\"event\":\"room_close\",\"no_room\":\"" CALLBACK_SECRET "\""),
        "{\"CallbackTs\":\"" CALLBACK_KEY "\"}",
    };
    for (size_t at = 0; at < sizeof bodies / sizeof bodies[0]; ++at) {
        const char *body = bodies[at];
        size_t len = strlen(bodies[at]);
        closeroom_zego_callback *zego = NULL;
        closeroom_trtc_callback *trtc = NULL;
        closeroom_error *error = NULL;
        assert_int_not_equal(
            closeroom_zego_callback_verify(body, len, TEXT(CALLBACK_SECRET), SENT_SECONDS,
                                           CLOSEROOM_DEFAULT_TOLERANCE_SECONDS, &zego, &error),
            CLOSEROOM_RESULT_OK);
        expect_hidden(error, hidden);
        assert_int_not_equal(
            closeroom_trtc_callback_verify(body, len, TEXT(TRTC_SIGN), TEXT(CALLBACK_KEY),
                                           SENT_SECONDS, CLOSEROOM_ANY_AGE, &trtc, &error),
            CLOSEROOM_RESULT_OK);
        expect_hidden(error, hidden);
    }
    closeroom_trtc_callback *stale = NULL;
    closeroom_error *error = NULL;
    closeroom_result result = closeroom_trtc_callback_verify(
        TRTC_BODY, strlen(TRTC_BODY), TEXT(TRTC_SIGN), TEXT(CALLBACK_KEY),
        SENT_SECONDS + 601, CLOSEROOM_DEFAULT_TOLERANCE_SECONDS, &stale, &error);
    assert_refused(result, &error, CLOSEROOM_RESULT_STALE);
    expect_hidden(error, hidden);
}

/* What a provider, or what stands before it, may echo of a request. */
static void expect_echo_hidden(closeroom_provider provider, const void *client,
                               const closeroom_explained *explained, const char *secret,
                               const char *token) {
    const closeroom_request *request = closeroom_explained_request(explained);
    size_t last = closeroom_explained_step_count(explained) - 1;
    closeroom_str signature = closeroom_explained_step_value(explained, last);
    closeroom_str body = closeroom_request_body(request);
    const char *const hidden[] = {secret, signature.data, token, NULL};
    const char *const echoes[] = {signature.data, secret, token ? token : secret,
                                  closeroom_request_url(request).data,
                                  body.data ? body.data : secret};
    static const char *const forms[] = {
        "%s",
        "<html>%s</html>",
        "{\"Code\":1,\"Message\":\"%s\",\"RequestId\":\"%s\"}",
        "{\"Response\":{\"Error\":{\"Message\":\"%s\",\"Code\":\"%s\"},\"RequestId\":\"%s\"}}",
    };
    for (size_t form = 0; form < sizeof forms / sizeof forms[0]; ++form) {
        for (size_t echo = 0; echo < sizeof echoes / sizeof echoes[0]; ++echo) {
            char text[8192];
            const char *what = echoes[echo];
            /* Nobody can tell a signature, without its name, from an id. */
            const char *id = echo == 0 ? "id" : what;
            snprintf(text, sizeof text, forms[form], what, id, id);
            closeroom_response *response = reply(400, text);
            closeroom_error *error = NULL;
            closeroom_result result =
                provider == CLOSEROOM_PROVIDER_ZEGO
                    ? closeroom_zego_parse(client, response, NULL, &error)
                    : closeroom_trtc_parse(client, response, NULL, &error);
            assert_int_not_equal(result, CLOSEROOM_RESULT_OK);
            expect_hidden(error, hidden);
            closeroom_response_free(response);
        }
    }
}

/* What an HTTP client may say, and what a host asks before it keeps that. */
static void expect_call_hides(closeroom_call *call, const char *secret, const char *token) {
    uint8_t entropy[CLOSEROOM_ENTROPY_SIZE] = {7};
    closeroom_step step = 0;
    closeroom_error *error = NULL;
    assert_ok(closeroom_call_next(call, NOW_SECONDS * 1000, entropy, sizeof entropy, &step,
                                  &error),
              &error);
    assert_int_equal(step, CLOSEROOM_STEP_SEND);
    const closeroom_request *request = closeroom_call_request(call);
    closeroom_str url = closeroom_request_url(request);
    closeroom_str redacted = closeroom_request_redacted_url(request);
    bool has_credentials = url.len != redacted.len;

    assert_true(closeroom_call_reveals_credentials(call, secret, strlen(secret)));
    if (token != NULL) {
        assert_true(closeroom_call_reveals_credentials(call, token, strlen(token)));
    }
    assert_int_equal(closeroom_call_reveals_credentials(call, url.data, url.len),
                     has_credentials);
    assert_false(closeroom_call_reveals_credentials(call, redacted.data, redacted.len));
    assert_false(closeroom_call_reveals_credentials(call, TEXT("connection refused")));
    assert_false(closeroom_call_reveals_credentials(call, TEXT("")));
    assert_false(closeroom_call_reveals_credentials(call, NULL, 0));
    /* It cannot be told. */
    assert_true(closeroom_call_reveals_credentials(call, NULL, 1));
    assert_true(closeroom_call_reveals_credentials(call, "a", SIZE_MAX));

    char message[4096];
    snprintf(message, sizeof message, "GET %s failed: %s %s", url.data, secret,
             token ? token : "");
    const char *signature = strstr(url.data, "Signature=");
    char shown[512] = "Signature";
    if (has_credentials) {
        signature = strstr(url.data, "&Signature=") + strlen("&Signature=");
        snprintf(shown, sizeof shown, "%.*s", (int)strcspn(signature, "&"), signature);
    }
    for (int attempt = 0; attempt < 3; ++attempt) {
        uint64_t now_ms = (NOW_SECONDS + 4 * (uint64_t)attempt) * 1000;
        assert_ok(closeroom_call_failed(call, now_ms, CLOSEROOM_FAILURE_OTHER, message,
                                        strlen(message), &error),
                  &error);
        assert_ok(closeroom_call_next(call, now_ms + 3000, entropy, sizeof entropy, &step, &error),
                  &error);
    }
    assert_int_equal(step, CLOSEROOM_STEP_DONE);
    assert_int_not_equal(closeroom_call_result(call, NULL, &error), CLOSEROOM_RESULT_OK);
    assert_shows(closeroom_error_message(error), "failed: ");
    const char *const hidden[] = {secret, has_credentials ? shown : secret, token, NULL};
    expect_hidden(error, hidden);
}

/* The steps mask the secret or the token, and no other part of the text. */
static void expect_masked_steps(const closeroom_explained *explained, const char *hidden) {
    size_t count = closeroom_explained_step_count(explained);
    for (size_t at = 0; at < count; ++at) {
        assert_hides(closeroom_explained_step_value(explained, at), hidden);
    }
}

static void zego_shows_nothing(void **state) {
    (void)state;
    closeroom_zego *zego = zego_client();
    closeroom_explained *explained = NULL;
    closeroom_call *call = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_zego_explain(zego, TEXT("room"), NULL, NOW_SECONDS, TEXT(NONCE),
                                     &explained, &error),
              &error);
    expect_masked_steps(explained, SERVER_SECRET);
    assert_shows(closeroom_explained_step_value(explained, 0), "[redacted]");
    expect_echo_hidden(CLOSEROOM_PROVIDER_ZEGO, zego, explained, SERVER_SECRET, NULL);
    closeroom_explained_free(explained);

    assert_ok(closeroom_zego_call(zego, TEXT("room"), NULL, NULL, &call, &error), &error);
    expect_call_hides(call, SERVER_SECRET, NULL);
    closeroom_call_free(call);
    closeroom_zego_free(zego);
}

static void trtc_shows_nothing(void **state) {
    (void)state;
    for (size_t at = 0; at < FORM_COUNT; ++at) {
        closeroom_trtc *trtc = trtc_of_form(&FORMS[at], TOKEN);
        closeroom_explained *explained = NULL;
        closeroom_call *call = NULL;
        closeroom_error *error = NULL;
        assert_ok(closeroom_trtc_explain(trtc, TEXT("room"), NOW_SECONDS, TEXT(NONCE), &explained,
                                         &error),
                  &error);
        expect_masked_steps(explained, TOKEN);
        expect_masked_steps(explained, SECRET_KEY);
        expect_echo_hidden(CLOSEROOM_PROVIDER_TRTC, trtc, explained, SECRET_KEY, TOKEN);
        closeroom_explained_free(explained);

        assert_ok(closeroom_trtc_call(trtc, TEXT("room"), NULL, &call, &error), &error);
        expect_call_hides(call, SECRET_KEY, TOKEN);
        closeroom_call_free(call);
        closeroom_trtc_free(trtc);
    }
}

int main(void) {
    const struct CMUnitTest secrecy[] = {
        cmocka_unit_test(secrets_that_are_refused_are_not_shown),
        cmocka_unit_test(callbacks_that_are_refused_show_no_key),
        cmocka_unit_test(zego_shows_nothing),
        cmocka_unit_test(trtc_shows_nothing),
    };
    return RUN(secrecy);
}
