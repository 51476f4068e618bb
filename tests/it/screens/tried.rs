//! What a tester stumbled over: whatever shows can be read whole, and nothing moves away from
//! under the pointer.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Pos2, Rect};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use shousui::action::{Action, HazardAction, NewRecord, SheetAction};
use shousui::model::RecordId;
use shousui::model::hazard::Hazard;
use shousui::model::id::HazardId;
use shousui::model::place::Site;
use shousui::model::sheet::Mark;
use shousui::session::Session;

use super::{OFFICE, Person};
use crate::fixture::{Names, act, day, empty, made, morning, small_mine};

pub(super) fn report(session: &mut Session, names: &Names, words: &str) -> HazardId {
    let hazard = Hazard {
        site: Some(names.sites[0]),
        words: words.to_owned(),
        finders: vec![names.people[0]],
        found_on: Some(day()),
        ..Hazard::default()
    };
    let action = Action::Hazard(HazardAction::Report(Box::new(hazard)));
    let RecordId::Hazard(id) = made(session, action) else { panic!() };
    id
}

/// Where a field begins.
fn place(person: &Person, label: &str) -> Pos2 {
    person.field(label).rect().min
}

/// The first thing whose label contains those words.
fn shown<'a>(person: &'a Person, words: &'a str) -> Node<'a> {
    let mut found = person.harness.query_all_by_label_contains(words);
    found.next().unwrap_or_else(|| panic!("no {words}"))
}

#[test]
fn the_row_under_the_pointer_can_be_read() {
    let (mut session, names) = small_mine(1);
    report(&mut session, &names, "门锁坏");
    let mut person = Person::at(session, OFFICE);
    person.click("隐患");
    let cell = person.harness.get_by_label_contains("YH-2027-0001，").rect().shrink(4.0);
    person.harness.hover_at(cell.center());
    person.run();
    person.picture("hovered-row");
    let picture = person.harness.render().unwrap();
    let lights = pixels(cell).map(|(x, y)| picture.get_pixel(x, y).0[..3].iter().max().copied());
    let lights: Vec<u8> = lights.map(Option::unwrap).collect();
    let (ink, ground) = (*lights.iter().min().unwrap(), lights[0]);
    assert!(0xE0 < ground && ink < 0x60, "{ink} on {ground}");
}

/// The pixels of a rectangle on a screen at 100 %.
fn pixels(rect: Rect) -> impl Iterator<Item = (u32, u32)> {
    let whole = |part: f32| format!("{part:.0}").parse::<u32>().unwrap();
    let (left, right, top, bottom) =
        (whole(rect.left()), whole(rect.right()), whole(rect.top()), whole(rect.bottom()));
    (top..bottom).flat_map(move |y| (left..right).map(move |x| (x, y)))
}

#[test]
fn undo_names_a_number_whole_or_not_at_all() {
    let (mut session, names) = small_mine(1);
    report(&mut session, &names, "门锁坏");
    let mut person = Person::at(session, OFFICE);
    assert!(person.offers("撤销：登记隐患 YH-2027-0001"));
    person.chord(Key::Z);
    assert!(person.offers("重做：登记隐患 YH-2027-0001"));
    person.picture("undo-both");

    let (mut session, _) = small_mine(1);
    let name = format!("工业广场{}12345号楼", "西".repeat(40));
    let site = Site { name: name.clone(), ..Site::default() };
    act(&mut session, Action::Add(NewRecord::Site(site)));
    let mut person = Person::at(session, OFFICE);
    person.picture("undo-long");
    let button = shown(&person, "撤销：新增场所 工业广场").rect();
    assert!(button.width() < 80.0, "it does not grow with what it names: {button}");
    person.harness.hover_at(button.center());
    person.harness.run_steps(60);
    person.must_show(&format!("撤销：新增场所 {name}"));
}

/// A hazard in front, with the question how it was mended.
fn at_a_step() -> Person {
    let (mut session, names) = small_mine(1);
    report(&mut session, &names, "门锁坏");
    let mut person = Person::at(session, OFFICE);
    person.click("隐患");
    person.click("YH-2027-0001");
    person.click("当场整改…");
    person.pick_person("整改人", "侯望川");
    person.pick_person("当场复查人", "温禾生");
    person
}

