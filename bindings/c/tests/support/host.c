#include "host.h"

#include "clients.h"
#include "failure.h"
#include "replies.h"
#include "test.h"

struct host host_of(closeroom_provider provider, const closeroom_call_options *options) {
    closeroom_call *call = NULL;
    closeroom_error *error = NULL;
    if (provider == CLOSEROOM_PROVIDER_ZEGO) {
        closeroom_zego *zego = zego_client();
        assert_ok(closeroom_zego_call(zego, TEXT("room"), NULL, options, &call, &error), &error);
        closeroom_zego_free(zego);
    } else {
        closeroom_trtc *trtc = trtc_client(NULL);
        assert_ok(closeroom_trtc_call(trtc, TEXT("room"), options, &call, &error), &error);
        closeroom_trtc_free(trtc);
    }
    return host_with(provider, call);
}

struct host host_with(closeroom_provider provider, closeroom_call *call) {
    struct host host = {provider, call, START_MS, 0};
    return host;
}

void host_free(struct host *host) {
    closeroom_call_free(host->call);
    host->call = NULL;
}

void with_both(const closeroom_call_options *options, void (*check)(struct host *host)) {
    const closeroom_provider providers[] = {CLOSEROOM_PROVIDER_ZEGO, CLOSEROOM_PROVIDER_TRTC};
    for (size_t at = 0; at < 2; ++at) {
        struct host host = host_of(providers[at], options);
        check(&host);
        host_free(&host);
    }
}

closeroom_step host_step_at(struct host *host, const char *file, int line) {
    uint8_t entropy[CLOSEROOM_ENTROPY_SIZE] = {0};
    closeroom_step step = 0;
    closeroom_error *error = NULL;
    memcpy(entropy, &host->steps, sizeof host->steps);
    ++host->steps;
    assert_ok_at(closeroom_call_next(host->call, host->now_ms, entropy, sizeof entropy, &step,
                                     &error),
                 &error, file, line);
    if (step == CLOSEROOM_STEP_SEND && closeroom_call_request(host->call) == NULL) {
        FAIL_AT(file, line, "there is no request to send");
    }
    return step;
}

const closeroom_request *host_sends_at(struct host *host, const char *file, int line) {
    closeroom_step step = host_step_at(host, file, line);
    if (step != CLOSEROOM_STEP_SEND) {
        FAIL_AT(file, line, "provider %u: step %u instead of SEND", host->provider, step);
    }
    uint64_t timeout_ms = closeroom_call_attempt_timeout_ms(host->call, host->now_ms);
    if (timeout_ms != closeroom_call_attempt_deadline_ms(host->call) - host->now_ms) {
        FAIL_AT(file, line, "the two ways to say how long an attempt may take differ");
    }
    return closeroom_call_request(host->call);
}

uint64_t host_waits_at(struct host *host, const char *file, int line) {
    closeroom_step step = host_step_at(host, file, line);
    uint64_t until_ms = closeroom_call_wait_until_ms(host->call);
    if (step != CLOSEROOM_STEP_WAIT || until_ms <= host->now_ms) {
        FAIL_AT(file, line, "provider %u: step %u instead of WAIT, or for what has been",
                host->provider, step);
    }
    uint64_t length_ms = until_ms - host->now_ms;
    if (closeroom_call_wait_ms(host->call, host->now_ms) != length_ms) {
        FAIL_AT(file, line, "the two ways to say how long to wait differ");
    }
    host->now_ms = until_ms;
    return length_ms;
}

/* How the call ended; asked twice, as may be. */
static closeroom_result ended(struct host *host, closeroom_closed **closed,
                              closeroom_error **error, const char *file, int line) {
    closeroom_step step = host_step_at(host, file, line);
    if (step != CLOSEROOM_STEP_DONE) {
        FAIL_AT(file, line, "provider %u: step %u instead of DONE", host->provider, step);
    }
    closeroom_result result = closeroom_call_result(host->call, closed, error);
    if (closeroom_call_result(host->call, NULL, NULL) != result) {
        FAIL_AT(file, line, "asked again, the call ended otherwise");
    }
    return result;
}

void host_closed_at(struct host *host, closeroom_status status, uint32_t attempts,
                    const char *file, int line) {
    closeroom_closed *closed = NULL;
    closeroom_error *error = NULL;
    assert_ok_at(ended(host, &closed, &error, file, line), &error, file, line);
    if (closeroom_closed_status(closed) != status ||
        closeroom_closed_attempts(closed) != attempts) {
        FAIL_AT(file, line, "provider %u: status %u after %u attempts", host->provider,
                closeroom_closed_status(closed), closeroom_closed_attempts(closed));
    }
    closeroom_closed_free(closed);
}

closeroom_error *host_failed_at(struct host *host, closeroom_result result, const char *file,
                                int line) {
    closeroom_closed *closed = NULL;
    closeroom_error *error = NULL;
    assert_refused_at(ended(host, &closed, &error, file, line), &error, result, file, line);
    if (closed != NULL || closeroom_error_provider(error) != host->provider) {
        FAIL_AT(file, line, "an error, but of another provider or with a success");
    }
    return error;
}

void host_receives(struct host *host) {
    closeroom_error *error = NULL;
    assert_ok(closeroom_call_received(host->call, host->now_ms, &error), &error);
}

void host_receives_success(struct host *host) {
    fill_success(closeroom_call_response(host->call), host->provider);
    host_receives(host);
}

void host_receives_code(struct host *host, const char *zego, const char *trtc) {
    bool is_zego = host->provider == CLOSEROOM_PROVIDER_ZEGO;
    fill_refusal(closeroom_call_response(host->call), host->provider, is_zego ? zego : trtc);
    host_receives(host);
}

void host_receives_status(struct host *host, uint32_t status) {
    fill(closeroom_call_response(host->call), status, "");
    host_receives(host);
}

void host_reports(struct host *host, closeroom_failure failure) {
    closeroom_error *error = NULL;
    assert_ok(closeroom_call_failed(host->call, host->now_ms, failure, NULL, 0, &error), &error);
}
