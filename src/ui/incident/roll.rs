//! 点名 by keys: one for each name, whoever is missing, and the time it takes.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use eframe::egui::{self, Key, Vec2};

use super::{IncidentState, Shown};
use crate::model::id::{IncidentId, ResidentId};
use crate::model::incident::{Answer, LineKind};
use crate::model::resident::Resident;
use crate::rules::incidents::{RollFigures, called, elapsed_words, rolls};
use crate::rules::residents::{House, room_words};
use crate::ui::room::area_ui;
use crate::ui::widgets::{Tone, badge_ui, button_ui, card_ui, figure_ui, long_button_ui, quiet_ui};
use crate::ui::{is_wide, look};
use crate::workspace::{Happening, Intent};

/// The room for a room.
const ROOM: f32 = 84.0;
/// The room for a name.
const NAME: f32 = 120.0;

/// The roll that is called.
#[derive(Debug)]
pub(super) struct RollState {
    /// In which incident.
    pub(super) incident: IncidentId,
    /// Of which house.
    house: String,
    /// Who is next; nobody once everybody was called.
    at: usize,
    /// Whether whoever is next has to come into sight.
    is_new: bool,
    /// Whether the roll itself has to.
    is_opened: bool,
    /// Who was called in this frame: the document does not say so yet.
    said: BTreeSet<ResidentId>,
}

impl RollState {
    /// That of a house, with whoever is next.
    fn of(incident: IncidentId, house: &str, at: usize) -> Self {
        let (house, said) = (house.to_owned(), BTreeSet::new());
        Self { incident, house, at, is_new: true, is_opened: true, said }
    }

    /// What was said in the frame before is in the document now.
    pub(super) fn forget_said(&mut self) {
        self.said.clear();
    }
}

fn house_of<'a>(shown: Shown<'a>, state: &RollState) -> Option<House<'a>> {
    let mut houses = rolls(shown.view.doc, shown.one).into_iter();
    houses.find(|house| house.name.trim() == state.house)
}

/// Begins the roll of a house, or goes on with it.
fn open(shown: Shown<'_>, house: &House<'_>) -> (RollState, Option<Intent>) {
    let name = house.name.trim();
    let begin = || Intent::Happen(Happening::Roll(shown.id, name.to_owned()));
    if called(shown.course, house).is_none() {
        return (RollState::of(shown.id, name, 0), Some(begin()));
    }
    // It goes on where it was left, and writes nobody over.
    let open = house.people.iter().position(|(id, _)| !shown.one.answers.contains_key(id));
    (RollState::of(shown.id, name, open.unwrap_or(house.people.len())), None)
}

/// The houses whose roll can be called, a button each.
pub(super) fn houses_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    state: &mut IncidentState,
    intents: &mut Vec<Intent>,
) {
    let houses = rolls(shown.view.doc, shown.one);
    if houses.is_empty() {
        ui.label(look::small("登记了留矿人员的楼，可以逐个点名（责任区→留矿人员）"));
        return;
    }
    let is_long = houses.iter().any(|house| LONG < house.name.trim().chars().count());
    let mut house_ui = |ui: &mut egui::Ui, house: &House<'_>| {
        let words = format!("{} {}人", house.name.trim(), house.people.len());
        let clicked =
            if is_long { long_button_ui(ui, &words) } else { button_ui(ui, &words, None) };
        if clicked {
            let (roll, begin) = open(shown, house);
            state.roll = Some(roll);
            intents.extend(begin);
        }
    };
    // Beside another one a long name would have no room left.
    if is_long {
        for house in &houses {
            house_ui(ui, house);
        }
    } else {
        ui.horizontal_wrapped(|ui| {
            for house in &houses {
                house_ui(ui, house);
            }
        });
    }
}

/// Names of houses with more signs stand below each other.
const LONG: usize = 12;

/// What 点名 by its key means: the roll of the house it is about, or of the only one; else nothing.
pub(super) fn usual(shown: Shown<'_>, state: &mut IncidentState) -> Option<Option<Intent>> {
    let houses = rolls(shown.view.doc, shown.one);
    let here = houses.iter().find(|house| house.site.is_some() && house.site == shown.one.site);
    let only = houses.first().filter(|_| houses.len() == 1);
    let (roll, begin) = open(shown, here.or(only)?);
    state.roll = Some(roll);
    Some(begin)
}

