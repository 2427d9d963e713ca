/*
 * Closes a room: the library says what to do (retries, pauses, deadlines), libcurl does it.
 *
 *     close_room zego ROOM [--reason TEXT] [--callback] [OPTION]...
 *     close_room trtc ROOM --region REGION [--numeric] [OPTION]...
 *
 *     --callback            have ZEGOCLOUD send the callback room_close
 *     --endpoint ENDPOINT   a known name, a host, or a base URL
 *     --timeout MS          the time for the whole call, pauses included; default 10000
 *     --attempts N          how many requests may be sent in all; default 3
 *
 * Credentials come from the environment: ZEGO_APP_ID, ZEGO_SERVER_SECRET; TRTC_SDK_APP_ID,
 * TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY, TENCENTCLOUD_TOKEN (temporary ones only).
 *
 * Ctrl-C cancels the call: whether the room was closed is unknown then. A second one kills.
 *
 * Exit status: 0 closed, or gone already; 1 the provider refused, or could not be reached in time;
 * 2 wrong usage, nothing was sent; 130 interrupted.
 */

#define _POSIX_C_SOURCE 200809L

#include <closeroom.h>
#include <curl/curl.h>

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { EXIT_CLOSED = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_INTERRUPTED = 130 };

/* Set by Ctrl-C. */
static volatile sig_atomic_t interrupted = 0;

static void on_interrupt(int number) {
    (void)number;
    interrupted = 1;
}

static uint64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* Sleeps so long, or until Ctrl-C: in short naps, so that none has to be broken off. */
static void sleep_ms(uint32_t ms) {
    while (ms > 0 && !interrupted) {
        uint32_t nap_ms = ms < 50 ? ms : 50;
        struct timespec nap = {0, (long)nap_ms * 1000000};
        nanosleep(&nap, NULL);
        ms -= nap_ms;
    }
}

/* One request ---------------------------------------------------------------------------------- */

static size_t on_header(char *line, size_t size, size_t count, void *response) {
    const char *colon = memchr(line, ':', size * count);
    if (size * count >= 5 && memcmp(line, "HTTP/", 5) == 0) {
        /* Another response begins: the one before was of a proxy, or "100 Continue". */
        closeroom_response_clear(response, NULL);
    } else if (colon != NULL) {
        size_t name_len = (size_t)(colon - line);
        closeroom_response_add_header(response, line, name_len, colon + 1,
                                      size * count - name_len - 1, NULL);
    }
    return size * count;
}

static size_t on_body(char *data, size_t size, size_t count, void *response) {
    /* Refused when it becomes too large; less than all aborts the transfer. */
    bool refused = closeroom_response_append_body(response, data, size * count, NULL);
    return refused ? 0 : size * count;
}

/* Called every second at least; anything but 0 aborts the transfer. */
static int on_progress(void *context, curl_off_t down_all, curl_off_t down, curl_off_t up_all,
                       curl_off_t up) {
    (void)context, (void)down_all, (void)down, (void)up_all, (void)up;
    return interrupted;
}

/* The headers of a request for libcurl, to be freed with curl_slist_free_all(). */
static CURLcode list_headers(const closeroom_request *request, struct curl_slist **headers) {
    for (size_t at = 0; at < closeroom_request_header_count(request); ++at) {
        struct curl_slist *longer =
            curl_slist_append(*headers, closeroom_request_header_line(request, at).data);
        if (longer == NULL) {
            return CURLE_OUT_OF_MEMORY;
        }
        *headers = longer;
    }
    return CURLE_OK;
}

static CURLcode configure(CURL *curl, closeroom_call *call, const struct curl_slist *headers,
                          char *problem) {
    const closeroom_request *request = closeroom_call_request(call);
    closeroom_response *response = closeroom_call_response(call);
    closeroom_str body = closeroom_request_body(request);
    long timeout_ms = (long)closeroom_call_attempt_timeout_ms(call, now_ms());

    unsigned failed = 0;
    failed |= curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, problem);
    failed |= curl_easy_setopt(curl, CURLOPT_URL, closeroom_request_url(request).data);
    failed |= curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    if (body.data != NULL) {
        failed |= curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.len);
        failed |= curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data);
    }
    failed |= curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, closeroom_request_method(request).data);
    failed |= curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, timeout_ms);
    failed |= curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L); /* for programs with threads */
    /* A signed request is meant for one host alone. Plain http is for loopback, as the library sees
       to, and would be readable by a proxy; https goes through one in a tunnel. */
    if (strncmp(closeroom_request_url(request).data, "http:", 5) == 0) {
        failed |= curl_easy_setopt(curl, CURLOPT_PROXY, "");
    }
    failed |= curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
