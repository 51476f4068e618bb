//! Printed numbers where two PCs, a backup or a damaged file brought them into disorder: found
//! with both papers in words, mended by a verb, never by writing thousands of them.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use shousui::action::{Action, HazardAction, NumberAction, SheetAction, highest};
use shousui::model::hazard::{Hazard, HazardField};
use shousui::model::id::{HazardId, SheetId, TransferId};
use shousui::model::number::{Number, NumberField, Series, Use};
use shousui::model::{Document, Put, RecordId};
use shousui::rules::numbers::{FURTHEST, number_notes};
use shousui::rules::{Finding, Remedy, Weight, review};
use shousui::session::{Entry, Kept, Session};

use crate::fixture::{Names, day, made, morning, replica, small_mine};

pub(crate) fn number(text: &str) -> Number {
    text.parse().unwrap()
}

fn at(minutes: i64) -> NaiveDateTime {
    morning() + chrono::Duration::minutes(minutes)
}

#[expect(clippy::needless_pass_by_value, reason = "tests make actions in place")]
fn did(session: &mut Session, action: Action, minutes: i64) -> Vec<RecordId> {
    let done = session.perform(&action, at(minutes)).unwrap();
    session.seal();
    done.made
}

fn mended(session: &mut Session, action: NumberAction) {
    did(session, Action::Number(action), 60);
}

fn entries(session: &Session) -> Vec<Entry> {
    session.journal().entries().iter().map(|entry| entry.as_ref().clone()).collect()
}

fn merge(into: &mut Session, from: &Session) {
    into.adopt(entries(from)).unwrap();
}

/// What one PC wrote.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Papers {
    pub(crate) sheet: SheetId,
    pub(crate) hazard: HazardId,
    pub(crate) slip: TransferId,
}

fn write(session: &mut Session, names: &Names, shift: &str, words: &str, minute: i64) -> Papers {
    let issue = SheetAction::IssueRoute {
        route: names.route,
        shift: shift.to_owned(),
        day: day(),
        walkers: names.people[..2].to_vec(),
    };
    let report = Hazard {
        site: Some(names.sites[0]),
        words: words.to_owned(),
        finders: vec![names.people[0]],
        found_on: Some(day()),
        ..Hazard::default()
    };
    let sheet = did(session, Action::Sheet(issue), minute);
    let hazard = did(session, Action::Hazard(HazardAction::Report(Box::new(report))), minute);
    let (RecordId::Sheet(sheet), RecordId::Hazard(hazard)) = (&sheet[0], &hazard[0]) else {
        panic!("a sheet and a hazard")
    };
    let hand_over =
        HazardAction::HandOver { hazards: vec![*hazard], by: names.people[0], due: None };
    let slip = did(session, Action::Hazard(hand_over), minute);
    let RecordId::Transfer(slip) = slip[0] else { panic!("a slip") };
    Papers { sheet: *sheet, hazard: *hazard, slip }
}

/// Two PCs without a network that gave the same numbers to a sheet, a hazard and a slip each.
pub(crate) fn apart() -> ((Session, Papers), (Session, Papers)) {
    let (mut base, names) = small_mine(1);
    let mut here = Session::open(base.snapshot(), replica(2));
    let mut there = Session::open(base.snapshot(), replica(3));
    let ours = write(&mut here, &names, "早班", "灭火器压力不足", 5);
    let theirs = write(&mut there, &names, "午班", "疏散指示灯不亮", 20);
    ((here, ours), (there, theirs))
}

/// The same, one merged into the other.
pub(crate) fn merged() -> (Session, Papers, Papers) {
    let ((mut here, ours), (there, theirs)) = apart();
    merge(&mut here, &there);
    (here, ours, theirs)
}

fn of_numbers(doc: &Document) -> Vec<Finding> {
    let all = review(doc, day()).into_iter();
    all.filter(|finding| finding.rule.code.starts_with('N')).collect()
}

fn codes(doc: &Document) -> Vec<&'static str> {
    of_numbers(doc).iter().map(|finding| finding.rule.code).collect()
}

fn renumber_all(session: &mut Session, papers: Papers) {
    for record in [
        RecordId::Sheet(papers.sheet),
        RecordId::Hazard(papers.hazard),
        RecordId::Transfer(papers.slip),
    ] {
        mended(session, NumberAction::Renumber(record));
    }
}

