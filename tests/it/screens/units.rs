//! Units: a list with head and telephone, two that are one become one, and what is named stays. The
//! judgement of a hazard that may be a major one.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use shousui::action::{Action, NewRecord, TeamAction};
use shousui::model::RecordId;
use shousui::model::hazard::{Hazard, HazardField};
use shousui::model::id::UnitId;
use shousui::model::people::{Person as Member, Unit};
use shousui::sample::practice;
use shousui::workspace::Workspace;

use super::tried::report;
use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, made, set, small_mine};

fn at_units(size: eframe::egui::Vec2) -> Person {
    let (session, day) = practice().unwrap();
    let mut person = Person::at_workspace(Workspace::practice(session, day), size);
    person.click("队伍");
    person.reach_like("单位 ");
    person
}

/// Where a unit of that name is named, by people, sites, hazards and activities.
fn named(person: &Person, name: &str) -> usize {
    let doc = person.session().document();
    let (id, _) = doc.units.iter().find(|(_, unit)| unit.name == name).unwrap();
    doc.persons.iter().filter(|(_, one)| one.unit == Some(*id)).count()
        + doc.sites.iter().filter(|(_, one)| one.unit == Some(*id)).count()
        + doc.hazards.iter().filter(|(_, one)| one.unit == Some(*id)).count()
        + doc.activities.iter().filter(|(_, one)| one.organiser == Some(*id)).count()
}

fn is_listed(person: &Person, name: &str) -> bool {
    person.session().document().units.iter().any(|(_, unit)| unit.name == name)
}

/// The two units that are named most.
fn most_named(person: &Person) -> (String, String) {
    let doc = person.session().document();
    let mut names: Vec<String> = doc.units.iter().map(|(_, unit)| unit.name.clone()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(named(person, name)));
    (names.swap_remove(0), names.swap_remove(1))
}

/// Looks for a record and picks it.
fn open(person: &mut Person, name: &str) {
    if person.harness.query_by_role_and_label(Role::TextInput, "查找").is_some() {
        person.fill("查找", name);
    }
    person.reach(name);
}

#[test]
fn name_head_and_telephone_of_a_unit_are_written() {
    let mut person = at_units(OFFICE);
    let (name, _) = most_named(&person);
    person.picture("units");
    open(&mut person, &name);
    person.picture("unit");
    person.fill("单位名称", "机电一队");
    person.pick_person("负责人", "庞瑞雪");
    person.fill("电话", "8321");
    person.reach("外委单位");
    let workspace = person.harness.state().workspace();
    let doc = workspace.document();
    let (_, unit) = workspace.picked().get::<Unit>(doc).unwrap();
    assert_eq!((unit.name.as_str(), unit.phone.as_str()), ("机电一队", "8321"));
    assert_eq!(doc.person_name(unit.head.unwrap()), "庞瑞雪");
    assert!(unit.contractor);
}

#[test]
fn two_units_that_are_one_become_one_in_one_step() {
    let mut person = at_units(OFFICE);
    let (one, other) = most_named(&person);
    let (gone, kept) = (named(&person, &one), named(&person, &other));
    assert!(0 < gone);
    let before = person.session().document().clone();
    open(&mut person, &one);
    person.reach_choice("并入").choose("并入", &other);
    person.must_show(&format!("写着“{one}”的{gone}处"));
    person.picture("unit-merge");
    person.reach(&format!("并入“{other}”"));
    assert!(!is_listed(&person, &one));
    assert_eq!(named(&person, &other), gone + kept);
    person.chord(Key::Z);
    assert_eq!(*person.session().document(), before, "one step back");
}

#[test]
fn a_unit_in_use_is_not_deleted_and_whoever_names_it_is_told() {
    let mut person = at_units(OFFICE);
    let (name, _) = most_named(&person);
    open(&mut person, &name);
    person.reach("删除单位…");
    person.click_like("删除 Ctrl");
    assert!(is_listed(&person, &name));
    person.must_show(&format!("单位“{name}”还在用，不能删除："));
    person.must_show("处提到了它");
    person.key(Key::Escape);
    person.click("新增单位");
    let count = person.session().document().units.len();
    person.type_keys("误写的单位");
    assert!(is_listed(&person, "误写的单位"), "the writing cursor is in its name");
    person.reach("删除单位…");
    person.click_like("删除 Ctrl");
    assert_eq!(person.session().document().units.len(), count - 1);
}

