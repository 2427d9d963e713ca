//! Reading text by small means.
//!
//! The standard library does the same with machinery for any pattern, radix
//! and type: several kilobytes in a module that is sent over networks.

use alloc::string::String;

/// What stands before and after the first such byte, which is an ASCII character.
///
/// `str::split_once` would bring its search machinery: 1 kB of WebAssembly.
pub(crate) fn split_once(text: &str, byte: u8) -> Option<(&str, &str)> {
    let (before, after) = text.split_at_checked(text.bytes().position(|b| b == byte)?)?;
    Some((before, after.get(1..)?))
}

/// The number that decimal digits, and nothing else, spell.
pub(crate) fn whole_number(text: &str) -> Option<u64> {
    if !is_decimal(text) {
        return None;
    }
    text.bytes().try_fold(0, |number, byte| {
        let digit = u64::from(byte - b'0');
        // By division: `checked_mul` multiplies to 128 bits.
        if number > (u64::MAX - digit) / 10 { None } else { Some(number * 10 + digit) }
    })
}

/// Whether the text is digits, and at least one.
pub(crate) fn is_decimal(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The bytes as text, if all of them are UTF-8.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn utf8(bytes: &[u8]) -> Option<&str> {
    str::from_utf8(bytes).ok()
}

/// The same by the decoder of [`lossy`]: `str::from_utf8`, which is ten times as fast, is
/// another one in a module that is sent over networks.
#[cfg(target_family = "wasm")]
#[cfg_attr(test, mutants::skip)] // the tests of the core do not compile it, those of npm do
pub(crate) fn utf8(bytes: &[u8]) -> Option<&str> {
    let Some(chunk) = bytes.utf8_chunks().next() else { return Some("") };
    chunk.invalid().is_empty().then_some(chunk.valid())
}

/// The bytes as text, with U+FFFD in the place of what is not UTF-8.
pub(crate) fn lossy(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    text
}

/// The byte that two hexadecimal digits spell.
pub(crate) fn hex_byte(high: u8, low: u8) -> Option<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16);
    u8::try_from(digit(high)? << 4 | digit(low)?).ok()
}

#[cfg(test)]
mod tests {
    use super::{lossy, split_once, utf8, whole_number};
    use proptest::prelude::*;
    use std::string::String;

    #[test]
    fn whole_numbers_are_digits_and_nothing_else() {
        assert_eq!(whole_number("18446744073709551615"), Some(u64::MAX));
        assert_eq!(whole_number("007"), Some(7));
        for text in ["", "+1", "-1", " 1", "1.0", "18446744073709551616", "99999999999999999999"] {
            assert_eq!(whole_number(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn text_is_split_as_by_the_standard_library(text in "[aé=]{0,6}") {
            prop_assert_eq!(split_once(&text, b'='), text.split_once('='));
        }

        #[test]
        fn bytes_are_read_as_by_the_standard_library(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), 0x20..0x7f_u8], 0..12),
        ) {
            prop_assert_eq!(utf8(&bytes), std::str::from_utf8(&bytes).ok());
            prop_assert_eq!(lossy(&bytes), String::from_utf8_lossy(&bytes));
        }
    }
}
