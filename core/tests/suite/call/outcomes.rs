//! What a response means at the end of a call.

use closeroom::{CallOptions, Closed, ErrorKind, HttpResponse, Provider, Status, TransportFailure};

use super::{Host, options};
use crate::clients;

fn strict() -> CallOptions {
    options(|o| o.already_gone_is_error = true)
}

#[test]
fn a_room_that_is_gone_is_closed_as_asked() {
    let zego = ["104", "5018", "5024", "50001"].map(|code| (Provider::Zego, code));
    for (provider, code) in
        zego.into_iter().chain([(Provider::Trtc, "FailedOperation.RoomNotExist")])
    {
        let mut host = Host::new(provider, CallOptions::default());
        host.send();
        host.receive(&clients::refusal(provider, code));
        let Closed { status, request_id, attempts, .. } = host.closed();
        assert_eq!(status, Status::AlreadyGone);
        assert_eq!(request_id, format!("id-{code}"));
        assert_eq!(attempts, 1);
    }
}

#[test]
fn a_room_that_is_gone_can_be_an_error() {
    for mut host in Host::both(&strict()) {
        host.send();
        let gone = host.gone();
        host.receive(&gone);
        let error = host.error();
        assert_eq!(error.kind(), ErrorKind::RoomNotFound);
        assert_eq!(error.http_status(), Some(200));
        assert!(error.provider_code().is_some() && error.request_id().is_some());
        assert!(!error.retryable());
    }
}

/// An earlier attempt may have closed it, so it is a success even where a room that is gone is none.
#[test]
fn a_room_that_is_gone_after_an_attempt_of_unknown_outcome_is_closed() {
    let outcomes: [fn(&mut Host); 5] = [
        Host::time_out,
        Host::lose,
        |host| host.receive_status(500),
        |host| host.receive_status(504),
        |host| {
            let answer = host.code("122", "InternalError");
            host.receive(&answer);
        },
    ];
    for options in [CallOptions::default(), strict()] {
        for unknown in outcomes {
            for mut host in Host::both(&options) {
                host.send();
                unknown(&mut host);
                host.wait();
                host.send();
                let gone = host.gone();
                host.receive(&gone);
                let closed = host.closed();
                assert_eq!((closed.status, closed.attempts), (Status::AlreadyGone, 2));
            }
        }
    }
}

#[test]
fn an_attempt_that_was_turned_away_closed_nothing() {
    let date = "Tue, 14 Nov 2023 23:13:20 GMT";
    let strict = options(|o| (o.already_gone_is_error, o.max_attempts) = (true, 9));
    for mut host in Host::both(&strict) {
        let turned_away =
            [HttpResponse::new(429, ""), host.limited(), host.expired().with_header("Date", date)];
        for answer in turned_away {
            host.send();
            host.receive(&answer);
            host.wait();
        }
        host.send();
        let gone = host.gone();
        host.receive(&gone);
        assert_eq!(host.error().kind(), ErrorKind::RoomNotFound);
    }
}

#[test]
fn redirects_are_not_followed() {
    for status in [300, 301, 302, 303, 307, 308] {
        for mut host in Host::both(&CallOptions::default()) {
            host.send();
            let success = clients::success(host.provider);
            let mut answer = success.with_header("Location", "https://elsewhere.example/");
            answer.status = status;
            host.receive(&answer);
            let error = host.error();
            assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
            assert_eq!(error.http_status(), Some(status));
        }
    }
}

#[test]
fn bodies_are_read_to_a_limit() {
    for mut host in Host::both(&CallOptions::default()) {
        assert_eq!(host.call.max_response_bytes(), 1 << 20);
        host.send();
        host.receive(&HttpResponse::new(200, vec![b' '; (1 << 20) + 1]));
        let error = host.error();
        assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
        assert_eq!(error.http_status(), Some(200));
        assert!(error.message().contains("1048576"), "{error}");
        assert!(!error.retryable());
    }
}

#[test]
fn the_limit_itself_is_within_the_limit() {
    for provider in [Provider::Zego, Provider::Trtc] {
        let success = clients::success(provider);
        let exact = options(|o| o.max_response_bytes = success.body.len());
        let short = options(|o| o.max_response_bytes = success.body.len() - 1);
        for (options, fits) in [(exact, true), (short, false)] {
            let mut host = Host::new(provider, options);
            host.send();
            host.receive(&success);
            assert_eq!(host.done().is_ok(), fits);
        }
    }
}

#[test]
fn a_host_can_stop_reading_at_the_limit() {
    for mut host in Host::both(&options(|o| o.max_response_bytes = 77)) {
        assert_eq!(host.call.max_response_bytes(), 77);
        host.send();
        host.fail(TransportFailure::BodyTooLarge);
        let error = host.error();
        assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
        assert!(error.message().contains("77"), "{error}");
    }
}

#[test]
fn an_error_says_all_that_is_known() {
    for mut host in Host::both(&CallOptions::default()) {
        host.send();
        let answer = host.code("100000005", "AuthFailure.SignatureFailure");
        host.receive(&answer);
        let error = host.error();
        assert_eq!(error.kind(), ErrorKind::Unauthorized);
        assert_eq!(error.provider(), host.provider);
        assert_eq!(error.http_status(), Some(200));
        assert_eq!(error.retry_after_ms(), None);
        let code = error.provider_code().expect("code");
        assert_eq!(error.request_id(), Some(&*format!("id-{code}")));
        assert!(error.message().contains(code), "{error}");
        assert!(error.message().contains("text"), "the provider's words: {error}");

        let mut host = Host::new(host.provider, options(|o| o.max_attempts = 1));
        host.send();
        host.receive_status(503);
        let error = host.error();
        assert!(error.message().contains("HTTP 503"), "{error}");
    }
}