#if LIBCURL_VERSION_NUM >= 0x075500
    failed |= curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http");
#else
    failed |= curl_easy_setopt(curl, CURLOPT_PROTOCOLS, CURLPROTO_HTTPS | CURLPROTO_HTTP);
#endif
    failed |= curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
    failed |= curl_easy_setopt(curl, CURLOPT_HEADERDATA, response);
    failed |= curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
    failed |= curl_easy_setopt(curl, CURLOPT_WRITEDATA, response);
    failed |= curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
    failed |= curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    return failed == 0 ? CURLE_OK : CURLE_FAILED_INIT;
}

static closeroom_failure failure_of(CURLcode code) {
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT: return CLOSEROOM_FAILURE_TIMEOUT;
        case CURLE_ABORTED_BY_CALLBACK: return CLOSEROOM_FAILURE_CANCELLED;
        case CURLE_WRITE_ERROR: return CLOSEROOM_FAILURE_BODY_TOO_LARGE; /* by on_body */
        default: return CLOSEROOM_FAILURE_OTHER;
    }
}

/* Sends the request that the call wants sent, and tells the call what came of it. */
static closeroom_result send_request(closeroom_call *call, closeroom_error **error) {
    struct curl_slist *headers = NULL;
    char problem[CURL_ERROR_SIZE] = "";
    long status = 0;

    /* A new handle, and with it a new connection, for each request: where a kept one has died,
       libcurl sends a request again by itself, and that one would not be signed afresh. */
    CURL *curl = curl_easy_init();
    CURLcode code = curl == NULL ? CURLE_FAILED_INIT : CURLE_OK;
    if (code == CURLE_OK) {
        code = list_headers(closeroom_call_request(call), &headers);
    }
    if (code == CURLE_OK) {
        code = configure(curl, call, headers, problem);
    }
    if (code == CURLE_OK) {
        code = curl_easy_perform(curl);
    }
    if (code == CURLE_OK) {
        code = curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    }
    if (code == CURLE_OK &&
        closeroom_response_set_status(closeroom_call_response(call), (uint32_t)status, NULL)) {
        code = CURLE_WEIRD_SERVER_REPLY;
    }

    closeroom_result result;
    if (code == CURLE_OK) {
        result = closeroom_call_received(call, now_ms(), error);
    } else {
        const char *why = *problem != '\0' ? problem : curl_easy_strerror(code);
        result = closeroom_call_failed(call, now_ms(), failure_of(code), why, strlen(why), error);
    }
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    return result;
}

/* The whole call ------------------------------------------------------------------------------- */

/* Does what the call says, until it is over. */
static closeroom_result carry_out(closeroom_call *call, closeroom_closed **closed,
                                  closeroom_error **error) {
    closeroom_result result = CLOSEROOM_RESULT_OK;
    while (result == CLOSEROOM_RESULT_OK) {
        uint8_t entropy[CLOSEROOM_ENTROPY_SIZE];
        closeroom_step step = CLOSEROOM_STEP_DONE;
        result = closeroom_random_entropy(entropy, sizeof entropy, error);
        if (result == CLOSEROOM_RESULT_OK) {
            result = closeroom_call_next(call, now_ms(), entropy, sizeof entropy, &step, error);
        }
        if (result != CLOSEROOM_RESULT_OK) {
            return result;
        }
        switch (step) {
            case CLOSEROOM_STEP_SEND: result = send_request(call, error); break;
            case CLOSEROOM_STEP_WAIT:
                sleep_ms(closeroom_call_wait_ms(call, now_ms()));
                if (interrupted) {
                    result = closeroom_call_failed(call, now_ms(), CLOSEROOM_FAILURE_CANCELLED,
                                                   NULL, 0, error);
                }
                break;
            default: return closeroom_call_result(call, closed, error);
        }
    }
    return result;
}

/* From the command line and the environment ---------------------------------------------------- */

struct arguments {
    bool is_zego;
    const char *room;
    bool numeric;
    bool callback;
    const char *reason;
    const char *region;
    const char *endpoint;
    const char *timeout_ms;
    const char *attempts;
};

