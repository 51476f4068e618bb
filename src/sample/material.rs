//! The written material of the sample mine, as it stands in `assets/sample`.
//!
//! Only reads. Days and times are those of the season of 2027; `shift` moves them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use self::drill::DrillLine;
use self::gathering::GatheringLine;
use self::plan::{PlanLine, PostLine};
use self::resident::ResidentLine;
use self::service::{ActivityLine, ServiceLine};
use self::supply::SupplyLine;
use self::swap::SwapLine;
use self::watch::{LogDay, WatchLine};
use super::Trouble;
use super::shift::Shift;
use crate::model::checklist::{Class, Depth, Trade};
use crate::model::hazard::Source;
use crate::model::people::{Membership, Skill};
use crate::model::place::SiteKind;
use crate::model::steward::StewardKind;

pub(super) mod drill;
pub(super) mod gathering;
pub(super) mod plan;
pub(super) mod resident;
pub(super) mod service;
pub(super) mod supply;
pub(super) mod swap;
pub(super) mod watch;

/// All of it.
#[derive(Debug)]
pub(super) struct Material {
    pub(super) mine: MineLine,
    pub(super) units: Vec<UnitLine>,
    pub(super) persons: Vec<PersonLine>,
    pub(super) zones: Vec<ZoneLine>,
    pub(super) sites: Vec<SiteLine>,
    pub(super) residents: Vec<ResidentLine>,
    pub(super) stewards: Vec<StewardLine>,
    pub(super) gatherings: Vec<GatheringLine>,
    pub(super) supplies: Vec<SupplyLine>,
    pub(super) routes: Vec<RouteLine>,
    pub(super) hazards: Vec<HazardLine>,
    pub(super) checks: Vec<CheckLine>,
    pub(super) season: SeasonLine,
    pub(super) builder: DeskLine,
    pub(super) posts: Vec<PostLine>,
    pub(super) plan: PlanLine,
    pub(super) logs: Vec<LogDay>,
    pub(super) watch: WatchLine,
    pub(super) activities: Vec<ActivityLine>,
    pub(super) services: Vec<ServiceLine>,
    pub(super) swaps: Vec<SwapLine>,
    pub(super) drills: Vec<DrillLine>,
}

/// Reads a file of the material.
macro_rules! shipped {
    ($name:literal) => {
        read($name, include_str!(concat!("../../assets/sample/", $name)))
    };
}

impl Material {
    /// The material this program carries.
    ///
    /// # Errors
    /// Never in a released program: a test reads all of it.
    pub(super) fn shipped() -> Result<Self, Trouble> {
        Ok(Self {
            mine: shipped!("mine.ron")?,
            units: shipped!("units.ron")?,
            persons: shipped!("persons.ron")?,
            zones: shipped!("zones.ron")?,
            sites: shipped!("sites.ron")?,
            residents: shipped!("residents.ron")?,
            stewards: shipped!("stewards.ron")?,
            gatherings: shipped!("gatherings.ron")?,
            supplies: shipped!("supplies.ron")?,
            routes: shipped!("routes.ron")?,
            hazards: shipped!("hazards.ron")?,
            checks: shipped!("checks.ron")?,
            season: shipped!("season.ron")?,
            builder: shipped!("desk.ron")?,
            posts: shipped!("posts.ron")?,
            plan: shipped!("plan.ron")?,
            logs: shipped!("logs.ron")?,
            watch: shipped!("watch.ron")?,
            activities: shipped!("activities.ron")?,
            services: shipped!("services.ron")?,
            swaps: shipped!("swaps.ron")?,
            drills: shipped!("drills.ron")?,
        })
    }
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, Trouble> {
    ron::from_str(text).map_err(|err| Trouble::Material(file, err.to_string()))
}

/// The mine.
#[derive(Debug, Deserialize)]
pub(super) struct MineLine {
    pub(super) name: String,
    pub(super) full_name: String,
    pub(super) place: String,
    pub(super) kind: String,
    pub(super) employees: u16,
    pub(super) staying: u16,
    pub(super) party_members: u16,
    pub(super) branches: u16,
    pub(super) dispatch_phone: String,
    pub(super) outside_prefix: String,
    pub(super) meeting_point: String,
    pub(super) brief_to: String,
    pub(super) terms: TermLine,
    /// What the summary says is to be done next.
    pub(super) next_steps: String,
    pub(super) season: SpanLine,
}

/// What the mine calls its departments.
#[derive(Debug, Deserialize)]
pub(super) struct TermLine {
    pub(super) safety: String,
    pub(super) dispatch: String,
    pub(super) security: String,
    pub(super) logistics: String,
    pub(super) electrical: String,
    pub(super) party: String,
}

/// From when to when.
#[derive(Debug, Deserialize)]
pub(super) struct SpanLine {
    pub(super) year: i32,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
}

/// A unit and who heads it.
#[derive(Debug, Deserialize)]
pub(super) struct UnitLine {
    pub(super) name: String,
    pub(super) head: String,
    pub(super) phone: String,
    pub(super) contractor: bool,
}

/// Somebody.
#[derive(Debug, Deserialize)]
pub(super) struct PersonLine {
    pub(super) name: String,
    pub(super) woman: bool,
    pub(super) unit: String,
    pub(super) title: String,
    pub(super) phone: String,
    pub(super) mobile: String,
    pub(super) membership: Option<Membership>,
    pub(super) certificates: Vec<CertificateLine>,
    #[serde(default)]
    pub(super) branch: String,
    /// The day of the training; passed if it lies before the season.
    #[serde(default)]
    pub(super) training: Option<NaiveDate>,
    #[serde(default)]
    pub(super) pledged: Option<NaiveDate>,
    /// First and last days away.
    #[serde(default)]
    pub(super) leaves: Vec<(NaiveDate, NaiveDate)>,
    #[serde(default)]
    pub(super) no_nights: bool,
}

/// A certificate.
#[derive(Debug, Deserialize)]
pub(super) struct CertificateLine {
    pub(super) kind: Skill,
    pub(super) number: String,
    pub(super) expires: NaiveDate,
}

/// A zone and who answers for it.
#[derive(Debug, Deserialize)]
pub(super) struct ZoneLine {
    pub(super) name: String,
    pub(super) keeper: String,
    pub(super) backup: String,
}

/// A site.
#[derive(Debug, Deserialize)]
pub(super) struct SiteLine {
    pub(super) name: String,
    pub(super) kind: SiteKind,
    pub(super) zone: String,
    pub(super) unit: String,
    pub(super) note: String,
    #[serde(default)]
    pub(super) warden: String,
    #[serde(default)]
    pub(super) muster: String,
}

/// A route.
#[derive(Debug, Deserialize)]
pub(super) struct RouteLine {
    pub(super) name: String,
    pub(super) area: String,
    pub(super) stops: Vec<String>,
}

/// Somebody who looks after places as their expert or keeper.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct StewardLine {
    pub(super) kind: StewardKind,
    pub(super) person: String,
    pub(super) trade: String,
    pub(super) sites: Vec<String>,
    pub(super) days: Option<(NaiveDate, NaiveDate)>,
}

