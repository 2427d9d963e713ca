//! The call machine: everything about closing a room but the sending.

use alloc::boxed::Box;
use alloc::string::String;

use zeroize::Zeroizing;

use crate::code::Retry;
use crate::date::{self, milliseconds};
use crate::error::{Error, ErrorKind};
use crate::http::{HttpRequest, HttpResponse};
use crate::input::{Input, is_unix_seconds};
use crate::nonce::nonce;
use crate::operation::Operation;
use crate::outcome::{Closed, Status};
use crate::scrub::printable;
use crate::text::text;

/// The first pause after a transient failure; it doubles from there.
const BACKOFF_MS: u64 = 250;
/// Spread that keeps many waiting callers from coming back in one moment.
const RATE_LIMIT_JITTER_MS: u64 = 250;
/// How much of an HTTP client's own words an error shows, in bytes.
const CAUSE_BYTES: usize = 500;

/// How a call is carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallOptions {
    /// How many requests may be sent in all, at least 1. Default 3.
    pub max_attempts: u32,
    /// The time for the whole call in milliseconds, waits included, at least 1. Default 10 000.
    ///
    /// Keep it short: a room that is created again under the same id would be
    /// closed by a late retry.
    pub timeout_ms: u64,
    /// The largest response body that is read, in bytes, at least 1. Default 1 MiB.
    pub max_response_bytes: usize,
    /// Whether a room that is gone already is an error
    /// ([`ErrorKind::RoomNotFound`]) instead of [`Status::AlreadyGone`].
    /// Default `false`: closing a closed room is what was asked for.
    ///
    /// A room that is gone after an attempt whose outcome is unknown counts as
    /// success all the same: that attempt may well have closed it.
    pub already_gone_is_error: bool,
    /// Whether the calls of one client ([`Zego`](crate::zego::Zego),
    /// [`Trtc`](crate::trtc::Trtc), with its clones) take turns, so that they keep the
    /// provider's rate limit together. Default `true`. A call whose turn would come after its
    /// deadline ends at once with [`ErrorKind::RateLimited`].
    pub paced: bool,
}

impl Default for CallOptions {
    fn default() -> Self {
        Self {
            max_attempts: 3,
            timeout_ms: 10_000,
            max_response_bytes: 1 << 20,
            already_gone_is_error: false,
            paced: true,
        }
    }
}

impl CallOptions {
    /// With so many requests at the most.
    #[must_use]
    pub fn with_max_attempts(mut self, max_attempts: u32) -> Self {
        self.max_attempts = max_attempts;
        self
    }

    /// With so much time, in milliseconds.
    #[must_use]
    pub fn with_timeout_ms(mut self, timeout_ms: u64) -> Self {
        self.timeout_ms = timeout_ms;
        self
    }

    /// With response bodies of so many bytes at the most.
    #[must_use]
    pub fn with_max_response_bytes(mut self, max_response_bytes: usize) -> Self {
        self.max_response_bytes = max_response_bytes;
        self
    }

    /// With a room that is gone as an error, or not.
    #[must_use]
    pub fn with_already_gone_is_error(mut self, already_gone_is_error: bool) -> Self {
        self.already_gone_is_error = already_gone_is_error;
        self
    }

    /// With turns among the calls of one client, or not.
    #[must_use]
    pub fn with_paced(mut self, paced: bool) -> Self {
        self.paced = paced;
        self
    }
}

/// What the host is to do next.
#[derive(Clone, Debug)]
#[must_use]
pub enum Step {
    /// Send this request, without following redirects, then report with
    /// [`received`](CloseRoomCall::received) or [`failed`](CloseRoomCall::failed).
    /// Give up at [`attempt_deadline_ms`](CloseRoomCall::attempt_deadline_ms).
    Send(HttpRequest),
    /// Call [`next`](CloseRoomCall::next) again at this time (Unix milliseconds), not before.
    Wait(u64),
    /// The call is over.
    Done(Result<Closed, Error>),
}

