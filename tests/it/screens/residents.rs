//! 留矿人员: the list building by building, of whom it is, and one of them.

use eframe::egui::{Key, Vec2};
use shousui::action::paste::What;
use shousui::model::resident::Resident;
use shousui::print::Request;
use shousui::sample::practice;
use shousui::workspace::{Dialog, Workspace};

use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, pasted, small_mine};

fn at_residents(size: Vec2) -> Person {
    let (session, day) = practice().unwrap();
    let mut person = Person::at_workspace(Workspace::practice(session, day), size);
    person.click("责任区");
    person.reach_like("留矿人员 ");
    person
}

#[test]
fn the_sample_lists_who_stays_by_building_and_by_kind() {
    let mut person = at_residents(OFFICE);
    person.picture("residents");
    for words in ["留矿人员 120", "全部 120", "需协助 3", "职工 96", "家属 24"] {
        person.must_show(words);
    }
    person.choose("住处", "探亲公寓（33人）");
    person.must_show("家属 24");
    person.must_show("职工 9");
    person.click("需协助 1");
    person.must_show("探望容满囤");
    assert!(!person.shows("3号公寓，"));
    person.picture("residents-helped");
    person.click("点名册");
    let paper = person.workspace().picked().paper.clone();
    let mut sites = person.session().document().sites.iter();
    let (site, _) = sites.find(|(_, site)| site.name == "探亲公寓").unwrap();
    assert_eq!(paper, Some(Request::roll_call(*site, false)), "of the house that is listed");
    for (size, name) in [(LARGE, "residents-large"), (Vec2::new(1024.0, 600.0), "residents-1024")] {
        let mut person = at_residents(size);
        person.picture(name);
        person.must_show("全部 120");
    }
}

/// A new one was in no list while only some were listed.
#[test]
fn one_who_is_new_is_in_the_list() {
    let mut person = at_residents(OFFICE);
    person.choose("住处", "探亲公寓（33人）");
    person.click("需协助 1");
    person.click("新增留矿人员");
    person.type_keys("温麦生");
    person.must_show("全部 121");
    assert!(!person.found("温麦生").is_empty());
    // Somebody who was listed and is changed stays where the list is.
    person.click("需协助 3");
    person.click("宗望山");
    person.reach("撤离时需协助（不写原因）");
    person.must_show("需协助 2");
    assert!(person.found("宗望山").is_empty());
}

#[test]
fn one_who_stays_is_written_and_the_next_one_is_of_the_same_house() {
    let (mut session, names) = small_mine(1);
    let long = "阿依古丽·买买提江·图尔荪阿布都热合曼";
    act(&mut session, pasted(What::Residents, &format!("楼栋\t房间\t姓名\n3号公寓\t412\t{long}")));
    let mut person = Person::at(session, OFFICE);
    person.click("责任区");
    person.click_like("留矿人员 1");
    person.click(long);
    person.fill("联系电话", "199000090");
    person.must_show("手机号码是11位");
    person.fill("联系电话", "19900009001");
    person.reach("撤离时需协助（不写原因）");
    person.picture("resident");
    let doc = person.session().document();
    let (_, one) = doc.residents.iter().next().unwrap();
    assert!(one.helped && one.phone == "19900009001");
    person.click("新增留矿人员");
    let workspace = person.workspace();
    let (_, one) = workspace.picked().get::<Resident>(workspace.document()).unwrap();
    assert_eq!((one.building, one.room.as_str()), (Some(names.sites[0]), "412"));
    assert!(!one.helped && one.phone.is_empty(), "of somebody else");
    person.type_keys("芮桂香");
    assert_eq!(person.session().document().residents.iter().count(), 2);
    assert!(person.session().document().residents.iter().any(|(_, one)| one.name == "芮桂香"));
    person.chord(Key::Z);
    let mut person = Person::at(crate::fixture::empty(1), OFFICE);
    person.click("责任区");
    person.click_like("留矿人员 0");
    person.must_show("还没有登记留矿人员");
    person.picture("residents-none");
    person.click_like("粘贴");
    let dialog = person.workspace().dialog().cloned();
    assert!(matches!(dialog, Some(Dialog::Paste(order)) if order.what == What::Residents));
    person.must_show("身份证号、病情不录入");
}

#[test]
fn a_building_shows_who_keeps_it_and_where_its_people_gather() {
    let mut person = at_residents(OFFICE);
    person.click("鞠广田");
    person.must_show("楼长（宿管）申桂枝；集合点：职工食堂前广场");
    person.reach("3号公寓的登记…");
    assert_eq!(person.field("集合点").value().as_deref(), Some("职工食堂前广场"));
    person.picture("residents-site");
    person.fill("集合点", "食堂前广场");
    let doc = person.session().document();
    assert!(doc.sites.iter().any(|(_, site)| site.muster == "食堂前广场"));
}
