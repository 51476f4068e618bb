//! The file and the window: when it is written, when it is looked at, what is said when it cannot
//! be written, and that the window can always be closed after that.

use std::time::Duration;

use chrono::TimeDelta;
use eframe::egui::Key;
use shousui::action::Action;
use shousui::file;
use shousui::model::duty::{DutyId, DutyShift};
use shousui::model::id::Replica;
use shousui::model::mine::{MineField, Only};
use shousui::model::place::Site;
use shousui::model::swap::SwapKind;
use shousui::session::{Digest, Session};
use shousui::workspace::{
    ApproveDraft, Command, Dialog, Effect, Event, Intent, Place, SwapDraft, TurnsDraft, Workspace,
};

use super::{OFFICE, Person};
use crate::fixture::{act, day, morning, replica, small_mine};
use crate::world::{nothing_ahead, trouble};

/// Somebody in front of an open workbook, at the mine's profile.
fn at_profile() -> Person {
    let (mut session, _) = small_mine(1);
    let text = file::write(&session.snapshot());
    let mut person = Person::at(session, OFFICE);
    person.world.seen(|seen| seen.file = Some(text));
    person.chord(Key::O);
    person.click("文件");
    person.click_like("本矿资料");
    person
}

fn written(person: &Person) -> String {
    person.world.seen(|seen| seen.file.clone()).unwrap()
}

fn saves(person: &Person) -> usize {
    person.world.seen(|seen| seen.saves)
}

fn has_left(person: &Person) -> bool {
    let left = person.world.seen(|seen| seen.left);
    assert!(left <= 1, "let go {left} times");
    left == 1
}

fn close(person: &mut Person) {
    person.click("文件");
    person.click_like("退出");
}

/// Closes by the window's own frame, whatever is in front.
pub(super) fn close_by_frame(person: &mut Person) {
    let input = person.harness.input_mut();
    let events = &mut input.viewports.entry(input.viewport_id).or_default().events;
    events.push(eframe::egui::ViewportEvent::Close);
    person.run();
}

/// What another PC makes of the file under that name.
fn elsewhere(text: &str, name: Replica, field: MineField) -> String {
    let kept = file::read(text.as_bytes()).unwrap().kept;
    let mut session = Session::open(kept, name);
    act(&mut session, Action::Set((Only, field).into()));
    file::write(&session.snapshot())
}

/// Another PC's outside line of the telephone.
fn outside_line() -> MineField {
    MineField::OutsidePrefix("77".to_owned())
}

#[test]
fn a_clock_that_goes_back_keeps_nothing_waiting() {
    let mut person = at_profile();
    person.world.seen(|seen| seen.passed = Some(Duration::ZERO));
    person.fill("调度室电话", "8001");
    person.rest();
    assert!(written(&person).contains("8001"));
    person.chord(Key::Z);
    person.must_show("已撤销");
    person.world.seen(|seen| seen.now = Some(morning() - TimeDelta::hours(3)));
    person.fill("调度室电话", "8002");
    person.rest();
    assert!(written(&person).contains("8002"), "saved within seconds");
    person.rest();
    assert!(!person.shows("已撤销"), "a notice goes in its time");
}

#[test]
fn a_file_replaced_behind_an_idle_window_is_taken_in_when_the_window_gets_the_focus() {
    let mut person = at_profile();
    let before = written(&person);
    person.fill("调度室电话", "8001");
    person.rest();
    person.focus(false);
    let there = elsewhere(&before, replica(77), outside_line());
    person.world.seen(|seen| seen.file = Some(there));
    person.focus(true);
    person.must_show("文件已在别处更新，合入1次改动");
    person.must_show("已写入文件");
    let doc = file::read(written(&person).as_bytes()).unwrap().kept.doc;
    assert_eq!(doc.profile().dispatch_phone, "8001");
    assert_eq!(doc.profile().outside_prefix, "77");
    assert_eq!(doc, *person.session().document());
    let count = saves(&person);
    person.focus(false);
    person.focus(true);
    assert_eq!(saves(&person), count, "what is as it was is not written");
}

#[test]
fn a_file_replaced_behind_an_idle_window_is_taken_in_before_the_window_closes() {
    let mut person = at_profile();
    let before = written(&person);
    person.fill("调度室电话", "8001");
    person.rest();
    person.must_show("已写入文件");
    let there = elsewhere(&before, replica(77), outside_line());
    person.world.seen(|seen| seen.file = Some(there));
    close(&mut person);
    assert!(has_left(&person));
    let doc = file::read(written(&person).as_bytes()).unwrap().kept.doc;
    assert_eq!(doc.profile().dispatch_phone, "8001");
    assert_eq!(doc.profile().outside_prefix, "77");
}

