//! What printed files are called and in which folder they lie. Source: domain.md 8.3.

use chrono::{Datelike as _, NaiveDate};

use super::head::number_words;
use super::{Request, Stamp};
use crate::model::Document;
use crate::model::checklist::Depth;
use crate::model::duty::DutyShift;
use crate::model::id::ActivityId;
use crate::model::number::Number;
use crate::model::plan::CardCode;
use crate::model::sheet::Sheet;

/// Signs no file system and no chat program mangles are kept; these are not.
const FORBIDDEN: [char; 9] = ['\\', '/', ':', '*', '?', '"', '<', '>', '|'];
/// Names stay shorter than this, in signs, so that folders on a stick still open.
const MOST_SIGNS: usize = 80;
/// A title in a name takes so many of them.
const MOST_TITLE_SIGNS: usize = 40;

/// A file's name without its ending: 2027春节_巡查单_XC-2027-0213_20270205.
pub fn file_stem(doc: &Document, request: &Request, stamp: &Stamp) -> String {
    let season = doc.current_season().year;
    let year = if season == 0 { stamp.now.year() } else { season };
    let (kind, what, day) = match request {
        Request::Sheets(ids) => {
            let sheets: Vec<&Sheet> = ids.iter().filter_map(|id| doc.sheets.find(id)).collect();
            let day = sheets.first().and_then(|sheet| sheet.day);
            (sheets_kind(&sheets), sheets_words(&sheets), day)
        }
        Request::Transfer(id) => {
            let slip = doc.transfers.find(id);
            let number = number_words(slip.and_then(|slip| slip.number.as_ref()));
            let day = slip.and_then(|slip| slip.at).map(|at| at.date());
            ("隐患移交单", number, day)
        }
        Request::Ledger => ("隐患台账", "全矿".to_owned(), None),
        Request::Roster { masked } => {
            ("队员名册", if *masked { "张贴版" } else { "全队" }.to_owned(), None)
        }
        Request::Pledges => ("承诺书", "全队".to_owned(), None),
        Request::Zones => ("责任区一览表", "全矿".to_owned(), None),
        Request::Plan(version) => {
            let label = match version {
                Some(id) => doc.versions.find(id).map(|version| version.label.clone()),
                None => Some("送审稿".to_owned()),
            };
            (doc.current_plan().plan_kind().word(), label.unwrap_or_default(), None)
        }
        Request::Cards(codes) => ("应急处置卡", cards_words(doc, codes), None),
        Request::Phones => ("应急电话表", "全矿".to_owned(), None),
        Request::Rota { from, to, large } => {
            let (from, to) = (from.format("%m%d"), to.format("%m%d"));
            ("值班安排表", format!("{from}至{to}{}", if *large { "A3" } else { "" }), None)
        }
        Request::Activities => ("宣传活动一览表", "全矿".to_owned(), None),
        Request::Activity(id) => activity_words(doc, "宣传活动记录", *id),
        Request::Brief(day) => ("日报", "突击队".to_owned(), Some(*day)),
        Request::Handover(id) => {
            let one = doc.handovers.find(id);
            ("交接班记录", shift_word(one.and_then(|one| one.shift)), one.and_then(|one| one.day))
        }
        Request::Log(id) => {
            let log = doc.logs.find(id);
            ("值班日志", shift_word(log.and_then(|log| log.shift)), log.and_then(|log| log.day))
        }
        Request::Services => ("帮扶服务登记表", "全矿".to_owned(), None),
        Request::SignIn(id) => activity_words(doc, "签到表", *id),
        Request::SpotChecks => ("查岗记录", "全矿".to_owned(), None),
        Request::Summary => ("工作总结", "突击队".to_owned(), None),
        Request::ZeroReports(day) => ("零报告", "突击队".to_owned(), Some(*day)),
    };
    let day = day.unwrap_or_else(|| stamp.now.date()).format("%Y%m%d");
    let stem = format!("{year}春节_{kind}_{what}_{day}");
    let allowed = |sign: &char| !FORBIDDEN.contains(sign) && !sign.is_control();
    stem.chars().filter(allowed).take(MOST_SIGNS).collect()
}

/// The folder of the season's papers the file belongs in: 05巡查.
pub fn folder(request: &Request) -> &'static str {
    match request {
        Request::Sheets(_) => "05巡查",
        Request::Transfer(_) | Request::Ledger => "06隐患",
        Request::Plan(_) | Request::Cards(_) | Request::Phones => "02预案",
        Request::Roster { .. } | Request::Pledges | Request::Zones => "03名册",
        Request::Rota { .. } => "04排班",
        Request::Activities | Request::Activity(_) | Request::SignIn(_) => "07宣传",
        Request::Services => "08帮扶",
        Request::Handover(_) | Request::Log(_) | Request::SpotChecks | Request::ZeroReports(_) => {
            "09值守"
        }
        Request::Brief(_) | Request::Summary => "10总结",
    }
}

/// E01地面建筑火灾, or the first and how many.
fn cards_words(doc: &Document, codes: &[CardCode]) -> String {
    match codes {
        [] => "0张".to_owned(),
        [code] => {
            let title = doc.cards.find(code).map(|card| card.title.trim()).unwrap_or_default();
            format!("{code}{title}")
        }
        [first, ..] => format!("{first}等{}张", codes.len()),
    }
}

/// The shift a paper is of; 全天 where nobody said.
fn shift_word(shift: Option<DutyShift>) -> String {
    shift.unwrap_or(DutyShift::Whole).word().to_owned()
}

fn activity_words(
    doc: &Document,
    kind: &'static str,
    id: ActivityId,
) -> (&'static str, String, Option<NaiveDate>) {
    let activity = doc.activities.find(&id);
    let title = activity.map(|one| one.title.trim()).unwrap_or_default();
    // The day after it must still stand in the name.
    let title = title.chars().take(MOST_TITLE_SIGNS).collect();
    (kind, title, activity.and_then(|one| one.day))
}

fn sheets_kind(sheets: &[&Sheet]) -> &'static str {
    let all = |depth: Depth| sheets.iter().all(|sheet| sheet.depth() == depth);
    if all(Depth::Full) {
        "防火检查记录"
    } else if all(Depth::Special) {
        "用电检查记录"
    } else {
        "巡查单"
    }
}

/// One number, 0213至0228 for a run of them, else the first and how many.
fn sheets_words(sheets: &[&Sheet]) -> String {
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
