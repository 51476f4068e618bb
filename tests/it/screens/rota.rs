//! 排班 by the words on the screen and by keys.

use chrono::NaiveDate;
use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use shousui::action::{Action, NewRecord};
use shousui::model::RecordId;
use shousui::model::duty::{DutyField, DutyId, DutyShift};
use shousui::model::id::{PersonId, PostId};
use shousui::model::people::{Group, Leave, PersonField, Post, PostField};
use shousui::model::rota::Origin;
use shousui::session::Session;

use super::team::{ROSTER, with_members, with_season};
use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, day, empty, made, set};

/// A post with a column for each shift.
pub(crate) fn post(session: &mut Session, name: &str, shifts: &[DutyShift], seats: u16) -> PostId {
    let order = u16::try_from(session.document().posts.len()).unwrap() + 1;
    let shifts = shifts.to_vec();
    let new = Post { name: name.to_owned(), shifts, seats, order, ..Post::default() };
    match made(session, Action::Add(NewRecord::Post(new))) {
        RecordId::Post(id) => id,
        other => panic!("{other:?}"),
    }
}

fn who(session: &Session, name: &str) -> PersonId {
    let mut found = session.document().persons.iter();
    *found.find(|(_, one)| one.name == name).unwrap_or_else(|| panic!("no {name}")).0
}

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn names(session: &Session, day: NaiveDate, post: PostId, shift: DutyShift) -> String {
    let duty = session.document().duties.get(&DutyId { day, post, shift });
    duty.map(|duty| session.document().person_names(&duty.persons)).unwrap_or_default()
}

/// The twelve, the season, and the posts of a small mine.
fn desk() -> (Session, PostId, PostId) {
    let mut session = with_season(with_members(empty(1)));
    let patrol = post(&mut session, "巡查员", &[DutyShift::Day, DutyShift::Night], 2);
    act(&mut session, set((patrol, PostField::Group(Some(Group::Patrol)))));
    let leader = post(&mut session, "值班矿领导", &[DutyShift::Whole], 1);
    act(&mut session, set((leader, PostField::Official(true))));
    for name in ["消防控制室", "保卫", "医务值班", "电工值班", "后勤值班", "备班"]
    {
        post(&mut session, name, &[DutyShift::Whole], 1);
    }
    (session, patrol, leader)
}

#[test]
fn empty_places_say_what_to_do_first() {
    let mut person = Person::at(empty(1), OFFICE);
    person.click("排班");
    person.must_show("还没有岗位");
    person.picture("rota-empty");
    person.click("去定岗位");
    person.must_show("载入常用岗位");
    person.click("自己加一个");
    person.click("排班");
    person.must_show("没有要排班的岗位");
    person.click("去定岗位");
    person.click_like("白班 8:00");
    person.click("排班");
    person.must_show("还没有定本季的起止");
    person.picture("rota-no-season");
}

#[test]
fn the_usual_season_is_one_click() {
    let mut session = empty(1);
    act(&mut session, set((shousui::model::mine::Only, season_year())));
    post(&mut session, "巡查员", &[DutyShift::Day], 1);
    let mut person = Person::at(session, OFFICE);
    person.click("排班");
    person.click("从小年到元宵节：1月30日—2月20日");
    person.must_show("1月30日—2月20日　22天");
    person.must_show("2月5日 周五 腊月廿九 除夕");
    person.must_show("值守期");
    // Both days are one step.
    person.chord(Key::Z);
    let season = person.session().document().current_season();
    assert_eq!((season.first, season.last), (None, None));
}

pub(crate) fn season_year() -> shousui::model::mine::SeasonField {
    shousui::model::mine::SeasonField::Year(2027)
}

