//! The watch: papers that begin with what the rota and the books already say.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};

use super::plan::STEP;
use super::records::puts;
use super::{Draft, Ground, Refusal, WatchAction};
use crate::model::duty::DutyShift;
use crate::model::id::{HandoverId, LogId, ZeroReportId};
use crate::model::sheet::{Mark, Sheet};
use crate::model::watch::{Handover, Log, LogField, LogLine, ZeroReport};
use crate::model::{Document, Put, RecordId};
use crate::rules::duty::Crew;
use crate::rules::incidents::OnRecord;
use crate::rules::{duty, zero};

pub(super) fn draft(
    doc: &Document,
    action: &WatchAction,
    ground: Ground<'_>,
) -> Result<Draft, Refusal> {
    match action {
        WatchAction::OpenLog { day, shift } => Ok(open_log(doc, *day, *shift, ground)),
        WatchAction::OpenHandover { day, shift } => Ok(open_handover(doc, *day, *shift, ground)),
        WatchAction::ReportZero { receiver } => {
            if receiver.trim().is_empty() {
                return Err(Refusal::Missing("接收单位"));
            }
            Ok(report_zero(doc, receiver, ground))
        }
        WatchAction::AddRounds { log } => add_rounds(doc, *log),
        WatchAction::FillBlanks { log } => fill_blanks(doc, *log),
    }
}

fn open_log(doc: &Document, day: NaiveDate, shift: DutyShift, ground: Ground<'_>) -> Draft {
    let (begin, end) = shift.span(day);
    let Crew { leader, keepers, captain } = duty::crew(doc, begin, end);
    let log = Log {
        kept: true,
        day: Some(day),
        shift: Some(shift),
        leader,
        keepers,
        captain,
        entered: Some(ground.now),
        ..Log::default()
    };
    let id = LogId(ground.mint(0));
    let verb = format!("新建值班日志 {} {}", day.format("%-m月%-d日"), shift.word());
    Draft { verb, puts: puts(id, log.written()), made: vec![RecordId::Log(id)] }
}

fn open_handover(doc: &Document, day: NaiveDate, shift: DutyShift, ground: Ground<'_>) -> Draft {
    let (begin, end) = shift.span(day);
    let giver = duty::crew(doc, begin, end).responsible();
    // Whoever stays on duty across the change of shifts does not hand over to themselves.
    let soon = end.checked_add_signed(TimeDelta::minutes(1)).unwrap_or(end);
    let next = duty::crew(doc, end, soon);
    let taker = next.responsible().filter(|taker| Some(*taker) != giver);
    let log = doc
        .logs
        .iter()
        .find(|(_, log)| log.day == Some(day) && log.shift == Some(shift))
        .map(|(_, log)| log.clone())
        .unwrap_or_default();
    let handover = Handover {
        kept: true,
        day: Some(day),
        shift: Some(shift),
        at: Some(end.time()),
        giver,
        taker,
        // A record made out before its shift begins is of the whole shift.
        state: zero::of_shift(doc, (begin, end), if ground.now < begin { end } else { ground.now })
            .words(),
        unfinished: unfinished(doc, ground.now.date()),
        reminders: log.left,
        ..Handover::default()
    };
    let id = HandoverId(ground.mint(0));
    let verb = format!("新建交接班记录 {} {}", day.format("%-m月%-d日"), shift.word());
    Draft { verb, puts: puts(id, handover.written()), made: vec![RecordId::Handover(id)] }
}

/// What is not finished beside the hazards, each of which the paper lists: sheets still out.
fn unfinished(doc: &Document, today: NaiveDate) -> String {
    let out: Vec<String> = doc
        .sheets
        .iter()
        .filter(|(_, sheet)| sheet.entered.is_none())
        .filter(|(_, sheet)| sheet.day.is_some_and(|day| day <= today))
        .filter_map(|(_, sheet)| sheet.number.as_ref().map(ToString::to_string))
        .collect();
    if out.is_empty() {
        return "无".to_owned();
    }
    format!("未收回的巡查单：{}", out.join("、"))
}

fn report_zero(doc: &Document, receiver: &str, ground: Ground<'_>) -> Draft {
    // Who is really there is for the person to count.
    let report = ZeroReport {
        kept: true,
        day: Some(ground.now.date()),
        at: Some(to_the_minute(ground.now.time())),
        receiver: receiver.trim().to_owned(),
        reporter: duty::crew(doc, ground.now, ground.now + TimeDelta::minutes(1)).responsible(),
        expected: duty::head_count(doc, ground.now),
        ..ZeroReport::default()
    };
    let id = ZeroReportId(ground.mint(0));
    let verb = format!("登记零报告 {}", receiver.trim());
    Draft { verb, puts: puts(id, report.written()), made: vec![RecordId::ZeroReport(id)] }
}

