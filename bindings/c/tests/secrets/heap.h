/*
 * Looks for secrets in the heap of the whole process, the library's included: at every block at
 * the moment it is freed, and at all that are not freed yet. The stack is not looked at.
 */

#ifndef HEAP_H
#define HEAP_H

#include <stddef.h>

/* From now on blocks are searched for these bytes. Forgets what was found before. */
void heap_watch(const void *const *secrets, const size_t *lengths, size_t count);

/* Nothing is searched any more. */
void heap_rest(void);

/* How many blocks held a part of a secret when they were freed. */
size_t heap_freed_with_secret(void);

/* How many blocks that were made since heap_watch() hold a part of a secret now. */
size_t heap_holding_secret(void);

#endif
