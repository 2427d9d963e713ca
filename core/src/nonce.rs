//! Nonces.

use alloc::string::String;

/// A nonce of 16 lower-case hexadecimal characters, out of 8 fresh bytes of a
/// cryptographic source: what every request takes.
pub fn nonce(entropy: [u8; 8]) -> String {
    // Cannot fail: 8 bytes make 16 characters.
    base16ct::lower::encode_str(&entropy, &mut [0; 16]).unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::nonce;

    #[test]
    fn leading_zeros_stay() {
        assert_eq!(nonce([0, 0x0a, 0xff, 0, 1, 2, 3, 0x10]), "000aff0001020310");
    }
}
