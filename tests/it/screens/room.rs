//! Room: at every size of text every screen and every question stays within the window, and no
//! word of ours is cut or written one sign a line.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::epaint::TextShape;
use eframe::egui::{Key, Rect, Shape, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use shousui::action::Registered;
use shousui::action::editions::{Differing, Offered};
use shousui::action::paste::{Order, What};
use shousui::model::checklist::{Code, Depth};
use shousui::model::duty::{Duty, DutyId, DutyShift};
use shousui::model::hazard::StepKind;
use shousui::model::id::{HazardId, PostId};
use shousui::model::people::PostField;
use shousui::model::place::SiteKind;
use shousui::model::plan::{CardCode, Chapter};
use shousui::model::swap::SwapKind;
use shousui::model::{Put, RecordId};
use shousui::print::{Left, Request};
use shousui::sample::{Plan, build};
use shousui::session::Session;
use shousui::shell::settings::Settings;
use shousui::workspace::{
    ApproveDraft, ChooseDraft, Dialog, EditionsDraft, Entering, FillDraft, Fills, FindDraft,
    GoOnDraft, HazardFilter, Intent, IssueDraft, LeftOutDraft, Line, Matter, MergeDraft, NewFrom,
    NewSeasonDraft, PathDraft, Pick, Place, RegisterDraft, RepairDraft, ReportDraft, ShiftDraft,
    ShiftPaper, Side, Sides, SwapDraft, Tab, Trouble, TurnsDraft, Want, Workspace,
};

use super::team::ROSTER;
use super::{OFFICE, Person};
use crate::fixture::{day, morning};
use crate::world::{Fake, trouble};

/// A netbook.
const SMALL: Vec2 = vec2(1024.0, 600.0);
/// A new office screen.
const WIDE: Vec2 = vec2(1920.0, 1080.0);
/// The text sizes in percent.
const ZOOMS: [f32; 7] = [100.0, 110.0, 120.0, 130.0, 150.0, 175.0, 200.0];

/// Every size in points there has to be room at, with its name.
pub(super) fn sizes() -> Vec<(String, Vec2)> {
    let mut sizes = Vec::new();
    for screen in [OFFICE, SMALL] {
        sizes.extend(ZOOMS.map(|zoom| (screen, zoom)));
    }
    sizes.push((WIDE, 300.0));
    let named = |(screen, zoom): (Vec2, f32)| {
        (format!("{}-{zoom}", screen.x), (screen / (zoom / 100.0)).floor())
    };
    sizes.into_iter().map(named).collect()
}

static SAMPLE: LazyLock<Session> = LazyLock::new(|| {
    let until = day().and_hms_opt(12, 0, 0);
    build(Plan { until, ..Plan::default() }).unwrap()
});

/// Every word of ours that stands as it is in the sources.
static OURS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    fn read(folder: &Path, words: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, words);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(path).unwrap();
                words.extend(text.split('"').map(str::to_owned));
            }
        }
    }
    let mut words = BTreeSet::new();
    for folder in ["src/ui", "src/workspace"] {
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut words);
    }
    words
});

/// Whether words are ours: without the sign before them and the count behind them.
fn is_ours(text: &str) -> bool {
    let bare = text.trim_start_matches(['✓', '△', '！', ' ']);
    let bare = bare.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == ' ');
    2 <= bare.chars().count() && OURS.contains(bare)
}

fn texts<'a>(shape: &'a Shape, found: &mut Vec<&'a TextShape>) {
    match shape {
        Shape::Text(text) => found.push(text),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
        _ => {}
    }
}

