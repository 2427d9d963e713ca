//! The signed callbacks of a closed room.

use std::collections::BTreeMap;
use std::net::TcpListener;

use serde_json::{Value, json};

use crate::support::hash;
use crate::support::http::Request;
use crate::support::receiver::{Received, Receiver};
use crate::support::trtc::{BY_NUMBER, BY_STRING, CALLBACK_KEY, body, numeric_body, post};
use crate::support::zego::{CALLBACK_SECRET, close_room};
use crate::support::{Server, now};

fn server_for(receiver: &Receiver) -> Server {
    let server = Server::start();
    server.settings(&json!({ "callback_url": receiver.url() }));
    server
}

fn zego_signature(timestamp: &str, nonce: &str) -> String {
    let mut sorted = [CALLBACK_SECRET, timestamp, nonce];
    sorted.sort_unstable();
    hash::sha1_hex(&sorted.concat())
}

fn members(event: &Value) -> Vec<&str> {
    event.as_object().unwrap().keys().map(String::as_str).collect()
}

fn sorted<const N: usize>(mut names: [&str; N]) -> Vec<&str> {
    names.sort_unstable();
    names.to_vec()
}

fn assert_all_strings(event: &Value) {
    for (name, value) in event.as_object().unwrap() {
        assert!(value.is_string(), "{name}: {value}");
    }
}

fn assert_signed(event: &Value) {
    let timestamp = event["timestamp"].as_str().unwrap();
    let expected = zego_signature(timestamp, event["nonce"].as_str().unwrap());
    assert_eq!(event["signature"], expected);
    let seconds: i64 = timestamp.parse().unwrap();
    assert!(seconds.abs_diff(now()) < 60);
}

