//! Requests to ZEGOCLOUD, of any input.

use arbitrary::{Arbitrary, Unstructured};
use closeroom::zego::{CloseRoom, Config, Zego, verify_callback};
use closeroom::{Error, Freshness, HttpRequest, Secret};
use closeroom_sandbox::{Config as Sandbox, Provider, RoomId, RoomKey};

use super::input::{Nonce, Time, built, is_secret};
use crate::wire;

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    app_id: u32,
    secret: &'a str,
    is_test: Option<bool>,
    time: Time,
    nonce: Nonce<'a>,
    /// How far the provider's clock is ahead.
    skew_seconds: i16,
    room_close_callback: Option<bool>,
    custom_reason: Option<&'a str>,
    room_id: &'a str,
}

/// What is built passes the sandbox's check and closes the room; what is not breaks a rule.
pub fn zego_request(data: &[u8]) {
    let Ok(input) = Input::arbitrary_take_rest(Unstructured::new(data)) else { return };
    if let Some(request) = built(&input, data.len(), input.broken_rule(), || input.build()) {
        input.accepted(&request);
        input.explained(&request);
    }
}

impl Input<'_> {
    fn zego(&self) -> Result<Zego, Error> {
        let mut config = Config::new(self.app_id, self.secret);
        config.is_test = self.is_test;
        Zego::new(config)
    }

    fn close_room(&self) -> CloseRoom {
        let mut close_room = CloseRoom::new(self.room_id);
        close_room.custom_reason = self.custom_reason.map(str::to_owned);
        close_room.room_close_callback = self.room_close_callback;
        close_room
    }

    fn build(&self) -> Result<HttpRequest, Error> {
        self.zego()?.build(&self.close_room(), self.time.seconds(), &self.nonce.text())
    }

    /// The first of the contract's rules that the input breaks.
    fn broken_rule(&self) -> Option<&'static str> {
        let rules = [
            ("AppId", self.app_id > 0),
            ("ServerSecret", is_secret(self.secret)),
            ("RoomId", (1..=128).contains(&self.room_id.len())),
            ("CustomReason", self.custom_reason.unwrap_or_default().len() <= 256),
            ("Timestamp", self.time.is_sane()),
            ("Nonce", self.nonce.is_right()),
        ];
        rules.into_iter().find(|(_, is_kept)| !is_kept).map(|(name, _)| name)
    }

    fn accepted(&self, request: &HttpRequest) {
        let room = RoomKey::new(Provider::Zego, RoomId::Text(self.room_id.to_owned()));
        let mut sandbox = Sandbox { rooms: vec![room.expect("not empty")], ..Sandbox::default() };
        sandbox.zego.app_id = self.app_id;
        sandbox.zego.server_secret = closeroom_sandbox::Secret::new(self.secret);
        let now = self.time.seconds().saturating_add_signed((self.skew_seconds % 601).into());
        let answered = wire::answer(&sandbox, now, request);
        assert_eq!(
            (answered.provider, &*answered.code),
            (Provider::Zego, "success"),
            "{request:?}"
        );

        // And back: the answer is a success, the callback is genuine.
        let response = closeroom::HttpResponse::new(200, answered.body);
        self.zego().expect("valid").parse(&response).expect("a success");
        assert_eq!(!answered.callbacks.is_empty(), self.room_close_callback == Some(true));
        for callback in answered.callbacks {
            let secret = Secret::from(crate::accounts::CALLBACK_SECRET);
            verify_callback(callback.body.as_bytes(), &secret, Freshness::off()).expect("genuine");
        }
    }

    fn explained(&self, request: &HttpRequest) {
        let zego = self.zego().expect("valid");
        let explained = zego.explain(&self.close_room(), self.time.seconds(), &self.nonce.text());
        let explained = explained.expect("valid");
        assert_eq!(explained.request, *request);
        let [to_sign, signature] = &*explained.steps else { panic!("{explained:?}") };
        let (app_id, nonce, time) = (self.app_id, self.nonce.text(), self.time.seconds());
        assert_eq!(to_sign.value, format!("{app_id}{nonce}[redacted]{time}"));
        assert!(request.url.contains(&format!("&Signature={}&", signature.value)));
        assert!(!format!("{request:?} {explained:?}").contains(&signature.value), "{explained:?}");
    }
}
