//! A new season: empty, from the workbook of the year before, or to practise on.

use eframe::egui::Key;
use shousui::action::{Action, TeamAction};
use shousui::model::people::PersonField;
use shousui::model::people::Training;

use super::{OFFICE, Person};
use crate::fixture::{act, day, small_mine};

#[test]
fn a_new_season_begins_with_what_the_old_one_knows() {
    let (mut session, names) = small_mine(1);
    act(&mut session, Action::Team(TeamAction::LoadPosts));
    let trained = PersonField::Training(Some(Training::Passed(day())));
    act(&mut session, Action::Set((names.people[0], trained).into()));
    let before = session.document().clone();
    let mut person = Person::at(session, OFFICE);
    // Saved under a name first, as last year's workbook was.
    person.chord(Key::S);
    person.chord(Key::N);
    person.must_show("沿用现在打开的望禾煤矿 2027春节");
    person.fill("春节年份", "2028");
    person.must_show("本季 1月19日（小年）至 2月9日（元宵节），以后可改");
    person.picture("season");
    person.click_like("开始 Ctrl");
    let doc = person.session().document();
    assert_eq!(doc.current_season().year, 2028);
    assert_eq!(doc.current_season().first, "2028-01-19".parse().ok());
    assert_eq!((&doc.posts, &doc.sites, &doc.items), (&before.posts, &before.sites, &before.items));
    assert_eq!(doc.persons.len(), before.persons.len());
    assert_eq!(doc.persons.get(&names.people[0]).unwrap().training, None, "of last year only");
    assert!(doc.sheets.is_empty() && doc.numbers.is_empty());
}

#[test]
fn the_sample_can_be_practised_on_at_any_time() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.chord(Key::N);
    person.click("练习");
    person.click_like("开始 Ctrl");
    assert!(person.harness.state().workspace().is_practice());
    person.must_show("2月5日 周五 腊月廿九");
    let (sample, _) = shousui::sample::practice().unwrap();
    assert_eq!(person.session().document(), sample.document());
}
