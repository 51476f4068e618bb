//! `shousui.com`: the jobs of the command line in a Windows console.
//!
//! `shousui.exe` belongs to the window and has no console: whoever calls it there neither waits
//! for it nor sees what it says. A console that is told `shousui check …` finds this program
//! first, since `.com` comes before `.exe`. It starts the executable beside it, passes on what
//! that says, and ends as it ended.

use std::env::consts::EXE_SUFFIX;
use std::io::{self, Read, Write};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Could not be done, as everywhere on our command line.
const FAILED: u8 = 2;

/// How long a pipe must stay empty before nothing more is expected of a program that has ended.
const EMPTY: Duration = Duration::from_millis(300);

fn main() -> ExitCode {
    run().unwrap_or_else(|err| {
        // Nobody is left to tell if this fails too.
        let _told = writeln!(io::stderr(), "启动不了同一文件夹里的 shousui.exe：{err}");
        ExitCode::from(FAILED)
    })
}

fn run() -> io::Result<ExitCode> {
    let program = std::env::current_exe()?.with_file_name(format!("shousui{EXE_SUFFIX}"));
    let mut child = Command::new(program)
        .args(std::env::args_os().skip(1))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    // Both at once: whoever fills a pipe that nobody reads stops.
    let streams = [
        child.stdout.take().map(|said| Stream::pass_on(said, io::stdout())),
        child.stderr.take().map(|complained| Stream::pass_on(complained, io::stderr())),
    ];
    let code = child.wait()?.code().and_then(|code| u8::try_from(code).ok());
    for stream in streams.into_iter().flatten() {
        stream.finish();
    }
    Ok(ExitCode::from(code.unwrap_or(FAILED)))
}

/// A pipe that is passed on as it is filled.
struct Stream {
    passing: JoinHandle<()>,
    /// Goes up before and after every wait for something to read: odd while waiting.
    waits: Arc<AtomicU64>,
}

impl Stream {
    /// Ends early where nobody listens any more.
    #[expect(clippy::disallowed_methods, reason = "a scope would wait for the end of the pipe")]
    fn pass_on(mut from: impl Read + Send + 'static, mut to: impl Write + Send + 'static) -> Self {
        let waits = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&waits);
        let passing = thread::spawn(move || {
            let mut part = vec![0; 64 * 1024];
            loop {
                counted.fetch_add(1, Ordering::SeqCst);
                let read = from.read(&mut part);
                counted.fetch_add(1, Ordering::SeqCst);
                let length = match read {
                    Ok(length) => length,
                    Err(err) if err.kind() == io::ErrorKind::Interrupted => continue,
                    Err(_) => return,
                };
                let Some(part) = part.get(..length).filter(|part| !part.is_empty()) else {
                    return;
                };
                if to.write_all(part).and_then(|()| to.flush()).is_err() {
                    return;
                }
            }
        });
        Self { passing, waits }
    }

    /// Waits until all is passed on that an ended program has left in the pipe. The end of the pipe
    /// may be far: whatever that program started, such as a viewer, can hold it open for hours.
    fn finish(self) {
        let mut before = self.waits.load(Ordering::SeqCst);
        while !self.passing.is_finished() {
            thread::sleep(EMPTY);
            let now = self.waits.load(Ordering::SeqCst);
            if now == before && now % 2 == 1 {
                return;
            }
            before = now;
        }
    }
}
