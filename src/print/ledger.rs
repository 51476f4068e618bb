//! 《隐患台账》: every hazard by number, voided numbers included, with figures and how they
//! were counted. Walks over the hazards, so that none is left out whose number is missing or borne
//! by another one too.

mod cut;
mod figures;
mod leaves;
pub(super) mod listed;

use super::data::Data;
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Span};
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use cut::Cut;
use figures::summary;
use leaves::{Ends, Leaf, MEASURES, Measures, Ready};

use super::head::{Foot, as_of, number_words, season_title, short_day, span_words, time_words};
use super::transfer::place_words;
use super::world::{Part, Template};
use super::{PrintError, Stamp};
use crate::model::hazard::{Hazard, Source, State, Step};
use crate::model::id::HazardId;
use crate::model::mine::Mine;
use crate::model::number::{Number, NumberKind};
use crate::model::{Document, RecordId};
use crate::rules::lateness::Lateness;
use crate::rules::numbers::Believed;

pub(super) static PAPER: Paper = Paper {
    word: "ledger",
    key: "ledger",
    title: "隐患台账",
    shelf: Shelf::Hazards,
    folder: "06隐患",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Running,
    none: "还没有隐患",
    offers,
    name,
    make: |source, of| {
        let ledger = Ledger::of(source.doc, &source.mine, source.stamp, Cut::of(of));
        Ok(Data::Ledger(Box::new(ledger)))
    },
    by_hand: |_, _| false,
    blank: Blank::None,
};

/// With nothing on it, it says so; it is no form for the pen, since hazards are numbered here. Of a
/// site or of a day it is the part of it.
fn offers(doc: &Document, scope: &Scope) -> Vec<Offer> {
    let day = scope.days.filter(|(from, to)| from == to).map(|(day, _)| day);
    let cut = Cut { site: scope.site, day };
    let count = doc.hazards.iter().filter(|(_, hazard)| cut.holds(hazard)).count();
    let site = cut.site.map(|site| format!(" {}", doc.site_name(Some(site))));
    let of_day = day.map(|day| format!(" {}登记", day.format("%-m月%-d日")));
    let words = [Some(PAPER.title.to_owned()), site, of_day].into_iter().flatten();
    let request = Request { paper: &PAPER, of: cut.asked() };
    let offer = Offer::new(words.collect::<String>(), format!("{count}条"), request).on(day);
    if cut != Cut::default() && count == 0 {
        return Vec::new();
    }
    vec![offer.in_set_if(0 < count)]
}

fn name(doc: &Document, of: &Of) -> Named {
    let Cut { site, day } = Cut::of(of);
    let site = site.map_or("全矿", |site| doc.site_name(Some(site)));
    let of_day = if day.is_some() { "当日登记" } else { "" };
    Named { day, ..Named::of(format!("{site}{of_day}")) }
}

impl Request {
    /// The ledger of hazards.
    pub fn ledger() -> Self {
        PAPER.whole()
    }
}

/// The ledger or a part of it, in the shape `ledger.typ` documents.
#[derive(Clone, Copy, Debug, Serialize)]
struct Stretch<'a> {
    #[serde(flatten)]
    foot: &'a Foot,
    #[serde(flatten)]
    head: &'a Head,
    measures: Measures,
    start_page: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_pages: Option<usize>,
    last: bool,
    flows: bool,
    pages: &'a [&'a [Ready]],
}

/// Pages laid out in one go: few enough to stop soon after somebody says so, and to bound memory.
const PAGES_AT_ONCE: usize = 6;

/// What the ledger says: its head, and a row a number, each with its year.
#[derive(Debug, Serialize)]
pub(super) struct Ledger {
    head: Head,
    rows: Vec<(i32, Row)>,
    season: i32,
}

impl Ledger {
    fn of(doc: &Document, mine: &Mine, stamp: &Stamp, cut: Cut) -> Self {
        let rows = rows(doc, stamp, cut);
        Self { head: head(doc, mine, stamp, cut, &rows), rows, season: doc.current_season().year }
    }

