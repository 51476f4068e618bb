//! The contingency plan.

use std::collections::BTreeMap;

use shousui::action::{Action, PlanAction};
use shousui::model::RecordId;
use shousui::model::id::VersionId;
use shousui::model::mine::{MineField, Only};
use shousui::model::plan::{Chapter, Countersign, PlanField, PlanKind};
use shousui::print::{PrintError, Printed, Request, print};
use typst::layout::{Frame, FrameItem, Point};

use super::manned::{absurd, hold, manned, spans, stays_on_the_page};
use super::{count, has, printed, stamp, text_of, words_on};
use crate::fixture::{Names, act, day, empty, made, set};
use shousui::session::Session;

fn draft() -> Request {
    Request::plan(None)
}

fn approve(session: &mut Session, names: &Names) -> VersionId {
    let by = vec![names.people[3]];
    let note = "首次发布".to_owned();
    match made(session, Action::Plan(PlanAction::Approve { by, on: day(), note })) {
        RecordId::Version(id) => id,
        other => panic!("{other:?}"),
    }
}

/// The words of a page.
fn page(printed: &Printed, place: usize) -> String {
    let mut words = String::new();
    words_on(&printed.pages()[place].frame, &mut words);
    words.replace('\u{200B}', "")
}

/// What was signed for one version says nothing of the next: nobody has seen that yet.
#[test]
fn opinions_stand_on_the_version_they_were_signed_for() {
    let (mut session, names) = manned(1);
    let sign = |session: &mut Session, on: &str| {
        let line = Countersign {
            unit: "工会".to_owned(),
            opinion: "同意发布".to_owned(),
            on: on.parse().ok(),
            ..Countersign::default()
        };
        act(session, set((Only, PlanField::Countersign(10, Some(line)))));
    };
    let consult = |session: &Session, of: Option<VersionId>| {
        let (print, _) = printed(session, &Request::plan(of));
        page(&print, place_of(&print, "会签单"))
    };
    sign(&mut session, "2027-02-04");
    let first = approve(&mut session, &names);
    let chapter = PlanField::Chapter(Chapter::Risks, Some("本矿另有风险。".to_owned()));
    act(&mut session, set((Only, chapter)));
    let second = approve(&mut session, &names);
    let said = |session: &Session, of| consult(session, of).contains("同意发布");
    assert_eq!((said(&session, Some(first)), said(&session, Some(second))), (true, false));
    let sheet = consult(&session, Some(second));
    assert!(sheet.contains("年　月　日") && !sheet.contains("签名见原单"), "{sheet}");
    // After both were approved: of the draft that comes next. What was said of the first stays with it.
    sign(&mut session, "2027-02-06");
    let found = [Some(first), Some(second), None].map(|of| said(&session, of));
    assert_eq!(found, [true, false, true]);
    // Two versions of one day: what is signed once more is said of the second.
    let third = approve(&mut session, &names);
    let line = Countersign {
        unit: "工会".to_owned(),
        opinion: "补充后同意".to_owned(),
        on: Some(day()),
        ..Countersign::default()
    };
    act(&mut session, set((Only, PlanField::Countersign(10, Some(line)))));
    let fourth = approve(&mut session, &names);
    let words = [third, fourth].map(|of| consult(&session, Some(of)).contains("补充后同意"));
    assert_eq!(words, [false, true]);
}

/// The lines of a page, from top to bottom.
fn lines(frame: &Frame) -> Vec<String> {
    fn look(frame: &Frame, at: Point, lines: &mut BTreeMap<i64, String>) {
        for (offset, item) in frame.items() {
            let from = at + *offset;
            match item {
                FrameItem::Group(group) => {
                    let moved = Point::new(group.transform.tx, group.transform.ty);
                    look(&group.frame, from + moved, lines);
                }
                FrameItem::Text(text) => {
                    let height = format!("{:.0}", from.y.to_pt() * 10.0).parse().unwrap();
                    lines.entry(height).or_default().push_str(&text.text);
                }
                _ => {}
            }
        }
    }
    let mut found = BTreeMap::new();
    look(frame, Point::zero(), &mut found);
    found.into_values().collect()
}

