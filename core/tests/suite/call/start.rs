//! The first step, and the end that follows it at best.

use closeroom::trtc::RoomId;
use closeroom::zego::CloseRoom;
use closeroom::{CallOptions, HttpResponse, Status, Step, TransportFailure};

use super::Host;
use super::host::START;
use crate::clients;

#[test]
fn the_first_step_is_to_send_what_build_gives() {
    let entropy = *b"\x4f\xd2\x46\x87\x29\x6d\xd9\xf3--jitter";
    let mut call =
        clients::zego().call(CloseRoom::new("room"), CallOptions::default()).expect("ok");
    let Step::Send(request) = call.next(START + 999, entropy) else { panic!("not sent") };
    let built = clients::zego().build(&CloseRoom::new("room"), START / 1000, "4fd24687296dd9f3");
    assert_eq!(Ok(request), built);

    for room in [RoomId::from("room"), RoomId::from(7)] {
        let mut call = clients::trtc().call(room.clone(), CallOptions::default()).expect("ok");
        let Step::Send(request) = call.next(START + 999, entropy) else { panic!("not sent") };
        assert_eq!(Ok(request), clients::trtc().build(&room, START / 1000, "4fd24687296dd9f3"));
    }
}

#[test]
fn a_nonce_keeps_its_leading_zeros() {
    let mut host = Host::zego(CallOptions::default());
    let Step::Send(request) = host.call.next(START, [1; 16]) else { panic!("not sent") };
    assert!(request.url.contains("SignatureNonce=0101010101010101&"));
    let mut host = Host::zego(CallOptions::default());
    let Step::Send(request) = host.call.next(START, [0; 16]) else { panic!("not sent") };
    assert!(request.url.contains("SignatureNonce=0000000000000000&"));
}

#[test]
fn success_closes_with_one_attempt() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.later(80).receive_success();
        let closed = host.closed();
        assert_eq!(closed.status, Status::Closed);
        assert_eq!(closed.request_id, "id-0");
        assert_eq!(closed.attempts, 1);
    }
}

#[test]
fn the_end_stays_the_end() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.receive_success();
        let closed = host.closed();

        host.later(1_000_000).receive(&HttpResponse::new(500, ""));
        assert_eq!(host.closed(), closed);
        host.lose();
        host.fail(TransportFailure::Timeout);
        host.fail(TransportFailure::BodyTooLarge);
        host.fail(TransportFailure::Cancelled);
        host.now = 0;
        assert_eq!(host.closed(), closed);
        assert_eq!(host.closed(), closed);
    }
}

#[test]
fn reports_before_the_first_step_are_ignored() {
    for mut host in Host::both(&CallOptions::default()) {
        let gone = host.gone();
        host.receive(&gone);
        host.lose();
        host.fail(TransportFailure::Timeout);
        host.fail(TransportFailure::BodyTooLarge);
        host.send();
        host.receive(&gone);
        assert_eq!(host.closed().attempts, 1);
    }
}

#[test]
fn the_first_step_starts_the_clock() {
    for mut host in Host::both(&CallOptions::default()) {
        host.later(60_000);
        host.send();
        assert_eq!(host.call.attempt_deadline_ms(), host.now + 5_000);
    }
}

#[test]
fn in_flight_the_next_step_is_to_wait_for_the_attempts_end() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        for _ in 0..3 {
            let Step::Wait(until) = host.later(100).next() else { panic!("no wait") };
            assert_eq!(until, START + 5_000);
            assert_eq!(until, host.call.attempt_deadline_ms());
        }
        host.receive_success();
        assert_eq!(host.closed().attempts, 1);
    }
}
