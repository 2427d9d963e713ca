#include "failure.h"

#include "test.h"

void assert_ok_at(closeroom_result result, closeroom_error *const *error, const char *file,
                  int line) {
    if (result == CLOSEROOM_RESULT_OK && *error == NULL) return;
    closeroom_str message = closeroom_error_message(*error);
    FAIL_AT(file, line, "result %u: %s", result, message.data ? message.data : "no error");
}

void assert_refused_at(closeroom_result result, closeroom_error *const *error,
                       closeroom_result expected, const char *file, int line) {
    closeroom_str message = closeroom_error_message(*error);
    if (result != expected) {
        FAIL_AT(file, line, "result %u instead of %u: %s", result, expected,
                message.data ? message.data : "no error");
    }
    if (*error == NULL || closeroom_error_result(*error) != result || message.len == 0) {
        FAIL_AT(file, line, "the error does not agree with result %u", result);
    }
}
