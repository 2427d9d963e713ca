/* What checks one case of a kind of file. Each fails the test it is called from. */

#ifndef CHECKS_H
#define CHECKS_H

#include <jansson.h>
#include <stdbool.h>

void check_zego_request(json_t *vector);
void check_trtc_request(json_t *vector);
void check_zego_invalid_input(json_t *vector);
void check_trtc_invalid_input(json_t *vector);
void check_zego_response(json_t *vector);
void check_trtc_response(json_t *vector);
void check_zego_callback(json_t *vector);
void check_trtc_callback(json_t *vector);
void check_zego_signature(json_t *vector);
void check_trtc_signature(json_t *vector);

/* Whether the builder makes what the case signs: C has no function for the bare algorithm. */
bool trtc_signature_is_of_a_request(json_t *vector);

#endif
