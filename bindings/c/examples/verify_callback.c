/*
 * Verifies a callback and says what happened. Its raw body comes from standard input.
 *
 *     verify_callback zego [--any-age] < body
 *     verify_callback trtc --sign SIGN [--any-age] < body
 *
 *     --sign SIGN   the value of the header Sign
 *     --any-age     for a recorded callback, which would be too old
 *
 * The secret comes from the environment: ZEGO_CALLBACK_SECRET, TRTC_CALLBACK_KEY.
 *
 * Exit status: 0 it is genuine; 1 it is not, or is too old, or cannot be read; 2 wrong usage.
 */

#include <closeroom.h>

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { EXIT_GENUINE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2 };

/* No provider sends callbacks of that size. */
enum { MAX_BODY_BYTES = 1 << 20 };

struct arguments {
    bool is_zego;
    const char *sign;
    uint64_t tolerance_seconds;
};

struct body {
    uint8_t *data;
    size_t len;
};

static bool parse_arguments(int argc, char **argv, struct arguments *arguments) {
    if (argc < 2) {
        return false;
    }
    arguments->is_zego = strcmp(argv[1], "zego") == 0;
    arguments->tolerance_seconds = CLOSEROOM_DEFAULT_TOLERANCE_SECONDS;
    for (int at = 2; at < argc; ++at) {
        if (strcmp(argv[at], "--any-age") == 0) {
            arguments->tolerance_seconds = CLOSEROOM_ANY_AGE;
        } else if (strcmp(argv[at], "--sign") == 0 && !arguments->is_zego && at + 1 < argc) {
            arguments->sign = argv[++at];
        } else {
            return false;
        }
    }
    return arguments->is_zego || (strcmp(argv[1], "trtc") == 0 && arguments->sign != NULL);
}

/* Reads standard input to its end. The bytes are not touched: they are what was signed. */
static int read_body(struct body *body) {
    body->data = malloc(MAX_BODY_BYTES + 1);
    if (body->data == NULL) {
        perror("verify_callback");
        return EXIT_REFUSED;
    }
    body->len = fread(body->data, 1, MAX_BODY_BYTES + 1, stdin);
    if (ferror(stdin)) {
        perror("verify_callback: standard input");
        return EXIT_USAGE;
    }
    if (body->len > MAX_BODY_BYTES) {
        fprintf(stderr, "verify_callback: the body is larger than %d bytes\n", MAX_BODY_BYTES);
        return EXIT_REFUSED;
    }
    return EXIT_GENUINE;
}

/* Users choose their names, and ZEGOCLOUD signs none: what could steer a terminal is escaped. */
static void print_text(const char *name, closeroom_str text) {
    if (text.data == NULL) {
        return;
    }
    printf("%-8s", name);
    for (size_t at = 0; at < text.len; ++at) {
        unsigned char byte = (unsigned char)text.data[at];
        if (byte < 0x20 || byte == 0x7f || byte == '\\') {
            printf("\\x%02x", byte);
        } else {
            putchar(byte);
        }
    }
    putchar('\n');
}

static void print_number(const char *name, closeroom_optional_u32 number) {
    if (number.has_value) {
        printf("%-8s%" PRIu32 "\n", name, number.value);
    }
}

static void print_zego(const closeroom_zego_callback *callback) {
    const closeroom_zego_room_close *closed = closeroom_zego_callback_room_close(callback);
    const closeroom_zego_room_logout *logout = closeroom_zego_callback_room_logout(callback);
    const closeroom_zego_stream_close *ended = closeroom_zego_callback_stream_close(callback);

    /* ZEGOCLOUD signs timestamp and nonce only: all below is as trustworthy as the way it came. */
    print_text("event", closeroom_zego_callback_event_name(callback));
    if (closed != NULL) {
        print_text("room", closed->room_id);
        print_number("reason", closed->close_reason);
    } else if (logout != NULL) {
        print_text("room", logout->room_id);
        print_text("user", logout->user_account);
        print_number("reason", logout->reason);
    } else if (ended != NULL) {
        print_text("room", ended->room_id);
        print_text("user", ended->user_id);
        print_text("stream", ended->stream_id);
        print_number("reason", ended->close_type);
    }
}

static void print_trtc(const closeroom_trtc_callback *callback) {
    const closeroom_trtc_event_info *info = closeroom_trtc_callback_info(callback);

    print_text("event", closeroom_trtc_callback_event_name(callback));
    if (info == NULL) {
        return; /* an event that the library does not know */
    }
    if (info->numeric_room_id.has_value) {
        printf("room    %" PRIu64 " (numeric)\n", info->numeric_room_id.value);
    } else {
        print_text("room", info->room_id);
    }
    print_text("user", info->user_id);
    print_number("reason", info->reason);
}

static closeroom_result verify(const struct arguments *arguments, const struct body *body,
                               const char *secret, closeroom_error **error) {
    uint64_t now = (uint64_t)time(NULL);
    closeroom_result result;
    if (arguments->is_zego) {
        closeroom_zego_callback *callback = NULL;
        result = closeroom_zego_callback_verify(body->data, body->len, secret, strlen(secret), now,
                                                arguments->tolerance_seconds, &callback, error);
        if (result == CLOSEROOM_RESULT_OK) {
            print_zego(callback);
        }
        closeroom_zego_callback_free(callback);
    } else {
        const char *sign = arguments->sign;
        closeroom_trtc_callback *callback = NULL;
        result = closeroom_trtc_callback_verify(body->data, body->len, sign, strlen(sign), secret,
                                                strlen(secret), now, arguments->tolerance_seconds,
                                                &callback, error);
        if (result == CLOSEROOM_RESULT_OK) {
            print_trtc(callback);
        }
        closeroom_trtc_callback_free(callback);
    }
    return result;
}

int main(int argc, char **argv) {
    struct arguments arguments = {0};
    if (!parse_arguments(argc, argv, &arguments)) {
        fputs("usage: verify_callback zego [--any-age] < body\n"
              "       verify_callback trtc --sign SIGN [--any-age] < body\n",
              stderr);
        return EXIT_USAGE;
    }
    const char *name = arguments.is_zego ? "ZEGO_CALLBACK_SECRET" : "TRTC_CALLBACK_KEY";
    const char *secret = getenv(name);
    if (secret == NULL || *secret == '\0') {
        fprintf(stderr, "verify_callback: set the environment variable %s\n", name);
        return EXIT_USAGE;
    }

    struct body body = {0};
    closeroom_error *error = NULL;
    int status = read_body(&body);
    if (status == EXIT_GENUINE) {
        closeroom_result result = verify(&arguments, &body, secret, &error);
        if (result != CLOSEROOM_RESULT_OK) {
            fprintf(stderr, "verify_callback: %s: %s\n", closeroom_result_name(result).data,
                    closeroom_error_message(error).data);
            status = result == CLOSEROOM_RESULT_INVALID_INPUT ? EXIT_USAGE : EXIT_REFUSED;
        }
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("verify_callback: standard output");
        status = EXIT_REFUSED;
    }
    closeroom_error_free(error);
    free(body.data);
    return status;
}
