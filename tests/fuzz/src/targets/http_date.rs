//! The `Date` of a response, by which the call machine corrects its clock.

use std::time::{Duration, UNIX_EPOCH};

use closeroom::zego::CloseRoom;
use closeroom::{CallOptions, ErrorKind, HttpResponse, Step};
use httpdate::{fmt_http_date, parse_http_date};

use crate::accounts::{self, NOW};

/// What the core signs for begins here.
const EARLIEST: u64 = 1_000_000_000;
/// And ends in the year 5138: so long before, a second attempt is still within.
const LATEST: u64 = 99_999_999_999 - 1;

/// The machine takes the very time that the header says, or keeps its hands off it.
pub fn http_date(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let ours = corrected(&text);
    let text = text.trim_ascii();
    let theirs = parse_http_date(text).ok();
    let theirs = theirs.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let theirs = theirs.map(|since| since.as_secs());
    // The one current form, by the crate that writes it.
    let is_current = |seconds: &u64| fmt(*seconds) == text;
    let is_usable = |seconds: &u64| (EARLIEST..=LATEST).contains(seconds);
    match (ours, theirs.filter(is_current).filter(is_usable)) {
        (Some(ours), Some(theirs)) => assert_eq!(ours, theirs, "{text}"),
        (None, Some(theirs)) => panic!("{text} is {theirs}"),
        // The name of the day is not looked at, and a leap second is the next second's first.
        (Some(ours), None) => {
            let canonical = fmt(ours);
            let leap = text.get(23..25) == Some("60");
            let canonical =
                if leap { fmt(ours - 1).replace(":59 GMT", ":60 GMT") } else { canonical };
            assert_eq!(canonical.get(3..), text.get(3..), "{text}");
        }
        (None, None) => {}
    }
}

fn fmt(seconds: u64) -> String {
    fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds))
}

/// The second that the request after an expired one is signed for, if there is another.
fn corrected(date: &str) -> Option<u64> {
    let now_ms = NOW * 1000;
    let mut call = accounts::zego()
        .call(CloseRoom::new("room"), CallOptions::default().with_paced(false))
        .expect("valid");
    let Step::Send(_) = call.next(now_ms, [1; 16]) else { panic!("the first step") };
    let expired = HttpResponse::new(200, r#"{"Code":100000004,"Message":"signature expired"}"#);
    call.received(now_ms, &expired.with_header("Date", date));
    // The clock is right after 1.1 s, whatever it was before.
    let (mut now_ms, mut step) = (now_ms, call.next(now_ms, [2; 16]));
    if let Step::Wait(until_ms) = step {
        now_ms = until_ms;
        step = call.next(now_ms, [3; 16]);
    }
    match step {
        Step::Send(request) => {
            let (_, after) = request.url.split_once("&Timestamp=").expect("a Timestamp");
            let (seconds, _) = after.split_once('&').expect("more parameters");
            let signed_for: u64 = seconds.parse().expect("a number");
            Some(signed_for - (now_ms - NOW * 1000) / 1000)
        }
        Step::Done(result) => {
            let error = result.expect_err("the signature had expired");
            assert_eq!(error.kind(), ErrorKind::ClockSkew, "{error:?}");
            None
        }
        Step::Wait(_) => panic!("another wait"),
    }
}