#[test]
fn a_refusal_moves_no_field_and_stays_until_something_changes() {
    let mut person = at_a_step();
    let before = place(&person, "整改情况");
    person.click_like("记录 Ctrl");
    person.must_show("还没写整改情况");
    person.picture("refused");
    assert_eq!(place(&person, "整改情况"), before);
    // Long enough for any notice to go by itself.
    let late = morning() + chrono::Duration::minutes(5);
    person.world.seen(|seen| seen.now = Some(late));
    person.run();
    person.must_show("还没写整改情况");
    person.field("整改情况").click();
    person.run();
    person.must_show("还没写整改情况");
    assert_eq!(place(&person, "整改情况"), before);
    person.type_keys("换锁1把");
    assert!(!person.shows("还没写整改情况"));
    assert_eq!(place(&person, "整改情况"), before);
    person.click_like("记录 Ctrl");
    person.must_show("已记录");
}

#[test]
fn a_refusal_of_before_does_not_stand_in_the_next_question() {
    let mut person = at_a_step();
    person.click_like("记录 Ctrl");
    person.must_show("还没写整改情况");
    person.key(Key::Escape);
    person.key(Key::F4);
    person.must_show("其余各项登记后再补");
    assert!(!person.shows("还没写整改情况"));
}

#[test]
fn days_of_the_season_stay_where_they_are_while_they_are_typed() {
    let mut person = Person::at(empty(1), OFFICE);
    person.click("文件");
    person.click_like("本矿资料");
    person.fill("年份", "2027");
    let label = "截止日";
    person.field(label).scroll_to_me();
    person.harness.run_steps(30);
    let mut places = vec![place(&person, label)];
    for typed in ["2027-1-28", "2月30日", "2027-01-30"] {
        person.fill("起始日", typed);
        places.push(place(&person, label));
    }
    person.fill("截止日", "2027-02-20");
    places.push(place(&person, label));
    person.picture("season-days");
    assert!(places.iter().all(|place| *place == places[0]), "{places:?}");
}

#[test]
fn a_day_left_half_typed_leaves_its_calendar_where_it_is() {
    let mut person = Person::at(empty(1), OFFICE);
    person.click("文件");
    person.click_like("本矿资料");
    person.field("起始日").scroll_to_me();
    person.harness.run_steps(30);
    let calendar =
        |person: &Person| person.harness.get_all_by_label("打开日历").next().unwrap().rect();
    let before = calendar(&person);
    person.fill("起始日", "2月30日");
    person.key(Key::Tab);
    person.must_show("日期请写成 2月5日");
    assert_eq!(calendar(&person), before);
}

#[test]
fn a_new_record_waits_for_its_name() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    for (place, tab, button, field) in [
        ("责任区", "场所 ", "新增场所", "名称"),
        ("责任区", "责任区 ", "新增责任区", "名称"),
        ("责任区", "巡查路线 ", "新增路线", "名称"),
        ("队伍", "人员 ", "新增人员", "姓名"),
        ("队伍", "岗位 ", "新增岗位", "岗位名称"),
        ("预案", "处置卡 ", "新增本矿的卡", "卡名"),
        ("预案", "电话表 ", "新增电话", "单位岗位"),
        ("宣传服务", "宣传活动 ", "新增活动", "活动名称"),
        ("宣传服务", "帮扶服务 ", "登记服务", "服务对象"),
    ] {
        person.click(place);
        person.click_like(tab);
        // The second time the record made before is in front.
        for name in ["甲", "乙"] {
            person.click(button);
            assert!(person.field(field).is_focused(), "{button}");
            person.type_keys(name);
            // What stood there for the time being is gone with the first sign.
            assert_eq!(person.field(field).value().as_deref(), Some(name), "{button}");
        }
    }
    let doc = person.session().document();
    let names: Vec<&str> = doc.sites.iter().map(|(_, site)| site.name.as_str()).collect();
    assert_eq!(names, ["3号公寓", "职工食堂", "充电棚B区", "甲", "乙"]);
}

#[test]
fn a_name_put_on_the_books_in_passing_does_not_take_the_cursor() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.click("队伍");
    person.click_like("全部人员 ");
    person.click("苗小满");
    person.pick_person("单位", "机电队");
    assert!(!person.field("姓名").is_focused());
    person.click("责任区");
    person.click("3号公寓");
    let hint = person.field("管理单位").accesskit_node().placeholder().map(str::to_owned);
    assert_eq!(hint.as_deref(), Some("单位名称或拼音首字母"));
    person.pick_person("管理单位", "后勤部");
    assert!(!person.field("名称").is_focused());
}

