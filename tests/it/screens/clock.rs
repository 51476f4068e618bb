//! A PC whose clock stands before the last entry of the workbook it opens.

use chrono::TimeDelta;
use eframe::egui::Key;
use shousui::file;

use super::{OFFICE, Person};
use crate::fixture::{morning, small_mine};

#[test]
fn a_clock_behind_the_last_entry_is_asked_about_and_enter_is_enough() {
    let (mut session, _) = small_mine(1);
    session.seal();
    let text = file::write(&session.snapshot());
    let mut person = Person::at(session, OFFICE);
    person.world.seen(|seen| {
        seen.file = Some(text);
        seen.now = Some(morning() - TimeDelta::days(30));
    });
    person.chord(Key::O);
    person.must_show("请核对电脑时间");
    person.picture("clock-behind");
    person.key(Key::Enter);
    assert!(!person.shows("请核对电脑时间"));
}
