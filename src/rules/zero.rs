//! The zero report's words: what had been done that day up to the time it was told.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};

use super::incidents::OnRecord;
use crate::model::Document;
use crate::model::checklist::Depth;
use crate::model::hazard::{Hazard, State, Step};
use crate::model::sheet::Sheet;
use crate::model::watch::ZeroReport;

/// What a day had come to at a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SoFar {
    /// Patrols walked: route sheets that came back.
    pub patrols: usize,
    /// Sites looked at more thoroughly: other sheets that came back.
    pub checks: usize,
    /// Hazards found.
    pub found: usize,
    /// Hazards of the day put right on the spot.
    pub on_spot: usize,
}

impl SoFar {
    /// 巡查6次，新发现隐患2条、当场整改1条
    pub fn words(self) -> String {
        let Self { patrols, checks, found, on_spot } = self;
        let checks = if checks == 0 { String::new() } else { format!("，检查{checks}处") };
        format!("巡查{patrols}次{checks}，新发现隐患{found}条、当场整改{on_spot}条")
    }
}

/// What a day had come to at a moment of it, or later.
pub fn of_day(doc: &Document, day: NaiveDate, until: NaiveDateTime) -> SoFar {
    count(doc, |on, at| on == day && at <= until)
}

/// What a shift had come to at a moment of it.
pub fn of_shift(
    doc: &Document,
    (begin, end): (NaiveDateTime, NaiveDateTime),
    until: NaiveDateTime,
) -> SoFar {
    count(doc, |_, at| begin <= at && at < end && at <= until)
}

/// Counts what is of that day and moment. Every paper counts by these: walks that were judged, and
/// hazards at the moment of the sheet they were found on.
fn count(doc: &Document, is_meant: impl Fn(NaiveDate, NaiveDateTime) -> bool) -> SoFar {
    let mut count = SoFar::default();
    for (_, sheet) in doc.sheets.iter().filter(|(_, sheet)| is_walked(sheet)) {
        if !sheet.day.zip(walk_moment(sheet)).is_some_and(|(day, at)| is_meant(day, at)) {
            continue;
        }
        match sheet.depth() {
            Depth::Patrol => count.patrols += 1,
            Depth::Full | Depth::Special => count.checks += 1,
        }
    }
    for (_, hazard) in doc.hazards.iter() {
        let found = hazard.found_on.zip(found_moment(doc, hazard));
        let is_found = found.is_some_and(|(day, at)| is_meant(day, at));
        if hazard.state() == State::Void || !is_found {
            continue;
        }
        count.found += 1;
        let is_fixed = |step: &Step| match step {
            Step::FixedOnSpot { at, .. } => is_meant(at.date(), *at),
            _ => false,
        };
        count.on_spot += usize::from(hazard.steps.iter().any(is_fixed));
    }
    count
}

/// Whether a sheet tells of a walk: it is back or typed in, and not blank.
pub fn is_walked(sheet: &Sheet) -> bool {
    let is_back = sheet.entered.is_some() || sheet.back.is_some() || sheet.left.is_some();
    is_back && !sheet.checked_sites().is_empty()
}

/// The moment a walk counts for; where no time is known, the noon of its day.
fn walk_moment(sheet: &Sheet) -> Option<NaiveDateTime> {
    back_at(sheet).or_else(|| Some(sheet.day?.and_time(NOON)))
}

/// When a walk was over. One without times is known to be over once its sheet was typed that day.
pub fn back_at(sheet: &Sheet) -> Option<NaiveDateTime> {
    let entered = sheet.entered.filter(|at| Some(at.date()) == sheet.day);
    sheet.walked_at().or(entered)
}

/// The moment a hazard counts for.
///
/// That of the sheet it was found on, so that a walk and what it found are never told by two
/// papers; else its own time; else when it was typed, on that day; else the noon of its day.
pub fn found_moment(doc: &Document, hazard: &Hazard) -> Option<NaiveDateTime> {
    let day = hazard.found_on?;
    let sheet = hazard.found.and_then(|on| doc.sheets.find(&on.sheet));
    let walk = sheet.filter(|sheet| sheet.day == Some(day) && is_walked(sheet));
    let own = || hazard.found_at.map(|at| day.and_time(at));
    let typed = || hazard.entered.filter(|at| at.date() == day);
    let noon = || Some(day.and_time(NOON));
    walk.and_then(walk_moment).or_else(own).or_else(typed).or_else(noon)
}

/// What carries no time of its own counts for the shift that has its noon.
pub const NOON: NaiveTime = NaiveTime::MIN.overflowing_add_signed(TimeDelta::hours(12)).0;

/// Somebody who is told that all is well, as the reports so far know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// Who.
    pub name: String,
    /// The time of day at which they are told as a rule, to the half hour.
    pub usual: NaiveTime,
    /// When they were told on the day asked about, last, and whether that report has its numbers:
    /// without them nobody has been told how many are there.
    pub told: Option<(NaiveTime, bool)>,
}