/// How the host's HTTP client failed to bring a response.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportFailure {
    /// No complete response by [`CloseRoomCall::attempt_deadline_ms`].
    Timeout,
    /// The caller cancelled.
    Cancelled,
    /// The body went beyond [`CallOptions::max_response_bytes`].
    BodyTooLarge,
    /// Anything else: the client's own words for it.
    Other(String),
}

/// One `closeRoom` from start to end, without I/O.
///
/// The host loops: [`next`](Self::next) says what to do, the host does it and
/// reports back. The machine owns retries, backoff with jitter, the pace that
/// the provider allows, clock correction, and the meaning of "no such room".
/// It ends within its attempts and, given a host that calls it on time,
/// within its deadline.
///
/// `now_ms` is the host's clock in Unix milliseconds. When it steps back
/// during the call, the times the call waits for move back with it, so that
/// the call does not take longer. `entropy` is 16 fresh random bytes from a
/// cryptographic source, for nonce and jitter.
///
/// To drop it is to give it up: a turn that it waited for goes to other calls.
#[derive(Debug)]
pub struct CloseRoomCall {
    operation: Box<dyn Operation>,
    options: CallOptions,
    state: State,
    /// The call's own time: the host's clock, without its steps back.
    now_ms: u64,
    /// How far the host's clock has stepped back behind that.
    ahead_ms: u64,
    deadline_ms: Option<u64>,
    attempts: u32,
    last_sent_ms: u64,
    /// Randomness for the pause after the attempt in flight.
    jitter: u64,
    /// What to add to the host's clock to get the provider's.
    clock_offset_ms: i64,
    clock_corrected: bool,
    retried_once: bool,
    /// Whether an earlier attempt may have closed the room without our knowing.
    maybe_closed: bool,
    /// Why there has to be another attempt.
    last_failure: Option<Error>,
}

#[derive(Debug)]
enum State {
    Ready {
        not_before_ms: u64,
        /// Whether that is the call's turn, given by the client's pace.
        has_turn: bool,
    },
    InFlight {
        until_ms: u64,
    },
    Done(Result<Closed, Error>),
}

impl Drop for CloseRoomCall {
    fn drop(&mut self) {
        self.give_back_turn();
    }
}

impl CloseRoomCall {
    /// Checks the options. The input has been checked by the provider.
    pub(crate) fn new(operation: Box<dyn Operation>, options: CallOptions) -> Result<Self, Error> {
        let input = Input(operation.provider());
        if options.max_attempts == 0 {
            return input.refuse("MaxAttempts", "must be at least 1");
        }
        if options.timeout_ms == 0 {
            return input.refuse("Timeout", "must be at least 1 millisecond");
        }
        if options.max_response_bytes == 0 {
            return input.refuse("MaxResponseBytes", "must be at least 1");
        }
        Ok(Self {
            operation,
            state: State::Ready { not_before_ms: 0, has_turn: !options.paced },
            options,
            now_ms: 0,
            ahead_ms: 0,
            deadline_ms: None,
            attempts: 0,
            last_sent_ms: 0,
            jitter: 0,
            clock_offset_ms: 0,
            clock_corrected: false,
            retried_once: false,
            maybe_closed: false,
            last_failure: None,
        })
    }

    /// What to do now. The first call starts the clock of
    /// [`CallOptions::timeout_ms`].
    pub fn next(&mut self, now_ms: u64, entropy: [u8; 16]) -> Step {
        let now = self.advance(now_ms);
        let deadline_ms = self.deadline();
        if matches!(self.state, State::InFlight { until_ms } if until_ms <= now) {
            self.lost(now, self.timed_out());
        }
        if matches!(self.state, State::Ready { .. }) && deadline_ms <= now {
            self.fail(self.deadline_exceeded());
        }
        match &self.state {
            State::Done(result) => Step::Done(result.clone()),
            State::InFlight { until_ms } => Step::Wait(self.host_ms(*until_ms)),
            State::Ready { not_before_ms, .. } if now < *not_before_ms => {
                Step::Wait(self.host_ms(*not_before_ms))
            }
            State::Ready { has_turn: true, .. } => self.send(now, entropy),
            State::Ready { has_turn: false, .. } => self.queue(now, entropy),
        }
    }

