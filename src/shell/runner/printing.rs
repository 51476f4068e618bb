//! The threads that print and that make previews. Of several previews only the last is made, and
//! of it only what is in sight.
//!
//! Lays nothing out: that is what the [`prints::Press`] is for.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::{Duration, Instant};

use super::tickets::{Teller, Tickets};
use super::{Answers, Parts, beside, shown};
use crate::session::Watch as _;
use crate::shell::atomic_write::write_whole;
use crate::shell::disk::Disk;
use crate::shell::prints::{self, Leaves, Made, Press};
use crate::shell::{refused, trouble};
use crate::workspace::{Event, PrintOrder, Printed, Trouble};

/// So often the window hears how many pages are known.
const TOLD: Duration = Duration::from_millis(100);

/// What the printing thread is told.
pub(super) enum Printing {
    /// A PDF where prints go.
    Print(PrintOrder),
    /// A PDF at that place.
    PrintTo(PrintOrder, PathBuf),
}

impl Printing {
    /// What is to be printed.
    pub(super) fn order(&self) -> &PrintOrder {
        let (Self::Print(order) | Self::PrintTo(order, _)) = self;
        order
    }
}

/// Prints until nobody asks any more.
pub(super) fn run(
    orders: &Receiver<Printing>,
    answers: &Answers,
    parts: &Parts,
    tickets: &Tickets,
) {
    let mut has_told = false;
    while let Ok(printing) = orders.recv() {
        let (order, to) = match printing {
            Printing::Print(order) => (order, None),
            Printing::PrintTo(order, path) => (order, Some(path)),
        };
        let ticket = order.ticket;
        let failed = |trouble| Event::Failed { ticket, trouble };
        let watch = Teller::new(answers, tickets, ticket);
        answers.guard("打印", failed, || print(answers, parts, &order, to.as_deref(), &watch));
        // Word has faces of its own.
        let is_letter = order.kind.is_of_pages() && order.request.has_letters();
        if !has_told && is_letter && parts.press.lacks_fang() {
            has_told = true;
            answers.say(Event::InSong);
        }
    }
}

/// What the thread of the preview is told.
pub(super) enum Previewing {
    /// Another preview.
    Begin(PrintOrder),
    /// Pages of it are in sight.
    Look { ticket: u64, pages: Range<usize>, pixels_per_point: f64 },
    /// Nobody looks at it any more.
    PutAway,
}

/// The preview in front.
struct Open {
    ticket: u64,
    leaves: Box<dyn Leaves>,
    /// Whether not all pages are known yet.
    has_more: bool,
    told: Option<Instant>,
    wanted: VecDeque<usize>,
    /// Pages of which the places are not told yet.
    unspotted: VecDeque<usize>,
    pixels_per_point: f64,
}

/// Makes previews until nobody asks any more, a few pages at a time: what is asked for meanwhile is
/// heard in between.
pub(super) fn preview(orders: &Receiver<Previewing>, answers: &Answers, press: &dyn Press) {
    let mut open: Option<Open> = None;
    loop {
        let heard = if open.as_ref().is_some_and(Open::is_busy) {
            match orders.try_recv() {
                Ok(order) => Some(order),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => return,
            }
        } else {
            let Ok(order) = orders.recv() else { return };
            Some(order)
        };
        for order in heard.into_iter().chain(orders.try_iter()) {
            match order {
                Previewing::Begin(order) => open = Some(Open::of(&order, press)),
                Previewing::Look { ticket, pages, pixels_per_point } => {
                    if let Some(open) = open.as_mut().filter(|open| open.ticket == ticket) {
                        (open.wanted, open.unspotted) = (pages.clone().collect(), pages.collect());
                        open.pixels_per_point = pixels_per_point;
                    }
                }
                Previewing::PutAway => open = None,
            }
        }
        let Some(mut at_hand) = open.take() else { continue };
        let ticket = at_hand.ticket;
        let failed = |trouble| Event::Previewed { ticket, pages: Err(trouble), is_whole: true };
        // What broke down or failed is not tried again.
        answers.guard("排版", failed, || match at_hand.go_on(answers) {
            Ok(()) => open = Some(at_hand),
            Err(words) => {
                let pages = Err(no_pages(words, None));
                answers.say(Event::Previewed { ticket, pages, is_whole: true });
            }
        });
    }
}

impl Open {
    fn of(order: &PrintOrder, press: &dyn Press) -> Self {
        Self {
            ticket: order.ticket,
            leaves: press.leaf(order),
            has_more: true,
            told: None,
            wanted: VecDeque::new(),
            unspotted: VecDeque::new(),
            pixels_per_point: 1.0,
        }
    }

    fn is_busy(&self) -> bool {
        self.has_more || !self.wanted.is_empty() || !self.unspotted.is_empty()
    }

