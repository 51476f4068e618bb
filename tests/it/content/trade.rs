//! What somebody of the trade marked: whom an accident is reported to, when a level begins, in which order a card
//! goes, what no paper may say of itself.

use shousui::model::plan::Chapter::Purpose;

use super::{Row, cards, chapters, hold, read};

const MARKED: &[Row] = &[
    (
        "T01",
        "章",
        &[
            "报当地应急管理部门、负有煤矿安全生产监督管理职责的部门和所在地矿山安全监察机构",
            "情况紧急时，现场人员可以直接报告",
            "按信息报告程序报告",
        ],
        &["1小时内上报", "并报上级公司和属地应急管理部门"],
    ),
    ("T03", "章", &["宁可高报"], &["为参考", "由本矿确认"]),
    (
        "T04",
        "章",
        &[
            "看见明火的同时打119",
            "两回路电源都中断",
            "有人伤亡、中毒的打120",
            "瓦斯抽采泵站20米以内",
            "（二）Ⅱ级（区域级）",
        ],
        &["立即报119、120", "通风机房附近", "突击队级"],
    ),
    (
        "T05",
        "章",
        &[
            "矿长不在矿或者联系不上的，由值班矿领导先行启动，同时报告",
            "达到即启动",
            "调度值班员、班组长有权先停止作业、撤出人员",
        ],
        &[],
    ),
    ("T06", "电话", &["着火先打119、伤病先打120，同时或随后立即报这里"], &["任何情况都先报这里"]),
    (
        "T07",
        "E20",
        &[
            "立即报当地生态环境、公安、卫生健康部门",
            "离开后在警戒区外单独等候",
            "卫生主管部门指定的医院检查",
            "电话：县市场监管和卫生健康部门",
            "第42条、第45条",
        ],
        &["留在原地"],
    ),
    ("T07", "电话", &["放射源丢失、损坏由{调度室}报"], &[]),
    ("T08", "E14", &["严禁：没有断电、没有测瓦斯就喷水", "确认已断电、瓦斯不超限后"], &[]),
    ("T09", "E04", &["高压触电和分不清高压低压的", "低压的先断电", "报{调度室}"], &[]),
    ("T09", "E11", &["报{保卫部}值班室和{调度室}"], &[]),
    (
        "T10",
        "E01",
        &["立即把联动置自动，打119核实", "报{调度室}和值班矿领导"],
        &["炊事班长、司炉工"],
    ),
    ("T10", "E19", &[], &["炊事班长、司炉工"]),
    ("T10", "岗", &["确认后立即联动置自动、打119"], &[]),
    ("T25", "E06", &["顺手能关的阀由岗位人员关"], &["不开、不关"]),
    ("T25", "E05", &["由变电所联系供电公司电力调度，打95598登记"], &[]),
];

#[test]
fn what_the_trade_marked_is_put_right() {
    hold(MARKED);
}

/// What the plan is for names everything the team has a card for.
#[test]
fn the_plan_is_for_all_that_there_is_a_card_for() {
    let doc = shousui::model::Document::default();
    let words = shousui::rules::outline::chapter_words(&doc, Purpose);
    for case in ["瓦斯抽采泵站异常（外围配合）", "放射源丢失损坏", "冷库困人"]
    {
        assert!(words.contains(case), "{case}: {words}");
    }
}

/// Words of steps of a card that come one after the other.
const ORDER: &[(&str, &[&str])] = &[
    // Whoever sleeps is woken before anybody goes to a switch or a valve.
    ("E01", &["打119", "报{调度室}", "置自动", "逐间敲门叫人", "非消防电源", "燃气阀", "扑救"]),
    // Which current it is comes before anybody touches a switch, and the power before the hands.
    ("E04", &["分不清高压低压", "低压的先断电", "打120", "报{调度室}", "心肺复苏"]),
    // Whoever sees flames calls the fire brigade before anybody in the house.
    ("E02", &["先打119", "报{调度室}", "先分闸"]),
    ("E12", &["先打120", "停止供餐"]),
    // No water on what is live, and nobody at a bunker that nobody measured.
    ("E14", &["先打119", "报{调度室}", "撤到上风", "看在线监测", "停电并挂牌", "雾状水"]),
    ("E18", &["退到栅栏外", "打119", "报{调度室}", "设警戒"]),
];

#[test]
fn cards_go_in_the_order_that_hurts_nobody() {
    for (code, words) in ORDER {
        let card = cards().into_iter().find(|card| card.code == *code).unwrap();
        let mut from = 0;
        for words in *words {
            let at = card.steps.iter().skip(from).position(|step| step.what.contains(words));
            from += at.unwrap_or_else(|| panic!("{code}: {words} after step {from}")) + 1;
        }
    }
    let general = chapters();
    let general = general.iter().find(|one| one.words.contains("先期处置的一般顺序")).unwrap();
    let at = |words: &str| general.words.find(words).unwrap();
    assert!(at("组织疏散和警戒") < at("断电（不断消防电源）"));
}

/// What is done at once is no matter of 及时: the program itself asks for a time in its place.
#[test]
fn no_card_gives_a_time_that_is_none() {
    #[derive(serde::Deserialize)]
    struct Timed {
        code: String,
        steps: Vec<Step>,
    }
    #[derive(serde::Deserialize)]
    struct Step {
        within: String,
    }
    let cards: Vec<Timed> = read(include_str!("../../../assets/book/cards.ron"));
    for card in cards {
        assert!(card.steps.iter().all(|step| step.within != "及时"), "{}", card.code);
    }
}

/// A card that read in the dangerous order is told of, whoever took it up.
#[test]
fn what_was_put_right_is_remembered() {
    #[derive(serde::Deserialize)]
    struct Line {
        card: String,
        words: String,
    }
    let lines: Vec<Line> = read(include_str!("../../../assets/book/withdrawn.ron"));
    for code in [
        "E01", "E02", "E03", "E04", "E07", "E08", "E10", "E11", "E12", "E14", "E15", "E16", "E18",
        "E20",
    ] {
        let card = cards().into_iter().find(|card| card.code == code).unwrap();
        let gone = |line: &&Line| !card.lines().iter().any(|now| now.contains(&line.words));
        let of_card = lines.iter().filter(|line| line.card == code);
        assert!(of_card.filter(gone).count() > 0, "{code}");
    }
}
