//! Files that are damaged, foreign, newer, or edited by other programs.

use shousui::file::{self, Damage};
use shousui::model::place::SiteField;
use shousui::session::Session;

use crate::desk::{morning, replica, set, small_mine};

fn text() -> String {
    let (mut session, _) = small_mine(1);
    file::write(&session.snapshot())
}

fn refused(text: &str) -> String {
    file::read(text.as_bytes()).unwrap_err().to_string()
}

#[test]
fn the_stock_ron_crate_reads_a_workbook() {
    let value: ron::Value = ron::from_str(&text()).unwrap();
    assert!(matches!(value, ron::Value::Map(_)), "{value:?}");
}

#[test]
fn the_same_workbook_is_always_the_same_text() {
    assert_eq!(text(), text());
}

#[test]
fn nothing_broken_opens_as_empty() {
    assert_eq!(file::read(b"").unwrap_err(), Damage::Empty);
    assert_eq!(file::read(&[0; 4096]).unwrap_err(), Damage::Zeroed);
    assert!(refused("你好").contains("不是守岁的工作簿"));
    assert!(refused("(a: 1)").contains("不是守岁的工作簿"));
    assert!(file::read(&[0xFF, 0xFE, 1, 2]).unwrap_err().to_string().contains("第1行第1列"));
}

#[test]
fn a_file_cut_off_anywhere_is_named_never_opened() {
    let text = text();
    for share in 1..40 {
        let cut = text.floor_char_boundary(text.len() * share / 40);
        let Err(damage) = file::read(&text.as_bytes()[..cut]) else {
            panic!("cut at {cut} of {} opened", text.len());
        };
        // Ours, and broken off: nobody is told that it is something else.
        assert!(damage.to_string().starts_with("工作簿不完整"), "cut at {cut}: {damage}");
    }
}

#[test]
fn a_bad_value_is_named_by_line_column_and_field() {
    let text = text();
    let bad = text.replacen("name: \"3号公寓\"", "name: 3号公寓", 1);
    let line = text.lines().position(|line| line.contains("name: \"3号公寓\"")).unwrap() + 1;
    let words = refused(&bad);
    assert!(words.contains(&format!("第{line}行")), "{words}");
    assert!(words.contains("（name）"), "{words}");
    let unknown = text.replacen("name: \"3号公寓\"", "nmae: \"3号公寓\"", 1);
    assert!(refused(&unknown).contains("不认识的字段“nmae”"), "{}", refused(&unknown));
}

#[test]
fn a_newer_file_says_so() {
    let newer = text().replacen("format: 0", "format: 99", 1);
    assert!(matches!(file::read(newer.as_bytes()).unwrap_err(), Damage::Newer { .. }));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let text = text();
    let marked = format!("\u{feff}{text}");
    assert!(file::read(marked.as_bytes()).unwrap().edited.is_empty());
    let windows = text.replace('\n', "\r\n");
    let opened = file::read(windows.as_bytes()).unwrap();
    assert_eq!(opened.kept.doc, file::read(text.as_bytes()).unwrap().kept.doc);
}

#[test]
fn an_edit_by_another_program_is_noticed_kept_and_written_down() {
    let text = text();
    let edited = text.replacen("name: \"3号公寓\"", "name: \"三号公寓\"", 1);
    let opened = file::read(edited.as_bytes()).unwrap();
    assert_eq!(opened.edited, ["sites"]);
    let mut session = Session::open(opened.kept, replica(5));
    assert_eq!(session.absorb_outside_edits(morning()).unwrap(), 1);
    let names: Vec<_> =
        session.document().sites.iter().map(|(_, site)| site.name.clone()).collect();
    assert!(names.contains(&"三号公寓".to_owned()));
    let saved = file::write(&session.snapshot());
    assert!(file::verify(saved.as_bytes()).unwrap().edited.is_empty());
}

#[test]
fn a_changed_history_is_found() {
    let (mut session, names) = small_mine(1);
    session
        .perform(&set((names.sites[0], SiteField::Note("住87人".to_owned()))), morning())
        .unwrap();
    let text = file::write(&session.snapshot());
    let forged = text.replacen("Note(\"住87人\")", "Note(\"住86人\")", 1);
    assert_ne!(text, forged);
    let words = refused(&forged);
    assert!(words.contains("历史"), "{words}");
    // A line from the middle goes missing: the heads still fit, the chain does not.
    let gone: String =
        text.split_inclusive('\n').filter(|line| !line.starts_with("(id:\"00000001-3\"")).collect();
    let err = file::verify(gone.as_bytes()).unwrap_err().to_string();
    assert!(err.contains("历史"), "{err}");
}
