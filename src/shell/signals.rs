//! The system ends the program: log-off, shutdown, `kill`, a terminal that is closed, Ctrl+C.
//!
//! Only tells, so that the window can write the workbook first; and sees to it that the program
//! ends even if the window does not.

use std::io;
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::runner::beside;

/// The program ends so long after it was asked to, or when it is asked once more.
const PATIENCE: Duration = Duration::from_secs(6);
/// How often it is looked whether it was.
const PAUSE: Duration = Duration::from_millis(100);

/// Calls `say` once when the system wants the program to end.
///
/// # Errors
/// When the system refuses.
pub(super) fn watch(say: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    beside("shousui-signals", move || {
        let Some(signal) = signals.forever().next() else { return };
        say();
        let mut waited = Duration::ZERO;
        while waited < PATIENCE && signals.pending().next().is_none() {
            std::thread::sleep(PAUSE);
            waited += PAUSE;
        }
        // It went down by itself long ago, or now as if nobody had listened.
        let _ended = emulate_default_handler(signal);
    })
    .map(drop)
}
