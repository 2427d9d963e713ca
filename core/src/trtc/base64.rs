//! Standard base64 of a MAC.

use alloc::string::String;

/// Encodes with padding, in constant time.
///
/// The crate `base64ct`, which the tests compare with, is 1 kB of WebAssembly more.
pub(super) fn encode(bytes: &[u8]) -> String {
    // The length of a SHA-256.
    let mut text = String::with_capacity(44);
    for chunk in bytes.chunks(3) {
        let bits =
            (0..3).fold(0, |bits, at| bits << 8 | chunk.get(at).map_or(0, |b| i32::from(*b)));
        for at in 0..4 {
            text.push(if at > chunk.len() { '=' } else { digit(bits >> (18 - 6 * at) & 0x3f) });
        }
    }
    text
}

/// Computed, since the time of a look-up may tell what was looked up.
fn digit(value: i32) -> char {
    /// `step` where `value` is beyond `last`.
    fn beyond(value: i32, last: i32, step: i32) -> i32 {
        (last - value) >> 31 & step
    }
    let code = 0x41 // A to Z
        + value
        + beyond(value, 25, 0x61 - 0x41 - 26) // a to z
        - beyond(value, 51, 0x61 - 0x30 + 26) // 0 to 9
        - beyond(value, 61, 0x30 - 0x2b + 10) // +
        + beyond(value, 62, 0x2f - 0x2b - 1); // /
    char::from(code.to_le_bytes()[0])
}

#[cfg(test)]
mod tests {
    use super::encode;
    use base64ct::{Base64, Encoding};
    use proptest::prelude::*;
    use std::vec::Vec;

    proptest! {
        #[test]
        fn agrees_with_the_crate(bytes: Vec<u8>) {
            prop_assert_eq!(encode(&bytes), Base64::encode_string(&bytes));
        }
    }

    #[test]
    fn has_every_digit_in_its_place() {
        // 48 bytes, which are the 64 digits in order.
        let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let bytes = Base64::decode_vec(digits).expect("valid");
        assert_eq!(encode(&bytes), digits);
    }
}
