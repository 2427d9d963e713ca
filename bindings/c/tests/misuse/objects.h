/* Objects of every type, to be passed and to be freed. */

#ifndef OBJECTS_H
#define OBJECTS_H

#include "functions.h"

/* One object of each type that is passed to a function, by its number. */
struct objects {
    void *of_type[TYPE_COUNT];
};

struct objects objects_new(void);
void objects_free(struct objects *objects);

/* Frees an object of that type; NULL is ignored by all of them. */
void free_object(enum type type, void *object);

#endif
