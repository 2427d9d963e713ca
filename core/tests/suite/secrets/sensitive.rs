//! Secrets that are recognised in any spelling, and the clients that hold them.

use closeroom::trtc::{self, RoomId, Trtc};
use closeroom::zego::{self, CloseRoom, Zego};
use closeroom::{CloseRoomCall, Error, Explained, HttpRequest, HttpResponse, Method, Provider};

use crate::clients::TRTC_FORMS;

pub(super) const SERVER_SECRET: &str = "Zs+r/e=c&r%e t\"'ü🔑";
pub(super) const SECRET_KEY: &str = "Tk+e/y=o&f%25t\"r'tc";
pub(super) const TOKEN: &str = "Tok+e/n=o&f%3Dtrt\\c<>\"";

pub(super) const NOW: u64 = 1_700_000_000;
pub(super) const NONCE: &str = "4fd24687296dd9f3";

/// A client of one provider, in one form.
pub(super) enum Client {
    Zego(Zego),
    Trtc(Trtc),
}

impl Client {
    pub(super) fn all() -> Vec<Self> {
        let mut zego = zego::Config::new(12345, SERVER_SECRET);
        zego.is_test = Some(true);
        let mut all = vec![Self::Zego(Zego::new(zego).expect("valid"))];
        for (signature_method, http_method) in TRTC_FORMS {
            all.push(Self::Trtc(
                Trtc::new(trtc_config(signature_method, http_method)).expect("valid"),
            ));
        }
        all
    }

    pub(super) fn provider(&self) -> Provider {
        match self {
            Self::Zego(_) => Provider::Zego,
            Self::Trtc(_) => Provider::Trtc,
        }
    }

    pub(super) fn build(&self) -> HttpRequest {
        let request = match self {
            Self::Zego(zego) => zego.build(&CloseRoom::new("room"), NOW, NONCE),
            Self::Trtc(trtc) => trtc.build(&RoomId::from("room"), NOW, NONCE),
        };
        request.expect("valid")
    }

    pub(super) fn explain(&self) -> Explained {
        let explained = match self {
            Self::Zego(zego) => zego.explain(&CloseRoom::new("room"), NOW, NONCE),
            Self::Trtc(trtc) => trtc.explain(&RoomId::from("room"), NOW, NONCE),
        };
        explained.expect("valid")
    }

    pub(super) fn parse(&self, response: &HttpResponse) -> Result<closeroom::Closed, Error> {
        match self {
            Self::Zego(zego) => zego.parse(response),
            Self::Trtc(trtc) => trtc.parse(response),
        }
    }

    pub(super) fn call(&self) -> CloseRoomCall {
        // Calls of one client would wait for each other, which is not the matter here.
        let options = closeroom::CallOptions::default().with_paced(false);
        let call = match self {
            Self::Zego(zego) => zego.call(CloseRoom::new("room"), options),
            Self::Trtc(trtc) => trtc.call(RoomId::from("room"), options),
        };
        call.expect("valid")
    }

    pub(super) fn debug(&self) -> String {
        match self {
            Self::Zego(zego) => format!("{zego:?} {zego:#?}"),
            Self::Trtc(trtc) => format!("{trtc:?} {trtc:#?}"),
        }
    }

    /// The signature of [`build`](Self::build).
    pub(super) fn signature(&self) -> String {
        let steps = self.explain().steps;
        let signature = steps.iter().find(|step| step.name == "signature");
        signature.expect("a signature").value.clone()
    }

    /// Everything that has to stay hidden, but for the signature.
    pub(super) fn secrets(&self) -> Vec<&'static str> {
        match self {
            Self::Zego(_) => vec![SERVER_SECRET],
            Self::Trtc(_) => vec![SECRET_KEY, TOKEN],
        }
    }
}

pub(super) fn trtc_config(
    signature_method: trtc::SignatureMethod,
    http_method: Method,
) -> trtc::Config {
    let mut config = trtc::Config::new(1_400_000_001, "AKIDEXAMPLE", SECRET_KEY, "ap-guangzhou");
    config.token = Some(TOKEN.into());
    config.signature_method = signature_method;
    config.http_method = http_method;
    config
}

/// The ways in which a text can be written without being another.
pub(super) fn spellings(text: &str) -> Vec<String> {
    let percent = |unreserved: &str, hex: fn(u8) -> String| {
        let encode = |byte: u8| match char::from(byte) {
            c if c.is_ascii_alphanumeric() || unreserved.contains(c) => c.to_string(),
            _ => format!("%{}", hex(byte)),
        };
        text.bytes().map(encode).collect::<String>()
    };
    let upper = |byte| format!("{byte:02X}");
    let lower = |byte| format!("{byte:02x}");
    let unquoted = |quoted: &str| quoted[1..quoted.len() - 1].to_owned();
    let json = unquoted(&serde_json::to_string(text).expect("JSON"));
    vec![
        text.to_owned(),
        percent("-_.~", upper),
        percent("-_.~", lower),
        percent("-_.!~*'()", upper),                // encodeURIComponent
        percent("-_.!~*'();/?:@&=+$,#", upper),     // encodeURI
        percent("*-._", upper).replace("%20", "+"), // a form
        json.replace('/', "\\/"),
        json,
        unquoted(&format!("{text:?}")),
    ]
}

/// What is not to be seen, in all spellings.
pub(super) struct Hidden(Vec<String>);

impl Hidden {
    pub(super) fn text(text: &str) -> Self {
        Self(spellings(text))
    }

    /// The secrets and the signature of that client.
    pub(super) fn of(client: &Client) -> Self {
        let signature = client.signature();
        let texts = client.secrets().into_iter().chain([&*signature]);
        Self(texts.flat_map(spellings).collect())
    }

    #[track_caller]
    pub(super) fn assert_not_in(&self, shown: &str) {
        for spelling in &self.0 {
            assert!(!shown.contains(spelling), "{spelling} is shown in\n{shown}");
        }
    }
}
