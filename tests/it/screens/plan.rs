//! 预案 by the words on the screen: chapters, cards and their steps, telephones, approval.

use std::time::Duration;

use eframe::egui::Key;
use egui_kittest::kittest::Queryable as _;
use shousui::action::{Action, PlanAction, phones_to_load, stock};
use shousui::model::id::PhoneId;
use shousui::model::mine::{MineField, Only, Term};
use shousui::model::plan::{Card, CardCode, CardField, Chapter, PlanKind};
use shousui::print::Request;
use shousui::rules::{checkup, outline, review};
use shousui::session::Session;
use shousui::workspace::{Effect, Event, Intent, Pick, Place, Tab, Workspace};

use super::watch::{guarded_mine, season_mine};
use super::{LARGE, OFFICE, Person};
use crate::fixture::{act, day, empty, morning, set};

fn at_the_plan(size: eframe::egui::Vec2) -> Person {
    let (session, ..) = guarded_mine();
    let mut person = Person::at(session, size);
    person.click("预案");
    person
}

fn paper(person: &Person) -> Option<Request> {
    person.harness.state().workspace().picked().paper.clone()
}

#[test]
fn a_chapter_reads_as_shipped_until_somebody_writes_and_can_go_back() {
    let mut person = at_the_plan(OFFICE);
    person.fill("上位预案", "望禾煤矿生产安全事故应急预案（2026版）");
    person.must_show("望禾煤矿2027年春节期间党员突击队地面场所应急处置工作方案");
    assert!(!person.shows("备案编号"), "a working scheme is not filed");
    person.choose("文种", PlanKind::Plan.word());
    person.must_show("备案编号");
    person.picture("plan-head");
    // A contingency plan has the chapters of the standard, a working scheme its own.
    person.must_show("3.2　预警");
    person.click("3.1　信息报告");
    person.must_show("3.1　信息报告");
    person.click("标题、文种、有效期");
    person.choose("文种", PlanKind::Scheme.word());
    assert!(!person.shows("3.2　预警"));

    person.click("七、信息报告程序");
    person.picture("plan-chapter");
    let shipped = outline::chapter_words(person.session().document(), Chapter::Reporting);
    person.field("信息报告程序正文").focus();
    person.run();
    person.harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::End);
    person.run();
    person.type_keys("本矿补充一条。");
    let written = outline::chapter_words(person.session().document(), Chapter::Reporting);
    assert_eq!(written, format!("{shipped}本矿补充一条。"));
    person.must_show("以这里写的为准");
    // What was written stays, whatever the profile says from now on.
    person.click("恢复模板文字");
    assert!(person.session().document().current_plan().chapters.is_empty());
    assert_eq!(outline::chapter_words(person.session().document(), Chapter::Reporting), shipped);
    person.click("预览方案");
    assert_eq!(paper(&person), Some(Request::plan(None)));
}

#[test]
fn shipped_cards_are_ticked_and_unticked() {
    let mut person = at_the_plan(OFFICE);
    person.click_like("处置卡 0");
    person.must_show("发布前须经安监、卫生所、救护队审核");
    person.click("E01");
    assert_eq!(person.session().document().cards.len(), 1);
    person.click("E01");
    assert_eq!(person.session().document().cards.len(), 0);
    person.click("全部选用");
    assert_eq!(person.session().document().cards.len(), stock::cards().len());
    assert!(!person.shows("全部选用"), "nothing is left to take");
    person.chord(Key::Z);
    assert_eq!(person.session().document().cards.len(), 0);
}

