//! The target `http_date`, fed by libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| closeroom_fuzz::targets::http_date(data));
