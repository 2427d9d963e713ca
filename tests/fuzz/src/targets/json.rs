//! JSON: any text in the place of a value, within a signed callback.

use super::trtc_callback::signed;

/// The event is read as `serde_json` reads it: the value, or whatever it makes of the rest.
pub fn json(data: &[u8]) {
    const BEFORE: &[u8] = br#"{"CallbackTs":1700000000000,"EventGroupId":1,"EventType":103,"EventInfo":{"RoomId":18446744073709551615,"UserId":"#;
    signed(&[BEFORE, data, b"}}"].concat());
}
