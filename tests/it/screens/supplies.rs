//! 应急物资: the list, what is wrong with each, and one of them.

use eframe::egui::Vec2;
use shousui::action::paste::What;
use shousui::action::{Action, PlanAction};
use shousui::model::plan::CardCode;
use shousui::model::supply::Supply;
use shousui::print::Request;
use shousui::sample::practice;
use shousui::workspace::{Dialog, Workspace};

use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, day, pasted, small_mine};

fn at_supplies(size: Vec2) -> Person {
    let (session, day) = practice().unwrap();
    let mut person = Person::at_workspace(Workspace::practice(session, day), size);
    person.click("预案");
    person.reach_like("应急物资 ");
    person
}

#[test]
fn the_sample_lists_what_there_is_and_a_check_of_today_is_one_key() {
    let mut person = at_supplies(OFFICE);
    person.picture("supplies");
    person.must_show("应急物资 20");
    person.must_show("✓ 都登记齐、在期、查过");
    person.click("扩音喇叭");
    person.picture("supply");
    person.reach("登记今天检查");
    person.must_show("今天已检查");
    let workspace = person.workspace();
    let (_, one) = workspace.picked().get::<Supply>(workspace.document()).unwrap();
    assert_eq!(one.checked, Some(day()));
    person.click("预览台账");
    assert_eq!(person.workspace().picked().paper, Some(Request::supplies()));
    for (size, name) in [(LARGE, "supplies-large"), (Vec2::new(1024.0, 600.0), "supplies-1024")] {
        let mut person = at_supplies(size);
        person.picture(name);
        person.must_show("应急物资 20");
    }
}

#[test]
fn one_is_written_for_a_card_and_the_next_lies_where_it_does() {
    let (mut session, names) = small_mine(1);
    let long = "推车式磷酸铵盐干粉灭火器（含车架、喷枪、软管、检修标识）".repeat(2);
    let table = format!("名称\t数量\t地点\t保管人\n{long}\t1台\t3号公寓 一层\t苗小满");
    act(&mut session, pasted(What::Supplies, &table));
    let code = CardCode("Z01".to_owned());
    let title = "公寓着火".to_owned();
    act(&mut session, Action::Plan(PlanAction::NewCard { title }));
    let mut person = Person::at(session, OFFICE);
    person.click("预案");
    person.reach_like("应急物资 1");
    person.must_show("！1 项要补登记、更换或检查");
    person.must_show("没写期限");
    person.must_show("没查过");
    person.click(&long);
    person.must_show("还没写有效期，请照标签或检修标识写上");
    person.picture("supply-long");
    person.reach_choice("加一张处置卡").choose("加一张处置卡", "Z01 公寓着火");
    person.fill("存放位置", "二层楼梯口");
    let workspace = person.workspace();
    let (_, one) = workspace.picked().get::<Supply>(workspace.document()).unwrap();
    assert_eq!((one.cards.clone(), one.place.as_str()), (vec![code], "二层楼梯口"));
    person.reach("去掉Z01 公寓着火");
    person.click("新增物资");
    let workspace = person.workspace();
    let (_, one) = workspace.picked().get::<Supply>(workspace.document()).unwrap();
    assert_eq!((one.site, one.keeper), (Some(names.sites[0]), Some(names.people[0])));
    assert!(one.cards.is_empty() && one.amount == 0, "of something else");
    person.type_keys("急救箱");
    assert!(person.session().document().supplies.iter().any(|(_, one)| one.name == "急救箱"));
    let mut person = Person::at(crate::fixture::empty(1), OFFICE);
    person.click("预案");
    person.reach_like("应急物资 0");
    person.must_show("还没有登记应急物资");
    person.click_like("粘贴");
    let dialog = person.workspace().dialog().cloned();
    assert!(matches!(dialog, Some(Dialog::Paste(order)) if order.what == What::Supplies));
}
