//! The call machine, driven by a host that is on time, whatever the provider and the clock do.

use std::collections::VecDeque;

use arbitrary::{Arbitrary, Unstructured};
use closeroom::TransportFailure;
use closeroom::{CloseRoomCall, Closed, Error, ErrorKind, HttpRequest, HttpResponse, Step};

use crate::accounts::NOW;
use crate::calls::{Fate, Form, Options, entropy, is_accepted, signatures};
use crate::memory::bounded;
use crate::secrecy;

#[derive(Arbitrary, Debug)]
struct Input {
    form: Form,
    options: Options,
    turns: VecDeque<Turn>,
}

/// What happens between two questions of the host.
#[derive(Arbitrary, Debug)]
struct Turn {
    fate: Fate,
    takes_ms: u16,
    /// By how much the host's clock is set back meanwhile.
    steps_back_ms: Option<u16>,
    entropy: u64,
}

/// The call keeps its bounds and ends.
pub fn call(data: &[u8]) {
    let Ok(input) = Input::arbitrary_take_rest(Unstructured::new(data)) else { return };
    Drive::new(&input).run(input.turns);
}

struct Drive {
    form: Form,
    max_attempts: usize,
    timeout_ms: u64,
    max_response_bytes: usize,
    call: CloseRoomCall,
    /// The host's clock.
    clock_ms: u64,
    /// What it showed when the machine last saw it.
    seen_ms: u64,
    /// The call's own time: all that the machine has seen pass.
    passed_ms: u64,
    last_sent_ms: Option<u64>,
    /// Whether the machine may sign for another time than the clock's: which one, `http_date` sees.
    may_correct: bool,
    sent: Vec<HttpRequest>,
}

impl Drive {
    fn new(input: &Input) -> Self {
        let options = input.options.options();
        Self {
            form: input.form,
            max_attempts: options.max_attempts.try_into().expect("few"),
            timeout_ms: options.timeout_ms,
            max_response_bytes: options.max_response_bytes,
            call: input.form.client().call(options).expect("valid"),
            clock_ms: NOW * 1000,
            seen_ms: NOW * 1000,
            passed_ms: 0,
            last_sent_ms: None,
            may_correct: false,
            sent: Vec::new(),
        }
    }

    fn run(mut self, mut turns: VecDeque<Turn>) {
        // An attempt is a wait for its turn, a request, and a wait for what did not come; a clock
        // that is set back makes one wait more.
        let most_steps = 3 * self.max_attempts + turns.len() + 1;
        for _ in 0..most_steps {
            let turn = turns.pop_front();
            let (takes_ms, back_ms) = turn.as_ref().map_or((1, 0), |turn| {
                (turn.takes_ms.into(), turn.steps_back_ms.unwrap_or_default().into())
            });
            match self.next(turn.as_ref().map_or(1, |turn| turn.entropy)) {
                Step::Send(request) => {
                    let left_ms = self.check_sent(&request);
                    let report = turn.map(|turn| turn.fate.report(self.form, &request));
                    self.sent.push(request);
                    let is_lost = matches!(report, Some(Ok(None) | Err(TransportFailure::Timeout)));
                    let takes_ms = if is_lost { left_ms } else { left_ms.min(takes_ms) };
                    self.clock_ms = self.clock_ms + takes_ms - back_ms;
                    self.report(report.unwrap_or(Ok(None)));
                }
                Step::Wait(until_ms) => {
                    assert!(until_ms > self.clock_ms, "a wait for what has been");
                    let left_ms = self.timeout_ms - self.passed_ms;
                    assert!(until_ms - self.clock_ms <= left_ms, "a wait beyond the deadline");
                    self.clock_ms = until_ms - back_ms;
                }
                Step::Done(result) => return self.check_end(&result),
            }
        }
        panic!("the call does not end within {most_steps} steps");
    }

    fn next(&mut self, entropy: u64) -> Step {
        self.see_clock();
        self.call.next(self.clock_ms, self::entropy(entropy))
    }

    fn report(&mut self, report: Result<Option<HttpResponse>, TransportFailure>) {
        match report {
            Ok(None) => {}
            Ok(Some(response)) => {
                self.see_clock();
                self.may_correct |= self.form.is_told_of_clock_skew(&response);
                let bytes = response.body.len().min(self.max_response_bytes);
                bounded(bytes, || self.call.received(self.clock_ms, &response));
            }
            Err(failure) => {
                self.see_clock();
                self.call.failed(self.clock_ms, failure);
            }
        }
    }

    /// A clock that is set back hides time; what it shows from there on counts again.
    fn see_clock(&mut self) {
        self.passed_ms += self.clock_ms.saturating_sub(self.seen_ms);
        self.seen_ms = self.clock_ms;
    }

    /// Returns the time that the attempt may take.
    fn check_sent(&mut self, request: &HttpRequest) -> u64 {
        assert!(self.sent.len() < self.max_attempts, "too many requests");
        assert!(self.passed_ms < self.timeout_ms, "sent after the deadline");
        if let Some(last_ms) = self.last_sent_ms.replace(self.passed_ms) {
            let distance_ms = self.passed_ms - last_ms;
            assert!(distance_ms >= self.form.interval_ms(), "sent again after {distance_ms} ms");
        }
        let now = self.clock_ms / 1000;
        assert!(self.may_correct || is_accepted(self.form, now, request), "{request:?}");

        let left_ms = self.call.attempt_deadline_ms().checked_sub(self.clock_ms);
        let left_ms = left_ms.expect("an attempt ends after it begins");
        assert!(left_ms > 0 && left_ms <= self.timeout_ms - self.passed_ms, "{left_ms} ms");
        left_ms
    }

    fn check_end(mut self, result: &Result<Closed, Error>) {
        assert!(self.passed_ms <= self.timeout_ms, "ended after the deadline");
        match result {
            Ok(closed) => assert_eq!(usize::try_from(closed.attempts), Ok(self.sent.len())),
            Err(error) => {
                use ErrorKind::{InvalidInput, InvalidSignature, Stale};
                let is_of_a_call = ![InvalidInput, InvalidSignature, Stale].contains(&error.kind());
                assert!(is_of_a_call, "{error:?}");
                assert!(error.message().len() < 1500, "{error}");
            }
        }
        let shown = format!("{result:?} {:?}", self.call);
        let credentials: Vec<String> = self.sent.iter().flat_map(signatures).collect();
        let credentials = credentials.iter().map(String::as_str);
        secrecy::assert_hidden(&shown, credentials.chain(self.form.secrets().iter().copied()));

        // Done is final.
        self.call
            .received(self.clock_ms, &HttpResponse::new(200, crate::calls::success(self.form)));
        self.call.failed(self.clock_ms, TransportFailure::Cancelled);
        let Step::Done(again) = self.next(1) else { panic!("no end") };
        assert_eq!(again, *result);
    }
}
