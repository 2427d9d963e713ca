//! Calls of one client take turns.

use closeroom::trtc::{self, Trtc};
use closeroom::zego::{self, CloseRoom, Zego};
use closeroom::{CallOptions, CloseRoomCall, ErrorKind, Step, TransportFailure};

const NOW: u64 = 1_700_000_000_000;
const ENTROPY: [u8; 16] = [7; 16];

fn zego() -> Zego {
    Zego::new(zego::Config::new(12345, "secret")).expect("valid")
}

fn call(zego: &Zego, options: CallOptions) -> CloseRoomCall {
    zego.call(CloseRoom::new("room"), options).expect("valid")
}

/// When the call is let go, having asked at `NOW`.
fn turn(mut call: CloseRoomCall) -> u64 {
    match call.next(NOW, ENTROPY) {
        Step::Send(_) => NOW,
        Step::Wait(until_ms) => {
            assert!(matches!(call.next(until_ms, ENTROPY), Step::Send(_)), "{call:?}");
            until_ms
        }
        Step::Done(result) => panic!("over before it began: {result:?}"),
    }
}

#[test]
fn zego_calls_go_less_than_one_a_second_in_the_order_of_asking() {
    let zego = zego();
    let turns: Vec<u64> =
        (0..5).map(|_| turn(call(&zego.clone(), CallOptions::default())) - NOW).collect();
    assert_eq!(turns, [0, 1100, 2200, 3300, 4400]);
}

#[test]
fn trtc_calls_go_less_than_twenty_a_second() {
    let config = trtc::Config::new(1, "id", "key", "ap-guangzhou");
    let trtc = Trtc::new(config).expect("valid");
    let turns: Vec<u64> = (0..4)
        .map(|_| turn(trtc.call("room".into(), CallOptions::default()).expect("valid")) - NOW)
        .collect();
    assert_eq!(turns, [0, 55, 110, 165]);
}

#[test]
fn another_client_has_its_own_pace() {
    assert_eq!(turn(call(&zego(), CallOptions::default())), NOW);
    assert_eq!(turn(call(&zego(), CallOptions::default())), NOW);
}

#[test]
fn turns_can_be_switched_off() {
    let zego = zego();
    for _ in 0..3 {
        assert_eq!(turn(call(&zego, CallOptions::default().with_paced(false))), NOW);
    }
}

#[test]
fn a_turn_after_the_deadline_ends_the_call_at_once_and_is_left_to_others() {
    let zego = zego();
    let hurried = || call(&zego, CallOptions::default().with_timeout_ms(1000));
    assert_eq!(turn(hurried()), NOW);

    let mut late = hurried();
    let Step::Done(Err(error)) = late.next(NOW, ENTROPY) else { panic!("{late:?}") };
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(error.retry_after_ms(), Some(1100));
    assert!(error.retryable());

    assert_eq!(turn(call(&zego, CallOptions::default())), NOW + 1100);
}

#[test]
fn what_became_of_an_attempt_outweighs_a_lost_turn() {
    let zego = zego();
    let mut first = call(&zego, CallOptions::default().with_timeout_ms(2500));
    assert!(matches!(first.next(NOW, ENTROPY), Step::Send(_)));
    for _ in 0..3 {
        turn(call(&zego, CallOptions::default()));
    }
    first.failed(NOW + 300, TransportFailure::Other("reset after sending".into()));
    let Step::Wait(until_ms) = first.next(NOW + 300, ENTROPY) else { panic!("{first:?}") };
    let Step::Done(Err(error)) = first.next(until_ms, ENTROPY) else { panic!("{first:?}") };
    assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
}

#[test]
fn a_call_that_is_given_up_gives_its_turn_to_the_next() {
    let cancelled = |mut call: CloseRoomCall| {
        call.failed(NOW, TransportFailure::Cancelled);
        // One turn, not two.
        drop(call);
    };
    for give_up in [cancelled, drop] {
        let zego = zego();
        assert_eq!(turn(call(&zego, CallOptions::default())), NOW);
        let mut given_up = call(&zego, CallOptions::default());
        let step = given_up.next(NOW, ENTROPY);
        assert!(matches!(step, Step::Wait(until_ms) if until_ms == NOW + 1100));
        give_up(given_up);
        assert_eq!(turn(call(&zego, CallOptions::default())), NOW + 1100);
        assert_eq!(turn(call(&zego, CallOptions::default())), NOW + 2200);
    }
}
