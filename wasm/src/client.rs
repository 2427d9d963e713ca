//! A client, of either provider: both take and give the same kinds of values here,
//! and one class for both is half the code at the boundary.

use closeroom::trtc::Trtc;
use closeroom::zego::Zego;
use closeroom::{CloseRoomCall, Error, HttpRequest, Provider};
use wasm_bindgen::prelude::*;

use crate::attempt::Host;
use crate::close_room::{close_room, options};
use crate::errors::Thrown;
use crate::{host, request, result, trtc, zego};

/// Credentials and endpoint.
#[wasm_bindgen]
pub struct Client(pub(crate) Of);

pub(crate) enum Of {
    Zego(Zego),
    Trtc(Trtc),
}

#[wasm_bindgen]
impl Client {
    /// A packed request; with the steps of its signature, if wanted, as JSON.
    #[expect(clippy::too_many_arguments, reason = "one crossing of the boundary")]
    pub fn request(
        &self,
        room_id: String,
        room_number: Option<u64>,
        custom_reason: Option<String>,
        room_close_callback: Option<bool>,
        timestamp: Option<f64>,
        nonce: Option<String>,
        with_steps: bool,
    ) -> Result<JsValue, Thrown> {
        let (timestamp, nonce) = host::stamp(self.provider(), timestamp, nonce, self.uses_nonce())?;
        let explained = match &self.0 {
            Of::Zego(zego) => {
                let room = zego::room(room_id, custom_reason, room_close_callback);
                if !with_steps {
                    return built(zego.build(&room, timestamp, &nonce));
                }
                zego.explain(&room, timestamp, &nonce)
            }
            Of::Trtc(trtc) => {
                let room = trtc::room_id(room_id, room_number);
                if !with_steps {
                    return built(trtc.build(&room, timestamp, &nonce));
                }
                trtc.explain(&room, timestamp, &nonce)
            }
        };
        Ok(result::explained(&explained?))
    }

    pub fn parse(&self, status: u16, headers: &str, body: Vec<u8>) -> Result<JsValue, Thrown> {
        let response = request::response(status, headers, body);
        let closed = match &self.0 {
            Of::Zego(zego) => zego.parse(&response),
            Of::Trtc(trtc) => trtc.parse(&response),
        };
        Ok(result::closed(&closed?))
    }

    #[expect(clippy::too_many_arguments, reason = "one crossing of the boundary")]
    pub fn close(
        &self,
        room_id: String,
        room_number: Option<u64>,
        custom_reason: Option<String>,
        room_close_callback: Option<bool>,
        timeout_ms: Option<f64>,
        max_attempts: Option<u32>,
        already_gone_is_error: bool,
        paced: bool,
        host: Host,
    ) -> Result<(), Thrown> {
        let options = options(timeout_ms, max_attempts, already_gone_is_error, paced);
        let call: Result<CloseRoomCall, Error> = match &self.0 {
            Of::Zego(zego) => {
                zego.call(zego::room(room_id, custom_reason, room_close_callback), options)
            }
            Of::Trtc(trtc) => trtc.call(trtc::room_id(room_id, room_number), options),
        };
        close_room(self.provider(), call?, host);
        Ok(())
    }
}

impl Client {
    fn uses_nonce(&self) -> bool {
        match &self.0 {
            Of::Zego(_) => true,
            Of::Trtc(trtc) => trtc.uses_nonce(),
        }
    }

    fn provider(&self) -> Provider {
        match self.0 {
            Of::Zego(_) => Provider::Zego,
            Of::Trtc(_) => Provider::Trtc,
        }
    }
}

fn built(request: Result<HttpRequest, Error>) -> Result<JsValue, Thrown> {
    Ok(JsValue::from_str(&request::pack(&request?)))
}
