//! What drills and incidents left to be made better comes along into the next season until it is done.

use std::sync::Arc;

use shousui::action::Action;
use shousui::model::RecordId;
use shousui::model::incident::{DrillKind, Improvement, IncidentField};
use shousui::model::mine::Only;
use shousui::model::plan::PlanField;
use shousui::rules::review;
use shousui::session::Session;

use super::{mine, recorded};
use crate::fixture::{act, day, empty, set};

fn point(words: &str) -> Improvement {
    Improvement { words: words.to_owned(), ..Improvement::default() }
}

/// A season with a drill that left three points, of which one is done and one is empty.
fn drilled() -> Session {
    let (mut session, drill) = recorded(Some(DrillKind::Field));
    act(&mut session, set((drill, IncidentField::What("公寓着火".to_owned()))));
    let person = crate::fixture::person(&mut session, "冀守正", false);
    let points = [
        Improvement {
            person: Some(person),
            until: "2027-03-01".parse().ok(),
            ..point("二层喇叭听不清，加一只")
        },
        Improvement { done: Some(day()), ..point("点名册放到集合点") },
        point(" "),
        point("疏散路线图重贴"),
    ];
    for (number, point) in (10..).step_by(10).zip(points) {
        let field = IncidentField::Improvement(number, Some(point));
        act(&mut session, set((drill, field)));
    }
    session
}

fn after(session: &Session, n: u64) -> Session {
    let mut next = empty(n);
    act(&mut next, Action::TakeOver(Arc::new(session.document().clone())));
    next
}

fn carried(session: &Session) -> Vec<String> {
    session.document().current_plan().carried.values().map(|one| one.words.clone()).collect()
}

fn told(session: &Session, today: &str) -> Vec<String> {
    let findings = review(session.document(), today.parse().unwrap());
    let of_them = findings.iter().filter(|one| one.rule.code == "I12");
    of_them.map(|one| one.breach.sentence()).collect()
}

#[test]
fn what_is_not_done_comes_along_with_where_it_comes_from() {
    let before = drilled();
    let next = after(&before, 2);
    let day = before.document().incidents.iter().next().unwrap().1.day().unwrap();
    let from = format!("{}实战演练“公寓着火”：", day.format("%Y年%-m月%-d日"));
    let expected = ["二层喇叭听不清，加一只", "疏散路线图重贴"].map(|one| format!("{from}{one}"));
    assert_eq!(carried(&next), expected);
    // The drill itself stays in its season, and whoever sees to a point is the same person.
    assert!(next.document().incidents.is_empty());
    let plan = next.document().current_plan();
    let first = plan.carried.values().next().unwrap();
    assert_eq!(first.until, "2027-03-01".parse().ok());
    assert_eq!(next.document().person_name(first.person.unwrap()), "冀守正");
    assert!(next.document().has(&RecordId::Plan(Only)));
    let words = told(&next, "2028-01-20");
    assert_eq!(
        words,
        [
            format!("上季的改进事项：{} 冀守正（3月1日前，已超期）", expected[0]),
            format!("上季的改进事项：{}", expected[1]),
        ]
    );
}

#[test]
fn a_point_goes_on_until_it_is_done_and_is_there_once() {
    let before = drilled();
    let mut next = after(&before, 2);
    // Taken over again it is the same, and what was written meanwhile stays.
    let once = carried(&next);
    act(&mut next, set((Only, PlanField::DialledWithin(7))));
    let again = Action::TakeOver(Arc::new(before.document().clone()));
    let _again = next.perform(&again, crate::fixture::morning());
    assert_eq!(carried(&next), once);
    // One is done in the second season; the third begins with the other.
    let (number, done) = next.document().current_plan().carried.into_iter().next().unwrap();
    let done = Improvement { done: "2028-01-25".parse().ok(), ..done };
    act(&mut next, set((Only, PlanField::Carried(number, Some(done)))));
    assert_eq!(told(&next, "2028-01-26").len(), 1);
    let third = after(&next, 3);
    let left = carried(&third);
    assert_eq!(left.len(), 1);
    assert!(left[0].ends_with("：疏散路线图重贴"), "{left:?}");
    assert_eq!(told(&third, "2029-01-26").len(), 1);
}

#[test]
fn a_season_without_drills_carries_nothing() {
    let next = after(&mine(), 2);
    assert!(carried(&next).is_empty());
    assert!(!next.document().has(&RecordId::Plan(Only)));
}
