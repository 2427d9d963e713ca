//! The target `zego_callback`, fed by libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| closeroom_fuzz::targets::zego_callback(data));
