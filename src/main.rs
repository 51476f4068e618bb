//! Reads the command line: does a job, or opens the window.

use std::io::{self, Write as _};
use std::process::ExitCode;

use shousui::app;
use shousui::command::{self, Desk, Ending, Next};
use shousui::shell::clock;
use shousui::shell::disk::RealDisk;

fn main() -> ExitCode {
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let mut desk = Desk { disk: &RealDisk, now: clock::now(), out: &mut out, err: &mut err };
    let ending = match command::run(std::env::args_os(), &mut desk) {
        Next::Over(ending) => ending,
        Next::Window(file) => match app::open_window(file) {
            Ok(()) => Ending::Done,
            Err(none) => {
                // Nobody is left to tell if this fails too.
                let _told = writeln!(err, "{none}");
                Ending::Failed
            }
        },
    };
    ExitCode::from(ending.code())
}
