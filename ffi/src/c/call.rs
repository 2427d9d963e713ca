//! The call machine.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use closeroom::{CloseRoomCall, Closed, Error, Step, TransportFailure};

use super::boundary::{fallible, infallible};
use super::buffer::{bytes, foreign_text};
use super::closed::{closeroom_closed, deliver};
use super::error::closeroom_error;
use super::out::{Out, given};
use super::request::closeroom_request;
use super::response::closeroom_response;
use super::result::closeroom_result;

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
/// It may outlive the client that made it. Threads: one at a time.
pub struct closeroom_call {
    call: CloseRoomCall,
    request: Option<closeroom_request>,
    wait_until_ms: u64,
    outcome: Option<Result<Closed, Error>>,
}

/// What the host is to do next.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum closeroom_step {
    /// Send closeroom_call_request() without following redirects, give up at
    /// closeroom_call_attempt_deadline_ms(), and report what came of it.
    Send = 1,
    /// Come back at closeroom_call_wait_until_ms(), not before.
    Wait = 2,
    /// The call is over: closeroom_call_result() says how.
    Done = 3,
}

/// How the host's HTTP client failed to bring a response.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum closeroom_failure {
    /// No complete response by closeroom_call_attempt_deadline_ms().
    Timeout = 1,
    /// The user of the host wants the call to end; may be reported at any time, waits included.
    Cancelled = 2,
    /// The body was longer than closeroom_call_max_response_bytes().
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
        Self { call, request: None, wait_until_ms: 0, outcome: None }
    }
}

/// Says what to do now, and frees the request of the step before. The first time it starts the
/// clock of the call's timeout.
///
/// `now_ms` is the host's clock in Unix milliseconds, the wall clock: requests are signed with
/// it. `entropy` is `entropy_len` = 16 fresh random bytes from a cryptographic source, for nonce
/// and jitter: closeroom_random_entropy() gives some. While a request is in flight, the step is
/// CLOSEROOM_STEP_WAIT until its deadline. When the function itself fails, the step is
/// CLOSEROOM_STEP_DONE, so that no loop goes on for ever.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_call_next(
    call: Option<&mut closeroom_call>,
    now_ms: u64,
    entropy: *const u8,
    entropy_len: usize,
    step_out: Option<&mut MaybeUninit<closeroom_step>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let step_out = given("step_out", step_out)?.write(closeroom_step::Done);
        let call = given("call", call)?;
        // SAFETY: the header asks this of every buffer.
        let entropy = unsafe { bytes("entropy", entropy, entropy_len) }?;
        let entropy = entropy.try_into().map_err(|_| {
            closeroom_error::misuse("entropy", "must be exactly 16 bytes from a random source")
        })?;
        call.request = None;
        *step_out = match call.call.next(now_ms, entropy) {
            Step::Send(request) => {
                call.request = Some(request.into());
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

/// The request to send, after CLOSEROOM_STEP_SEND; NULL after another step. It belongs to the
/// call, until closeroom_call_next() or closeroom_call_free(): do not free it.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_request(
    call: Option<&closeroom_call>,
) -> Option<&closeroom_request> {
    infallible(|| call.and_then(|call| call.request.as_ref()))
}

/// When the host has to give up the request in flight, in Unix milliseconds by its own clock.
///
/// While another attempt could follow, one may use half of the time that is left; the last may
/// use all of it.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_attempt_deadline_ms(call: Option<&closeroom_call>) -> u64 {
    infallible(|| call.map(|call| call.call.attempt_deadline_ms()).unwrap_or_default())
}

/// The largest body to read, in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_max_response_bytes(call: Option<&closeroom_call>) -> usize {
    infallible(|| call.map(|call| call.call.max_response_bytes()).unwrap_or_default())
}

/// When to call closeroom_call_next() again after CLOSEROOM_STEP_WAIT, in Unix milliseconds.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_wait_until_ms(call: Option<&closeroom_call>) -> u64 {
    infallible(|| call.map(|call| call.wait_until_ms).unwrap_or_default())
}

/// Reports the response to the request in flight, whatever its status. Without a request in
/// flight it is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_received(
    call: Option<&mut closeroom_call>,
    now_ms: u64,
    response: Option<&closeroom_response>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let call = given("call", call)?;
        let response = given("response", response)?;
        call.call.received(now_ms, response.as_core());
        Ok(())
    })
}

/// Reports that the request in flight, or a wait, came to nothing.
///
/// Abort the request first: its response, if it came late, would be taken for that of the next.
/// `failure` is one of closeroom_failure. `message` is the HTTP client's own words, for
/// CLOSEROOM_FAILURE_OTHER: the error will quote at most 500 bytes of them, without secrets and
/// signatures; may be NULL. After the end of the call it is ignored.
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
        // SAFETY: the header asks this of every buffer.
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
                    "is not over; go on until closeroom_call_next() gives CLOSEROOM_STEP_DONE",
                )
            })?;
            Ok(outcome?)
        })
    })
}

/// Whether a text shows a secret, the token or a signature of the call: what a host is not to
/// keep, such as an HTTP client's error that names the signed URL. False for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_call_reveals_credentials(
    call: Option<&closeroom_call>,
    text: *const c_char,
    text_len: usize,
) -> bool {
    infallible(|| {
        // SAFETY: the header asks this of every buffer.
        let text = unsafe { foreign_text("text", text, text_len) };
        call.zip(text.ok()).is_some_and(|(call, text)| call.call.reveals_credentials(&text))
    })
}

/// Frees a call, its request included. NULL is ignored.
///
/// A call that has not ended keeps the turn it was given; report CLOSEROOM_FAILURE_CANCELLED
/// first to give it back.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_call_free(call: Option<Box<closeroom_call>>) {
    infallible(|| drop(call));
}
