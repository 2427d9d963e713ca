//! ZEGOCLOUD's `CloseRoom`.

mod callback;
mod code;
mod event;
mod request;

pub(crate) use event::signature as callback_signature;

use serde_json::json;

use crate::answer::{Answer, Description, SUCCESS};
use crate::callback::Callback;
use crate::config::ZegoAccount;
use crate::provider::RoomId;
use crate::random;
use crate::state::State;
use crate::wire::WireRequest;

/// Closes the room that the request names, if all rules allow it.
pub(crate) fn carry_out(
    account: &ZegoAccount,
    state: &mut State,
    request: &WireRequest,
) -> (Answer, Vec<Callback>) {
    match request::close_room(account, state, request) {
        Ok(closed) => (success(), callback::of_closed_room(account, state, &closed)),
        Err(refusal) => {
            let message = refusal.to_string();
            (error(&refusal.code.to_string(), Some(&message)), Vec::new())
        }
    }
}

/// What the request says about itself.
pub(crate) fn describe(request: &WireRequest) -> Description {
    let query = request.query_params();
    let text = |name| query.get(name).map(str::to_owned);
    Description {
        action: text("Action"),
        room_id: text("RoomId").map(RoomId::Text),
        timestamp: text("Timestamp"),
    }
}

/// The answer to a request that was carried out.
pub(crate) fn success() -> Answer {
    Answer { code: SUCCESS.to_owned(), body: body(0, "success") }
}

/// The answer with this error code, which is a number in decimal.
pub(crate) fn error(code: &str, message: Option<&str>) -> Answer {
    let number = code.parse().expect("ZEGO's codes are numbers");
    Answer { code: code.to_owned(), body: body(number, message.unwrap_or(code::meaning(number))) }
}

fn body(code: u32, message: &str) -> String {
    let request_id = random::nineteen_digits().to_string();
    json!({ "Code": code, "Message": message, "RequestId": request_id }).to_string()
}
