//! 《培训、会议一览表》, 《培训、会议记录》 and 《签到表》.

use shousui::action::{Action, NewRecord};
use shousui::model::RecordId;
use shousui::model::gathering::{Gathering, GatheringField, GatheringKind};
use shousui::model::id::GatheringId;
use shousui::model::people::Skill;
use shousui::print::{Of, Request};
use shousui::session::Session;

use super::manned::{absurd, manned, stays_on_the_page};
use super::{count, has, printed};
use crate::fixture::{act, empty, made, set};

fn trained() -> (Session, GatheringId) {
    let (mut session, names) = manned(1);
    let one = Gathering {
        title: "上岗前培训".to_owned(),
        kind: Some(GatheringKind::Training),
        day: "2027-01-29".parse().ok(),
        from: chrono::NaiveTime::from_hms_opt(9, 0, 0),
        to: chrono::NaiveTime::from_hms_opt(11, 30, 0),
        place: "活动中心".to_owned(),
        leader: Some(names.people[0]),
        expected: names.people.clone(),
        attended: names.people[..3].to_vec(),
        others: 2,
        minutes: 12,
        points: "处置卡逐张讲".to_owned(),
        result: "合格的登记".to_owned(),
        skill: Some(Skill::FirstAid),
        ..Gathering::default()
    };
    match made(&mut session, Action::Add(NewRecord::Gathering(one))) {
        RecordId::Gathering(id) => (session, id),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_list_counts_and_says_how() {
    let (session, _) = trained();
    let (print, words) = printed(&session, &Request::gatherings());
    has(
        &words,
        &[
            "2027年春节党员突击队培训、会议一览表",
            "11月29日培训上岗前培训09:00—11:30活动中心苗小满45合格的登记",
            "培训1次5人次（口径：登记了到会人员的计",
        ],
    );
    stays_on_the_page(&print);
}

#[test]
fn the_record_names_who_did_not_come_and_is_signed_by_hand() {
    let (session, id) = trained();
    let (print, words) = printed(&session, &Request::gathering(id));
    has(
        &words,
        &[
            "应到4人",
            "到会5人（其他2人）",
            "到齐用时12分钟",
            "取得证件救护",
            "处置卡逐张讲",
            "亢宝庆",
            "记录人签名",
            "年　月　日",
        ],
    );
    stays_on_the_page(&print);
}

/// Where nobody wrote who was to come, nobody knows who did not.
#[test]
fn nobody_is_said_to_have_stayed_away_or_not_where_that_is_not_known() {
    let (mut session, id) = trained();
    let absent = |session: &Session| {
        let words = printed(session, &Request::gathering(id)).1;
        let after = words.split("和补课安排").nth(1).unwrap().to_owned();
        after.chars().take(1).collect::<String>()
    };
    let (came, all) = {
        let one = session.document().gatherings.get(&id).unwrap();
        (one.attended.clone(), one.expected.clone())
    };
    let one = format!("1人：{}", session.document().person_name(all[3]));
    assert!(printed(&session, &Request::gathering(id)).1.contains(&one));
    assert_ne!(absent(&session), "无");
    act(&mut session, set((id, GatheringField::Expected(came))));
    assert_eq!(absent(&session), "无");
    act(&mut session, set((id, GatheringField::Expected(Vec::new()))));
    assert_ne!(absent(&session), "无");
    act(&mut session, set((id, GatheringField::Attended(Vec::new()))));
    act(&mut session, set((id, GatheringField::Expected(all))));
    assert_ne!(absent(&session), "无");
}

#[test]
fn the_sheet_people_sign_carries_the_names_of_those_who_are_to_come() {
    let (session, id) = trained();
    let (print, words) = printed(&session, &Request::gathering_sign_in(id));
    has(&words, &["党员突击队培训签到表", "柴有田", "不得代签", "组织人签名"]);
    assert_eq!(count(&words, "亢宝庆"), 1);
    stays_on_the_page(&print);
    let bare = empty(1);
    for request in [Request::gatherings(), Request::gathering(id), Request::gathering_sign_in(id)] {
        let (print, words) = printed(&bare, &Request { of: Of::Blank, ..request });
        assert_eq!(print.page_count(), 1);
        assert!(!words.contains("苗小满"));
        stays_on_the_page(&print);
    }
}

#[test]
fn absurd_gatherings_stay_on_their_pages() {
    let (mut session, names) = manned(1);
    let one = Gathering {
        title: absurd(),
        place: absurd(),
        points: absurd(),
        result: absurd(),
        expected: std::iter::repeat_n(names.people, 30).flatten().collect(),
        others: u16::MAX,
        ..Gathering::default()
    };
    let RecordId::Gathering(id) = made(&mut session, Action::Add(NewRecord::Gathering(one))) else {
        panic!("a gathering")
    };
    for request in [Request::gatherings(), Request::gathering(id)] {
        let (print, _) = printed(&session, &request);
        stays_on_the_page(&print);
    }
}
