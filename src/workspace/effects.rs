//! What the core asks of the world, and what the world answers. Plain data, so that a test can
//! read it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Folder, Joined, Repair, Tried, Want};
use crate::action::filling::{Filled, Filling, Missing};
use crate::action::paste::Sheet;
use crate::action::paste::learnt::Memory;
use crate::file::Difference;
use crate::model::Document;
use crate::model::id::{PrintoutId, Replica, WorkbookId};
use crate::model::number::Series;
use crate::model::printout::Printout;
use crate::print::{FileKind, PageSize, Request, Returned, Spot, Stamp, Then};
use crate::rostering::Unmet;
use crate::rules::duty::relief::{Chain, Turn};
use crate::session::{Digest, Entry, Head, Journal, Kept, Note, Progress, Recalled, Session};

/// What the core asks of the world.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Let the person choose a path in a dialog of the system. [`Event::Asking`] says first
    /// whether one comes.
    AskPath {
        /// Tells the answer apart from others.
        ticket: u64,
        /// What for.
        want: Want,
        /// A file name to begin with.
        suggested: String,
        /// The folder to begin in; without it, the documents'.
        folder: Option<PathBuf>,
    },
    /// Look what lies in a folder, for whoever types a path.
    LookInto {
        /// Which folder.
        folder: PathBuf,
        /// What of it may be wanted.
        want: Want,
    },
    /// Look whether a path that was typed can be used.
    TryPath {
        /// Tells the answer apart from others.
        ticket: u64,
        /// The path.
        path: PathBuf,
        /// What for.
        want: Want,
    },
    /// Read that workbook, lock it, and look for what a crash left in this PC's journal. The
    /// workbook that was open before is let go of, lock and journal, if this succeeds; else it
    /// stays open.
    Open {
        /// Where.
        path: PathBuf,
        /// Tells this work apart.
        ticket: u64,
    },
    /// Write a new workbook there; nothing that lies there is written over. It is opened next.
    Begin {
        /// Where.
        path: PathBuf,
        /// What stands in it.
        kept: Kept,
        /// Tells this work apart.
        ticket: u64,
    },
    /// Append to this PC's journal of the open workbook, and say when it is on the disk.
    Note(Vec<Note>),
    /// Write the open workbook. A file that is not what we last read or wrote is left alone and
    /// its entries come back as [`Event::ChangedBehind`].
    Save {
        /// Where.
        path: PathBuf,
        /// What.
        kept: Kept,
        /// The highest printed numbers, for this PC's own memory.
        printed: BTreeMap<Series, u32>,
    },
    /// A person has decided on what was changed outside the program in the file of that digest,
    /// which may be written over from now on.
    Decided(Digest),
    /// Look whether the open workbook's file is still what we last read or wrote. Anything else in
    /// it comes back as [`Event::ChangedBehind`].
    Look {
        /// Where.
        path: PathBuf,
        /// What is open.
        kept: Kept,
        /// Whether to read it whole; else its length and time are enough if they are the same.
        is_thorough: bool,
    },
    /// Two PCs write under one name: go on under a new one, journal and all. The entries of the
    /// other PC come back with [`Event::Renewed`].
    Renew(Vec<Entry>),
    /// Put a copy of what is open together with those files, beside the window; all of them are
    /// left as they are.
    Join {
        /// Tells this work apart.
        ticket: u64,
        /// What is open.
        session: Box<Session>,
        /// The copies.
        paths: Vec<PathBuf>,
    },
    /// Put a damaged workbook together again from whatever can be found, beside the window; all of
    /// it is left as it is.
    Rescue {
        /// Tells this work apart.
        ticket: u64,
        /// The damaged file.
        path: PathBuf,
        /// Files chosen by hand.
        more: Vec<PathBuf>,
        /// The names of sources that are not to be used.
        without: BTreeSet<String>,
        /// The time for what is written anew.
        at: chrono::NaiveDateTime,
    },
    /// Read a file with a table in it, whatever program wrote it.
    ReadTable {
        /// Where.
        path: PathBuf,
        /// Tells this work apart.
        ticket: u64,
    },
    /// Read a text that was edited in Word and hold it against the plan.
    ReadReturned {
        /// Where.
        path: PathBuf,
        /// Tells this work apart.
        ticket: u64,
        /// A snapshot; costs nothing.
        doc: Box<Document>,
        /// The moment.
        at: chrono::NaiveDateTime,
    },
    /// Read an earlier season's workbook; it is left as it is.
    ReadEarlier {
        /// Where.
        path: PathBuf,
        /// Tells this work apart.
        ticket: u64,
    },
    /// Fill a rota beside the window.
    Fill {
        /// Tells this work apart.
        ticket: u64,
        /// What is to be filled.
        filling: Box<Filling>,
    },
    /// Look for the reasons of something that is missing in a filled rota.
    Explain {
        /// Tells this work apart.
        ticket: u64,
        /// The rota.
        filled: Box<Filled>,
        /// What is missing.
        unmet: Unmet,
    },
    /// Look for the chains by which a shift of somebody could be taken.
    Relieve {
        /// Tells this work apart.
        ticket: u64,
        /// Which shift, and whose.
        turn: Box<Turn>,
    },
    /// Keep what was said of the columns of tables, for later ones.
    RememberColumns(Memory),
    /// Begin a preview: say how many pages there are as they become known. The preview before is
    /// given up.
    Preview(PrintOrder),
    /// Make pictures of those pages of the preview, and of no others any more.
    Picture {
        /// Which order.
        ticket: u64,
        /// The pages in sight.
        pages: Range<usize>,
        /// How large.
        pixels_per_point: f64,
    },
    /// Nobody looks at a preview any more.
    PutAway,
    /// Make a PDF, put it where prints go, and hand it to the system's viewer.
    Print(PrintOrder),
    /// Make a file of the order's kind at that place.
    PrintTo(PrintOrder, PathBuf),
    /// Stop that work: nothing more is wanted of it. [`Event::Stopped`] says so if that was in time.
    Stop(u64),
    /// Open the folder in which that file lies.
    ShowFolder(PathBuf),
    /// Check the whole document beside the window.
    Review {
        /// A snapshot; costs nothing.
        doc: Box<Document>,
        /// The day to judge as of.
        today: chrono::NaiveDate,
    },
    /// Look beside the window for what the plan lacks as of that day.
    Examine(Box<Document>, chrono::NaiveDate),
    /// Find out beside the window which printed papers say something else by now.
    Compare {
        /// A snapshot; costs nothing.
        doc: Box<Document>,
        /// Its history.
        journal: Journal,
        /// What is known of it already.
        then: Then,
    },
    /// Gather what helps whoever is asked for help.
    Diagnose {
        /// What lies open, in counts.
        figures: String,
    },
    /// Keep such a text.
    Keep {
        /// What.
        text: String,
        /// Where.
        path: PathBuf,
    },
    /// Put the sample in front to practise on.
    Practise,
    /// Close the window. What is open is let go of once everything under way is done.
    Leave,
}