/// The rounds of a season and who may walk them.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SeasonLine {
    pub(super) rounds: Vec<RoundLine>,
    pub(super) walkers: Vec<String>,
    pub(super) electricians: Vec<String>,
}

/// A round: every route is walked once.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct RoundLine {
    pub(super) date: NaiveDate,
    pub(super) shift: String,
    pub(super) at: NaiveTime,
}

/// How long a round lasts at most.
const ROUND: TimeDelta = TimeDelta::minutes(140);

impl RoundLine {
    /// When it begins.
    pub(super) fn begin(&self) -> NaiveDateTime {
        self.date.and_time(self.at)
    }

    /// From when to when its people are out at most.
    pub(super) fn out(&self) -> (NaiveDateTime, NaiveDateTime) {
        (self.begin(), self.begin() + ROUND)
    }
}

/// An inspection of one site.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckLine {
    pub(super) on: NaiveDate,
    pub(super) depth: Depth,
    pub(super) site: String,
    pub(super) left: NaiveTime,
    pub(super) back: NaiveTime,
    pub(super) walkers: Vec<String>,
    pub(super) electrician: String,
    pub(super) post_holder: String,
}

impl CheckLine {
    /// From when to when they were out.
    pub(super) fn span(&self) -> (NaiveDateTime, NaiveDateTime) {
        (self.on.and_time(self.left), self.on.and_time(self.back))
    }

    /// The same one of another season.
    pub(super) fn moved(&self, shift: &Shift) -> Self {
        Self { on: shift.day(self.on), ..self.clone() }
    }
}

/// A hazard with all its papers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HazardLine {
    pub(super) words: String,
    pub(super) site: String,
    pub(super) place: String,
    pub(super) item: String,
    pub(super) class: Class,
    pub(super) trade: Trade,
    pub(super) source: Source,
    pub(super) found: NaiveDate,
    pub(super) time: NaiveTime,
    pub(super) finders: Vec<String>,
    pub(super) measure: String,
    pub(super) basis: String,
    pub(super) interim: String,
    /// Why it has no notice, or no number of the mine's other books.
    #[serde(default)]
    pub(super) note: String,
    pub(super) on_spot: Option<OnSpotLine>,
    pub(super) limit: Option<LimitLine>,
    /// For whoever reads the material; the document counts repeats itself.
    #[serde(rename = "repeat")]
    _repeat: bool,
}

