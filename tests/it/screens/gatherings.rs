//! 培训会议: what the team came together for, who came, and what is registered of it.

use eframe::egui::Vec2;
use shousui::model::gathering::{Gathering, GatheringKind};
use shousui::model::people::Training;
use shousui::sample::practice;
use shousui::workspace::Workspace;

use super::{LARGE, OFFICE, Person};
use crate::fixture::{empty, small_mine};

fn at_gatherings(size: Vec2) -> Person {
    let (session, day) = practice().unwrap();
    let mut person = Person::at_workspace(Workspace::practice(session, day), size);
    person.click("队伍");
    person.reach_like("培训会议 ");
    person
}

#[test]
fn the_sample_shows_what_was_held_and_what_is_to_come() {
    let mut person = at_gatherings(OFFICE);
    person.picture("gatherings");
    for words in ["上岗前培训", "按岗位集训", "新队员补训", "到今天：培训1次"]
    {
        person.must_show(words);
    }
    person.click("按岗位集训");
    person.must_show("到会和结果");
    person.picture("gathering");
    for (size, name) in [(LARGE, "gatherings-large"), (Vec2::new(1024.0, 600.0), "gatherings-1024")]
    {
        let mut person = at_gatherings(size);
        person.picture(name);
        person.must_show("上岗前培训");
    }
}

#[test]
fn who_came_is_registered_as_trained_and_certified_in_a_step_each() {
    let mut person = Person::at(empty(1), OFFICE);
    person.click("队伍");
    person.click_like("培训会议 0");
    person.must_show("还没有培训、会议记录");
    let (mut session, names) = small_mine(1);
    let attended = names.people.clone();
    let membership = shousui::model::people::Membership {
        standing: shousui::model::people::Standing::Member,
        squad: String::new(),
        group: shousui::model::people::Group::Patrol,
        role: shousui::model::people::Role::Member,
    };
    for id in &attended {
        let field = shousui::model::people::PersonField::Membership(Some(membership.clone()));
        crate::fixture::act(&mut session, crate::fixture::set((*id, field)));
    }
    let one = Gathering {
        title: "救护培训".to_owned(),
        kind: Some(GatheringKind::Training),
        day: "2027-01-29".parse().ok(),
        expected: attended,
        skill: Some(shousui::model::people::Skill::FirstAid),
        ..Gathering::default()
    };
    let new = shousui::action::NewRecord::Gathering(one);
    crate::fixture::act(&mut session, shousui::action::Action::Add(new));
    let mut person = Person::at(session, OFFICE);
    person.click("队伍");
    person.click_like("培训会议 1");
    person.click("救护培训");
    person.reach("应到的都到了");
    person.reach("给到会的4名队员登记培训合格");
    person.reach("给到会的4人登记证件");
    let doc = person.session().document();
    for id in &names.people {
        let one = doc.persons.get(id).unwrap();
        assert_eq!(one.training, "2027-01-29".parse().ok().map(Training::Passed));
        assert_eq!(one.certificates.len(), 1);
    }
    assert!(!person.shows("登记培训合格") && !person.shows("人登记证件"));
    person.picture("gathering-done");
}
