//! A workbook that still cites what was replaced is told so, once.

use shousui::action::Action;
use shousui::model::checklist::{Code, ItemField};
use shousui::model::mine::Only;
use shousui::model::plan::{CardCode, CardField, Chapter, PlanField};
use shousui::model::{Document, RecordId};
use shousui::rules::{Finding, review};
use shousui::sample::{self, Plan};
use shousui::session::Session;

use crate::fixture::morning;

fn told(doc: &Document) -> Vec<Finding> {
    review(doc, morning().date()).into_iter().filter(|one| one.rule.code == "B1").collect()
}

fn sample() -> Session {
    sample::build(Plan::default()).unwrap()
}

/// The newest edition of an item the sample has on its lists.
fn newest(session: &Session, base: &str) -> Code {
    let codes = session.document().items.iter().map(|(code, _)| code);
    codes.filter(|code| code.base == base).max().unwrap().clone()
}

fn cite(session: &mut Session, base: &str, basis: &str) {
    let code = newest(session, base);
    let basis = ItemField::Basis(basis.to_owned());
    session.perform(&Action::Set((code, basis).into()), morning()).unwrap();
}

#[test]
fn nothing_shipped_rests_on_what_was_replaced() {
    assert!(told(sample().document()).is_empty());
}

#[test]
fn what_was_replaced_is_told_once_with_what_stands_in_its_place() {
    let mut session = sample();
    for base in ["F22", "Q30", "CG01", "DC04"] {
        cite(&mut session, base, "消防法第21条；GB 2894-2008");
    }
    cite(&mut session, "JK01", "煤矿安全规程第251条");
    let card = (CardCode("E09".to_owned()), CardField::Basis("GB/T 3608—2008".to_owned()));
    session.perform(&Action::Set(card.into()), morning()).unwrap();
    let words = "依据《煤矿安全规程》（2022年修正）编制。".to_owned();
    let chapter = (Only, PlanField::Chapter(Chapter::Basis, Some(words)));
    session.perform(&Action::Set(chapter.into()), morning()).unwrap();

    let told = told(session.document());
    assert_eq!(told.len(), 1, "{told:?}");
    let sentence = told[0].breach.sentence();
    for words in [
        "依据里还有已被替代的：",
        "GB 2894-2008已由GB 2894-2025替代（2026年3月1日起施行），见CG01、DC04、F22等4处",
        "已由煤矿安全规程（2025）替代（2026年2月1日起施行），见JK01、方案“编制依据”",
        "GB/T 3608-2008已由GB 3608-2025替代（2026年5月1日起施行），见E09",
    ] {
        assert!(sentence.contains(words), "{sentence}");
    }
    assert_eq!(told[0].about, RecordId::Item(newest(&session, "CG01")));
}

#[test]
fn what_only_looks_like_it_is_left_alone() {
    let mut session = sample();
    for basis in [
        "GB 2894-2025",
        "GB 2894（以现行有效文本为准）",
        "GB 28930",
        "煤矿安全规程（2025）第257条",
        "煤矿安全规程（以正式文本核对条号）",
    ] {
        cite(&mut session, "F22", basis);
        assert!(told(session.document()).is_empty(), "{basis}");
    }
    // A list does not ask it any more: it stands on old sheets only.
    let old = Code::first("F22");
    let next = newest(&session, "F22").next_edition();
    session.perform(&Action::ReviseItem(newest(&session, "F22")), morning()).unwrap();
    cite(&mut session, "F22", "GB 2894-2025");
    assert!(session.document().items.get(&next).is_some());
    for code in [old, Code { edition: next.edition - 1, ..next }] {
        if session.document().items.get(&code).is_some() {
            let basis = ItemField::Basis("GB 2894-2008".to_owned());
            session.perform(&Action::Set((code, basis).into()), morning()).unwrap();
        }
    }
    assert!(told(session.document()).is_empty());
}
