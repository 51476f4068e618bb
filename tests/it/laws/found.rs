//! What the laws found once, each in its smallest form.

use chrono::NaiveDate;
use shousui::action::{Action, PlanAction, Registered, SheetAction, TeamAction, WatchAction};
use shousui::model::duty::DutyShift;
use shousui::model::id::{PersonId, PostId};
use shousui::model::mine::{Only, SeasonField};
use shousui::model::people::PostField;
use shousui::model::watch::LogField;
use shousui::model::{Document, RecordId};
use shousui::rules::review;
use shousui::session::Session;

use super::entries;
use crate::fixture::{act, busy_mine, day, made, morning, replica, set};

fn first_post(doc: &Document) -> PostId {
    doc.posts.iter().next().map(|(id, _)| *id).unwrap()
}

/// A list that names somebody twice is one act, and one act is taken back as one.
#[test]
fn an_act_that_names_a_record_twice_can_be_undone() {
    let base = busy_mine(1);
    let doc = base.document();
    let post = first_post(doc);
    let person: PersonId = doc.persons.iter().next().map(|(id, _)| *id).unwrap();
    let phone = doc.phones.iter().next().map(|(id, _)| *id).unwrap();
    let card = doc.cards.iter().next().map(|(code, _)| code.clone()).unwrap();
    let (what, people) = (Registered::Trained, vec![person, person]);
    let twice = [
        Action::Team(TeamAction::OrderPosts(vec![post, post])),
        Action::Team(TeamAction::Register { what, day: day(), people }),
        Action::Plan(PlanAction::OrderPhones(vec![phone, phone])),
        Action::Plan(PlanAction::SwapSteps { card, one: 10, other: 10 }),
    ];
    for action in twice {
        let mut session = base.clone();
        act(&mut session, action.clone());
        let newest = session.journal().newest_first().next().unwrap();
        let cells: std::collections::BTreeSet<_> =
            newest.changes.iter().map(shousui::model::Change::cell).collect();
        assert_eq!(cells.len(), newest.changes.len(), "{action:?}");
        session.undo(morning()).unwrap();
        assert_eq!(session.document(), doc, "{action:?}");
    }
}

#[test]
fn posts_are_loaded_behind_the_last_place_there_is() {
    let mut session = busy_mine(1);
    let (post, count) = (first_post(session.document()), session.document().posts.len());
    act(&mut session, set((post, PostField::Order(u16::MAX))));
    act(&mut session, Action::Team(TeamAction::LoadPosts));
    let doc = session.document();
    assert!(count < doc.posts.len());
    assert!(doc.posts.iter().all(|(_, post)| 0 < post.order));
}

/// A file may hold any day there is.
#[test]
fn the_last_day_of_the_calendar_stops_nothing() {
    let mut session = busy_mine(1);
    let day = NaiveDate::MAX;
    for shift in DutyShift::ALL.iter().copied() {
        let (begin, end) = shift.span(day);
        assert!(begin <= end && begin.date() == day);
        act(&mut session, Action::Watch(WatchAction::OpenHandover { day, shift }));
        act(&mut session, Action::Watch(WatchAction::OpenLog { day, shift }));
    }
    let (post, people) = (first_post(session.document()), Vec::new());
    let days = vec![(day, people)];
    let shift = DutyShift::Night;
    act(&mut session, Action::Team(TeamAction::TakeTurns { post, shift, days }));
    let log = session.document().logs.iter().next().map(|(id, _)| *id).unwrap();
    act(&mut session, set((log, LogField::Day(Some(day)))));
    let _findings = review(session.document(), day);
}

/// A year is typed, and somebody types a sign before it.
#[test]
fn a_number_of_any_year_is_read_again() {
    for year in [-1, 0, i32::MIN, i32::MAX] {
        let mut session = busy_mine(1);
        act(&mut session, set((Only, SeasonField::Year(year))));
        let route = session.document().routes.iter().next().map(|(id, _)| *id).unwrap();
        let (shift, walkers) = ("早班".to_owned(), Vec::new());
        let issue = SheetAction::IssueRoute { route, shift, day: day(), walkers };
        act(&mut session, Action::Sheet(issue));
        let text = shousui::file::write(&session.snapshot());
        let opened = shousui::file::read(text.as_bytes()).unwrap();
        assert_eq!(&opened.kept.doc, session.document(), "{year}");
    }
}

/// The code of a card is its name: the next free one, however many others came and went.
#[test]
fn a_new_card_never_gets_the_code_of_another() {
    let mut base = busy_mine(1);
    let mut here = Session::open(base.snapshot(), replica(2));
    let mut there = Session::open(base.snapshot(), replica(3));
    let new = |session: &mut Session, title: &str| {
        let title = title.to_owned();
        made(session, Action::Plan(PlanAction::NewCard { title }))
    };
    new(&mut here, "甲");
    there.adopt(entries(&here)).unwrap();
    let theirs = new(&mut there, "乙");
    here.undo(morning()).unwrap();
    there.adopt(entries(&here)).unwrap();
    assert_ne!(new(&mut there, "丙"), theirs);
    let RecordId::Card(code) = theirs else { panic!("{theirs:?}") };
    assert_eq!(there.document().cards.get(&code).unwrap().title, "乙");
}
