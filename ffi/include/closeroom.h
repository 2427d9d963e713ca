/**
 * @file closeroom.h
 *
 * closeroom 0.1.0: closes live RTC rooms of ZEGOCLOUD (`CloseRoom`) and Tencent TRTC
 * (`DismissRoomByStrRoomId`, `DismissRoom`), and verifies the callbacks that follow.
 *
 * The library does no I/O and reads no clock: it builds signed requests and reads responses, and
 * the program sends them with the HTTP client it has. Nothing here was tested against the live
 * services; where the providers' documents are silent, the comments say so.
 *
 *
 * Three ways to use it, for each provider
 *
 * 1. Build and parse. One request out, one response in, no policy:
 *
 *        closeroom_zego *zego = NULL;
 *        closeroom_request *request = NULL;
 *        closeroom_error *error = NULL;
 *        char nonce[CLOSEROOM_NONCE_SIZE];
 *
 *        if (closeroom_zego_new(app_id, secret, strlen(secret), NULL, &zego, &error) ||
 *            closeroom_random_nonce(nonce, sizeof nonce, &error) ||
 *            closeroom_zego_build(zego, "room-1", 6, NULL, (uint64_t)time(NULL),
 *                                 nonce, strlen(nonce), &request, &error)) {
 *            fprintf(stderr, "%s\n", closeroom_error_message(error).data);
 *        } else {
 *            send_it(closeroom_request_method(request).data, closeroom_request_url(request).data);
 *        }
 *        closeroom_error_free(error);
 *        closeroom_request_free(request);
 *        closeroom_zego_free(zego);
 *
 *    The response goes into a closeroom_response, and that to closeroom_zego_parse().
 *
 * 2. A call (closeroom_call), which owns retries, pace, deadlines and clock correction, and says
 *    step by step what the program is to do:
 *
 *        closeroom_call *call = NULL;
 *        closeroom_closed *closed = NULL;
 *        closeroom_step step = CLOSEROOM_STEP_WAIT;
 *        uint8_t entropy[CLOSEROOM_ENTROPY_SIZE];
 *        const char *why = "";
 *
 *        closeroom_result result =
 *            closeroom_zego_call(zego, "room-1", 6, NULL, NULL, &call, &error);
 *        while (result == CLOSEROOM_RESULT_OK && step != CLOSEROOM_STEP_DONE) {
 *            result = closeroom_random_entropy(entropy, sizeof entropy, &error);
 *            if (result == CLOSEROOM_RESULT_OK) {
 *                result = closeroom_call_next(call, now_ms(), entropy, sizeof entropy, &step,
 *                                             &error);
 *            }
 *            if (result != CLOSEROOM_RESULT_OK) break;
 *            if (step == CLOSEROOM_STEP_WAIT) {
 *                sleep_ms(closeroom_call_wait_ms(call, now_ms()));
 *            } else if (step == CLOSEROOM_STEP_SEND) {
 *                uint32_t timeout_ms = closeroom_call_attempt_timeout_ms(call, now_ms());
 *                closeroom_failure failure = send_it(closeroom_call_request(call), timeout_ms,
 *                                                    closeroom_call_response(call), &why);
 *                if (failure == 0) {
 *                    result = closeroom_call_received(call, now_ms(), &error);
 *                } else {
 *                    result = closeroom_call_failed(call, now_ms(), failure, why, strlen(why),
 *                                                   &error);
 *                }
 *            }
 *        }
 *        if (result == CLOSEROOM_RESULT_OK) result = closeroom_call_result(call, &closed, &error);
 *        if (result != CLOSEROOM_RESULT_OK) {
 *            fprintf(stderr, "%s\n", closeroom_error_message(error).data);
 *        }
 *        closeroom_error_free(error);
 *        closeroom_closed_free(closed);
 *        closeroom_call_free(call);
 *
 *    The example close_room.c is the whole program, with libcurl.
 *
 * 3. Verify callbacks: closeroom_zego_callback_verify(), closeroom_trtc_callback_verify().
 *
 *
 * Rules that hold for every function
 *
 * Languages. C99 and later, C++11 and later.
 *
 * Results. A function that can fail returns a closeroom_result: 0 is success. Its last parameter,
 * `error`, takes the details: NULL when they are of no interest, else the address of a pointer,
 * which is overwritten with a new error, or with NULL on success. All other results (`..._out`)
 * are overwritten too: with a new object on success, with NULL on failure. What such a pointer
 * held before is not freed. Any function can fail with CLOSEROOM_RESULT_INVALID_INPUT and, should
 * the library have a bug, with CLOSEROOM_RESULT_INTERNAL; what else can happen is in its comment.
 * Accessors and `..._new()` without `error` cannot fail: asked of NULL, an accessor gives nothing
 * (NULL, 0, false, no text).
 *
 * Pointers. A pointer to an object is NULL (which is an error where the object is required, and
 * accepted by every `_free()`) or an object of that type that has not been freed. A pointer to a
 * buffer is NULL or points to as many bytes as the length beside it says, which nobody changes
 * during the call. NULL is an error where the bytes are required, unless the length is 0.
 *
 * Ownership. Each object type says it in its comment. In general: what a function gives through
 * an `..._out` parameter, through `error` or from `..._new()` is the caller's, and is freed
 * with the `_free()` of its type, once, from any thread. What an accessor returns belongs to the
 * object it was asked of, and lives as long. Nothing given to a function is kept: buffers and
 * options can go at once.
 *
 * Options. What was set stays set; new options have nothing set. A setter checks what it can; the
 * rest is checked when the options are used. What a setter has refused makes the options useless
 * until it is set right: nothing falls back to a default because a result was not looked at.
 *
 * Text. Goes in as a pointer and a length in bytes, and needs no NUL; one that counts as its last
 * byte is refused (sizeof is not strlen()). It must be UTF-8, but for
 * what comes from the network (headers, `sign`, `message`), where anything else is replaced. Comes
 * out as closeroom_str, which ends in a NUL.
 *
 * Threads. Objects that never change, and the two clients, can be used by any number of threads
 * at once; the others by one at a time. Each type says which. Nothing is global, apart from what
 * the system has for randomness. No function may be called from a signal handler, nor after
 * fork() with an object that another thread was using then.
 *
 * Time. An argument, from the host's wall clock: Unix seconds (`timestamp`, `now_seconds`) or
 * Unix milliseconds (`now_ms`), as the names say; the one for the other is refused. Deadlines are
 * measured by it too: when it steps back during a call, they move back with it. Times that a
 * provider sent have its names, and their comments say the unit.
 *
 * Numbers that name something (closeroom_result, closeroom_step, ...) are stable; more may come,
 * so keep a default case. An unknown one that is given to the library is an error.
 *
 * Secrets. ServerSecret, SecretKey, token and callback keys are copied, and the copy is wiped when
 * its object is freed, as are requests; the program's own are its own to wipe. No error holds one.
 *
 * Logs. The library writes none; only a bug in it (CLOSEROOM_RESULT_INTERNAL) leaves a line on
 * stderr, which says where.
 *
 * Memory. When there is none left the process is aborted.
 */

#ifndef CLOSEROOM_H
#define CLOSEROOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The version of this header; closeroom_version() is that of the library. */
#define CLOSEROOM_VERSION "0.1.0"
/** Its first number: while it is 0, functions may change with the second. */
#define CLOSEROOM_VERSION_MAJOR 0
/** Its second number. */
#define CLOSEROOM_VERSION_MINOR 1
/** Its third number. */
#define CLOSEROOM_VERSION_PATCH 0
/** The same as a number to compare: major * 10000 + minor * 100 + patch. */
#define CLOSEROOM_VERSION_NUMBER \
    (CLOSEROOM_VERSION_MAJOR * 10000 + CLOSEROOM_VERSION_MINOR * 100 + CLOSEROOM_VERSION_PATCH)

