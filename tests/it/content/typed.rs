//! Who may do it and what is near: typed beside the words, and held against them.

use std::collections::BTreeSet;

use shousui::action::editions::{Offered, Part, Wanted};
use shousui::action::{Action, PlanAction};
use shousui::model::checklist::{Code, ItemField};
use shousui::model::danger::{Danger, Doer};
use shousui::model::plan::{CardCode, CardField, CardStep};
use shousui::model::{Document, RecordId};
use shousui::rules::outline::Review;
use shousui::rules::review;
use shousui::sample::{self, Plan};

use super::{Judge, cards, items};
use crate::fixture::{act, morning, small_mine};

/// Who the cards speak of, and what each may do.
const WHO: &[(Doer, &[&str])] = &[
    (Doer::Anyone, &["发现人"]),
    (
        Doer::Member,
        &[
            "当班组长",
            "队长",
            "处置员",
            "疏散员",
            "警戒员",
            "引导员",
            "记录员",
            "救护员",
            "巡查员",
            "联络员",
        ],
    ),
    (Doer::Electrician, &["岗位电工", "变电所值班员"]),
    (
        Doer::PostHolder,
        &[
            "炊事班长",
            "司炉工",
            "消控员",
            "宿管员",
            "后勤值班员",
            "保卫值班员",
            "医务值班员",
            "岗位工",
            "调度员",
            "驾驶员",
            "值班矿领导",
            "作业监护人",
            "射线管理人员",
        ],
    ),
    (Doer::Professional, &["救护队、消防队", "维保人员"]),
];

#[test]
fn every_step_says_who_may_do_it() {
    for card in cards() {
        for step in &card.steps {
            let known = WHO.iter().find(|(_, names)| names.contains(&step.who.as_str()));
            let (by, _) = known.unwrap_or_else(|| panic!("{}: {}", card.code, step.who));
            assert_eq!(step.by, *by, "{}: {}", card.code, step.what);
        }
    }
}

/// Of which dangers a card is.
const OF: [(&str, &[Danger]); 16] = [
    ("E01", &[Danger::Fire, Danger::Power]),
    ("E02", &[Danger::Power, Danger::Fire, Danger::Gas, Danger::Blast]),
    ("E03", &[Danger::Blast, Danger::Fire, Danger::Power]),
    ("E04", &[Danger::Power]),
    ("E05", &[Danger::Power, Danger::Gas]),
    ("E06", &[Danger::Gas, Danger::Fire]),
    ("E07", &[Danger::Pressure, Danger::Gas]),
    ("E08", &[Danger::Gas]),
    ("E09", &[Danger::Fall, Danger::Power, Danger::Water]),
    ("E10", &[Danger::Blast]),
    ("E13", &[Danger::Pit, Danger::Gas]),
    ("E14", &[Danger::Gas, Danger::Pit, Danger::Fire]),
    ("E17", &[Danger::Pit, Danger::Gas, Danger::Water]),
    ("E18", &[Danger::Gas]),
    ("E19", &[Danger::Fall]),
    ("E20", &[Danger::Rays]),
];

#[test]
fn every_card_types_the_dangers_it_is_about() {
    for (code, dangers) in OF {
        let card = cards().into_iter().find(|card| card.code == code).unwrap();
        let near: BTreeSet<Danger> = card.steps.iter().flat_map(|step| step.near.clone()).collect();
        for danger in dangers {
            assert!(near.contains(danger), "{code}: {danger:?}");
        }
    }
}

/// Words by which somebody is kept away, beside where they stand.
const AWAY: [&str; 13] = [
    "不进",
    "不靠近",
    "不触碰",
    "不下",
    "不上",
    "不探头",
    "栅栏外",
    "围栏外",
    "围墙外",
    "警戒线外",
    "警戒区外",
    "退开",
    "上风处",
];

/// Where such a word stands and nothing that kills is near, and why.
const HARMLESS: [(&str, &str, &str); 4] = [
    ("F18", "不触碰按钮和喷头", "the sprinkler is to be spared"),
    ("E20", "不触碰他人", "who touched the source is kept from other people"),
    ("E11", "有人持械的不上前", "people are no such danger"),
    ("E16", "静卧不进食", "a word within another"),
];

#[test]
fn who_is_kept_away_is_kept_away_from_something() {
    let items = items().into_iter().filter(|item| item.near.is_empty());
    let items = items.map(|item| (item.base().to_owned(), item.how));
    let steps = cards().into_iter().flat_map(|card| {
        let far = card.steps.into_iter().filter(|step| step.near.is_empty());
        far.map(move |step| (card.code.clone(), step.what))
    });
    let said: Vec<(String, String)> = items
        .chain(steps)
        .filter(|(_, words)| AWAY.iter().any(|away| words.contains(away)))
        .collect();
    let is_harmless = |(code, words): &&(String, String)| {
        HARMLESS.iter().any(|(one, clause, _)| one == code && words.contains(clause))
    };
    let silent: Vec<_> = said.iter().filter(|one| !is_harmless(one)).collect();
    assert!(silent.is_empty(), "{silent:?}");
    for (code, clause, why) in HARMLESS {
        let stands = said.iter().any(|(one, words)| one == code && words.contains(clause));
        assert!(stands && !why.is_empty(), "{code}: {clause}");
    }
}

#[test]
fn a_member_looks_at_what_kills_from_outside_only() {
    // Where going near is what kills, the way of judging says how to keep away.
    const DEADLY: [Danger; 3] = [Danger::Pit, Danger::Water, Danger::Rays];
    const KEPT: [&str; 8] = ["外", "不进", "不下", "不上", "不靠近", "查", "出示", "看检身"];
    for item in items().iter().filter(|item| item.judge == Judge::Member) {
        let is_deadly = item.near.iter().any(|danger| DEADLY.contains(danger));
        let is_kept = KEPT.iter().any(|word| item.how.contains(word));
        assert!(!is_deadly || is_kept, "{}: {}", item.base(), item.how);
    }
}

