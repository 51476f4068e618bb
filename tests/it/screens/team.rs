//! 队伍 by the words on the screen: a roster pasted, people and posts filled in.

use eframe::egui::Key;
use shousui::action::paste::What;
use shousui::action::{Action, NewRecord};
use shousui::model::duty::DutyShift;
use shousui::model::mine::{Only, SeasonField};
use shousui::model::people::{Group, Person as Record, Role, Sex, Skill, Training};
use shousui::session::Session;

use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, day, empty, pasted, set};

/// Twelve members as an office keeps them in WPS.
pub(crate) const ROSTER: &str = "\
    望禾煤矿2027年春节党员突击队名册\t\t\t\t\t\t\t\t\t\t\n\
    序号\t姓　名\t性别\t单位\t职务\t所在支部\t政治面貌\t联系电话\t支部分队\t小组\t队内职务\n\
    1\t柴有田\t男\t党建办\t主任\t机关第一党支部\t中共党员\t8101/13900000001\t一分队\t安全巡查组\t队长\n\
    2\t苗小满\t女\t机电队\t技术员\t机电队党支部\t中共党员\t13900000002\t一分队\t安全巡查组\t副队长\n\
    3\t温禾生\t男\t机电队\t电工\t机电队党支部\t中共党员\t１３９０００００００３\t一分队\t安全巡查组\t队员\n\
    4\t侯望川\t男\t机电队\t电工\t机电队党支部\t预备党员\t13900000004\t一分队\t初起火灾处置组\t队员\n\
    5\t郄明川\t男\t保卫部\t干事\t保卫部党支部\t中共党员\t13900000005\t二分队\t初起火灾处置组\t队员\n\
    6\t牛谷雨\t男\t通风队\t班长\t通风队党支部\t中共党员\t13900000006\t二分队\t疏散引导组\t队员\n\
    7\t武岁安\t男\t通风队\t工人\t通风队党支部\t入党积极分子\t13900000007\t二分队\t疏散引导组\t队员\n\
    8\t冀守正\t男\t选煤厂\t班长\t选煤厂党支部\t中共党员\t13900000008\t三分队\t安全巡查组\t队员\n\
    9\t阎松年\t男\t选煤厂\t工人\t选煤厂党支部\t中共党员\t13900000009\t三分队\t安全巡查组\t队员\n\
    10\t仝立冬\t男\t卫生所\t医师\t机关第二党支部\t中共党员\t13900000010\t三分队\t应急救护组\t队员\n\
    11\t逯春晖\t女\t卫生所\t护士\t机关第二党支部\t预备党员\t13900000011\t三分队\t应急救护组\t队员\n\
    12\t亢宝庆\t男\t党建办\t干事\t机关第一党支部\t中共党员\t13900000012\t一分队\t通信联络组\t队员\n";

/// Days of the season of 2027.
pub(crate) fn with_season(mut session: Session) -> Session {
    let day = |text: &str| Some(text.parse().unwrap());
    act(&mut session, set((Only, SeasonField::Year(2027))));
    act(&mut session, set((Only, SeasonField::First(day("2027-01-30")))));
    act(&mut session, set((Only, SeasonField::Last(day("2027-02-20")))));
    session
}

/// The twelve on the books.
pub(crate) fn with_members(mut session: Session) -> Session {
    act(&mut session, pasted(What::Members, ROSTER));
    session
}

fn named(person: &Person, name: &str) -> Record {
    let mut found = person.session().document().persons.iter();
    found.find(|(_, one)| one.name == name).unwrap_or_else(|| panic!("no {name}")).1.clone()
}

