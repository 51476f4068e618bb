//! A new season: empty, from the workbook of the year before, or to practise on.

use eframe::egui::Key;
use shousui::action::{Action, TeamAction};
use shousui::model::mine::{Announced, LittleYear, MineField, Only, Phase, Term};
use shousui::model::people::Training;
use shousui::model::people::{NameOrder, PersonField};

use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use shousui::print::Request;
use shousui::workspace::Workspace;

use super::{OFFICE, Person};
use crate::fixture::{act, day, set, small_mine};

#[test]
fn a_new_season_begins_with_what_the_old_one_knows() {
    let (mut session, names) = small_mine(1);
    act(&mut session, Action::Team(TeamAction::LoadPosts));
    let trained = PersonField::Training(Some(Training::Passed(day())));
    act(&mut session, Action::Set((names.people[0], trained).into()));
    let before = session.document().clone();
    let (workbook, id) = (session.workbook(), before.profile().lasting_id(session.workbook()));
    let mut person = Person::at(session, OFFICE);
    // Saved under a name first, as last year's workbook was.
    person.chord(Key::S);
    person.chord(Key::N);
    person.must_show("沿用现在打开的望禾煤矿 2027春节");
    person.fill("春节年份", "2028");
    person.must_show("本季 1月19日（小年）至 2月9日（元宵节），以后可改");
    person.picture("season");
    person.click_like("开始 Ctrl");
    let doc = person.session().document();
    assert_eq!(doc.current_season().year, 2028);
    assert_eq!(doc.current_season().first, "2028-01-19".parse().ok());
    assert_eq!((&doc.posts, &doc.sites, &doc.items), (&before.posts, &before.sites, &before.items));
    assert_eq!(doc.persons.len(), before.persons.len());
    assert_eq!(doc.persons.get(&names.people[0]).unwrap().training, None, "of last year only");
    assert!(doc.sheets.is_empty() && doc.numbers.is_empty());
    assert_ne!(person.session().workbook(), workbook);
    assert_eq!(doc.profile().id, id, "another workbook, the same mine");
}

/// The group's office reads the mine's id where the mine is described; one of the group's is written in.
#[test]
fn the_id_of_the_mine_stands_in_its_profile() {
    let (session, _) = small_mine(1);
    let id = session.document().profile().lasting_id(session.workbook());
    let mut person = Person::at(session, OFFICE);
    person.click("文件");
    person.click_like("本矿资料");
    person.must_show("集团汇总时凭它认矿，以后各年不变；集团另编了号的，改成集团的");
    assert_eq!(person.field("本矿编号").accesskit_node().value().as_deref(), Some(id.as_str()));
    assert_eq!(person.session().document().profile().id, "", "nothing is written by looking");
    person.field("本矿编号").focus();
    person.run();
    person.picture("profile-id");
    person.fill("本矿编号", "HJ-07");
    assert_eq!(person.session().document().profile().id, "HJ-07");
    person.field("本矿编号").focus();
    person.run();
    person.harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::A);
    person.run();
    person.key(Key::Backspace);
    person.field("矿名").focus();
    person.run();
    assert_eq!(person.field("本矿编号").accesskit_node().value().as_deref(), Some(id.as_str()));
}

#[test]
fn the_sample_can_be_practised_on_at_any_time() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.chord(Key::N);
    person.click("练习");
    person.click_like("开始 Ctrl");
    assert!(person.harness.state().workspace().is_practice());
    person.must_show("2月5日 周五 腊月廿九");
    let (sample, _) = shousui::sample::practice().unwrap();
    assert_eq!(person.session().document(), sample.document());
}

/// The office pastes the notice, says which it is, and takes it in as one step.
#[test]
fn the_notice_of_days_off_is_pasted_with_its_source() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.click("文件");
    person.click_like("本矿资料");
    person.must_show("法定节假日：2月5日至8日（放假办法第2条）");
    person.must_show("其余待国办通知");
    let announced = |person: &Person| person.session().document().current_season().announced;
    person.fill(
        "通知原文",
        "春节：2月5日（周五）至10日（周三）放假调休，共6天。2月14日（周日）上班。",
    );
    person.must_show("2月5日至10日休；2月14日上班");
    // Nothing is taken before it is known whose word it is.
    assert!(!person.offers("录入放假安排"));
    person.fill("放假通知", "示例发电〔2026〕1号");
    person.picture("holidays");
    person.reach("录入放假安排");
    assert_eq!(announced(&person).len(), 7);
    let work = "2027-02-14".parse().unwrap();
    assert_eq!(announced(&person).get(&work), Some(&Announced::Work));
    person.must_show("已录入");
    person.chord(Key::Z);
    assert!(announced(&person).is_empty(), "one step");
    person.chord(Key::Y);
    // A later notice takes the place of the earlier one; that of another year is not taken.
    person.fill("通知原文", "2月5日（周四）至9日放假");
    person.must_show("2月5日是周五");
    assert!(!person.offers("录入放假安排"));
    person.fill("通知原文", "2月5日至9日放假");
    person.reach("录入放假安排");
    assert_eq!(announced(&person).len(), 5);
    person.reach("清除放假安排");
    assert!(announced(&person).is_empty());
}

