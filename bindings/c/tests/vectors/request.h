/* Requests and steps, compared with what a case says. */

#ifndef REQUEST_H
#define REQUEST_H

#include <closeroom.h>
#include <jansson.h>

void expect_request(const closeroom_request *request, json_t *expected);
void expect_steps(const closeroom_explained *explained, json_t *expected);

#endif
