//! Hosts, networks and clocks at random.

use closeroom::trtc::{self, RoomId, Trtc};
use closeroom::zego::{self, CloseRoom};
use closeroom::{
    CallOptions, CloseRoomCall, ErrorKind, HttpRequest, HttpResponse, Method, Provider, Step,
    TransportFailure,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestCaseResult;

use super::host::{START, timestamp};
use crate::clients::{self, SECRET_KEY, SERVER_SECRET, TRTC_FORMS};

const TOKEN: &str = "tok/EXAMPLE+abc==_0123";

/// Whose call it is: ZEGO's, or TRTC's in that form.
#[derive(Clone, Copy, Debug)]
enum Form {
    Zego,
    Trtc(trtc::SignatureMethod, Method),
}

impl Form {
    fn provider(self) -> Provider {
        match self {
            Self::Zego => Provider::Zego,
            Self::Trtc(..) => Provider::Trtc,
        }
    }

    fn min_interval_ms(self) -> u64 {
        match self {
            Self::Zego => 1100,
            Self::Trtc(..) => 55,
        }
    }

    fn call(self, options: CallOptions) -> CloseRoomCall {
        let call = match self {
            Self::Zego => clients::zego().call(CloseRoom::new("room"), options),
            Self::Trtc(signature_method, http_method) => {
                let mut config = clients::trtc_config();
                config.token = Some(TOKEN.into());
                config.signature_method = signature_method;
                config.http_method = http_method;
                Trtc::new(config).expect("valid").call(RoomId::from("room"), options)
            }
        };
        call.expect("valid")
    }
}

fn form() -> impl Strategy<Value = Form> {
    let trtc = TRTC_FORMS.map(|(signature, http)| Form::Trtc(signature, http));
    prop_oneof![Just(Form::Zego), select(trtc.to_vec())]
}

fn call_options(timeout_ms: impl Strategy<Value = u64>) -> impl Strategy<Value = CallOptions> {
    let max_attempts = prop_oneof![1..=6_u32, Just(u32::MAX)];
    let max_response_bytes = prop_oneof![Just(1_usize << 20), 1..400_usize];
    (max_attempts, timeout_ms, max_response_bytes, any::<bool>()).prop_map(
        |(max_attempts, timeout_ms, max_response_bytes, already_gone_is_error)| {
            super::options(|o| {
                o.max_attempts = max_attempts;
                o.timeout_ms = timeout_ms;
                o.max_response_bytes = max_response_bytes;
                o.already_gone_is_error = already_gone_is_error;
            })
        },
    )
}

/// What becomes of a request.
#[derive(Clone, Debug)]
enum Fate {
    Response {
        status: u16,
        date: Option<String>,
        retry_after: Option<String>,
        body: Body,
    },
    Failure(TransportFailure),
    /// The host tells nothing.
    Silence,
}

#[derive(Clone, Debug)]
enum Body {
    Success,
    /// One of the provider's codes.
    Code(Index),
    /// All of the request, in the place of a code, a message and a request id.
    Echo,
    Bytes(Vec<u8>),
}

fn fate() -> impl Strategy<Value = Fate> {
    let status =
        prop_oneof![4 => Just(200_u16), 2 => select(vec![429, 500, 503, 302]), 1 => any::<u16>()];
    let date = prop_oneof![
        (1..=28_u8, 0..24_u8)
            .prop_map(|(day, hour)| format!("Tue, {day:02} Nov 2023 {hour:02}:13:20 GMT")),
        select(vec!["Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"])
            .prop_map(str::to_owned),
        any::<String>(),
    ];
    let retry_after = prop_oneof![
        (0..5_u8).prop_map(|seconds| seconds.to_string()),
        any::<u64>().prop_map(|seconds| seconds.to_string()),
        any::<String>(),
    ];
    let body = prop_oneof![
        1 => Just(Body::Success),
        4 => any::<Index>().prop_map(Body::Code),
        1 => Just(Body::Echo),
        1 => vec(any::<u8>(), 0..300).prop_map(Body::Bytes),
    ];
    let failure = prop_oneof![
        Just(TransportFailure::Timeout),
        any::<String>().prop_map(TransportFailure::Other),
        Just(TransportFailure::BodyTooLarge),
        Just(TransportFailure::Cancelled),
    ];
    prop_oneof![
        6 => (status, option::of(date), option::of(retry_after), body).prop_map(
            |(status, date, retry_after, body)| Fate::Response { status, date, retry_after, body }
        ),
        3 => failure.prop_map(Fate::Failure),
        1 => Just(Fate::Silence),
    ]
}

fn response(
    fate: Fate,
    provider: Provider,
    request: &HttpRequest,
) -> Result<HttpResponse, Option<TransportFailure>> {
    let (status, date, retry_after, body) = match fate {
        Fate::Response { status, date, retry_after, body } => (status, date, retry_after, body),
        Fate::Failure(failure) => return Err(Some(failure)),
        Fate::Silence => return Err(None),
    };
    let body = match body {
        Body::Success => clients::success(provider).body,
        Body::Code(index) => {
            let code = match provider {
                Provider::Zego => index.get(zego::codes::ALL).code.to_string(),
                _ => index.get(trtc::codes::ALL).code.to_owned(),
            };
            clients::refusal(provider, &code).body
        }
        Body::Echo => {
            let headers = request.headers.iter().map(|h| format!("{}: {}\n", h.name, h.value));
            let body = request.body.as_deref().unwrap_or_default();
            let all = format!("{}\n{}\n{body}", request.url, headers.collect::<String>());
            serde_json::json!({ "Response": { "RequestId": all, "Error": { "Code": all, "Message": all } } })
                .to_string()
                .into()
        }
        Body::Bytes(bytes) => bytes,
    };
    let mut response = HttpResponse::new(status, body);
    for (name, value) in [("Date", date), ("Retry-After", retry_after)] {
        if let Some(value) = value {
            response = response.with_header(name, value);
        }
    }
    Ok(response)
}

/// What the host's clock does beside going on.
#[derive(Clone, Copy, Debug)]
enum Clock {
    Steady,
    Stalls,
    StepsBack(u64),
    JumpsAhead(u64),
}

fn clock() -> impl Strategy<Value = Clock> {
    prop_oneof![
        6 => Just(Clock::Steady),
        1 => Just(Clock::Stalls),
        1 => (1..20_000_u64).prop_map(Clock::StepsBack),
        1 => (1..20_000_u64).prop_map(Clock::JumpsAhead),
    ]
}

/// Something that takes time: a request in flight, or a pause.
#[derive(Clone, Debug)]
struct Turn {
    fate: Fate,
    takes_ms: u64,
    clock: Clock,
    /// How much longer than asked the host sleeps.
    oversleeps_ms: u64,
    entropy: [u8; 16],
}

fn turn() -> impl Strategy<Value = Turn> {
    let takes_ms = prop_oneof![0..300_u64, 0..12_000_u64];
    let oversleeps_ms = prop_oneof![4 => Just(0_u64), 1 => 0..3_000_u64];
    (fate(), takes_ms, clock(), oversleeps_ms, any::<[u8; 16]>()).prop_map(
        |(fate, takes_ms, clock, oversleeps_ms, entropy)| Turn {
            fate,
            takes_ms,
            clock,
            oversleeps_ms,
            entropy,
        },
    )
}

/// The world as it is, of which the machine sees the clock alone.
struct World {
    clock: u64,
    passed_ms: u64,
    /// How much of that the clock has hidden.
    hidden_ms: u64,
    jumped: bool,
}

impl World {
    fn pass(&mut self, ms: u64, clock: Clock) {
        self.passed_ms += ms;
        let seen = match clock {
            Clock::Steady => ms,
            Clock::Stalls => 0,
            Clock::StepsBack(step) => {
                self.clock -= step.saturating_sub(ms);
                ms.saturating_sub(step)
            }
            Clock::JumpsAhead(jump) => {
                self.jumped = true;
                ms + jump
            }
        };
        self.clock += seen;
        self.hidden_ms += ms.saturating_sub(seen);
    }

    /// The time that the machine can know of, at least.
    fn seen_ms(&self) -> u64 {
        self.passed_ms - self.hidden_ms
    }
}

/// Everything of the request that no error may show.
fn credentials(request: &HttpRequest) -> Vec<String> {
    let fields = request.headers.iter().map(|header| &*header.value);
    let texts = fields.chain([&*request.url]).chain(request.body.as_deref());
    let signatures = texts.filter_map(|text| {
        let (_, signature) = text.rsplit_once("Signature=")?;
        Some(signature.split('&').next()?.to_owned())
    });
    signatures.chain([SERVER_SECRET, SECRET_KEY, TOKEN].map(str::to_owned)).collect()
}

fn drive(form: Form, options: &CallOptions, turns: Vec<Turn>) -> TestCaseResult {
    let mut call = form.call(options.clone());
    let mut world = World { clock: START, passed_ms: 0, hidden_ms: 0, jumped: false };
    let mut turns = turns.into_iter();
    let mut sent = 0;
    let mut last_sent_ms = None;
    let mut corrected = false;
    let mut credentials_sent = Vec::new();

    for _ in 0..1000 {
        let turn = turns.next().unwrap_or(Turn {
            fate: Fate::Failure(TransportFailure::Other("refused".to_owned())),
            takes_ms: 10,
            clock: Clock::Steady,
            oversleeps_ms: 0,
            entropy: [0x5a; 16],
        });
        match call.next(world.clock, turn.entropy) {
            Step::Send(request) => {
                sent += 1;
                prop_assert!(sent <= options.max_attempts);
                prop_assert!(world.seen_ms() < options.timeout_ms, "sent after the deadline");
                if let Some(last_sent_ms) = last_sent_ms.replace(world.passed_ms) {
                    let distance = world.passed_ms - last_sent_ms;
                    prop_assert!(
                        world.jumped || distance >= form.min_interval_ms(),
                        "{}",
                        distance
                    );
                }
                world.jumped = false;
                prop_assert!(corrected || timestamp(&request) == world.clock / 1000);
                credentials_sent.extend(credentials(&request));

                let left = call.attempt_deadline_ms().checked_sub(world.clock);
                let left = left.expect("an attempt ends after it begins");
                prop_assert!(left > 0);
                prop_assert!(left <= options.timeout_ms - world.seen_ms(), "beyond the deadline");
                prop_assert!(matches!(call.next(world.clock, turn.entropy), Step::Wait(_)));

                let takes_ms = turn.takes_ms.min(left + turn.oversleeps_ms);
                match response(turn.fate, form.provider(), &request) {
                    Ok(response) => {
                        world.pass(takes_ms, turn.clock);
                        corrected |= response.headers.iter().any(|(name, _)| name == "Date");
                        call.received(world.clock, &response);
                    }
                    Err(Some(failure)) => {
                        let timed_out = failure == TransportFailure::Timeout;
                        let late_ms = left + turn.oversleeps_ms;
                        world.pass(if timed_out { late_ms } else { takes_ms }, turn.clock);
                        call.failed(world.clock, failure);
                    }
                    Err(None) => world.pass(left + turn.oversleeps_ms, turn.clock),
                }
            }
            Step::Wait(until) => {
                prop_assert!(until > world.clock, "a wait for what has been");
                let length = until - world.clock;
                prop_assert!(length <= options.timeout_ms - world.seen_ms(), "beyond the deadline");
                world.pass(length + turn.oversleeps_ms, turn.clock);
            }
            Step::Done(result) => {
                match &result {
                    Ok(closed) => prop_assert_eq!(closed.attempts, sent),
                    Err(error) => {
                        let never = [
                            ErrorKind::InvalidInput,
                            ErrorKind::InvalidSignature,
                            ErrorKind::Stale,
                        ];
                        prop_assert!(!never.contains(&error.kind()), "{:?}", error);
                        prop_assert_eq!(error.provider(), form.provider());
                        prop_assert!(error.message().len() < 1500, "{}", error);
                    }
                }
                let shown = format!("{result:?} {call:?}");
                for credential in credentials_sent {
                    prop_assert!(!shown.contains(&credential), "{} in {}", credential, shown);
                }
                prop_assert_eq!(
                    as_text(&call.next(u64::MAX, [0; 16])),
                    as_text(&Step::Done(result))
                );
                return Ok(());
            }
        }
    }
    Err(TestCaseError::fail("the call does not end"))
}

fn as_text(step: &Step) -> String {
    format!("{step:?}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_call_keeps_its_bounds(
        form in form(),
        options in call_options(prop_oneof![1..=20_000_u64, Just(10_000), 1..=100_000_000_u64]),
        turns in vec(turn(), 0..16),
    ) {
        drive(form, &options, turns)?;
    }
}

/// One use of the machine, in no order.
#[derive(Clone, Debug)]
enum Use {
    Next([u8; 16]),
    Report(Fate),
}

fn usage() -> impl Strategy<Value = (u64, Use)> {
    let now = prop_oneof![
        4 => START..START + 20_000,
        1 => any::<u64>(),
        1 => select(vec![0, 1, u64::MAX, u64::MAX - 1, i64::MAX as u64, START * 1000]),
    ];
    let one = prop_oneof![
        2 => any::<[u8; 16]>().prop_map(Use::Next),
        1 => fate().prop_map(Use::Report),
    ];
    (now, one)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_host_can_do_nothing_that_breaks_the_machine(
        form in form(),
        options in call_options(prop_oneof![1..=20_000_u64, Just(u64::MAX), 1..=u64::MAX]),
        uses in vec(usage(), 0..40),
    ) {
        let mut call = form.call(options.clone());
        let request = clients::zego().build(&CloseRoom::new("room"), START / 1000, "4fd24687296dd9f3");
        let request = request.expect("valid");
        let (mut sent, mut end) = (0, None);
        for (now, one) in uses {
            match one {
                Use::Report(fate) => match response(fate, form.provider(), &request) {
                    Ok(response) => call.received(now, &response),
                    Err(Some(failure)) => call.failed(now, failure),
                    Err(None) => {}
                },
                Use::Next(entropy) => match call.next(now, entropy) {
                    Step::Send(_) => {
                        prop_assert!(end.is_none(), "sent after the end");
                        sent += 1;
                        prop_assert!(sent <= options.max_attempts);
                    }
                    Step::Wait(_) => prop_assert!(end.is_none(), "a wait after the end"),
                    Step::Done(result) => {
                        let end = end.get_or_insert_with(|| result.clone());
                        prop_assert_eq!(&*end, &result, "another end");
                    }
                },
            }
            let _ = (call.attempt_deadline_ms(), call.max_response_bytes());
        }
    }
}
