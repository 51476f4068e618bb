//! What is typed of one incident, and the hour of its report, are of that incident alone.

use chrono::TimeDelta;
use eframe::egui::Key;
use shousui::model::incident::Incident;
use shousui::rules::incidents::Course;
use shousui::workspace::Workspace;

use super::{at_night, kinds, mine};
use crate::screens::{OFFICE, Person};

/// The lines of the record in front.
fn told(person: &Person) -> Vec<(String, String)> {
    let doc = person.session().document();
    let id = person.workspace().picked().id::<Incident>().unwrap();
    let course = Course::of(doc, id);
    course.told.iter().map(|told| (told.clock(), told.words(doc))).collect()
}

/// A time typed in one incident was put on the first line of another.
#[test]
fn a_time_on_paper_is_of_the_incident_in_which_it_was_typed() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.key(Key::Enter);
    person.wait(TimeDelta::minutes(10));
    person.fill("补记时间", "2155");
    person.key(Key::Escape);
    person.click("另记一件");
    person.key(Key::Enter);
    assert_eq!(person.field("补记时间").value().unwrap_or_default(), "");
    person.key(Key::Enter);
    person.type_keys("二号楼停电");
    person.key(Key::Enter);
    assert_eq!(told(&person).last().unwrap(), &("22:10:00".to_owned(), "二号楼停电".to_owned()));
    person.click_like("还在记录：");
    assert_eq!(person.field("补记时间").value().unwrap(), "21:55");
    person.key(Key::Enter);
    person.type_keys("门卫闻到焦味");
    person.key(Key::Enter);
    assert_eq!(told(&person)[0], ("21:55".to_owned(), "门卫闻到焦味".to_owned()));
}

/// Where the dispatch room was told before the record was begun, no hour was shown.
#[test]
fn the_hour_is_counted_from_the_time_on_paper_and_ends_in_words() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.key(Key::Enter);
    person.key(Key::S);
    person.wait(TimeDelta::minutes(1));
    person.key(Key::L);
    person.must_show("还有59分钟");
    person.reach_like("22:00:00 00:00:00");
    person.fill("这一条的补记时间", "21:21");
    person.key(Key::Escape);
    person.must_show("还有20分钟");
    for (minutes, words) in [(19, "还有1分钟"), (1, "已到时限"), (1, "已超时1分钟")] {
        person.wait(TimeDelta::minutes(minutes));
        person.must_show(words);
    }
    assert_eq!(kinds(&person).len(), 3);
}

#[test]
fn whoever_typed_a_record_in_from_paper_says_when_it_ended() {
    let mut person = at_night(Workspace::new(mine()), OFFICE);
    person.key(Key::F8);
    person.key(Key::Enter);
    person.click("处置结束");
    person.reveal("发生时间");
    person.fill("发生时间", "19:30");
    person.key(Key::Enter);
    person.must_show("结束时间是录入的钟点，时长算不出");
    person.reveal("结束时间");
    person.fill("结束时间", "20:45");
    person.key(Key::Enter);
    person.must_show("2月5日 19:30开始 01:15:00");
    person.picture("incident-typed-in");
}