/// Whether a key belongs to the roll.
pub(super) fn is_of_roll(key: Key) -> bool {
    use Key::{ArrowDown, ArrowUp, C, Enter, Escape, Space, X};
    matches!(key, Space | Enter | X | C | ArrowUp | ArrowDown | Escape)
}

/// What a key means while a roll is called.
pub(super) fn heard(
    shown: Shown<'_>,
    key: Key,
    state: &mut IncidentState,
    intents: &mut Vec<Intent>,
) {
    let Some(roll) = &mut state.roll else { return };
    let Some(house) = house_of(shown, roll) else { return };
    let last = house.people.len().saturating_sub(1);
    roll.is_new = true;
    match key {
        Key::Escape => state.roll = None,
        Key::ArrowUp => roll.at = roll.at.saturating_sub(1),
        // Below the last one nobody is, and stays so.
        Key::ArrowDown if roll.at < last => roll.at += 1,
        Key::ArrowDown => {}
        Key::X => say(shown, &house, roll, Answer::Missing, intents),
        Key::C => say(shown, &house, roll, Answer::Away, intents),
        _ => say(shown, &house, roll, Answer::Here, intents),
    }
}

/// Whoever is next is there or not; then the next one is called who was not.
fn say(
    shown: Shown<'_>,
    house: &House<'_>,
    roll: &mut RollState,
    said: Answer,
    intents: &mut Vec<Intent>,
) {
    let Some((person, _)) = house.people.get(roll.at) else { return };
    if shown.one.answers.get(person) != Some(&said) {
        intents.push(Intent::Happen(Happening::Answer(shown.id, *person, said)));
    }
    roll.said.insert(*person);
    let is_said = |id: &ResidentId| shown.one.answers.contains_key(id) || roll.said.contains(id);
    let is_open = |at: &usize| house.people.get(*at).is_some_and(|(id, _)| !is_said(id));
    let behind = (roll.at + 1..house.people.len()).find(is_open);
    let before = || (0..roll.at).find(is_open);
    // Once everybody was called nobody is next: a key pressed once too often writes nobody over.
    roll.at = behind.or_else(before).unwrap_or(house.people.len());
    roll.is_new = true;
}

/// The roll that is called, in the place of the steps.
pub(super) fn roll_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    state: &mut IncidentState,
    intents: &mut Vec<Intent>,
) {
    let Some(house) = state.roll.as_ref().and_then(|roll| house_of(shown, roll)) else {
        state.roll = None;
        return;
    };
    let title = format!("点名 {}", house.name.trim());
    let is_opened = state.roll.as_mut().is_some_and(|roll| std::mem::take(&mut roll.is_opened));
    let card = ui.scope(|ui| called_ui(ui, shown, (state, &house, &title), intents));
    if is_opened {
        card.response.scroll_to_me(Some(egui::Align::TOP));
        // The list comes into sight first, whoever is next in it with the pass after.
        if let Some(roll) = &mut state.roll {
            roll.is_new = true;
        }
        ui.ctx().request_repaint();
    }
}

fn called_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    (state, house, title): (&mut IncidentState, &House<'_>, &str),
    intents: &mut Vec<Intent>,
) {
    let figures = RollFigures::of(house, shown.one);
    card_ui(
        ui,
        title,
        "空格、回车＝到　X＝未到　C＝上班、外出　↑↓换人　Esc收起",
        |ui| {
            figures_ui(ui, shown, house, figures);
            let mut is_closed = false;
            ui.horizontal_wrapped(|ui| {
                let Some(roll) = &mut state.roll else { return };
                for answer in Answer::ALL.iter().copied() {
                    if button_ui(ui, answer.word(), None) {
                        say(shown, house, roll, answer, intents);
                    }
                }
                is_closed = quiet_ui(ui, "收起点名");
                if quiet_ui(ui, "重新点名") {
                    *roll = RollState::of(shown.id, house.name.trim(), 0);
                    let name = house.name.trim().to_owned();
                    intents.push(Intent::Happen(Happening::Roll(shown.id, name)));
                }
            });
            if let Some(roll) = &mut state.roll {
                people_ui(ui, shown, house, roll);
            }
            if is_closed {
                state.roll = None;
            }
        },
    );
}

