//! Random names. Nothing else in the program is left to chance.

use std::io;
use std::sync::OnceLock;

use crate::model::id::Replica;

/// A replica number that was never used before.
///
/// # Errors
/// When the system has no random bits to give.
pub fn replica() -> io::Result<Replica> {
    getrandom::u64().map(Replica::from_bits).map_err(io::Error::other)
}

/// A word that tells this run of the program apart, for files it is still writing.
pub(super) fn run() -> &'static str {
    static RUN: OnceLock<String> = OnceLock::new();
    // Without random bits the process number still keeps two runs on one PC apart.
    RUN.get_or_init(|| match replica() {
        Ok(replica) => replica.to_string(),
        Err(_) => std::process::id().to_string(),
    })
}
