//! Every place at the sizes of real offices, empty, with the sample mine and with absurdly long
//! names: paints without a missing glyph and without clashing ids, both of which stop a test.

use eframe::egui::{Key, Vec2};
use shousui::action::{Action, NewRecord};
use shousui::model::place::Site;
use shousui::sample::{Plan, build};
use shousui::workspace::{Place, Workspace};

use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, day, empty, small_mine};

const TABS: [&str; 3] = ["责任区 ", "巡查路线 ", "检查表"];

fn visit(mut person: Person, name: &str) {
    for place in Place::RAIL {
        person.click(place.word());
        person.picture(&format!("{name}-{}", place.word()));
    }
    person.click("责任区");
    for tab in TABS {
        person.click_like(tab);
        person.picture(&format!("{name}-责任区-{}", tab.trim()));
    }
    for (key, question) in [(Key::F1, "按键"), (Key::F3, "出单"), (Key::F4, "登记")] {
        person.key(key);
        person.picture(&format!("{name}-{question}"));
        person.key(Key::Escape);
    }
}

pub(crate) fn sample() -> Workspace {
    let until = day().and_hms_opt(12, 0, 0);
    Workspace::practice(build(Plan { until, ..Plan::default() }).unwrap(), day())
}

#[test]
fn every_place_paints_empty() {
    for (size, name) in [(OFFICE, "empty"), (LARGE, "empty-large")] {
        visit(Person::at(empty(1), size), name);
    }
}

#[test]
fn every_place_paints_with_the_sample() {
    for (size, name) in [(OFFICE, "sample"), (LARGE, "sample-large")] {
        let mut person = Person::at_workspace(sample(), size);
        person.must_show("演示资料");
        details(&mut person, name);
        visit(person, name);
    }
}

/// A site, a hazard and a sheet in front.
fn details(person: &mut Person, name: &str) {
    let hazard = person.session().document().hazards.iter().last();
    let number = hazard.unwrap().1.number.clone().unwrap().to_string();
    person.click("隐患");
    person.click_like("全部 ");
    person.click(&number);
    person.picture(&format!("{name}-一条隐患"));
    if person.shows("返回列表") {
        person.click("返回列表");
    }
    person.click("责任区");
    // At 200 % only the first rows are in sight.
    let sites: Vec<String> =
        person.session().document().sites.iter().map(|(_, site)| site.name.clone()).collect();
    let in_sight = sites.iter().find(|site| person.shows(site)).unwrap();
    person.click(in_sight);
    person.picture(&format!("{name}-一个场所"));
    if person.shows("返回列表") {
        person.click("返回列表");
    }
    person.key(Key::F2);
    person.type_keys("2");
    person.key(Key::Enter);
    person.picture(&format!("{name}-录入"));
    person.key(Key::F2);
    person.click("隐患");
    if person.shows("返回列表") {
        person.click("返回列表");
    }
    person.click("隐患台账");
    person.picture(&format!("{name}-台账"));
}

#[test]
fn absurdly_long_names_break_nothing() {
    let long =
        "禾安县云砚镇望禾煤矿地面生产系统工业广场北侧第三职工公寓楼二层东段疏散通道及安全出口"
            .repeat(2);
    for (size, name) in [(OFFICE, "long"), (LARGE, "long-large")] {
        let (mut session, _) = small_mine(1);
        let site = Site { name: long.clone(), note: long.clone(), ..Site::default() };
        act(&mut session, Action::Add(NewRecord::Site(site)));
        crate::fixture::person(&mut session, &long, false);
        visit(Person::at(session, size), name);
    }
}

#[test]
fn nothing_repaints_while_nobody_does_anything() {
    let mut person = Person::at_workspace(sample(), Vec2::new(1366.0, 768.0));
    // `run` fails if the screen does not settle.
    for place in Place::RAIL {
        person.click(place.word());
        person.harness.run();
    }
}