/// What is wrong with the picture in front.
pub(super) fn faults(person: &Person, sideways: bool) -> BTreeSet<String> {
    let window = person.harness.ctx.content_rect();
    let mut faults = BTreeSet::new();
    let mut bars: Vec<(String, Rect)> = Vec::new();
    for clipped in &person.harness.output().shapes {
        let mut found = Vec::new();
        texts(&clipped.shape, &mut found);
        for text in found {
            let clip = clipped.clip_rect.intersect(window);
            let rect = text.galley.rect.translate(text.pos.to_vec2());
            let seen = rect.intersect(clip);
            if seen.width() <= 0.0 || seen.height() <= 0.0 || text.galley.text().is_empty() {
                continue;
            }
            let words = text.galley.text();
            let rows = &text.galley.rows;
            let most = rows.iter().map(|row| row.char_count_excluding_newline().0).max();
            if 3 <= rows.len() && most.is_some_and(|most| most <= 2) {
                faults.insert(format!("{words}: one sign a line"));
            }
            if text.galley.elided && is_ours(words) {
                faults.insert(format!("{words}: cut by …"));
            }
            let cut = rect.left() < clip.left() - 2.0 || clip.right() + 2.0 < rect.right();
            if cut && !sideways && is_ours(words) {
                faults.insert(format!("{words}: cut at {rect:?} by {clip:?}"));
            }
            if window.right() + 1.0 < rect.right() && window.right() - 2.0 < clip.right() {
                faults.insert(format!("{words}: leaves the window at {rect:?}"));
            }
            let is_bar = person.harness.state().workspace().dialog().is_none();
            if is_bar && (rect.bottom() < 52.0 || window.bottom() - 32.0 < rect.top()) {
                bars.push((words.to_owned(), rect.intersect(clip)));
            }
        }
    }
    let roles = [Role::Button, Role::TextInput, Role::CheckBox, Role::ComboBox];
    for node in roles.iter().flat_map(|role| person.harness.query_all_by_role(*role)) {
        let rect = node.rect();
        if !sideways && (rect.left() < -1.0 || window.right() + 1.0 < rect.right()) {
            let label = node.accesskit_node().label().unwrap_or_default();
            faults.insert(format!("{label}: leaves the window at {rect:?}"));
        }
    }
    for (place, (words, rect)) in bars.iter().enumerate() {
        for (others, other) in bars.iter().skip(place + 1) {
            let both = rect.intersect(*other);
            if 2.0 < both.width() && 2.0 < both.height() {
                faults.insert(format!("{words} and {others} lie on each other"));
            }
        }
    }
    faults
}

/// One screen: its name, its place, what is picked, and the question in front.
struct Scene {
    name: String,
    place: Place,
    picks: Vec<Pick>,
    dialog: Option<Dialog>,
}

impl Scene {
    /// Whether a table in it is wider than the window and scrolls sideways.
    fn sideways(&self) -> bool {
        self.place == Place::Rota || matches!(self.dialog, Some(Dialog::Paste(_)))
    }

    fn person(&self) -> Person {
        let mut workspace = Workspace::practice(SAMPLE.clone(), day());
        for pick in &self.picks {
            workspace.handle(Intent::Pick(pick.clone()), morning());
        }
        workspace.handle(Intent::Go(self.place), morning());
        if self.dialog.is_some() {
            workspace.handle(Intent::Ask(self.dialog.clone()), morning());
        }
        Person::at_workspace(workspace, OFFICE)
    }
}

/// Shows scenes at every size and says what is wrong.
fn look_at(scenes: &[Scene], also: impl Fn(&Scene, &Person) -> BTreeSet<String>) {
    let mut all = Vec::new();
    for scene in scenes {
        let mut person = scene.person();
        for (name, size) in sizes() {
            person.harness.set_size(size);
            let settled = person.harness.try_run();
            let mut faults = faults(&person, scene.sideways());
            faults.extend(settled.err().map(|_| "does not settle".to_owned()));
            faults.extend(also(scene, &person));
            all.extend(faults.into_iter().map(|fault| format!("{} {name} {fault}", scene.name)));
            let picture = format!("room-{}-{name}", scene.name);
            if std::env::var("SHOUSUI_PICTURES").is_ok_and(|wanted| picture.contains(&wanted)) {
                person.picture(&picture);
            }
        }
    }
    assert!(all.is_empty(), "{} faults:\n{}", all.len(), all.join("\n"));
}

