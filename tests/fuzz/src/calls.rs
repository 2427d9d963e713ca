//! Calls of any client with any options, and what may become of their requests.

use arbitrary::Arbitrary;
use closeroom::trtc::{RoomId, SignatureMethod, Trtc};
use closeroom::zego::{CloseRoom, Zego};
use closeroom::{CallOptions, CloseRoomCall, Error, HttpRequest, HttpResponse, Method};
use closeroom::{TransportFailure, trtc, zego};
use closeroom_sandbox::{Config as Sandbox, Secret};
use percent_encoding::percent_decode_str;
use serde_json::json;

use crate::accounts::{self, TOKEN};
use crate::{reference, wire};

/// A client of either provider, in any of the ways of signing.
#[derive(Arbitrary, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Zego,
    Trtc { method: u8, is_get: bool },
}

/// The client itself; clones share one pace.
#[derive(Clone)]
pub(crate) enum Client {
    Zego(Zego),
    Trtc(Trtc),
}

impl Form {
    pub(crate) fn client(self) -> Client {
        let Self::Trtc { method, is_get } = self else { return Client::Zego(accounts::zego()) };
        let method = match method % 3 {
            0 => SignatureMethod::Tc3HmacSha256,
            1 => SignatureMethod::HmacSha256,
            _ => SignatureMethod::HmacSha1,
        };
        let config = accounts::trtc_config()
            .with_token(TOKEN)
            .with_signature_method(method)
            .with_http_method(if is_get { Method::Get } else { Method::Post });
        Client::Trtc(Trtc::new(config).expect("valid"))
    }

    /// The secrets that the client knows.
    pub(crate) fn secrets(self) -> &'static [&'static str] {
        match self {
            Self::Zego => &accounts::ZEGO_SECRETS,
            Self::Trtc { .. } => &accounts::TRTC_SECRETS,
        }
    }

    /// Whether the provider says that a request's signature has expired, in its documented code.
    pub(crate) fn is_told_of_clock_skew(self, response: &HttpResponse) -> bool {
        let Some(answer) = reference::object(&response.body) else { return false };
        match self {
            Self::Zego => answer.get("Code").is_some_and(|code| *code == 100_000_004),
            Self::Trtc { .. } => answer
                .get("Response")
                .is_some_and(|response| response["Error"]["Code"] == "AuthFailure.SignatureExpire"),
        }
    }

    /// The least time between two requests of one client, as the README has it.
    pub(crate) fn interval_ms(self) -> u64 {
        match self {
            Self::Zego => 1100,
            Self::Trtc { .. } => 55,
        }
    }
}

impl Client {
    pub(crate) fn call(&self, options: CallOptions) -> Result<CloseRoomCall, Error> {
        match self {
            Self::Zego(zego) => zego.call(CloseRoom::new("room"), options),
            Self::Trtc(trtc) => trtc.call(RoomId::Number(7), options),
        }
    }
}

#[derive(Arbitrary, Clone, Debug)]
pub(crate) struct Options {
    max_attempts: u8,
    timeout_ms: u16,
    is_long: bool,
    small_body: Option<u8>,
    already_gone_is_error: bool,
    paced: bool,
}

impl Options {
    pub(crate) fn options(&self) -> CallOptions {
        let most = self.small_body.map_or(1 << 20, |bytes| usize::from(bytes).max(1));
        CallOptions::default()
            .with_max_attempts(u32::from(self.max_attempts % 8).max(1))
            .with_timeout_ms(self.timeout_ms())
            .with_max_response_bytes(most)
            .with_already_gone_is_error(self.already_gone_is_error)
            .with_paced(self.paced)
    }

    pub(crate) fn timeout_ms(&self) -> u64 {
        u64::from(self.timeout_ms).max(1) * if self.is_long { 1000 } else { 1 }
    }
}

/// What becomes of a request.
#[derive(Arbitrary, Clone, Debug)]
pub(crate) enum Fate {
    Response {
        status: Status,
        date: Option<Date>,
        retry_after: Option<RetryAfter>,
        body: Body,
    },
    Failure(Failure),
    /// The host tells nothing.
    Silence,
}

#[derive(Arbitrary, Clone, Debug)]
pub(crate) enum Status {
    Ok,
    TooMany,
    Unavailable,
    Any(u16),
}

#[derive(Arbitrary, Clone, Debug)]
pub(crate) enum Date {
    /// So many seconds from 2023-11-14 on.
    After(u32),
    Any(String),
}

#[derive(Arbitrary, Clone, Debug)]
pub(crate) enum RetryAfter {
    Seconds(u8),
    Any(u64),
    Text(String),
}

#[derive(Arbitrary, Clone, Debug)]
pub(crate) enum Body {
    Success,
    /// One of the provider's codes.
    Code(u8),
    /// All of the request, in the place of a code, a message and a request id.
    Echo,
    Any(Vec<u8>),
}

#[derive(Arbitrary, Clone, Debug)]
pub(crate) enum Failure {
    Timeout,
    BodyTooLarge,
    Cancelled,
    /// With the URL in its text, as clients do.
    Url(String),
}

