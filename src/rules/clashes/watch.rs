//! What the papers of the watch say against the rota, the sheets and the ledger.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::{breach, clash, day_words, names, out, paper};
use crate::model::checklist::Depth;
use crate::model::duty::DutyShift;
use crate::model::hazard::Step;
use crate::model::id::PersonId;
use crate::model::sheet::Sheet;
use crate::model::watch::{Handover, Log};
use crate::model::{Document, RecordId};
use crate::rules::duty::{self, Crew, crew, on_duty_within};
use crate::rules::incidents::OnRecord;
use crate::rules::{Found, Rule, zero};

pub(super) const RULES: &[Rule] = &[
    clash(("X15", "日志办理来电的人当班"), "值班日志：当班记录", called_off_duty),
    clash(("X16", "日志的值班人员与排班表一致"), "值班日志：当班记录", log_and_rota),
    clash(
        ("X17", "交班人、接班人当班，交接在换班时"),
        "交接班记录：交班、接班、时间",
        handover_and_rota,
    ),
    clash(("X18", "零报告的应到人数与排班表一致"), "零报告：应到、实到人数", zero_report_and_rota),
    clash(("X19", "查岗的应到人数与排班表一致"), "查岗记录：应到、实到人数", spot_check_and_rota),
    clash(("X20", "日志、交接班写的条数与台账、巡查单一致"), "记录：数字前后相符", counts_in_words),
    clash(("X21", "答题人数不多于参加人数"), "记录：数字前后相符", more_answered_than_came),
    clash(
        ("X22", "写无突发事件的，没有处置记录"),
        "记录：前后相符",
        none_written_and_some_recorded,
    ),
];

type Span = (NaiveDateTime, NaiveDateTime);

/// A watch is handed over that near to the end of its shift.
const CHANGE: TimeDelta = TimeDelta::hours(2);

fn span_of(day: Option<NaiveDate>, shift: Option<DutyShift>) -> Option<Span> {
    Some(shift?.span(day?))
}

/// Everybody the rota has at any time of a span.
fn on_duty(doc: &Document, (begin, end): Span) -> Vec<PersonId> {
    on_duty_within(doc, begin, end).into_iter().flat_map(|one| one.persons).collect()
}

/// Whether somebody holds a post without a column of the rota: its people are there by day.
fn holds_office(doc: &Document, person: PersonId) -> bool {
    doc.posts.iter().any(|(_, post)| {
        post.shifts.is_empty() && [post.primary, post.backup].contains(&Some(person))
    })
}

fn called_off_duty(doc: &Document, _today: NaiveDate) -> Found {
    let mut found = Vec::new();
    for (id, log) in doc.logs.iter() {
        let Some(span) = span_of(log.day, log.shift) else { continue };
        let there = on_duty(doc, span);
        if there.is_empty() {
            continue;
        }
        let by_day = !log.shift.is_some_and(DutyShift::is_night);
        let mut told: BTreeMap<PersonId, String> = BTreeMap::new();
        for call in log.calls.values() {
            let Some(by) = call.by.filter(|by| !there.contains(by)) else { continue };
            if !(by_day && holds_office(doc, by)) {
                let at = call.at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default();
                told.entry(by).or_insert(at);
            }
        }
        let record = RecordId::Log(*id);
        for (by, at) in told {
            let (who, log) = (doc.person_name(by), paper(doc, &record));
            let words = format!("{log}写着{at}由{who}办理来电，本班排班表上没有此人");
            found.push((record.clone(), breach(words)));
        }
    }
    found
}

/// The people of a field that the rota does not have there, if it has anybody.
fn differing(written: &[PersonId], rota: &[PersonId]) -> Vec<PersonId> {
    if rota.is_empty() {
        return Vec::new();
    }
    written.iter().copied().filter(|one| !rota.contains(one)).collect()
}

fn log_and_rota(doc: &Document, _today: NaiveDate) -> Found {
    let mut found = Vec::new();
    for (id, log) in doc.logs.iter() {
        let Some((begin, end)) = span_of(log.day, log.shift) else { continue };
        let rota = crew(doc, begin, end);
        for (what, written, rota) in parts(log, &rota) {
            let others = differing(&written, &rota);
            if !others.is_empty() {
                let record = RecordId::Log(*id);
                let (who, rota) = (names(doc, others), names(doc, rota));
                let words = format!("{}的{what}是{who}，排班表上是{rota}", paper(doc, &record));
                found.push((record, breach(words)));
            }
        }
    }
    found
}