    /// Parts that end where pages end, with one count of pages through all. `count` lays a part
    /// out and says how many pages it takes.
    pub(super) fn parts(
        self,
        foot: &Foot,
        count: &dyn Fn(&Part) -> Result<usize, PrintError>,
    ) -> Result<Vec<Part>, PrintError> {
        let Self { head, rows, season } = self;
        let rows = Ready::all(rows, season);
        let leaves = leaves::deal(&rows, Ends::of(&head));
        let held: Vec<(&[Ready], bool)> = leaves
            .iter()
            .map(|leaf| (rows.get(leaf.rows()).unwrap_or_default(), matches!(leaf, Leaf::Flow(_))))
            .collect();
        let alone: Vec<&[Ready]> = held.iter().map(|(rows, _)| *rows).collect();
        let whole = Stretch {
            foot,
            head: &head,
            measures: MEASURES,
            start_page: 1,
            total_pages: None,
            last: false,
            flows: false,
            pages: &alone,
        };

        // Neighbours of one kind; what flows is alone, and how many pages it takes Typst must say.
        let mut stretches = Vec::new();
        let (mut start_page, mut at) = (1, 0);
        for alike in held.chunk_by(|(_, a), (_, b)| !a && !b) {
            let flows = alike.iter().any(|(_, flows)| *flows);
            for few in alike.chunks(PAGES_AT_ONCE) {
                let of_part = alone.get(at..at + few.len()).unwrap_or_default();
                at += few.len();
                let last = at == alone.len();
                let stretch = Stretch { start_page, last, flows, pages: of_part, ..whole };
                start_page +=
                    if flows { count(&Part::new(Template::Ledger, &stretch)?)? } else { few.len() };
                stretches.push(stretch);
            }
        }
        let total_pages = Some(start_page - 1);
        let part = |stretch: &Stretch<'_>| {
            let part = Part::new(Template::Ledger, &Stretch { total_pages, ..*stretch })?;
            Ok(part.following(1 < stretch.start_page))
        };
        stretches.iter().map(part).collect()
    }
}

/// What stands above and below the rows.
#[derive(Debug, Serialize)]
struct Head {
    unit: String,
    title: String,
    period: String,
    as_of: String,
    summary: Vec<String>,
    signers: [&'static str; 2],
}

/// A hazard, or a number that is void.
#[derive(Debug, Serialize)]
enum Row {
    /// A hazard.
    Hazard(Box<Line>),
    /// A void number, and why.
    Void {
        /// 序号.
        no: String,
        /// The number.
        code: String,
        /// Why it is void.
        void: String,
    },
}

/// What the ledger says of a hazard.
#[derive(Clone, Debug, Default, Serialize)]
struct Line {
    of: Option<RecordId>,
    no: String,
    code: String,
    found: String,
    kind: &'static str,
    grade: String,
    finder: String,
    place: String,
    text: String,
    basis: String,
    measure: String,
    interim: String,
    funds: String,
    owner: String,
    person: String,
    due: String,
    done: String,
    notice: String,
    dual: String,
    recheck: String,
    closed: String,
    state: String,
    loud: bool,
}

impl Line {
    const CELLS: usize = 11;

