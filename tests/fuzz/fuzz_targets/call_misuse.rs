//! The target `call_misuse`, fed by libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| closeroom_fuzz::targets::call_misuse(data));
