//! 《节日留矿人员登记表》: who stays over the festival, building by building.
//! Source: `sources.md` 留矿人员.

use chrono::NaiveDate;

use super::data::Data;
use super::form::{Block, Fact, Form, Page};
use super::head::{as_of, season_title, short_day};
use super::kind::FileKind;
use super::paper::{Blank, Named, Paper, Request, Shelf, Source, Span, list};
use super::table::{Column, Holds, Row, Side, Table};
use crate::model::resident::{Resident, ResidentKind};
use crate::model::{Document, RecordId};
use crate::rules::residents::{House, houses, kinds, room_words};

pub(super) static PAPER: Paper = Paper {
    word: "residents",
    key: "residents",
    title: "节日留矿人员登记表",
    shelf: Shelf::Team,
    folder: "03名册",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "还没有登记留矿人员",
    offers: |doc, _| list(doc.residents.len(), "人", "节日留矿人员登记表", Request::residents()),
    name: |_, _| Named::of("全矿"),
    make: |source, _| Ok(Data::Form(Box::new(form(source)))),
    by_hand: |_, _| false,
    blank: Blank::Empty,
};

impl Request {
    /// Everybody who stays.
    pub fn residents() -> Self {
        PAPER.whole()
    }
}

fn form(source: &Source<'_>) -> Form {
    let Source { doc, mine, stamp } = source;
    let houses = houses(doc);
    let is_blank = houses.is_empty();
    Form {
        page: Page::A4Wide,
        unit: mine.heading().to_owned(),
        title: season_title(doc.current_season().year, "春节留矿人员登记表"),
        subtitle: if is_blank { String::new() } else { format!("（{}）", as_of(stamp)) },
        facts: if is_blank { by_hand() } else { facts(&houses) },
        across: 3,
        blocks: vec![
            Block::Table(Table {
                columns: columns(),
                rows: rows(doc, &houses),
                fill: is_blank,
                row_mm: 6.4,
                dense: true,
                year: doc.current_season().year,
                ..Table::default()
            }),
            Block::signed(&["登记", "审核"]),
        ],
        notes: vec![
            "只列已经报来名单的住处，不等于全矿留矿人数；没有报来的楼栋另行补登。".to_owned(),
            "按楼栋、房间登记，一人一行；外委人员写所在外委单位，家属写探望的职工。".to_owned(),
            "含个人电话，限值守和应急疏散使用，不张贴、不外传；不登记身份证号。".to_owned(),
            "撤离时要人帮助的在“需协助”栏打√，不写原因。入住、离矿有变化的当天改。".to_owned(),
        ],
        ..Form::default()
    }
}

/// 职工81人、外委4人、家属2人.
pub(super) fn kinds_words(houses: &[House<'_>]) -> String {
    let people = houses.iter().flat_map(|house| &house.people).map(|(_, one)| *one);
    let kinds = kinds(people).map(|(word, count)| format!("{word}{count}人"));
    kinds.collect::<Vec<_>>().join("、")
}

/// A form for the pen is of one building.
fn by_hand() -> Vec<Fact> {
    ["楼栋", "楼长（宿管）", "登记日期"].map(|label| Fact::new(label, "")).to_vec()
}

fn facts(houses: &[House<'_>]) -> Vec<Fact> {
    let people: usize = houses.iter().map(|house| house.people.len()).sum();
    let helped: usize = houses.iter().map(House::helped).sum();
    vec![
        Fact::new("登记人数", format!("{people}人，{}处住处", houses.len())),
        Fact::new("人员类别", kinds_words(houses)),
        Fact::new("需协助", format!("{helped}人")),
    ]
}

fn columns() -> Vec<Column> {
    vec![
        Column::narrow("序号", 11.0).of(Holds::Count),
        Column::narrow("房间", 19.0),
        Column::narrow("姓名", 24.0),
        Column::narrow("类别", 13.0),
        Column { side: Side::Left, ..Column::narrow("单位", 42.0) },
        Column::narrow("联系电话", 32.0),
        Column::narrow("入住", 20.0).of(Holds::Day),
        Column::narrow("离矿", 20.0).of(Holds::Day),
        Column::narrow("需协助", 15.0),
        Column::wide("备注", 1),
    ]
}

fn rows(doc: &Document, houses: &[House<'_>]) -> Vec<Row> {
    let year = doc.current_season().year;
    let (mut rows, mut count) = (Vec::new(), 0_usize);
    for house in houses {
        rows.push(Row::Group(house_words(house)));
        for (id, one) in &house.people {
            count += 1;
            rows.push(Row::Of(RecordId::Resident(*id), cells(doc, one, (count, year))));
        }
    }
    if 0 < count {
        let helped: usize = houses.iter().map(House::helped).sum();
        let mut total = vec![String::new(); 10];
        total.splice(..3, ["合计".to_owned(), String::new(), format!("{count}人")]);
        total.splice(8..9, [format!("{helped}人")]);
        rows.push(Row::Total(total));
    }
    rows
}

/// 3号公寓　87人，44间；需协助2人.
pub(super) fn house_words(house: &House<'_>) -> String {
    let name = if house.name.is_empty() { "没有写楼栋" } else { house.name.trim() };
    let (people, rooms) = (house.people.len(), house.rooms());
    let rooms = if rooms == 0 { String::new() } else { format!("，{rooms}间") };
    match house.helped() {
        0 => format!("{name}　{people}人{rooms}"),
        helped => format!("{name}　{people}人{rooms}；需协助{helped}人"),
    }
}

fn cells(doc: &Document, one: &Resident, (count, year): (usize, i32)) -> Vec<String> {
    let day = |day: Option<NaiveDate>| day.map(|day| short_day(day, year)).unwrap_or_default();
    vec![
        count.to_string(),
        room_words(&one.room),
        one.name.trim().to_owned(),
        one.kind.map_or("", ResidentKind::word).to_owned(),
        doc.unit_name(one.unit).trim().to_owned(),
        one.phone.trim().to_owned(),
        day(one.from),
        day(one.to),
        if one.helped { "√" } else { "" }.to_owned(),
        one.note.trim().to_owned(),
    ]
}
