//! 《应急物资台账》: what the team has at hand, place by place. Source: `sources.md` 应急物资.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::contact;
use super::data::Data;
use super::form::{Block, Fact, Form, Page};
use super::head::{as_of, season_title, short_day};
use super::kind::FileKind;
use super::paper::{Blank, Named, Paper, Request, Shelf, Source, Span, list};
use super::table::{Column, Holds, Row, Side, Table};
use crate::model::id::{SiteId, SupplyId};
use crate::model::supply::{Supply, SupplyState};
use crate::model::{Document, RecordId};
use crate::rules::supplies::{in_order, marks};

pub(super) static PAPER: Paper = Paper {
    word: "supplies",
    key: "supplies",
    title: "应急物资台账",
    shelf: Shelf::Plan,
    folder: "02预案",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "还没有登记应急物资",
    offers: |doc, _| list(doc.supplies.len(), "项", "应急物资台账", Request::supplies()),
    name: |_, _| Named::of("全矿"),
    make: |source, _| Ok(Data::Form(Box::new(form(source)))),
    by_hand: |_, _| false,
    blank: Blank::Empty,
};

impl Request {
    /// Everything at hand.
    pub fn supplies() -> Self {
        PAPER.whole()
    }
}

fn form(source: &Source<'_>) -> Form {
    let Source { doc, mine, stamp } = source;
    let all = in_order(doc);
    let is_blank = all.is_empty();
    Form {
        page: Page::A4Wide,
        unit: mine.heading().to_owned(),
        title: season_title(doc.current_season().year, "春节应急物资台账"),
        subtitle: if is_blank { String::new() } else { format!("（{}）", as_of(stamp)) },
        facts: if is_blank { by_hand() } else { facts(doc, &all, source.today()) },
        across: 3,
        blocks: vec![
            Block::Table(Table {
                columns: columns(),
                rows: rows(doc, &all, source.today()),
                fill: is_blank,
                row_mm: 6.4,
                dense: true,
                year: doc.current_season().year,
                ..Table::default()
            }),
            Block::signed(&["登记", "审核"]),
        ],
        notes: vec![
            "有效期照标签写：灭火器写下次维修或报废的日期，药品、除颤仪电极片、自救呼吸器、绝缘用具、食品写到哪一天有效。"
                .to_owned(),
            "灭火器每月检查一次，锅炉房、地下室、堆场、罐区、加油点每半月一次，检查后在“上次检查”栏填日期；过期、缺少的当天更换补齐。"
                .to_owned(),
            "绝缘用具由电工使用。含个人电话，限值守和应急使用，不张贴、不外传。".to_owned(),
        ],
        ..Form::default()
    }
}

/// A form for the pen is of one place.
fn by_hand() -> Vec<Fact> {
    ["存放地点", "保管人", "登记日期"].map(|label| Fact::new(label, "")).to_vec()
}

fn facts(doc: &Document, all: &[(SupplyId, &Supply)], today: NaiveDate) -> Vec<Fact> {
    let sites: BTreeSet<Option<SiteId>> = all.iter().map(|(_, one)| one.site).collect();
    let marked: Vec<Vec<&str>> = all.iter().map(|(_, one)| marks(doc, one, today)).collect();
    let count = marked.iter().filter(|marks| !marks.is_empty()).count();
    let words: BTreeSet<&str> = marked.iter().flatten().copied().collect();
    let of = |word: &&str| marked.iter().filter(|marks| marks.contains(word)).count();
    let each: Vec<String> = words.iter().map(|word| format!("{word}{}项", of(word))).collect();
    let told = if each.is_empty() { String::new() } else { format!("：{}", each.join("、")) };
    vec![
        Fact::new("登记", format!("{}项", all.len())),
        Fact::new("存放", format!("{}处", sites.len())),
        Fact::new("要处理", format!("{count}项{told}")),
    ]
}

fn columns() -> Vec<Column> {
    let left = |title: &str, mm: f64| Column { side: Side::Left, ..Column::narrow(title, mm) };
    vec![
        Column::narrow("序号", 11.0).of(Holds::Count),
        Column::wide("名称", 3),
        left("编号、型号", 34.0),
        Column::narrow("数量", 14.0).of(Holds::Count),
        Column::narrow("单位", 13.0),
        Column::wide("存放地点", 3),
        left("保管人、电话", 34.0),
        Column::narrow("有效期至", 24.0).of(Holds::Day),
        Column::narrow("上次检查", 20.0).of(Holds::Day),
        Column::narrow("状态", 16.0),
        Column::narrow("处置卡", 18.0),
        Column::wide("备注", 2),
    ]
}

fn rows(doc: &Document, all: &[(SupplyId, &Supply)], today: NaiveDate) -> Vec<Row> {
    let year = doc.current_season().year;
    let (mut rows, mut before) = (Vec::new(), None);
    for ((id, one), count) in all.iter().zip(1..) {
        if before != Some(one.site) {
            before = Some(one.site);
            let of_site = all.iter().filter(|(_, other)| other.site == one.site).count();
            let name = match doc.site_name(one.site).trim() {
                "" => "其他地点",
                name => name,
            };
            rows.push(Row::Group(format!("{name}　{of_site}项")));
        }
        rows.push(Row::Of(RecordId::Supply(*id), cells(doc, one, (count, year, today))));
    }
    rows
}

fn cells(
    doc: &Document,
    one: &Supply,
    (count, year, today): (usize, i32, NaiveDate),
) -> Vec<String> {
    let day = |day: Option<NaiveDate>| day.map(|day| short_day(day, year)).unwrap_or_default();
    let lines = |parts: [String; 2]| {
        parts.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
    };
    let keeper = one.keeper.and_then(|id| doc.persons.find(&id));
    let keeper = keeper
        .map(|one| lines([one.name.trim().to_owned(), contact::both(one, false, " ")]))
        .unwrap_or_default();
    // Fit as it may be, it is not to be relied on while it is overdue.
    let marks = marks(doc, one, today);
    let state = if marks.is_empty() {
        one.state.map_or("", SupplyState::word).to_owned()
    } else {
        marks.join("\n")
    };
    let cards: Vec<String> = one.cards.iter().map(ToString::to_string).collect();
    vec![
        count.to_string(),
        one.name.trim().to_owned(),
        lines([one.code.trim().to_owned(), one.model.trim().to_owned()]),
        if one.amount == 0 { String::new() } else { one.amount.to_string() },
        one.unit.trim().to_owned(),
        one.place.trim().to_owned(),
        keeper,
        day(one.until),
        day(one.checked),
        state,
        cards.join("、"),
        one.note.trim().to_owned(),
    ]
}