#[test]
fn a_file_that_vanished_or_went_back_is_written_anew() {
    let mut person = at_profile();
    let before = written(&person);
    person.fill("调度室电话", "8001");
    person.rest();
    for gone in [None, Some(before)] {
        person.world.seen(|seen| seen.file = gone.clone());
        person.focus(false);
        person.focus(true);
        assert!(written(&person).contains("8001"));
        person.must_show("已按现在的内容重新写好");
        person.world.seen(|seen| seen.file = gone);
        person.rest();
        person.rest();
    }
    close(&mut person);
    assert!(has_left(&person));
    assert!(written(&person).contains("8001"));
}

#[test]
fn closing_with_an_unwritten_file_asks_once_and_is_always_possible() {
    let mut person = at_profile();
    person.world.seen(|seen| seen.broken = true);
    person.fill("调度室电话", "8001");
    close(&mut person);
    person.must_show("还没写进文件");
    person.must_show("已记在本机，下次在这台电脑上打开会补上");
    person.picture("unwritten");
    let count = saves(&person);
    for _ in 0..20 {
        person.run();
    }
    assert_eq!((saves(&person), has_left(&person)), (count, false));
    person.key(Key::Escape);
    assert!(!person.shows("仍要关闭"));
    person.run();
    assert!(!has_left(&person));

    close(&mut person);
    person.click_like("再试一次");
    person.must_show("仍要关闭");
    assert_eq!(saves(&person), count + 2, "tried at once each time");
    person.world.answer(Event::NotNoted(trouble("没有记到本机：磁盘已满")));
    person.run();
    person.must_show("现在关闭就会丢失");
    assert!(!has_left(&person));
    person.chord(Key::Q);
    assert!(has_left(&person));
    assert!(!written(&person).contains("8001"));

    let mut person = at_profile();
    person.world.seen(|seen| seen.broken = true);
    person.fill("调度室电话", "8001");
    close(&mut person);
    person.world.seen(|seen| seen.broken = false);
    person.chord(Key::Enter);
    assert!(has_left(&person));
    assert!(written(&person).contains("8001"));
}

#[test]
fn a_disk_that_does_not_answer_does_not_keep_the_window() {
    let mut person = at_profile();
    person.world.seen(|seen| seen.stalls = true);
    person.fill("调度室电话", "8001");
    close(&mut person);
    person.wait(TimeDelta::seconds(2));
    assert!(!has_left(&person) && !person.shows("仍要关闭"));
    person.wait(TimeDelta::seconds(4));
    person.must_show("磁盘或网络没有回应");
    assert!(!has_left(&person));
    person.click_like("仍要关闭");
    assert!(has_left(&person));
}

#[test]
fn what_was_being_answered_comes_back_if_the_person_stays() {
    let mut person = at_profile();
    person.world.seen(|seen| seen.broken = true);
    person.fill("调度室电话", "8001");
    person.key(Key::F4);
    person.fill("隐患描述", "门锁坏1把");
    close_by_frame(&mut person);
    // It was said that something is half written.
    close_by_frame(&mut person);
    person.must_show("仍要关闭");
    person.key(Key::Escape);
    assert_eq!(person.field("隐患描述").value().as_deref(), Some("门锁坏1把"));
}

#[test]
fn a_failing_save_is_tried_again_with_pauses_that_grow() {
    let mut person = at_profile();
    person.world.seen(|seen| seen.broken = true);
    person.fill("调度室电话", "8001");
    let mut tries = Vec::new();
    for second in 0..200 {
        person.wait(TimeDelta::seconds(1));
        tries.resize(saves(&person), second);
    }
    let pauses: Vec<i32> = tries.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert_eq!(pauses, [2, 5, 15, 60, 60], "{tries:?}");
    person.world.seen(|seen| seen.broken = false);
    person.wait(TimeDelta::seconds(60));
    assert!(written(&person).contains("8001"), "and it heals by itself");
    assert!(!person.shows("没写进文件"));
}

#[test]
fn a_merge_that_cannot_be_is_told_and_does_not_run_in_circles() {
    let mut person = at_profile();
    let before = written(&person);
    // Two other PCs of one disk image write under the same name.
    let name = replica(77);
    person.world.seen(|seen| seen.file = Some(elsewhere(&before, name, outside_line())));
    person.fill("调度室电话", "8000");
    person.rest();
    assert!(written(&person).contains("8000"));
    let begun = saves(&person);
    person.fill("调度室电话", "8001");
    let other = MineField::OutsidePrefix("88".to_owned());
    let there = elsewhere(&before, name, other);
    person.world.seen(|seen| seen.file = Some(there.clone()));
    for _ in 0..60 {
        person.wait(TimeDelta::seconds(1));
    }
    let tried = saves(&person) - begun;
    assert!((2..=5).contains(&tried), "{tried}");
    person.must_show("合不起来");
    person.key(Key::Enter);
    let count = saves(&person);
    close(&mut person);
    for _ in 0..50 {
        person.run();
    }
    assert_eq!(saves(&person), count + 1);
    person.must_show("合不起来");
    person.chord(Key::Q);
    assert!(has_left(&person));
    assert_eq!(written(&person), there, "the file was touched");
}

