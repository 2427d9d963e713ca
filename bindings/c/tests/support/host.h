/*
 * A host of the call machine whose clock stands still until it is moved. Each function fails the
 * test where the call does something else, at the place that called it.
 */

#ifndef HOST_H
#define HOST_H

#include <closeroom.h>
#include <stdint.h>

/* 2023-11-14T22:13:20Z, in milliseconds. */
#define START_MS UINT64_C(1700000000000)

struct host {
    closeroom_provider provider;
    closeroom_call *call;
    /* Its clock; tests may set it. */
    uint64_t now_ms;
    /* How many steps there were: makes every entropy another one, with a jitter of 0. */
    uint32_t steps;
};

/* A host of a new call of a new client, which does not outlive this function. */
struct host host_of(closeroom_provider provider, const closeroom_call_options *options);
/* A host of a call, which it will free. */
struct host host_with(closeroom_provider provider, closeroom_call *call);
void host_free(struct host *host);

/* Runs the check with a host of each provider. */
void with_both(const closeroom_call_options *options, void (*check)(struct host *host));

#define host_step(host) host_step_at((host), __FILE__, __LINE__)
/* The request, where the next step is to send one. */
#define host_sends(host) host_sends_at((host), __FILE__, __LINE__)
/* Waits as the next step says, and tells how long. */
#define host_waits(host) host_waits_at((host), __FILE__, __LINE__)
/* The call is over with success; frees what came of it. */
#define host_closed(host, status, attempts) \
    host_closed_at((host), (status), (attempts), __FILE__, __LINE__)
/* The call is over with that error, which is the caller's. */
#define host_failed(host, result) host_failed_at((host), (result), __FILE__, __LINE__)
/* The same, where nothing else is asked of the error. */
#define host_ends_with(host, result) \
    closeroom_error_free(host_failed_at((host), (result), __FILE__, __LINE__))

closeroom_step host_step_at(struct host *host, const char *file, int line);
const closeroom_request *host_sends_at(struct host *host, const char *file, int line);
uint64_t host_waits_at(struct host *host, const char *file, int line);
void host_closed_at(struct host *host, closeroom_status status, uint32_t attempts,
                    const char *file, int line);
closeroom_error *host_failed_at(struct host *host, closeroom_result result, const char *file,
                                int line);

/* Reports the response that closeroom_call_response() was filled with. */
void host_receives(struct host *host);
/* Success, a refusal in each provider's spelling, an empty body with that status. */
void host_receives_success(struct host *host);
void host_receives_code(struct host *host, const char *zego, const char *trtc);
void host_receives_status(struct host *host, uint32_t status);
/* Reports a failure, without words. */
void host_reports(struct host *host, closeroom_failure failure);

#endif