#[test]
fn a_roster_out_of_wps_is_taken_in_with_four_actions() {
    let mut person = Person::at(empty(1), OFFICE);
    person.click("队伍");
    person.must_show("还没有人员");
    person.click("录入名册…");
    person.paste(ROSTER);
    person.picture("team-roster");
    person.must_show("12人新录入");
    person.click_like("录入 Ctrl");
    println!("twelve members pasted: {} actions", person.actions);
    assert!(person.actions <= 4);
    person.must_show("队员 12");
    person.picture("team-people");
    let one = named(&person, "柴有田");
    let member = one.membership.unwrap();
    assert_eq!((member.role, member.group), (Role::Leader, Group::Patrol));
    assert_eq!((one.phone.as_str(), one.mobile.as_str()), ("8101", "13900000001"));
    assert_eq!(one.branch, "机关第一党支部");
    // Once more: everybody is known, nobody comes twice.
    person.click("录入名册…");
    person.paste(ROSTER);
    person.must_show("12人与册上相同");
    person.key(Key::Escape);
    person.chord(Key::Z);
    assert!(person.session().document().persons.is_empty());
}

#[test]
fn a_column_guessed_wrong_is_put_right_and_bad_rows_say_why() {
    let mut person = Person::at(empty(1), OFFICE);
    person.click("队伍");
    person.click("录入名册…");
    person.paste("机电队\t柴有田\t采掘\t群众\n通风队\t苗小满\t开拓\t党员\n\t\t合计\t2人");
    person.must_show("第4列");
    person.picture("team-roster-odd");
    person.choose("第3列", "职务");
    person.choose("第4列", "政治面貌");
    person.must_show("政治面貌是“群众”");
    person.must_show("2行没有读出");
    person.click_like("录入 Ctrl");
    let people: Vec<(String, String)> = person
        .session()
        .document()
        .persons
        .iter()
        .map(|(_, one)| (one.name.clone(), one.title.clone()))
        .collect();
    assert_eq!(people, [("苗小满".to_owned(), "开拓".to_owned())]);
}

#[test]
fn a_chat_list_is_taken_in_too() {
    let mut person = Person::at(empty(1), OFFICE);
    person.click("队伍");
    person.click("录入名册…");
    person.paste("#接龙\n春节值守报名\n\n1. 张守安 机电队 13900000000\n2、李守平 保卫部\n");
    person.must_show("2人新录入");
    person.must_show("新队员先按“正式党员”录入");
    person.picture("team-roster-chat");
    person.click_like("录入 Ctrl");
    assert_eq!(named(&person, "张守安").mobile, "13900000000");
    person.must_show("李守平");
}

#[test]
fn everything_about_a_person_can_be_filled_in() {
    let mut person = Person::at(with_members(empty(1)), OFFICE);
    person.click("队伍");
    person.click("温禾生");
    person.choose("性别", "女");
    for (label, word) in [("小组", "应急救护组"), ("队内职务", "副队长"), ("培训", "培训合格")]
    {
        person.reach_choice(label).choose(label, word);
    }
    person.fill("合格日期", "1月28日");
    person.reach("承诺书今天签了");
    person.reach_choice("加一个证").choose("加一个证", "电工");
    person.fill("证号", "T140123");
    person.fill("有效期至", "2027-2-10");
    person.picture("team-person");
    person.reach("登记请假");
    person.fill("至", "2月8日");
    person.reach("不排夜班（不写原因）");
    let one = named(&person, "温禾生");
    assert_eq!(one.woman, Sex::Woman, "{one:?}");
    assert_eq!((one.no_nights, one.pledged), (true, Some(day())));
    let passed = "2027-01-28".parse().unwrap();
    assert_eq!(one.training, Some(Training::Passed(passed)));
    let held = &one.certificates[0];
    assert_eq!((held.skill, held.number.as_str()), (Skill::Electrician, "T140123"));
    assert_eq!(held.until, Some("2027-02-10".parse().unwrap()));
    assert_eq!((one.leaves[0].from, one.leaves[0].to), (day(), "2027-02-08".parse().unwrap()));
    let member = one.membership.unwrap();
    assert_eq!((member.group, member.role), (Group::FirstAid, Role::Deputy));
    person.must_show("证件到期");
    // Taken out of the team, the person stays on the books.
    person.reach("突击队队员");
    assert!(named(&person, "温禾生").membership.is_none());
    person.must_show("队员 11");
    person.fill("查找", "whs");
    // Whoever is picked stays in the list.
    person.must_show("不在队内");
    person.click("只看列表");
    person.must_show("没有找到");
    person.click("全部人员 12");
    person.must_show("不在队内");
    person.click("温禾生");
    person.reach("删除这个人…");
    person.click_like("删除 Ctrl");
    assert_eq!(person.session().document().persons.len(), 11);
}

