/*
 * How a function went. The error is given by its address, since the function that sets it is
 * mostly called in the argument before: `assert_ok(closeroom_x_new(..., &error), &error)`.
 */

#ifndef FAILURE_H
#define FAILURE_H

#include <closeroom.h>

/* Success, with no error left behind. */
#define assert_ok(result, error) assert_ok_at((result), (error), __FILE__, __LINE__)

/* That result, and an error that agrees with it. The error is still the caller's. */
#define assert_refused(result, error, expected) \
    assert_refused_at((result), (error), (expected), __FILE__, __LINE__)

void assert_ok_at(closeroom_result result, closeroom_error *const *error, const char *file,
                  int line);
void assert_refused_at(closeroom_result result, closeroom_error *const *error,
                       closeroom_result expected, const char *file, int line);

#endif
