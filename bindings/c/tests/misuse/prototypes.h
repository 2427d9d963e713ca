/* The functions that a header declares, out of its text. */

#ifndef PROTOTYPES_H
#define PROTOTYPES_H

#include <stddef.h>

#define MOST_FUNCTIONS 200
#define MOST_PARAMETERS 12

struct prototype {
    char name[80];
    char parameters[MOST_PARAMETERS][40];
    size_t parameter_count;
};

struct header {
    struct prototype functions[MOST_FUNCTIONS];
    size_t count;
};

/* Reads all declarations of `closeroom_...(`; fails the test when the file cannot be read. */
void read_header(const char *path, struct header *header);

/* The declaration of that name, or NULL. */
const struct prototype *declared(const struct header *header, const char *name);

#endif
