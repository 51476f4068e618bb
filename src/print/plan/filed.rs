//! What is attached to a contingency plan besides posts, cards and telephones, as GB/T 29639-2020 names it.
//! Source: `sources.md` 方案.

use super::{Reading, parts};
use crate::model::Document;
use crate::model::mine::{Mine, Term};
use crate::model::plan::{Card, CardCode, Chapter, Layout};
use crate::model::supply::Supply;
use crate::print::contact;
use crate::print::head::gas_words;
use crate::print::letter::{Attachment, Element, Heading};
use crate::print::phones::what_to_say;
use crate::print::table::{Column, Row, Table};
use crate::rules::outline;
use crate::rules::supplies::{amount_words, in_order, place_words};

/// The number of the first of them.
const FIRST: usize = 4;
/// Rows for the pen in the list of things.
const ROWS: usize = 14;
/// Rows for the pen in a list of what is enclosed.
const ENCLOSED: usize = 10;

/// What stands in an attachment.
#[derive(Clone, Copy)]
enum Filed {
    /// What the mine is.
    Overview,
    /// What may happen, how likely and how bad it is, and the words of the chapter on it.
    Risks,
    /// Which plans there are, and how they hang together.
    System,
    /// The words of a chapter.
    Words(Chapter),
    /// What there is, for the pen.
    Supplies,
    /// What is said, ready to be filled in.
    Forms,
    /// A list for the pen of what is enclosed.
    Enclosed,
}

fn all(doc: &Document, layout: Layout) -> Vec<(&'static str, Filed)> {
    if layout == Layout::Scheme {
        let has_supplies = !doc.supplies.is_empty();
        return has_supplies.then_some(("应急物资清单", Filed::Supplies)).into_iter().collect();
    }
    let (_, attached) = outline::sections(layout);
    let words = |(title, chapter): &outline::Section| Some((*title, Filed::Words((*chapter)?)));
    // What the standard names stands before what it does not.
    let mut all = vec![
        ("生产经营单位概况", Filed::Overview),
        ("风险评估的结果", Filed::Risks),
        ("预案体系与衔接", Filed::System),
        ("应急物资装备的名录或清单", Filed::Supplies),
        ("格式化文本", Filed::Forms),
        ("关键的路线、标识和图纸", Filed::Enclosed),
        ("有关协议或者备忘录", Filed::Enclosed),
    ];
    // The words of that chapter stand below the table.
    let rest = attached.iter().filter(|(_, chapter)| *chapter != Some(Chapter::Risks));
    all.extend(rest.filter_map(words));
    all.retain(|(_, filed)| !(layout == Layout::Site && matches!(filed, Filed::Risks)));
    all
}

pub(super) fn names(doc: &Document, layout: Layout) -> Vec<String> {
    all(doc, layout).into_iter().map(|(title, _)| title.to_owned()).collect()
}

pub(super) fn add(doc: &Document, mine: &Mine, reading: &Reading<'_>, elements: &mut Vec<Element>) {
    for (number, (title, filed)) in (FIRST..).zip(all(doc, reading.layout)) {
        let place = match filed {
            Filed::Words(chapter) => Some(parts::place(chapter)),
            _ => None,
        };
        let of_filed = match filed {
            Filed::Enclosed => vec![Element::Table(enclosed())],
            Filed::Overview => vec![Element::Table(overview(doc, mine))],
            Filed::Risks => risks(reading),
            Filed::System => system(mine, reading),
            Filed::Words(chapter) => parts::words_of(reading, chapter),
            Filed::Supplies => vec![Element::Table(supplies(doc))],
            Filed::Forms => forms(mine),
        };
        let (mark, title) = (format!("附件{number}"), title.to_owned());
        elements.push(Element::Attachment(Attachment { mark, title, place }));
        if matches!(filed, Filed::Overview | Filed::Supplies) {
            elements.extend(reading.as_of("本附件"));
        }
        elements.extend(of_filed);
    }
}

fn overview(doc: &Document, mine: &Mine) -> Table {
    let count = |count: usize, unit: &str| match count {
        0 => String::new(),
        count => format!("{count}{unit}"),
    };
    let people = |people: u16| match people {
        0 => String::new(),
        people => format!("{people}人"),
    };
    let rows = [
        ("单位名称", mine.heading().trim().to_owned()),
        ("地点", mine.place.trim().to_owned()),
        ("隶属关系", String::new()),
        ("主要产品、生产能力", String::new()),
        ("瓦斯等级", gas_words(mine)),
        ("职工人数", people(mine.employees)),
        ("春节留矿人数", people(mine.staying)),
        ("地面场所", count(doc.sites.len(), "处")),
        ("责任区", count(doc.zones.len(), "个")),
        ("消防车、救护车接车地点", mine.meeting_point.trim().to_owned()),
        ("重点岗位、重点区域", String::new()),
        ("周边重要设施和单位", String::new()),
    ];
    let row = |(label, words): (&str, String)| {
        let words = if words.is_empty() { "________（待填）".to_owned() } else { words };
        Row::Cells(vec![label.to_owned(), words])
    };
    Table {
        columns: vec![Column::narrow("项目", 56.0), Column::wide("内容", 1)],
        rows: rows.into_iter().map(row).collect(),
        row_mm: 9.0,
        dense: true,
        ..Table::default()
    }
}

