//! Training, musters and meetings: counted where somebody wrote down who came, and told where not.

use std::sync::Arc;

use shousui::action::{Action, NewRecord, Registered, TeamAction};
use shousui::model::gathering::{Gathering, GatheringField, GatheringKind};
use shousui::model::id::{GatheringId, PersonId};
use shousui::model::people::{Group, Membership, PersonField, Role, Standing, Training};
use shousui::rules::gatherings::{held, held_words, to_register};
use shousui::rules::review;
use shousui::session::Session;

use crate::fixture::{act, day, empty, set, small_mine};

fn team() -> (Session, Vec<PersonId>) {
    let (mut session, names) = small_mine(1);
    for id in &names.people {
        let membership = Membership {
            standing: Standing::Member,
            squad: String::new(),
            group: Group::Patrol,
            role: Role::Member,
        };
        act(&mut session, set((*id, PersonField::Membership(Some(membership)))));
    }
    (session, names.people)
}

fn add(session: &mut Session, one: Gathering) -> GatheringId {
    let done = act(session, Action::Add(NewRecord::Gathering(one)));
    match done.made.into_iter().next() {
        Some(shousui::model::RecordId::Gathering(id)) => id,
        other => panic!("{other:?}"),
    }
}

fn training(title: &str, on: &str, attended: &[PersonId]) -> Gathering {
    Gathering {
        title: title.to_owned(),
        kind: Some(GatheringKind::Training),
        day: on.parse().ok(),
        attended: attended.to_vec(),
        ..Gathering::default()
    }
}

fn told(session: &Session) -> Vec<(&'static str, String)> {
    let findings = review(session.document(), day());
    let of_them = findings.iter().filter(|one| one.rule.code.starts_with('G'));
    of_them.map(|one| (one.rule.code, one.breach.sentence())).collect()
}

#[test]
fn what_was_held_counts_once_somebody_wrote_down_who_came() {
    let (mut session, people) = team();
    add(&mut session, training("第一次", "2027-01-28", &people));
    let others = Gathering { others: 3, ..training("第二次", "2027-01-30", &people[..1]) };
    add(&mut session, others);
    add(&mut session, training("没登记的", "2027-02-01", &[]));
    add(&mut session, training("以后的", "2027-02-20", &people));
    let meeting = Gathering {
        kind: Some(GatheringKind::Meeting),
        ..training("会", "2027-02-02", &people[..2])
    };
    add(&mut session, meeting);
    let words = held_words(&held(session.document(), day()));
    assert_eq!(words, "培训2次8人次、会议1次2人次");
    assert_eq!(held_words(&[]), "");
}

#[test]
fn what_is_still_to_be_written_down_is_told_and_done_in_one_step() {
    let (mut session, people) = team();
    let id = add(&mut session, training("上岗前培训", "2027-01-29", &[]));
    add(&mut session, training("补训", "2027-03-10", &[]));
    let lacking = "上岗前培训：1月29日已过，还没登记到会人员；没有开的请删除或改期".to_owned();
    assert_eq!(told(&session), [("G1", lacking)]);
    act(&mut session, set((id, GatheringField::Attended(people))));
    let open = "上岗前培训：到会的队员里有4人还没登记培训合格".to_owned();
    assert_eq!(told(&session), [("G2", open)]);
    let one = session.document().gatherings.get(&id).unwrap().clone();
    let people = to_register(session.document(), &one);
    let (what, day) = (Registered::Trained, one.day.unwrap());
    // Somebody was examined the day after, and their day stays.
    let passed = Some(Training::Passed("2027-01-30".parse().unwrap()));
    act(&mut session, set((people[0], PersonField::Training(passed))));
    let (late, people) = (people[0], to_register(session.document(), &one));
    assert!(people.len() == 3 && !people.contains(&late));
    act(&mut session, Action::Team(TeamAction::Register { what, day, people }));
    assert_eq!(told(&session), []);
    assert_eq!(session.document().persons.get(&late).unwrap().training, passed);
}

/// What happened stays with its season.
#[test]
fn the_next_season_begins_without_gatherings() {
    let (mut session, people) = team();
    add(&mut session, training("上岗前培训", "2027-01-29", &people));
    let mut next = empty(2);
    act(&mut next, Action::TakeOver(Arc::new(session.document().clone())));
    assert!(next.document().gatherings.is_empty());
}
