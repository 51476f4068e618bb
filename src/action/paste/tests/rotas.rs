//! Rotas: days down and across, a column for each post and shift.

use super::*;

/// The filled cells of the rota: 05 值班矿领导 全天：亢宝庆.
pub(super) fn cells(doc: &Document) -> Vec<String> {
    let mut all: Vec<(NaiveDate, String)> = doc
        .duties
        .iter()
        .filter(|(_, duty)| !duty.persons.is_empty())
        .map(|(id, duty)| {
            let (post, names) = (doc.post_name(Some(id.post)), doc.person_names(&duty.persons));
            (id.day, format!("{} {post} {}：{names}", id.day.format("%d"), id.shift.word()))
        })
        .collect();
    all.sort();
    all.into_iter().map(|(_, words)| words).collect()
}

pub(super) fn slot(doc: &Document, name: &str, shift: DutyShift) -> (PostId, DutyShift) {
    (*doc.posts.iter().find(|(_, post)| post.name == name).unwrap().0, shift)
}

/// Pasted at the column of 值班矿领导.
pub(super) fn at_leader(text: &str) -> Order {
    let mut wish = order(What::Rota, text);
    wish.hints.slot = Some(slot(&mine(), "值班矿领导", DutyShift::Whole));
    wish
}

fn days_of(text: &str) -> (Vec<String>, Vec<String>) {
    let (look, after) = done(&mine(), &at_leader(text));
    let short = |words: String| words.replace(" 值班矿领导 全天", "");
    (cells(&after).into_iter().map(short).collect(), look.left_out())
}

#[test]
fn a_rota_is_read_as_offices_write_it() {
    let table: [(&str, &[&str], &[&str]); 12] = [
        ("2月5日 亢宝庆", &["05：亢宝庆"], &[]),
        ("2027-02-05\t亢宝庆", &["05：亢宝庆"], &[]),
        ("2月5日\t周五\t腊月廿九\t除夕\t亢宝庆\t8001", &["05：亢宝庆"], &["第6列没有录入（1格）"]),
        ("2/5（周五） 亢宝庆、逯春晖", &["05：亢宝庆、逯春晖"], &[]),
        ("日期，值班领导\n2月6日，亢 宝庆\n2月7日，", &["06：亢宝庆"], &["第3行：这一天没有姓名"]),
        ("2月5日 五 亢　宝庆 王方 武岁安", &["05：亢宝庆、王方、武岁安"], &[]),
        (
            "2月5日亢宝庆\n２月６日：逯春晖\n2月7日，柴有田，王方",
            &["05：亢宝庆", "06：逯春晖", "07：柴有田、王方"],
            &[],
        ),
        (
            "2月5日 亢宝庆\n2.5 逯春晖\n待定 柴有田\n2月30日 柴有田",
            &["05：亢宝庆"],
            &[
                "第2行：2月5日在第1行已经有了，只用前一处",
                "第3行：“待定 柴有田”里看不出日期",
                "第4行：“2月30日 柴有田”：2027年没有2月30日",
            ],
        ),
        // f-B01: two names, one under the other.
        (
            "2月5日\t周五\t\"亢宝庆\n逯春晖\"\t8001\n2月6日\t周六\t武岁安\t8001",
            &["05：亢宝庆、逯春晖", "06：武岁安"],
            &["第4列没有录入（2格）"],
        ),
        ("日期\t\"带班\n矿领导\"\n2月5日\t亢宝庆", &["05：亢宝庆"], &[]),
        // c-A2: a note behind a day moves no column.
        ("2月4日\t逯春晖\n2月5日(除夕)\t亢宝庆", &["04：逯春晖", "05：亢宝庆"], &[]),
        ("", &[], &[]),
    ];
    for (text, filled, left_out) in table {
        let (cells, told) = days_of(text);
        assert_eq!(cells, filled, "{text}");
        assert_eq!(told, left_out, "{text}");
    }
}

/// f-B02: stretches of days, with and without others beside them.
#[test]
fn stretches_of_days_are_filled_whole() {
    let batch = "2月5日—7日\t亢宝庆\n2月8日至10日\t逯春晖\n2月11日、12日\t武岁安\n\
        2月13日-2月14日\t王方\n2.15-16\t柴有田";
    let (filled, left_out) = days_of(batch);
    assert_eq!(filled.len(), 12);
    assert_eq!(filled[2], "07：亢宝庆");
    assert_eq!(filled[11], "16：柴有田");
    assert_eq!(left_out, Vec::<String>::new());
    for line in batch.lines() {
        let (alone, _) = days_of(line);
        assert!((2..=3).contains(&alone.len()), "{line}: {alone:?}");
    }
    let (filled, _) = days_of("初一至初三\t亢宝庆\n初六\t逯春晖\n14日\t武岁安");
    assert_eq!(filled, ["06：亢宝庆", "07：亢宝庆", "08：亢宝庆", "11：逯春晖", "14：武岁安"]);
    // What is not understood of a day cell takes nothing.
    let (filled, left_out) = days_of("2月5日起\t亢宝庆");
    assert!(filled.is_empty());
    assert_eq!(left_out, ["第1行：日期“2月5日起”里的“起”看不懂"]);
}