/// Every screen of every place, as it comes and with something picked.
fn places() -> Vec<Scene> {
    let doc = SAMPLE.document();
    let first: Vec<Pick> = records().into_iter().map(Pick::Record).collect();
    let mut scenes = Vec::new();
    for place in Place::RAIL.iter().copied().chain([Place::Profile]) {
        let tabs: Vec<Option<Tab>> = match place.tabs() {
            [] => vec![None],
            tabs => tabs.iter().copied().map(Some).collect(),
        };
        for tab in tabs {
            let name = tab.map_or_else(|| place.word(), Tab::word).to_owned();
            let picks: Vec<Pick> = tab.into_iter().map(Pick::Tab).collect();
            let mut more = first.clone();
            more.push(Pick::Chapter(Some(Chapter::Purpose)));
            more.push(Pick::Filter(HazardFilter::All));
            more.push(Pick::Turn(Some((*doc.persons.iter().next().unwrap().0, day()))));
            more.push(Pick::Paper(Some(Request::plan(None))));
            if place == Place::Patrol {
                let sheet = doc.sheets.iter().find(|(_, one)| one.depth() == Depth::Patrol);
                let entering = Entering { sheet: *sheet.unwrap().0, confirming: None };
                more.push(Pick::Entering(Some(entering)));
            }
            more.extend(picks.iter().cloned());
            let scene = |name: String, picks| Scene { name, place, picks, dialog: None };
            scenes.push(scene(name.clone(), picks));
            scenes.push(scene(name + "选中", more));
        }
    }
    scenes
}

/// One record of every kind that is picked on a list.
fn records() -> Vec<RecordId> {
    let doc = SAMPLE.document();
    let mut records = vec![
        RecordId::Person(*doc.persons.iter().next().unwrap().0),
        RecordId::Post(*doc.posts.iter().next().unwrap().0),
        RecordId::Site(*doc.sites.iter().next().unwrap().0),
        RecordId::Zone(*doc.zones.iter().next().unwrap().0),
        RecordId::Route(*doc.routes.iter().next().unwrap().0),
        RecordId::Item(doc.items.iter().next().unwrap().0.clone()),
        RecordId::Card(doc.cards.iter().next().unwrap().0.clone()),
        RecordId::Phone(*doc.phones.iter().next().unwrap().0),
        RecordId::Duty(*doc.duties.iter().next().unwrap().0),
        RecordId::Log(*doc.logs.iter().next().unwrap().0),
        RecordId::ZeroReport(*doc.zero_reports.iter().next().unwrap().0),
        RecordId::Handover(*doc.handovers.iter().next().unwrap().0),
        RecordId::SpotCheck(*doc.spot_checks.iter().next().unwrap().0),
        RecordId::Activity(*doc.activities.iter().next().unwrap().0),
        RecordId::Service(*doc.services.iter().next().unwrap().0),
        RecordId::Gathering(*doc.gatherings.iter().next().unwrap().0),
        RecordId::Supply(*doc.supplies.iter().next().unwrap().0),
        RecordId::Resident(*doc.residents.iter().next().unwrap().0),
        RecordId::Swap(*doc.swaps.iter().next().unwrap().0),
    ];
    let long = doc.hazards.iter().find(|(_, one)| 3 < one.steps.len()).unwrap();
    records.push(RecordId::Hazard(*long.0));
    records
}

#[test]
fn every_place_stays_within_the_window_at_every_size_of_text() {
    look_at(&places(), |_, _| BTreeSet::new());
}

/// The words on the button that answers a question.
fn yes(dialog: &Dialog) -> &'static str {
    match dialog {
        Dialog::NewSeason(_) => "开始 Ctrl+Enter",
        Dialog::Path(_) => "另存 Ctrl+Enter",
        Dialog::Find(_) | Dialog::Choose(_) | Dialog::SitDown => "关闭",
        Dialog::Issue(_) => "出单并预览 Ctrl+Enter",
        Dialog::Report(_) | Dialog::Register(_) => "登记 Ctrl+Enter",
        Dialog::Step(_) => "记录 Ctrl+Enter",
        Dialog::VoidSheet { .. } => "作废 Ctrl+Enter",
        Dialog::Approve(_) => "登记批准 Ctrl+Enter",
        Dialog::Shift(_) => "新建 Ctrl+Enter",
        Dialog::Paste(order) if order.source.is_some() => "录入 Ctrl+End",
        Dialog::Paste(_) => "录入 Ctrl+Enter",
        Dialog::Turns(_) | Dialog::GoOn(_) => "排上 Ctrl+Enter",
        Dialog::Fill(draft) if draft.begun => "排上 Ctrl+End",
        Dialog::Fill(_) => "开始排班 Ctrl+Enter",
        Dialog::Swap(_) => "换班 Ctrl+Enter",
        Dialog::Editions(_) => "换用所选 Ctrl+Enter",
        Dialog::Remove(_) => "删除 Ctrl+Enter",
        Dialog::Merge(_) => "合并并保存 Ctrl+End",
        Dialog::Sides(sides) => match sides.matter {
            Matter::Contested | Matter::Merge => "选定 Ctrl+Enter",
            Matter::Edits => "按所选的采用 Ctrl+Enter",
            Matter::Returned => "采用所选的 Ctrl+Enter",
        },
        Dialog::Offered(_) => "补上 Ctrl+End",
        Dialog::Unwritten(_) => "再试一次 Ctrl+Enter",
        Dialog::Diagnosis(_) => "存成文件… Ctrl+Enter",
        Dialog::Damaged(_) | Dialog::Unread(_) => "修复… Ctrl+Enter",
        Dialog::Repair(_) => "写成新文件… Ctrl+End",
        Dialog::LeftOut(_)
        | Dialog::Trouble(_)
        | Dialog::Clock(_)
        | Dialog::Keys
        | Dialog::About => "知道了 Enter",
    }
}