impl Fate {
    /// What the host reports; `Ok(None)` is silence.
    pub(crate) fn report(
        &self,
        form: Form,
        request: &HttpRequest,
    ) -> Result<Option<HttpResponse>, TransportFailure> {
        let (status, date, retry_after, body) = match self {
            Self::Response { status, date, retry_after, body } => (status, date, retry_after, body),
            Self::Failure(failure) => return Err(failure.report(request)),
            Self::Silence => return Ok(None),
        };
        let status = match status {
            Status::Ok => 200,
            Status::TooMany => 429,
            Status::Unavailable => 503,
            Status::Any(status) => *status,
        };
        let mut response = HttpResponse::new(status, body.bytes(form, request));
        if let Some(date) = date {
            response = response.with_header("date", date.text());
        }
        if let Some(retry_after) = retry_after {
            response = response.with_header("retry-after", retry_after.text());
        }
        Ok(Some(response))
    }
}

impl Date {
    fn text(&self) -> String {
        match self {
            Self::After(seconds) => {
                let seconds = accounts::NOW + u64::from(*seconds);
                httpdate::fmt_http_date(
                    std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds),
                )
            }
            Self::Any(text) => text.clone(),
        }
    }
}

impl RetryAfter {
    fn text(&self) -> String {
        match self {
            Self::Seconds(seconds) => seconds.to_string(),
            Self::Any(seconds) => seconds.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

impl Body {
    fn bytes(&self, form: Form, request: &HttpRequest) -> Vec<u8> {
        match self {
            Self::Success => success(form),
            Self::Code(index) => code(form, (*index).into()),
            Self::Echo => echo(request),
            Self::Any(bytes) => bytes.clone(),
        }
    }
}

impl Failure {
    fn report(&self, request: &HttpRequest) -> TransportFailure {
        match self {
            Self::Timeout => TransportFailure::Timeout,
            Self::BodyTooLarge => TransportFailure::BodyTooLarge,
            Self::Cancelled => TransportFailure::Cancelled,
            Self::Url(text) => TransportFailure::Other(format!("{text}{}{text}", request.url)),
        }
    }
}

/// A body that is a success for the provider.
pub(crate) fn success(form: Form) -> Vec<u8> {
    match form {
        Form::Zego => br#"{"Code":0,"Message":"success","RequestId":"1"}"#.into(),
        Form::Trtc { .. } => br#"{"Response":{"RequestId":"1"}}"#.into(),
    }
}

fn code(form: Form, index: usize) -> Vec<u8> {
    match form {
        Form::Zego => {
            let code = zego::codes::ALL[index % zego::codes::ALL.len()].code;
            json!({ "Code": code, "Message": "no", "RequestId": "1" })
        }
        Form::Trtc { .. } => {
            let code = trtc::codes::ALL[index % trtc::codes::ALL.len()].code;
            json!({ "Response": { "RequestId": "1", "Error": { "Code": code, "Message": "no" } } })
        }
    }
    .to_string()
    .into()
}

fn echo(request: &HttpRequest) -> Vec<u8> {
    let headers = request.headers.iter().map(|h| format!("{}: {}\n", h.name, h.value));
    let body = request.body.as_deref().unwrap_or_default();
    let all = format!("{}\n{}\n{body}", request.url, headers.collect::<String>());
    json!({
        "Code": 1, "Message": all, "RequestId": all,
        "Response": { "RequestId": all, "Error": { "Code": all, "Message": all } },
    })
    .to_string()
    .into()
}

/// The two halves are the nonce, which must not be 0 in signature v1, and the jitter.
pub(crate) fn entropy(random: u64) -> [u8; 16] {
    let mut entropy = [0; 16];
    entropy[..8].copy_from_slice(&(random | 1).to_be_bytes());
    entropy[8..].copy_from_slice(&random.to_le_bytes());
    entropy
}

/// Whether the sandbox would close the room of these calls for that request at that second.
pub(crate) fn is_accepted(form: Form, now_seconds: u64, request: &HttpRequest) -> bool {
    let room = if form == Form::Zego { "zego:room" } else { "trtc:number:7" };
    let mut sandbox = Sandbox { rooms: vec![room.parse().expect("a room")], ..Sandbox::default() };
    sandbox.trtc.token = Some(Secret::new(TOKEN));
    wire::answer(&sandbox, now_seconds, request).code == "success"
}

/// The signature of a request, as it was sent and without its encoding.
pub(crate) fn signatures(request: &HttpRequest) -> Vec<String> {
    let fields = request.headers.iter().map(|header| &*header.value);
    let texts = fields.chain([&*request.url]).chain(request.body.as_deref());
    let signed = texts.filter_map(|text| text.rsplit_once("Signature=")?.1.split('&').next());
    let signatures: Vec<String> = signed
        .flat_map(|text| [text.to_owned(), percent_decode_str(text).decode_utf8_lossy().into()])
        .collect();
    assert!(!signatures.is_empty(), "{request:?} is not signed");
    signatures
}
