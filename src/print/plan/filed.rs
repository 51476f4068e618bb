//! What is attached to a contingency plan besides posts, cards and telephones, as GB/T 29639-2020 names it.
//! Source: `sources.md` 方案.

use super::{Reading, parts};
use crate::model::Document;
use crate::model::mine::{Mine, Term};
use crate::model::plan::{Chapter, Layout};
use crate::print::letter::{Attachment, Element};
use crate::print::phones::what_to_say;
use crate::print::table::{Column, Row, Table};
use crate::rules::outline;

/// The number of the first of them.
const FIRST: usize = 6;
/// Rows for the pen in the list of things.
const ROWS: usize = 14;

/// What stands in an attachment.
#[derive(Clone, Copy)]
enum Filed {
    /// What the mine is.
    Overview,
    /// The words of a chapter.
    Words(Chapter),
    /// What there is, for the pen.
    Supplies,
    /// What is said, ready to be filled in.
    Forms,
    /// It lies elsewhere.
    Elsewhere,
}

fn all(layout: Layout) -> Vec<(&'static str, Filed)> {
    if layout == Layout::Scheme {
        return Vec::new();
    }
    let (_, attached) = outline::sections(layout);
    let words = |(title, chapter): &outline::Section| Some((*title, Filed::Words((*chapter)?)));
    // What the standard names stands before what it does not.
    let is_named = |filed: &Filed| matches!(filed, Filed::Words(Chapter::Risks | Chapter::Basis));
    let of_words = || attached.iter().filter_map(words);
    let mut all = vec![("生产经营单位概况", Filed::Overview)];
    all.extend(of_words().filter(|(_, filed)| is_named(filed)));
    all.extend([
        ("应急物资装备的名录或清单", Filed::Supplies),
        ("格式化文本", Filed::Forms),
        ("关键的路线、标识和图纸", Filed::Elsewhere),
        ("有关协议或者备忘录", Filed::Elsewhere),
    ]);
    all.extend(of_words().filter(|(_, filed)| !is_named(filed)));
    all
}

pub(super) fn names(layout: Layout) -> Vec<String> {
    let name = |(title, filed): (&str, Filed)| match filed {
        Filed::Elsewhere => format!("{title}（另附）"),
        _ => title.to_owned(),
    };
    all(layout).into_iter().map(name).collect()
}

pub(super) fn add(doc: &Document, mine: &Mine, reading: &Reading<'_>, elements: &mut Vec<Element>) {
    for (number, (title, filed)) in (FIRST..).zip(all(reading.layout)) {
        let place = match filed {
            Filed::Words(chapter) => Some(parts::place(chapter)),
            _ => None,
        };
        let of_filed = match filed {
            Filed::Elsewhere => continue,
            Filed::Overview => vec![Element::Table(overview(doc, mine))],
            Filed::Words(chapter) => parts::words_of(reading, chapter),
            Filed::Supplies => vec![Element::Table(supplies())],
            Filed::Forms => forms(mine),
        };
        let (mark, title) = (format!("附件{number}"), title.to_owned());
        elements.push(Element::Attachment(Attachment { mark, title, place }));
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
        ("矿井类型", mine.kind.trim().to_owned()),
        ("职工人数", people(mine.employees)),
        ("春节留矿人数", people(mine.staying)),
        ("地面场所", count(doc.sites.len(), "处")),
        ("责任区", count(doc.zones.len(), "个")),
        ("消防车、救护车接车地点", mine.meeting_point.trim().to_owned()),
        ("重点岗位、重点区域和周边情况", String::new()),
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

fn supplies() -> Table {
    let columns = [
        ("名称", 26.0),
        ("型号", 18.0),
        ("性能", 18.0),
        ("数量", 12.0),
        ("存放地点", 24.0),
        ("运输和使用条件", 24.0),
    ];
    let narrow = columns.map(|(title, mm)| Column::narrow(title, mm));
    let last = Column::wide("管理责任人和电话", 1);
    Table {
        columns: narrow.into_iter().chain([last]).collect(),
        blank: ROWS,
        row_mm: 11.0,
        dense: true,
        ..Table::default()
    }
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
