//! What was said on this PC of the columns of tables, kept for later ones with the same headings.

use std::io;

use super::atomic_write::{ensure_folder, write_whole};
use super::disk::Disk;
use super::home::Home;
use crate::action::paste::learnt::Memory;

/// What was kept; what cannot be read is as if nobody had said anything.
pub fn load(disk: &dyn Disk, home: &Home) -> Memory {
    let bytes = disk.read(&home.columns()).unwrap_or_default();
    str::from_utf8(&bytes).ok().and_then(|text| ron::from_str(text).ok()).unwrap_or_default()
}

/// Keeps it.
///
/// # Errors
/// As the disk reports.
pub fn keep(memory: &Memory, disk: &dyn Disk, home: &Home) -> io::Result<()> {
    let text = ron::ser::to_string_pretty(memory, ron::ser::PrettyConfig::new())
        .map_err(io::Error::other)?;
    ensure_folder(disk, home.root())?;
    write_whole(disk, &home.columns(), text.as_bytes())
}
