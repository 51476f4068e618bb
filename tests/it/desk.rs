//! A small mine to test on, and a clock that moves when told to.

use chrono::{NaiveDate, NaiveDateTime};
use shousui::action::{Action, Book, NewRecord};
use shousui::model::id::{PersonId, Replica, RouteId, SiteId, WorkbookId};
use shousui::model::mine::{MineField, Only, SeasonField};
use shousui::model::people::{Certificate, Person, Skill};
use shousui::model::place::{Route, Site, SiteKind, Zone};
use shousui::model::{Put, RecordId};
use shousui::session::{Done, Session};

/// New Year's Eve of 2027, in the morning.
pub(crate) fn morning() -> NaiveDateTime {
    day().and_hms_opt(8, 0, 0).unwrap()
}

/// New Year's Eve of 2027.
pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 2, 5).unwrap()
}

pub(crate) fn replica(n: u64) -> Replica {
    Replica::from_bits(n)
}

/// A workbook of its own.
pub(crate) fn empty(n: u64) -> Session {
    let mut session = Session::new(WorkbookId(replica(7)), replica(n));
    session.sit_down("亢宝庆");
    session
}

/// The names the tests use.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    pub(crate) people: Vec<PersonId>,
    pub(crate) electrician: PersonId,
    pub(crate) sites: Vec<SiteId>,
    pub(crate) route: RouteId,
}

pub(crate) fn person(session: &mut Session, name: &str, electrician: bool) -> PersonId {
    let certificates = if electrician {
        vec![Certificate { skill: Skill::Electrician, number: String::new(), until: None }]
    } else {
        Vec::new()
    };
    let new = Person { name: name.to_owned(), certificates, ..Person::default() };
    match made(session, Action::Add(NewRecord::Person(new))) {
        RecordId::Person(id) => id,
        other => panic!("{other:?}"),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "tests make actions in place")]
pub(crate) fn act(session: &mut Session, action: Action) -> Done {
    let done = session.perform(&action, morning()).unwrap();
    session.seal();
    done
}

pub(crate) fn made(session: &mut Session, action: Action) -> RecordId {
    act(session, action).made.into_iter().next().unwrap()
}

/// Three sites on a route, four members and an electrician, the shipped checklists.
pub(crate) fn small_mine(n: u64) -> (Session, Names) {
    let mut session = empty(n);
    act(&mut session, Action::Set((Only, MineField::Name("望禾煤矿".to_owned())).into()));
    act(&mut session, Action::Set((Only, SeasonField::Year(2027)).into()));
    act(&mut session, Action::LoadBook(std::sync::Arc::new(Book::shipped().unwrap())));
    let people = ["苗小满", "温禾生", "柴有田", "亢宝庆"]
        .map(|name| person(&mut session, name, false))
        .to_vec();
    let electrician = person(&mut session, "侯望川", true);
    let zone = Zone { name: "公寓东区".to_owned(), ..Zone::default() };
    let zone = match made(&mut session, Action::Add(NewRecord::Zone(zone))) {
        RecordId::Zone(id) => id,
        other => panic!("{other:?}"),
    };
    let sites: Vec<SiteId> = [
        ("3号公寓", SiteKind::Dormitory),
        ("职工食堂", SiteKind::Canteen),
        ("充电棚B区", SiteKind::ChargingShed),
    ]
    .into_iter()
    .map(|(name, kind)| {
        let site =
            Site { name: name.to_owned(), kind: Some(kind), zone: Some(zone), ..Site::default() };
        match made(&mut session, Action::Add(NewRecord::Site(site))) {
            RecordId::Site(id) => id,
            other => panic!("{other:?}"),
        }
    })
    .collect();
    let route = Route {
        name: "东线".to_owned(),
        area: "公寓区".to_owned(),
        stops: sites.clone(),
        ..Route::default()
    };
    let route = match made(&mut session, Action::Add(NewRecord::Route(route))) {
        RecordId::Route(id) => id,
        other => panic!("{other:?}"),
    };
    (session, Names { people, electrician, sites, route })
}

/// Shorthand for writing one field.
pub(crate) fn set(put: impl Into<Put>) -> Action {
    Action::Set(put.into())
}