type PartOfLog = (&'static str, Vec<PersonId>, Vec<PersonId>);

fn parts(log: &Log, rota: &Crew) -> [PartOfLog; 3] {
    let one = |person: Option<PersonId>| person.into_iter().collect::<Vec<_>>();
    [
        ("值班矿领导", one(log.leader), one(rota.leader)),
        ("值班员", log.keepers.clone(), rota.keepers.clone()),
        ("当班组长", one(log.captain), one(rota.captain)),
    ]
}

fn handover_and_rota(doc: &Document, _today: NaiveDate) -> Found {
    let mut found = Vec::new();
    for (id, handover) in doc.handovers.iter() {
        let Some(span) = span_of(handover.day, handover.shift) else { continue };
        let record = RecordId::Handover(*id);
        let this = paper(doc, &record);
        let next = (span.1, span.1 + TimeDelta::seconds(1));
        for (what, person, when, shift) in [
            ("交班人", handover.giver, span, "交班班次"),
            ("接班人", handover.taker, next, "下一班"),
        ] {
            let others = differing(person.as_slice(), &on_duty(doc, when));
            if !others.is_empty() {
                let who = names(doc, others);
                let words = format!("{this}的{what}是{who}，排班表{shift}没有此人");
                found.push((record.clone(), breach(words)));
            }
        }
        if let Some(words) = handed_over_when(handover, span) {
            found.push((record, breach(format!("{this}{words}"))));
        }
    }
    found
}

/// 写着13:45交接，本班到20:00: where the time is not about the end of the shift.
fn handed_over_when(handover: &Handover, (_, end): Span) -> Option<String> {
    let at = end.date().and_time(handover.at?);
    // A shift that ends with the midnight is handed over just before or just after it.
    let far = [TimeDelta::zero(), TimeDelta::days(1), -TimeDelta::days(1)]
        .into_iter()
        .all(|days| CHANGE < (at + days - end).abs());
    far.then(|| format!("写着{}交接，本班到{}", at.format("%H:%M"), end.format("%H:%M")))
}

fn zero_report_and_rota(doc: &Document, _today: NaiveDate) -> Found {
    let told = doc.zero_reports.iter().filter_map(|(id, report)| {
        let (day, at) = (report.day?, report.at?);
        let rota = duty::head_count(doc, day.and_time(at));
        let differs = 0 < rota && 0 < report.expected && report.expected != rota;
        let record = RecordId::ZeroReport(*id);
        differs.then(|| {
            let (this, at) = (paper(doc, &record), at.format("%H:%M"));
            let expected = report.expected;
            let words = format!("{this}写着{at}应到{expected}人，排班表此时{rota}人在班");
            (record, breach(words))
        })
    });
    told.collect()
}

fn spot_check_and_rota(doc: &Document, _today: NaiveDate) -> Found {
    let told = doc.spot_checks.iter().filter_map(|(id, check)| {
        let (day, at, post) = (check.day?, check.at?, check.post?);
        let there = duty::on_duty(doc, day.and_time(at));
        let rota: usize =
            there.iter().filter(|one| one.cell.post == post).map(|one| one.persons.len()).sum();
        let differs = 0 < rota && 0 < check.expected && usize::from(check.expected) != rota;
        let record = RecordId::SpotCheck(*id);
        differs.then(|| {
            let (this, expected) = (paper(doc, &record), check.expected);
            let at = at.format("%H:%M");
            let words = format!("{this}写着{at}应到{expected}人，排班表此时{rota}人");
            (record, breach(words))
        })
    });
    told.collect()
}

/// The number between two words of a sentence: 3 of 发现隐患3条.
fn number_in(words: &str, before: &str, after: &str) -> Option<usize> {
    words.match_indices(before).find_map(|(at, _)| {
        let rest = words.get(at + before.len()..)?;
        let digits = rest.find(|sign: char| !sign.is_ascii_digit())?;
        let (number, rest) = rest.split_at(digits);
        rest.starts_with(after).then(|| number.parse().ok()).flatten()
    })
}

/// What sentences of the watch count, and what the books come to in that shift.
fn counts_in_words(doc: &Document, _today: NaiveDate) -> Found {
    let mut found = Vec::new();
    for (id, log) in doc.logs.iter() {
        let Some(span) = span_of(log.day, log.shift) else { continue };
        // What is told of the whole shift; other lines tell of a moment of it.
        let of_shift = |words: &&str| {
            let told = |before: &str, after: &str| number_in(words, before, after).is_some();
            told("本班发现隐患", "条") || told("本班移交", "条") || told("本班巡查", "次")
        };
        let lines = log.lines.values().map(|line| line.words.as_str());
        for words in lines.filter(of_shift) {
            compare(doc, &RecordId::Log(*id), words, span, &mut found);
        }
    }
    for (id, handover) in doc.handovers.iter() {
        if let Some(span) = span_of(handover.day, handover.shift) {
            compare(doc, &RecordId::Handover(*id), &handover.state, span, &mut found);
        }
    }
    found
}

/// Route sheets of walks that were over in that time. One whose times are turned round is told of
/// by another rule, and counts here for the shift it left in.
fn patrols_in(doc: &Document, (begin, end): Span) -> usize {
    let over = |sheet: &Sheet| match (sheet.left, sheet.back) {
        (Some(left), Some(_)) if out(sheet).is_none() => Some(sheet.day?.and_time(left)),
        _ => zero::back_at(sheet).or_else(|| Some(sheet.day?.and_time(zero::NOON))),
    };
    let sheets = doc.sheets.iter().map(|(_, sheet)| sheet);
    sheets
        .filter(|sheet| sheet.depth() == Depth::Patrol && zero::is_walked(sheet))
        .filter(|sheet| over(sheet).is_some_and(|at| begin <= at && at < end))
        .count()
}

fn compare(doc: &Document, record: &RecordId, words: &str, span: Span, found: &mut Found) {
    let of_shift = zero::of_shift(doc, span, span.1);
    let handed = || {
        let steps = doc.hazards.iter().flat_map(|(_, hazard)| &hazard.steps);
        let within = |at: &NaiveDateTime| span.0 <= *at && *at < span.1;
        steps.filter(|step| matches!(step, Step::HandedOver { at, .. } if within(at))).count()
    };
    let patrols = || patrols_in(doc, span);
    let pairs: [(&str, &str, &str, &dyn Fn() -> usize); 5] = [
        ("发现隐患", "条", "台账本班", &|| of_shift.found),
        ("当场整改", "条", "台账本班", &|| of_shift.on_spot),
        ("移交", "条", "移交单本班", &handed),
        ("巡查", "路次", "巡查单本班", &patrols),
        ("巡查", "次", "巡查单本班", &patrols),
    ];
    for (before, after, book, count) in pairs {
        let Some(written) = number_in(words, before, after) else { continue };
        let counted = count();
        if written != counted {
            let this = paper(doc, record);
            let words = format!("{this}写着{before}{written}{after}，{book}是{counted}{after}");
            found.push((record.clone(), breach(words)));
        }
    }
}

fn more_answered_than_came(doc: &Document, _today: NaiveDate) -> Found {
    let told = doc.activities.iter().filter_map(|(id, one)| {
        let came = one.attendance();
        let more = 0 < came && came < u32::from(one.answered);
        let record = RecordId::Activity(*id);
        more.then(|| {
            let (this, answered) = (paper(doc, &record), one.answered);
            let day = one.day.map(day_words).unwrap_or_default();
            let words = format!("{this}（{day}）答题{answered}人，签到参加{came}人");
            (record, breach(words))
        })
    });
    told.collect()
}

/// How people write that nothing has happened.
const NONE: [&str; 4] = ["无", "无突发事件", "没有突发事件", "无异常"];

/// Logs and zero reports in which somebody wrote that nothing had happened, of a time in which something did.
fn none_written_and_some_recorded(doc: &Document, _today: NaiveDate) -> Found {
    let on_record = OnRecord::of(doc);
    let says_none = |words: &str| NONE.contains(&words.trim().trim_end_matches('。'));
    let logs = doc.logs.iter().filter(|(_, log)| says_none(&log.incidents));
    let logs =
        logs.filter_map(|(id, log)| Some((RecordId::Log(*id), span_of(log.day, log.shift)?)));
    let reports = doc.zero_reports.iter().filter(|(_, report)| says_none(&report.words));
    let reports =
        reports.filter_map(|(id, report)| Some((RecordId::ZeroReport(*id), zero::told(report)?)));
    let told = logs.chain(reports).filter_map(|(record, (begin, end))| {
        let happened = on_record.words(doc, begin, end)?;
        let words = format!("{}写着没有突发事件，处置记录有{happened}", paper(doc, &record));
        Some((record, breach(words)))
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_where_it_stands_between_its_words() {
        let words = "本班发现隐患12条（YH-2027-0001至0012），当场整改9条，移交3条。";
        assert_eq!(number_in(words, "发现隐患", "条"), Some(12));
        assert_eq!(number_in(words, "当场整改", "条"), Some(9));
        assert_eq!(number_in(words, "移交", "条"), Some(3));
        assert_eq!(number_in("移交单2张，移交5条", "移交", "条"), Some(5));
        assert_eq!(number_in("隐患已移交", "移交", "条"), None);
    }
}
