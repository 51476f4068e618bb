//! The watch of a season: which of its papers is typed when, and what they say.
//!
//! What the books know is told from the books and the walks, the rest from the material, so that
//! no paper says anything else than the sheets and hazards of its shift.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::agenda::Deed;
use super::builder::{Builder, known};
use super::material::plan::PlanLine;
use super::material::service::{ActivityLine, ServiceLine};
use super::material::watch::{LogDay, SpotCheckLine, WatchLine};
use super::material::{HazardLine, Material};
use super::rota::Rota;
use super::rounds::{Goal, Walk};
use super::shift::Shift;
use super::{Trouble, log, plan, service};
use crate::action::{Action, NewRecord};
use crate::model::Document;
use crate::model::duty::DutyShift;
use crate::model::id::HazardId;
use crate::model::watch::{Handover, SpotCheck, ZeroReport};
use crate::rules::duty;

/// The shifts that are logged.
const LOGGED: [DutyShift; 2] = [DutyShift::Day, DutyShift::Night];
/// Who keeps the log.
pub(super) const KEEPER: &str = "调度值班员";
/// Who decides on the surface.
pub(super) const LEADER: &str = "值班矿领导";

/// A paper of the watch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paper {
    /// The log of a shift.
    Log(NaiveDate, DutyShift),
    /// The handover at the end of a shift.
    Handover(NaiveDate, DutyShift),
    /// The zero report of a day to the `n`-th receiver.
    Zero(NaiveDate, usize),
    /// The `n`-th spot check.
    SpotCheck(usize),
    /// The `n`-th activity.
    Activity(usize),
    /// The `n`-th service.
    Service(usize),
    /// The `n`-th telephone is tried again.
    Dial(usize),
}

/// The watch of a season.
#[derive(Debug)]
pub(super) struct Watch {
    pub(super) weather: BTreeMap<NaiveDate, String>,
    pub(super) rota: Rota,
    pub(super) logs: Vec<LogDay>,
    pub(super) lines: WatchLine,
    pub(super) activities: Vec<ActivityLine>,
    pub(super) services: Vec<ServiceLine>,
    plan: PlanLine,
}

/// A season's walks and hazards, and what became of them so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Books<'a> {
    pub(super) walks: &'a [Walk],
    pub(super) hazards: &'a [HazardLine],
    pub(super) reported: &'a [Option<HazardId>],
}

impl Watch {
    pub(super) fn new(
        material: &Material,
        shift: &Shift,
        weather: BTreeMap<NaiveDate, String>,
        rota: Rota,
    ) -> Self {
        Self {
            weather,
            rota,
            logs: material.logs.iter().map(|line| line.moved(shift)).collect(),
            lines: material.watch.moved(shift),
            activities: material.activities.iter().map(|line| line.moved(shift)).collect(),
            services: material.services.iter().map(|line| line.moved(shift)).collect(),
            plan: material.plan.moved(shift),
        }
    }

    /// What is typed when.
    pub(super) fn deeds(&self) -> Vec<(NaiveDateTime, Deed)> {
        let minutes = TimeDelta::minutes;
        let mut papers = Vec::new();
        for day in self.weather.keys().copied() {
            for shift in LOGGED {
                // In the morning the night's sheets are typed first.
                let wait = if shift.is_night() { minutes(72) } else { minutes(12) };
                let typed = shift.span(day).1 + wait;
                papers.push((typed, Paper::Log(day, shift)));
                papers.push((typed + minutes(4), Paper::Handover(day, shift)));
            }
            for place in 0..self.lines.zero.receivers.len() {
                papers.push((day.and_time(self.lines.zero.at), Paper::Zero(day, place)));
            }
        }
        for (place, line) in self.lines.spot_checks.iter().enumerate() {
            papers.push((line.on.and_time(line.at) + minutes(12), Paper::SpotCheck(place)));
        }
        for (place, line) in self.activities.iter().enumerate() {
            papers.push((line.on.and_time(line.to) + minutes(25), Paper::Activity(place)));
        }
        for (place, line) in self.services.iter().enumerate() {
            papers.push((line.on.and_time(time(17, 30)), Paper::Service(place)));
        }
        if let Some(again) = self.plan.dialled.get(1) {
            for (place, late) in (0..self.plan.phones.len()).zip(0..) {
                papers.push((again.on.and_time(time(12, 20)) + minutes(late), Paper::Dial(place)));
            }
        }
        papers.into_iter().map(|(at, paper)| (at, Deed::Watch(paper))).collect()
    }