/// What a step of the team says where breathing, falling in or rays kill: out, off, or what not to do.
const KEPT_OFF: [&str; 9] = ["不", "外", "退", "上风", "撤", "离", "禁", "等", "防止"];

/// Steps of the team near such a place that say none of it, and why.
const OF_ITSELF: [(&str, &str, &str); 1] =
    [("E15", "撞到燃气管线按E06", "leads to the card that says it")];

#[test]
fn the_team_is_told_how_to_keep_off_wherever_it_could_not_breathe_or_would_fall_in() {
    const DEADLY: [Danger; 4] = [Danger::Gas, Danger::Pit, Danger::Water, Danger::Rays];
    let mut near = 0;
    for card in cards() {
        let of_team = card.steps.iter().filter(|step| step.by.is_of_team());
        for step in of_team.filter(|step| step.near.iter().any(|one| DEADLY.contains(one))) {
            near += 1;
            let is_kept = KEPT_OFF.iter().any(|word| step.what.contains(word));
            let is_led = OF_ITSELF
                .iter()
                .any(|(code, words, _)| *code == card.code && step.what.contains(words));
            assert!(is_kept || is_led, "{}: {}", card.code, step.what);
        }
    }
    assert!(30 < near, "{near} steps");
}

/// Cards of what hurts many, and the words by which a step calls the ambulance.
#[test]
fn where_people_burn_or_breathe_smoke_the_ambulance_is_called_with_the_fire_brigade() {
    for code in ["E01", "E03", "E06", "E14", "E17", "E18", "E19", "E20"] {
        let card = cards().into_iter().find(|card| card.code == code).unwrap();
        for number in ["119", "120"] {
            assert!(card.steps.iter().any(|step| step.what.contains(number)), "{code}: {number}");
        }
    }
}

fn told(doc: &Document, code: &str) -> Vec<String> {
    let findings = review(doc, morning().date());
    let of_rule = findings.iter().filter(|one| one.rule.code == code);
    of_rule.map(|one| one.breach.sentence()).collect()
}

#[test]
fn a_card_of_the_mines_own_may_not_send_the_team_in_either() {
    let sample = sample::build(Plan::default()).unwrap();
    assert_eq!(told(sample.document(), "P6"), Vec::<String>::new());
    assert_eq!(told(sample.document(), "P7"), Vec::<String>::new());

    let (mut session, _) = small_mine(0);
    act(&mut session, Action::Plan(PlanAction::NewCard { title: "泵房进水".to_owned() }));
    let step = |what: &str, by: Option<Doer>, near: &[Danger]| CardStep {
        who: "处置员".to_owned(),
        what: what.to_owned(),
        by,
        near: near.to_vec(),
        ..CardStep::default()
    };
    let mut say = |step: CardStep| {
        let field = CardField::Step(10, Some(step));
        act(&mut session, Action::Set((CardCode("Z01".to_owned()), field).into()));
        (told(session.document(), "P6"), told(session.document(), "P7"))
    };
    let (sent, unsaid) = say(step("断电后进入泵房，关阀门", Some(Doer::Member), &[Danger::Power]));
    assert_eq!(sent.len(), 1);
    assert!(sent[0].contains("第1步近处有带电设备，却叫处置员“断电后进入泵房”"), "{sent:?}");
    assert!(unsaid.is_empty());
    let by = Some(Doer::Professional);
    assert_eq!(say(step("断电后进入泵房，关阀门", by, &[Danger::Power])), (vec![], vec![]));
    let by = Some(Doer::Member);
    assert_eq!(say(step("不进入泵房，在门外等救护队进去", by, &[Danger::Gas])), (vec![], vec![]));
    assert_eq!(say(step("进入会议室点名", by, &[])), (vec![], vec![]));
    let (sent, unsaid) = say(step("在门外设警戒", None, &[Danger::Gas]));
    assert!(sent.is_empty());
    assert_eq!(unsaid, ["Z01 泵房进水：第1步近处有危险，还没写由谁做"]);
}

/// A workbook made before this was typed is given it, without a word changed.
#[test]
fn what_an_earlier_workbook_does_not_say_is_said() {
    let mut session = sample::build(Plan::default()).unwrap();
    let code = CardCode("E06".to_owned());
    let card = session.document().cards.get(&code).unwrap().clone();
    for (number, step) in &card.steps {
        let bare = CardStep { by: None, near: Vec::new(), ..step.clone() };
        act(&mut session, Action::Set((code.clone(), CardField::Step(*number, Some(bare))).into()));
    }
    let item = Code::first("F46");
    act(&mut session, Action::Set((item.clone(), ItemField::Near(Vec::new())).into()));
    let offered = Offered::of(session.document());
    assert_eq!(offered.dangers, card.steps.len() + 1);
    assert!(offered.differing.iter().all(|one| one.code != code), "no word is another");
    let parts = BTreeSet::from([Part::Dangers]);
    act(&mut session, Action::TakeEditions(Wanted { parts, ..Wanted::default() }));
    let doc = session.document();
    assert_eq!(doc.cards.get(&code).unwrap().steps, card.steps);
    assert_eq!(doc.items.get(&item).unwrap().near, [Danger::Gas]);
    assert_eq!(Offered::of(doc).dangers, 0);
    assert_eq!(Review::of(doc.cards.get(&code).unwrap()), Review::of(&card));
    assert!(doc.has(&RecordId::Card(code)));
}