/// What a new workbook begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewFrom {
    /// The shipped checklists only.
    Nothing,
    /// What the open workbook knows of people, posts, places and plans.
    OpenBook,
    /// The sample mine, to practise on; nothing of it is kept.
    Sample,
}

/// Why a place to save is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// A new workbook begins there, for the season of that year.
    New {
        /// With what.
        from: NewFrom,
        /// The year of the Spring Festival.
        year: i32,
    },
    /// The open workbook goes on under that name.
    As,
    /// What a damaged workbook was put together to goes there.
    Repaired,
}

/// What a look at the open workbook's file found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It is what we last read or wrote.
    Same,
    /// It is gone, or an older state lies there: nothing in it is news, and ours is missing.
    Lost,
    /// It cannot be looked at now: the stick is out, the share is away.
    Unknown,
}

/// A print with the snapshot it is made of.
#[derive(Clone, Debug)]
pub struct PrintOrder {
    /// The records.
    pub doc: Box<Document>,
    /// What is to be printed.
    pub request: Request,
    /// As which kind of file.
    pub kind: FileKind,
    /// What every page says of its making.
    pub stamp: Stamp,
    /// The workbook it is of.
    pub workbook: WorkbookId,
    /// Tells an answer apart from that to an earlier order.
    pub ticket: u64,
}

/// A page of a preview: 8-bit RGBA, premultiplied, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels.
    pub width: usize,
    /// Pixels.
    pub height: usize,
    /// Four bytes a pixel.
    pub rgba: Arc<Vec<u8>>,
}

