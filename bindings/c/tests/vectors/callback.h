/* What the callbacks of both providers have in common. */

#ifndef CALLBACK_H
#define CALLBACK_H

#include <closeroom.h>
#include <jansson.h>
#include <stdint.h>

#include "member.h"

/* `toleranceSeconds`: a number, `"off"`, or the default when it is absent. */
uint64_t tolerance_of(json_t *vector);

/* The error of a callback that does not pass; frees it. */
void expect_callback_error(json_t *expected, closeroom_result result, closeroom_error *error,
                           closeroom_provider provider, struct text key);

/* Fields that must be there where the expected event has them, and nowhere else. */
void expect_text_field(json_t *event, const char *name, closeroom_str actual);
void expect_u32_field(json_t *event, const char *name, closeroom_optional_u32 actual);
void expect_u64_field(json_t *event, const char *name, closeroom_optional_u64 actual);
/* The same for ids of 64 bits, which stand as decimal text. */
void expect_id_field(json_t *event, const char *name, closeroom_optional_u64 actual);

#endif
