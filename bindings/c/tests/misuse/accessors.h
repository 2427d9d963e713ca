/* Every function that cannot fail, and what it gives when it is asked of NULL: nothing. */

#ifndef ACCESSORS_H
#define ACCESSORS_H

#include <stddef.h>

struct accessor {
    const char *name;
    /* How many parameters it has. */
    size_t parameter_count;
    /* Asks it of NULL; fails the test where something comes of it. */
    void (*ask_null)(void);
};

extern const struct accessor ACCESSORS[];
extern const size_t ACCESSOR_COUNT;

#endif
