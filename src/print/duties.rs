//! 《春节值班安排表》 of some days: the columns of the rota, the names in them, how to read it.
//! Source: `sources.md` 值班安排表.

use super::PrintError;
use super::data::Data;
use super::head::season_title;
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span};
use std::collections::BTreeSet;

use chrono::{Datelike as _, Days, NaiveDate};

use super::contact;
use super::roster::span_words;
use super::rota::{CONFIDENTIAL, Day, Post, Reached, Rota, Shift, Wall};
use crate::model::Document;
use crate::model::duty::{DutyId, DutyShift};
use crate::model::id::{PersonId, PostId};
use crate::model::mine::{LittleYear, Mine};
use crate::model::people;
use crate::rules::masking::masked_within;
use crate::rules::{calendar, holidays};

/// On A4.
pub(super) static PAPER: Paper = Paper {
    word: "rota",
    key: "rota",
    title: "值班安排表",
    shelf: Shelf::Rota,
    folder: "04排班",
    office: &[FileKind::Word, FileKind::Excel, FileKind::Text],
    days: Span::Week,
    none: "还没有排班",
    offers: |doc, scope| offers(doc, scope, false),
    name: |_, of| Named::of(days_name(of)),
    make: |source, of| made(source, of, Use::Wall { large: false }),
    by_hand: |_, _| false,
    blank: Blank::None,
};
/// On A3.
pub(super) static LARGE: Paper = Paper {
    word: "rota",
    key: "rota-a3",
    title: "值班安排表",
    shelf: Shelf::Rota,
    folder: "04排班",
    office: &[FileKind::Word, FileKind::Excel, FileKind::Text],
    days: Span::Week,
    none: "还没有排班",
    offers: |doc, scope| offers(doc, scope, true),
    name: |_, of| Named::of(format!("{}-A3", days_name(of))),
    make: |source, of| made(source, of, Use::Wall { large: true }),
    by_hand: |_, _| false,
    blank: Blank::None,
};
/// With everybody's telephone, for whoever asked for it and for the desk.
pub(super) static FULL: Paper = Paper {
    word: "rota-full",
    key: "rota-full",
    title: "值班安排表（含电话）",
    shelf: Shelf::Rota,
    folder: "04排班",
    office: &[FileKind::Word, FileKind::Excel, FileKind::Text],
    days: Span::Week,
    none: "还没有排班；含电话的不能隐去手机号",
    offers: filed,
    name: |_, of| Named::of(days_name(of)),
    make: |source, of| made(source, of, Use::Desk),
    by_hand: |_, _| false,
    blank: Blank::None,
};

/// Where a rota goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// On a wall, on A3 or A4: no mobile telephone stands there.
    Wall {
        /// On A3.
        large: bool,
    },
    /// To whoever it is reported to, and on the desk: telephones in full.
    Desk,
}

impl Use {
    /// Words people wrote, as they may be shown there.
    fn said(self, words: &str) -> String {
        match self {
            Self::Wall { .. } => masked_within(words),
            Self::Desk => words.to_owned(),
        }
    }

    fn is_large(self, days: usize) -> bool {
        match self {
            Self::Wall { large } => large,
            Self::Desk => i64::try_from(days).is_ok_and(|days| A4_DAYS < days),
        }
    }
}

/// As many days fit an A4; more of them ask for an A3. Source: `sources.md` 单据版式.
const A4_DAYS: i64 = 15;

impl Request {
    /// The rota of those days, both included, on A3 or A4.
    pub fn rota(from: NaiveDate, to: NaiveDate, large: bool) -> Self {
        Self { paper: if large { &LARGE } else { &PAPER }, of: Of::Days(from, to) }
    }
}

/// The rota of all days of the season, and of this week; or of a week from a day on.
fn offers(doc: &Document, scope: &Scope, large: bool) -> Vec<Offer> {
    let duties = doc.duties.iter().filter(|(_, duty)| !duty.persons.is_empty());
    let manned: Vec<NaiveDate> = duties.map(|(id, _)| id.day).collect();
    let (Some(first), Some(last)) = (manned.iter().min(), manned.iter().max()) else {
        return Vec::new();
    };
    let offer = |words: &str, (from, to): (NaiveDate, NaiveDate)| {
        if !manned.iter().any(|day| from <= *day && *day <= to) {
            return None;
        }
        let days = (to - from).num_days() + 1;
        let span = format!("{}至{}", from.format("%-m月%-d日"), to.format("%-m月%-d日"));
        let size = if large { "A3" } else { "A4" };
        let words = format!("{words}，{size}");
        let offer = Offer::new(words, span, Request::rota(from, to, large));
        let offer = Offer { days: Some((from, to)), ..offer };
        Some(offer.in_set_if(large == (A4_DAYS < days)))
    };
    if let Some((from, _)) = scope.days {
        let to = from.checked_add_days(Days::new(6)).unwrap_or(from);
        return offer("值班安排表", (from, to)).into_iter().collect();
    }
    // Duties of earlier years may still be on the books.
    let season = doc.current_season();
    let season = (season.first.unwrap_or(*first), season.last.unwrap_or(*last));
    let week = scope.today.week(chrono::Weekday::Mon);
    let week = (week.first_day().max(season.0), week.last_day().min(season.1));
    let this_week = (!large && week.0 <= week.1).then(|| offer("本周值班安排表", week)).flatten();
    let this_week = this_week.map(|offer| offer.in_set_if(false));
    offer("值班安排表", season).into_iter().chain(this_week).collect()
}

