//! 接着排: the round of an earlier stretch goes on in empty cells, by the rules, as one step.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use shousui::action::filling::{Earlier, Filling, Order, remember};
use shousui::action::going_on::{Line, Pattern, go_on};
use shousui::action::{Action, TeamAction};
use shousui::model::Document;
use shousui::model::duty::{DutyField, DutyId, DutyShift};
use shousui::model::id::{PersonId, PostId};
use shousui::model::mine::{LittleYear, Only, SeasonField};
use shousui::model::people::{Leave, Part, PersonField, Post, Training};
use shousui::model::rota::{BigDay, Origin};
use shousui::rules::calendar;
use shousui::rules::duty::{Burden, big_day, pool};
use shousui::session::Session;

use crate::filling::{after, enough, member, post, put, season, shifts};
use crate::fixture::{act, empty, morning, set};

/// Three who take turns at one post, day by day; filled for so many days.
pub(crate) fn turns(n: u64, filled: usize) -> (Session, Vec<PersonId>, PostId) {
    let mut session = empty(n);
    season(&mut session, 16);
    let people: Vec<PersonId> = ["甲", "乙", "丙", "丁"]
        .into_iter()
        .map(|name| member(&mut session, &format!("人员{name}")))
        .collect();
    let gate = post(&mut session, shifts("门岗", &[DutyShift::Whole], 1));
    for place in 1..=filled {
        put(&mut session, (gate, DutyShift::Whole), place, people[(place - 1) % 3]);
    }
    (session, people, gate)
}

fn names(doc: &Document, lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| doc.person_names(&line.people)).collect()
}

fn gone_on(session: &Session, from: usize, to: usize) -> Vec<Line> {
    let doc = session.document();
    go_on(doc, &Pattern::before(doc, after(from)), (after(from), after(to)), morning())
}

#[test]
fn the_round_goes_on_where_it_stopped_and_leaves_what_is_there() {
    let (mut session, people, gate) = turns(1, 8);
    // Somebody was put in ahead by hand.
    put(&mut session, (gate, DutyShift::Whole), 11, people[3]);
    let lines = gone_on(&session, 9, 14);
    let doc = session.document();
    assert_eq!(names(doc, &lines), ["人员丙", "人员甲", "人员丙", "人员甲", "人员乙"]);
    assert!(lines.iter().all(|line| line.remarks.is_empty()), "{lines:?}");
    let days: Vec<NaiveDate> = lines.iter().map(|line| line.cell.day).collect();
    assert!(!days.contains(&after(11)));
    let cells: BTreeMap<DutyId, Vec<PersonId>> =
        lines.into_iter().map(|line| (line.cell, line.people)).collect();
    let before = session.document().clone();
    act(&mut session, Action::Team(TeamAction::GoOn(cells.clone())));
    let duty = session.document().duties.get(cells.keys().next().unwrap()).unwrap().clone();
    assert_eq!(duty.origin, Some(Origin::Continued));
    assert_eq!(session.undo_words().unwrap(), "接着排班 2月14日至2月19日 5班");
    session.undo(morning()).unwrap();
    assert_eq!(*session.document(), before);
}

#[test]
fn who_has_left_or_is_away_is_replaced_that_day_and_the_round_stays_as_it_was() {
    let (mut session, people, gate) = turns(1, 9);
    // 甲 is due on the tenth and the thirteenth day, and away on the tenth.
    let leave = Leave { from: after(10), to: after(10) };
    act(&mut session, set((people[0], PersonField::Leaves(vec![leave]))));
    // A swap of one day is not the round.
    let once = DutyId { day: after(5), post: gate, shift: DutyShift::Whole };
    act(&mut session, set((once, DutyField::Persons(vec![people[3]]))));
    let lines = gone_on(&session, 10, 13);
    let told = names(session.document(), &lines);
    assert_eq!(told, ["人员丁", "人员乙", "人员丙", "人员甲"]);
    assert_eq!(lines[0].remarks, ["人员甲当日请假，人员丁顶"]);
    // Nobody at all is left: the cell stays empty, and why is said.
    for one in &people[1..] {
        let leave = Leave { from: after(10), to: after(10) };
        act(&mut session, set((*one, PersonField::Leaves(vec![leave]))));
    }
    let lines = gone_on(&session, 10, 10);
    assert!(lines[0].people.is_empty());
    assert_eq!(lines[0].remarks, ["人员甲当日请假，没有能顶的人"]);
}

