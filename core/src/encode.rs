//! The encodings that requests are made of.
//!
//! The crates `percent-encoding` and `itoa` do the same by tables, which are
//! 1 kB more of WebAssembly.

use alloc::string::String;

use crate::read::utf8;

/// Appends text.
///
/// As `push_str`, whose body would be copied to every place that calls it.
pub(crate) trait Put {
    fn put(&mut self, text: &str);
}

impl Put for String {
    fn put(&mut self, text: &str) {
        self.push_str(text);
    }
}

/// Percent-encodes once, by RFC 3986 with upper-case hex.
pub(crate) fn put_percent_encoded(out: &mut String, text: &str) {
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~') {
            out.push(c);
        } else {
            out.put("%");
            out.push(upper_hex_digit(u32::from(byte >> 4)));
            out.push(upper_hex_digit(u32::from(byte)));
        }
    }
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
pub fn put_integer(out: &mut String, value: u64) {
    out.put(Decimal::of(value).as_str());
}

/// An integer in decimal.
pub(crate) struct Decimal {
    /// The digits stand at the end.
    digits: [u8; 20],
    first: usize,
}

impl Decimal {
    pub(crate) fn of(value: u64) -> Self {
        let mut decimal = Self { digits: [0; 20], first: 20 };
        let mut rest = value;
        for digit in decimal.digits.iter_mut().rev() {
            *digit = b'0' + u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
            decimal.first -= 1;
            if rest == 0 {
                break;
            }
        }
        decimal
    }

    pub(crate) fn as_str(&self) -> &str {
        self.digits.get(self.first..).and_then(utf8).unwrap_or_default()
    }
}

/// Writes a JSON string with the escapes that RFC 8259 demands and no others.
pub fn put_json_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        let escape = match c {
            '"' | '\\' => c,
            '\u{8}' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\u{c}' => 'f',
            '\r' => 'r',
            '\0'..='\u{1f}' => 'u',
            _ => {
                out.push(c);
                continue;
            }
        };
        out.push('\\');
        out.push(escape);
        if escape == 'u' {
            out.put(if c < '\u{10}' { "000" } else { "001" });
            out.push(char::from_digit(u32::from(c) & 0xf, 16).unwrap_or_default());
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
