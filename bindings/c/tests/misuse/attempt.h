/* Calls a function once with every wrong argument, and once more without any. */

#ifndef ATTEMPT_H
#define ATTEMPT_H

#include "functions.h"

/* Fails the test where something else comes of it than the header says. */
void attempt_all(const struct function *function);

/* How many wrong calls there were until now. */
extern size_t wrong_calls;

#endif
