//! Requests to TRTC, of any input, signed in every way.

use arbitrary::{Arbitrary, Unstructured};
use closeroom::trtc::{Config, Language, RoomId, SignatureMethod, Trtc};
use closeroom::{Error, HttpRequest, Method};
use closeroom_sandbox::{Config as Sandbox, Provider, RoomKey, Secret};

use super::input::{Nonce, Time, built, is_header_value, is_secret};
use crate::{accounts, wire};

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    sdk_app_id: u64,
    signature_method: u8,
    is_get: bool,
    language: Option<bool>,
    allow_any_room_id: bool,
    region: Region<'a>,
    time: Time,
    nonce: Nonce<'a>,
    /// How far the provider's clock is ahead.
    skew_seconds: i16,
    secret_id: &'a str,
    token: Option<&'a str>,
    secret_key: &'a str,
    room: Room<'a>,
}

#[derive(Arbitrary, Debug)]
enum Region<'a> {
    Guangzhou,
    Singapore,
    Any(&'a str),
}

impl Region<'_> {
    fn text(&self) -> &str {
        match self {
            Self::Guangzhou => "ap-guangzhou",
            Self::Singapore => "ap-singapore",
            Self::Any(text) => text,
        }
    }
}

#[derive(Arbitrary, Debug)]
enum Room<'a> {
    String(&'a str),
    Number(u64),
}

/// What is built passes the sandbox's check and closes the room; what is not breaks a rule.
pub fn trtc_request(data: &[u8]) {
    let Ok(input) = Input::arbitrary_take_rest(Unstructured::new(data)) else { return };
    if let Some(request) = built(&input, data.len(), input.broken_rule(), || input.build()) {
        input.accepted(&request);
        input.explained(&request);
    }
}

impl Input<'_> {
    fn signature_method(&self) -> SignatureMethod {
        match self.signature_method % 3 {
            0 => SignatureMethod::Tc3HmacSha256,
            1 => SignatureMethod::HmacSha256,
            _ => SignatureMethod::HmacSha1,
        }
    }

    fn trtc(&self) -> Result<Trtc, Error> {
        let region = self.region.text();
        let mut config = Config::new(self.sdk_app_id, self.secret_id, self.secret_key, region)
            .with_signature_method(self.signature_method())
            .with_http_method(if self.is_get { Method::Get } else { Method::Post })
            .with_allow_any_room_id(self.allow_any_room_id);
        config.token = self.token.map(Into::into);
        config.language =
            self.language.map(|is_zh| if is_zh { Language::ZhCn } else { Language::EnUs });
        Trtc::new(config)
    }

    fn room_id(&self) -> RoomId {
        match self.room {
            Room::String(text) => RoomId::String(text.to_owned()),
            Room::Number(number) => RoomId::Number(number),
        }
    }

    fn build(&self) -> Result<HttpRequest, Error> {
        self.trtc()?.build(&self.room_id(), self.time.seconds(), &self.nonce.text())
    }

    /// The first of the contract's rules that the input breaks.
    fn broken_rule(&self) -> Option<&'static str> {
        let has_nonce = self.signature_method() != SignatureMethod::Tc3HmacSha256;
        // v1 sends the low 63 bits, which must not be 0.
        let is_zero = || u64::from_str_radix(&self.nonce.text(), 16).is_ok_and(|n| n << 1 == 0);
        let rules = [
            ("SdkAppId", self.sdk_app_id > 0),
            ("SecretId", is_header_value(self.secret_id)),
            ("SecretKey", is_secret(self.secret_key)),
            ("Token", self.token.is_none_or(is_header_value)),
            ("Region", is_header_value(self.region.text())),
            ("RoomId", self.is_room()),
            ("Timestamp", self.time.is_sane()),
            ("Nonce", self.nonce.is_right() && !(has_nonce && is_zero())),
        ];
        rules.into_iter().find(|(_, is_kept)| !is_kept).map(|(name, _)| name)
    }

    fn is_room(&self) -> bool {
        const DOCUMENTED: &str = " !#$%&()+-:;<=.>?@[]^_{}|~,";
        match self.room {
            Room::String("") => false,
            _ if self.allow_any_room_id => true,
            Room::String(text) => {
                text.len() <= 64
                    && text.chars().all(|c| c.is_ascii_alphanumeric() || DOCUMENTED.contains(c))
            }
            Room::Number(number) => (1..=4_294_967_294).contains(&number),
        }
    }

    fn accepted(&self, request: &HttpRequest) {
        // Such an id is read as the end of it, by the sandbox and by the real service.
        if self.secret_id.contains(['/', ',']) {
            return;
        }
        let room = match self.room {
            Room::String(text) => closeroom_sandbox::RoomId::Text(text.to_owned()),
            Room::Number(number) => closeroom_sandbox::RoomId::Number(number),
        };
        let room = RoomKey::new(Provider::Trtc, room).expect("not empty");
        let mut sandbox = Sandbox { rooms: vec![room], ..Sandbox::default() };
        sandbox.trtc.sdk_app_id = self.sdk_app_id;
        self.secret_id.clone_into(&mut sandbox.trtc.secret_id);
        sandbox.trtc.secret_key = Secret::new(self.secret_key);
        sandbox.trtc.token = self.token.map(Secret::new);
        let now = self.time.seconds().saturating_add_signed((self.skew_seconds % 301).into());
        let answered = wire::answer(&sandbox, now, request);
        assert_eq!(answered.provider, Provider::Trtc, "{request:?}");
        let is_documented = ["ap-beijing", "ap-guangzhou", "ap-singapore", "ap-mumbai"]
            .contains(&self.region.text());
        // The sandbox looks at the region once it has checked the signature.
        let expected = if is_documented { "success" } else { "UnsupportedRegion" };
        assert_eq!(answered.code, expected, "{request:?}: {}", answered.body);

        let response = closeroom::HttpResponse::new(200, answered.body);
        let parsed = self.trtc().expect("valid").parse(&response);
        assert_eq!(parsed.is_ok(), is_documented, "{parsed:?}");
        for callback in answered.callbacks {
            let headers = callback.headers.iter().map(|(name, value)| (*name, value.as_str()));
            let key = closeroom::Secret::from(accounts::CALLBACK_KEY);
            let body = callback.body.as_bytes();
            closeroom::trtc::verify_callback(body, headers, &key, closeroom::Freshness::off())
                .expect("genuine");
        }
    }

    fn explained(&self, request: &HttpRequest) {
        let trtc = self.trtc().expect("valid");
        let explained = trtc.explain(&self.room_id(), self.time.seconds(), &self.nonce.text());
        let explained = explained.expect("valid");
        assert_eq!(explained.request, *request);
        let signature = &explained.steps.last().expect("steps").value;
        let shown = format!("{request:?} {explained:?}");
        assert!(!shown.contains(&**signature), "{shown}");
    }
}
