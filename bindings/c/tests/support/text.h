/* What can be said of a closeroom_str. Every check also asks for the NUL at its end. */

#ifndef TEXT_H
#define TEXT_H

#include <closeroom.h>
#include <stdbool.h>

/* Whether the bytes are somewhere in the text. An empty needle is in no text. */
bool text_has(closeroom_str text, const char *needle, size_t needle_len);

/* Whether it is this text, and ends as the header says; false for no text. */
bool text_is(closeroom_str text, const char *expected, size_t expected_len);

#define assert_text(text, expected) \
    assert_text_at((text), (expected), strlen(expected), __FILE__, __LINE__)
#define assert_bytes(text, expected, expected_len) \
    assert_text_at((text), (expected), (expected_len), __FILE__, __LINE__)
#define assert_no_text(text) assert_no_text_at((text), __FILE__, __LINE__)
/* Whether a text shows another, or does not. */
#define assert_shows(text, needle) assert_shows_at((text), (needle), true, __FILE__, __LINE__)
#define assert_hides(text, needle) assert_shows_at((text), (needle), false, __FILE__, __LINE__)

void assert_text_at(closeroom_str text, const char *expected, size_t expected_len,
                    const char *file, int line);
void assert_no_text_at(closeroom_str text, const char *file, int line);
void assert_shows_at(closeroom_str text, const char *needle, bool shown, const char *file,
                     int line);

#endif
