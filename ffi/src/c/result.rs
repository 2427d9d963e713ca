//! The result of every function that can fail.

use closeroom::ErrorKind;

use super::boundary::infallible;
use super::text::closeroom_str;

/// How a function went: what kind of error, by what its caller can do about it.
///
/// The numbers are stable and never given to another kind. More may come: treat one that you do
/// not know as an error that repeating will not mend.
#[repr(u32)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum closeroom_result {
    /// Success. All others are errors.
    Ok = 0,
    /// Refused before anything was signed or sent: the message names the parameter and its limit.
    /// Also for what a C caller can get wrong: NULL, lengths, UTF-8, unknown numbers.
    InvalidInput = 1,
    /// The provider refused the credentials or the signature: check the app id and the secret.
    Unauthorized = 2,
    /// The signature had expired and could not be corrected: fix the host's clock.
    ClockSkew = 3,
    /// Signed correctly, but not allowed: service not enabled, sub-account policy, IP list.
    PermissionDenied = 4,
    /// The room does not exist (any more).
    RoomNotFound = 5,
    /// Too many requests: slow down; closeroom_error_retry_after_ms() says for how long.
    RateLimited = 6,
    /// The provider refused a parameter or the API call: do not repeat it unchanged.
    Rejected = 7,
    /// A failure on the provider's side: may work later.
    Unavailable = 8,
    /// Not what the provider documents (HTML, truncated, wrong shape, too large); the message
    /// holds a short excerpt.
    UnexpectedResponse = 9,
    /// The host's HTTP client failed: what it said is in the message.
    Transport = 10,
    /// The call's time was up.
    DeadlineExceeded = 11,
    /// The caller cancelled.
    Cancelled = 12,
    /// A callback whose signature does not verify, or that has none.
    InvalidSignature = 13,
    /// A callback outside the allowed time window.
    Stale = 14,
    /// Neither the caller's fault nor the provider's: a bug in this library, which was caught, or
    /// the system gave no randomness. A call or a response that the function was given is to be
    /// freed; clients, and whatever never changes, may be used on.
    #[default]
    Internal = 255,
}

impl From<ErrorKind> for closeroom_result {
    fn from(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::InvalidInput => Self::InvalidInput,
            ErrorKind::Unauthorized => Self::Unauthorized,
            ErrorKind::ClockSkew => Self::ClockSkew,
            ErrorKind::PermissionDenied => Self::PermissionDenied,
            ErrorKind::RoomNotFound => Self::RoomNotFound,
            ErrorKind::RateLimited => Self::RateLimited,
            ErrorKind::Rejected => Self::Rejected,
            ErrorKind::Unavailable => Self::Unavailable,
            ErrorKind::UnexpectedResponse => Self::UnexpectedResponse,
            ErrorKind::Transport => Self::Transport,
            ErrorKind::DeadlineExceeded => Self::DeadlineExceeded,
            ErrorKind::Cancelled => Self::Cancelled,
            ErrorKind::InvalidSignature => Self::InvalidSignature,
            ErrorKind::Stale => Self::Stale,
            // A kind that core has and this list has not: the test below finds it.
            _ => Self::Internal,
        }
    }
}

/// The name of a result, as every language and the documentation spell it: `ok`,
/// `invalid_input`, `room_not_found`, ...; `unknown` for a number that is none. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_result_name(result: u32) -> closeroom_str {
    infallible(|| {
        closeroom_str::of_static(match result {
            0 => c"ok",
            1 => c"invalid_input",
            2 => c"unauthorized",
            3 => c"clock_skew",
            4 => c"permission_denied",
            5 => c"room_not_found",
            6 => c"rate_limited",
            7 => c"rejected",
            8 => c"unavailable",
            9 => c"unexpected_response",
            10 => c"transport",
            11 => c"deadline_exceeded",
            12 => c"cancelled",
            13 => c"invalid_signature",
            14 => c"stale",
            255 => c"internal",
            _ => c"unknown",
        })
    })
}

#[cfg(test)]
mod tests {
    use std::ffi::CStr;

    use closeroom::ErrorKind;

    use super::{closeroom_result, closeroom_result_name};

    #[test]
    fn kinds_have_the_numbers_and_names_of_the_core() {
        for kind in ErrorKind::ALL {
            assert_eq!(closeroom_result::from(*kind) as u32, kind.number(), "{kind}");
            // SAFETY: names are literals.
            let name = unsafe { CStr::from_ptr(closeroom_result_name(kind.number()).data) };
            assert_eq!(name.to_str(), Ok(kind.as_str()));
        }
    }
}
