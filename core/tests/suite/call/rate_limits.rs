//! The pace between requests, and what slows it down.

use closeroom::{CallOptions, ErrorKind, HttpResponse, Provider};

use super::host::START;
use super::{Host, options};
use crate::clients;

#[test]
fn two_zego_requests_are_more_than_a_second_apart() {
    let mut host = Host::zego(CallOptions::default());
    host.send();
    host.later(1).receive_status(500);
    host.wait();
    assert_eq!(host.now, START + 1100);
    host.send();
    host.later(300).lose();
    host.wait();
    assert_eq!(host.now, START + 2200);
    host.send();
}

/// Retries pause longer than TRTC's pace; only the retry with a corrected clock does not pause.
#[test]
fn two_trtc_requests_are_more_than_50_milliseconds_apart() {
    let mut host = Host::trtc(CallOptions::default());
    host.send();
    let answer = host.expired().with_header("Date", "Tue, 14 Nov 2023 23:13:20 GMT");
    host.later(1).receive(&answer);
    assert_eq!(host.wait(), 54);
    host.send();

    let mut host = Host::trtc(CallOptions::default());
    host.send();
    host.later(70).receive(&answer);
    host.send();
}

#[test]
fn the_pace_counts_from_sending() {
    let mut host = Host::zego(CallOptions::default());
    host.send();
    host.later(2_000).receive_status(500);
    assert_eq!(host.wait(), 125);
}

#[test]
fn rate_limits_wait_at_least_a_second() {
    let zego = ["206", "207", "7"].map(|code| clients::refusal(Provider::Zego, code));
    let trtc = [
        "RequestLimitExceeded",
        "RequestLimitExceeded.UinLimitExceeded",
        "RequestLimitExceeded.IPLimitExceeded",
        "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
        "RequestLimitExceeded.New",
    ]
    .map(|code| clients::refusal(Provider::Trtc, code));
    let status = [HttpResponse::new(429, ""), HttpResponse::new(429, "<html>")];
    let at_once = HttpResponse::new(429, "").with_header("Retry-After", "0");
    let unreadable = ["", "soon", "-1", "1.5", "Tue, 14 Nov 2023 23:13:20 GMT"]
        .map(|value| HttpResponse::new(429, "").with_header("Retry-After", value));

    for limit in zego.iter().chain(&trtc).chain(&status).chain([&at_once]).chain(&unreadable) {
        for jitter in [0, 250, u64::MAX] {
            for mut host in Host::both(&CallOptions::default()) {
                let foreign = match host.provider {
                    Provider::Zego => trtc.contains(limit),
                    _ => zego.contains(limit),
                };
                if foreign {
                    continue;
                }
                host.jitter = jitter;
                host.send();
                host.later(1500).receive(limit);
                let length = host.wait();
                assert!((1000..=1250).contains(&length), "{length} after {limit:?}");
                host.send();
            }
        }
    }
}

#[test]
fn many_waiting_callers_do_not_come_back_in_one_moment() {
    let lengths = (0..500).map(|jitter| {
        let mut host = Host::trtc(CallOptions::default());
        host.jitter = jitter;
        host.send();
        host.receive(&HttpResponse::new(429, ""));
        host.wait()
    });
    let lengths: std::collections::HashSet<u64> = lengths.collect();
    assert!(lengths.len() > 200, "{lengths:?}");
}

#[test]
fn a_retry_after_is_spread_over_a_quarter_of_a_second() {
    for (jitter, expected) in [(0, 3000), (249, 3249), (250, 3250), (251, 3000)] {
        for mut host in Host::both(&CallOptions::default()) {
            host.jitter = jitter;
            host.send();
            host.receive(&HttpResponse::new(429, "").with_header("Retry-After", "3"));
            assert_eq!(host.wait(), expected);
        }
    }
}

#[test]
fn retry_after_wins_when_it_is_longer() {
    for mut host in Host::both(&CallOptions::default()) {
        for answer in [host.limited(), HttpResponse::new(429, ""), HttpResponse::new(503, "")] {
            let mut host = Host::new(host.provider, CallOptions::default());
            host.send();
            host.receive(&answer.with_header("retry-after", "3"));
            let length = host.wait();
            assert!((3000..=3250).contains(&length), "{length}");
        }
        host.send();
        host.receive(&HttpResponse::new(503, "").with_header("Retry-After", "0"));
        let length = host.wait();
        assert_eq!(length, if host.provider == Provider::Zego { 1100 } else { 125 });
    }
}

#[test]
fn a_retry_after_of_a_known_transient_code_is_kept_too() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        let answer = host.code("122", "InternalError").with_header("Retry-After", "2");
        host.receive(&answer);
        assert_eq!(host.wait(), 2000);
    }
}

#[test]
fn a_retry_after_of_what_is_not_repeated_says_nothing() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        let answer = host.code("2", "InvalidParameter").with_header("Retry-After", "2");
        host.receive(&answer);
        let error = host.error();
        assert_eq!(error.kind(), ErrorKind::Rejected);
        assert_eq!(error.retry_after_ms(), None);
    }
}

#[test]
fn a_retry_after_beyond_the_time_left_ends_the_call_at_once() {
    for seconds in ["10", "11", "3600", "18446744073709551615"] {
        for mut host in Host::both(&CallOptions::default()) {
            host.send();
            let answer = host.limited().with_header("Retry-After", seconds);
            host.later(5).receive(&answer);
            let error = host.error();
            assert_eq!(error.kind(), ErrorKind::RateLimited);
            let ms = seconds.parse::<u64>().expect("number").saturating_mul(1000);
            assert_eq!(error.retry_after_ms(), Some(ms));
            assert!(error.retryable());
        }
    }
}

#[test]
fn the_last_rate_limit_is_the_result() {
    for mut host in Host::both(&options(|o| o.max_attempts = 2)) {
        host.send();
        host.receive_status(503);
        host.wait();
        host.send();
        let limited = host.limited();
        host.receive(&limited);
        let error = host.error();
        assert_eq!(error.kind(), ErrorKind::RateLimited);
        assert_eq!(error.retry_after_ms(), Some(1000));
    }
}