/// A card taken up before it was put right says so, and is renewed where it stands.
#[test]
fn a_card_with_an_old_line_is_renewed_on_its_screen() {
    let old = "切断着火区电源、气源；要穿过烟火才够得着开关时不去。";
    let (mut session, ..) = guarded_mine();
    let code = CardCode("E01".to_owned());
    act(&mut session, Action::Plan(PlanAction::TakeCards(vec![code.clone()])));
    act(&mut session, set((code.clone(), CardField::Risk(old.to_owned()))));
    let mut person = Person::at(session, OFFICE);
    person.click("预案");
    person.click_like("处置卡 1");
    person.click("地面建筑火灾");
    person.must_show(&format!("有1处是已经改正的旧说法，照做可能伤人：“{old}”"));
    person.picture("plan-card-withdrawn");
    person.click("换成新版");
    assert!(!person.offers("换成新版"));
    let card = person.session().document().cards.get(&code).unwrap();
    assert_ne!(card.risk, old);
    person.chord(Key::Z);
    assert!(person.offers("换成新版"));
}

/// The steps of a card as they read, in their order.
fn steps(person: &Person, code: &str) -> Vec<(u16, String)> {
    let card = person.session().document().cards.get(&CardCode(code.to_owned())).unwrap();
    card.steps.iter().map(|(number, step)| (*number, step.what.clone())).collect()
}

#[test]
fn a_card_of_the_mines_own_is_written_step_by_step() {
    let mut person = at_the_plan(OFFICE);
    person.click_like("处置卡 0");
    person.reach("新增本矿的卡");
    person.fill("卡名", "皮带走廊着火");
    for what in ["高声示警", "停皮带"] {
        person.reach("加一步");
        // The cursor waits in the new step.
        person.type_keys("发现人");
        person.fill("做什么", what);
    }
    person.choose("对应岗位", "巡查员");
    person.must_show("巡查员：温禾生");
    person.must_show("（在岗）");
    person.reach("上移");
    assert_eq!(steps(&person, "Z01"), [(10, "停皮带".into()), (20, "高声示警".into())]);
    person.reach("在后面插一步");
    person.fill("做什么", "报调度室");
    let numbers: Vec<u16> = steps(&person, "Z01").into_iter().map(|(number, _)| number).collect();
    assert_eq!(numbers, [10, 15, 20], "what was there keeps its numbers");
    person.reach("删除这一步");
    assert_eq!(steps(&person, "Z01").len(), 2);

    person.field("严禁").focus();
    person.run();
    person.type_keys("带电用水扑救");
    person.key(Key::Enter);
    person.type_keys("乘坐皮带");
    let card = person.session().document().cards.get(&CardCode("Z01".to_owned())).unwrap();
    assert_eq!(card.forbidden, ["带电用水扑救", "乘坐皮带"]);
    person.must_show("还没写");
    person.reach("预览这张卡");
    assert_eq!(paper(&person), Some(Request::cards(vec![CardCode("Z01".to_owned())])));
}

#[test]
fn a_step_finds_room_even_where_no_number_is_left() {
    let (mut session, ..) = guarded_mine();
    let card = CardCode("Z01".to_owned());
    let title = "试验".to_owned();
    act(&mut session, Action::Plan(PlanAction::NewCard { title }));
    let put = |number, what: &str| {
        let step = shousui::model::plan::CardStep { what: what.to_owned(), ..Default::default() };
        set((card.clone(), CardField::Step(number, Some(step))))
    };
    act(&mut session, put(1, "甲"));
    act(&mut session, put(2, "乙"));
    let insert = |after| Action::Plan(PlanAction::InsertStep { card: card.clone(), after });
    act(&mut session, insert(Some(1)));
    let read = |session: &Session| -> Vec<(u16, String)> {
        let card = session.document().cards.get(&card).unwrap();
        card.steps.iter().map(|(number, step)| (*number, step.what.clone())).collect()
    };
    let step = |number, what: &str| (number, what.to_owned());
    assert_eq!(read(&session), [step(10, "甲"), step(20, ""), step(30, "乙")]);
    act(&mut session, insert(None));
    assert_eq!(read(&session)[0], step(5, ""));
    act(&mut session, insert(Some(30)));
    assert_eq!(read(&session)[4], step(40, ""));
}

