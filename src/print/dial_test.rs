//! 《通讯录拨测表》: every line that may be tried, with when it was last tried and by whom, and room for this
//! time. Source: `sources.md` 电话表.

use std::collections::BTreeSet;

use super::contact;
use super::data::Data;
use super::form::{Block, Form, Text};
use super::head::{as_of, season_title, short_day};
use super::kind::FileKind;
use super::paper::{Blank, Named, Paper, Request, Shelf, Source, Span, if_any};
use super::phones::how_to_call;
use super::table::{Column, Holds, Row, Table};
use crate::model::mine::Mine;
use crate::model::{Document, RecordId};
use crate::rules::telephones;

pub(super) static PAPER: Paper = Paper {
    word: "dialtest",
    key: "dialtest",
    title: "通讯录拨测表",
    shelf: Shelf::Plan,
    folder: "02预案",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "电话表还没有一个号码",
    offers: |doc, _| {
        if_any(lines(doc, &doc.profile()).len(), "个号码", "通讯录拨测表", Request::dial_test())
    },
    name: |_, _| Named::of("全矿"),
    make: |source, _| Ok(Data::Form(Box::new(form(source)))),
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// The list to try the lines by.
    pub fn dial_test() -> Self {
        PAPER.whole()
    }
}

/// A line to be tried.
struct Line {
    record: RecordId,
    name: String,
    number: String,
    /// When it was tried, and by whom.
    tried: String,
}

fn form(source: &Source<'_>) -> Form {
    let (doc, mine) = (source.doc, &source.mine);
    let lines = lines(doc, mine);
    let (count, empty) = (lines.len(), lines.iter().filter(|line| line.number.is_empty()).count());
    let told = match empty {
        0 => format!("共{count}个号码"),
        empty => format!("共{count}个号码，其中{empty}个还没有填"),
    };
    let meeting = mine.meeting_point.trim();
    let beside = |label: &str, words: &str, lines: u8| {
        let (label, words) = (label.to_owned(), words.to_owned());
        Block::Text(Text { label, words, lines, beside: true })
    };
    Form {
        unit: mine.heading().to_owned(),
        title: season_title(doc.current_season().year, "春节通讯录拨测表"),
        subtitle: format!("（{told}　{}）", as_of(source.stamp)),
        blocks: vec![
            beside("怎样报警", &how_to_call(mine), 0),
            beside("接车地点", meeting, u8::from(meeting.is_empty())),
            Block::Table(Table {
                columns: columns(),
                rows: lines.into_iter().enumerate().map(row).collect(),
                row_mm: 8.0,
                dense: true,
                empty: "还没有载入本矿电话".to_owned(),
                ..Table::default()
            }),
            beside("没有打通的", "", 2),
            Block::signed(&["拨测人", "复核"]),
        ],
        notes: vec![
            "逐个拨打，问清单位和值守人；通的写“通”，不通、无人接的写明情况，查实改正后再拨一次。"
                .to_owned(),
            "119、110、120等报警电话不作拨测；内线拨外线的办法用拨打手机的方式核对。".to_owned(),
            "最近拨测为已登记的日期和拨测人；右边三栏供本次拨测时手写，收回后在电话表里登记。"
                .to_owned(),
        ],
        ..Form::default()
    }
}

/// The mine's own lines of the telephone table, then the telephones of posts that are not among them.
fn lines(doc: &Document, mine: &Mine) -> Vec<Line> {
    let year = doc.current_season().year;
    let mut phones: Vec<_> = doc.phones.iter().filter(|(_, phone)| !phone.national).collect();
    phones.sort_by_key(|(id, phone)| (phone.order, **id));
    let mut lines: Vec<Line> = phones
        .into_iter()
        .map(|(id, phone)| {
            let tried = phone.dialled.map(|day| {
                let by = phone.dialled_by.map(|by| doc.person_name(by)).unwrap_or_default();
                format!("{} {}", short_day(day, year), by.trim()).trim_end().to_owned()
            });
            Line {
                record: RecordId::Phone(*id),
                name: phone.name.trim().to_owned(),
                number: telephones::number_of(mine, phone),
                tried: tried.unwrap_or_default(),
            }
        })
        .collect();
    let mut known: BTreeSet<String> = lines.iter().map(|line| line.number.clone()).collect();
    let mut posts: Vec<_> = doc.posts.iter().collect();
    posts.sort_by_key(|(id, post)| (post.order, **id));
    for (id, post) in posts {
        let number = post.phone.trim().to_owned();
        if !number.is_empty() && known.insert(number.clone()) {
            let name = format!("岗位：{}", post.name.trim());
            lines.push(Line { record: RecordId::Post(*id), name, number, tried: String::new() });
        }
    }
    lines
}

fn columns() -> Vec<Column> {
    vec![
        Column::narrow("序号", 10.0).of(Holds::Count),
        Column::wide("单位或岗位", 1),
        Column::narrow("电话", 32.0),
        Column::narrow("最近拨测", 25.0),
        Column::narrow("拨测时间", 22.0),
        Column::narrow("拨测人", 20.0),
        Column::narrow("结果", 24.0),
    ]
}

fn row((place, line): (usize, Line)) -> Row {
    let Line { record, name, number, tried } = line;
    let number = contact::or_blank(&number);
    let blank = String::new;
    Row::Of(record, vec![(place + 1).to_string(), name, number, tried, blank(), blank(), blank()])
}
