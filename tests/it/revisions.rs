//! What two versions of the plan say otherwise, in sentences that people read.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use shousui::action::{Action, NewRecord, PlanAction};
use shousui::model::danger::{Danger, Doer};
use shousui::model::mine::Only;
use shousui::model::plan::{
    Card, CardCode, CardField, CardStep, Chapter, Countersign, PlanField, Version,
};
use shousui::model::{Document, RecordId};
use shousui::rules::outline;
use shousui::rules::revision::{Difference, differences};
use shousui::rules::stages::{CardStage, Held, Stage, changed_since, copies_to_change};
use shousui::session::Session;

use crate::fixture::{act, day, made, set, small_mine};

fn step(who: &str, what: &str, within: &str) -> CardStep {
    CardStep {
        who: who.to_owned(),
        what: what.to_owned(),
        within: within.to_owned(),
        by: Some(Doer::Member),
        ..CardStep::default()
    }
}

/// A version with two chapters and two cards.
fn version() -> Version {
    let steps = [
        step("发现人", "高声示警，把充电棚里外的人叫开", "立即"),
        step("发现人", "打119，说明是锂电池起火", "立即"),
        step("岗位电工", "开关在棚外时切断充电总闸", ""),
        step("疏散员", "把人撤到上风30米以外", "10分钟内"),
        step("警戒员", "封住四周，不让人进去取车、拖车", ""),
    ];
    let card = Card {
        kept: true,
        title: "电动车火灾".to_owned(),
        places: "充电棚A区、B区".to_owned(),
        risk: "电池起火会爆燃、复燃".to_owned(),
        muster: "食堂前广场".to_owned(),
        kit: "灭火毯2块（充电棚门口）".to_owned(),
        forbidden: vec!["未断电不用水".to_owned(), "不进棚取车".to_owned()],
        retreat: vec!["听到爆响".to_owned()],
        calls: vec!["火警".to_owned(), "调度室（24小时）".to_owned()],
        steps: (1_u16..).map(|place| place * 10).zip(steps).collect(),
        ..Card::default()
    };
    let other = Card { kept: true, title: "触电".to_owned(), ..Card::default() };
    let chapters = [
        (Chapter::Purpose, "为确保值守期地面场所安全，制定本方案。"),
        (
            Chapter::Prevention,
            "节前完成培训和演练。\n每日巡查3次，夜间每2小时1次，如实记录。\n除夕夜守岁，重点看公寓和食堂。",
        ),
    ];
    Version {
        kept: true,
        label: "V1".to_owned(),
        title: "望禾煤矿春节应急处置工作方案".to_owned(),
        chapters: chapters.map(|(chapter, words)| (chapter, words.to_owned())).into(),
        cards: BTreeMap::from([
            (CardCode("E03".to_owned()), card),
            (CardCode("E04".to_owned()), other),
        ]),
        ..Version::default()
    }
}

fn card(version: &mut Version) -> &mut Card {
    version.cards.get_mut(&CardCode("E03".to_owned())).unwrap()
}

fn at(version: &mut Version, number: u16) -> &mut CardStep {
    card(version).steps.get_mut(&number).unwrap()
}

fn chapter(version: &mut Version, words: &str) {
    version.chapters.insert(Chapter::Prevention, words.to_owned());
}

/// What is otherwise, and what is said of it.
type Pair = (fn(&mut Version), &'static [&'static str]);