impl Receiver {
    /// Whether they were told on the day asked about, with the numbers.
    pub fn is_done(&self) -> bool {
        self.told.is_some_and(|(_, counted)| counted)
    }
}

/// A report: its day, its time, and whether it has its numbers.
type Told = (Option<NaiveDate>, NaiveTime, bool);

/// Everybody ever told, by the hour at which they are.
pub fn receivers(doc: &Document, day: NaiveDate) -> Vec<Receiver> {
    let mut times: BTreeMap<&str, Vec<Told>> = BTreeMap::new();
    for (_, report) in doc.zero_reports.iter() {
        let name = report.receiver.trim();
        if let Some(at) = report.at.filter(|_| !name.is_empty()) {
            times.entry(name).or_default().push((report.day, at, report.is_counted()));
        }
    }
    let mut receivers: Vec<Receiver> = times
        .into_iter()
        .map(|(name, times)| {
            let today = times.iter().filter(|(on, ..)| *on == Some(day));
            let told = today.map(|(_, at, counted)| (*at, *counted)).max();
            let usual = usual(times.iter().map(|(_, at, _)| *at));
            Receiver { name: name.to_owned(), usual, told }
        })
        .collect();
    receivers.sort_by(|one, other| (one.usual, &one.name).cmp(&(other.usual, &other.name)));
    receivers
}

/// The half hour that comes most often; of equals the earliest.
fn usual(times: impl Iterator<Item = NaiveTime>) -> NaiveTime {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for time in times {
        *counts.entry((time.hour() * 60 + time.minute() + 15) / 30 % 48).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(half, count)| (*count, std::cmp::Reverse(*half)));
    let half = most.map(|(half, _)| half).unwrap_or_default();
    NaiveTime::from_hms_opt(half / 2, half % 2 * 30, 0).unwrap_or_default()
}

/// What a report tells of: its day from its beginning up to the time at which it was told.
pub fn told(report: &ZeroReport) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let day = report.day?;
    let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    Some((day.and_time(NaiveTime::MIN), day.and_time(report.at.unwrap_or(end))))
}

/// What a report says of incidents: as somebody wrote it, else what has been recorded of that day by then.
/// That there was none is said only where the books have none.
pub fn incident_words(doc: &Document, report: &ZeroReport) -> String {
    let written = report.words.trim().trim_end_matches(['。', '；']);
    if !written.is_empty() {
        return written.to_owned();
    }
    let recorded =
        told(report).and_then(|(begin, until)| OnRecord::of(doc).words(doc, begin, until));
    recorded.unwrap_or_else(|| "无突发事件".to_owned())
}

