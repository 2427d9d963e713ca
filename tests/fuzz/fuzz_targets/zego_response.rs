//! The target `zego_response`, fed by libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| closeroom_fuzz::targets::zego_response(data));