/// The place of the page on which the text begins.
fn first_of_text(printed: &Printed) -> usize {
    (0..printed.page_count()).find(|place| page(printed, *place).contains("— 1 —")).unwrap()
}

/// The words of the text, without what stands before it.
fn text(printed: &Printed) -> String {
    (first_of_text(printed)..printed.page_count()).map(|place| page(printed, place)).collect()
}

/// The place of the first page that holds those words.
fn place_of(printed: &Printed, words: &str) -> usize {
    (0..printed.page_count()).find(|place| page(printed, *place).contains(words)).unwrap()
}

#[test]
fn a_draft_is_sent_for_review_with_everything_left_to_sign() {
    let (mut session, names) = manned(1);
    hold(&mut session, "突击队队长", names.people[0], names.people[1]);
    act(
        &mut session,
        set((Only, PlanField::Superior("《望禾煤矿生产安全事故应急预案》".to_owned()))),
    );
    let (print, words) = printed(&session, &draft());
    let cover = page(&print, 0);
    has(&cover, &["禾安县望禾煤矿有限公司", "（送审稿）", "2027年2月5日", "参考稿·未经本矿审核"]);
    assert_eq!(count(&cover, "禾安县望禾煤矿有限公司"), 1, "{cover}");
    let sign = page(&print, place_of(&print, "签发页"));
    has(&sign, &["文件名称", "禾安县望禾煤矿有限公司2027年春节期间党员突击队", "送审稿"]);
    has(&sign, &["签发页", "编制（党建办）", "党委书记签发", "矿长签发", "年　月　日"]);
    let consult = page(&print, place_of(&print, "会签单"));
    has(&consult, &["文件名称", "禾安县望禾煤矿有限公司2027年春节期间党员突击队", "第1页　共1页"]);
    assert_eq!(count(&consult, "年　月　日"), 6, "{consult}");
    has(&consult, &["会签单", "安监部", "机电部", "保卫部", "后勤部", "卫生所", "调度室"]);
    let body = text(&print);
    has(&page(&print, first_of_text(&print)), &["一、目的与适用范围", "（一）目的", "— 1 —"]);
    let heads = [
        "二、编制依据",
        "三、风险特点",
        "四、组织机构与职责",
        "五、预防与准备",
        "六、响应分级",
        "七、信息报告程序",
        "八、处置措施",
        "九、应急保障",
        "十、响应终止与后期处置",
        "十一、附则",
        "附件：",
        "1.组织机构与通讯录",
        "4.值班安排表（另附）",
    ];
    let places: Vec<usize> = heads.iter().map(|head| body.find(head).expect(head)).collect();
    assert!(places.is_sorted(), "{places:?}");
    has(
        &words,
        &[
            "1.先保自己，再救他人",
            "附件1",
            "党员突击队队长：苗小满；副队长：温禾生。",
            "突击队队长苗小满830019900000000温禾生830119900000001",
            "值班矿领导（正式表）见正式表",
            "附件2",
            "E01　地面建筑火灾",
            "7　岗位电工",
            "4　消控员（消防控制室）",
            "高声示警，按下就近的手动火灾报警按钮。【立即】",
            "E16",
            "附件3",
            "值班矿领导________（待填）",
        ],
    );
    for never in ["校验码", "批准人", "发文字号", "带班", "〔"] {
        assert!(!words.contains(never), "{never}");
    }
    assert_eq!(count(&format!("{cover}{sign}{consult}"), "—"), 0, "no number before the text");
    stays_on_the_page(&print);
}

