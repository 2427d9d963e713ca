//! Percent- and form-decoding: any text, in any of the spellings that mean it.

use arbitrary::{Arbitrary, Unstructured};
use closeroom::Freshness;
use closeroom::zego::{Event, RoomClose};
use closeroom_sandbox::signatures;
use serde_json::json;

use super::zego_callback::verify;
use crate::accounts::CALLBACK_SECRET;
use crate::spelling::percent_encoded_somehow;

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    spelling: [u8; 16],
    room_id: &'a str,
}

/// The text comes out of a form, and out of percent-encoded JSON, as it went in.
pub fn form_decoding(data: &[u8]) {
    let Ok(Input { spelling, room_id }) = Input::arbitrary_take_rest(Unstructured::new(data))
    else {
        return;
    };
    let signature = signatures::zego_callback(CALLBACK_SECRET, "1700000000", "350176");
    let in_form = percent_encoded_somehow(room_id, &spelling);
    let form = format!(
        "event=room_close&timestamp=1700000000&room_id={in_form}&nonce=350176&signature={signature}"
    );
    assert_eq!(room_id_of(&form), room_id, "{form}");

    let event = json!({
        "event": "room_close",
        "room_id": room_id,
        "timestamp": 1_700_000_000,
        "nonce": "350176",
        "signature": signature,
    });
    let event = event.to_string();
    let json = ["%7B", &percent_encoded_somehow(&event[1..], &spelling)].concat();
    assert_eq!(room_id_of(&json), room_id, "{json}");
}

fn room_id_of(body: &str) -> String {
    let callback = verify(body.as_bytes(), Freshness::off()).expect("signed");
    match callback.event {
        Event::RoomClose(RoomClose { room_id, .. }) => room_id,
        other => panic!("{other:?}"),
    }
}
