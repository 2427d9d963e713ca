/*
 * Refuses one callback, which a stranger forged: `constant_time WHAT SHARED`, where the first
 * SHARED characters of WHAT are those that only the owner of the secret knows.
 *
 * `constant_time.cmake` counts the instructions of it under callgrind.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <closeroom.h>

#include "../support/callbacks.h"

/* What a wrong character is: one that comes after all of the secret and is read alike. */
#define WRONG '~'

/* Longer than what memcmp() looks at in one go. */
static const char SECRET[] = "Qx7vT2mK9pLw4ZrY8cNdQx7vT2mK9pLw4ZrY8cNdQx7vT2mK9pLw4ZrY8cNd8Zu2";

static closeroom_result zego(const char *nonce, const char *signature) {
    char body[300];
    int length = snprintf(body, sizeof body,
                          "{\"timestamp\":1700000000,\"nonce\":\"%s\",\"signature\":\"%s\"}", nonce,
                          signature);
    closeroom_zego_callback *callback = NULL;
    return closeroom_zego_callback_verify(body, (size_t)length, SECRET, sizeof SECRET - 1,
                                          SENT_SECONDS, 0, &callback, NULL);
}

static closeroom_result trtc(const char *sign) {
    closeroom_trtc_callback *callback = NULL;
    return closeroom_trtc_callback_verify(TRTC_BODY, strlen(TRTC_BODY), sign, strlen(sign),
                                          CALLBACK_KEY, strlen(CALLBACK_KEY), SENT_SECONDS, 0,
                                          &callback, NULL);
}

/* How not to do it: what the check would miss if it could not fail. */
closeroom_result closeroom_careless_verify(const char *sign, const char *expected);
closeroom_result closeroom_careless_verify(const char *sign, const char *expected) {
    for (; *expected != '\0'; ++sign, ++expected) {
        if (*sign != *expected) return CLOSEROOM_RESULT_INVALID_SIGNATURE;
    }
    return CLOSEROOM_RESULT_OK;
}

/* A forged text that begins like the right one. */
static const char *forge(const char *right, size_t shared) {
    static char forged[100];
    size_t length = strlen(right);
    memset(forged, WRONG, length);
    memcpy(forged, right, shared);
    return forged;
}

int main(int count, char **arguments) {
    if (count != 3) return 2;
    const char *what = arguments[1];
    size_t shared = strtoul(arguments[2], NULL, 10);
    closeroom_result result = CLOSEROOM_RESULT_OK;
    if (strcmp(what, "zego-signature") == 0) {
        result = zego("350176", forge(ZEGO_SIGNATURE, shared));
    } else if (strcmp(what, "zego-nonce") == 0) {
        /* The secret is sorted among what the sender chose. */
        result = zego(forge(SECRET, shared), ZEGO_SIGNATURE);
    } else if (strcmp(what, "trtc-sign") == 0) {
        result = trtc(forge(TRTC_SIGN, shared));
    } else if (strcmp(what, "careless") == 0) {
        result = closeroom_careless_verify(forge(TRTC_SIGN, shared), TRTC_SIGN);
    } else {
        return 2;
    }
    return result == CLOSEROOM_RESULT_INVALID_SIGNATURE ? 0 : 1;
}
