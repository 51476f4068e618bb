//! The writing cursor: it goes on to the next field, is never lost, never out of sight, and a key
//! is judged with all that was typed before it.

use chrono::Days;
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, ImeEvent, Key, Modifiers, Vec2};
use egui_kittest::kittest::Queryable as _;
use shousui::action::{Action, HazardAction, Registered, SheetAction};
use shousui::model::RecordId;
use shousui::model::duty::DutyShift;
use shousui::model::hazard::{Hazard, Step, StepKind};
use shousui::model::id::HazardId;
use shousui::session::Session;
use shousui::workspace::{
    Command, Dialog, Intent, PathDraft, Place, RegisterDraft, ShiftDraft, ShiftPaper, TurnsDraft,
    Want, Workspace,
};

use super::rota::post;
use super::{OFFICE, Person};
use crate::fixture::{Names, day, made, morning, small_mine};

/// A window as small as any.
const SMALL: Vec2 = Vec2::new(1024.0, 600.0);

fn reported(session: &mut Session, names: &Names, words: &str) -> HazardId {
    let hazard = Hazard {
        site: Some(names.sites[0]),
        words: words.to_owned(),
        finders: vec![names.people[0], names.people[1]],
        found_on: Some(day()),
        ..Hazard::default()
    };
    let report = Action::Hazard(HazardAction::Report(Box::new(hazard)));
    let RecordId::Hazard(id) = made(session, report) else { panic!() };
    id
}

fn at_a_hazard(size: Vec2) -> (Person, HazardId) {
    let (mut session, names) = small_mine(1);
    let id = reported(&mut session, &names, "门锁坏");
    let mut person = Person::at(session, size);
    person.click("隐患");
    person.click("YH-2027-0001");
    (person, id)
}

/// What has the cursor: how much of its height is in sight.
fn in_sight(person: &Person) -> f32 {
    let ctx = &person.harness.ctx;
    let focused = ctx.memory(|memory| memory.focused()).unwrap();
    let response = ctx.read_response(focused).unwrap();
    response.interact_rect.height() / response.rect.height().min(80.0)
}

fn key(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

/// Everything in one frame, as after a stall.
fn at_once(person: &mut Person, events: Vec<Event>) {
    person.harness.input_mut().events.extend(events);
    person.run();
}

#[test]
fn tab_never_leads_out_of_sight() {
    for size in [SMALL, OFFICE] {
        let (mut person, _) = at_a_hazard(size);
        person.field("隐患描述").focus();
        person.run();
        for step in 0..70 {
            person.key(Key::Tab);
            assert!(0.9 <= in_sight(&person), "step {step} at {size}");
        }
        person.harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        person.run();
        assert!(0.9 <= in_sight(&person), "back at {size}");
    }
}

#[test]
fn enter_goes_on_to_the_next_field_and_that_is_in_sight() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, SMALL);
    person.click("文件");
    person.click_like("本矿资料");
    person.field("矿名").focus();
    person.run();
    for _ in 0..12 {
        let before = person.harness.ctx.memory(|memory| memory.focused());
        person.key(Key::Enter);
        let after = person.harness.ctx.memory(|memory| memory.focused());
        assert!(after.is_some() && after != before);
        assert!(0.9 <= in_sight(&person));
    }
}

#[test]
fn letters_enter_and_tab_never_lead_to_a_menu() {
    let (mut person, id) = at_a_hazard(OFFICE);
    person.field("责任人").focus();
    person.run();
    person.type_keys("cyt");
    person.key(Key::Enter);
    assert!(person.field("整改期限").is_focused());
    person.type_keys("2-8");
    person.key(Key::Tab);
    assert!(person.field("防范措施").is_focused(), "no calendar in between");
    let doc = person.session().document();
    let hazard = doc.hazards.get(&id).unwrap();
    assert_eq!(hazard.owner.map(|id| doc.person_name(id)), Some("柴有田"));
    assert_eq!(hazard.due.unwrap().to_string(), "2027-02-08");
    // Escape gives the cursor away; Tab goes on from where it was.
    person.key(Key::Escape);
    assert!(person.harness.ctx.memory(|memory| memory.focused().is_none()));
    person.key(Key::Tab);
    assert!(person.field("资金").is_focused());
}

