//! The team's verbs: a roster put on the books, posts in order, a rota filled.

use shousui::action::{Action, Known, NewRecord, Recruit, TeamAction, known};
use shousui::model::RecordId;
use shousui::model::duty::DutyShift;
use shousui::model::id::{PersonId, PostId};
use shousui::model::people::{Group, Person, Post, Role, Standing, Unit};
use shousui::session::Session;

use crate::desk::{act, day, empty, made, morning};

fn recruit(name: &str, unit: &str, mobile: &str) -> Recruit {
    Recruit {
        name: name.to_owned(),
        unit: unit.to_owned(),
        mobile: mobile.to_owned(),
        ..Recruit::default()
    }
}

fn enlist(session: &mut Session, recruits: Vec<Recruit>) {
    act(session, Action::Team(TeamAction::Enlist(recruits)));
}

fn persons(session: &Session) -> Vec<(PersonId, Person)> {
    session.document().persons.iter().map(|(id, person)| (*id, person.clone())).collect()
}

fn post(session: &mut Session, name: &str) -> PostId {
    let new = Post { name: name.to_owned(), shifts: vec![DutyShift::Day], ..Post::default() };
    match made(session, Action::Add(NewRecord::Post(new))) {
        RecordId::Post(id) => id,
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_people_of_one_name_stay_two_and_nobody_comes_twice() {
    let mut session = empty(1);
    let unit = Unit { name: "机电队".to_owned(), ..Unit::default() };
    let RecordId::Unit(unit) = made(&mut session, Action::Add(NewRecord::Unit(unit))) else {
        panic!()
    };
    let there = Person { name: "张三".to_owned(), unit: Some(unit), ..Person::default() };
    let RecordId::Person(there) = made(&mut session, Action::Add(NewRecord::Person(there))) else {
        panic!()
    };
    let roster = vec![
        recruit("张三", "机电队", "13900000001"),
        // Another telephone: somebody else.
        recruit("张三", "机电队", "13900000002"),
        // The same telephone in another unit: the first again.
        recruit("张三", "通风队", "13900000001"),
        recruit("李四", "", ""),
        recruit("李四", "保卫部", ""),
    ];
    let who = known(session.document(), &roster);
    let expected =
        [Known::OnBooks(there), Known::New, Known::Above(0), Known::New, Known::Above(3)];
    assert_eq!(who, expected);
    enlist(&mut session, roster.clone());
    let found = persons(&session);
    let told: Vec<(&str, &str)> =
        found.iter().map(|(_, one)| (one.name.as_str(), one.mobile.as_str())).collect();
    assert_eq!(told, [("张三", "13900000001"), ("张三", "13900000002"), ("李四", "")]);
    // The same roster again finds everybody and adds nobody.
    assert!(!known(session.document(), &roster).contains(&Known::New));
    enlist(&mut session, roster);
    assert_eq!(persons(&session).len(), 3);
}

#[test]
fn a_second_roster_fills_in_and_overwrites_nothing_it_does_not_say() {
    let mut session = empty(1);
    let first = Recruit {
        woman: Some(true),
        standing: Some(Standing::Probationary),
        group: Some(Group::FirstAid),
        role: Some(Role::Deputy),
        squad: "一分队".to_owned(),
        ..recruit("苗小满", "卫生所", "13900000021")
    };
    enlist(&mut session, vec![first]);
    enlist(&mut session, vec![Recruit { title: "护士".to_owned(), ..recruit("苗小满", "", "") }]);
    let found = persons(&session);
    assert_eq!(found.len(), 1);
    let one = &found[0].1;
    assert_eq!((one.title.as_str(), one.mobile.as_str()), ("护士", "13900000021"));
    let member = one.membership.clone().unwrap();
    assert!(one.woman);
    assert_eq!(member.standing, Standing::Probationary);
    assert_eq!((member.group, member.role), (Group::FirstAid, Role::Deputy));
    assert_eq!(member.squad, "一分队");
    // One step, taken back as one.
    session.undo(morning()).unwrap();
    session.undo(morning()).unwrap();
    assert!(persons(&session).is_empty());
}

#[test]
fn posts_are_put_in_order_in_one_step() {
    let mut session = empty(1);
    let [a, b, c] = ["甲岗", "乙岗", "丙岗"].map(|name| post(&mut session, name));
    let order = |session: &Session| {
        let columns = shousui::rules::duty::columns(session.document());
        columns.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    };
    act(&mut session, Action::Team(TeamAction::OrderPosts(vec![c, a, b])));
    assert_eq!(order(&session), [c, a, b]);
    act(&mut session, Action::Team(TeamAction::OrderPosts(vec![b])));
    assert_eq!(order(&session), [b, c, a]);
    session.undo(morning()).unwrap();
    assert_eq!(order(&session), [c, a, b]);
}

#[test]
fn a_stretch_of_the_rota_is_one_step() {
    let mut session = empty(1);
    enlist(&mut session, vec![recruit("张三", "", ""), recruit("李四", "", "")]);
    let people: Vec<PersonId> = persons(&session).iter().map(|(id, _)| *id).collect();
    let post = post(&mut session, "巡查员");
    let turns = day().iter_days().take(4).zip(people.iter().cycle());
    let days = turns.map(|(day, id)| (day, vec![*id])).collect();
    let action = TeamAction::CopyRota { post, shift: DutyShift::Day, days };
    let done = act(&mut session, Action::Team(action));
    assert_eq!(done.verb, "排班 巡查员 4天");
    assert_eq!(session.document().duties.len(), 4);
    session.undo(morning()).unwrap();
    assert!(session.document().duties.is_empty());
}
