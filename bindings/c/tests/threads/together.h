/* Several threads that start at one moment. */

#ifndef TOGETHER_H
#define TOGETHER_H

#include <stddef.h>

#define THREAD_COUNT 8

/*
 * Runs the work in THREAD_COUNT threads, each with its number and the shared context, and waits
 * for all. The work tells how many things went wrong; the sum is returned.
 */
size_t together(size_t (*work)(size_t thread, void *context), void *context);

#endif