/// The dispatch room's number stands in the profile: papers print it, so it is nowhere missing.
#[test]
fn a_number_out_of_the_profile_is_filled_in_everywhere() {
    let (mut session, ..) = guarded_mine();
    act(&mut session, Action::Plan(PlanAction::LoadPhones));
    let told = |session: &Session, code: &str| {
        let found = review(session.document(), day());
        let found = found.into_iter().find(|one| one.rule.code == code);
        found.map(|one| one.breach.sentence()).unwrap_or_default()
    };
    let phone = |number: &str| set((Only, MineField::DispatchPhone(number.to_owned())));
    act(&mut session, phone(""));
    let without = told(&session, "P2");
    assert!(without.contains("调度室") && told(&session, "P3").is_empty(), "{without}");
    act(&mut session, phone("8000"));
    let with = told(&session, "P2");
    assert!(!with.contains("调度室"), "{with}");
    assert_eq!(told(&session, "P3"), "电话表有1个号码30天内没有拨测");
    let mut person = Person::at(session, OFFICE);
    person.click("预案");
    person.click_like("电话表 ");
    person.fill("查找", "dds");
    person.click("调度室（24小时）");
    person.must_show("这里不填，印的是本矿资料里的号码8000");
    assert!(!person.shows("还不能拨测"));
    person.picture("plan-phone-of-profile");
    person.click("登记今天拨测");
    assert_eq!(told(person.session(), "P3"), "");
}

#[test]
fn telephones_are_loaded_filled_in_and_tried() {
    let mut person = at_the_plan(OFFICE);
    person.click_like("电话表 0");
    let missing = phones_to_load(person.session().document());
    person.click("载入常用电话");
    assert_eq!(person.session().document().phones.len(), missing);
    assert_eq!(phones_to_load(person.session().document()), 0);
    person.must_show("个号码没填");
    person.fill("查找", "xfkzs");
    person.click("消防控制室");
    person.must_show("没填号码，还不能拨测");
    person.fill("号码", "8120");
    person.picture("plan-phones");
    person.click("登记今天拨测");
    person.must_show("今天已拨测");
    let doc = person.session().document();
    let (_, phone) = doc.phones.iter().find(|(_, phone)| phone.name == "消防控制室").unwrap();
    assert_eq!(phone.dialled, Some(day()));
    assert_eq!(doc.person_name(phone.dialled_by.unwrap()), "亢宝庆", "whoever sits at the PC");
    let order = |person: &Person| {
        let doc = person.session().document();
        let mut phones: Vec<(u16, PhoneId)> =
            doc.phones.iter().map(|(id, phone)| (phone.order, *id)).collect();
        phones.sort_unstable();
        let name = |id| doc.phones.get(&id).unwrap().name.clone();
        phones.into_iter().map(|(_, id)| name(id)).collect::<Vec<_>>()
    };
    let before = order(&person);
    person.reach("上移");
    let place = before.iter().position(|name| name == "消防控制室").unwrap();
    assert_eq!(order(&person)[place - 1], "消防控制室");
    person.chord(Key::Z);
    assert_eq!(order(&person), before);
}

