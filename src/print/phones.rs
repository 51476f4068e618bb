//! 《应急电话表》: the same all over the country, and the mine's own. Source: `sources.md` 电话表.

use super::Stamp;
use super::contact::{self, TO_FILL};
use super::data::Data;
use super::fold::{Fold, Line, List, Said};
use super::form::{Block, Form, Text};
use super::head::{as_of, season_title};
use super::kind::FileKind;
use super::paper::{Blank, Named, Paper, Request, Shelf, Source, Span, if_any};
use super::table::{Column, Halves, Row, Table};
use super::transfer::lines;
use crate::model::Document;
use crate::model::mine::{Mine, Term};
use crate::model::plan::Phone;
use crate::rules::telephones;

pub(super) static PAPER: Paper = Paper {
    word: "phones",
    key: "phones",
    title: "应急电话表",
    shelf: Shelf::Plan,
    folder: "02预案",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "电话表还没有一个号码",
    offers: |doc, _| if_any(doc.phones.len(), "个", "电话表", Request::phones()),
    name: |_, _| Named::of("全矿"),
    make: |source, _| Ok(Data::Form(Box::new(form(source.doc, &source.mine, source.stamp)))),
    by_hand: |_, _| false,
    blank: Blank::Made(blank),
};

/// The same table to be carried: an A4 that is folded into a pocket.
pub(super) static FOLD: Paper = Paper {
    key: "phones-fold",
    office: &[],
    offers: |doc, _| {
        let words = "电话折页，A4裁边后折成口袋大小";
        if_any(doc.phones.len(), "个", words, Request::phones_to_fold())
    },
    name: |_, _| Named::of("口袋折页"),
    blank: Blank::None,
    make: |source, _| Ok(Data::Fold(Box::new(fold(source.doc, &source.mine, source.stamp)))),
    ..PAPER
};

impl Request {
    /// The telephone table.
    pub fn phones() -> Self {
        PAPER.whole()
    }

    /// The telephone table to be folded into a pocket.
    pub fn phones_to_fold() -> Self {
        FOLD.whole()
    }
}

/// The telephone table as a sheet to be folded: what the one for the wall says, line by line.
fn fold(doc: &Document, mine: &Mine, stamp: &Stamp) -> Fold {
    let (national, local): (Vec<&Phone>, Vec<&Phone>) =
        contact::lines(doc).into_iter().partition(|line| line.national);
    let said = |label: &str, words: String| Said { label: label.to_owned(), words };
    let meeting = match mine.meeting_point.trim() {
        "" => TO_FILL.to_owned(),
        meeting => meeting.to_owned(),
    };
    // Whom to call first stands on the front, and so not again in its list.
    let is_further = |line: &&&Phone| !contact::is_first(mine, &line.name, &line.number);
    let first = contact::first_of_all(doc, mine).map(|(name, number)| {
        let is_it = |line: &&Phone| {
            let is_same = line.number.trim() == number && !number.is_empty();
            contact::is_first(mine, &line.name, &line.number)
                && (is_same
                    || telephones::is_dispatch(mine, &line.name)
                        && name == mine.term(Term::Dispatch))
        };
        let known = contact::lines(doc).into_iter().find(is_it);
        let told =
            known.map_or((name, String::new()), |line| (words(&line.name), words(&line.note)));
        Line { name: told.0, note: told.1, number }
    });
    let everywhere = |line: &&Phone| Line {
        name: words(&line.name),
        note: words(&line.note),
        number: words(&line.number),
    };
    let own = |line: &&Phone| Line {
        name: words(&line.name),
        note: String::new(),
        number: telephones::number_of(mine, line).trim().to_owned(),
    };
    Fold {
        unit: mine.heading().trim().to_owned(),
        title: "春节应急电话".to_owned(),
        subtitle: as_of(stamp),
        first: first.to_vec(),
        words: vec![
            said("怎样报警", how_to_call(mine)),
            said("接车地点", meeting),
            said("报警时说", what_to_say(mine)),
        ],
        lists: vec![
            List {
                title: "全国通用".to_owned(),
                empty: "还没有载入全国通用电话".to_owned(),
                lines: national.iter().filter(is_further).map(everywhere).collect(),
            },
            List {
                title: "本矿和属地".to_owned(),
                empty: "还没有载入本矿电话".to_owned(),
                lines: local.iter().filter(is_further).map(own).collect(),
            },
        ],
    }
}

/// The telephone table as a form for the wall.
pub(super) fn form(doc: &Document, mine: &Mine, stamp: &Stamp) -> Form {
    let lines = contact::lines(doc);
    let (national, local): (Vec<&Phone>, Vec<&Phone>) =
        lines.into_iter().partition(|line| line.national);
    let meeting = mine.meeting_point.trim();
    Form {
        unit: mine.heading().to_owned(),
        title: season_title(doc.current_season().year, "春节应急电话表"),
        subtitle: format!("（{}）", as_of(stamp)),
        blocks: vec![
            Block::Text(beside("怎样报警", &how_to_call(mine), 0)),
            Block::Text(beside("报警时说", &what_to_say(mine), 0)),
            Block::Text(beside("接车地点", meeting, u8::from(meeting.is_empty()))),
            Block::Table(everywhere(&national)),
            Block::Table(ours(mine, &local)),
        ],
        large: true,
        ..Form::default()
    }
}

