//! Each fault, as a client meets it.

use std::io::{self, Read};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::http::{self, Reply, Request};
use crate::support::trtc::{BY_STRING, body, post};
use crate::support::zego::close_room;
use crate::support::{Server, now};

const LONG: Duration = Duration::from_millis(150);
const LONG_MS: u64 = 150;

/// A server with the ZEGO room `r1`.
fn server() -> Server {
    let server = Server::start();
    server.open("zego", "r1");
    server
}

fn close(server: &Server) -> io::Result<Reply> {
    http::send(server.address, &close_room("r1").request())
}

fn code(reply: &Reply) -> u64 {
    reply.json()["Code"].as_u64().unwrap()
}

/// The next fault strikes a request without carrying it out; planned with
/// `after_close`, it strikes one that has been carried out.
fn spoils(fault: &Value, check: impl Fn(io::Result<Reply>)) {
    let server = server();
    server.plan(fault);
    check(close(&server));
    let record = server.last_request();
    assert_eq!(record["outcome"], fault["kind"], "{record}");
    assert_eq!(record["code"], Value::Null, "{record}");
    assert_eq!(record["room_id"], "r1", "{record}");
    assert!(server.is_open("zego", "r1"), "{fault}");

    server.plan_after_close(fault);
    check(close(&server));
    let record = server.last_request();
    assert_eq!(record["outcome"], fault["kind"], "{record}");
    assert_eq!(record["code"], "success", "{record}");
    assert!(!server.is_open("zego", "r1"), "{fault}");

    // It is over.
    assert_eq!(code(&close(&server).unwrap()), 5018);
}

/// The request is carried out, with and without `after_close`.
fn keeps_the_answer(fault: &Value, check: impl Fn(Reply)) {
    let server = server();
    server.plan(fault);
    check(close(&server).unwrap());
    let record = server.last_request();
    assert_eq!(record["outcome"], fault["kind"], "{record}");
    assert_eq!(record["code"], "success", "{record}");
    assert!(!server.is_open("zego", "r1"), "{fault}");

    server.open("zego", "r1");
    server.plan_after_close(fault);
    check(close(&server).unwrap());
    assert!(!server.is_open("zego", "r1"), "{fault}");
}

fn assert_cut_off(reply: io::Result<Reply>) {
    let error = reply.unwrap_err().kind();
    let cut_off = [io::ErrorKind::UnexpectedEof, io::ErrorKind::ConnectionReset];
    assert!(cut_off.contains(&error), "{error}");
}

#[test]
fn delay() {
    let fault = json!({ "kind": "delay", "ms": LONG_MS });
    let start = Instant::now();
    keeps_the_answer(&fault, |reply| assert_eq!(code(&reply), 0));
    assert!(start.elapsed() >= 2 * LONG);
}

#[test]
fn a_client_that_leaves_within_a_delay_has_closed_nothing() {
    let server = server();
    server.plan(&json!({ "kind": "delay", "ms": LONG_MS }));
    let start = Instant::now();
    drop(http::open(server.address, &close_room("r1").request()).unwrap());
    while server.get("/requests") == json!([]) || start.elapsed() < 2 * LONG {
        thread::sleep(Duration::from_millis(5));
    }
    assert!(server.is_open("zego", "r1"));
    assert_eq!(server.last_request()["code"], Value::Null);
}

#[test]
fn hang() {
    let server = server();
    server.plan(&json!({ "kind": "hang" }));
    let mut stream = http::open(server.address, &close_room("r1").request()).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    let error = stream.read(&mut [0]).unwrap_err().kind();
    let silence = [io::ErrorKind::WouldBlock, io::ErrorKind::TimedOut];
    assert!(silence.contains(&error), "{error}");
    let record = server.last_request();
    assert_eq!(record["outcome"], "hang");
    assert_eq!(record["http_status"], Value::Null);
    assert!(server.is_open("zego", "r1"));
}

#[test]
fn hang_after_close() {
    let server = server();
    server.plan_after_close(&json!({ "kind": "hang" }));
    let _stream = http::open(server.address, &close_room("r1").request()).unwrap();
    let deadline = Instant::now() + Duration::from_secs(5);
    while server.is_open("zego", "r1") {
        assert!(Instant::now() < deadline);
    }
}

