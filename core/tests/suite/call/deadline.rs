//! The time of a call bounds everything in it.

use closeroom::{CallOptions, ErrorKind, HttpResponse, Provider, Status, Step, TransportFailure};

use super::host::{START, timestamp};
use super::{Host, options};

#[test]
fn an_attempt_may_use_half_of_the_time_left_and_the_last_one_all() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        assert_eq!(host.call.attempt_deadline_ms(), START + 5_000);
        host.time_out();
        host.wait();
        assert_eq!(host.now, START + 5_125);
        host.send();
        assert_eq!(host.call.attempt_deadline_ms(), START + 7_563);
        host.time_out();
        host.wait();
        host.send();
        assert_eq!(host.call.attempt_deadline_ms(), START + 10_000);
    }
}

#[test]
fn between_attempts_the_deadline_is_that_of_the_call() {
    for mut host in Host::both(&CallOptions::default()) {
        assert_eq!(host.call.attempt_deadline_ms(), u64::MAX, "nothing has begun");
        host.send();
        host.lose();
        assert_eq!(host.call.attempt_deadline_ms(), START + 10_000);
    }
}

#[test]
fn a_single_attempt_may_use_all_of_the_time() {
    for mut host in Host::both(&options(|o| o.max_attempts = 1)) {
        host.send();
        assert_eq!(host.call.attempt_deadline_ms(), START + 10_000);
    }
}

/// No time is given away to an attempt that could not follow.
#[test]
fn an_attempt_that_none_can_follow_may_use_all_of_the_time() {
    for (mut host, timeout_ms) in [
        (Host::zego(options(|o| o.timeout_ms = 1_000)), 1_000),
        // Another could be sent at the deadline, but not before it.
        (Host::zego(options(|o| o.timeout_ms = 1_100)), 1_100),
        (Host::trtc(options(|o| o.timeout_ms = 250)), 250),
        (Host::trtc(options(|o| o.timeout_ms = 200)), 200),
        (Host::zego(options(|o| o.timeout_ms = 1)), 1),
        (Host::trtc(options(|o| o.timeout_ms = 1)), 1),
    ] {
        host.send();
        assert_eq!(host.call.attempt_deadline_ms(), START + timeout_ms);
        host.time_out();
        assert_eq!(host.error().kind(), ErrorKind::DeadlineExceeded);
    }
    let mut host = Host::zego(options(|o| o.timeout_ms = 1_500));
    host.send();
    host.time_out();
    host.wait();
    assert_eq!(host.now, START + 1_100);
    host.send();
    assert_eq!(host.call.attempt_deadline_ms(), START + 1_500);
}

#[test]
fn a_call_without_answers_ends_with_its_time() {
    for mut host in Host::both(&CallOptions::default()) {
        for attempt in 1..=3 {
            host.send();
            host.time_out();
            if attempt < 3 {
                host.wait();
            }
        }
        assert_eq!(host.now, START + 10_000);
        let error = host.error();
        assert_eq!(error.kind(), ErrorKind::DeadlineExceeded);
        assert!(error.retryable());
        assert!(error.message().contains("10000"), "{error}");
    }
}

#[test]
fn an_attempt_that_timed_out_says_how_long_it_had() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.time_out();
        host.now = START + 10_000;
        let error = host.error();
        assert!(
            error.message().contains("no response within 5000 of the call's 10000 ms"),
            "{error}"
        );
    }
}

#[test]
fn hosts_may_leave_timeouts_to_the_machine() {
    for mut host in Host::both(&CallOptions::default()) {
        for attempt in 1..=3 {
            host.send();
            host.wait();
            if attempt < 3 {
                host.wait();
            }
        }
        assert_eq!(host.now, START + 10_000);
        assert_eq!(host.error().kind(), ErrorKind::DeadlineExceeded);
    }
}

#[test]
fn a_late_response_to_an_attempt_given_up_is_ignored() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.time_out();
        host.receive_success();
        host.lose();
        host.wait();
        host.send();
        let gone = host.gone();
        host.receive(&gone);
        assert_eq!(host.closed().status, Status::AlreadyGone);
    }
}