#[test]
fn a_pc_that_was_cloned_goes_on_under_a_name_of_its_own() {
    let mut person = at_profile();
    let before = written(&person);
    person.fill("调度室电话", "8001");
    let name = person.session().replica();
    let there = elsewhere(&before, name, outside_line());
    person.world.seen(|seen| seen.file = Some(there));
    person.rest();
    person.rest();
    assert_ne!(person.session().replica(), name);
    let text = written(&person);
    let kept = file::read(text.as_bytes()).unwrap().kept;
    assert!(file::verify(text.as_bytes()).unwrap().verdict.is_whole());
    let mine = kept.doc.profile();
    assert_eq!((mine.dispatch_phone.as_str(), mine.outside_prefix.as_str()), ("8001", "77"));
    person.fill("调度室电话", "8002");
    person.rest();
    assert!(file::verify(written(&person).as_bytes()).unwrap().verdict.is_whole());
}

#[test]
fn a_save_by_hand_that_fails_says_so_every_time() {
    let mut person = at_profile();
    person.world.seen(|seen| seen.broken = true);
    person.fill("调度室电话", "8001");
    for _ in 0..3 {
        person.chord(Key::S);
        person.must_show("没有办成");
        person.must_show("磁盘满了");
        person.key(Key::Enter);
        assert!(!person.shows("没有办成"));
    }
    person.world.seen(|seen| seen.broken = false);
    person.chord(Key::S);
    person.must_show("已写入文件");
}

#[test]
fn no_question_comes_in_front_of_somebody_who_is_typing() {
    let mut person = at_profile();
    person.fill("调度室电话", "8");
    person.world.answer(Event::NotSaved(trouble("磁盘满了，没有写进文件")));
    person.type_keys("001");
    person.must_show("没写进文件");
    assert!(!person.shows("没有办成"));
    person.wait(TimeDelta::seconds(1));
    person.type_keys("2");
    assert_eq!(person.field("调度室电话").value().as_deref(), Some("80012"));
    person.world.seen(|seen| seen.broken = true);
    person.rest();
    person.must_show("没有办成");
    person.key(Key::Enter);
    person.rest();
    assert!(!person.shows("没有办成"), "once");
}

#[test]
fn trouble_that_is_over_is_not_asked_about() {
    let mut person = at_profile();
    person.fill("调度室电话", "8001");
    person.world.answer(Event::NotSaved(trouble("磁盘满了，没有写进文件")));
    person.run();
    person.chord(Key::S);
    person.must_show("已写入文件");
    person.rest();
    assert!(!person.shows("没有办成"));
}

#[test]
fn a_read_only_window_follows_the_file_and_stays_where_it_is() {
    let (mut session, names) = small_mine(1);
    let text = file::write(&session.snapshot());
    let mut person = Person::at(session, OFFICE);
    let who = "侯望川（电脑DBXX-02）从2月5日 8:00起打开着这份工作簿";
    person.world.seen(|seen| (seen.file, seen.locked) = (Some(text.clone()), Some(who.to_owned())));
    person.chord(Key::O);
    person.click("责任区");
    person.click_like("场所 ");
    person.click("职工食堂");
    let there = elsewhere(&text, replica(77), outside_line());
    let kept = file::read(there.as_bytes()).unwrap().kept;
    let path = person.harness.state().workspace().file().path.clone().unwrap();
    person.world.answer(Event::Reread { path: path.clone(), kept: Box::new(kept) });
    person.run();
    let workspace = person.harness.state().workspace();
    assert_eq!(workspace.document().profile().outside_prefix, "77");
    assert_eq!(workspace.place(), Place::Sites);
    assert_eq!(workspace.picked().id::<Site>(), Some(names.sites[1]));
    assert!(workspace.notices().is_empty() && workspace.dialog().is_none());

    person.world.answer(Event::Released(path));
    person.run();
    person.must_show("只读：对方已关闭，重新打开后可以修改");
    person.chord(Key::S);
    assert_eq!(saves(&person), 0);
    assert!(person.harness.state().workspace().notices().len() == 2, "Ctrl+S says why not");
    close(&mut person);
    assert!(has_left(&person));
}

#[test]
fn when_the_system_ends_the_program_the_file_is_written_first() {
    let mut person = at_profile();
    person.fill("调度室电话", "8001");
    person.world.answer(Event::Ending);
    person.run();
    assert!(has_left(&person));
    assert!(written(&person).contains("8001"));

    // Nobody may be there to answer.
    let mut person = at_profile();
    person.world.seen(|seen| seen.broken = true);
    person.fill("调度室电话", "8001");
    person.world.answer(Event::Ending);
    person.run();
    assert!(has_left(&person));
}