/// The report as it goes into a chat, made of the record and the books.
pub fn chat_text(doc: &Document, report: &ZeroReport) -> String {
    let mine = doc.profile();
    let mine = if mine.name.trim().is_empty() { "本矿" } else { mine.name.trim() };
    let day = report.day.map(|day| day.format("%-m月%-d日").to_string()).unwrap_or_default();
    let at = report.at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default();
    // A head count that is not known is left blank, never written as 0.
    let people = |count: u16| if count == 0 { "____".to_owned() } else { count.to_string() };
    let (expected, present) = (people(report.expected), people(report.present));
    let mut parts = vec![format!("应到{expected}人，实到{present}人")];
    if let Some((begin, until)) = told(report) {
        parts.push(of_day(doc, begin.date(), until).words());
    }
    parts.push(incident_words(doc, report));
    let reporter = report.reporter.map_or("________", |person| doc.person_name(person));
    format!("【零报告】{mine}春节党员突击队{day}{at}：{}。报告人：{reporter}", parts.join("；"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::checklist::Code;
    use crate::model::id::{
        EntryId, HazardId, Mint, PersonId, Replica, SheetId, SiteId, ZeroReportId,
    };
    use crate::model::mine::{MineField, Only};
    use crate::model::people::PersonField;
    use crate::model::sheet::Point;
    use crate::model::watch::ZeroReportField;
    use crate::model::{Put, hazard::HazardField, sheet::SheetField};

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, 2, 6).unwrap()
    }

    fn time(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    fn mint(number: u32) -> Mint {
        Mint { entry: EntryId { replica: Replica::from_bits(7), number }, place: 0 }
    }

    fn sheet(doc: &mut Document, number: u32, depth: Depth, back: Option<NaiveTime>) {
        let id = SheetId(mint(number));
        let point = Point { site: SiteId(mint(2)), items: vec![Code::first("F01")] };
        for field in [
            SheetField::Kept(true),
            SheetField::Points(vec![point]),
            SheetField::Ticked(true),
            SheetField::Depth(Some(depth)),
            SheetField::Day(Some(day())),
            SheetField::Back(back),
        ] {
            doc.apply((id, field).into());
        }
    }

    fn hazard(doc: &mut Document, number: u32, at: Option<NaiveTime>, fixed: Option<NaiveTime>) {
        let person = PersonId(mint(1));
        let id = HazardId(mint(number));
        let steps = fixed.into_iter().map(|at| Step::FixedOnSpot {
            at: day().and_time(at),
            how: String::new(),
            fixer: person,
            checker: person,
        });
        for field in [
            HazardField::Kept(true),
            HazardField::FoundOnDay(Some(day())),
            HazardField::FoundAt(at),
            HazardField::Steps(steps.collect()),
        ] {
            doc.apply((id, field).into());
        }
    }

    fn books() -> Document {
        let mut doc = Document::default();
        doc.apply((Only, MineField::Kept(true)).into());
        doc.apply((Only, MineField::Name("望禾煤矿".to_owned())).into());
        let person = PersonId(mint(1));
        doc.apply(Put::from((person, PersonField::Kept(true))));
        doc.apply(Put::from((person, PersonField::Name("亢宝庆".to_owned()))));
        doc
    }

    fn report() -> ZeroReport {
        ZeroReport {
            kept: true,
            day: Some(day()),
            at: Some(time(16, 0)),
            reporter: Some(PersonId(mint(1))),
            expected: 8,
            present: 8,
            ..ZeroReport::default()
        }
    }

    #[test]
    fn the_report_counts_what_was_over_by_then() {
        let mut doc = books();
        for number in 10..16 {
            sheet(&mut doc, number, Depth::Patrol, Some(time(15, 10)));
        }
        // Out on the way, and walked after the report.
        sheet(&mut doc, 16, Depth::Patrol, None);
        sheet(&mut doc, 17, Depth::Patrol, Some(time(21, 40)));
        // Walked by then, but nothing on it was judged.
        sheet(&mut doc, 18, Depth::Patrol, Some(time(14, 0)));
        doc.apply((SheetId(mint(18)), SheetField::Ticked(false)).into());
        hazard(&mut doc, 20, Some(time(10, 20)), Some(time(10, 30)));
        hazard(&mut doc, 21, None, None);
        hazard(&mut doc, 22, Some(time(22, 40)), Some(time(22, 45)));
        assert_eq!(
            chat_text(&doc, &report()),
            "【零报告】望禾煤矿春节党员突击队2月6日16:00：应到8人，实到8人；巡查6次，\
             新发现隐患2条、当场整改1条；无突发事件。报告人：亢宝庆"
        );
    }

    #[test]
    fn what_happened_takes_the_place_of_nothing() {
        let mut doc = books();
        sheet(&mut doc, 10, Depth::Full, Some(time(9, 0)));
        let words = "14:20食堂停气1小时，已恢复。".to_owned();
        let report = ZeroReport { words, reporter: None, ..report() };
        let text = chat_text(&doc, &report);
        assert!(text.contains("巡查0次，检查1处，"), "{text}");
        assert!(text.ends_with("；14:20食堂停气1小时，已恢复。报告人：________"), "{text}");
    }

    #[test]
    fn those_told_before_are_known_with_their_hour() {
        let mut doc = books();
        let told = [
            (30, "矿党委", 5, (15, 58)),
            (31, "县应急局", 5, (17, 2)),
            (32, "矿党委", 6, (16, 3)),
            (33, " 矿党委 ", 4, (9, 0)),
        ];
        for (number, receiver, date, (hour, minute)) in told {
            let id = ZeroReportId(mint(number));
            for field in [
                ZeroReportField::Kept(true),
                ZeroReportField::Day(NaiveDate::from_ymd_opt(2027, 2, date)),
                ZeroReportField::At(Some(time(hour, minute))),
                ZeroReportField::Receiver(receiver.to_owned()),
                ZeroReportField::Expected(8),
                ZeroReportField::Present(if number == 30 { 0 } else { 8 }),
            ] {
                doc.apply((id, field).into());
            }
        }
        let known = |name: &str, usual, told| Receiver { name: name.to_owned(), usual, told };
        let told = [
            known("矿党委", time(16, 0), Some((time(16, 3), true))),
            known("县应急局", time(17, 0), None),
        ];
        assert_eq!(receivers(&doc, day()), told);
        // The day before nobody had counted who was there.
        let before = receivers(&doc, day().pred_opt().unwrap());
        assert_eq!(before[0].told, Some((time(15, 58), false)));
        assert!(!before[0].is_done() && before[1].is_done());
    }

    #[test]
    fn nobody_is_promised_what_the_books_do_not_know() {
        let text = chat_text(&Document::default(), &ZeroReport::default());
        assert_eq!(
            text,
            "【零报告】本矿春节党员突击队：应到____人，实到____人；无突发事件。报告人：________"
        );
    }
}