#[test]
fn zego_tells_of_streams_users_and_on_demand_the_room() {
    let receiver = Receiver::start(200);
    let server = server_for(&receiver);
    server.open_with("zego", "r1", &["alice", "bob"], &["s1"]);
    server.send(&close_room("r1").set("RoomCloseCallback", "true").request());

    let stream = receiver.next();
    assert_eq!(stream.target, "/hook?from=sandbox");
    assert_eq!(stream.header("content-type"), Some("application/json"));
    let stream = stream.json();
    assert_eq!(stream["event"], "stream_close");
    assert_all_strings(&stream);
    assert_signed(&stream);
    let fields = [
        "event",
        "appid",
        "timestamp",
        "nonce",
        "signature",
        "room_id",
        "room_session_id",
        "user_id",
        "user_name",
        "channel_id",
        "type",
        "stream_alias",
        "stream_id",
        "stream_sid",
        "stream_seq",
        "third_define_data",
        "create_time_ms",
        "destroy_timemillis",
    ];
    assert_eq!(members(&stream), sorted(fields));
    assert_eq!(stream["room_id"], "r1");
    assert_eq!(stream["stream_id"], "s1");
    assert_eq!(stream["user_id"], "alice");
    assert_eq!(stream["type"], "5");

    for user in ["alice", "bob"] {
        let logout = receiver.next().json();
        assert_eq!(logout["event"], "room_logout");
        assert_all_strings(&logout);
        assert_signed(&logout);
        let fields = [
            "event",
            "appid",
            "timestamp",
            "nonce",
            "signature",
            "room_id",
            "room_seq",
            "user_account",
            "user_nickname",
            "session_id",
            "login_time",
            "logout_time",
            "reason",
            "user_role",
            "user_update_seq",
        ];
        assert_eq!(members(&logout), sorted(fields));
        assert_eq!(logout["user_account"], user);
        assert_eq!(logout["reason"], "3");
        assert_eq!(logout["room_seq"], stream["room_session_id"]);
    }

    let room = receiver.next();
    let close = room.json();
    assert_eq!(close["event"], "room_close");
    let fields = [
        "event",
        "appid",
        "timestamp",
        "nonce",
        "signature",
        "room_id",
        "room_session_id",
        "close_reason",
        "room_close_time",
    ];
    assert_eq!(members(&close), sorted(fields));
    assert_eq!(close["appid"], 1_234_567_890);
    assert_eq!(close["close_reason"], 0);
    assert!(close["room_close_time"].is_string());
    let session_id = close["room_session_id"].as_u64().unwrap();
    assert!(session_id > 1 << 53);
    assert_eq!(session_id.to_string(), stream["room_session_id"]);
    let timestamp = close["timestamp"].as_i64().unwrap().to_string();
    let expected = zego_signature(&timestamp, close["nonce"].as_str().unwrap());
    assert_eq!(close["signature"], expected);

    let journal = server.settled_callbacks(4);
    let events: Vec<_> = journal.iter().map(|it| it["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["stream_close", "room_logout", "room_logout", "room_close"]);
    assert_eq!(journal[3]["provider"], "zego");
    assert_eq!(journal[3]["room_id"], "r1");
    assert_eq!(journal[3]["url"], receiver.url());
    assert_eq!(journal[3]["body"], room.body);
    assert_eq!(journal[3]["status"], 200);
}

#[test]
fn zego_does_not_tell_of_the_room_unless_asked() {
    let receiver = Receiver::start(200);
    let server = server_for(&receiver);
    for flag in [None, Some("false")] {
        server.open_with("zego", "r1", &["alice"], &[]);
        let call = close_room("r1");
        let call = flag.map_or(call.clone(), |flag| call.set("RoomCloseCallback", flag));
        server.send(&call.request());
        assert_eq!(receiver.next().json()["event"], "room_logout");
    }
    server.settled_callbacks(2);
    assert!(receiver.is_empty());
}

#[test]
fn zego_spells_the_body_in_three_ways() {
    let receiver = Receiver::start(200);
    let server = server_for(&receiver);
    let close = |form: &str| -> Received {
        server.settings(&json!({ "zego_callback_form": form }));
        server.open_with("zego", "房间 1", &["a&b=c%"], &[]);
        server.send(&close_room("房间 1").request());
        receiver.next()
    };

    let plain = close("json").json();
    assert_eq!(plain["user_account"], "a&b=c%");

    let percent = close("percent");
    assert!(percent.body.starts_with("%7B%22event%22%3A%22room_logout%22"));
    let decoded: Value = serde_json::from_str(&percent_decode(&percent.body)).unwrap();
    assert_eq!(decoded["room_id"], "房间 1");
    assert_signed(&decoded);

    let form = close("form");
    let form_type = Some("application/x-www-form-urlencoded");
    assert_eq!(form.header("content-type"), form_type);
    let fields: BTreeMap<_, _> = form
        .body
        .split('&')
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(name, value)| (name, percent_decode(value)))
        .collect();
    assert_eq!(fields["event"], "room_logout");
    assert_eq!(fields["user_account"], "a&b=c%");
    assert_eq!(fields.len(), members(&plain).len());
    assert_eq!(fields["signature"], zego_signature(&fields["timestamp"], &fields["nonce"]));
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('%') {
        bytes.extend_from_slice(&rest.as_bytes()[..start]);
        bytes.push(u8::from_str_radix(&rest[start + 1..start + 3], 16).unwrap());
        rest = &rest[start + 3..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap()
}

#[test]
fn trtc_tells_of_users_and_the_room() {
    let receiver = Receiver::start(200);
    let server = server_for(&receiver);
    server.open_with("trtc", "r\"1", &["alice"], &["ignored"]);
    server.send(&post(BY_STRING, body("r\"1")).request(server.address));

    let exit = receiver.next();
    assert_eq!(exit.header("content-type"), Some("application/json"));
    assert_eq!(exit.header("sdkappid"), Some("1400000001"));
    assert_trtc_signed(&exit);
    let exit = exit.json();
    assert_eq!(exit["EventGroupId"], 1);
    assert_eq!(exit["EventType"], 104);
    assert_eq!(exit["EventInfo"]["RoomId"], "r\"1");
    assert_eq!(exit["EventInfo"]["UserId"], "alice");
    assert_eq!(exit["EventInfo"]["Reason"], 3);

    let dismissal = receiver.next();
    assert_trtc_signed(&dismissal);
    let event = dismissal.json();
    let ms = event["CallbackTs"].as_i64().unwrap();
    assert!((ms / 1000).abs_diff(now()) < 60);
    let expected = format!(
        "{{\n\t\"EventGroupId\":\t1,\n\t\"EventType\":\t102,\n\t\"CallbackTs\":\t{ms},\n\
         \t\"EventInfo\":\t{{\n\t\t\"RoomId\":\t\"r\\\"1\",\n\t\t\"EventTs\":\t{},\n\
         \t\t\"EventMsTs\":\t{ms}\n\t}}\n}}",
        ms / 1000
    );
    assert_eq!(dismissal.body, expected);

    let journal = server.settled_callbacks(2);
    assert_eq!(journal[0]["event"], "104");
    assert_eq!(journal[1]["event"], "102");
    assert_eq!(journal[1]["body"], dismissal.body);
}

fn assert_trtc_signed(callback: &Received) {
    let mac = hash::hmac_sha256(CALLBACK_KEY.as_bytes(), &callback.body);
    assert_eq!(callback.header("sign"), Some(&*hash::base64(&mac)));
}

#[test]
fn trtc_writes_numeric_room_ids_exactly() {
    let receiver = Receiver::start(200);
    let server = server_for(&receiver);
    server.open("trtc", u64::MAX);
    server.send(&post(BY_NUMBER, numeric_body(u64::MAX)).request(server.address));
    let dismissal = receiver.next();
    let line = "\t\t\"RoomId\":\t18446744073709551615,\n";
    assert!(dismissal.body.contains(line), "{}", dismissal.body);
    assert_trtc_signed(&dismissal);
}

#[test]
fn callbacks_are_dated_by_the_sandboxs_clock() {
    let receiver = Receiver::start(200);
    let server = server_for(&receiver);
    server.settings(&json!({ "clock_offset_seconds": -3600 }));
    server.open_with("zego", "r1", &["alice"], &[]);
    server.send(&close_room("r1").timestamp(&(now() - 3600)).request());
    let logout = receiver.next().json();
    let timestamp: i64 = logout["timestamp"].as_str().unwrap().parse().unwrap();
    assert!((timestamp + 3600).abs_diff(now()) < 60);
}

#[test]
fn the_journal_tells_how_the_receiver_answered() {
    let receiver = Receiver::start(503);
    let server = server_for(&receiver);
    server.open("trtc", "r1");
    server.send(&post(BY_STRING, body("r1")).request(server.address));
    assert_eq!(server.settled_callbacks(1)[0]["status"], 503);

    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    server.settings(&json!({ "callback_url": format!("http://{nobody}") }));
    server.open("trtc", "r1");
    server.send(&post(BY_STRING, body("r1")).request(server.address));
    let unanswered = &server.settled_callbacks(2)[1];
    assert_eq!(unanswered["status"], Value::Null);
    assert!(unanswered["error"].is_string());
}

#[test]
fn only_a_closed_room_causes_callbacks() {
    let receiver = Receiver::start(200);
    let server = server_for(&receiver);
    server.open_with("zego", "r1", &["alice"], &["s1"]);
    server.send(&close_room("r1").set("Signature", "0").request());
    server.send(&close_room("r2").request());
    server.send(&Request::new("GET", "/"));
    server.settings(&json!({ "callback_url": null }));
    server.send(&close_room("r1").request());
    assert!(!server.is_open("zego", "r1"));
    assert_eq!(server.get("/callbacks"), json!([]));
    assert!(receiver.is_empty());
}

#[test]
fn a_slow_receiver_holds_nothing_up() {
    // Accepts connections and never answers.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = Server::start();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    server.settings(&json!({ "callback_url": url }));
    server.open("trtc", "r1");
    server.send(&post(BY_STRING, body("r1")).request(server.address));

    let receiver = Receiver::start(200);
    server.settings(&json!({ "callback_url": receiver.url() }));
    server.open("trtc", "r2");
    server.send(&post(BY_STRING, body("r2")).request(server.address));
    assert_eq!(receiver.next().json()["EventInfo"]["RoomId"], "r2");
    let journal = server.get("/callbacks");
    assert_eq!(journal[0]["status"], Value::Null);
    assert_eq!(journal[0]["error"], Value::Null);
}
