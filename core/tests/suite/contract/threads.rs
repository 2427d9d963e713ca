//! Everything public can be kept anywhere and sent to any thread.

use closeroom::{
    Basis, CallOptions, CloseRoomCall, Closed, CodeInfo, Error, ErrorKind, ExplainStep, Explained,
    Freshness, Header, HttpRequest, HttpResponse, Method, Provider, Retry, Secret, Status, Step,
    TransportFailure, trtc, zego,
};

const fn send_and_sync<T: Send + Sync + 'static>() {}
const fn cloned<T: Clone + std::fmt::Debug>() {}

const _: () = {
    send_and_sync::<(CallOptions, CloseRoomCall, Step, TransportFailure)>();
    send_and_sync::<(Basis, CodeInfo<i64>, CodeInfo<&str>, Retry)>();
    send_and_sync::<(Error, ErrorKind, Provider, Closed, Status)>();
    send_and_sync::<(ExplainStep, Explained, Freshness, Secret)>();
    send_and_sync::<(Header, HttpRequest, HttpResponse, Method)>();
    send_and_sync::<(zego::Callback, zego::CloseRoom, zego::Config, zego::Endpoint, zego::Event)>();
    send_and_sync::<(zego::RoomClose, zego::RoomLogout, zego::StreamClose, zego::Zego)>();
    send_and_sync::<zego::signature::Signature>();
    send_and_sync::<(trtc::Callback, trtc::Config, trtc::Endpoint, trtc::Event, trtc::EventInfo)>();
    send_and_sync::<(trtc::EventKind, trtc::Language, trtc::RoomId, trtc::SignatureMethod)>();
    send_and_sync::<(trtc::Trtc, trtc::tc3::Hex, trtc::tc3::SigningKey, trtc::v1::Hash)>();
    send_and_sync::<(trtc::tc3::CanonicalRequest<'static>, trtc::tc3::StringToSign<'static>)>();
    send_and_sync::<trtc::v1::Parameters<'static>>();

    cloned::<(zego::Zego, trtc::Trtc, zego::Config, trtc::Config)>();
    cloned::<(Step, HttpRequest, HttpResponse, Error, Closed, Explained, Secret)>();
};

/// Clones share the signing key of the day, whichever thread asks for it, and sign alike.
#[test]
fn one_client_signs_in_many_threads() {
    let trtc = crate::clients::trtc();
    let days = [1_700_000_000, 1_700_100_000, 1_700_200_000];
    let build = |trtc: &trtc::Trtc, timestamp| {
        trtc.build(&"room".into(), timestamp, "0123456789abcdef").expect("valid")
    };
    let expected = days.map(|timestamp| build(&crate::clients::trtc(), timestamp));
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (trtc, expected) = (trtc.clone(), &expected);
            scope.spawn(move || {
                for round in 0..60 {
                    let day = (thread + round) % days.len();
                    assert_eq!(build(&trtc, days[day]), expected[day]);
                }
            });
        }
    });
}
