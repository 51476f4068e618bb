//! 材料: the preview of what is in sight, printing what is seen, and what is told of it.

use chrono::TimeDelta;
use eframe::egui::accesskit::Role;
use eframe::egui::{self, Key};
use egui_kittest::kittest::Queryable as _;
use shousui::action::Action;
use shousui::model::RecordId;
use shousui::model::duty::DutyShift;
use shousui::model::id::WorkbookId;
use shousui::model::people::PersonField;
use shousui::model::plan::{CardCode, PhoneField};
use shousui::print::{self, CATALOGUE, Progress, Request, Scope};
use shousui::rules::calendar;
use shousui::sample::{Plan, build};
use shousui::session::{Session, Unit};
use shousui::shell::prints::{Made, Press as _, Typesetter};
use shousui::workspace::{Effect, Event, Intent, Pick, Place, Printed, Workspace};

use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, morning, replica, set};
use crate::sample::{doc, last_day};

fn season() -> Session {
    build(Plan::default()).unwrap()
}

/// The window on 材料, with that print in front if any.
fn looking_at(session: Session, request: Option<Request>, size: egui::Vec2) -> Person {
    let mut workspace = Workspace::practice(session, last_day());
    workspace.handle(Intent::Pick(Pick::Paper(request)), morning());
    let mut person = Person::at_workspace(workspace, size);
    person.chord(Key::P);
    // Begun, counted, looked at, pictured: an answer a frame.
    person.run();
    person.run();
    person
}

fn sheets(count: usize) -> Request {
    let ids: Vec<_> = doc().sheets.iter().map(|(id, _)| *id).take(count).collect();
    Request::sheets(&ids)
}

/// Which pages of the preview have pictures.
fn pictured(person: &Person) -> Vec<usize> {
    let preview = person.harness.state().workspace().preview();
    (0..preview.sizes().len()).filter(|page| preview.picture(*page).is_some()).collect()
}

fn words_of(person: &Person) -> Vec<String> {
    person.harness.state().workspace().notices().iter().map(|one| one.words.clone()).collect()
}

#[test]
fn a_preview_holds_the_pages_in_sight_and_gives_the_rest_back() {
    let mut person = looking_at(season(), Some(sheets(24)), OFFICE);
    let pages = person.harness.state().workspace().preview().sizes().len();
    assert!(24 < pages, "{pages}");
    person.must_show(&format!("第1页，共{pages}页"));
    assert_eq!(pictured(&person), [0, 1]);
    person.picture("papers");

    person.harness.event(egui::Event::PointerMoved((OFFICE * 0.7).to_pos2()));
    let wheel = egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -100_000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    };
    person.harness.event(wheel);
    person.harness.run_steps(60);
    person.run();
    person.must_show(&format!("第{pages}页，共{pages}页"));
    let last = pictured(&person);
    assert!(last.len() <= 3 && last.contains(&(pages - 1)), "{last:?} of {pages}");

    // Another paper is shown from its start, and of the one before nothing stays.
    person.reach_like("值班安排表，A3");
    person.run();
    person.must_show("第1页，共1页");
    assert_eq!(pictured(&person), [0]);
    person.click("今日");
    assert!(pictured(&person).is_empty(), "nobody looks at it");
    assert!(person.world.seen(|seen| seen.pager.is_none()));
}

#[test]
fn ctrl_p_prints_what_is_seen_and_the_notice_stays_until_it_is_read() {
    let mut person = looking_at(season(), None, OFFICE);
    assert!(!person.shows("打印这一份"));
    person.chord(Key::P);
    assert!(person.world.seen(|seen| seen.printed.is_empty()), "nothing is seen yet");
    person.reach_like("电话表");
    person.chord(Key::P);
    assert_eq!(person.world.seen(|seen| seen.printed.clone()), [Request::phones()]);
    person.must_show("已生成");
    person.wait(TimeDelta::minutes(10));
    person.must_show("存放在 单子.pdf");
    person.picture("papers-printed");
    person.click("打开文件夹");
    assert_eq!(
        person.world.seen(|seen| seen.shown.clone()),
        [std::path::PathBuf::from("单子.pdf")]
    );

    person.world.answer(Event::NotShown("单子.pdf".into()));
    person.run();
    person.must_show("没有找到能打开PDF的程序");
    person.must_show("已生成");
    person.must_show("打开文件夹");
    person.click("知道了");
    assert!(words_of(&person).is_empty(), "{:?}", words_of(&person));
}

