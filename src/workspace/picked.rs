//! What is in front at each place, and how something else gets there.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{HazardFilter, Place, Tab};
use crate::model::checklist::Judge;
use crate::model::document::Tabled;
use crate::model::id::{PersonId, SheetId};
use crate::model::plan::Chapter;
use crate::model::{Document, Kind, RecordId};
use crate::print::Request;

/// Which row of a sheet is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entering {
    /// The sheet.
    pub sheet: SheetId,
    /// The block whose rest the person is asked to confirm.
    pub confirming: Option<Judge>,
}

/// One thing that is to be in front at its place. What else is in front stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// That record, and the screen it is on.
    Record(RecordId),
    /// No record of that kind: its list alone.
    NoneOf(Kind),
    /// That screen of its place.
    Tab(Tab),
    /// That chapter of the plan, or what stands before the chapters.
    Chapter(Option<Chapter>),
    /// The sheets of that day, or of today.
    Day(Option<NaiveDate>),
    /// That sheet, to be typed back, or none.
    Entering(Option<Entering>),
    /// Those hazards.
    Filter(HazardFilter),
    /// That person's day of the rota, or none.
    Turn(Option<(PersonId, NaiveDate)>),
    /// That print, or none.
    Paper(Option<Request>),
}

/// What is in front at each place; stays while another place is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// The screens in front, where it is not the first.
    tabs: BTreeMap<Place, Tab>,
    /// The record of each kind.
    records: BTreeMap<Kind, RecordId>,
    /// The chapter of the plan.
    pub chapter: Option<Chapter>,
    /// The day whose sheets are listed; today if none.
    pub day: Option<NaiveDate>,
    /// Whose day of the rota.
    pub turn: Option<(PersonId, NaiveDate)>,
    /// The sheet being typed back.
    pub entering: Option<Entering>,
    /// Which hazards are listed.
    pub filter: HazardFilter,
    /// The print in the preview.
    pub paper: Option<Request>,
}

impl Picked {
    /// The screen in front at a place that has several.
    pub fn tab(&self, place: Place) -> Option<Tab> {
        self.tabs.get(&place).or_else(|| place.tabs().first()).copied()
    }

    /// The id of the record picked of that kind, whether or not it is still there.
    pub fn id<R: Tabled>(&self) -> Option<R::Id> {
        self.records.get(&R::KIND).and_then(R::id_of)
    }

    /// The record picked of that kind, if it is there to see.
    pub fn get<'a, R: Tabled>(&self, doc: &'a Document) -> Option<(R::Id, &'a R)> {
        let id = self.id::<R>()?;
        let record = R::table(doc).get(&id)?;
        Some((id, record))
    }

    /// Whether a record is looked at on another screen of the place than the one in front.
    pub(super) fn is_beside(&self, place: Place, record: &RecordId) -> bool {
        let (home, tab) = home(record.kind());
        home == place && tab != self.tab(place)
    }

    /// Whether a record of that kind is picked and there to see.
    pub fn shows(&self, doc: &Document, kind: Kind) -> bool {
        self.records.get(&kind).is_some_and(|record| doc.has(record))
    }

    /// Whether that record is picked.
    pub fn has(&self, record: &RecordId) -> bool {
        self.records.get(&record.kind()) == Some(record)
    }

    /// The same without what only moves within a screen: the cell of the rota, the line that was
    /// written last, the question about a sheet.
    #[must_use]
    pub fn whole(&self) -> Self {
        let mut whole = self.clone();
        whole.records.remove(&Kind::Duty);
        whole.records.remove(&Kind::IncidentLine);
        whole.turn = None;
        if let Some(entering) = &mut whole.entering {
            entering.confirming = None;
        }
        whole
    }

    /// Puts one thing in front at its place, and says where that is.
    pub(super) fn pick(&mut self, pick: Pick) -> Place {
        match pick {
            Pick::Record(record) => self.pick_record(record),
            Pick::NoneOf(kind) => {
                self.records.remove(&kind);
                home(kind).0
            }
            Pick::Tab(tab) => {
                self.tabs.insert(tab.place(), tab);
                tab.place()
            }
            Pick::Chapter(chapter) => {
                self.chapter = chapter;
                Place::Plan
            }
            Pick::Day(day) => {
                self.day = day;
                Place::Patrol
            }
            Pick::Turn(turn) => {
                self.turn = turn;
                Place::Rota
            }
            Pick::Entering(entering) => {
                self.entering = entering;
                Place::Patrol
            }
            Pick::Filter(filter) => {
                self.filter = filter;
                Place::Hazards
            }
            Pick::Paper(paper) => {
                self.paper = paper;
                Place::Papers
            }
        }
    }

    /// Puts the screen in front that lists such records.
    pub(super) fn list(&mut self, kind: Kind) {
        let (place, tab) = home(kind);
        self.tabs.extend(tab.map(|tab| (place, tab)));
    }

    fn pick_record(&mut self, record: RecordId) -> Place {
        let kind = record.kind();
        self.list(kind);
        match &record {
            RecordId::Sheet(id) => {
                self.entering = Some(Entering { sheet: *id, confirming: None });
            }
            RecordId::Transfer(id) => self.paper = Some(Request::transfer(*id)),
            _ => {}
        }
        self.records.insert(kind, record);
        home(kind).0
    }
}

