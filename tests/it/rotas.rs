//! What filling a rota, taking turns and going on with one leave alone, and what none of them does.

use std::collections::BTreeMap;

use shousui::action::filling::{Filled, Filling, Order};
use shousui::action::going_on::{Pattern, go_on};
use shousui::action::turns::{Turns, turns};
use shousui::action::{Action, NewRecord, TeamAction};
use shousui::model::duty::{DutyField, DutyId, DutyShift};
use shousui::model::id::{PersonId, PostId};
use shousui::model::people::{Certificate, Leave, PersonField, Post, Skill};
use shousui::model::rota::{Pairing, Tie};
use shousui::rules::duty::{Against, Burden};
use shousui::rules::review;
use shousui::session::Session;

use crate::filling::{after, enough, member, post, put, season, shifts};
use crate::fixture::{act, day, empty, morning, person, set};

fn people(session: &Session) -> Vec<PersonId> {
    session.document().persons.iter().map(|(id, _)| *id).collect()
}

fn first_post(session: &Session) -> PostId {
    *session.document().posts.iter().next().unwrap().0
}

fn filled(session: &Session, (from, to): (usize, usize)) -> Filled {
    let order = Order { from: after(from), to: after(to), earlier: BTreeMap::new(), gaps: false };
    Filling::of(session.document(), order, morning()).in_short().solved(|_, _| true).unwrap()
}

/// Where the only electrician is put elsewhere: by hand, by the mine's office, this morning.
#[test]
fn nobody_is_advised_to_change_a_copied_rota_or_a_shift_that_has_begun() {
    for (post_of, place, is_offered) in [("手工", 1, true), ("矿办", 1, false), ("今早", 0, false)]
    {
        let mut session = enough(4);
        let (only, patrol) = (people(&session)[0], first_post(&session));
        let held = Certificate { skill: Skill::Electrician, number: String::new(), until: None };
        act(&mut session, set((only, PersonField::Certificates(vec![held]))));
        let needs = vec![Skill::Electrician];
        let new = Post { needs, ..shifts("电工值班", &[DutyShift::Night], 1) };
        let electric = post(&mut session, new);
        if post_of == "矿办" {
            let new = Post { official: true, ..shifts("值班矿领导", &[DutyShift::Whole], 1) };
            let leader = post(&mut session, new);
            put(&mut session, (leader, DutyShift::Whole), place, only);
        } else {
            put(&mut session, (patrol, DutyShift::Day), place, only);
        }
        let filled = filled(&session, (place, place));
        let lack = filled.lacks.iter().find(|one| one.lack.cell.post == electric).unwrap();
        assert!(!lack.because.is_empty(), "{post_of}");
        let offers: Vec<&str> = lack.offers.iter().map(|offer| offer.words.as_str()).collect();
        let is_there = offers.iter().any(|words| words.contains("不再固定在"));
        assert!(!offers.is_empty() && is_there == is_offered, "{post_of}: {offers:?}");
    }
}

/// An apprentice whose master is not in the team and on no rota.
#[test]
fn nobody_comes_without_somebody_they_are_to_be_on_with_who_can_be_nowhere() {
    for (tie, comes) in [(Tie::Together, false), (Tie::Crew, true)] {
        let mut session = enough(6);
        let apprentice = people(&session)[0];
        let master = person(&mut session, "师傅", false);
        let (name, people) = ("师徒".to_owned(), vec![master, apprentice]);
        let new = Pairing { name, tie: Some(tie), people, ..Pairing::default() };
        act(&mut session, Action::Add(NewRecord::Pairing(new)));
        let filled = filled(&session, (1, 6));
        assert_eq!(filled.lacks, []);
        let is_on = filled.changed.values().any(|people| people.contains(&apprentice));
        assert_eq!(is_on, comes, "{tie:?}");
        act(&mut session, Action::Team(TeamAction::FillRota(filled.changed)));
        let told = review(session.document(), day()).into_iter();
        assert_eq!(told.filter(|one| one.rule.code == "D15").count(), 0, "{tie:?}");
    }
}

/// Two who are never to be on together, and two more; the post takes two by day.
fn kept_apart() -> (Session, Vec<PersonId>, PostId) {
    let mut session = empty(1);
    season(&mut session, 12);
    let people: Vec<PersonId> =
        ["甲", "乙", "丙", "丁"].into_iter().map(|name| member(&mut session, name)).collect();
    let (primary, backup) = (Some(people[0]), Some(people[1]));
    let shifts = shifts("巡查员", &[DutyShift::Day], 2);
    let patrol = post(&mut session, Post { split: true, primary, backup, ..shifts });
    (session, people, patrol)
}

