//! A workbook made earlier is offered what this program ships, and takes what a person chooses.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Deserialize;
use shousui::action::editions::{Offered, Part, Wanted};
use shousui::action::{Action, Book, NewRecord, PlanAction, SheetAction};
use shousui::model::checklist::{
    Checklist, ChecklistField, Class, Code, Depth, Item, ItemField, Judge, Trade,
};
use shousui::model::place::{Site, SiteKind};
use shousui::model::plan::{CardCode, CardField, PhoneField};
use shousui::model::{Document, Put, RecordId};
use shousui::sample::{self, Plan};
use shousui::session::Session;

use super::read;
use crate::fixture::{act, empty, made, morning, small_mine};

#[derive(Deserialize)]
struct Line {
    code: String,
    words: String,
    brief: String,
    how: String,
    basis: String,
    grades: Vec<Class>,
    judge: Judge,
    trade: Trade,
}

#[derive(Deserialize)]
struct List {
    kind: SiteKind,
    patrol: Vec<String>,
    signed: Vec<String>,
    full: Vec<String>,
    special: Vec<String>,
    #[serde(default)]
    earlier: Vec<String>,
}

fn base(code: &str) -> &str {
    code.split('.').next().unwrap()
}

fn item(line: &Line) -> Item {
    Item {
        kept: true,
        words: line.words.clone(),
        brief: line.brief.clone(),
        how: line.how.clone(),
        basis: line.basis.clone(),
        classes: line.grades.clone(),
        judge: Some(line.judge).filter(|judge| *judge != Judge::Member),
        trade: Some(line.trade),
        ..Item::default()
    }
}

/// Kinds of site and items that the first book did not have.
const NEW_KINDS: [&str; 9] = ["KY", "TS", "XF", "TD", "TC", "WC", "HY", "WF", "SP"];

fn letters(base: &str) -> &str {
    base.trim_end_matches(|sign: char| sign.is_ascii_digit())
}

/// A workbook of the first book: no item that was added since, and every other in its first words.
fn old_book() -> Document {
    let items: Vec<Line> = read(include_str!("../../../assets/book/items.ron"));
    let former: Vec<Line> = read(include_str!("../../../assets/book/former.ron"));
    let kinds: Vec<List> = read(include_str!("../../../assets/book/kinds.ron"));
    let added: BTreeSet<&str> = super::added::MISSING.iter().map(|(code, ..)| *code).collect();
    let is_old = |code: &str| !added.contains(code) && !NEW_KINDS.contains(&letters(code));
    let mut doc = Document::default();
    for line in items.iter().filter(|line| is_old(base(&line.code))) {
        let old = former.iter().find(|old| base(&old.code) == base(&line.code)).unwrap_or(line);
        let code = Code::first(base(&old.code));
        for field in item(old).written() {
            doc.apply(Put::from((code.clone(), field)));
        }
    }
    for kind in &kinds {
        let own = kind.full.iter().any(|code| NEW_KINDS.contains(&letters(code)));
        if own {
            continue;
        }
        let old = |codes: &[String]| -> Vec<Code> {
            codes.iter().filter(|code| is_old(code)).map(|code| Code::first(code)).collect()
        };
        let walk = if kind.earlier.is_empty() { &kind.patrol } else { &kind.earlier };
        let list = Checklist {
            kept: true,
            patrol: old(walk),
            signed: old(&kind.signed),
            full: old(&kind.full),
            special: old(&kind.special),
        };
        for field in list.written() {
            doc.apply(Put::from((kind.kind, field)));
        }
    }
    doc
}

fn taken_over(doc: Document) -> Session {
    let mut session = empty(0);
    act(&mut session, Action::TakeOver(Arc::new(doc)));
    session
}

fn codes(of: &[(Code, String)]) -> BTreeSet<&str> {
    of.iter().map(|(code, _)| code.base.as_str()).collect()
}

/// What a new workbook has.
fn new_book() -> Document {
    let mut session = empty(9);
    act(&mut session, Action::LoadBook(Arc::new(Book::shipped().unwrap())));
    session.document().clone()
}

#[test]
fn a_new_workbook_lacks_nothing() {
    assert_eq!(Offered::of(&new_book()), Offered::default());
    let sample = sample::build(Plan::default()).unwrap();
    let offered = Offered::of(sample.document());
    assert!(!offered.is_pressing(), "{offered:?}");
}

