//! The same jobs without a window: `demo`, `check`, `print`, `export`, `verify`, `repair`, `merge`,
//! `import`, `rota`.
//!
//! [`run`] reads a command line and does what it asks, with whatever disk, clock and writers it
//! is given; a test needs no process. Results go to `out`, messages in Chinese to `err`. What is
//! checked and what is printed is decided in `rules` and `print`, not here; no display is needed
//! and no lock taken, since a workbook is only read and never written: `repair`, `merge`, `import` and
//! `rota` write a new one. Of a damaged workbook only `repair` makes anything.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use crate::file::{self, Opened};
use crate::session::Kept;
use crate::shell::atomic_write::{Access, write_new_like};
use crate::shell::disk::Disk;
use crate::shell::home::Home;
use crate::shell::starts::Painter;

mod check;
pub mod choose;
mod demo;
mod export;
mod failure;
mod import;
mod line;
mod merge;
mod print;
mod repair;
mod returned;
mod rota;
mod verify;

use failure::Failure;
use line::{Asked, Job};

/// What a job works with.
pub struct Context<'a> {
    /// The files.
    pub disk: &'a dyn Disk,
    /// This PC's state folder, where a repair looks for the journal and backups.
    pub home: Home,
    /// The time, UTC+8.
    pub now: NaiveDateTime,
    /// Where results go: paths, findings.
    pub out: &'a mut dyn Write,
    /// Where messages to people go.
    pub err: &'a mut dyn Write,
}

/// How a job ended; its number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Done.
    Done,
    /// Done, and there is something to look at.
    Findings,
    /// Could not be done. Nothing was written, unless the message names what of many files was.
    Failed,
}

impl Ending {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }
}

/// What is to be done after the command line was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// No job was asked for: open the window, on that workbook if one was named, painted in
    /// that way if one was.
    Window(Option<PathBuf>, Option<Painter>),
    /// The job is over.
    Over(Ending),
}

/// Reads a command line, the program's name first, and does the job it asks for.
pub fn run(args: impl IntoIterator<Item = OsString>, context: &mut Context<'_>) -> Next {
    let done = match line::read(args) {
        Asked::Window(file, painter) => return Next::Window(file, painter),
        Asked::Help(text) => context.say(&text).map(|()| Ending::Done),
        Asked::Wrong(words) => Err(Failure::Line(words)),
        Asked::Job(job) => context.carry_out(&job),
    };
    Next::Over(match done {
        Ok(ending) => ending,
        // Whoever reads the results wants no more of them.
        Err(Failure::Output(err)) if err.kind() == io::ErrorKind::BrokenPipe => Ending::Failed,
        Err(failure) => {
            // Nobody is left to tell if this fails too.
            let _told = writeln!(context.err, "{failure}");
            Ending::Failed
        }
    })
}

/// How a damaged file is repaired from here; the window has a question for it.
const REPAIR: &str = "修复：shousui repair 文件 --out 新文件 --from 备份或副本";

/// What the file is, if it is not just what the program left, and what to do about damage.
fn verdict_lines(opened: &Opened) -> Vec<String> {
    let mut lines = opened.verdict.lines(&opened.kept.doc);
    if opened.verdict.is_damaged() {
        lines.push(REPAIR.to_owned());
    }
    lines
}

/// Of a new file made of one that was changed outside the program: what it does without.
const LEFT_OUT: &str =
    "以上在程序以外改的没有采用，用的是历史里的值；需要的话请先在窗口里打开原文件采用";

/// The workbook, unless something of it is damaged.
fn undamaged(path: &Path, opened: Opened) -> Result<Opened, Failure> {
    if opened.verdict.is_damaged() {
        return Err(Failure::Damaged { path: path.to_owned(), lines: verdict_lines(&opened) });
    }
    Ok(opened)
}

/// The words without signs by which a text could command the terminal that shows it.
fn plain(words: &str) -> Cow<'_, str> {
    let commands = |sign: char| sign.is_control() && !matches!(sign, '\n' | '\t');
    if words.contains(commands) {
        Cow::Owned(words.replace(commands, "\u{FFFD}"))
    } else {
        Cow::Borrowed(words)
    }
}

impl Context<'_> {
    fn carry_out(&mut self, job: &Job) -> Result<Ending, Failure> {
        match job {
            Job::Demo(order) => demo::run(order, self),
            Job::Check(order) => check::run(order, self),
            Job::Print(order) => print::run(order, self),
            Job::Export(order) => export::run(order, self),
            Job::Verify(order) => verify::run(order, self),
            Job::Repair(order) => repair::run(order, self),
            Job::Merge(order) => merge::run(order, self),
            Job::Import(order) => import::run(order, self),
            Job::Rota(order) => rota::run(order, self),
        }
    }

    /// Writes a result, ending in a line break.
    fn say(&mut self, text: &str) -> Result<(), Failure> {
        let text = plain(text.trim_end_matches('\n'));
        writeln!(self.out, "{text}").and_then(|()| self.out.flush()).map_err(Failure::Output)
    }

    /// Writes a new workbook made of the file `source`: nobody may do with it what they may not do
    /// with that.
    fn write_new(&mut self, out: &Path, kept: &Kept, source: &Path) -> Result<(), Failure> {
        let text = file::write(kept);
        let access = write_new_like(self.disk, (out, source), text.as_bytes())
            .map_err(|err| Failure::not_written(out, &err))?;
        self.tell_access(access)
    }

    /// Says if others cannot use a file as they should.
    fn tell_access(&mut self, access: Access) -> Result<(), Failure> {
        if access == Access::Kept {
            return Ok(());
        }
        self.tell("文件已写好，但所属的组没能保持原样，同组的人可能打不开，请让管理员改回")
    }

    /// Tells the person something beside the results.
    fn tell(&mut self, words: &str) -> Result<(), Failure> {
        writeln!(self.err, "{}", plain(words)).map_err(Failure::Output)
    }

    fn bytes(&self, path: &Path) -> Result<Vec<u8>, Failure> {
        self.disk.read(path).map_err(|err| Failure::not_read(path, &err))
    }

    /// Reads a workbook, whatever its verdict.
    fn workbook(&self, path: &Path) -> Result<Opened, Failure> {
        let bytes = self.bytes(path)?;
        file::read(&bytes).map_err(|damage| Failure::Unreadable { path: path.to_owned(), damage })
    }

    /// Reads a workbook of which nothing is damaged.
    fn sound(&self, path: &Path) -> Result<Opened, Failure> {
        let opened = self.workbook(path)?;
        undamaged(path, opened)
    }

    /// Says what the file is, if it is not just what the program left.
    fn tell_verdict(&mut self, opened: &Opened) -> Result<(), Failure> {
        for line in verdict_lines(opened) {
            self.tell(&line)?;
        }
        Ok(())
    }

    /// Says what the file is, for a job that goes by its history and leaves out what was changed
    /// outside the program.
    fn tell_left_out(&mut self, opened: &Opened) -> Result<(), Failure> {
        self.tell_verdict(opened)?;
        if opened.verdict.differences.is_empty() {
            return Ok(());
        }
        self.tell(LEFT_OUT)
    }
}
