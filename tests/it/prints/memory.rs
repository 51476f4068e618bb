//! What was printed is remembered, and whether it still says what holds.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use shousui::action::{Action, NewRecord, PlanAction, SheetAction};
use shousui::model::RecordId;
use shousui::model::id::PrintoutId;
use shousui::model::mine::{MineField, Only};
use shousui::model::people::PersonField;
use shousui::model::plan::{CardCode, CardField, Phone, PhoneField};
use shousui::model::printout::{Printout, PrintoutField};
use shousui::model::sheet::SheetField;
use shousui::model::watch::Handover;
use shousui::print::{CATALOGUE, Memory, Of, Request, Scope, Stamp, Then, outdated, remembered};
use shousui::session::{Journal, Session};

use super::manned::manned;
use super::{add, stamp};
use crate::fixture::{act, busy_mine, day, morning, replica, set, small_mine};
use crate::sample::{doc, kept, last_day};

/// Prints, and remembers it as the window does.
fn print(session: &mut Session, request: &Request) -> Vec<RecordId> {
    let printouts = remembered(session.document(), request, &stamp()).unwrap();
    act(session, Action::Remember(printouts)).made
}

fn stale_ones(session: &Session) -> BTreeSet<PrintoutId> {
    outdated(session.document(), session.journal(), &mut Then::default())
}

fn stale(session: &Session) -> Vec<String> {
    let title = |id| session.document().printouts.get(id).unwrap().title.clone();
    stale_ones(session).iter().map(title).collect()
}

#[test]
fn every_paper_is_known_again_by_what_is_remembered_of_it() {
    let keys: BTreeSet<&str> = CATALOGUE.iter().map(|paper| paper.key).collect();
    assert_eq!(keys.len(), CATALOGUE.len(), "two papers under one key");
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
            }
        }
    }
    let strange = Printout { paper: "unheard-of".to_owned(), ..Printout::default() };
    assert_eq!(Request::again(&strange), None, "of a newer program");
}

/// Of every paper some of the sample, the printer's clock an hour on with each. Neither that nor a
/// history that goes on is a change of what they say; the mine's name stands on all of them.
#[test]
fn no_paper_is_outdated_by_the_time_that_passed() {
    let mut session = Session::open(kept().clone(), replica(2));
    let mut printed = Vec::new();
    // The list of the archive says what is printed: the next print is a change of it.
    let papers = CATALOGUE.into_iter().filter(|paper| paper.key != "archive");
    for (at, paper) in papers.enumerate() {
        let now = last_day().and_hms_opt(0, 30, 0).unwrap()
            + TimeDelta::hours(i64::try_from(at).unwrap());
        let offers = paper.offers(session.document(), &Scope::all(last_day()));
        for offer in offers.iter().take(2).filter(|offer| offer.request.of != Of::Blank) {
            let stamp = Stamp { code: session.code(), now, both_sides: at % 2 == 0 };
            let several = remembered(session.document(), &offer.request, &stamp).unwrap();
            printed.extend(act(&mut session, Action::Remember(several)).made);
        }
    }
    assert!(2 * CATALOGUE.len() - 8 < printed.len(), "{}", printed.len());
    assert_eq!(stale(&session), Vec::<String>::new());
    act(&mut session, set((Only, MineField::FullName("改名煤矿有限公司".to_owned()))));
    let stale = stale_ones(&session);
    assert!(printed.len() < 2 * stale.len(), "{} of {}", stale.len(), printed.len());
    for id in &stale {
        let one = session.document().printouts.get(id).unwrap();
        let is_original = one.by_hand
            && !remembered(session.document(), &Request::again(one).unwrap(), &stamp()).unwrap()[0]
                .by_hand;
        assert!(
            !is_original,
            "typed back, it is the original whatever the mine is called: {one:?}"
        );
    }
}

/// What tells of prints is a print, too.
#[test]
fn the_list_of_what_is_printed_is_outdated_by_the_next_print() {
    let mut session = busy_mine(1);
    print(&mut session, &Request::archive());
    assert_eq!(stale(&session), Vec::<String>::new());
    print(&mut session, &Request::phones());
    assert_eq!(stale(&session), ["归档清单 全矿"]);
}

/// As another version of the program would have remembered it: other words on the same records.
fn print_elsewhere(session: &mut Session, request: &Request, code: Option<String>) {
    let code = code.unwrap_or_else(|| session.code());
    let stamp = Stamp { code, ..stamp() };
    let mut printouts = remembered(session.document(), request, &stamp).unwrap();
    for one in &mut printouts {
        one.digest = one.digest.chars().rev().collect();
    }
    act(session, Action::Remember(printouts));
}