#[test]
fn a_cell_is_filled_with_the_keyboard_alone() {
    let (session, patrol, _) = desk();
    let mut person = Person::at(session, OFFICE);
    person.click("排班");
    let keys = |person: &mut Person, signs: &str| {
        person.type_keys(signs);
        person.key(Key::Enter);
    };
    // The first arrow leads to today, the next ones on.
    person.key(Key::ArrowDown);
    person.must_show("每班2人");
    keys(&mut person, "mxm");
    keys(&mut person, "whs");
    assert_eq!(names(person.session(), day(), patrol, DutyShift::Day), "苗小满、温禾生");
    person.picture("rota-typed");
    person.key(Key::ArrowRight);
    keys(&mut person, "jsz");
    person.key(Key::ArrowLeft);
    person.key(Key::ArrowDown);
    person.chord(Key::D);
    let next = on("2027-02-06");
    assert_eq!(names(person.session(), day(), patrol, DutyShift::Night), "冀守正");
    assert_eq!(names(person.session(), next, patrol, DutyShift::Day), "苗小满、温禾生");
    person.key(Key::Delete);
    assert_eq!(names(person.session(), next, patrol, DutyShift::Day), "");
    person.chord(Key::Z);
    assert_eq!(names(person.session(), next, patrol, DutyShift::Day), "苗小满、温禾生");
}

#[test]
fn who_fits_is_offered_first_and_who_does_not_says_why() {
    let (mut session, patrol, _) = desk();
    let guard = post(&mut session, "门卫", &[DutyShift::Night], 1);
    let (a, b) = (who(&session, "柴有田"), who(&session, "苗小满"));
    let away = vec![Leave { from: day(), to: day() }];
    act(&mut session, set((a, PersonField::Leaves(away))));
    let cell = DutyId { day: day(), post: guard, shift: DutyShift::Night };
    act(&mut session, set((cell, DutyField::Persons(vec![b]))));
    let mut person = Person::at(session, OFFICE);
    person.click("排班");
    person.click("2月5日 巡查员 夜班");
    person.key(Key::Enter);
    let offered: Vec<String> = ["温禾生", "冀守正", "阎松年", "柴有田", "苗小满"]
        .into_iter()
        .filter(|name| person.offers(name))
        .map(str::to_owned)
        .collect();
    // Members of the group who are free; the two who are not come after everybody else.
    assert_eq!(offered, ["温禾生", "冀守正", "阎松年"]);
    person.picture("rota-offered");
    person.type_keys("m");
    person.type_keys("x");
    person.key(Key::Enter);
    // Nothing is refused; everything is shown.
    assert_eq!(names(person.session(), day(), patrol, DutyShift::Night), "苗小满");
    person.must_show("△ 苗小满同时排在2月5日 夜班 门卫");
    person.must_show("△ 2月5日 夜班 门卫：苗小满同时排在2月5日 夜班 巡查员");
    person.picture("rota-clash");
    person.must_show("2月5日 巡查员 夜班 苗小满 △");
    person.reach_like("△ 2月5日 夜班 门卫：苗小满同时");
    person.must_show("门卫　夜班 20:00—次日8:00");
    person.must_show("2月5日 门卫 夜班 苗小满 △");
}

/// At seven in the morning, before a shift of the day has begun.
fn early(session: Session) -> Person {
    let world = crate::world::Fake::default();
    world.seen(|seen| seen.now = day().and_hms_opt(7, 0, 0));
    Person::in_world(shousui::workspace::Workspace::new(session), world, OFFICE)
}

#[test]
fn people_take_turns_in_one_step() {
    let (session, patrol, _) = desk();
    let mut session = session;
    let away = vec![Leave { from: on("2027-02-06"), to: on("2027-02-06") }];
    let third = who(&session, "温禾生");
    act(&mut session, set((third, PersonField::Leaves(away))));
    let mut person = early(session);
    person.click("排班");
    person.click("2月5日 巡查员 白班");
    person.click("向下顺排…");
    person.click("加入安全巡查组的5人");
    person.fill("至", "2月8日");
    person.picture("rota-turns");
    person.click_like("排上 Ctrl");
    let told: Vec<String> = ["2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08"]
        .into_iter()
        .map(|text| names(person.session(), on(text), patrol, DutyShift::Day))
        .collect();
    // On the sixth the one who is away is passed over and comes next.
    assert_eq!(told, ["柴有田、苗小满", "冀守正、阎松年", "温禾生、柴有田", "苗小满、冀守正"]);
    person.chord(Key::Z);
    assert!(person.session().document().duties.is_empty());
}