#[test]
fn an_old_workbook_is_offered_all_and_then_has_the_lists_of_a_new_one() {
    let mut session = taken_over(old_book());
    let before = session.document().clone();
    let offered = Offered::of(&before);
    let missing: BTreeSet<&str> = super::added::MISSING.iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes(&offered.added), missing);
    assert_eq!(offered.kinds.len(), 9);
    let former: Vec<Line> = read(include_str!("../../../assets/book/former.ron"));
    let former: BTreeSet<&str> = former.iter().map(|line| base(&line.code)).collect();
    // What came after that book is new to it, and no correction.
    let is_old = |code: &&str| !NEW_KINDS.contains(&letters(code)) && !missing.contains(code);
    let of_old: BTreeSet<&str> = former.iter().copied().filter(is_old).collect();
    assert_eq!(codes(&offered.corrected), of_old);
    assert!(offered.kept.is_empty() && offered.is_pressing());

    act(&mut session, Action::TakeEditions(offered.proposed(&before)));
    let now = session.document();
    assert_eq!(Offered::of(now), Offered::default());
    assert_eq!(now.checklists, new_book().checklists);
    assert!(now.items.get(&Code::first("F20")).unwrap().words.contains("审批单"));
    session.undo(morning()).unwrap();
    assert_eq!(session.document().items, before.items);
    assert_eq!(session.document().checklists, before.checklists);
}

#[test]
fn only_what_is_wanted_is_taken() {
    let doc = old_book();
    let offered = Offered::of(&doc);
    for part in [Part::Added, Part::Corrected, Part::Kinds] {
        let [added, corrected, kinds] =
            [Part::Added, Part::Corrected, Part::Kinds].map(|one| one == part);
        let wanted = Wanted { parts: BTreeSet::from([part]), ..Wanted::default() };
        let mut session = taken_over(doc.clone());
        act(&mut session, Action::TakeEditions(wanted.clone()));
        let left = Offered::of(session.document());
        assert_eq!(left.added.is_empty(), added, "{wanted:?}");
        assert_eq!(left.corrected.is_empty(), corrected, "{wanted:?}");
        assert_eq!(left.kinds.is_empty(), kinds, "{wanted:?}");
        // Nothing else came: what is left is what was there.
        assert!(added || left.added == offered.added, "{wanted:?}");
        assert!(kinds || left.kinds == offered.kinds, "{wanted:?}");
        let asked = session.document().checklists.get(&SiteKind::Garage).unwrap();
        let asks = |code: Code| asked.full.contains(&code);
        assert_eq!(asks(Code::first("F20").next_edition()), corrected, "{wanted:?}");
        assert_eq!(asks(Code::first("F20")), !corrected, "{wanted:?}");
        assert_eq!(asks(Code::first("F43")), added, "{wanted:?}");
    }
    let mut session = taken_over(doc);
    let nothing = session.perform(&Action::TakeEditions(Wanted::default()), morning());
    assert!(nothing.is_err());
}

#[test]
fn what_the_mine_wrote_anew_stays_and_is_named() {
    let mut doc = old_book();
    doc.apply((Code::first("Q02"), ItemField::Words("箱前两米无物".to_owned())).into());
    let short = vec![Code::first("F20"), Code::first("Q02")];
    doc.apply((SiteKind::Garage, ChecklistField::Full(short)).into());
    let mut session = taken_over(doc);
    let offered = Offered::of(session.document());
    assert_eq!(offered.kept, [Code::first("Q02").next_edition()]);
    let wanted = offered.proposed(session.document());
    act(&mut session, Action::TakeEditions(wanted));
    let now = session.document();
    let garage = &now.checklists.get(&SiteKind::Garage).unwrap().full;
    let own = [Code::first("F20").next_edition(), Code::first("Q02")];
    assert_eq!(garage.get(..2), Some(own.as_slice()));
    assert!(!garage.contains(&Code::first("F02")), "what the mine took out stays out");
    assert!(garage.contains(&Code::first("F43")));
    let asked = now.checklists.iter().flat_map(|(_, list)| list.special.iter());
    assert!(asked.filter(|code| code.base == "Q02").all(|code| code.edition == 1));
}

