//! What a plan that is filed goes with: 《应急预案评审纪要》, 《应急资源调查报告》, 《风险评估报告》, as far as
//! the books know it, the rest for the pen. Source: `sources.md` 应急预案的备案材料.

use super::contact;
use super::data::Data;
use super::form::{Block, Fact, Form, Page, Text, Ticks};
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Shelf, Source, Span};
use super::table::{Column, Row, Table};
use crate::action::stock::gives_aid;
use crate::model::id::SupplyId;
use crate::model::mine::Mine;
use crate::model::people::Group;
use crate::model::plan::{Card, CardCode, Phone, PlanKind};
use crate::model::supply::{Supply, SupplyState};
use crate::model::{Document, RecordId};
use crate::rules::outline;
use crate::rules::supplies::{amount_words, in_order, place_words};
use crate::rules::telephones::number_of;

pub(super) static MINUTES: Paper = Paper {
    word: "minutes",
    key: "minutes",
    title: "应急预案评审纪要",
    shelf: Shelf::Plan,
    folder: "02预案",
    office: &[FileKind::Word],
    days: Span::Standing,
    none: "还没有写方案",
    offers: |doc, _| offers(doc, Request::minutes()),
    name,
    make: |source, _| Ok(Data::Form(Box::new(minutes(source)))),
    by_hand: |_, _| true,
    blank: Blank::Empty,
};

pub(super) static RESOURCES: Paper = Paper {
    word: "resources",
    key: "resources",
    title: "应急资源调查报告",
    offers: |doc, _| offers(doc, Request::resources()),
    make: |source, _| Ok(Data::Form(Box::new(resources(source)))),
    ..MINUTES
};

pub(super) static RISKS: Paper = Paper {
    word: "risks",
    key: "risks",
    title: "风险评估报告",
    offers: |doc, _| offers(doc, Request::risks()),
    make: |source, _| Ok(Data::Form(Box::new(risks(source)))),
    ..MINUTES
};

impl Request {
    /// What those who reviewed the plan found, to be written by hand.
    pub fn minutes() -> Self {
        MINUTES.whole()
    }

    /// Who and what there is to help.
    pub fn resources() -> Self {
        RESOURCES.whole()
    }

    /// What may happen, and how bad it is.
    pub fn risks() -> Self {
        RISKS.whole()
    }
}

/// Of any plan with cards; of the set only where it is one that is filed.
fn offers(doc: &Document, request: Request) -> Vec<Offer> {
    if doc.cards.is_empty() {
        return Vec::new();
    }
    let is_filed = doc.current_plan().plan_kind() == PlanKind::Plan;
    vec![Offer::new(request.paper.title, "", request).in_set_if(is_filed)]
}

fn name(_doc: &Document, _of: &Of) -> Named {
    Named::of("送审")
}

/// Label and value of the plan, at the top of each.
fn facts(source: &Source<'_>) -> Vec<Fact> {
    let doc = source.doc;
    let title = if doc.cards.is_empty() { String::new() } else { outline::title(doc) };
    let label = outline::newest_version(doc).map(|(_, one)| one.label.trim().to_owned());
    vec![Fact::over(2, "预案名称", title), Fact::new("版本", label.unwrap_or_default())]
}

/// Room for the pen under a label.
fn lines(label: &str, lines: u8) -> Block {
    Block::Text(Text { label: label.to_owned(), words: String::new(), lines, beside: false })
}

fn minutes(source: &Source<'_>) -> Form {
    let mut facts = facts(source);
    facts.extend(["评审日期", "地点", "主持人"].map(|label| Fact::new(label, "")));
    let table = |title: &str, columns: Vec<Column>, blank| {
        Block::Table(Table {
            title: title.to_owned(),
            columns,
            blank,
            row_mm: 8.0,
            ..Table::default()
        })
    };
    Form {
        unit: source.mine.heading().to_owned(),
        title: "应急预案评审纪要".to_owned(),
        facts,
        across: 3,
        blocks: vec![
            table(
                "评审人员",
                vec![
                    Column::narrow("姓名", 24.0),
                    Column::wide("单位、职务或职称", 3),
                    Column::wide("专业", 2),
                    Column::narrow("签名", 32.0),
                ],
                6,
            ),
            lines("评审意见（要素是否完整、分级和处置措施是否可行、与上级预案是否衔接）", 5),
            Block::Ticks(Ticks {
                label: "评审结论".to_owned(),
                items: ["通过", "修改后通过", "修改后重新评审"].map(str::to_owned).to_vec(),
                across: 3,
            }),
            table(
                "意见落实",
                vec![
                    Column::narrow("序号", 11.0),
                    Column::wide("要修改的内容", 3),
                    Column::wide("怎样修改", 3),
                    Column::narrow("落实人", 22.0),
                    Column::narrow("日期", 20.0),
                ],
                4,
            ),
            Block::signed(&["评审组长", "编制负责人"]),
        ],
        notes: vec![
            "评审人员包括安全生产和应急管理方面的专家；与本单位有利害关系的回避。".to_owned(),
        ],
        ..Form::default()
    }
}

/// The groups of the team that have members.
fn groups(doc: &Document) -> Vec<Row> {
    let of_group = |group: Group| {
        let members = doc.persons.iter().filter_map(|(_, one)| one.membership.as_ref());
        members.filter(|member| member.group == group).count()
    };
    let groups = Group::ALL.iter().copied().map(|group| (group, of_group(group)));
    let row = |(group, count): (Group, usize)| {
        Row::Cells(vec![group.word().to_owned(), format!("{count}人"), String::new()])
    };
    groups.filter(|(_, count)| 0 < *count).map(row).collect()
}