    /// The cells, related things in one, a line each, so that a date or a number never has to break.
    fn cells(self) -> [String; Self::CELLS] {
        // What there is beside, a line each with its name.
        let told = |words: String, more: &[(&str, &str)]| {
            let more = more.iter().filter(|(_, words)| !words.trim().is_empty());
            let more = more.map(|(name, words)| format!("{name}：{}", words.trim()));
            let lines = std::iter::once(words).chain(more).filter(|line| !line.is_empty());
            lines.collect::<Vec<_>>().join("\n")
        };
        // Where one of two is missing a dash keeps its line.
        let dash = |words: String| if words.is_empty() { "—".to_owned() } else { words };
        let two = |above: String, below: String| match (above.is_empty(), below.is_empty()) {
            (true, true) => String::new(),
            _ => format!("{}\n{}", dash(above), dash(below)),
        };
        [
            self.no,
            format!("{}\n{}", self.code, self.found),
            format!("{}\n{}", self.kind, self.finder),
            self.place,
            told(self.text, &[("依据", &self.basis)]),
            told(self.measure, &[("临时措施", &self.interim), ("资金", &self.funds)]),
            format!("{}\n{}", self.owner, self.person),
            two(self.due, self.done),
            two(self.notice, self.dual),
            two(self.recheck, self.closed),
            format!("{}\n{}", self.grade, self.state),
        ]
    }
}

/// Above and below the rows.
fn head(doc: &Document, mine: &Mine, stamp: &Stamp, cut: Cut, rows: &[(i32, Row)]) -> Head {
    let void = rows.iter().filter(|(_, row)| matches!(row, Row::Void { .. })).count();
    let site = cut.site.map(|site| format!("　场所：{}", doc.site_name(Some(site))));
    let period = match cut.day {
        Some(day) => format!("{}登记", span_words(day, day)),
        None => period(doc, rows),
    };
    let season = doc.current_season().year;
    // Numbers of other years stand in no ledger of one season.
    let title = if rows.iter().all(|(year, _)| *year == season) {
        season_title(season, "春节隐患台账")
    } else {
        PAPER.title.to_owned()
    };
    Head {
        title,
        unit: format!("{}{}", mine.heading(), site.unwrap_or_default()),
        period,
        as_of: as_of(stamp),
        summary: summary(doc, mine, stamp.now.date(), cut, void),
        signers: ["编制", "审核"],
    }
}

/// The season's days; where they are not known, or numbers of other years stand in the ledger too,
/// the days hazards were found on.
fn period(doc: &Document, rows: &[(i32, Row)]) -> String {
    let season = doc.current_season();
    let is_of_season = rows.iter().all(|(year, _)| *year == season.year);
    let found = || doc.hazards.iter().filter_map(|(_, hazard)| hazard.found_on);
    let of = |known: Option<NaiveDate>| known.filter(|_| is_of_season);
    let (Some(first), Some(last)) =
        (of(season.first).or_else(|| found().min()), of(season.last).or_else(|| found().max()))
    else {
        return String::new();
    };
    span_words(first, last)
}

/// Every hazard by its number, those without one last, and between them every void number, so that
/// a reader can count. Each with its year.
fn rows(doc: &Document, stamp: &Stamp, cut: Cut) -> Vec<(i32, Row)> {
    let season = doc.current_season().year;
    let year_of = |hazard: &Hazard| match (&hazard.number, hazard.found_on) {
        (Some(number), _) => number.series.year,
        (None, Some(day)) if season == 0 => day.year(),
        (None, _) => season,
    };
    // A number that no hazard bears is of no site and of no day.
    let void = if cut.is_whole() { void_numbers(doc) } else { Vec::new() };
    let mut all: Vec<(Place<'_>, Entry<'_>)> = doc
        .hazards
        .iter()
        .filter(|(_, one)| cut.holds(one))
        .map(|(id, one)| (place(year_of(one), one.number.as_ref(), Some(*id)), Entry::Hazard(one)))
        .chain(void.iter().map(|(number, why)| {
            (place(number.series.year, Some(number), None), Entry::Void(number, why))
        }))
        .collect();
    all.sort_by_key(|(place, _)| *place);
    let notes = Notes::of(doc);
    let rows = all.into_iter().enumerate().map(|(at, ((year, _, _, id), entry))| {
        let no = (at + 1).to_string();
        let row = match entry {
            Entry::Hazard(hazard) => row(doc, stamp, (id, no, year), hazard, &notes),
            Entry::Void(number, why) => {
                Row::Void { no, code: number.to_string(), void: why.to_owned() }
            }
        };
        (year, row)
    });
    rows.collect()
}

/// Where a row stands: by year, then by number, those without one last.
type Place<'a> = (i32, bool, Option<&'a Number>, Option<HazardId>);

