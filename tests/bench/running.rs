//! A program that was started, what it says, and what the system knows of it. Ends it when dropped.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How often it is looked after.
const PACE: Duration = Duration::from_millis(1);

/// A running program.
pub(crate) struct Running {
    child: Child,
    began: Instant,
}

/// What a process holds of memory, in bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Memory {
    /// What no other process shares, clean pages of its own file included.
    pub(crate) private: u64,
    /// Of that, what was written: what Windows would count.
    pub(crate) written: u64,
}

/// The most a process ever held.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Peak {
    /// Everything, pages of files included.
    pub(crate) resident: u64,
    /// What belongs to no file.
    pub(crate) anonymous: u64,
}

impl Running {
    pub(crate) fn start(command: &mut Command) -> Self {
        let began = Instant::now();
        let child = command.stdin(Stdio::null()).spawn().unwrap();
        Self { child, began }
    }

    /// How long it has been running.
    pub(crate) fn age(&self) -> Duration {
        self.began.elapsed()
    }

    /// Waits until `is_so`, and says how long after the start that was; none if it ended before
    /// or it took longer than that.
    pub(crate) fn until(
        &mut self,
        at_most: Duration,
        mut is_so: impl FnMut() -> bool,
    ) -> Option<Duration> {
        while self.age() < at_most {
            if is_so() {
                return Some(self.age());
            }
            if self.child.try_wait().unwrap().is_some() {
                return None;
            }
            std::thread::sleep(PACE);
        }
        None
    }

    /// Waits for its end; says how it ended, how long it ran and the most memory it held.
    pub(crate) fn end(mut self) -> (ExitStatus, Duration, Option<Peak>) {
        let mut peak: Option<Peak> = None;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status, self.age(), peak);
            }
            if let Some(now) = self.peak_so_far() {
                let before = peak.unwrap_or_default();
                peak = Some(Peak {
                    resident: now.resident.max(before.resident),
                    anonymous: now.anonymous.max(before.anonymous),
                });
            }
            std::thread::sleep(PACE);
        }
    }

    fn peak_so_far(&self) -> Option<Peak> {
        let status = self.proc("status")?;
        let (resident, anonymous) = (kilobytes(&status, "VmHWM:"), kilobytes(&status, "RssAnon:"));
        Some(Peak { resident: resident?, anonymous: anonymous? })
    }

    /// What it holds now; none where the system does not tell.
    pub(crate) fn memory(&self) -> Option<Memory> {
        let rollup = self.proc("smaps_rollup")?;
        let clean = kilobytes(&rollup, "Private_Clean:")?;
        let written = kilobytes(&rollup, "Private_Dirty:")?;
        Some(Memory { private: clean + written, written })
    }

    /// How often its first thread, which paints, has waited for something and gone on.
    pub(crate) fn wakings(&self) -> Option<u64> {
        let status = self.proc(&format!("task/{}/status", self.child.id()))?;
        field(&status, "voluntary_ctxt_switches:")?.parse().ok()
    }

    fn proc(&self, name: &str) -> Option<String> {
        fs::read_to_string(format!("/proc/{}/{name}", self.child.id())).ok()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}

/// What this process holds now, and the most since it was last asked to forget; in bytes.
pub(crate) fn own_resident() -> Option<(u64, u64)> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    Some((kilobytes(&status, "VmRSS:")?, kilobytes(&status, "VmHWM:")?))
}

/// Begins to count the most memory of this process anew.
pub(crate) fn forget_own_peak() {
    // Where the system knows no such thing the peak is of the whole run, which only looks worse.
    let _forgotten = fs::write("/proc/self/clear_refs", "5");
}

fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(name)).map(str::trim)
}

fn kilobytes(text: &str, name: &str) -> Option<u64> {
    let (count, _) = field(text, name)?.split_once(' ')?;
    Some(count.parse::<u64>().ok()? * 1024)
}

/// Everything said in the files of a folder.
pub(crate) fn said(folder: &Path) -> String {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter_map(|file| fs::read_to_string(file.path()).ok()).collect()
}
