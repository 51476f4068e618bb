//! The small world Typst works in: our templates, our faces, one file of data. No disk, no clock.
//!
//! Library and faces are built once. What Typst remembers between runs is thrown away after
//! every run, good or bad, or after some side by side: it speeds up nothing here and would grow
//! without end.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue as _};
use typst::syntax::{DiagSpanKind, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;

use super::PrintError;
use super::faces::{Faces, Lent, fonts};
use crate::rules::masking;

/// A layout in `assets/print`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Template {
    /// The route sheet.
    Sheet,
    /// The full check of one site.
    Inspection,
    /// The transfer slip.
    Transfer,
    /// The ledger of hazards.
    Ledger,
    /// Any office form.
    Form,
    /// Running text as an official letter.
    Letter,
    /// Incident response cards.
    Card,
    /// The rota for the wall.
    Rota,
    /// Slips to be cut.
    Slip,
    /// Pocket cards to be cut.
    Pocket,
    /// The telephone table to be folded.
    Fold,
    /// Plates for walls and doors.
    Plate,
    /// Who is on duty, in large print.
    Board,
}

/// What all runs share.
struct Stock {
    library: LazyHash<Library>,
    /// The same, and templates mark the places of what they lay out.
    marking: LazyHash<Library>,
    book: LazyHash<FontBook>,
    sources: Vec<Source>,
}

/// The name under which templates read their data.
const DATA: &str = "data.json";

impl Template {
    fn name(self) -> &'static str {
        match self {
            Self::Sheet => "sheet.typ",
            Self::Inspection => "inspection.typ",
            Self::Transfer => "transfer.typ",
            Self::Ledger => "ledger.typ",
            Self::Form => "form.typ",
            Self::Letter => "letter.typ",
            Self::Card => "card.typ",
            Self::Rota => "rota.typ",
            Self::Slip => "slip.typ",
            Self::Pocket => "pocket.typ",
            Self::Fold => "fold.typ",
            Self::Plate => "plate.typ",
            Self::Board => "board.typ",
        }
    }
}

/// The id of a file of ours. Names are constants without anything a path may not hold.
fn file(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn stock() -> &'static Stock {
    static STOCK: OnceLock<Stock> = OnceLock::new();
    STOCK.get_or_init(|| {
        let texts = [
            ("house.typ", include_str!("../../assets/print/house.typ")),
            ("table.typ", include_str!("../../assets/print/table.typ")),
            (Template::Sheet.name(), include_str!("../../assets/print/sheet.typ")),
            (Template::Inspection.name(), include_str!("../../assets/print/inspection.typ")),
            (Template::Transfer.name(), include_str!("../../assets/print/transfer.typ")),
            (Template::Ledger.name(), include_str!("../../assets/print/ledger.typ")),
            (Template::Form.name(), include_str!("../../assets/print/form.typ")),
            (Template::Letter.name(), include_str!("../../assets/print/letter.typ")),
            (Template::Card.name(), include_str!("../../assets/print/card.typ")),
            (Template::Rota.name(), include_str!("../../assets/print/rota.typ")),
            (Template::Slip.name(), include_str!("../../assets/print/slip.typ")),
            (Template::Pocket.name(), include_str!("../../assets/print/pocket.typ")),
            (Template::Fold.name(), include_str!("../../assets/print/fold.typ")),
            (Template::Plate.name(), include_str!("../../assets/print/plate.typ")),
            (Template::Board.name(), include_str!("../../assets/print/board.typ")),
        ];
        let sources = texts
            .into_iter()
            .filter_map(|(name, text)| Some(Source::new(file(name)?, text.to_owned())))
            .collect();
        let marks = Dict::from_iter([("marks".into(), true.into_value())]);
        Stock {
            library: LazyHash::new(Library::default()),
            marking: LazyHash::new(Library::builder().with_inputs(marks).build()),
            book: LazyHash::new(FontBook::from_fonts(fonts())),
            sources,
        }
    })
}

/// One run: a template and its data.
struct Run {
    stock: &'static Stock,
    main: FileId,
    data_id: FileId,
    data: Bytes,
    lent: Option<Arc<Lent>>,
    marked: bool,
}

