//! Pages that are laid out, and what can be made of them.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Timelike as _};
use tiny_skia::Pixmap;
use typst::foundations::{Datetime, Smart};
use typst::introspection::Tag;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::{Document as _, DocumentInfo, HeadingElem};
use typst::text::TextItem;
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;

use super::bookmarks::Bookmarks;
use super::halves::side_by_side;
use super::world::{Part, Template, compile, compile_all, words};
use super::{PrintError, Stamp};
use crate::session::{Progress, Unit};

/// Minutes by which the clocks of the mine are ahead of UTC.
const OFFSET_MINUTES: i32 = 8 * 60;
/// Bounds for pictures, in pixels per point: a thumbnail, and more than any printer shows.
const LEAST_SCALE: f64 = 0.05;
const MOST_SCALE: f64 = 12.0;

/// Pixels per point of pictures: 144 dots an inch, sharp on a telephone.
const PICTURE_SCALE: f64 = 2.0;

/// Parts laid out side by side at most: each takes memory as long as it is at work.
const MOST_AT_ONCE: usize = 4;

/// Finished pages.
#[derive(Clone, Debug)]
pub struct Printed {
    document: PagedDocument,
    timestamp: Option<Timestamp>,
}

/// A page as pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Red, green, blue, opacity of each pixel, row by row; colours premultiplied.
    pub rgba: Vec<u8>,
}

impl Printed {
    /// How many pages there are.
    pub fn page_count(&self) -> usize {
        self.pages().len()
    }

    /// What the PDF is called: the mine, the paper, and what tells it from others.
    pub fn title(&self) -> String {
        self.document.info().title.clone().unwrap_or_default().into()
    }

    /// The laid-out pages.
    pub fn pages(&self) -> &[Page] {
        self.document.pages()
    }

    /// Signs no face of ours has: paper shows an empty box in their place, so people should know.
    pub fn missing_signs(&self) -> BTreeSet<char> {
        let mut missing = BTreeSet::new();
        for page in self.pages() {
            missing_in(&page.frame, &mut missing);
        }
        missing
    }

    /// The marks with their words, and the page each stands on, from 1.
    pub(super) fn marks(&self) -> Vec<(String, usize)> {
        let mut marks = Vec::new();
        for (page, number) in self.pages().iter().zip(1..) {
            marks_in(&page.frame, number, &mut marks);
        }
        marks
    }

    /// The pages as a PDF, the same bytes every time: as PDF/A-2b (ISO 19005-2), which is still
    /// readable in years, wherever nothing in it stands against that, as a sign no face has or a
    /// face of this PC whose maker does not let it be kept in files.
    ///
    /// Without tags: they serve reading aloud, which a form for a pen has no use for, and would
    /// make a long table ten times as large.
    ///
    /// # Errors
    /// When Typst cannot write them, which would be a mistake in the program.
    pub fn pdf(&self) -> Result<Vec<u8>, PrintError> {
        let archival = PdfStandards::new(&[PdfStandard::A_2b]).ok();
        let kept = archival.filter(|_| self.missing_signs().is_empty());
        kept.and_then(|kept| self.pdf_by(kept).ok())
            .map_or_else(|| self.pdf_by(PdfStandards::default()), Ok)
    }

    fn pdf_by(&self, standards: PdfStandards) -> Result<Vec<u8>, PrintError> {
        let options = PdfOptions {
            creator: Smart::Custom(Some("守岁".to_owned())),
            timestamp: self.timestamp,
            standards,
            tagged: false,
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&self.document, &options);
        typst::comemo::evict(0);
        pdf.map_err(|errors| PrintError::Layout(words(&errors)))
    }

    /// A page as pixels; `None` if there is no such page.
    pub fn picture(&self, page: usize, pixels_per_point: f64) -> Option<Picture> {
        self.pages().get(page).map(|page| Picture::of(pixels(page, pixels_per_point)))
    }

    /// The pages as PNG files, as sharp as a telephone shows them.
    ///
    /// # Errors
    /// As [`Self::png`].
    pub fn pictures(&self) -> Result<Vec<Vec<u8>>, PrintError> {
        (0..self.page_count()).map(|page| self.png(page, PICTURE_SCALE)).collect()
    }

    /// A page as a PNG file.
    ///
    /// # Errors
    /// When there is no such page, or it is too large for a picture.
    pub fn png(&self, page: usize, pixels_per_point: f64) -> Result<Vec<u8>, PrintError> {
        let failed = |words: String| PrintError::Layout(words);
        let page = self.pages().get(page).ok_or_else(|| failed(format!("没有第{}页", page + 1)))?;
        pixels(page, pixels_per_point).encode_png().map_err(|err| failed(err.to_string()))
    }
}