/// f-B03 b: a table on its side; words that are nobody's names.
#[test]
fn a_table_on_its_side_is_turned() {
    let text = "日期\t2月5日\t2月6日\t2月7日\n星期\t五\t六\t日\n值班领导\t亢宝庆\t逯春晖\t武岁安\n\
        巡查员（夜）\t王方\t待定\t柴有田、张卫东";
    let (look, after) = done(&mine(), &order(What::Rota, text));
    assert_eq!(
        cells(&after),
        [
            "05 值班矿领导 全天：亢宝庆",
            "05 巡查员 夜班：王方",
            "06 值班矿领导 全天：逯春晖",
            "07 值班矿领导 全天：武岁安",
            "07 巡查员 夜班：柴有田、张卫东",
        ]
    );
    assert_eq!(look.left_out(), ["第3列：巡查员 夜班：“待定”不是姓名，这一格没有录入"]);
    // One day on its side, and the line of f-B03: no 姓名 comes on the books.
    let (look, after) = done(&mine(), &at_leader("日期\t2月5日\n姓名\t亢宝庆"));
    assert_eq!(cells(&after), ["05 值班矿领导 全天：亢宝庆"], "{look:?}");
    for word in
        ["姓名", "场所名称", "联系电话", "待定", "轮休", "同上", "无人", "带班领导", "无", "休息"]
    {
        let mut wish = at_leader(&format!("2月7日\t{word}"));
        wish.hints.newcomers = true;
        let (look, after) = done(&mine(), &wish);
        assert_eq!(after.persons.len(), mine().persons.len(), "{word}");
        assert!(cells(&after).is_empty() && !look.left_out().is_empty(), "{word}");
        assert!(look.strangers.is_empty(), "{word}");
    }
}

/// c-B1: every column at once, by its heading.
#[test]
fn columns_are_matched_to_posts_and_shifts() {
    let text = "2027年春节值班表\t\t\t\t\t\n\
        日期\t星期\t值班领导\t调度\t\t巡查员\t\n\
        \t\t\t白班\t夜班\t白班\t夜班\n\
        2月5日(除夕)\t五\t亢宝庆\t逯春晖\t武岁安\t王方、柴有田\t张卫东\n\
        2月6日\t六\t逯春晖\t武岁安\t王方\t柴有田\t\"亢宝庆\n张卫东\"";
    let (look, after) = done(&mine(), &order(What::Rota, text));
    assert_eq!(look.left_out(), Vec::<String>::new());
    assert_eq!(
        cells(&after),
        [
            "05 值班矿领导 全天：亢宝庆",
            "05 巡查员 夜班：张卫东",
            "05 巡查员 白班：王方、柴有田",
            "05 调度值班员 夜班：武岁安",
            "05 调度值班员 白班：逯春晖",
            "06 值班矿领导 全天：逯春晖",
            "06 巡查员 夜班：亢宝庆、张卫东",
            "06 巡查员 白班：柴有田",
            "06 调度值班员 夜班：王方",
            "06 调度值班员 白班：武岁安",
        ]
    );
    let heads = [
        ("值班领导", Some("值班矿领导 全天")),
        ("调度白班", Some("调度值班员 白班")),
        ("巡查员(夜)", Some("巡查员 夜班")),
        ("夜班巡查", Some("巡查员 夜班")),
        ("消控室白班", Some("消防控制室 白班")),
        ("带班领导", None),
        ("巡查员", None),
        ("门卫", None),
        ("备注", None),
    ];
    let doc = mine();
    for (head, expected) in heads {
        let found = slots::slot(&doc, head);
        let words = found.map(|slot| {
            slots::all(&doc).into_iter().find(|(one, _)| *one == slot).map(|(_, words)| words)
        });
        assert_eq!(words.flatten().as_deref(), expected, "{head}");
    }
}

/// c-B1: never all columns into one post; what nobody matched is said.
#[test]
fn several_columns_never_go_into_one_post() {
    let text = "日期\t甲列\t乙列\n2月5日\t亢宝庆\t逯春晖";
    let (look, after) = done(&mine(), &at_leader(text));
    assert!(cells(&after).is_empty());
    assert_eq!(look.remarks.len(), 1, "{:?}", look.remarks);
    assert_eq!(look.left_out().len(), 3, "{:?}", look.left_out());
    let mut wish = at_leader(text);
    let (post, shift) = slot(&mine(), "巡查员", DutyShift::Night);
    wish.hints.columns.insert(2, Sense::Slot(Some(post), Some(shift)));
    let (_, after) = done(&mine(), &wish);
    assert_eq!(cells(&after), ["05 巡查员 夜班：逯春晖"]);
}