/// A workbook that was opened.
#[derive(Clone, Debug)]
pub struct OpenedFile {
    /// Where it lies.
    pub path: PathBuf,
    /// What stands in it, with what was recovered.
    pub kept: Kept,
    /// The newest entries that stand in the file itself.
    pub written: BTreeMap<Replica, Head>,
    /// The name to write under: the old one if this PC wrote the file last, else a new one.
    pub replica: Replica,
    /// What was changed in the file outside the program; nothing of it is taken yet.
    pub differences: Vec<Difference>,
    /// What is damaged, in words, and where the missing can be had; it is read-only then.
    pub damages: Vec<String>,
    /// Entries that were acknowledged on this PC and are not in the file: a crash came between. They
    /// are taken in already.
    pub recovered: Vec<Entry>,
    /// Other entries this PC once wrote that the file does not have: somebody else wrote the file
    /// since, or it is a restored backup or a copy. The person decides.
    pub offered: Vec<Entry>,
    /// The highest numbers this PC ever printed for this workbook.
    pub printed: BTreeMap<Series, u32>,
    /// Who has the file open elsewhere, in words; it is read-only then.
    pub locked: Option<String>,
    /// Copies of the workbook in its folder that hold what it lacks.
    pub copies: Vec<PathBuf>,
}

/// What went wrong outside, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What happened.
    pub what: String,
    /// Whether the records are safe.
    pub records: String,
    /// What to do.
    pub advice: String,
    /// Where, if a place matters.
    pub path: Option<PathBuf>,
}

/// A print that lies there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Where.
    pub path: PathBuf,
    /// What kind of file.
    pub kind: FileKind,
    /// How many pages; of a workbook nobody knows.
    pub pages: usize,
    /// Signs no face has: there are empty boxes in their places.
    pub missing: String,
    /// The workbook it is of.
    pub workbook: WorkbookId,
    /// What is to be remembered of it.
    pub printouts: Vec<Printout>,
}

