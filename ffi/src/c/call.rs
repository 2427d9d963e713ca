//! The call machine.

use std::ffi::{c_char, c_void};
use std::mem::MaybeUninit;
use std::ops::RangeInclusive;

use closeroom::{CloseRoomCall, Closed, Error, Step, TransportFailure};

use super::boundary::{fallible, infallible};
use super::buffer::{bytes, foreign_text};
use super::closed::{closeroom_closed, deliver};
use super::error::closeroom_error;
use super::out::{Out, given};
use super::request::closeroom_request;
use super::response::closeroom_response;
use super::result::closeroom_result;

/// Unix milliseconds of the times that core takes for sane, in seconds.
const UNIX_MILLISECONDS: RangeInclusive<u64> = 1_000_000_000_000..=99_999_999_999_999;

/// What fits into the `int` of most C functions that wait.
const MAX_TIMEOUT_MS: u32 = i32::MAX.cast_unsigned();

/// One closing of a room from start to end, without the sending: it owns retries, backoff with
/// jitter, the pace that the provider allows, clock correction, deadlines, and what "no such
/// room" means.
///
/// The host loops: closeroom_call_next() says what to do, the host does it and reports with
/// closeroom_call_received() or closeroom_call_failed(), until CLOSEROOM_STEP_DONE. A call ends
/// within its attempts and, given a host that comes back on time, within its deadline. After an
/// error that is not a refusal the room may have been closed all the same.
///
/// Ownership: the caller's; free it with closeroom_call_free() at any time, even before its end.
/// It may outlive the client that made it. Threads: one at a time; to cancel from another thread,
/// set a flag that the thread of the call looks at, and report CLOSEROOM_FAILURE_CANCELLED there.
pub struct closeroom_call {
    call: CloseRoomCall,
    // What is lent has a place of its own, apart from what changes.
    request: Option<Box<closeroom_request>>,
    response: Box<closeroom_response>,
    wait_until_ms: u64,
    outcome: Option<Result<Closed, Error>>,
}

/// What the host is to do next.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum closeroom_step {
    /// Send closeroom_call_request() without following redirects, give up after
    /// closeroom_call_attempt_timeout_ms(), and report what came of it.
    Send = 1,
    /// Come back after closeroom_call_wait_ms(), not before.
    Wait = 2,
    /// The call is over: closeroom_call_result() says how.
    Done = 3,
}

/// How the host's HTTP client failed to bring a response.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum closeroom_failure {
    /// No complete response within closeroom_call_attempt_timeout_ms().
    Timeout = 1,
    /// The user of the host wants the call to end; may be reported during a wait too.
    Cancelled = 2,
    /// The body was larger than closeroom_call_max_response_bytes().
    BodyTooLarge = 3,
    /// Anything else: no connection, TLS, a broken response. Say what in `message`.
    Other = 4,
}

impl closeroom_failure {
    fn of_number(number: u32) -> Option<Self> {
        let all = [Self::Timeout, Self::Cancelled, Self::BodyTooLarge, Self::Other];
        all.into_iter().find(|failure| *failure as u32 == number)
    }
}

impl From<CloseRoomCall> for closeroom_call {
    fn from(call: CloseRoomCall) -> Self {
        let response = Box::new(closeroom_response::empty(call.max_response_bytes()));
        Self { call, request: None, response, wait_until_ms: 0, outcome: None }
    }
}