/// What a workbook made long ago lacks.
fn editions() -> Dialog {
    let item = (Code::first("F35"), "雪后车道出口已清、不堆雪".to_owned());
    let card = |code: &str| CardCode(code.to_owned());
    let offered = Offered {
        added: vec![item.clone(); 60],
        corrected: vec![item; 100],
        kept: vec![Code::first("Q02"); 40],
        kinds: SiteKind::ALL.to_vec(),
        cards: vec![card("E17"), card("E18")],
        differing: vec![Differing { code: card("E04"), withdrawn: 1, lacks: 3 }],
        phones: vec!["森林草原防火".to_owned(); 12],
        ..Offered::default()
    };
    let wanted = offered.proposed(SAMPLE.document());
    Dialog::Editions(EditionsDraft { offered, wanted })
}

/// Every paper of a hazard's loop.
fn steps(hazard: HazardId) -> Vec<Dialog> {
    let workspace = Workspace::practice(SAMPLE.clone(), day());
    let step = |next| Dialog::Step(workspace.step_draft(hazard, next, morning()));
    [
        StepKind::FixedOnSpot,
        StepKind::HandedOver,
        StepKind::Received,
        StepKind::Rectified,
        StepKind::Rechecked,
        StepKind::Extended,
        StepKind::Closed,
        StepKind::Voided,
    ]
    .map(step)
    .into()
}

fn refused() -> Trouble {
    let mut trouble = trouble("磁盘满了，没有写进文件“望禾煤矿_2027春节.ron”");
    trouble.path = Some("/媒体/移动硬盘/矿办公室/春节值守/二〇二七年/望禾煤矿_2027春节.ron".into());
    trouble
}

fn typed_path() -> Dialog {
    let path = refused().path.unwrap().display().to_string();
    Dialog::Path(PathDraft { want: Want::SaveAs, path, at: None })
}

/// A copy as sync programs name them.
const LONG: &str = "/媒体/办公室/望禾煤矿_2027春节.sync-conflict-20270205-101010-ABCDEFG.ron";

/// Forty fields with long values on both sides.
fn two_sides(matter: Matter, post: PostId) -> Sides {
    let put = |words: String| Put::from((post, PostField::Duties(words)));
    let side = |place: &str, words: &str| Side {
        value: put(words.repeat(12)),
        words: words.repeat(12),
        place: place.to_owned(),
        writer: "柴有田".to_owned(),
        at: Some("2月5日 21:40".to_owned()),
        is_shown: place == "本机",
    };
    let line = |number: usize| Line {
        cell: put(String::new()).cell(),
        about: format!("岗位“{number}号公寓楼西侧疏散通道和安全出口巡查员”"),
        label: "岗位职责".to_owned(),
        sides: vec![side("本机", "每班两次"), side("电脑DBXX-WANGHE-02", "每班三次")],
        remark: "只差一个字，可能是损坏".to_owned(),
    };
    let mut sides = Sides::new(matter, (0..40).map(line).collect());
    (sides.at, sides.taken[3]) = (2, Some(1));
    sides
}

