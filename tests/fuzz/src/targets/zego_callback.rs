//! ZEGOCLOUD's callbacks: the raw body, in any of its forms.

use std::borrow::Cow;

use closeroom::zego::{Callback, verify_callback};
use closeroom::{Error, ErrorKind, Freshness, Secret};
use closeroom_sandbox::signatures;
use serde_json::Value;

use crate::accounts::CALLBACK_SECRET;
use crate::memory::bounded;
use crate::{reference, secrecy};

/// Verifies the body as it is, and agrees with the witnesses on whether it is signed.
pub fn zego_callback(data: &[u8]) {
    let result = bounded(data.len(), || verify(data, Freshness::off()));
    assert_eq!(verify(data, Freshness::off()), result, "the same again");
    if let Some(is_signed) = is_signed(data) {
        let refused = matches!(&result, Err(e) if e.kind() == ErrorKind::InvalidSignature);
        assert_eq!(is_signed, !refused, "{result:?}");
    }
    match result {
        Ok(callback) => {
            spoilt(data, &callback.signature);
            freshness(data, &callback);
        }
        Err(error) => {
            let kinds = [ErrorKind::InvalidSignature, ErrorKind::UnexpectedResponse];
            assert!(kinds.contains(&error.kind()), "{error:?}");
            secrecy::assert_hidden(&format!("{error:?}"), [CALLBACK_SECRET]);
        }
    }
}

pub(super) fn verify(body: &[u8], freshness: Freshness) -> Result<Callback, Error> {
    verify_callback(body, &Secret::from(CALLBACK_SECRET), freshness)
}

/// Whether the body is signed, by `serde_json`, the URL standard's forms and the sandbox's
/// signature; `None` where they would read another body.
fn is_signed(data: &[u8]) -> Option<bool> {
    let text = std::str::from_utf8(data).ok()?.trim_ascii();
    let is_percent_encoded = text.starts_with("%7B") || text.starts_with("%7b");
    let text =
        if is_percent_encoded { reference::percent_decoded(text).into() } else { Cow::from(text) };
    if !reference::is_small(text.as_bytes()) {
        return None;
    }
    let [timestamp, nonce, signature] = if text.starts_with('{') {
        let object = reference::object(text.as_bytes())?;
        ["timestamp", "nonce", "signature"].map(|name| match object.get(name) {
            // Its own spelling is what is signed, and it is lost.
            Some(Value::Number(number)) if number.is_f64() => None,
            value => Some(value.and_then(reference::text).unwrap_or_default()),
        })
    } else if text.contains('=') {
        let last = |wanted| {
            let pairs = form_urlencoded::parse(text.as_bytes());
            let values = pairs.filter(|(name, _)| name == wanted).map(|(_, value)| value);
            values.last().unwrap_or_default().into_owned()
        };
        ["timestamp", "nonce", "signature"].map(|name| Some(last(name)))
    } else {
        return None;
    };
    let (timestamp, nonce, signature) = (timestamp?, nonce?, signature?);
    let expected = signatures::zego_callback(CALLBACK_SECRET, &timestamp, &nonce);
    Some(!timestamp.is_empty() && !nonce.is_empty() && signature == expected)
}

/// No body verifies with another byte in its signature.
fn spoilt(data: &[u8], signature: &str) {
    let places = data.windows(signature.len()).enumerate();
    let places = places.filter(|(_, part)| *part == signature.as_bytes()).map(|(at, _)| at);
    let places: Vec<usize> = places.collect();
    // Where it stands twice, one may stand for nothing.
    let [place] = places[..] else { return };
    for at in place..place + signature.len() {
        for bit in [0x01, 0x20] {
            let mut other = data.to_vec();
            other[at] ^= bit;
            assert!(verify(&other, Freshness::off()).is_err(), "byte {at} does not matter");
        }
    }
}

/// Fresh at its own time, to the second, and stale beside that.
fn freshness(data: &[u8], callback: &Callback) {
    let sent = callback.timestamp;
    if !(1_000_001_000..=99_999_998_000).contains(&sent) {
        return;
    }
    assert_eq!(verify(data, Freshness::at(sent).with_tolerance(0)).as_ref(), Ok(callback));
    for now in [sent - 600, sent + 600] {
        assert_eq!(verify(data, Freshness::at(now)).as_ref(), Ok(callback));
    }
    for now in [sent - 601, sent + 601] {
        let stale = verify(data, Freshness::at(now)).expect_err("outside the window");
        assert_eq!(stale.kind(), ErrorKind::Stale);
    }
}