#[test]
fn drop_without_an_answer() {
    let fault = json!({ "kind": "drop" });
    spoils(&fault, assert_cut_off);

    let server = server();
    server.plan(&fault);
    let mut received = Vec::new();
    let mut stream = http::open(server.address, &close_room("r1").request()).unwrap();
    let _ = stream.read_to_end(&mut received);
    assert!(received.is_empty());
    assert_eq!(server.last_request()["http_status"], Value::Null);
}

#[test]
fn drop_mid_body() {
    let fault = json!({ "kind": "drop_mid_body" });
    spoils(&fault, assert_cut_off);

    let server = server();
    server.plan(&fault);
    let mut received = Vec::new();
    let mut stream = http::open(server.address, &close_room("r1").request()).unwrap();
    let _ = stream.read_to_end(&mut received);
    let (head, body) = http::parse_head(&received).unwrap();
    assert_eq!(head.status, 200);
    let announced: usize = head.header("content-length").unwrap().parse().unwrap();
    assert!(!body.is_empty() && body.len() < announced, "{announced}");
}

#[test]
fn status() {
    for status in [429, 500, 503] {
        let fault = json!({ "kind": "status", "status": status, "retry_after": 7, "body": "busy" });
        spoils(&fault, |reply| {
            let reply = reply.unwrap();
            assert_eq!(reply.status, status);
            assert_eq!(reply.header("retry-after"), Some("7"));
            assert_eq!(reply.text(), "busy");
        });
    }
    spoils(&json!({ "kind": "status", "status": 502 }), |reply| {
        let reply = reply.unwrap();
        assert_eq!(reply.status, 502);
        assert_eq!(reply.header("retry-after"), None);
        assert!(reply.header("date").is_some());
    });
}

#[test]
fn html() {
    spoils(&json!({ "kind": "html" }), |reply| {
        let reply = reply.unwrap();
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
        assert!(reply.text().starts_with("<!doctype html>"));
    });
}

#[test]
fn truncated_json() {
    spoils(&json!({ "kind": "truncated_json" }), |reply| {
        let reply = reply.unwrap();
        assert_eq!(reply.status, 200);
        assert!(reply.text().starts_with("{\"Code\":0"), "{}", reply.text());
        assert!(serde_json::from_slice::<Value>(&reply.body).is_err());
    });
}

#[test]
fn empty_body() {
    spoils(&json!({ "kind": "empty_body" }), |reply| {
        let reply = reply.unwrap();
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("content-length"), Some("0"));
    });
}

#[test]
fn big_body() {
    let bytes = 3 * 1024 * 1024;
    let fault = json!({ "kind": "big_body", "bytes": bytes });
    keeps_the_answer(&fault, |reply| {
        assert_eq!(reply.body.len(), bytes);
        assert_eq!(code(&reply), 0);
    });
}

#[test]
fn endless_body() {
    let server = server();
    server.plan(&json!({ "kind": "endless_body" }));
    let mut stream = http::open(server.address, &close_room("r1").request()).unwrap();
    let mut received = Vec::new();
    let start = Instant::now();
    while start.elapsed() < LONG {
        let mut chunk = [0; 1024];
        let count = stream.read(&mut chunk).unwrap();
        assert_ne!(count, 0, "it ended");
        received.extend_from_slice(&chunk[..count]);
    }
    let (head, body) = http::parse_head(&received).unwrap();
    assert_eq!(head.header("transfer-encoding"), Some("chunked"));
    assert!(body.len() > 100);
    assert!(server.is_open("zego", "r1"));
}

