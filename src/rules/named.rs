//! Whom and what a record names: what is named may not be removed.

use crate::model::hazard::{Hazard, Step};
use crate::model::id::{PersonId, PostId, SiteId};
use crate::model::people::Post;
use crate::model::place::Zone;
use crate::model::plan::Plan;
use crate::model::service::Activity;
use crate::model::sheet::Sheet;
use crate::model::watch::{Handover, Log};
use crate::model::{Document, RecordId};

/// The persons a record names.
pub(super) fn persons_in(doc: &Document, record: &RecordId) -> Vec<PersonId> {
    let one = |person: Option<PersonId>| person.into_iter().collect::<Vec<_>>();
    let named = match record {
        RecordId::Unit(id) => doc.units.get(id).map(|unit| one(unit.head)),
        RecordId::Zone(id) => doc.zones.get(id).map(in_zone),
        RecordId::Post(id) => doc.posts.get(id).map(in_post),
        RecordId::Plan(id) => doc.plan.get(id).map(in_plan),
        RecordId::Phone(id) => doc.phones.get(id).map(|phone| one(phone.dialled_by)),
        RecordId::Version(id) => doc.versions.get(id).map(|version| version.by.clone()),
        RecordId::Duty(id) => doc.duties.get(id).map(|duty| duty.persons.clone()),
        RecordId::Sheet(id) => doc.sheets.get(id).map(in_sheet),
        RecordId::Hazard(id) => doc.hazards.get(id).map(in_hazard),
        RecordId::Transfer(id) => doc.transfers.get(id).map(|transfer| one(transfer.by)),
        RecordId::Log(id) => doc.logs.get(id).map(in_log),
        RecordId::ZeroReport(id) => doc.zero_reports.get(id).map(|told| one(told.reporter)),
        RecordId::Handover(id) => doc.handovers.get(id).map(in_handover),
        RecordId::SpotCheck(id) => doc.spot_checks.get(id).map(|check| one(check.checker)),
        RecordId::Activity(id) => doc.activities.get(id).map(in_activity),
        RecordId::Service(id) => doc.services.get(id).map(|service| service.members.clone()),
        RecordId::Mine(_)
        | RecordId::Season(_)
        | RecordId::Person(_)
        | RecordId::Card(_)
        | RecordId::Site(_)
        | RecordId::Route(_)
        | RecordId::Item(_)
        | RecordId::Checklist(_)
        | RecordId::Number(_) => None,
    };
    named.unwrap_or_default()
}

fn in_zone(zone: &Zone) -> Vec<PersonId> {
    zone.keeper.into_iter().chain(zone.backup).collect()
}

fn in_post(post: &Post) -> Vec<PersonId> {
    post.primary.into_iter().chain(post.backup).collect()
}

fn in_plan(plan: &Plan) -> Vec<PersonId> {
    plan.countersigns.values().filter_map(|line| line.person).collect()
}

fn in_sheet(sheet: &Sheet) -> Vec<PersonId> {
    let signers = sheet.electrician.into_iter().chain(sheet.post_holder);
    sheet.walkers.iter().copied().chain(signers).collect()
}

fn in_hazard(hazard: &Hazard) -> Vec<PersonId> {
    let signers = hazard.steps.iter().flat_map(signers);
    hazard.finders.iter().copied().chain(hazard.owner).chain(signers).collect()
}

fn signers(step: &Step) -> Vec<PersonId> {
    match step {
        Step::FixedOnSpot { fixer, checker, .. } => vec![*fixer, *checker],
        Step::Received { by, .. }
        | Step::Rectified { by, .. }
        | Step::Extended { by, .. }
        | Step::Closed { by, .. }
        | Step::Voided { by, .. } => vec![*by],
        Step::Rechecked { by, .. } => by.clone(),
        Step::HandedOver { .. } => Vec::new(),
    }
}

fn in_log(log: &Log) -> Vec<PersonId> {
    let callers = log.calls.values().filter_map(|call| call.by);
    let heads = log.leader.into_iter().chain(log.captain);
    log.keepers.iter().copied().chain(heads).chain(callers).collect()
}

fn in_handover(handover: &Handover) -> Vec<PersonId> {
    handover.giver.into_iter().chain(handover.taker).collect()
}

fn in_activity(activity: &Activity) -> Vec<PersonId> {
    let heads = activity.speaker.into_iter().chain(activity.writer);
    activity.invited.iter().copied().chain(heads).collect()
}

/// The sites a record names.
pub(super) fn sites_in(doc: &Document, record: &RecordId) -> Vec<SiteId> {
    match record {
        RecordId::Route(id) => {
            doc.routes.get(id).map(|route| route.stops.clone()).unwrap_or_default()
        }
        RecordId::Sheet(id) => doc.sheets.get(id).map(Sheet::sites).unwrap_or_default(),
        RecordId::Hazard(id) => {
            doc.hazards.get(id).and_then(|hazard| hazard.site).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The posts a record names.
pub(super) fn posts_in(doc: &Document, record: &RecordId) -> Vec<PostId> {
    match record {
        // An empty cell may stay when its post goes.
        RecordId::Duty(id) => {
            let filled = doc.duties.get(id).is_some_and(|duty| !duty.persons.is_empty());
            filled.then_some(id.post).into_iter().collect()
        }
        RecordId::Card(code) => doc
            .cards
            .get(code)
            .map(|card| card.steps.values().filter_map(|step| step.post).collect())
            .unwrap_or_default(),
        RecordId::SpotCheck(id) => {
            doc.spot_checks.get(id).and_then(|check| check.post).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