const PAIRS: &[Pair] = &[
    (|_| {}, &[]),
    (
        |v| v.title = "望禾煤矿春节应急预案".into(),
        &["标题由“望禾煤矿春节应急处置工作方案”改为“望禾煤矿春节应急预案”"],
    ),
    (|v| at(v, 40).within = "5分钟内".into(), &["E03第4步时限由10分钟内改为5分钟内"]),
    (|v| at(v, 30).within = "3分钟内".into(), &["E03第3步增加时限：3分钟内"]),
    (|v| at(v, 10).within = String::new(), &["E03第1步去掉时限：立即"]),
    (
        |v| at(v, 30).who = "变电所值班电工".into(),
        &["E03第3步谁做由“岗位电工”改为“变电所值班电工”"],
    ),
    (
        |v| at(v, 40).what = "把人撤到上风50米以外".into(),
        &["E03第4步由“把人撤到上风30米以外”改为“把人撤到上风50米以外”"],
    ),
    (|v| at(v, 30).by = Some(Doer::Electrician), &["E03第3步由谁做由“队员”改为“电工”"]),
    (
        |v| at(v, 30).near = vec![Danger::Power, Danger::Fire],
        &["E03第3步近处危险填为“带电设备、烟火”"],
    ),
    (
        |v| {
            let new = step("救护员", "有人烧伤的先冲冷水，同时打120", "立即");
            card(v).steps.insert(25, new);
        },
        &["E03第3步增加“救护员：有人烧伤的先冲冷水，同时打120（立即）”"],
    ),
    (
        |v| drop(card(v).steps.remove(&50)),
        &["E03原第5步删去“警戒员：封住四周，不让人进去取车、拖车”"],
    ),
    (
        |v| {
            let (one, other) = (at(v, 30).clone(), at(v, 40).clone());
            *at(v, 30) = other;
            *at(v, 40) = one;
        },
        &["E03原第3步移到第4步：“岗位电工：开关在棚外时切断充电总闸”"],
    ),
    (
        |v| {
            card(v).steps.remove(&10);
            at(v, 40).within = "5分钟内".into();
        },
        &[
            "E03原第1步删去“发现人：高声示警，把充电棚里外的人叫开（立即）”",
            "E03第3步时限由10分钟内改为5分钟内",
        ],
    ),
    (
        |v| card(v).muster = "联合建筑南侧空地".into(),
        &["E03集合点由“食堂前广场”改为“联合建筑南侧空地”"],
    ),
    (|v| card(v).kit = String::new(), &["E03所需器材删去“灭火毯2块（充电棚门口）”"]),
    (|v| card(v).forbidden.push("不拖拽冒烟的车".to_owned()), &["E03严禁增加“不拖拽冒烟的车”"]),
    (|v| drop(card(v).forbidden.remove(1)), &["E03严禁删去“不进棚取车”"]),
    (
        |v| card(v).retreat = vec!["听到爆响，或者浓烟到肩以下".to_owned()],
        &["E03撤离条件由“听到爆响”改为“听到爆响，或者浓烟到肩以下”"],
    ),
    (|v| drop(v.cards.remove(&CardCode("E04".to_owned()))), &["去掉处置卡E04 触电"]),
    (
        |v| {
            let title = "冰雪天公寓断暖".into();
            let new = Card { kept: true, title, ..Card::default() };
            v.cards.insert(CardCode("Z01".to_owned()), new);
        },
        &["新增处置卡Z01 冰雪天公寓断暖"],
    ),
    (
        |v| {
            chapter(
                v,
                "节前完成培训和演练。\n每日巡查4次，夜间每2小时1次，如实记录。\n除夕夜守岁，重点看公寓和食堂。",
            );
        },
        &[
            "五、预防与准备第2段由“每日巡查3次，夜间每2小时1次，如实记录。”改为“每日巡查4次，夜间每2小时1次，如实记录。”",
        ],
    ),
    (
        |v| {
            chapter(
                v,
                "节前完成培训和演练。\n每日巡查3次，夜间每2小时1次，如实记录。\n初五、元宵加密巡查。\n除夕夜守岁，重点看公寓和食堂。",
            );
        },
        &["五、预防与准备第3段增加“初五、元宵加密巡查。”"],
    ),
    (
        |v| chapter(v, "节前完成培训和演练。\n除夕夜守岁，重点看公寓和食堂。"),
        &["五、预防与准备原第2段删去“每日巡查3次，夜间每2小时1次，如实记录。”"],
    ),
    (
        |v| chapter(v, "按矿上统一安排执行。"),
        &[
            "五、预防与准备原第1段删去“节前完成培训和演练。”",
            "五、预防与准备原第2段删去“每日巡查3次，夜间每2小时1次，如实记录。”",
            "五、预防与准备原第3段删去“除夕夜守岁，重点看公寓和食堂。”",
            "五、预防与准备第1段增加“按矿上统一安排执行。”",
        ],
    ),
];

/// Spaces at an end and steps nobody wrote are no other card; who answers for it is.
#[test]
fn what_nobody_reads_otherwise_is_no_change_and_who_leads_is_one() {
    let was = version();
    let mut now = version();
    card(&mut now).muster.push_str("　 ");
    card(&mut now).forbidden.push(" ".to_owned());
    at(&mut now, 10).what.push(' ');
    card(&mut now).steps.insert(77, CardStep::default());
    let code = CardCode("E03".to_owned());
    let doc = Document::default();
    assert!(outline::same_card(&was.cards[&code], &now.cards[&code]));
    assert_eq!(differences(&doc, &was, &now), []);
    let (mut session, names) = small_mine(1);
    let post =
        shousui::model::people::Post { name: "电工值班".to_owned(), ..Default::default() };
    let RecordId::Post(post) = made(&mut session, Action::Add(NewRecord::Post(post))) else {
        panic!("no post of {names:?}")
    };
    card(&mut now).lead = Some(post);
    let told = differences(session.document(), &was, &now);
    let told: Vec<&str> = told.iter().map(|one| one.words.as_str()).collect();
    assert_eq!(told, ["E03主责岗位填为“电工值班”"]);
}