/// f-B06: a day the year does not have; days of another season.
#[test]
fn days_that_are_none_are_said() {
    let (filled, left_out) =
        days_of("2月28日\t亢宝庆\n2月29日\t逯春晖\n3月1日\t王方\n2月20日\t武岁安");
    assert_eq!(filled, ["20：武岁安"]);
    assert_eq!(
        left_out,
        [
            "第1行：2月28日不在本季，没有录入",
            "第2行：“2月29日”：2027年没有2月29日",
            "第3行：3月1日不在本季，没有录入",
        ]
    );
    let (_, left_out) = days_of("2028年2月5日\t亢宝庆");
    assert_eq!(left_out, ["第1行：2028年2月5日不在本季，没有录入"]);
    let (filled, left_out) = days_of("2月19日至22日\t亢宝庆");
    assert_eq!(filled, ["19：亢宝庆", "20：亢宝庆"]);
    assert_eq!(left_out, ["第1行：2月21日、2月22日不在本季，没有录入"]);
    let (filled, left_out) = days_of("2月5日（周六）\t亢宝庆");
    assert_eq!(filled, ["05：亢宝庆"]);
    assert_eq!(left_out, ["第1行：2月5日是周五，表上写的是“周六”"]);
}

/// f-B19: nobody is lost without a word.
#[test]
fn a_cell_is_taken_whole_or_not_at_all() {
    let (filled, left_out) = days_of("2月6日\t王⽅\n2月7日\t王⽅、亢宝庆");
    assert_eq!(filled, ["06：王方", "07：王方、亢宝庆"]);
    assert_eq!(left_out, Vec::<String>::new());
    let (filled, left_out) = days_of("2月5日\t亢宝庆、何矿山\n2月6日\t亢宝庆、待定");
    assert!(filled.is_empty());
    assert_eq!(
        left_out,
        [
            "第1行：值班矿领导 全天：册上没有何矿山，这一格没有录入",
            "第2行：值班矿领导 全天：“待定”不是姓名，这一格没有录入",
        ]
    );
    // Where it is wished, newcomers come in the same step.
    let mut wish = at_leader("2月5日\t亢宝庆、何矿山\n2月6日\t何矿山");
    let (look, _) = done(&mine(), &wish);
    assert_eq!(look.strangers, ["何矿山"]);
    wish.hints.newcomers = true;
    let (look, after) = done(&mine(), &wish);
    assert_eq!(after.persons.len(), mine().persons.len() + 1);
    assert_eq!(cells(&after)[1], "06 值班矿领导 全天：何矿山");
    assert_eq!(told(&look)[0], "新 新记入人员何矿山");
}

#[test]
fn namesakes_in_a_rota_are_asked_about() {
    let mut doc = mine();
    let other = add_person(&mut doc, 60, "亢宝庆", "通风队");
    let mut wish = at_leader("2月5日\t亢宝庆\n2月6日\t亢宝庆（通风队）");
    let (look, after) = done(&doc, &wish);
    assert_eq!(cells(&after), ["06 值班矿领导 全天：亢宝庆"]);
    assert_eq!(look.namesakes[0].0, "亢宝庆");
    wish.hints.who.insert("亢宝庆".to_owned(), Some(other));
    let (_, after) = done(&doc, &wish);
    assert_eq!(cells(&after).len(), 2);
}

#[test]
fn what_stands_in_the_rota_is_said_before_it_is_written_over() {
    let mut doc = mine();
    let (post, shift) = slot(&doc, "值班矿领导", DutyShift::Whole);
    let cell = DutyId { day: day("2027-02-05"), post, shift };
    let persons = vec![*doc.persons.iter().nth(1).unwrap().0];
    let duty = Duty { kept: true, persons, ..Duty::default() };
    put::<_, DutyField>(&mut doc, cell, duty.written());
    let (look, _) = done(&doc, &at_leader("2月5日\t亢宝庆"));
    assert_eq!(told(&look), ["改 2月5日 值班矿领导 全天 原：逯春晖"]);
    let (look, _) = done(&doc, &at_leader("2月5日\t逯春晖"));
    assert_eq!(told(&look), ["同"]);
}

#[test]
fn rows_under_a_merged_day_go_on_with_it() {
    let text = "日期\t巡查员白班\n2月5日\t亢宝庆\n\t逯春晖\n2月6日\t武岁安";
    let (look, after) = done(&mine(), &order(What::Rota, text));
    assert!(look.looks_merged);
    assert_eq!(cells(&after).len(), 2);
    assert_eq!(look.left_out(), ["第3行：“逯春晖”里看不出日期"]);
    let mut wish = order(What::Rota, text);
    wish.hints.merged = Some(true);
    let (look, after) = done(&mine(), &wish);
    assert_eq!(cells(&after)[0], "05 巡查员 白班：亢宝庆、逯春晖");
    assert_eq!(look.left_out(), Vec::<String>::new());
}