#[test]
fn taking_a_name_away_leaves_the_cursor_in_its_field() {
    let (mut person, id) = at_a_hazard(OFFICE);
    person.reveal("去掉温禾生");
    person.harness.get_by_label("去掉温禾生").focus();
    person.run();
    person.harness.event(key(Key::Space, Modifiers::NONE));
    person.run();
    let finders = person.session().document().hazards.get(&id).unwrap().finders.len();
    assert_eq!(finders, 1);
    assert!(person.field("检查人").is_focused());
    person.type_keys("hwc");
    person.key(Key::Tab);
    assert_eq!(person.session().document().hazards.get(&id).unwrap().finders.len(), 2);
}

#[test]
fn a_stray_sign_empties_no_day() {
    let (mut person, id) = at_a_hazard(OFFICE);
    let found = |person: &Person| person.session().document().hazards.get(&id).unwrap().found_on;
    for typed in ["9", "x", "2月30"] {
        person.field("具体部位").focus();
        person.run();
        person.key(Key::Tab);
        assert!(person.field("发现日期").is_focused());
        person.type_keys(typed);
        assert_eq!(found(&person), Some(day()), "{typed}");
        person.key(Key::Tab);
        person.must_show("日期请写成 2月5日");
        assert_eq!(person.field("发现日期").value().as_deref(), Some(typed));
        // Undo takes it back, wherever the cursor is.
        person.field("发现日期").focus();
        person.run();
        person.chord(Key::Z);
        assert_eq!(person.field("发现日期").value().as_deref(), Some("2月5日"), "{typed}");
        assert_eq!(found(&person), Some(day()));
    }
    // And what stands half typed elsewhere is gone with any undo.
    person.fill("备注", "好");
    person.fill("发现日期", "9");
    person.field("备注").focus();
    person.run();
    person.chord(Key::Z);
    assert_eq!(person.field("发现日期").value().as_deref(), Some("2月5日"));
}

#[test]
fn a_key_is_judged_with_all_that_was_typed_before_it() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    let text = |text: &str| Event::Text(text.to_owned());
    let enter = || key(Key::Enter, Modifiers::NONE);
    // Else the next one would be a key that is held down.
    let release = Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed: false,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let answer = key(Key::Enter, Modifiers::COMMAND);
    // A whole hazard in one frame.
    let report = vec![
        key(Key::F4, Modifiers::NONE),
        text("3hgy"),
        enter(),
        release,
        text("门上"),
        text("锁ABC"),
        key(Key::Tab, Modifiers::NONE),
        text("mxm"),
        answer,
    ];
    at_once(&mut person, report);
    let doc = person.session().document();
    let (_, hazard) = doc.hazards.iter().next().unwrap();
    assert_eq!(hazard.words, "门上锁ABC");
    assert_eq!(doc.site_name(hazard.site), "3号公寓");
    assert_eq!(doc.person_names(&hazard.finders), "苗小满");
}

#[test]
fn the_enter_that_ends_composing_is_no_answer() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    let preedit = |text: &str| {
        Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
    };
    let commit = |text: &str| Event::Ime(ImeEvent::Commit(text.to_owned()));
    person.chord(Key::K);
    at_once(&mut person, vec![preedit("gong")]);
    at_once(&mut person, vec![key(Key::Escape, Modifiers::NONE)]);
    person.must_show("人员、场所、隐患、单号");
    let ended = vec![preedit(""), commit("公寓"), key(Key::Enter, Modifiers::NONE)];
    at_once(&mut person, ended);
    person.must_show("3号公寓");
    assert!(person.harness.state().workspace().dialog().is_some());
    person.key(Key::Enter);
    assert!(person.harness.state().workspace().dialog().is_none());

    // In a picker and in a day likewise: nothing is picked, nothing closes.
    person.key(Key::F4);
    at_once(&mut person, vec![preedit("gong")]);
    at_once(&mut person, vec![key(Key::Escape, Modifiers::NONE), key(Key::Enter, Modifiers::NONE)]);
    assert!(person.field("场所").is_focused());
    at_once(&mut person, vec![commit("公寓"), key(Key::Enter, Modifiers::NONE)]);
    assert_eq!(person.field("场所").value().as_deref(), Some("公寓"));
    // First the names that are offered go, then the question.
    person.key(Key::Escape);
    person.key(Key::Escape);
    person.key(Key::F3);
    at_once(&mut person, vec![preedit("er")]);
    at_once(&mut person, vec![key(Key::Escape, Modifiers::NONE)]);
    assert!(person.harness.state().workspace().dialog().is_some());
}

