//! Tencent TRTC's `DismissRoomByStrRoomId` and `DismissRoom`.

mod callback;
mod code;
mod common;
mod parameters;
mod request;
mod tc3;
mod v1;

pub(crate) use callback::sign as callback_signature;

use serde_json::json;

use crate::answer::{Answer, Description, SUCCESS};
use crate::callback::Callback;
use crate::config::TrtcAccount;
use crate::random;
use crate::state::State;
use crate::wire::WireRequest;

/// Dismisses the room that the request names, if all rules allow it.
pub(crate) fn carry_out(
    account: &TrtcAccount,
    state: &mut State,
    request: &WireRequest,
) -> (Answer, Vec<Callback>) {
    match request::dismiss_room(account, state, request) {
        Ok(room) => {
            let callbacks = callback::of_dismissed_room(account, state.now_ms(), &room);
            (success(), callbacks)
        }
        Err(refusal) => {
            let message = refusal.to_string();
            (error(refusal.code, Some(&message)), Vec::new())
        }
    }
}

/// What the request says about itself.
pub(crate) fn describe(request: &WireRequest) -> Description {
    request::describe(request)
}

/// The answer to a request that was carried out.
pub(crate) fn success() -> Answer {
    Answer {
        code: SUCCESS.to_owned(),
        body: json!({ "Response": { "RequestId": random::uuid() } }).to_string(),
    }
}

/// The answer with this error code.
pub(crate) fn error(code: &str, message: Option<&str>) -> Answer {
    let message = message.unwrap_or(code::meaning(code));
    let error = json!({ "Code": code, "Message": message });
    let response = json!({ "Error": error, "RequestId": random::uuid() });
    Answer { code: code.to_owned(), body: json!({ "Response": response }).to_string() }
}