#[test]
fn slow_body() {
    let server = server();
    server.plan(&json!({ "kind": "slow_body", "ms": 500 }));
    let start = Instant::now();
    let mut stream = http::open(server.address, &close_room("r1").request()).unwrap();
    let mut received = vec![0; 4096];
    let count = stream.read(&mut received).unwrap();
    let (head, body) = http::parse_head(&received[..count]).unwrap();
    assert_eq!(head.status, 200);
    assert!(body.is_empty());
    let mut body = String::new();
    stream.read_to_string(&mut body).unwrap();
    assert!(body.starts_with("{\"Code\":0,"), "{body}");
    assert!(start.elapsed() >= Duration::from_millis(500));
    assert!(!server.is_open("zego", "r1"));
}

#[test]
fn wrong_content_type() {
    keeps_the_answer(&json!({ "kind": "wrong_content_type" }), |reply| {
        assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(code(&reply), 0);
    });
}

#[test]
fn code_of_zego() {
    spoils(&json!({ "kind": "code", "code": "206" }), |reply| {
        let answer = reply.unwrap().json();
        assert_eq!(answer["Code"], 206);
        assert_eq!(answer["Message"], "App QPS too high");
        assert!(answer["RequestId"].is_string());
    });
    let fault = json!({ "kind": "code", "code": "100000015", "message": "oops" });
    spoils(&fault, |reply| {
        let answer = reply.unwrap().json();
        assert_eq!(answer["Code"], 100_000_015);
        assert_eq!(answer["Message"], "oops");
    });
}

#[test]
fn code_of_trtc() {
    let server = Server::start();
    server.open("trtc", "r1");
    server.open("zego", "r1");
    server.plan(&json!({ "kind": "code", "code": "RequestLimitExceeded" }));
    // A code strikes the provider that has such codes.
    assert_eq!(code(&close(&server).unwrap()), 0);
    let answer = server.send(&post(BY_STRING, body("r1")).request(server.address));
    let error = &answer.json()["Response"]["Error"];
    assert_eq!(error["Code"], "RequestLimitExceeded");
    assert_eq!(error["Message"], "The request rate is too high.");
    assert!(server.is_open("trtc", "r1"));
}

#[test]
fn redirect() {
    let location = "http://127.0.0.1:1/elsewhere";
    let fault = json!({ "kind": "redirect", "location": location });
    spoils(&fault, |reply| {
        let reply = reply.unwrap();
        assert_eq!(reply.status, 307);
        assert_eq!(reply.header("location"), Some(location));
    });
}

#[test]
fn echo() {
    let has_the_signature = |text: &str| text.contains("&Signature=");
    spoils(&json!({ "kind": "echo", "place": "page" }), |reply| {
        let reply = reply.unwrap();
        assert_eq!(reply.status, 403);
        let page = String::from_utf8_lossy(&reply.body);
        assert!(page.contains("<pre>Signature=") && has_the_signature(&page), "{page}");
    });
    spoils(&json!({ "kind": "echo", "place": "message" }), |reply| {
        let answer = reply.unwrap().json();
        assert_eq!(answer["Code"], 987_654);
        let message = answer["Message"].as_str().unwrap();
        assert!(message.starts_with("Signature=") && has_the_signature(message), "{message}");
    });
    spoils(&json!({ "kind": "echo", "place": "location" }), |reply| {
        let reply = reply.unwrap();
        assert_eq!(reply.status, 307);
        assert!(has_the_signature(reply.header("location").unwrap()));
    });
}

#[test]
fn no_date() {
    let server = server();
    assert!(close(&server).unwrap().header("date").is_some());
    keeps_the_answer(&json!({ "kind": "no_date" }), |reply| {
        assert_eq!(reply.header("date"), None);
        assert_eq!(code(&reply), 0);
    });
}

#[test]
fn replay() {
    let fault = json!({ "kind": "replay" });
    let server = server();
    server.plan(&fault);
    assert_eq!(code(&close(&server).unwrap()), 100_000_005);
    assert_eq!(server.last_request()["code"], "100000005");
    assert!(!server.is_open("zego", "r1"));

    // Without a nonce, nobody can tell that it came before.
    server.open("trtc", "r1");
    server.plan(&fault);
    let answer = server.send(&post(BY_STRING, body("r1")).request(server.address));
    assert_eq!(answer.json()["Response"]["Error"]["Code"], "FailedOperation.RoomNotExist");
    assert!(!server.is_open("trtc", "r1"));
}