#[test]
fn a_list_is_chosen_from_by_keys() {
    let (session, names) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.click("责任区");
    person.click("3号公寓");
    let kind = |person: &Person| {
        person.session().document().sites.get(&names.sites[0]).unwrap().kind.unwrap().word()
    };
    let list = |person: &Person| person.harness.query_all_by_role(Role::ListBox).count();
    person.reach_choice("类别");
    person.harness.get_by_role_and_label(Role::ComboBox, "类别").focus();
    person.run();
    let before = kind(&person);
    person.key(Key::ArrowDown);
    assert_eq!(list(&person), 1);
    person.key(Key::Enter);
    assert_eq!(list(&person), 0, "it is closed");
    assert_ne!(kind(&person), before, "the first arrow moved");
    let focused = person.harness.ctx.memory(|memory| memory.focused());
    assert!(focused.is_some(), "and the cursor goes on");

    person.harness.get_by_role_and_label(Role::ComboBox, "类别").focus();
    person.run();
    person.type_keys("st");
    person.key(Key::Enter);
    assert_eq!(kind(&person), "食堂");
    // Escape closes and changes nothing.
    person.harness.get_by_role_and_label(Role::ComboBox, "类别").focus();
    person.run();
    person.key(Key::ArrowDown);
    person.key(Key::Escape);
    assert_eq!((list(&person), kind(&person)), (0, "食堂"));
}

#[test]
fn who_sits_at_the_pc_is_chosen_by_mouse_and_by_keys() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.click_like("操作人 ");
    assert!(person.field("操作人").is_focused());
    person.picture("sit-down");
    person.type_keys("mxm");
    person.click("苗小满");
    assert_eq!(person.session().operator(), "苗小满");
    assert!(person.harness.state().workspace().dialog().is_none());

    person.chord(Key::K);
    person.type_keys("czr");
    person.key(Key::Enter);
    assert!(person.field("操作人").is_focused());
    person.type_keys("whs");
    person.key(Key::Enter);
    assert_eq!(person.session().operator(), "温禾生");
    assert!(person.harness.state().workspace().dialog().is_none());
}

