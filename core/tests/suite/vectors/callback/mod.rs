//! `callback`: signature, freshness and every field.

pub(crate) mod trtc;
pub(crate) mod zego;

use closeroom::{Error, Freshness};
use serde::Deserialize;

use super::file::Expect;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Outcome<Fields> {
    Ok(Fields),
    Error(Failure),
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Failure {
    kind: String,
}

impl<Fields> Outcome<Fields> {
    fn of_error(error: &Error) -> Self {
        Self::Error(Failure { kind: error.kind().as_str().to_owned() })
    }
}

/// `toleranceSeconds`: a number, or `"off"`; unset is the default.
#[derive(Clone, Copy, Deserialize)]
#[serde(untagged)]
enum Tolerance {
    Seconds(u64),
    Off(Off),
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Off {
    Off,
}

fn freshness(now: u64, tolerance: Option<Tolerance>) -> Freshness {
    match tolerance {
        None => Freshness::at(now),
        Some(Tolerance::Seconds(seconds)) => Freshness::at(now).with_tolerance(seconds),
        Some(Tolerance::Off(Off::Off)) => Freshness::off(),
    }
}

/// No error of a callback is worth repeating, has a code or shows the key.
fn check_error(error: &Error, provider: &str, key: &str, expect: &mut Expect) {
    expect.equal("provider", error.provider().as_str(), provider);
    expect.equal("retryable", error.retryable(), false);
    expect.equal("provider code", error.provider_code(), None);
    expect.equal("http status", error.http_status(), None);
    // Short keys are words of the messages.
    let shown = key.len() > 6 && format!("{error} {error:?}").contains(key);
    expect.that(!shown, || format!("the key is in {error:?}"));
}
