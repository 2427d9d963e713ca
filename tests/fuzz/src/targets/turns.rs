//! Several calls of one client, by hosts that are on time: together they keep the provider's pace.

use arbitrary::{Arbitrary, Unstructured};
use closeroom::{CallOptions, CloseRoomCall, HttpResponse, Step, TransportFailure};

use crate::accounts::NOW;
use crate::calls::{Form, entropy, success};

#[derive(Arbitrary, Debug)]
struct Input {
    form: Form,
    calls: [Start; 5],
    turns: Vec<Turn>,
}

/// When a call begins, and how much time it has.
#[derive(Arbitrary, Debug)]
struct Start {
    after_ms: u16,
    timeout_ms: u16,
}

/// What becomes of a request or, where the caller cancels, of a wait.
#[derive(Arbitrary, Debug)]
struct Turn {
    after_ms: u8,
    answer: Answer,
}

#[derive(Arbitrary, Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Success,
    Unavailable,
    Lost,
    Cancelled,
}

/// What a host does next, and when.
struct Host {
    call: CloseRoomCall,
    /// None once the call has ended.
    at_ms: Option<u64>,
    report: Option<Answer>,
}

/// With a clock that goes forward, no two requests of one client are too close.
pub fn turns(data: &[u8]) {
    let Ok(input) = Input::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let client = input.form.client();
    let host = |Start { after_ms, timeout_ms }: Start| {
        let options = CallOptions::default().with_timeout_ms(u64::from(timeout_ms).max(1));
        Host {
            call: client.call(options).expect("valid"),
            at_ms: Some(NOW * 1000 + u64::from(after_ms)),
            report: None,
        }
    };
    let mut hosts = input.calls.map(host);
    let mut turns = input.turns.into_iter();
    let mut last_sent_ms = None;
    // The first that has something to do does it.
    while let Some(host) =
        hosts.iter_mut().filter(|host| host.at_ms.is_some()).min_by_key(|host| host.at_ms)
    {
        let now_ms = host.at_ms.expect("filtered");
        if let Some(answer) = host.report.take() {
            report(&mut host.call, now_ms, answer, input.form);
        }
        host.at_ms = match host.call.next(now_ms, entropy(1)) {
            Step::Send(_) => {
                if let Some(last_ms) = last_sent_ms.replace(now_ms) {
                    let distance_ms = now_ms - last_ms;
                    assert!(distance_ms >= input.form.interval_ms(), "{distance_ms} ms");
                }
                let turn = turns.next().unwrap_or(Turn { after_ms: 0, answer: Answer::Success });
                host.report = Some(turn.answer);
                let answered_ms = now_ms + u64::from(turn.after_ms) * 16;
                Some(answered_ms.min(host.call.attempt_deadline_ms()))
            }
            Step::Wait(until_ms) => {
                assert!(until_ms > now_ms, "a wait for what has been");
                let turn = turns.next().filter(|turn| turn.answer == Answer::Cancelled);
                let cancelled_ms = turn.map(|turn| now_ms + u64::from(turn.after_ms) * 16);
                let cancelled_ms = cancelled_ms.filter(|ms| *ms < until_ms);
                host.report = cancelled_ms.map(|_| Answer::Cancelled);
                Some(cancelled_ms.unwrap_or(until_ms))
            }
            Step::Done(_) => None,
        };
    }
}

fn report(call: &mut CloseRoomCall, now_ms: u64, answer: Answer, form: Form) {
    match answer {
        Answer::Success => call.received(now_ms, &HttpResponse::new(200, success(form))),
        Answer::Unavailable => call.received(now_ms, &HttpResponse::new(503, "")),
        Answer::Lost => call.failed(now_ms, TransportFailure::Other("reset".to_owned())),
        Answer::Cancelled => call.failed(now_ms, TransportFailure::Cancelled),
    }
}
