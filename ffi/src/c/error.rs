//! The details of an error.

use std::fmt;

use closeroom::{Error, Provider};

use super::boundary::infallible;
use super::optional::closeroom_optional_u64;
use super::result::closeroom_result;
use super::text::{Text, closeroom_str, lend};

/// Why a function failed.
///
/// Ownership: the caller's; free it with closeroom_error_free(). Threads: never changes, so any
/// number of threads may read it at once. It can be logged: no part of it holds a secret, the token
/// or a request's signature, unless a provider sends one back as a code or an id of its own.
pub struct closeroom_error {
    result: closeroom_result,
    provider: closeroom_provider,
    field: Option<Text>,
    provider_code: Option<Text>,
    message: Text,
    request_id: Option<Text>,
    http_status: u16,
    retryable: bool,
    retry_after_ms: Option<u64>,
}

/// Whose API a call or a callback belongs to.
#[repr(u32)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum closeroom_provider {
    /// None: the function was used wrongly, whatever the provider.
    #[default]
    None = 0,
    /// ZEGOCLOUD.
    Zego = 1,
    /// Tencent Real-Time Communication.
    Trtc = 2,
}

impl closeroom_error {
    pub(super) fn result(&self) -> closeroom_result {
        self.result
    }

    /// The caller's mistake with a parameter; `what` goes on after its name.
    pub(super) fn misuse(parameter: &'static str, what: impl fmt::Display) -> Self {
        let message = format!("{parameter} {what}");
        Self {
            field: Some(parameter.into()),
            ..Self::new(closeroom_result::InvalidInput, &message)
        }
    }

    pub(super) fn null(parameter: &'static str) -> Self {
        Self::misuse(parameter, "is NULL; it has to be given")
    }

    pub(super) fn not_utf8(parameter: &'static str, valid_up_to: usize) -> Self {
        Self::misuse(
            parameter,
            format_args!("is not UTF-8: byte {valid_up_to} (counted from 0) begins no character"),
        )
    }

    pub(super) fn too_small(parameter: &'static str, needed: usize, given: usize) -> Self {
        Self::misuse(parameter, format_args!("has room for {given} bytes; {needed} are written"))
    }

    /// The provider's, for a body that is not worth reading on.
    pub(super) fn body_too_large(limit: usize) -> Self {
        let message = format!("the response body is larger than the limit of {limit} bytes");
        Self::new(closeroom_result::UnexpectedResponse, &message)
    }

    /// A failure of this library or the system.
    pub(super) fn internal(message: &str) -> Self {
        Self::new(closeroom_result::Internal, message)
    }

    fn new(result: closeroom_result, message: &str) -> Self {
        Self {
            result,
            provider: closeroom_provider::None,
            field: None,
            provider_code: None,
            message: message.into(),
            request_id: None,
            http_status: 0,
            retryable: false,
            retry_after_ms: None,
        }
    }
}

impl From<Error> for closeroom_error {
    fn from(error: Error) -> Self {
        Self {
            result: error.kind().into(),
            provider: match error.provider() {
                Provider::Zego => closeroom_provider::Zego,
                Provider::Trtc => closeroom_provider::Trtc,
                _ => closeroom_provider::None,
            },
            field: error.field().map(Text::from),
            provider_code: error.provider_code().map(Text::from),
            message: error.message().into(),
            request_id: error.request_id().map(Text::from),
            http_status: error.http_status().unwrap_or_default(),
            retryable: error.retryable(),
            retry_after_ms: error.retry_after_ms(),
        }
    }
}

impl fmt::Display for closeroom_error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message.as_str())
    }
}

/// What kind of error it is: what the function returned. NULL: CLOSEROOM_RESULT_OK.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_error_result(error: Option<&closeroom_error>) -> closeroom_result {
    infallible(|| error.map_or(closeroom_result::Ok, closeroom_error::result))
}

/// What happened and what to do, for people. Not for decisions: the wording may change.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_error_message(error: Option<&closeroom_error>) -> closeroom_str {
    infallible(|| lend(error.map(|error| &error.message)))
}

/// The provider whose request or callback it was.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_error_provider(error: Option<&closeroom_error>) -> closeroom_provider {
    infallible(|| error.map(|error| error.provider).unwrap_or_default())
}

/// Which input was refused, only with CLOSEROOM_RESULT_INVALID_INPUT: by the provider's term
/// (`RoomId`, `ServerSecret`, `Endpoint`, ...; `MaxAttempts`, `Timeout`, `Now` for what is no
/// provider's), or by the parameter's name where only C can get it wrong (`zego`, `call_out`, ...).
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_error_field(error: Option<&closeroom_error>) -> closeroom_str {
    infallible(|| lend(error.and_then(|error| error.field.as_ref())))
}

/// The provider's own code as received (`5018`, `FailedOperation.RoomNotExist`); open text.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_error_provider_code(error: Option<&closeroom_error>) -> closeroom_str {
    infallible(|| lend(error.and_then(|error| error.provider_code.as_ref())))
}

/// The provider's request id, to quote to its support.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_error_request_id(error: Option<&closeroom_error>) -> closeroom_str {
    infallible(|| lend(error.and_then(|error| error.request_id.as_ref())))
}

/// The HTTP status of the response; 0 when there was none.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_error_http_status(error: Option<&closeroom_error>) -> u32 {
    infallible(|| error.map(|error| error.http_status.into()).unwrap_or_default())
}

/// Whether the same call may succeed when it is repeated later.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_error_retryable(error: Option<&closeroom_error>) -> bool {
    infallible(|| error.is_some_and(|error| error.retryable))
}

/// How long to wait before repeating the call, in milliseconds, when known.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_error_retry_after_ms(
    error: Option<&closeroom_error>,
) -> closeroom_optional_u64 {
    infallible(|| error.and_then(|error| error.retry_after_ms).into())
}

/// Frees an error. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_error_free(error: Option<Box<closeroom_error>>) {
    infallible(|| drop(error));
}
