/*
 * Callbacks whose signatures were computed with Python's hmac and hashlib, not with the library.
 *
 * ZEGOCLOUD signs no field of the event, so that a body of any event fits; it is given as what
 * follows the signed members. TRTC signs the whole body.
 */

#ifndef CALLBACKS_H
#define CALLBACKS_H

#define CALLBACK_SECRET "a-callback-secret-0123456789"
#define CALLBACK_KEY "a-callback-key-0123456789"
/* When both were sent, in Unix seconds. */
#define SENT_SECONDS UINT64_C(1700000000)

/* sha1hex of secret, timestamp and nonce, in the order of their characters. */
#define ZEGO_BODY(rest)                                                       \
    "{\"timestamp\":1700000000,\"nonce\":\"350176\","                         \
    "\"signature\":\"27c848b93bfc2a6039ad75ea533be62962668cd7\"," rest "}"

#define TRTC_BODY                                                             \
    "{\"EventGroupId\":1,\"EventType\":102,\"CallbackTs\":1700000000000,"     \
    "\"EventInfo\":{\"RoomId\":\"a\\u0000b\",\"UserId\":\"\"}}"
/* base64 of HMAC-SHA256. */
#define TRTC_SIGN "OEJkB/wr1AtkP3XLEtVyQCNeUYqYP0eyuAShJUL546A="

#endif
