/* Members of the JSON objects in the vector files. What is missing or of another type fails. */

#ifndef MEMBER_H
#define MEMBER_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Text as the library takes it; `data` is NULL where there is none. It may hold a NUL. */
struct text {
    const char *data;
    size_t len;
};

/* A text as the library takes it: a pointer and a length. */
#define PASS(text) (text).data, (text).len

json_t *member(json_t *object, const char *name);
struct text text_of(json_t *value);
struct text text_member(json_t *object, const char *name);
struct text optional_text(json_t *object, const char *name);
uint64_t number_member(json_t *object, const char *name);
/* A number that stands as decimal text, since it may exceed 2^53. */
uint64_t decimal_member(json_t *object, const char *name);
bool bool_member(json_t *object, const char *name);
bool has_member(json_t *object, const char *name);
bool member_is(json_t *object, const char *name, const char *text);

/* Fails where the object has a member that is not in the list, which ends in NULL. */
void only_members(json_t *object, const char *const *known);

#endif