#[test]
fn the_window_names_the_signs_that_print_as_boxes() {
    let mut session = season();
    let someone = {
        let mut people = session.document().persons.iter();
        *people.find(|(_, one)| one.membership.is_some()).unwrap().0
    };
    act(&mut session, set((someone, PersonField::Name("王\u{2BC20}明".to_owned()))));
    // Nothing can be painted with it either: what is made and what is told is looked at.
    let mut workspace = Workspace::practice(session, last_day());
    let effects = workspace.handle(Intent::Print(Request::roster(false)), morning());
    let order = effects.into_iter().find_map(|effect| match effect {
        Effect::Print(order) => Some(order),
        _ => None,
    });
    let order = order.unwrap();
    let Made { pages, missing, printouts, .. } =
        Typesetter::default().make(&order, &|_| true).unwrap().unwrap();
    assert_eq!(missing, "\u{2BC20}");
    let (ticket, workbook) = (order.ticket, order.workbook);
    let kind = order.kind;
    let done = Printed { path: "单子.pdf".into(), kind, pages, missing, workbook, printouts };
    workspace.receive(Event::Printed { ticket, done: done.clone() }, morning());
    let notice = workspace.notices().last().unwrap();
    let words = "这些字没有字形，纸面上是空框，请换一种写法：\u{2BC20}";
    assert!(notice.words.contains(words), "{notice:?}");
    assert_eq!(notice.until, None, "it stays until it is read");
    // What has all its signs says nothing of the kind.
    let whole = Printed { path: "单子2.pdf".into(), missing: String::new(), ..done };
    workspace.receive(Event::Printed { ticket, done: whole }, morning());
    assert_eq!(workspace.notices().len(), 1, "one at a time");
    assert!(!workspace.notices()[0].words.contains("字形"));
}

#[test]
fn a_long_print_shows_how_far_it_is_and_can_be_stopped() {
    let mut person = looking_at(season(), Some(sheets(2)), OFFICE);
    person.world.seen(|seen| seen.stalls = true);
    person.chord(Key::P);
    assert!(!person.shows("正在打印"), "what is over at once need not be seen");
    person.wait(TimeDelta::milliseconds(400));
    person.must_show("正在打印：巡查单");
    let ticket = person.harness.state().workspace().at_work()[0].ticket;
    let progress = Progress::new(Unit::Papers, 1, 2);
    person.world.answer(Event::Progress { ticket, progress });
    person.run();
    person.must_show("已排1份，共2份");
    person.picture("papers-work");
    person.click("停止");
    person.must_show("已停止打印：巡查单");
    assert!(!person.shows("正在打印"));
    assert_eq!(person.world.seen(|seen| seen.stopped.clone()), [ticket]);
    assert!(person.harness.state().workspace().at_work().is_empty());
    // What was finished all the same is told as it is.
    let workbook = person.session().workbook();
    let late = Printed {
        path: "晚了.pdf".into(),
        kind: print::FileKind::Pdf,
        pages: 2,
        missing: String::new(),
        workbook,
        printouts: Vec::new(),
    };
    person.world.answer(Event::Printed { ticket, done: late });
    person.run();
    person.must_show("已生成2页，存放在 晚了.pdf");
}

#[test]
fn any_past_day_is_two_clicks_away() {
    let mut person = looking_at(season(), None, OFFICE);
    let of = |day| format!("日报 {}", calendar::day_words(day));
    let past = "2027-02-03".parse().unwrap();
    let before = person.actions;
    person.click("打开日历");
    person.picture("papers-days");
    person.click(&calendar::day_words(past));
    assert_eq!(person.actions, before + 2);
    person.must_show(&of(past));
    let scope = Scope::listed(CATALOGUE[0].days, past, last_day());
    for offer in CATALOGUE[0].offers(doc(), &scope).iter().rev().take(3) {
        person.must_show(&offer.words);
    }
    person.click("后一天");
    person.must_show(&of(past.succ_opt().unwrap()));
    person.click("今天");
    person.must_show(&of(last_day()));
}

#[test]
fn the_print_in_front_is_marked_even_where_it_is_no_usual_one() {
    let (code, card) = doc().cards.iter().next().unwrap();
    let words = format!("应急处置卡 {code}{}", card.title.trim());
    let one = Some(Request::cards([code.clone()]));
    let mut person = looking_at(season(), one.clone(), OFFICE);
    person.must_show(&words);
    person.picture("papers-card");
    person.reach_like("电话表");
    assert!(!person.shows(&words));
    let mut large = looking_at(season(), one, LARGE);
    large.picture("papers-large");
    large.must_show("第1页，共2页");
}

