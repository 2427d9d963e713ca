//! Texts in the spellings of the web.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Percent-encoded once, by RFC 3986.
pub(crate) fn percent_encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Percent-encoded in one of the many spellings that mean the same: each character as it is or
/// encoded, by the next choice.
pub(crate) fn percent_encoded_somehow(text: &str, choices: &[u8]) -> String {
    let mut choices = choices.iter().copied().cycle();
    let mut out = String::new();
    for c in text.chars() {
        let bytes = c.to_string();
        match choices.next().unwrap_or_default() % 4 {
            0 if !matches!(c, '%' | '+' | '&') => out.push(c),
            1 if c == ' ' => out.push('+'),
            2 => bytes.bytes().for_each(|byte| write!(out, "%{byte:02x}").expect("a text")),
            _ => bytes.bytes().for_each(|byte| write!(out, "%{byte:02X}").expect("a text")),
        }
    }
    out
}

/// In one of the many spellings that mean the same somewhere on the web, a mixture of them too:
/// each character as it is, percent-encoded, as in a form or escaped for JSON.
pub(crate) fn spelled_somehow(text: &str, choices: &[u8]) -> String {
    let mut choices = choices.iter().copied().cycle();
    let mut out = String::new();
    for c in text.chars() {
        let choice = choices.next().unwrap_or_default();
        match choice % 8 {
            0 if c == ' ' => out.push('+'),
            1 if c.is_ascii_punctuation() => out.extend(['\\', c]),
            2 | 3 => out.push_str(&percent_encoded_somehow(&c.to_string(), &[choice % 8])),
            4 => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                write!(out, "\\u{unit:04x}").expect("a text");
            }),
            _ => out.push(c),
        }
    }
    out
}