static bool parse_arguments(int argc, char **argv, struct arguments *arguments) {
    if (argc < 3 || strncmp(argv[2], "--", 2) == 0) {
        return false;
    }
    arguments->is_zego = strcmp(argv[1], "zego") == 0;
    arguments->room = argv[2];
    for (int at = 3; at < argc; ++at) {
        const char **value = NULL;
        if (strcmp(argv[at], "--numeric") == 0 && !arguments->is_zego) {
            arguments->numeric = true;
            continue;
        } else if (strcmp(argv[at], "--callback") == 0 && arguments->is_zego) {
            arguments->callback = true;
            continue;
        } else if (strcmp(argv[at], "--reason") == 0 && arguments->is_zego) {
            value = &arguments->reason;
        } else if (strcmp(argv[at], "--region") == 0 && !arguments->is_zego) {
            value = &arguments->region;
        } else if (strcmp(argv[at], "--endpoint") == 0) {
            value = &arguments->endpoint;
        } else if (strcmp(argv[at], "--timeout") == 0) {
            value = &arguments->timeout_ms;
        } else if (strcmp(argv[at], "--attempts") == 0) {
            value = &arguments->attempts;
        }
        if (value == NULL || ++at == argc) {
            return false;
        }
        *value = argv[at];
    }
    return arguments->is_zego || (strcmp(argv[1], "trtc") == 0 && arguments->region != NULL);
}

/* A variable of the environment; complains when it is not set. */
static const char *variable(const char *name) {
    const char *value = getenv(name);
    if (value == NULL || *value == '\0') {
        fprintf(stderr, "close_room: set the environment variable %s\n", name);
        return NULL;
    }
    return value;
}

/* Reads decimal digits and nothing else; complains about `name` when they are no number. */
static bool parse_number(const char *name, const char *text, uint64_t *number) {
    char *end = NULL;
    errno = 0;
    *number = strtoull(text, &end, 10);
    if (!isdigit((unsigned char)*text) || *end != '\0' || errno == ERANGE) {
        fprintf(stderr, "close_room: %s must be a number in decimal digits\n", name);
        return false;
    }
    return true;
}

/* Says what went wrong, and gives the exit status for it. */
static int failure(const closeroom_error *error) {
    closeroom_result result = closeroom_error_result(error);
    closeroom_str request_id = closeroom_error_request_id(error);
    fprintf(stderr, "close_room: %s: %s\n", closeroom_result_name(result).data,
            closeroom_error_message(error).data);
    if (request_id.len > 0) {
        fprintf(stderr, "close_room: the provider's request id is %s\n", request_id.data);
    }
    switch (result) {
        case CLOSEROOM_RESULT_INVALID_INPUT: return EXIT_USAGE;
        case CLOSEROOM_RESULT_CANCELLED: return EXIT_INTERRUPTED;
        default: return EXIT_FAILED;
    }
}

static int set_limits(const struct arguments *arguments, closeroom_call_options *options) {
    uint64_t timeout_ms = 0;
    uint64_t attempts = 0;
    if ((arguments->timeout_ms != NULL &&
         !parse_number("--timeout", arguments->timeout_ms, &timeout_ms)) ||
        (arguments->attempts != NULL &&
         !parse_number("--attempts", arguments->attempts, &attempts))) {
        return EXIT_USAGE;
    }

    closeroom_error *error = NULL;
    int status = EXIT_CLOSED;
    if ((arguments->timeout_ms != NULL &&
         closeroom_call_options_set_timeout_ms(options, timeout_ms, &error)) ||
        (arguments->attempts != NULL &&
         closeroom_call_options_set_max_attempts(
             options, attempts > UINT32_MAX ? UINT32_MAX : (uint32_t)attempts, &error))) {
        status = failure(error);
    }
    closeroom_error_free(error);
    return status;
}

static int start_zego(const struct arguments *arguments, const closeroom_call_options *limits,
                      closeroom_call **call) {
    const char *app_id_text = variable("ZEGO_APP_ID");
    const char *secret = variable("ZEGO_SERVER_SECRET");
    uint64_t app_id = 0;
    if (app_id_text == NULL || secret == NULL ||
        !parse_number("ZEGO_APP_ID", app_id_text, &app_id)) {
        return EXIT_USAGE;
    }

    const char *room = arguments->room;
    const char *reason = arguments->reason;
    const char *endpoint = arguments->endpoint;
    closeroom_zego_options *options = closeroom_zego_options_new();
    closeroom_zego_close_options *close_options = closeroom_zego_close_options_new();
    closeroom_zego *zego = NULL;
    closeroom_error *error = NULL;
    int status = EXIT_CLOSED;

    /* Every function gives 0 for success: the first that fails ends this, and has set `error`. */
    if ((endpoint != NULL &&
         closeroom_zego_options_set_endpoint(options, endpoint, strlen(endpoint), &error)) ||
        (reason != NULL && closeroom_zego_close_options_set_custom_reason(
                               close_options, reason, strlen(reason), &error)) ||
        (arguments->callback &&
         closeroom_zego_close_options_set_room_close_callback(close_options, true, &error)) ||
        closeroom_zego_new(app_id, secret, strlen(secret), options, &zego, &error) ||
        closeroom_zego_call(zego, room, strlen(room), close_options, limits, call, &error)) {
        status = failure(error);
    }

    /* The call keeps what it needs of all these. A program that closes more rooms keeps the
       client, so that its calls take turns. */
    closeroom_error_free(error);
    closeroom_zego_free(zego);
    closeroom_zego_close_options_free(close_options);
    closeroom_zego_options_free(options);
    return status;
}

