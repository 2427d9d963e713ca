#include "attempt.h"

#include <ctype.h>

#include "../support/failure.h"
#include "../support/test.h"
#include "../support/text.h"
#include "objects.h"

size_t wrong_calls;

/* The places that a function writes to; filled with rubbish before every call. */
static struct {
    void *object;
    closeroom_step step;
    char bytes[64];
} place;

static void fill_places(void) {
    place.object = &place;
    place.step = 77;
    memset(place.bytes, '#', sizeof place.bytes);
}

static void valid_arguments(const struct function *function, const struct objects *objects,
                            struct argument *arguments) {
    for (size_t at = 0; function->parameters[at].role != END; ++at) {
        const struct parameter *parameter = &function->parameters[at];
        struct argument argument = {NULL, 0, parameter->number};
        switch (parameter->role) {
            case OBJECT:
            case OPTIONAL: argument.pointer = objects->of_type[parameter->type]; break;
            case OUT:
            case OPTIONAL_OUT: argument.pointer = &place.object; break;
            case STEP_OUT: argument.pointer = &place.step; break;
            case ROOM:
                argument.pointer = place.bytes;
                argument.len = parameter->size;
                break;
            case UTF8:
            case UTF8_OR_EMPTY:
            case BYTES:
            case SOME_BYTES:
            case ENTROPY:
                argument.pointer = (char *)(uintptr_t)parameter->text;
                argument.len = strlen(parameter->text);
                break;
            default: break;
        }
        arguments[at] = argument;
    }
}

/* `RoomId` and `room_id` are the same name: the provider's, and C's. */
static bool same_name(closeroom_str field, const char *name) {
    size_t at = 0;
    for (; at < field.len && *name != '\0'; ++name) {
        if (*name == '_') continue;
        at += field.data[at] == '_';
        if (tolower((unsigned char)field.data[at]) != *name) return false;
        ++at;
    }
    return at == field.len && *name == '\0';
}

/* Nothing but NULL may be left where results go, whatever was there. */
static bool places_are_clear(const struct function *function, const struct argument *arguments) {
    for (size_t at = 0; function->parameters[at].role != END; ++at) {
        const struct parameter *parameter = &function->parameters[at];
        if (arguments[at].pointer == NULL) continue;
        switch (parameter->role) {
            case OUT:
            case OPTIONAL_OUT:
                if (place.object != NULL) return false;
                break;
            case STEP_OUT:
                if (place.step != CLOSEROOM_STEP_DONE) return false;
                break;
            case ROOM:
                if (strspn(place.bytes, "#") != sizeof place.bytes) return false;
                break;
            default: break;
        }
    }
    return true;
}

/* One wrong argument, twice: with and without a place for the error. */
static void attempt(const struct function *function, const struct argument *arguments, size_t at,
                    struct argument wrong) {
    const char *name = function->parameters[at].name;
    struct argument spoiled[MOST_ARGUMENTS];
    memcpy(spoiled, arguments, sizeof spoiled);
    spoiled[at] = wrong;

    closeroom_error *error = (closeroom_error *)&place;
    fill_places();
    closeroom_result result = function->call(spoiled, &error);
    bool clear = places_are_clear(function, spoiled);
    assert_refused(result, &error, CLOSEROOM_RESULT_INVALID_INPUT);
    closeroom_str field = closeroom_error_field(error);
    closeroom_str message = closeroom_error_message(error);
    if (!same_name(field, name) || !text_has(message, field.data, field.len) ||
        message.data[message.len] != '\0') {
        fail_msg("%s of %s: the message is \"%s\", the field %s", name, function->name,
                 message.data, field.data);
    }
    /* An empty text is refused by its provider's rules. */
    if (wrong.pointer != NULL || wrong.len != 0 || function->parameters[at].role != UTF8) {
        assert_int_equal(closeroom_error_provider(error), CLOSEROOM_PROVIDER_NONE);
    }
    assert_int_equal(closeroom_error_http_status(error), 0);
    assert_false(closeroom_error_retryable(error));
    closeroom_error_free(error);

    fill_places();
    if (function->call(spoiled, NULL) != result || !clear ||
        !places_are_clear(function, spoiled)) {
        fail_msg("%s of %s: it is not the same without a place for the error, or a result is set",
                 name, function->name);
    }
    ++wrong_calls;
}

static struct argument buffer(const char *data, size_t len) {
    struct argument argument = {(char *)(uintptr_t)data, len, 0};
    return argument;
}