/// Says what to do now. The first time it starts the clock of the call's timeout.
///
/// `now_ms` is the host's wall clock in Unix milliseconds: requests are signed with it. `entropy`
/// is `entropy_len` = 16 fresh random bytes from a cryptographic source, for nonce and jitter:
/// closeroom_random_entropy() gives some.
///
/// While a request is in flight the step is CLOSEROOM_STEP_WAIT, until its deadline; from then on
/// the attempt counts as given up, so abort it first. When the function itself fails (NULL, a wrong
/// length, seconds for milliseconds) the call is as it was, and the step is CLOSEROOM_STEP_DONE, so
/// that no loop goes on for ever.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_call_next(
    call: Option<&mut closeroom_call>,
    now_ms: u64,
    entropy: *const c_void,
    entropy_len: usize,
    step_out: Option<&mut MaybeUninit<closeroom_step>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let step_out = given("step_out", step_out)?.write(closeroom_step::Done);
        let call = given("call", call)?;
        let now_ms = unix_milliseconds(now_ms)?;
        // SAFETY: the header's rule for pointers.
        let entropy = unsafe { bytes("entropy", entropy, entropy_len) }?;
        let entropy = entropy.try_into().map_err(|_| {
            closeroom_error::misuse("entropy", "must be exactly 16 bytes from a random source")
        })?;
        *step_out = match call.call.next(now_ms, entropy) {
            Step::Send(request) => {
                call.request = Some(Box::new(request.into()));
                call.response.clear();
                closeroom_step::Send
            }
            Step::Wait(until_ms) => {
                call.wait_until_ms = until_ms;
                closeroom_step::Wait
            }
            Step::Done(outcome) => {
                call.outcome = Some(outcome);
                closeroom_step::Done
            }
        };
        Ok(())
    })
}

/// The request to send, after CLOSEROOM_STEP_SEND; NULL before the first. It belongs to the call,
/// until the next CLOSEROOM_STEP_SEND or closeroom_call_free(): do not free it.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_request(
    call: Option<&closeroom_call>,
) -> Option<&closeroom_request> {
    infallible(|| call?.request.as_deref())
}

/// The place for the response to it, emptied at every CLOSEROOM_STEP_SEND: fill it, then call
/// closeroom_call_received(). It belongs to the call: do not free it. NULL for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_response(
    call: Option<&mut closeroom_call>,
) -> Option<&mut closeroom_response> {
    infallible(|| Some(&mut *call?.response))
}

/// When the host has to give up the request in flight, in Unix milliseconds by its own clock. Of no
/// use before the first CLOSEROOM_STEP_SEND.
///
/// While another attempt could follow, one may use half of the time that is left; the last may
/// use all of it.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_attempt_deadline_ms(call: Option<&closeroom_call>) -> u64 {
    infallible(|| call.map(|call| call.call.attempt_deadline_ms()).unwrap_or_default())
}

/// How long the request in flight may take from now on, in milliseconds: 1 to 2147483647, as
/// CURLOPT_TIMEOUT_MS takes it (where 0 would mean for ever); 1 for NULL. It never gets to 0: a host
/// that reads piece by piece stops at closeroom_call_attempt_deadline_ms().
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_attempt_timeout_ms(
    call: Option<&closeroom_call>,
    now_ms: u64,
) -> u32 {
    infallible(|| remaining(closeroom_call_attempt_deadline_ms(call), now_ms).max(1))
}

/// When to call closeroom_call_next() again after CLOSEROOM_STEP_WAIT, in Unix milliseconds.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_wait_until_ms(call: Option<&closeroom_call>) -> u64 {
    infallible(|| call.map(|call| call.wait_until_ms).unwrap_or_default())
}

/// How long to wait from now on after CLOSEROOM_STEP_WAIT, in milliseconds: 0 to 2147483647, as
/// poll() takes it.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_wait_ms(call: Option<&closeroom_call>, now_ms: u64) -> u32 {
    infallible(|| remaining(closeroom_call_wait_until_ms(call), now_ms))
}

fn unix_milliseconds(now_ms: u64) -> Result<u64, closeroom_error> {
    if UNIX_MILLISECONDS.contains(&now_ms) {
        return Ok(now_ms);
    }
    let what = format_args!("is {now_ms}, no Unix time in milliseconds; is it in seconds?");
    Err(closeroom_error::misuse("now_ms", what))
}

fn remaining(until_ms: u64, now_ms: u64) -> u32 {
    until_ms.saturating_sub(now_ms).try_into().unwrap_or(MAX_TIMEOUT_MS).min(MAX_TIMEOUT_MS)
}

