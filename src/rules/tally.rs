//! What a stretch of days came to: the figures of the daily brief and of the summary, and the
//! sentences made of them. Each figure counts records that are there; none is typed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::course::at_end_of;
use super::figures::HazardFigures;
use super::incidents::IncidentFigures;
use super::outreach::{ActivityFigures, ServiceFigures, hours_words};
use super::zero::is_walked;
use crate::model::Document;
use crate::model::checklist::{Code, Depth};
use crate::model::hazard::{Hazard, State};
use crate::model::id::{HazardId, PersonId, SiteId};
use crate::model::sheet::Sheet;
use crate::model::watch::Outcome;

/// The figures of some days, first and last included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Route sheets that came back.
    pub patrols: usize,
    /// Other sheets that came back.
    pub checks: usize,
    /// Points looked at on route sheets, each time counted; other sheets are of one site each.
    pub points: usize,
    /// Different sites looked at.
    pub sites: usize,
    /// People who walked, each time counted (人次).
    pub walkers: usize,
    /// Sheets of those days of which nothing is known yet.
    pub out: usize,
    /// Hazards found in those days, and how far they have come by the last.
    pub hazards: HazardFigures,
    /// Hazards found in those days for which the safety department issued a notice.
    pub notices: usize,
    /// Hazards signed off in those days, whenever they were found.
    pub closed: usize,
    /// Cells of the rota that are filled, as shifts of people (人班).
    pub duties: usize,
    /// Spot checks of posts.
    pub spot_checks: usize,
    /// Spot checks that reached nobody within three minutes.
    pub unreached: usize,
    /// Spot checks that found the post empty.
    pub away: usize,
    /// Spot checks of which nobody wrote what they found.
    pub unsaid: usize,
    /// Zero reports told.
    pub zero_reports: usize,
    /// Incidents that began in those days; no drills.
    pub incidents: IncidentFigures,
    /// Publicity.
    pub activities: ActivityFigures,
    /// Help.
    pub services: ServiceFigures,
}

impl Tally {
    /// Counts the records of those days.
    pub fn of(doc: &Document, from: NaiveDate, to: NaiveDate) -> Self {
        let within = |day: Option<NaiveDate>| day.is_some_and(|day| from <= day && day <= to);
        let sheets: Vec<_> =
            doc.sheets.iter().map(|(_, sheet)| sheet).filter(|sheet| within(sheet.day)).collect();
        let looked: Vec<(&Sheet, Vec<SiteId>)> = sheets
            .iter()
            .filter(|sheet| is_walked(sheet))
            .map(|sheet| (*sheet, sheet.checked_sites()))
            .collect();
        let out = |sheet: &&&Sheet| sheet.entered.is_none() && !is_walked(sheet);
        let sites = sites_looked_at(doc, from, to);
        let hazards: Vec<Cow<'_, Hazard>> =
            doc.hazards.iter().map(|(_, hazard)| at_end_of(hazard, to)).collect();
        let found: Vec<&Hazard> = hazards
            .iter()
            .map(AsRef::as_ref)
            .filter(|hazard| within(hazard.found_on) && hazard.state() != State::Void)
            .collect();
        let notices: BTreeSet<&str> = found
            .iter()
            .map(|hazard| hazard.safety_number.trim())
            .filter(|number| !number.is_empty())
            .collect();
        let checks: Vec<_> = doc
            .spot_checks
            .iter()
            .map(|(_, check)| check)
            .filter(|check| within(check.day))
            .collect();
        let outcome = |wanted| checks.iter().filter(|check| check.outcome == Some(wanted)).count();
        let is_route = |(sheet, _): &&(&Sheet, _)| sheet.depth() == Depth::Patrol;
        let routes = looked.iter().filter(is_route).count();
        Self {
            from,
            to,
            patrols: routes,
            checks: looked.len() - routes,
            points: looked.iter().filter(is_route).map(|(_, sites)| sites.len()).sum(),
            sites: sites.len(),
            walkers: looked.iter().map(|(sheet, _)| sheet.walkers.len()).sum(),
            out: sheets.iter().filter(out).count(),
            hazards: HazardFigures::count(found.iter().copied(), to),
            notices: notices.len(),
            closed: hazards
                .iter()
                .filter(|hazard| hazard.state() == State::Closed && within(hazard.closed_on()))
                .count(),
            duties: doc
                .duties
                .iter()
                .filter(|(id, _)| within(Some(id.day)))
                .map(|(_, duty)| duty.persons.len())
                .sum(),
            spot_checks: checks.len(),
            unreached: outcome(Outcome::Unreached),
            away: outcome(Outcome::Away),
            unsaid: checks.iter().filter(|check| check.outcome.is_none()).count(),
            incidents: IncidentFigures::of(doc, from, to),
            zero_reports: doc.zero_reports.iter().filter(|(_, one)| within(one.day)).count(),
            activities: ActivityFigures::count(
                doc.activities.iter().map(|(_, one)| one).filter(|one| within(one.day)),
            ),
            services: ServiceFigures::count(
                doc.services.iter().map(|(_, one)| one).filter(|one| within(one.day)),
            ),
        }
    }

