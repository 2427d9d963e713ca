#include "replies.h"

#include "failure.h"
#include "test.h"

closeroom_response *reply(uint32_t status, const char *body) {
    closeroom_response *response = closeroom_response_new();
    closeroom_error *error = NULL;
    assert_ok(closeroom_response_set_status(response, status, &error), &error);
    assert_ok(closeroom_response_append_body(response, (const uint8_t *)body, strlen(body),
                                             &error),
              &error);
    return response;
}

void add_header(closeroom_response *response, const char *name, const char *value) {
    closeroom_error *error = NULL;
    assert_ok(closeroom_response_add_header(response, name, strlen(name), value, strlen(value),
                                            &error),
              &error);
}

closeroom_response *success_of(closeroom_provider provider) {
    return provider == CLOSEROOM_PROVIDER_ZEGO
               ? refusal_of(provider, "0")
               : reply(200, "{\"Response\":{\"RequestId\":\"id-0\"}}");
}

closeroom_response *refusal_of(closeroom_provider provider, const char *code) {
    const char *form = provider == CLOSEROOM_PROVIDER_ZEGO
                           ? "{\"Code\":%s,\"Message\":\"text\",\"RequestId\":\"id-%s\"}"
                           : "{\"Response\":{\"Error\":{\"Code\":\"%s\",\"Message\":\"text\"},"
                             "\"RequestId\":\"id-%s\"}}";
    char body[512];
    snprintf(body, sizeof body, form, code, code);
    return reply(200, body);
}
