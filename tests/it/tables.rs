//! Tables as programs of tables and documents really write them: what is read of each of the files in
//! `tests/tables`, and what would be taken in.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use shousui::action::paste::{self, Fate, Order, Sheet, What};
use shousui::action::{Action, TeamAction};
use shousui::model::Document;
use shousui::model::mine::{Only, SeasonField};
use shousui::office::{self, Refused, Unread};
use shousui::session::Unwatched;
use shousui::shell::atomic_write::write_whole;
use shousui::shell::disk::RealDisk;
use shousui::shell::tables::{self, NotRead};

use crate::fixture::{act, day, small_mine};
use crate::hostile::packed;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables")
}

/// The awkward files, by name.
fn files() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !["make.py", "README.md", "expected.txt", "taken.txt"].contains(&name.as_str()) {
            files.push((name, fs::read(path).unwrap()));
        }
    }
    files.sort();
    files
}

fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Refused> {
    office::read(bytes, &Unwatched).map_err(|unread| match unread {
        Unread::Refused(refused) => refused,
        Unread::Stopped(never) => match never {},
    })
}

/// What is written down beside the files and what comes of them now; the latter lies in
/// `target/tmp` for whoever compares.
fn as_written_down(name: &str, now: &str) {
    let there = folder().join(name);
    let written = fs::read_to_string(&there).unwrap_or_default().replace("\r\n", "\n");
    if written != now {
        let beside = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        write_whole(&RealDisk, &beside, now.as_bytes()).unwrap();
        let first = written.lines().zip(now.lines()).position(|(old, new)| old != new);
        let line = first.unwrap_or_else(|| written.lines().count().min(now.lines().count()));
        let of = |text: &str| text.lines().nth(line).unwrap_or_default().to_owned();
        panic!(
            "{} differs from {}, first in line {}:\n{}\n{}",
            beside.display(),
            there.display(),
            line + 1,
            of(&written),
            of(now)
        );
    }
}

#[test]
fn every_awkward_file_is_read_as_it_is_written_down() {
    let files = files();
    assert!(40 <= files.len());
    let mut now = String::new();
    for (name, bytes) in files {
        writeln!(now, "== {name}").unwrap();
        match read(&bytes) {
            Err(refused) => writeln!(now, "× {refused}；{}", refused.advice()).unwrap(),
            Ok(sheets) => {
                for Sheet { name, text, is_hidden, notes } in sheets {
                    let hidden = if is_hidden { "（隐藏）" } else { "" };
                    writeln!(now, "-- {name}{hidden}").unwrap();
                    for note in notes {
                        writeln!(now, "△ {note}").unwrap();
                    }
                    let shown = text.replace('\u{feff}', "").replace('\t', "|");
                    for line in shown.lines() {
                        writeln!(now, "{}", line.trim_end()).unwrap();
                    }
                }
            }
        }
    }
    as_written_down("expected.txt", &now);
}

/// A small mine with its posts and its season.
fn mine() -> Document {
    let (mut session, _) = small_mine(1);
    for field in [
        SeasonField::First(Some("2027-01-30".parse().unwrap())),
        SeasonField::Last(Some("2027-02-20".parse().unwrap())),
    ] {
        act(&mut session, Action::Set((Only, field).into()));
    }
    act(&mut session, Action::Team(TeamAction::LoadPosts));
    session.document().clone()
}

