//! Settings that are made by a method of their name.

use closeroom::Method;
use closeroom::trtc::{self, Language, RoomId, SignatureMethod};
use closeroom::zego::{self, CloseRoom};

#[test]
fn zegos_can_be_set_one_by_one() {
    let endpoint = "rtc.example".parse::<zego::Endpoint>().expect("valid");
    let config = zego::Config::new(1, "secret").with_endpoint(endpoint.clone()).with_is_test(true);
    assert_eq!((config.endpoint, config.is_test), (endpoint, Some(true)));

    let close = CloseRoom::new("room").with_custom_reason("over").with_room_close_callback(true);
    assert_eq!(close.custom_reason.as_deref(), Some("over"));
    assert_eq!(close.room_close_callback, Some(true));
}

#[test]
fn trtcs_can_be_set_one_by_one() {
    let endpoint = "trtc.example".parse::<trtc::Endpoint>().expect("valid");
    let config = trtc::Config::new(1, "id", "key", "region")
        .with_token("token")
        .with_endpoint(endpoint.clone())
        .with_signature_method(SignatureMethod::HmacSha1)
        .with_http_method(Method::Get)
        .with_language(Language::EnUs)
        .with_allow_any_room_id(true);
    assert!(config.token.is_some());
    assert_eq!(config.endpoint, endpoint);
    assert_eq!(config.signature_method, SignatureMethod::HmacSha1);
    assert_eq!(config.http_method, Method::Get);
    assert_eq!(config.language, Some(Language::EnUs));
    assert!(config.allow_any_room_id);
}

#[test]
fn a_room_of_trtc_is_what_its_id_is() {
    assert_eq!(RoomId::from("7"), RoomId::String("7".into()));
    assert_eq!(RoomId::from(String::from("7")), RoomId::String("7".into()));
    assert_eq!(RoomId::from(7), RoomId::Number(7));
}