#[test]
fn last_years_round_goes_on_with_whoever_is_still_there() {
    let (there, old, _) = turns(2, 8);
    let mut here = empty(1);
    season(&mut here, 6);
    // 甲 has left, 乙 has a new file entry, 丙 too.
    for one in &old[1..3] {
        let name = there.document().person_name(*one).to_owned();
        let phone = format!("83{}", old.iter().position(|other| other == one).unwrap());
        let new = member(&mut here, &name);
        act(&mut here, set((new, PersonField::Phone(phone))));
    }
    let mut there = there;
    for (place, one) in old.iter().enumerate() {
        act(&mut there, set((*one, PersonField::Phone(format!("83{place}")))));
    }
    let extra = member(&mut here, "人员戊");
    post(&mut here, shifts("门岗", &[DutyShift::Whole], 1));
    let doc = here.document();
    let pattern = Pattern::of_earlier(doc, there.document());
    let lines = go_on(doc, &pattern, (after(1), after(4)), morning());
    // The eighth day was 乙: 丙 comes next, then 甲, who is not there.
    assert_eq!(names(doc, &lines), ["人员丙", "人员戊", "人员乙", "人员丙"]);
    assert_eq!(lines[1].remarks, ["人员甲不在册，人员戊顶"]);
    assert_eq!(lines[1].people, [extra]);
}

/// A rota filled by the program has no round, and its days one by one gave last year's New Year's Eve
/// to the same people again.
#[test]
fn a_year_in_which_nobody_follows_anybody_is_not_copied_day_by_day() {
    let mut there = empty(2);
    season(&mut there, 9);
    let old: Vec<PersonId> =
        ["甲", "乙", "丙", "丁"].into_iter().map(|name| member(&mut there, name)).collect();
    let gate = post(&mut there, shifts("门岗", &[DutyShift::Whole], 1));
    for (place, one) in [0, 1, 0, 2, 3, 1, 2, 0, 3].into_iter().enumerate() {
        put(&mut there, (gate, DutyShift::Whole), place + 1, old[one]);
    }
    let mut here = empty(1);
    season(&mut here, 6);
    post(&mut here, shifts("门岗", &[DutyShift::Whole], 1));
    let doc = here.document();
    let pattern = Pattern::of_earlier(doc, there.document());
    assert_eq!(pattern.loose().len(), 1);
    assert!(go_on(doc, &pattern, (after(1), after(4)), morning()).is_empty());
    // Of this season the days come again one by one, as before, and that is said.
    let pattern = Pattern::before(there.document(), after(10));
    assert_eq!(pattern.loose().len(), 1);
}

#[test]
fn who_had_new_years_eve_last_year_is_named_where_the_round_comes_to_them_again() {
    let (mut there, old, gate) = turns(2, 0);
    // Three take turns until the day after New Year's Eve of 2027.
    let eve = calendar::new_year(2027).unwrap().pred_opt().unwrap();
    let days: Vec<NaiveDate> =
        (0..9).map(|place| eve + Days::new(1) - Days::new(8 - place)).collect();
    act(&mut there, set((Only, SeasonField::First(days.first().copied()))));
    act(&mut there, set((Only, SeasonField::Last(days.last().copied()))));
    for (place, day) in days.iter().enumerate() {
        let cell = DutyId { day: *day, post: gate, shift: DutyShift::Whole };
        act(&mut there, set((cell, DutyField::Persons(vec![old[place % 3]]))));
    }
    let mut here = empty(1);
    act(&mut here, Action::TakeOver(Arc::new(there.document().clone())));
    let next = calendar::new_year(2028).unwrap().pred_opt().unwrap();
    act(&mut here, set((Only, SeasonField::Year(2028))));
    act(&mut here, set((Only, SeasonField::First(Some(next - Days::new(3))))));
    act(&mut here, set((Only, SeasonField::Last(Some(next + Days::new(3))))));
    for one in &old {
        let passed = Training::Passed(next - Days::new(9));
        act(&mut here, set((*one, PersonField::Training(Some(passed)))));
    }
    let doc = here.document();
    let now = (next - Days::new(9)).and_hms_opt(8, 0, 0).unwrap();
    let pattern = Pattern::of_earlier(doc, there.document());
    // The round begins so that who had it comes to it again.
    let lines = go_on(doc, &pattern, (next - Days::new(1), next + Days::new(1)), now);
    let told: Vec<(usize, Vec<String>)> =
        lines.iter().map(|line| (line.people.len(), line.again.clone())).collect();
    assert_eq!(told[1], (1, vec!["人员乙往年也值除夕".to_owned()]), "{told:?}");
}