#[test]
fn the_plan_is_countersigned_and_approved() {
    let (mut session, ..) = guarded_mine();
    let own = Some("安全科".to_owned());
    act(&mut session, set((Only, MineField::Term(Term::Safety, own))));
    let mut person = Person::at(session, OFFICE);
    person.click("预案");
    person.click("会签与批准");
    person.reach("载入六个部门");
    let units: Vec<String> = person
        .session()
        .document()
        .current_plan()
        .countersigns
        .values()
        .map(|line| line.unit.clone())
        .collect();
    assert_eq!(units, ["安全科", "机电部", "保卫部", "后勤部", "卫生所", "调度室"]);
    person.fill("安全科意见", "同意，请补井口房一条");
    person.pick_person("安全科签字人", "柴有田");
    person.fill("安全科签字日期", "2月1日");
    let line = person.session().document().current_plan().countersigns[&10].clone();
    assert_eq!(
        (line.opinion.as_str(), line.on),
        ("同意，请补井口房一条", day().checked_sub_days(chrono::Days::new(4)))
    );

    person.click("登记批准…");
    person.key(Key::Escape);
    person.click("登记批准…");
    person.chord(Key::Enter);
    person.must_show("请先写批准人");
    person.pick_person("批准人", "亢宝庆");
    person.pick_person("批准人", "柴有田");
    // Five departments have not signed: nothing is taken down before somebody says so.
    person.must_show("5个部门还没会签：机电部、保卫部、后勤部、卫生所、调度室");
    person.picture("plan-approve");
    person.chord(Key::Enter);
    assert!(person.session().document().versions.is_empty());
    person.click("纸面上已经批准，仍要登记");
    person.chord(Key::Enter);
    let doc = person.session().document();
    let (id, version) = doc.versions.iter().next().unwrap();
    assert_eq!((version.label.as_str(), version.by.len()), ("V1", 2));
    let id = *id;
    person.must_show("现在的方案和这一版一样");
    person.picture("plan-approval");

    // What changes afterwards is told, and stands ready for the next version.
    person.click("处置卡 0");
    person.reach("新增本矿的卡");
    person.click("会签与批准");
    person.must_show("新增处置卡Z01 本矿处置卡1");
    person.click("登记批准…");
    assert!(person.shows("新增处置卡Z01"));
    person.key(Key::Escape);
    person.click("预览V1");
    assert_eq!(paper(&person), Some(Request::plan(Some(id))));
}

fn visit(person: &mut Person, name: &str) {
    person.click("预案");
    person.picture(&format!("{name}-正文"));
    person.click("三、风险特点");
    person.picture(&format!("{name}-章节"));
    if person.shows("返回列表") {
        person.reach("返回列表");
    }
    person.reach_like("处置卡 ");
    if person.shows("全部选用") {
        person.reach("全部选用");
    }
    person.picture(&format!("{name}-处置卡"));
    person.reach("新增本矿的卡");
    person.reach("加一步");
    person.picture(&format!("{name}-一张新卡"));
    if person.shows("返回列表") {
        person.reach("返回列表");
    }
    let titles: Vec<String> =
        person.session().document().cards.iter().map(|(_, card)| card.title.clone()).collect();
    let listed = |title: &&String| !person.found(title).is_empty();
    let in_sight = titles.iter().find(listed).unwrap();
    person.click(in_sight);
    person.picture(&format!("{name}-一张卡"));
    if person.shows("返回列表") {
        person.reach("返回列表");
    }
    person.reach_like("电话表 ");
    person.picture(&format!("{name}-电话表-空"));
    person.reach("新增电话");
    person.picture(&format!("{name}-电话"));
    if person.shows("返回列表") {
        person.reach("返回列表");
    }
    if person.shows("载入常用电话") {
        person.reach_like("载入常用电话");
        person.picture(&format!("{name}-电话表"));
    }
    person.reach("预案体检");
    person.picture(&format!("{name}-体检"));
    person.reach_like("发放登记 ");
    if person.shows("按会签部门发放") {
        person.reach("按会签部门发放");
    }
    person.picture(&format!("{name}-发放"));
    if person.shows("返回列表") {
        person.reach("返回列表");
    }
    person.reach("会签与批准");
    person.picture(&format!("{name}-会签-空"));
    if person.shows("载入六个部门") {
        person.reach("载入六个部门");
        person.picture(&format!("{name}-会签"));
    }
}

