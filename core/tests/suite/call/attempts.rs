//! How often, after what, and how far apart requests are sent.

use std::collections::HashSet;

use closeroom::trtc::{RoomId, Trtc};
use closeroom::zego::CloseRoom;
use closeroom::{
    CallOptions, ErrorKind, HttpResponse, Provider, Retry, Step, TransportFailure, trtc, zego,
};

use super::host::{nonce, timestamp};
use super::{Host, options};
use crate::clients::{self, TRTC_FORMS};

/// Sends until the call is over, always with that answer; tells how many requests there were.
fn sent(host: &mut Host, answer: impl Fn(&mut Host)) -> u32 {
    let mut sent = 0;
    for _ in 0..100 {
        match host.next() {
            Step::Send(_) => {
                sent += 1;
                answer(host);
            }
            Step::Wait(until) => host.now = until,
            Step::Done(_) => return sent,
        }
    }
    panic!("the call does not end");
}

#[test]
fn three_attempts_are_the_default() {
    for mut host in Host::both(&CallOptions::default()) {
        assert_eq!(sent(&mut host, Host::lose), 3);
        let error = host.error();
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert_eq!(error.field(), None);
        assert!(error.retryable());
        assert!(error.message().contains("connection reset"), "{error}");
    }
}

#[test]
fn attempts_can_be_set() {
    for attempts in [1, 2, 5] {
        for mut host in Host::both(&options(|o| o.max_attempts = attempts)) {
            assert_eq!(sent(&mut host, Host::lose), attempts);
        }
    }
}

#[test]
fn success_tells_how_many_attempts_it_took() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.receive_status(503);
        host.wait();
        host.send();
        host.lose();
        host.wait();
        host.send();
        host.receive_success();
        assert_eq!(host.closed().attempts, 3);
    }
}

#[test]
fn every_attempt_is_signed_afresh() {
    let zego = clients::zego().call(CloseRoom::new("room"), CallOptions::default()).expect("ok");
    let mut hosts = vec![Host::of(Provider::Zego, zego)];
    for (signature_method, http_method) in TRTC_FORMS {
        let mut config = clients::trtc_config();
        config.signature_method = signature_method;
        config.http_method = http_method;
        let trtc = Trtc::new(config).expect("valid");
        let call = trtc.call(RoomId::from("room"), CallOptions::default()).expect("valid");
        hosts.push(Host::of(Provider::Trtc, call));
    }
    for mut host in hosts {
        let (mut nonces, mut requests) = (HashSet::new(), HashSet::new());
        for _ in 0..3 {
            let request = host.send();
            assert_eq!(timestamp(&request), host.now / 1000);
            if !request.headers.iter().any(|header| header.name == "X-TC-Timestamp") {
                assert!(nonces.insert(nonce(&request)), "{request:?}");
            }
            let headers = request.headers.iter().map(|h| h.value.to_string()).collect::<Vec<_>>();
            assert!(requests.insert((request.url, headers, request.body)));
            host.later(1_500).lose();
            if requests.len() < 3 {
                host.wait();
            }
        }
    }
}

/// A host may draw no randomness where it makes no difference.
#[test]
fn a_client_knows_whether_its_requests_hold_a_nonce() {
    for (signature_method, http_method) in TRTC_FORMS {
        let mut config = clients::trtc_config();
        config.signature_method = signature_method;
        config.http_method = http_method;
        let trtc = Trtc::new(config).expect("valid");
        let build = |nonce| trtc.build(&RoomId::from("room"), 1_700_000_000, nonce).expect("valid");
        let is_another = build("0123456789abcdef") != build("fedcba9876543210");
        assert_eq!(trtc.uses_nonce(), is_another, "{signature_method:?} {http_method:?}");
    }
}

#[test]
fn pauses_grow_and_are_spread() {
    let many = options(|o| (o.max_attempts, o.timeout_ms) = (6, 60_000));
    for (attempt, longest) in [(1, 250), (2, 500), (3, 1000), (4, 2000), (5, 4000)] {
        let pause = |jitter| {
            let mut host = Host::trtc(many.clone());
            for earlier in 1..=attempt {
                host.jitter = if earlier == attempt { jitter } else { 0 };
                host.send();
                host.later(2).lose();
                if earlier < attempt {
                    host.wait();
                }
            }
            host.wait()
        };
        let shortest = longest / 2;
        for (jitter, expected) in
            [(0, shortest), (1, shortest + 1), (shortest, longest), (shortest + 1, shortest)]
        {
            assert_eq!(pause(jitter), expected, "attempt {attempt}");
        }
        for jitter in [u64::MAX, u64::MAX / 3] {
            assert!((shortest..=longest).contains(&pause(jitter)), "attempt {attempt}");
        }
    }
}

/// Each request may have closed the room: a log shows how many there were.
#[test]
fn an_error_counts_the_requests() {
    for (sends, count) in
        [(0, "(0 requests sent)"), (1, "(1 request sent)"), (2, "(2 requests sent)")]
    {
        for mut host in Host::both(&CallOptions::default()) {
            for _ in 0..sends {
                host.send();
                host.lose();
                host.wait();
            }
            host.fail(TransportFailure::Cancelled);
            let error = host.error();
            assert!(error.message().ends_with(count), "{error}");
        }
    }
}

#[test]
fn the_pause_begins_with_the_failure() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.later(4_000).lose();
        assert_eq!(host.wait(), 125);
    }
}

