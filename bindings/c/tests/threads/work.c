#include "work.h"

#include <string.h>

#include "../support/callbacks.h"
#include "../support/clients.h"
#include "../support/replies.h"
#include "../support/test.h"

/* 2023-11-15T00:00:00Z. */
#define MIDNIGHT UINT64_C(1700006400)

struct clients clients_new(void) {
    struct clients clients = {zego_client(), trtc_client(NULL)};
    return clients;
}

void clients_free(struct clients *clients) {
    closeroom_trtc_free(clients->trtc);
    closeroom_zego_free(clients->zego);
}

/* FNV-1a, with every text's length. */
static uint64_t add(uint64_t sum, closeroom_str text) {
    for (size_t at = 0; at < text.len; ++at) {
        sum = (sum ^ (uint8_t)text.data[at]) * UINT64_C(1099511628211);
    }
    return (sum ^ text.len) * UINT64_C(1099511628211);
}

uint64_t sum_of_request(const closeroom_request *request) {
    uint64_t sum = add(1, closeroom_request_method(request));
    sum = add(sum, closeroom_request_host(request));
    sum = add(sum, closeroom_request_target(request));
    sum = add(sum, closeroom_request_url(request));
    sum = add(sum, closeroom_request_redacted_url(request));
    sum = add(sum, closeroom_request_body(request));
    for (size_t at = 0; at < closeroom_request_header_count(request); ++at) {
        sum = add(sum, closeroom_request_header_name(request, at));
        sum = add(sum, closeroom_request_header_value(request, at));
    }
    return sum;
}

uint64_t sum_of_error(const closeroom_error *error) {
    uint64_t sum = add(closeroom_error_result(error), closeroom_error_message(error));
    sum = add(sum, closeroom_error_field(error));
    sum = add(sum, closeroom_error_provider_code(error));
    sum = add(sum, closeroom_error_request_id(error));
    return sum + closeroom_error_retry_after_ms(error).value + closeroom_error_http_status(error);
}

static uint64_t sum_of_explained(const closeroom_explained *explained) {
    uint64_t sum = sum_of_request(closeroom_explained_request(explained));
    for (size_t at = 0; at < closeroom_explained_step_count(explained); ++at) {
        sum = add(sum, closeroom_explained_step_name(explained, at));
        sum = add(sum, closeroom_explained_step_value(explained, at));
    }
    return sum;
}

static uint64_t parse(const struct clients *clients, bool is_zego) {
    closeroom_provider provider = is_zego ? CLOSEROOM_PROVIDER_ZEGO : CLOSEROOM_PROVIDER_TRTC;
    closeroom_response *gone =
        refusal_of(provider, is_zego ? "5018" : "FailedOperation.RoomNotExist");
    closeroom_error *error = NULL;
    if (is_zego) {
        closeroom_zego_parse(clients->zego, gone, NULL, &error);
    } else {
        closeroom_trtc_parse(clients->trtc, gone, NULL, &error);
    }
    uint64_t sum = sum_of_error(error);
    closeroom_error_free(error);
    closeroom_response_free(gone);
    return sum;
}

static uint64_t verify(void) {
    closeroom_trtc_callback *callback = NULL;
    closeroom_error *error = NULL;
    closeroom_trtc_callback_verify(TRTC_BODY, strlen(TRTC_BODY), TEXT(TRTC_SIGN),
                                   TEXT(CALLBACK_KEY), SENT_SECONDS, 0, &callback, &error);
    uint64_t sum = add(2, closeroom_trtc_callback_raw(callback));
    const closeroom_trtc_event_info *info = closeroom_trtc_callback_info(callback);
    if (info != NULL) sum = add(sum, info->room_id);
    closeroom_trtc_callback_free(callback);
    closeroom_error_free(error);
    return sum;
}

uint64_t do_piece(const struct clients *clients, size_t piece) {
    /* Before and after midnight in turn. */
    uint64_t second = piece % 2 == 0 ? MIDNIGHT + piece : MIDNIGHT - piece;
    char room[32];
    size_t room_len = (size_t)snprintf(room, sizeof room, "room-%zu", piece);
    closeroom_request *request = NULL;
    closeroom_explained *explained = NULL;
    closeroom_error *error = NULL;
    uint64_t sum = 0;
    switch (piece % 8 / 2) {
        case 0:
            closeroom_trtc_build(clients->trtc, room, room_len, second, TEXT(NONCE), &request,
                                 &error);
            break;
        case 1:
            closeroom_trtc_explain_numeric(clients->trtc, piece, second, TEXT(NONCE), &explained,
                                           &error);
            break;
        case 2:
            closeroom_zego_build(clients->zego, room, room_len, NULL, second, TEXT(NONCE),
                                 &request, &error);
            sum += parse(clients, piece % 16 < 8);
            break;
        default:
            closeroom_zego_explain(clients->zego, room, room_len, NULL, second, TEXT(NONCE),
                                   &explained, &error);
            sum += verify();
    }
    if (request != NULL) sum += sum_of_request(request);
    if (explained != NULL) sum += sum_of_explained(explained);
    if (error != NULL) sum = 0;
    closeroom_request_free(request);
    closeroom_explained_free(explained);
    closeroom_error_free(error);
    return sum;
}