#[test]
fn the_plan_paints_at_every_size_with_long_names() {
    for (size, name) in [(OFFICE, "plan"), (LARGE, "plan-large")] {
        visit(&mut at_the_plan(size), name);
        visit(&mut Person::at(empty(1), size), &format!("{name}-empty"));
        visit(&mut Person::at(season_mine(), size), &format!("{name}-season"));
        let (mut session, people, _) = guarded_mine();
        let long = "禾安县云砚镇望禾煤矿地面生产系统工业广场北侧第三职工公寓".repeat(3);
        let card = CardCode("Z01".to_owned());
        let title = long.clone();
        act(&mut session, Action::Plan(PlanAction::NewCard { title }));
        act(&mut session, set((card.clone(), CardField::Places(long.clone()))));
        act(&mut session, set((card.clone(), CardField::Calls(vec![long.clone()]))));
        let step = shousui::model::plan::CardStep {
            who: long.clone(),
            what: long.clone(),
            within: long.clone(),
            ..Default::default()
        };
        act(&mut session, set((card, CardField::Step(10, Some(step)))));
        act(&mut session, set((Only, MineField::Term(Term::Safety, Some(long.clone())))));
        let approve = PlanAction::Approve { by: people, on: day(), note: long.repeat(2) };
        act(&mut session, Action::Plan(approve));
        let mut person = Person::at(session, size);
        visit(&mut person, &format!("{name}-long"));
        if size == OFFICE {
            person.click_like("处置卡 ");
            person.click("新增本矿的卡");
            person.fill("卡名", &long);
            person.reach("加一步");
            for label in ["谁做", "做什么", "时限"] {
                person.fill(label, &long);
            }
            person.reach("收起");
            person.reveal("加一步");
            person.picture(&format!("{name}-long-步骤"));
            person.fill("报警联系", &long);
            person.reveal("集合点");
            person.picture(&format!("{name}-long-报警"));
        }
    }
}

#[test]
fn the_check_up_leads_to_what_is_to_be_mended_and_looks_again() {
    let mut person = at_the_plan(OFFICE);
    person.click("预案体检");
    person.must_show("还没有选用处置卡");
    person.click_like("处置卡 ");
    person.reach("全部选用");
    person.click("预案体检");
    person.must_show("本季还没有写起止日期");
    // Of hours that nobody could look at nothing is claimed.
    person.must_show("○ 没有核对的");
    // The kind of finding opens to its findings, and a finding leads to its record.
    let unreviewed = "处置卡都照现在的文字审核过 1条";
    if !person.shows("还没有审核；") {
        person.reach(unreviewed);
    }
    person.reach_like("△ 处置卡E01、");
    let picked = person.workspace().picked().id::<Card>();
    assert_eq!(picked, Some(CardCode("E01".to_owned())));
    person.click("预案体检");
    person.fill("拨测有效天数", "7");
    assert_eq!(person.session().document().current_plan().dial_limit(), 7);
    person.picture("plan-checkup");
}

/// What the plan lacks is looked for beside the window, and only while somebody looks at it.
#[test]
fn the_check_up_is_made_beside_the_window() {
    let (mut session, ..) = guarded_mine();
    act(&mut session, Action::Plan(PlanAction::TakeCards(vec![CardCode("E01".to_owned())])));
    let mut workspace = Workspace::new(session);
    let asked = |workspace: &mut Workspace| {
        let effects = workspace.tick(morning(), Duration::ZERO, false);
        effects.into_iter().find_map(|effect| match effect {
            Effect::Examine(doc, today) => Some((doc, today)),
            _ => None,
        })
    };
    assert!(asked(&mut workspace).is_none());
    workspace.handle(Intent::Go(Place::Plan), morning());
    workspace.handle(Intent::Pick(Pick::Tab(Tab::Checkup)), morning());
    let (doc, today) = asked(&mut workspace).unwrap();
    assert!(asked(&mut workspace).is_none(), "one question at a time");
    assert!(workspace.examined().is_none() && !workspace.is_examined(today));
    let found = Some(Box::new(checkup(&doc, today)));
    workspace.receive(Event::Examined((doc.revision(), today), found), morning());
    assert!(workspace.examined().is_some() && workspace.is_examined(today));
    assert!(asked(&mut workspace).is_none());
    // After a change nobody knows whether that is still so; where the look broke down, nothing is known.
    let muster = CardField::Muster("食堂前广场".to_owned());
    workspace.handle(Intent::Do(set((CardCode("E01".to_owned()), muster))), morning());
    assert!(workspace.examined().is_some() && !workspace.is_examined(today));
    let (doc, today) = asked(&mut workspace).unwrap();
    workspace.receive(Event::Examined((doc.revision(), today), None), morning());
    assert!(workspace.examined().is_none() && workspace.is_examined(today));
}

