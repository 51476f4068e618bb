//! 《宣传活动记录》 and 《签到表》 of one activity. Source: `sources.md` 宣传活动.

use super::data::Data;
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span};
use crate::model::RecordId;
use chrono::NaiveDate;

use super::PrintError;
use super::form::{Block, Fact, Form, Ticks};
use super::head::{dated, season_title, time_words};
use super::table::{Column, Halves, Holds, Row, Table};
use crate::model::Document;
use crate::model::id::{ActivityId, PersonId};
use crate::model::mine::Mine;
use crate::model::service::{Activity, ActivityForm, Theme};
use crate::rules::outreach::ActivityFigures;
use crate::rules::roster;

/// The record of an activity.
pub(super) static PAPER: Paper = Paper {
    word: "publicity",
    key: "activity",
    title: "宣传活动记录",
    shelf: Shelf::Outreach,
    folder: "07宣传",
    office: &[FileKind::Word],
    days: Span::Dated { back: None },
    none: "还没有宣传活动",
    offers: |doc, scope| offers(doc, scope, "活动记录", Request::activity),
    name,
    make: |source, of| made(source, of, record),
    by_hand: |_, _| false,
    blank: Blank::Made(|source| record(source.doc, &source.mine, &Activity::default())),
};
/// The sheet people sign.
pub(super) static SIGN_IN: Paper = Paper {
    word: "signin",
    key: "signin",
    title: "签到表",
    shelf: Shelf::Outreach,
    folder: "07宣传",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Dated { back: None },
    none: "还没有宣传活动",
    offers: |doc, scope| offers(doc, scope, "签到表", Request::sign_in),
    name,
    make: |source, of| made(source, of, sign_in),
    by_hand: |_, _| false,
    blank: Blank::Made(|source| sign_in(source.doc, &source.mine, &Activity::default())),
};

impl Request {
    /// An activity's record.
    pub fn activity(id: ActivityId) -> Self {
        PAPER.of(RecordId::Activity(id))
    }

    /// An activity's sign-in sheet, with names.
    pub fn sign_in(id: ActivityId) -> Self {
        SIGN_IN.of(RecordId::Activity(id))
    }
}

fn offers(
    doc: &Document,
    scope: &Scope,
    title: &str,
    request: fn(ActivityId) -> Request,
) -> Vec<Offer> {
    let mut there: Vec<(&ActivityId, &Activity)> =
        doc.activities.iter().filter(|(_, one)| scope.holds(one.day)).collect();
    there.sort_by_key(|(_, one)| (one.day, one.from));
    let offer = |(id, one): (&ActivityId, &Activity)| {
        let day = one.day.map(|day: NaiveDate| day.format("%-m月%-d日").to_string());
        let words = format!("{title} {}", one.title);
        Offer::new(words, day.unwrap_or_default(), request(*id)).on(one.day)
    };
    there.into_iter().map(offer).collect()
}

fn id(of: &Of) -> Result<ActivityId, PrintError> {
    match of.record() {
        Some(RecordId::Activity(id)) => Ok(*id),
        _ => Err(PrintError::Gone("宣传活动")),
    }
}

fn name(doc: &Document, of: &Of) -> Named {
    let activity = id(of).ok().and_then(|id| doc.activities.find(&id));
    let title = activity.map(|one| one.title.trim()).unwrap_or_default();
    Named { day: activity.and_then(|one| one.day), ..Named::of(title) }
}

fn made(
    source: &Source<'_>,
    of: &Of,
    form: fn(&Document, &Mine, &Activity) -> Form,
) -> Result<Data, PrintError> {
    let activity = source.doc.activities.get(&id(of)?).ok_or(PrintError::Gone("宣传活动"))?;
    Ok(Data::Form(Box::new(form(source.doc, &source.mine, activity))))
}

/// Places to sign for people nobody expected.
const BLANK_PLACES: usize = 20;
/// Rows of two places on the only page: as many as there is room for above the signature.
const ONLY_ROWS: usize = 20;
/// On the first page of several, below which nobody signs.
const FIRST_ROWS: usize = 24;
/// On each further one.
const MORE_ROWS: usize = 27;

