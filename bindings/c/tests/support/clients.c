#include "clients.h"

#include "failure.h"
#include "test.h"

closeroom_zego *zego_client(void) {
    closeroom_zego *zego = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_zego_new(12345, TEXT(SERVER_SECRET), NULL, &zego, &error), &error);
    return zego;
}

closeroom_trtc *trtc_client(const closeroom_trtc_options *options) {
    closeroom_trtc *trtc = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_trtc_new(1400000001, TEXT(SECRET_ID), TEXT(SECRET_KEY),
                                 TEXT("ap-guangzhou"), options, &trtc, &error),
              &error);
    return trtc;
}