impl Picture {
    pub(super) fn of(pixels: Pixmap) -> Self {
        Self { width: pixels.width(), height: pixels.height(), rgba: pixels.take() }
    }
}

/// A page as pixels.
pub(super) fn pixels(page: &Page, pixels_per_point: f64) -> Pixmap {
    let scale = pixels_per_point.clamp(LEAST_SCALE, MOST_SCALE);
    let options = RenderOptions { pixel_per_pt: scale.into(), render_bleed: false };
    let pixels = typst_render::render(page, &options);
    typst::comemo::evict(0);
    pixels
}

/// The signs of a frame that were laid as glyph 0, which every face keeps for what it lacks.
fn missing_in(frame: &Frame, missing: &mut BTreeSet<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => missing_in(&group.frame, missing),
            FrameItem::Text(text) => {
                let lacking = text.glyphs.iter().filter(|glyph| glyph.id == 0);
                missing.extend(
                    lacking.filter_map(|glyph| text.text.get(glyph.range())).flat_map(str::chars),
                );
            }
            _ => {}
        }
    }
}

fn marks_in(frame: &Frame, page: usize, marks: &mut Vec<(String, usize)>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => marks_in(&group.frame, page, marks),
            FrameItem::Tag(Tag::Start(element, _)) => {
                if let Some(heading) = element.to_packed::<HeadingElem>() {
                    marks.push((heading.body.plain_text().into(), page));
                }
            }
            _ => {}
        }
    }
}

/// Pages as they come, part by part.
pub(super) struct Pages<'a> {
    keep_going: &'a dyn Fn(Progress) -> bool,
    progress: Progress,
    both_sides: bool,
    laid_out: Vec<Page>,
    info: Option<DocumentInfo>,
    bookmarks: Bookmarks,
}

impl<'a> Pages<'a> {
    /// Of so many papers, as far as that is known beforehand.
    pub(super) fn new(
        papers: usize,
        both_sides: bool,
        keep_going: &'a dyn Fn(Progress) -> bool,
    ) -> Self {
        let progress = Progress::new(Unit::Papers, 0, papers);
        let bookmarks = Bookmarks::default();
        Self { keep_going, progress, both_sides, laid_out: Vec::new(), info: None, bookmarks }
    }

    /// What comes next is a paper of several: with a bookmark of its own, under which its marks
    /// stand.
    pub(super) fn begin(&mut self, words: String) {
        self.bookmarks.begin(words);
    }

    /// Lays more parts out, as many side by side as there are processors, until somebody says
    /// stop. They come in their order, however soon each is done.
    pub(super) fn add_all(&mut self, parts: &[Part]) -> Result<(), PrintError> {
        let papers: usize = parts.iter().map(|part| part.papers).sum();
        self.progress.of = self.progress.of.max(self.progress.done + papers);
        for some in parts.chunks(rayon::current_num_threads().clamp(1, MOST_AT_ONCE)) {
            self.ask()?;
            for (part, laid) in some.iter().zip(compile_all(some)) {
                self.take(part, laid?);
                self.progress.done += part.papers;
            }
        }
        Ok(())
    }

    /// How many pages a part takes.
    pub(super) fn count(&self, part: &Part) -> Result<usize, PrintError> {
        self.ask()?;
        compile(part).map(|laid| laid.pages().len())
    }

    fn take(&mut self, part: &Part, laid: PagedDocument) {
        let info = self.info.get_or_insert_with(|| laid.info().clone());
        // Templates leave the date to us, so that nobody asks the machine for one.
        info.date = Smart::Auto;
        if self.both_sides && needs_back(part, self.laid_out.len()) {
            let back = self.laid_out.last().map(back_of);
            self.laid_out.extend(back);
        }
        let mut pages = clean(part, laid);
        self.bookmarks.place(&mut pages);
        self.laid_out.append(&mut pages);
    }

    /// Whether to go on.
    fn ask(&self) -> Result<(), PrintError> {
        if (self.keep_going)(self.progress) { Ok(()) } else { Err(PrintError::Stopped) }
    }

