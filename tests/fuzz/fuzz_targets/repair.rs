//! See `shousui_fuzz::repair`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| shousui_fuzz::repair(data));
