//! What all contestants work on.

use std::hint::black_box;

use closeroom::trtc::{self, Trtc};
use closeroom::zego::{self, Zego};
use closeroom::{HttpResponse, Secret};

/// When requests are signed: 2026-11-28.
pub const TIMESTAMP: u64 = 1_795_826_000;
/// Of every request.
pub const NONCE: &str = "4fd24687296dd9f3";
/// The room that is closed.
pub const ROOM: &str = "room-1234";
/// Why.
pub const REASON: &str = "session ended";

/// ZEGOCLOUD's AppID.
pub const APP_ID: u32 = 1_234_567_890;
/// ZEGOCLOUD's ServerSecret, as long as real ones are.
pub const SERVER_SECRET: &str = "9193cc662a4c0ec135ec71fb57194b38";

/// TRTC's SDKAppID.
pub const SDK_APP_ID: u64 = 1_400_000_001;
/// A SecretId of the usual length.
pub const SECRET_ID: &str = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
/// A SecretKey of the usual length.
pub const SECRET_KEY: &str = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
/// The region of the rooms.
pub const REGION: &str = "ap-guangzhou";
/// The host that is called.
pub const HOST: &str = "trtc.tencentcloudapi.com";
/// The body of the request to TRTC.
pub const BODY: &str = r#"{"SdkAppId":1400000001,"RoomId":"room-1234"}"#;

/// The client for ZEGOCLOUD.
pub fn zego() -> Zego {
    Zego::new(zego::Config::new(APP_ID, SERVER_SECRET)).expect("valid")
}

/// What to close at ZEGOCLOUD.
pub fn close_room() -> zego::CloseRoom {
    zego::CloseRoom::new(ROOM).with_custom_reason(REASON)
}

/// How TRTC is called unless something else is asked for.
pub fn trtc_config() -> trtc::Config {
    trtc::Config::new(SDK_APP_ID, SECRET_ID, SECRET_KEY, REGION)
}

/// The client for TRTC.
pub fn trtc(config: trtc::Config) -> Trtc {
    Trtc::new(config).expect("valid")
}

/// A constant that the compiler may not reckon with.
pub fn unknown<T>(constant: T) -> T {
    black_box(constant)
}

/// What ZEGOCLOUD answers.
pub const ZEGO_RESPONSE: &str =
    r#"{"Code":0,"Message":"success","RequestId":"8472822922399341504"}"#;
/// What TRTC answers.
pub const TRTC_RESPONSE: &str =
    r#"{"Response":{"RequestId":"3c140219-cfe9-470e-b241-907877d6fb03"}}"#;

/// A response of status 200.
pub fn response(body: &str) -> HttpResponse {
    HttpResponse::new(200, body)
}

/// The secret of ZEGOCLOUD's callbacks.
pub const CALLBACK_SECRET: &str = "secret";
/// A callback of ZEGOCLOUD: the documents' example.
pub const ZEGO_CALLBACK: &str = r#"{"event":"room_close","appid":1,"timestamp":1499676989,"nonce":"350176","signature":"0a36e8e590a2298fb9d9b3ab0c94e82775b8cde2","room_id":"rid_1242649","room_session_id":858012925204410400,"close_reason":1,"room_close_time":"1499676989909"}"#;

/// The key of TRTC's callbacks.
pub const CALLBACK_KEY: &str = "123654";
/// A callback of TRTC: the documents' example.
pub const TRTC_CALLBACK: &str = "{\n\t\"EventGroupId\":\t2,\n\t\"EventType\":\t204,\n\t\"CallbackTs\":\t1664209748188,\n\t\"EventInfo\":\t{\n\t\t\"RoomId\":\t8489,\n\t\t\"EventTs\":\t1664209748,\n\t\t\"EventMsTs\":\t1664209748180,\n\t\t\"UserId\":\t\"user_85034614\",\n\t\t\"Reason\":\t0\n\t}\n}";
/// Its signature.
pub const TRTC_CALLBACK_SIGN: &str = "kkoFeO3Oh2ZHnjtg8tEAQhtXK16/KI05W3BQff8IvGA=";

/// A secret out of a text.
pub fn secret(text: &str) -> Secret {
    Secret::from(text)
}