#[test]
fn an_approved_version_names_who_approved_it_and_never_changes() {
    let (mut session, names) = manned(1);
    let line = Countersign {
        unit: "工会".to_owned(),
        opinion: "同意".to_owned(),
        on: "2027-01-26".parse().ok(),
        ..Countersign::default()
    };
    act(&mut session, set((Only, PlanField::Countersign(10, Some(line)))));
    let version = Request::plan(Some(approve(&mut session, &names)));
    let (print, words) = printed(&session, &version);
    has(
        &words,
        &[
            "（V1）",
            "版本：V1",
            "本版修订说明：首次发布。本版由亢宝庆于2027年2月5日批准，签字见签发页原件。",
        ],
    );
    let signed = page(&print, place_of(&print, "签发页"));
    assert!(!signed.contains("亢宝庆"), "no name above an empty cell: {signed}");
    // Words in a line, not a name where it is signed.
    assert_eq!((count(&words, "亢宝庆"), count(&words, "送审稿")), (1, 0));
    assert!(!page(&print, 0).contains("参考稿"), "the mine has approved it");
    assert!(words.contains("参考稿·未经本矿审核"), "but nobody has reviewed its cards");
    // What the departments said as it was written down; their signatures are on the original.
    let consult = page(&print, place_of(&print, "会签单"));
    has(&consult, &["工会", "同意", "2027年1月26日", "签名见原单"]);

    let chapter = PlanField::Chapter(Chapter::Risks, Some("本矿另有风险。".to_owned()));
    act(&mut session, set((Only, chapter)));
    act(&mut session, Action::Remove(RecordId::Card("E01".parse().unwrap())));
    act(&mut session, set((Only, MineField::Name("别的矿".to_owned()))));
    let (_, later) = printed(&session, &version);
    assert_eq!(words, later, "what was approved stands");
    // What no version keeps says of when it is.
    let as_of = "随登记更新，截至2027年2月5日；批准时的内容见签批原件。";
    for what in ["本附件", "卡上的岗位名称、电话号码"] {
        assert!(words.contains(&format!("{what}{as_of}")), "{what}");
    }
    let (_, draft) = printed(&session, &draft());
    has(&draft, &["本矿另有风险。", "送审稿"]);
    assert!(!draft.contains("E01　地面建筑火灾") && !draft.contains("随登记更新"));
}

#[test]
fn a_plan_of_its_own_is_reviewed_and_filed() {
    let (mut session, names) = manned(1);
    for field in [
        PlanField::Kind(Some(PlanKind::Plan)),
        PlanField::Filing("备-2027-01".to_owned()),
        PlanField::Minutes("2027年1月25日评审纪要".to_owned()),
        PlanField::ValidFrom(Some(day())),
    ] {
        act(&mut session, set((Only, field)));
    }
    let (print, _) = printed(&session, &draft());
    has(&page(&print, 0), &["应急预案", "应急预案编号：", "备案编号：备-2027-01", "评审纪要："]);
    let approved = page(&print, place_of(&print, "批准页"));
    has(&approved, &["编制工作组组长", "批准（矿长）", "本预案经评审，现予批准"]);
    assert!(!approved.contains("党建办") && !page(&print, 0).contains("有效期"), "{approved}");
    has(&page(&print, place_of(&print, "应急预案执行部门签署页")), &["安监部", "机电部"]);

    // What is written of the plan today says nothing of an older version.
    let first = approve(&mut session, &names);
    approve(&mut session, &names);
    let (print, _) = printed(&session, &Request::plan(Some(first)));
    assert!(!page(&print, 0).contains("备案编号"), "{}", page(&print, 0));
}

#[test]
fn a_page_of_the_plan_holds_22_lines_of_28_signs() {
    let (mut session, _) = manned(1);
    let chapter = PlanField::Chapter(Chapter::Purpose, Some("安".repeat(28 * 60)));
    act(&mut session, set((Only, chapter)));
    let (print, _) = printed(&session, &draft());
    // The page after the one with the title.
    let full = lines(&print.pages()[first_of_text(&print) + 1].frame);
    let full: Vec<usize> =
        full.iter().map(|line| count(line, "安")).filter(|signs| 0 < *signs).collect();
    assert_eq!((full.len(), full.iter().max().copied()), (22, Some(28)), "{full:?}");
}

