//! What a paper is: its words, what there is of it, its file's name, and how its data is made.

use std::fmt;

use chrono::{Days, NaiveDate};

use super::data::Data;
use super::form::Form;
use super::kind::FileKind;
use super::{PrintError, Stamp};
use crate::model::duty::DutyShift;
use crate::model::id::{PersonId, SiteId};
use crate::model::mine::Mine;
use crate::model::{Document, RecordId};

/// One kind of paper. It stands in a file of its own, and once in the catalogue.
pub struct Paper {
    /// Its word on the command line; papers of one word are asked for together.
    pub word: &'static str,
    /// What workbooks call it: one of its own, that never changes.
    pub key: &'static str,
    /// What people call it, and what its files are called.
    pub title: &'static str,
    /// Where it stands in 材料.
    pub shelf: Shelf,
    /// The folder of the season's papers its files belong in: 05巡查.
    pub folder: &'static str,
    /// As which files of office programs it can leave, to be gone on with there.
    pub(super) office: &'static [FileKind],
    /// Whether, and how, it is of a day.
    pub days: Span,
    /// What to say where there is none at all.
    pub none: &'static str,
    /// What there is of it.
    pub(super) offers: fn(&Document, &Scope) -> Vec<Offer>,
    /// What sets its file apart from others of the same title.
    pub(super) name: fn(&Document, &Of) -> Named,
    /// What stands on it, apart from how it is laid out.
    pub(super) make: fn(&Source<'_>, &Of) -> Result<Data, PrintError>,
    /// Whether it goes out to be written by hand, and comes back as the original.
    pub(super) by_hand: fn(&Document, &Of) -> bool,
    /// How its blank form is made.
    pub(super) blank: Blank,
}

/// How the blank form of a paper is made: the same layout, with rules to write on by hand.
#[derive(Clone, Copy)]
pub(super) enum Blank {
    /// There is none: it bears a number, or is words that only the records give.
    None,
    /// As the paper of a workbook in which nothing but the mine and the season is known.
    Empty,
    /// In a way of its own.
    Made(fn(&Source<'_>) -> Form),
}

impl Paper {
    /// What there is of it.
    pub fn offers(&self, doc: &Document, scope: &Scope) -> Vec<Offer> {
        (self.offers)(doc, scope)
    }

    /// Its blank form, if there is one.
    pub fn blank_form(&'static self) -> Option<Offer> {
        let has_one = !matches!(self.blank, Blank::None);
        let request = Request { paper: self, of: Of::Blank };
        let words = format!("{}（空白，手写用）", self.title);
        has_one.then(|| Offer::new(words, "", request).in_set_if(false))
    }

    /// What stands on it.
    pub(super) fn data(&self, source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
        match (of, self.blank) {
            (Of::Blank, Blank::None) => Err(PrintError::Nothing),
            (Of::Blank, Blank::Made(form)) => Ok(Data::Form(Box::new(form(source)))),
            (Of::Blank, Blank::Empty) => {
                let Source { doc, mine, stamp } = source;
                let mut bare = Document::default();
                (bare.mine, bare.season) = (doc.mine.clone(), doc.season.clone());
                (self.make)(&Source { doc: &bare, mine: mine.clone(), stamp }, &Of::Whole)
            }
            _ => (self.make)(source, of),
        }
    }

    /// What its file's name says of one of it.
    pub(super) fn named(&self, doc: &Document, of: &Of) -> Named {
        match of {
            Of::Blank => Named::of("空白"),
            of => (self.name)(doc, of),
        }
    }

    /// All of it.
    pub(super) fn whole(&'static self) -> Request {
        Request { paper: self, of: Of::Whole }
    }

    /// Whether it is a letter, set in 仿宋 where the PC has one. Source: `sources.md` GB/T 9704.
    pub(super) fn is_letter(&self) -> bool {
        matches!(
            self.key,
            "plan" | "summary" | "brief" | "pledges" | "founding" | "scheme" | "flag"
        )
    }

    /// That of a day.
    pub(super) fn on_day(&'static self, day: NaiveDate) -> Request {
        Request { paper: self, of: Of::Day(day) }
    }

    /// That of a record.
    pub(super) fn of(&'static self, record: RecordId) -> Request {
        Request { paper: self, of: Of::Records(vec![record]) }
    }
}

impl fmt::Debug for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title)
    }
}

