//! One request, answered without a server.

use axum::http::Request;
use closeroom_sandbox::{Config, Provider, answer_in_memory};

/// ZEGO's published signature, with the time and the AppId it was made for.
const PUBLISHED: &str = "/?Action=CloseRoom&AppId=12345&SignatureNonce=4fd24687296dd9f3\
    &Timestamp=1615186943&Signature=43e5cfcca828314675f91b001390566a&SignatureVersion=2.0\
    &RoomId=lobby&RoomCloseCallback=true";
const PUBLISHED_MS: i64 = 1_615_186_943_000;

fn config(rooms: &[&str]) -> Config {
    let rooms = rooms.iter().map(|room| room.parse().unwrap()).collect();
    let mut config = Config { rooms, ..Config::default() };
    config.zego.app_id = 12345;
    config
}

fn published() -> Request<Vec<u8>> {
    Request::get(PUBLISHED).header("Host", "rtc-api.zego.im").body(Vec::new()).unwrap()
}

#[test]
fn a_right_request_closes_the_room_and_its_callback_follows() {
    let answered = answer_in_memory(&config(&["zego:lobby"]), PUBLISHED_MS, published());
    assert_eq!((answered.provider, &*answered.code), (Provider::Zego, "success"));
    let [callback] = &*answered.callbacks else { panic!("{:?}", answered.callbacks) };
    assert!(callback.body.contains(r#""timestamp":1615186943"#), "{}", callback.body);
}

#[test]
fn the_rules_hold_at_the_given_moment() {
    let code = |rooms: &[&str], now_ms| answer_in_memory(&config(rooms), now_ms, published()).code;
    assert_eq!(code(&[], PUBLISHED_MS), "5018");
    assert_eq!(code(&["zego:lobby"], PUBLISHED_MS + 600_000), "success");
    assert_eq!(code(&["zego:lobby"], PUBLISHED_MS + 601_000), "100000004");
}