#[test]
fn what_another_program_changed_waits_for_the_typing_and_is_not_left_unsaid() {
    let mut person = at_profile();
    person.fill("调度室电话", "8001");
    person.rest();
    let edited = written(&person).replacen("outside_prefix: \"\"", "outside_prefix: \"9\"", 1);
    let edited = edited.replacen("name: \"望禾煤矿\"", "name: \"望和煤矿\"", 1);
    let differences = file::read(edited.as_bytes()).unwrap().verdict.differences;
    assert!(!differences.is_empty());
    person.fill("调度室电话", "8002");
    person.world.answer(Event::ChangedBehind {
        path: person.harness.state().workspace().file().path.clone().unwrap(),
        digest: Digest::of(edited.as_bytes()),
        entries: Vec::new(),
        differences,
        pcs: Default::default(),
        recalled: nothing_ahead(),
    });
    let count = saves(&person);
    person.type_keys("3");
    assert!(person.harness.state().workspace().dialog().is_none());
    close_by_frame(&mut person);
    person.must_show("还没有核对");
    assert!(!has_left(&person));
    person.key(Key::Escape);
    person.rest();
    person.must_show("请逐项核对");
    assert_eq!(saves(&person), count, "not written over unasked");
    close_by_frame(&mut person);
    person.chord(Key::Q);
    assert!(has_left(&person));
}

/// What was half written in a question went with the window, without a word.
#[test]
fn a_window_with_a_half_answered_question_closes_the_second_time() {
    let mut person = at_profile();
    person.key(Key::F4);
    close_by_frame(&mut person);
    assert!(has_left(&person), "nothing was written in it");
    let mut person = at_profile();
    person.key(Key::F4);
    person.fill("隐患描述", "东门上锁");
    close_by_frame(&mut person);
    assert!(!has_left(&person));
    person.must_show("“登记隐患”里写的还没有记下");
    // What is written on after that is spoken of again.
    person.fill("隐患描述", "东门上锁，钥匙不在");
    close_by_frame(&mut person);
    assert!(!has_left(&person));
    close_by_frame(&mut person);
    assert!(has_left(&person));
}

/// What the program proposes nobody wrote; what somebody chose out of it would be lost.
#[test]
fn a_question_is_begun_once_it_is_another_than_as_it_was_asked() {
    let (mut session, names) = small_mine(1);
    let post = super::rota::post(&mut session, "门岗", &[DutyShift::Night], 1);
    let mut workspace = Workspace::new(session);
    let ask = |workspace: &mut Workspace, dialog: Option<Dialog>| {
        workspace.handle(Intent::Ask(dialog), morning());
    };
    let leaves = |workspace: &mut Workspace| {
        let effects = workspace.handle(Intent::Run(Command::Leave), morning());
        effects.iter().any(|effect| matches!(effect, Effect::Leave))
    };
    let note = "三、风险特点：改过".to_owned();
    let approve = ApproveDraft { note, ..workspace.approve_draft(morning()) };
    let turns = TurnsDraft {
        post,
        shift: DutyShift::Night,
        people: names.people.clone(),
        from: day(),
        to: day(),
        pass_over: true,
    };
    let swap = SwapDraft::new(workspace.document(), morning());
    let cell = DutyId { day: day(), post, shift: DutyShift::Night };
    let chosen = SwapDraft {
        way: SwapKind::Away,
        absent: names.people.first().copied(),
        steps: vec![(cell, names.people[0], names.people.get(1).copied())],
        ..swap.clone()
    };
    for (asked, answered, word) in [
        (Dialog::Approve(approve.clone()), None, ""),
        (
            Dialog::Approve(approve.clone()),
            Some(Dialog::Approve(ApproveDraft { by: names.people, ..approve })),
            "登记批准",
        ),
        (Dialog::Turns(turns.clone()), None, ""),
        (
            Dialog::Turns(turns.clone()),
            Some(Dialog::Turns(TurnsDraft { people: Vec::new(), ..turns })),
            "向下顺排",
        ),
        (Dialog::Swap(swap.clone()), None, ""),
        (Dialog::Swap(swap), Some(Dialog::Swap(chosen)), "换班"),
    ] {
        ask(&mut workspace, Some(asked));
        if let Some(answered) = answered {
            ask(&mut workspace, Some(answered));
            assert!(!leaves(&mut workspace), "{word}");
            let told = &workspace.notices().last().unwrap().words;
            assert!(told.contains(&format!("“{word}”里写的还没有记下")), "{told}");
        }
        assert!(leaves(&mut workspace), "{word}");
        ask(&mut workspace, None);
    }
}
