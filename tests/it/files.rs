//! Files that are damaged, foreign, newer, or edited by other programs.

use shousui::file::{self, Damage};
use shousui::model::Document;
use shousui::model::place::SiteField;
use shousui::session::{Digest, Session};

use crate::fixture::{morning, replica, set, small_mine};

fn text() -> String {
    let (mut session, _) = small_mine(1);
    file::write(&session.snapshot())
}

fn refused(text: &str) -> String {
    file::read(text.as_bytes()).unwrap_err().to_string()
}

/// What is damaged, in words; nothing may be.
fn damages(text: &str) -> Vec<String> {
    let opened = file::read(text.as_bytes()).unwrap();
    opened.verdict.damages.iter().map(ToString::to_string).collect()
}

/// The text of one section, with its name.
fn section(text: &str, name: &str) -> std::ops::Range<usize> {
    let begin = text.find(&format!("\n    {name}: ")).unwrap() + 1;
    let rest = &text[begin + 4..];
    let next = rest
        .match_indices("\n    ")
        .map(|(at, _)| at)
        .find(|at| rest[at + 5..].starts_with(|sign: char| sign.is_ascii_lowercase()));
    begin..next.map_or(text.len() - 2, |next| begin + 4 + next + 1)
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
}

/// Each is named for what it is, in Chinese, and never opened.
#[test]
fn files_of_other_kinds_are_named_for_what_they_are() {
    let ours = text();
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF_u16).chain(ours.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let mut gb18030 = b"// \xCA\xD8\xCB\xEA\xB9\xA4\xD7\xF7\xB2\xBE\xA1\xA3\n(header: ())".to_vec();
    gb18030.extend_from_slice(b"\n");
    let unmarked = &utf16[2..];
    let cases: [(&[u8], &str); 7] = [
        (&utf16, "UTF-16"),
        (unmarked, "UTF-16"),
        (&gb18030, "GB18030"),
        (b"PK\x03\x04....", "压缩包"),
        (b"\xD0\xCF\x11\xE0....", "旧版Office"),
        (b"%PDF-1.7", "PDF"),
        (b"\x80\x81\x82", "不是文字"),
    ];
    for (bytes, word) in cases {
        let words = file::read(bytes).unwrap_err().to_string();
        assert!(words.contains(word), "{words}");
        assert!(!words.contains("Expected"), "{words}");
    }
    // It is a workbook, and what is to be done is said once.
    for bytes in [&utf16[..], unmarked, &gb18030] {
        let damage = file::read(bytes).unwrap_err();
        assert!(!damage.to_string().contains("不是守岁"), "{damage}");
        assert!(damage.advice().contains("UTF-8") && !damage.advice().contains("重新选择"));
    }
    let zeros = [ours.as_bytes(), &[0; 512]].concat();
    let opened = file::read(&zeros).unwrap();
    assert!(opened.verdict.damages[0].to_string().contains("全是零"), "{:?}", opened.verdict);
    let twice = format!("{ours}{ours}");
    assert!(!damages(&twice).is_empty());
}

#[test]
fn a_file_cut_off_anywhere_is_damaged_and_shows_what_is_whole() {
    let text = text();
    let whole = file::read(text.as_bytes()).unwrap().kept.doc;
    let mut shown = 0;
    for share in 1..60 {
        let cut = text.floor_char_boundary((text.len() - 1) * share / 60);
        match file::read(&text.as_bytes()[..cut]) {
            Err(damage) => {
                assert!(damage.to_string().starts_with("工作簿不完整"), "cut at {cut}: {damage}");
            }
            Ok(opened) => {
                assert!(opened.verdict.is_damaged(), "cut at {cut} of {} passed", text.len());
                shown +=
                    usize::from(opened.kept.doc.sites == whole.sites && !whole.sites.is_empty());
            }
        }
    }
    assert!(0 < shown, "nothing was ever shown of what is whole");
}