#[test]
fn a_training_held_for_all_is_one_answer() {
    let mut person = Person::at(with_members(empty(1)), OFFICE);
    person.click("队伍");
    person.click("批量登记…");
    person.must_show("共12人");
    person.picture("team-register");
    person.reach("去掉武岁安");
    person.fill("日期", "1月28日");
    person.click_like("登记 Ctrl");
    println!("eleven trainings: {} actions", person.actions);
    let passed = Some(Training::Passed("2027-01-28".parse().unwrap()));
    assert_eq!(named(&person, "苗小满").training, passed);
    assert_eq!(named(&person, "武岁安").training, None);
    person.click("批量登记…");
    person.must_show("共1人");
    person.click("签承诺书");
    person.must_show("共12人");
    person.click_like("登记 Ctrl");
    assert_eq!(named(&person, "武岁安").pledged, Some(day()));
    person.chord(Key::Z);
    assert_eq!(named(&person, "武岁安").pledged, None);
    assert_eq!(named(&person, "苗小满").training, passed);
}

#[test]
fn groups_show_their_people_and_lead_to_them() {
    let mut person = Person::at(with_members(empty(1)), OFFICE);
    person.click("队伍");
    person.click("小组");
    person.must_show("共12人：正式党员9　预备党员2　入党积极分子1");
    person.must_show("2人还没有培训合格，不能上救援岗");
    person.picture("team-groups");
    person.click("牛谷雨");
    person.must_show("队员身份");
}

#[test]
fn posts_get_holders_shifts_and_an_order() {
    let mut person = Person::at(with_members(empty(1)), OFFICE);
    person.click("队伍");
    person.click_like("岗位 0");
    person.must_show("载入常用岗位");
    person.click("自己加一个");
    person.fill("岗位名称", "巡查员");
    person.pick_person("A角", "mxm");
    person.pick_person("B角", "whs");
    person.choose("小组", "安全巡查组");
    person.click_like("白班 8:00");
    person.click_like("夜班 20:00");
    person.fill("每班人数", "2");
    person.click("新增岗位");
    person.fill("岗位名称", "电工值班");
    person.click_like("全天 8:00");
    person.reach("电工");
    person.reach("由矿办等排班，这里只照抄");
    person.picture("team-posts");
    person.reach("上移");
    let doc = person.session().document();
    let columns = shousui::rules::duty::columns(doc);
    let names: Vec<&str> = columns.iter().map(|(_, post)| post.name.as_str()).collect();
    assert_eq!(names, ["电工值班", "巡查员"]);
    let (first, second) = (columns[0].1, columns[1].1);
    assert!(first.official && first.needs == [Skill::Electrician]);
    assert_eq!(second.shifts, [DutyShift::Day, DutyShift::Night]);
    assert_eq!(second.people(), 2);
    assert_eq!(doc.person_name(second.primary.unwrap()), "苗小满");
    assert_eq!(second.group, Some(Group::Patrol));
}

/// Every tab and question at a size.
fn look_round(person: &mut Person, name: &str) {
    person.click("队伍");
    person.picture(&format!("{name}-人员"));
    person.click(&format!("岗位 {}", person.session().document().posts.len()));
    person.picture(&format!("{name}-岗位"));
    person.click("小组");
    person.picture(&format!("{name}-小组"));
    person.click(&format!("人员 {}", person.session().document().persons.len()));
    person.click("录入名册…");
    person.paste(ROSTER);
    person.picture(&format!("{name}-名册"));
    person.key(Key::Escape);
}

