#include "member.h"

#include <inttypes.h>

#include "../support/test.h"

json_t *member(json_t *object, const char *name) {
    json_t *value = json_object_get(object, name);
    if (value == NULL) fail_msg("the case has no member \"%s\"", name);
    return value;
}

struct text text_of(json_t *value) {
    if (!json_is_string(value)) fail_msg("a member is no text");
    struct text text = {json_string_value(value), json_string_length(value)};
    return text;
}

struct text text_member(json_t *object, const char *name) {
    return text_of(member(object, name));
}

struct text optional_text(json_t *object, const char *name) {
    struct text none = {NULL, 0};
    return has_member(object, name) ? text_member(object, name) : none;
}

uint64_t number_member(json_t *object, const char *name) {
    json_t *value = member(object, name);
    if (!json_is_integer(value)) fail_msg("\"%s\" is no integer", name);
    return (uint64_t)json_integer_value(value);
}

uint64_t decimal_member(json_t *object, const char *name) {
    struct text text = text_member(object, name);
    uint64_t number = 0;
    char again[21];
    sscanf(text.data, "%" SCNu64, &number);
    snprintf(again, sizeof again, "%" PRIu64, number);
    if (strcmp(again, text.data) != 0) fail_msg("\"%s\" is no 64-bit number: %s", name, text.data);
    return number;
}

bool bool_member(json_t *object, const char *name) {
    json_t *value = member(object, name);
    if (!json_is_boolean(value)) fail_msg("\"%s\" is no truth value", name);
    return json_is_true(value);
}

bool has_member(json_t *object, const char *name) {
    return json_object_get(object, name) != NULL;
}

bool member_is(json_t *object, const char *name, const char *text) {
    const char *value = json_string_value(json_object_get(object, name));
    return value != NULL && strcmp(value, text) == 0;
}

void only_members(json_t *object, const char *const *known) {
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value) {
        const char *const *at = known;
        while (*at != NULL && strcmp(*at, name) != 0) ++at;
        if (*at == NULL) fail_msg("a member that this test does not know: \"%s\"", name);
    }
}