#[test]
fn the_text_begins_on_a_right_hand_page_and_the_contents_lead_there() {
    let (mut session, names) = manned(1);
    let version = approve(&mut session, &names);
    for request in [draft(), Request::plan(Some(version))] {
        let print = print(session.document(), &request, &stamp()).unwrap();
        let first = first_of_text(&print);
        // Page 1 of two-sided paper is a right-hand one, and so is each that goes round alone.
        for place in [
            first,
            place_of(&print, "签发页"),
            place_of(&print, "会签单"),
            place_of(&print, "目　录"),
        ] {
            assert_eq!(place % 2, 0, "{place}");
        }
        let contents: String =
            (place_of(&print, "目　录")..first).map(|place| page(&print, place)).collect();
        for head in [
            "一、目的与适用范围",
            "六、响应分级",
            "十一、附则",
            "附件1　组织机构与通讯录",
            "E01　地面建筑火灾",
            "附件3　应急电话表",
        ] {
            let (_, after) =
                contents.split_once(head).unwrap_or_else(|| panic!("{head}: {contents}"));
            let number: String = after
                .chars()
                .skip_while(|sign| !sign.is_ascii_digit())
                .take_while(char::is_ascii_digit)
                .collect();
            let number: usize = number.parse().unwrap();
            let there = page(&print, first + number - 1);
            let words = head.split('　').next_back().unwrap();
            assert!(
                there.contains(words) && there.contains(&format!("— {number} —")),
                "{head}: {there}"
            );
        }
    }
}

#[test]
fn no_line_breaks_a_number_a_date_or_the_number_of_a_document() {
    let whole = [
        "GB/T 29639—2020",
        "（WHMK-YJ-2026）",
        "2027年1月28日，",
        "〔2027〕第6号",
        "20:00—24:00",
        "【立即】",
        "96条",
        "YH-2027-0054；",
        "0358-3028000、",
    ];
    let (mut session, _) = manned(1);
    let after = "全".repeat(20);
    let mut words: Vec<String> = Vec::new();
    for one in whole {
        words.extend((0..28).map(|by| format!("{}{one}{after}", "安".repeat(by))));
    }
    act(&mut session, set((Only, PlanField::Chapter(Chapter::Purpose, Some(words.join("\n"))))));
    let (print, _) = printed(&session, &draft());
    stays_on_the_page(&print);
    let first = first_of_text(&print);
    let lines: Vec<String> =
        print.pages()[first..].iter().flat_map(|page| lines(&page.frame)).collect();
    for words in whole {
        let found = lines.iter().filter(|line| line.contains(words)).count();
        assert!(28 <= found, "{words}: {found}");
    }
    let starts = ['，', '。', '；', '：', '、', '）', '》', '—', '～'];
    let wrong: Vec<&String> =
        lines.iter().filter(|line| line.starts_with(starts) && !line.starts_with("— ")).collect();
    assert_eq!(wrong, Vec::<&String>::new());
}

#[test]
fn no_title_cuts_a_year_whatever_the_mine_is_called_by_now() {
    let (mut session, names) = manned(1);
    let version = approve(&mut session, &names);
    for name in
        ["别的煤业集团有限责任公司", "矿", "一个名字长得出奇的煤业（集团）股份有限公司地面分公司"]
    {
        act(&mut session, set((Only, MineField::FullName(name.to_owned()))));
        for request in [draft(), Request::plan(Some(version))] {
            let print = print(session.document(), &request, &stamp()).unwrap();
            for place in [0, first_of_text(&print)] {
                let lines = lines(&print.pages()[place].frame);
                assert!(lines.iter().any(|line| line.contains("2027年春节")), "{name}: {lines:?}");
            }
        }
    }
}

