/* A program with a library that panics and catches it, which is all that one can see of it. */

#include <stdbool.h>

bool closeroom_test_catches_a_panic(void); /* panics.rs */

int main(void) {
    return closeroom_test_catches_a_panic() ? 0 : 1;
}