#[test]
fn what_is_taken_in_of_a_file_is_what_its_rows_say() {
    let doc = mine();
    let files = files();
    let mut now = String::new();
    for (name, wanted) in [
        ("roster.xlsx", Some(What::Members)),
        ("roster.xls", None),
        ("roster.ods", None),
        ("biff5-936.xls", Some(What::Members)),
        ("starts-at-c4.xlsx", Some(What::Members)),
        ("hidden-sheets.xlsx", Some(What::Members)),
        ("filtered.xlsx", Some(What::Members)),
        ("identity.xlsx", Some(What::Members)),
        ("identity-as-number.xlsx", Some(What::Members)),
        ("merged-units.xlsx", Some(What::Members)),
        ("errors.xlsx", Some(What::Members)),
        ("formulas.xlsx", Some(What::Units)),
        ("merged-rota.xlsx", Some(What::Rota)),
        ("merged-rota.ods", None),
        ("libreoffice-page.xls", Some(What::Rota)),
        ("two-line-heads.xlsx", Some(What::Posts)),
        ("words.xlsx", Some(What::Posts)),
        ("merged.xls", Some(What::Sites)),
        ("two-tables.docx", Some(What::Zones)),
        ("two-tables.docx", None),
        ("changes.docx", Some(What::Units)),
        ("page-gb2312.xls", Some(What::Members)),
        ("of-1904.xlsx", Some(What::Leaves)),
        ("gb18030.csv", None),
    ] {
        let bytes = &files.iter().find(|(known, _)| known == name).unwrap().1;
        let sheets = read(bytes).unwrap();
        let order = Order::of_file(&doc, (name.to_owned(), sheets), wanted, day());
        let look = paste::look(&doc, &order, day());
        let sheet = order.source.as_ref().and_then(paste::Source::sheet).unwrap();
        writeln!(now, "== {name}：{} “{}”", order.what.word(), sheet.name).unwrap();
        for column in &look.columns {
            let words = look.choices.iter().find(|(sense, _)| *sense == column.sense);
            let words = words.map_or("", |(_, words)| words.as_str());
            write!(now, "{}→{words}　", column.head).unwrap();
        }
        writeln!(now).unwrap();
        for words in look.remarks.iter().chain(&look.columns_left_out()) {
            writeln!(now, "△ {words}").unwrap();
        }
        for row in &look.rows {
            let fate = match row.fate {
                Fate::New => "新",
                Fate::Changed => "改",
                Fate::Same => "同",
                Fate::Unread => "×",
            };
            let cells = row.cells.join("|").replace('\n', "⏎");
            let cells: String = cells.chars().take(80).collect();
            let (told, left_out) = (row.told.join("；"), row.left_out.join("；"));
            writeln!(now, "{} {fate} {cells}　{told}　{left_out}", row.place).unwrap();
        }
    }
    as_written_down("taken.txt", &now);
}

#[test]
fn what_unpacks_to_more_than_a_table_is_refused() {
    let zeros = vec![b' '; 100 << 20];
    let bytes = packed(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &zeros)]);
    assert!(bytes.len() < 1 << 20, "{}", bytes.len());
    let refused = read(&bytes).unwrap_err();
    assert!(matches!(refused, Refused::TooLarge(_)), "{refused}");
    // Pictures are not unpacked, so that they may be as large as they like.
    let photo = [("word/document.xml", &b"<w:document/>"[..]), ("word/media/1.png", &zeros)];
    assert_eq!(read(&packed(&photo)), Err(Refused::Pictures));
    let long = vec![b'1'; (32 << 20) + 1];
    assert!(matches!(read(&long), Err(Refused::TooLarge(_))));
}

#[test]
fn a_cell_at_the_far_end_takes_no_memory_for_what_lies_between() {
    let sheet = |cells: &str| {
        let sheet = format!("<table:table table:name=\"远\">{cells}</table:table>");
        let content = format!(
            "<office:document-content><office:body><office:spreadsheet>{sheet}\
             </office:spreadsheet></office:body></office:document-content>"
        );
        let kind = b"application/vnd.oasis.opendocument.spreadsheet";
        read(&packed(&[("mimetype", kind), ("content.xml", content.as_bytes())]))
    };
    let cell = "office:value-type=\"string\"><text:p>甲</text:p></table:table-cell>";
    let repeated = sheet(&format!(
        "<table:table-row table:number-rows-repeated=\"1048576\">\
         <table:table-cell table:number-columns-repeated=\"16384\" {cell}</table:table-row>"
    ))
    .unwrap();
    let notes = repeated[0].notes.join("");
    assert!(notes.contains("没有读") && notes.contains("第256列以后"), "{notes}");
    let far = |count: &str| {
        sheet(&format!(
            "<table:table-row table:number-rows-repeated=\"{count}\"><table:table-cell/></table:table-row>\
             <table:table-row><table:table-cell table:number-columns-repeated=\"{count}\"/>\
             <table:table-cell {cell}</table:table-row>"
        ))
    };
    let read = far("1000000").unwrap();
    assert_eq!((read[0].text.as_str(), read[0].notes.len()), ("", 1));
    assert_eq!(far("4294967295"), Err(Refused::Empty));
}