/// On the sixth both are away, and somebody was put there by hand; the fifth has begun.
#[test]
fn taking_turns_leaves_days_without_anybody_and_shifts_that_have_begun() {
    let (mut session, patrol, _) = desk();
    let two = ["柴有田", "苗小满"].map(|name| who(&session, name));
    let by_hand = who(&session, "温禾生");
    for one in two {
        let away = vec![Leave { from: on("2027-02-06"), to: on("2027-02-06") }];
        act(&mut session, set((one, PersonField::Leaves(away))));
    }
    for text in ["2027-02-05", "2027-02-06", "2027-02-07"] {
        let cell = DutyId { day: on(text), post: patrol, shift: DutyShift::Day };
        act(&mut session, set((cell, DutyField::Persons(vec![by_hand]))));
    }
    let mut person = Person::at(session, OFFICE);
    person.click("排班");
    person.click("2月5日 巡查员 白班 温禾生");
    person.click("向下顺排…");
    person.pick_person("轮流的人", "cyt");
    person.pick_person("轮流的人", "mxm");
    person.fill("至", "2月8日");
    person.picture("rota-turns-left");
    person.must_show("原：温禾生");
    person.must_show("没有能上的人，仍是温禾生");
    person.click_like("排上 Ctrl");
    let told: Vec<String> = ["2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08"]
        .into_iter()
        .map(|text| names(person.session(), on(text), patrol, DutyShift::Day))
        .collect();
    assert_eq!(told, ["温禾生", "温禾生", "柴有田、苗小满", "柴有田、苗小满"]);
}

#[test]
fn the_official_rota_is_copied_with_names_nobody_knows() {
    let (session, _, leader) = desk();
    let mut person = Person::at(session, OFFICE);
    person.click("排班");
    person.must_show("值班矿领导 全天　以矿办正式表为准");
    person.key(Key::ArrowDown);
    person.key(Key::ArrowRight);
    person.key(Key::ArrowRight);
    person.must_show("以矿办正式表为准");
    person.click("导入值班表…");
    person.paste("日期\t星期\t农历\t值班矿领导\n2月5日\t五\t除夕\t亢宝庆\n2月6日\t六\t初一\t何矿山\n待定\t\t\t冀守正\n");
    person.must_show("看不出日期");
    // Nobody new comes on the books unasked.
    person.must_show("册上没有何矿山");
    person.click("名册上没有的1人（何矿山）一并记入人员（不算队员）");
    person.must_show("新记入人员何矿山");
    person.picture("rota-timetable");
    person.click_like("录入 Ctrl");
    // What was left out is said again afterwards.
    person.must_show("第4行 待定：“待定 冀守正”里看不出日期");
    person.picture("rota-left-out");
    person.key(Key::Enter);
    let session = person.session();
    assert_eq!(names(session, on("2027-02-05"), leader, DutyShift::Whole), "亢宝庆");
    assert_eq!(names(session, on("2027-02-06"), leader, DutyShift::Whole), "何矿山");
    let new = session.document().persons.get(&who(session, "何矿山")).unwrap();
    assert!(new.membership.is_none());
}

