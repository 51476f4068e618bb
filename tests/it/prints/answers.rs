//! 《责任分工一览表》, 《责任矩阵》, and what a pledge says of all that.

use shousui::action::{Action, Away, NewRecord, NewSwap, SwapAction};
use shousui::model::id::{PersonId, SiteId};
use shousui::model::people::{Leave, PersonField, Unit, UnitField};
use shousui::model::place::{SiteField, ZoneField};
use shousui::model::plan::CardField;
use shousui::model::rota::{Pairing, Tie};
use shousui::model::steward::{Steward, StewardKind};
use shousui::model::{Document, RecordId};
use shousui::print::{FileKind, Request, office};
use shousui::rules::matrix::matrix;
use shousui::session::Session;

use super::manned::{absurd, hold, manned, post, stays_on_the_page, zone};
use super::{count, has, printed, stamp};
use crate::fixture::{act, day, empty, made, set};

fn steward(
    session: &mut Session,
    (kind, person): (StewardKind, PersonId),
    (trade, sites): (&str, Vec<SiteId>),
) {
    let until = Some(day() + chrono::Days::new(5));
    let new = Steward {
        kind: Some(kind),
        person: Some(person),
        trade: trade.to_owned(),
        sites,
        from: Some(day()),
        to: until,
        ..Steward::default()
    };
    act(session, Action::Add(NewRecord::Steward(new)));
}

/// An electrician as expert of everything, somebody as keeper of the first site.
fn charged(n: u64) -> (Session, crate::fixture::Names) {
    let (mut session, names) = manned(n);
    steward(&mut session, (StewardKind::Expert, names.electrician), ("电气", Vec::new()));
    let first = vec![names.sites[0]];
    steward(&mut session, (StewardKind::Keeper, names.people[2]), ("", first));
    let unit = Unit { name: "后勤部".to_owned(), ..Unit::default() };
    let RecordId::Unit(unit) = made(&mut session, Action::Add(NewRecord::Unit(unit))) else {
        panic!()
    };
    act(&mut session, set((unit, UnitField::Head(Some(names.people[3])))));
    act(&mut session, set((names.sites[0], SiteField::Unit(Some(unit)))));
    let crew = Pairing {
        name: "甲班".to_owned(),
        tie: Some(Tie::Crew),
        people: names.people[..3].to_vec(),
        head: Some(names.people[1]),
        ..Pairing::default()
    };
    act(&mut session, Action::Add(NewRecord::Pairing(crew)));
    (session, names)
}

fn name(doc: &Document, id: PersonId) -> String {
    doc.person_name(id).to_owned()
}

#[test]
fn every_place_says_who_answers_for_it_with_telephone_and_days() {
    let (session, names) = charged(1);
    let doc = session.document();
    let (_, words) = printed(&session, &Request::answers(false));
    let [head, backup, keeper, unit] = [0, 1, 2, 3].map(|place| name(doc, names.people[place]));
    has(
        &words,
        &[
            "2027年春节责任分工一览表",
            "含个人电话",
            &format!("{head}19900000000"),
            &format!("{backup}19900000001"),
            &format!("{keeper} 19900000002 2月5日至2月10日"),
            &format!("电气：{} 19900000004", name(doc, names.electrician)),
            &format!("后勤部{unit}19900000003"),
            "甲班",
            "年　月　日",
        ],
    );
    // On a wall no mobile number is whole.
    let (_, wall) = printed(&session, &Request::answers(true));
    assert!(!wall.contains("1990000000") && wall.contains("199****0002"), "{wall}");
    // It goes on in Word and Excel.
    for kind in [FileKind::Word, FileKind::Excel] {
        let file = office(doc, &Request::answers(true), &stamp(), (kind, false)).unwrap();
        assert!(1000 < file.len());
    }
}

#[test]
fn whoever_stands_in_is_named_until_when() {
    let (mut session, names) = charged(1);
    let zone = zone(&session);
    let leave = Leave { from: day(), to: day() + chrono::Days::new(3) };
    let away = Away { leave, is_leave: true, deputy: Some(names.people[1]), zones: vec![zone] };
    let new = NewSwap {
        absent: Some(names.people[0]),
        away: Some(away),
        note: "公寓钥匙".to_owned(),
        ..NewSwap::default()
    };
    act(&mut session, Action::Swap(SwapAction::Arrange(Box::new(new))));
    let (_, words) = printed(&session, &Request::answers(true));
    let deputy = name(session.document(), names.people[1]);
    has(&words, &[&format!("（至2月8日由{deputy}代）"), "离岗"]);
}

#[test]
fn the_matrix_is_made_of_the_steps_of_the_cards() {
    let (mut session, _) = manned(1);
    let doc = session.document();
    let made = matrix(doc);
    assert_eq!(made.events.len(), doc.cards.len());
    let fire = &made.events[0];
    let captain = post(&session, "突击队当班组长");
    assert!(fire.parts[&captain].leads, "the usual one");
    let steps: usize = fire.parts.values().map(|part| part.steps.len()).sum();
    let of_posts = fire.card.steps.values().filter(|step| step.post.is_some()).count();
    assert_eq!(steps, of_posts, "every step of a post is in it, and once");
    for event in &made.events {
        assert!(event.parts.values().filter(|part| part.leads).count() <= 1, "{}", event.code);
        for part in event.parts.values().filter(|part| !part.leads) {
            assert!(!part.steps.is_empty(), "{}: nobody helps without a step", event.code);
        }
    }
    let (print, words) = printed(&session, &Request::matrix());
    has(
        &words,
        &["2027年春节应急处置责任矩阵", "E01 地面建筑火灾", "突击队当班组长", "主责", "配合"],
    );
    stays_on_the_page(&print);
    // The mine says otherwise.
    let (code, other) = (fire.code.clone(), post(&session, "保卫值班"));
    act(&mut session, set((code, CardField::Lead(Some(other)))));
    let said = matrix(session.document());
    assert!(said.events[0].parts[&other].leads && !said.events[0].parts[&captain].leads);
    // It may hang: no mobile number stands there, and nothing at all is no reason to fail.
    let (_, words) = printed(&empty(1), &Request::matrix());
    has(&words, &["还没有选用处置卡"]);
}

#[test]
fn a_pledge_names_what_somebody_answers_for() {
    let (session, _) = charged(1);
    let (_, words) = printed(&session, &Request::pledges());
    let zone = session.document().zone_name(Some(zone(&session)));
    has(
        &words,
        &[&format!("我负责：{zone}（网格长）。"), "（安全管家）。", "全矿地面（安全专家）。"],
    );
    assert_eq!(count(&words, "我负责："), 4, "nobody else says so");
}

#[test]
fn absurd_names_stay_on_their_pages() {
    let (mut session, names) = charged(1);
    for id in names.people.iter().take(3) {
        act(&mut session, set((*id, PersonField::Name(absurd()))));
    }
    let zone = zone(&session);
    act(&mut session, set((zone, ZoneField::Name(absurd()))));
    hold(&mut session, "保卫值班", names.people[0], names.people[1]);
    for request in [Request::answers(true), Request::matrix()] {
        let (print, _) = printed(&session, &request);
        stays_on_the_page(&print);
    }
}
