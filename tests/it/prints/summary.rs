//! The summary of the season.

use shousui::action::NewRecord;
use shousui::model::RecordId;
use shousui::model::checklist::{Class, Code};
use shousui::model::hazard::{HazardField, Step};
use shousui::model::people::Post;
use shousui::model::watch::{Outcome, SpotCheck};
use shousui::print::{Request, Stamp, print};
use shousui::rules::figures::HazardFigures;
use shousui::rules::tally::Tally;

use super::manned::stays_on_the_page;
use super::{add, advance, count, endless, hand_over, has, printed, report, stamp, text_of};
use crate::fixture::{act, day, morning, set, small_mine};
use crate::sample;

#[test]
fn its_figures_are_those_of_the_ledger_and_of_the_screen() {
    let (doc, last) = (sample::doc(), sample::last_day());
    let stamp = Stamp { code: String::new(), now: last.and_hms_opt(18, 0, 0).unwrap() };
    let words = |request| text_of(&print(doc, &request, &stamp).unwrap());
    let (summary, ledger) = (words(Request::summary()), words(Request::ledger()));
    let screen = HazardFigures::of(doc, last);
    let tally = Tally::of_season(doc, last);
    assert_eq!(tally.hazards, screen);
    let rate = screen.rate().unwrap();
    assert!(ledger.contains(&format!("整改率 {rate}（口径：已销号÷累计登记）")), "{rate}");
    has(&ledger, &[&format!("累计登记{}条", screen.all)]);
    has(
        &summary,
        &[
            &format!("排查隐患{}条台账累计登记，不含作废", screen.all),
            &format!("当场整改{}条有当场整改记录的", screen.on_spot),
            &format!("未销号{}条累计登记减已销号", screen.open),
            &format!("整改率{rate}已销号÷累计登记"),
            &format!("巡查{}次收回录入的巡查单", tally.patrols),
            &format!("检查点位{}处次", tally.points),
            &tally.patrol_words().unwrap(),
            &format!("已销号{}条有销号签字的", screen.closed),
        ],
    );
    assert_eq!((screen.all, tally.points), (96, 1_050));
    has(&summary, &["望禾煤矿2027年春节期间", "党员突击队工作总结", "演示资料", "附件："]);
    assert!(!summary.contains("校验码"));
}

#[test]
fn cases_are_chosen_by_rule_and_problems_come_from_the_records() {
    let (mut session, names) = small_mine(1);
    let [_, checker, fixer, closer] = names.people[..] else { panic!("four people") };
    let mut hazards = Vec::new();
    for (words, site, class) in [
        ("灭火器压力不足", 0, Class::B),
        ("插座充满不断电", 2, Class::C),
        ("护套磨损2处", 2, Class::C),
    ] {
        let hazard = report(&mut session, &names, words);
        act(&mut session, set((hazard, HazardField::Site(Some(names.sites[site])))));
        act(&mut session, set((hazard, HazardField::Class(Some(class)))));
        act(&mut session, set((hazard, HazardField::Due(Some(day())))));
        hazards.push(hazard);
    }
    let slip = hand_over(&mut session, &names, hazards.clone());
    assert!(session.document().transfers.get(&slip).is_some());
    for hazard in &hazards {
        let at = morning();
        advance(&mut session, *hazard, Step::Received { by: fixer, at });
        let how = "更换1块。".to_owned();
        advance(&mut session, *hazard, Step::Rectified { at, how, by: fixer });
        let words = "合格".to_owned();
        let step = Step::Rechecked { by: vec![checker], at, pass: true, words };
        advance(&mut session, *hazard, step);
        advance(&mut session, *hazard, Step::Closed { by: closer, on: day() });
    }
    // Twice the same, and one past its limit.
    for _ in 0..2 {
        let again = report(&mut session, &names, "安全出口上链锁");
        act(&mut session, set((again, HazardField::Item(Some(Code::first("SS01"))))));
        act(&mut session, set((again, HazardField::FoundOnDay(day().pred_opt()))));
        act(&mut session, set((again, HazardField::Due(day().pred_opt()))));
    }
    let post = Post { name: "后勤值班".to_owned(), ..Post::default() };
    let RecordId::Post(post) = add(&mut session, NewRecord::Post(post)) else { panic!("a post") };
    let check = SpotCheck {
        day: Some(day()),
        post: Some(post),
        outcome: Some(Outcome::Unreached),
        measure: "22:41回电".to_owned(),
        ..SpotCheck::default()
    };
    add(&mut session, NewRecord::SpotCheck(check));

    let (print, words) = printed(&session, &Request::summary());
    stays_on_the_page(&print);
    has(
        &words,
        &[
            "限期整改且已销号，处置档高的在前，一处场所一条。",
            "（一）充电棚B区2层（YH-2027-0002）",
            "（二）3号公寓2层（YH-2027-0001）",
            "2月5日整改完成，更换1块；2月5日温禾生复查合格；2月5日销号。",
            "一项重复出现2次（YH-2027-0004、YH-2027-0005）",
            "2条隐患超期未整改：YH-2027-0004超期1天、YH-2027-0005超期1天。",
            "查岗1次中有1次异常：2月5日后勤值班三分钟内未接通（22:41回电）。",
            "六、下步打算",
            "年　月　日",
        ],
    );
    assert_eq!(count(&words, "护套磨损"), 0, "one of each site");
}

#[test]
fn an_empty_season_claims_nothing() {
    let (session, _) = small_mine(1);
    let (print, words) = printed(&session, &Request::summary());
    stays_on_the_page(&print);
    has(&words, &["一、基本情况", "本册还没有可以统计的记录。", "本册没有隐患和查岗记录。"]);
    for claim in ["空岗", "正常", "平安", "整改率", "附件"] {
        assert!(!words.contains(claim), "{claim}: {words}");
    }
}

#[test]
fn long_words_keep_to_the_pages_of_a_summary() {
    let (mut session, names) = small_mine(1);
    for _ in 0..2 {
        let hazard = report(&mut session, &names, &endless());
        act(&mut session, set((hazard, HazardField::Place(endless()))));
        act(&mut session, set((hazard, HazardField::Item(Some(Code::first("SS01"))))));
    }
    let check = SpotCheck {
        day: Some(day()),
        outcome: Some(Outcome::Away),
        measure: endless(),
        ..SpotCheck::default()
    };
    add(&mut session, NewRecord::SpotCheck(check));
    let print = print(session.document(), &Request::summary(), &stamp()).unwrap();
    stays_on_the_page(&print);
    assert_eq!(count(&text_of(&print), "犇"), 60, "the measure");
}
