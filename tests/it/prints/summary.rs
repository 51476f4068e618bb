//! The summary of the season.

use chrono::TimeDelta;
use shousui::action::{Action, NewRecord, SheetAction};
use shousui::model::RecordId;
use shousui::model::checklist::{Class, Code, Judge};
use shousui::model::hazard::{HazardField, Step};
use shousui::model::mine::{Only, SeasonField};
use shousui::model::people::{Group, Membership, PersonField, Post, Role, Standing};
use shousui::model::place::SiteKind;
use shousui::model::watch::{Outcome, SpotCheck, ZeroReport};
use shousui::print::{Request, Stamp, print};
use shousui::rules::figures::HazardFigures;
use shousui::rules::tally::Tally;

use typst::layout::FrameItem;

use super::manned::{spans, stays_on_the_page};
use super::{
    add, add_site, advance, count, endless, finish, hand_over, has, issue_route, printed, report,
    stamp, text_of,
};
use crate::fixture::{act, day, morning, set, small_mine};
use crate::sample;

#[test]
fn its_figures_are_those_of_the_ledger_and_of_the_screen() {
    let (doc, last) = (sample::doc(), sample::last_day());
    let stamp =
        Stamp { code: String::new(), now: last.and_hms_opt(18, 0, 0).unwrap(), both_sides: false };
    let words = |request| text_of(&print(doc, &request, &stamp).unwrap());
    let (summary, ledger) = (words(Request::summary()), words(Request::ledger()));
    let screen = HazardFigures::of(doc, last);
    let tally = Tally::of_season(doc, last);
    assert_eq!(tally.hazards, screen);
    let rate = screen.rate().unwrap();
    assert!(ledger.contains(&screen.rate_words()), "{rate}");
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
            "（二）2条隐患超期未整改：YH-2027-0004超期1天“3号公寓2层安全出口上链锁”",
            "查岗1次中有1次异常：2月5日后勤值班三分钟内未接通（22:41回电）。",
            "六、下步打算",
            "（本节待填）",
            "年　月　日",
        ],
    );
    assert_eq!(count(&words, "护套磨损"), 0, "one of each site");
}

#[test]
fn what_the_office_writes_stands_in_it_and_nothing_is_ruled_for_the_pen() {
    let (mut session, _) = small_mine(1);
    let steps = "隐患逐条跟到销号\n处置卡重新审核。\n".to_owned();
    act(&mut session, set((Only, SeasonField::NextSteps(steps))));
    let cases = "除夕夜接外委区电话，20分钟内送到木炭以外的取暖器。".to_owned();
    act(&mut session, set((Only, SeasonField::Cases(cases.clone()))));
    let (print, words) = printed(&session, &Request::summary());
    has(&words, &["（一）隐患逐条跟到销号。（二）处置卡重新审核。望禾煤矿春节党员突击队", &cases]);
    let ruled = |page: &typst_layout::Page| {
        page.frame.items().any(|(_, item)| matches!(item, FrameItem::Shape(..)))
    };
    assert!(!print.pages().iter().any(ruled), "no table, so no line at all");

    let own = "1. 先做这一件；\n2. 再做那一件。".to_owned();
    act(&mut session, set((Only, SeasonField::NextSteps(own))));
    has(&printed(&session, &Request::summary()).1, &["1.先做这一件；2.再做那一件。"]);
}

#[test]
fn it_says_why_sites_were_not_visited_and_counts_whoever_did_anything() {
    let (mut session, names) = small_mine(1);
    let sheet = issue_route(&mut session, &names, names.route);
    act(
        &mut session,
        Action::Sheet(SheetAction::Tick { sheet, judge: Judge::Member, ticked: true }),
    );
    finish(&mut session, sheet, morning());
    add_site(&mut session, "油脂库", SiteKind::OilStore);
    for id in &names.people {
        let member = Membership {
            standing: Standing::Member,
            squad: "机关支部分队".to_owned(),
            group: Group::Patrol,
            role: Role::Member,
        };
        act(&mut session, set((*id, PersonField::Membership(Some(member)))));
    }
    let (_, words) = printed(&session, &Request::summary());
    has(
        &words,
        &[
            "包保的4处场所中，巡查路线经过3处；有巡查单或检查单的3处，其余1处本季没有单子（见五）。",
            "1处场所本季没有巡查单、检查单：油脂库。",
            "参加队员2人",
        ],
    );
    // The captain only looked whether posts were manned, and another only reported.
    let check =
        SpotCheck { day: Some(day()), checker: Some(names.people[2]), ..SpotCheck::default() };
    add(&mut session, NewRecord::SpotCheck(check));
    let report =
        ZeroReport { day: Some(day()), reporter: Some(names.people[3]), ..ZeroReport::default() };
    add(&mut session, NewRecord::ZeroReport(report));
    has(&printed(&session, &Request::summary()).1, &["参加队员4人"]);
}

#[test]
fn an_open_hazard_is_told_with_its_limit_or_why_it_was_moved() {
    let (mut session, names) = small_mine(1);
    let next = day() + TimeDelta::days(20);
    let kept = report(&mut session, &names, "插座发热");
    act(&mut session, set((kept, HazardField::Due(Some(next)))));
    let moved = report(&mut session, &names, "护套磨损");
    act(&mut session, set((moved, HazardField::Due(Some(day())))));
    hand_over(&mut session, &names, vec![kept, moved]);
    let why = "等配件到货。".to_owned();
    let step = Step::Extended { until: next, why, by: names.people[3], on: day() };
    advance(&mut session, moved, step);
    let (_, words) = printed(&session, &Request::summary());
    has(
        &words,
        &[
            "2条隐患尚未销号：YH-2027-0001",
            "插座发热”（期限2月25日，未到期）",
            "护套磨损”（已延期至2月25日：等配件到货）",
        ],
    );
}

#[test]
fn headings_are_never_stretched_and_the_unit_stands_two_signs_from_the_right() {
    let (doc, last) = (sample::doc(), sample::last_day());
    let stamp =
        Stamp { code: String::new(), now: last.and_hms_opt(18, 0, 0).unwrap(), both_sides: false };
    let print = print(doc, &Request::summary(), &stamp).unwrap();
    let size = 15.75;
    let spans: Vec<_> = print.pages().iter().flat_map(|page| spans(&page.frame)).collect();
    let headings: Vec<_> = spans
        .iter()
        .filter(|(words, ..)| words.starts_with("（一）") || words.starts_with("一、"))
        .collect();
    assert!(4 <= headings.len(), "{headings:?}");
    for (words, from, to) in headings {
        let signs: f64 = words.chars().map(|sign| if sign.is_ascii() { 0.6 } else { 1.0 }).sum();
        assert!(to - from <= (signs + 0.5) * size, "{words} from {from} to {to}");
    }
    let span = |words: &str| spans.iter().rfind(|(run, ..)| run == words).unwrap();
    let (_, unit_from, unit_to) = span("望禾煤矿春节党员突击队");
    let edge = (210.0 - 26.0) * 72.0 / 25.4;
    assert!((edge - 2.0 * size - unit_to).abs() < 1.0, "{unit_to} of {edge}");
    let (_, date_from, _) =
        spans.iter().rfind(|(run, ..)| run.contains('月') && run.contains('　')).unwrap();
    assert!((date_from - unit_from - 2.0 * size).abs() < 1.0, "{unit_from} {date_from}");
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
    // The measure whole, and of each hazard as much as a list has room for.
    assert_eq!(count(&text_of(&print), "犇"), 60 + 2 * 3);
}
