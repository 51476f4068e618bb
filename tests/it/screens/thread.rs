//! The spine of the whole job, by the words on the screen: from an empty workbook to a closed
//! hazard, printed, saved, opened again, and undone to the start.

use eframe::egui::Key;
use shousui::model::hazard::State;
use shousui::model::number::Use;
use shousui::session::Session;

use super::{OFFICE, Person};
use crate::fixture::empty;

/// Somebody who has just begun a workbook.
fn begun() -> Person {
    let mut person = Person::at(empty(1), OFFICE);
    person.chord(Key::N);
    person.must_show("空白工作簿");
    person.click_like("开始 Ctrl");
    person.must_show("本矿资料");
    person
}

fn set_up(person: &mut Person) {
    person.fill("矿名", "望禾煤矿");
    person.fill("调度室电话", "8000");
    person.fill("外线拨号", "0");
    person.click("责任区");
    person.click_like("责任区 0");
    person.click("新增第一个责任区");
    person.fill("名称", "公寓东区");
    person.pick_person("责任人", "柴有田");
    person.click_like("场所 0");
    person.click("新增第一个场所");
    person.fill("名称", "3号公寓");
    person.choose("类别", "公寓");
    person.pick_person("管理单位", "后勤部");
    person.fill("说明", "4层，住87人");
    for (name, kind) in [("职工食堂", "食堂"), ("充电棚B区", "充电棚")] {
        person.click("新增场所");
        person.fill("名称", name);
        person.choose("类别", kind);
    }
    person.click_like("巡查路线 0");
    person.click("新增第一条路线");
    person.fill("名称", "东线");
    person.fill("区域", "公寓区");
    for site in ["3号公寓", "职工食堂", "充电棚B区"] {
        person.choose("加一处场所", site);
    }
}

fn issue(person: &mut Person) {
    person.key(Key::F3);
    person.pick_person("巡查人", "苗小满");
    person.pick_person("巡查人", "温禾生");
    person.picture("thread-issue");
    person.click_like("出单并预览");
    person.must_show("XC-2027-0001");
    person.picture("thread-preview");
    person.click("打印这一份");
    assert_eq!(person.world.seen(|seen| seen.pdfs.len()), 1);
}

/// Types the sheet back: one fault at row 12, the rest √, the electrician's block left blank.
fn type_back(person: &mut Person) {
    person.key(Key::F2);
    person.type_keys("1");
    person.harness.key_press(Key::Enter);
    person.run();
    person.must_show("录入回单 XC-2027-0001");
    person.type_keys("0805");
    person.type_keys("0848");
    person.picture("thread-entry");
    person.type_keys("12*");
    person.type_keys("2层东侧安全出口22:40上链锁（住87人）");
    person.picture("thread-fault");
    person.harness.key_press(Key::Enter);
    person.run();
    person.must_show("YH-2027-0001");
    person.chord(Key::End);
    person.must_show("其余按纸面打√");
    person.picture("thread-asked");
    person.chord(Key::Enter);
    person.picture("thread-typed");
    person.chord(Key::PageDown);
    person.must_show("1处异常");
}

/// Carries the hazard round its loop.
fn close(person: &mut Person) {
    person.click("隐患");
    person.click("YH-2027-0001");
    person.fill("整改措施", "拆除链锁，换推闩式逃生锁，宿管夜巡");
    person.pick_person("责任单位", "后勤部");
    person.pick_person("责任人", "郄明川");
    person.fill("整改期限", "2月6日");
    person.reach("移交…");
    person.pick_person("移交人", "苗小满");
    person.picture("thread-handover");
    person.click_like("记录 Ctrl");
    person.must_show("YJ-2027-0001");
    person.picture("thread-slip");
    person.click("隐患");
    person.reach("签收…");
    person.pick_person("签收人", "阎松年");
    person.click_like("记录 Ctrl");
    person.fill("安监通知书", "望安监〔2027〕第3号");
    person.reach("整改完成…");
    person.fill("整改情况", "已换推闩式逃生锁1把");
    person.click_like("记录 Ctrl");
    // The owner may not look again at his own work.
    person.reach("复查…");
    person.pick_person("复查人", "郄明川");
    person.click_like("记录 Ctrl");
    person.picture("thread-refused");
    person.must_show("须由另外的人复查");
    person.click("去掉郄明川");
    person.pick_person("复查人", "柴有田");
    person.click_like("记录 Ctrl");
    person.reach("销号…");
    person.pick_person("销号签字人", "冀守正");
    person.click_like("记录 Ctrl");
    person.must_show("办理情况");
    person.picture("thread-closed");
}

#[test]
fn from_an_empty_workbook_to_a_closed_hazard_and_back() {
    let mut person = begun();
    set_up(&mut person);
    person.picture("thread-routes");
    issue(&mut person);
    type_back(&mut person);
    close(&mut person);
    person.click("隐患台账");
    person.picture("thread-ledger");
    person.click("打印这一份");
    person.chord(Key::S);
    person.must_show("已写入文件");
    person.click("今日");
    person.picture("thread-today");
    println!("the whole thread took {} actions", person.actions);

    // Another PC opens the file and finds everything again.
    let text = person.world.seen(|seen| seen.file.clone()).unwrap();
    let kept = shousui::file::read(text.as_bytes()).unwrap().kept;
    assert_eq!(kept.doc, *person.session().document());
    let states: Vec<State> = kept.doc.hazards.iter().map(|(_, one)| one.state()).collect();
    assert_eq!(states, [State::Closed]);
    let sheet = kept.doc.sheets.iter().next().unwrap().1;
    assert!(sheet.entered.is_some() && sheet.ticked && !sheet.electrician_ticked);
    shousui::file::verify(text.as_bytes()).unwrap();

    undo_to_the_start(&text, person.session());
}

/// Opened again on the same PC, everything can be taken back; numbers are void, never free.
fn undo_to_the_start(text: &str, before: &Session) {
    let kept = shousui::file::read(text.as_bytes()).unwrap().kept;
    let mut person = Person::at(Session::open(kept, before.replica()), OFFICE);
    for _ in 0..400 {
        if person.session().undo_words().is_none() {
            break;
        }
        person.chord(Key::Z);
    }
    let doc = person.session().document();
    assert!(doc.hazards.is_empty() && doc.sheets.is_empty() && doc.sites.is_empty());
    let numbers: Vec<String> = doc
        .numbers
        .iter()
        .map(|(number, numbered)| {
            assert!(matches!(numbered.used, Some(Use::Void { .. })));
            number.to_string()
        })
        .collect();
    assert_eq!(numbers, ["XC-2027-0001", "YH-2027-0001", "YJ-2027-0001"]);
    person.click("今日");
    person.picture("thread-undone");
}