    /// When the host has to give up the request in flight (Unix milliseconds).
    ///
    /// While another attempt could follow, one may use half of the time that
    /// is left; the last may use all of it.
    pub fn attempt_deadline_ms(&self) -> u64 {
        match self.state {
            State::InFlight { until_ms } => self.host_ms(until_ms),
            _ => self.deadline_ms.map_or(u64::MAX, |deadline_ms| self.host_ms(deadline_ms)),
        }
    }

    /// The largest body to read, in bytes; beyond it, report [`TransportFailure::BodyTooLarge`].
    pub fn max_response_bytes(&self) -> usize {
        self.options.max_response_bytes
    }

    /// Whether the text shows a secret, the token or a signature: what a host is not to keep,
    /// such as an HTTP client's error that names the signed URL.
    pub fn reveals_credentials(&self, text: &str) -> bool {
        let shown = self.operation.scrub(text, usize::MAX);
        let mut shown = shown.chars();
        // Whether masking changed anything: what is masked already is harmless.
        text.chars().any(|c| shown.next() != Some(printable(c))) || shown.next().is_some()
    }

    /// Reports the response to the request in flight. Without one, it is ignored.
    ///
    /// Abort a request before reporting its [`TransportFailure`]: its response, if it came
    /// late, would be taken for that of the next.
    pub fn received(&mut self, now_ms: u64, response: &HttpResponse) {
        let now = self.advance(now_ms);
        let State::InFlight { .. } = self.state else { return };
        if response.body.len() > self.options.max_response_bytes {
            let error = self.body_too_large().with_http_status(response.status);
            return self.fail(error);
        }
        match self.operation.parse(response) {
            Ok(closed) => self.finish(Ok(Closed { attempts: self.attempts, ..closed })),
            Err(error) => self.refused(now, error, response),
        }
    }

    /// Reports that the request in flight, or a wait, came to nothing.
    /// After the end of the call it is ignored.
    pub fn failed(&mut self, now_ms: u64, failure: TransportFailure) {
        let now = self.advance(now_ms);
        match (&self.state, failure) {
            (State::Done(_), _) => {}
            (_, TransportFailure::Cancelled) => {
                self.give_back_turn();
                let error = self.error(ErrorKind::Cancelled, "the caller cancelled the call");
                self.fail(error);
            }
            (State::Ready { .. }, _) => {}
            (_, TransportFailure::BodyTooLarge) => self.fail(self.body_too_large()),
            (_, TransportFailure::Timeout) => self.lost(now, self.timed_out()),
            (_, TransportFailure::Other(cause)) => {
                // It may name the signed URL.
                let cause = self.operation.scrub(&Zeroizing::new(cause), CAUSE_BYTES);
                let what = text!["the HTTP client failed: ", cause];
                let error = self.error(ErrorKind::Transport, &what);
                self.lost(now, error.with_retry(Retry::Backoff, None));
            }
        }
    }

    /// Brings the call's time up to the host's. Where that has stepped back,
    /// the call's stands still for this moment and goes on from there.
    fn advance(&mut self, host_ms: u64) -> u64 {
        let now_ms = host_ms.saturating_add(self.ahead_ms);
        self.ahead_ms += self.now_ms.saturating_sub(now_ms);
        self.now_ms = self.now_ms.max(now_ms);
        self.now_ms
    }

    /// What the host's clock shows at that moment of the call's time.
    fn host_ms(&self, ms: u64) -> u64 {
        ms.saturating_sub(self.ahead_ms)
    }