/// How the answers ended, once all have.
fn ends(server: &Server) -> Vec<Value> {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let requests = server.get("/requests");
        let ends: Vec<_> =
            requests.as_array().unwrap().iter().map(|it| it["answer"].clone()).collect();
        if ends.iter().all(|end| !end.is_null()) {
            return ends;
        }
        assert!(Instant::now() < deadline, "{requests}");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn an_answer_that_is_read_to_its_end_is_complete() {
    let server = server();
    close(&server).unwrap();
    let faults = [
        json!({ "kind": "delay", "ms": 5 }),
        json!({ "kind": "status", "status": 204 }),
        json!({ "kind": "status", "status": 500, "body": "no" }),
        json!({ "kind": "html" }),
        json!({ "kind": "truncated_json" }),
        json!({ "kind": "empty_body" }),
        json!({ "kind": "big_body", "bytes": 3 * 1024 * 1024 }),
        json!({ "kind": "slow_body", "ms": 5 }),
        json!({ "kind": "code", "code": "2" }),
        json!({ "kind": "redirect", "location": "/" }),
        json!({ "kind": "no_date" }),
    ];
    for fault in &faults {
        server.plan(fault);
        close(&server).unwrap();
    }
    assert_eq!(ends(&server), vec!["complete"; 1 + faults.len()]);
}

#[test]
fn a_dropped_answer_is_cut_off() {
    let server = server();
    for kind in ["drop", "drop_mid_body"] {
        server.plan(&json!({ "kind": kind }));
        close(&server).unwrap_err();
        server.plan_after_close(&json!({ "kind": kind }));
        close(&server).unwrap_err();
    }
    assert_eq!(ends(&server), ["cut_off"; 4]);
}

#[test]
fn an_answer_is_under_way_until_the_client_leaves() {
    let faults = [
        json!({ "kind": "hang" }),
        json!({ "kind": "delay", "ms": 60_000 }),
        json!({ "kind": "slow_body", "ms": 60_000 }),
        json!({ "kind": "endless_body" }),
        json!({ "kind": "big_body", "bytes": 20 * 1024 * 1024 }),
    ];
    for fault in faults {
        let server = server();
        server.plan(&fault);
        let stream = http::open(server.address, &close_room("r1").request()).unwrap();
        thread::sleep(LONG);
        assert_eq!(server.last_request()["answer"], Value::Null, "{fault}");
        drop(stream);
        assert_eq!(ends(&server), ["cut_off"], "{fault}");
    }
}

#[test]
fn every_answer_is_dated_by_the_sandboxs_clock() {
    let server = Server::start();
    // 2033-05-18 03:33:20 UTC
    server.settings(&json!({ "clock_offset_seconds": 2_000_000_000 - now() }));
    server.plan(&json!({ "kind": "html" }));
    for target in ["/", "/", "/_sandbox/rooms", "/nothing"] {
        let reply = server.send(&Request::new("GET", target));
        let date = reply.header("date").unwrap();
        assert!(date.starts_with("Wed, 18 May 2033 03:3"), "{target}: {date}");
    }
}

#[test]
fn strike_as_often_as_planned_and_in_order() {
    let server = server();
    let html = json!({ "provider": "zego", "fault": { "kind": "html" }, "times": 2 });
    server.plan_all(&html);
    let trtc = json!({ "provider": "trtc", "fault": { "kind": "status", "status": 500 } });
    server.plan_all(&trtc);
    server.plan(&json!({ "kind": "status", "status": 503 }));
    let status = || close(&server).unwrap().status;
    assert_eq!([status(), status(), status()], [200, 200, 503]);
    assert_eq!(code(&close(&server).unwrap()), 0);
    let other = post(BY_STRING, body("r1")).request(server.address);
    assert_eq!(server.send(&other).status, 500);
    assert_eq!(server.send(&other).status, 200);
}

#[test]
fn the_control_api_is_never_struck() {
    let server = server();
    server.plan(&json!({ "kind": "drop" }));
    server.get("/rooms");
    assert_cut_off(close(&server));
}
