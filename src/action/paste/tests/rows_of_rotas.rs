//! Rotas with a row for each shift or each post of a day.

use super::rotas::{at_leader, cells, slot};
use super::*;

/// What is filled, and what is left out.
fn filled(wish: &Order) -> (Vec<String>, Vec<String>) {
    let (look, after) = done(&mine(), wish);
    (cells(&after), look.left_out())
}

const TWO_DAYS: [&str; 4] = [
    "05 巡查员 夜班：张卫东",
    "05 巡查员 白班：王方、柴有田",
    "05 调度值班员 夜班：武岁安",
    "05 调度值班员 白班：逯春晖",
];

#[test]
fn a_row_may_say_its_shift_and_its_post() {
    let tables = [
        // A row for each post and shift.
        "日期\t班次\t岗位\t姓名\t电话\n2月5日\t白班\t调度值班员\t逯春晖\t8000\n\
            2月5日\t夜班\t调度值班员\t武岁安\t8000\n2月5日\t白班\t巡查员\t王方、柴有田\t8110\n\
            2月5日\t夜班\t巡查员\t张卫东\t8110",
        // A row for each person, the post before the day.
        "岗位\t日期\t班次\t值班人员\n调度\t2月5日\t白\t逯春晖\n调度\t2月5日\t夜\t武岁安\n\
            巡查\t2月5日\t白\t王方\n巡查\t2月5日\t白\t柴有田\n巡查\t2月5日\t夜\t张卫东",
        // A row for each shift, a column for each post.
        "日期\t班次\t调度\t巡查员\n2月5日\t白班(8:00-20:00)\t逯春晖\t王方、柴有田\n\
            2月5日\t20:00—次日8:00\t武岁安\t张卫东",
        // A row for each post, a column for each shift.
        "日期\t岗位\t白班\t夜班\n2月5日\t调度值班员\t逯春晖\t武岁安\n\
            2月5日\t巡查员\t王方 柴有田\t张卫东",
        // The shift stands in the cell of the post.
        "日期\t岗位\t姓名\n2月5日\t调度白班\t逯春晖\n2月5日\t调度夜班\t武岁安\n\
            2月5日\t巡查员（白）\t王方、柴有田\n2月5日\t巡查员（夜）\t张卫东",
        // Without headings.
        "2月5日\t白班\t调度值班员\t逯春晖\n2月5日\t夜班\t调度值班员\t武岁安\n\
            2月5日\t白班\t巡查员\t王方、柴有田\n2月5日\t夜班\t巡查员\t张卫东",
        // Cut by spaces, out of a chat.
        "日期 班次 岗位 姓名\n2月5日 白班 调度值班员 逯春晖\n2月5日 夜班 调度值班员 武岁安\n\
            2月5日 白班 巡查员 王方、柴有田\n2月5日 夜班 巡查员 张卫东",
    ];
    for text in tables {
        let (filled, left_out) = filled(&order(What::Rota, text));
        assert_eq!(filled, TWO_DAYS, "{text}");
        let phones_only = left_out.iter().all(|words| words.contains("“电话”一列"));
        assert!(phones_only, "{text}: {left_out:?}");
    }
}

#[test]
fn what_is_merged_over_rows_goes_on_where_that_is_said() {
    let text = "日期\t岗位\t班次\t姓名\n2月5日\t调度\t白班\t逯春晖\n\t\t夜班\t武岁安\n\
        \t巡查员\t白班\t王方\n\t\t\t柴有田\n\t\t夜班\t张卫东";
    let mut wish = order(What::Rota, text);
    let (look, _) = done(&mine(), &wish);
    assert!(look.looks_merged);
    assert_eq!(look.count(Fate::Unread), 4);
    wish.hints.merged = Some(true);
    assert_eq!(filled(&wish), (TWO_DAYS.map(str::to_owned).to_vec(), Vec::new()));
    // Only the posts are merged: each is about its own days.
    let text = "岗位\t日期\t姓名\n值班矿领导\t2月5日\t亢宝庆\n\t2月6日\t逯春晖";
    let mut wish = order(What::Rota, text);
    let (alone, left_out) = filled(&wish);
    assert_eq!(alone, ["05 值班矿领导 全天：亢宝庆"]);
    assert_eq!(left_out, ["第3行：“逯春晖”：没有写明岗位，这一格没有录入"]);
    wish.hints.merged = Some(true);
    let (both, left_out) = filled(&wish);
    assert_eq!((both.len(), left_out.len()), (2, 0));
}