#[test]
fn other_words_of_another_version_are_no_change_of_what_was_printed() {
    let mut session = busy_mine(1);
    let lines: Vec<_> = session.document().phones.iter().map(|(id, _)| *id).collect();
    let number = |words: &str| set((lines[0], PhoneField::Number(words.to_owned())));
    print_elsewhere(&mut session, &Request::phones(), None);
    print_elsewhere(&mut session, &Request::ledger(), None);
    print_elsewhere(&mut session, &Request::roster(true), None);
    assert_eq!(stale(&session), Vec::<String>::new());
    // What is known of the past is known for good, and is never taken for the present.
    let mut then = Then::default();
    outdated(session.document(), session.journal(), &mut then);
    act(&mut session, number("8119"));
    let past = outdated(session.document(), session.journal(), &mut then);
    assert_eq!(past, outdated(session.document(), &Journal::default(), &mut then));
    assert_eq!((past.len(), stale(&session)), (1, vec!["应急电话表 全矿".to_owned()]));
    session.undo(morning()).unwrap();
    assert_eq!(stale(&session), Vec::<String>::new());
}

/// The paper says what held when it was asked for, not when it came out of the printer.
#[test]
fn what_was_changed_while_a_paper_was_made_is_a_change_of_it() {
    let mut session = busy_mine(1);
    let line = *session.document().phones.iter().next().unwrap().0;
    let asked = session.code();
    act(&mut session, set((line, PhoneField::Number("8119".to_owned()))));
    print_elsewhere(&mut session, &Request::phones(), Some(asked));
    assert_eq!(stale(&session), ["应急电话表 全矿"]);
    session.undo(morning()).unwrap();
    assert_eq!(stale(&session), Vec::<String>::new());
    // Where the history does not know such a state, a paper too many is looked at.
    print_elsewhere(&mut session, &Request::phones(), Some("0000-00".to_owned()));
    assert_eq!(stale(&session), ["应急电话表 全矿"]);
}

#[test]
fn what_another_pc_wrote_before_the_print_is_on_it_and_what_it_wrote_beside_is_not() {
    let mut ours = busy_mine(1);
    let lines: Vec<_> = ours.document().phones.iter().map(|(id, _)| *id).take(2).collect();
    let mut theirs = Session::open(ours.snapshot(), replica(2));
    let number = |line, words: &str| set((line, PhoneField::Number(words.to_owned())));
    act(&mut theirs, number(lines[0], "8119"));
    let news = |from: &Session, to: &Session| to.journal().lacking(from.journal());
    ours.adopt(news(&theirs, &ours)).unwrap();
    print_elsewhere(&mut ours, &Request::phones(), None);
    assert_eq!(stale(&ours), Vec::<String>::new());
    act(&mut theirs, number(lines[1], "8120"));
    ours.adopt(news(&theirs, &ours)).unwrap();
    assert_eq!(stale(&ours), ["应急电话表 全矿"]);
    theirs.adopt(news(&ours, &theirs)).unwrap();
    assert_eq!(stale(&theirs), ["应急电话表 全矿"]);
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
    assert_eq!(stale_ones(&session).into_iter().collect::<Vec<_>>(), [*first]);
    act(&mut session, set((names.people[0], PersonField::Name("改名者".to_owned()))));
    assert_eq!(stale(&session).len(), 2);
    let entered = SheetField::Entered(Some(morning()));
    let mut doc = session.document().clone();
    doc.apply((ids[0], entered).into());
    let left = outdated(&doc, session.journal(), &mut Then::default());
    assert_eq!(left.len(), 1, "what came back written on is not printed anew");
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

/// A new version takes down the cards it changed, what names those posts and telephones, and leaves
/// the others where they hang.
#[test]
fn a_new_version_takes_down_what_it_changed() {
    let (mut session, names) = manned(1);
    let (kept, changed) = (CardCode("E01".to_owned()), CardCode("E04".to_owned()));
    let approve = |session: &mut Session, note: &str| {
        let (by, on) = (vec![names.people[0]], day());
        let note = note.to_owned();
        act(session, Action::Plan(PlanAction::Approve { by, on, note }));
    };
    approve(&mut session, "首次");
    for request in [
        Request::cards([kept]),
        Request::cards([changed.clone()]),
        Request::phones(),
        Request::board(day()),
    ] {
        print(&mut session, &request);
    }
    act(&mut session, set((changed, CardField::Muster("卫生所门前".to_owned()))));
    approve(&mut session, "改集合点");
    let told = stale(&session);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("应急处置卡 E04"), "{told:?}");

    // The telephone of the dispatch room stands on all of them.
    act(&mut session, set((Only, MineField::DispatchPhone("8001".to_owned()))));
    let told = stale(&session);
    assert!(told.iter().any(|one| one.starts_with("应急处置卡 E01")), "{told:?}");
    assert!(told.iter().any(|one| one.starts_with("今日值班牌")), "{told:?}");
}