#[test]
fn a_section_that_is_not_there_is_missed_by_name() {
    let text = text();
    for name in Document::TABLES.iter().chain(&["contested", "journal"]) {
        let mut gone = text.clone();
        gone.replace_range(section(&text, name), "");
        let told = damages(&gone);
        assert!(told.iter().any(|words| words.contains("整部分不见了")), "{name}: {told:?}");
        let mut doubled = text.clone();
        let range = section(&text, name);
        doubled.insert_str(range.start, &text[range]);
        assert!(!damages(&doubled).is_empty(), "{name} twice");
    }
}

#[test]
fn a_bad_value_is_named_by_line_column_and_part() {
    let text = text();
    let bad = text.replacen("name: \"3号公寓\"", "name: 3号公寓", 1);
    let line = text.lines().position(|line| line.contains("name: \"3号公寓\"")).unwrap() + 1;
    let words = damages(&bad).join("");
    assert!(words.contains(&format!("第{line}行")), "{words}");
    assert!(words.contains("（场所，记录"), "{words}");
    let unknown = text.replacen("name: \"3号公寓\"", "nmae: \"3号公寓\"", 1);
    assert!(damages(&unknown).join("").contains("不认识的项目"), "{:?}", damages(&unknown));
}

/// The text with the header vouching for itself again.
fn guarded(text: &str) -> String {
    let range = section(text, "header");
    let header = text[range].trim_start_matches("    header: ").trim_end();
    let header = header.trim_end_matches(',').replace("\n    ", "\n");
    let line = header.lines().find(|line| line.starts_with("  guard: ")).unwrap();
    let guard = Digest::of(header.replace(&format!("{line}\n"), "").as_bytes());
    let told = line.split('"').nth(1).unwrap();
    text.replacen(told, &guard.to_string(), 1)
}

#[test]
fn a_newer_file_says_so() {
    assert_eq!(guarded(&text()), text());
    let newer = guarded(&text().replacen("format: 1", "format: 99", 1));
    let damage = file::read(newer.as_bytes()).unwrap_err();
    assert!(matches!(damage, Damage::Newer { .. }), "{damage}");
    assert!(damage.advice().contains("新程序"), "{}", damage.advice());
    let strange = newer.replacen("    header: (", "    header: (\n      unheard_of: 7,", 1);
    assert!(matches!(file::read(strange.as_bytes()).unwrap_err(), Damage::Newer { .. }));
}

/// One bit makes a 3 of the 1: nobody is sent for a newer program, and all is brought back.
#[test]
fn a_spoilt_format_is_damage_and_no_newer_program() {
    let text = text();
    let spoilt = text.replacen("format: 1", "format: 3", 1);
    let opened = file::read(spoilt.as_bytes()).unwrap();
    assert!(matches!(opened.verdict.damages[0], Damage::Header(_)), "{:?}", opened.verdict);
    let rescued = file::rescue(&opened, &[], replica(9), morning());
    assert_eq!(rescued.lost, Vec::<String>::new());
    assert_eq!(rescued.kept.doc, file::read(text.as_bytes()).unwrap().kept.doc);
}

/// What was put before a workbook or behind it is named, and no other layout.
#[test]
fn what_stands_before_or_behind_is_named() {
    let text = text();
    for spoilt in [
        format!("{}{text}", "\0".repeat(4096)),
        format!("{text}再见\n（完)\n"),
        format!("{text}x)"),
    ] {
        let opened = file::read(spoilt.as_bytes()).unwrap();
        let words = opened.verdict.damages.iter().map(ToString::to_string).collect::<String>();
        assert!(words.contains("不认识的部分"), "{words}");
        let rescued = file::rescue(&opened, &[], replica(9), morning());
        assert_eq!(rescued.lost, Vec::<String>::new());
    }
    let remark = format!("// 一句说明\n{text}");
    let verdict = file::read(remark.as_bytes()).unwrap().verdict;
    assert!(!verdict.is_damaged() && verdict.is_relaid, "{verdict:?}");
}