#[test]
fn the_team_of_the_sample_is_all_there() {
    for (size, name) in [(OFFICE, "team-sample"), (LARGE, "team-sample-large")] {
        let mut person = Person::at_workspace(crate::screens::looks::sample(), size);
        person.click("队伍");
        person.must_show("队员 60");
        look_round(&mut person, name);
    }
}

#[test]
fn the_team_looks_right_at_every_size_and_with_absurdly_long_names() {
    let long = "禾安县云砚镇望禾煤矿地面生产系统工业广场北侧第三职工公寓楼管理委员会".repeat(2);
    for (size, size_name) in [(OFFICE, "team"), (LARGE, "team-large")] {
        look_round(&mut Person::at(empty(1), size), &format!("{size_name}-empty"));
        look_round(&mut Person::at(with_members(empty(1)), size), &format!("{size_name}-full"));
        let mut session = with_members(empty(1));
        // No table brings such a name, but somebody may type it.
        let one = Record { name: long.clone(), ..Record::default() };
        act(&mut session, Action::Add(NewRecord::Person(one)));
        let text =
            format!("姓名\t单位\t职务\t所在支部\t分队\n{long}\t{long}\t{long}\t{long}\t{long}");
        act(&mut session, pasted(What::Members, &text));
        crate::screens::rota::post(&mut session, &long, &[DutyShift::Day], 3);
        let mut person = Person::at(session, size);
        look_round(&mut person, &format!("{size_name}-long"));
        person.fill("查找", &long);
        person.click(&long);
        person.picture(&format!("{size_name}-long-person"));
    }
}

/// Writes over what stands in a field, sign by sign.
fn write_over(person: &mut Person, label: &str, signs: &str) {
    person.field(label).focus();
    person.run();
    person.chord(Key::A);
    person.type_keys(signs);
}

#[test]
fn a_day_on_the_way_to_another_moves_no_other_day() {
    let mut person = Person::at(with_members(empty(1)), OFFICE);
    person.click("队伍");
    person.click("温禾生");
    person.reach("登记请假");
    let leave = |person: &Person| {
        let leave = named(person, "温禾生").leaves[0].clone();
        (leave.from.to_string(), leave.to.to_string())
    };
    let is = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    // A single day moves as a whole.
    write_over(&mut person, "自", "2-12");
    assert_eq!(leave(&person), is("2027-02-12", "2027-02-12"));
    // 2-1 is on the way.
    write_over(&mut person, "至", "2-15");
    assert_eq!(leave(&person), is("2027-02-12", "2027-02-15"));
    write_over(&mut person, "自", "2-10");
    assert_eq!(leave(&person), is("2027-02-10", "2027-02-15"));
    assert!(!person.shows("这一段请假不算"));
    // What is the wrong way round is said and left as it was written.
    write_over(&mut person, "自", "2-20");
    assert_eq!(leave(&person), is("2027-02-20", "2027-02-15"));
    person.must_show("这一段请假不算");
}

#[test]
fn a_day_of_another_year_says_so() {
    let mut person = Person::at(with_members(empty(1)), OFFICE);
    person.click("队伍");
    person.click("温禾生");
    person.reach("登记请假");
    write_over(&mut person, "自", "2026-12-30");
    person.key(Key::Enter);
    assert_eq!(person.field("自").value().as_deref(), Some("2026年12月30日"));
    // A stretch is no day.
    write_over(&mut person, "至", "2月5日-7日");
    assert_eq!(named(&person, "温禾生").leaves[0].to.to_string(), "2026-12-30");
    assert_eq!(person.field("至").value().as_deref(), Some("2月5日-7日"));
}

#[test]
fn an_undo_takes_back_what_is_looked_for_and_nothing_unseen() {
    let mut person = Person::at(with_members(empty(1)), OFFICE);
    person.click("队伍");
    person.fill("查找", "mxm");
    let before = person.session().document().clone();
    person.chord(Key::Z);
    assert_eq!(person.field("查找").value().as_deref(), Some(""));
    assert_eq!(*person.session().document(), before);
    person.must_show("温禾生");
}
