//! Reads the command line: does a job, or opens the window.

// A window needs no console beside it; `shousui.com` brings jobs to one.
#![cfg_attr(windows, windows_subsystem = "windows")]

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Instant;

use shousui::app;
use shousui::command::{self, Context, Ending, Next};
use shousui::shell::disk::RealDisk;
use shousui::shell::home::Home;
use shousui::shell::{clock, dialogs};

fn main() -> ExitCode {
    let began = Instant::now();
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let mut context = Context {
        disk: &RealDisk,
        home: Home::of_this_pc(),
        now: clock::now(),
        out: &mut out,
        err: &mut err,
    };
    let ending = match command::run(std::env::args_os(), &mut context) {
        Next::Over(ending) => ending,
        Next::Window(file, painter) => match app::open_window(file, painter, began) {
            Ok(()) => Ending::Done,
            Err(none) => {
                // Nobody is left to tell if this fails too.
                let _told = writeln!(err, "{none}");
                dialogs::tell(&none.to_string());
                Ending::Failed
            }
        },
    };
    ExitCode::from(ending.code())
}