    /// The whole season so far: from its first day, or its first record, to `until`.
    pub fn of_season(doc: &Document, until: NaiveDate) -> Self {
        Self::of(doc, first_day(doc, until), until)
    }

    /// The sentences, each of one kind of work; kinds without a record are left out, and what was
    /// not counted is not claimed.
    pub fn sentences(&self) -> Vec<String> {
        [self.patrol_words(), self.hazard_words(), self.watch_words(), self.outreach_words()]
            .into_iter()
            .flatten()
            .collect()
    }

    /// What the sheets came to; nothing before one came back.
    pub fn patrol_words(&self) -> Option<String> {
        if self.patrols + self.checks == 0 {
            return None;
        }
        let Self { patrols, points, checks, walkers, sites, .. } = self;
        let (patrols, apart) = match (patrols, checks) {
            (patrols, 0) => (Some(format!("开展巡查{patrols}次，检查点位{points}处次")), None),
            (0, checks) => (None, Some(format!("开展检查、专项检查{checks}场次"))),
            (patrols, checks) => (
                Some(format!("开展巡查{patrols}次，检查点位{points}处次")),
                Some(format!("另开展检查、专项检查{checks}场次")),
            ),
        };
        let parts: Vec<String> = patrols.into_iter().chain(apart).collect();
        let mut words = format!("{}；出动{walkers}人次，涉及场所{sites}处。", parts.join("；"));
        if 0 < self.out {
            words = format!("{}另有{}张单子尚未收回录入。", words, self.out);
        }
        Some(words)
    }

    /// What became of hazards; nothing without any.
    pub fn hazard_words(&self) -> Option<String> {
        let HazardFigures { all, on_spot, open, late, was_late, .. } = self.hazards;
        if all + self.closed == 0 {
            return None;
        }
        let mut parts = vec![format!("排查隐患{all}条，当场整改{on_spot}条")];
        if 0 < self.notices {
            parts.push(format!("主管部门下达整改通知{}份", self.notices));
        }
        parts.push(format!("期间销号{}条", self.closed));
        if 0 < open {
            parts.push(format!("未销号{open}条"));
        }
        if 0 < late {
            parts.push(format!("其中超期{late}条"));
        }
        if late < was_late {
            parts.push(format!("整改过期限或过期限后才延期{}条", was_late - late));
        }
        let rate = self.hazards.rate_words();
        let rate = if all == 0 { String::new() } else { format!("{rate}。") };
        Some(format!("{}。{rate}", parts.join("，")))
    }

    /// How the watch was kept; nothing without a record of it.
    pub fn watch_words(&self) -> Option<String> {
        let mut parts = Vec::new();
        if 0 < self.duties {
            parts.push(format!("安排值守{}人班", self.duties));
        }
        if 0 < self.zero_reports {
            parts.push(format!("报送零报告{}次", self.zero_reports));
        }
        if 0 < self.spot_checks {
            parts.push(format!("抽查岗位{}次", self.spot_checks));
            if 0 < self.unreached {
                parts.push(format!("其中{}次三分钟内未接通", self.unreached));
            }
            // Said only where checks were made and written down. Source: `sources.md` 查岗记录.
            parts.push(match (self.away, self.unsaid) {
                (0, 0) => "抽查中未发现空岗".to_owned(),
                (0, unsaid) => format!("其中{unsaid}次未写情况"),
                (away, _) => format!("发现不在岗{away}次"),
            });
        }
        parts.extend(self.incidents.words());
        (!parts.is_empty()).then(|| format!("{}。", parts.join("，")))
    }

    /// Publicity and help; nothing without a record of either.
    pub fn outreach_words(&self) -> Option<String> {
        let mut sentences = Vec::new();
        let ActivityFigures { events, attendances, answered, impossible, .. } = self.activities;
        if 0 < events {
            sentences.push(format!("开展宣传活动{events}场，参加{attendances}人次。"));
        }
        if 0 < answered || 0 < impossible {
            sentences.push(format!("{}。", self.activities.rate_words()));
        }
        let ServiceFigures { services, people, minutes } = self.services;
        if 0 < services {
            let hours = hours_words(minutes);
            sentences.push(format!("帮扶服务{services}件、{people}人次，累计{hours}小时。"));
        }
        (!sentences.is_empty()).then(|| sentences.concat())
    }
}

/// The first day of the season or of its records; `until` where there is none.
pub fn first_day(doc: &Document, until: NaiveDate) -> NaiveDate {
    let first_sheet = doc.sheets.iter().filter_map(|(_, sheet)| sheet.day).min();
    let first_hazard = doc.hazards.iter().filter_map(|(_, hazard)| hazard.found_on).min();
    let known = [doc.current_season().first, first_sheet, first_hazard];
    known.into_iter().flatten().min().unwrap_or(until)
}