/// A document with such a table.
fn document(rows: &str) -> Vec<u8> {
    let words = format!("<w:document><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>");
    packed(&[("word/document.xml", words.as_bytes())])
}

#[test]
fn where_two_lines_were_made_one_the_row_is_read_and_where_a_row_was_struck_out_it_is_not() {
    let line = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let cell = |words: &str| format!("<w:tc>{words}</w:tc>");
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|words| cell(&line(words))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let struck = "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>\
                  <w:r><w:t>亢宝</w:t></w:r></w:p>";
    let joined = format!(
        "{}{}{}",
        cell(&line("机电队")),
        cell(&(struck.to_owned() + &line("庆"))),
        cell(&line("8326"))
    );
    let gone = format!(
        "<w:tr><w:trPr><w:del w:id=\"2\"/></w:trPr>{}{}</w:tr>",
        cell(&line("撤销的队")),
        cell(&line("柴有田"))
    );
    let rows = [
        &row(&["单位名称", "负责人", "电话"]),
        &format!("<w:tr>{joined}</w:tr>"),
        &gone,
        &row(&["通风队", "", "8327"]),
    ];
    let rows: String = rows.into_iter().map(String::as_str).collect();
    let sheets = read(&document(&rows)).unwrap();
    let text = "单位名称\t负责人\t电话\n机电队\t亢宝庆\t8326\n通风队\t\t8327";
    assert_eq!(sheets[0].text, text);
}

#[test]
fn a_damaged_file_is_refused_or_read_and_never_ends_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("表");
    let mut refused = 0;
    for (place, (name, bytes)) in files().into_iter().enumerate() {
        for change in 0..8_usize {
            let mut bytes = bytes.clone();
            let at = (place * 7_919 + change * 104_729) % bytes.len();
            match change {
                0 => bytes.truncate(at),
                1 => bytes.truncate(bytes.len() - 1),
                2 => bytes.iter_mut().skip(at).take(64).for_each(|byte| *byte = 0xFF),
                3 => bytes.iter_mut().skip(512).step_by(97).for_each(|byte| *byte ^= 0x55),
                _ => bytes[at] ^= 0xFF,
            }
            write_whole(&RealDisk, &path, &bytes).unwrap();
            let Ok(read) = tables::sheets(&RealDisk, &path, &Unwatched);
            if let Err(NotRead { why, advice }) = read {
                refused += 1;
                assert!(!why.is_empty() && !advice.is_empty(), "{name}");
            }
        }
    }
    assert!(100 < refused, "{refused}");
}
/// Word has no ⑫ in a ring of its own and draws it: of 12条 nothing was left but 条.
#[test]
fn a_number_that_word_draws_in_a_ring_is_read() {
    let run = |inner: &str| format!("<w:r>{inner}</w:r>");
    let mark = |kind: &str| run(&format!("<w:fldChar w:fldCharType=\"{kind}\"/>"));
    let code = |words: &str| run(&format!("<w:instrText>{words}</w:instrText>"));
    let ring = |number: &str| {
        mark("begin")
            + &code("eq \\o\\ac(")
            + &code("○,")
            + &code(number)
            + &code(")")
            + &mark("end")
    };
    // What has a result is read by its result.
    let page =
        mark("begin") + &code("PAGE") + &mark("separate") + &run("<w:t>7</w:t>") + &mark("end");
    let words = ring("12") + &run("<w:t>断电</w:t>") + &ring("\\s\\up 2(13)") + &page;
    let document = format!(
        "<w:document><w:body><w:p>{words}</w:p><w:tbl><w:tr><w:tc><w:p>{words}</w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    );
    let bytes = packed(&[("word/document.xml", document.as_bytes())]);
    let sheets = read(&bytes).unwrap();
    assert_eq!(sheets[0].text.trim_end(), "（12）断电（13）7");
    let text = office::manuscript::read(&bytes, &Unwatched).unwrap();
    assert_eq!(format!("{:?}", text.blocks).matches("（12）断电（13）7").count(), 2);
}

/// What somebody ticked, chose or hid in a form is read as it is seen on paper.
#[test]
fn ticks_choices_and_hidden_words_of_a_document_are_read_as_one_sees_them() {
    let run = |inner: &str| format!("<w:r>{inner}</w:r>");
    let words = |words: &str| run(&format!("<w:t>{words}</w:t>"));
    let field = |inner: &str| {
        run(&format!("<w:fldChar w:fldCharType=\"begin\"><w:ffData>{inner}</w:ffData></w:fldChar>"))
    };
    let symbol = |code: &str| run(&format!("<w:sym w:font=\"Wingdings\" w:char=\"{code}\"/>"));
    let tick = |inner: &str| field(&format!("<w:checkBox><w:sizeAuto/>{inner}</w:checkBox>"));
    let list = "<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"机电部\"/><w:listEntry w:val=\"保卫部\"/></w:ddList>";
    let cells = [
        words("王五") + &run("<w:rPr><w:vanish/></w:rPr><w:t>藏</w:t>") + &words("六"),
        run("<w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>没藏</w:t>"),
        symbol("F0FE") + &words("会用灭火器") + &symbol("F0A8") + &words("不会"),
        tick("<w:default w:val=\"0\"/><w:checked/>")
            + &words("是")
            + &tick("<w:default w:val=\"0\"/>"),
        field(list),
        symbol("F04A") + &words("笑"),
        run(
            "<w:ruby><w:rt><w:r><w:t>qiú</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>仇</w:t></w:r></w:rubyBase></w:ruby>",
        ) + &words("英"),
    ];
    let cells: Vec<String> =
        cells.iter().map(|cell| format!("<w:tc><w:p>{cell}</w:p></w:tc>")).collect();
    let cells = cells.concat();
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:tbl><w:tr>{cells}</w:tr></w:tbl></w:body></w:document>"
    );
    let sheets = read(&packed(&[("word/document.xml", document.as_bytes())])).unwrap();
    let [sheet] = &sheets[..] else { panic!("{sheets:?}") };
    let expected =
        "王五六\t没藏\t\u{2611}会用灭火器\u{2610}不会\t\u{2611}是\u{2610}\t保卫部\t笑\t仇英";
    assert_eq!(sheet.text.trim_end(), expected);
    assert_eq!(sheet.notes, ["表里有1个符号没有读出，请对照原件"]);
}

