//! The rules of ZEGO's `CloseRoom`.

use std::thread;
use std::time::{Duration, Instant};

use closeroom_sandbox::{ClockOffset, Secret};
use serde_json::json;

use crate::support::http::Request;
use crate::support::zego::{CloseRoom, SERVER_SECRET, close_room};
use crate::support::{Server, now};

const SUCCESS: u64 = 0;

fn code(server: &Server, call: &CloseRoom) -> u64 {
    code_of(server, &call.request())
}

fn code_of(server: &Server, request: &Request) -> u64 {
    let reply = server.send(request);
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("content-type"), Some("application/json"));
    let body = reply.json();
    assert!(body["Message"].is_string(), "{body}");
    assert!(body["RequestId"].is_string(), "{body}");
    assert_eq!(body.as_object().unwrap().len(), 3, "{body}");
    body["Code"].as_u64().unwrap()
}

#[test]
fn closes_a_room() {
    let server = Server::start();
    server.open("zego", "r1");
    let body = server.send(&close_room("r1").request()).json();
    assert_eq!(body["Code"], 0);
    assert_eq!(body["Message"], "success");
    let request_id: u64 = body["RequestId"].as_str().unwrap().parse().unwrap();
    assert!(request_id > 1 << 53, "no double holds it");
    assert!(!server.is_open("zego", "r1"));
}

#[test]
fn accepts_the_published_signature() {
    // The signature example of ZEGO's documentation, at its own time.
    let server = Server::start_with(|config| {
        config.zego.app_id = 12345;
        config.zego.server_secret = Secret::new(SERVER_SECRET);
        let offset = 1_615_186_943 - now();
        config.settings.clock_offset_seconds = ClockOffset::try_from(offset).unwrap();
        config.settings.rate_limits = false;
    });
    let request = |signature: &str, room_id: &str| {
        let query = format!(
            "Action=CloseRoom&AppId=12345&SignatureNonce=4fd24687296dd9f3&Timestamp=1615186943\
             &Signature={signature}&SignatureVersion=2.0&RoomId={room_id}&RoomCloseCallback=true\
             &CustomReason=%E8%B8%A2%E5%87%BA%E7%94%A8%E6%88%B7-%E5%8E%9F%E5%9B%A0"
        );
        Request::new("GET", &format!("/?{query}"))
    };
    server.open("zego", "room1");
    let other = request("43e5cfcca828314675f91b001390566b", "room1");
    assert_eq!(code_of(&server, &other), 100_000_005);
    let published = request("43e5cfcca828314675f91b001390566a", "room1");
    assert_eq!(code_of(&server, &published), SUCCESS);
}

#[test]
fn refuses_each_wrong_parameter_by_its_code() {
    let server = Server::start();
    server.open("zego", "r1");
    let call = || close_room("r1");
    let long = |length| "x".repeat(length);
    let cases = [
        ("no action", call().without("Action"), 100_000_006),
        ("empty action", call().set("Action", ""), 100_000_006),
        ("other action", call().set("Action", "KickoutUser"), 100_000_007),
        ("no AppId", call().without("AppId"), 100_000_001),
        ("AppId is text", call().app_id("12a"), 100_000_001),
        ("AppId has a sign", call().app_id("+1234567890"), 100_000_001),
        ("AppId over 32 bits", call().app_id("4294967296"), 100_000_001),
        ("other AppId", call().app_id("7"), 100_000_010),
        ("no signature", call().without("Signature"), 100_000_009),
        ("empty signature", call().set("Signature", ""), 100_000_009),
        ("other signature", call().set("Signature", &long(32)), 100_000_005),
        ("nonce changed", call().set("SignatureNonce", "0"), 100_000_005),
        ("no nonce", call().without("SignatureNonce"), 100_000_008),
        ("no version", call().without("SignatureVersion"), 100_000_013),
        ("other version", call().set("SignatureVersion", "1.0"), 100_000_014),
        ("no timestamp", call().without("Timestamp"), 100_000_002),
        ("timestamp is text", call().timestamp(&"now"), 100_000_003),
        ("milliseconds", call().timestamp(&(now() * 1000)), 100_000_004),
        ("IsTest is no boolean", call().set("IsTest", "yes"), 100_000_016),
        ("no RoomId", call().business(""), 2),
        ("empty RoomId", close_room(""), 2),
        ("long RoomId", close_room(&long(129)), 3),
        ("long CustomReason", call().set("CustomReason", &long(257)), 3),
        ("callback is no boolean", call().set("RoomCloseCallback", "True"), 2),
        ("repeated parameter", call().business("RoomId=r1&RoomId=r1"), 2),
        ("bad escape", call().business("RoomId=r1%2"), 8),
        ("not UTF-8", call().business("RoomId=%FF"), 8),
    ];
    for (case, call, expected) in cases {
        assert_eq!(code(&server, &call), expected, "{case}");
    }
    assert!(server.is_open("zego", "r1"));
}