/// Hazards that came up more than once: the same item at the same site, each with all its cases.
pub fn repeated(doc: &Document, until: NaiveDate) -> Vec<(SiteId, Code, Vec<HazardId>)> {
    let mut cases: BTreeMap<(SiteId, &str), (Code, Vec<HazardId>)> = BTreeMap::new();
    for (id, hazard) in doc.hazards.iter().filter(|(_, hazard)| hazard.state() != State::Void) {
        let (Some(site), Some(item)) = (hazard.site, &hazard.item) else { continue };
        if hazard.found_on.is_none_or(|found| found <= until) {
            let case = cases.entry((site, item.base.as_str()));
            case.or_insert_with(|| (item.clone(), Vec::new())).1.push(*id);
        }
    }
    let several = cases.into_iter().filter(|(_, (_, ids))| 1 < ids.len());
    several.map(|((site, _), (item, ids))| (site, item, ids)).collect()
}

/// The different sites that sheets of those days tell of.
pub fn sites_looked_at(doc: &Document, from: NaiveDate, to: NaiveDate) -> BTreeSet<SiteId> {
    let sheets = doc.sheets.iter().map(|(_, sheet)| sheet);
    let within = |sheet: &&Sheet| sheet.day.is_some_and(|day| from <= day && day <= to);
    sheets.filter(within).filter(|sheet| is_walked(sheet)).flat_map(Sheet::checked_sites).collect()
}

/// Members who walked, were on duty, kept the log, checked, reported, spoke or served in those
/// days: who took part at all.
pub fn people_at_work(doc: &Document, from: NaiveDate, to: NaiveDate) -> usize {
    let within = |day: Option<NaiveDate>| day.is_some_and(|day| from <= day && day <= to);
    let walked = doc.sheets.iter().filter(|(_, one)| within(one.day) && is_walked(one));
    let served = doc.services.iter().filter(|(_, one)| within(one.day));
    let on_duty = doc.duties.iter().filter(|(id, _)| within(Some(id.day)));
    let people: BTreeSet<PersonId> = walked
        .flat_map(|(_, sheet)| sheet.walkers.clone())
        .chain(served.flat_map(|(_, one)| one.members.clone()))
        .chain(on_duty.flat_map(|(_, duty)| duty.persons.clone()))
        .chain(people_of_the_watch(doc, &within))
        .collect();
    people
        .iter()
        .filter(|id| doc.persons.find(id).is_some_and(|person| person.membership.is_some()))
        .count()
}

/// Whoever the papers of the watch and of publicity name in those days.
fn people_of_the_watch(
    doc: &Document,
    within: &dyn Fn(Option<NaiveDate>) -> bool,
) -> Vec<PersonId> {
    let mut people = Vec::new();
    for (_, log) in doc.logs.iter().filter(|(_, one)| within(one.day)) {
        people.extend(log.keepers.iter().copied().chain(log.leader).chain(log.captain));
    }
    for (_, one) in doc.handovers.iter().filter(|(_, one)| within(one.day)) {
        people.extend(one.giver.into_iter().chain(one.taker));
    }
    people.extend(
        doc.zero_reports.iter().filter_map(|(_, one)| one.reporter.filter(|_| within(one.day))),
    );
    people.extend(
        doc.spot_checks.iter().filter_map(|(_, one)| one.checker.filter(|_| within(one.day))),
    );
    for (_, one) in doc.activities.iter().filter(|(_, one)| within(one.day)) {
        people.extend(one.speaker.into_iter().chain(one.writer));
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_done_is_nothing_claimed() {
        let tally = Tally::of(&Document::default(), day("2027-02-05"), day("2027-02-05"));
        assert!(tally.sentences().is_empty());
    }

    #[test]
    fn sentences_say_what_was_counted() {
        let mut tally = Tally::of(&Document::default(), day("2027-01-30"), day("2027-02-20"));
        tally.patrols = 210;
        tally.points = 1_050;
        tally.walkers = 420;
        tally.sites = 15;
        tally.hazards =
            HazardFigures { all: 96, on_spot: 63, closed: 94, open: 2, ..HazardFigures::default() };
        tally.closed = 94;
        tally.notices = 21;
        tally.spot_checks = 26;
        tally.unreached = 1;
        let words = tally.sentences();
        assert_eq!(words[0], "开展巡查210次，检查点位1050处次；出动420人次，涉及场所15处。");
        assert_eq!(
            words[1],
            "排查隐患96条，当场整改63条，主管部门下达整改通知21份，期间销号94条，未销号2条。\
             整改率97.9%（94/96，口径：已销号÷累计登记）。"
        );
        assert_eq!(words[2], "抽查岗位26次，其中1次三分钟内未接通，抽查中未发现空岗。");
    }

    #[test]
    fn nobody_claims_that_all_posts_were_manned_where_it_was_not_written_down() {
        let mut tally = Tally::of(&Document::default(), day("2027-01-30"), day("2027-02-20"));
        for (unsaid, away, words) in [
            (0, 0, "抽查岗位3次，抽查中未发现空岗。"),
            (2, 0, "抽查岗位3次，其中2次未写情况。"),
            (2, 1, "抽查岗位3次，发现不在岗1次。"),
        ] {
            (tally.spot_checks, tally.unsaid, tally.away) = (3, unsaid, away);
            assert_eq!(tally.watch_words().as_deref(), Some(words));
        }
    }
}
