//! 今日: what is of today first, everything else a line a kind that opens to every single thing.

use chrono::{Days, NaiveDate, NaiveTime};
use shousui::action::{Action, HazardAction, NewRecord, WatchAction};
use shousui::model::duty::{DutyField, DutyId, DutyShift};
use shousui::model::hazard::Hazard;
use shousui::model::id::PersonId;
use shousui::model::mine::{Only, SeasonField};
use shousui::model::watch::ZeroReport;
use shousui::rules::agenda::{Lead, agenda};
use shousui::rules::review;
use shousui::session::Session;
use shousui::workspace::{Place, Workspace};

use super::looks::sample;
use super::rota::post;
use super::team::{with_members, with_season};
use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, busy_mine, day, empty, set, small_mine};

fn later(days: u64) -> NaiveDate {
    day().checked_add_days(Days::new(days)).unwrap()
}

/// A rota in which one person has every shift of nine days, and the eve's night nobody.
fn clashing() -> Workspace {
    let mut session = with_season(with_members(empty(1)));
    let guard = post(&mut session, "门岗", &[DutyShift::Day, DutyShift::Night], 1);
    let one: PersonId = *session.document().persons.iter().next().unwrap().0;
    for (days, shift) in (0..9).flat_map(|n| [(n, DutyShift::Day), (n, DutyShift::Night)]) {
        if days == 0 && shift == DutyShift::Night {
            continue;
        }
        let cell = DutyId { day: later(days), post: guard, shift };
        act(&mut session, set((cell, DutyField::Persons(vec![one]))));
    }
    Workspace::practice(session, day())
}

#[test]
fn the_gap_of_tonight_stands_before_the_clashes_of_next_week() {
    let mut person = Person::at_workspace(clashing(), OFFICE);
    person.click("今日");
    person.must_show("今天的班还缺人 1 条");
    person.must_show("2月5日 周五 腊月廿九无人在岗：门岗夜班");
    // Sixteen shifts one after another and seven empty days, folded into one line.
    let findings = person.workspace().findings().to_vec();
    let of_rota = findings.iter().filter(|one| one.rule.code.starts_with('D')).count();
    person.must_show(&format!("排班要核对 {} 条", of_rota - 1));
    assert!(!person.shows("刚下"), "what is of next week is folded");
    person.picture("today-folded");
    person.reach_like("排班要核对");
    person.must_show("刚下2月6日 白班 门岗");
    person.picture("today-unfolded");
    person.reach_like("2月6日 夜班 门岗：");
    assert_eq!(person.workspace().place(), Place::Rota);
    // The line of the day leads to its cell, too.
    person.click("今日");
    person.reach_like("2月5日 周五 腊月廿九无人在岗");
    person.must_show("门岗　夜班 20:00—次日8:00");
}

#[test]
fn nothing_that_is_found_is_out_of_reach() {
    let workspace = sample();
    let busy = busy_mine(1);
    for doc in [workspace.document(), busy.document()] {
        for days in [0, 3, 40] {
            let today = later(days);
            let findings = review(doc, today);
            let agenda = agenda(doc, &findings, today.and_hms_opt(8, 0, 0).unwrap());
            let all = agenda.today.iter().chain(&agenda.later).chain(&agenda.hints);
            let leads = all.flat_map(|group| &group.items);
            let found = leads.filter(|item| matches!(item.lead, Lead::Finding(_))).count();
            assert_eq!(found, findings.len(), "{today}");
        }
    }
}

/// A hazard to be put right today, and somebody who was told yesterday that all is well.
fn due() -> Session {
    let (mut session, names) = small_mine(1);
    let hazard = Hazard {
        words: "防火门关不上".to_owned(),
        site: names.sites.first().copied(),
        finders: names.people.iter().take(1).copied().collect(),
        due: Some(day()),
        ..Hazard::default()
    };
    act(&mut session, Action::Hazard(HazardAction::Report(Box::new(hazard))));
    let yesterday = ZeroReport {
        day: day().pred_opt(),
        at: NaiveTime::from_hms_opt(16, 0, 0),
        receiver: "县应急局".to_owned(),
        expected: 3,
        present: 3,
        ..ZeroReport::default()
    };
    act(&mut session, Action::Add(NewRecord::ZeroReport(yesterday)));
    session
}

#[test]
fn what_is_due_today_and_who_has_not_been_told_stand_first() {
    let mut person = Person::at(due(), OFFICE);
    person.click("今日");
    person.must_show("今天到期的隐患 1 条");
    person.must_show("YH-2027-0001：今天到期　3号公寓防火门关不上");
    person.must_show("零报告 1 处");
    person.must_show("还没报县应急局（平时 16:00）");
    person.picture("today-due");
}

#[test]
fn before_and_after_the_season_nobody_waits_for_a_zero_report() {
    let (before, after) = (day().pred_opt(), day().succ_opt());
    for (first, last, waits) in
        [(before, after, true), (before, before, false), (after, after, false)]
    {
        let mut session = due();
        act(&mut session, set((Only, SeasonField::First(first))));
        act(&mut session, set((Only, SeasonField::Last(last))));
        let mut person = Person::at(session, OFFICE);
        person.click("今日");
        assert_eq!(person.shows("还没报县应急局（平时 16:00）"), waits, "{first:?} {last:?}");
    }
}

#[test]
fn a_zero_report_without_its_numbers_is_not_done() {
    let mut session = due();
    let receiver = "县应急局".to_owned();
    act(&mut session, Action::Watch(WatchAction::ReportZero { receiver }));
    let mut person = Person::at(session, OFFICE);
    person.click("今日");
    person.reach_like("08:00 报县应急局的零报告还没填人数");
    person.must_show("08:00 登记了，人数没填");
    assert!(!person.shows("都报过了"));
}

#[test]
fn an_empty_rota_is_told_and_not_praised() {
    let mut session = with_season(with_members(empty(1)));
    post(&mut session, "门岗", &[DutyShift::Day, DutyShift::Night], 1);
    let mut person = Person::at(session, OFFICE);
    person.click("今日");
    person.must_show("排班表还是空的：2月5日至2月20日每天2班，都没有排人");
    person.reach_like("排班表还是空的");
    assert_eq!(person.workspace().place(), Place::Rota);
    assert!(!person.shows("✓ 没有冲突，也没有空岗"));
}

#[test]
fn the_first_steps_lead_there_and_back() {
    let mut person = Person::at(empty(1), OFFICE);
    person.click("文件");
    person.click_like("本矿资料");
    person.must_show("填写本矿名称、调度室电话、本季起止日");
    person.picture("first-steps-profile");
    person.click("看全部步骤");
    person.must_show("按顺序做这几步");
    assert!(!person.shows("第一次使用"));
    person.picture("first-steps");
    person.click("今日");
    // The second step: the members.
    person.click_nth("去做", 1);
    person.must_show("看全部步骤");
    person.click("看全部步骤");
    assert_eq!(person.workspace().place(), Place::Today);
    // Whoever goes somewhere by themselves is not followed about.
    person.click("队伍");
    assert!(!person.shows("看全部步骤"));
}

#[test]
fn the_time_the_papers_bear_stands_in_the_window_at_every_size() {
    for size in [OFFICE, LARGE] {
        let person = Person::at(empty(1), size);
        person.must_show("08:00");
    }
}
