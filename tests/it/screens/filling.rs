//! 自动排班 by the words on the screen.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, Order};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use shousui::action::{Action, TeamAction};
use shousui::model::duty::{DutyId, DutyShift};
use shousui::model::people::{Leave, PersonField, PostField};
use shousui::model::rota::Origin;

use super::team::ROSTER;
use super::{LARGE, OFFICE, Person};
use crate::filling::{Dice, after, by_chance, enough};
use crate::fixture::{act, empty, set};

/// The leaders' rota as the mine's office sends it.
const LEADERS: &str = "\
    日期\t值班矿领导\n\
    2月5日\t尹广厚\n\
    2月6日\t屈景和\n\
    2月7日\t贺长庚\n\
    2月8日\t尹广厚\n";

#[test]
fn from_a_pasted_roster_and_a_pasted_leaders_rota_to_the_wall() {
    let mut session = empty(1);
    act(&mut session, set((shousui::model::mine::Only, super::rota::season_year())));
    let mut person = Person::at(session, OFFICE);
    person.click("队伍");
    person.click("录入名册…");
    person.paste(ROSTER);
    person.click_like("录入 Ctrl");
    person.click_like("岗位 0");
    person.click("载入常用岗位");
    person.click("排班");
    person.click("从小年到元宵节：1月30日—2月20日");
    person.click("从表格粘贴…");
    person.paste(LEADERS);
    person.click_like("一并记入人员");
    person.click_like("录入 Ctrl");
    person.click("自动排班");
    person.must_show("只排由本队自己排的岗位");
    person.picture("rota-fill");
    person.click_like("开始排班");
    person.run();
    person.must_show("均衡情况 ");
    assert!(!person.shows("现在的排班表"), "it is empty");
    person.picture("rota-filled");
    person.click_like("排上 Ctrl");
    person.picture("rota-full");
    person.click("值班表 A4");
    person.click_like("打印 Ctrl");
    println!("to the wall: {} actions", person.actions);
    assert!(person.actions <= 20);
    let doc = person.session().document();
    let of = |origin| doc.duties.iter().filter(|(_, duty)| duty.origin == origin).count();
    assert_eq!(of(Some(Origin::Import)), 4);
    assert!(40 < of(Some(Origin::Solver)));
    assert_eq!(person.world.seen(|seen| seen.printed.len()), 1);
}

#[test]
fn what_is_missing_is_told_and_days_can_be_left_out() {
    for size in [OFFICE, LARGE] {
        let mut person = Person::at(by_chance(&mut Dice(4), 6), size);
        person.click("排班");
        person.click("自动排班");
        person.chord(Key::Enter);
        person.run();
        person.picture("rota-filling");
        person.must_show("还差");
        person.picture("rota-lacking");
        // Reasons are known of the first few; of the rest when somebody asks.
        let unasked = person.found("查原因").len();
        assert!(0 < unasked);
        person.reach_like("查原因");
        person.run();
        assert_eq!(person.found("查原因").len(), unasked - 1);
        person.reach_like("2月8日 5班");
        person.chord(Key::End);
        let doc = person.session().document();
        let days: Vec<String> = doc
            .duties
            .iter()
            .filter(|(_, duty)| duty.origin == Some(Origin::Solver))
            .map(|(cell, _)| cell.day.to_string())
            .collect();
        assert!(!days.contains(&"2027-02-08".to_owned()), "{days:?}");
        assert!(days.contains(&"2027-02-09".to_owned()), "{days:?}");
        person.chord(Key::Z);
        let left = person.session().document().duties.iter();
        let left = left.filter(|(_, duty)| duty.origin == Some(Origin::Solver)).count();
        assert_eq!(left, 0);
    }
}

#[test]
fn a_cell_says_where_its_people_come_from_and_why_they_are_there() {
    let mut person = Person::at(enough(4), OFFICE);
    person.click("排班");
    person.click("自动排班");
    person.chord(Key::Enter);
    person.run();
    person.chord(Key::End);
    person.click_like("2月7日 巡查员 白班");
    person.must_show("来自自动排班");
    person.reach_like("为什么是他，不是别人？");
    person.picture("rota-why");
    person.must_show("，不是人员");
    person.picture("rota-why");
    let doc = person.session().document();
    let night = doc.duties.iter().find(|(cell, _)| cell.shift == DutyShift::Night);
    assert!(night.is_some());
}

