//! 处置一件事（记录）: a calm page on which everything is one key. It records; it commands nobody.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveTime;
use eframe::egui::{self, Event, Key, Memory};

use super::widgets::{Tone, badge_ui, banner_ui, button_ui, heading_ui, link_ui, quiet_ui};
use super::{Screens, Side, View, detail_ui, halved_ui, keyboard, look};
use crate::action::Jot;
use crate::model::id::{IncidentId, LineId};
use crate::model::incident::{Incident, Level, LineKind};
use crate::model::{Kind, RecordId};
use crate::print::Request;
use crate::rules::incidents::{self, Course, Stage};
use crate::workspace::{Command, Happening, Intent, Pick, Place};

mod after;
mod aside;
mod count;
mod head;
mod line;
mod points;
mod prepared;
mod record;
mod roll;
mod start;
mod steps;

pub(super) use points::point_ui;

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub(super) struct IncidentState {
    /// The line somebody is writing.
    writing: Option<LineId>,
    /// A line was asked for: the one that was newest before.
    asked: Option<Option<LineId>>,
    /// Whether what is written is an order.
    is_order: bool,
    /// What is typed and not written down yet, of each incident.
    drafts: BTreeMap<IncidentId, Draft>,
    /// The line whose time on paper is being written.
    timing: Option<LineId>,
    /// Of which incident another card is being chosen.
    changing: Option<IncidentId>,
    /// The roll that is called.
    roll: Option<roll::RollState>,
    /// Whether each line of the record offers to be taken for a mistake.
    strikes: bool,
}

/// What is typed and not written down yet.
#[derive(Debug, Default)]
struct Draft {
    /// When the next line happened, where it was on paper first.
    paper: Option<NaiveTime>,
    /// The heads that are being counted.
    count: count::CountDraft,
}

impl IncidentState {
    fn draft(&mut self, id: IncidentId) -> &mut Draft {
        self.drafts.entry(id).or_default()
    }
}

/// The keys of steps, and of cards to begin with, in their order.
const KEYS: [(Key, &str); 20] = [
    (Key::Num1, "1"),
    (Key::Num2, "2"),
    (Key::Num3, "3"),
    (Key::Num4, "4"),
    (Key::Num5, "5"),
    (Key::Num6, "6"),
    (Key::Num7, "7"),
    (Key::Num8, "8"),
    (Key::Num9, "9"),
    (Key::Num0, "0"),
    (Key::Q, "Q"),
    (Key::W, "W"),
    (Key::E, "E"),
    (Key::R, "R"),
    (Key::T, "T"),
    (Key::Y, "Y"),
    (Key::U, "U"),
    (Key::I, "I"),
    (Key::O, "O"),
    (Key::P, "P"),
];

/// The levels with their keys.
const LEVELS: [(Level, Key, &str); 3] =
    [(Level::Post, Key::J, "J"), (Level::Team, Key::K, "K"), (Level::Mine, Key::L, "L")];

/// The key of the `place`-th step or card; none further down.
fn key_of(place: usize) -> &'static str {
    KEYS.get(place).map_or("", |(_, word)| word)
}

/// The keys pressed on the page, where none of them is meant for a field. One held down counts once.
fn pressed(ui: &egui::Ui, view: View<'_>, screens: &Screens) -> Vec<Key> {
    let ctx = ui.ctx();
    let is_busy = screens.is_composing() || keyboard::is_in_field(ctx);
    if is_busy || view.workspace.dialog().is_some() {
        return Vec::new();
    }
    // Enter and the space bar are for the button that has the cursor.
    let enters = ctx.memory(Memory::focused).is_none();
    ctx.input_mut(|input| {
        let mut keys = Vec::new();
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, repeat, modifiers, .. } = event else {
                return true;
            };
            let is_free = enters || !matches!(key, Key::Enter | Key::Space);
            let of_roll = is_free && screens.incident.roll.is_some() && roll::is_of_roll(*key);
            let is_ours = !modifiers.any() && (is_of_page(*key, enters) || of_roll);
            if is_ours && !repeat {
                keys.push(*key);
            }
            !is_ours
        });
        keys
    })
}

