//! 巡查单、检查单: the sheets of a day, or some of them, each in the layout of its depth.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::data::{Data, Round};
use super::form::{Block, Fact, Form};
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span};
use super::table::{Column, Table};
use super::{PrintError, inspection, sheet};
use crate::model::checklist::Depth;
use crate::model::id::SheetId;
use crate::model::number::Number;
use crate::model::sheet::Sheet;
use crate::model::{Document, RecordId};
use crate::rules::calendar;

pub(super) static PAPER: Paper = Paper {
    word: "sheets",
    key: "sheets",
    title: "巡查单和检查单",
    shelf: Shelf::Patrol,
    folder: "05巡查",
    office: &[],
    days: Span::Daily { back: Some(0) },
    none: "还没有出单",
    offers,
    name,
    make,
    by_hand,
    blank: Blank::Made(blank),
};

impl Request {
    /// Those sheets, in this order.
    pub fn sheets(ids: &[SheetId]) -> Self {
        let of = Of::Records(ids.iter().map(|id| RecordId::Sheet(*id)).collect());
        Self { paper: &PAPER, of }
    }
}

/// A record of a round for which no sheet was made out: where, what was looked at, what was found.
fn blank(source: &Source<'_>) -> Form {
    let table = Table {
        columns: vec![
            Column::narrow("序号", 11.0),
            Column::narrow("时间", 17.0),
            Column::wide("场所、部位", 2),
            Column::wide("看了什么", 2),
            Column::narrow("结果\n√ × — ○", 20.0),
            Column::wide("问题和当场措施", 3),
        ],
        fill: true,
        row_mm: 9.0,
        ..Table::default()
    };
    Form {
        unit: source.mine.heading().to_owned(),
        title: "党员突击队节日安全巡查记录".to_owned(),
        facts: vec![
            Fact::over(2, "日期", "　　　　年　　月　　日"),
            Fact::new("班次", ""),
            Fact::over(2, "路线或场所", ""),
            Fact::new("天气", ""),
            Fact::over(2, "起止时间", "　　时　　分至　　时　　分"),
            Fact::new("单号", "录入时编"),
        ],
        blocks: vec![
            Block::Table(table),
            Block::told("移交和遗留", "", 2),
            Block::signed(&["巡查人签名", "巡查人签名", "当班组长\n签名"]),
        ],
        notes: vec![
            "没有出单、电脑不能用时用这张；√正常，×有问题，—不适用，○没查到。没有填的按未查，不补填。"
                .to_owned(),
            "电气、燃气、锅炉等要由岗位人员看的，写明由谁看、由谁签字；可能是重大隐患的马上报告。"
                .to_owned(),
        ],
        ..Form::default()
    }
}

/// Each day's sheets by their numbers, one by one, then all of them.
fn offers(doc: &Document, scope: &Scope) -> Vec<Offer> {
    let mut days: BTreeMap<Option<NaiveDate>, Vec<(SheetId, &Sheet)>> = BTreeMap::new();
    for (id, sheet) in doc.sheets.iter() {
        let at_site = scope.site.is_none_or(|site| sheet.sites().contains(&site));
        if at_site && scope.holds(sheet.day) {
            days.entry(sheet.day).or_default().push((*id, sheet));
        }
    }
    let of_day = |(day, mut sheets): (Option<NaiveDate>, Vec<(SheetId, &Sheet)>)| {
        sheets.sort_by_key(|(_, sheet)| &sheet.number);
        let is_alone = sheets.len() == 1;
        let mut offers: Vec<Offer> = sheets
            .iter()
            .map(|(id, sheet)| {
                let words = format!("{} {}", number(sheet), sheet.title);
                let one = Request::sheets(&[*id]);
                Offer::new(words.trim(), sheet.shift.as_str(), one).on(day).in_set_if(is_alone)
            })
            .collect();
        if !is_alone {
            let ids: Vec<SheetId> = sheets.iter().map(|(id, _)| *id).collect();
            let day_words = day.map_or_else(|| "没写日期".to_owned(), calendar::day_words);
            let (words, count) = (format!("{day_words}的全部单子"), format!("{}张", ids.len()));
            offers.push(Offer::new(words, count, Request::sheets(&ids)).on(day));
        }
        offers
    };
    days.into_iter().flat_map(of_day).collect()
}

/// Until somebody has typed back what was found.
fn by_hand(doc: &Document, of: &Of) -> bool {
    let mut sheets = of.records().iter().filter_map(|record| doc.sheets.get(&id(record)?));
    sheets.any(|sheet| sheet.entered.is_none())
}

fn number(sheet: &Sheet) -> String {
    sheet.number.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn id(record: &RecordId) -> Option<SheetId> {
    match record {
        RecordId::Sheet(id) => Some(*id),
        _ => None,
    }
}

fn name(doc: &Document, of: &Of) -> Named {
    let sheets: Vec<&Sheet> =
        of.records().iter().filter_map(|record| doc.sheets.find(&id(record)?)).collect();
    Named {
        kind: Some(kind(&sheets)),
        what: numbers(&sheets),
        day: sheets.first().and_then(|sheet| sheet.day),
    }
}

fn kind(sheets: &[&Sheet]) -> &'static str {
    let all = |depth: Depth| sheets.iter().all(|sheet| sheet.depth() == depth);
    if all(Depth::Full) {
        "场所检查记录"
    } else if all(Depth::Special) {
        "用电检查记录"
    } else {
        "巡查单"
    }
}

/// One number, 0213至0228 for a run of them, else the first and how many.
fn numbers(sheets: &[&Sheet]) -> String {
    let mut numbers: Vec<&Number> =
        sheets.iter().filter_map(|sheet| sheet.number.as_ref()).collect();
    numbers.sort();
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else {
        return format!("{}张", sheets.len());
    };
    let is_run = numbers.windows(2).all(|pair| match pair {
        [one, next] => one.series == next.series && one.seq.checked_add(1) == Some(next.seq),
        _ => true,
    });
    match numbers.len() {
        1 => first.to_string(),
        _ if is_run => format!("{first}至{:04}", last.seq),
        many => format!("{first}等{many}张"),
    }
}

fn make(source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
    let Source { doc, mine, .. } = source;
    let round = |record: &RecordId| {
        let id = id(record).ok_or(PrintError::Gone("检查单"))?;
        let sheet = doc.sheets.get(&id).ok_or(PrintError::Gone("检查单"))?;
        Ok(match sheet.depth() {
            Depth::Patrol => Round::Route(Box::new(sheet::RouteSheet::of(doc, mine, id, sheet))),
            Depth::Full | Depth::Special => {
                Round::Site(Box::new(inspection::SiteSheet::of(doc, mine, id, sheet)))
            }
        })
    };
    of.records().iter().map(round).collect::<Result<_, PrintError>>().map(Data::Sheets)
}