    fn deadline(&mut self) -> u64 {
        let from_now = self.now_ms.saturating_add(self.options.timeout_ms);
        *self.deadline_ms.get_or_insert(from_now)
    }

    fn attempts_left(&self) -> u32 {
        self.options.max_attempts.saturating_sub(self.attempts)
    }

    /// Asks the client's pace for a turn.
    fn queue(&mut self, now: u64, entropy: [u8; 16]) -> Step {
        let host_now_ms = self.host_ms(now);
        let deadline_ms = self.deadline();
        match self.operation.pace().take(host_now_ms, self.host_ms(deadline_ms)) {
            Ok(turn_ms) if turn_ms <= host_now_ms => self.send(now, entropy),
            Ok(turn_ms) => {
                let not_before_ms = turn_ms.saturating_add(self.ahead_ms);
                self.state = State::Ready { not_before_ms, has_turn: true };
                Step::Wait(turn_ms)
            }
            Err(turn_ms) => {
                let what =
                    "other calls of this client use up the rate limit until after the deadline";
                let pause_ms = turn_ms.saturating_sub(host_now_ms);
                let error = self.error(ErrorKind::RateLimited, what);
                self.no_attempt(error.with_retry(Retry::Backoff, Some(pause_ms)))
            }
        }
    }

    /// Lets other calls have a turn that this one will not use.
    fn give_back_turn(&self) {
        if let State::Ready { not_before_ms, has_turn: true } = self.state
            && self.options.paced
        {
            self.operation.pace().give_back(self.host_ms(not_before_ms));
        }
    }

    fn send(&mut self, now: u64, entropy: [u8; 16]) -> Step {
        let nonce = nonce(entropy.first_chunk().copied().unwrap_or_default());
        let timestamp = self.host_ms(now).saturating_add_signed(self.clock_offset_ms) / 1000;
        let request = match self.operation.build(timestamp, &nonce) {
            Ok(request) => request,
            Err(error) => return self.no_attempt(error),
        };
        self.attempts += 1;
        self.last_sent_ms = now;
        self.jitter = entropy.last_chunk().copied().map_or(0, u64::from_le_bytes);
        let left_ms = self.deadline().saturating_sub(now);
        self.state = State::InFlight { until_ms: now.saturating_add(self.share_ms(left_ms)) };
        Step::Send(request)
    }

    /// Ends the call for want of an attempt that could be sent. What has become of the one before
    /// matters more than why there is no other.
    fn no_attempt(&mut self, error: Error) -> Step {
        let error = self.last_failure.take().unwrap_or(error);
        self.fail(error.clone());
        Step::Done(Err(error))
    }

    /// How much of the time that is left the attempt may use that is sent now.
    fn share_ms(&self, left_ms: u64) -> u64 {
        let half = left_ms.div_ceil(2);
        let next = half.saturating_add(self.backoff_ms()).max(self.operation.pace().interval_ms());
        if self.attempts_left() > 0 && next < left_ms { half } else { left_ms }
    }

    /// The provider, or something before it, answered with an error.
    fn refused(&mut self, now: u64, error: Error, response: &HttpResponse) {
        match error.kind() {
            ErrorKind::RoomNotFound => {
                if self.options.already_gone_is_error && !self.maybe_closed {
                    return self.fail(error);
                }
                self.finish(Ok(Closed {
                    status: Status::AlreadyGone,
                    request_id: error.request_id().unwrap_or_default().into(),
                    attempts: self.attempts,
                }));
            }
            ErrorKind::ClockSkew => match self.measured_offset_ms(now, response) {
                Some(offset) => {
                    self.clock_offset_ms = offset;
                    self.clock_corrected = true;
                    self.try_again(now, 0, error);
                }
                None => self.fail(error),
            },
            kind => {
                self.maybe_closed |= kind == ErrorKind::Unavailable;
                match error.retry() {
                    Retry::Backoff => self.try_again(now, self.pause_ms(&error), error),
                    Retry::Once if !self.retried_once => {
                        self.retried_once = true;
                        self.try_again(now, self.pause_ms(&error), error);
                    }
                    Retry::Once | Retry::Never => self.fail(error),
                }
            }
        }
    }

