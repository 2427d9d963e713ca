//! The control API.

use std::io::ErrorKind;
use std::net::SocketAddr;

use closeroom_sandbox::{Config, RoomKey, Sandbox};
use serde_json::{Value, json};

use crate::support::http;
use crate::support::trtc::{BY_NUMBER, BY_STRING, get, numeric_body, post, query, v1};
use crate::support::zego::close_room;
use crate::support::{Server, now};

fn refusal(server: &Server, method: &str, path: &str, body: &Value) -> String {
    let (status, answer) = server.control(method, path, &body.to_string());
    assert_eq!(status, 400, "{body}: {answer}");
    answer["error"].as_str().unwrap().to_owned()
}

#[test]
fn rooms_are_opened_and_listed() {
    let server = Server::start();
    server.open_with("zego", "r1", &["alice", "bob"], &["s1"]);
    server.open("trtc", "123");
    server.open("trtc", 123);
    server.open("trtc", u64::MAX);
    let room = |provider: &str, room_id: Value| json!({ "provider": provider, "room_id": room_id, "users": [], "streams": [] });
    let with_users = json!({
        "provider": "zego", "room_id": "r1", "users": ["alice", "bob"], "streams": ["s1"]
    });
    let expected = json!([
        with_users,
        room("trtc", json!(123)),
        room("trtc", json!(u64::MAX)),
        room("trtc", json!("123")),
    ]);
    assert_eq!(server.get("/rooms"), expected);
    // Opened again, a room is a new one.
    server.open("zego", "r1");
    assert_eq!(server.get("/rooms")[0]["users"], json!([]));
}

#[test]
fn errors_name_the_field() {
    let server = Server::start();
    let fault = |fault: Value| json!({ "fault": fault });
    let cases = [
        ("POST", "/rooms", json!({ "room_id": "r1" }), "provider"),
        ("POST", "/rooms", json!({ "provider": "agora", "room_id": "r1" }), "provider"),
        ("POST", "/rooms", json!({ "provider": "zego" }), "room_id"),
        ("POST", "/rooms", json!({ "provider": "zego", "room_id": 1 }), "room_id"),
        ("POST", "/rooms", json!({ "provider": "zego", "room_id": "" }), "room_id"),
        ("POST", "/rooms", json!({ "provider": "trtc", "room_id": -1 }), "room_id"),
        ("POST", "/rooms", json!({ "provider": "trtc", "room_id": "r", "users": "a" }), "users"),
        ("POST", "/rooms", json!({ "provider": "trtc", "room_id": "r", "color": 1 }), "color"),
        ("PUT", "/settings", json!({ "rate_limits": "on" }), "rate_limits"),
        ("PUT", "/settings", json!({ "rate_limits": null }), "rate_limits"),
        ("PUT", "/settings", json!({ "callback_url": "https://example.com" }), "callback_url"),
        ("PUT", "/settings", json!({ "callback_url": "http://u:p@host/" }), "callback_url"),
        ("PUT", "/settings", json!({ "clock_offset_seconds": 1.5 }), "clock_offset_seconds"),
        (
            "PUT",
            "/settings",
            json!({ "clock_offset_seconds": 1_000_000_000_001_i64 }),
            "clock_offset_seconds",
        ),
        ("PUT", "/settings", json!({ "zego_room_gone_code": 105 }), "zego_room_gone_code"),
        ("PUT", "/settings", json!({ "zego_callback_form": "xml" }), "zego_callback_form"),
        ("PUT", "/settings", json!({ "port": 1 }), "port"),
        ("POST", "/faults", json!({}), "fault"),
        ("POST", "/faults", json!({ "fault": { "kind": "html" }, "times": 0 }), "times"),
        ("POST", "/faults", json!({ "fault": { "kind": "html" }, "provider": "x" }), "provider"),
        ("POST", "/faults", fault(json!({})), "kind"),
        ("POST", "/faults", fault(json!({ "kind": "fire" })), "fault"),
        ("POST", "/faults", fault(json!({ "kind": "delay" })), "ms"),
        ("POST", "/faults", fault(json!({ "kind": "delay", "ms": "1" })), "fault"),
        ("POST", "/faults", fault(json!({ "kind": "hang", "ms": 1 })), "ms"),
        ("POST", "/faults", fault(json!({ "kind": "status", "status": 199 })), "fault.status"),
        (
            "POST",
            "/faults",
            fault(json!({ "kind": "big_body", "bytes": 1_u64 << 40 })),
            "fault.bytes",
        ),
        (
            "POST",
            "/faults",
            fault(json!({ "kind": "redirect", "location": "\n" })),
            "fault.location",
        ),
        (
            "POST",
            "/faults",
            json!({ "provider": "trtc", "fault": { "kind": "code", "code": "206" } }),
            "fault.code",
        ),
        (
            "POST",
            "/faults",
            json!({ "provider": "zego", "fault": { "kind": "code", "code": "InternalError" } }),
            "fault.code",
        ),
    ];
    for (method, path, body, field) in cases {
        let error = refusal(&server, method, path, &body);
        assert!(error.contains(field), "{body}: {error}");
    }
    let (status, answer) = server.control("POST", "/rooms", "{");
    assert_eq!((status, answer["error"].is_string()), (400, true));
    assert_eq!(server.get("/rooms"), json!([]));
}

