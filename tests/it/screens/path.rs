//! Paths: typed in the window where no dialog of the system can come, or where a person prefers it.

use std::path::{MAIN_SEPARATOR, Path};

use eframe::egui::{Event, Key, Modifiers};
use shousui::action::paste::Sheet;
use shousui::file;
use shousui::print::Request;
use shousui::shell::atomic_write::write_whole;
use shousui::shell::disk::{Disk as _, RealDisk};
use shousui::workspace::{self, Dialog, Intent, Pick, Workspace};

use super::{LARGE, OFFICE, Person};
use crate::fixture::{morning, small_mine};
use crate::world::Dialogs;

/// A PC whose documents hold a workbook and last year's folder, and on which dialogs do that.
fn at_a_pc(dialog: Dialogs, size: eframe::egui::Vec2) -> (Person, tempfile::TempDir) {
    let (mut session, _) = small_mine(1);
    session.seal();
    let text = file::write(&session.snapshot());
    let folder = tempfile::tempdir().unwrap();
    RealDisk.make_folder(&folder.path().join("去年")).unwrap();
    for name in ["望禾煤矿_2027春节.ron", "河西矿.ron", "去年/望禾煤矿_2026春节.ron", "通知.docx"]
    {
        write_whole(&RealDisk, &folder.path().join(name), b"1").unwrap();
    }
    let mut workspace = Workspace::new(session);
    workspace.handle(Intent::Pick(Pick::Paper(Some(Request::plan(None)))), morning());
    let person = Person::at_workspace(workspace, size);
    person.world.seen(|seen| {
        seen.file = Some(text);
        seen.dialog = dialog;
        seen.documents = Some(folder.path().to_owned());
    });
    (person, folder)
}

fn typed(person: &Person) -> String {
    person.field("位置").value().unwrap()
}

fn opened(person: &Person) -> Option<&Path> {
    person.workspace().file().path.as_deref()
}

/// Where another workbook comes meanwhile, it is not saved under the name meant for the one before.
#[test]
fn a_path_meant_for_a_workbook_is_dropped_when_another_comes() {
    let (mut person, _folder) = at_a_pc(Dialogs::Never, OFFICE);
    person.chord(Key::O);
    person.key(Key::ArrowDown);
    person.key(Key::ArrowDown);
    person.key(Key::ArrowDown);
    person.key(Key::Enter);
    person.key(Key::Enter);
    person.run();
    let before = opened(&person).map(Path::to_owned);
    assert!(before.is_some());
    person.click("文件");
    person.click_like("另存为…");
    assert!(person.workspace().is_waiting());
    let text = person.world.seen(|seen| seen.file.clone()).unwrap();
    person.world.open("/u/河西.ron".into());
    person.run();
    assert!(!person.workspace().is_waiting());
    assert!(!person.shows("位置"));
    assert_eq!(person.world.seen(|seen| seen.file.clone()), Some(text));
}

#[test]
fn where_no_dialog_comes_a_workbook_is_opened_by_keys() {
    for (size, picture) in [(OFFICE, "path-open"), (LARGE, "path-open-large")] {
        let (mut person, folder) = at_a_pc(Dialogs::Never, size);
        person.chord(Key::O);
        assert!(person.field("位置").is_focused());
        assert_eq!(typed(&person), format!("{}{MAIN_SEPARATOR}", folder.path().display()));
        person.must_show("河西矿.ron");
        assert!(!person.shows("通知.docx"), "no workbook");
        person.picture(picture);
        // Into last year's folder and back again.
        person.key(Key::ArrowDown);
        person.key(Key::ArrowDown);
        person.key(Key::Enter);
        person.must_show("望禾煤矿_2026春节.ron");
        person.key(Key::ArrowDown);
        person.key(Key::Enter);
        person.must_show("河西矿.ron");
        // A few letters are enough.
        person.type_keys("whmk");
        assert!(!person.shows("河西矿.ron"));
        person.key(Key::ArrowDown);
        person.key(Key::ArrowDown);
        person.key(Key::Enter);
        let wanted = folder.path().join("望禾煤矿_2027春节.ron");
        assert_eq!(Path::new(&typed(&person)), wanted);
        person.key(Key::Enter);
        assert_eq!(opened(&person), Some(wanted.as_path()));
        assert!(person.workspace().dialog().is_none());
    }
}

#[test]
fn a_file_is_chosen_by_the_mouse() {
    let (mut person, folder) = at_a_pc(Dialogs::Never, OFFICE);
    person.chord(Key::O);
    person.click("去年");
    person.click("望禾煤矿_2026春节.ron");
    person.click("打开 Ctrl+Enter");
    assert_eq!(opened(&person), Some(folder.path().join("去年/望禾煤矿_2026春节.ron").as_path()));
}

/// 新建 closed its question, and no file came, without a word.
#[test]
fn where_no_dialog_comes_a_new_workbook_is_begun_among_the_documents() {
    let (mut person, folder) = at_a_pc(Dialogs::Never, OFFICE);
    person.chord(Key::N);
    person.chord(Key::Enter);
    let proposed = typed(&person);
    assert!(proposed.starts_with(&folder.path().display().to_string()), "{proposed}");
    assert!(proposed.ends_with("春节.ron"), "{proposed}");
    person.picture("path-new");
    person.key(Key::Enter);
    assert_eq!(opened(&person), Some(Path::new(&proposed)));
}