/// At a post of leaders nobody's shifts are shared out; who they are is known all the same.
#[test]
fn whoever_bears_nothing_that_counts_is_found_on_the_books_and_a_namesake_is_asked_of() {
    let leaders = |session: &mut Session| {
        let part = Some(Part::Leader);
        post(session, Post { part, ..shifts("值班矿领导", &[DutyShift::Whole], 1) })
    };
    let mut there = empty(2);
    season(&mut there, 9);
    let old: Vec<PersonId> =
        ["甲", "乙", "丙"].into_iter().map(|name| member(&mut there, name)).collect();
    act(&mut there, set((old[0], PersonField::Phone("8301".to_owned()))));
    let post_there = leaders(&mut there);
    for place in 1..=9 {
        put(&mut there, (post_there, DutyShift::Whole), place, old[(place - 1) % 3]);
    }
    let mut here = empty(1);
    season(&mut here, 6);
    let same = member(&mut here, "甲");
    act(&mut here, set((same, PersonField::Phone("8301".to_owned()))));
    let namesake = member(&mut here, "乙");
    member(&mut here, "丁");
    leaders(&mut here);
    let doc = here.document();
    let lines = |doc: &Document| {
        go_on(doc, &Pattern::of_earlier(doc, there.document()), (after(1), after(3)), morning())
    };
    let told = lines(doc);
    assert_eq!(told[0].people, [same]);
    assert_eq!(told[0].remarks, Vec::<String>::new());
    assert!(told[1].remarks[0].starts_with("乙有同名的，还没有认定，"), "{told:?}");
    assert!(told[2].remarks[0].starts_with("丙不在册，"), "{told:?}");
    // Said once, it is known; nobody is asked of for what is shared out.
    let earlier = Earlier::of(doc, there.document());
    assert!(earlier.unsure().is_empty() && earlier.gone().is_empty());
    let said = remember(doc, old[1], namesake).unwrap();
    act(&mut here, said);
    let told = lines(here.document());
    assert_eq!((told[1].people.as_slice(), told[1].remarks.len()), (&[namesake][..], 0));
}

#[test]
fn nothing_before_is_nothing_to_go_on_with() {
    let session = enough(6);
    let doc = session.document();
    assert!(Pattern::before(doc, after(1)).is_empty());
    assert!(
        go_on(doc, &Pattern::before(doc, after(1)), (after(1), after(6)), morning()).is_empty()
    );
}

/// Who is on duty on New Year's Eve at our posts, cell by cell.
fn on_eve(doc: &Document) -> Vec<(DutyId, Vec<PersonId>)> {
    let ours = |cell: &DutyId| doc.posts.get(&cell.post).is_some_and(|post| !post.official);
    let cells = doc
        .duties
        .iter()
        .filter(|(cell, _)| big_day(cell.day, LittleYear::North) == Some(BigDay::Eve));
    let cells = cells.filter(|(cell, _)| ours(cell));
    cells.map(|(cell, duty)| (*cell, duty.persons.clone())).collect()
}

/// Three seasons of the sample mine's heirs, each filled with what came before it in mind.
#[test]
fn among_the_heirs_of_the_sample_nobody_has_new_years_eve_twice_while_others_never_had_it() {
    let sample = crate::sample::doc().clone();
    let mut had: BTreeMap<PersonId, usize> = BTreeMap::new();
    let mut seasons: Vec<Document> = vec![sample.clone()];
    let mut unfair = Vec::new();
    let mut filled_seats = 0;
    for years in 0..3 {
        for (_, people) in on_eve(seasons.last().unwrap()) {
            for one in people {
                *had.entry(one).or_default() += 1;
            }
        }
        let year = 2028 + years;
        let mut session = empty(u64::try_from(year).unwrap());
        act(&mut session, Action::TakeOver(Arc::new(sample.clone())));
        let eve = calendar::new_year(year).unwrap().pred_opt().unwrap();
        let (from, to) = (eve - Days::new(1), eve + Days::new(1));
        act(&mut session, set((Only, SeasonField::Year(year))));
        act(&mut session, set((Only, SeasonField::First(Some(from)))));
        act(&mut session, set((Only, SeasonField::Last(Some(to)))));
        let passed = Training::Passed(from - Days::new(7));
        let people: Vec<PersonId> = sample.persons.iter().map(|(id, _)| *id).collect();
        for one in people {
            act(&mut session, set((one, PersonField::Training(Some(passed)))));
        }
        let doc = session.document();
        let mut earlier = BTreeMap::new();
        for season in &seasons {
            Earlier::of(doc, season).add_to(doc, &mut earlier);
        }
        let now = (from - Days::new(9)).and_hms_opt(8, 0, 0).unwrap();
        let filling = Filling::of(doc, Order { from, to, earlier, gaps: false }, now);
        let filled = filling.in_short().solved(|_, _| true).unwrap();
        let after = filled.filling.applied(&filled.changed);
        let burden = Burden::of(&after);
        let eve = on_eve(&after);
        let is_on = |one: &PersonId| eve.iter().any(|(_, people)| people.contains(one));
        for (cell, people) in &eve {
            filled_seats += people.len();
            for again in people.iter().filter(|one| had.contains_key(one)) {
                let able = |one: &&PersonId| {
                    let rest: Vec<PersonId> =
                        people.iter().copied().filter(|other| other != again).collect();
                    !had.contains_key(one)
                        && !is_on(one)
                        && burden.against_joining(&after, *cell, (&rest, **one)).is_empty()
                };
                let pool = pool(&after, cell.post);
                if let Some(never) = pool.iter().find(able) {
                    let names = (after.person_name(*again), after.person_name(*never));
                    unfair.push(format!("{year} {}: {names:?}", after.post_name(Some(cell.post))));
                }
            }
        }
        seasons.push(after);
    }
    assert!(30 < filled_seats, "{filled_seats}");
    assert_eq!(unfair, Vec::<String>::new());
}