#[test]
fn every_pair_of_versions_is_told_in_sentences() {
    assert!(20 <= PAIRS.len());
    let (doc, was) = (Document::default(), version());
    let mut wrong = Vec::new();
    for (place, (change, expected)) in PAIRS.iter().enumerate() {
        let mut now = version();
        change(&mut now);
        let told: Vec<String> =
            differences(&doc, &was, &now).into_iter().map(|one| one.words).collect();
        if told != *expected {
            wrong.push(format!("{place} {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The other way round everything is told too, each thing once.
#[test]
fn what_came_one_way_goes_the_other_way() {
    let (doc, was) = (Document::default(), version());
    for (change, _) in PAIRS {
        let mut now = version();
        change(&mut now);
        let (there, back) = (differences(&doc, &was, &now), differences(&doc, &now, &was));
        assert_eq!(there.len(), back.len(), "{there:?} {back:?}");
        // Of two steps that changed places either may be the one that moved.
        let sides =
            |one: &Difference| (one.was != one.now).then(|| (one.was.clone(), one.now.clone()));
        let mut there: Vec<_> = there.iter().filter_map(sides).collect();
        let mut back: Vec<_> = back.iter().filter_map(sides).map(|(was, now)| (now, was)).collect();
        there.sort();
        back.sort();
        assert_eq!(there, back);
    }
}

/// How far the plan is, from the draft to the copies in people's hands and to the next draft.
#[test]
fn the_plan_says_how_far_it_is() {
    let (mut session, names) = small_mine(1);
    let stage = |session: &Session| Stage::of(session.document());
    let card = CardCode("E01".to_owned());
    act(&mut session, Action::Plan(PlanAction::TakeCards(vec![card.clone()])));
    act(&mut session, Action::Plan(PlanAction::LoadCountersigns));
    assert_eq!(stage(&session), Stage::Draft);
    let of_card = |session: &Session| {
        let doc = session.document();
        CardStage::of(doc, &card, doc.cards.get(&card).unwrap())
    };
    let sign = |session: &mut Session, on: NaiveDate| {
        let lines = session.document().current_plan().countersigns;
        for (number, line) in lines {
            let line = Countersign { on: Some(on), ..line };
            act(session, set((Only, PlanField::Countersign(number, Some(line)))));
        }
    };
    sign(&mut session, day().pred_opt().unwrap());
    assert_eq!((stage(&session), of_card(&session)), (Stage::Countersigning, CardStage::Draft));
    let review = |session: &mut Session| {
        act(session, set((card.clone(), CardField::Reviewed("安监部、卫生所、救护队".to_owned()))));
    };
    review(&mut session);
    assert_eq!((stage(&session), of_card(&session)), (Stage::Reviewed, CardStage::Reviewed));
    let (by, on) = (vec![names.people[0]], day());
    let approve = Action::Plan(PlanAction::Approve { by, on, note: String::new() });
    act(&mut session, approve.clone());
    assert_eq!((stage(&session), of_card(&session)), (Stage::Issued, CardStage::Issued));
    act(&mut session, Action::Plan(PlanAction::HandOut));
    assert_eq!((stage(&session), of_card(&session)), (Stage::HandedOut, CardStage::HandedOut));
    let held = |session: &Session| {
        let doc = session.document();
        Held::of(doc, &card, doc.cards.get(&card).unwrap()).map(|held| held.words())
    };
    let changed = |session: &Session| -> Vec<Vec<CardCode>> {
        let doc = session.document();
        doc.handouts.iter().map(|(_, one)| changed_since(doc, one)).collect()
    };
    let same = "安监部、机电部、保卫部等6处手里是V1，和现在的一样".to_owned();
    assert_eq!(held(&session), Some(same));
    assert!(changed(&session).iter().all(Vec::is_empty));
    assert_eq!(copies_to_change(session.document()), Vec::<String>::new());

    // What is changed then is nobody's yet: neither the review nor the signatures hold of it.
    act(&mut session, set((card.clone(), CardField::Muster("食堂前广场".to_owned()))));
    assert_eq!((stage(&session), of_card(&session)), (Stage::Revising, CardStage::Changed));
    let old =
        "安监部、机电部、保卫部等6处手里是V1，这张卡发放后改过；批准新版后收旧发新".to_owned();
    assert_eq!(held(&session), Some(old));
    assert_eq!(changed(&session), vec![vec![card.clone()]; 6]);
    assert_eq!(
        copies_to_change(session.document()),
        [format!("方案V1发放后处置卡{card}改过，批准新版后收旧发新：安监部、机电部、保卫部等6处")]
    );
    let gaps = outline::approval_gaps(session.document(), day());
    assert_eq!(gaps.len(), 2, "{gaps:?}");
    review(&mut session);
    assert_eq!((stage(&session), of_card(&session)), (Stage::Revising, CardStage::Revised));
    sign(&mut session, day().succ_opt().unwrap());
    assert_eq!(stage(&session), Stage::Reviewed);
    act(&mut session, approve);
    assert_eq!(stage(&session), Stage::Issued, "the copies that are out are of the first version");
    // They still hold the card as it was, and are told as old copies, not as changed ones.
    assert_eq!(of_card(&session), CardStage::Issued);
    assert!(held(&session).unwrap().contains("手里是V1，这张卡发放后改过"));
    assert!(changed(&session).iter().all(Vec::is_empty));
    assert_eq!(
        copies_to_change(session.document()),
        ["方案V1还没收回：安监部、机电部、保卫部等6处"]
    );
    act(&mut session, Action::Plan(PlanAction::TakeBack));
    assert_eq!(held(&session), None);
    assert_eq!(copies_to_change(session.document()), Vec::<String>::new());
}