/// What the world answers.
#[derive(Clone, Debug)]
pub enum Event {
    /// A path is about to be asked for, or could not be.
    Asking {
        /// Which question.
        ticket: u64,
        /// The folder to begin in.
        folder: PathBuf,
        /// Whether a dialog of the system comes; else the path can only be typed.
        has_dialog: bool,
    },
    /// The person chose a path, or nothing.
    Chosen {
        /// Which question.
        ticket: u64,
        /// What.
        path: Option<PathBuf>,
    },
    /// What lies in a folder.
    FolderSeen(Folder),
    /// Whether a path that was typed can be used.
    PathTried {
        /// Which question.
        ticket: u64,
        /// What was found.
        tried: Tried,
    },
    /// A workbook was opened.
    Opened(Box<OpenedFile>),
    /// A workbook could not be opened. Nothing was touched.
    NotOpened(Trouble),
    /// Nothing of the workbook can be read, though the file is there. What was open stays open.
    Unread(Trouble),
    /// A new workbook was written.
    Begun(PathBuf),
    /// A new workbook could not be written. What is open stays open.
    NotBegun(Trouble),
    /// Notes up to that count are on the disk.
    Noted {
        /// How many notes since the workbook was opened.
        count: u64,
    },
    /// Notes could not be kept.
    NotNoted(Trouble),
    /// The workbook was written with these newest entries.
    Saved {
        /// Where.
        path: PathBuf,
        /// The newest entry of each replica in the file.
        heads: BTreeMap<Replica, Head>,
        /// How long it took, in milliseconds.
        took_ms: u64,
    },
    /// The workbook could not be written. The old file is whole.
    NotSaved(Trouble),
    /// Somebody else wrote the file since; its entries are to be adopted, then saved again.
    ChangedBehind {
        /// Where.
        path: PathBuf,
        /// Its digest.
        digest: Digest,
        /// The entries in it that we lack.
        entries: Vec<Entry>,
        /// What was changed in it outside the program.
        differences: Vec<Difference>,
        /// The PCs on which its replicas wrote.
        pcs: BTreeMap<Replica, String>,
        /// Our own history, so that nobody waits while the entries join it.
        recalled: Arc<Recalled>,
    },
    /// From now on this PC writes under that name.
    Renewed {
        /// The name.
        replica: Replica,
        /// What the other PC wrote.
        entries: Vec<Entry>,
    },
    /// Copies were put together with what is open.
    Joined {
        /// Which order.
        ticket: u64,
        /// What that came to.
        joined: Box<Joined>,
    },
    /// A damaged workbook was put together again.
    Rescued {
        /// Which order.
        ticket: u64,
        /// What that came to.
        repair: Box<Repair>,
    },
    /// Work could not be done.
    Failed {
        /// Which.
        ticket: u64,
        /// Why.
        trouble: Trouble,
    },
    /// The file was looked at, and there is nothing in it to take in.
    Looked {
        /// Where.
        path: PathBuf,
        /// Whether it was read whole.
        is_thorough: bool,
        /// What was seen.
        seen: Seen,
    },
    /// The workbook that is open for reading only was written by whoever has it open.
    Reread {
        /// Where.
        path: PathBuf,
        /// What stands in it now.
        kept: Box<Kept>,
    },
    /// Whoever had the workbook open that is open here for reading only has closed it.
    Released(PathBuf),
    /// The system ends the program: the log-off, a shutdown.
    Ending,
    /// The sheets of a file with a table in it.
    TableRead {
        /// Which work.
        ticket: u64,
        /// The file.
        path: PathBuf,
        /// Its sheets, in their order.
        sheets: Vec<Sheet>,
    },
    /// A text that was edited in Word was held against the plan.
    ReturnedRead {
        /// Which work.
        ticket: u64,
        /// The file.
        path: PathBuf,
        /// What it says otherwise; nothing where it is no text of the plan.
        returned: Option<Box<Returned>>,
    },
    /// An earlier season's workbook was read.
    EarlierRead {
        /// Which work.
        ticket: u64,
        /// The file.
        path: PathBuf,
        /// Which workbook it is.
        workbook: WorkbookId,
        /// What stands in it.
        doc: Box<Document>,
    },
    /// A rota was filled, or as far as it was when somebody stopped it.
    Filled {
        /// Which work.
        ticket: u64,
        /// What came of it.
        filled: Box<Filled>,
    },
    /// The reasons of something that is missing were looked for.
    Explained {
        /// Which work.
        ticket: u64,
        /// What came of it; nothing if that rota knows nothing of it.
        missing: Option<Box<Missing>>,
    },
    /// The chains by which a shift could be taken were looked for.
    Relieved {
        /// Which work.
        ticket: u64,
        /// Those found, the best first.
        chains: Vec<Chain>,
    },
    /// What is known of the preview's pages.
    Previewed {
        /// Which order.
        ticket: u64,
        /// Those known so far, in their order.
        pages: Result<Vec<PageSize>, Trouble>,
        /// Whether these are all.
        is_whole: bool,
    },
    /// A page of the preview.
    Pictured {
        /// Which order.
        ticket: u64,
        /// Which page, from 0.
        page: usize,
        /// How it looks.
        picture: Picture,
    },
    /// Where on a page of the preview things stand.
    Spotted {
        /// Which order.
        ticket: u64,
        /// Which page, from 0.
        page: usize,
        /// The places.
        spots: Vec<Spot>,
    },
    /// Long work goes on.
    Progress {
        /// Which.
        ticket: u64,
        /// How far it is.
        progress: Progress,
    },
    /// Work was stopped in time: nothing comes of it.
    Stopped {
        /// Which.
        ticket: u64,
    },
    /// A PDF was made.
    Printed {
        /// Which order.
        ticket: u64,
        /// What came of it.
        done: Printed,
    },
    /// A letter was set in Song, since this PC has no 仿宋. Said once.
    InSong,
    /// Nothing opened that print.
    NotShown(PathBuf),
    /// What helps whoever is asked for help, to be looked at before it is kept.
    Diagnosed(String),
    /// It was kept there.
    Kept(PathBuf),
    /// Something beside the records did not work: a backup, a lock, the viewer.
    Caution(Trouble),
    /// Printed papers were held against the document.
    Compared {
        /// The document's revision.
        revision: u64,
        /// Those that say something else by now, and what was found out of the history for it.
        found: Option<(BTreeSet<PrintoutId>, Then)>,
    },
    /// The plan of that revision was looked into as of that day; nothing was found out where that broke down.
    Examined((u64, chrono::NaiveDate), Option<Box<crate::rules::checkup::Examined>>),
    /// The whole document was checked.
    Reviewed {
        /// The document's revision that was checked.
        revision: u64,
        /// The day it was judged as of.
        today: chrono::NaiveDate,
        /// What was found.
        findings: Vec<crate::rules::Finding>,
    },
}
