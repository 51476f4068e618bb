//! `import`: a table out of a file, row by row.

use std::path::Path;

use shousui::command::Ending;
use shousui::file;
use shousui::model::plan::Chapter;
use shousui::print::{FileKind, Request, Stamp, office};

use super::{BOOK, disk, run};
use crate::sample::doc;

const OUT: &str = "/册/录入后.ron";

fn table(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables");
    std::fs::read(folder.join(name)).unwrap()
}

fn import(name: &str, more: &[&str]) -> (super::Ran, Option<file::Opened>) {
    let disk = disk();
    let path = format!("/册/{name}");
    disk.put(Path::new(&path), &table(name));
    let mut args = vec!["import", BOOK];
    args.extend(more.iter().take(1));
    args.extend([path.as_str(), "--out", OUT]);
    args.extend(more.iter().skip(1));
    let ran = run(&disk, &args);
    let written = disk.image().0.get(Path::new(OUT)).cloned().flatten();
    let opened = written.map(|bytes| file::read(&bytes).unwrap());
    (ran, opened)
}

#[test]
fn people_come_out_of_a_workbook_with_a_line_for_each_row() {
    let (ran, opened) = import("roster.xlsx", &["members", "--by", "苗小满"]);
    // Everybody new is put into a group the table does not name: somebody has to look at that.
    assert!(ran.is(Ending::Findings), "{ran:?}");
    assert_eq!(ran.out, format!("{OUT}\n"));
    for words in ["第2行 新录入", "第4行 新录入", "新录入3行", "校验码"] {
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    let opened = opened.unwrap();
    assert!(opened.verdict.is_whole());
    let known = |doc: &shousui::model::Document| {
        doc.persons.iter().filter(|(_, one)| one.mobile.starts_with("1390000000")).count()
    };
    assert_eq!(known(&opened.kept.doc), known(doc()) + 3);
    let last = opened.kept.journal.newest_first().next().unwrap();
    assert_eq!(last.by, "苗小满");
}

#[test]
fn what_is_not_taken_in_is_said_and_is_no_clean_ending() {
    let (ran, _) = import("identity.xlsx", &["members"]);
    assert!(ran.is(Ending::Findings) && ran.err.contains("是身份证号，没有录入"), "{ran:?}");
    let (ran, _) = import("errors.xlsx", &["members"]);
    assert!(ran.is(Ending::Findings), "{ran:?}");
    assert!(ran.err.contains("错误值#N/A（B2）"), "{}", ran.err);
    let (ran, opened) = import("locked.xlsx", &["members"]);
    assert!(ran.refused().contains("有密码") && opened.is_none(), "{ran:?}");
    let (ran, opened) = import("no-table.docx", &["members"]);
    assert!(ran.refused().contains("没有表格") && opened.is_none(), "{ran:?}");
    let (ran, opened) = import("formulas.xlsx", &["rota"]);
    assert!(ran.is(Ending::Failed) && opened.is_none(), "{ran:?}");
    assert!(ran.err.contains("第2行 没有读出"), "{}", ran.err);
}

/// 没有录入 was said twice of one row, and of a row that was taken.
#[test]
fn what_becomes_of_a_row_is_said_once() {
    let import = |what: &str, text: &str| {
        let disk = disk();
        disk.put(Path::new("/册/表.csv"), text.as_bytes());
        run(&disk, &["import", BOOK, what, "/册/表.csv", "--out", OUT])
    };
    let ran = import("members", "姓名,单位\n甘棠叶,\n待定,\n甘棠叶,从没有过的单位\n");
    assert!(ran.err.contains("第3行 没有读出：“待定”不是姓名"), "{}", ran.err);
    let ran = import("supplies", "物资名称,数量\n海绵拖把,1e9\n");
    assert!(ran.err.contains("新录入；没有录入或请核对：数量“1e9”"), "{}", ran.err);
    // Headings and nothing below them: no line above says anything.
    let ran = import("supplies", "物资名称,数量\n");
    assert!(ran.refused().contains("请核对表头下面有没有内容"), "{ran:?}");
    assert!(!ran.err.lines().any(str::is_empty), "{}", ran.err);
}

/// A script asks whether somebody has to look: not at what is known, but at every doubt.
#[test]
fn the_ending_says_whether_there_is_something_to_look_at() {
    let import = |what: &str, text: &str| {
        let disk = disk();
        disk.put(Path::new("/册/表.csv"), text.as_bytes());
        let ran = run(&disk, &["import", BOOK, what, "/册/表.csv", "--out", OUT]);
        let is_written = disk.image().0.get(Path::new(OUT)).cloned().flatten().is_some();
        (ran, is_written)
    };
    let known = doc().persons.iter().next().unwrap().1.name.clone();
    let (ran, is_written) =
        import("supplies", "物资名称,数量,型号\n海绵拖布,3,宽\n海绵拖把,3,窄\n");
    assert!(ran.is(Ending::Done) && is_written, "{ran:?}");
    let (ran, is_written) = import("supplies", "物资名称,数量\n海绵拖布,3\n海绵拖把,1e9\n");
    assert!(ran.is(Ending::Findings) && is_written, "{ran:?}");
    let (ran, is_written) = import("units", &format!("单位名称,负责人\n拖布组,{known}\n"));
    assert!(is_written, "{ran:?}");
    // A unit nobody knew comes on the books beside the person.
    let (ran, is_written) = import(
        "members",
        "姓名,性别,政治面貌,小组,单位\n甘棠叶,男,党员,安全巡查组,从没有过的单位\n",
    );
    assert!(ran.is(Ending::Findings) && is_written, "{ran:?}");
    assert!(ran.err.contains("新单位"), "{}", ran.err);
    // Everything is there.
    let unit = doc().units.iter().next().unwrap().1.name.clone();
    let (ran, is_written) = import("units", &format!("单位名称,备用\n{unit},\n"));
    assert!(ran.is(Ending::Done) && !is_written, "{ran:?}");
    assert!(ran.err.contains("表里的内容册上都已有，没有写新文件"), "{}", ran.err);
    // What could not be read is not there, whatever else is.
    let (ran, is_written) = import("leaves", &format!("姓名,起止时间\n{known},改天再说\n"));
    assert!(!is_written && !ran.is(Ending::Done), "{ran:?}");
    assert!(!ran.err.contains("表里的内容册上都已有"), "{}", ran.err);
}

/// What goes into a new file goes by the history: an edit made outside is left out, and that is said.
#[test]
fn an_edit_made_outside_is_left_out_with_a_word() {
    let disk = disk();
    let limit = "due: Some(\"2027-02-25\")";
    let edited = crate::sample::text().replacen(limit, "due: Some(\"2027-02-10\")", 1);
    disk.put(Path::new(BOOK), edited.as_bytes());
    disk.put(Path::new("/册/表.csv"), "物资名称,数量\n海绵拖布,3\n".as_bytes());
    let ran = run(&disk, &["import", BOOK, "supplies", "/册/表.csv", "--out", OUT]);
    assert!(ran.is(Ending::Findings), "{ran:?}");
    for words in ["在程序以外改过1处", "没有采用，用的是历史里的值"] {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
    let written = disk.image().0.get(Path::new(OUT)).cloned().flatten().unwrap();
    let text = String::from_utf8(written).unwrap();
    assert_eq!(text.matches(limit).count(), 1);
    assert!(text.contains("海绵拖布"));
}

#[test]
fn the_sheet_and_the_columns_may_be_named() {
    let (ran, _) = import("hidden-sheets.xlsx", &["members"]);
    assert!(ran.err.contains("读的是“队员名册”"), "{}", ran.err);
    let (ran, _) = import("hidden-sheets.xlsx", &["members", "--sheet", "去年"]);
    assert!(ran.err.contains("“去年”在原文件里是隐藏的"), "{}", ran.err);
    let (ran, _) = import("hidden-sheets.xlsx", &["members", "--sheet", "4", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (report["sheet"].as_str(), report["rows"][0]["fate"].as_str()),
        (Some("字典"), Some("新录入"))
    );
    let (ran, _) = import("hidden-sheets.xlsx", &["members", "--sheet", "前年"]);
    assert!(ran.refused().contains("没有工作表“前年”，有：说明、队员名册、去年、字典"), "{ran:?}");
    let json = |more: &[&str]| {
        let (ran, _) = import("roster.xlsx", more);
        serde_json::from_str::<serde_json::Value>(&ran.out).unwrap()["columns"].clone()
    };
    let columns = json(&["members", "--json", "--column", "职务=备注", "--column", "手机=不录入"]);
    assert_eq!((columns[4][1].as_str(), columns[5][1].as_str()), (Some("备注"), Some("不录入")));
    let (ran, _) = import("roster.xlsx", &["members", "--column", "职务=没有的意思"]);
    assert!(ran.refused().contains("意思有：姓名、性别"), "{ran:?}");
    let (ran, _) = import("roster.xlsx", &["人员"]);
    assert!(ran.refused().contains("可用：members"), "{ran:?}");
}

#[test]
fn a_plan_that_was_edited_in_word_is_taken_back_with_a_line_for_each_chapter() {
    let book = file::write(&crate::prints::returned::book().snapshot());
    let take = |name: &str, more: &[&str]| {
        let disk = disk();
        disk.put(Path::new(BOOK), book.as_bytes());
        disk.put(Path::new("/册/方案改.docx"), &crate::prints::returned::edited(name));
        let mut args = vec!["import", BOOK, "plan", "/册/方案改.docx", "--out", OUT];
        args.extend(more);
        let ran = run(&disk, &args);
        let written = disk.image().0.get(Path::new(OUT)).cloned().flatten();
        (ran, written.map(|bytes| file::read(&bytes).unwrap()))
    };
    let words = |opened: &Option<file::Opened>, chapter| {
        shousui::rules::outline::chapter_words(&opened.as_ref().unwrap().kept.doc, chapter)
    };
    let (ran, opened) = take("words", &["--by", "苗小满"]);
    assert!(ran.is(Ending::Done), "{ran:?}");
    for said in ["三、风险特点 取回：改1段", "七、信息报告程序 取回", "取回2处，9章与工作簿一样"]
    {
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    assert!(words(&opened, Chapter::Risks).contains("疏散通道窄"));
    let mut steps = opened.as_ref().unwrap().kept.journal.newest_first().take(2);
    assert!(steps.all(|entry| entry.by == "苗小满"), "a step each");

    let (ran, opened) = take("words", &["--chapter", "风险特点"]);
    assert!(ran.is(Ending::Findings) && ran.err.contains("七、信息报告程序 没有取回"), "{ran:?}");
    assert!(!words(&opened, Chapter::Reporting).contains("十分钟内"));
    let (ran, opened) = take("words", &["--chapter", "附则"]);
    assert!(ran.refused().contains("改过的有：三、风险特点、七、信息报告程序"), "{ran:?}");
    assert!(opened.is_none());

    let (ran, _) = take("records", &["--json"]);
    assert!(ran.is(Ending::Findings), "{ran:?}");
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["same"], 11);
    assert_eq!(report["left"].as_array().unwrap().len(), 3);
}

/// An office edits what we gave it and sends it back: read again unedited, it changes nothing.
#[test]
fn our_own_tables_come_back_as_they_left() {
    let season = doc().current_season();
    let (first, last) = (season.first.unwrap(), season.last.unwrap());
    let (roster, rota) = (Request::roster(false), Request::rota(first, last, false));
    for (request, kind, what) in [
        (&roster, FileKind::Excel, "members"),
        (&roster, FileKind::Word, "members"),
        (&rota, FileKind::Excel, "rota"),
        (&rota, FileKind::Word, "rota"),
    ] {
        let stamp = Stamp { code: "7F3A-91".to_owned(), now: super::noon(), both_sides: false };
        let bytes = office(doc(), request, &stamp, (kind, false)).unwrap();
        let disk = disk();
        let name = format!("/册/回来的.{}", kind.ending());
        disk.put(Path::new(&name), &bytes);
        let ran = run(&disk, &["import", BOOK, what, &name, "--out", OUT]);
        let written = disk.image().0.get(Path::new(OUT)).cloned().flatten();
        let after = written.map(|bytes| file::read(&bytes).unwrap().kept.doc);
        let changes: Vec<&str> = ran
            .err
            .lines()
            .filter(|line| line.contains("改动") || line.contains("新录入"))
            .collect();
        assert_eq!(changes, Vec::<&str>::new(), "{what} {kind:?}");
        assert!(ran.err.contains("与册上相同"), "{what} {kind:?} {ran:?}");
        if let Some(after) = after {
            assert!(
                after.persons == doc().persons && after.units == doc().units,
                "{what} {kind:?}"
            );
            assert!(after.duties == doc().duties, "{what} {kind:?}");
        }
    }
}

#[test]
fn a_document_without_chapters_is_no_plan() {
    let disk = disk();
    disk.put(Path::new("/册/表.docx"), &table("two-tables.docx"));
    let ran = run(&disk, &["import", BOOK, "plan", "/册/表.docx", "--out", OUT]);
    assert!(ran.refused().contains("没有认出方案的章节"), "{ran:?}");
    disk.put(Path::new("/册/册.xlsx"), &table("roster.xlsx"));
    let ran = run(&disk, &["import", BOOK, "方案", "/册/册.xlsx", "--out", OUT]);
    assert!(ran.refused().contains("里面是表格，不是Word文档"), "{ran:?}");
}