/// The same days with telephones, for those who ask for nothing masked.
fn filed(doc: &Document, scope: &Scope) -> Vec<Offer> {
    if scope.masked {
        return Vec::new();
    }
    let spans =
        offers(doc, scope, false).into_iter().filter_map(|offer| offer.days.zip(Some(offer)));
    let full = spans.map(|((from, to), offer)| {
        let request = Request { paper: &FULL, of: Of::Days(from, to) };
        let words = "值班安排表（含电话，报送和值班台用，不张贴）";
        Offer { days: Some((from, to)), ..Offer::new(words, offer.remark, request) }
            .in_set_if(false)
    });
    full.take(1).collect()
}

/// 0205至0211.
fn days_name(of: &Of) -> String {
    match of {
        Of::Days(from, to) => format!("{}至{}", from.format("%m%d"), to.format("%m%d")),
        Of::Whole | Of::Day(_) | Of::Records(_) | Of::On(..) | Of::Blank | Of::Several(_) => {
            String::new()
        }
    }
}

fn made(source: &Source<'_>, of: &Of, goes: Use) -> Result<Data, PrintError> {
    match of {
        Of::Days(from, to) => {
            Ok(Data::Rota(Box::new(rota(source.doc, &source.mine, (*from, *to), goes))))
        }
        Of::Whole | Of::Day(_) | Of::Records(_) | Of::On(..) | Of::Blank | Of::Several(_) => {
            Err(PrintError::Nothing)
        }
    }
}

/// More days than this are no rota of a festival; a slip of the hand prints no book.
const MOST_DAYS: usize = 92;
/// Remarks beyond this are only counted, so that the foot of the table stays one.
const MOST_REMARKS: usize = 12;

/// A post with its shifts.
struct Column<'a> {
    id: PostId,
    post: &'a people::Post,
    shifts: Vec<DutyShift>,
}

/// The rota from a day to a day, both included.
pub(super) fn rota(
    doc: &Document,
    mine: &Mine,
    (from, to): (NaiveDate, NaiveDate),
    goes: Use,
) -> Rota {
    let days: Vec<NaiveDate> =
        from.iter_days().take_while(|day| *day <= to).take(MOST_DAYS).collect();
    let columns = columns(doc, &days);
    let is_empty = columns.is_empty();
    let remark_column =
        (!is_empty).then(|| Post { name: "备注".to_owned(), remarks: true, ..Post::default() });
    Rota {
        page: if goes.is_large(days.len()) { Wall::A3 } else { Wall::A4 },
        unit: mine.heading().to_owned(),
        title: season_title(doc.current_season().year, "春节值班安排表"),
        subtitle: subtitle(from, to),
        posts: columns.iter().map(|column| post(column, goes)).chain(remark_column).collect(),
        days: days
            .iter()
            .filter(|_| !is_empty)
            .map(|day| row(doc, (&columns, *day), goes))
            .collect(),
        notes: notes(doc, (&columns, &days), goes),
        phones: contact::emergency(doc, mine),
        signers: ["编制", "审核", "批准"].map(str::to_owned).to_vec(),
        people: if goes == Use::Desk { people(doc, &columns, &days) } else { Vec::new() },
    }
}

/// 2027年2月5日至2月12日（腊月廿九至正月初七）.
fn subtitle(from: NaiveDate, to: NaiveDate) -> String {
    let (begin, end) = (calendar::lunar_words(from), calendar::lunar_words(to));
    let lunar = if from == to { begin } else { format!("{begin}至{end}") };
    format!("{}（{lunar}）", span_words(Some(from), Some(to)))
}

