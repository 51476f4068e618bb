//! Tables taken in from every list, and from files dropped on the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{DroppedFile, Key};

use shousui::action::paste::{Sheet, What};
use shousui::sample::practice;
use shousui::workspace::{Dialog, Place, Tab, Workspace};

use super::team::{ROSTER, with_members, with_season};
use super::{LARGE, OFFICE, Person};
use crate::fixture::empty;
use crate::world::Fake;

/// A file on its way into the window.
#[derive(Debug)]
struct File(PathBuf);

impl DroppedFile for File {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window reads no file itself".to_owned())
    }
}

pub(super) fn drop_all(person: &mut Person, names: &[&str]) {
    for name in names {
        person.harness.input_mut().dropped_files.push(Arc::new(File(PathBuf::from(name))));
    }
    person.run();
    person.run();
}

fn drop_in(person: &mut Person, name: &str, text: &str) {
    let sheet = Sheet { text: text.to_owned(), ..Sheet::default() };
    person.world.seen(|seen| seen.sheets = Some(vec![sheet]));
    drop_all(person, &[name]);
}

#[test]
fn sites_zones_and_units_come_out_of_one_table_and_go_with_one_step() {
    let mut person = Person::at(with_season(with_members(empty(1))), OFFICE);
    let before = person.session().document().clone();
    person.click("责任区");
    person.click("从表格粘贴…");
    let text = "场所名称\t类别\t责任区\t责任人\t管理单位\t楼层\n\
        3号公寓\t职工宿舍\t一区\t苗小满\t后勤部\t5层\n\
        职工食堂\t食堂\t一区\t何矿山\t后勤部\t\n\
        合计\t\t\t\t\t";
    person.paste(text);
    person.must_show("2行新录入");
    person.must_show("1行没有读出");
    person.must_show("新责任区“一区”");
    person.picture("paste-sites");
    person.click_like("录入 Ctrl");
    person.must_show("第4行");
    person.must_show("这一行是合计");
    person.must_show("责任人：册上没有何矿山");
    person.key(Key::Enter);
    let doc = person.session().document();
    assert_eq!((doc.sites.len(), doc.zones.len()), (2, 1));
    let zone = doc.zones.iter().next().unwrap().1;
    assert_eq!(doc.person_name(zone.keeper.unwrap()), "苗小满");
    person.chord(Key::Z);
    assert_eq!(*person.session().document(), before);
}

#[test]
fn a_file_dropped_on_the_window_opens_the_preview_of_its_kind() {
    for (size, picture) in [(OFFICE, "paste-dropped"), (LARGE, "paste-dropped-large")] {
        let mut person = Person::at(with_season(with_members(empty(1))), size);
        drop_in(&mut person, "/电话.csv", "单位,电话,说明\n调度室,8000,24小时\n保卫部,8110,\n");
        person.must_show("从表格录入电话表");
        person.must_show("2行新录入");
        person.picture(picture);
        person.must_show("录入 Ctrl+End");
        person.chord(Key::End);
        assert_eq!(person.session().document().phones.len(), 2);
    }
}

/// A roster that puts new units on the books too is looked at where people are listed.
#[test]
fn what_was_pasted_is_in_front_and_not_what_came_along_with_it() {
    for tab in ["", "单位 0", "岗位 0"] {
        let mut person = Person::at(empty(1), OFFICE);
        if !tab.is_empty() {
            person.click("队伍");
            person.click_like(tab);
        }
        drop_in(&mut person, "/名册.csv", ROSTER);
        person.must_show("12人新录入");
        person.chord(Key::End);
        person.key(Key::Enter);
        assert!(!person.session().document().units.is_empty());
        person.click("队伍");
        assert_eq!(person.workspace().picked().tab(Place::Team), Some(Tab::People), "{tab}");
        person.must_show("柴有田");
    }
}