/// What may happen where, to be graded by hand, and what the chapter says of it.
fn risks(reading: &Reading<'_>) -> Vec<Element> {
    let row = |(_, card): &(&CardCode, &Card)| {
        let told = [&card.title, &card.places].map(|words| words.trim().to_owned());
        Row::Cells(told.into_iter().chain(["", "", ""].map(str::to_owned)).collect())
    };
    let columns = ["可能性", "后果", "风险等级"].map(|title| Column::narrow(title, 18.0));
    let table = Table {
        columns: [Column::wide("事故类型", 2), Column::wide("发生地点", 3)]
            .into_iter()
            .chain(columns)
            .collect(),
        rows: reading.cards.iter().map(row).collect(),
        dense: true,
        empty: "还没有选用处置卡".to_owned(),
        ..Table::default()
    };
    let (words, then) = ("风险特点".to_owned(), String::new());
    let place = Some(parts::place(Chapter::Risks));
    let mut elements = vec![Element::Table(table)];
    elements.push(Element::Heading(Heading { level: 2, words, then, place }));
    elements.extend(parts::words_of(reading, Chapter::Risks));
    elements
}

/// Which plans there are, who deals with what, and who is called to help.
fn system(mine: &Mine, reading: &Reading<'_>) -> Vec<Element> {
    let own = match reading.layout {
        Layout::Scheme => "工作方案",
        Layout::Whole => "综合应急预案、专项应急预案和现场处置方案",
        Layout::General => "综合应急预案",
        Layout::Special => "专项应急预案",
        Layout::Site => "现场处置方案",
    };
    let superior = match reading.plan.superior.trim() {
        "" => String::new(),
        _ if outline::is_general(reading.layout) => String::new(),
        superior => format!("{superior}、"),
    };
    let dispatch = mine.term(Term::Dispatch);
    let parts = [
        (
            "（一）预案体系",
            format!("本矿应急预案体系由综合应急预案、专项应急预案、现场处置方案和应急处置卡组成，本预案是其中的{own}。"),
        ),
        (
            "（二）分级",
            "分为Ⅲ级（现场级）、Ⅱ级（区域级）、Ⅰ级（矿级）；超出矿级处置能力的，由上级公司和人民政府预案处置。".to_owned(),
        ),
        (
            "（三）衔接",
            format!(
                "向上与{superior}上级公司、属地人民政府预案衔接，与矿《灾害预防和处理计划》衔接；与消防、医疗、供电、供气、电梯维保和救护协议单位的联动由{dispatch}按附件3联系，协议见附件“有关协议或者备忘录”。"
            ),
        ),
    ];
    let told =
        |(head, words): (&str, String)| [Element::heading(2, head, ""), Element::Paragraph(words)];
    parts.into_iter().flat_map(told).collect()
}

/// What is enclosed, for the pen.
fn enclosed() -> Table {
    Table {
        columns: vec![
            Column::narrow("序号", 14.0),
            Column::wide("名称", 3),
            Column::narrow("张数、份数", 26.0),
            Column::wide("存放地点", 1),
        ],
        blank: ENCLOSED,
        row_mm: 11.0,
        ..Table::default()
    }
}

/// What is at hand, place by place; rows for the pen where nothing was written down.
fn supplies(doc: &Document) -> Table {
    let columns = [
        ("名称", 28.0),
        ("型号、性能", 24.0),
        ("数量", 13.0),
        ("存放地点", 28.0),
        ("运输和使用条件", 24.0),
    ];
    let narrow = columns.map(|(title, mm)| Column::narrow(title, mm));
    let last = Column::wide("保管人和电话", 1);
    let all = in_order(doc);
    Table {
        columns: narrow.into_iter().chain([last]).collect(),
        rows: all.iter().map(|(_, one)| Row::Cells(supply_cells(doc, one))).collect(),
        blank: if all.is_empty() { ROWS } else { 0 },
        row_mm: if all.is_empty() { 11.0 } else { 7.0 },
        dense: true,
        ..Table::default()
    }
}

fn supply_cells(doc: &Document, one: &Supply) -> Vec<String> {
    let keeper = one.keeper.and_then(|id| doc.persons.find(&id));
    let keeper = keeper.map(|keeper| {
        let phones = contact::both(keeper, false, "\n");
        format!("{}\n{phones}", keeper.name.trim()).trim_end().to_owned()
    });
    vec![
        one.name.trim().to_owned(),
        one.model.trim().to_owned(),
        amount_words(one),
        place_words(doc, one),
        one.note.trim().to_owned(),
        keeper.unwrap_or_default(),
    ]
}

/// What is said when something is reported, when the plan begins, and when something is published.
fn forms(mine: &Mine) -> Vec<Element> {
    let dispatch = mine.term(Term::Dispatch);
    let begins = format!(
        "____月____日____时____分，____________（地点）发生____________。经____________批准，启动____级响应；\
         请____________到____________集合，听{dispatch}指挥。传达人____________。"
    );
    let published = "____月____日____时____分，____________发生____________，人员情况：____________，\
                     正在采取的措施：____________。后续情况由____________统一发布。批准发布人____________。";
    vec![
        Element::heading(2, "（一）信息接报", ""),
        Element::Paragraph(what_to_say(mine)),
        Element::heading(2, "（二）预案启动", ""),
        Element::Paragraph(begins),
        Element::heading(2, "（三）信息发布", ""),
        Element::Paragraph(published.to_owned()),
    ]
}
