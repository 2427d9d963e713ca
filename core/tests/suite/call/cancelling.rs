//! A call can be cancelled at any moment before its end.

use closeroom::{CallOptions, ErrorKind, HttpResponse, Status, Step, TransportFailure};

use super::Host;

fn cancelled(host: &mut Host) {
    host.fail(TransportFailure::Cancelled);
    let error = host.error();
    assert_eq!(error.kind(), ErrorKind::Cancelled);
    assert_eq!(error.provider(), host.provider);
    assert_eq!(error.http_status(), None);
    assert!(!error.retryable());

    host.later(10).receive_success();
    host.lose();
    assert_eq!(host.error(), error, "the end stays the end");
}

#[test]
fn before_the_first_step() {
    Host::both(&CallOptions::default()).iter_mut().for_each(cancelled);
}

#[test]
fn in_flight() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        cancelled(host.later(20));
    }
}

#[test]
fn while_waiting() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.receive(&HttpResponse::new(503, ""));
        assert!(matches!(host.next(), Step::Wait(_)));
        cancelled(host.later(20));
    }
}

#[test]
fn in_a_later_flight() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.lose();
        host.wait();
        host.send();
        cancelled(&mut host);
    }
}

#[test]
fn not_after_the_end() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        host.receive_success();
        host.fail(TransportFailure::Cancelled);
        assert_eq!(host.closed().status, Status::Closed);
    }
}