/// The posts with a column, each with its shifts and those it was manned in all the same.
fn columns<'a>(doc: &'a Document, days: &[NaiveDate]) -> Vec<Column<'a>> {
    let days: BTreeSet<NaiveDate> = days.iter().copied().collect();
    let mut posts: Vec<(PostId, &people::Post)> =
        doc.posts.iter().map(|(id, post)| (*id, post)).collect();
    posts.sort_by_key(|(id, post)| (post.order, *id));
    let column = |(id, post): (PostId, &'a people::Post)| {
        let manned = doc.duties.iter().filter(|(cell, duty)| {
            cell.post == id && days.contains(&cell.day) && !duty.persons.is_empty()
        });
        let shifts: BTreeSet<DutyShift> =
            manned.map(|(cell, _)| cell.shift).chain(post.shifts.iter().copied()).collect();
        let shifts: Vec<DutyShift> = shifts.into_iter().collect();
        (!shifts.is_empty()).then_some(Column { id, post, shifts })
    };
    posts.into_iter().filter_map(column).collect()
}

/// A post manned round the clock is one plain column; the hours of shifts stand in the notes, so
/// that columns need be no wider than a name.
fn post(column: &Column<'_>, goes: Use) -> Post {
    let official = if column.post.official { "*" } else { "" };
    let shift = |shift: &DutyShift| Shift { name: shift.word().to_owned(), hours: String::new() };
    let whole = column.shifts == [DutyShift::Whole];
    Post {
        name: format!("{}{official}", goes.said(column.post.name.trim())),
        phone: line(column.post.phone.trim(), goes),
        remarks: false,
        shifts: if whole { Vec::new() } else { column.shifts.iter().map(shift).collect() },
    }
}

/// A post's telephone on a wall: somebody's mobile is hidden there, a line with its area code is not.
fn line(number: &str, goes: Use) -> String {
    if number.starts_with('0') { number.to_owned() } else { goes.said(number) }
}