/// The largest body to read, in bytes: what closeroom_call_response() takes.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_max_response_bytes(call: Option<&closeroom_call>) -> usize {
    infallible(|| call.map(|call| call.call.max_response_bytes()).unwrap_or_default())
}

/// Reports the response to the request in flight, whatever its status: that in
/// closeroom_call_response(), whose status must have been set. It is ignored when no request is in
/// flight.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_received(
    call: Option<&mut closeroom_call>,
    now_ms: u64,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let call = given("call", call)?;
        let now_ms = unix_milliseconds(now_ms)?;
        if call.response.is_too_large() {
            call.call.failed(now_ms, TransportFailure::BodyTooLarge);
        } else {
            call.call.received(now_ms, call.response.complete()?);
        }
        Ok(())
    })
}

/// Reports that the request in flight, or a wait, came to nothing.
///
/// Abort the request first: its response, if it came late, would be taken for that of the next.
/// `failure` is one of closeroom_failure. `message` is the HTTP client's own words, for
/// CLOSEROOM_FAILURE_OTHER: the error will quote at most 500 bytes of them, without secrets and
/// signatures; may be NULL. After the response or the failure that decided the call it is ignored.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_call_failed(
    call: Option<&mut closeroom_call>,
    now_ms: u64,
    failure: u32,
    message: *const c_char,
    message_len: usize,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let call = given("call", call)?;
        let now_ms = unix_milliseconds(now_ms)?;
        // SAFETY: the header's rule for pointers.
        let message = unsafe { foreign_text("message", message, message_len) }?;
        let failure = closeroom_failure::of_number(failure).ok_or_else(|| {
            let what = format_args!("is {failure}, which is none of closeroom_failure (1 to 4)");
            closeroom_error::misuse("failure", what)
        })?;
        call.call.failed(
            now_ms,
            match failure {
                closeroom_failure::Timeout => TransportFailure::Timeout,
                closeroom_failure::Cancelled => TransportFailure::Cancelled,
                closeroom_failure::BodyTooLarge => TransportFailure::BodyTooLarge,
                closeroom_failure::Other => TransportFailure::Other(message.into_owned()),
            },
        );
        Ok(())
    })
}

/// How the call ended, after CLOSEROOM_STEP_DONE: CLOSEROOM_RESULT_OK and `*closed_out`, or why
/// it failed and `*error`. `closed_out` may be NULL when the details are of no interest. May be
/// asked again. Before the end it is CLOSEROOM_RESULT_INVALID_INPUT.
///
/// Errors: those of a provider's answer, and CLOSEROOM_RESULT_TRANSPORT,
/// CLOSEROOM_RESULT_DEADLINE_EXCEEDED, CLOSEROOM_RESULT_CANCELLED.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_result(
    call: Option<&closeroom_call>,
    closed_out: Option<&mut Out<closeroom_closed>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        deliver(closed_out, || {
            let outcome = given("call", call)?.outcome.clone().ok_or_else(|| {
                closeroom_error::misuse(
                    "call",
                    "is not over; unless closeroom_call_next() has failed, go on until it gives \
                     CLOSEROOM_STEP_DONE",
                )
            })?;
            Ok(outcome?)
        })
    })
}

/// Whether a text shows a secret, the token or a signature of the call: what a host is not to
/// keep, such as an HTTP client's error that names the signed URL. True when it cannot be told:
/// for a NULL call, or a wrong length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_call_reveals_credentials(
    call: Option<&closeroom_call>,
    text: *const c_char,
    text_len: usize,
) -> bool {
    let is_harmless = infallible(|| {
        // SAFETY: the header's rule for pointers.
        let text = unsafe { foreign_text("text", text, text_len) };
        call.zip(text.ok()).is_some_and(|(call, text)| !call.call.reveals_credentials(&text))
    });
    !is_harmless
}

/// Frees a call, its request and response included. One that has not ended is cancelled: its turn
/// goes to others. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_free(call: Option<Box<closeroom_call>>) {
    infallible(|| drop(call));
}