#[test]
fn transient_failures_are_retried() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.time_out();
        host.wait();
        host.send();
        host.lose();
        host.wait();
        host.send();
    }
    for status in [429, 500, 502, 503, 504, 599] {
        for mut host in Host::both(&CallOptions::default()) {
            let answers = sent(&mut host, |host| host.receive_status(status));
            assert_eq!(answers, 3, "HTTP {status}");
            assert_eq!(host.error().http_status(), Some(status));
        }
    }
}

#[test]
fn other_statuses_are_not_retried() {
    for status in [100, 204, 300, 301, 302, 303, 307, 308, 304, 400, 401, 403, 404, 408, 418, 600] {
        for mut host in Host::both(&CallOptions::default()) {
            let answers = sent(&mut host, |host| host.receive_status(status));
            assert_eq!(answers, 1, "HTTP {status}");
            let error = host.error();
            assert_eq!(error.kind(), ErrorKind::UnexpectedResponse, "HTTP {status}");
            assert_eq!(error.http_status(), Some(status));
            assert!(!error.retryable());
        }
    }
}

#[test]
fn undocumented_bodies_are_not_retried() {
    for body in ["", "<html></html>", r#"{"Code":"#, "[]", r#"{"Response":{}}"#, "\u{0}"] {
        for mut host in Host::both(&CallOptions::default()) {
            assert_eq!(sent(&mut host, |host| host.receive(&HttpResponse::new(200, body))), 1);
            assert_eq!(host.error().kind(), ErrorKind::UnexpectedResponse, "{body}");
        }
    }
    for mut host in Host::both(&CallOptions::default()) {
        let not_utf8 = HttpResponse::new(200, b"\xff\xfe".to_vec());
        assert_eq!(sent(&mut host, |host| host.receive(&not_utf8)), 1);
        assert_eq!(host.error().kind(), ErrorKind::UnexpectedResponse);
    }
}

/// Every code of the tables is retried as its row says, and never where the
/// contract forbids it.
#[test]
fn provider_codes_are_retried_by_their_class() {
    let zego = zego::codes::ALL.iter();
    let zego = zego.map(|i| (Provider::Zego, i.code.to_string(), i.kind, i.retry));
    let trtc = trtc::codes::ALL.iter();
    let trtc = trtc.map(|i| (Provider::Trtc, i.code.to_owned(), i.kind, i.retry));
    for (provider, code, kind, retry) in zego.chain(trtc) {
        let roomy = options(|o| (o.max_attempts, o.timeout_ms) = (5, 60_000));
        let mut host = Host::new(provider, roomy);
        let answer = clients::refusal(provider, &code);
        let attempts = sent(&mut host, |host| host.receive(&answer));
        let allowed = match kind {
            ErrorKind::RateLimited | ErrorKind::Unavailable => 5,
            _ => 1,
        };
        let expected = match retry {
            Retry::Never => 1,
            Retry::Once => 2,
            Retry::Backoff => 5,
            other => panic!("a retry class without a rule: {other:?}"),
        };
        assert!(attempts <= allowed, "{code}: {kind} was retried");
        assert_eq!(attempts, expected, "{code}");
        if kind == ErrorKind::RoomNotFound {
            assert_eq!(host.closed().attempts, 1, "{code}");
        } else {
            let error = host.error();
            assert_eq!(error.kind(), kind, "{code}");
            assert_eq!(error.provider(), provider);
            assert_eq!(error.provider_code(), Some(&*code));
            assert_eq!(error.request_id(), Some(&*format!("id-{code}")));
            assert_eq!(error.retryable(), retry != Retry::Never, "{code}");
        }
    }
}

#[test]
fn unknown_codes_are_retried_only_when_their_family_or_status_says_so() {
    for (code, status, attempts) in [
        ("InternalError.New", 200, 3),
        ("RequestLimitExceeded.New", 200, 3),
        ("AuthFailure.New", 200, 1),
        ("UnauthorizedOperation.New", 200, 1),
        ("Weird", 200, 1),
        ("Weird", 400, 1),
        ("Weird", 503, 3),
        ("Weird", 429, 3),
    ] {
        let mut answer = clients::refusal(Provider::Trtc, code);
        answer.status = status;
        let mut host = Host::trtc(CallOptions::default());
        assert_eq!(sent(&mut host, |host| host.receive(&answer)), attempts, "{code} {status}");
    }
}

#[test]
fn ambiguous_codes_are_retried_once_in_all() {
    for pair in [["1", "1"], ["1", "100000015"], ["100000015", "1"]] {
        let mut host = Host::zego(options(|o| (o.max_attempts, o.timeout_ms) = (9, 60_000)));
        host.send();
        host.receive(&clients::refusal(Provider::Zego, pair[0]));
        host.wait();
        host.send();
        host.receive(&clients::refusal(Provider::Zego, pair[1]));
        let error = host.error();
        assert_eq!(error.kind(), ErrorKind::Unavailable);
        assert_eq!(error.provider_code(), Some(pair[1]));
        assert!(error.retryable());
    }
}

#[test]
fn an_ambiguous_code_among_transient_failures_takes_one_turn() {
    let mut host = Host::zego(options(|o| (o.max_attempts, o.timeout_ms) = (9, 60_000)));
    for code in ["122", "1", "122"] {
        host.send();
        host.receive(&clients::refusal(Provider::Zego, code));
        host.wait();
    }
    host.send();
    host.receive(&clients::refusal(Provider::Zego, "1"));
    assert_eq!(host.error().provider_code(), Some("1"));
}

#[test]
fn a_timeout_that_is_not_the_machines_is_one_all_the_same() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.later(10).fail(TransportFailure::Timeout);
        host.wait();
        host.send();
        host.receive_success();
        assert_eq!(host.closed().attempts, 2);
    }
}