/// One paste more is added on lines of its own, whether or not what was copied ends its last one; in the
/// middle of a line it is an edit.
#[test]
fn what_is_pasted_behind_a_table_goes_on_below_it() {
    let mut person = Person::at(with_season(with_members(empty(1))), OFFICE);
    let text = |person: &Person| match person.workspace().dialog() {
        Some(Dialog::Paste(order)) => order.text.clone(),
        other => panic!("{other:?}"),
    };
    person.click("责任区");
    person.click("从表格粘贴…");
    person.paste("场所名称\t类别\n3号公寓\t宿舍");
    assert!(!person.shows("接在下面"));
    person.paste("场所名称\t类别\n职工食堂\t食堂");
    assert_eq!(text(&person), "场所名称\t类别\n3号公寓\t宿舍\n场所名称\t类别\n职工食堂\t食堂");
    person.must_show("2行新录入");
    person.must_show("接在下面");
    person.picture("paste-added");
    // A word belongs to its line.
    person.paste("，二层");
    assert!(text(&person).ends_with("食堂，二层"));
    person.click("清空");
    assert!(!person.shows("接在下面"));
    // All of it selected, it is another table.
    person.paste("场所名称\t类别\n3号公寓\t宿舍");
    person.chord(Key::A);
    person.paste("场所名称\t类别\n职工食堂\t食堂");
    assert_eq!(text(&person), "场所名称\t类别\n职工食堂\t食堂");
    assert!(!person.shows("接在下面"));
}

#[test]
fn what_cannot_be_taken_of_a_drop_is_said_and_nothing_is_opened() {
    let mut person = Person::at(empty(1), OFFICE);
    drop_all(&mut person, &["/一.csv", "/二.csv"]);
    person.must_show("一次只拖一个");
    assert!(person.workspace().dialog().is_none());
    // The world has no such files.
    for name in ["/名册.xlsx", "/值班表.ET", "/没有名字"] {
        drop_all(&mut person, &[name]);
        person.must_show(name);
        assert!(matches!(person.workspace().dialog(), Some(Dialog::Trouble(_))), "{name}");
        person.picture("paste-refused");
        person.key(Key::Enter);
        assert!(person.workspace().dialog().is_none(), "{name}");
    }
    // A question that is half answered stays in front.
    person.chord(Key::K);
    let asked = person.workspace().dialog().cloned();
    assert!(asked.is_some());
    drop_in(&mut person, "/电话.csv", "单位,电话\n调度室,8000\n");
    assert_eq!(person.workspace().dialog().cloned(), asked);
    person.must_show("请先答完或取消");
}

fn sheet(name: &str, text: &str) -> Sheet {
    Sheet { name: name.to_owned(), text: text.to_owned(), ..Sheet::default() }
}

#[test]
fn of_a_workbook_the_sheet_that_fits_is_read_and_another_may_be_chosen() {
    for (size, picture) in [(OFFICE, "paste-sheets"), (LARGE, "paste-sheets-large")] {
        let mut person = Person::at(with_season(with_members(empty(1))), size);
        let note = "有1行在原文件里是隐藏的（如筛选掉的），也读进来了".to_owned();
        let sheets = vec![
            sheet("说明", "填表说明\n每栏都要填"),
            Sheet {
                notes: vec![note.clone()],
                ..sheet("场所", "场所名称\t类别\n3号公寓\t宿舍\n食堂\t食堂")
            },
            Sheet { is_hidden: true, ..sheet("去年", "场所名称\t类别\n旧公寓\t宿舍") },
        ];
        person.world.seen(|seen| seen.sheets = Some(sheets));
        person.click("责任区");
        person.click("从表格文件…");
        person.must_show("从表格录入场所");
        person.must_show("2行新录入");
        person.must_show("文件：队员.xlsx");
        person.must_show(&note);
        person.picture(picture);
        person.choose("共3张表，现在读", "去年（隐藏）");
        person.must_show("1行新录入");
        person.choose("共3张表，现在读", "场所");
        person.chord(Key::End);
        // What the reader of the file left out is said afterwards too.
        person.must_show(&note);
        person.key(Key::Enter);
        assert_eq!(person.session().document().sites.len(), 2);
    }
}

