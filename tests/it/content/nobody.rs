//! What holds over all content, whatever its wording: nobody of the team is sent where it kills,
//! members test and switch nothing, where a life is at stake 119 or 120 is called, and some wordings
//! never stand again.

use shousui::model::danger::Doer;

use super::{Judge, cards, chapters, everything, items, phrases, posts};

/// Words of going in, down, up or near.
const ENTER: [&str; 27] = [
    "进入",
    "进去",
    "进屋",
    "进站",
    "进库",
    "进泵房",
    "进烟",
    "下井",
    "下去",
    "下池",
    "下沟",
    "下地沟",
    "下机坑",
    "入井",
    "入仓",
    "上屋面",
    "上冰面",
    "上煤堆",
    "上矸石山",
    "上仓顶",
    "上棚顶",
    "登高",
    "攀",
    "爬",
    "钻",
    "冲进",
    "探头",
];

/// Words of testing and switching.
const SWITCH: [&str; 22] = [
    "拉闸",
    "合闸",
    "开阀",
    "关阀",
    "送电",
    "停电",
    "断电",
    "断开",
    "停炉",
    "停机",
    "停泵",
    "盘车",
    "拔插头",
    "试水",
    "试验",
    "测试",
    "试拨",
    "操作",
    "测温",
    "测量",
    "揭盖",
    "启动",
];

const NOT: [&str; 7] = ["不", "没有", "禁", "未", "勿", "无", "别"];

/// Clauses that say such a word and are right: where, the clause, why.
const RIGHT: &[(&str, &str, &str)] = &[
    ("E08", "需要呼吸器进屋救人”", "what is said to 119"),
    ("E08", "等救护队、消防队进去", "the trained go in"),
    ("E13", "防止有人误开门坠入井道", "keeps people from falling"),
    ("E16", "控制入井", "keeps people from going down"),
    ("E16", "协助核对入井名单", "a list"),
    ("E17", "核对下井名单", "a list"),
    (
        "ST18",
        "修好前进库须两人、门外留一人",
        "the canteen's own people, two of them, until the door is mended",
    ),
    (
        "QK3",
        "修好前进库须两人",
        "the canteen's own people, two of them, until the button is mended",
    ),
    ("YZ02", "进库人员逐人收存登记", "the store's own people"),
    ("XM01", "登高系安全带", "the plant's own people, secured"),
    ("XM09", "进入按有限空间办票", "the plant's own people, with a permit"),
    ("E04", "低压的先断电", "to free somebody from a low-voltage wire at once"),
    ("E04", "拉闸或拔插头", "to free somebody from a low-voltage wire at once"),
    ("E04", "只报变电所停电", "reports"),
    ("E04", "夜间断电的同时打手电照明", "lights; somebody else cuts the power"),
    ("E05", "记下停电、送电时间和影响范围", "writes down"),
    ("E05", "主要通风机停止运转", "tells what has happened"),
    ("E03", "确认断电", "asks the electrician"),
    ("E02", "得到岗位电工“已断电”的答复后", "hears the electrician"),
    ("E18", "停泵时问清{调度室}哪些地方停气、要撤哪里的人", "asks"),
    ("E18", "记下报警、停泵、到场的时间", "writes down"),
    ("E14", "测温由岗位人员做", "post holders do"),
    ("F04", "断电测试由电工做", "the electrician does"),
    ("F36", "试水由保卫或维保做", "security does"),
    ("F14", "开盖、试水由保卫或维保做", "security does"),
    ("F41", "断电断气由岗位人员做", "post holders do"),
    ("Q36", "拉闸送电由电工做", "the electrician does"),
    ("SS08", "断电断气由电工和供气人员做", "others do"),
    ("SS11", "试验由宿管或维保做", "others do"),
    ("F05", "测试键由岗位人员按", "others do"),
    ("KD05", "充满断电请灯房值班人员指认", "others show"),
    ("ZT04", "断电情况请值班人员指认", "others show"),
    ("DC03", "试水由保卫或维保做", "security does"),
    ("CG03", "试水由保卫或维保做", "security does"),
    ("WS02", "散场后看断电", "looks whether others did"),
    ("BF07", "试验由外委单位或维保做", "others do"),
    ("HY01", "断电由化验人员做", "others do"),
];

fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(['，', '；', '。', '：', '\n', ',', ';', '！', '？']).filter(|one| !one.is_empty())
}

/// The clauses that say one of `words` without a no, and are not known to be right.
fn said(place: &str, text: &str, words: &[&str]) -> Vec<String> {
    let is_said = |clause: &&str| {
        words.iter().any(|word| clause.contains(word))
            && !NOT.iter().any(|not| clause.contains(not))
    };
    let is_right =
        |clause: &str| RIGHT.iter().any(|(code, one, _)| *code == place && *one == clause);
    clauses(text)
        .filter(is_said)
        .filter(|clause| {
            !is_right(clause.trim_start_matches(|sign: char| "【】井下灾害伤病".contains(sign)))
        })
        .map(|clause| format!("{place}: {clause}"))
        .collect()
}

#[test]
fn nobody_is_sent_into_smoke_gas_a_shaft_or_a_pit_onto_ice_or_a_roof() {
    let mut sent = Vec::new();
    for card in cards() {
        for step in card.steps.iter().filter(|step| step.by != Doer::Professional) {
            sent.extend(said(&card.code, &step.what, &ENTER));
        }
    }
    for item in items() {
        sent.extend(said(item.base(), &item.how, &ENTER));
    }
    for phrase in phrases() {
        sent.extend(said(&phrase.item, &phrase.measure, &ENTER));
    }
    for chapter in chapters() {
        sent.extend(said("章", &chapter.words, &ENTER));
    }
    for post in posts() {
        sent.extend(said("岗", &post.duties, &ENTER));
    }
    assert!(sent.is_empty(), "{}", sent.join("\n"));
    // The net is not torn: what the review found would be caught.
    assert_eq!(said("E99", "不等电工，进屋关阀", &ENTER), ["E99: 进屋关阀"]);
    assert_eq!(said("E99", "由队员下井救人；到冰面拉人", &ENTER), ["E99: 由队员下井救人"]);
}

#[test]
fn members_test_and_switch_nothing() {
    let mut does = Vec::new();
    for card in cards() {
        for step in card.steps.iter().filter(|step| step.by.is_of_team()) {
            does.extend(said(&card.code, &step.what, &SWITCH));
        }
    }
    for item in items().iter().filter(|item| item.judge == Judge::Member) {
        does.extend(said(item.base(), &item.how, &SWITCH));
    }
    for phrase in phrases() {
        let of_members = clauses(&phrase.measure).filter(|clause| clause.contains("队员"));
        does.extend(of_members.flat_map(|clause| said(&phrase.item, clause, &SWITCH)));
    }
    assert!(does.is_empty(), "{}", does.join("\n"));
    assert_eq!(said("F99", "目视；按下试验按钮", &SWITCH), ["F99: 按下试验按钮"]);
}

#[test]
fn what_is_excused_is_still_there() {
    let all = everything();
    for (place, clause, why) in RIGHT {
        let stands = all.iter().any(|(name, words)| {
            (name == place || name.ends_with(&format!(" {place}"))) && words.contains(clause)
        });
        assert!(stands && !why.is_empty(), "{place}: {clause}");
    }
}

#[test]
fn every_card_calls_119_or_120() {
    for card in cards() {
        let calls = ["火警、消防救援", "医疗急救"];
        assert!(
            calls.iter().any(|name| card.calls.iter().any(|call| call == name)),
            "{}",
            card.code
        );
        let says = |number: &str| card.steps.iter().any(|step| step.what.contains(number));
        assert!(says("119") || says("120"), "{}: no step says whom to call", card.code);
        // Whoever is told to call is also told to tell the dispatch room.
        let told = card.lines().iter().any(|line| line.contains("{调度室}"));
        assert!(told, "{}", card.code);
    }
}