/// Put right on the spot.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OnSpotLine {
    #[serde(deserialize_with = "moment")]
    pub(super) at: NaiveDateTime,
    pub(super) how: String,
    pub(super) fixer: String,
    pub(super) checker: String,
    pub(super) closed_by: String,
    pub(super) closed_on: NaiveDate,
}

/// Put right within a limit.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LimitLine {
    pub(super) unit: String,
    pub(super) owner: String,
    pub(super) due: NaiveDate,
    #[serde(deserialize_with = "moment")]
    pub(super) handed: NaiveDateTime,
    pub(super) handed_by: String,
    pub(super) received_by: String,
    #[serde(deserialize_with = "moment")]
    pub(super) received: NaiveDateTime,
    pub(super) safety_no: String,
    pub(super) dual_no: String,
    pub(super) extended: Option<ExtendedLine>,
    pub(super) rectified: Option<RectifiedLine>,
    pub(super) recheck: Option<RecheckLine>,
    pub(super) closed: Option<ClosedLine>,
}

/// The limit was moved.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExtendedLine {
    pub(super) until: NaiveDate,
    pub(super) why: String,
    pub(super) approved_by: String,
    pub(super) on: NaiveDate,
}

/// Said to be right.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RectifiedLine {
    #[serde(deserialize_with = "moment")]
    pub(super) on: NaiveDateTime,
    pub(super) how: String,
    pub(super) by: String,
}

/// Looked at again.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecheckLine {
    #[serde(deserialize_with = "moment")]
    pub(super) on: NaiveDateTime,
    pub(super) by: Vec<String>,
    pub(super) words: String,
}

/// Signed off.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClosedLine {
    pub(super) by: String,
    pub(super) on: NaiveDate,
}

/// How the office works on what comes back.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeskLine {
    /// Who types from that time of the day on; several take turns by the day.
    pub(super) operators: Vec<OperatorLine>,
    /// The weather as sheets have it, by the day.
    pub(super) weather: Vec<WeatherLine>,
    /// Who signs the post holder's block, by route.
    pub(super) posts: Vec<SignersLine>,
    /// Rows of which there is nothing at the site.
    pub(super) absent: Vec<AbsentLine>,
    /// How hazards that stand open at the end of a season came to their end, for the seasons
    /// before the last.
    pub(super) endings: Vec<EndingLine>,
}

/// Who types from that time of the day on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OperatorLine {
    pub(super) from: NaiveTime,
    pub(super) names: Vec<String>,
}

/// The weather of a day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WeatherLine {
    pub(super) day: NaiveDate,
    pub(super) words: String,
}

/// Who signs at a site for what its post holder answers for: one a shift, changing by the week.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignersLine {
    pub(super) site: String,
    pub(super) signers: Vec<String>,
}

/// An item of which there is nothing at the site.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AbsentLine {
    pub(super) site: String,
    pub(super) item: String,
}

/// The last papers of a hazard that stands open at the end of the season.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EndingLine {
    pub(super) words: String,
    pub(super) rectified: RectifiedLine,
    pub(super) recheck: RecheckLine,
    pub(super) closed: ClosedLine,
}

impl HazardLine {
    /// Moves all its days, and the days its words name.
    pub(super) fn shift(&mut self, shift: &Shift) {
        let Self { words, found, measure, on_spot, limit, .. } = self;
        *found = shift.day(*found);
        *words = shift.words(words);
        *measure = shift.words(measure);
        if let Some(on_spot) = on_spot {
            on_spot.at = shift.moment(on_spot.at);
            on_spot.how = shift.words(&on_spot.how);
            on_spot.closed_on = shift.day(on_spot.closed_on);
        }
        if let Some(limit) = limit {
            limit.shift(shift);
        }
    }
}

impl LimitLine {
    fn shift(&mut self, shift: &Shift) {
        self.due = shift.day(self.due);
        self.handed = shift.moment(self.handed);
        self.received = shift.moment(self.received);
        self.safety_no = shift.words(&self.safety_no);
        self.dual_no = shift.words(&self.dual_no);
        if let Some(extended) = &mut self.extended {
            extended.until = shift.day(extended.until);
            extended.why = shift.words(&extended.why);
            extended.on = shift.day(extended.on);
        }
        if let Some(rectified) = &mut self.rectified {
            rectified.on = shift.moment(rectified.on);
            rectified.how = shift.words(&rectified.how);
        }
        if let Some(recheck) = &mut self.recheck {
            recheck.on = shift.moment(recheck.on);
            recheck.words = shift.words(&recheck.words);
        }
        if let Some(closed) = &mut self.closed {
            closed.on = shift.day(closed.on);
        }
    }
}

/// A day with the time to the minute, as the material writes it: `2027-01-30 22:50`.
fn moment<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDateTime, D::Error> {
    let text = String::deserialize(from)?;
    NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M").map_err(serde::de::Error::custom)
}