#ifdef __cplusplus
extern "C" {
#endif

/* Texts ---------------------------------------------------------------------------------------- */

/**
 * Text that belongs to the object it was asked of, and lives as long as that object.
 *
 * UTF-8, and `data[len]` is a NUL, so that `data` can be used as a C string: the text itself
 * holds a NUL only where a provider sent one. `data` is NULL (and `len` 0) where there is no
 * such text; an empty text is not NULL.
 */
typedef struct closeroom_str {
    /** The first byte, or NULL. */
    const char *data;
    /** How many bytes, without the NUL at the end. */
    size_t len;
} closeroom_str;

/* Optional numbers ----------------------------------------------------------------------------- */

/** A number of 32 bits that may not be there. */
typedef struct closeroom_optional_u32 {
    /** Whether there is one. */
    bool has_value;
    /** The number; 0 when there is none. */
    uint32_t value;
} closeroom_optional_u32;

/** A number of 64 bits that may not be there. */
typedef struct closeroom_optional_u64 {
    /** Whether there is one. */
    bool has_value;
    /** The number; 0 when there is none. */
    uint64_t value;
} closeroom_optional_u64;

/* Results -------------------------------------------------------------------------------------- */

/**
 * How a function went: what kind of error, by what its caller can do about it.
 *
 * The numbers are stable and never given to another kind. More may come: treat one that you do
 * not know as an error that repeating will not mend.
 */
typedef uint32_t closeroom_result;
enum {
    /** Success. All others are errors. */
    CLOSEROOM_RESULT_OK = 0,
    /**
     * Refused before anything was signed or sent: the message names the parameter and its limit.
     * Also for what a C caller can get wrong: NULL, lengths, UTF-8, unknown numbers.
     */
    CLOSEROOM_RESULT_INVALID_INPUT = 1,
    /** The provider refused the credentials or the signature: check the app id and the secret. */
    CLOSEROOM_RESULT_UNAUTHORIZED = 2,
    /** The signature had expired and could not be corrected: fix the host's clock. */
    CLOSEROOM_RESULT_CLOCK_SKEW = 3,
    /** Signed correctly, but not allowed: service not enabled, sub-account policy, IP list. */
    CLOSEROOM_RESULT_PERMISSION_DENIED = 4,
    /** The room does not exist (any more). */
    CLOSEROOM_RESULT_ROOM_NOT_FOUND = 5,
    /** Too many requests: slow down; closeroom_error_retry_after_ms() says for how long. */
    CLOSEROOM_RESULT_RATE_LIMITED = 6,
    /** The provider refused a parameter or the API call: do not repeat it unchanged. */
    CLOSEROOM_RESULT_REJECTED = 7,
    /** A failure on the provider's side: may work later. */
    CLOSEROOM_RESULT_UNAVAILABLE = 8,
    /**
     * Not what the provider documents (HTML, truncated, wrong shape, too large); the message
     * holds a short excerpt.
     */
    CLOSEROOM_RESULT_UNEXPECTED_RESPONSE = 9,
    /** The host's HTTP client failed: what it said is in the message. */
    CLOSEROOM_RESULT_TRANSPORT = 10,
    /** The call's time was up. */
    CLOSEROOM_RESULT_DEADLINE_EXCEEDED = 11,
    /** The caller cancelled. */
    CLOSEROOM_RESULT_CANCELLED = 12,
    /** A callback whose signature does not verify, or that has none. */
    CLOSEROOM_RESULT_INVALID_SIGNATURE = 13,
    /** A callback outside the allowed time window. */
    CLOSEROOM_RESULT_STALE = 14,
    /**
     * Neither the caller's fault nor the provider's: a bug in this library, which was caught, or
     * the system gave no randomness. A call or a response that the function was given is to be
     * freed; clients, and whatever never changes, may be used on.
     */
    CLOSEROOM_RESULT_INTERNAL = 255,
};

/**
 * The name of a result, as every language and the documentation spell it: `ok`,
 * `invalid_input`, `room_not_found`, ...; `unknown` for a number that is none. Lives for ever.
 */
closeroom_str closeroom_result_name(uint32_t result);

/* Errors --------------------------------------------------------------------------------------- */

/** Whose API a call or a callback belongs to. */
typedef uint32_t closeroom_provider;
enum {
    /** None: the function was used wrongly, whatever the provider. */
    CLOSEROOM_PROVIDER_NONE = 0,
    /** ZEGOCLOUD. */
    CLOSEROOM_PROVIDER_ZEGO = 1,
    /** Tencent Real-Time Communication. */
    CLOSEROOM_PROVIDER_TRTC = 2,
};

/**
 * Why a function failed.
 *
 * Ownership: the caller's; free it with closeroom_error_free(). Threads: never changes, so any
 * number of threads may read it at once. It can be logged: no part of it holds a secret, the token
 * or a request's signature, unless a provider sends one back as a code or an id of its own.
 */
typedef struct closeroom_error closeroom_error;

/** What kind of error it is: what the function returned. NULL: CLOSEROOM_RESULT_OK. */
closeroom_result closeroom_error_result(const closeroom_error *error);

/** What happened and what to do, for people. Not for decisions: the wording may change. */
closeroom_str closeroom_error_message(const closeroom_error *error);

/** The provider whose request or callback it was. */
closeroom_provider closeroom_error_provider(const closeroom_error *error);

/**
 * Which input was refused, only with CLOSEROOM_RESULT_INVALID_INPUT: by the provider's term
 * (`RoomId`, `ServerSecret`, `Endpoint`, ...; `MaxAttempts`, `Timeout`, `Now` for what is no
 * provider's), or by the parameter's name where only C can get it wrong (`zego`, `call_out`, ...).
 */
closeroom_str closeroom_error_field(const closeroom_error *error);

/** The provider's own code as received (`5018`, `FailedOperation.RoomNotExist`); open text. */
closeroom_str closeroom_error_provider_code(const closeroom_error *error);

/** The provider's request id, to quote to its support. */
closeroom_str closeroom_error_request_id(const closeroom_error *error);

/** The HTTP status of the response; 0 when there was none. */
uint32_t closeroom_error_http_status(const closeroom_error *error);

/** Whether the same call may succeed when it is repeated later. */
bool closeroom_error_retryable(const closeroom_error *error);

/** How long to wait before repeating the call, in milliseconds, when known. */
closeroom_optional_u64 closeroom_error_retry_after_ms(const closeroom_error *error);

/** Frees an error. NULL is ignored. */
void closeroom_error_free(closeroom_error *error);

/* Signed requests ------------------------------------------------------------------------------ */

/**
 * A signed request, to be sent byte for byte as it is.
 *
 * Never encode the URL or the body again, and never follow a redirect: the signature is meant
 * for one host alone. Nor let the HTTP client repeat it by itself, as some do when a kept
 * connection has died: every attempt is to be signed afresh. `Host` and `Content-Length` are not
 * among the headers, since HTTP clients make them of URL and body. Send no `Content-Type` but the
 * request's own.
 *
 * The request is a credential while its signature is valid (10 minutes at ZEGOCLOUD, 5 at
 * Tencent), and may hold the session token: do not log it, but its
 * closeroom_request_redacted_url(). It is wiped when it is freed.
 *
 * Ownership: the caller's when a build function made it: free it with closeroom_request_free().
 * The one of closeroom_call_request() and closeroom_explained_request() belongs to that object:
 * do not free it. Threads: never changes, so any number of threads may read it at once.
 */
typedef struct closeroom_request closeroom_request;

/** The HTTP method: `GET` or `POST`. */
closeroom_str closeroom_request_method(const closeroom_request *request);

/** The absolute URL, percent-encoded once. It may hold the signature: not for logs. */
closeroom_str closeroom_request_url(const closeroom_request *request);

/** The URL with `[redacted]` in the place of its signature and token: fit for a log. */
closeroom_str closeroom_request_redacted_url(const closeroom_request *request);

/**
 * Host and, unless it is the scheme's default, port, as they were signed: what a host without an
 * HTTP client puts into the header `Host`.
 */
closeroom_str closeroom_request_host(const closeroom_request *request);

/**
 * Path and query: what a host without an HTTP client puts into the request line. It may hold the
 * signature: not for logs.
 */
closeroom_str closeroom_request_target(const closeroom_request *request);

/** How many headers there are to set: 0 and more. */
size_t closeroom_request_header_count(const closeroom_request *request);

/** The name of the header of that index, counted from 0; no text beyond the last. */
closeroom_str closeroom_request_header_name(const closeroom_request *request,
                                            size_t index);

/** The value of the header of that index, exactly as it was signed; no text beyond the last. */
closeroom_str closeroom_request_header_value(const closeroom_request *request,
                                             size_t index);

/**
 * The header of that index as a line, `Name: value` without a line break, as libcurl's
 * curl_slist_append() takes it; no text beyond the last.
 */
closeroom_str closeroom_request_header_line(const closeroom_request *request,
                                            size_t index);

/** The body; no text (`data` is NULL) when there is none, as with GET. */
closeroom_str closeroom_request_body(const closeroom_request *request);

/** Frees a request that a build function made, and wipes it. NULL is ignored. */
void closeroom_request_free(closeroom_request *request);

/* How a signature came about ------------------------------------------------------------------- */

/**
 * A built request and the intermediate values of its signature, to compare with other
 * implementations when a provider says that a signature is wrong.
 *
 * Secrets are masked as `[redacted]`, but the signature itself is not: do not log it while it is
 * valid.
 *
 * Ownership: the caller's; free it with closeroom_explained_free(). Threads: never changes, so
 * any number of threads may read it at once.
 */
typedef struct closeroom_explained closeroom_explained;

/**
 * The request, exactly as the build function gives it for the same arguments. It belongs to the
 * explained object: do not free it.
 */
const closeroom_request *closeroom_explained_request(const closeroom_explained *explained);

/** How many steps there are. */
size_t closeroom_explained_step_count(const closeroom_explained *explained);

/**
 * The name of the step of that index, counted from 0 in the order of computation; no text beyond
 * the last.
 *
 * ZEGOCLOUD and TRTC v1: `string_to_sign`, `signature`. TRTC TC3: `hashed_payload`,
 * `canonical_request`, `hashed_canonical_request`, `credential_scope`, `string_to_sign`,
 * `signature`.
 */
closeroom_str closeroom_explained_step_name(const closeroom_explained *explained,
                                            size_t index);

/** The value of the step of that index; no text beyond the last. */
closeroom_str closeroom_explained_step_value(const closeroom_explained *explained,
                                             size_t index);

/** Frees it, its request included, and wipes it. NULL is ignored. */
void closeroom_explained_free(closeroom_explained *explained);

/* Responses ------------------------------------------------------------------------------------ */

/**
 * The body size that suits a response to closeroom_zego_parse() and closeroom_trtc_parse(), in
 * bytes (1 MiB): what calls have as their default, too.
 */
#define CLOSEROOM_DEFAULT_MAX_RESPONSE_BYTES 1048576

/**
 * What the host's HTTP client received: empty at first, then filled with status, headers and body
 * in any order, as they come in. One for each response.
 *
 * Ownership: the caller's when closeroom_response_new() made it: free it with
 * closeroom_response_free(), as soon as it has been parsed. The one of closeroom_call_response()
 * belongs to the call: do not free it. Threads: one at a time.
 */
typedef struct closeroom_response closeroom_response;

/**
 * Makes a response without status, headers and body, for a body of so many bytes at the most, such
 * as CLOSEROOM_DEFAULT_MAX_RESPONSE_BYTES.
 */
closeroom_response *closeroom_response_new(size_t max_body_bytes);

/** Sets the HTTP status, 100 to 999. */
closeroom_result closeroom_response_set_status(closeroom_response *response,
                                               uint32_t status,
                                               closeroom_error **error);

/** Empties a response, for another: also when a final response follows one of status 1xx. */
closeroom_result closeroom_response_clear(closeroom_response *response,
                                          closeroom_error **error);

/**
 * Adds a header. Only `Date` and `Retry-After` are looked at, without regard to case: the
 * others can be left out. White space around the value is ignored, a line break too, and what is
 * not UTF-8 is replaced.
 */
closeroom_result closeroom_response_add_header(closeroom_response *response,
                                               const char *name,
                                               size_t name_len,
                                               const char *value,
                                               size_t value_len,
                                               closeroom_error **error);

/**
 * Adds bytes to the end of the body, any bytes, as they come in, with chunked transfer and content
 * encodings (such as gzip) undone.
 *
 * CLOSEROOM_RESULT_UNEXPECTED_RESPONSE when the body would become too large: nothing is added then,
 * and parsing or reporting the response will say the same. Stop reading and abort the request.
 */
closeroom_result closeroom_response_append_body(closeroom_response *response,
                                                const void *data,
                                                size_t data_len,
                                                closeroom_error **error);

/** Frees a response. NULL is ignored. */
void closeroom_response_free(closeroom_response *response);

/* Success -------------------------------------------------------------------------------------- */

/** How the room came to be closed. */
typedef uint32_t closeroom_status;
enum {
    /** Asked of NULL. */
    CLOSEROOM_STATUS_NONE = 0,
    /** This call closed it. */
    CLOSEROOM_STATUS_CLOSED = 1,
    /** It was gone when it was asked for: closed before, or never opened. */
    CLOSEROOM_STATUS_ALREADY_GONE = 2,
};

/**
 * The room is closed.
 *
 * Ownership: the caller's; free it with closeroom_closed_free(). Threads: never changes, so any
 * number of threads may read it at once.
 */
typedef struct closeroom_closed closeroom_closed;

/** How the room came to be closed. */
closeroom_status closeroom_closed_status(const closeroom_closed *closed);

/** The provider's request id; empty when it sent none. */
closeroom_str closeroom_closed_request_id(const closeroom_closed *closed);

/** How many requests were sent, the successful one included. */
uint32_t closeroom_closed_attempts(const closeroom_closed *closed);

/** Frees it. NULL is ignored. */
void closeroom_closed_free(closeroom_closed *closed);

/* How a call is carried out -------------------------------------------------------------------- */

/**
 * How a call is carried out: attempts, time, limits. Pass NULL instead for the defaults.
 *
 * What is out of range is refused when a call is made with it.
 *
 * Ownership: the caller's; free it with closeroom_call_options_free(). Calls copy what they
 * need: it can be changed, used again or freed at once. Threads: one at a time.
 */
typedef struct closeroom_call_options closeroom_call_options;

/** Makes the default options. */
closeroom_call_options *closeroom_call_options_new(void);

/** How many requests may be sent in all, at least 1. Default 3. */
closeroom_result closeroom_call_options_set_max_attempts(closeroom_call_options *options,
                                                         uint32_t max_attempts,
                                                         closeroom_error **error);

/**
 * The time for the whole call in milliseconds, waits included: 1 to 2147483647. Default 10 000.
 *
 * Keep it short: a room that is created again under the same id would be closed by a late retry.
 */
closeroom_result closeroom_call_options_set_timeout_ms(closeroom_call_options *options,
                                                       uint64_t timeout_ms,
                                                       closeroom_error **error);

/** The largest response body that is read, in bytes: 1 to 2147483647. Default 1 048 576 (1 MiB). */
closeroom_result closeroom_call_options_set_max_response_bytes(closeroom_call_options *options,
                                                               size_t max_response_bytes,
                                                               closeroom_error **error);

/**
 * Whether a room that is gone already is an error (CLOSEROOM_RESULT_ROOM_NOT_FOUND) instead of
 * CLOSEROOM_STATUS_ALREADY_GONE. Default false: closing a closed room is what was asked for.
 *
 * A room that is gone after an attempt whose outcome is unknown counts as success all the same:
 * that attempt may well have closed it.
 */
closeroom_result closeroom_call_options_set_already_gone_is_error(closeroom_call_options *options,
                                                                  bool already_gone_is_error,
                                                                  closeroom_error **error);

/**
 * Whether the calls of one client take turns, so that they keep the provider's rate limit
 * together. Default true.
 *
 * The turns are 1.1 s apart at ZEGOCLOUD and 55 ms at TRTC. A call whose turn would come after
 * its deadline ends at once with CLOSEROOM_RESULT_RATE_LIMITED.
 */
closeroom_result closeroom_call_options_set_paced(closeroom_call_options *options,
                                                  bool paced,
                                                  closeroom_error **error);

/** Frees the options. NULL is ignored. */
void closeroom_call_options_free(closeroom_call_options *options);

/* Calls ---------------------------------------------------------------------------------------- */

/** What the host is to do next. */
typedef uint32_t closeroom_step;
enum {
    /**
     * Send closeroom_call_request() without following redirects, give up after
     * closeroom_call_attempt_timeout_ms(), and report what came of it.
     */
    CLOSEROOM_STEP_SEND = 1,
    /** Come back after closeroom_call_wait_ms(), not before. */
    CLOSEROOM_STEP_WAIT = 2,
    /** The call is over: closeroom_call_result() says how. */
    CLOSEROOM_STEP_DONE = 3,
};

/** How the host's HTTP client failed to bring a response. */
typedef uint32_t closeroom_failure;
enum {
    /** No complete response within closeroom_call_attempt_timeout_ms(). */
    CLOSEROOM_FAILURE_TIMEOUT = 1,
    /** The user of the host wants the call to end; may be reported during a wait too. */
    CLOSEROOM_FAILURE_CANCELLED = 2,
    /** The body was larger than closeroom_call_max_response_bytes(). */
    CLOSEROOM_FAILURE_BODY_TOO_LARGE = 3,
    /** Anything else: no connection, TLS, a broken response. Say what in `message`. */
    CLOSEROOM_FAILURE_OTHER = 4,
};

/**
 * One closing of a room from start to end, without the sending: it owns retries, backoff with
 * jitter, the pace that the provider allows, clock correction, deadlines, and what "no such
 * room" means.
 *
 * The host loops: closeroom_call_next() says what to do, the host does it and reports with
 * closeroom_call_received() or closeroom_call_failed(), until CLOSEROOM_STEP_DONE. A call ends
 * within its attempts and, given a host that comes back on time, within its deadline. After an
 * error that is not a refusal the room may have been closed all the same.
 *
 * Ownership: the caller's; free it with closeroom_call_free() at any time, even before its end.
 * It may outlive the client that made it. Threads: one at a time; to cancel from another thread,
 * set a flag that the thread of the call looks at, and report CLOSEROOM_FAILURE_CANCELLED there.
 */
typedef struct closeroom_call closeroom_call;

/**
 * Says what to do now. The first time it starts the clock of the call's timeout.
 *
 * `now_ms` is the host's wall clock in Unix milliseconds: requests are signed with it. `entropy`
 * is `entropy_len` = 16 fresh random bytes from a cryptographic source, for nonce and jitter:
 * closeroom_random_entropy() gives some.
 *
 * While a request is in flight the step is CLOSEROOM_STEP_WAIT, until its deadline; from then on
 * the attempt counts as given up, so abort it first. When the function itself fails (NULL, a wrong
 * length, seconds for milliseconds) the call is as it was, and the step is CLOSEROOM_STEP_DONE, so
 * that no loop goes on for ever.
 */
closeroom_result closeroom_call_next(closeroom_call *call,
                                     uint64_t now_ms,
                                     const void *entropy,
                                     size_t entropy_len,
                                     closeroom_step *step_out,
                                     closeroom_error **error);

/**
 * The request to send, after CLOSEROOM_STEP_SEND; NULL before the first. It belongs to the call,
 * until the next CLOSEROOM_STEP_SEND or closeroom_call_free(): do not free it.
 */
const closeroom_request *closeroom_call_request(const closeroom_call *call);

/**
 * The place for the response to it, emptied at every CLOSEROOM_STEP_SEND: fill it, then call
 * closeroom_call_received(). It belongs to the call: do not free it. NULL for NULL.
 */
closeroom_response *closeroom_call_response(closeroom_call *call);

/**
 * When the host has to give up the request in flight, in Unix milliseconds by its own clock. Of no
 * use before the first CLOSEROOM_STEP_SEND.
 *
 * While another attempt could follow, one may use half of the time that is left; the last may
 * use all of it.
 */
uint64_t closeroom_call_attempt_deadline_ms(const closeroom_call *call);

/**
 * How long the request in flight may take from now on, in milliseconds: 1 to 2147483647, as
 * CURLOPT_TIMEOUT_MS takes it (where 0 would mean for ever); 1 for NULL. It never gets to 0: a host
 * that reads piece by piece stops at closeroom_call_attempt_deadline_ms().
 */
uint32_t closeroom_call_attempt_timeout_ms(const closeroom_call *call,
                                           uint64_t now_ms);

/** When to call closeroom_call_next() again after CLOSEROOM_STEP_WAIT, in Unix milliseconds. */
uint64_t closeroom_call_wait_until_ms(const closeroom_call *call);

/**
 * How long to wait from now on after CLOSEROOM_STEP_WAIT, in milliseconds: 0 to 2147483647, as
 * poll() takes it.
 */
uint32_t closeroom_call_wait_ms(const closeroom_call *call,
                                uint64_t now_ms);

/** The largest body to read, in bytes: what closeroom_call_response() takes. */
size_t closeroom_call_max_response_bytes(const closeroom_call *call);

/**
 * Reports the response to the request in flight, whatever its status: that in
 * closeroom_call_response(), whose status must have been set. It is ignored when no request is in
 * flight.
 */
closeroom_result closeroom_call_received(closeroom_call *call,
                                         uint64_t now_ms,
                                         closeroom_error **error);

/**
 * Reports that the request in flight, or a wait, came to nothing.
 *
 * Abort the request first: its response, if it came late, would be taken for that of the next.
 * `failure` is one of closeroom_failure. `message` is the HTTP client's own words, for
 * CLOSEROOM_FAILURE_OTHER: the error will quote at most 500 bytes of them, without secrets and
 * signatures; may be NULL. After the response or the failure that decided the call it is ignored.
 */
closeroom_result closeroom_call_failed(closeroom_call *call,
                                       uint64_t now_ms,
                                       uint32_t failure,
                                       const char *message,
                                       size_t message_len,
                                       closeroom_error **error);

/**
 * How the call ended, after CLOSEROOM_STEP_DONE: CLOSEROOM_RESULT_OK and `*closed_out`, or why
 * it failed and `*error`. `closed_out` may be NULL when the details are of no interest. May be
 * asked again. Before the end it is CLOSEROOM_RESULT_INVALID_INPUT.
 *
 * Errors: those of a provider's answer, and CLOSEROOM_RESULT_TRANSPORT,
 * CLOSEROOM_RESULT_DEADLINE_EXCEEDED, CLOSEROOM_RESULT_CANCELLED.
 */
closeroom_result closeroom_call_result(const closeroom_call *call,
                                       closeroom_closed **closed_out,
                                       closeroom_error **error);

/**
 * Whether a text shows a secret, the token or a signature of the call: what a host is not to
 * keep, such as an HTTP client's error that names the signed URL. True when it cannot be told:
 * for a NULL call, or a wrong length.
 */
bool closeroom_call_reveals_credentials(const closeroom_call *call,
                                        const char *text,
                                        size_t text_len);

/**
 * Frees a call, its request and response included. One that has not ended is cancelled: its turn
 * goes to others. NULL is ignored.
 */
void closeroom_call_free(closeroom_call *call);

/* How old a callback may be -------------------------------------------------------------------- */

/** A tolerance that suits callbacks that come over a network: 10 minutes to either side. */
#define CLOSEROOM_DEFAULT_TOLERANCE_SECONDS 600

/** The largest tolerance, 68 years: what is larger was a negative number. */
#define CLOSEROOM_MAX_TOLERANCE_SECONDS 2147483647

/**
 * In the place of a tolerance: callbacks of any age pass, old and repeated ones too. Not a number
 * that arithmetic comes upon (its bytes are "Any_Age!").
 */
#define CLOSEROOM_ANY_AGE 4714839309929637153

/* ZEGOCLOUD: what is optional of a client ------------------------------------------------------ */

/**
 * What is optional of a ZEGOCLOUD client.
 *
 * Ownership: the caller's; free it with closeroom_zego_options_free(). Clients copy what they
 * need: it can be freed at once. Threads: one at a time.
 */
typedef struct closeroom_zego_options closeroom_zego_options;

/** Makes options with nothing set. */
closeroom_zego_options *closeroom_zego_options_new(void);

/**
 * Which access point to call: `unified` (default), `sha`, `hkg`, `fra`, `lax`, `bom`, `sgp`, a
 * host name, or an https base URL (http for loopback only). The provider recommends the one
 * nearest to your server.
 */
closeroom_result closeroom_zego_options_set_endpoint(closeroom_zego_options *options,
                                                     const char *endpoint,
                                                     size_t endpoint_len,
                                                     closeroom_error **error);

/**
 * `IsTest`, sent only when set: required for projects created on or before 2021-11-16, where a
 * wrong value gives code 100000016.
 */
closeroom_result closeroom_zego_options_set_is_test(closeroom_zego_options *options,
                                                    bool is_test,
                                                    closeroom_error **error);

/** Frees the options. NULL is ignored. */
void closeroom_zego_options_free(closeroom_zego_options *options);

/* ZEGOCLOUD: what is optional of closing a room ------------------------------------------------ */

/**
 * What is optional of closing a ZEGOCLOUD room.
 *
 * Ownership: the caller's; free it with closeroom_zego_close_options_free(). Requests and calls
 * copy what they need: it can be changed, used again or freed at once. Threads: one at a time.
 */
typedef struct closeroom_zego_close_options closeroom_zego_close_options;

/** Makes options with nothing set. */
closeroom_zego_close_options *closeroom_zego_close_options_new(void);

/**
 * `CustomReason`: at most 256 bytes of UTF-8, not encoded (the request encodes it once). The
 * length is checked when a request is built.
 */
closeroom_result closeroom_zego_close_options_set_custom_reason(closeroom_zego_close_options *options,
                                                                const char *custom_reason,
                                                                size_t custom_reason_len,
                                                                closeroom_error **error);

/**
 * `RoomCloseCallback`: whether ZEGOCLOUD sends `room_close` for this closing. Unset means false
 * there; `room_logout` and `stream_close` are sent in any case.
 */
closeroom_result closeroom_zego_close_options_set_room_close_callback(closeroom_zego_close_options *options,
                                                                      bool room_close_callback,
                                                                      closeroom_error **error);

/** Frees the options. NULL is ignored. */
void closeroom_zego_close_options_free(closeroom_zego_close_options *options);

/* ZEGOCLOUD: clients --------------------------------------------------------------------------- */

/**
 * A ZEGOCLOUD project whose rooms can be closed: its credentials, and the pace of its calls.
 *
 * What to know of the provider: the signature covers AppId, nonce, ServerSecret and timestamp
 * only, so that HTTPS alone protects room id and reason. It allows one CloseRoom a second and
 * AppId, over all rooms. Closing does not forbid re-entry: a client that logs in again creates
 * the room anew. Where the custom reason reaches the clients is not documented.
 *
 * Ownership: the caller's; free it with closeroom_zego_free(), which wipes the ServerSecret from
 * memory. Calls made with it keep what they need of it, the secret included, until they are
 * freed. Threads: never changes but for its pace, which is locked: any number of threads may use
 * one client at once, and should, since clients do not know of each other's calls.
 */
typedef struct closeroom_zego closeroom_zego;

/**
 * Makes a client out of a project's credentials. Nothing is sent.
 *
 * `app_id` is the project's AppID, 1 to 4294967295. `server_secret` is its ServerSecret, of any
 * length; it is copied, and refused with white space around it, the commonest cause of wrong
 * signatures. `options` may be NULL for the unified endpoint and no `IsTest`.
 */
closeroom_result closeroom_zego_new(uint64_t app_id,
                                    const char *server_secret,
                                    size_t server_secret_len,
                                    const closeroom_zego_options *options,
                                    closeroom_zego **zego_out,
                                    closeroom_error **error);

/**
 * Builds a signed `CloseRoom` request.
 *
 * `room_id`: 1 to 128 bytes of UTF-8; no character is refused. `options` may be NULL.
 * `timestamp` is the current Unix time in seconds; ZEGOCLOUD accepts 10 minutes of difference.
 * `nonce` is 16 lower-case hexadecimal characters: closeroom_random_nonce() makes one. Use a new
 * pair for every request.
 */
closeroom_result closeroom_zego_build(const closeroom_zego *zego,
                                      const char *room_id,
                                      size_t room_id_len,
                                      const closeroom_zego_close_options *options,
                                      uint64_t timestamp,
                                      const char *nonce,
                                      size_t nonce_len,
                                      closeroom_request **request_out,
                                      closeroom_error **error);

/** closeroom_zego_build() with the steps `string_to_sign` (ServerSecret masked) and `signature`. */
closeroom_result closeroom_zego_explain(const closeroom_zego *zego,
                                        const char *room_id,
                                        size_t room_id_len,
                                        const closeroom_zego_close_options *options,
                                        uint64_t timestamp,
                                        const char *nonce,
                                        size_t nonce_len,
                                        closeroom_explained **explained_out,
                                        closeroom_error **error);

/**
 * Reads the response to a built request.
 *
 * A room that is gone is the error CLOSEROOM_RESULT_ROOM_NOT_FOUND here; only a call turns it
 * into a success. `closed_out` may be NULL when the details are of no interest. Errors: those that
 * a provider's answer can mean, CLOSEROOM_RESULT_UNAUTHORIZED to
 * CLOSEROOM_RESULT_UNEXPECTED_RESPONSE.
 */
closeroom_result closeroom_zego_parse(const closeroom_zego *zego,
                                      const closeroom_response *response,
                                      closeroom_closed **closed_out,
                                      closeroom_error **error);

/**
 * Starts a call that closes the room, with retries. Nothing happens before
 * closeroom_call_next().
 *
 * `room_id`: 1 to 128 bytes of UTF-8; no character is refused. `options` and `call_options` may be
 * NULL for the defaults.
 */
closeroom_result closeroom_zego_call(const closeroom_zego *zego,
                                     const char *room_id,
                                     size_t room_id_len,
                                     const closeroom_zego_close_options *options,
                                     const closeroom_call_options *call_options,
                                     closeroom_call **call_out,
                                     closeroom_error **error);

/**
 * Frees a client and wipes its ServerSecret, unless calls still need it: then the last of them
 * does. NULL is ignored.
 */
void closeroom_zego_free(closeroom_zego *zego);

/* ZEGOCLOUD: callbacks ------------------------------------------------------------------------- */

/** What happened. */
typedef uint32_t closeroom_zego_event;
enum {
    /** Any other event: its name and its raw body are there, its fields are not. */
    CLOSEROOM_ZEGO_EVENT_OTHER = 0,
    /** `room_close`: the room was destroyed. See closeroom_zego_callback_room_close(). */
    CLOSEROOM_ZEGO_EVENT_ROOM_CLOSE = 1,
    /** `room_logout`: a user left the room. See closeroom_zego_callback_room_logout(). */
    CLOSEROOM_ZEGO_EVENT_ROOM_LOGOUT = 2,
    /** `stream_close`: a stream ended. See closeroom_zego_callback_stream_close(). */
    CLOSEROOM_ZEGO_EVENT_STREAM_CLOSE = 3,
};

/**
 * A callback of ZEGOCLOUD whose signature has been verified.
 *
 * The signature covers timestamp and nonce only, **none of the event's own fields**: whoever has
 * seen one genuine callback can send another with the same timestamp and nonce and other contents
 * while it is fresh. Use an https callback URL that nobody can guess, keep the window small, and
 * remember signatures where a forged event would hurt.
 *
 * Ownership: the caller's; free it with closeroom_zego_callback_free(), which ends the life of
 * its texts and events too. Threads: never changes, so any number of threads may read it at once.
 */
typedef struct closeroom_zego_callback closeroom_zego_callback;

/** The room was destroyed. */
typedef struct closeroom_zego_room_close {
    /** The room's id. */
    closeroom_str room_id;
    /** This life of the room; `room_seq` in closeroom_zego_room_logout. */
    closeroom_optional_u64 room_session_id;
    /**
     * 0 normal, 1 last user's heartbeat timed out, 2 last user went offline, 3 last user was
     * kicked. Which one a CloseRoom gives is not documented.
     */
    closeroom_optional_u32 close_reason;
    /** When it closed, in Unix milliseconds. */
    closeroom_optional_u64 room_close_time;
} closeroom_zego_room_close;

/** A user left the room. */
typedef struct closeroom_zego_room_logout {
    /** The room's id. */
    closeroom_str room_id;
    /** This life of the room; `room_session_id` in closeroom_zego_room_close. */
    closeroom_optional_u64 room_seq;
    /** The user's id. */
    closeroom_str user_account;
    /** The user's name, or NULL. */
    closeroom_str user_nickname;
    /** The user's session, or NULL. */
    closeroom_str session_id;
    /** When the user came, in Unix milliseconds. */
    closeroom_optional_u64 login_time;
    /** When the user left, in Unix milliseconds. */
    closeroom_optional_u64 logout_time;
    /**
     * 0 normal, 1 heartbeat timeout, 2 disconnected, 3 logged in elsewhere or kicked, 4 token
     * expired. Which one a CloseRoom gives is not documented.
     */
    closeroom_optional_u32 reason;
    /** 1 host, 2 audience, 4 administrator. */
    closeroom_optional_u32 user_role;
    /** Orders the log-ins and log-outs of one room. */
    closeroom_optional_u64 user_update_seq;
} closeroom_zego_room_logout;

/** A stream ended. */
typedef struct closeroom_zego_stream_close {
    /** The room's id. */
    closeroom_str room_id;
    /** This life of the room. */
    closeroom_optional_u64 room_session_id;
    /** The user's id, or NULL. */
    closeroom_str user_id;
    /** The user's name, or NULL. */
    closeroom_str user_name;
    /** The channel, which need not be spelled like the room, or NULL. */
    closeroom_str channel_id;
    /**
     * 0 normal, 1 heartbeat timeout, 2 replaced by a new log-in, 3 kicked, 4 connection lost,
     * 5 room cleared, 100 `DeleteStream`.
     */
    closeroom_optional_u32 close_type;
    /** The stream's id as the client gave it, or NULL. */
    closeroom_str stream_alias;
    /** The stream's id at the server, or NULL. */
    closeroom_str stream_id;
    /** This life of the stream, or NULL. */
    closeroom_str stream_sid;
    /** The stream's sequence number. */
    closeroom_optional_u64 stream_seq;
    /** The stream's extra information, or NULL. */
    closeroom_str third_define_data;
    /** When it began, in Unix milliseconds. */
    closeroom_optional_u64 create_time_ms;
    /** When it ended, in Unix milliseconds (`destroy_timemillis`). */
    closeroom_optional_u64 destroy_time_ms;
} closeroom_zego_stream_close;

/**
 * Verifies the signature of a callback in constant time, then its freshness, then reads it.
 *
 * `body` is the raw body as received: JSON, JSON that is percent-encoded as a whole, or a form.
 * `callback_secret` is the project's CallbackSecret (not its ServerSecret). `now_seconds` is the
 * current Unix time; what was sent more than `tolerance_seconds` before or after it is refused:
 * CLOSEROOM_DEFAULT_TOLERANCE_SECONDS is a good value, and CLOSEROOM_ANY_AGE switches the check
 * off (only for callers that keep their own record; `now_seconds` is not looked at then).
 *
 * Errors: CLOSEROOM_RESULT_INVALID_SIGNATURE, CLOSEROOM_RESULT_STALE,
 * CLOSEROOM_RESULT_UNEXPECTED_RESPONSE for a body of another shape,
 * and CLOSEROOM_RESULT_INVALID_INPUT for an unusable secret or time. Reply with a 2xx status to
 * whatever verifies: ZEGOCLOUD repeats anything else up to 5 times.
 */
closeroom_result closeroom_zego_callback_verify(const void *body,
                                                size_t body_len,
                                                const char *callback_secret,
                                                size_t callback_secret_len,
                                                uint64_t now_seconds,
                                                uint64_t tolerance_seconds,
                                                closeroom_zego_callback **callback_out,
                                                closeroom_error **error);

/** What happened. */
closeroom_zego_event closeroom_zego_callback_event(const closeroom_zego_callback *callback);

/** The event's name as ZEGOCLOUD spells it, of other events too. */
closeroom_str closeroom_zego_callback_event_name(const closeroom_zego_callback *callback);

/** The project's AppID, as the unsigned part of the body says. */
closeroom_optional_u32 closeroom_zego_callback_app_id(const closeroom_zego_callback *callback);

/** When it was sent, in Unix seconds. Signed. */
uint64_t closeroom_zego_callback_timestamp(const closeroom_zego_callback *callback);

/** Its nonce. Signed. */
closeroom_str closeroom_zego_callback_nonce(const closeroom_zego_callback *callback);

/**
 * Its signature: what to remember where a forged or repeated event would hurt. Nonces will not do:
 * the signed values are joined without separators, so that a recorded signature also fits other
 * splits of the same text into timestamp and nonce.
 */
closeroom_str closeroom_zego_callback_signature(const closeroom_zego_callback *callback);

/** The whole body as JSON text (as received, or percent-decoded); for a form, the form's text. */
closeroom_str closeroom_zego_callback_raw(const closeroom_zego_callback *callback);

/**
 * The fields of CLOSEROOM_ZEGO_EVENT_ROOM_CLOSE; NULL for another event. They belong to the
 * callback: do not free them. Later versions may add fields at the end: do not copy them as a
 * whole, and look at closeroom_version_number() before a field that came later.
 */
const closeroom_zego_room_close *closeroom_zego_callback_room_close(const closeroom_zego_callback *callback);

/**
 * The fields of CLOSEROOM_ZEGO_EVENT_ROOM_LOGOUT; NULL for another event. They belong to the
 * callback: do not free them. Later versions may add fields at the end: do not copy them as a
 * whole, and look at closeroom_version_number() before a field that came later.
 */
const closeroom_zego_room_logout *closeroom_zego_callback_room_logout(const closeroom_zego_callback *callback);

/**
 * The fields of CLOSEROOM_ZEGO_EVENT_STREAM_CLOSE; NULL for another event. They belong to the
 * callback: do not free them. Later versions may add fields at the end: do not copy them as a
 * whole, and look at closeroom_version_number() before a field that came later.
 */
const closeroom_zego_stream_close *closeroom_zego_callback_stream_close(const closeroom_zego_callback *callback);

/** Frees a callback, its texts and fields included. NULL is ignored. */
void closeroom_zego_callback_free(closeroom_zego_callback *callback);

/* TRTC: what is optional of a client ----------------------------------------------------------- */

/**
 * What is optional of a TRTC client.
 *
 * Ownership: the caller's; free it with closeroom_trtc_options_free(), which wipes the token from
 * memory. Clients copy what they need: it can be freed at once. Threads: one at a time.
 */
typedef struct closeroom_trtc_options closeroom_trtc_options;

/** Makes options with nothing set. */
closeroom_trtc_options *closeroom_trtc_options_new(void);

/** The session token of temporary credentials; never with long-term ones. It is copied. */
closeroom_result closeroom_trtc_options_set_token(closeroom_trtc_options *options,
                                                  const char *token,
                                                  size_t token_len,
                                                  closeroom_error **error);

/**
 * The host to call: `china` (default), `intl`, the name of a region, a host name, or an https
 * base URL (http for loopback only). The signed host is this one, port included.
 */
closeroom_result closeroom_trtc_options_set_endpoint(closeroom_trtc_options *options,
                                                     const char *endpoint,
                                                     size_t endpoint_len,
                                                     closeroom_error **error);

/**
 * How requests are signed, in Tencent's spelling: `TC3-HMAC-SHA256` (default, which Tencent
 * recommends), `HmacSHA256` or `HmacSHA1` (signature v1).
 */
closeroom_result closeroom_trtc_options_set_signature_method(closeroom_trtc_options *options,
                                                             const char *signature_method,
                                                             size_t signature_method_len,
                                                             closeroom_error **error);

/** The HTTP method of requests: `POST` (default) or `GET`. */
closeroom_result closeroom_trtc_options_set_http_method(closeroom_trtc_options *options,
                                                        const char *http_method,
                                                        size_t http_method_len,
                                                        closeroom_error **error);

/**
 * The language of the provider's error messages, `zh-CN` or `en-US`; left out when unset. Only
 * some of its APIs heed it.
 */
closeroom_result closeroom_trtc_options_set_language(closeroom_trtc_options *options,
                                                     const char *language,
                                                     size_t language_len,
                                                     closeroom_error **error);

/**
 * Lifts the check of room ids to "not empty" and the full 64 bits. Default false. The check
 * follows the client SDKs; the server's rule is not documented.
 */
closeroom_result closeroom_trtc_options_set_allow_any_room_id(closeroom_trtc_options *options,
                                                              bool allow_any_room_id,
                                                              closeroom_error **error);

/** Frees the options and wipes the token. NULL is ignored. */
void closeroom_trtc_options_free(closeroom_trtc_options *options);

/* TRTC: clients -------------------------------------------------------------------------------- */

/**
 * A TRTC application whose rooms can be closed: its credentials, the signing key of the day,
 * which is derived once, and the pace of its calls.
 *
 * What to know of the provider: the string room `"123"` and the numeric room 123 are **two
 * different rooms**, hence two functions for each task. It allows 20 requests a second and
 * action. Dismissing is idempotent in effect, apart from a room created anew in between. Whether
 * the China and the international host serve the same account is not documented.
 *
 * Ownership: the caller's; free it with closeroom_trtc_free(), which wipes SecretKey, token and
 * signing key from memory. Calls made with it keep what they need of it, the secrets included,
 * until they are freed. Threads: never changes but for its pace and its signing key, which are
 * locked: any number of threads may use one client at once, and should, since clients do not know
 * of each other's calls.
 */
typedef struct closeroom_trtc closeroom_trtc;

/**
 * Makes a client out of an application's credentials. Nothing is sent.
 *
 * `sdk_app_id` is the application's SDKAppID, 1 to 2^64-1. `secret_id` and `secret_key` are those
 * of an API key; they are copied, and refused with white space around them, the commonest cause
 * of wrong signatures. `region` is the region whose rooms they are, open text: `ap-beijing`,
 * `ap-guangzhou`, `ap-singapore`, `ap-mumbai` are documented. `options` may be NULL for long-term
 * credentials, TC3 by POST and the China endpoint.
 */
closeroom_result closeroom_trtc_new(uint64_t sdk_app_id,
                                    const char *secret_id,
                                    size_t secret_id_len,
                                    const char *secret_key,
                                    size_t secret_key_len,
                                    const char *region,
                                    size_t region_len,
                                    const closeroom_trtc_options *options,
                                    closeroom_trtc **trtc_out,
                                    closeroom_error **error);

/**
 * Builds a signed `DismissRoomByStrRoomId` request, for a string room.
 *
 * `room_id`: 1 to 64 bytes of letters, digits, space and ``!#$%&()+-:;<=.>?@[]^_{}|~,``, unless
 * the options allow any. `timestamp` is the current Unix time in seconds; Tencent accepts 5
 * minutes of difference. `nonce` is 16 lower-case hexadecimal characters, which only signature v1
 * sends (as a number): closeroom_random_nonce() makes one. Use a new pair for every request.
 */
closeroom_result closeroom_trtc_build(const closeroom_trtc *trtc,
                                      const char *room_id,
                                      size_t room_id_len,
                                      uint64_t timestamp,
                                      const char *nonce,
                                      size_t nonce_len,
                                      closeroom_request **request_out,
                                      closeroom_error **error);

/**
 * Builds a signed `DismissRoom` request, for a numeric room: 1 to 4294967294, unless the options
 * allow any. The rest is as with closeroom_trtc_build().
 */
closeroom_result closeroom_trtc_build_numeric(const closeroom_trtc *trtc,
                                              uint64_t room_id,
                                              uint64_t timestamp,
                                              const char *nonce,
                                              size_t nonce_len,
                                              closeroom_request **request_out,
                                              closeroom_error **error);

/** closeroom_trtc_build() with every intermediate value of the signature; the token is masked. */
closeroom_result closeroom_trtc_explain(const closeroom_trtc *trtc,
                                        const char *room_id,
                                        size_t room_id_len,
                                        uint64_t timestamp,
                                        const char *nonce,
                                        size_t nonce_len,
                                        closeroom_explained **explained_out,
                                        closeroom_error **error);

/**
 * closeroom_trtc_build_numeric() with every intermediate value of the signature; the token is
 * masked.
 */
closeroom_result closeroom_trtc_explain_numeric(const closeroom_trtc *trtc,
                                                uint64_t room_id,
                                                uint64_t timestamp,
                                                const char *nonce,
                                                size_t nonce_len,
                                                closeroom_explained **explained_out,
                                                closeroom_error **error);

/**
 * Reads the response to a built request.
 *
 * A room that is gone is the error CLOSEROOM_RESULT_ROOM_NOT_FOUND here; only a call turns it
 * into a success. `closed_out` may be NULL when the details are of no interest. Errors: those that
 * a provider's answer can mean, CLOSEROOM_RESULT_UNAUTHORIZED to
 * CLOSEROOM_RESULT_UNEXPECTED_RESPONSE.
 */
closeroom_result closeroom_trtc_parse(const closeroom_trtc *trtc,
                                      const closeroom_response *response,
                                      closeroom_closed **closed_out,
                                      closeroom_error **error);

/**
 * Starts a call that closes a string room, with retries. Nothing happens before
 * closeroom_call_next().
 *
 * `room_id` is as with closeroom_trtc_build(). `call_options` may be NULL for the defaults.
 */
closeroom_result closeroom_trtc_call(const closeroom_trtc *trtc,
                                     const char *room_id,
                                     size_t room_id_len,
                                     const closeroom_call_options *call_options,
                                     closeroom_call **call_out,
                                     closeroom_error **error);

/** Starts a call that closes a numeric room. The rest is as with closeroom_trtc_call(). */
closeroom_result closeroom_trtc_call_numeric(const closeroom_trtc *trtc,
                                             uint64_t room_id,
                                             const closeroom_call_options *call_options,
                                             closeroom_call **call_out,
                                             closeroom_error **error);

/**
 * Frees a client and wipes its secrets, unless calls still need them: then the last of them
 * does. NULL is ignored.
 */
void closeroom_trtc_free(closeroom_trtc *trtc);

/* TRTC: callbacks ------------------------------------------------------------------------------ */

/** The events of the groups 1 (room) and 2 (media), by Tencent's numbers. */
typedef uint32_t closeroom_trtc_event;
enum {
    /** Any other event: group, type and raw body are there, its fields are not. */
    CLOSEROOM_TRTC_EVENT_OTHER = 0,
    /** The room was created. */
    CLOSEROOM_TRTC_EVENT_CREATE_ROOM = 101,
    /** The room was dismissed. Why is not said. */
    CLOSEROOM_TRTC_EVENT_DISMISS_ROOM = 102,
    /** A user entered. */
    CLOSEROOM_TRTC_EVENT_ENTER_ROOM = 103,
    /** A user left. */
    CLOSEROOM_TRTC_EVENT_EXIT_ROOM = 104,
    /** A user changed roles. */
    CLOSEROOM_TRTC_EVENT_CHANGE_ROLE = 105,
    /** A user began to send video. */
    CLOSEROOM_TRTC_EVENT_START_VIDEO = 201,
    /** A user ceased to send video. Not sent when the user leaves. */
    CLOSEROOM_TRTC_EVENT_STOP_VIDEO = 202,
    /** A user began to send audio. */
    CLOSEROOM_TRTC_EVENT_START_AUDIO = 203,
    /** A user ceased to send audio. Not sent when the user leaves. */
    CLOSEROOM_TRTC_EVENT_STOP_AUDIO = 204,
    /** A user began to send the sub-stream. */
    CLOSEROOM_TRTC_EVENT_START_ASSIST = 205,
    /** A user ceased to send the sub-stream. Not sent when the user leaves. */
    CLOSEROOM_TRTC_EVENT_STOP_ASSIST = 206,
};

/**
 * A callback of TRTC whose signature has been verified.
 *
 * The signature covers the whole body, but has neither nonce nor time of its own: a recorded
 * callback verifies for ever, and only the body's time bounds that. Deliveries repeat, and come
 * in any order: tell them apart by event, room, user and `event_ms_ts`.
 *
 * Ownership: the caller's; free it with closeroom_trtc_callback_free(), which ends the life of
 * its texts and fields too. Threads: never changes, so any number of threads may read it at once.
 */
typedef struct closeroom_trtc_callback closeroom_trtc_callback;

/** `EventInfo` of an event of group 1 or 2. */
typedef struct closeroom_trtc_event_info {
    /** The string room; `data` is NULL for a numeric room. */
    closeroom_str room_id;
    /** The numeric room; none for a string room. */
    closeroom_optional_u64 numeric_room_id;
    /** When it happened, in Unix seconds. */
    closeroom_optional_u64 event_ts;
    /** When it happened, in Unix milliseconds. */
    closeroom_optional_u64 event_ms_ts;
    /** The user, or NULL; none for the room's own events. */
    closeroom_str user_id;
    /** For applications of before 2021-07-30, or NULL. */
    closeroom_str unique_id;
    /** 20 anchor, 21 audience. */
    closeroom_optional_u32 role;
    /** 1 Windows, 2 Android, 3 iOS, 4 Linux, 100 other. */
    closeroom_optional_u32 terminal_type;
    /** 1 WebRTC, 2 mini program, 3 native SDK. */
    closeroom_optional_u32 user_type;
    /**
     * Entering: 1 voluntary, 2 network switch, 3 retry after timeout, 4 cross-room. Leaving: 1
     * voluntary, 2 timeout, 3 removed, 4 cross-room ended, 5 forced. Which one a dismissal gives
     * is not documented.
     */
    closeroom_optional_u32 reason;
} closeroom_trtc_event_info;

/**
 * Verifies the signature of a callback in constant time, then reads it and checks its freshness.
 *
 * `body` is the raw body, unmodified: parsing and writing it again breaks the signature. `sign`
 * is the value of the header `Sign`, or NULL when the callback has none. `callback_key` is the
 * key set in the TRTC console; without one there Tencent signs nothing, and nothing verifies
 * here. `now_seconds` is the current Unix time; what was sent more than `tolerance_seconds`
 * before or after it is refused: CLOSEROOM_DEFAULT_TOLERANCE_SECONDS is a good value, and
 * CLOSEROOM_ANY_AGE switches the check off (only for callers that keep their own record;
 * `now_seconds` is not looked at then).
 *
 * Errors: CLOSEROOM_RESULT_INVALID_SIGNATURE, CLOSEROOM_RESULT_STALE,
 * CLOSEROOM_RESULT_UNEXPECTED_RESPONSE for a body of another shape,
 * and CLOSEROOM_RESULT_INVALID_INPUT for an unusable key or time. Reply with HTTP 200 within 5
 * seconds to whatever verifies.
 */
closeroom_result closeroom_trtc_callback_verify(const void *body,
                                                size_t body_len,
                                                const char *sign,
                                                size_t sign_len,
                                                const char *callback_key,
                                                size_t callback_key_len,
                                                uint64_t now_seconds,
                                                uint64_t tolerance_seconds,
                                                closeroom_trtc_callback **callback_out,
                                                closeroom_error **error);

/** What happened. */
closeroom_trtc_event closeroom_trtc_callback_event(const closeroom_trtc_callback *callback);

/**
 * The event's name after Tencent's `EVENT_TYPE_...`: `create_room`, `dismiss_room`, ...; `other`
 * for any other.
 */
closeroom_str closeroom_trtc_callback_event_name(const closeroom_trtc_callback *callback);

/** `EventGroupId`: 1 room, 2 media. */
uint32_t closeroom_trtc_callback_event_group_id(const closeroom_trtc_callback *callback);

/** `EventType`, as Tencent numbers it, of other events too. */
uint32_t closeroom_trtc_callback_event_type(const closeroom_trtc_callback *callback);

/** `CallbackTs`: when it was sent, in Unix milliseconds. */
uint64_t closeroom_trtc_callback_ts(const closeroom_trtc_callback *callback);

/** The whole body, as received. */
closeroom_str closeroom_trtc_callback_raw(const closeroom_trtc_callback *callback);

/**
 * The fields of the event; NULL for CLOSEROOM_TRTC_EVENT_OTHER. They belong to the callback: do
 * not free them. Later versions may add fields at the end: do not copy them as a whole, and
 * look at closeroom_version_number() before a field that came later.
 */
const closeroom_trtc_event_info *closeroom_trtc_callback_info(const closeroom_trtc_callback *callback);

/** Frees a callback, its texts and fields included. NULL is ignored. */
void closeroom_trtc_callback_free(closeroom_trtc_callback *callback);

/* Randomness ----------------------------------------------------------------------------------- */

/** How large the buffer for closeroom_random_nonce() is at least: 16 characters and a NUL. */
#define CLOSEROOM_NONCE_SIZE 17

/** How many bytes of randomness closeroom_call_next() takes. */
#define CLOSEROOM_ENTROPY_SIZE 16

/**
 * Writes a fresh nonce, 16 lower-case hexadecimal characters and a NUL, from the system's
 * cryptographic source.
 *
 * `nonce_size` is the size of the buffer, at least CLOSEROOM_NONCE_SIZE; the length of the nonce
 * is 16. CLOSEROOM_RESULT_INTERNAL when the system gives no randomness; then nothing is written.
 */
closeroom_result closeroom_random_nonce(char *nonce,
                                        size_t nonce_size,
                                        closeroom_error **error);

/**
 * Writes 16 random bytes, what closeroom_call_next() takes, from the system's cryptographic
 * source.
 *
 * `entropy_size` is the size of the buffer, at least CLOSEROOM_ENTROPY_SIZE; no more is written.
 * CLOSEROOM_RESULT_INTERNAL when the system gives no randomness; then nothing is written.
 */
closeroom_result closeroom_random_entropy(void *entropy,
                                          size_t entropy_size,
                                          closeroom_error **error);

/* Version -------------------------------------------------------------------------------------- */

/**
 * The version of the library that runs as a number to compare: major * 10000 + minor * 100 +
 * patch, like CLOSEROOM_VERSION_NUMBER.
 */
uint32_t closeroom_version_number(void);

/**
 * The version of the library that runs, as in `0.1.0`; CLOSEROOM_VERSION is that of the header.
 * Lives for ever.
 */
closeroom_str closeroom_version(void);

#ifdef __cplusplus
}
#endif

#endif /* CLOSEROOM_H */