/// Nothing is filled of a shift that has begun: there is nothing to be weighed.
#[test]
fn of_a_shift_that_has_begun_nobody_asks_why() {
    let mut session = enough(4);
    let doc = session.document();
    let (post, one) = (*doc.posts.iter().next().unwrap().0, *doc.persons.iter().next().unwrap().0);
    for (shift, place) in [(DutyShift::Day, 1), (DutyShift::Night, 2)] {
        crate::filling::put(&mut session, (post, shift), place, one);
    }
    let mut person = Person::at(session, OFFICE);
    // Nine in the morning of the sixth.
    person.wait(chrono::TimeDelta::hours(25));
    person.click("排班");
    person.click_like("2月6日 巡查员 白班");
    person.must_show("清空");
    assert!(!person.shows("为什么是他"));
    person.click_like("2月7日 巡查员 夜班");
    person.must_show("为什么是他，不是别人？");
}

/// The chord that began it, held down or pressed once more, takes nothing that nobody has read.
#[test]
fn the_chord_that_begins_takes_nothing() {
    let mut person = Person::at(enough(4), OFFICE);
    person.click("排班");
    person.click("自动排班");
    let before = person.session().heads().clone();
    for _ in 0..4 {
        person.chord(Key::Enter);
        person.run();
    }
    person.must_show("均衡情况 ");
    person.must_show("排上 Ctrl+End");
    assert_eq!(*person.session().heads(), before);
    // Nor does the other one that is held down from before.
    person.key(Key::Escape);
    person.click("自动排班");
    let end = |person: &mut Person, pressed| {
        let (key, modifiers) = (Key::End, Modifiers::COMMAND);
        let event = Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        person.harness.event_modifiers(event, modifiers);
        person.run();
    };
    end(&mut person, true);
    person.chord(Key::Enter);
    person.run();
    person.must_show("均衡情况 ");
    end(&mut person, true);
    assert_eq!(*person.session().heads(), before);
    end(&mut person, false);
    end(&mut person, true);
    person.must_show("可以整个撤销");
    assert_ne!(*person.session().heads(), before);
}

/// What is missing is seen beside the button, however large the text, and names longer than a row
/// push nothing out of the window.
#[test]
fn what_is_missing_is_seen_at_any_size_with_any_names() {
    for (size, picture) in [(OFFICE, "rota-lacking-long"), (LARGE, "rota-lacking-long-large")] {
        let mut session = by_chance(&mut Dice(4), 6);
        let people: Vec<_> = session.document().persons.iter().map(|(id, _)| *id).collect();
        for (place, one) in people.into_iter().enumerate() {
            let name = format!("阿卜杜热合曼·买买提吐尔逊江·欧阳上官司徒{place}");
            act(&mut session, set((one, PersonField::Name(name))));
        }
        let posts: Vec<_> = session.document().posts.iter().map(|(id, _)| *id).collect();
        for (place, one) in posts.into_iter().enumerate() {
            let name = format!("工业广场及职工公寓区域消防控制室兼夜间巡查带班岗位{place}");
            act(&mut session, set((one, PostField::Name(name))));
        }
        let mut person = Person::at(session, size);
        person.click("排班");
        person.click("自动排班");
        person.chord(Key::Enter);
        person.run();
        let line = person.harness.get_by_label_contains("处排不满").rect();
        let window = eframe::egui::Rect::from_min_size(Default::default(), size);
        assert!(window.contains_rect(line), "{line:?}");
        let score = person.harness.get_by_label_contains("均衡情况 ").rect();
        assert!(window.contains_rect(score) && score.max.y < line.min.y, "{score:?}");
        person.picture(picture);
        for button in person.harness.get_all_by_role(Role::Button) {
            let rect = button.rect();
            let label = button.accesskit_node().label().unwrap_or_default();
            let is_asked = ["不再固定在", "（在备注里写明）", "排上 ", "取消 "];
            let is_asked = is_asked.iter().any(|words| label.contains(words));
            assert!(!is_asked || rect.max.x <= size.x, "{label}: {rect:?}");
        }
        let offer = person.harness.get_all_by_label_contains("（在备注里写明）").next().unwrap();
        offer.scroll_to_me();
        person.harness.run_steps(30);
        person.picture(&format!("{picture}-offers"));
    }
}

