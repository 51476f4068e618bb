//! Who is on a paper of a day on which they were away.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{breach, clash, day_words, names, paper};
use crate::model::hazard::{Hazard, State, Step};
use crate::model::id::PersonId;
use crate::model::{Document, RecordId};
use crate::rules::{Breach, Rule};

pub(super) const RULES: &[Rule] =
    &[clash(("X6", "请假的人当天不在单据上"), "值班安排表：请假的不排班", on_paper_while_away)];

/// Who a paper names, of what day, for what.
struct Mention {
    person: PersonId,
    day: NaiveDate,
    paper: RecordId,
    verb: &'static str,
}

/// Of a paper it is said once a day, with everybody who was away.
fn on_paper_while_away(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let mut told: BTreeMap<(RecordId, NaiveDate, &str), Vec<PersonId>> = BTreeMap::new();
    for Mention { person, day, paper, verb } in mentions(doc) {
        if doc.persons.find(&person).is_some_and(|one| one.is_away(day)) {
            let persons = told.entry((paper, day, verb)).or_default();
            if !persons.contains(&person) {
                persons.push(person);
            }
        }
    }
    let told = told.into_iter().map(|((record, day, verb), persons)| {
        let (who, day) = (names(doc, persons), day_words(day));
        let words = format!("{who}{day}请假，{}上写着当天{verb}", paper(doc, &record));
        (record, breach(words))
    });
    told.collect()
}

fn mentions(doc: &Document) -> Vec<Mention> {
    let mut all = Vec::new();
    let mut note = |persons: &[PersonId], day: Option<NaiveDate>, paper: &RecordId, verb| {
        let Some(day) = day else { return };
        let mention =
            |person: &PersonId| Mention { person: *person, day, paper: paper.clone(), verb };
        all.extend(persons.iter().map(mention));
    };
    for (id, sheet) in doc.sheets.iter() {
        let paper = RecordId::Sheet(*id);
        note(&sheet.walkers, sheet.day, &paper, "巡查");
        note(&sheet.signers(), sheet.day, &paper, "签字");
    }
    for (id, hazard) in doc.hazards.iter().filter(|(_, one)| one.state() != State::Void) {
        let paper = RecordId::Hazard(*id);
        // What was found on a sheet is told by that sheet.
        let own = hazard.found.is_none();
        note(&hazard.finders, hazard.found_on.filter(|_| own), &paper, "检查");
        of_loop(hazard, |persons, day, verb| note(persons, Some(day), &paper, verb));
    }
    for (id, log) in doc.logs.iter() {
        let paper = RecordId::Log(*id);
        for (person, verb) in [(log.leader, "值班"), (log.captain, "当班")] {
            note(person.as_slice(), log.day, &paper, verb);
        }
        note(&log.keepers, log.day, &paper, "值班");
        let by: Vec<PersonId> = log.calls.values().filter_map(|call| call.by).collect();
        note(&by, log.day, &paper, "办理来电");
    }
    for (id, one) in doc.handovers.iter() {
        let paper = RecordId::Handover(*id);
        note(one.giver.as_slice(), one.day, &paper, "交班");
    }
    for (id, one) in doc.zero_reports.iter() {
        note(one.reporter.as_slice(), one.day, &RecordId::ZeroReport(*id), "报零报告");
    }
    for (id, one) in doc.spot_checks.iter() {
        note(one.checker.as_slice(), one.day, &RecordId::SpotCheck(*id), "抽查");
    }
    for (id, one) in doc.activities.iter() {
        note(one.speaker.as_slice(), one.day, &RecordId::Activity(*id), "主讲");
    }
    for (id, one) in doc.gatherings.iter() {
        let paper = RecordId::Gathering(*id);
        note(&one.attended, one.day, &paper, "到会");
        note(one.leader.as_slice(), one.day, &paper, "主持");
    }
    for (id, one) in doc.services.iter() {
        note(&one.members, one.day, &RecordId::Service(*id), "服务");
    }
    all
}

/// Whom the papers of a loop name, of what day.
fn of_loop(hazard: &Hazard, mut note: impl FnMut(&[PersonId], NaiveDate, &'static str)) {
    for step in &hazard.steps {
        let (persons, verb) = match step {
            Step::FixedOnSpot { fixer, checker, .. } => (vec![*fixer, *checker], "当场整改"),
            Step::Received { by, .. } => (vec![*by], "签收"),
            Step::Rectified { by, .. } => (vec![*by], "整改"),
            Step::Rechecked { by, .. } => (by.clone(), "复查"),
            Step::Closed { by, .. } => (vec![*by], "销号"),
            Step::HandedOver { .. } | Step::Extended { .. } | Step::Voided { .. } => continue,
        };
        note(&persons, step.day(), verb);
    }
}
