//! What was printed is remembered, and whether it still says what holds.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use shousui::action::{Action, NewRecord, SheetAction};
use shousui::model::RecordId;
use shousui::model::people::PersonField;
use shousui::model::plan::{Phone, PhoneField};
use shousui::model::printout::{Printout, PrintoutField};
use shousui::model::sheet::SheetField;
use shousui::model::watch::Handover;
use shousui::print::{CATALOGUE, Memory, Request, Scope, Stamp, outdated, remembered};
use shousui::session::Session;

use super::{add, stamp};
use crate::fixture::{act, busy_mine, day, morning, set, small_mine};
use crate::sample::{doc, last_day};

/// Prints, and remembers it as the window does.
fn print(session: &mut Session, request: &Request) -> Vec<RecordId> {
    let printouts = remembered(session.document(), request, &stamp()).unwrap();
    act(session, Action::Remember(printouts)).made
}

fn stale(session: &Session) -> Vec<String> {
    let doc = session.document();
    outdated(doc).iter().map(|id| doc.printouts.get(id).unwrap().title.clone()).collect()
}

#[test]
fn every_paper_is_known_again_by_what_is_remembered_of_it() {
    let keys: BTreeSet<&str> = CATALOGUE.iter().map(|paper| paper.key).collect();
    assert_eq!(keys.len(), CATALOGUE.len(), "two papers under one key");
    // Later, on another state of the history: that alone changes nothing on a paper.
    let later = Stamp {
        code: "0000-00".to_owned(),
        now: morning() + TimeDelta::days(3),
        both_sides: false,
    };
    for paper in CATALOGUE {
        let offers = paper.offers(doc(), &Scope::all(last_day()));
        for offer in offers.iter().take(2) {
            let several = remembered(doc(), &offer.request, &stamp()).unwrap();
            assert_eq!(several.len(), offer.request.of.records().len().max(1));
            for one in several {
                let again = Request::again(&one).unwrap();
                assert!(std::ptr::eq(again.paper, paper), "{one:?}");
                assert!(!one.title.trim().is_empty() && one.digest.len() == 16, "{one:?}");
                let mut known = remembered(doc(), &again, &stamp()).unwrap();
                assert_eq!(known.pop(), Some(one.clone()));
                let then = remembered(doc(), &again, &later).unwrap().pop().unwrap();
                assert_eq!((then.paper, then.title), (one.paper, one.title));
            }
        }
    }
    let strange = Printout { paper: "unheard-of".to_owned(), ..Printout::default() };
    assert_eq!(Request::again(&strange), None, "of a newer program");
}

#[test]
fn a_print_is_outdated_once_what_it_says_has_changed() {
    let mut session = busy_mine(1);
    let phones = Request::phones();
    let printed = print(&mut session, &phones);
    print(&mut session, &Request::ledger());
    assert_eq!(stale(&session), Vec::<String>::new());
    let line = *session.document().phones.iter().next().unwrap().0;
    act(&mut session, set((line, PhoneField::Number("8119".to_owned()))));
    assert_eq!(stale(&session), ["应急电话表 全矿"], "the ledger is none of its business");
    let memory = Memory::of(session.document());
    let [RecordId::Printout(id)] = printed[..] else { panic!("{printed:?}") };
    assert_eq!(memory.of_request(&phones), [Some(id)]);
    assert_eq!(memory.of_request(&Request::roster(true)), [None]);
    // Taken back, it is as it was; printed anew, the new one holds.
    session.undo(morning()).unwrap();
    assert_eq!(stale(&session), Vec::<String>::new());
    session.redo(morning()).unwrap();
    print(&mut session, &phones);
    assert_eq!(stale(&session), Vec::<String>::new());
    let old = session.document().printouts.get(&id).unwrap();
    assert!(!Memory::of(session.document()).is_newest(id, old));
    // Nobody need print anew what was taken down.
    act(&mut session, set((line, PhoneField::Number("8120".to_owned()))));
    let newest = Memory::of(session.document()).of_request(&phones)[0].unwrap();
    act(&mut session, set((newest, PrintoutField::Withdrawn(true))));
    assert_eq!(Memory::of(session.document()).of_request(&phones), [Some(id)]);
    act(&mut session, set((id, PrintoutField::Withdrawn(true))));
    assert_eq!(stale(&session), Vec::<String>::new());
}

#[test]
fn a_sheet_that_was_walked_with_is_the_original_whatever_is_typed_back() {
    let (mut session, names) = small_mine(1);
    let issue = |shift: &str| {
        let (route, shift, walkers) = (names.route, shift.to_owned(), vec![names.people[0]]);
        Action::Sheet(SheetAction::IssueRoute { route, shift, day: day(), walkers })
    };
    let ids: Vec<_> = ["早班", "中班"]
        .map(|shift| match act(&mut session, issue(shift)).made[..] {
            [RecordId::Sheet(id), ..] => id,
            ref other => panic!("{other:?}"),
        })
        .to_vec();
    // Two sheets printed in one go are two papers.
    let printed = print(&mut session, &Request::sheets(&ids));
    assert_eq!(printed.len(), 2);
    let Some(RecordId::Printout(first)) = printed.first() else { panic!("{printed:?}") };
    assert!(session.document().printouts.get(first).unwrap().by_hand);
    act(&mut session, set((ids[0], SheetField::Walkers(vec![names.people[1]]))));
    assert_eq!(outdated(session.document()).into_iter().collect::<Vec<_>>(), [*first]);
    act(&mut session, set((names.people[0], PersonField::Name("改名者".to_owned()))));
    assert_eq!(stale(&session).len(), 2);
    let entered = SheetField::Entered(Some(morning()));
    let mut doc = session.document().clone();
    doc.apply((ids[0], entered).into());
    assert_eq!(outdated(&doc).len(), 1, "what came back written on is not printed anew");
}

#[test]
fn a_record_can_go_although_its_paper_was_printed() {
    let (mut session, _) = small_mine(1);
    let handover = Handover { day: Some(day()), ..Handover::default() };
    let record = add(&mut session, NewRecord::Handover(handover));
    let RecordId::Handover(id) = record else { panic!("{record:?}") };
    print(&mut session, &Request::handover(id));
    act(&mut session, Action::Remove(record));
    assert_eq!(stale(&session), ["交接班记录 2月5日 全天"], "the paper is still about");
}

#[test]
fn a_removed_line_makes_the_list_outdated_and_another_season_begins_without_prints() {
    let (mut session, _) = small_mine(1);
    let line = Phone { name: "调度室".to_owned(), ..Phone::default() };
    let line = add(&mut session, NewRecord::Phone(line));
    print(&mut session, &Request::phones());
    act(&mut session, Action::Remove(line));
    assert_eq!(stale(&session), ["应急电话表 全矿"]);
    let earlier = std::sync::Arc::new(session.document().clone());
    let mut next = crate::fixture::empty(2);
    act(&mut next, Action::TakeOver(earlier));
    assert!(next.document().printouts.is_empty());
}
