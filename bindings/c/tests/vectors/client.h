/* Clients, and what they build, from the `config` and `input` of cases. */

#ifndef CLIENT_H
#define CLIENT_H

#include <closeroom.h>
#include <jansson.h>

/* What `config` and `input` give: all three ways to use them end in the same result. */
struct outcome {
    closeroom_result result;
    closeroom_error *error;
    /* Of the build, on success. */
    closeroom_request *request;
    /* Of the explanation, on success. */
    closeroom_explained *explained;
};

/*
 * Builds and explains; fails the test unless both succeed, or fail alike. What is wrong with
 * the room or the options of closing is refused by a call too, before anything is sent.
 */
struct outcome zego_outcome(json_t *config, json_t *input);
struct outcome trtc_outcome(json_t *config, json_t *input);
void outcome_free(struct outcome *outcome);

#endif