#[test]
fn a_hazard_is_reported_without_the_mouse() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.key(Key::F4);
    assert!(person.field("场所").is_focused());
    person.type_keys("3h");
    let offer = person.harness.get_by_role_and_label(Role::Button, "3号公寓").rect();
    assert!(person.field("场所").rect().bottom() <= offer.top(), "{offer}");
    person.picture("report-site");
    person.key(Key::Enter);
    assert_eq!(person.field("场所").value().as_deref(), Some("3号公寓"));
    assert!(person.field("隐患描述").is_focused());
    person.type_keys("门锁坏1把");
    person.chord(Key::Enter);
    let doc = person.session().document();
    let (_, hazard) = doc.hazards.iter().next().unwrap();
    assert_eq!(doc.site_name(hazard.site), "3号公寓");
    assert_eq!(hazard.words, "门锁坏1把");
}

#[test]
fn who_signed_stands_above_the_keys() {
    let (mut session, names) = small_mine(1);
    let issue = SheetAction::IssueRoute {
        route: names.route,
        shift: "早班".to_owned(),
        day: day(),
        walkers: Vec::new(),
    };
    act(&mut session, Action::Sheet(issue));
    let mut person = Person::at(session, OFFICE);
    person.key(Key::F2);
    person.type_keys("1");
    person.key(Key::Enter);
    person.picture("entry-signers");
    for label in ["巡查人", "电工", "天气"] {
        assert!(person.field(label).rect().bottom() < 712.0, "{label}");
    }
}

#[test]
fn a_day_with_its_year_has_room() {
    let mut person = Person::at(empty(1), OFFICE);
    person.click("文件");
    person.click_like("本矿资料");
    person.fill("起始日", "2028-12-30");
    let ctx = person.harness.ctx.clone();
    let needed = ctx.fonts_mut(|fonts| {
        let font = eframe::egui::FontId::proportional(16.0);
        let colour = eframe::egui::Color32::BLACK;
        fonts.layout_no_wrap("2028年12月30日".to_owned(), font, colour).size().x
    });
    // The margin on both sides, and the cursor.
    let room = person.field("起始日").rect().width() - 17.0;
    assert!(needed <= room, "{needed} in {room}");
}

#[test]
fn what_is_to_be_done_says_where_and_what() {
    let (mut session, names) = small_mine(1);
    let mut hazard = Hazard {
        site: Some(names.sites[0]),
        words: "二层东侧楼梯间停放电动自行车2辆并在充电".to_owned(),
        finders: vec![names.people[0]],
        found_on: day().pred_opt(),
        ..Hazard::default()
    };
    hazard.due = day().pred_opt();
    act(&mut session, Action::Hazard(HazardAction::Report(Box::new(hazard))));
    let mut person = Person::at(session, OFFICE);
    person.run();
    person.picture("to-do");
    person.must_show("3号公寓 二层东侧楼梯间停放电动自行车2辆…");
}

#[test]
fn the_badge_of_a_sheet_has_room() {
    let (mut session, names) = small_mine(1);
    let issue = SheetAction::IssueRoute {
        route: names.route,
        shift: "早班".to_owned(),
        day: day(),
        walkers: vec![names.people[0], names.people[1]],
    };
    let RecordId::Sheet(sheet) = made(&mut session, Action::Sheet(issue)) else { panic!() };
    let rows = session.document().sheets.get(&sheet).unwrap().rows();
    let rows: Vec<_> = rows.iter().map(|row| row.number).take(10).collect();
    for row in rows {
        let mark = Some(Mark::Fault { words: "坏".to_owned(), hazard: None });
        act(&mut session, Action::Sheet(SheetAction::Mark { sheet, row, mark }));
    }
    act(&mut session, Action::Sheet(SheetAction::Finish { sheet }));
    let mut person = Person::at(session, OFFICE);
    for place in ["今日", "巡查"] {
        person.click(place);
        person.harness.run();
        person.picture(&format!("badge-{place}"));
        let badge = shown(&person, "处异常").rect();
        assert!(badge.width() <= 158.0, "{badge}");
        person.must_show("10处异常 16行未查");
    }
}

#[test]
fn a_shift_whose_sheets_are_out_says_so_before_more_go_out() {
    let (mut session, names) = small_mine(1);
    let issue = SheetAction::IssueRoute {
        route: names.route,
        shift: "早巡".to_owned(),
        day: day(),
        walkers: Vec::new(),
    };
    made(&mut session, Action::Sheet(issue));
    let mut person = Person::at(session, OFFICE);
    person.key(Key::F3);
    person.click("早巡");
    person.must_show("这一巡次已出过单：XC-2027-0001");
    person.picture("issued-twice");
    person.click("晚巡");
    assert!(!person.shows("这一巡次已出过单"));
}
