//! The small mine with a team, posts, cards and telephones, and what every paper must keep to.

use shousui::action::{Action, PlanAction, TeamAction, stock};
use shousui::model::duty::{DutyField, DutyId, DutyShift};
use shousui::model::id::{PersonId, PhoneId, PostId, ZoneId};
use shousui::model::mine::{MineField, Only, SeasonField};
use shousui::model::people::{
    Group, Membership, PersonField, PostField, Role, Sex, Standing, Training,
};
use shousui::model::place::ZoneField;
use shousui::print::Printed;
use shousui::session::Session;
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};

use crate::fixture::{Names, act, day, set, small_mine};

/// Five members in two squads, the shipped posts, telephones and cards.
pub(super) fn manned(n: u64) -> (Session, Names) {
    let (mut session, names) = small_mine(n);
    let [first, last] = ["2027-01-30", "2027-02-20"].map(|text| text.parse().unwrap());
    act(&mut session, set((Only, SeasonField::First(Some(first)))));
    act(&mut session, set((Only, SeasonField::Last(Some(last)))));
    act(&mut session, set((Only, MineField::FullName("禾安县望禾煤矿有限公司".to_owned()))));
    act(&mut session, set((Only, MineField::DispatchPhone("8000".to_owned()))));
    let team = [
        (names.people[0], "机关支部分队", Role::Leader, Standing::Member),
        (names.people[1], "机关支部分队", Role::Deputy, Standing::Member),
        (names.people[2], "综采支部分队", Role::Member, Standing::Probationary),
        (names.people[3], "综采支部分队", Role::Member, Standing::Applicant),
        (names.electrician, "综采支部分队", Role::Member, Standing::Member),
    ];
    for (place, (id, squad, role, standing)) in team.into_iter().enumerate() {
        let membership =
            Membership { standing, squad: squad.to_owned(), group: Group::Patrol, role };
        for field in [
            PersonField::Membership(Some(membership)),
            PersonField::Mobile(format!("1990000000{place}")),
            PersonField::Phone(format!("830{place}")),
            PersonField::Branch("综采队党支部".to_owned()),
            PersonField::Woman(if place == 1 { Sex::Woman } else { Sex::Man }),
        ] {
            act(&mut session, set((id, field)));
        }
    }
    let passed = Training::Passed("2027-01-29".parse().unwrap());
    act(&mut session, set((names.people[0], PersonField::Training(Some(passed)))));
    let zone = zone(&session);
    act(&mut session, set((zone, ZoneField::Keeper(Some(names.people[0])))));
    act(&mut session, set((zone, ZoneField::Backup(Some(names.people[1])))));
    act(&mut session, Action::Team(TeamAction::LoadPosts));
    act(&mut session, Action::Plan(PlanAction::LoadPhones));
    let codes = stock::cards().iter().map(|line| line.code.clone()).collect();
    act(&mut session, Action::Plan(PlanAction::TakeCards(codes)));
    (session, names)
}

/// The only zone.
pub(super) fn zone(session: &Session) -> ZoneId {
    *session.document().zones.iter().next().unwrap().0
}

/// The post of that name.
pub(super) fn post(session: &Session, name: &str) -> PostId {
    let mut posts = session.document().posts.iter();
    *posts.find(|(_, post)| post.name == name).unwrap().0
}

/// The telephone line of that name.
pub(super) fn line(session: &Session, name: &str) -> PhoneId {
    let mut lines = session.document().phones.iter();
    *lines.find(|(_, line)| line.name == name).unwrap().0
}

/// Gives a post to somebody and somebody who stands in.
pub(super) fn hold(session: &mut Session, name: &str, primary: PersonId, backup: PersonId) {
    let post = post(session, name);
    act(session, set((post, PostField::Primary(Some(primary)))));
    act(session, set((post, PostField::Backup(Some(backup)))));
}

/// Puts people on duty on New Year's Eve and so many days later.
pub(super) fn on_duty(
    session: &mut Session,
    name: &str,
    shift: DutyShift,
    days: i64,
    persons: &[PersonId],
) {
    let (post, day) = (post(session, name), day() + chrono::TimeDelta::days(days));
    let cell = DutyId { day, post, shift };
    act(session, set((cell, DutyField::Persons(persons.to_vec()))));
}

/// No paper has words beyond its edges, whatever is written.
pub(super) fn stays_on_the_page(printed: &Printed) {
    fn look(frame: &Frame, at: Transform, edge: Point) {
        for (offset, item) in frame.items() {
            let at = at.pre_concat(Transform::translate(offset.x, offset.y));
            match item {
                FrameItem::Group(group) => {
                    look(&group.frame, at.pre_concat(group.transform), edge);
                }
                FrameItem::Text(text) => {
                    let from = Point::zero().transform(at);
                    let to = Point::new(text.width(), Abs::zero()).transform(at);
                    for one in [from, to] {
                        let inside = Abs::mm(8.0) <= one.x && one.x <= edge.x - Abs::mm(8.0);
                        let within = Abs::mm(5.0) <= one.y && one.y <= edge.y - Abs::mm(4.0);
                        assert!(inside && within, "{} from {from:?} to {to:?}", text.text);
                    }
                }
                _ => {}
            }
        }
    }
    for page in printed.pages() {
        let size = page.frame.size();
        look(&page.frame, Transform::identity(), Point::new(size.x, size.y));
    }
}

/// The runs of words of a frame, with where each begins and ends, in points from the left.
pub(super) fn spans(frame: &Frame) -> Vec<(String, f64, f64)> {
    fn look(frame: &Frame, at: Point, found: &mut Vec<(String, f64, f64)>) {
        for (offset, item) in frame.items() {
            let from = at + *offset;
            match item {
                FrameItem::Group(group) => {
                    let moved = Point::new(group.transform.tx, group.transform.ty);
                    look(&group.frame, from + moved, found);
                }
                FrameItem::Text(text) => {
                    let to = from.x + text.width();
                    found.push((text.text.to_string(), from.x.to_pt(), to.to_pt()));
                }
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    look(frame, Point::zero(), &mut found);
    found
}

/// Words nobody would write, in Chinese without a stop and in signs that mean something to Typst.
pub(super) fn absurd() -> String {
    format!(
        "{}#eval(\"1\")*粗*$x$@{}",
        "这是一段非常非常长而且没有标点的文字".repeat(20),
        "a".repeat(90)
    )
}
