//! ZEGO's return codes: those of the gateway, and those of the room group that
//! `CloseRoom` can be expected to give.

use std::fmt;

pub(super) const INPUT_ERROR: u32 = 2;
pub(super) const INPUT_TOO_LONG: u32 = 3;
pub(super) const DECODING_FAILED: u32 = 8;
pub(super) const APP_QPS_TOO_HIGH: u32 = 206;
pub(super) const APP_ID_FORMAT: u32 = 100_000_001;
pub(super) const TIMESTAMP_EMPTY: u32 = 100_000_002;
pub(super) const TIMESTAMP_FORMAT: u32 = 100_000_003;
pub(super) const SIGNATURE_EXPIRED: u32 = 100_000_004;
pub(super) const SIGNATURE_ERROR: u32 = 100_000_005;
pub(super) const ACTION_EMPTY: u32 = 100_000_006;
pub(super) const ACTION_UNSUPPORTED: u32 = 100_000_007;
pub(super) const NONCE_EMPTY: u32 = 100_000_008;
pub(super) const SIGNATURE_EMPTY: u32 = 100_000_009;
pub(super) const NO_SERVER_SECRET: u32 = 100_000_010;
pub(super) const VERSION_EMPTY: u32 = 100_000_013;
pub(super) const VERSION_UNSUPPORTED: u32 = 100_000_014;
pub(super) const NOT_FOR_PRODUCTION: u32 = 100_000_016;

/// The documented meaning of a code.
pub(super) fn meaning(code: u32) -> &'static str {
    match code {
        1 => "request failed",
        INPUT_ERROR => "input parameter error",
        INPUT_TOO_LONG => "input parameter too long",
        7 => "requests per second exceed the limit of the API",
        DECODING_FAILED => "decoding failed",
        9 => "no permission for this API",
        104 | 5024 | 50001 => "room does not exist",
        APP_QPS_TOO_HIGH => "App QPS too high",
        207 => "Room QPS too high",
        5018 => "room has been destroyed or does not exist",
        100_000_000 => "Host error in request header",
        APP_ID_FORMAT => "AppId format error",
        TIMESTAMP_EMPTY => "Timestamp empty",
        TIMESTAMP_FORMAT => "Timestamp format error",
        SIGNATURE_EXPIRED => "signature expired",
        SIGNATURE_ERROR => "signature error",
        ACTION_EMPTY => "Action empty",
        ACTION_UNSUPPORTED => "unsupported Action",
        NONCE_EMPTY => "SignatureNonce empty",
        SIGNATURE_EMPTY => "Signature empty",
        NO_SERVER_SECRET => "failed to get ServerSecret",
        100_000_011 => "failed to get App configuration",
        100_000_012 => "failed to get request body",
        VERSION_EMPTY => "SignatureVersion empty",
        VERSION_UNSUPPORTED => "unsupported SignatureVersion",
        100_000_015 => "gateway internal error",
        NOT_FOR_PRODUCTION => "App not configured for production environment",
        100_000_017 => "App has not enabled this service",
        _ => "error",
    }
}

/// A request that a rule forbids. Shown, it is the answer's message: the
/// code's meaning, and in parentheses what the sandbox saw.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: u32,
    saw: Option<String>,
}

impl Refusal {
    pub(super) fn new(code: u32) -> Self {
        Self { code, saw: None }
    }

    pub(super) fn because(code: u32, saw: impl Into<String>) -> Self {
        Self { code, saw: Some(saw.into()) }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(meaning(self.code))?;
        match &self.saw {
            Some(saw) => write!(f, " ({saw})"),
            None => Ok(()),
        }
    }
}