/// The order of names is chosen where they are listed, and kept in the workbook.
#[test]
fn the_order_of_names_is_chosen_where_they_are_listed() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.click("队伍");
    person.click_like("全部人员");
    let listed = |person: &Person| {
        let mut rows: Vec<(f32, String)> = person
            .harness
            .query_all_by_role(Role::Row)
            .map(|row| {
                let label = row.accesskit_node().label().unwrap_or_default();
                (row.rect().top(), label.split('，').next().unwrap().to_owned())
            })
            .collect();
        rows.sort_by(|one, other| one.0.total_cmp(&other.0));
        rows.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(" ")
    };
    person.choose("名单排列", "按姓氏笔画");
    assert_eq!(listed(&person), "亢宝庆 苗小满 侯望川 柴有田 温禾生");
    person.choose("名单排列", "按姓氏拼音");
    assert_eq!(listed(&person), "柴有田 侯望川 亢宝庆 苗小满 温禾生");
    assert_eq!(person.session().document().profile().order, Some(NameOrder::Pinyin));
    person.picture("order-of-names");
}

/// Where people live is called as the mine calls it, in what is loaded from then on.
#[test]
fn one_word_for_where_people_live() {
    let (mut session, _) = small_mine(1);
    let hostel = Some("宿舍".to_owned());
    act(&mut session, set((Only, MineField::Term(Term::Dormitory, hostel))));
    act(&mut session, Action::Team(TeamAction::LoadPosts));
    let names: Vec<String> =
        session.document().posts.iter().map(|(_, post)| post.name.clone()).collect();
    assert!(names.contains(&"宿舍值班".to_owned()), "{names:?}");
    let mut person = Person::at(session, OFFICE);
    person.click("责任区");
    person.click_like("场所 ");
    let row = |person: &Person| {
        let rows = person.harness.query_all_by_role(Role::Row);
        let labels = rows.map(|row| row.accesskit_node().label().unwrap_or_default());
        labels.collect::<Vec<_>>().join("\n")
    };
    assert!(row(&person).contains("3号公寓，宿舍"), "{}", row(&person));
}

/// The leader rings: one key from anywhere, one more for the paper.
#[test]
fn the_leader_rings_and_two_keys_have_the_figures_on_paper() {
    let (session, day) = shousui::sample::practice().unwrap();
    for place in ["今日", "排班", "值守"] {
        let mut person = Person::at_workspace(Workspace::practice(session.clone(), day), OFFICE);
        person.click(place);
        person.key(Key::F7);
        // Begun, counted, looked at, pictured: an answer a frame.
        for _ in 0..3 {
            person.run();
        }
        person.must_show("第1页，共1页");
        person.chord(Key::P);
        assert_eq!(person.world.seen(|seen| seen.printed.clone()), [Request::overview()]);
    }
}

/// 小年, the days on which phases begin, and the hours to look closer are the mine's to say; each can be
/// taken back to what is usual.
#[test]
fn the_calendar_of_the_season_is_the_mines_to_say() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.click("文件");
    person.click_like("本矿资料");
    person.must_show("按小年至元宵节填：1月30日至2月20日");
    person.reach_choice("小年").choose("小年", "南方，腊月廿四");
    assert_eq!(person.session().document().little_year(), LittleYear::South);
    person.must_show("按小年至元宵节填：1月31日至2月20日");
    person.reveal("值守期");
    let phase = |person: &Person| {
        person.session().document().current_season().phases.get(&Phase::Guard).copied()
    };
    person.fill("值守期", "2月4日");
    assert_eq!(phase(&person), "2027-02-04".parse().ok());
    // The usual day is no word of the mine's.
    person.fill("值守期", "2月5日");
    assert_eq!(phase(&person), None);
    person.picture("season-calendar");

    let periods = |person: &Person| person.session().document().current_season().periods;
    person.must_show("16:00至次日2:00 除夕夜");
    person.reach("改成本矿的");
    assert_eq!(periods(&person).len(), 5);
    let why = |person: &Person| periods(person).last().map(|one| one.words_of_day());
    person.reach("添加时段");
    assert_eq!(why(&person).as_deref(), Some("18:00至23:00"));
    for _ in 0..5 {
        person.reach("去掉第1个时段");
    }
    person.fill("止", "1:30");
    person.fill("事由", "灯展");
    assert_eq!(why(&person).as_deref(), Some("18:00至次日1:30 灯展"));
    person.picture("season-periods");
    person.reach("恢复春节历的");
    assert!(periods(&person).is_empty());
    person.must_show("16:00至次日2:00 除夕夜");
}
