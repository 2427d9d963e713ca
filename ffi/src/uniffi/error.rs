//! Errors.

use std::fmt;

use closeroom::{Error, Provider};

/// What every function here fails with.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Error)]
pub enum CoreError {
    /// The core's error, all of it.
    Failed {
        /// Its fields.
        details: Box<CoreErrorDetails>,
    },
}

/// The fields of the core's error.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreErrorDetails {
    /// The stable number of the kind, 1 and up.
    pub kind: u32,
    /// Whose request or callback it was.
    pub provider: CoreProvider,
    /// What was refused of the input.
    pub field: Option<String>,
    /// The provider's own code, as received.
    pub provider_code: Option<String>,
    /// What happened, for people.
    pub message: String,
    /// The provider's request id.
    pub request_id: Option<String>,
    /// The HTTP status, when there was a response.
    pub http_status: Option<u16>,
    /// Whether the same call may succeed when repeated later.
    pub retryable: bool,
    /// How long to wait before that, in milliseconds.
    pub retry_after_ms: Option<u64>,
}

/// Whose API it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum CoreProvider {
    /// ZEGOCLOUD.
    Zego,
    /// Tencent TRTC.
    Trtc,
}

impl From<Provider> for CoreProvider {
    fn from(provider: Provider) -> Self {
        match provider {
            Provider::Zego => Self::Zego,
            // Open, for the sake of users of the core; there is no third.
            _ => Self::Trtc,
        }
    }
}

impl From<Error> for CoreError {
    fn from(error: Error) -> Self {
        let details = CoreErrorDetails {
            kind: error.kind().number(),
            provider: error.provider().into(),
            field: error.field().map(String::from),
            provider_code: error.provider_code().map(String::from),
            message: error.message().to_owned(),
            request_id: error.request_id().map(String::from),
            http_status: error.http_status(),
            retryable: error.retryable(),
            retry_after_ms: error.retry_after_ms(),
        };
        Self::Failed { details: Box::new(details) }
    }
}

impl fmt::Display for CoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Failed { details } = self;
        f.write_str(&details.message)
    }
}

impl std::error::Error for CoreError {}
