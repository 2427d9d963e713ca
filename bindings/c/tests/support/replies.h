/* What the providers answer. */

#ifndef REPLIES_H
#define REPLIES_H

#include <closeroom.h>
#include <stdint.h>

/* Fills a response with that status and body. */
void fill(closeroom_response *response, uint32_t status, const char *body);
void add_header(closeroom_response *response, const char *name, const char *value);

/* Success, with the request id `id-0`. */
void fill_success(closeroom_response *response, closeroom_provider provider);

/* An error with HTTP 200, its code in the provider's spelling, and `id-` with it as request id. */
void fill_refusal(closeroom_response *response, closeroom_provider provider, const char *code);

/* A new response, filled so; the caller frees it with closeroom_response_free(). */
closeroom_response *reply(uint32_t status, const char *body);
closeroom_response *refusal_of(closeroom_provider provider, const char *code);

#endif
