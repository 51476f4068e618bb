//! What the review missed in the book, and what was put there: check items, rows of the walks, kinds of
//! site, cards, telephones, chapters, words that say nothing.

use serde::Deserialize;

use super::{Class, Judge, Row, cards, hold, items, phones, read};

const A: &[Class] = &[Class::A];
const B: &[Class] = &[Class::B];
const C: &[Class] = &[Class::C];
const A_OR_C: &[Class] = &[Class::A, Class::C];

/// Items of every place and of one kind of site: code, who judges, what is done when it fails.
pub(super) const MISSING: [(&str, Judge, &[Class]); 53] = [
    ("F35", Judge::Member, A),
    ("F36", Judge::Member, A),
    ("F37", Judge::Member, A_OR_C),
    ("F38", Judge::Member, A_OR_C),
    ("F39", Judge::PostHolder, B),
    ("F40", Judge::Member, A),
    ("F41", Judge::Member, &[Class::B, Class::A]),
    ("F42", Judge::PostHolder, C),
    ("F43", Judge::Member, C),
    ("F44", Judge::Member, A),
    ("F45", Judge::Member, A_OR_C),
    ("F46", Judge::Member, C),
    ("Q37", Judge::Electrician, &[Class::C, Class::B]),
    ("Q38", Judge::Electrician, B),
    ("Q39", Judge::Member, A),
    ("Q40", Judge::Electrician, B),
    ("Q41", Judge::PostHolder, C),
    ("SS13", Judge::Member, A),
    ("SS14", Judge::Member, A),
    ("SS15", Judge::Member, B),
    ("ST15", Judge::PostHolder, C),
    ("ST16", Judge::PostHolder, C),
    ("ST17", Judge::PostHolder, C),
    ("ST18", Judge::PostHolder, C),
    ("ST19", Judge::PostHolder, B),
    ("BG09", Judge::PostHolder, B),
    ("BD11", Judge::PostHolder, C),
    ("BD12", Judge::PostHolder, B),
    ("GL13", Judge::PostHolder, C),
    ("GL14", Judge::PostHolder, C),
    ("GL15", Judge::Member, C),
    ("GL16", Judge::PostHolder, C),
    ("GL17", Judge::PostHolder, B),
    ("XM13", Judge::PostHolder, C),
    ("XM14", Judge::Member, C),
    ("XM15", Judge::PostHolder, C),
    ("XM16", Judge::PostHolder, C),
    ("XM17", Judge::Member, C),
    ("XM18", Judge::PostHolder, C),
    ("LJ09", Judge::PostHolder, C),
    ("JK13", Judge::PostHolder, C),
    ("JK14", Judge::Member, C),
    ("JK15", Judge::Member, C),
    ("CC13", Judge::Member, C),
    ("CC14", Judge::PostHolder, C),
    ("BP09", Judge::PostHolder, C),
    ("BP10", Judge::PostHolder, C),
    ("CD10", Judge::Member, B),
    ("WS07", Judge::PostHolder, B),
    ("WS08", Judge::PostHolder, B),
    ("MW09", Judge::Member, A),
    ("DC07", Judge::Member, C),
    ("DC08", Judge::Member, C),
];

#[test]
fn every_missing_item_is_there_and_asks_the_right_person() {
    let items = items();
    for (code, judge, grades) in MISSING {
        let item = items.iter().find(|item| item.base() == code).expect(code);
        assert_eq!((item.judge, item.grades.as_slice()), (judge, grades), "{code}");
    }
}

