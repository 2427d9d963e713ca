/* As little of the library as a program can use: what else is in it is dead code. */

#include <closeroom.h>

int main(void) {
    return closeroom_version().len == sizeof CLOSEROOM_VERSION - 1 ? 0 : 1;
}
