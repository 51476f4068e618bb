//! See `shousui_fuzz::merge`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| shousui_fuzz::merge(data));