#[test]
fn an_upper_case_signature_is_another_one() {
    let server = Server::start();
    let request = close_room("r1").request();
    let start = request.target.find("&Signature=").unwrap() + "&Signature=".len();
    let mut shouting = request.clone();
    shouting.target[start..start + 32].make_ascii_uppercase();
    assert_eq!(code_of(&server, &shouting), 100_000_005);
    assert_eq!(code_of(&server, &request), 5018);
}

#[test]
fn accepts_the_largest_allowed_values() {
    let server = Server::start();
    let room_id = "é".repeat(64);
    server.open("zego", &*room_id);
    let call = close_room(&room_id)
        .set("CustomReason", &"原".repeat(85))
        .set("IsTest", "TRUE")
        .set("RoomCloseCallback", "false");
    assert_eq!(code(&server, &call), SUCCESS);
}

#[test]
fn decodes_the_room_id_once() {
    let server = Server::start();
    for room_id in ["a b", "a%20b", "~!@#$%^&*()_+=-`;',.<>", "房间 七"] {
        server.open("zego", room_id);
        assert_eq!(code(&server, &close_room(room_id)), SUCCESS, "{room_id}");
    }
    server.open("zego", "a b");
    let plus = close_room("").business("RoomId=a+b");
    assert_eq!(code(&server, &plus), SUCCESS);
}

#[test]
fn allows_a_clock_that_is_ten_minutes_off() {
    let server = Server::start();
    for (seconds, expected) in [(-602, 100_000_004), (-598, 5018), (598, 5018), (602, 100_000_004)]
    {
        let call = close_room("r1").timestamp(&(now() + seconds));
        assert_eq!(code(&server, &call), expected, "{seconds}");
    }
}

#[test]
fn the_clock_offset_moves_the_window() {
    let server = Server::start();
    server.settings(&json!({ "clock_offset_seconds": 7200 }));
    assert_eq!(code(&server, &close_room("r1")), 100_000_004);
    let call = close_room("r1").timestamp(&(now() + 7200));
    assert_eq!(code(&server, &call), 5018);
}

#[test]
fn a_nonce_is_good_once() {
    let server = Server::start();
    let first = close_room("r1").nonce("4fd24687296dd9f3");
    // A refused signature uses nothing up.
    let forged = first.clone().set("Signature", "0");
    assert_eq!(code(&server, &forged), 100_000_005);
    assert_eq!(code(&server, &first), 5018);
    assert_eq!(code(&server, &first), 100_000_005);
    let again = first.timestamp(&(now() + 1));
    assert_eq!(code(&server, &again), 100_000_005);
    assert_eq!(code(&server, &close_room("r1")), 5018);
}

#[test]
fn says_in_any_documented_way_that_a_room_is_gone() {
    let server = Server::start();
    assert_eq!(code(&server, &close_room("r1")), 5018);
    for gone in [104, 5018, 5024, 50001] {
        server.settings(&json!({ "zego_room_gone_code": gone }));
        assert_eq!(code(&server, &close_room("r1")), gone);
    }
}

#[test]
fn takes_one_request_a_second() {
    let server = Server::start_with(|_| {});
    server.open("zego", "r1");
    server.open("zego", "r2");
    // A wrong request does not count.
    assert_eq!(code(&server, &close_room("")), 2);
    let start = Instant::now();
    assert_eq!(code(&server, &close_room("r1")), SUCCESS);
    let second = code(&server, &close_room("r2"));
    assert!(start.elapsed() > Duration::from_secs(1) || second == 206);
    thread::sleep(Duration::from_millis(1010).saturating_sub(start.elapsed()));
    assert_eq!(code(&server, &close_room("r2")), SUCCESS);
    server.settings(&json!({ "rate_limits": false }));
    assert_eq!(code(&server, &close_room("r2")), 5018);
}

#[test]
fn is_for_get_only() {
    let server = Server::start();
    server.open("zego", "r1");
    for method in ["POST", "PUT", "DELETE"] {
        let mut request = close_room("r1").request();
        method.clone_into(&mut request.method);
        assert_eq!(code_of(&server, &request), 100_000_007, "{method}");
    }
}

#[test]
fn ignores_unknown_parameters() {
    let server = Server::start();
    server.open("zego", "r1");
    assert_eq!(code(&server, &close_room("r1").set("Unknown", "1")), SUCCESS);
}

#[test]
fn messages_say_what_the_sandbox_saw_but_no_secret() {
    let server = Server::start();
    let call = close_room("r1").timestamp(&1_000_000_000);
    let reply = server.send(&call.request());
    let message = reply.json()["Message"].as_str().unwrap().to_owned();
    assert!(message.starts_with("signature expired (Timestamp 1000000000"), "{message}");
    assert!(!message.contains(SERVER_SECRET));
}
