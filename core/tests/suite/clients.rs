//! Clients with credentials of no account, and what providers answer them.

use closeroom::trtc::{self, SignatureMethod, Trtc};
use closeroom::zego::{self, Zego};
use closeroom::{HttpResponse, Method, Provider};

pub(crate) const SERVER_SECRET: &str = "9193cc662a4c0ec135ec71fb57194b38";
pub(crate) const SECRET_KEY: &str = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";

pub(crate) fn zego() -> Zego {
    Zego::new(zego::Config::new(12345, SERVER_SECRET)).expect("valid")
}

pub(crate) fn trtc_config() -> trtc::Config {
    trtc::Config::new(1_400_000_001, "AKIDEXAMPLE", SECRET_KEY, "ap-guangzhou")
}

pub(crate) fn trtc() -> Trtc {
    Trtc::new(trtc_config()).expect("valid")
}

/// Every form in which TRTC requests are sent.
pub(crate) const TRTC_FORMS: [(SignatureMethod, Method); 6] = [
    (SignatureMethod::Tc3HmacSha256, Method::Post),
    (SignatureMethod::Tc3HmacSha256, Method::Get),
    (SignatureMethod::HmacSha256, Method::Post),
    (SignatureMethod::HmacSha256, Method::Get),
    (SignatureMethod::HmacSha1, Method::Post),
    (SignatureMethod::HmacSha1, Method::Get),
];

pub(crate) fn success(provider: Provider) -> HttpResponse {
    match provider {
        Provider::Zego => refusal(provider, "0"),
        _ => HttpResponse::new(200, r#"{"Response":{"RequestId":"id-0"}}"#),
    }
}

/// A provider's error with that code.
pub(crate) fn refusal(provider: Provider, code: &str) -> HttpResponse {
    let body = match provider {
        Provider::Zego => format!(r#"{{"Code":{code},"Message":"text","RequestId":"id-{code}"}}"#),
        _ => format!(
            r#"{{"Response":{{"Error":{{"Code":"{code}","Message":"text"}},"RequestId":"id-{code}"}}}}"#
        ),
    };
    HttpResponse::new(200, body)
}