/// From nothing: twelve members, two posts with A角 and B角, a week of the rota.
#[test]
fn from_an_empty_workbook_to_a_week_of_the_rota() {
    let mut person = early(empty(1));
    person.click("队伍");
    person.click("录入名册…");
    person.paste(ROSTER);
    person.click_like("录入 Ctrl");
    person.click_like("岗位 0");
    person.click("自己加一个");
    for (place, (name, group, a, b)) in
        [("巡查员", "安全巡查组", "mxm", "whs"), ("门岗", "疏散引导组", "ngy", "wsa")]
            .into_iter()
            .enumerate()
    {
        if 0 < place {
            person.click("新增岗位");
        }
        person.fill("岗位名称", name);
        person.pick_person("A角", a);
        person.pick_person("B角", b);
        person.choose("小组", group);
        person.click_like("白班 8:00");
        person.click_like("夜班 20:00");
    }
    let set_up = person.actions;
    person.click("排班");
    // A new workbook knows its year; this one was made by hand.
    person.click("在本矿资料里定别的日子");
    person.fill("年份", "2027");
    person.click("排班");
    person.click("从小年到元宵节：1月30日—2月20日");
    let before = person.actions;
    for column in ["巡查员 白班", "巡查员 夜班", "门岗 白班", "门岗 夜班"] {
        person.click(&format!("2月5日 {column}"));
        person.click("向下顺排…");
        if column.starts_with("巡查员") {
            person.click("加入安全巡查组的3人");
        }
        person.fill("至", "2月11日");
        person.click_like("排上 Ctrl");
    }
    person.picture("rota-week");
    let filled = person.session().document().duties.iter();
    // Three people cannot fill four shifts a day and rest: what is left over stays empty and is
    // told, nobody gets a day and the night after it.
    assert_eq!(filled.filter(|(_, duty)| !duty.persons.is_empty()).count(), 22);
    person.must_show("值守期每个岗位每班有人");
    println!(
        "members and posts {set_up} actions, four columns of a week {} actions, all {}",
        person.actions - before,
        person.actions
    );
    assert!(person.actions <= 60);
}

#[test]
fn the_rota_of_the_sample_has_no_clash_and_is_walked_through_by_keys() {
    for (size, name) in [(OFFICE, "rota-sample"), (LARGE, "rota-sample-large")] {
        let mut person = Person::at_workspace(crate::screens::looks::sample(), size);
        person.click("排班");
        person.picture(name);
        for key in [Key::ArrowDown, Key::ArrowDown, Key::End, Key::PageDown, Key::Home] {
            person.key(key);
            person.picture(&format!("{name}-{key:?}"));
        }
        assert!(!person.shows(" △"), "a cell of the sample clashes");
    }
}

#[test]
fn the_rota_looks_right_at_every_size_and_with_absurdly_long_names() {
    let long = "禾安县云砚镇望禾煤矿地面生产系统工业广场北侧第三职工公寓楼管理委员会".repeat(2);
    for (size, name) in [(OFFICE, "rota"), (LARGE, "rota-large")] {
        let (mut session, patrol, leader) = desk();
        let all: Vec<PersonId> = session.document().persons.iter().map(|(id, _)| *id).collect();
        for (place, day) in on("2027-01-30").iter_days().take(22).enumerate() {
            for (at, shift) in [DutyShift::Day, DutyShift::Night].into_iter().enumerate() {
                let persons = vec![all[(place + 2 * at) % 12], all[(place + 2 * at + 1) % 12]];
                let cell = DutyId { day, post: patrol, shift };
                act(&mut session, set((cell, DutyField::Persons(persons))));
            }
            let cell = DutyId { day, post: leader, shift: DutyShift::Whole };
            act(&mut session, set((cell, DutyField::Persons(vec![all[(place + 7) % 12]]))));
        }
        let mut person = Person::at(session, size);
        person.click("排班");
        person.picture(&format!("{name}-full"));
        person.key(Key::ArrowDown);
        person.picture(&format!("{name}-cell"));

        let (mut session, patrol, _) = desk();
        post(&mut session, &long, &[DutyShift::Day, DutyShift::Zero], 4);
        let longest = crate::fixture::person(&mut session, &long, false);
        let cell = DutyId { day: day(), post: patrol, shift: DutyShift::Day };
        let persons = vec![longest, all[0], all[1], all[2]];
        act(&mut session, set((cell, DutyField::Persons(persons))));
        let mut person = Person::at(session, size);
        person.click("排班");
        person.key(Key::ArrowDown);
        person.key(Key::End);
        person.key(Key::Home);
        person.picture(&format!("{name}-long"));
    }
}

