#include "heap.h"

#include <errno.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* So much of a secret counts as the secret. */
#define PART 8
#define MOST_SECRETS 4
#define MOST_BLOCKS 8192

/* What glibc's own functions are called besides. */
void *__libc_malloc(size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);

static struct {
    const char *bytes;
    size_t len;
} watched[MOST_SECRETS];
static size_t watched_count;
static void *blocks[MOST_BLOCKS];
static size_t block_count;
static size_t freed_with_secret;

static bool holds_secret(const char *block, size_t size) {
    for (size_t at = 0; at + PART <= size; ++at) {
        for (size_t secret = 0; secret < watched_count; ++secret) {
            for (size_t part = 0; part + PART <= watched[secret].len; ++part) {
                if (memcmp(block + at, watched[secret].bytes + part, PART) == 0) return true;
            }
        }
    }
    return false;
}

static void *remember(void *block) {
    if (watched_count == 0 || block == NULL) return block;
    if (block_count == MOST_BLOCKS) {
        fputs("Bail out! more blocks than secrets/heap.c can remember\n", stderr);
        abort();
    }
    blocks[block_count++] = block;
    return block;
}

static void forget(void *block) {
    for (size_t at = 0; at < block_count; ++at) {
        if (blocks[at] != block) continue;
        blocks[at] = blocks[--block_count];
        freed_with_secret += holds_secret(block, malloc_usable_size(block));
        return;
    }
}

/* A block that is cleared, so that nothing old is found in it. */
static void *cleared(void *block) {
    if (block != NULL) memset(block, 0, malloc_usable_size(block));
    return remember(block);
}

void *malloc(size_t size) { return cleared(__libc_malloc(size)); }

void *calloc(size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size) return NULL;
    return cleared(__libc_malloc(count * size));
}

void free(void *block) {
    if (block == NULL) return;
    forget(block);
    __libc_free(block);
}

/* Always another place, as may happen to any block. */
void *realloc(void *block, size_t size) {
    void *moved = malloc(size);
    if (block == NULL || moved == NULL) return moved;
    size_t old = malloc_usable_size(block);
    memcpy(moved, block, old < size ? old : size);
    free(block);
    return moved;
}

void *memalign(size_t alignment, size_t size) { return cleared(__libc_memalign(alignment, size)); }

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **block, size_t alignment, size_t size) {
    *block = memalign(alignment, size);
    return *block == NULL ? ENOMEM : 0;
}

void heap_watch(const void *const *secrets, const size_t *lengths, size_t count) {
    block_count = 0;
    freed_with_secret = 0;
    for (size_t at = 0; at < count; ++at) {
        watched[at].bytes = secrets[at];
        watched[at].len = lengths[at];
    }
    watched_count = count;
}

void heap_rest(void) { watched_count = 0; }

size_t heap_freed_with_secret(void) { return freed_with_secret; }

size_t heap_holding_secret(void) {
    size_t holding = 0;
    for (size_t at = 0; at < block_count; ++at) {
        holding += holds_secret(blocks[at], malloc_usable_size(blocks[at]));
    }
    return holding;
}
