/*
 * Work of many kinds with two clients, whose results are known by one number each: what one thread
 * got for a piece of work, every other must get too. Nothing here asserts, since cmocka's
 * assertions are for the main thread alone.
 */

#ifndef WORK_H
#define WORK_H

#include <closeroom.h>
#include <stddef.h>
#include <stdint.h>

/* How many pieces there are, of all kinds. */
#define PIECE_COUNT 120

struct clients {
    closeroom_zego *zego;
    closeroom_trtc *trtc;
};

struct clients clients_new(void);
void clients_free(struct clients *clients);

/*
 * Does that piece: builds, explains, parses, verifies, at a moment around midnight, where TRTC's
 * signing key changes. Tells a number made of all texts that came out.
 */
uint64_t do_piece(const struct clients *clients, size_t piece);

/* The number that all texts of a request, or of an error, make. */
uint64_t sum_of_request(const closeroom_request *request);
uint64_t sum_of_error(const closeroom_error *error);

#endif
