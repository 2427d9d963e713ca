//! An expired signature: the clock is corrected once, by that response alone.

use closeroom::{CallOptions, ErrorKind, HttpRequest, HttpResponse, Provider};

use super::host::{START, timestamp};
use super::{Host, options};

/// START is 2023-11-14T22:13:20Z.
const HOUR_AHEAD: &str = "Tue, 14 Nov 2023 23:13:20 GMT";
const HOUR_BEHIND: &str = "Tue, 14 Nov 2023 21:13:20 GMT";
const DAY_AHEAD: &str = "Wed, 15 Nov 2023 22:13:20 GMT";

#[test]
fn the_next_timestamp_is_the_providers() {
    for (date, offset) in [(HOUR_AHEAD, 3600), (HOUR_BEHIND, -3600), (DAY_AHEAD, 86_400)] {
        for mut host in Host::both(&CallOptions::default()) {
            let request = host.send();
            assert_eq!(timestamp(&request), START / 1000);
            let answer = host.expired().with_header("Date", date);
            host.receive(&answer);
            if host.provider == Provider::Zego {
                host.wait();
            } else {
                host.later(3_000);
            }
            let request = host.send();
            assert_eq!(timestamp(&request), (host.now / 1000).saturating_add_signed(offset));
            host.receive_success();
            assert_eq!(host.closed().attempts, 2);
        }
    }
}

#[test]
fn the_offset_is_measured_when_the_response_comes() {
    let mut host = Host::trtc(CallOptions::default());
    host.send();
    let answer = host.expired().with_header("date", HOUR_AHEAD);
    host.later(4_000).receive(&answer);
    let request = host.send();
    assert_eq!(timestamp(&request), START / 1000 + 3600);
}

#[test]
fn the_scope_of_tc3_follows_the_corrected_day() {
    let scope = |request: &HttpRequest| {
        let authorization = request.headers.iter().find(|header| header.name == "Authorization");
        let value = authorization.expect("TC3").value.to_string();
        value.split('/').nth(1).expect("date").to_owned()
    };
    let mut host = Host::trtc(CallOptions::default());
    assert_eq!(scope(&host.send()), "2023-11-14");
    let answer = host.expired().with_header("Date", DAY_AHEAD);
    host.later(60).receive(&answer);
    assert_eq!(scope(&host.send()), "2023-11-15");
}

#[test]
fn the_correction_lasts_for_the_whole_call() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        let answer = host.expired().with_header("Date", HOUR_BEHIND);
        host.receive(&answer);
        host.wait();
        host.send();
        host.receive(&HttpResponse::new(503, "").with_header("Date", HOUR_AHEAD));
        host.wait();
        assert_eq!(timestamp(&host.send()), host.now / 1000 - 3600);
    }
}

#[test]
fn a_second_expiry_is_the_result() {
    for mut host in Host::both(&options(|o| o.max_attempts = 9)) {
        for date in [HOUR_AHEAD, HOUR_BEHIND] {
            host.send();
            let answer = host.expired().with_header("Date", date);
            host.receive(&answer);
            if date == HOUR_AHEAD {
                host.wait();
            }
        }
        let error = host.error();
        assert_eq!(error.kind(), ErrorKind::ClockSkew);
        assert_eq!(error.http_status(), Some(200));
        assert!(!error.retryable());
    }
}

#[test]
fn without_a_usable_date_the_first_expiry_is_the_result() {
    let unusable = [
        None,
        Some(""),
        Some("now"),
        Some("1700000000"),
        Some("Tue, 14 Nov 2023 23:13:20"),
        Some("Tue, 14 Nov 2023 25:13:20 GMT"),
        Some("2023-11-14T23:13:20Z"),
        // Dates, but none that a signature could be made for.
        Some("Thu, 01 Jan 1970 00:00:00 GMT"),
        Some("Fri, 31 Dec 9999 23:59:59 GMT"),
    ];
    for date in unusable {
        for mut host in Host::both(&CallOptions::default()) {
            host.send();
            let mut answer = host.expired();
            if let Some(date) = date {
                answer = answer.with_header("Date", date);
            }
            host.receive(&answer);
            let error = host.error();
            assert_eq!(error.kind(), ErrorKind::ClockSkew, "{date:?}");
            assert!(!error.retryable());
        }
    }
}

/// In 5138, where the time ends that signatures can be made for.
#[test]
fn a_corrected_clock_without_time_to_sign_for_is_skewed() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        let answer = host.expired().with_header("Date", "Wed, 16 Nov 5138 09:46:39 GMT");
        host.receive(&answer);
        let error = host.later(2_000).error();
        assert_eq!(error.kind(), ErrorKind::ClockSkew);
        assert_eq!(error.field(), None);
        assert_eq!(error.http_status(), Some(200));
        assert!(!error.retryable());
    }
}

#[test]
fn no_other_response_corrects_the_clock() {
    for mut host in Host::both(&options(|o| o.max_attempts = 4)) {
        let others = [HttpResponse::new(503, ""), HttpResponse::new(429, ""), host.limited()];
        for answer in others {
            assert_eq!(timestamp(&host.send()), host.now / 1000);
            host.receive(&answer.with_header("Date", HOUR_AHEAD));
            host.wait();
        }
        assert_eq!(timestamp(&host.send()), host.now / 1000);
    }
}

#[test]
fn a_correction_takes_an_attempt_and_time() {
    for mut host in Host::both(&options(|o| o.max_attempts = 1)) {
        host.send();
        let answer = host.expired().with_header("Date", HOUR_AHEAD);
        host.receive(&answer);
        assert_eq!(host.error().kind(), ErrorKind::ClockSkew);
    }
    let mut host = Host::zego(options(|o| o.timeout_ms = 900));
    host.send();
    let answer = host.expired().with_header("Date", HOUR_AHEAD);
    host.receive(&answer);
    assert_eq!(host.error().kind(), ErrorKind::ClockSkew);
}

#[test]
fn the_call_keeps_to_the_hosts_time() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        let answer = host.expired().with_header("Date", DAY_AHEAD);
        host.receive(&answer);
        host.wait();
        host.send();
        assert!(host.call.attempt_deadline_ms() < START + 10_000);
    }
}
