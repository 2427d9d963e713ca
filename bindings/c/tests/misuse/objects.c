#include "objects.h"

#include "../support/clients.h"
#include "../support/failure.h"
#include "../support/replies.h"
#include "../support/test.h"

struct objects objects_new(void) {
    struct objects objects = {{NULL}};
    closeroom_zego *zego = zego_client();
    closeroom_call *call = NULL;
    closeroom_error *error = NULL;
    assert_ok(closeroom_zego_call(zego, TEXT("room"), NULL, NULL, &call, &error), &error);
    objects.of_type[RESPONSE] = reply(200, "{\"Code\":0}");
    objects.of_type[CALL_OPTIONS] = closeroom_call_options_new();
    objects.of_type[ZEGO_OPTIONS] = closeroom_zego_options_new();
    objects.of_type[CLOSE_OPTIONS] = closeroom_zego_close_options_new();
    objects.of_type[TRTC_OPTIONS] = closeroom_trtc_options_new();
    objects.of_type[ZEGO] = zego;
    objects.of_type[TRTC] = trtc_client(NULL);
    objects.of_type[CALL] = call;
    return objects;
}

void objects_free(struct objects *objects) {
    for (size_t type = 0; type < TYPE_COUNT; ++type) {
        free_object((enum type)type, objects->of_type[type]);
    }
}

void free_object(enum type type, void *object) {
    switch (type) {
        case NONE:
        case TYPE_COUNT: break;
        case RESPONSE: closeroom_response_free(object); break;
        case CALL_OPTIONS: closeroom_call_options_free(object); break;
        case ZEGO_OPTIONS: closeroom_zego_options_free(object); break;
        case CLOSE_OPTIONS: closeroom_zego_close_options_free(object); break;
        case TRTC_OPTIONS: closeroom_trtc_options_free(object); break;
        case ZEGO: closeroom_zego_free(object); break;
        case TRTC: closeroom_trtc_free(object); break;
        case CALL: closeroom_call_free(object); break;
        case REQUEST: closeroom_request_free(object); break;
        case EXPLAINED: closeroom_explained_free(object); break;
        case CLOSED: closeroom_closed_free(object); break;
        case ZEGO_CALLBACK: closeroom_zego_callback_free(object); break;
        case TRTC_CALLBACK: closeroom_trtc_callback_free(object); break;
    }
}
