/* A program with two static libraries of Rust code, each with a standard library of its own. */

#include <closeroom.h>
#include <stdbool.h>

bool closeroom_test_catches_a_panic(void); /* panics.rs */

int main(void) {
    closeroom_error *error = NULL;
    closeroom_result result = closeroom_zego_new(0, NULL, 0, NULL, NULL, &error);
    bool is_refused = result == CLOSEROOM_RESULT_INVALID_INPUT && error != NULL;
    closeroom_error_free(error);
    return is_refused && closeroom_test_catches_a_panic() ? 0 : 1;
}