/// What the rows of a new kind of site, and the cards, must speak of.
const SPOKEN_OF: &[Row] = &[
    ("压风机房", "KY02", &["储气罐不受日晒"], &[]),
    ("压风机房", "KY03", &["安全阀、压力表在有效期内", "放水阀每班放油水"], &[]),
    ("压风机房", "KY04", &["超温", "120℃"], &[]),
    ("压风机房", "KY06", &["直通电话"], &[]),
    ("提升机房", "TS01", &["无关人员不进入"], &[]),
    ("提升机房", "TS02", &["适用带电"], &[]),
    ("提升机房", "TS04", &["安全保护试验按期做"], &[]),
    ("提升机房", "TS05", &["无渗漏"], &[]),
    ("提升机房", "TS06", &["直通电话和信号正常，摄像在线"], &[]),
    ("消防泵房", "XF02", &["不低于5℃"], &[]),
    ("消防泵房", "XF03", &["盖好上锁"], &[]),
    ("消防泵房", "XF04", &["“自动”位，两路电源"], &[]),
    ("消防泵房", "XF05", &["不少于200m³", "连续补水"], &[]),
    ("消防泵房", "XF06", &["每月至少检查1次"], &[]),
    ("充换电站", "TD01", &["碰撞、泡水、报警", "隔离在室外"], &[]),
    ("充换电站", "TD02", &["无人住宿", "不存油料"], &[]),
    ("充换电站", "TD03", &["有人值守或有视频监视"], &[]),
    ("充换电站", "TD05", &["与电池匹配", "95%", "不带电插拔"], &[]),
    ("充换电站", "TD06", &["烟雾、温度、氢气和一氧化碳", "联动断电"], &[]),
    ("停车场", "TC01", &["不占消防车通道"], &[]),
    ("停车场", "TC02", &["无人睡觉、无怠速"], &[]),
    ("停车场", "TC03", &["油罐车、危险货物车不在停车场过夜"], &[]),
    ("停车场", "TC04", &["灭火器、安全锤"], &[]),
    ("停车场", "TC06", &["充电桩漏保"], &[]),
    ("污水处理站", "WC01", &["盖板、护栏", "救生圈"], &[]),
    ("污水处理站", "WC03", &["有票"], &[]),
    ("污水处理站", "WC04", &["硫化氢、氧气"], &[]),
    ("污水处理站", "WC05", &["氯酸钠、盐酸分开"], &[]),
    ("污水处理站", "WC06", &["二氧化氯间通风"], &[]),
    ("化验室", "HY01", &["高温炉", "可燃物"], &[]),
    ("化验室", "HY02", &["氧气瓶固定"], &[]),
    ("化验室", "HY05", &["双人双锁"], &[]),
    ("瓦斯利用", "WF03", &["冷却塔"], &[]),
    ("瓦斯利用", "WF05", &["防回火、防爆", "泄漏报警"], &[]),
    ("瓦斯利用", "WF06", &["停泵", "持证"], &[]),
    ("招待所", "SP01", &["住宿登记"], &[]),
    ("招待所", "SP02", &["商铺、仓库内不住人"], &[]),
    ("招待所", "SP03", &["窗户能开"], &[]),
    ("招待所", "SP05", &["燃气", "报警器通电"], &[]),
    ("E17", "E17", &["不下井、不探头、不用火照", "需要呼吸器", "抛绳、伸梯", "用纯氧送风"], &[]),
    ("E18", "E18", &["栅栏外设警戒", "突击队员停泵、开泵、动阀门", "放空管下风", "按Ⅰ级报告"], &[]),
    ("E19", "E19", &["不进去、不上屋面", "在坍塌范围以外断电", "颈腰不动"], &[]),
    ("E20", "E20", &["不翻找、不触碰", "生态环境、公安、卫生健康部门", "登记到过附近的人"], &[]),
    ("E01", "E01", &["充电宝", "屋面光伏"], &[]),
    ("E02", "E02", &["光伏的直流侧白天断不了电", "储能柜"], &[]),
    ("E13", "E13", &["冷库", "人员全部退到上风处"], &[]),
    (
        "电话",
        "电话",
        &["12119", "12121", "12345", "12369", "属地煤矿安全监管部门", "心理援助"],
        &[],
    ),
    ("章", "章", &["电伴热、暖风机、户外电源、储能柜和光伏", "有限空间积聚有害气体"], &[]),
    ("章", "章", &["停工停产和复工复产方案", "复工前全面检查"], &[]),
    ("章", "章", &["不进入井、池、管沟、仓救人", "不靠近回风井口"], &[]),
];

#[test]
fn what_the_review_missed_is_spoken_of() {
    hold(SPOKEN_OF);
    for code in ["E17", "E18", "E19", "E20"] {
        assert!(cards().iter().any(|card| card.code == code), "{code}");
    }
    // From memory only: the line is there, its number is the mine's to fill in.
    let phones = phones();
    let helped = phones.iter().find(|phone| phone.name == "心理援助").unwrap();
    assert_eq!(helped.number, "");
}

#[derive(Debug, Deserialize)]
struct Kind {
    code: String,
    patrol: Vec<String>,
    signed: Vec<String>,
    full: Vec<String>,
}

#[test]
fn the_walks_ask_what_kills_first() {
    let kinds: Vec<Kind> = read(include_str!("../../../assets/book/kinds.ron"));
    let of = |code: &str| kinds.iter().find(|kind| kind.code == code).expect(code);
    // Kind of site, row that its walk must have, row that gave way; what gave way stays in the full list.
    for (code, asked, gone) in [
        ("SS", "SS12", "F08"),
        ("ST", "F46", "F24"),
        ("GL", "GL15", "F28"),
        ("ZT", "ZT07", "F08"),
        ("XM", "XM14", "F02"),
        ("DC", "F38", "DC06"),
        ("DC", "F35", "F20"),
    ] {
        let kind = of(code);
        assert!(kind.patrol.iter().any(|row| row == asked), "{code}: {asked}");
        assert!(!kind.patrol.iter().any(|row| row == gone), "{code}: {gone}");
        assert!(kind.full.iter().any(|row| row == gone), "{code}: {gone} is asked nowhere");
    }
    for code in ["KY", "TS", "XF", "TD", "TC", "WC", "HY", "WF", "SP"] {
        let kind = of(code);
        let own = |rows: &[String]| rows.iter().filter(|row| row.starts_with(code)).count();
        assert!(3 <= own(&kind.patrol) && 1 <= own(&kind.signed) && own(&kind.full) == 6, "{code}");
    }
}

#[test]
fn words_that_say_nothing_are_on_the_list() {
    let list = include_str!("../../../assets/book/vague.ron");
    for words in ["基本完成", "已处理", "视情况", "注意", "做好防护"] {
        assert!(list.contains(&format!("words: \"{words}\"")), "{words}");
    }
}
