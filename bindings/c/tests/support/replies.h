/* What the providers answer. The caller frees each with closeroom_response_free(). */

#ifndef REPLIES_H
#define REPLIES_H

#include <closeroom.h>
#include <stdint.h>

/* A response with that body, and without headers. */
closeroom_response *reply(uint32_t status, const char *body);
void add_header(closeroom_response *response, const char *name, const char *value);

/* Success, with the request id `id-0`. */
closeroom_response *success_of(closeroom_provider provider);

/* An error with HTTP 200, its code in the provider's spelling, and `id-` with it as request id. */
closeroom_response *refusal_of(closeroom_provider provider, const char *code);

#endif