/// Timers of hosts are inexact. A room that is closed is closed.
#[test]
fn a_response_a_little_late_counts_until_the_machine_gave_up() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.later(10_001).receive_success();
        assert_eq!(host.closed().status, Status::Closed);
    }
}

#[test]
fn a_timer_a_little_early_makes_no_other_error() {
    for mut host in Host::both(&options(|o| o.max_attempts = 1)) {
        host.send();
        host.later(9_999).fail(TransportFailure::Timeout);
        assert_eq!(host.error().kind(), ErrorKind::DeadlineExceeded);
    }
}

#[test]
fn a_failure_at_the_deadline_is_the_deadline() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.later(10_000).lose();
        assert_eq!(host.error().kind(), ErrorKind::DeadlineExceeded);
    }
}

/// What is known is told at once instead of waiting for nothing.
#[test]
fn no_wait_ends_after_the_deadline() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.later(9_900).receive_status(503);
        let error = host.error();
        assert_eq!(error.kind(), ErrorKind::Unavailable);
        assert_eq!(error.http_status(), Some(503));
    }
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.later(9_900).lose();
        assert_eq!(host.error().kind(), ErrorKind::Transport);
    }
    let mut host = Host::zego(options(|o| o.timeout_ms = 1_000));
    host.send();
    host.receive_status(503);
    assert_eq!(host.error().kind(), ErrorKind::Unavailable, "the pace leaves no time");
}

#[test]
fn a_host_that_sleeps_too_long_is_too_late() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.receive_status(503);
        host.wait();
        host.now = START + 10_000;
        assert_eq!(host.error().kind(), ErrorKind::DeadlineExceeded);
    }
}

#[test]
fn a_clock_that_jumps_ahead_ends_the_call() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.later(86_400_000).lose();
        assert_eq!(host.error().kind(), ErrorKind::DeadlineExceeded);
    }
}

#[test]
fn a_host_that_is_too_early_is_told_to_wait_on() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.receive_status(503);
        let Step::Wait(until) = host.next() else { panic!("no wait") };
        host.now = until - 1;
        let Step::Wait(again) = host.next() else { panic!("no wait") };
        assert_eq!(again, until);
        host.now = until;
        host.send();
    }
}

/// Only the timers of the host go on; its clock is set back by an hour.
#[test]
fn a_clock_that_steps_back_in_flight_does_not_lengthen_the_call() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.now -= 3_600_000;
        host.lose();
        let pause = host.wait();
        assert_eq!(pause, if host.provider == Provider::Zego { 1100 } else { 125 });
        let request = host.send();
        assert_eq!(timestamp(&request), host.now / 1000, "signed for the host's new time");
        let left = host.call.attempt_deadline_ms() - host.now;
        assert_eq!(left, (10_000 - pause).div_ceil(2));
    }
}

#[test]
fn a_clock_that_steps_back_while_waiting_does_not_lengthen_the_call() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.later(2_000).receive(&HttpResponse::new(503, ""));
        let Step::Wait(until) = host.next() else { panic!("no wait") };
        let pause = until - host.now;
        host.now -= 3_600_000;
        assert_eq!(host.wait(), pause);
        host.send();
        assert_eq!(host.call.attempt_deadline_ms() - host.now, (8_000 - pause).div_ceil(2));

        host.now -= 3_600_000;
        let Step::Wait(until) = host.next() else { panic!("no wait") };
        assert_eq!(until - host.now, (8_000 - pause).div_ceil(2));
    }
}

#[test]
fn a_correction_of_the_clock_survives_its_steps() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.now -= 3_600_000;
        let answer = host.expired().with_header("Date", "Tue, 14 Nov 2023 22:13:20 GMT");
        host.receive(&answer);
        host.wait();
        assert_eq!(timestamp(&host.send()), host.now / 1000 + 3_600);
    }
}
