//! The call machine.

use std::sync::{Mutex, MutexGuard, PoisonError};

use closeroom::{CallOptions, CloseRoomCall, TransportFailure};

use super::closed::CoreClosed;
use super::error::CoreError;
use super::request::CoreRequest;
use super::response::CoreResponse;

/// How a call is carried out; what is unset is as the core has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct CoreCallOptions {
    /// How many requests may be sent in all.
    pub max_attempts: Option<u32>,
    /// The time for the whole call, in milliseconds.
    pub timeout_ms: Option<u64>,
    /// The largest response body that is read, in bytes.
    pub max_response_bytes: Option<u64>,
    /// Whether a room that is gone is an error.
    pub already_gone_is_error: bool,
    /// Whether the calls of one client take turns.
    pub paced: bool,
}

impl From<CoreCallOptions> for CallOptions {
    fn from(options: CoreCallOptions) -> Self {
        let mut core = Self::default()
            .with_already_gone_is_error(options.already_gone_is_error)
            .with_paced(options.paced);
        if let Some(max_attempts) = options.max_attempts {
            core.max_attempts = max_attempts;
        }
        if let Some(timeout_ms) = options.timeout_ms {
            core.timeout_ms = timeout_ms;
        }
        if let Some(bytes) = options.max_response_bytes {
            core.max_response_bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
        }
        core
    }
}

/// One closing of a room from start to end, without the sending.
#[derive(Debug, uniffi::Object)]
pub struct CoreCall(Mutex<CloseRoomCall>);

/// What the host is to do next.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum CoreStep {
    /// Send a request, without following redirects, and report what came of it.
    Send {
        /// What to send.
        request: CoreRequest,
        /// When to give it up, from now on, in milliseconds: 1 and more.
        timeout_ms: u64,
        /// The largest body to read, in bytes.
        max_response_bytes: u64,
    },
    /// Come back later.
    Wait {
        /// How much later, in milliseconds.
        ms: u64,
    },
    /// The room is closed.
    Done {
        /// How.
        closed: CoreClosed,
    },
}

/// How the host failed to bring a response.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum CoreFailure {
    /// No complete response in time.
    Timeout,
    /// The caller cancelled.
    Cancelled,
    /// The body was too large.
    BodyTooLarge,
    /// Anything else.
    Other {
        /// The HTTP client's own words.
        message: String,
    },
}

impl From<CoreFailure> for TransportFailure {
    fn from(failure: CoreFailure) -> Self {
        match failure {
            CoreFailure::Timeout => Self::Timeout,
            CoreFailure::Cancelled => Self::Cancelled,
            CoreFailure::BodyTooLarge => Self::BodyTooLarge,
            CoreFailure::Other { message } => Self::Other(message),
        }
    }
}

impl From<CloseRoomCall> for CoreCall {
    fn from(call: CloseRoomCall) -> Self {
        Self(Mutex::new(call))
    }
}

impl CoreCall {
    fn lock(&self) -> MutexGuard<'_, CloseRoomCall> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl CoreCall {
    /// What to do now, at this time in Unix milliseconds, with two times 64 random bits. The end
    /// of a call that failed is the error.
    pub fn next(
        &self,
        now_ms: u64,
        nonce_entropy: u64,
        jitter_entropy: u64,
    ) -> Result<CoreStep, CoreError> {
        let entropy = u128::from(nonce_entropy) << 64 | u128::from(jitter_entropy);
        let mut call = self.lock();
        Ok(match call.next(now_ms, entropy.to_be_bytes()) {
            closeroom::Step::Send(request) => CoreStep::Send {
                request: request.into(),
                timeout_ms: call.attempt_deadline_ms().saturating_sub(now_ms).max(1),
                max_response_bytes: call.max_response_bytes() as u64,
            },
            closeroom::Step::Wait(until_ms) => {
                CoreStep::Wait { ms: until_ms.saturating_sub(now_ms) }
            }
            closeroom::Step::Done(outcome) => CoreStep::Done { closed: outcome?.into() },
        })
    }

    /// Reports the response to the request in flight.
    pub fn received(&self, now_ms: u64, response: CoreResponse) -> Result<(), CoreError> {
        self.lock().received(now_ms, &response.into());
        Ok(())
    }

    /// Reports that the request in flight, or a wait, came to nothing.
    pub fn failed(&self, now_ms: u64, failure: CoreFailure) -> Result<(), CoreError> {
        self.lock().failed(now_ms, failure.into());
        Ok(())
    }

    /// Whether the text shows what a host is not to keep: a secret, the token, a signature.
    pub fn reveals_credentials(&self, text: &str) -> Result<bool, CoreError> {
        Ok(self.lock().reveals_credentials(text))
    }
}