/// Whether the page hears that key.
fn is_of_page(key: Key, enters: bool) -> bool {
    use Key::{A, D, F, J, K, L, M, N, S};
    let is_letter = matches!(key, A | S | D | F | J | K | L | M | N);
    is_letter || KEYS.iter().any(|(known, _)| *known == key) || (enters && key == Key::Enter)
}

/// What goes on, or was recorded, or the page on which it begins.
pub(super) fn incident_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().id::<Incident>();
    let running = picked.filter(|id| view.workspace.running().contains(id));
    // A roll is called in what goes on and is in front, and nowhere else.
    screens.incident.roll.take_if(|roll| Some(roll.incident) != running);
    let keys = pressed(ui, view, screens);
    match view.workspace.picked().get::<Incident>(view.doc) {
        Some((id, one)) => one_ui(ui, view, screens, (id, one, &keys), intents),
        None => start::start_ui(ui, view, &keys, intents),
    }
}

/// An incident with its course, as the parts of its page see it.
#[derive(Clone, Copy)]
struct Shown<'a> {
    view: View<'a>,
    id: IncidentId,
    one: &'a Incident,
    course: &'a Course<'a>,
    /// Seconds since its record began, while it goes on.
    elapsed: Option<u32>,
}

impl Shown<'_> {
    /// Writes a line.
    fn write(&self, line: Jot) -> Intent {
        Intent::Happen(Happening::Write(self.id, line))
    }
}

fn one_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one, keys): (IncidentId, &Incident, &[Key]),
    intents: &mut Vec<Intent>,
) {
    let course = Course::of(view.doc, id);
    let elapsed = view.workspace.elapsed(id, view.now).filter(|_| course.is_running());
    let shown = Shown { view, id, one, course: &course, elapsed };
    if course.stage == Stage::Prepared {
        return prepared::prepared_ui(ui, shown, screens, keys, intents);
    }
    if course.is_running() {
        heard(ui, shown, screens, keys, intents);
    }
    title_ui(ui, shown, &mut screens.incident, intents);
    ui.add_space(look::GAP);
    if one.struck {
        let words = match one.drill {
            Some(_) => "记错作废：不算演练过",
            None => "记错作废：不计入突发事件",
        };
        banner_ui(ui, Tone::Care, words);
        ui.add_space(look::GAP);
    }
    if one.is_drill() && course.is_running() {
        banner_ui(ui, Tone::Care, "演练：不出警，不计入突发事件");
        ui.add_space(look::GAP);
    }
    if course.is_running() && course.level() == Some(Level::Mine) {
        banner_ui(ui, Tone::Danger, &of_mine_words(shown));
        ui.add_space(look::GAP);
    }
    head::head_ui(ui, shown, intents);
    ui.add_space(look::GAP);
    halved_ui(ui, 0.56, |ui, side| {
        // What is over is looked at from its start.
        ui.push_id((id, course.is_running()), |ui| {
            detail_ui(ui, |ui| {
                ui.spacing_mut().item_spacing.y = look::GAP;
                match side {
                    Side::List => {
                        if course.is_running() {
                            roll::roll_ui(ui, shown, &mut screens.incident, intents);
                        }
                        steps::steps_ui(ui, shown, &mut screens.incident, intents);
                        record::record_ui(ui, shown, screens, intents);
                    }
                    Side::Detail => right_ui(ui, shown, screens, intents),
                }
            });
        });
    });
}