#[test]
fn wrong_methods_are_refused() {
    let server = Server::start();
    for (method, path) in [("DELETE", "/rooms"), ("POST", "/settings"), ("GET", "/reset")] {
        let (status, answer) = server.control(method, path, "");
        assert_eq!((status, answer["error"].is_string()), (405, true), "{path}");
    }
}

#[test]
fn settings_change_in_part() {
    let server = Server::start_with(|_| {});
    let start = json!({
        "callback_url": null,
        "rate_limits": true,
        "clock_offset_seconds": 0,
        "zego_room_gone_code": 5018,
        "zego_callback_form": "json",
        "trtc_token_expired": false,
    });
    assert_eq!(server.get("/settings"), start);
    let url = "http://127.0.0.1:9/hook";
    server.settings(&json!({ "callback_url": url, "zego_callback_form": "form" }));
    server.settings(&json!({ "clock_offset_seconds": -5, "zego_room_gone_code": 104 }));
    server.settings(&json!({ "trtc_token_expired": true }));
    let (_, settings) = server.control("PUT", "/settings", "{\"rate_limits\":false}");
    let expected = json!({
        "callback_url": url,
        "rate_limits": false,
        "clock_offset_seconds": -5,
        "zego_room_gone_code": 104,
        "zego_callback_form": "form",
        "trtc_token_expired": true,
    });
    assert_eq!(settings, expected);
    server.settings(&json!({ "callback_url": null }));
    assert_eq!(server.get("/settings")["callback_url"], Value::Null);
}

#[test]
fn a_planned_fault_is_shown_in_full() {
    let server = Server::start();
    let plan = json!({ "fault": { "kind": "code", "code": "206" }, "times": 3 });
    let (status, planned) = server.control("POST", "/faults", &plan.to_string());
    assert_eq!(status, 201);
    let expected = json!({
        "provider": "zego",
        "fault": { "kind": "code", "code": "206" },
        "times": 3,
        "after_close": false,
    });
    assert_eq!(planned, expected);
}

#[test]
fn the_journal_tells_what_was_asked_and_answered() {
    let server = Server::start();
    server.open("zego", "r1");
    let address = server.address;
    let timestamp = now() - 1;
    server.send(&close_room("r1").timestamp(&timestamp).request());
    server.send(&close_room("r1").without("Action").request());
    server.send(&post(BY_NUMBER, numeric_body(123)).request(address));
    server.send(&get(BY_NUMBER, query("123")).request(address));
    server.send(&get(BY_STRING, query("123")).request(address));
    server.send(&v1("POST", BY_STRING, "é").request(address));
    server.send(&post("RemoveUser", numeric_body(7)).request(address));
    server.send(&post(BY_STRING, numeric_body(7)).request(address));

    let requests = server.get("/requests");
    let requests = requests.as_array().unwrap();
    let gone = "FailedOperation.RoomNotExist";
    let expected = [
        ("zego", "GET", json!("CloseRoom"), json!("r1"), "success"),
        ("zego", "GET", Value::Null, json!("r1"), "100000006"),
        ("trtc", "POST", json!(BY_NUMBER), json!(123), gone),
        ("trtc", "GET", json!(BY_NUMBER), json!(123), gone),
        ("trtc", "GET", json!(BY_STRING), json!("123"), gone),
        ("trtc", "POST", json!(BY_STRING), json!("é"), gone),
        ("trtc", "POST", json!("RemoveUser"), json!(7), "InvalidAction"),
        ("trtc", "POST", json!(BY_STRING), json!(7), "InvalidParameter.RoomId"),
    ];
    assert_eq!(requests.len(), expected.len());
    for (record, (provider, method, action, room_id, outcome)) in requests.iter().zip(expected) {
        assert_eq!(record["provider"], provider, "{record}");
        assert_eq!(record["method"], method, "{record}");
        assert_eq!(record["action"], action, "{record}");
        assert_eq!(record["room_id"], room_id, "{record}");
        assert_eq!(record["outcome"], outcome, "{record}");
        assert_eq!(record["code"], outcome, "{record}");
        assert_eq!(record["http_status"], 200, "{record}");
        assert!(record["at_ms"].as_i64().unwrap().abs_diff(now() * 1000) < 60_000);
    }
    assert_eq!(requests[0]["timestamp"], timestamp.to_string());
    assert!(requests[5]["timestamp"].is_string());
}