/// A record whose key is spoilt seems to be gone, and another one come: every line says that it may be
/// damage. What somebody took out by hand may not.
#[test]
fn a_spoilt_key_is_marked_as_may_be_damage() {
    let text = text();
    let id = file::read(text.as_bytes()).unwrap().kept.doc.sites.iter().next().unwrap().0.0;
    let begin = section(&text, "sites").start;
    let key = format!("\"{id}\": (");
    let spoilt = key.replacen("\"0", "\"2", 1);
    let at = begin + text[begin..].find(&key).unwrap();
    let spoilt = text[..at].to_owned() + &spoilt + &text[at + key.len()..];
    let verdict = file::read(spoilt.as_bytes()).unwrap().verdict;
    assert!(2 < verdict.differences.len() && !verdict.is_damaged(), "{verdict:?}");
    assert!(verdict.differences.iter().all(|one| one.may_be_damage), "{verdict:?}");
}

/// What was changed by hand is not dropped without a word because something else is damaged.
#[test]
fn an_edit_beside_a_damage_is_told() {
    let text = text();
    let edited = text.replacen("name: \"3号公寓\"", "name: \"三号公寓楼\"", 1);
    let mut cut = edited.clone();
    cut.replace_range(section(&edited, "cards"), "");
    let verdict = file::read(cut.as_bytes()).unwrap().verdict;
    assert!(verdict.is_damaged() && verdict.history_is_whole, "{verdict:?}");
    assert_eq!(verdict.differences.len(), 1, "{verdict:?}");
    // A table that is gone is no edit.
    cut.replace_range(section(&cut, "sites"), "");
    let verdict = file::read(cut.as_bytes()).unwrap().verdict;
    assert!(verdict.is_damaged() && verdict.differences.is_empty(), "{verdict:?}");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let text = text();
    let marked = format!("\u{feff}{text}");
    assert!(file::read(marked.as_bytes()).unwrap().verdict.is_whole());
    let windows = text.replace('\n', "\r\n");
    let opened = file::read(windows.as_bytes()).unwrap();
    assert_eq!(opened.kept.doc, file::read(text.as_bytes()).unwrap().kept.doc);
    assert!(opened.verdict.is_relaid && !opened.verdict.is_damaged(), "{:?}", opened.verdict);
    assert!(opened.verdict.differences.is_empty());
    // Laid out by another program: the same records, told so.
    let value: ron::Value = ron::from_str(&text).unwrap();
    drop(value);
    let flat = text.replace("\n    ", "\n  ");
    let opened = file::read(flat.as_bytes()).unwrap();
    assert!(opened.verdict.is_relaid && opened.verdict.differences.is_empty());
    assert!(!opened.verdict.is_damaged(), "{:?}", opened.verdict.damages);
}

#[test]
fn an_edit_by_another_program_is_listed_and_taken_only_when_asked() {
    let text = text();
    let edited = text.replacen("name: \"3号公寓\"", "name: \"三号公寓\"", 1);
    let opened = file::read(edited.as_bytes()).unwrap();
    let [difference] = opened.verdict.differences.as_slice() else {
        panic!("{:?}", opened.verdict)
    };
    let words = difference.words(&opened.kept.doc);
    assert!(words.contains("历史里是“3号公寓”，文件里是“三号公寓”"), "{words}");
    assert!(difference.may_be_damage, "one sign is different");
    let change = difference.change.clone();
    let name =
        |doc: &Document| doc.sites.iter().map(|(_, site)| site.name.clone()).collect::<Vec<_>>();
    assert!(name(&opened.kept.doc).contains(&"3号公寓".to_owned()), "history holds until asked");
    assert!(name(&opened.as_it_stands()).contains(&"三号公寓".to_owned()));

    let mut session = Session::open(opened.kept, replica(5));
    let before = session.document().clone();
    assert!(session.take_edits(vec![change], morning()).is_empty());
    assert!(name(session.document()).contains(&"三号公寓".to_owned()));
    let saved = file::write(&session.snapshot());
    assert!(file::verify(saved.as_bytes()).unwrap().verdict.is_whole());
    session.undo(morning()).unwrap();
    assert_eq!(*session.document(), before, "undo takes back just that");
}