fn place(year: i32, number: Option<&Number>, id: Option<HazardId>) -> Place<'_> {
    (year, number.is_none(), number, id)
}

/// What a row is made of.
enum Entry<'a> {
    Hazard(&'a Hazard),
    Void(&'a Number, &'a str),
}

/// The numbers in the book that no hazard bears, with what became of them. One that is not to be
/// believed was never issued.
fn void_numbers(doc: &Document) -> Vec<(Number, String)> {
    let borne: BTreeSet<&Number> =
        doc.hazards.iter().filter_map(|(_, hazard)| hazard.number.as_ref()).collect();
    let mut believed = Believed::default();
    doc.numbers
        .iter()
        .filter(|(number, _)| believed.takes(number))
        .filter(|(number, _)| number.series.kind == NumberKind::Hazard && !borne.contains(number))
        .map(|(number, numbered)| {
            let why = numbered.void_reason().unwrap_or("无此隐患");
            (number.clone(), why.to_owned())
        })
        .collect()
}

/// What is said beside the numbers that two hazards bear or bore.
struct Notes<'a> {
    /// How many hazards bear each.
    borne: BTreeMap<&'a Number, usize>,
    /// What the other hazard that bore it bears now.
    renumbered: BTreeMap<&'a Number, String>,
}

impl<'a> Notes<'a> {
    fn of(doc: &'a Document) -> Self {
        let (mut borne, mut renumbered) = (BTreeMap::new(), BTreeMap::new());
        for (_, hazard) in doc.hazards.iter() {
            if let Some(number) = &hazard.number {
                *borne.entry(number).or_default() += 1;
            }
            for old in &hazard.former {
                renumbered.insert(old, number_words(hazard.number.as_ref()));
            }
        }
        Self { borne, renumbered }
    }

    /// The number as it stands in the row, with what must be said of it, a line each.
    fn code(&self, hazard: &Hazard) -> String {
        let Some(number) = &hazard.number else { return "未编号".to_owned() };
        let mut lines = vec![number.to_string()];
        if 1 < self.borne.get(number).copied().unwrap_or_default() {
            lines.push("重号，待改号".to_owned());
        }
        for old in &hazard.former {
            lines.extend(["曾用号".to_owned(), old.to_string()]);
        }
        if let Some(now) = self.renumbered.get(number) {
            lines.extend(["曾重号，另见".to_owned(), now.clone()]);
        }
        lines.join("\n")
    }
}

/// The row of a hazard; days of its number's year stand without the year.
fn row(
    doc: &Document,
    stamp: &Stamp,
    (id, no, year): (Option<HazardId>, String, i32),
    hazard: &Hazard,
    notes: &Notes<'_>,
) -> Row {
    let code = notes.code(hazard);
    if let Some(Step::Voided { why, by, on }) = hazard.steps.last() {
        let (who, day) = (doc.person_name(*by), short_day(*on, year));
        let (place, words) = (place_words(doc, hazard), &hazard.words);
        let void = format!("{why}；{day}，{who}；原登记：{place}，{words}");
        return Row::Void { no, code, void };
    }
    let of = id.map(RecordId::Hazard);
    Row::Hazard(Box::new(Line { of, no, code, ..line(doc, stamp, year, hazard) }))
}