static void attempt_not_utf8(const struct function *function, const struct argument *arguments,
                             size_t at) {
    static const char *const texts[] = {
        "\xff",             /* no byte of UTF-8 */
        "room\xc3",         /* cut off */
        "\xc0\x80",         /* an overlong NUL */
        "\xed\xa0\x80",     /* half of a surrogate pair */
        "\xf4\x90\x80\x80", /* beyond Unicode */
        "r\xe9om",          /* Latin-1 */
    };
    for (size_t text = 0; text < sizeof texts / sizeof texts[0]; ++text) {
        attempt(function, arguments, at, buffer(texts[text], strlen(texts[text])));
    }
}

/* What is wrong with that one, whatever the others. */
static void attempt_argument(const struct function *function, const struct argument *arguments,
                             size_t at) {
    const struct parameter *parameter = &function->parameters[at];
    const char *text = parameter->text;
    const size_t too_long[] = {SIZE_MAX, SIZE_MAX / 2 + 1};
    switch (parameter->role) {
        case OBJECT:
        case OUT:
        case STEP_OUT: attempt(function, arguments, at, buffer(NULL, 0)); break;
        case ROOM:
            attempt(function, arguments, at, buffer(NULL, parameter->size));
            attempt(function, arguments, at, buffer(NULL, 0));
            for (size_t size = 0; size < parameter->size; ++size) {
                attempt(function, arguments, at, buffer(place.bytes, size));
            }
            break;
        case ENTROPY:
            for (size_t len = 0; len <= 2 * CLOSEROOM_ENTROPY_SIZE; ++len) {
                if (len != 0) attempt(function, arguments, at, buffer(NULL, len));
                if (len > CLOSEROOM_ENTROPY_SIZE) text = "0123456789abcdef0123456789abcdef";
                if (len != CLOSEROOM_ENTROPY_SIZE) {
                    attempt(function, arguments, at, buffer(text, len));
                }
            }
            break;
        case UTF8: attempt(function, arguments, at, buffer(NULL, 0)); break;
        case SOME_BYTES: attempt(function, arguments, at, buffer(NULL, 0)); break;
        default: break;
    }
    switch (parameter->role) {
        case UTF8:
        case UTF8_OR_EMPTY: attempt_not_utf8(function, arguments, at); break;
        default: break;
    }
    switch (parameter->role) {
        case UTF8:
        case UTF8_OR_EMPTY:
        case BYTES:
        case SOME_BYTES:
        case ENTROPY:
            attempt(function, arguments, at, buffer(NULL, 1));
            for (size_t length = 0; length < 2; ++length) {
                attempt(function, arguments, at, buffer(text, too_long[length]));
                attempt(function, arguments, at, buffer(NULL, too_long[length]));
            }
            break;
        default: break;
    }
}

/* Valid arguments, with what may be left out there or not. */
static void attempt_valid(const struct function *function, const struct argument *arguments,
                          bool left_out) {
    struct argument right[MOST_ARGUMENTS];
    memcpy(right, arguments, sizeof right);
    enum type made = NONE;
    for (size_t at = 0; function->parameters[at].role != END; ++at) {
        const struct parameter *parameter = &function->parameters[at];
        bool is_place = parameter->role == OUT || parameter->role == OPTIONAL_OUT;
        bool may_go = parameter->role == OPTIONAL || parameter->role == OPTIONAL_OUT ||
                      parameter->role == BYTES;
        if (left_out && may_go) right[at] = buffer(NULL, 0);
        if (is_place && right[at].pointer != NULL) made = parameter->type;
    }
    closeroom_error *error = (closeroom_error *)&place;
    fill_places();
    closeroom_result result = function->call(right, &error);
    if (result != function->result) {
        fail_msg("%s: result %u with valid arguments: %s", function->name, result,
                 closeroom_error_message(error).data);
    }
    assert_int_equal(error == NULL, result == CLOSEROOM_RESULT_OK);
    if (made != NONE) {
        assert_int_equal(place.object != NULL, result == CLOSEROOM_RESULT_OK);
        free_object(made, place.object);
    }
    closeroom_error_free(error);
}

void attempt_all(const struct function *function) {
    struct objects objects = objects_new();
    struct argument arguments[MOST_ARGUMENTS] = {{NULL, 0, 0}};
    valid_arguments(function, &objects, arguments);
    for (size_t at = 0; function->parameters[at].role != END; ++at) {
        attempt_argument(function, arguments, at);
    }
    /* Nothing of it has left a trace. */
    attempt_valid(function, arguments, false);
    objects_free(&objects);

    objects = objects_new();
    valid_arguments(function, &objects, arguments);
    attempt_valid(function, arguments, true);
    objects_free(&objects);
}