    /// All parts as one, under that title and by that author.
    pub(super) fn join(
        self,
        stamp: &Stamp,
        title: &str,
        author: &str,
    ) -> Result<Printed, PrintError> {
        self.ask()?;
        let mut info = self.info.ok_or(PrintError::Nothing)?;
        info.title = Some(title.into());
        info.author = vec![author.into()];
        let pages = self.laid_out.into_iter().collect();
        Ok(Printed { document: PagedDocument::new(pages, info), timestamp: timestamp(stamp) })
    }
}

/// Whether a part that would come after so many pages begins a paper, and on the back of another.
pub(super) fn needs_back(part: &Part, pages: usize) -> bool {
    !part.follows && pages % 2 == 1
}

/// The empty back of a page.
pub(super) fn back_of(page: &Page) -> Page {
    let frame = Frame::new(page.frame.size(), page.frame.kind());
    Page { frame, ..page.clone() }
}

/// The pages of a part, with nothing but what is drawn.
pub(super) fn clean(part: &Part, laid: PagedDocument) -> Vec<Page> {
    let mut pages = laid.pages().to_vec();
    // What only we hold need not be copied to be changed.
    drop(laid);
    for page in &mut pages {
        if part.template == Template::Ledger {
            page.frame = flat(&page.frame);
        } else {
            forget_elements(&mut page.frame);
        }
    }
    if part.halves { side_by_side(&pages) } else { pages }
}

/// Drops what only reading aloud and references between pages need: it holds on to the whole
/// text a second time, several times the size of what is drawn. The marks of a template stay.
fn forget_elements(frame: &mut Frame) {
    frame.retain(|item| match item {
        FrameItem::Group(group) => {
            forget_elements(&mut group.frame);
            !group.frame.is_empty()
        }
        FrameItem::Tag(Tag::Start(element, _)) => element.is::<HeadingElem>(),
        FrameItem::Tag(_) => false,
        FrameItem::Text(text) => {
            show_all(text);
            true
        }
        _ => true,
    });
}

/// Signs that only tell Typst where a line may break, and where not.
const UNSEEN: [char; 2] = ['\u{200B}', '\u{2060}'];

/// Leaves nothing in a run of words but what is seen: with such a sign between its digits nobody
/// who searches the PDF finds a number, and a telephone copied from it does not dial.
fn show_all(text: &mut TextItem) {
    if !text.text.contains(UNSEEN) {
        return;
    }
    let whole = std::mem::take(&mut text.text);
    text.text = whole.chars().filter(|sign| !UNSEEN.contains(sign)).collect();
    let seen = |part: &str| -> u16 {
        let bytes = part.chars().filter(|sign| !UNSEEN.contains(sign)).map(char::len_utf8);
        u16::try_from(bytes.sum::<usize>()).unwrap_or(u16::MAX)
    };
    text.glyphs.retain_mut(|glyph| {
        let (from, to) = (glyph.range().start, glyph.range().end);
        let ends = [from, to].map(|end| seen(whole.get(..end).unwrap_or(&whole)));
        glyph.range = ends[0]..ends[1];
        ends[0] < ends[1]
    });
}

/// The frame of a page with everything on one level, in places of whole eighths of a point.
///
/// A PDF says where each run of words stands: with all digits a long ledger takes a tenth more. The
/// eye does not see a fiftieth of a millimetre.
fn flat(frame: &Frame) -> Frame {
    let mut flat = Frame::new(frame.size(), frame.kind());
    lift(frame, Point::zero(), &mut flat);
    flat
}

fn lift(frame: &Frame, at: Point, flat: &mut Frame) {
    let even = |length: Abs| Abs::pt((length.to_pt() * 8.0).round() / 8.0);
    for (place, item) in frame.items() {
        let place = at + *place;
        match item {
            FrameItem::Group(group)
                if group.transform.is_only_translate() && group.clip.is_none() =>
            {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                lift(&group.frame, place + moved, flat);
            }
            FrameItem::Tag(_) => {}
            _ => {
                let mut item = item.clone();
                if let FrameItem::Text(text) = &mut item {
                    show_all(text);
                }
                flat.push(Point::new(even(place.x), even(place.y)), item);
            }
        }
    }
}

/// The moment of printing as the PDF writes it; `None` for a year no PDF knows.
fn timestamp(stamp: &Stamp) -> Option<Timestamp> {
    let small = |part: u32| u8::try_from(part).ok();
    let Stamp { now, .. } = stamp;
    let moment = Datetime::from_ymd_hms(
        now.year(),
        small(now.month())?,
        small(now.day())?,
        small(now.hour())?,
        small(now.minute())?,
        small(now.second())?,
    )?;
    Timestamp::new_local(moment, OFFSET_MINUTES)
}