/// Questions with a list to go through.
fn with_lists(post: PostId) -> Vec<Dialog> {
    vec![
        Dialog::Sides(two_sides(Matter::Contested, post)),
        Dialog::Repair(RepairDraft::default()),
        Dialog::Merge(MergeDraft {
            copies: vec![(LONG.into(), false); 6],
            sides: two_sides(Matter::Merge, post),
        }),
        Dialog::Sides(two_sides(Matter::Edits, post)),
        Dialog::Sides(Sides {
            left: vec![Left { words: LONG.to_owned(), about: None }; 8].into(),
            ..two_sides(Matter::Returned, post)
        }),
    ]
}

/// What of a table was left out.
fn left_out(post: PostId) -> Dialog {
    Dialog::LeftOut(LeftOutDraft {
        done: "录入了12人".to_owned(),
        title: "有几处没有录入",
        intro: "下面这20处没有录入，请对照原表补上：".to_owned(),
        lines: vec![
            Left {
                words: "第7行的证件“低压电工 2027年2月30日”没有录入".repeat(3),
                about: Some(RecordId::Post(post)),
            };
            20
        ],
    })
}

/// Somebody on patrol who cannot come, relieved in every way.
fn swaps() -> Vec<Dialog> {
    let doc = SAMPLE.document();
    let patrol = |(cell, _): &(&DutyId, &Duty)| doc.post_name(Some(cell.post)) == "巡查员";
    let (_, duty) = doc.duties.iter().filter(patrol).last().unwrap();
    let swap = |way: &SwapKind| {
        let mut draft = SwapDraft::new(doc, morning());
        draft.ask(doc, duty.persons[0], morning());
        draft.to = day() + chrono::Days::new(9);
        draft.go(doc, *way, morning());
        Dialog::Swap(draft)
    };
    SwapKind::ALL.iter().map(swap).chain([Dialog::Swap(SwapDraft::new(doc, morning()))]).collect()
}

/// The first post, and a shift.
fn slot() -> (PostId, DutyShift) {
    (*SAMPLE.document().posts.iter().next().unwrap().0, DutyShift::ALL[0])
}

/// The questions that fill the rota.
fn rotas() -> Vec<Dialog> {
    let (post, shift) = slot();
    let people = SAMPLE.document().persons.iter().map(|(id, _)| *id).take(12).collect();
    vec![
        Dialog::Fill(FillDraft {
            from: day(),
            to: day(),
            begun: false,
            left: BTreeSet::new(),
            fills: Fills::Anew,
            rules: true,
            shown: false,
        }),
        Dialog::GoOn(GoOnDraft { from: day(), to: day(), earlier: None }),
        Dialog::Turns(TurnsDraft {
            post,
            shift,
            people,
            from: day(),
            to: day() + chrono::Days::new(14),
            pass_over: true,
        }),
    ]
}

/// Every question there is, in front of 今日.
fn questions() -> Vec<Scene> {
    let doc = SAMPLE.document();
    let people = || doc.persons.iter().map(|(id, _)| *id).take(12).collect::<Vec<_>>();
    let (post, shift) = slot();
    let sheets: Vec<_> = doc.sheets.iter().map(|(id, _)| *id).take(4).collect();
    let (hazard, one) = doc.hazards.iter().next().unwrap();
    let timetable = "日期\t值班领导\n2月5日\t亢宝庆\n2月6日\t武岁安\n".repeat(6);
    let mut dialogs = vec![
        Dialog::NewSeason(NewSeasonDraft { from: NewFrom::OpenBook, year: 2028 }),
        Dialog::Find(FindDraft { query: "yhgy".to_owned(), at: 0 }),
        Dialog::Choose(ChooseDraft { number: one.number.clone().unwrap(), sheets, at: 1 }),
        Dialog::Issue(IssueDraft {
            depth: Depth::Patrol,
            routes: doc.routes.iter().map(|(id, _)| *id).collect(),
            site: None,
            day: day(),
            shift: "早班".to_owned(),
            walkers: people(),
        }),
        Dialog::Report(ReportDraft { finders: people(), ..ReportDraft::default() }),
        Dialog::VoidSheet { sheet: *doc.sheets.iter().next().unwrap().0, why: String::new() },
        Dialog::Approve(ApproveDraft {
            by: people(),
            on: day(),
            note: String::new(),
            despite: false,
        }),
        Dialog::Shift(ShiftDraft { paper: ShiftPaper::Log, day: day(), shift }),
        Dialog::Paste(Order { text: ROSTER.to_owned(), ..Order::new(What::Members) }),
        Dialog::Register(RegisterDraft { what: Registered::Trained, day: day(), people: people() }),
        Dialog::Paste(Order { text: timetable, ..Order::new(What::Rota) }),
        editions(),
        Dialog::Remove(RecordId::Hazard(*hazard)),
        Dialog::SitDown,
        left_out(post),
        Dialog::Damaged(vec!["第12行 场所“3号公寓”这一条读不出来".repeat(3); 20]),
        Dialog::Offered(Vec::new()),
        Dialog::Trouble(refused()),
        Dialog::Unread(refused()),
        Dialog::Unwritten(refused()),
        Dialog::Clock(refused()),
        typed_path(),
        Dialog::Keys,
        Dialog::Diagnosis("shousui 0.0.2 on linux x86_64, 场所3、单子12\n".repeat(80)),
        Dialog::About,
    ];
    dialogs.extend(steps(*hazard));
    dialogs.extend(swaps());
    dialogs.extend(rotas());
    dialogs.extend(with_lists(post));
    let scene = |(number, dialog): (usize, Dialog)| Scene {
        name: format!("问{number}"),
        place: Place::Today,
        picks: Vec::new(),
        dialog: Some(dialog),
    };
    dialogs.into_iter().enumerate().map(scene).collect()
}