/// What stands in the row of a hazard beside its number.
fn line(doc: &Document, stamp: &Stamp, year: i32, hazard: &Hazard) -> Line {
    let day = |day: NaiveDate| short_day(day, year);
    let found = hazard.found_on.map(day).unwrap_or_default();
    let state = hazard.state();
    let today = stamp.now.date();
    let lateness = Lateness::of(hazard, today);
    let is_right =
        matches!(state, State::Rectified | State::FixedOnSpot | State::Passed | State::Closed);
    let closed = hazard.steps.iter().rev().find_map(|step| match step {
        Step::Closed { by, on } => Some(format!("{} {}", doc.person_name(*by), day(*on))),
        _ => None,
    });
    let trade = hazard.trade.map(|trade| trade.word());
    Line {
        found: format!("{found} {}", time_words(hazard.found_at)).trim().to_owned(),
        kind: hazard.source.map(kind).unwrap_or_default(),
        grade: [Some(grade(hazard)), trade].into_iter().flatten().collect::<Vec<_>>().join("·"),
        finder: doc.person_names(&hazard.finders),
        place: place_words(doc, hazard),
        text: hazard.words.clone(),
        basis: hazard.basis.clone(),
        measure: measure(doc, hazard, year),
        interim: hazard.interim.clone(),
        funds: hazard.funds.clone(),
        owner: doc.unit_name(hazard.unit).to_owned(),
        person: hazard.owner.map(|owner| doc.person_name(owner)).unwrap_or_default().to_owned(),
        due: due(hazard, year),
        done: hazard.fixed_on().filter(|_| is_right).map(day).unwrap_or_default(),
        notice: hazard.safety_number.trim().to_owned(),
        dual: hazard.dual_number.trim().to_owned(),
        recheck: recheck(doc, hazard, year),
        closed: closed.unwrap_or_default(),
        state: match lateness {
            Lateness::Never => state.word().to_owned(),
            Lateness::Is(days) => format!("超期{days}天"),
            Lateness::Was(days) => format!("{}\n曾超期{days}天", state.word()),
        },
        loud: lateness.days().is_some(),
        ..Line::default()
    }
}

/// 排查类别 in the two signs the column has room for. Source: `sources.md` 台账用语.
fn kind(source: Source) -> &'static str {
    match source {
        Source::Patrol => "日常",
        Source::Special => "专项",
        Source::BeforeFestival => "节前",
        Source::Leader => "领导",
        Source::Superior => "上级",
        Source::Report => "反映",
    }
}

/// 重大 is only ever what the safety department said. Source: `sources.md` 重大隐患.
fn grade(hazard: &Hazard) -> &'static str {
    match &hazard.judgement {
        Some(judgement) if judgement.major => "重大",
        None if hazard.maybe_major => "待认定",
        Some(_) | None => "一般",
    }
}

/// What must be done; where that was not written down, what was done. Then every extension.
fn measure(doc: &Document, hazard: &Hazard, year: i32) -> String {
    let mut words = hazard.measure.clone();
    let mut limit = hazard.due;
    for step in &hazard.steps {
        match step {
            Step::FixedOnSpot { how, .. } | Step::Rectified { how, .. }
                if words.trim().is_empty() =>
            {
                words.clone_from(how);
            }
            Step::Extended { until, by, on, .. } => {
                let day = |day: NaiveDate| short_day(day, year);
                let before = limit.map(|limit| format!("原期限{}，", day(limit)));
                let (on, by) = (day(*on), doc.person_name(*by));
                let before = before.unwrap_or_default();
                words = format!("{words}（{before}{on}{by}同意延期至{}）", day(*until));
                limit = Some(*until);
            }
            _ => {}
        }
    }
    words
}

/// The last day on which it is in time, extensions included.
fn due(hazard: &Hazard, year: i32) -> String {
    match hazard.limit() {
        Some(limit) => short_day(limit, year),
        None if hazard.is_on_spot() => "当场".to_owned(),
        None => String::new(),
    }
}

/// Who looked again, when, and what they said. On the spot it is whoever saw it put right.
fn recheck(doc: &Document, hazard: &Hazard, year: i32) -> String {
    let found = hazard.steps.iter().rev().find_map(|step| match step {
        Step::Rechecked { by, at, pass, .. } => {
            let words = if *pass { "合格" } else { "不合格" };
            Some((doc.person_names(by), at.date(), words))
        }
        Step::FixedOnSpot { checker, at, .. } => {
            Some((doc.person_name(*checker).to_owned(), at.date(), "合格"))
        }
        _ => None,
    });
    let words = |(who, day, words)| format!("{who}\n{} {words}", short_day(day, year));
    found.map(words).unwrap_or_default()
}