/// Papers know no seconds.
fn to_the_minute(time: NaiveTime) -> NaiveTime {
    time.with_second(0).and_then(|time| time.with_nanosecond(0)).unwrap_or(time)
}

/// How many patrols of its shift a log does not speak of yet.
pub fn rounds_to_add(doc: &Document, log: &Log) -> usize {
    rounds(doc, log).len()
}

/// The patrols of the log's shift by the time they were over, without those it speaks of.
fn rounds(doc: &Document, log: &Log) -> Vec<LogLine> {
    let Some(day) = log.day else { return Vec::new() };
    let (begin, end) = log.shift.unwrap_or(DutyShift::Whole).span(day);
    let mut rounds: Vec<(NaiveDateTime, LogLine)> = doc
        .sheets
        .iter()
        .filter_map(|(_, sheet)| {
            let back = zero::back_at(sheet).filter(|at| begin <= *at && *at < end)?;
            let number = sheet.number.as_ref()?.to_string();
            let told = log.lines.values().any(|line| line.words.contains(&number));
            let line = || LogLine { at: Some(back.time()), words: round_words(sheet, &number) };
            (!told).then(|| (back, line()))
        })
        .collect();
    rounds.sort_by_key(|(back, _)| *back);
    rounds.into_iter().map(|(_, line)| line).collect()
}

/// 东线 公寓区，巡查单XC-2027-0001，15处，异常1处
fn round_words(sheet: &Sheet, number: &str) -> String {
    let faults = sheet.marks.values().filter(|mark| matches!(mark, Mark::Fault { .. })).count();
    let faults = if faults == 0 { "无异常".to_owned() } else { format!("异常{faults}处") };
    format!("{}，巡查单{number}，{}处，{faults}", sheet.title, sheet.sites().len())
}

fn add_rounds(doc: &Document, id: LogId) -> Result<Draft, Refusal> {
    let log = doc.logs.get(&id).ok_or(Refusal::Gone(RecordId::Log(id)))?;
    let rounds = rounds(doc, log);
    if rounds.is_empty() {
        return Err(Refusal::Broken("本班没有可以带入的巡查".to_owned()));
    }
    let last = log.lines.keys().next_back().copied().unwrap_or_default();
    let verb = format!("带入本班巡查{}次", rounds.len());
    let numbers = (1..).map(|place: u16| last.saturating_add(place.saturating_mul(STEP)));
    let puts = numbers
        .zip(rounds)
        .map(|(number, line)| Put::from((id, LogField::Line(number, Some(line)))));
    Ok(Draft::of(verb, puts.collect()))
}

/// How a field of text is written back.
type LogText = fn(String) -> LogField;

/// 空白栏填“无”; what the weather was like is never 无, nor are incidents while one is on record. Source: `sources.md` 值班日志.
fn fill_blanks(doc: &Document, id: LogId) -> Result<Draft, Refusal> {
    let log = doc.logs.get(&id).ok_or(Refusal::Gone(RecordId::Log(id)))?;
    let texts: [(&str, LogText); 6] = [
        (&log.visits, LogField::Visits),
        (&log.incidents, LogField::Incidents),
        (&log.works, LogField::Works),
        (&log.utilities, LogField::Utilities),
        (&log.services, LogField::Services),
        (&log.left, LogField::Left),
    ];
    let happened = log.shift.zip(log.day).and_then(|(shift, day)| {
        let (begin, end) = shift.span(day);
        OnRecord::of(doc).words(doc, begin, end)
    });
    let blank = texts.into_iter().filter(|(words, _)| words.trim().is_empty());
    let puts: Vec<Put> = blank
        .map(|(_, field)| field("无".to_owned()))
        .map(|field| match (&happened, field) {
            (Some(happened), LogField::Incidents(_)) => LogField::Incidents(happened.clone()),
            (_, field) => field,
        })
        .map(|field| Put::from((id, field)))
        .collect();
    if puts.is_empty() {
        return Err(Refusal::Broken("这份日志没有空白栏".to_owned()));
    }
    Ok(Draft::of("空白栏填“无”", puts))
}