#[test]
fn every_question_can_be_answered_at_every_size_of_text() {
    look_at(&questions(), |scene, person| {
        out_of_reach(person, yes(scene.dialog.as_ref().unwrap()))
    });
}

/// The button of that label, should it not lie within the window.
fn out_of_reach(person: &Person, label: &str) -> BTreeSet<String> {
    let window = person.harness.ctx.content_rect();
    let mut buttons = person.harness.query_all_by_role_and_label(Role::Button, label);
    let button = buttons.next().unwrap_or_else(|| panic!("no {label}")).rect();
    let within = window.contains_rect(button);
    (!within).then(|| format!("{label} at {button:?}")).into_iter().collect()
}

/// What is in front when a question is answered that cannot be taken so: where it is refused.
fn refused_questions() -> Vec<Scene> {
    let doc = SAMPLE.document();
    let (hazard, _) = doc.hazards.iter().next().unwrap();
    let mut dialogs = vec![
        Dialog::Report(ReportDraft::default()),
        Dialog::Issue(IssueDraft {
            depth: Depth::Patrol,
            routes: Vec::new(),
            site: None,
            day: day(),
            shift: "早班".to_owned(),
            walkers: Vec::new(),
        }),
        Dialog::Approve(ApproveDraft {
            by: doc.persons.iter().map(|(id, _)| *id).take(1).collect(),
            on: day(),
            note: String::new(),
            despite: false,
        }),
        Dialog::Register(RegisterDraft {
            what: Registered::Trained,
            day: day(),
            people: Vec::new(),
        }),
        Dialog::VoidSheet { sheet: *doc.sheets.iter().next().unwrap().0, why: String::new() },
    ];
    dialogs.extend(steps(*hazard));
    let scene = |(number, dialog): (usize, Dialog)| Scene {
        name: format!("拒{number}"),
        place: Place::Today,
        picks: Vec::new(),
        dialog: Some(dialog),
    };
    dialogs.into_iter().enumerate().map(scene).collect()
}

