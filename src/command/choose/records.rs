//! Papers of watch, publicity, service and reports: those of a day, or all.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{NotThere, What, days_words};
use crate::model::Document;
use crate::model::duty::DutyShift;
use crate::print::Request;

/// Papers of one kind, each with its day if it has one, in the order of the days.
fn dated(doc: &Document, what: What) -> Vec<(Option<NaiveDate>, Request)> {
    let logs = doc.logs.iter().map(|(id, log)| (log.day, log.shift, Request::Log(*id)));
    let handovers =
        doc.handovers.iter().map(|(id, one)| (one.day, one.shift, Request::Handover(*id)));
    let activities = || {
        let mut all: Vec<_> = doc.activities.iter().collect();
        all.sort_by_key(|(_, one)| (one.day, one.from));
        all.into_iter()
    };
    let mut papers: Vec<(Option<NaiveDate>, Option<DutyShift>, Request)> = match what {
        What::Log => logs.collect(),
        What::Handover => handovers.collect(),
        What::Zero => {
            let days: BTreeSet<NaiveDate> =
                doc.zero_reports.iter().filter_map(|(_, one)| one.day).collect();
            days.into_iter().map(|day| (Some(day), None, Request::ZeroReports(day))).collect()
        }
        What::Publicity => {
            activities().map(|(id, one)| (one.day, None, Request::Activity(*id))).collect()
        }
        What::SignIn => {
            activities().map(|(id, one)| (one.day, None, Request::SignIn(*id))).collect()
        }
        What::Brief => {
            days(doc).into_iter().map(|day| (Some(day), None, Request::Brief(day))).collect()
        }
        _ => Vec::new(),
    };
    papers.sort_by_key(|(day, shift, _)| (*day, shift.map(|shift| day.map(|day| shift.span(day)))));
    papers.into_iter().map(|(day, _, request)| (day, request)).collect()
}

/// Days of which something was written down.
fn days(doc: &Document) -> BTreeSet<NaiveDate> {
    let of_watch = doc
        .logs
        .iter()
        .map(|(_, one)| one.day)
        .chain(doc.zero_reports.iter().map(|(_, one)| one.day))
        .chain(doc.spot_checks.iter().map(|(_, one)| one.day));
    doc.sheets
        .iter()
        .map(|(_, one)| one.day)
        .chain(doc.hazards.iter().map(|(_, one)| one.found_on))
        .chain(of_watch)
        .chain(doc.activities.iter().map(|(_, one)| one.day))
        .chain(doc.services.iter().map(|(_, one)| one.day))
        .flatten()
        .collect()
}

/// The papers of one kind: of that day, or all of them.
///
/// # Errors
/// When there is none; says which days there are.
pub(super) fn of_day(
    doc: &Document,
    what: What,
    day: Option<NaiveDate>,
) -> Result<Vec<Request>, NotThere> {
    let papers = dated(doc, what);
    let requests: Vec<Request> = papers
        .iter()
        .filter(|(of, _)| day.is_none() || *of == day)
        .map(|(_, request)| request.clone())
        .collect();
    if !requests.is_empty() {
        return Ok(requests);
    }
    let name = match what {
        What::Log => "值班日志",
        What::Handover => "交接班记录",
        What::Zero => "零报告",
        _ => "宣传活动",
    };
    Err(NotThere(match day {
        Some(day) => {
            let days = days_words(papers.into_iter().filter_map(|(day, _)| day).collect());
            format!("{day}没有{name}，{days}；用 --day 选一天，不写为全部")
        }
        None => format!("还没有{name}"),
    }))
}

/// The list of activities, and the record of each.
pub(super) fn publicity(doc: &Document) -> Vec<Request> {
    let records = dated(doc, What::Publicity).into_iter().map(|(_, request)| request);
    std::iter::once(Request::Activities).chain(records).collect()
}

/// Everything there is, or everything there is of a day with the lists it stands on.
pub(super) fn all(doc: &Document, day: Option<NaiveDate>) -> Vec<Request> {
    let kinds = [What::Log, What::Handover, What::Zero, What::Publicity, What::SignIn, What::Brief];
    let of_days = kinds
        .into_iter()
        .flat_map(|what| dated(doc, what))
        .filter(|(of, _)| day.is_none() || *of == day)
        .map(|(_, request)| request);
    let lists = [
        (!doc.spot_checks.is_empty(), Request::SpotChecks),
        (!doc.activities.is_empty(), Request::Activities),
        (!doc.services.is_empty(), Request::Services),
        (day.is_none() && !days(doc).is_empty(), Request::Summary),
    ];
    let lists = lists.into_iter().filter(|(there, _)| *there).map(|(_, request)| request);
    of_days.chain(lists).collect()
}