/// A wording, why it may not stand, and where it may all the same.
type Forbidden = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const FORBIDDEN: &[Forbidden] = &[
    ("0.7米", "clearance of sound equipment, not of a burning one", &[]),
    ("快进快出", "into gas without apparatus", &[("E08", "forbidden there")]),
    ("屏住气", "into gas without apparatus", &[("E08", "forbidden there")]),
    ("停引风", "smoke comes into the boiler room", &[]),
    ("打开泄压", "says not what, and the fire comes first", &[]),
    ("没有呼吸心跳", "laymen do not feel for a pulse", &[]),
    ("先备好照明", "seconds decide", &[]),
    ("护套，绝缘合格", "keeps the arrangement that burnt", &[]),
    ("加护套", "keeps the arrangement that burnt", &[]),
    ("试关一次", "the door of an intake shaft while cages run", &[]),
    (
        "敲冰",
        "from below",
        &[("F38", "says not to"), ("WF03", "says not to"), ("话 F38", "says not to")],
    ),
    (
        "泼水",
        "carbon monoxide and steam",
        &[
            ("话 SS01", "says not to"),
            ("话 KD02", "says not to"),
            ("话 JK01", "says not to"),
            ("话 F45", "says not to"),
            ("话 BF07", "says not to"),
            ("话 SP04", "says not to"),
        ],
    ),
    ("干扫", "dust into the air", &[("话 XM01", "says not to")]),
    ("压缩空气吹", "dust into the air", &[("话 XM01", "says not to")]),
    ("明火烤", "thaws and burns", &[("E09", "forbidden there"), ("样", "says not to")]),
    ("搓雪", "harms frozen skin", &[]),
    ("喂酒", "harms", &[("E09", "says not to")]),
    ("移到油脂库", "petrol is no grease", &[]),
    ("移至油脂库", "petrol is no grease", &[("样", "empty drums, to where drums stand")]),
    ("装好前不用", "an alarm is no licence to burn", &[]),
    ("双人值班", "fails every watch that is allowed to be single", &[]),
    ("双回路正常", "hides what to look at", &[]),
    ("每日16时", "no law names an hour", &[]),
    ("执法记录", "the team enforces no law", &[]),
    ("视情况", "says nothing", &[]),
    ("谁同意都不行", "no office language", &[]),
    ("地沟查", "a trench is a confined space, and nobody goes there alone", &[]),
    ("用电报", "reads as a telegram", &[]),
    ("用备用器替换", "says not what", &[]),
    ("防烟面罩", "one term: 过滤式消防自救呼吸器", &[]),
    ("过滤式自救", "one term: 过滤式消防自救呼吸器", &[]),
    ("自救器", "the miner's own device only", &[("ZT03", "that device")]),
    ("机电部门", "the mine's own word", &[]),
    ("保卫部门", "the mine's own word", &[]),
    ("安监部门", "the mine's own word", &[]),
    ("61号令", "one style: 公安部令第61号", &[("样", "the office writes so by hand")]),
    ("以正式文本", "the text was compared", &[]),
    ("M-H", "a mark of the review", &[]),
    ("M-M", "a mark of the review", &[]),
    ("M-L", "a mark of the review", &[]),
];

#[test]
fn a_forbidden_wording_stands_only_where_there_is_a_reason() {
    let all = everything();
    let mut wrong = Vec::new();
    for (wording, why, excused) in FORBIDDEN {
        assert!(!why.is_empty());
        for (place, words) in all.iter().filter(|(_, words)| words.contains(wording)) {
            if !excused.iter().any(|(one, _)| one == place) {
                wrong.push(format!("{place} says “{wording}” ({why}): {words}"));
            }
        }
        for (place, reason) in *excused {
            let stands = all.iter().any(|(one, words)| one == place && words.contains(wording));
            assert!(stands && !reason.is_empty(), "{place} does not say {wording} any more");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_distance_nobody_has_laid_down_is_marked_as_advice() {
    // Metres in a card are somebody's rule, or 建议.
    const RULES: [(&str, &str); 5] = [
        ("E02", "不小于4米"),
        ("E02", "不小于8米"),
        ("E04", "4米、室外8米"),
        ("E09", "8米以外"),
        ("E15", "8米以外"),
    ];
    for card in cards() {
        for line in card.lines() {
            let mut rest = line.as_str();
            while let Some((before, after)) = rest.split_once('米') {
                let number = before.ends_with(|sign: char| sign.is_ascii_digit());
                let fine = after.starts_with("（建议）")
                    || before.contains("建议")
                    || RULES.iter().any(|(code, words)| *code == card.code && line.contains(words));
                assert!(!number || fine, "{}: {line}", card.code);
                rest = after;
            }
        }
    }
}