/// A shelf of 材料, in the order in which a season needs them. Source: `sources.md` 单据版式.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// 巡查单、检查单.
    Patrol,
    /// 队伍.
    Team,
    /// 预案.
    Plan,
    /// 排班.
    Rota,
    /// 隐患.
    Hazards,
    /// 值守.
    Watch,
    /// 宣传服务.
    Outreach,
    /// 报表.
    Reports,
}

impl Shelf {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Patrol,
        Self::Team,
        Self::Plan,
        Self::Rota,
        Self::Hazards,
        Self::Watch,
        Self::Outreach,
        Self::Reports,
    ];

    /// What stands above it, and what to say while nothing is on it.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Patrol => ("巡查单、检查单", "当天还没有出单"),
            Self::Team => ("队伍", "还没有队员"),
            Self::Plan => ("预案", "还没有选用处置卡"),
            Self::Rota => ("排班", "还没有排班"),
            Self::Hazards => ("隐患", "还没有隐患"),
            Self::Watch => ("值守", "还没有值守记录"),
            Self::Outreach => ("宣传服务", "还没有活动和服务"),
            Self::Reports => ("报表", ""),
        }
    }
}

/// Whether, and how, a paper is of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Of no day: the team, the plan. No part of what belongs to one day.
    Standing,
    /// A list that grows all season. What belongs to a day stands on it.
    Running,
    /// Of seven days from that day on; of all days where none is said.
    Week,
    /// Of a day; where none is said, of the day at hand.
    Daily {
        /// How many days before the day at hand 材料 lists too; all if none.
        back: Option<u64>,
    },
    /// Of a day; where none is said, all of them.
    Dated {
        /// As above.
        back: Option<u64>,
    },
}

/// Which prints of a paper are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Only those of these days, both included.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Only those that name that site.
    pub site: Option<SiteId>,
    /// With the middle of mobile telephones hidden, where a paper has any in full.
    pub masked: bool,
    /// The day at hand.
    pub today: NaiveDate,
}

impl Scope {
    /// Everything there is.
    pub fn all(today: NaiveDate) -> Self {
        Self { days: None, site: None, masked: false, today }
    }

    /// What 材料 lists of a paper while that day is looked at.
    pub fn listed(span: Span, day: NaiveDate, today: NaiveDate) -> Self {
        let days = match span {
            Span::Daily { back } | Span::Dated { back } => {
                back.map(|back| (day.checked_sub_days(Days::new(back)).unwrap_or(day), day))
            }
            Span::Standing | Span::Running | Span::Week => None,
        };
        Self { days, ..Self::all(today) }
    }

    /// Whether something of that day is looked for.
    pub(super) fn holds(&self, day: Option<NaiveDate>) -> bool {
        self.days.is_none_or(|(from, to)| day.is_some_and(|day| from <= day && day <= to))
    }
}

/// A print that can be had.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What people call it.
    pub words: String,
    /// How much it is, or of when.
    pub remark: String,
    /// The print.
    pub request: Request,
    /// The days it is of, both included.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Whether it belongs to the set of everything; else it is a part or another cut of one that
    /// does.
    pub in_set: bool,
}

impl Offer {
    /// A print of no day.
    pub fn new(words: impl Into<String>, remark: impl Into<String>, request: Request) -> Self {
        Self { words: words.into(), remark: remark.into(), request, days: None, in_set: true }
    }

    /// Of that day.
    pub(super) fn on(self, day: Option<NaiveDate>) -> Self {
        Self { days: day.map(|day| (day, day)), ..self }
    }

    /// Belongs to the set only if so.
    pub(super) fn in_set_if(self, in_set: bool) -> Self {
        Self { in_set, ..self }
    }
}

/// One offer if there is anything of it.
pub(super) fn if_any(count: usize, unit: &str, words: &str, request: Request) -> Vec<Offer> {
    if count == 0 { Vec::new() } else { vec![Offer::new(words, format!("{count}{unit}"), request)] }
}

/// A list that grows all season; while nothing is on it, a form for the pen.
pub(super) fn list(count: usize, unit: &str, words: &str, request: Request) -> Vec<Offer> {
    if count == 0 {
        return request.paper.blank_form().into_iter().collect();
    }
    vec![Offer::new(words, format!("{count}{unit}"), request)]
}

