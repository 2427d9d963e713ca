//! The encodings that requests are made of.
//!
//! The crates `percent-encoding` and `itoa` do the same by tables, which are
//! 1 kB more of WebAssembly.

use alloc::string::String;

use hmac::digest::Update;

/// Where text goes: into a string, or into a hash without a detour.
pub trait Sink {
    fn put(&mut self, text: &str);
}

impl Sink for String {
    fn put(&mut self, text: &str) {
        self.push_str(text);
    }
}

/// A hash or MAC that is fed text.
pub(crate) struct Feed<D>(pub(crate) D);

impl<D: Update> Sink for Feed<D> {
    fn put(&mut self, text: &str) {
        self.0.update(text.as_bytes());
    }
}

/// Percent-encodes once, by RFC 3986 with upper-case hex.
pub(crate) fn put_percent_encoded(out: &mut dyn Sink, text: &str) {
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~') {
            put_char(out, c);
        } else {
            out.put("%");
            put_char(out, upper_hex_digit(u32::from(byte >> 4)));
            put_char(out, upper_hex_digit(u32::from(byte)));
        }
    }
}

fn put_char(out: &mut dyn Sink, c: char) {
    out.put(c.encode_utf8(&mut [0; 4]));
}

/// The upper-case hexadecimal digit of the number's last four bits.
pub(crate) fn upper_hex_digit(number: u32) -> char {
    char::from_digit(number & 0xf, 16).unwrap_or_default().to_ascii_uppercase()
}

/// [`put_percent_encoded`] into a string of its own.
#[cfg(test)]
pub(crate) fn percent_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    put_percent_encoded(&mut out, text);
    out
}

/// Writes an integer in decimal.
pub fn put_integer(out: &mut dyn Sink, value: u64) {
    if value > 9 {
        put_integer(out, value / 10);
    }
    let digit = u32::try_from(value % 10).unwrap_or_default();
    put_char(out, char::from_digit(digit, 10).unwrap_or_default());
}

/// Writes a JSON string with the escapes that RFC 8259 demands and no others.
pub fn put_json_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            '\0'..='\u{1f}' => {
                out.push_str(if c < '\u{10}' { "\\u000" } else { "\\u001" });
                out.push(char::from_digit(u32::from(c) & 0xf, 16).unwrap_or('0'));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::{percent_encoded, put_integer, put_json_string};
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;
    use std::string::{String, ToString};

    proptest! {
        #[test]
        fn percent_encoding_is_that_of_the_crate(text: String) {
            const RESERVED: &AsciiSet =
                &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
            let expected = utf8_percent_encode(&text, RESERVED).to_string();
            prop_assert_eq!(percent_encoded(&text), expected);
        }

        #[test]
        fn integers_are_those_of_the_standard_library(value: u64, shift in 0..64u32) {
            let value = value >> shift;
            let mut out = String::new();
            put_integer(&mut out, value);
            prop_assert_eq!(out, value.to_string());
        }
    }

    #[test]
    fn percent_encoding_is_rfc_3986() {
        for (text, encoded) in [
            ("azAZ09-_.~", "azAZ09-_.~"),
            ("a b+c&d=e/%", "a%20b%2Bc%26d%3De%2F%25"),
            ("it's (ok)*~!", "it%27s%20%28ok%29%2A~%21"),
            ("é", "%C3%A9"),
            ("\u{7f}\0", "%7F%00"),
        ] {
            assert_eq!(percent_encoded(text), encoded);
        }
    }

    #[test]
    fn json_strings_are_those_of_serde_json() {
        let all: String =
            (0..=0x2ff).filter_map(char::from_u32).chain("🚀\u{2028}".chars()).collect();
        let mut ours = String::new();
        put_json_string(&mut ours, &all);
        assert_eq!(ours, serde_json::to_string(&all).expect("serde_json"));
    }

    #[test]
    fn integers_keep_all_their_digits() {
        let mut out = String::new();
        put_integer(&mut out, u64::MAX);
        assert_eq!(out, "18446744073709551615");
    }
}