#[test]
fn a_record_taken_out_by_hand_is_a_difference_and_comes_back() {
    let text = text();
    let begin = text.find("name: \"3号公寓\"").unwrap();
    let start = text[..begin].rfind("\n      \"").unwrap();
    let end = begin + text[begin..].find("\n      ),").unwrap() + "\n      ),".len();
    let mut gone = text.clone();
    gone.replace_range(start..end, "");
    let opened = file::read(gone.as_bytes()).unwrap();
    assert!(!opened.verdict.is_damaged(), "{:?}", opened.verdict.damages);
    assert!(!opened.verdict.differences.is_empty());
    assert_eq!(opened.kept.doc, file::read(text.as_bytes()).unwrap().kept.doc);
}

#[test]
fn the_header_guards_itself() {
    let text = text();
    let range = section(&text, "header");
    let mut noticed = 0;
    for at in range.step_by(13) {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] ^= 1;
        match file::read(&bytes) {
            Err(_) => noticed += 1,
            Ok(opened) => {
                assert!(!opened.verdict.is_whole(), "byte {at} passed");
                noticed += 1;
            }
        }
    }
    assert!(50 < noticed, "{noticed}");
    let unguarded = text.lines().filter(|line| !line.contains("guard:")).collect::<Vec<_>>();
    let told = damages(&(unguarded.join("\n") + "\n"));
    assert!(told.iter().any(|words| words.contains("少了校验值")), "{told:?}");
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
    assert!(damages(&forged).join("").contains("历史"), "{:?}", damages(&forged));
    // A line from the middle goes missing, stands twice, or changes places with the next one.
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = lines.iter().position(|line| line.starts_with("(id:\"00000001-3\"")).unwrap();
    let mut gone = lines.clone();
    gone.remove(at);
    let told = damages(&gone.concat());
    assert!(told.join("").contains("历史应有"), "{told:?}");
    let mut doubled = lines.clone();
    doubled.insert(at, lines[at]);
    assert!(!damages(&doubled.concat()).is_empty());
    // Only the order is different: the history is a set, and says the same.
    let mut swapped = lines;
    swapped.swap(at, at + 1);
    let opened = file::read(swapped.concat().as_bytes()).unwrap();
    assert!(!opened.verdict.is_whole() && !opened.verdict.is_damaged(), "{:?}", opened.verdict);
}

/// A workbook as the format before wrote it: without counts and without a guard.
fn of_old(text: &str) -> String {
    let header = file::peek(text.as_bytes()).unwrap();
    let digests: Vec<String> = header
        .sections
        .iter()
        .map(|(name, promise)| format!("\"{name}\": \"{}\"", promise.digest))
        .collect();
    let heads: Vec<String> = header
        .heads
        .iter()
        .map(|(replica, head)| {
            let (number, digest, lamport) = (head.number, head.digest, head.lamport);
            format!("\"{replica}\": (number: {number}, digest: \"{digest}\", lamport: {lamport})")
        })
        .collect();
    let old = format!(
        "    header: (format: 0, program: \"0.0.1\", workbook: \"{}\", heads: {{{}}}, digests: {{{}}}),\n",
        header.workbook,
        heads.join(", "),
        digests.join(", ")
    );
    let mut text = text.to_owned();
    text.replace_range(section(&text.clone(), "header"), &old);
    text
}

#[test]
fn a_file_of_the_format_before_is_read_and_said_to_be_old() {
    let text = text();
    let old = of_old(&text);
    let opened = file::read(old.as_bytes()).unwrap();
    assert!(opened.verdict.is_old && opened.verdict.is_whole(), "{:?}", opened.verdict);
    assert_eq!(file::write(&opened.kept), text, "and written anew with its guard");
    let mut gone = old.clone();
    gone.replace_range(section(&old, "sites"), "");
    assert!(damages(&gone).join("").contains("“场所”整部分不见了"));
    let edited = old.replacen("name: \"3号公寓\"", "name: \"三号公寓\"", 1);
    assert_eq!(file::read(edited.as_bytes()).unwrap().verdict.differences.len(), 1);
}