/// Where records of a kind are looked at.
fn home(kind: Kind) -> (Place, Option<Tab>) {
    let tab = match kind {
        Kind::Person => Tab::People,
        Kind::Post => Tab::Posts,
        Kind::Pairing => Tab::Pairings,
        Kind::Gathering => Tab::Gatherings,
        Kind::Unit => Tab::Units,
        Kind::Site => Tab::Sites,
        Kind::Resident => Tab::Residents,
        Kind::Zone => Tab::Zones,
        Kind::Steward => Tab::Stewards,
        Kind::Route => Tab::Routes,
        Kind::Checklist | Kind::Item => Tab::Checklists,
        Kind::Card => Tab::Cards,
        Kind::Phone => Tab::Phones,
        Kind::Supply => Tab::Supplies,
        Kind::Handout => Tab::Handouts,
        Kind::Plan | Kind::Version => Tab::Approval,
        Kind::Log => Tab::Logs,
        Kind::ZeroReport => Tab::ZeroReports,
        Kind::Handover => Tab::Handovers,
        Kind::SpotCheck => Tab::SpotChecks,
        Kind::Activity => Tab::Activities,
        Kind::Service => Tab::Services,
        Kind::Duty => Tab::ByPost,
        Kind::Swap => Tab::Swaps,
        Kind::Hazard => return (Place::Hazards, None),
        Kind::Incident | Kind::IncidentLine => return (Place::Incident, None),
        Kind::Sheet => return (Place::Patrol, None),
        Kind::Transfer | Kind::Number | Kind::Printout => return (Place::Papers, None),
        Kind::Mine | Kind::Season => return (Place::Profile, None),
    };
    (tab.place(), Some(tab))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::{EntryId, Mint, PersonId, Replica, ZoneId};
    use crate::model::people::Person;
    use crate::model::place::Zone;

    #[test]
    fn what_is_picked_at_one_place_leaves_the_others_alone() {
        let mint =
            |number| Mint { entry: EntryId { replica: Replica::from_bits(1), number }, place: 0 };
        let mut picked = Picked::default();
        let (person, zone) = (PersonId(mint(1)), ZoneId(mint(2)));
        // As from one frame: neither knows of the other.
        assert_eq!(picked.pick(Pick::Record(RecordId::Person(person))), Place::Team);
        assert_eq!(picked.pick(Pick::Record(RecordId::Zone(zone))), Place::Sites);
        picked.pick(Pick::Filter(HazardFilter::Late));
        assert_eq!(picked.id::<Person>(), Some(person));
        assert_eq!(picked.id::<Zone>(), Some(zone));
        assert_eq!(picked.tab(Place::Sites), Some(Tab::Zones));
        assert_eq!(picked.tab(Place::Team), Some(Tab::People));
        assert_eq!(picked.filter, HazardFilter::Late);
        picked.pick(Pick::Tab(Tab::Posts));
        picked.pick(Pick::NoneOf(Kind::Zone));
        assert_eq!((picked.id::<Person>(), picked.id::<Zone>()), (Some(person), None));
        assert_eq!(picked.tab(Place::Team), Some(Tab::Posts));
    }

    #[test]
    fn every_screen_is_at_its_place_and_every_kind_has_a_home() {
        for place in Place::RAIL {
            assert!(place.tabs().iter().all(|tab| tab.place() == *place), "{place:?}");
        }
        for kind in Kind::ALL.iter().copied() {
            let (place, tab) = home(kind);
            assert_eq!(tab.is_some(), !place.tabs().is_empty(), "{kind:?}");
            let lists = tab.and_then(Tab::kind);
            assert!(
                lists.is_none_or(|listed| listed == kind),
                "{kind:?} is on a list of {lists:?}"
            );
        }
    }
}