fn right_ui(ui: &mut egui::Ui, shown: Shown<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    if shown.course.is_running() {
        line::line_ui(ui, shown, screens, intents);
        aside::speech_ui(ui, shown);
        aside::order_ui(ui, shown, screens, intents);
        count::count_ui(ui, shown, screens, intents);
        aside::on_duty_ui(ui, shown);
        after::report_ui(ui, shown, screens, intents);
        aside::facts_ui(ui, shown, screens, intents);
    } else {
        after::outcome_ui(ui, shown, screens, intents);
        points::points_ui(ui, shown, screens, intents);
        aside::facts_ui(ui, shown, screens, intents);
        aside::order_ui(ui, shown, screens, intents);
        line::line_ui(ui, shown, screens, intents);
        after::struck_ui(ui, shown, screens, intents);
    }
}

/// What the keys say, each one line.
fn heard(
    ui: &egui::Ui,
    shown: Shown<'_>,
    screens: &mut Screens,
    keys: &[Key],
    intents: &mut Vec<Intent>,
) {
    // What was written down in this frame is not in the document yet.
    let (mut heard, mut is_chosen) = (BTreeSet::new(), false);
    if let Some(roll) = &mut screens.incident.roll {
        roll.forget_said();
    }
    for key in keys.iter().copied() {
        let is_again = !heard.insert(key);
        let level = LEVELS.iter().find(|(_, known, _)| *known == key);
        match key {
            key if screens.incident.roll.is_some() && roll::is_of_roll(key) => {
                roll::heard(shown, key, &mut screens.incident, intents);
            }
            // The same twice is one line, and of two cards the first is meant.
            _ if is_again => {}
            Key::A | Key::S | Key::D | Key::F => intents.extend(head::called(shown, key)),
            Key::Enter | Key::M => {
                screens.incident.is_order = key == Key::M;
                keyboard::go_to(ui.ctx(), line::field(shown.id));
            }
            Key::N => match roll::usual(shown, &mut screens.incident) {
                Some(begun) => intents.extend(begun),
                None => keyboard::go_to(ui.ctx(), count::field(shown.id)),
            },
            _ => match level {
                // As its button: the level that holds is not said again.
                Some((level, ..)) if shown.course.level() == Some(*level) => {}
                Some((level, ..)) => intents.push(shown.write(Jot::Level(*level))),
                None if is_chosen => {}
                None => {
                    let chooses = steps::chooses(shown, &screens.incident);
                    let meant = steps::meant(shown, key, &mut screens.incident);
                    is_chosen = chooses && meant.is_some();
                    intents.extend(meant);
                }
            },
        }
    }
}

/// What holds at the highest level, and how long is left for whoever is above to be told.
fn of_mine_words(shown: Shown<'_>) -> String {
    let words = "转矿综合预案，听调度室指挥；这里只作记录。";
    let words = shown.view.doc.profile().in_own_names(words);
    if shown.course.first(LineKind::Upward).is_some() {
        return words;
    }
    let from = shown.course.report_due_from(shown.view.doc);
    let ago = from.and_then(|told| told.ago(shown.elapsed, shown.view.now));
    // A time on paper that is yet to come gives nobody more than the hour.
    let left = ago.map(|ago| incidents::REPORT_WITHIN.num_seconds() - ago.max(0));
    let left = left.map(left_words).unwrap_or_default();
    format!("{words}属于生产安全事故的，负责人接报后1小时内上报{left}")
}

/// So many seconds are left.
fn left_words(left: i64) -> String {
    match left {
        60.. => format!("，还有{}分钟", left / 60),
        1..60 => "，还有不到1分钟".to_owned(),
        -59..=0 => "，已到时限".to_owned(),
        _ => format!("，已超时{}分钟", -left / 60),
    }
}