#[test]
fn unit_and_date_stand_as_the_standard_has_them() {
    let (mut session, names) = manned(1);
    let request = Request::plan(Some(approve(&mut session, &names)));
    let print = print(session.document(), &request, &stamp()).unwrap();
    let signed = place_of(&print, "4.值班安排表（另附）");
    let runs = spans(&print.pages()[signed].frame);
    let span = |words: &str| {
        runs.iter().rfind(|(run, ..)| run == words).unwrap_or_else(|| panic!("{words}: {runs:?}"))
    };
    let (_, unit_from, unit_to) = span("禾安县望禾煤矿有限公司");
    let (_, date_from, date_to) = span("2027年2月5日");
    // Four signs of 15.75 pt from an edge 26 mm from that of the paper.
    let edge = 210.0 * 72.0 / 25.4 - 26.0 * 72.0 / 25.4;
    assert!((edge - 4.0 * 15.75 - date_to).abs() < 1.0, "{date_to} of {edge}");
    let middle = |from: &f64, to: &f64| f64::midpoint(*from, *to);
    assert!((middle(unit_from, unit_to) - middle(date_from, date_to)).abs() < 1.0, "{runs:?}");
}

#[test]
fn each_post_is_a_numbered_sentence() {
    let (mut session, names) = manned(1);
    hold(&mut session, "突击队队长", names.people[0], names.people[1]);
    let words = shousui::rules::outline::chapter_words(session.document(), Chapter::Organisation);
    let from = words.lines().skip_while(|line| !line.ends_with("各岗位职责如下：")).skip(1);
    let posts: Vec<&str> = from.take_while(|line| !line.starts_with('（')).collect();
    // Who holds them stands in the first attachment, once.
    assert!(words.contains("A、B角人选、电话和值守地点见附件1") && !words.contains("苗小满"));
    assert_eq!(posts.len(), session.document().posts.len());
    for (line, number) in posts.iter().zip(1..) {
        assert!(line.starts_with(&format!("{number}. ")) && line.ends_with('。'), "{line}");
    }
}

#[test]
fn a_plan_of_nothing_is_a_form_and_absurd_words_stay_on_their_page() {
    let (blank, words) = printed(&empty(1), &draft());
    has(
        &words,
        &["（送审稿）", "________", "还没有选用处置卡", "还没有设岗位", "还没有载入本矿电话"],
    );
    stays_on_the_page(&blank);

    let (mut session, names) = manned(1);
    for field in [
        PlanField::Title(absurd()),
        PlanField::Superior(absurd()),
        PlanField::Filing(absurd()),
        PlanField::Chapter(
            Chapter::Purpose,
            Some(format!("（一）{}\n1.{}\n\n{}", absurd(), absurd(), absurd())),
        ),
        PlanField::Chapter(Chapter::Basis, Some("  ".to_owned())),
        PlanField::Countersign(10, Some(Countersign { unit: absurd(), ..Countersign::default() })),
    ] {
        act(&mut session, set((Only, field)));
    }
    let version = approve(&mut session, &names);
    let request = Request::plan(Some(version));
    let approved = print(session.document(), &request, &stamp()).unwrap();
    stays_on_the_page(&approved);
    has(&text_of(&approved), &["（本章内容待填）"]);
    let gone = print(empty(2).document(), &request, &stamp()).map(|_| ());
    assert_eq!(gone, Err(PrintError::Gone("方案版本")));
}

#[test]
fn a_chapter_has_tables_between_its_paragraphs() {
    let (mut session, _) = manned(1);
    let words = "分三级，宁可高报。\n级别|什么情况|谁到场\nⅢ级|一人一只灭火器能控制|岗位和当班组\n\
                 Ⅱ级|要几个人，或者要断电停气|队长\nⅠ级|火势失控、有人被困|转矿综合预案\n升级要报时间。";
    let field = PlanField::Chapter(Chapter::Levels, Some(words.to_owned()));
    act(&mut session, set((Only, field)));
    let (printed, words) = printed(&session, &draft());
    has(&words, &["什么情况", "一人一只灭火器能控制", "转矿综合预案", "升级要报时间。"]);
    assert!(!words.contains('|'), "bars part the cells and are not printed");
    stays_on_the_page(&printed);
    if std::env::var_os("SHOUSUI_PICTURES").is_some() {
        let place = place_of(&printed, "什么情况");
        let page = printed.picture(place, 1.0).unwrap();
        let image = image::RgbaImage::from_raw(page.width, page.height, page.rgba).unwrap();
        crate::cpu::save(&image, "plan-table");
    }
}