/// Everybody on the roll; whoever is next stays in sight, and so does what stands above.
fn people_ui(ui: &mut egui::Ui, shown: Shown<'_>, house: &House<'_>, roll: &mut RollState) {
    let rows = if is_wide(ui.ctx()) { 8.0 } else { 4.0 };
    let area = egui::ScrollArea::vertical().max_height(rows * look::CONTROL);
    area_ui(ui, area.auto_shrink([false, true]), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let today = shown.one.day().unwrap_or(shown.view.today);
        for (place, (id, one)) in house.people.iter().enumerate() {
            let answer = shown.one.answers.get(id).copied();
            if ui.push_id(id, |ui| person_ui(ui, (one, today), answer, roll, place)).inner {
                roll.at = place;
            }
        }
    });
    roll.is_new = false;
}

/// How many answered, and how long it takes.
fn figures_ui(ui: &mut egui::Ui, shown: Shown<'_>, house: &House<'_>, figures: RollFigures) {
    let began = called(shown.course, house).and_then(|told| told.line.since);
    let ran = shown.elapsed.zip(began).and_then(|(now, began)| now.checked_sub(began));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = look::MARGIN;
        figure_ui(ui, &figures.here.to_string(), "到");
        figure_ui(ui, &figures.missing.to_string(), "未到");
        if 0 < figures.away {
            figure_ui(ui, &figures.away.to_string(), "上班、外出");
        }
        figure_ui(ui, &figures.open().to_string(), "未点");
        if let Some(ran) = ran.filter(|_| 0 < figures.open()) {
            figure_ui(ui, &elapsed_words(ran), "已用");
        }
    });
    if figures.open() == 0
        && let Some(told) = shown
            .course
            .told
            .iter()
            .rev()
            .find(|told| told.kind == LineKind::Count && told.line.words == house.name.trim())
    {
        ui.label(look::bold(told.words(shown.view.doc)));
    }
}

/// Somebody on the roll; whether they were clicked.
fn person_ui(
    ui: &mut egui::Ui,
    (one, today): (&Resident, NaiveDate),
    answer: Option<Answer>,
    roll: &RollState,
    place: usize,
) -> bool {
    let is_next = roll.at == place;
    let fill = if is_next { look::ACCENT_TINT } else { look::CARD };
    let row = egui::Frame::new().fill(fill).corner_radius(look::CORNER).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_min_height(look::CONTROL);
        ui.horizontal(|ui| {
            ui.set_min_height(look::CONTROL);
            cell_ui(ui, ROOM, look::weak(room_words(&one.room)));
            cell_ui(ui, NAME, look::bold(&one.name));
            match answer {
                Some(Answer::Here) => {
                    badge_ui(ui, Tone::Good, "到");
                }
                Some(Answer::Missing) => {
                    badge_ui(ui, Tone::Danger, "未到");
                }
                Some(Answer::Away) => {
                    badge_ui(ui, Tone::Neutral, Answer::Away.word());
                }
                None => {}
            }
            if one.helped {
                badge_ui(ui, Tone::Care, "需协助");
            }
            if let Some(from) = one.from.filter(|from| today < *from) {
                badge_ui(ui, Tone::Neutral, &format!("{}入住", from.format("%-m月%-d日")));
            }
            ui.add(egui::Label::new(look::small(&one.phone)).truncate());
        });
    });
    let response = row.response.interact(egui::Sense::click());
    let said = answer.map_or("未点", Answer::word);
    let name = format!("{} {} {said}", room_words(&one.room), one.name.trim());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_next, &name));
    if is_next && roll.is_new {
        response.scroll_to_me(Some(egui::Align::Center));
    }
    response.clicked()
}

fn cell_ui(ui: &mut egui::Ui, width: f32, words: egui::RichText) {
    let size = Vec2::new(width, look::CONTROL);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_width(width);
        ui.add(egui::Label::new(words).truncate());
    });
}