fn row(doc: &Document, (columns, day): (&[Column<'_>], NaiveDate), goes: Use) -> Day {
    let of: Vec<Vec<PersonId>> = columns
        .iter()
        .flat_map(|column| column.shifts.iter().map(|shift| (column.id, *shift)))
        .map(|(post, shift)| doc.duties.get(&DutyId { day, post, shift }))
        .map(|duty| duty.map(|duty| duty.persons.clone()).unwrap_or_default())
        .collect();
    let name = |id: &PersonId| goes.said(doc.person_name(*id).trim());
    Day {
        date: day.format("%-m月%-d日").to_string(),
        week: calendar::weekday(day).to_owned(),
        lunar: calendar::lunar_words(day),
        name: holidays::day_name(&doc.current_season(), doc.little_year(), day),
        festival: is_great(day),
        year: day.year(),
        cells: of
            .iter()
            .map(|persons| persons.iter().map(name).collect())
            .chain([brief_remarks(doc, (columns, day), goes)])
            .collect(),
        of,
    }
}

/// New Year's Eve, the first three days and the Lantern Festival: 法定 days and the last night.
pub(super) fn is_great(day: NaiveDate) -> bool {
    let is = |day: NaiveDate, names: &[&str]| {
        // Nowhere is 小年 one of them.
        calendar::festival(day, LittleYear::North).is_some_and(|name| names.contains(&name))
    };
    let after_new_year = (1..=2)
        .filter_map(|days| day.checked_sub_days(Days::new(days)))
        .any(|day| is(day, &["春节"]));
    is(day, &["除夕", "春节", "元宵节"]) || after_new_year
}

/// Who agrees to a swap, and until when one stays: on every paper that tells of it, and so in the plan.
/// Source: `sources.md` 值班安排表.
pub(super) const SWAP_RULE: &str =
    "换班、离岗须经值班矿领导同意，接班人到位后方可离开；接班人未到，原当班人继续值班";

/// How to read the table, and what holds for everybody in it.
fn notes(doc: &Document, (columns, days): (&[Column<'_>], &[NaiveDate]), goes: Use) -> Vec<String> {
    let mut notes = Vec::new();
    let used: BTreeSet<DutyShift> = columns
        .iter()
        .filter(|column| column.shifts != [DutyShift::Whole])
        .flat_map(|column| column.shifts.iter().copied())
        .collect();
    let mut hours: Vec<String> =
        used.iter().map(|shift| format!("{}{}", shift.word(), shift.hours_words())).collect();
    if columns.iter().any(|column| column.shifts == [DutyShift::Whole]) {
        hours.push(format!("未注班次的为全天，{}", DutyShift::Whole.hours_words()));
    }
    if !hours.is_empty() {
        notes.push(format!("值班时间：{}", hours.join("；")));
    }
    notes.push(SWAP_RULE.to_owned());
    notes.push("值守人员手机24小时畅通".to_owned());
    notes.push("按上级通知的时间报零报告，有情况随时报".to_owned());
    if columns.iter().any(|column| column.post.official) {
        notes.push("带*的岗位以矿办正式表为准".to_owned());
    }
    if days.iter().any(|day| is_great(*day)) {
        notes.push("粗线之间为除夕、正月初一至初三和元宵节".to_owned());
    }
    notes.extend(key_note(doc, days).map(|words| goes.said(&words)));
    notes.push(holidays::note(&doc.current_season()));
    notes.extend(remarks(doc, (columns, days), goes));
    if goes == Use::Desk {
        notes.push(CONFIDENTIAL.to_owned());
    }
    let numbered = notes.iter().zip(1..).map(|(words, number): (_, usize)| {
        let words = words.trim_end_matches('。');
        format!("{number}.{words}。")
    });
    numbered.collect()
}

/// The hours of those days in which the team looks closer.
fn key_note(doc: &Document, days: &[NaiveDate]) -> Option<String> {
    let season = doc.current_season();
    let of_day = |day: &NaiveDate| {
        let hours = calendar::key_words(&season, *day);
        let day = day.format("%-m月%-d日").to_string();
        (!hours.is_empty()).then(|| format!("{day}{}", hours.join("、")))
    };
    let all: Vec<String> = days.iter().filter_map(of_day).collect();
    (!all.is_empty()).then(|| format!("重点时段加密巡查：{}", all.join("；")))
}

/// Swaps and stand-ins of a day, as they were written beside a cell: 白班巡查员温禾生替亢宝庆.
fn remarks_of(doc: &Document, columns: &[Column<'_>], day: NaiveDate) -> Vec<String> {
    let mut all = Vec::new();
    for column in columns {
        for shift in &column.shifts {
            let cell = doc.duties.get(&DutyId { day, post: column.id, shift: *shift });
            let note = cell.map(|duty| duty.note.trim()).filter(|note| !note.is_empty());
            let Some(note) = note else { continue };
            let shift = if column.shifts.len() == 1 { "" } else { shift.word() };
            all.push(format!("{shift}{}{note}", column.post.name.trim()));
        }
    }
    all
}

/// Everybody on duty on those days, in the order of their first shifts, with the numbers that reach them.
fn people(doc: &Document, columns: &[Column<'_>], days: &[NaiveDate]) -> Vec<Reached> {
    let cells = days.iter().flat_map(|day| {
        columns.iter().flat_map(move |column| {
            let of = column.shifts.iter();
            of.map(move |shift| DutyId { day: *day, post: column.id, shift: *shift })
        })
    });
    let duties = cells.filter_map(|cell| doc.duties.get(&cell));
    let mut seen: BTreeSet<PersonId> = BTreeSet::new();
    let people = duties.flat_map(|duty| duty.persons.iter().copied());
    let reached = |id: PersonId| {
        let person = doc.persons.find(&id);
        Reached {
            name: doc.person_name(id).trim().to_owned(),
            unit: doc.unit_name(person.and_then(|person| person.unit)).trim().to_owned(),
            phones: person.map(|person| contact::both(person, false, "　")).unwrap_or_default(),
        }
    };
    people.filter(|id| seen.insert(*id)).map(reached).collect()
}

/// Signs of the remarks of a day that its row has room for.
const MOST_SIGNS: usize = 26;

/// What stands in the last column of a day: its remarks, or where they are.
fn brief_remarks(
    doc: &Document,
    (columns, day): (&[Column<'_>], NaiveDate),
    goes: Use,
) -> Vec<String> {
    let words = remarks_of(doc, columns, day).join("；");
    match words.chars().count() {
        0 => Vec::new(),
        signs if signs <= MOST_SIGNS => vec![goes.said(&words)],
        _ => vec!["见说明".to_owned()],
    }
}

/// The remarks that the last column has no room for.
fn remarks(
    doc: &Document,
    (columns, days): (&[Column<'_>], &[NaiveDate]),
    goes: Use,
) -> Option<String> {
    let is_long = |all: &Vec<String>| MOST_SIGNS < all.join("；").chars().count();
    let long = days.iter().map(|day| (*day, remarks_of(doc, columns, *day)));
    let long = long.filter(|(_, all)| is_long(all)).flat_map(|(day, all)| {
        all.into_iter().map(move |words| format!("{}{words}", day.format("%-m月%-d日")))
    });
    let all: Vec<String> = long.collect();
    let shown = all.iter().take(MOST_REMARKS).cloned().collect::<Vec<_>>().join("；");
    let more = match all.len().checked_sub(MOST_REMARKS) {
        Some(more) if 0 < more => format!("；另有{more}条见排班记录"),
        _ => String::new(),
    };
    (!all.is_empty()).then(|| goes.said(&format!("备注：{shown}{more}")))
}