/// Nothing is asked, nothing is wrong; at most the two papers still name each other.
fn is_in_order(session: &Session) {
    assert!(session.contested().is_empty(), "{:?}", session.contested());
    let wrong: Vec<_> = of_numbers(session.document())
        .into_iter()
        .filter(|finding| finding.rule.weight != Weight::Hint)
        .map(|finding| finding.breach.sentence())
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[expect(clippy::needless_pass_by_value, reason = "tests make records in place")]
fn words_of(doc: &Document, record: RecordId) -> Vec<String> {
    number_notes(doc, &record).into_iter().map(|note| note.words).collect()
}

#[test]
fn a_number_given_twice_is_told_once_with_both_papers_in_words() {
    let (session, ours, theirs) = merged();
    let found = of_numbers(session.document());
    let told: Vec<(&str, String)> =
        found.iter().map(|one| (one.rule.code, one.breach.sentence())).collect();
    let end = "。请给后一张改号，要改前一张请到那张单据上改";
    let expected = [
        format!(
            "单号XC-2027-0001重号：前一张是2月5日 早班 东线：公寓区（08:05出单）；\
             后一张是2月5日 午班 东线：公寓区（08:20出单）{end}"
        ),
        format!(
            "单号YH-2027-0001重号：前一张是2月5日 3号公寓 灭火器压力不足（08:05登记）；\
             后一张是2月5日 3号公寓 疏散指示灯不亮（08:20登记）{end}"
        ),
        format!(
            "单号YJ-2027-0001重号：前一张是2月5日 苗小满 移交1条（08:05开单）；\
             后一张是2月5日 苗小满 移交1条（08:20开单）{end}"
        ),
    ];
    let expected: Vec<(&str, String)> = expected.map(|words| ("N4", words)).to_vec();
    assert_eq!(told, expected);
    // Each is on the books, and the later one is offered.
    let later = [
        RecordId::Sheet(theirs.sheet),
        RecordId::Hazard(theirs.hazard),
        RecordId::Transfer(theirs.slip),
    ];
    for (finding, later) in found.iter().zip(later) {
        assert_eq!(finding.breach.remedy, Remedy::Renumber(later.clone()));
        assert_eq!(finding.about, later);
    }
    let ours = words_of(session.document(), RecordId::Hazard(ours.hazard));
    assert_eq!(ours, ["YH-2027-0001重号，另一张是2月5日 3号公寓 疏散指示灯不亮（08:20登记）"]);
}

#[test]
fn either_of_two_can_be_renumbered_on_either_pc_and_both_name_each_other() {
    for ours_moves in [true, false] {
        for merged_here in [true, false] {
            let ((mut here, ours), (mut there, theirs)) = apart();
            let (mut one, mut other) = if merged_here {
                merge(&mut here, &there);
                (here, there)
            } else {
                merge(&mut there, &here);
                (there, here)
            };
            assert_eq!(one.contested().len(), 3, "who has the numbers by the book");
            let (moves, stays) = if ours_moves { (ours, theirs) } else { (theirs, ours) };
            renumber_all(&mut one, moves);
            is_in_order(&one);
            merge(&mut other, &one);
            assert_eq!(one.document(), other.document());
            is_in_order(&other);

            let doc = other.document();
            let (moved, stayed) = (
                &doc.hazards.get(&moves.hazard).unwrap(),
                &doc.hazards.get(&stays.hazard).unwrap(),
            );
            assert_eq!(moved.number, Some(number("YH-2027-0002")));
            assert_eq!(moved.former, [number("YH-2027-0001")]);
            assert_eq!(stayed.number, Some(number("YH-2027-0001")));
            assert!(stayed.former.is_empty());
            let used = |text: &str| doc.numbers.get(&number(text)).unwrap().used.clone();
            assert_eq!(used("YJ-2027-0001"), Some(Use::Borne(RecordId::Transfer(stays.slip))));
            assert_eq!(used("YJ-2027-0002"), Some(Use::Borne(RecordId::Transfer(moves.slip))));
            let stayed = words_of(doc, RecordId::Sheet(stays.sheet));
            assert_eq!(stayed, ["XC-2027-0001曾重号，另一张已改为XC-2027-0002"]);
            let moved = words_of(doc, RecordId::Sheet(moves.sheet));
            assert!(moved[0].starts_with("曾用号XC-2027-0001，原号现归2月5日 "), "{moved:?}");
            assert_eq!(codes(doc), ["N6"; 3], "a hint until both are done with");
        }
    }
}

#[test]
fn renumbering_is_taken_back_and_done_again_and_frees_no_number() {
    let (mut session, ours, theirs) = merged();
    mended(&mut session, NumberAction::Renumber(RecordId::Hazard(theirs.hazard)));
    let after = session.document().clone();
    let undone = session.undo(at(61)).unwrap();
    assert_eq!(undone.as_deref(), Some("YH-2027-0001改号为YH-2027-0002"));
    let doc = session.document();
    assert_eq!(codes(doc), ["N4"; 3]);
    assert_eq!(doc.hazards.get(&theirs.hazard).unwrap().former, []);
    assert!(doc.numbers.get(&number("YH-2027-0002")).unwrap().void_reason().is_some());
    session.redo(at(62)).unwrap();
    assert_eq!(session.document(), &after);

    // The wrong one was taken: back, and the other gets the number after the void one.
    session.undo(at(63)).unwrap();
    mended(&mut session, NumberAction::Renumber(RecordId::Hazard(ours.hazard)));
    let doc = session.document();
    assert_eq!(doc.hazards.get(&ours.hazard).unwrap().number, Some(number("YH-2027-0003")));
    assert_eq!(codes(doc), ["N4", "N4", "N6"]);
    // The file keeps it all.
    let text = shousui::file::write(&session.snapshot());
    assert_eq!(&shousui::file::read(text.as_bytes()).unwrap().kept.doc, session.document());
}

#[test]
fn two_pcs_that_mend_the_same_number_differently_come_into_order_again() {
    let ((mut here, ours), (mut there, theirs)) = apart();
    merge(&mut here, &there);
    merge(&mut there, &here);
    mended(&mut here, NumberAction::Renumber(RecordId::Hazard(ours.hazard)));
    mended(&mut there, NumberAction::Renumber(RecordId::Hazard(theirs.hazard)));
    merge(&mut here, &there);
    merge(&mut there, &here);
    assert_eq!(here.document(), there.document());
    assert_eq!(codes(here.document()), ["N1", "N4", "N4", "N4"]);
    for _ in 0..6 {
        let remedy = of_numbers(here.document()).into_iter().find_map(|finding| {
            (finding.rule.weight != Weight::Hint).then_some(finding.breach.remedy)
        });
        let Some(remedy) = remedy else { break };
        let action = shousui::action::remedies(here.document(), &remedy).unwrap();
        did(&mut here, action, 90);
    }
    is_in_order(&here);
    merge(&mut there, &here);
    assert_eq!(here.document(), there.document());
    is_in_order(&there);
}

#[test]
fn one_step_lets_the_book_say_what_stands_on_the_papers() {
    let (mut session, ours, _) = merged();
    mended(&mut session, NumberAction::Renumber(RecordId::Hazard(ours.hazard)));
    let kept = session.snapshot();
    let numbered = |used: Option<Use>| -> Vec<Put> {
        let kept = used.is_some();
        let number = number("YH-2027-0002");
        let used = NumberField::Used(used);
        vec![(number.clone(), NumberField::Kept(kept)).into(), (number, used).into()]
    };
    let void = Use::Void { bearer: None, why: "重复".to_owned() };
    let nobody = Use::Borne(RecordId::Sheet(SheetId(ours.hazard.0)));
    for (used, says) in [
        (
            None,
            "单号YH-2027-0002：单据上有、单号簿上没有（2月5日 3号公寓 灭火器压力不足（08:05登记））",
        ),
        (Some(void), "单号YH-2027-0002：单号簿上已作废（重复），这张单据还在用"),
        (Some(nobody), "单号YH-2027-0002：单号簿上记的是另一张单据，那张上又没有这个号"),
    ] {
        let mut doc = kept.doc.clone();
        for put in numbered(used) {
            doc.apply(put);
        }
        let mut session = Session::open(Kept { doc, ..kept.clone() }, replica(9));
        let found = of_numbers(session.document());
        let ours = found.iter().find(|one| one.rule.code == "N2").unwrap();
        assert!(ours.breach.sentence().starts_with(says), "{}", ours.breach.sentence());
        let action = shousui::action::remedies(session.document(), &ours.breach.remedy).unwrap();
        did(&mut session, action, 70);
        assert_eq!(codes(session.document()), ["N4", "N4", "N6"], "{says}");
    }
}

#[test]
fn what_is_in_order_is_neither_renumbered_nor_struck_off() {
    let ((mut session, ours), _) = apart();
    let before = session.document().clone();
    for (action, words) in [
        (NumberAction::Renumber(RecordId::Hazard(ours.hazard)), "没有重号，不用改号"),
        (NumberAction::Strike(number("YH-2027-0001")), "不能从单号簿去掉"),
        (NumberAction::Strike(number("YH-2027-0009")), "已不在册"),
    ] {
        let refused = session.perform(&Action::Number(action), at(1)).unwrap_err();
        assert!(refused.to_string().contains(words), "{refused}");
    }
    assert_eq!(session.document(), &before);

    // A paper whose number another one needs is not declared void over that one's head.
    let (mut session, ours, _) = merged();
    mended(&mut session, NumberAction::Renumber(RecordId::Hazard(ours.hazard)));
    let void = SheetAction::Void { sheet: ours.sheet, why: "没用上".to_owned() };
    let refused = session.perform(&Action::Sheet(void), at(1)).unwrap_err();
    assert!(refused.to_string().contains("请先给其中一张改号，再作废"), "{refused}");
}

#[test]
fn the_hint_goes_when_both_papers_are_done_with() {
    let (mut session, ours, theirs) = merged();
    renumber_all(&mut session, theirs);
    assert_eq!(codes(session.document()), ["N6"; 3]);
    for sheet in [ours.sheet, theirs.sheet] {
        did(&mut session, Action::Sheet(SheetAction::Finish { sheet }), 80);
    }
    let found = of_numbers(session.document());
    let words: Vec<String> = found.iter().map(|one| one.breach.sentence()).collect();
    assert_eq!(
        words,
        [
            "YH-2027-0001曾重号：现归2月5日 3号公寓 灭火器压力不足（08:05登记）；\
             另一张已改为YH-2027-0002（2月5日 3号公寓 疏散指示灯不亮（08:20登记））",
            "YJ-2027-0001曾重号：现归2月5日 苗小满 移交1条（08:05开单）；\
             另一张已改为YJ-2027-0002（2月5日 苗小满 移交1条（08:20开单））",
        ]
    );
    // It still stands on the papers.
    assert!(!words_of(session.document(), RecordId::Sheet(ours.sheet)).is_empty());
}

/// A workbook with some hazards, and what a damaged file adds to its book of numbers.
fn with_in_book(extra: &[(&str, Option<HazardId>)]) -> Session {
    let ((mut session, ..), _) = apart();
    let mut kept = session.snapshot();
    for (text, bearer) in extra {
        let number = number(text);
        let used = match bearer {
            Some(id) => {
                let field = HazardField::Number(Some(number.clone()));
                kept.doc.apply((*id, field).into());
                Use::Borne(RecordId::Hazard(*id))
            }
            None => Use::Void { bearer: None, why: "x".to_owned() },
        };
        kept.doc.apply((number.clone(), NumberField::Kept(true)).into());
        kept.doc.apply((number, NumberField::Used(Some(used))).into());
    }
    Session::open(kept, replica(8))
}

fn report(session: &mut Session) -> Number {
    let hazard = Hazard { words: "照明灯不亮".to_owned(), ..Hazard::default() };
    let made = made(session, Action::Hazard(HazardAction::Report(Box::new(hazard))));
    let RecordId::Hazard(id) = made else { panic!("a hazard") };
    session.document().hazards.get(&id).unwrap().number.clone().unwrap()
}

#[test]
fn a_number_out_of_all_proportion_neither_freezes_the_window_nor_counts() {
    let series = number("YH-2027-0001").series;
    let far = [20_000, 40_000_000, u32::MAX];
    for (in_book, in_memory) in [(true, false), (false, true), (true, true)] {
        let mut extra: Vec<String> = Vec::new();
        if in_book {
            extra.extend(far.map(|seq| format!("YH-2027-{seq:04}")));
        }
        let extra: Vec<(&str, Option<HazardId>)> =
            extra.iter().map(|text| (text.as_str(), None)).collect();
        let mut session = with_in_book(&extra);
        if in_memory {
            for seq in far {
                let printed = BTreeMap::from([(series.clone(), seq)]);
                let doubted = session.remember_printed(printed);
                assert_eq!(doubted, [Number { series: series.clone(), seq }]);
            }
        }
        let begun = Instant::now();
        assert_eq!(report(&mut session), number("YH-2027-0002"));
        assert_eq!(report(&mut session), number("YH-2027-0003"));
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
        let known = session.document().numbers.len();
        assert_eq!(known, 5 + extra.len(), "nothing was filled in");
        assert_eq!(highest(session.document()).get(&series), Some(&3));
        assert_eq!(session.printed().get(&series), Some(&3));

        let found = of_numbers(session.document());
        let words: Vec<_> = found.iter().map(|one| one.breach.sentence()).collect();
        if in_book {
            assert_eq!(found.len(), far.len(), "{words:?}");
            assert_eq!(
                words[1],
                "单号YH-2027-40000000比上一个YH-2027-0003大得多，多半是文件损坏或手工改动，\
                 没有采用；没有单据用它，可以从单号簿去掉"
            );
            for finding in found {
                assert_eq!(finding.rule.code, "N5");
                let remedy = &finding.breach.remedy;
                let action = shousui::action::remedies(session.document(), remedy).unwrap();
                did(&mut session, action, 90);
            }
            is_in_order(&session);
            assert_eq!(report(&mut session), number("YH-2027-0004"));
        } else {
            assert!(words.is_empty(), "{words:?}");
        }
    }
}

#[test]
fn a_paper_with_a_number_out_of_all_proportion_gets_one_that_counts() {
    let ((here, ours), _) = apart();
    drop(here);
    let mut session = with_in_book(&[("YH-2027-4294967295", Some(ours.hazard))]);
    let found = of_numbers(session.document());
    let far = found.iter().find(|one| one.rule.code == "N5").unwrap();
    assert!(
        far.breach.sentence().contains("请给这张单据改号（2月5日 3号公寓 灭火器压力不足"),
        "{far:?}"
    );
    assert_eq!(far.breach.remedy, Remedy::Renumber(RecordId::Hazard(ours.hazard)));
    // Its true number is on the book without a paper.
    assert_eq!(report(&mut session), number("YH-2027-0002"));
    mended(&mut session, NumberAction::Renumber(RecordId::Hazard(ours.hazard)));
    mended(&mut session, NumberAction::Square(number("YH-2027-0001")));
    is_in_order(&session);
    let hazard = session.document().hazards.get(&ours.hazard).unwrap();
    assert_eq!(hazard.number, Some(number("YH-2027-0003")));
    assert_eq!(hazard.former, [number("YH-2027-4294967295")]);
    while session.undo(at(99)).unwrap().is_some() {}
    assert_eq!(codes(session.document()), ["N1", "N5"]);
}

#[test]
fn a_restored_backup_still_leaves_out_what_this_pc_printed() {
    let mut session = with_in_book(&[]);
    let series: Series = number("YH-2027-0001").series;
    assert!(session.remember_printed(BTreeMap::from([(series.clone(), 1 + FURTHEST)])).is_empty());
    let begun = Instant::now();
    assert_eq!(report(&mut session).seq, 2 + FURTHEST);
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    let void = |(_, numbered): &(&Number, &shousui::model::number::Numbered)| {
        numbered.void_reason() == Some("恢复备份前已经用过")
    };
    assert_eq!(session.document().numbers.iter().filter(void).count(), 9_999);
    is_in_order(&session);
    // A long series is believed as well, as long as it has no such gap.
    assert_eq!(report(&mut session).seq, 3 + FURTHEST);
    assert_eq!(highest(session.document()).get(&series), Some(&(3 + FURTHEST)));
}
