//! `matrix.json` as Rust values. README.md says what each member means.

use std::fs;

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Matrix {
    #[serde(rename = "schema")]
    _schema: u32,
    pub(crate) rows: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) provider: Provider,
    #[serde(rename = "group")]
    _group: String,
    name: String,
    #[serde(default)]
    pub(crate) account: Account,
    pub(crate) room: Room,
    pub(crate) open: bool,
    #[serde(default)]
    pub(crate) close: Close,
    pub(crate) options: Options,
    #[serde(default)]
    pub(crate) sandbox: Vec<String>,
    #[serde(default = "yes")]
    pub(crate) listening: bool,
    pub(crate) settings: Option<Value>,
    #[serde(default)]
    pub(crate) faults: Vec<Value>,
    pub(crate) expect: Expect,
    pub(crate) next: Next,
}

impl Row {
    /// The name of the test.
    pub(crate) fn title(&self) -> String {
        format!("{}/{}", self.provider.as_str(), self.name)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Provider {
    Zego,
    Trtc,
}

impl Provider {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Zego => "zego",
            Self::Trtc => "trtc",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Room {
    Text(String),
    Number(u64),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Account {
    pub(crate) app_id: Option<u32>,
    pub(crate) secret_id: Option<String>,
    pub(crate) secret: Option<String>,
    pub(crate) token: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) signature_method: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Close {
    pub(crate) custom_reason: Option<String>,
    pub(crate) room_close_callback: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Options {
    pub(crate) timeout_ms: u64,
    pub(crate) max_attempts: Option<u32>,
    pub(crate) already_gone_is_error: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expect {
    pub(crate) outcome: String,
    pub(crate) attempts: Option<u32>,
    pub(crate) retryable: Option<bool>,
    pub(crate) requests: Vec<Request>,
    pub(crate) http_status: Option<u16>,
    pub(crate) provider_code: Option<String>,
    pub(crate) retry_after_ms: Option<u64>,
    pub(crate) message: Option<String>,
    #[serde(default)]
    pub(crate) least_ms: u64,
    pub(crate) corrected_seconds: Option<i64>,
    pub(crate) open: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    pub(crate) code: Option<String>,
    pub(crate) answer: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Next {
    pub(crate) outcome: String,
}

pub(crate) fn read() -> Matrix {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/matrix.json");
    let text = fs::read_to_string(path).expect("matrix.json can be read");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("matrix.json: {error}"))
}

fn yes() -> bool {
    true
}