#[test]
fn what_was_printed_is_remembered_and_what_says_something_else_by_now_is_listed() {
    let mut person = looking_at(season(), Some(Request::phones()), OFFICE);
    assert!(!person.shows("打印记录"), "never printed");
    person.chord(Key::P);
    person.run();
    person.must_show("打印记录");
    person.must_show("已生成");
    assert!(!person.shows("要重印、换下的"));
    let at = person.session().document().printouts.iter().next().unwrap().1.at;
    assert_eq!(at.unwrap().date(), last_day(), "the day of the workbook");
    person.fill("挂放处", "调度室公示栏");
    person.must_show("挂放在各处的");
    person.picture("papers-remembered");

    // A number changes: the sheet on the wall is wrong from now on.
    let line = *person.session().document().phones.iter().next().unwrap().0;
    let mut workspace_session = person.session().clone();
    act(&mut workspace_session, set((line, PhoneField::Number("8119".to_owned()))));
    let mut person = looking_at(workspace_session, Some(Request::phones()), OFFICE);
    person.run();
    person.must_show("要重印、换下的");
    person.must_show("生成以后内容已变");
    person.must_show("内容已变，在调度室公示栏");
    person.picture("papers-outdated");
    person.chord(Key::P);
    person.run();
    person.must_show("旧版还在调度室公示栏");
    person.picture("papers-old-copy");
    let withdrawn = |person: &Person| {
        let doc = person.session().document();
        doc.printouts.iter().filter(|(_, one)| one.withdrawn).count()
    };
    person.click("旧版已收回");
    assert_eq!(withdrawn(&person), 1);
    assert!(!person.shows("要重印、换下的") && !person.shows("旧版还在"));
}

#[test]
fn a_print_of_a_book_opened_for_reading_or_closed_meanwhile_is_not_written_down() {
    let mut workspace = Workspace::practice(season(), last_day());
    let order = workspace.handle(Intent::Print(Request::phones()), morning());
    let order = order.into_iter().find_map(|effect| match effect {
        Effect::Print(order) => Some(order),
        _ => None,
    });
    let order = order.unwrap();
    let printouts = print::remembered(&order.doc, &order.request, &order.stamp).unwrap();
    let done = Printed {
        path: "单子.pdf".into(),
        kind: print::FileKind::Pdf,
        pages: 1,
        missing: String::new(),
        workbook: order.workbook,
        printouts,
    };
    let ticket = order.ticket;
    let other = Printed { workbook: WorkbookId(replica(99)), ..done.clone() };
    workspace.receive(Event::Printed { ticket, done: other }, morning());
    assert!(workspace.document().printouts.is_empty());
    assert!(workspace.notices().last().unwrap().words.contains("没有记入打印记录"));
    workspace.receive(Event::Printed { ticket, done }, morning());
    assert_eq!(workspace.document().printouts.len(), 1);
}

#[test]
fn the_office_writes_what_is_to_come_beside_the_summary() {
    let mut person = looking_at(season(), Some(Request::summary()), OFFICE);
    person.must_show("写进总结");
    person.fill("下步打算", "再走一遍公寓");
    person.rest();
    assert_eq!(person.session().document().current_season().next_steps, "再走一遍公寓");
    person.fill("补充事例", "除夕夜二十分钟送到取暖器。");
    person.rest();
    assert_eq!(person.session().document().current_season().cases, "除夕夜二十分钟送到取暖器。");
    person.picture("papers-summary");
    // Beside other papers there is nothing to write.
    let person = looking_at(season(), Some(Request::phones()), OFFICE);
    assert!(!person.shows("写进总结"));
}

#[test]
fn a_day_is_printed_in_one_go() {
    let mut person = looking_at(season(), None, OFFICE);
    person.must_show("成套打印");
    person.reach_like("2月20日的全部材料");
    person.chord(Key::P);
    let printed = person.world.seen(|seen| seen.printed.clone());
    let [request] = printed.as_slice() else { panic!("{printed:?}") };
    let scope = Scope { days: Some((last_day(), last_day())), ..Scope::all(last_day()) };
    assert_eq!(*request, Request::several(Request::of_day(doc(), &scope)));
    person.picture("papers-bundle");
}

