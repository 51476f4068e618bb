//! Who answers for what, on the screens: experts and keepers, the matrix, a post whose A角 is away.

use eframe::egui::Key;
use shousui::model::people::PersonField;
use shousui::model::steward::StewardKind;
use shousui::sample::practice;
use shousui::workspace::Workspace;

use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, set};

fn desk(size: eframe::egui::Vec2) -> Person {
    let (session, eve) = practice().unwrap();
    Person::at_workspace(Workspace::practice(session, eve), size)
}

#[test]
fn experts_and_keepers_are_listed_and_made() {
    for (size, picture) in [(OFFICE, "stewards"), (LARGE, "stewards-large")] {
        let mut person = desk(size);
        let before = person.session().document().stewards.len();
        person.click("责任区");
        person.click_like("专家管家 ");
        person.must_show("申桂枝");
        person.must_show("1号公寓、2号公寓、3号公寓");
        person.must_show("全矿地面");
        person.picture(picture);
        person.reach("新增专家、管家");
        let doc = person.session().document();
        assert_eq!(doc.stewards.len(), before + 1);
        let made = doc.stewards.iter().last().unwrap().1;
        assert_eq!(made.kind, Some(StewardKind::Keeper));
        person.picture(&format!("{picture}-new"));
        // Who it is, is written at once.
        person.type_keys("sgz");
        person.key(Key::Enter);
        let doc = person.session().document();
        let made = doc.stewards.iter().last().unwrap().1;
        assert_eq!(made.person.map(|id| doc.person_name(id)), Some("申桂枝"));
        person.reach_choice("加整个责任区");
        person.choose("加整个责任区", "食堂责任区");
        let doc = person.session().document();
        assert_eq!(doc.stewards.iter().last().unwrap().1.sites.len(), 3);
        person.must_show("去掉二食堂");
    }
}

#[test]
fn the_matrix_stands_in_the_plan_and_leads_to_its_cards() {
    for (size, picture) in [(OFFICE, "matrix"), (LARGE, "matrix-large")] {
        let mut person = desk(size);
        person.click("预案");
        person.click("责任矩阵");
        person.must_show("突击队当班组长");
        person.must_show("主责");
        person.must_show("E01 地面建筑火灾");
        person.picture(picture);
        person.reach("看这张卡");
        person.must_show("预览这张卡");
        person.reach_choice("主责岗位");
        person.picture(&format!("{picture}-card"));
        person.choose("主责岗位", "保卫值班");
        let doc = person.session().document();
        let (_, card) = doc.cards.iter().next().unwrap();
        assert_eq!(doc.post_name(card.lead), "保卫值班");
    }
}

/// However long the names are, nothing is pushed out of the window.
#[test]
fn long_names_stay_in_their_columns() {
    let (mut session, eve) = practice().unwrap();
    let long = "阿卜杜热合曼·买买提吐尔逊江·欧阳上官司徒".to_owned();
    let stewards: Vec<_> =
        session.document().stewards.iter().filter_map(|(_, one)| one.person).collect();
    for one in stewards {
        act(&mut session, set((one, PersonField::Name(long.clone()))));
    }
    for (size, picture) in [(OFFICE, "stewards-long"), (LARGE, "stewards-long-large")] {
        let workspace = Workspace::practice(session.clone(), eve);
        let mut person = Person::at_workspace(workspace, size);
        person.click("责任区");
        person.click_like("专家管家 ");
        person.key(Key::ArrowDown);
        person.picture(picture);
        person.must_show(&long);
    }
}