/// Questions of sheets, of the watch, of the team and the rota, and that for a path.
fn of_the_rest(session: &mut Session, names: &Names) -> [(&'static str, Dialog); 6] {
    let issue = SheetAction::IssueRoute {
        route: names.route,
        shift: "早班".to_owned(),
        day: day(),
        walkers: names.people.clone(),
    };
    let RecordId::Sheet(sheet) = made(session, Action::Sheet(issue)) else { panic!() };
    let shift = DutyShift::ALL[0];
    let post = post(session, "巡查员", &[shift], 1);
    let paper = |paper| Dialog::Shift(ShiftDraft { paper, day: day(), shift });
    let people = names.people.clone();
    let (what, last) = (Registered::Trained, day() + Days::new(5));
    let turns =
        TurnsDraft { post, shift, people: people.clone(), from: day(), to: last, pass_over: true };
    [
        ("作废单子", Dialog::VoidSheet { sheet, why: String::new() }),
        ("值班日志", paper(ShiftPaper::Log)),
        ("交接班", paper(ShiftPaper::Handover)),
        ("批量登记", Dialog::Register(RegisterDraft { what, day: day(), people })),
        ("向下顺排", Dialog::Turns(turns)),
        ("输入路径", Dialog::Path(PathDraft { want: Want::Open, path: String::new(), at: None })),
    ]
}

/// Every question that can be written in, each in front of a person.
fn questions() -> Vec<(&'static str, Person)> {
    let (mut session, names) = small_mine(1);
    let hazard = reported(&mut session, &names, "门锁坏");
    let rest = of_the_rest(&mut session, &names);
    let workspace = || Workspace::new(session.clone());
    let ask = |name, dialog: Dialog| {
        let mut workspace = workspace();
        workspace.handle(Intent::Ask(Some(dialog)), morning());
        (name, Person::at_workspace(workspace, OFFICE))
    };
    let run = |name, commands: &[Intent]| {
        let mut workspace = workspace();
        for intent in commands {
            workspace.handle(intent.clone(), morning());
        }
        (name, Person::at_workspace(workspace, OFFICE))
    };
    let mut all = vec![
        run("新建", &[Intent::Run(Command::New)]),
        run("查找", &[Intent::Run(Command::Find)]),
        run("出单", &[Intent::Run(Command::Issue)]),
        run("登记隐患", &[Intent::Run(Command::Report)]),
        run("操作人", &[Intent::Run(Command::SitDown)]),
    ];
    for next in [
        StepKind::FixedOnSpot,
        StepKind::HandedOver,
        StepKind::Received,
        StepKind::Rectified,
        StepKind::Rechecked,
        StepKind::Extended,
        StepKind::Closed,
        StepKind::Voided,
    ] {
        let draft = workspace().step_draft(hazard, next, morning());
        all.push(ask(next.word(), Dialog::Step(draft)));
    }
    all.extend(rest.into_iter().map(|(name, dialog)| ask(name, dialog)));
    for (name, place, button) in
        [("名册", Place::Team, "录入名册…"), ("批准", Place::Plan, "登记批准…")]
    {
        let (name, mut person) = run(name, &[Intent::Go(place)]);
        if place == Place::Plan {
            person.click("会签与批准");
        }
        person.click(button);
        all.push((name, person));
    }
    all
}

#[test]
fn a_question_opens_with_the_cursor_in_its_first_field() {
    for (name, mut person) in questions() {
        let ctx = &person.harness.ctx;
        let focused = ctx.memory(|memory| memory.focused());
        let layer = focused.and_then(|id| ctx.read_response(id)).map(|one| one.layer_id);
        assert!(focused.is_some(), "{name}: nobody has the cursor");
        assert_ne!(layer.unwrap().order, eframe::egui::Order::Background, "{name}");
        person.picture(&format!("question-{name}"));
        // What is typed at once stands there.
        person.type_keys("2");
        let shows = person.harness.query_all_by_value("2").next().is_some();
        let chooses = person.harness.query_all_by_role(Role::ListBox).next().is_some();
        assert!(shows || chooses, "{name}: what was typed is nowhere");
    }
}

#[test]
fn nothing_is_given_up_by_a_bare_enter() {
    let (session, _) = small_mine(1);
    let mut person = Person::at(session, OFFICE);
    person.key(Key::F4);
    person.fill("隐患描述", "门锁坏1把");
    let cancel = |person: &Person| {
        let all: Vec<_> = person.harness.get_all_by_label_contains("取消").collect();
        all.first().unwrap().focus();
    };
    cancel(&person);
    person.run();
    person.key(Key::Enter);
    assert_eq!(person.field("隐患描述").value().as_deref(), Some("门锁坏1把"));
    cancel(&person);
    person.run();
    person.harness.event(key(Key::Space, Modifiers::NONE));
    person.run();
    assert!(person.harness.state().workspace().dialog().is_none());
}

#[test]
fn a_day_that_cannot_be_read_stops_the_answer() {
    let (mut person, id) = at_a_hazard(OFFICE);
    person.reach("作废…");
    person.pick_person("作废签字人", "柴有田");
    person.fill("作废原因", "重复登记");
    person.fill("日期", "2月30日");
    person.chord(Key::Enter);
    person.must_show("“2月30日”还没填好");
    assert!(person.session().document().hazards.get(&id).unwrap().steps.is_empty());
    person.fill("日期", "2月5日");
    person.chord(Key::Enter);
    let steps = &person.session().document().hazards.get(&id).unwrap().steps;
    assert!(matches!(steps.as_slice(), [Step::Voided { on, .. }] if *on == day()));
}

#[test]
fn steps_never_contradict_their_own_defaults() {
    let (mut session, names) = small_mine(1);
    let hazard = reported(&mut session, &names, "门锁坏");
    // The clock has seconds and parts of them.
    let now = morning() + chrono::TimeDelta::milliseconds(29_290);
    let mut workspace = Workspace::new(session);
    for (next, by) in [
        (StepKind::HandedOver, names.people[0]),
        (StepKind::Received, names.people[1]),
        (StepKind::Rectified, names.people[1]),
        (StepKind::Rechecked, names.people[2]),
        (StepKind::Closed, names.people[3]),
    ] {
        let mut draft = workspace.step_draft(hazard, next, now);
        draft.by = vec![by];
        draft.words = "已换锁".to_owned();
        workspace.handle(Intent::Ask(Some(Dialog::Step(draft))), now);
        workspace.handle(Intent::Answer, now);
        assert!(workspace.dialog().is_none(), "{next:?}: {:?}", workspace.notices());
    }
    let words = |workspace: &Workspace| {
        let findings = workspace.findings().iter();
        findings.map(|one| one.breach.sentence()).collect::<Vec<_>>()
    };
    assert!(!words(&workspace).iter().any(|words| words.contains("早于")));
}
