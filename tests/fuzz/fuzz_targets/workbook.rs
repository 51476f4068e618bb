//! See `shousui_fuzz::workbook`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| shousui_fuzz::workbook(data));
