/* What every test includes: cmocka with the headers it asks for, and the library. */

#ifndef TEST_H
#define TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <closeroom.h>

/* A literal as the library takes text: a pointer and a length. */
#define TEXT(literal) (literal), (sizeof(literal) - 1)

/* Runs the tests as TAP, and is what main() returns. `tests` is an array. */
#define RUN(tests)                                       \
    (cmocka_set_message_output(CM_OUTPUT_TAP),           \
     cmocka_run_group_tests_name(#tests, tests, NULL, NULL))

/* Fails the test at the place that called a helper. */
#define FAIL_AT(file, line, ...)        \
    do {                                \
        print_error(__VA_ARGS__);       \
        print_error("\n");              \
        _fail((file), (line));          \
    } while (0)

#endif