#[test]
fn that_letters_are_set_in_song_is_told_in_a_notice() {
    let mut person = looking_at(season(), None, OFFICE);
    person.world.answer(Event::InSong);
    person.run();
    person.must_show(print::NO_FANG);
}

#[test]
fn a_paper_is_saved_as_what_it_can_be() {
    let mut person = looking_at(season(), Some(Request::phones()), OFFICE);
    person.click("存成其他");
    person.must_show("Excel表格");
    person.must_show("图片");
    person.picture("papers-save");
    person.click("Excel表格");
    person.must_show("已存成Excel表格，存放在 单子.xlsx");
    // What is no print is not remembered as one.
    assert!(person.session().document().printouts.is_empty());

    let mut person = looking_at(season(), Some(Request::plan(None)), OFFICE);
    person.click("存成其他");
    assert!(!person.shows("Excel表格"));
    person.click("图片");
    person.must_show("已存成图片");
}

#[test]
fn every_paper_offers_what_it_can_be_and_its_words_for_a_chat() {
    let (season, brief) = (season(), Request::brief(last_day()));
    for (request, kinds, is_told) in [
        (Request::ledger(), ["Word文档", "Excel表格", "图片"].as_slice(), false),
        (Request::summary(), &["Word文档", "文字（发群用）", "图片"], true),
        (brief.clone(), &["Word文档", "文字（发群用）", "图片"], true),
        (Request::cards([CardCode("E01".to_owned())]), &["Word文档", "图片"], false),
    ] {
        let mut person = looking_at(season.clone(), Some(request.clone()), OFFICE);
        assert_eq!(person.shows("复制文字"), is_told, "{request:?}");
        person.click("存成其他");
        for kind in ["Word文档", "Excel表格", "文字（发群用）", "图片"] {
            assert_eq!(person.shows(kind), kinds.contains(&kind), "{request:?} {kind}");
        }
        for kind in kinds {
            person.must_show(kind);
        }
        person.click(kinds[0]);
        person.must_show("已存成Word文档，存放在 单子.docx");
    }
    let mut person = looking_at(season, Some(brief), OFFICE);
    person.click("复制文字");
    person.must_show("已复制，到群里粘贴");
}

/// What is told of a record is tinted under the pointer, and a click goes to the record.
#[test]
fn a_click_on_a_row_of_the_ledger_opens_its_hazard() {
    let mut person = looking_at(season(), Some(Request::ledger()), OFFICE);
    person.run();
    let (spot, width) = {
        let preview = person.workspace().preview();
        (preview.spots(0)[1].clone(), preview.sizes()[0].width)
    };
    let page = person.harness.query_all_by_role(Role::Image).next().unwrap().rect();
    let scale = page.width() / (width / (72.0 / 25.4));
    let mm = |mm: f64| format!("{mm:.2}").parse::<f32>().unwrap();
    let (x, y) = (spot.x_mm + spot.width_mm / 3.0, spot.y_mm + spot.height_mm / 2.0);
    let at = page.min + egui::vec2(mm(x), mm(y)) * scale;
    person.harness.event(egui::Event::PointerMoved(at));
    person.run();
    person.wait(TimeDelta::seconds(1));
    person.must_show("点一下，打开隐患");
    person.picture("papers-spot");
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
        person.harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
    }
    person.run();
    let workspace = person.workspace();
    assert_eq!(workspace.place(), Place::Hazards);
    assert!(workspace.picked().has(&spot.what.record()), "{:?}", spot.what);
}

#[test]
fn what_the_archive_still_lacks_is_said_on_the_screen_and_leads_to_where_it_is_written() {
    for (size, name) in [(OFFICE, "papers-missing"), (LARGE, "papers-missing-large")] {
        let mut session = season();
        let of_night = |one: &&shousui::model::watch::Log| {
            one.day == "2027-02-03".parse().ok() && one.shift == Some(DutyShift::Night)
        };
        let logs = session.document().logs.iter();
        let log = logs.filter(|(_, one)| of_night(one)).map(|(id, _)| *id).next().unwrap();
        act(&mut session, Action::Remove(RecordId::Log(log)));
        let mut person = looking_at(session, None, size);
        person.reach("还差什么");
        person.run();
        let words = format!("值班日志：缺2月3日夜班；{}份没打印", doc().logs.len() - 1);
        person.reveal(&words);
        person.picture(name);
        person.click(&words);
        person.run();
        assert_eq!(person.workspace().place(), Place::Watch);
        person.must_show("值班日志");
    }
}
