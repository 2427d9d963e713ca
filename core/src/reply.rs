//! From a provider's reply to an outcome: the rules that all providers share.

use alloc::string::String;

use crate::code::{CodeInfo, Retry, retry_of};
use crate::date::milliseconds;
use crate::error::{Error, ErrorKind, Provider};
use crate::http::HttpResponse;
use crate::json::Object;
use crate::outcome::{Closed, Status};
use crate::read::{is_decimal, lossy, utf8, whole_number};
use crate::scrub;
use crate::secret::Secret;
use crate::text::text;

/// How much of an undocumented response an error shows, in bytes.
const EXCERPT_BYTES: usize = 200;
/// How much of a provider's own message an error shows, in bytes.
const PROVIDER_MESSAGE_BYTES: usize = 500;
/// How much of a provider's code or request id is kept, in bytes; none is half as long.
const ID_BYTES: usize = 200;
/// The pause after a rate limit: both providers count requests per second.
const RATE_LIMIT_PAUSE_MS: u64 = 1000;

/// What a provider's body says, before the HTTP status has been looked at.
pub(crate) enum Reply<'a> {
    /// The documented success.
    Success { request_id: Option<&'a str> },
    /// The documented failure.
    Refused(Refusal<'a>),
    /// Neither; with what was expected.
    Undocumented(&'static str),
}

/// A documented failure.
pub(crate) struct Refusal<'a> {
    pub(crate) code: &'a str,
    /// The provider's message.
    pub(crate) message: &'a str,
    pub(crate) request_id: Option<&'a str>,
    /// What is known of the code.
    pub(crate) class: Option<Class>,
}

/// What is known of a code, in full or by its family.
#[derive(Clone, Copy)]
pub(crate) struct Class {
    pub(crate) kind: ErrorKind,
    pub(crate) retry: Retry,
    pub(crate) meaning: &'static str,
}

impl<Code> From<&CodeInfo<Code>> for Class {
    fn from(info: &CodeInfo<Code>) -> Self {
        Self { kind: info.kind, retry: info.retry, meaning: info.meaning }
    }
}

impl Class {
    const UNKNOWN_CODE: Self = Self {
        kind: ErrorKind::Rejected,
        retry: Retry::Never,
        meaning: "a code that closeroom does not know",
    };

    const UNDOCUMENTED: Self = Self {
        kind: ErrorKind::UnexpectedResponse,
        retry: Retry::Never,
        meaning: "an undocumented answer of ",
    };

    /// The class of an HTTP status that says enough by itself.
    fn of_status(status: u16) -> Option<Self> {
        let (kind, meaning) = match status {
            429 => (ErrorKind::RateLimited, "too many requests"),
            500..=599 => (ErrorKind::Unavailable, "failure on the provider's side"),
            _ => return None,
        };
        Some(Self { kind, retry: retry_of(kind), meaning })
    }
}

/// Turns responses of one provider, for one set of credentials, into outcomes.
pub(crate) struct Settler<'a> {
    pub(crate) provider: Provider,
    /// The provider's name in messages.
    pub(crate) label: &'static str,
    /// What must not be seen in an error.
    pub(crate) secrets: &'a [&'a Secret],
}

impl Settler<'_> {
    /// Decides by body and status. A known provider code wins over the
    /// status; a success counts with a 2xx status only.
    pub(crate) fn settle(
        &self,
        response: &HttpResponse,
        read: for<'a> fn(&'a Object<'_>) -> Reply<'a>,
    ) -> Result<Closed, Error> {
        // What is no JSON object holds nothing that is expected of one.
        let body = utf8(&response.body).and_then(Object::parse).unwrap_or_default();
        let (error, request_id) = match &read(&body) {
            Reply::Success { request_id } if (200..300).contains(&response.status) => {
                return Ok(Closed {
                    status: Status::Closed,
                    request_id: self.clean_id(request_id.unwrap_or_default()),
                    attempts: 1,
                });
            }
            Reply::Success { request_id } => {
                (self.unusable("a 2xx status with a success", response), *request_id)
            }
            Reply::Refused(refusal) => (self.refused(refusal, response), refusal.request_id),
            Reply::Undocumented(expected) => (self.unusable(expected, response), None),
        };
        Err(error.with_request_id(request_id.map(|id| self.clean_id(id))))
    }

    fn refused(&self, refusal: &Refusal<'_>, response: &HttpResponse) -> Error {
        let by_status = || Class::of_status(response.status);
        let class = refusal.class.or_else(by_status).unwrap_or(Class::UNKNOWN_CODE);
        let code = self.clean_id(refusal.code);
        let said = self.clean(refusal.message, PROVIDER_MESSAGE_BYTES);
        let text = text![self.label, " ", code, ": ", class.meaning, " (\"", said, "\")"];
        self.error(class, text, response).with_provider_code(code)
    }

    /// The body alone says too little; the status may say enough.
    fn unusable(&self, expected: &str, response: &HttpResponse) -> Error {
        let class = Class::of_status(response.status).unwrap_or(Class::UNDOCUMENTED);
        let mut text = text![self.label, " HTTP ", response.status, ": ", class.meaning];
        if class.kind == ErrorKind::UnexpectedResponse {
            let excerpt = self.clean(&lossy(&response.body), EXCERPT_BYTES);
            text.push_str(&text![
                response.body.len(),
                " bytes that are not ",
                expected,
                ": \"",
                excerpt,
                "\"",
            ]);
        }
        self.error(class, text, response)
    }

    fn error(&self, class: Class, text: String, response: &HttpResponse) -> Error {
        let retry_after = retry_after_ms(response);
        let pause = match class.kind {
            ErrorKind::RateLimited => {
                Some(retry_after.map_or(RATE_LIMIT_PAUSE_MS, |ms| ms.max(RATE_LIMIT_PAUSE_MS)))
            }
            _ if class.retry == Retry::Never => None,
            _ => retry_after,
        };
        Error::new(class.kind, self.provider, text)
            .with_http_status(response.status)
            .with_retry(class.retry, pause)
    }

    fn clean_id(&self, id: &str) -> String {
        scrub::foreign_id(id, self.secrets, ID_BYTES)
    }

    fn clean(&self, text: &str, limit: usize) -> String {
        scrub::foreign_text(text, self.secrets, limit)
    }
}

/// `Retry-After` in its form of seconds. Its date form is not read: that
/// would need the time, which parsing does not have, and neither provider
/// documents the header at all.
fn retry_after_ms(response: &HttpResponse) -> Option<u64> {
    let seconds = response.header("Retry-After")?;
    is_decimal(seconds).then(|| milliseconds(whole_number(seconds).unwrap_or(u64::MAX)))
}
