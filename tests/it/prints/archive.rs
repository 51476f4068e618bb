//! 《材料归档清单》: what lies in the archive. What is missing is said on the screen, never on paper.

use shousui::action::Action;
use shousui::model::RecordId;
use shousui::model::duty::DutyShift;
use shousui::print::{Request, Stamp, missing, print, remembered};
use shousui::sample::{self, Plan};

use super::manned::stays_on_the_page;
use super::{has, printed, text_of};
use crate::fixture::empty;
use crate::sample::last_day;

#[test]
fn what_is_missing_is_named_and_what_was_printed_is_counted() {
    let mut session = sample::build(Plan::default()).unwrap();
    let now = last_day().and_hms_opt(20, 0, 0).unwrap();
    let stamp = Stamp { code: String::new(), now, both_sides: false };
    let paper = |session: &shousui::session::Session| {
        let printed = print(session.document(), &Request::archive(), &stamp).unwrap();
        stays_on_the_page(&printed);
        text_of(&printed)
    };
    let whole = paper(&session);
    has(&whole, &["2027年春节材料归档清单", "02预案", "05巡查", "09值守", "11场所档案"]);
    let logs = session.document().logs.len();
    has(&whole, &[&format!("值班日志1月30日至2月20日{logs}0")]);
    assert!(!whole.contains("还缺") && !whole.contains("没有销号"), "{whole}");
    let lacks = |session: &shousui::session::Session, key: &str| {
        let all = missing(session.document(), last_day());
        let one = all.into_iter().find(|one| one.paper.key == key).unwrap();
        (one.words, one.unprinted)
    };
    assert_eq!(lacks(&session, "ledger").0, ["2条没有销号"]);
    assert_eq!(lacks(&session, "log"), (Vec::new(), logs));
    assert_eq!(lacks(&session, "plan").0, Vec::<String>::new());

    // One log gone, one handover printed.
    let day = "2027-02-03".parse().ok();
    let log = session
        .document()
        .logs
        .iter()
        .find(|(_, one)| one.day == day && one.shift == Some(DutyShift::Night));
    let log = *log.unwrap().0;
    session.perform(&Action::Remove(RecordId::Log(log)), now).unwrap();
    let handover = *session.document().handovers.iter().next().unwrap().0;
    let known = remembered(session.document(), &Request::handover(handover), &stamp).unwrap();
    session.perform(&Action::Remember(known), now).unwrap();
    let then = paper(&session);
    has(
        &then,
        &[
            &format!("值班日志1月30日至2月20日{}0", logs - 1),
            &format!("交接班记录1月30日至2月20日{}1", session.document().handovers.len()),
        ],
    );
    assert!(!then.contains("缺2月"), "{then}");
    assert_eq!(lacks(&session, "log"), (vec!["缺2月3日夜班".to_owned()], logs - 1));
    assert_eq!(lacks(&session, "handover").1, session.document().handovers.len() - 1);
}

#[test]
fn of_a_workbook_of_nothing_everything_is_missing_and_nothing_is_filed() {
    let (print, words) = printed(&empty(1), &Request::archive());
    stays_on_the_page(&print);
    has(&words, &["还没有可以归档的材料"]);
    let all = missing(empty(1).document(), last_day());
    let words: Vec<String> = all.iter().flat_map(|one| one.words.clone()).collect();
    for expected in ["还没有值班日志", "没有批准的版本", "“下步打算”没有写"]
    {
        assert!(
            words.iter().any(|words| words.split('；').any(|one| one == expected)),
            "{expected}: {words:?}"
        );
    }
}
