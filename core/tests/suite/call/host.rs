//! A host of the call machine whose clock stands still until it is moved.

use closeroom::trtc::RoomId;
use closeroom::zego::CloseRoom;
use closeroom::{
    CallOptions, CloseRoomCall, Closed, Error, HttpRequest, HttpResponse, Provider, Step,
    TransportFailure,
};

use crate::clients;

/// 2023-11-14T22:13:20Z, in milliseconds.
pub(super) const START: u64 = 1_700_000_000_000;

pub(super) fn options(set: impl FnOnce(&mut CallOptions)) -> CallOptions {
    let mut options = CallOptions::default();
    set(&mut options);
    options
}

pub(super) struct Host {
    pub(super) provider: Provider,
    pub(super) call: CloseRoomCall,
    pub(super) now: u64,
    /// Half of the next entropy: decides the jitter of the next pause.
    pub(super) jitter: u64,
    /// The other half, which is the nonce.
    nonce: u64,
}

impl Host {
    pub(super) fn new(provider: Provider, options: CallOptions) -> Self {
        let call = match provider {
            Provider::Zego => clients::zego().call(CloseRoom::new("room"), options),
            _ => clients::trtc().call(RoomId::from("room"), options),
        };
        Self::of(provider, call.expect("valid"))
    }

    pub(super) fn zego(options: CallOptions) -> Self {
        Self::new(Provider::Zego, options)
    }

    pub(super) fn trtc(options: CallOptions) -> Self {
        Self::new(Provider::Trtc, options)
    }

    /// A host of each provider, for rules that are the same for both.
    pub(super) fn both(options: &CallOptions) -> [Self; 2] {
        [Self::zego(options.clone()), Self::trtc(options.clone())]
    }

    pub(super) fn of(provider: Provider, call: CloseRoomCall) -> Self {
        Self { provider, call, now: START, jitter: 0, nonce: 0x1000_0000_0000_0000 }
    }

    pub(super) fn next(&mut self) -> Step {
        self.nonce += 1;
        let mut entropy = [0; 16];
        entropy[..8].copy_from_slice(&self.nonce.to_be_bytes());
        entropy[8..].copy_from_slice(&self.jitter.to_le_bytes());
        self.call.next(self.now, entropy)
    }

    /// The request, where the next step is to send one.
    #[track_caller]
    pub(super) fn send(&mut self) -> HttpRequest {
        match self.next() {
            Step::Send(request) => request,
            other => panic!("{}: {other:?}", self.provider),
        }
    }

    /// Waits as the next step says, and tells how long.
    #[track_caller]
    pub(super) fn wait(&mut self) -> u64 {
        match self.next() {
            Step::Wait(until) => {
                assert!(until > self.now, "{}: a wait for what has been", self.provider);
                let length = until - self.now;
                self.now = until;
                length
            }
            other => panic!("{}: {other:?}", self.provider),
        }
    }

    /// The result, where the call is over.
    #[track_caller]
    pub(super) fn done(&mut self) -> Result<Closed, Error> {
        match self.next() {
            Step::Done(result) => result,
            other => panic!("{}: {other:?}", self.provider),
        }
    }

    #[track_caller]
    pub(super) fn closed(&mut self) -> Closed {
        let provider = self.provider;
        self.done().unwrap_or_else(|error| panic!("{provider}: {error:?}"))
    }

    #[track_caller]
    pub(super) fn error(&mut self) -> Error {
        let provider = self.provider;
        self.done().expect_err(provider.as_str())
    }

    pub(super) fn later(&mut self, ms: u64) -> &mut Self {
        self.now += ms;
        self
    }

    pub(super) fn receive(&mut self, response: &HttpResponse) {
        self.call.received(self.now, response);
    }

    pub(super) fn receive_success(&mut self) {
        self.receive(&clients::success(self.provider));
    }

    pub(super) fn receive_status(&mut self, status: u16) {
        self.receive(&HttpResponse::new(status, ""));
    }

    /// What the two providers say in the same case.
    pub(super) fn code(&self, zego: &'static str, trtc: &'static str) -> HttpResponse {
        clients::refusal(self.provider, if self.provider == Provider::Zego { zego } else { trtc })
    }

    pub(super) fn gone(&self) -> HttpResponse {
        self.code("104", "FailedOperation.RoomNotExist")
    }

    pub(super) fn expired(&self) -> HttpResponse {
        self.code("100000004", "AuthFailure.SignatureExpire")
    }

    pub(super) fn limited(&self) -> HttpResponse {
        self.code("206", "RequestLimitExceeded")
    }

    pub(super) fn fail(&mut self, failure: TransportFailure) {
        self.call.failed(self.now, failure);
    }

    pub(super) fn lose(&mut self) {
        self.fail(TransportFailure::Other("connection reset".to_owned()));
    }

    /// Waits for the attempt in flight as long as it may last.
    pub(super) fn time_out(&mut self) {
        self.now = self.call.attempt_deadline_ms();
        self.fail(TransportFailure::Timeout);
    }
}

/// The Unix second that a request was signed for.
pub(super) fn timestamp(request: &HttpRequest) -> u64 {
    value(request, "Timestamp").parse().expect("a number")
}

pub(super) fn nonce(request: &HttpRequest) -> String {
    value(request, if request.url.contains("SignatureNonce") { "SignatureNonce" } else { "Nonce" })
}

/// A common parameter: a header of TC3, or a parameter of all others.
fn value(request: &HttpRequest, name: &str) -> String {
    let tc3_name = format!("X-TC-{name}");
    if let Some(header) = request.headers.iter().find(|header| header.name == tc3_name) {
        return header.value.to_string();
    }
    let query = request.url.split_once('?').map(|(_, query)| query);
    let parameters = request.body.as_deref().or(query).expect("parameters");
    let mut pairs = parameters.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(n, _)| *n == name).map(|(_, value)| value.to_owned()).expect("the parameter")
}