/// What somebody struck out names nobody any more; of a workbook `struck.xlsx` shows it.
#[test]
fn words_that_are_struck_out_are_left_out_and_named() {
    let run = |settings: &str, words: &str| {
        format!("<w:r><w:rPr>{settings}</w:rPr><w:t>{words}</w:t></w:r>")
    };
    let cell = |runs: String| format!("<w:tc><w:p>{runs}</w:p></w:tc>");
    let cells = [
        cell(run("", "2月5日")),
        cell(run("<w:strike/>", "亢宝庆") + &run("", "逯春晖")),
        cell(run("<w:strike w:val=\"0\"/>", "武岁安")),
    ];
    let sheets = read(&document(&format!("<w:tr>{}</w:tr>", cells.concat()))).unwrap();
    assert_eq!(sheets[0].text, "2月5日\t\t武岁安");
    let struck = "1格的字划掉了（B1），没有录入；请看看是不是换了人";
    assert_eq!(sheets[0].notes, [struck]);
    let page = "<table><tr><td>2月5日</td><td><s>亢宝庆</s>逯春晖</td><td>武岁安</td></tr></table>";
    let sheets = read(page.as_bytes()).unwrap();
    assert_eq!(
        (sheets[0].text.as_str(), sheets[0].notes.as_slice()),
        ("2月5日\t\t武岁安", &[struck.to_owned()][..])
    );

    let words = run("<w:strike/>", "巡查3次") + &run("", "巡查4次");
    let plan = format!("<w:document><w:body><w:p>{words}</w:p></w:body></w:document>");
    let plan = packed(&[("word/document.xml", plan.as_bytes())]);
    let text = office::manuscript::read(&plan, &Unwatched).unwrap();
    let (kept, aside) = (format!("{:?}", text.blocks), format!("{:?}", text.asides));
    assert!(kept.contains("巡查4次") && !kept.contains("巡查3次"), "{kept}");
    assert!(aside.contains("巡查3次") && aside.contains("Deleted"), "{aside}");
}
