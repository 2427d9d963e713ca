/*
 * The client of a row of the fault matrix: closes rooms with all that the example close_room.c does
 * for it.
 *
 * Reads JSON, a line each: what the client is made of, then one call after the other, with the
 * members that a row has.
 *
 *     {"provider": "zego", "endpoint": "http://…", "account": {"app_id": 1, "secret": "…"}}
 *     {"room": "room", "close": {}, "options": {"timeout_ms": 60000}}
 *
 * Prints of each call what the example prints, and then as a line of JSON how it ended.
 */

/* The example as it is; its main() is only called something else. */
#define main main_of_the_example
#include <close_room.c>
#undef main

#include <jansson.h>

/* One of the two. */
struct client {
    closeroom_zego *zego;
    closeroom_trtc *trtc;
};

static void give_up(const char *why) {
    fprintf(stderr, "client: %s\n", why);
    exit(EXIT_USAGE);
}

/* Takes all members out of an object; a name that is not in the format is an error. */
#define unpack(object, ...)                                                      \
    do {                                                                         \
        json_error_t wrong;                                                      \
        if (json_unpack_ex((object), &wrong, JSON_STRICT, __VA_ARGS__) != 0) {   \
            give_up(wrong.text);                                                 \
        }                                                                        \
    } while (0)

/* What the table has is right: a call is made of it, whatever then comes of that. */
static void must(closeroom_result result, const closeroom_error *error) {
    if (result != CLOSEROOM_RESULT_OK) {
        give_up(closeroom_error_message(error).data);
    }
}

/* What the client is made of ------------------------------------------------------------------- */

static closeroom_zego *new_zego(const char *endpoint, json_t *account) {
    json_int_t app_id = 0;
    const char *secret = NULL;
    unpack(account, "{s:I, s:s}", "app_id", &app_id, "secret", &secret);

    closeroom_zego_options *options = closeroom_zego_options_new();
    closeroom_zego *zego = NULL;
    closeroom_error *error = NULL;
    must(closeroom_zego_options_set_endpoint(options, endpoint, strlen(endpoint), &error), error);
    must(closeroom_zego_new((uint64_t)app_id, secret, strlen(secret), options, &zego, &error),
         error);
    closeroom_zego_options_free(options);
    return zego;
}

static closeroom_trtc *new_trtc(const char *endpoint, json_t *account) {
    json_int_t app_id = 0;
    const char *secret_id = NULL;
    const char *secret = NULL;
    const char *region = NULL;
    const char *token = NULL;
    const char *method = NULL;
    unpack(account, "{s:I, s:s, s:s, s:s, s?s, s?s}", "app_id", &app_id, "secret_id", &secret_id,
           "secret", &secret, "region", &region, "token", &token, "signature_method", &method);

    closeroom_trtc_options *options = closeroom_trtc_options_new();
    closeroom_trtc *trtc = NULL;
    closeroom_error *error = NULL;
    must(closeroom_trtc_options_set_endpoint(options, endpoint, strlen(endpoint), &error), error);
    if (token != NULL) {
        must(closeroom_trtc_options_set_token(options, token, strlen(token), &error), error);
    }
    if (method != NULL) {
        must(closeroom_trtc_options_set_signature_method(options, method, strlen(method), &error),
             error);
    }
    must(closeroom_trtc_new((uint64_t)app_id, secret_id, strlen(secret_id), secret, strlen(secret),
                            region, strlen(region), options, &trtc, &error),
         error);
    closeroom_trtc_options_free(options);
    return trtc;
}

static struct client new_client(json_t *line) {
    const char *provider = NULL;
    const char *endpoint = NULL;
    json_t *account = NULL;
    unpack(line, "{s:s, s:s, s:o}", "provider", &provider, "endpoint", &endpoint, "account",
           &account);
    struct client client = {NULL, NULL};
    if (strcmp(provider, "zego") == 0) {
        client.zego = new_zego(endpoint, account);
    } else {
        client.trtc = new_trtc(endpoint, account);
    }
    return client;
}

/* A call --------------------------------------------------------------------------------------- */

static closeroom_call_options *new_limits(json_t *members) {
    json_int_t timeout_ms = 0;
    json_int_t max_attempts = 0;
    int gone_is_error = -1;
    unpack(members, "{s:I, s?I, s?b}", "timeout_ms", &timeout_ms, "max_attempts", &max_attempts,
           "already_gone_is_error", &gone_is_error);

    closeroom_call_options *limits = closeroom_call_options_new();
    closeroom_error *error = NULL;
    must(closeroom_call_options_set_timeout_ms(limits, (uint64_t)timeout_ms, &error), error);
    if (max_attempts != 0) {
        must(closeroom_call_options_set_max_attempts(limits, (uint32_t)max_attempts, &error),
             error);
    }
    if (gone_is_error != -1) {
        must(closeroom_call_options_set_already_gone_is_error(limits, gone_is_error, &error),
             error);
    }
    return limits;
}