#[test]
fn what_was_said_of_a_column_holds_for_the_next_table_with_the_same_headings() {
    let mut person = Person::at(with_season(with_members(empty(1))), OFFICE);
    person.click("责任区");
    person.click("从表格粘贴…");
    person.paste("场所名称\t甲\t乙\n3号公寓\t靠北门\t无用");
    person.must_show("“甲”一列没有录入");
    person.choose("甲", "说明");
    person.chord(Key::Enter);
    person.key(Key::Enter);
    // As it lies on this PC.
    let kept = person.world.seen(|seen| seen.columns.clone());
    let world = Fake::default();
    world.seen(|seen| seen.columns = kept);
    let workspace = Workspace::new(with_season(with_members(empty(1))));
    let mut next = Person::in_world(workspace, world, OFFICE);
    paste_the_like(&mut next);
    next.picture("paste-remembered");
    next.chord(Key::Enter);
    next.key(Key::Enter);
    let site = next.session().document().sites.iter().next().unwrap().1.clone();
    assert_eq!((site.name.as_str(), site.note.as_str()), ("食堂", "靠南门"));
    // What this PC was told goes with no workbook, nor when the practice book is opened.
    next.chord(Key::N);
    next.click("练习");
    next.click_like("开始 Ctrl");
    assert!(next.workspace().is_practice());
    paste_the_like(&mut next);
    next.key(Key::Escape);
}

/// Pastes a table of which the columns are known.
fn paste_the_like(person: &mut Person) {
    person.click("责任区");
    person.click("从表格粘贴…");
    person.paste("场所名称\t甲\t乙\n食堂\t靠南门\t无用");
    person.must_show("各列的意思照上次");
}

#[test]
fn a_workbook_dropped_on_the_window_is_opened() {
    let mut person = Person::at(with_season(with_members(empty(1))), OFFICE);
    let text = shousui::file::write(&empty(2).snapshot());
    person.world.seen(|seen| seen.file = Some(text));
    drop_all(&mut person, &["/别的.RON"]);
    assert_eq!(person.workspace().file().path.as_deref(), Some(Path::new("/别的.RON")));
    assert!(person.session().document().persons.is_empty());
}

#[test]
fn every_kind_of_table_is_asked_for_where_the_kind_is_listed() {
    let (session, day) = practice().unwrap();
    let mut person = Person::at_workspace(Workspace::practice(session, day), OFFICE);
    let places = [
        ("队伍", &[("人员 ", "队员名册"), ("岗位 ", "岗位"), ("单位 ", "单位")][..]),
        ("责任区", &[("场所 ", "场所"), ("责任区 ", "责任区"), ("巡查路线 ", "巡查路线")]),
        ("预案", &[("电话", "电话表")]),
        ("排班", &[("", "值班表")]),
    ];
    for (place, tabs) in places {
        person.click(place);
        for (tab, kind) in tabs {
            if !tab.is_empty() {
                person.click_like(tab);
            }
            let button =
                if *kind == "队员名册" { "录入名册…" } else { "从表格粘贴…" };
            person.click(button);
            person.must_show(&format!("从表格录入{kind}"));
            person.picture(&format!("paste-of-{kind}"));
            person.key(Key::Escape);
        }
    }
    person.click("队伍");
    person.click_like("人员 ");
    let name = person.session().document().persons.iter().next().unwrap().1.name.clone();
    person.click(&name);
    for (button, kind) in [("从表格粘贴大家的证件…", "证件"), ("从表格粘贴大家的请假…", "请假")]
    {
        person.reach(button);
        person.must_show(&format!("从表格录入{kind}"));
        person.key(Key::Escape);
    }
}

