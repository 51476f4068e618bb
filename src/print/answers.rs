//! 《责任分工一览表》: who answers for each place, with telephones and days; then who heads the groups
//! and the crews. Source: `sources.md` 责任分工.

use chrono::NaiveDate;

use super::contact;
use super::data::Data;
use super::form::{Block, Form, Page};
use super::head::{season_title, short_day};
use super::kind::FileKind;
use super::paper::{Blank, Named, Offer, Paper, Request, Scope, Shelf, Source, Span, if_any};
use super::table::{Column, Holds, Row, Side, Table};
use super::zones::deputies;
use crate::model::id::PersonId;
use crate::model::people::{Group, Role};
use crate::model::rota::Tie;
use crate::model::steward::Steward;
use crate::model::{Document, RecordId};
use crate::rules::answers::{Answer, answers};
use crate::rules::masking::masked_within;

/// With telephones in full, to be filed.
pub(super) static PAPER: Paper = Paper {
    word: "responsibility",
    key: "responsibility",
    title: "责任分工一览表",
    shelf: Shelf::Team,
    folder: "03名册",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "还没有场所",
    offers: filed,
    name: |_, _| Named::of("全矿"),
    make: |source, _| Ok(Data::Form(Box::new(form(source, false)))),
    by_hand: |_, _| false,
    blank: Blank::None,
};

/// For walls: the middle of mobile telephones is hidden.
pub(super) static WALL: Paper = Paper {
    word: "responsibility",
    key: "responsibility-wall",
    title: "责任分工一览表",
    shelf: Shelf::Team,
    folder: "03名册",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "还没有场所",
    offers: posted,
    name: |_, _| Named::of("张贴版"),
    make: |source, _| Ok(Data::Form(Box::new(form(source, true)))),
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// Who answers for what, with mobile telephones masked or in full.
    pub fn answers(masked: bool) -> Self {
        if masked { WALL.whole() } else { PAPER.whole() }
    }
}

fn filed(doc: &Document, scope: &Scope) -> Vec<Offer> {
    let words = "责任分工一览表（存档）";
    let offers = if_any(doc.sites.len(), "处", words, Request::answers(false));
    offers.into_iter().map(|one| one.in_set_if(!scope.masked)).collect()
}

fn posted(doc: &Document, scope: &Scope) -> Vec<Offer> {
    let words = "责任分工一览表（张贴，手机号隐去中间四位）";
    let offers = if_any(doc.sites.len(), "处", words, Request::answers(true));
    offers.into_iter().map(|one| one.in_set_if(scope.masked)).collect()
}

fn form(source: &Source<'_>, masked: bool) -> Form {
    let (doc, mine, today) = (source.doc, &source.mine, source.today());
    let year = doc.current_season().year;
    let all = answers(doc, today);
    let remark = if masked {
        "张贴用，手机号隐去中间四位"
    } else {
        "含个人电话，限值守工作使用，不张贴、不外传"
    };
    let until = today.format("截至%Y年%-m月%-d日").to_string();
    let mut blocks = vec![Block::Table(Table {
        columns: columns(),
        rows: rows(doc, &all, (masked, year)),
        row_mm: 6.2,
        dense: true,
        empty: "还没有场所".to_owned(),
        ..Table::default()
    })];
    let heads = heads(doc, masked);
    if !heads.is_empty() {
        blocks.push(Block::Table(Table {
            title: "小组、班组负责人".to_owned(),
            columns: vec![
                Column { side: Side::Left, ..Column::narrow("小组、班组", 60.0) },
                Column::narrow("组长", 40.0),
                Column::narrow("电话", 60.0),
                Column::narrow("人数", 16.0).of(Holds::Count),
                Column::wide("成员", 1),
            ],
            rows: heads,
            row_mm: 6.2,
            dense: true,
            ..Table::default()
        }));
    }
    blocks.push(Block::signed(&["编制", "审核", "批准"]));
    let notes = [
        "网格长即责任区责任人；安全专家懂专业、供咨询，安全管家每天看一遍、提醒、报告；都不代替管理单位的职责。",
        "没有写日期的，整个值守期都是。",
    ];
    Form {
        page: Page::A4Wide,
        unit: mine.heading().to_owned(),
        title: season_title(year, "春节责任分工一览表"),
        subtitle: format!("（{until}　{remark}）"),
        blocks,
        notes: notes.map(str::to_owned).into_iter().chain(deputies(doc, today)).collect(),
        ..Form::default()
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::narrow("序号", 9.0).of(Holds::Count),
        Column { side: Side::Left, ..Column::narrow("场所", 34.0) },
        Column::narrow("责任区", 34.0),
        Column::narrow("网格长", 30.0),
        Column::narrow("B角", 30.0),
        Column::wide("安全专家", 1),
        Column::wide("安全管家", 1),
        Column::narrow("管理单位", 24.0),
        Column::narrow("单位负责人", 30.0),
    ]
}

