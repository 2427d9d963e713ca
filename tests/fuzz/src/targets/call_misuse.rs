//! The call machine, used in no order, by a host with any clock.

use arbitrary::{Arbitrary, Unstructured};
use closeroom::Step;

use crate::accounts::NOW;
use crate::calls::{Fate, Form, Options, entropy};
use crate::memory::bounded;
use crate::secrecy;

#[derive(Arbitrary, Debug)]
struct Input {
    form: Form,
    options: Options,
    uses: Vec<Use>,
}

#[derive(Arbitrary, Debug)]
struct Use {
    now: Now,
    what: What,
}

#[derive(Arbitrary, Debug)]
enum Now {
    /// Within a minute or so of the start.
    Near(u16),
    Any(u64),
}

#[derive(Arbitrary, Debug)]
enum What {
    Next(u64),
    Report(Fate),
}

/// Nothing that a host does makes the machine send too often, or go on after its end.
pub fn call_misuse(data: &[u8]) {
    let Ok(input) = Input::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let Input { form, options, uses } = input;
    let options = options.options();
    let mut call = form.client().call(options.clone()).expect("valid");
    // What comes back belongs to any request of that client.
    let mut other = form.client().call(options.clone()).expect("valid");
    let Step::Send(request) = other.next(NOW * 1000, entropy(1)) else { panic!("the first step") };
    let (mut sent, mut end) = (0, None);
    for Use { now, what } in uses {
        let now_ms = match now {
            Now::Near(ms) => NOW * 1000 + u64::from(ms),
            Now::Any(ms) => ms,
        };
        match what {
            What::Next(random) => match call.next(now_ms, entropy(random)) {
                Step::Send(_) => {
                    assert!(end.is_none(), "sent after the end");
                    sent += 1;
                    assert!(sent <= options.max_attempts);
                }
                Step::Wait(_) => assert!(end.is_none(), "a wait after the end"),
                Step::Done(result) => {
                    secrecy::assert_hidden(
                        &format!("{result:?} {call:?}"),
                        form.secrets().iter().copied(),
                    );
                    assert_eq!(*end.get_or_insert_with(|| result.clone()), result);
                }
            },
            What::Report(fate) => match fate.report(form, &request) {
                Ok(Some(response)) => {
                    bounded(response.body.len(), || call.received(now_ms, &response));
                }
                Ok(None) => {}
                Err(failure) => call.failed(now_ms, failure),
            },
        }
        let _ = call.attempt_deadline_ms();
    }
}