#[test]
fn why_an_answer_is_not_taken_can_be_read_at_every_size_of_text() {
    let mut all = Vec::new();
    let mut refused = 0;
    for scene in refused_questions() {
        let mut person = scene.person();
        person.chord(Key::Enter);
        if person.workspace().dialog().is_none() {
            continue;
        }
        refused += 1;
        let Scene { name: scene, dialog, .. } = scene;
        let dialog = dialog.unwrap();
        for (name, size) in sizes() {
            person.harness.set_size(size);
            let settled = person.harness.try_run();
            let mut faults = faults(&person, false);
            faults.extend(settled.err().map(|_| "does not settle".to_owned()));
            faults.extend(out_of_reach(&person, yes(&dialog)));
            let window = person.harness.ctx.content_rect();
            let told: Vec<Rect> = {
                let words = person.harness.query_all_by_label_contains("！");
                words.map(|words| words.rect()).filter(|rect| window.contains_rect(*rect)).collect()
            };
            if told.is_empty() {
                faults.insert("the refusal is not in sight".to_owned());
            }
            let button = person.harness.get_by_role_and_label(Role::Button, yes(&dialog)).rect();
            let layer = |at| person.harness.ctx.layer_id_at(at);
            let question = layer(button.center());
            let is_covered = |rect: &Rect| {
                let parts = [0.02, 0.25, 0.5, 0.75, 0.98].into_iter();
                let mut along = parts.map(|part| rect.lerp_inside(vec2(part, 0.5)));
                along.any(|at| layer(at) != question)
            };
            if told.iter().any(is_covered) {
                faults.insert("something lies over the refusal".to_owned());
            }
            all.extend(faults.into_iter().map(|fault| format!("{scene} {name} {fault}")));
            let picture = format!("room-{scene}-{name}");
            if std::env::var("SHOUSUI_PICTURES").is_ok_and(|wanted| picture.contains(&wanted)) {
                person.picture(&picture);
            }
        }
    }
    assert!(7 <= refused, "only {refused}");
    assert!(all.is_empty(), "{} faults:\n{}", all.len(), all.join("\n"));
}

#[test]
fn nothing_dark_shines_through_where_panels_meet_between_pixels() {
    for zoom in [1.1, 1.3, 1.5] {
        let mut person = at_the_sample(OFFICE);
        person.harness.ctx.set_zoom_factor(zoom);
        person.run();
        let picture = person.harness.render().unwrap();
        let dark = |x: u32, y: u32| picture.get_pixel(x, y).0[..3].iter().all(|part| *part < 120);
        let (width, height) = (picture.width(), picture.height());
        for y in 0..height {
            let row = (0..width).filter(|x| dark(*x, y)).count();
            assert!(row < usize::try_from(width).unwrap() / 2, "line {y} at {zoom}");
        }
        for x in 0..width {
            let column = (0..height).filter(|y| dark(x, *y)).count();
            assert!(column < usize::try_from(height).unwrap() / 2, "column {x} at {zoom}");
        }
    }
}

#[test]
fn the_window_has_its_name_for_ears_too() {
    let person = at_the_sample(OFFICE);
    let name = person.harness.root().accesskit_node().label();
    assert_eq!(name.as_deref(), Some("守岁 · 煤矿春节党员突击队巡查台"));
}

fn at_the_sample(size: Vec2) -> Person {
    Person::at_workspace(Workspace::practice(SAMPLE.clone(), day()), size)
}

#[test]
fn the_handle_of_a_bar_can_be_seen_on_the_ground_and_on_a_card() {
    for (place, size) in [("本矿资料", OFFICE), ("隐患", SMALL)] {
        let mut person = at_the_sample(size);
        if place == "本矿资料" {
            person.click("文件");
            person.click_like(place);
        } else {
            person.click(place);
        }
        let picture = person.harness.render().unwrap();
        // A stretch of one colour that is neither a ground nor a line.
        let handle = (0..picture.width()).any(|x| {
            let mut run = 0;
            (0..picture.height()).any(|y| {
                let dark = picture.get_pixel(x, y).0[..3].iter().all(|part| *part < 210);
                run = if dark { run + 1 } else { 0 };
                60 <= run
            })
        });
        assert!(handle, "{place}");
    }
}

#[test]
fn a_figure_a_tab_and_the_place_in_front_are_told_as_what_they_are() {
    let mut person = at_the_sample(OFFICE);
    person.click("宣传服务");
    let chosen = |person: &Person, label: &str| {
        let node = person
            .harness
            .get_all_by_label(label)
            .find(|node| node.accesskit_node().role() == Role::Button);
        node.unwrap().accesskit_node().toggled()
    };
    assert_eq!(chosen(&person, "宣传服务"), Some(Toggled::True));
    assert_eq!(chosen(&person, "值守"), Some(Toggled::False));
    let doc = person.session().document();
    let (told, helped) = (doc.activities.len(), doc.services.len());
    let (told, helped) = (format!("宣传活动 {told}"), format!("帮扶服务 {helped}"));
    assert_eq!(chosen(&person, &told), Some(Toggled::True));
    assert_eq!(chosen(&person, &helped), Some(Toggled::False));
    person.click(&helped);
    assert_eq!(chosen(&person, &told), Some(Toggled::False));
    assert_eq!(chosen(&person, &helped), Some(Toggled::True));
    // The figure and its word are one, and nothing else says the word again.
    person.must_show("服务人次 ");
    assert_eq!(person.harness.query_all_by_label_contains("服务人次").count(), 1);
}

