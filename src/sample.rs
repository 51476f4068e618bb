//! The sample mine: a season of the made-up mine 望禾煤矿, built as its office would have
//! typed it, every act through [`Session::perform`]. The same plan gives the same session.
//!
//! Reads no clock, draws nothing at random and touches no disk. Its words stand in
//! `assets/sample`; every page printed from it says 演示资料 (`Mine.demo`).
//!
//! A sample's replica id follows from its plan, so two copies would write under one name:
//! whoever goes on working with one takes up a replica of their own
//! (`Session::open(session.snapshot(), replica)`).

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use crate::model::id::{Replica, WorkbookId};
use crate::rules::calendar;
use crate::session::Session;

mod agenda;
mod builder;
mod draw;
mod drill;
mod engaged;
mod gathering;
mod log;
mod material;
mod plan;
mod resident;
mod rota;
mod rounds;
mod season;
mod service;
mod setup;
mod shift;
mod supply;
mod swap;
mod watch;

use builder::Builder;
use draw::Draw;
use engaged::Engaged;
use material::{HazardLine, Material};
use season::Season;
use setup::Years;
use shift::Shift;
use watch::Watch;

/// The most seasons a sample may hold.
pub const MOST_SEASONS: u32 = 60;
/// The year of the season as it was written.
pub const WRITTEN_YEAR: i32 = 2027;
/// How many days before the season its workbook was set up.
const SETUP_DAYS: i64 = 2;

/// What sample to build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many seasons: the one of `year`, and those of the years before it.
    pub scale: u32,
    /// Varies who walks when; nothing else.
    pub seed: u64,
    /// The year of the Spring Festival; days move with 除夕.
    pub year: i32,
    /// Stop at that moment, with everything as it stood then; `None` for the whole season.
    pub until: Option<NaiveDateTime>,
}

impl Default for Plan {
    fn default() -> Self {
        Self { scale: 1, seed: 0, year: WRITTEN_YEAR, until: None }
    }
}

/// Why there is no sample.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The calendar does not reach that year.
    #[error("{0}年的春节推算不出来，请用1958到2056之间的年份")]
    Year(i32),
    /// No such number of seasons.
    #[error("倍数应在1到{MOST_SEASONS}之间，这里是{0}")]
    Scale(u32),
    /// The material cannot be read. Never in a released program.
    #[error("演示资料{0}读不出来：{1}")]
    Material(&'static str, String),
    /// The material names somebody it does not introduce. Never in a released program.
    #[error("演示资料里没有“{0}”")]
    Unknown(String),
    /// The rules refuse what the material tells. Never in a released program.
    #[error("演示资料{0}的一步被拒绝：{1}")]
    Refused(NaiveDateTime, String),
}

/// Builds a sample.
///
/// # Errors
/// When there is no such year or number of seasons.
pub fn build(plan: Plan) -> Result<Session, Trouble> {
    if !(1..=MOST_SEASONS).contains(&plan.scale) {
        return Err(Trouble::Scale(plan.scale));
    }
    let material = Material::shipped()?;
    let written = material.mine.season.year;
    let before = i32::try_from(plan.scale).unwrap_or(1) - 1;
    let years: Vec<i32> = (plan.year - before..=plan.year).collect();

    let seeds = [plan.seed, u64::from(plan.scale), u64::from(plan.year.unsigned_abs())];
    let mut names = Draw::of(&seeds);
    let workbook = WorkbookId(Replica::from_bits(names.bits()));
    let session = Session::new(workbook, Replica::from_bits(names.bits()));
    let mut builder = Builder::new(session, &material.builder.operators);
    let oldest = Shift::between(written, years.first().copied().unwrap_or(plan.year))?;
    let newest = Shift::between(written, plan.year)?;

    for year in years.iter().copied() {
        let shift = Shift::between(written, year)?;
        let last = year == plan.year;
        let mut draw = Draw::of(&[plan.seed, u64::from(year.unsigned_abs())]);
        let (first, final_day) =
            (shift.day(material.mine.season.first), shift.day(material.mine.season.last));
        let opening = first - chrono::TimeDelta::days(SETUP_DAYS);
        builder.wait_until(opening.and_hms_opt(8, 30, 0).unwrap_or_default());
        let paper = material.plan.moved(&shift);
        let is_new = Some(&year) == years.first();
        if is_new {
            setup::mine(&mut builder, &material, Years { first: &oldest, last: &newest })?;
        }
        setup::season(&mut builder, &material, &shift)?;
        if is_new {
            plan::prepare(&mut builder, &material, &paper)?;
        }
        plan::approve(&mut builder, &paper)?;
        if last {
            resident::register(&mut builder, &material.residents, &shift)?;
            supply::register(&mut builder, &material.supplies, &shift)?;
        }

        let mut hazards = hazards(&material, &shift, last);
        let mut rounds = material.season.rounds.clone();
        for round in &mut rounds {
            round.date = shift.day(round.date);
        }
        let checks: Vec<_> = material.checks.iter().map(|line| line.moved(&shift)).collect();
        let talks: Vec<_> = material.activities.iter().map(|line| line.moved(&shift)).collect();
        let engaged = Engaged::of(&hazards, &checks, &talks);
        let weather = material.builder.weather.iter();
        let weather: BTreeMap<_, _> =
            weather.map(|line| (shift.day(line.day), line.words.clone())).collect();
        let days: Vec<_> = first.iter_days().take(weather.len() + 1).collect();
        let rota = rota::plan(&builder, &material, &days, &rounds, &engaged, &mut draw);
        let walks = rounds::walks(&material, (&rounds, &checks), &hazards, &rota, &mut draw);
        rounds::name(&mut hazards, &walks, &rota);
        rota.copy_in(&mut builder, final_day)?;
        swap::arrange(&mut builder, &material.swaps, &shift)?;
        plan::train(&mut builder, first)?;
        if last {
            gathering::held(&mut builder, &material.gatherings, &shift)?;
        }
        drill::hold(&mut builder, &material.drills, &shift)?;

        let watch = Watch::new(&material, &shift, weather, rota);
        let until = plan.until.filter(|_| last);
        Season::new(&material, watch, walks, hazards).carry_out(&mut builder, until)?;
        if last && until.is_none() {
            setup::summary(&mut builder, &material)?;
        }
    }
    Ok(builder.session)
}

/// The sample on its New Year's Eve at noon, with half of the season's work still to do.
///
/// # Errors
/// Never in a released program.
pub fn practice() -> Result<(Session, NaiveDate), Trouble> {
    let plan = Plan::default();
    let eve = calendar::new_year(plan.year).and_then(|day| day.pred_opt());
    let eve = eve.ok_or(Trouble::Year(plan.year))?;
    let until = eve.and_hms_opt(12, 0, 0);
    Ok((build(Plan { until, ..plan })?, eve))
}

/// The hazards of a season in the order in which they were found. In every season but the last,
/// all of them came to their end.
fn hazards(material: &Material, shift: &Shift, last: bool) -> Vec<HazardLine> {
    let mut hazards = material.hazards.clone();
    if !last {
        for ending in &material.builder.endings {
            for line in hazards.iter_mut().filter(|line| line.words == ending.words) {
                if let Some(limit) = &mut line.limit {
                    limit.rectified = Some(ending.rectified.clone());
                    limit.recheck = Some(ending.recheck.clone());
                    limit.closed = Some(ending.closed.clone());
                }
            }
        }
    }
    hazards.sort_by_key(|line| (line.found, line.time));
    for line in &mut hazards {
        line.shift(shift);
    }
    hazards
}