#[test]
fn a_door_refuses_connections_until_it_is_opened() {
    let server = Server::start();
    let shut = server.get("/door");
    assert_eq!(shut["open"], false);
    let url = shut["url"].as_str().unwrap();
    let address: SocketAddr = url.strip_prefix("http://").unwrap().parse().unwrap();
    assert_ne!(address, server.address);
    let call = || http::send(address, &close_room("r1").request());
    for _ in 0..2 {
        assert_eq!(call().unwrap_err().kind(), ErrorKind::ConnectionRefused);
    }

    // To open an open door changes nothing.
    for _ in 0..2 {
        let (status, open) = server.control("POST", "/door", "");
        assert_eq!((status, open), (200, json!({ "url": url, "open": true })));
        assert_eq!(call().unwrap().json()["Code"], 5018);
    }
    assert_eq!(server.get("/requests").as_array().unwrap().len(), 2);
    server.control("POST", "/reset", "");
    assert_eq!(server.get("/door")["open"], true);
}

#[test]
fn reset_goes_back_to_the_start() {
    let server = Server::start_with(|config| {
        config.rooms = vec!["zego:lobby".parse().unwrap()];
    });
    server.open("trtc", "r1");
    let call = close_room("lobby").nonce("00000000deadbeef");
    assert_eq!(server.send(&call.request()).json()["Code"], 0);
    server.settings(&json!({
        "callback_url": "http://127.0.0.1:9/",
        "rate_limits": false,
        "clock_offset_seconds": 7,
    }));
    let settings = server.get("/settings");
    server.plan(&json!({ "kind": "html" }));

    let (status, body) = server.control("POST", "/reset", "");
    assert_eq!((status, body), (204, Value::Null));
    assert_ne!(server.get("/settings"), settings);
    assert_eq!(server.get("/settings")["rate_limits"], true);
    assert_eq!(server.get("/rooms").as_array().unwrap().len(), 1);
    assert_eq!(server.get("/requests"), json!([]));
    assert_eq!(server.get("/callbacks"), json!([]));
    // Neither the fault, nor the nonce, nor the rate window, nor the closing.
    assert_eq!(server.send(&call.request()).json()["Code"], 0);
}

#[test]
fn rooms_from_the_start_are_named_in_three_ways() {
    let server = Server::start_with(|config| {
        let rooms = ["zego:a:b", "trtc:string:123", "trtc:number:123"];
        config.rooms = rooms.map(|room| room.parse().unwrap()).to_vec();
    });
    assert!(server.is_open("zego", "a:b"));
    assert!(server.is_open("trtc", "123"));
    assert!(server.is_open("trtc", 123));
    for wrong in ["r1", "zego:", "trtc:123", "trtc:number:x", "trtc:number:-1", "trtc:string:"] {
        assert!(wrong.parse::<RoomKey>().is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn ends_when_dropped() {
    let sandbox = Sandbox::start(Config::default()).await.unwrap();
    let address = sandbox.url().trim_start_matches("http://").to_owned();
    assert!(tokio::net::TcpStream::connect(&address).await.is_ok());
    drop(sandbox);
    while tokio::net::TcpStream::connect(&address).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn listens_on_loopback_only() {
    let everywhere = Config { host: "0.0.0.0".parse().unwrap(), ..Config::default() };
    let error = Sandbox::start(everywhere).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
}

#[tokio::test]
async fn subscribers_are_told_of_requests() {
    let sandbox = Sandbox::start(Config::default()).await.unwrap();
    let mut requests = sandbox.subscribe();
    let address = sandbox.url().trim_start_matches("http://").parse().unwrap();
    let send = move || http::send(address, &close_room("r1").request());
    tokio::task::spawn_blocking(send).await.unwrap().unwrap();
    let record = requests.recv().await.unwrap();
    assert_eq!(record.outcome, "5018");
}