#[test]
fn what_is_wrong_with_a_path_is_said_where_it_is_typed() {
    let (mut person, folder) = at_a_pc(Dialogs::Never, OFFICE);
    let at = |name: &str| folder.path().join(name).display().to_string();
    person.chord(Key::O);
    for (path, words) in [
        (at("前年/望禾.ron"), "前年”这个文件夹，请核对"),
        (at("望河.ron"), "里没有“望河.ron”"),
        (at("河西矿.ron/望禾.ron"), "是文件，不是文件夹"),
    ] {
        person.fill("位置", &path);
        person.key(Key::Enter);
        person.must_show(words);
        assert_eq!(typed(&person), path, "it is there to be mended");
        assert!(matches!(person.workspace().dialog(), Some(Dialog::Path(_))));
    }
    person.picture("path-refused");
    // A folder is gone into.
    person.fill("位置", &at("去年"));
    person.key(Key::Enter);
    person.must_show("去年”是文件夹，请再写上文件名");
    person.must_show("望禾煤矿_2026春节.ron");
    // As it is copied out of a file manager.
    person.fill("位置", &format!("\"{}\"", at("河西矿")));
    person.key(Key::Enter);
    assert_eq!(opened(&person), Some(folder.path().join("河西矿.ron").as_path()));

    // The next one begins where that lies, and nothing is written over.
    person.click("文件");
    person.click_like("另存为");
    assert!(typed(&person).starts_with(&folder.path().display().to_string()));
    person.fill("位置", &at("河西矿"));
    person.chord(Key::Enter);
    person.must_show("已有“河西矿.ron”，请换一个名字");
    person.key(Key::Escape);
    assert!(person.workspace().dialog().is_none() && !person.workspace().is_waiting());
}

/// The chord that answers where the file lies, held down or pressed once more, takes nothing of it that
/// nobody has read; nor does Enter that is held down acknowledge why nothing could be read.
#[test]
fn the_chord_that_chooses_a_file_takes_nothing_out_of_it() {
    let (mut person, folder) = at_a_pc(Dialogs::Never, OFFICE);
    write_whole(&RealDisk, &folder.path().join("电话.csv"), b"1").unwrap();
    let text = "单位,电话,说明\n调度室,8000,24小时\n保卫部,8110,\n".to_owned();
    person.world.seen(|seen| seen.sheets = Some(vec![Sheet { text, ..Sheet::default() }]));
    person.click("预案");
    person.click_like("电话表 ");
    let before = person.session().document().clone();
    person.click("从表格文件…");
    person.fill("位置", &folder.path().join("电话.csv").display().to_string());
    for _ in 0..4 {
        person.chord(Key::Enter);
        person.run();
    }
    person.must_show("2行新录入");
    person.must_show("录入 Ctrl+End");
    assert_eq!(*person.session().document(), before);
    person.chord(Key::End);
    assert_eq!(person.session().document().phones.len(), before.phones.len() + 2);
    // Held down from the path on.
    person.world.seen(|seen| seen.sheets = None);
    person.click("从表格文件…");
    person.fill("位置", &folder.path().join("电话.csv").display().to_string());
    for _ in 0..6 {
        let (key, modifiers) = (Key::Enter, Modifiers::NONE);
        let event = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
        person.harness.event(event);
        person.run();
    }
    assert!(matches!(person.workspace().dialog(), Some(Dialog::Trouble(_))));
}

#[test]
fn a_path_may_be_typed_while_a_dialog_is_out() {
    let (mut person, folder) = at_a_pc(Dialogs::Open, OFFICE);
    let wave_away = |person: &mut Person, path: Option<&Path>| {
        let ticket = person.world.seen(|seen| seen.asked).unwrap();
        person.world.answer(workspace::Event::Chosen { ticket, path: path.map(Path::to_owned) });
        person.run();
    };
    // It is waved away, and that is that.
    person.chord(Key::O);
    person.must_show("请在弹出的窗口里选文件");
    person.picture("path-offered");
    wave_away(&mut person, None);
    assert!(!person.shows("改为输入路径"));
    // Waved away in order to type.
    person.chord(Key::O);
    person.click("改为输入路径…");
    wave_away(&mut person, None);
    assert!(person.field("位置").is_focused());
    person.type_keys("hxk.ron");
    person.key(Key::ArrowDown);
    person.key(Key::ArrowDown);
    person.key(Key::Escape);
    // Chosen there after all.
    person.chord(Key::O);
    person.click("改为输入路径…");
    let wanted = folder.path().join("河西矿.ron");
    wave_away(&mut person, Some(&wanted));
    assert!(person.workspace().dialog().is_none());
    assert_eq!(opened(&person), Some(wanted.as_path()));
    // What comes of a dialog that nobody waits for any more counts for nothing.
    wave_away(&mut person, Some(Path::new("/别处.ron")));
    assert_eq!(opened(&person), Some(wanted.as_path()));
}

#[test]
fn a_paper_and_what_helps_go_where_it_was_typed() {
    let (mut person, folder) = at_a_pc(Dialogs::Never, OFFICE);
    person.click("帮助");
    person.click_like("导出诊断");
    person.click_like("存成文件");
    assert_eq!(Path::new(&typed(&person)), folder.path().join("守岁诊断.txt"));
    person.key(Key::Enter);
    person.must_show("已存放在 ");
    assert!(person.world.seen(|seen| seen.kept.is_some()));
    person.click("材料");
    person.click_like("存成PDF");
    assert!(typed(&person).contains("2027春节_"), "{}", typed(&person));
    person.fill("位置", &folder.path().join("去年/名册").display().to_string());
    person.key(Key::Enter);
    person.must_show("去年/名册.pdf");
    assert_eq!(person.world.seen(|seen| seen.pdfs.len()), 1);
}