/// A mine with that many approved versions, of each of which copies are out.
fn handing_mine(versions: usize) -> Session {
    let (mut session, people, _) = guarded_mine();
    act(&mut session, Action::Plan(PlanAction::LoadCountersigns));
    act(&mut session, Action::Plan(PlanAction::TakeCards(vec![CardCode("E01".to_owned())])));
    for turn in 0..versions {
        let by = people.clone();
        let note = format!("第{}版", turn + 1);
        if 0 < turn {
            act(&mut session, Action::Plan(PlanAction::HandOut));
        }
        act(&mut session, Action::Plan(PlanAction::Approve { by, on: day(), note }));
    }
    session
}

#[test]
fn copies_are_handed_out_taken_back_and_told() {
    let mut person = Person::at(handing_mine(1), OFFICE);
    person.click("预案");
    person.click("发放登记 0");
    person.click("按会签部门发放");
    assert_eq!(person.session().document().handouts.len(), 6);
    person.click("会签与批准");
    person.must_show("现在的方案：已发放");
    // A card that is changed now hangs and lies about as it was.
    person.click_like("处置卡 1");
    person.click("地面建筑火灾");
    person.must_show("手里是V1，和现在的一样");
    person.fill("集合点", "食堂前广场");
    person.must_show("手里是V1，这张卡发放后改过");
    person.picture("plan-card-held");
    person.click("发放登记 6");
    person.must_show("1张卡改过");
    person.click_like("安监部");
    person.must_show("发放后处置卡E01改过");
    person.picture("plan-handouts-changed");

    let mut person = Person::at(handing_mine(2), OFFICE);
    person.click("预案");
    person.click("预案体检");
    person.must_show("还拿着V1第1号");
    person.click("发放登记 6");
    person.must_show("旧版没收回");
    person.click("发放V2（6份）");
    person.picture("plan-handouts");
    person.click("旧版都已收回（6份）");
    assert!(!person.shows("旧版没收回"));
    let doc = person.session().document();
    let back = doc.handouts.iter().filter(|(_, one)| one.returned == Some(day()));
    assert_eq!((back.count(), doc.handouts.len()), (6, 12));
    person.click("预览发放登记表");
    assert_eq!(paper(&person), Some(Request::handouts()));
}

/// The form of a line stood below the table, out of sight, and Enter closed it.
#[test]
fn a_countersigning_sheet_is_written_in_its_lines_by_the_keyboard_alone() {
    for (size, name) in [(OFFICE, "countersigned"), (LARGE, "countersigned-large")] {
        let (mut session, ..) = guarded_mine();
        act(&mut session, Action::Plan(PlanAction::LoadCountersigns));
        let mut person = Person::at(session, size);
        person.click("预案");
        person.reach("会签与批准");
        person.field("机电部意见").scroll_to_me();
        person.run();
        person.field("机电部意见").focus();
        person.run();
        for words in ["同意", "柴有田", "2-1"] {
            person.harness.event(eframe::egui::Event::Text(words.to_owned()));
            person.run();
            person.key(Key::Enter);
        }
        // Enter leads on to the next line of the sheet.
        assert!(person.field("保卫部部门").is_focused());
        let line = person.session().document().current_plan().countersigns[&20].clone();
        let who = line.person.map(|id| person.session().document().person_name(id).to_owned());
        assert_eq!((line.opinion.as_str(), who.as_deref()), ("同意", Some("柴有田")));
        assert!(line.on.is_some_and(|on| on <= day()));
        // A day that has not come yet cannot stand on the paper.
        person.fill("保卫部签字日期", "2月9日");
        person.must_show("签字日期在今天以后，请照纸面核对");
        person.picture(name);
    }
}