    /// No response came; whether the room was closed is unknown.
    fn lost(&mut self, now: u64, error: Error) {
        self.maybe_closed = true;
        let in_time = now < self.deadline();
        let error = if in_time { error } else { self.deadline_exceeded() };
        self.try_again(now, self.backoff_ms(), error);
    }

    /// Schedules the next attempt, or ends with this error where none is
    /// left or its time would come too late.
    fn try_again(&mut self, now: u64, pause_ms: u64, error: Error) {
        let paced = self.last_sent_ms.saturating_add(self.operation.pace().interval_ms());
        let not_before_ms = paced.max(now.saturating_add(pause_ms));
        if self.attempts_left() == 0 || not_before_ms >= self.deadline() {
            self.fail(error);
        } else {
            self.state = State::Ready { not_before_ms, has_turn: !self.options.paced };
            self.last_failure = Some(error);
        }
    }

    /// The pause after a transient failure: the provider's wish with some
    /// spread, and no less than the backoff.
    fn pause_ms(&self, error: &Error) -> u64 {
        let asked = error
            .retry_after_ms()
            .map_or(0, |ms| ms.saturating_add(self.jitter % (RATE_LIMIT_JITTER_MS + 1)));
        self.backoff_ms().max(asked)
    }

    fn backoff_ms(&self) -> u64 {
        let doublings = self.attempts.saturating_sub(1).min(16);
        let longest = BACKOFF_MS << doublings;
        longest / 2 + self.jitter % (longest / 2 + 1)
    }

    /// How far the provider's clock is ahead, by the response that complained
    /// about ours; once a call, and never from any other response.
    fn measured_offset_ms(&self, now: u64, response: &HttpResponse) -> Option<i64> {
        if self.clock_corrected {
            return None;
        }
        let theirs = date::parse_http_date(response.header("Date")?)?;
        // What could not be signed for is no clock to go by.
        if !is_unix_seconds(theirs) {
            return None;
        }
        let theirs_ms = i64::try_from(milliseconds(theirs)).ok()?;
        theirs_ms.checked_sub_unsigned(self.host_ms(now))
    }

    fn error(&self, kind: ErrorKind, what: &str) -> Error {
        let plural = if self.attempts == 1 { "" } else { "s" };
        let provider = self.operation.provider();
        let message =
            text![provider.as_str(), ": ", what, " (", self.attempts, " request", plural, " sent)"];
        Error::new(kind, provider, message)
    }

    fn body_too_large(&self) -> Error {
        let limit = self.options.max_response_bytes;
        let what = text!["the response body is larger than the limit of ", limit, " bytes"];
        self.error(ErrorKind::UnexpectedResponse, &what)
    }

    fn timed_out(&self) -> Error {
        let given_ms = match self.state {
            State::InFlight { until_ms } => until_ms.saturating_sub(self.last_sent_ms),
            _ => self.options.timeout_ms,
        };
        let all_ms = self.options.timeout_ms;
        let what = text!["no response within ", given_ms, " of the call's ", all_ms, " ms"];
        self.error(ErrorKind::DeadlineExceeded, &what).with_retry(Retry::Backoff, None)
    }

    fn deadline_exceeded(&self) -> Error {
        let mut what = text!["the call's ", self.options.timeout_ms, " ms were up"];
        if let Some(failure) = &self.last_failure {
            what.push_str("; before that: ");
            what.push_str(failure.message());
        }
        self.error(ErrorKind::DeadlineExceeded, &what).with_retry(Retry::Backoff, None)
    }

    /// Apart, as it is called from many places.
    #[inline(never)]
    fn fail(&mut self, error: Error) {
        self.finish(Err(error));
    }

    fn finish(&mut self, result: Result<Closed, Error>) {
        self.state = State::Done(result);
    }
}
