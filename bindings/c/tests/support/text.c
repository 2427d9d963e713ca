#include "text.h"

#include "test.h"

bool text_has(closeroom_str text, const char *needle, size_t needle_len) {
    if (needle_len == 0) return false;
    for (size_t at = 0; at + needle_len <= text.len; ++at) {
        if (memcmp(text.data + at, needle, needle_len) == 0) return true;
    }
    return false;
}

bool text_is(closeroom_str text, const char *expected, size_t expected_len) {
    return text.data != NULL && text.len == expected_len &&
           memcmp(text.data, expected, expected_len) == 0 && text.data[text.len] == '\0';
}

void assert_text_at(closeroom_str text, const char *expected, size_t expected_len,
                    const char *file, int line) {
    if (text_is(text, expected, expected_len)) return;
    FAIL_AT(file, line, "text\n  actual   (%zu) %s\n  expected (%zu) %s", text.len,
            text.data ? text.data : "no text", expected_len, expected);
}

void assert_no_text_at(closeroom_str text, const char *file, int line) {
    if (text.data == NULL && text.len == 0) return;
    FAIL_AT(file, line, "there is a text of %zu bytes: %s", text.len,
            text.data ? text.data : "at NULL");
}

void assert_shows_at(closeroom_str text, const char *needle, bool shown, const char *file,
                     int line) {
    if (text.data == NULL || text.data[text.len] != '\0') {
        FAIL_AT(file, line, "no text, or one without a NUL at its end");
    }
    if (text_has(text, needle, strlen(needle)) == shown) return;
    FAIL_AT(file, line, "\"%s\" is %s: %s", needle, shown ? "missing" : "shown", text.data);
}