/// A table for the pen: what everybody rings, and rows for the mine's own.
fn blank(source: &Source<'_>) -> Form {
    let Source { doc, mine, stamp } = source;
    let mut bare = Document::default();
    (bare.mine, bare.season) = (doc.mine.clone(), doc.season.clone());
    let mut form = form(&bare, mine, stamp);
    form.subtitle = String::new();
    form.large = false;
    form.blocks.truncate(3);
    let rows =
        contact::EVERYWHERE.map(|(name, number)| Row::Cells(vec![name.into(), number.into()]));
    form.blocks.push(Block::Table(Table {
        title: "先打这些，再打本矿和属地的".to_owned(),
        columns: vec![Column::wide("单位或岗位", 1), Column::telephones(70.0)],
        rows: rows.to_vec(),
        fill: true,
        ..Table::default()
    }));
    form.blocks.push(Block::signed(&["填写", "核对"]));
    form
}

fn beside(label: &str, words: &str, lines: u8) -> Text {
    Text { label: label.to_owned(), words: words.to_owned(), lines, beside: true }
}

/// How the fire brigade is reached, from an internal telephone too. Source: `sources.md` 电话表.
pub(super) fn how_to_call(mine: &Mine) -> String {
    let dispatch = mine.term(Term::Dispatch);
    let number = match mine.dispatch_phone.trim() {
        "" => TO_FILL,
        number => number,
    };
    let outside = match mine.outside_prefix.trim() {
        "" => "内线电话拨119：先拨________（待填；可以直拨的写“直拨”）。".to_owned(),
        prefix => format!("内线电话拨119：先拨{prefix}，再拨119；手机直接拨119。"),
    };
    format!("发现火情先报119，再报{dispatch}{number}。{outside}")
}

/// What whoever answers needs to hear. Source: `sources.md` 电话表.
pub(super) fn what_to_say(mine: &Mine) -> String {
    let (place, unit) = (mine.place.trim(), mine.name.trim());
    let meeting = match mine.meeting_point.trim() {
        "" => "接车地点",
        meeting => meeting,
    };
    format!(
        "我是{place}{unit}，____楼____层着火（____受伤），燃烧的是____，有（无）人员被困，\
         附近有（无）瓦斯抽采泵站、油库、高压线等危险源；报警人____，电话____，我们派人在{meeting}等候。"
    )
}

/// Numbers nobody fills in or tries, and what they are for.
fn everywhere(lines: &[&Phone]) -> Table {
    let told = |line: &Phone| lines_of(&[words(&line.name), words(&line.note)]);
    Table {
        title: "全国通用".to_owned(),
        columns: twice("用途", 20.0),
        rows: pairs(lines, |line| [told(line), words(&line.number)]),
        row_mm: 7.6,
        dense: true,
        halves: Halves::Down,
        empty: "还没有载入全国通用电话".to_owned(),
        ..Table::default()
    }
}

/// Signs an internal number has at most; a blank for the pen takes more room.
const SHORT: usize = 8;

/// The mine's own numbers.
fn ours(mine: &Mine, lines: &[&Phone]) -> Table {
    let number = |line: &Phone| contact::or_blank(&telephones::number_of(mine, line));
    // Where all are internal ones the names get the room.
    let is_short = lines.iter().all(|line| number(line).chars().count() <= SHORT);
    Table {
        title: "本矿和属地".to_owned(),
        columns: twice("单位或岗位", if is_short { 34.0 } else { 46.0 }),
        rows: pairs(lines, |line| [words(&line.name), number(line)]),
        row_mm: 7.6,
        halves: Halves::Down,
        empty: "还没有载入本矿电话".to_owned(),
        ..Table::default()
    }
}

/// Names with their numbers, two side by side.
fn twice(title: &str, mm: f64) -> Vec<Column> {
    let name = Column { noted: true, ..Column::wide(title, 1) };
    let half = [name, Column::telephones(mm)];
    [half.clone(), half].concat()
}

/// Down the left half, then down the right one.
fn pairs(lines: &[&Phone], cells: impl Fn(&Phone) -> [String; 2]) -> Vec<Row> {
    let (left, right) = lines.split_at(lines.len().div_ceil(2));
    let right = right.iter().map(Some).chain(std::iter::repeat(None));
    let row = |(left, right): (&&Phone, Option<&&Phone>)| {
        let beside = right.map_or_else(Default::default, |line| cells(line));
        Row::Cells([cells(left), beside].concat())
    };
    left.iter().zip(right).map(row).collect()
}

fn words(words: &str) -> String {
    words.trim().to_owned()
}

fn lines_of(parts: &[String]) -> String {
    lines(&parts.iter().map(String::as_str).collect::<Vec<_>>())
}