/// 处置中 or 【演练】, what it is, and how it ends.
fn title_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    state: &mut IncidentState,
    intents: &mut Vec<Intent>,
) {
    let Shown { view, id, one, course, .. } = shown;
    let is_running = course.is_running();
    let title = match (one.drill, is_running) {
        (Some(kind), true) => format!("【演练】{}（记录）", kind.word()),
        (Some(kind), false) => format!("【演练】{}", kind.word()),
        (None, true) => "处置中（记录）".to_owned(),
        (None, false) => "处置记录".to_owned(),
    };
    let name = incidents::name(view.doc, id);
    // Where something goes on in earnest, its key leads there.
    let is_real = |id: &IncidentId| view.doc.incidents.get(id).is_some_and(Incident::is_real);
    let key = (!view.workspace.running().iter().any(is_real)).then_some("F8");
    heading_ui(ui, &title, &name, |ui| {
        let end = if one.is_drill() { "演练结束" } else { "处置结束" };
        if is_running {
            if button_ui(ui, end, None) {
                // Heads that were counted and not written down yet.
                intents.extend(state.draft(id).count.take().map(|count| shown.write(count)));
                intents.push(shown.write(Jot::End));
            }
            // Something may happen in the middle of a drill: then by the key that leads here, too.
            let is_asked = match one.drill {
                Some(_) => button_ui(ui, "另记一件", key),
                None => quiet_ui(ui, "另记一件"),
            };
            if is_asked {
                intents.push(Intent::Pick(Pick::NoneOf(Kind::Incident)));
            }
        } else {
            if button_ui(ui, "再记一件", key) {
                intents.push(Intent::Pick(Pick::NoneOf(Kind::Incident)));
            }
            // What was recorded by mistake does not go on.
            if !one.struck && quiet_ui(ui, "还没结束") {
                intents.push(shown.write(Jot::GoesOn));
            }
        }
        if button_ui(ui, "预览记录", None) {
            intents.push(Intent::Preview(Request::incident(id)));
        }
    });
}

/// What goes on, in the bar over every page; nothing where nothing does.
pub(super) fn running_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let running = view.workspace.running();
    let of = |id: &&IncidentId| view.doc.incidents.get(id).is_some_and(Incident::is_drill);
    let drills = running.iter().filter(of).count();
    let told = |count: usize, word: &str| (0 < count).then(|| format!("{word} {count}"));
    let words = [told(running.len() - drills, "处置中"), told(drills, "演练中")];
    let words = words.into_iter().flatten().collect::<Vec<_>>().join("　");
    if words.is_empty() {
        return;
    }
    let colour = if drills < running.len() { look::DANGER } else { look::CARE };
    let key = egui::RichText::new("F8").size(look::SMALL).color(colour);
    let text = look::bold(&words).color(colour);
    let button = egui::Button::new(text).right_text(key).wrap_mode(egui::TextWrapMode::Extend);
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
    if response.clicked() {
        intents.push(Intent::Run(Command::Incident));
    }
}

/// The others that go on, to be gone to.
fn others_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    but: Option<IncidentId>,
    intents: &mut Vec<Intent>,
) {
    let running = view.workspace.running().iter().copied();
    for id in running.filter(|id| Some(*id) != but) {
        ui.push_id(id, |ui| {
            if link_ui(ui, format!("还在记录：{}", timed_name(view, id))) {
                intents.push(Intent::Pick(Pick::Record(RecordId::Incident(id))));
                intents.push(Intent::Go(Place::Incident));
            }
        });
    }
}

/// What people call it, with the time it began: of one day and card there may be two.
fn timed_name(view: View<'_>, id: IncidentId) -> String {
    let start = view.doc.incidents.get(&id).and_then(Incident::start);
    let start = start.map(|at| at.format(" %H:%M").to_string()).unwrap_or_default();
    format!("{}{start}", incidents::name(view.doc, id))
}

/// How it stands, in a badge.
fn standing_ui(ui: &mut egui::Ui, view: View<'_>, (id, one): (IncidentId, &Incident)) {
    if one.struck || one.began.is_none() {
        badge_ui(ui, Tone::Neutral, if one.struck { "已作废" } else { "准备中" });
        return;
    }
    match (one.is_drill(), view.workspace.running().contains(&id)) {
        (false, true) => badge_ui(ui, Tone::Danger, "处置中"),
        (true, true) => badge_ui(ui, Tone::Care, "演练中"),
        (false, false) => badge_ui(ui, Tone::Good, "已结束"),
        (true, false) => badge_ui(ui, Tone::Good, "演练已结束"),
    };
}
