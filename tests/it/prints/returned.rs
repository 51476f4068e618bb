//! A text of the plan that was edited elsewhere and comes back. The files were made by `LibreOffice`
//! and python-docx out of what [`book`] prints: `tests/word/make.py`.

use std::io::{Cursor, Write as _};
use std::path::Path;

use shousui::action::{Action, NewRecord, PlanAction};
use shousui::model::Put;
use shousui::model::document::Document;
use shousui::model::mine::{MineField, Only};
use shousui::model::people::Post;
use shousui::model::plan::{CardCode, CardField, CardStep, Chapter, Phone, PlanField};
use shousui::office::manuscript;
use shousui::print::{FileKind, Request, Returned, office, returned};
use shousui::session::{Session, Unwatched};
use zip::write::SimpleFileOptions;

use super::stamp;
use crate::fixture::{act, day, empty, made, morning};

const CHAPTERS: [&str; 11] = [
    "（一）目的\n保护留矿人员。\n（二）适用范围\n本矿地面各场所。",
    "1. 安全生产法\n2. 消防法\n12、本矿应急预案",
    "（一）宿舍火灾。取暖电器多，夜间人员集中。\n（二）井口冻结。气温低于零下十度时易发生。\n\
     （三）烟花爆竹。除夕、初一最多。",
    "组长由矿长担任。\n副组长由党委书记担任。\n（一）初起火灾处置组。负责先期处置。\n\
     （二）应急救护组。负责包扎和护送。",
    "节前检查一遍。\n每日巡查三次，如实记录。",
    "（一）Ⅲ级：本组能处置。\n（二）Ⅱ级：要几个组配合。\n（三）Ⅰ级：转矿综合预案。",
    "发现人立即报调度室，电话13900000071。\n调度室报值班矿领导。",
    "先救人，再灭火。\n按处置卡办。",
    "器材放在值班室。",
    "火灭后留人看守两小时。\n写出报告。",
    "本方案由党建办解释。",
];

fn chapter(chapter: Chapter, words: &str) -> Action {
    Action::Set((Only, PlanField::Chapter(chapter, Some(words.to_owned()))).into())
}

/// A plan of which every word is known here.
pub(crate) fn book() -> Session {
    let mut session = empty(1);
    let mine = |field| Action::Set((Only, field).into());
    act(&mut session, mine(MineField::Name("望禾煤矿".to_owned())));
    let title = "望禾煤矿2027年春节期间党员突击队地面场所应急处置工作方案".to_owned();
    act(&mut session, Action::Set((Only, PlanField::Title(title)).into()));
    for (one, words) in Chapter::ALL.iter().zip(CHAPTERS) {
        act(&mut session, chapter(*one, words));
    }
    let duties = "消防器材管理".to_owned();
    let post = Post { name: "消防岗".to_owned(), place: duties, order: 1, ..Post::default() };
    made(&mut session, Action::Add(NewRecord::Post(post)));
    let phone = Phone {
        name: "后勤值班室".to_owned(),
        number: "13900000072".to_owned(),
        ..Phone::default()
    };
    made(&mut session, Action::Add(NewRecord::Phone(phone)));
    for title in ["宿舍火灾", "井口冻结"] {
        act(&mut session, Action::Plan(PlanAction::NewCard { title: title.to_owned() }));
    }
    let step = CardStep {
        who: "发现人".to_owned(),
        what: "拉响警报，叫醒同屋的人".to_owned(),
        ..CardStep::default()
    };
    let code = CardCode("Z01".to_owned());
    act(&mut session, Action::Set((code, CardField::Step(10, Some(step))).into()));
    session
}

fn file(doc: &Document, masked: bool) -> Vec<u8> {
    office(doc, &Request::plan(None), &stamp(), (FileKind::Word, masked)).unwrap()
}

fn back(doc: &Document, bytes: &[u8]) -> Returned {
    let text = manuscript::read(bytes, &Unwatched).unwrap();
    returned(doc, &text, morning()).unwrap()
}

pub(crate) fn edited(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/word");
    std::fs::read(folder.join(format!("{name}.docx"))).unwrap()
}

/// Everything of the plan as it would be after taking all over.
fn taken(doc: &Document, returned: &Returned) -> Vec<(String, String)> {
    let words = |put: &Put| match put {
        Put::Plan(_, PlanField::Chapter(_, Some(words)) | PlanField::Title(words)) => words.clone(),
        other => panic!("{other:?}"),
    };
    for piece in &returned.pieces {
        assert_eq!(doc.read(&piece.was.cell()), piece.was);
        assert_eq!(piece.was.cell(), piece.now.cell());
    }
    returned.pieces.iter().map(|piece| (piece.title.clone(), words(&piece.now))).collect()
}

