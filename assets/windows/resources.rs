//! Gives the Windows executables their icon, version and manifest while they are built. Does
//! nothing for other systems.
#![expect(clippy::print_stdout, reason = "how a build script speaks to cargo")]

use std::env;
use std::io;

use winresource::{VersionInfo, WindowsResource};

/// Simplified Chinese, as Windows numbers languages.
const CHINESE: u16 = 0x0804;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=assets/windows");
    if env::var_os("CARGO_CFG_WINDOWS").is_none() {
        return Ok(());
    }
    WindowsResource::new()
        .set_icon("assets/windows/shousui.ico")
        .set_manifest_file("assets/windows/shousui.manifest")
        .set_language(CHINESE)
        .set("ProductName", "守岁")
        .set("FileDescription", "守岁 · 煤矿春节党员突击队巡查台")
        .set("LegalCopyright", "MIT OR Apache-2.0")
        .set("OriginalFilename", "shousui.exe")
        .set_version_info(VersionInfo::FILEOS, 0x0004_0004)
        .compile()
}
