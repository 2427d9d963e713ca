//! Clients with credentials of no account.

use closeroom::trtc::{self, SignatureMethod, Trtc};
use closeroom::zego::{self, Zego};
use closeroom::{HttpResponse, Method};

/// 2023-11-14T22:13:20Z, in seconds.
pub(crate) const NOW: u64 = 1_700_000_000;
pub(crate) const NONCE: &str = "4fd24687296dd9f3";

pub(crate) fn zego() -> Zego {
    Zego::new(zego::Config::new(12345, "9193cc662a4c0ec135ec71fb57194b38")).expect("valid")
}

pub(crate) fn trtc_config() -> trtc::Config {
    trtc::Config::new(1_400_000_001, "AKIDEXAMPLE", "SecretKeyExample", "ap-guangzhou")
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

pub(crate) fn zego_reply(code: i64) -> HttpResponse {
    let body = format!(r#"{{"Code":{code},"Message":"text","RequestId":"id-{code}"}}"#);
    HttpResponse::new(200, body)
}

pub(crate) fn trtc_success() -> HttpResponse {
    HttpResponse::new(200, r#"{"Response":{"RequestId":"id-ok"}}"#)
}

pub(crate) fn trtc_error(code: &str) -> HttpResponse {
    let body = format!(
        r#"{{"Response":{{"Error":{{"Code":"{code}","Message":"text"}},"RequestId":"id-{code}"}}}}"#
    );
    HttpResponse::new(200, body)
}