/// What becomes of an edited file: the pieces with their new words, and what was left.
fn becomes(name: &str, pieces: &[(&str, &str)], left: &[&str]) -> Returned {
    let session = book();
    let doc = session.document();
    let returned = back(doc, &edited(name));
    let found = taken(doc, &returned);
    let expected: Vec<(String, String)> =
        pieces.iter().map(|(title, words)| ((*title).to_owned(), (*words).to_owned())).collect();
    assert_eq!(found, expected, "{name}: {:#?}", returned.left);
    let told: Vec<&str> = returned.left.iter().map(|one| one.words.as_str()).collect();
    assert_eq!(told.len(), left.len(), "{name}: {told:#?}");
    for (told, words) in told.iter().zip(left) {
        assert!(told.contains(words), "{name}: {told}");
    }
    returned
}

#[test]
#[expect(clippy::disallowed_methods, reason = "leaves the file for whoever edits it")]
fn a_text_that_nobody_edited_says_what_the_workbook_says() {
    let session = book();
    let bytes = file(session.document(), false);
    if std::env::var_os("SHOUSUI_PICTURES").is_some() {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        std::fs::write(folder.join("returned.docx"), &bytes).unwrap();
    }
    let all = Returned { same: 11, ..Returned::default() };
    assert_eq!(back(session.document(), &bytes), all);
    // Nor does a masked one bring its stars along.
    assert_eq!(back(session.document(), &file(session.document(), true)), all);
    // And of the sample, whose chapters are as shipped.
    let sample = crate::sample::doc();
    assert_eq!(back(sample, &file(sample, false)), all);
    assert_eq!(becomes("resaved", &[], &[]), all);
}

#[test]
fn chapters_come_back_with_what_was_written_in_them() {
    let risks = CHAPTERS[2].replace("夜间人员集中", "夜间人员集中，疏散通道窄");
    let reporting = CHAPTERS[6].replace("调度室报值班", "调度室十分钟内报值班");
    let back = becomes("words", &[("三、风险特点", &risks), ("七、信息报告程序", &reporting)], &[]);
    assert_eq!(back.pieces[0].amount, "改1段");
    assert!(!back.pieces[0].sides[1].contains("烟花"), "only what differs is shown");
    let prevention = format!("{}\n初一加巡一次。", CHAPTERS[4]);
    let support = format!("{}\n（一）灭火器二十具\n（二）担架两副", CHAPTERS[8]);
    becomes("added", &[("五、预防与准备", &prevention), ("九、应急保障", &support)], &[]);
    let organisation = CHAPTERS[3].replace("副组长由党委书记担任。\n", "");
    let back = becomes("removed", &[("四、组织机构与职责", &organisation)], &[]);
    assert_eq!(back.pieces[0].amount, "删1段");
    assert_eq!(back.pieces[0].sides[1], "（这里没有）");
    let title = "望禾煤矿2027年春节期间党员突击队地面和井口应急处置工作方案";
    becomes("renamed", &[("标题", title)], &[]);
}

#[test]
fn of_changes_in_sight_the_text_is_read_as_accepted_and_that_is_said() {
    let risks = CHAPTERS[2].replace("除夕、初一最多。", "");
    let prevention = CHAPTERS[4].replace("一遍", "两遍");
    let ending = format!("{}\n报告存档。", CHAPTERS[9]);
    becomes(
        "tracked",
        &[
            ("三、风险特点", &risks),
            ("五、预防与准备", &prevention),
            ("十、响应终止与后期处置", &ending),
        ],
        &["按接受全部修订以后的文字读"],
    );
}

#[test]
fn what_is_no_text_is_told_where_it_stands() {
    becomes(
        "remarked",
        &[],
        &["六、响应分级：批注“王工：这里要写电话”", "八、处置措施：脚注“以本矿规定为准”"],
    );
    becomes(
        "pictures",
        &[],
        &["十、响应终止与后期处置：文本框“图一 集合点”", "八、处置措施：图片1处"],
    );
    let support = format!("{}\n器材|数量|地点\n灭火器|20具|材料库", CHAPTERS[8]);
    let back = becomes("table", &[("九、应急保障", &support)], &[]);
    assert_eq!(back.pieces[0].remark, "里面的1张表照格取回，版式不取");
}

#[test]
fn chapters_of_another_name_or_place_or_number_are_told() {
    let risks = CHAPTERS[2].replace("零下十度", "零下五度");
    becomes(
        "heading",
        &[("三、风险特点", &risks)],
        &["“三、风险特点”的章名在Word里改成“三、风险辨识”"],
    );
    becomes(
        "moved",
        &[],
        &[
            "次序在Word里改成：一、目的与适用范围、二、编制依据、三、风险特点、四、组织机构与职责、六、响应分级、五、预防与准备",
        ],
    );
    becomes("doubled", &[], &["“二、编制依据”在Word里有两处，取前一处"]);
    becomes("deleted", &[], &["没有“十、响应终止与后期处置”这一章"]);
    becomes("extra", &[], &["多了一章“十二、其他”（1段）"]);
    let organisation = CHAPTERS[3].replace("矿长担任", "矿长、总工程师担任");
    becomes("unstyled", &[("四、组织机构与职责", &organisation)], &[]);
    let handling = CHAPTERS[7].replace("先救人，再灭火。", "先救人，\n再灭火，后救物。");
    becomes("python-docx", &[("八、处置措施", &handling)], &[]);
}

