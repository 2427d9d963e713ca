//! What the fuzzer begins with: made from the test vectors, and kept in `seeds/`.
//!
//! `cargo run -p closeroom-fuzz --example write-seeds` writes them anew.

mod texts;
mod vectors;

use std::collections::BTreeMap;

/// Inputs by target and name.
pub type Seeds = BTreeMap<(&'static str, String), Vec<u8>>;

/// All seeds.
pub fn all() -> Seeds {
    let mut seeds = Seeds::new();
    vectors::add(&mut seeds);
    texts::add(&mut seeds);
    for target in ["call", "call_misuse", "redaction", "trtc_request", "turns", "zego_request"] {
        for number in 0..8_u8 {
            seeds.insert((target, format!("random-{number}")), random(number));
        }
    }
    seeds
}

/// For the targets that make a structure of any bytes: some bytes, always the same (`SplitMix64`).
fn random(number: u8) -> Vec<u8> {
    let mut state = u64::from(number);
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    (0..32).flat_map(|_| next().to_le_bytes()).collect()
}