#[test]
fn a_row_whose_post_or_shift_is_not_understood_writes_nothing() {
    let text = "日期\t班次\t岗位\t姓名\n2月5日\t中班\t巡查员\t王方\n2月5日\t白班\t锅炉工\t柴有田\n\
        2月5日\t夜班\t值班矿领导\t亢宝庆\n2月5日\t\t巡查员\t张卫东\n2月5日\t\t值班矿领导\t亢宝庆\n\
        2月5日\t白班\t巡查员\t何矿山";
    let (filled, left_out) = filled(&order(What::Rota, text));
    assert_eq!(filled, ["05 值班矿领导 全天：亢宝庆"]);
    assert_eq!(
        left_out,
        [
            "第2行：“王方”：“中班”不是值班表的班次，这一格没有录入",
            "第3行：“柴有田”：值班表里没有岗位“锅炉工”，这一格没有录入",
            "第4行：“亢宝庆”：值班矿领导没有夜班，这一格没有录入",
            "第5行：“张卫东”：没有写明班次，这一格没有录入",
            "第7行：巡查员 白班：册上没有何矿山，这一格没有录入",
        ]
    );
}

#[test]
fn a_leader_of_the_whole_day_may_stand_in_the_row_of_each_shift() {
    let text =
        "日期\t班次\t值班领导\t调度\n2月5日\t白班\t亢宝庆\t逯春晖\n2月5日\t夜班\t亢宝庆\t武岁安";
    let (all, left_out) = filled(&order(What::Rota, text));
    assert_eq!(all.len(), 3, "{all:?}");
    assert_eq!(left_out, Vec::<String>::new());
    let other = text.replace("夜班\t亢宝庆", "夜班\t王方");
    let (_, left_out) = filled(&order(What::Rota, &other));
    assert_eq!(left_out, ["第3行：2月5日在第2行已经有了，只用前一处"]);
}

#[test]
fn a_person_says_which_column_has_the_shifts() {
    let text = "日期\t甲\t乙\t丙\n2月5日\t白班\t巡查员\t王方";
    let mut wish = order(What::Rota, text);
    wish.hints.columns.insert(2, Sense::Post);
    let (look, after) = done(&mine(), &wish);
    assert_eq!(cells(&after), ["05 巡查员 白班：王方"], "{look:?}");
    let words: Vec<&str> = look.choices.iter().map(|(_, words)| words.as_str()).collect();
    for expected in ["姓名", "白班", "班次", "岗位", "巡查员", "巡查员 白班"] {
        assert!(words.contains(&expected), "{expected} of {words:?}");
    }
    // At a post of two shifts, a column for each.
    let mut wish = at_leader("日期\t白班\t夜班\n2月5日\t王方\t张卫东");
    wish.hints.slot = Some(slot(&mine(), "巡查员", DutyShift::Night));
    let (_, after) = done(&mine(), &wish);
    assert_eq!(cells(&after), ["05 巡查员 夜班：张卫东", "05 巡查员 白班：王方"]);
}

#[test]
fn shifts_are_read_as_offices_write_them() {
    let table = [
        ("白班", Some(DutyShift::Day)),
        ("夜", Some(DutyShift::Night)),
        ("夜班（20:00—次日8:00）", Some(DutyShift::Night)),
        ("8:00-20:00", Some(DutyShift::Day)),
        ("8点至20点", Some(DutyShift::Day)),
        ("20：00～8：00", Some(DutyShift::Night)),
        ("8时至次日8时", Some(DutyShift::Whole)),
        ("0:00-8:00", Some(DutyShift::Zero)),
        ("16:00-24:00", Some(DutyShift::Four)),
        ("24小时", Some(DutyShift::Whole)),
        ("八点班", Some(DutyShift::Eight)),
        ("9:00-17:00", None),
        ("中班", None),
        ("夜班巡查", None),
        ("8", None),
        ("8-16", Some(DutyShift::Eight)),
        ("白云", None),
        ("", None),
    ];
    for (words, expected) in table {
        assert_eq!(slots::only_shift(words), expected, "{words}");
    }
}
