//! See `shousui_fuzz::journal`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| shousui_fuzz::journal(data));