#[test]
fn a_rota_with_a_row_for_each_shift_is_mapped_like_any_other() {
    for (size, picture) in [(OFFICE, "paste-rota-rows"), (LARGE, "paste-rota-rows-large")] {
        let (session, day) = practice().unwrap();
        let mut person = Person::at_workspace(Workspace::practice(session, day), size);
        let doc = person.session().document().clone();
        let two: Vec<&str> = doc.persons.iter().take(2).map(|(_, one)| one.name.as_str()).collect();
        person.click("排班");
        person.click("从表格粘贴…");
        let text = format!(
            "日期\t班次\t岗位\t姓名\n2月12日\t白班\t调度值班员\t{}\n\t中班\t调度值班员\t{}",
            two[0], two[1]
        );
        person.paste(&text);
        person.must_show("1行没有读出");
        // Merged days; then the shift that is none is named.
        person.reach_like("照上一行");
        person.must_show("“中班”不是值班表的班次");
        person.picture(picture);
        person.chord(Key::Enter);
        person.must_show("“中班”不是值班表的班次");
        person.key(Key::Enter);
        let filled = person.session().document();
        let is_new =
            |id: &&shousui::model::duty::DutyId| doc.duties.get(id) != filled.duties.get(id);
        let new: Vec<_> = filled.duties.iter().map(|(id, _)| id).filter(is_new).collect();
        assert_eq!(new.len(), 1, "{new:?}");
        person.chord(Key::Z);
        let (now, before) = (person.session().document(), &doc);
        assert_eq!(now.duties, before.duties);
    }
}

#[test]
fn a_table_pasted_at_the_wrong_list_is_known_by_its_headings() {
    for (place, tab, text, meant) in [
        ("责任区", "场所 0", "责任区\t责任人\tB角\n生活区\t苗小满\t柴有田", What::Zones),
        ("责任区", "责任区 0", "场所名称\t类别\t管理单位\n3号公寓\t宿舍\t后勤部", What::Sites),
        ("队伍", "岗位 0", "路线\t点位\n东线\t3号公寓", What::Routes),
        ("预案", "电话表 0", "姓名\t性别\t单位\n何矿山\t男\t机电队", What::Members),
    ] {
        let mut person = Person::at(with_season(with_members(empty(1))), OFFICE);
        person.click(place);
        person.click_like(tab);
        person.click("从表格粘贴…");
        let asked = |person: &Person| match person.workspace().dialog() {
            Some(Dialog::Paste(order)) => order.what,
            other => panic!("{other:?}"),
        };
        let before = asked(&person);
        person.paste(text);
        assert_eq!(asked(&person), meant, "{text}");
        // Whoever says of what kind it is has the last word. A place is called 责任区 as well.
        if before != What::Zones {
            person.choose("这张表是", before.word());
            assert_eq!(asked(&person), before);
        }
    }
    // What has headings of its own kind stays it, also with some of another.
    let mut person = Person::at(empty(1), OFFICE);
    person.click("责任区");
    person.click("从表格粘贴…");
    person.paste("场所名称\t责任区\t责任人\n3号公寓\t一区\t苗小满");
    let dialog = person.workspace().dialog();
    assert!(matches!(dialog, Some(Dialog::Paste(order)) if order.what == What::Sites));
}

/// What a wrong table looked like says nothing of the next one.
#[test]
fn the_kind_of_a_wrong_paste_is_forgotten_with_it() {
    let mut person = Person::at(with_season(with_members(empty(1))), OFFICE);
    let kind = |person: &Person| match person.workspace().dialog() {
        Some(Dialog::Paste(order)) => order.what,
        other => panic!("{other:?}"),
    };
    person.click("责任区");
    person.click("从表格粘贴…");
    person.paste("单位,电话,说明\n调度室,8000,24小时\n保卫部,8110,白天\n");
    assert_eq!(kind(&person), What::Phones);
    person.click("清空");
    assert_eq!(kind(&person), What::Sites);
    person.paste("3号公寓\n职工食堂\n");
    assert_eq!(kind(&person), What::Sites);
    // Written over as a whole it is another one as well.
    person.click("清空");
    person.paste("单位,电话,说明\n调度室,8000,24小时\n保卫部,8110,白天\n");
    assert_eq!(kind(&person), What::Phones);
    person.chord(Key::A);
    person.paste("3号公寓\n职工食堂\n");
    assert_eq!(kind(&person), What::Sites);
}
