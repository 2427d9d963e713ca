//! The one error type, the same in every language.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use crate::code::Retry;
use crate::text::text;

/// What went wrong, by what the user can do about it.
///
/// The numbers are stable: they are the C result codes and are never
/// renumbered. More kinds may come; treat an unknown one as fatal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u32)]
pub enum ErrorKind {
    /// Refused before anything was signed; the message names the field and its limit.
    InvalidInput = 1,
    /// The provider refused the credentials or the signature: check the app id and the secret.
    Unauthorized = 2,
    /// The signature had expired and could not be corrected: fix the host's clock.
    ClockSkew = 3,
    /// Signed correctly, but not allowed: service not enabled, sub-account policy, IP list.
    PermissionDenied = 4,
    /// The room does not exist (any more).
    RoomNotFound = 5,
    /// Too many requests: slow down; [`Error::retry_after_ms`] says for how long.
    RateLimited = 6,
    /// The provider refused a parameter or the API call: do not repeat it unchanged.
    Rejected = 7,
    /// A failure on the provider's side: may work later.
    Unavailable = 8,
    /// Not what the provider documents (HTML, truncated, wrong shape); the message holds a short excerpt.
    UnexpectedResponse = 9,
    /// The host's HTTP client failed; its own error is the cause.
    Transport = 10,
    /// The call's time was up.
    DeadlineExceeded = 11,
    /// The caller cancelled.
    Cancelled = 12,
    /// A callback whose signature does not verify, or that has none.
    InvalidSignature = 13,
    /// A callback outside the allowed time window.
    Stale = 14,
}

impl ErrorKind {
    /// Every kind, in the order of the numbers.
    pub const ALL: &'static [Self] = &[
        Self::InvalidInput,
        Self::Unauthorized,
        Self::ClockSkew,
        Self::PermissionDenied,
        Self::RoomNotFound,
        Self::RateLimited,
        Self::Rejected,
        Self::Unavailable,
        Self::UnexpectedResponse,
        Self::Transport,
        Self::DeadlineExceeded,
        Self::Cancelled,
        Self::InvalidSignature,
        Self::Stale,
    ];

    /// The kind's name in `snake_case`, as every language spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidInput => "invalid_input",
            Self::Unauthorized => "unauthorized",
            Self::ClockSkew => "clock_skew",
            Self::PermissionDenied => "permission_denied",
            Self::RoomNotFound => "room_not_found",
            Self::RateLimited => "rate_limited",
            Self::Rejected => "rejected",
            Self::Unavailable => "unavailable",
            Self::UnexpectedResponse => "unexpected_response",
            Self::Transport => "transport",
            Self::DeadlineExceeded => "deadline_exceeded",
            Self::Cancelled => "cancelled",
            Self::InvalidSignature => "invalid_signature",
            Self::Stale => "stale",
        }
    }

    /// The kind's stable number, 1 and up. 0 is success.
    pub const fn number(self) -> u32 {
        self as u32
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whose API the call or callback belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Provider {
    /// ZEGOCLOUD.
    Zego,
    /// Tencent Real-Time Communication.
    Trtc,
}

impl Provider {
    /// The provider's name in lower case, as every language spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Zego => "zego",
            Self::Trtc => "trtc",
        }
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a call, a build, a parse or a verification failed.
///
/// Its `Display` is the message. No part of it ever holds a secret, a
/// signature or a token.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    kind: ErrorKind,
    provider: Provider,
    field: Option<&'static str>,
    provider_code: Option<String>,
    message: String,
    request_id: Option<String>,
    http_status: Option<u16>,
    retry: Retry,
    retry_after_ms: Option<u64>,
}

impl Error {
    /// The kind: what to decide on.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The provider whose request or callback this was.
    pub fn provider(&self) -> Provider {
        self.0.provider
    }

    /// What was refused of the input, by the provider's term for it: `RoomId`, `ServerSecret`, …
    /// With [`ErrorKind::InvalidInput`] only.
    pub fn field(&self) -> Option<&'static str> {
        self.0.field
    }

    /// The provider's own code as received (`"5018"`, `"FailedOperation.RoomNotExist"`); open text.
    pub fn provider_code(&self) -> Option<&str> {
        self.0.provider_code.as_deref()
    }

    /// What happened and what to do, for people. Not for decisions: the wording may change.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The provider's request id, to quote to its support.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The HTTP status, when there was a response.
    pub fn http_status(&self) -> Option<u16> {
        self.0.http_status
    }

    /// Whether the same call may succeed when repeated later.
    pub fn retryable(&self) -> bool {
        self.0.retry != Retry::Never
    }

    /// How long to wait before repeating the call, in milliseconds, when known.
    pub fn retry_after_ms(&self) -> Option<u64> {
        self.0.retry_after_ms
    }

    /// An error that is not worth repeating, without details of a response.
    pub(crate) fn new(kind: ErrorKind, provider: Provider, message: String) -> Self {
        Self(Box::new(Details {
            kind,
            provider,
            field: None,
            provider_code: None,
            message,
            request_id: None,
            http_status: None,
            retry: Retry::Never,
            retry_after_ms: None,
        }))
    }

    /// Bad input, for core and for bindings that find a value of the wrong
    /// type. `what` goes on after the field's name: its limit, and what to do.
    pub fn invalid_input(provider: Provider, field: &'static str, what: &str) -> Self {
        let message = text![field, " ", what];
        let mut error = Self::new(ErrorKind::InvalidInput, provider, message);
        error.0.field = Some(field);
        error
    }

    pub(crate) fn with_provider_code(mut self, code: String) -> Self {
        self.0.provider_code = Some(code);
        self
    }

    pub(crate) fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.0.request_id = request_id;
        self
    }

    pub(crate) fn with_http_status(mut self, status: u16) -> Self {
        self.0.http_status = Some(status);
        self
    }

    pub(crate) fn with_retry(mut self, retry: Retry, after_ms: Option<u64>) -> Self {
        self.0.retry = retry;
        self.0.retry_after_ms = after_ms;
        self
    }

    pub(crate) fn retry(&self) -> Retry {
        self.0.retry
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Error").field(&self.0).finish()
    }
}

impl core::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::ErrorKind;

    #[test]
    fn numbers_are_those_of_the_contract() {
        for (index, kind) in (1..).zip(ErrorKind::ALL) {
            assert_eq!(kind.number(), index, "{kind}");
        }
        assert_eq!(ErrorKind::Stale.number(), 14);
    }
}