/// 值班日志 2月5日 夜班.
pub(super) fn shift_words(title: &str, day: Option<NaiveDate>, shift: Option<DutyShift>) -> String {
    let day = day.map(|day| day.format("%-m月%-d日").to_string()).unwrap_or_default();
    format!("{title} {day} {}", shift.map_or("", DutyShift::word)).trim_end().to_owned()
}

/// Offers in the order of the time they are of.
pub(super) fn by_time(
    mut offers: Vec<(Option<NaiveDate>, Option<DutyShift>, Offer)>,
) -> Vec<Offer> {
    offers.sort_by_key(|(day, shift, _)| (*day, shift.map(|shift| day.map(|day| shift.span(day)))));
    offers.into_iter().map(|(day, _, offer)| offer.on(day)).collect()
}

/// Which of what a paper can be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// Everything, as it stands.
    Whole,
    /// A day.
    Day(NaiveDate),
    /// From a day to a day, both included.
    Days(NaiveDate, NaiveDate),
    /// Records.
    Records(Vec<RecordId>),
    /// What a record has of a day.
    On(RecordId, NaiveDate),
    /// Nothing: its blank form.
    Blank,
    /// Several papers, to be printed in one go.
    Several(Vec<Request>),
}

impl Of {
    /// The records, none if it is of something else.
    pub fn records(&self) -> &[RecordId] {
        match self {
            Self::Records(records) => records,
            Self::On(record, _) => std::slice::from_ref(record),
            Self::Whole | Self::Day(_) | Self::Days(..) | Self::Blank | Self::Several(_) => &[],
        }
    }

    /// The one record it is of.
    pub fn record(&self) -> Option<&RecordId> {
        match self.records() {
            [record] => Some(record),
            _ => None,
        }
    }

    /// The day it is of.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) | Self::On(_, day) => Some(*day),
            Self::Whole | Self::Days(..) | Self::Records(_) | Self::Blank | Self::Several(_) => {
                None
            }
        }
    }
}

/// What is to be printed. Each paper's file says how one of it is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which paper.
    pub paper: &'static Paper,
    /// Of what.
    pub of: Of,
}

impl Request {
    /// Whether it can leave as such a file.
    pub fn can_be(&self, kind: FileKind) -> bool {
        kind.is_of_pages() || self.paper.office.contains(&kind)
    }

    /// Whether any of it is a letter, set in 仿宋 where the PC has one.
    pub fn has_letters(&self) -> bool {
        self.papers().iter().any(|one| one.paper.is_letter())
    }

    /// The papers it comes to, in the order in which they are to lie.
    pub(super) fn papers(&self) -> Vec<&Self> {
        match &self.of {
            Of::Several(papers) => papers.iter().flat_map(Self::papers).collect(),
            _ => vec![self],
        }
    }
}

impl PartialEq for Request {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.paper, other.paper) && self.of == other.of
    }
}

impl Eq for Request {}

/// What a file's name says beside its season and its paper's title.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// Instead of the title.
    pub(super) kind: Option<&'static str>,
    /// 全矿, a number, a shift.
    pub(super) what: String,
    /// The day it is of; else that of the print.
    pub(super) day: Option<NaiveDate>,
}

impl Named {
    /// 全矿, a number, a shift.
    pub(super) fn of(what: impl Into<String>) -> Self {
        Self { what: what.into(), ..Self::default() }
    }

    /// The word of a shift; 全天 where none is chosen.
    pub(super) fn of_shift(day: Option<NaiveDate>, shift: Option<DutyShift>) -> Self {
        Self { day, ..Self::of(shift.unwrap_or(DutyShift::Whole).word()) }
    }

    /// The name of the one person, or how many they are.
    pub(super) fn of_people(doc: &Document, of: &Of) -> Self {
        let people: Vec<PersonId> =
            of.records().iter().filter_map(|record| person(record).ok()).collect();
        Self::of(match people.as_slice() {
            [one] => doc.person_name(*one).to_owned(),
            people => format!("{}人", people.len()),
        })
    }
}

/// The person that a record is.
pub(super) fn person(record: &RecordId) -> Result<PersonId, PrintError> {
    match record {
        RecordId::Person(id) => Ok(*id),
        _ => Err(PrintError::Gone("人员")),
    }
}

/// What data is made of.
pub(super) struct Source<'a> {
    pub(super) doc: &'a Document,
    pub(super) mine: Mine,
    pub(super) stamp: &'a Stamp,
}

impl Source<'_> {
    pub(super) fn today(&self) -> NaiveDate {
        self.stamp.now.date()
    }
}