/// What there is by the register of the team.
fn things(doc: &Document) -> Vec<Row> {
    let row = |(id, one): (SupplyId, &Supply)| {
        let cards: Vec<String> = one.cards.iter().map(ToString::to_string).collect();
        let words = format!("{}　{}", one.name.trim(), place_words(doc, one));
        let state = one.state.map_or("", SupplyState::word).to_owned();
        let cells = vec![cards.join("、"), words.trim_end().to_owned(), amount_words(one), state];
        Row::Of(RecordId::Supply(id), cells)
    };
    in_order(doc).into_iter().map(row).collect()
}

/// What the cards say is needed, for whoever holds it against what there is.
fn kit(doc: &Document) -> Vec<Row> {
    let cards = doc.cards.iter().filter(|(_, card)| !card.kit.trim().is_empty());
    let row = |(code, card): (&CardCode, &Card)| {
        let cells = vec![code.to_string(), card.kit.trim().to_owned(), String::new()];
        Row::Of(RecordId::Card(code.clone()), cells)
    };
    cards.map(row).collect()
}

/// Who outside the mine comes to help, by the telephone table.
fn outside(doc: &Document, mine: &Mine) -> Vec<Row> {
    let row = |one: &Phone| {
        let (name, number) = (one.name.trim().to_owned(), number_of(mine, one));
        Row::Cells(vec![name, number, String::new(), String::new()])
    };
    let lines = contact::lines(doc).into_iter().filter(|one| gives_aid(mine, &one.name));
    let agreed = "签有协议的矿山救护队".to_owned();
    let agreed = Row::Cells(vec![agreed, String::new(), String::new(), String::new()]);
    lines.map(row).chain([agreed]).collect()
}

fn resources(source: &Source<'_>) -> Form {
    let doc = source.doc;
    let (team, outside) = (groups(doc), outside(doc, &source.mine));
    let table = |columns: Vec<Column>, rows: Vec<Row>, blank| {
        Block::Table(Table {
            columns,
            blank: if rows.is_empty() { blank } else { 2 },
            rows,
            ..Table::default()
        })
    };
    Form {
        unit: source.mine.heading().to_owned(),
        title: "生产安全事故应急资源调查报告".to_owned(),
        facts: facts(source),
        across: 3,
        blocks: vec![
            Block::Heading("1　单位内部应急资源".to_owned()),
            table(
                vec![
                    Column::wide("小组", 2),
                    Column::narrow("人数", 20.0),
                    Column::wide("能做什么、还缺什么", 3),
                ],
                team,
                6,
            ),
            table(
                vec![
                    Column::narrow("处置卡", 16.0),
                    Column::wide("物资装备和存放地点", 4),
                    Column::narrow("现有数量", 22.0),
                    Column::narrow("完好情况", 22.0),
                ],
                things(doc),
                8,
            ),
            table(
                vec![
                    Column::narrow("处置卡", 16.0),
                    Column::wide("卡上要求的器材", 4),
                    Column::wide("有没有、还缺什么", 2),
                ],
                kit(doc),
                8,
            ),
            lines("专家（姓名、专业、单位、电话）", 2),
            lines("应急场所（集合点、接车地点、安置和救护场所）", 2),
            Block::Heading("2　单位外部应急资源".to_owned()),
            table(
                vec![
                    Column::wide("单位", 3),
                    Column::telephones(34.0),
                    Column::narrow("到矿时间", 22.0),
                    Column::wide("能提供什么", 2),
                ],
                outside,
                8,
            ),
            lines("3　应急资源差距分析（够不够用、多长时间到）", 5),
            lines("4　结论（要补充的资源、措施和期限）", 4),
            Block::signed(&["调查人", "审核"]),
        ],
        ..Form::default()
    }
}

fn risks(source: &Source<'_>) -> Form {
    let doc = source.doc;
    let rows: Vec<Row> = doc
        .cards
        .iter()
        .map(|(code, card)| {
            let cells = vec![
                code.to_string(),
                card.title.trim().to_owned(),
                card.places.trim().to_owned(),
                card.risk.trim().to_owned(),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
            ];
            Row::Of(RecordId::Card(code.clone()), cells)
        })
        .collect();
    Form {
        page: Page::A4Wide,
        unit: source.mine.heading().to_owned(),
        title: "生产安全事故风险评估报告".to_owned(),
        facts: facts(source),
        across: 3,
        blocks: vec![
            Block::Heading("1　危险有害因素辨识".to_owned()),
            Block::Table(Table {
                columns: vec![
                    Column::narrow("处置卡", 16.0),
                    Column::wide("事故类型", 2),
                    Column::wide("可能发生在", 3),
                    Column::wide("危险", 4),
                    Column::narrow("可能性", 18.0),
                    Column::narrow("后果", 18.0),
                    Column::narrow("风险等级", 18.0),
                    Column::wide("现有措施", 2),
                ],
                blank: if rows.is_empty() { 12 } else { 3 },
                rows,
                dense: true,
                ..Table::default()
            }),
            lines("2　事故风险分析（本矿的具体点位、人员、季节）", 5),
            lines("3　事故风险评价（等级和排序）", 4),
            lines("4　结论建议", 4),
            Block::signed(&["评估人", "审核"]),
        ],
        notes: vec!["可能性、后果、风险等级按本矿的风险分级方法填写。".to_owned()],
        ..Form::default()
    }
}