    /// Makes the next page in sight, else looks where on it things stand, else counts some more
    /// pages.
    fn go_on(&mut self, answers: &Answers) -> Result<(), String> {
        let known = self.leaves.sizes().len();
        let ticket = self.ticket;
        if let Some(page) = self.wanted.pop_front_if(|page| *page < known) {
            if let Some(picture) = self.leaves.picture(page, self.pixels_per_point)? {
                answers.say(Event::Pictured { ticket, page, picture });
            }
        } else if let Some(page) = self.unspotted.pop_front_if(|page| *page < known) {
            let spots = self.leaves.spots(page)?;
            answers.say(Event::Spotted { ticket, page, spots });
        } else if self.has_more {
            self.has_more = self.leaves.advance()?;
            let is_due = self.told.is_none_or(|told| TOLD <= told.elapsed());
            if is_due || !self.has_more {
                self.told = Some(Instant::now());
                let pages = Ok(self.leaves.sizes().to_vec());
                answers.say(Event::Previewed { ticket, pages, is_whole: !self.has_more });
            }
        } else {
            // There are no such pages.
            self.wanted.clear();
            self.unspotted.clear();
        }
        Ok(())
    }
}

fn print(
    answers: &Answers,
    parts: &Parts,
    order: &PrintOrder,
    to: Option<&Path>,
    watch: &Teller<'_>,
) {
    let ticket = order.ticket;
    let failed = |trouble| answers.say(Event::Failed { ticket, trouble });
    // Of what was stopped nothing more is said.
    let Ok(made) = parts.press.make(order, watch) else { return };
    if watch.commit().is_err() {
        return;
    }
    let Made { folder, stem, pages, missing, printouts, files } = match made {
        Ok(made) => made,
        Err(words) => return failed(no_pages(words, to)),
    };
    let folder = parts.prints.join(folder);
    let put = if let Some(path) = to {
        put_at(&*parts.disk, path, &files)
    } else {
        let bytes = files.first().map(Vec::as_slice).unwrap_or_default();
        prints::put_pdf(&*parts.disk, &folder, &stem, bytes)
    };
    match put {
        Ok(path) => {
            let (workbook, kind) = (order.workbook, order.kind);
            let done = Printed { path: path.clone(), kind, pages, missing, workbook, printouts };
            answers.say(Event::Printed { ticket, done });
            if to.is_none() {
                show(answers, path);
            }
        }
        Err(err) => {
            let why = refused::words(&err);
            let what = format!("没有生成{}：{why}", order.kind.words());
            let advice = if refused::is_name(&err) {
                "请用“存成PDF”“存成其他”换一个短些的名字再试"
            } else {
                "请用“存成PDF”“存成其他”换一个文件夹再试"
            };
            let place = to.unwrap_or(&folder);
            failed(trouble::not_printed(what, advice, shown(place)));
        }
    }
}

/// Puts files where somebody said: of several, pictures of pages, each with the page in its name. Says
/// where the first lies.
fn put_at(disk: &dyn Disk, path: &Path, files: &[Vec<u8>]) -> io::Result<PathBuf> {
    if let [file] = files {
        return write_whole(disk, path, file).map(|()| path.to_owned());
    }
    let folder = path.parent().unwrap_or(path);
    let part = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = (part(path.file_stem()), part(path.extension()));
    let put = |(file, page): (&Vec<u8>, usize)| {
        prints::put(disk, folder, &format!("{stem}_第{page}页"), &ending, file)
    };
    let put: Vec<prints::Placed> = files.iter().zip(1..).map(put).collect::<io::Result<_>>()?;
    Ok(put.into_iter().next().map_or_else(|| path.to_owned(), |first| first.path))
}

fn no_pages(words: String, path: Option<&Path>) -> Trouble {
    trouble::not_printed(words, "请查看要打印的内容后再试", path)
}

/// Hands a print to the system's viewer, which may take its time.
fn show(answers: &Answers, path: PathBuf) {
    let says = answers.clone();
    let place = path.clone();
    let started = beside("shousui-viewer", move || {
        if prints::show(&path).is_err() {
            says.say(Event::NotShown(path));
        }
    });
    if started.is_err() {
        answers.say(Event::NotShown(place));
    }
}

/// Opens the folder of a file.
pub(super) fn show_folder(answers: &Answers, path: PathBuf) {
    let says = answers.clone();
    let not_shown = |path: &Path| {
        let what = format!("打不开文件夹，文件存放在 {}", path.display());
        Event::Caution(trouble::beside_the_records(what, "请在文件管理器里找到它", path))
    };
    let place = path.clone();
    let started = beside("shousui-viewer", move || {
        if prints::show_folder(&path).is_err() {
            says.say(not_shown(&path));
        }
    });
    if started.is_err() {
        answers.say(not_shown(&place));
    }
}
