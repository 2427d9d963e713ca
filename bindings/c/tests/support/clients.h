/* Clients with credentials of no account. */

#ifndef CLIENTS_H
#define CLIENTS_H

#include <closeroom.h>

#define SERVER_SECRET "9193cc662a4c0ec135ec71fb57194b38"
#define SECRET_ID "AKIDEXAMPLE"
#define SECRET_KEY "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
#define TOKEN "yM4kZc8Dq1Jt7PvXo2LwEb6S"

/* A moment, and the nonce of the documents' example. */
#define NOW_SECONDS UINT64_C(1700000000)
#define NONCE "4fd24687296dd9f3"

closeroom_zego *zego_client(void);
/* With long-term credentials, for `options` NULL. */
closeroom_trtc *trtc_client(const closeroom_trtc_options *options);

#endif