    /// Types one of the papers.
    ///
    /// # Errors
    /// When the rules refuse it.
    pub(super) fn carry_out(
        &self,
        builder: &mut Builder<'_>,
        paper: Paper,
        books: Books<'_>,
    ) -> Result<(), Trouble> {
        let record = match paper {
            Paper::Log(day, shift) => {
                log::log(builder, self, day, shift, books)?.map(NewRecord::Log)
            }
            Paper::Handover(day, shift) => {
                Some(NewRecord::Handover(self.handover(builder, day, shift, books)?))
            }
            Paper::Zero(day, place) => {
                self.report_zero(builder, day, place)?.map(NewRecord::ZeroReport)
            }
            Paper::SpotCheck(place) => match self.lines.spot_checks.get(place) {
                Some(line) => Some(NewRecord::SpotCheck(self.spot_check(builder, line)?)),
                None => None,
            },
            Paper::Activity(place) => match self.activities.get(place) {
                Some(line) => Some(NewRecord::Activity(service::activity(builder, line)?)),
                None => None,
            },
            Paper::Service(place) => match self.services.get(place) {
                Some(line) => Some(NewRecord::Service(service::service(builder, line)?)),
                None => None,
            },
            Paper::Dial(place) => {
                let again = self.plan.dialled.get(1).zip(self.plan.phones.get(place));
                return again
                    .map_or(Ok(()), |(again, phone)| plan::dial(builder, again, &phone.name));
            }
        };
        record.map_or(Ok(()), |record| builder.act(&Action::Add(record)).map(drop))
    }

    fn handover(
        &self,
        builder: &Builder<'_>,
        day: NaiveDate,
        shift: DutyShift,
        books: Books<'_>,
    ) -> Result<Handover, Trouble> {
        let (begin, end) = shift.span(day);
        let keeper = |moment| self.rota.on_duty(KEEPER, moment).first();
        let person = |name: Option<&String>| name.map(|name| builder.person(name)).transpose();
        let odd =
            self.lines.handovers.odd.iter().find(|line| (line.on, line.shift) == (day, shift));
        let usual = &self.lines.handovers;
        let left = self.logs.iter().find(|line| line.on == day).map(|line| line.part(shift));
        let is_route = |walk: &&Walk| matches!(walk.goal, Goal::Route(_));
        let walks = books.walks.iter().filter(is_route);
        let walks = walks.filter(|walk| begin <= walk.left && walk.left < end);
        let found = log::found(books, begin, end).len();
        Ok(Handover {
            kept: true,
            day: Some(day),
            shift: Some(shift),
            // A quarter of an hour early, as the rota asks.
            at: Some((end - TimeDelta::minutes(15)).time()),
            giver: person(keeper(begin))?,
            taker: person(keeper(end))?,
            state: format!("按排班到岗，巡查{}路次，发现隐患{found}条", walks.count()),
            devices: odd.map_or(&usual.devices, |line| &line.devices).clone(),
            unfinished: unfinished(builder.session.document(), end),
            kit: usual.kit.clone(),
            reminders: left.map(|part| part.left.clone()).unwrap_or_default(),
            orders: odd.map_or(&usual.orders, |line| &line.orders).clone(),
        })
    }

    fn report_zero(
        &self,
        builder: &Builder<'_>,
        day: NaiveDate,
        place: usize,
    ) -> Result<Option<ZeroReport>, Trouble> {
        let zero = &self.lines.zero;
        let Some(receiver) = zero.receivers.get(place) else { return Ok(None) };
        let turn = self.weather.range(..day).count().checked_rem(zero.reporters.len());
        let reporter = turn.and_then(|turn| zero.reporters.get(turn));
        let people = duty::head_count(builder.session.document(), day.and_time(zero.at));
        Ok(Some(ZeroReport {
            kept: true,
            day: Some(day),
            at: Some(zero.at),
            receiver: receiver.name.clone(),
            way: receiver.way.clone(),
            reporter: reporter.map(|name| builder.person(name)).transpose()?,
            expected: people,
            present: people,
            words: String::new(),
        }))
    }

    fn spot_check(
        &self,
        builder: &Builder<'_>,
        line: &SpotCheckLine,
    ) -> Result<SpotCheck, Trouble> {
        let people = self.rota.on_duty(&line.post, line.on.and_time(line.at)).len();
        let people = u16::try_from(people).unwrap_or(u16::MAX);
        Ok(SpotCheck {
            kept: true,
            day: Some(line.on),
            at: Some(line.at),
            way: Some(line.way),
            checker: self.checker(line).map(|name| builder.person(name)).transpose()?,
            post: Some(known(&builder.names.posts, &line.post)?),
            expected: people,
            present: people,
            outcome: Some(line.outcome),
            measure: line.measure.clone(),
        })
    }

    /// Who checked: the leader on duty where the material names nobody.
    pub(super) fn checker<'a>(&'a self, line: &'a SpotCheckLine) -> Option<&'a String> {
        let on_duty = || self.rota.on_duty(LEADER, line.on.and_time(line.at)).first();
        Some(&line.checker).filter(|name| !name.is_empty()).or_else(on_duty)
    }
}

/// What is open at the end of a shift beside the hazards: sheets that are still out.
fn unfinished(doc: &Document, end: NaiveDateTime) -> String {
    let before = |day: NaiveDate| day < end.date();
    let out = doc
        .sheets
        .iter()
        .filter(|(_, sheet)| sheet.entered.is_none() && sheet.day.is_some_and(before))
        .count();
    if out == 0 { "无".to_owned() } else { format!("在外巡查单{out}张") }
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)
}
