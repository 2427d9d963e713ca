//! One file for each target.

mod call;
mod call_misuse;
mod endpoint;
mod form_decoding;
mod http_date;
mod input;
mod json;
mod redaction;
mod trtc_callback;
mod trtc_request;
mod trtc_response;
mod turns;
mod zego_callback;
mod zego_callback_forms;
mod zego_request;
mod zego_response;

pub use call::call;
pub use call_misuse::call_misuse;
pub use endpoint::endpoint;
pub use form_decoding::form_decoding;
pub use http_date::http_date;
pub use json::json;
pub use redaction::redaction;
pub use trtc_callback::trtc_callback;
pub use trtc_request::trtc_request;
pub use trtc_response::trtc_response;
pub use turns::turns;
pub use zego_callback::zego_callback;
pub use zego_callback_forms::zego_callback_forms;
pub use zego_request::zego_request;
pub use zego_response::zego_response;

/// A target: bytes in, a panic when something does not hold.
pub type Target = fn(&[u8]);

/// All targets by name.
pub const ALL: &[(&str, Target)] = &[
    ("call", call),
    ("call_misuse", call_misuse),
    ("endpoint", endpoint),
    ("form_decoding", form_decoding),
    ("http_date", http_date),
    ("json", json),
    ("redaction", redaction),
    ("trtc_callback", trtc_callback),
    ("trtc_request", trtc_request),
    ("trtc_response", trtc_response),
    ("turns", turns),
    ("zego_callback", zego_callback),
    ("zego_callback_forms", zego_callback_forms),
    ("zego_request", zego_request),
    ("zego_response", zego_response),
];