fn rows(doc: &Document, all: &[Answer<'_>], (masked, year): (bool, i32)) -> Vec<Row> {
    let wall =
        |words: &str| if masked { masked_within(words.trim()) } else { words.trim().to_owned() };
    let person = |id: Option<PersonId>| reached(doc, id, masked);
    let row = |(place, one): (usize, &Answer<'_>)| {
        let head = match one.deputy {
            Some((deputy, to)) => {
                let to = to.map(|to| format!("至{}", short_day(to, year))).unwrap_or_default();
                format!("{}\n（{to}由{}代）", person(one.head), wall(doc.person_name(deputy)))
            }
            None => person(one.head),
        };
        let some = |stewards: &[&Steward]| {
            let told = stewards.iter().map(|one| steward_words(doc, one, (masked, year)));
            told.collect::<Vec<_>>().join("\n")
        };
        let cells = vec![
            place.to_string(),
            wall(&one.record.name),
            wall(doc.zone_name(one.record.zone)),
            head,
            person(one.backup),
            some(&one.experts),
            some(&one.keepers),
            wall(doc.unit_name(one.record.unit)),
            person(one.unit_head),
        ];
        Row::Of(RecordId::Site(one.site), cells)
    };
    (1..).zip(all).map(row).collect()
}

/// Name and telephones, one under the other.
fn reached(doc: &Document, id: Option<PersonId>, masked: bool) -> String {
    let Some(person) = id.and_then(|id| doc.persons.find(&id)) else { return "未定".to_owned() };
    let name = person.name.trim();
    let name = if masked { masked_within(name) } else { name.to_owned() };
    format!("{name}\n{}", contact::mobile(person, masked)).trim_end().to_owned()
}

/// 侯望川（电气）19900000021　2月1日至2月10日.
fn steward_words(doc: &Document, one: &Steward, (masked, year): (bool, i32)) -> String {
    let mut words = reached(doc, one.person, masked).replace('\n', " ");
    if !one.trade.trim().is_empty() {
        words = format!("{}：{words}", one.trade.trim());
    }
    let short = |day: NaiveDate| short_day(day, year);
    let days = match (one.from, one.to) {
        (Some(from), Some(to)) => format!("{}至{}", short(from), short(to)),
        (Some(from), None) => format!("{}起", short(from)),
        (None, Some(to)) => format!("至{}", short(to)),
        (None, None) => String::new(),
    };
    let words = format!("{words} {days}");
    let words = words.trim_end();
    if masked { masked_within(words) } else { words.to_owned() }
}

/// The groups with whoever heads them, then the crews.
fn heads(doc: &Document, masked: bool) -> Vec<Row> {
    let wall = |words: String| if masked { masked_within(&words) } else { words };
    let line = |name: String, heads: &[PersonId], people: &[PersonId]| {
        let told = |id: &PersonId| reached(doc, Some(*id), masked);
        let pairs: Vec<String> = heads.iter().map(told).collect();
        let part = |which: usize| {
            let parts = pairs.iter().map(|pair| pair.split('\n').nth(which).unwrap_or_default());
            parts.collect::<Vec<_>>().join("\n")
        };
        let names = if heads.is_empty() { "未定".to_owned() } else { part(0) };
        let count = people.len().to_string();
        Row::Cells(vec![wall(name), names, part(1), count, wall(doc.person_names(people))])
    };
    let mut rows = Vec::new();
    for group in Group::ALL {
        let of_group = doc.persons.iter().filter_map(|(id, person)| {
            let member = person.membership.as_ref().filter(|one| one.group == *group)?;
            Some((*id, member.role))
        });
        let of_group: Vec<(PersonId, Role)> = of_group.collect();
        let heads = of_group.iter().filter(|(_, role)| *role == Role::Head).map(|(id, _)| *id);
        let people: Vec<PersonId> = of_group.iter().map(|(id, _)| *id).collect();
        if !people.is_empty() {
            rows.push(line(group.word().to_owned(), &heads.collect::<Vec<_>>(), &people));
        }
    }
    let crews = doc.pairings.iter().filter(|(_, one)| one.tie == Some(Tie::Crew));
    rows.extend(crews.map(|(_, crew)| {
        let heads: Vec<PersonId> = crew.head.into_iter().collect();
        line(crew.name.trim().to_owned(), &heads, &crew.people)
    }));
    rows
}