/// One shift takes fewer people, or nobody of its own; what is official is decided elsewhere.
#[test]
fn how_many_one_shift_takes_is_chosen_in_its_cell() {
    let (session, patrol, _) = desk();
    let mut person = Person::at(session, OFFICE);
    let offered = |person: &Person| {
        person.harness.query_by_role_and_label(Role::ComboBox, "本班人数").is_some()
    };
    person.click("排班");
    person.click_like("2月5日 巡查员 白班");
    assert!(offered(&person));
    person.picture("rota-seats");
    let cell = DutyId { day: day(), post: patrol, shift: DutyShift::Day };
    let seats = |person: &Person| person.session().document().seats(cell);
    assert_eq!(seats(&person), 2);
    person.choose("本班人数", "1人");
    assert_eq!(seats(&person), 1);
    person.must_show("本班1人");
    person.choose("本班人数", "不单设，由别的岗位兼");
    assert_eq!(seats(&person), 0);
    person.must_show("请在备注里写明原因、由谁兼");
    person.choose("本班人数", "按岗位，2人");
    assert_eq!(person.session().document().duties.get(&cell).and_then(|duty| duty.seats), None);
    person.click_like("2月5日 值班矿领导 全天");
    person.must_show("以矿办正式表为准");
    assert!(!offered(&person));
}

/// Going on with the days before: one preview, one step, one undo.
#[test]
fn an_earlier_stretch_is_gone_on_with_in_one_step() {
    for (size, picture) in [(OFFICE, "rota-going-on"), (LARGE, "rota-going-on-large")] {
        let mut session = crate::filling::enough(12);
        let doc = session.document();
        let gate = *doc.posts.iter().next().unwrap().0;
        let people: Vec<_> = doc.persons.iter().map(|(id, _)| *id).collect();
        for place in 1..=6 {
            for shift in [DutyShift::Day, DutyShift::Night] {
                let at = (place * 4 + usize::from(shift == DutyShift::Night) * 2) % 12;
                let cell = DutyId { day: crate::filling::after(place), post: gate, shift };
                let two = vec![people[at], people[at + 1]];
                act(&mut session, set((cell, DutyField::Persons(two))));
            }
        }
        let before = session.document().clone();
        let mut person = Person::at(session, size);
        person.click("排班");
        person.click("接着上月、上年排…");
        person.must_show("照前面谁接谁的次序");
        person.must_show("接着排12班");
        person.picture(picture);
        person.chord(Key::Enter);
        person.must_show("可以整个撤销");
        let filled = person.session().document().duties.iter();
        let filled = filled.filter(|(_, duty)| duty.origin == Some(Origin::Continued)).count();
        assert_eq!(filled, 12);
        person.chord(Key::Z);
        assert_eq!(*person.session().document(), before);
    }
}

/// Of days that end before they begin it was said that no shift of them is empty.
#[test]
fn days_that_end_before_they_begin_are_said_to_do_so() {
    let mut person = Person::at(crate::filling::enough(4), OFFICE);
    person.click("排班");
    person.click("接着上月、上年排…");
    person.fill("自", "2月9日");
    person.fill("至", "2月8日");
    assert!(!person.shows("没有空着的班"));
    person.must_show("截止日在起始日以前，请改好");
    person.chord(Key::Enter);
    person.must_show("！截止日在起始日以前，请改好");
    assert!(!person.shows("没有空着的班"));
}

#[test]
fn a_new_name_stays_in_the_cell_it_was_written_in() {
    let (session, patrol, _) = desk();
    let mut person = Person::at(session, OFFICE);
    person.click("排班");
    person.click("2月5日 巡查员 白班");
    person.key(Key::Enter);
    person.type_keys("卞新城");
    person.click("2月6日 巡查员 白班");
    let on_duty =
        |person: &Person, day: NaiveDate| names(person.session(), day, patrol, DutyShift::Day);
    assert_eq!(on_duty(&person, day()), "卞新城");
    assert_eq!(on_duty(&person, on("2027-02-06")), "");
    // The cell that was clicked is in front all the same, and takes the next name.
    person.key(Key::Enter);
    person.type_keys("mxm");
    person.key(Key::Enter);
    assert_eq!(on_duty(&person, on("2027-02-06")), "苗小满");
    // Letters that are nobody are given up, and it is said.
    person.type_keys("xyzq");
    person.click("2月7日 巡查员 白班");
    person.must_show("“xyzq”没有选定是谁，没有排上");
    assert_eq!(on_duty(&person, on("2027-02-07")), "");
}