#[test]
fn a_sheet_that_went_out_keeps_its_words() {
    let mut session = taken_over(old_book());
    let site = Site { name: "车库".to_owned(), kind: Some(SiteKind::Garage), ..Site::default() };
    let RecordId::Site(site) = made(&mut session, Action::Add(NewRecord::Site(site))) else {
        panic!()
    };
    let (depth, day) = (Depth::Full, morning().date());
    let issue = SheetAction::IssueSite { site, depth, day, walkers: Vec::new() };
    let RecordId::Sheet(sheet) = made(&mut session, Action::Sheet(issue)) else { panic!() };
    let rows = |session: &Session| -> Vec<Code> {
        let sheet = session.document().sheets.get(&sheet).unwrap();
        sheet.rows().iter().map(|row| row.item.clone()).collect()
    };
    let before = rows(&session);
    assert!(before.contains(&Code::first("F20")));
    let wanted = Offered::of(session.document()).proposed(session.document());
    act(&mut session, Action::TakeEditions(wanted));
    assert_eq!(rows(&session), before);
}

/// Cards and telephones: what is new, what was put right, what the mine wrote.
#[test]
fn cards_are_chosen_one_by_one() {
    let mut session = sample::build(Plan::default()).unwrap();
    let card = |code: &str| CardCode(code.to_owned());
    let old = "夜间先备好照明再断电；人在高处的，下面接应防止坠落。".to_owned();
    let own = "本矿的断电点在门外。".to_owned();
    for (code, risk) in [("E04", old), ("E05", own.clone())] {
        act(&mut session, Action::Set((card(code), CardField::Risk(risk)).into()));
    }
    let offered = Offered::of(session.document());
    let told: Vec<(&str, usize)> =
        offered.differing.iter().map(|one| (one.code.0.as_str(), one.withdrawn)).collect();
    assert_eq!(told, [("E04", 1), ("E05", 0)]);
    let wanted = offered.proposed(session.document());
    assert_eq!(wanted.renewed, BTreeSet::from([card("E04")]), "what may be the mine's own is left");
    act(&mut session, Action::TakeEditions(wanted));
    let doc = session.document();
    assert!(doc.cards.get(&card("E04")).unwrap().risk.contains("没断电就伸手"));
    assert_eq!(doc.cards.get(&card("E05")).unwrap().risk, own);

    // What a telephone line says of itself is put right where nobody wrote something else.
    let line = |session: &Session, name: &str| {
        let mut lines = session.document().phones.iter();
        lines.find(|(_, one)| one.name == name).map(|(id, one)| (*id, one.note.clone())).unwrap()
    };
    let (dispatch, note) = line(&session, "调度室（24小时）");
    let old = "任何情况都先报这里；有人在场时与119同时打".to_owned();
    act(&mut session, Action::Set((dispatch, PhoneField::Note(old)).into()));
    let (clinic, _) = line(&session, "卫生所");
    act(&mut session, Action::Set((clinic, PhoneField::Note("本矿写的".to_owned())).into()));
    let offered = Offered::of(session.document());
    assert_eq!(offered.phones, ["调度室（24小时）的说明"]);
    let wanted = offered.proposed(session.document());
    act(&mut session, Action::TakeEditions(wanted));
    assert_eq!(line(&session, "调度室（24小时）").1, note);
    assert_eq!(line(&session, "卫生所").1, "本矿写的");

    // A plan with few cards passed the others over; one with most never saw the new ones.
    let (mut session, _) = small_mine(0);
    let all = |from: usize, to: usize| (from..=to).map(|at| card(&format!("E{at:02}"))).collect();
    act(&mut session, Action::Plan(PlanAction::TakeCards(all(1, 3))));
    let offered = Offered::of(session.document());
    assert_eq!(offered.cards.len(), 17);
    assert!(offered.proposed(session.document()).cards.is_empty());
    act(&mut session, Action::Plan(PlanAction::TakeCards(all(4, 16))));
    let offered = Offered::of(session.document());
    assert_eq!(offered.cards, all(17, 20));
    assert_eq!(offered.proposed(session.document()).cards.len(), 4);
    act(&mut session, Action::Remove(RecordId::Card(card("E16"))));
    assert_eq!(Offered::of(session.document()).cards, all(17, 20), "taken out by hand");
}
