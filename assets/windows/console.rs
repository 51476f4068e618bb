//! `shousui.com`: the jobs of the command line in a Windows console.
//!
//! `shousui.exe` belongs to the window and has no console: whoever calls it there neither waits
//! for it nor sees what it says. A console that is told `shousui check …` finds this program
//! first, since `.com` comes before `.exe`. It starts the executable beside it, passes on what
//! that says, and ends as it ended.

use std::env::consts::EXE_SUFFIX;
use std::io::{self, Read, Write};
use std::process::{Command, ExitCode, Stdio};
use std::thread;

/// Could not be done, as everywhere on our command line.
const FAILED: u8 = 2;

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
    let (said, complained) = (child.stdout.take(), child.stderr.take());
    // Both at once: whoever fills a pipe that nobody reads stops.
    thread::scope(|scope| {
        scope.spawn(|| pass_on(complained, io::stderr()));
        pass_on(said, io::stdout());
    });
    let code = child.wait()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(FAILED)))
}

/// Passes everything on as it comes. Ends early where nobody listens any more.
fn pass_on(from: Option<impl Read>, mut to: impl Write) {
    if let Some(mut from) = from {
        let _passed = io::copy(&mut from, &mut to).and_then(|_| to.flush());
    }
}
