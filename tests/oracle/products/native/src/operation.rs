//! What can be asked.

use anyhow::{Result, bail};
use base64ct::{Base64, Encoding};
use closeroom::trtc::RoomId;
use closeroom::zego::CloseRoom;
use closeroom::{CallOptions, CloseRoomCall, HttpRequest, Status};
use closeroom_faults::{agent, close_room};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use ureq::http::Uri;
use ureq::http::uri::Authority;

use crate::client::{Client, Clients};
use crate::{callback, set, sign};

#[derive(Deserialize)]
#[serde(rename_all = "lowercase", tag = "op")]
enum Operation {
    Build(Closing),
    Close(Closing),
    Verify(Received),
    Sign(sign::Sent),
}

#[derive(Deserialize)]
struct Closing {
    provider: String,
    config: Value,
    room: Room,
    options: Options,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Room {
    String(String),
    /// Decimal text, since it may exceed 2^53.
    Number(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Options {
    custom_reason: Option<String>,
    room_close_callback: Option<bool>,
    timestamp: Option<u64>,
    nonce: Option<String>,
    timeout_ms: Option<u64>,
}

#[derive(Deserialize)]
struct Received {
    provider: String,
    /// Base64.
    body: String,
    options: callback::Options,
}

/// The result, in the shape that JavaScript shows.
pub(crate) fn carry_out(clients: &Clients, case: Value) -> Result<Value> {
    match Operation::deserialize(case)? {
        Operation::Build(closing) => {
            let client = clients.of(&closing.provider, &closing.config)?;
            let request = closing.build(&client)?;
            Ok(shown(&request)?)
        }
        Operation::Close(closing) => {
            let client = clients.of(&closing.provider, &closing.config)?;
            let closed = close_room(&agent(), closing.call(&client)?)?;
            let status = match closed.status {
                Status::Closed => "closed",
                _ => "alreadyGone",
            };
            let attempts = closed.attempts;
            Ok(json!({ "status": status, "requestId": closed.request_id, "attempts": attempts }))
        }
        Operation::Verify(received) => {
            let body = Base64::decode_vec(&received.body).map_err(anyhow::Error::msg)?;
            match &*received.provider {
                "zego" => Ok(callback::zego(&body, &received.options)?),
                _ => Ok(callback::trtc(&body, &received.options)?),
            }
        }
        Operation::Sign(sent) => Ok(sent.signature()?.into()),
    }
}

impl Closing {
    fn build(self, client: &Client) -> Result<HttpRequest> {
        let (Some(timestamp), Some(nonce)) = (self.options.timestamp, &self.options.nonce) else {
            bail!("a request is built for a time and with a nonce");
        };
        match client {
            Client::Zego(zego) => Ok(zego.build(&self.close_room()?, timestamp, nonce)?),
            Client::Trtc(trtc) => Ok(trtc.build(&self.room.id()?, timestamp, nonce)?),
        }
    }

    fn call(self, client: &Client) -> Result<CloseRoomCall> {
        let mut options = CallOptions::default();
        options.timeout_ms = self.options.timeout_ms.unwrap_or(options.timeout_ms);
        match client {
            Client::Zego(zego) => Ok(zego.call(self.close_room()?, options)?),
            Client::Trtc(trtc) => Ok(trtc.call(self.room.id()?, options)?),
        }
    }

    fn close_room(&self) -> Result<CloseRoom> {
        let Room::String(room) = &self.room else { bail!("ZEGOCLOUD's rooms have texts as ids") };
        let mut close_room = CloseRoom::new(room);
        close_room.custom_reason.clone_from(&self.options.custom_reason);
        close_room.room_close_callback = self.options.room_close_callback;
        Ok(close_room)
    }
}

impl Room {
    fn id(&self) -> Result<RoomId> {
        match self {
            Self::String(text) => Ok(RoomId::String(text.clone())),
            Self::Number(decimal) => Ok(RoomId::Number(decimal.parse()?)),
        }
    }
}

/// The request, and what an HTTP client makes of its URL.
fn shown(request: &HttpRequest) -> Result<Value> {
    let headers = request.headers.iter().map(|header| (header.name.into(), (*header.value).into()));
    let url: Uri = request.url.parse()?;
    Ok(set(json!({
        "method": request.method.as_str(),
        "url": request.url,
        "headers": headers.collect::<Map<String, Value>>(),
        "body": request.body,
        "sentUrl": url.to_string(),
        "sentHost": url.authority().map(Authority::as_str),
    })))
}