/// The world of a PC whose window is kept like that.
fn kept_window(window: Option<Settings>) -> Fake {
    let world = Fake::default();
    world.seen(|seen| seen.window = window);
    world
}

#[test]
fn the_size_of_the_text_is_shown_changed_by_the_mouse_and_kept() {
    let world = kept_window(None);
    let workspace = Workspace::practice(SAMPLE.clone(), day());
    let mut person = Person::in_world(workspace, world, OFFICE);
    assert!(person.offers("文字大小100%"));
    person.wait(chrono::TimeDelta::seconds(5));
    assert_eq!(person.world.seen(|seen| seen.window), None, "nothing to be kept");
    person.click("文字大小100%");
    person.picture("zoom-menu");
    person.click_like("放大文字");
    person.click("文字大小110%");
    person.click_like("放大文字");
    person.click("文字大小120%");
    person.click_like("缩小文字");
    assert!(person.offers("文字大小110%"));
    person.wait(chrono::TimeDelta::seconds(5));
    let kept = person.world.seen(|seen| seen.window).unwrap();
    assert_eq!((kept.zoom, kept.is_maximized), (110.0, true));
    person.click("文字大小110%");
    person.click_like("恢复100%");
    assert!((person.harness.ctx.zoom_factor() - 1.0).abs() < 0.01);
    // The next window begins with it; where it is smaller, too.
    let large = Settings { zoom: 150.0, ..Settings::default() };
    let workspace = Workspace::practice(SAMPLE.clone(), day());
    let person = Person::in_world(workspace, kept_window(Some(large)), OFFICE);
    assert!(person.offers("文字大小150%"));
    assert!((person.harness.ctx.zoom_factor() - 1.5).abs() < 0.01);
}

#[test]
fn text_kept_too_large_for_the_screen_there_is_now_is_made_smaller() {
    let large = Settings { zoom: 300.0, ..Settings::default() };
    let workspace = Workspace::practice(SAMPLE.clone(), day());
    let mut person = Person::in_world(workspace, kept_window(Some(large)), SMALL);
    for _ in 0..8 {
        // As a PC says it: in points of the zoom before.
        let screen = SMALL / person.harness.ctx.zoom_factor();
        let input = person.harness.input_mut();
        input.viewports.entry(input.viewport_id).or_default().monitor_size = Some(screen);
        person.harness.step();
    }
    let zoom = person.harness.ctx.zoom_factor();
    assert!(1.5 < zoom && zoom <= 2.0, "{zoom}");
}

/// Ctrl+0 went to 材料, and the text stayed large.
#[test]
fn the_text_is_made_larger_and_its_own_size_again_by_keys() {
    let mut person = at_the_sample(OFFICE);
    person.click("材料");
    person.click("隐患");
    let place = person.workspace().place();
    for _ in 0..3 {
        person.chord(Key::Plus);
    }
    assert!(1.25 < person.harness.ctx.zoom_factor());
    person.chord(Key::Num0);
    assert!((person.harness.ctx.zoom_factor() - 1.0).abs() < 0.01);
    assert_eq!(person.workspace().place(), place);
}

/// Nobody has to move the mouse before a question stands in the middle again.
#[test]
fn a_question_stands_where_it_belongs_as_soon_as_the_text_has_another_size() {
    let mut workspace = Workspace::new(SAMPLE.clone());
    workspace.handle(Intent::Ask(Some(Dialog::About)), morning());
    let mut person = Person::at_workspace(workspace, OFFICE);
    let place = |person: &Person| person.harness.get_by_label("关于守岁").rect();
    for zoom in [200.0, 100.0, 110.0, 130.0, 120.0, 150.0, 175.0, 100.0_f32] {
        person.harness.set_size((OFFICE / (zoom / 100.0)).floor());
        person.harness.step();
        let at_once = place(&person);
        person.harness.run_steps(8);
        let later = place(&person);
        assert!(at_once.min.distance(later.min) < 1.0, "{zoom}: {at_once} {later}");
    }
}