/// The dialog lay open until a shift had begun: who stands in it stays.
#[test]
fn what_has_begun_meanwhile_is_not_written() {
    let mut person = Person::at(enough(4), OFFICE);
    person.click("排班");
    person.click("自动排班");
    person.chord(Key::Enter);
    person.run();
    // Five past eight on the sixth.
    person.wait(chrono::TimeDelta::minutes(24 * 60 + 5));
    person.chord(Key::End);
    let doc = person.session().document();
    let first = doc.duties.iter().next().map(|(cell, _)| *cell).unwrap();
    assert_eq!((first.day.to_string().as_str(), first.shift), ("2027-02-06", DutyShift::Night));
    person.must_show("已经开始的1班没有动");
}

/// What is shown before it is taken is what is taken, however long the question lies open.
#[test]
fn what_has_begun_meanwhile_is_not_shown_as_gone_on_with() {
    let mut person = Person::at(crate::going_on::turns(1, 3).0, OFFICE);
    person.click("排班");
    person.click_like("接着上月");
    person.must_show("接着排13班");
    // Five past eight on the ninth.
    person.wait(chrono::TimeDelta::minutes(4 * 24 * 60 + 5));
    person.must_show("接着排12班");
    person.chord(Key::Enter);
    assert_eq!(person.session().document().duties.len(), 3 + 12);
}

#[test]
fn a_stretch_too_long_is_refused_and_not_cut_off_unseen() {
    let mut person = Person::at(enough(4), OFFICE);
    person.click("排班");
    person.click("自动排班");
    person.fill("至", "6月1日");
    person.chord(Key::Enter);
    person.run();
    person.must_show("一次最多排92天");
    assert!(!person.shows("均衡情况 "));
    person.fill("至", "2月9日");
    person.chord(Key::Enter);
    person.run();
    person.must_show("均衡情况 ");
}

/// Filled, and filled anew: a day left out keeps whom it has, who may be on the night before now.
#[test]
fn what_leaving_out_a_day_makes_wrong_is_told_before_it_is_taken() {
    for size in [OFFICE, LARGE] {
        let mut session = enough(3);
        let doc = session.document();
        let (post, people) = (*doc.posts.iter().next().unwrap().0, doc.persons.iter());
        let people: Vec<_> = people.map(|(id, _)| *id).collect();
        // All but four are away: on each day two by day, two at night, in one way only.
        let away = |from: usize, to: usize| {
            PersonField::Leaves(vec![Leave { from: after(from), to: after(to) }])
        };
        for one in &people[4..] {
            act(&mut session, set((*one, away(0, 5))));
        }
        for (place, shift, two) in [
            (1, DutyShift::Day, [2, 3]),
            (1, DutyShift::Night, [0, 1]),
            (2, DutyShift::Day, [2, 3]),
            (2, DutyShift::Night, [0, 1]),
        ] {
            let cell = DutyId { day: after(place), post, shift };
            let two = two.map(|one| people[one]).to_vec();
            let cells = [(cell, two)].into_iter().collect();
            act(&mut session, Action::Team(TeamAction::FillRota(cells)));
        }
        // Those of the nights may have no nights any more: the others have to.
        for one in &people[..2] {
            act(&mut session, set((*one, PersonField::NoNights(true))));
        }
        let mut person = Person::at(session, size);
        person.click("排班");
        person.click("自动排班");
        person.chord(Key::Enter);
        person.run();
        assert!(!person.shows("去掉勾的天"));
        person.reach_like("2月7日 2班");
        person.must_show("去掉勾的天照现在的班，会有");
        person.must_show("两班之间休息不足8小时");
        person.picture(if size == OFFICE {
            "rota-left-out-day"
        } else {
            "rota-left-out-day-large"
        });
        person.reach_like("2月7日 2班");
        assert!(!person.shows("去掉勾的天"));
    }
}

/// A notice lies over nothing: wherever one points there is the screen itself or the notice.
#[test]
fn notices_cover_nothing() {
    for (size, picture) in [(OFFICE, "notices"), (LARGE, "notices-large")] {
        let mut person = Person::at(enough(4), size);
        person.click("排班");
        person.click("自动排班");
        person.chord(Key::Enter);
        person.run();
        person.chord(Key::End);
        person.must_show("可以整个撤销");
        person.picture(picture);
        let ctx = person.harness.ctx.clone();
        let mut y = 1.0;
        while y < size.y {
            let mut x = 1.0;
            while x < size.x {
                let over = ctx.layer_id_at(eframe::egui::Pos2::new(x, y));
                let order = over.map(|layer| layer.order);
                assert_eq!(order, Some(Order::Background), "{x} {y}");
                x += 16.0;
            }
            y += 8.0;
        }
    }
}