#[test]
fn the_search_leads_to_a_unit() {
    let (session, day) = practice().unwrap();
    let mut person = Person::at_workspace(Workspace::practice(session, day), OFFICE);
    let doc = person.session().document();
    let alone = |name: &&String| {
        let telephone = doc.phones.iter().any(|(_, one)| one.name.contains(name.as_str()));
        !telephone && !doc.sites.iter().any(|(_, one)| one.name.contains(name.as_str()))
    };
    let name = doc.units.iter().map(|(_, unit)| &unit.name).find(alone).unwrap().clone();
    person.chord(Key::K);
    person.type_keys(&name);
    person.click(&name);
    person.must_show("用到这个单位的");
    assert!(person.field("单位名称").rect().is_positive());
}

#[test]
fn a_unit_put_on_the_books_in_passing_leaves_the_person_in_front() {
    let mut person = at_units(OFFICE);
    person.click_like("人员 ");
    person.harness.query_all_by_role(Role::Row).next().unwrap().click();
    person.run();
    let before = person.field("姓名").value().unwrap_or_default();
    person.fill("单位", "掘进九队");
    person.key(Key::Enter);
    person.run();
    let workspace = person.harness.state().workspace();
    let doc = workspace.document();
    let (_, one) = workspace.picked().get::<Member>(doc).unwrap();
    assert_eq!((one.name.as_str(), doc.unit_name(one.unit)), (before.as_str(), "掘进九队"));
    assert_eq!(person.field("姓名").value().as_deref(), Some(before.as_str()), "still in front");
}

#[test]
fn units_paint_at_large_text() {
    let mut person = at_units(LARGE);
    let (name, _) = most_named(&person);
    // The word that this is for practice takes a third of such a window.
    person.click("收起");
    person.picture("unit-large");
    open(&mut person, &name);
    person.picture("unit-large-one");
    person.reveal("单位名称");
    person.must_show("用到这个单位的");
}

#[test]
fn a_hazard_that_may_be_major_is_judged_and_then_closed() {
    let (mut session, names) = small_mine(1);
    let id = report(&mut session, &names, "承重柱开裂");
    act(&mut session, set((id, HazardField::MaybeMajor(true))));
    let mut person = Person::at(session, OFFICE);
    person.click("隐患");
    person.click("承重柱开裂");
    person.reveal("可能重大，需安监认定");
    person.must_show("认定以前不能销号");
    person.reach_choice("认定结果").choose("认定结果", "认定不是重大");
    person.fill("认定人", "安监部 逄海晏");
    person.fill("认定日期", "2月6日");
    person.picture("judgement");
    let judged = |person: &Person| {
        let workspace = person.harness.state().workspace();
        workspace.picked().get::<Hazard>(workspace.document()).unwrap().1.judgement.clone()
    };
    let judgement = judged(&person).unwrap();
    assert!(!judgement.major);
    assert_eq!(judgement.by, "安监部 逄海晏");
    assert_eq!(judgement.on, "2027-02-06".parse().unwrap());
    person.reach_choice("认定结果").choose("认定结果", "还没有认定");
    assert_eq!(judged(&person), None);
}

/// Puts a unit with a head and a telephone on the books; returns its id.
fn with_unit(
    session: &mut shousui::session::Session,
    name: &str,
    head: &str,
    phone: &str,
) -> UnitId {
    let found = session.document().persons.iter().find(|(_, one)| one.name == head);
    let head = found.map(|(id, _)| *id);
    let (name, phone) = (name.to_owned(), phone.to_owned());
    let unit = Unit { name, head, phone, ..Unit::default() };
    match made(session, Action::Add(NewRecord::Unit(unit))) {
        RecordId::Unit(id) => id,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_unit_that_goes_hands_its_head_and_telephone_on() {
    let (mut session, names) = small_mine(1);
    let head = session.document().person_name(names.people[0]).to_owned();
    let gone = with_unit(&mut session, "掘进三队", &head, "8899");
    let stays = with_unit(&mut session, "洗煤厂", "", "");
    let other = with_unit(&mut session, "掘进队", "", "8215");
    let merged = |from, into| Action::Team(TeamAction::MergeUnits { from, into });
    let told = |session: &shousui::session::Session, id: UnitId| {
        let unit = session.document().units.get(&id).unwrap().clone();
        (unit.head, unit.phone)
    };
    act(&mut session, merged(gone, stays));
    assert_eq!(told(&session, stays), (Some(names.people[0]), "8899".to_owned()));
    // What stands there is not written over.
    act(&mut session, merged(stays, other));
    assert_eq!(told(&session, other), (Some(names.people[0]), "8215".to_owned()));
}
