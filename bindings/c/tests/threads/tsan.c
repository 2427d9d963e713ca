/* What LLVM's TSan, which Rust has, calls besides what GCC's has. */

#include <string.h>

void *__tsan_memcpy(void *to, const void *from, size_t len);
void *__tsan_memmove(void *to, const void *from, size_t len);
void *__tsan_memset(void *at, int byte, size_t len);

void *__tsan_memcpy(void *to, const void *from, size_t len) { return memcpy(to, from, len); }

void *__tsan_memmove(void *to, const void *from, size_t len) { return memmove(to, from, len); }

void *__tsan_memset(void *at, int byte, size_t len) { return memset(at, byte, len); }
