/*
 * Builds a signed request that closes a room, and prints it as it goes over the wire (HTTP/1.1).
 * Nothing is sent.
 *
 *     build_request zego ROOM [--reason TEXT] [--endpoint ENDPOINT]
 *     build_request trtc ROOM --region REGION [--numeric] [--endpoint ENDPOINT]
 *
 * Credentials come from the environment: ZEGO_APP_ID, ZEGO_SERVER_SECRET; TRTC_SDK_APP_ID,
 * TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY, TENCENTCLOUD_TOKEN (temporary ones only).
 *
 * The output holds no secret key, but it is a credential itself: whoever has it can close the room
 * while its signature is valid, 10 minutes at ZEGOCLOUD and 5 at Tencent, and the session token of
 * temporary credentials is part of it.
 *
 * Exit status: 0 printed; 1 no randomness, or nowhere to print; 2 wrong usage.
 */

#include <closeroom.h>

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

struct arguments {
    bool is_zego;
    const char *room;
    bool numeric;
    const char *reason;
    const char *region;
    const char *endpoint;
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
        } else if (strcmp(argv[at], "--reason") == 0 && arguments->is_zego) {
            value = &arguments->reason;
        } else if (strcmp(argv[at], "--region") == 0 && !arguments->is_zego) {
            value = &arguments->region;
        } else if (strcmp(argv[at], "--endpoint") == 0) {
            value = &arguments->endpoint;
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
        fprintf(stderr, "build_request: set the environment variable %s\n", name);
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
        fprintf(stderr, "build_request: %s must be a number in decimal digits\n", name);
        return false;
    }
    return true;
}

/* Says what went wrong, and gives the exit status for it. */
static int failure(const closeroom_error *error) {
    fprintf(stderr, "build_request: %s\n", closeroom_error_message(error).data);
    return closeroom_error_result(error) == CLOSEROOM_RESULT_INVALID_INPUT ? EXIT_USAGE
                                                                           : EXIT_FAILED;
}

static int build_zego(const struct arguments *arguments, closeroom_request **request) {
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
    char nonce[CLOSEROOM_NONCE_SIZE];
    closeroom_zego_options *options = closeroom_zego_options_new();
    closeroom_zego_close_options *close_options = closeroom_zego_close_options_new();
    closeroom_zego *zego = NULL;
    closeroom_error *error = NULL;
    int status = EXIT_OK;

    /* Every function gives 0 for success: the first that fails ends this, and has set `error`. */
    if ((endpoint != NULL &&
         closeroom_zego_options_set_endpoint(options, endpoint, strlen(endpoint), &error)) ||
        (reason != NULL && closeroom_zego_close_options_set_custom_reason(
                               close_options, reason, strlen(reason), &error)) ||
        closeroom_zego_new(app_id, secret, strlen(secret), options, &zego, &error) ||
        closeroom_random_nonce(nonce, sizeof nonce, &error) ||
        closeroom_zego_build(zego, room, strlen(room), close_options, (uint64_t)time(NULL), nonce,
                             strlen(nonce), request, &error)) {
        status = failure(error);
    }

    closeroom_error_free(error);
    closeroom_zego_free(zego);
    closeroom_zego_close_options_free(close_options);
    closeroom_zego_options_free(options);
    return status;
}

static int build_trtc(const struct arguments *arguments, closeroom_request **request) {
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
    uint64_t now = (uint64_t)time(NULL);
    char nonce[CLOSEROOM_NONCE_SIZE];
    closeroom_trtc_options *options = closeroom_trtc_options_new();
    closeroom_trtc *trtc = NULL;
    closeroom_error *error = NULL;
    int status = EXIT_OK;

    if ((endpoint != NULL &&
         closeroom_trtc_options_set_endpoint(options, endpoint, strlen(endpoint), &error)) ||
        (token != NULL && *token != '\0' &&
         closeroom_trtc_options_set_token(options, token, strlen(token), &error)) ||
        closeroom_trtc_new(app_id, secret_id, strlen(secret_id), secret_key, strlen(secret_key),
                           region, strlen(region), options, &trtc, &error) ||
        closeroom_random_nonce(nonce, sizeof nonce, &error) ||
        (arguments->numeric ? closeroom_trtc_build_numeric(trtc, room_number, now, nonce,
                                                           strlen(nonce), request, &error)
                            : closeroom_trtc_build(trtc, room, strlen(room), now, nonce,
                                                   strlen(nonce), request, &error))) {
        status = failure(error);
    }

    closeroom_error_free(error);
    closeroom_trtc_free(trtc);
    closeroom_trtc_options_free(options);
    return status;
}

/* Prints the request as HTTP/1.1. The bytes that were signed are not encoded again. */
static int print_request(const closeroom_request *request) {
    printf("%s %s HTTP/1.1\r\n", closeroom_request_method(request).data,
           closeroom_request_target(request).data);
    printf("Host: %s\r\n", closeroom_request_host(request).data);
    for (size_t at = 0; at < closeroom_request_header_count(request); ++at) {
        printf("%s\r\n", closeroom_request_header_line(request, at).data);
    }
    closeroom_str body = closeroom_request_body(request);
    if (body.data != NULL) {
        printf("Content-Length: %zu\r\n", body.len);
    }
    printf("Connection: close\r\n\r\n");
    if (body.data != NULL) {
        fwrite(body.data, 1, body.len, stdout);
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("build_request: standard output");
        return EXIT_FAILED;
    }
    return EXIT_OK;
}

int main(int argc, char **argv) {
    struct arguments arguments = {0};
    if (!parse_arguments(argc, argv, &arguments)) {
        fputs("usage: build_request zego ROOM [--reason TEXT] [--endpoint ENDPOINT]\n"
              "       build_request trtc ROOM --region REGION [--numeric] [--endpoint ENDPOINT]\n",
              stderr);
        return EXIT_USAGE;
    }

    closeroom_request *request = NULL;
    int status = arguments.is_zego ? build_zego(&arguments, &request)
                                   : build_trtc(&arguments, &request);
    if (status == EXIT_OK) {
        status = print_request(request);
    }
    closeroom_request_free(request);
    return status;
}