/// The record of an activity.
pub(super) fn record(doc: &Document, mine: &Mine, activity: &Activity) -> Form {
    let mut facts = vec![
        Fact::over(3, "活动名称", activity.title.as_str()),
        Fact::over(2, "日期", dated(doc, activity.day)),
        Fact::new("时间", hours(activity)),
        Fact::over(2, "地点", activity.place.as_str()),
        Fact::new("组织单位", doc.unit_name(activity.organiser)),
        Fact::new("主题", activity.theme.map_or("", Theme::word)),
        Fact::new("形式", activity.form.map_or("", ActivityForm::word)),
        Fact::new("主讲人", person_name(doc, activity.speaker)),
        Fact::over(2, "参加人数", attendance(activity)),
        Fact::new("记录人", person_name(doc, activity.writer)),
    ];
    if 0 < activity.answered {
        let figures = ActivityFigures::count(std::iter::once(activity));
        facts.push(Fact::over(3, "知识答题", figures.rate_words()));
    }
    let attached = ["签到表", "活动照片（全景、近景、签到）", "宣传资料样张", "答题卷"];
    let attached = attached.map(str::to_owned).to_vec();
    let notes = [
        "参加人数以签到表为准；入户、展板等不签到的，据实统计并写明方法。",
        "照片背面注明时间、地点；禁带手机的区域不拍照。",
    ];
    let told = [
        Block::told("内容要点、\n互动与提问", &activity.points, 8),
        Block::told("资料及份数", &activity.materials, 2),
        Block::told("效果、带回的\n问题和线索", &activity.effect, 6),
        Block::Ticks(Ticks { label: "附件".to_owned(), items: attached, across: 2 }),
    ];
    // What is typed leaves half of the page: there the photographs are pasted.
    let is_typed = !activity.points.trim().is_empty();
    let photographs = is_typed.then(|| Block::Table(photographs()));
    let signed = Block::signed(&["记录人签名", "负责人签名"]);
    Form {
        unit: mine.heading().to_owned(),
        title: "春节党员突击队宣传活动记录".to_owned(),
        facts,
        blocks: told.into_iter().chain(photographs).chain([signed]).collect(),
        notes: notes.map(str::to_owned).to_vec(),
        ..Form::default()
    }
}

/// How high a place for a photograph is, in millimetres: two of them side by side are as people print them.
const PHOTOGRAPH: f64 = 48.0;

/// Places to paste photographs, down to the foot of the page.
fn photographs() -> Table {
    let column = |words: &str| Column::wide(words, 1);
    Table {
        columns: vec![column("照片粘贴处（全景）"), column("照片粘贴处（近景、签到）")],
        rows: vec![Row::Cells(vec![String::new(); 2])],
        fill: true,
        row_mm: PHOTOGRAPH,
        ..Table::default()
    }
}

/// How many places to sign there are: one for everybody who is told, expected or was counted, and some more for
/// whoever comes besides. An even number, so that no row is half.
fn places(told: usize, counted: usize) -> usize {
    match counted {
        0 if told == 0 => 2 * ONLY_ROWS,
        counted => counted.max(told + BLANK_PLACES).next_multiple_of(2),
    }
}

/// The rows of a sign-in sheet, page by page, two places each, names of those told first. Numbers
/// run down the left half of a page, then down its right half.
fn sign_in_pages(doc: &Document, told: &[PersonId], counted: usize) -> Vec<Vec<Row>> {
    let cells = |at: usize| {
        let person = told.get(at).and_then(|id| doc.persons.find(id));
        let unit = person.map(|person| doc.unit_name(person.unit)).unwrap_or_default();
        let name = person.map(|person| person.name.as_str()).unwrap_or_default();
        [(at + 1).to_string(), name.to_owned(), unit.to_owned(), String::new()]
    };
    let mut from = 0;
    let page = |rows: usize| {
        let row = |at: usize| Row::Cells([cells(from + at), cells(from + rows + at)].concat());
        let page = (0..rows).map(row).collect();
        from += 2 * rows;
        page
    };
    rows_of_pages(places(told.len(), counted) / 2).into_iter().map(page).collect()
}

