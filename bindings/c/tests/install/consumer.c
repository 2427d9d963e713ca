/*
 * A user's first program: it signs a request, and has one refused. Exit code 0 when both go as
 * documented.
 */

#include <closeroom.h>
#include <stdio.h>
#include <string.h>

/* The signature is the one that ZEGOCLOUD's documents print. */
static const char *const SECRET = "9193cc662a4c0ec135ec71fb57194b38";
static const char *const NONCE = "4fd24687296dd9f3";
static const char *const URL =
    "https://rtc-api.zego.im/?Action=CloseRoom&AppId=12345&SignatureNonce=4fd24687296dd9f3"
    "&Timestamp=1615186943&Signature=43e5cfcca828314675f91b001390566a&SignatureVersion=2.0"
    "&RoomId=room1";

static int failed(const char *what) {
    fprintf(stderr, "FAILED: %s\n", what);
    return 1;
}

static int sign(const closeroom_zego *zego) {
    closeroom_request *request = NULL;
    closeroom_error *error = NULL;
    int result = 0;
    if (closeroom_zego_build(zego, "room1", 5, NULL, 1615186943, NONCE, strlen(NONCE), &request,
                             &error) != CLOSEROOM_RESULT_OK) {
        result = failed(closeroom_error_message(error).data);
    } else if (strcmp(closeroom_request_url(request).data, URL) != 0) {
        result = failed(closeroom_request_url(request).data);
    }
    closeroom_error_free(error);
    closeroom_request_free(request);
    return result;
}

static int be_refused(const closeroom_zego *zego) {
    char nonce[CLOSEROOM_NONCE_SIZE];
    closeroom_request *request = NULL;
    closeroom_error *error = NULL;
    closeroom_result result;
    if (closeroom_random_nonce(nonce, sizeof nonce, &error) != CLOSEROOM_RESULT_OK) {
        closeroom_error_free(error);
        return failed("no nonce");
    }
    result = closeroom_zego_build(zego, "", 0, NULL, 1615186943, nonce, strlen(nonce), &request,
                                  &error);
    if (result != CLOSEROOM_RESULT_INVALID_INPUT || request != NULL || error == NULL) {
        return failed("a room without a name was accepted");
    }
    printf("refused, as it should be: %s\n", closeroom_error_message(error).data);
    closeroom_error_free(error);
    return 0;
}

int main(void) {
    closeroom_zego *zego = NULL;
    int result;
    if (strcmp(closeroom_version().data, CLOSEROOM_VERSION) != 0) {
        return failed("header and library are of different versions");
    }
    if (closeroom_zego_new(12345, SECRET, strlen(SECRET), NULL, &zego, NULL)) {
        return failed("no client");
    }
    result = sign(zego) || be_refused(zego);
    closeroom_zego_free(zego);
    return result;
}
