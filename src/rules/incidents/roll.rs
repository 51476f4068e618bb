//! 点名: the roll of a house, name by name, as it stands in an incident or a drill. Source: `sources.md`
//! 留矿人员, 处置记录.

use chrono::NaiveDate;

use super::{Course, Told};
use crate::model::Document;
use crate::model::id::ResidentId;
use crate::model::incident::{Answer, Incident, LineKind};
use crate::rules::residents::{House, houses_on, room_words};

/// What those are called together of whom nobody said where they live.
const HOMELESS: &str = "没有写楼栋";

/// The houses whose roll can be called in an incident: everybody who stays on the day it began, those who
/// need help first.
///
/// Houses of one name are one, for people are called at its door; those of whom nobody said where they live
/// are a roll of their own.
pub fn rolls<'a>(doc: &'a Document, one: &Incident) -> Vec<House<'a>> {
    let day = one.day().unwrap_or(NaiveDate::MIN);
    let mut rolls: Vec<House<'a>> = Vec::new();
    for mut house in houses_on(doc, day) {
        house.name = match house.name.trim() {
            "" => HOMELESS,
            name => name,
        };
        match rolls.iter_mut().find(|known| known.name == house.name) {
            Some(known) => {
                known.site = known.site.or(house.site);
                known.people.extend(house.people);
            }
            None => rolls.push(house),
        }
    }
    for house in &mut rolls {
        house.people.sort_by_key(|(_, one)| !one.helped);
    }
    rolls
}

/// How far a roll has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RollFigures {
    /// Who should be there: everybody but those at work or out.
    pub expected: usize,
    /// Who answered.
    pub here: usize,
    /// Who was called and did not answer.
    pub missing: usize,
    /// Who is at work or out, and known to be.
    pub away: usize,
}

impl RollFigures {
    /// Those of a house.
    pub fn of(house: &House<'_>, one: &Incident) -> Self {
        let answers = || house.people.iter().filter_map(|(id, _)| one.answers.get(id));
        let count = |wanted| answers().filter(|answer| **answer == wanted).count();
        let away = count(Answer::Away);
        Self {
            expected: house.people.len() - away,
            here: count(Answer::Here),
            missing: count(Answer::Missing),
            away,
        }
    }

    /// Who was not called yet.
    pub fn open(&self) -> usize {
        self.expected.saturating_sub(self.here + self.missing)
    }
}

/// The line by which the roll of a house was begun last.
pub fn called<'c, 'd>(course: &'c Course<'d>, house: &House<'_>) -> Option<&'c Told<'d>> {
    let of_it =
        |told: &&Told<'_>| told.kind == LineKind::Roll && told.line.words == house.name.trim();
    course.told.iter().rev().find(of_it)
}

/// Whoever did not answer: 412室 某某.
pub fn missing(house: &House<'_>, answer: impl Fn(ResidentId) -> Option<Answer>) -> Vec<String> {
    let gone = house.people.iter().filter(|(id, _)| answer(*id) == Some(Answer::Missing));
    let told = gone
        .map(|(_, one)| format!("{} {}", room_words(&one.room), one.name.trim()).trim().to_owned());
    told.collect()
}
