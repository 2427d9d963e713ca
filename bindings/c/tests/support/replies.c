#include "replies.h"

#include "failure.h"
#include "test.h"

void fill(closeroom_response *response, uint32_t status, const char *body) {
    closeroom_error *error = NULL;
    assert_ok(closeroom_response_set_status(response, status, &error), &error);
    assert_ok(closeroom_response_append_body(response, body, strlen(body), &error), &error);
}

void add_header(closeroom_response *response, const char *name, const char *value) {
    closeroom_error *error = NULL;
    assert_ok(closeroom_response_add_header(response, name, strlen(name), value, strlen(value),
                                            &error),
              &error);
}

void fill_success(closeroom_response *response, closeroom_provider provider) {
    if (provider == CLOSEROOM_PROVIDER_ZEGO) {
        fill_refusal(response, provider, "0");
    } else {
        fill(response, 200, "{\"Response\":{\"RequestId\":\"id-0\"}}");
    }
}

void fill_refusal(closeroom_response *response, closeroom_provider provider, const char *code) {
    const char *form = provider == CLOSEROOM_PROVIDER_ZEGO
                           ? "{\"Code\":%s,\"Message\":\"text\",\"RequestId\":\"id-%s\"}"
                           : "{\"Response\":{\"Error\":{\"Code\":\"%s\",\"Message\":\"text\"},"
                             "\"RequestId\":\"id-%s\"}}";
    char body[512];
    snprintf(body, sizeof body, form, code, code);
    fill(response, 200, body);
}

closeroom_response *reply(uint32_t status, const char *body) {
    closeroom_response *response =
        closeroom_response_new(CLOSEROOM_DEFAULT_MAX_RESPONSE_BYTES);
    fill(response, status, body);
    return response;
}

closeroom_response *refusal_of(closeroom_provider provider, const char *code) {
    closeroom_response *response =
        closeroom_response_new(CLOSEROOM_DEFAULT_MAX_RESPONSE_BYTES);
    fill_refusal(response, provider, code);
    return response;
}
