/*
 * Callbacks whose signatures were computed with Python's hmac and hashlib, not with the library.
 *
 * ZEGOCLOUD signs no field of the event, so that a body of any event fits; it is given as what
 * follows the signed members. TRTC signs the whole body.
 */

#ifndef CALLBACKS_H
#define CALLBACKS_H

#define CALLBACK_SECRET "Qx7vT2mK9pLw4ZrY8cNd"
#define CALLBACK_KEY "hB5jUe3GsX6aWn1RtF0z"
/* When both were sent, in Unix seconds. */
#define SENT_SECONDS UINT64_C(1700000000)

/* sha1hex of secret, timestamp and nonce, in the order of their characters. */
#define ZEGO_SIGNATURE "f262813398e2be4306792be1aff56b736cee815e"
#define ZEGO_BODY(rest)                                                       \
    "{\"timestamp\":1700000000,\"nonce\":\"350176\","                         \
    "\"signature\":\"" ZEGO_SIGNATURE "\"," rest "}"

#define TRTC_BODY                                                             \
    "{\"EventGroupId\":1,\"EventType\":102,\"CallbackTs\":1700000000000,"     \
    "\"EventInfo\":{\"RoomId\":\"a\\u0000b\",\"UserId\":\"\"}}"
/* base64 of HMAC-SHA256. */
#define TRTC_SIGN "uvbq7zH0X8ZXoWMVj81ANzHyFQN5HzDOhg3dNQzyljc="

#endif