#[test]
fn those_who_are_kept_apart_are_told_of_in_the_cell_that_is_being_filled() {
    let (mut session, people, patrol) = kept_apart();
    let cell = |place| DutyId { day: after(place), post: patrol, shift: DutyShift::Day };
    let burden = Burden::of(session.document());
    let joining = |present: &[PersonId], one| {
        burden.against_joining(session.document(), cell(1), (present, one))
    };
    assert_eq!(joining(&people[..1], people[1]), [Against::With(people[0])]);
    assert_eq!(joining(&people[..1], people[2]), []);
    // Somebody wrote both of them in, four days long: going on with it puts them there no more.
    for place in 1..=4 {
        act(&mut session, set((cell(place), DutyField::Persons(people[..2].to_vec()))));
    }
    let doc = session.document();
    let lines = go_on(doc, &Pattern::before(doc, after(5)), (after(5), after(5)), morning());
    assert_eq!(doc.person_names(&lines[0].people), "甲、丙");
    assert_eq!(lines[0].remarks, ["乙与甲不排在同一班，丙顶"]);
}

/// Of two who must not be on together each two shifts at one time are told once, at the later one.
#[test]
fn each_time_two_are_on_who_must_not_be_is_told_once_of_the_one_who_comes_later() {
    let (mut session, people, patrol) = kept_apart();
    let gate = post(&mut session, shifts("门岗", &[DutyShift::Day], 1));
    let told = |session: &Session| -> Vec<String> {
        let findings = review(session.document(), day()).into_iter();
        let of_it = findings.filter(|one| one.rule.code == "D15");
        of_it.map(|one| one.breach.sentence()).collect()
    };
    // Past midnight, whoever of them was written down first.
    for (first, second, words) in [(0, 1, "乙与甲"), (1, 0, "甲与乙")] {
        put(&mut session, (patrol, DutyShift::Night), 1, people[first]);
        put(&mut session, (gate, DutyShift::Zero), 2, people[second]);
        assert_eq!(told(&session), [format!("2月7日 零点班 门岗：{words}不排在同一班")]);
    }
    let empty = |session: &mut Session, post, shift, place| {
        let cell = DutyId { day: after(place), post, shift };
        act(session, set((cell, DutyField::Persons(Vec::new()))));
    };
    empty(&mut session, patrol, DutyShift::Night, 1);
    empty(&mut session, gate, DutyShift::Zero, 2);
    // Twice on one day is twice; in one cell it is once.
    for shift in [DutyShift::Day, DutyShift::Night] {
        put(&mut session, (patrol, shift), 3, people[0]);
        put(&mut session, (gate, shift), 3, people[1]);
    }
    assert_eq!(told(&session).len(), 2, "{:?}", told(&session));
    for shift in [DutyShift::Day, DutyShift::Night] {
        empty(&mut session, gate, shift, 3);
    }
    let both = DutyId { day: after(3), post: patrol, shift: DutyShift::Day };
    act(&mut session, set((both, DutyField::Persons(people[..2].to_vec()))));
    assert_eq!(told(&session).len(), 1, "{:?}", told(&session));
}

/// Two take turns at a post for two who keep A角 and B角 apart: never both in one shift.
#[test]
fn taking_turns_puts_nobody_beside_somebody_they_are_kept_from() {
    let (mut session, people, patrol) = kept_apart();
    let shift = DutyShift::Day;
    let by_hand = DutyId { day: after(3), post: patrol, shift };
    act(&mut session, set((by_hand, DutyField::Persons(vec![people[3]]))));
    for one in &people[..3] {
        let away = Leave { from: after(3), to: after(3) };
        act(&mut session, set((*one, PersonField::Leaves(vec![away]))));
    }
    let wish = Turns {
        post: patrol,
        shift,
        people: people[..3].to_vec(),
        from: after(0),
        to: after(4),
        pass_over: true,
    };
    let doc = session.document();
    let told = turns(doc, &wish, morning());
    // This morning's has begun; on the third day nobody is left.
    let days: Vec<_> = told.iter().map(|(day, _)| *day).collect();
    assert_eq!(days, [1, 2, 3, 4].map(after));
    let names: Vec<String> = told.iter().map(|(_, people)| doc.person_names(people)).collect();
    assert_eq!(names, ["甲、丙", "乙、丙", "", "甲、丙"]);
}

/// Whoever stops while the reasons are looked for waits for no more of them.
#[test]
fn looking_for_reasons_stops_when_nobody_waits_for_them() {
    let mut session = enough(8);
    for one in people(&session).into_iter().skip(2) {
        let away = Leave { from: after(1), to: after(8) };
        act(&mut session, set((one, PersonField::Leaves(vec![away]))));
    }
    let order = Order { from: after(1), to: after(8), earlier: BTreeMap::new(), gaps: false };
    let filling = Filling::of(session.document(), order, morning()).in_short();
    let mut over = 0;
    let filled = filling.solved(|done, of| {
        // Everything is filled: what is asked from now on is for reasons.
        over += u32::from(done == of);
        over < 4
    });
    let filled = filled.unwrap();
    let explained = filled.lacks.iter().filter(|lack| lack.is_explained).count();
    assert!(!filled.outcome.stopped && 6 < filled.lacks.len());
    assert!(explained < 6, "{explained}");
}
