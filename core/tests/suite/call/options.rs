//! Options, input and clocks at their bounds.

use closeroom::trtc::RoomId;
use closeroom::zego::CloseRoom;
use closeroom::{CallOptions, Error, ErrorKind, Provider, Step, TransportFailure};

use super::host::START;
use super::{Host, options};
use crate::clients;

#[test]
fn defaults_are_those_of_the_contract() {
    let CallOptions { max_attempts, timeout_ms, max_response_bytes, already_gone_is_error, .. } =
        CallOptions::default();
    assert_eq!((max_attempts, timeout_ms, max_response_bytes), (3, 10_000, 1024 * 1024));
    assert!(!already_gone_is_error);
}

#[test]
fn options_can_be_set_one_by_one() {
    let set = CallOptions::default()
        .with_max_attempts(1)
        .with_timeout_ms(2)
        .with_max_response_bytes(3)
        .with_already_gone_is_error(true)
        .with_paced(false);
    assert_eq!((set.max_attempts, set.timeout_ms, set.max_response_bytes), (1, 2, 3));
    assert!(set.already_gone_is_error);
    assert!(!set.paced);
}

fn refused(room: &str, options: &CallOptions) -> [Error; 2] {
    [
        clients::zego().call(CloseRoom::new(room), options.clone()).expect_err("zego"),
        clients::trtc().call(RoomId::from(room), options.clone()).expect_err("trtc"),
    ]
}

#[test]
fn options_without_effect_are_refused() {
    for (options, field) in [
        (options(|o| o.max_attempts = 0), "MaxAttempts"),
        (options(|o| o.timeout_ms = 0), "Timeout"),
        (options(|o| o.max_response_bytes = 0), "MaxResponseBytes"),
    ] {
        for (error, provider) in refused("room", &options).iter().zip(["zego", "trtc"]) {
            assert_eq!(error.kind(), ErrorKind::InvalidInput);
            assert_eq!(error.field(), Some(field));
            assert_eq!(error.provider().as_str(), provider);
            assert!(error.message().contains(field), "{error}");
            assert!(error.message().contains("at least 1"), "{error}");
        }
    }
}

#[test]
fn input_is_refused_before_the_call_starts() {
    for room in ["", &"r".repeat(129)] {
        for error in refused(room, &CallOptions::default()) {
            assert_eq!(error.kind(), ErrorKind::InvalidInput);
            assert!(error.message().contains("RoomId"), "{error}");
        }
    }
    for (room, shown) in [("a\"b", "'\"'"), ("é", "U+0000E9"), ("\u{10ffff}", "U+10FFFF")] {
        let error = clients::trtc().call(RoomId::from(room), CallOptions::default());
        let error = error.expect_err("undocumented");
        assert!(error.message().contains(&format!("the character {shown};")), "{error}");
    }
    let mut close_room = CloseRoom::new("room");
    close_room.custom_reason = Some("r".repeat(257));
    let error = clients::zego().call(close_room, CallOptions::default()).expect_err("too long");
    assert!(error.message().contains("CustomReason"), "{error}");
    let error = clients::trtc().call(RoomId::from(0), CallOptions::default()).expect_err("0");
    assert!(error.message().contains("RoomId"), "{error}");
}

#[test]
fn a_clock_that_is_no_clock_is_refused_without_sending() {
    let latest = u64::MAX - 10_000;
    for now in [0, 1, 1_700_000_000, 999_999_999_999, 100_000_000_000_000, latest] {
        for mut host in Host::both(&CallOptions::default()) {
            host.now = now;
            let error = host.error();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{now}");
            assert!(error.message().contains("Timestamp"), "{error}");
        }
    }
}

#[test]
fn nothing_overflows() {
    let extreme = options(|o| {
        (o.max_attempts, o.timeout_ms, o.max_response_bytes) = (u32::MAX, u64::MAX, usize::MAX);
    });
    for jitter in [0, u64::MAX] {
        for mut host in Host::both(&extreme) {
            host.jitter = jitter;
            for _ in 0..64 {
                host.send();
                host.lose();
                host.wait();
            }
            host.send();
            host.now = u64::MAX;
            host.fail(TransportFailure::Timeout);
            assert!(host.done().is_err());
        }
    }
}

#[test]
fn all_entropy_will_do() {
    for entropy in [[0; 16], [0xff; 16], [0x80; 16]] {
        for mut host in Host::both(&CallOptions::default()) {
            let Step::Send(_) = host.call.next(START, entropy) else { panic!("not sent") };
            host.lose();
            host.wait();
        }
    }
}

/// Signature v1 needs a positive number, so a source that gives zeros is told of.
#[test]
fn the_nonce_of_v1_is_not_0() {
    let mut config = clients::trtc_config();
    config.signature_method = closeroom::trtc::SignatureMethod::HmacSha256;
    let trtc = closeroom::trtc::Trtc::new(config).expect("valid");
    let mut call = trtc.call(RoomId::from("room"), CallOptions::default()).expect("valid");
    let Step::Done(Err(error)) = call.next(START, [0; 16]) else { panic!("it was sent") };
    assert_eq!((error.kind(), error.provider()), (ErrorKind::InvalidInput, Provider::Trtc));
    assert!(error.message().contains("Nonce"), "{error}");
}