impl World for Run {
    fn library(&self) -> &LazyHash<Library> {
        if self.marked { &self.stock.marking } else { &self.stock.library }
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.lent.as_ref().map_or(&self.stock.book, |lent| &lent.book)
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let known = self.stock.sources.iter().find(|source| source.id() == id);
        known.cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id { Ok(self.data.clone()) } else { Err(missing(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        let own = fonts().get(index);
        // What is lent comes after all of ours.
        own.or_else(|| self.lent.as_ref().map(|lent| &lent.font)).cloned()
    }

    /// Not known: a print shows the days in its data, and the same data gives the same print.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

/// What is laid out in one go: a template and its data.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) template: Template,
    /// How many papers are in it.
    pub(super) papers: usize,
    /// Whether it goes on with the paper of the part before it.
    pub(super) follows: bool,
    /// Whether its pages are halves of larger ones, two side by side.
    pub(super) halves: bool,
    data: Bytes,
    lent: Option<Arc<Lent>>,
    /// Whether places are marked; such pages are for nobody's eyes.
    marked: bool,
}

impl Part {
    /// Of one paper.
    pub(super) fn new(template: Template, data: &impl Serialize) -> Result<Self, PrintError> {
        let data = serde_json::to_vec(data);
        let data = data.map_err(|error| PrintError::Layout(error.to_string()))?;
        let data = Bytes::new(data);
        let (follows, halves, marked) = (false, false, false);
        Ok(Self { template, papers: 1, follows, halves, data, lent: None, marked })
    }

    /// Of the paper that another part began.
    pub(super) fn following(self, follows: bool) -> Self {
        Self { follows, ..self }
    }

    /// Of pages of which two stand on one.
    pub(super) fn in_halves(self) -> Self {
        Self { halves: true, ..self }
    }

    /// With the places of its boxes, rows and fields marked.
    pub(super) fn marked(self) -> Self {
        Self { marked: true, ..self }
    }

    /// With the middle of mobile telephones hidden, wherever they stand.
    pub(super) fn masked(self) -> Result<Self, PrintError> {
        let failed = |error: serde_json::Error| PrintError::Layout(error.to_string());
        let mut data = serde_json::from_slice(&self.data).map_err(failed)?;
        masking::mask_all(&mut data);
        let data = serde_json::to_vec(&data).map_err(failed)?;
        Ok(Self { data: Bytes::new(data), ..self })
    }

    /// Of so many papers.
    pub(super) fn holding(self, papers: usize) -> Self {
        Self { papers, ..self }
    }

    /// The same, set in what the PC lends too.
    pub(super) fn set_in(self, faces: &Faces) -> Self {
        Self { lent: faces.lent(), ..self }
    }
}

/// Lays a part out.
pub(super) fn compile(part: &Part) -> Result<PagedDocument, PrintError> {
    let laid = run(part);
    typst::comemo::evict(0);
    laid
}

/// Lays parts out, side by side on the processors.
pub(super) fn compile_all(parts: &[Part]) -> Vec<Result<PagedDocument, PrintError>> {
    let laid = parts.par_iter().map(run).collect();
    typst::comemo::evict(0);
    laid
}

fn run(part: &Part) -> Result<PagedDocument, PrintError> {
    let ids = file(part.template.name()).zip(file(DATA));
    let (main, data_id) = ids.ok_or_else(|| PrintError::Layout(part.template.name().to_owned()))?;
    let (data, lent) = (part.data.clone(), part.lent.clone());
    let run = Run { stock: stock(), main, data_id, data, lent, marked: part.marked };
    let done = typst::compile::<PagedDocument>(&run);
    done.output.map_err(|errors| PrintError::Layout(words(&errors)))
}

/// Typst's complaints for whoever mends the template: file, line, message, hints.
pub(super) fn words(errors: &[SourceDiagnostic]) -> String {
    let mut words = Vec::new();
    for error in errors {
        let place = error.span.id().and_then(|id| {
            let source = stock().sources.iter().find(|source| source.id() == id)?;
            let line = source.lines().byte_to_line(range(source, error)?.start)?;
            Some(format!("{}:{} ", id.vpath().get_without_slash(), line + 1))
        });
        let hints = error.hints.iter().map(|hint| format!("（{}）", hint.v));
        words.push(format!(
            "{}{}{}",
            place.unwrap_or_default(),
            error.message,
            hints.collect::<String>()
        ));
    }
    words.join("；")
}

/// Where in its file a complaint points.
fn range(source: &Source, error: &SourceDiagnostic) -> Option<Range<usize>> {
    match error.span.get() {
        DiagSpanKind::Detached => None,
        DiagSpanKind::Number { num, sub_range, .. } => source.range(num, sub_range),
        DiagSpanKind::Range { range, .. } => Some(range),
    }
}