static int start_trtc(const struct arguments *arguments, const closeroom_call_options *limits,
                      closeroom_call **call) {
    const char *app_id_text = variable("TRTC_SDK_APP_ID");
    const char *secret_id = variable("TENCENTCLOUD_SECRET_ID");
    const char *secret_key = variable("TENCENTCLOUD_SECRET_KEY");
    const char *token = getenv("TENCENTCLOUD_TOKEN");
    uint64_t app_id = 0;
    uint64_t room_number = 0;
    if (app_id_text == NULL || secret_id == NULL || secret_key == NULL ||
        !parse_number("TRTC_SDK_APP_ID", app_id_text, &app_id) ||
        (arguments->numeric && !parse_number("ROOM", arguments->room, &room_number))) {
        return EXIT_USAGE;
    }

    const char *room = arguments->room;
    const char *region = arguments->region;
    const char *endpoint = arguments->endpoint;
    closeroom_trtc_options *options = closeroom_trtc_options_new();
    closeroom_trtc *trtc = NULL;
    closeroom_error *error = NULL;
    int status = EXIT_CLOSED;

    if ((endpoint != NULL &&
         closeroom_trtc_options_set_endpoint(options, endpoint, strlen(endpoint), &error)) ||
        (token != NULL && *token != '\0' &&
         closeroom_trtc_options_set_token(options, token, strlen(token), &error)) ||
        closeroom_trtc_new(app_id, secret_id, strlen(secret_id), secret_key, strlen(secret_key),
                           region, strlen(region), options, &trtc, &error) ||
        (arguments->numeric
             ? closeroom_trtc_call_numeric(trtc, room_number, limits, call, &error)
             : closeroom_trtc_call(trtc, room, strlen(room), limits, call, &error))) {
        status = failure(error);
    }

    closeroom_error_free(error);
    closeroom_trtc_free(trtc);
    closeroom_trtc_options_free(options);
    return status;
}

static int close_room(const char *room, closeroom_call *call) {
    closeroom_closed *closed = NULL;
    closeroom_error *error = NULL;
    int status = EXIT_CLOSED;
    if (carry_out(call, &closed, &error)) {
        status = failure(error);
    } else {
        bool was_gone = closeroom_closed_status(closed) == CLOSEROOM_STATUS_ALREADY_GONE;
        uint32_t attempts = closeroom_closed_attempts(closed);
        printf("%s  %s  request id %s  (%" PRIu32 " request%s)\n",
               was_gone ? "already gone" : "closed", room, closeroom_closed_request_id(closed).data,
               attempts, attempts == 1 ? "" : "s");
        fflush(stdout); /* the room is closed, whether this can be said or not */
    }
    closeroom_error_free(error);
    closeroom_closed_free(closed);
    return status;
}

int main(int argc, char **argv) {
    struct arguments arguments = {0};
    if (!parse_arguments(argc, argv, &arguments)) {
        fputs("usage: close_room zego ROOM [--reason TEXT] [--callback] [OPTION]...\n"
              "       close_room trtc ROOM --region REGION [--numeric] [OPTION]...\n"
              "options: --endpoint ENDPOINT, --timeout MS, --attempts N\n",
              stderr);
        return EXIT_USAGE;
    }
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        fputs("close_room: libcurl cannot be used\n", stderr);
        return EXIT_FAILED;
    }
    struct sigaction action = {0};
    action.sa_handler = on_interrupt;
    action.sa_flags = (int)SA_RESETHAND; /* a second Ctrl-C kills */
    sigaction(SIGINT, &action, NULL);

    closeroom_call_options *limits = closeroom_call_options_new();
    closeroom_call *call = NULL;
    int status = set_limits(&arguments, limits);
    if (status == EXIT_CLOSED) {
        status = arguments.is_zego ? start_zego(&arguments, limits, &call)
                                   : start_trtc(&arguments, limits, &call);
    }
    if (status == EXIT_CLOSED) {
        status = close_room(arguments.room, call);
    }
    closeroom_call_free(call);
    closeroom_call_options_free(limits);
    curl_global_cleanup();
    return status;
}