static closeroom_zego_close_options *new_close_options(json_t *members) {
    const char *reason = NULL;
    int callback = -1;
    unpack(members, "{s?s, s?b}", "custom_reason", &reason, "room_close_callback", &callback);

    closeroom_zego_close_options *options = closeroom_zego_close_options_new();
    closeroom_error *error = NULL;
    if (reason != NULL) {
        must(closeroom_zego_close_options_set_custom_reason(options, reason, strlen(reason),
                                                            &error),
             error);
    }
    if (callback != -1) {
        must(closeroom_zego_close_options_set_room_close_callback(options, callback, &error),
             error);
    }
    return options;
}

static closeroom_call *new_call(const struct client *client, json_t *room, json_t *detail,
                                const closeroom_call_options *limits) {
    closeroom_zego_close_options *options = new_close_options(detail);
    closeroom_call *call = NULL;
    closeroom_error *error = NULL;
    if (client->zego != NULL) {
        must(closeroom_zego_call(client->zego, json_string_value(room), json_string_length(room),
                                 options, limits, &call, &error),
             error);
    } else if (json_is_integer(room)) {
        must(closeroom_trtc_call_numeric(client->trtc, (uint64_t)json_integer_value(room), limits,
                                         &call, &error),
             error);
    } else {
        must(closeroom_trtc_call(client->trtc, json_string_value(room), json_string_length(room),
                                 limits, &call, &error),
             error);
    }
    closeroom_zego_close_options_free(options);
    return call;
}

/* How it ended --------------------------------------------------------------------------------- */

static json_t *closed_members(const closeroom_closed *closed) {
    bool was_gone = closeroom_closed_status(closed) == CLOSEROOM_STATUS_ALREADY_GONE;
    return json_pack("{s:s, s:I, s:s}", "outcome", was_gone ? "already_gone" : "closed",
                     "attempts", (json_int_t)closeroom_closed_attempts(closed), "request_id",
                     closeroom_closed_request_id(closed).data);
}

/* What the error does not have is not there. */
static json_t *error_members(const closeroom_error *error) {
    bool is_zego = closeroom_error_provider(error) == CLOSEROOM_PROVIDER_ZEGO;
    uint32_t http_status = closeroom_error_http_status(error);
    closeroom_optional_u64 retry_after_ms = closeroom_error_retry_after_ms(error);
    return json_pack("{s:s, s:s, s:s, s:b, s:s*, s:s*, s:o*, s:o*}",
                     "outcome", closeroom_result_name(closeroom_error_result(error)).data,
                     "provider", is_zego ? "zego" : "trtc",
                     "message", closeroom_error_message(error).data,
                     "retryable", closeroom_error_retryable(error),
                     "provider_code", closeroom_error_provider_code(error).data,
                     "request_id", closeroom_error_request_id(error).data,
                     "http_status",
                     http_status != 0 ? json_integer((json_int_t)http_status) : NULL,
                     "retry_after_ms",
                     retry_after_ms.has_value
                         ? json_integer((json_int_t)retry_after_ms.value) : NULL);
}

static void print_end(int exit_status, const closeroom_call *call) {
    closeroom_closed *closed = NULL;
    closeroom_error *error = NULL;
    closeroom_call_result(call, &closed, &error);
    json_t *end = closed != NULL ? closed_members(closed) : error_members(error);
    if (end == NULL || json_object_set_new(end, "exit_status", json_integer(exit_status)) != 0 ||
        json_dumpf(end, stdout, JSON_COMPACT) != 0) {
        give_up("the end of a call cannot be said in JSON");
    }
    putchar('\n');
    fflush(stdout);
    json_decref(end);
    closeroom_closed_free(closed);
    closeroom_error_free(error);
}

static void carry_out_line(const struct client *client, json_t *line) {
    json_t *room = NULL;
    json_t *detail = NULL;
    json_t *options = NULL;
    unpack(line, "{s:o, s:o, s:o}", "room", &room, "close", &detail, "options", &options);

    char number[21] = "";
    snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(room));
    closeroom_call_options *limits = new_limits(options);
    closeroom_call *call = new_call(client, room, detail, limits);
    print_end(close_room(json_is_integer(room) ? number : json_string_value(room), call), call);
    closeroom_call_free(call);
    closeroom_call_options_free(limits);
}

int main(void) {
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        give_up("libcurl cannot be used");
    }
    struct client client = {NULL, NULL};
    char *text = NULL;
    size_t size = 0;
    while (getline(&text, &size, stdin) > 0) {
        json_error_t wrong;
        json_t *line = json_loads(text, 0, &wrong);
        if (line == NULL) {
            give_up(wrong.text);
        } else if (client.zego == NULL && client.trtc == NULL) {
            client = new_client(line);
        } else {
            carry_out_line(&client, line);
        }
        json_decref(line);
    }
    free(text);
    closeroom_zego_free(client.zego);
    closeroom_trtc_free(client.trtc);
    curl_global_cleanup();
    return EXIT_CLOSED;
}