/// So many rows dealt to pages, the further ones with about as many each: none has a row alone.
fn rows_of_pages(all: usize) -> Vec<usize> {
    if all <= ONLY_ROWS {
        return vec![all];
    }
    let further = all.saturating_sub(FIRST_ROWS);
    let pages = further.div_ceil(MORE_ROWS);
    let mut left = further;
    let mut rows = vec![all - further];
    for page in (1..=pages).rev() {
        let of_page = left.div_ceil(page);
        rows.push(of_page);
        left -= of_page;
    }
    rows
}

/// How many are to come; a place to write it where nobody said.
fn expected_words(activity: &Activity) -> String {
    match activity.expected {
        0 => "　　　　人".to_owned(),
        expected => format!("{expected}人"),
    }
}

/// How many names are printed.
fn named_words(activity: &Activity) -> String {
    match activity.invited.len() {
        0 => "无".to_owned(),
        named => format!("{named}人"),
    }
}

/// Where people sign, page by page: the names of those told first, in that order, then places for as many as
/// were counted, and some more.
pub(super) fn sign_in_tables(doc: &Document, told: &[PersonId], counted: usize) -> Vec<Block> {
    let half = [
        Column::narrow("序号", 11.0).of(Holds::Count),
        Column::narrow("姓名", 21.0),
        Column::wide("单位", 1),
        Column::narrow("签名", 28.0),
    ];
    let columns = [half.clone(), half].concat();
    let table = |rows| {
        let columns = columns.clone();
        Block::Table(Table { columns, rows, row_mm: 8.0, halves: Halves::Down, ..Table::default() })
    };
    let mut blocks = Vec::new();
    for rows in sign_in_pages(doc, told, counted) {
        blocks.extend((!blocks.is_empty()).then_some(Block::PageBreak));
        blocks.push(table(rows));
    }
    blocks
}

/// The sheet people sign.
pub(super) fn sign_in(doc: &Document, mine: &Mine, activity: &Activity) -> Form {
    let mut invited = activity.invited.clone();
    roster::sort(doc, mine.name_order(), &mut invited, |id| *id);
    let came = usize::try_from(activity.attendance()).unwrap_or(invited.len());
    let counted = usize::from(activity.expected).max(came);
    let mut blocks = sign_in_tables(doc, &invited, counted);
    blocks.push(Block::signed(&["组织人签名"]));
    let notes = [
        "由本人签名，不得代签；没有印出姓名的，在空行内写清姓名、单位并签名。",
        "人数按签名数计。",
    ];
    Form {
        unit: mine.heading().to_owned(),
        title: season_title(doc.current_season().year, "春节宣传活动签到表"),
        facts: vec![
            Fact::over(3, "活动名称", activity.title.as_str()),
            Fact::over(2, "日期", dated(doc, activity.day)),
            Fact::new("时间", hours(activity)),
            Fact::over(2, "地点", activity.place.as_str()),
            Fact::new("主讲人", person_name(doc, activity.speaker)),
            Fact::new("应到", expected_words(activity)),
            Fact::over(2, "已印姓名", named_words(activity)),
        ],
        blocks,
        notes: notes.map(str::to_owned).to_vec(),
        ..Form::default()
    }
}

fn person_name(doc: &Document, person: Option<PersonId>) -> &str {
    person.map(|id| doc.person_name(id)).unwrap_or_default()
}

/// 19:00—20:30, or as much of it as is known.
pub(super) fn hours(activity: &Activity) -> String {
    match (time_words(activity.from), time_words(activity.to)) {
        (from, to) if to.is_empty() => from,
        (from, to) => format!("{from}—{to}"),
    }
}

/// How many came; places to write it where nobody has counted.
fn attendance(activity: &Activity) -> String {
    let Activity { staff, contractors, families, .. } = activity;
    match activity.attendance() {
        0 => "共　　人（职工　　　、外委　　　、家属　　　）".to_owned(),
        all => format!("共{all}人（职工{staff}人、外委{contractors}人、家属{families}人）"),
    }
}