#[test]
fn what_is_made_of_records_is_told_with_the_record_it_belongs_to() {
    let back = becomes(
        "records",
        &[],
        &[
            "附件1 组织机构与通讯录在Word里改过",
            "附件2 处置卡Z01在Word里改过",
            "附件3 应急电话表在Word里改过",
        ],
    );
    let session = book();
    let doc = session.document();
    let names: Vec<String> =
        back.left.iter().map(|left| doc.name_of(left.about.as_ref().unwrap())).collect();
    assert_eq!(names[0], "消防岗");
    assert!(names[1].contains("Z01"), "{names:?}");
    assert_eq!(names[2], "后勤值班室");
}

#[test]
fn what_the_workbook_changed_since_is_no_edit_of_word() {
    let mut session = book();
    let moved_on = |session: &mut Session, one: Chapter, words: &str| {
        act(session, chapter(one, words));
    };
    moved_on(&mut session, Chapter::Handling, "先救人。");
    moved_on(&mut session, Chapter::Risks, "（一）宿舍火灾。");
    let phone = Phone { name: "卫生所".to_owned(), ..Phone::default() };
    made(&mut session, Action::Add(NewRecord::Phone(phone)));
    let back = back(session.document(), &edited("words"));
    let pieces: Vec<(&str, bool)> =
        back.pieces.iter().map(|piece| (piece.title.as_str(), piece.is_of_both)).collect();
    assert_eq!(pieces, [("三、风险特点", true), ("七、信息报告程序", false)]);
    assert!(back.pieces[0].remark.contains("后来也改过"));
    let left: Vec<&str> = back.left.iter().map(|one| one.words.as_str()).collect();
    let [one] = left.as_slice() else { panic!("{left:#?}") };
    assert!(one.starts_with("八、处置措施在Word里没有改"), "{one}");
}

#[test]
fn an_approved_version_comes_back_against_what_it_said() {
    let mut session = book();
    let who = crate::fixture::person(&mut session, "郄明川", false);
    let approve = PlanAction::Approve { by: vec![who], on: day(), note: String::new() };
    let version = match made(&mut session, Action::Plan(approve)) {
        shousui::model::RecordId::Version(id) => id,
        other => panic!("{other:?}"),
    };
    let request = Request::plan(Some(version));
    let bytes = office(session.document(), &request, &stamp(), (FileKind::Word, false)).unwrap();
    act(&mut session, chapter(Chapter::Handling, "先救人。"));
    let back = back(session.document(), &bytes);
    assert!(back.pieces.is_empty(), "{:?}", back.pieces);
    assert_eq!((back.same, back.left.len()), (10, 1), "{:?}", back.left);
}

#[test]
fn what_is_no_text_of_the_plan_is_none() {
    let read = |name: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables");
        manuscript::read(&std::fs::read(folder.join(name)).unwrap(), &Unwatched)
    };
    let text = read("two-tables.docx").unwrap();
    assert_eq!(returned(book().document(), &text, morning()), None);
    let why = |name: &str| match read(name) {
        Err(shousui::office::Unread::Refused(why)) => format!("{why}，{}", why.advice()),
        other => panic!("{other:?}"),
    };
    assert!(why("roster.xlsx").contains("里面是表格，不是Word文档"), "{}", why("roster.xlsx"));
    assert!(why("letter.doc").contains("另存为 .docx"), "{}", why("letter.doc"));
    assert!(why("gb18030.csv").contains("不是Word文档"), "{}", why("gb18030.csv"));
}

/// A table of a chapter goes to Word as one and is known again as it comes back untouched.
#[test]
fn a_table_nobody_touched_is_no_edit() {
    let mut session = book();
    let words = "分三级。\n级别|什么情况\nⅢ级|一人能控制\nⅡ级|要几个组配合\n宁可高报。";
    act(&mut session, chapter(Chapter::Levels, words));
    let doc = session.document();
    let returned = back(doc, &file(doc, false));
    assert_eq!(returned.pieces, Vec::new(), "{:#?}", returned.left);
    assert_eq!(returned.same, CHAPTERS.len());
}

/// A file in which somebody wrote other words, in Word.
fn retyped(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in super::word::parts(bytes) {
        let is_text = name == "word/document.xml";
        assert!(!is_text || text.contains(from), "{from} is no run");
        let text = if is_text { text.replace(from, to) } else { text };
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// One row of it edited in Word made sentences of all its rows, without the empty cells.
#[test]
fn a_table_of_a_chapter_comes_back_as_a_table() {
    let words =
        "分三级。\n级别|什么情况|电话\nⅢ级|一人能控制|8110\n|两人能控制|\nⅡ级|要几个组配合|8120";
    let mut session = book();
    act(&mut session, chapter(Chapter::Levels, words));
    let doc = session.document();
    let theirs = retyped(&file(doc, false), "两人能控制", "三个人能控制");
    let returned = back(doc, &theirs);
    let expected = words.replace("两人能控制", "三个人能控制");
    assert_eq!(taken(doc, &returned), [("六、响应分级".to_owned(), expected)]);
}
