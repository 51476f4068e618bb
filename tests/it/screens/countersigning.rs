//! From what a mine says of itself to a plan that goes round to be signed, and what that costs.

use std::sync::Arc;

use eframe::egui::Key;
use shousui::action::{Action, stock};
use shousui::model::mine::{Only, SeasonField};
use shousui::model::{Document, Kind};
use shousui::print::{Request, Stamp, print};
use shousui::sample::{self, Plan};
use shousui::session::Session;

use super::clerk::Clerk;
use crate::fixture::{act, empty, morning, set};
use crate::prints::words_on;

/// What the way to a plan that can be signed may cost.
const MOST: usize = 40;
/// The cards of fires, electricity, gas, boilers and carbon monoxide.
const CARDS: [&str; 8] = ["E01", "E02", "E03", "E04", "E05", "E06", "E07", "E08"];

/// The sample mine before anybody has thought of a plan: profile, units, people, sites.
fn before_the_plan() -> Session {
    let sample = sample::build(Plan::default()).unwrap();
    let whole = sample.document();
    let mut known = Document::default();
    let kinds = [Kind::Mine, Kind::Unit, Kind::Person, Kind::Site, Kind::Zone];
    for record in whole.records().iter().filter(|record| kinds.contains(&record.kind())) {
        for put in whole.written(record) {
            known.apply(put);
        }
    }
    let mut session = empty(1);
    act(&mut session, Action::TakeOver(Arc::new(known)));
    let season = whole.current_season();
    for field in [
        SeasonField::Year(season.year),
        SeasonField::First(season.first),
        SeasonField::Last(season.last),
    ] {
        act(&mut session, set((Only, field)));
    }
    let doc = session.document();
    assert!(doc.plan.is_empty() && doc.cards.is_empty() && doc.posts.is_empty());
    assert_eq!((doc.units.len(), doc.sites.len()), (whole.units.len(), whole.sites.len()));
    session
}

#[test]
fn a_plan_of_eight_cards_goes_round_to_be_signed_in_forty_actions() {
    let mut clerk = Clerk::with(before_the_plan());
    clerk.click("预案");
    clerk.writes("上位预案", "《望禾煤矿生产安全事故应急预案》（WHMK-YJ-2026）");
    clerk.writes("生效日期", "1月30日");
    clerk.writes("失效日期", "2月20日");
    clerk.click_like("处置卡 0");
    for code in CARDS {
        clerk.click(code);
    }
    clerk.stage("eight cards");
    // The cards are there before the posts they speak of.
    clerk.click("队伍");
    clerk.click_like("岗位 0");
    clerk.click("载入常用岗位");
    clerk.click("预案");
    clerk.click_like("电话表 0");
    clerk.click("载入常用电话");
    clerk.stage("posts and telephones");
    clerk.click("会签与批准");
    clerk.click("载入六个部门");
    clerk.person.must_show("待盛泽民签");
    clerk.person.picture("countersigning");
    clerk.click("预览方案");
    clerk.chord(Key::P);
    clerk.stage("printed");
    let printed = clerk.person.world.seen(|seen| seen.printed.clone());
    assert_eq!(printed, [Request::plan(None)]);
    let all = clerk.actions();
    println!("{}{all} actions", clerk.stages);
    assert!(all <= MOST, "{}{all} actions", clerk.stages);

    every_step_has_its_post(clerk.person.session().document());
    can_be_signed(clerk.person.session().document());
}

/// Whatever came first, the cards or the posts.
fn every_step_has_its_post(doc: &Document) {
    assert_eq!(doc.cards.len(), 8);
    let mut bound = 0;
    for (code, card) in doc.cards.iter() {
        let shipped = stock::cards().iter().find(|line| line.code == *code).unwrap();
        let posts = shipped.posts();
        assert_eq!(posts.len(), card.steps.len());
        for (step, post) in card.steps.values().zip(posts) {
            assert_eq!(doc.post_name(step.post), post, "{code}: {}", step.what);
            bound += usize::from(step.post.is_some());
        }
    }
    assert!(40 < bound, "{bound}");
}

/// Each reviewer's name with a box for the signature and the day beside.
fn can_be_signed(doc: &Document) {
    let stamp = Stamp { code: String::new(), now: morning(), both_sides: false };
    let printed = print(doc, &Request::plan(None), &stamp).unwrap();
    let pages: Vec<String> = printed
        .pages()
        .iter()
        .map(|page| {
            let mut words = String::new();
            words_on(&page.frame, &mut words);
            words.replace(['\u{200B}', '\u{2060}'], "")
        })
        .collect();
    let page = |title: &str| pages.iter().find(|page| page.starts_with(title)).unwrap();
    let consult = page("会签单");
    for line in [
        "安监部盛泽民",
        "机电部单立本",
        "保卫部汤树德",
        "后勤部时永福",
        "卫生所苏济民",
        "调度室颜守拙",
    ] {
        assert!(consult.contains(line), "{line}: {consult}");
    }
    assert_eq!(consult.matches("年　月　日").count(), 6, "{consult}");
    let reviews = page("处置卡审核单");
    assert!(
        reviews.contains("处置卡安监部盛泽民机电部（电工、司炉）保卫部汤树德卫生所苏济民救护队"),
        "{reviews}"
    );
    for code in CARDS {
        let (_, row) = reviews.split_once(code).unwrap_or_else(|| panic!("{code}: {reviews}"));
        assert!(row.matches("签名：").count() >= 3, "{code}: {reviews}");
    }
    assert_eq!(reviews.matches("年　月　日").count(), 5 * 8, "{reviews}");
}
