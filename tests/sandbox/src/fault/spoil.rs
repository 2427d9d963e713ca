//! How each fault spoils an answer.

use std::convert::Infallible;
use std::future;
use std::iter;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::channel::{Channel, Sender};
use hyper::body::Bytes;
use tokio::time;

use super::Fault;
use crate::answer::Answer;
use crate::connection::{Dropped, NoDate};
use crate::provider::Provider;
use crate::wire::WireRequest;

const JSON: &str = "application/json";
const HTML: &str = "text/html; charset=utf-8";
const PAGE: &str = "<!doctype html><title>Gateway</title><p>Please try again later.</p>\n";

impl Fault {
    /// The response that the client gets in place of `answer`.
    pub(crate) async fn spoil(
        self,
        provider: Provider,
        request: &WireRequest,
        answer: Answer,
    ) -> Response {
        match self {
            Self::Delay { ms } => {
                time::sleep(Duration::from_millis(ms)).await;
                answer.into_response()
            }
            Self::Hang {} => match future::pending::<Infallible>().await {},
            Self::Drop {} => marked(StatusCode::OK.into_response(), Dropped),
            Self::DropMidBody {} => dropped_mid_body(answer.body),
            Self::Status { status, retry_after, body } => bare_status(status, retry_after, body),
            Self::Html {} => response_of(HTML, PAGE),
            Self::TruncatedJson {} => {
                let middle = answer.body.len() / 2;
                response_of(JSON, answer.body[..middle].to_owned())
            }
            Self::EmptyBody {} => response_of(JSON, ""),
            Self::BigBody { bytes } => in_pieces(padded(answer.body, bytes)),
            Self::EndlessBody { bytes } => endless(padded(answer.body, bytes)),
            Self::SlowBody { ms } => slow(answer.body, Duration::from_millis(ms)),
            Self::WrongContentType {} => response_of(HTML, answer.body),
            Self::Code { code, message } => {
                provider.error(&code, message.as_deref()).into_response()
            }
            Self::Echo { place } => place.answer(provider, request),
            Self::Redirect { location } => {
                (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, location)]).into_response()
            }
            Self::NoDate {} => marked(answer.into_response(), NoDate),
            Self::Replay {} => answer.into_response(),
        }
    }
}

fn response_of(content_type: &'static str, body: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, content_type)], body.into()).into_response()
}

fn padded(mut body: String, bytes: usize) -> String {
    let missing = bytes.saturating_sub(body.len());
    body.extend(iter::repeat_n(' ', missing));
    body
}

fn marked<M: Clone + Send + Sync + 'static>(mut response: Response, mark: M) -> Response {
    response.extensions_mut().insert(mark);
    response
}

fn bare_status(status: u16, retry_after: Option<u64>, body: Option<String>) -> Response {
    let status = StatusCode::from_u16(status).expect("checked when planned");
    let mut response = (status, body.unwrap_or_default()).into_response();
    if let Some(seconds) = retry_after {
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Announces the whole body, sends half of it and closes the connection.
fn dropped_mid_body(body: String) -> Response {
    /// Until the first half has left.
    const PAUSE: Duration = Duration::from_millis(20);

    let length = body.len();
    let response = written_by(|mut writer| async move {
        let half = Bytes::from(body).split_to(length / 2);
        if writer.send_data(half).await.is_ok() {
            time::sleep(PAUSE).await;
            writer.abort(Dropped);
        }
    });
    announcing(response, length)
}

/// Sends the body piece by piece, so that a client that leaves is noticed before the end.
fn in_pieces(body: String) -> Response {
    const PIECE_BYTES: usize = 64 * 1024;
    const PAUSE: Duration = Duration::from_millis(1);

    let length = body.len();
    let response = written_by(|mut writer| async move {
        let mut rest = Bytes::from(body);
        while !rest.is_empty() {
            let piece = rest.split_to(PIECE_BYTES.min(rest.len()));
            if writer.send_data(piece).await.is_err() {
                break;
            }
            time::sleep(PAUSE).await;
        }
    });
    announcing(response, length)
}

/// Sends the head at once and the body after the delay.
fn slow(body: String, delay: Duration) -> Response {
    let length = body.len();
    let response = written_by(move |mut writer| async move {
        time::sleep(delay).await;
        // A client that has left does not want it any more.
        let _ = writer.send_data(Bytes::from(body)).await;
    });
    announcing(response, length)
}

/// Sends the answer and then spaces until the client leaves.
fn endless(body: String) -> Response {
    const DRIP: &[u8] = b"                ";
    const PAUSE: Duration = Duration::from_millis(10);

    written_by(|mut writer| async move {
        let mut next = Bytes::from(body);
        while writer.send_data(next).await.is_ok() {
            time::sleep(PAUSE).await;
            next = Bytes::from_static(DRIP);
        }
    })
}

/// A JSON response whose body is written as time goes by.
fn written_by<W>(write: impl FnOnce(Sender<Bytes, Dropped>) -> W) -> Response
where
    W: Future<Output = ()> + Send + 'static,
{
    let (writer, body) = Channel::new(1);
    tokio::spawn(write(writer));
    response_of(JSON, Body::new(body))
}

fn announcing(mut response: Response, length: usize) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    response
}