/// Beside the other cells an opinion of a sentence had room for nine signs.
#[test]
fn an_opinion_is_whole_where_it_stands() {
    let opinion = "基本同意，请补充锅炉房夜班的替班人";
    let signs = f32::from(u8::try_from(opinion.chars().count()).unwrap());
    let (mut session, ..) = guarded_mine();
    act(&mut session, Action::Plan(PlanAction::LoadCountersigns));
    let mut person = Person::at(session, OFFICE);
    person.click("预案");
    person.reach("会签与批准");
    person.field("机电部意见").scroll_to_me();
    person.run();
    let (row, other) = (person.field("机电部意见").rect(), person.field("安监部意见").rect());
    assert!(row.width() < 16.0 * signs, "{row:?}: there is room as it is");
    person.field("机电部意见").focus();
    person.run();
    person.harness.event(eframe::egui::Event::Text(opinion.to_owned()));
    person.run();
    person.key(Key::Enter);
    // The lines take two rows each now, and the cursor is where Enter leads to.
    assert!(person.field("机电部签字人").is_focused());
    let two = person.field("机电部意见").rect();
    assert!(16.0 * signs < two.width(), "{two:?}");
    assert!(two.bottom() < person.field("机电部签字人").rect().top());
    assert!(person.field("安监部意见").rect().width() == two.width(), "{other:?}");
    person.picture("countersigned-opinion");
}

/// Cards with lists in them were each wider than the one above, and left the window.
#[test]
fn a_list_in_a_card_makes_it_no_wider() {
    for size in [OFFICE, LARGE] {
        let mut person = Person::at_workspace(super::looks::sample(), size);
        person.click("预案");
        person.click("会签与批准");
        person.picture(&format!("plan-approval-{}", size.x));
        let right = |words: &str| person.harness.get_by_label(words).rect().right();
        let versions = format!("{} 版", person.session().document().versions.len());
        if size == LARGE {
            assert_eq!(right("照纸面填，回车到下一格"), right(&versions));
        }
        assert!(right(&versions) < size.x);
    }
}

#[test]
fn what_the_season_before_left_to_do_is_done_beside_the_approval() {
    use shousui::model::incident::Improvement;
    use shousui::model::plan::PlanField;
    let mut session = empty(1);
    let words = "2026年2月10日实战演练“公寓着火”：二层喇叭听不清，加一只".to_owned();
    let point = Improvement { words: words.clone(), ..Improvement::default() };
    let puts = [PlanField::Kept(true), PlanField::Carried(10, Some(point))];
    let mut doc = session.document().clone();
    for field in puts {
        doc.apply((Only, field).into());
    }
    let take = Action::TakeOver(std::sync::Arc::new(doc));
    act(&mut session, take);
    let mut person = Person::at(session, OFFICE);
    person.click("预案");
    person.click("会签与批准");
    person.must_show("上季的改进事项");
    person.picture("plan-carried");
    person.reach("今天办完了");
    let plan = person.session().document().current_plan();
    assert_eq!(plan.carried[&10].done, Some(day()));
    assert_eq!(plan.carried[&10].words, words);
    person.must_show("1 条，未办完 0 条");
}

/// A card is changed after copies of the plan went out: whoever approves sees whose copies are to be changed.
#[test]
fn copies_that_are_out_are_named_where_a_version_is_approved() {
    for (size, name) in [(OFFICE, "copies-out"), (LARGE, "copies-out-large")] {
        let mut workspace = super::looks::sample();
        let card = CardCode("E02".to_owned());
        let words = "集合点按楼栋分开，东侧停车区和职工食堂前广场".repeat(4);
        workspace.handle(Intent::Do(set((card, CardField::Muster(words)))), morning());
        workspace.handle(Intent::Go(Place::Plan), morning());
        workspace.handle(Intent::Pick(Pick::Tab(Tab::Approval)), morning());
        let mut person = Person::at_workspace(workspace, size);
        person.reach("看发放登记");
        assert_eq!(person.workspace().picked().tab(Place::Plan), Some(Tab::Handouts));
        person.reach("会签与批准");
        person.must_show("发放后处置卡E02改过，批准新版后收旧发新");
        person.picture(name);
    }
}
