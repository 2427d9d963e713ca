/* Builds requests by the C library. See ../README.md. */

#include <closeroom.h>

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const uint64_t TIMESTAMP = 1700000000;
static const char NONCE[] = "0123456789abcdef";
static const char ROOM[] = "room-1";
static const char SERVER_SECRET[] = "9193cc662a4c0ec135ec71fb57194b38";
static const char SECRET_ID[] = "AKIDEXAMPLEEXAMPLEEXAMPLEEXAMPLE1234";
static const char SECRET_KEY[] = "EXAMPLEEXAMPLEEXAMPLEEXAMPLE1234";
static const char REGION[] = "ap-guangzhou";

static void check(closeroom_result result, const closeroom_error *error) {
    if (result) {
        fprintf(stderr, "%s\n", closeroom_error_message(error).data);
        exit(EXIT_FAILURE);
    }
}

static uint64_t nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

int main(void) {
    closeroom_error *error = NULL;
    closeroom_zego *zego = NULL;
    closeroom_trtc *trtc = NULL;
    check(closeroom_zego_new(1234567890, SERVER_SECRET, strlen(SERVER_SECRET), NULL, &zego, &error),
          error);
    check(closeroom_trtc_new(1400000001, SECRET_ID, strlen(SECRET_ID), SECRET_KEY,
                             strlen(SECRET_KEY), REGION, strlen(REGION), NULL, &trtc, &error),
          error);

    char provider[8];
    uint64_t count;
    while (scanf("%7s %" SCNu64, provider, &count) == 2) {
        int is_zego = strcmp(provider, "zego") == 0;
        uint64_t started = nanoseconds();
        for (uint64_t at = 0; at < count; ++at) {
            closeroom_request *request = NULL;
            check(is_zego ? closeroom_zego_build(zego, ROOM, strlen(ROOM), NULL, TIMESTAMP, NONCE,
                                                 strlen(NONCE), &request, &error)
                          : closeroom_trtc_build(trtc, ROOM, strlen(ROOM), TIMESTAMP, NONCE,
                                                 strlen(NONCE), &request, &error),
                  error);
            closeroom_request_free(request);
        }
        printf("%" PRIu64 "\n", nanoseconds() - started);
        fflush(stdout);
    }
    closeroom_trtc_free(trtc);
    closeroom_zego_free(zego);
    return EXIT_SUCCESS;
}
