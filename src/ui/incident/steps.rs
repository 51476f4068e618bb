//! The steps of the card: who does each at this minute, by which telephone, how long is left, and the key
//! that says it is done.

use eframe::egui::{self, Key, RichText, Vec2};

use super::{IncidentState, KEYS, Shown, key_of, start};
use crate::action::Jot;
use crate::model::incident::Level;
use crate::model::plan::{CardCode, CardStep};
use crate::rules::incidents::{Holder, Holds, Limit, Stage, Told, holders, limit};
use crate::ui::look;
use crate::ui::widgets::{Tone, badge_ui, card_ui, quiet_ui};
use crate::workspace::{Happening, Intent};

/// The room for what is said of a step's time.
const TIME: f32 = 96.0;
/// The size of a telephone to be dialled.
const DIAL: f32 = 19.0;

/// Whether the cards stand in the place of the steps: none is chosen yet, or another one is wanted.
pub(super) fn chooses(shown: Shown<'_>, state: &IncidentState) -> bool {
    shown.one.steps.is_empty() || state.changing == Some(shown.id)
}

/// Goes by that card. The one it goes by already stays as it is: what was done of it counts.
fn take(shown: Shown<'_>, card: CardCode, state: &mut IncidentState) -> Option<Intent> {
    state.changing = None;
    let is_other = shown.one.steps.is_empty() || shown.one.card.as_ref() != Some(&card);
    is_other.then(|| Intent::Happen(Happening::TakeCard(shown.id, card)))
}

/// What a key means: the step of that place, or the card while one is being chosen. A step that is done
/// stays as it was done first.
pub(super) fn meant(shown: Shown<'_>, key: Key, state: &mut IncidentState) -> Option<Intent> {
    let Shown { view, one, course, .. } = shown;
    if chooses(shown, state) {
        return take(shown, start::card_of(view, key)?, state);
    }
    let place = KEYS.iter().position(|(known, _)| *known == key)?;
    let number = *one.steps.keys().nth(place)?;
    course.step(number).is_none().then(|| shown.write(Jot::Step(number)))
}

pub(super) fn steps_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    state: &mut IncidentState,
    intents: &mut Vec<Intent>,
) {
    let Shown { one, course, .. } = shown;
    if course.stage != Stage::Over && chooses(shown, state) {
        return choose_ui(ui, shown, state, intents);
    }
    if one.steps.is_empty() {
        return;
    }
    let done = one.steps.keys().filter(|number| course.step(**number).is_some()).count();
    let card = one.card.as_ref().map(ToString::to_string).unwrap_or_default();
    let title = match course.level() {
        Some(Level::Mine) => format!("处置步骤 {card}（只作记录）"),
        _ => format!("处置步骤 {card}"),
    };
    let count = format!("已做{done}／{}", one.steps.len());
    let remark = match course.stage {
        Stage::Prepared => format!("{}步，开始以后按键记", one.steps.len()),
        Stage::Running => format!("做完一步按一个键　{count}"),
        Stage::Over => count,
    };
    card_ui(ui, &title, &remark, |ui| {
        if course.stage != Stage::Over && quiet_ui(ui, "换一张卡…") {
            state.changing = Some(shown.id);
        }
        for (place, (number, step)) in one.steps.iter().enumerate() {
            ui.push_id(number, |ui| {
                if step_ui(ui, shown, (place, *number, step)) {
                    intents.push(shown.write(Jot::Step(*number)));
                }
            });
        }
    });
}

/// The cards, in the place of the steps.
fn choose_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    state: &mut IncidentState,
    intents: &mut Vec<Intent>,
) {
    let is_other = !shown.one.steps.is_empty();
    let (title, remark) = if is_other {
        ("换一张处置卡", "做过的步骤留在记录里")
    } else {
        ("处置卡", "按键选一张，步骤就列在这里；不选也行")
    };
    card_ui(ui, title, remark, |ui| {
        if is_other && quiet_ui(ui, "不换了") {
            state.changing = None;
        }
        if let Some(code) = start::cards_ui(ui, shown.view) {
            intents.extend(take(shown, code, state));
        }
    });
}

/// A step; whether its button was clicked.
fn step_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    (place, number, step): (usize, u16, &CardStep),
) -> bool {
    let told = shown.course.step(number);
    ui.separator();
    let mut clicked = false;
    ui.horizontal_top(|ui| {
        if shown.course.stage == Stage::Prepared {
            ui.label(look::weak((place + 1).to_string()));
        } else {
            clicked = key_button_ui(ui, place, told.is_some());
        }
        ui.vertical(|ui| {
            ui.set_width((ui.available_width() - TIME).max(look::LABEL));
            ui.spacing_mut().item_spacing.y = 2.0;
            words_ui(ui, step, told.is_some());
            if told.is_none() && shown.course.is_running() {
                holders_ui(ui, shown, step);
            }
        });
        ui.vertical(|ui| time_ui(ui, shown, step, told));
    });
    clicked && told.is_none()
}

fn key_button_ui(ui: &mut egui::Ui, place: usize, is_done: bool) -> bool {
    let key = key_of(place);
    let words = if is_done {
        look::bold("✓").color(look::GOOD)
    } else if key.is_empty() {
        look::weak("记")
    } else {
        look::bold(key)
    };
    let button = egui::Button::new(words).min_size(Vec2::splat(look::CONTROL));
    let response = ui.add_enabled(!is_done, button);
    let name = format!("第{}步做了", place + 1);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, !is_done, &name));
    response.clicked()
}

fn words_ui(ui: &mut egui::Ui, step: &CardStep, is_done: bool) {
    let colour = if is_done { look::WEAK } else { look::TEXT };
    let mut job = egui::text::LayoutJob::default();
    let bold = egui::FontId::new(look::BODY, look::bold_family());
    let body = egui::FontId::proportional(look::BODY);
    let who = step.who.trim();
    if !who.is_empty() {
        job.append(who, 0.0, egui::TextFormat::simple(bold, colour));
        job.append("　", 0.0, egui::TextFormat::simple(body.clone(), colour));
    }
    job.append(step.what.trim(), 0.0, egui::TextFormat::simple(body, colour));
    job.wrap.max_width = ui.available_width();
    ui.add(egui::Label::new(job).wrap());
}

/// Who does it at this minute, with the telephone large.
fn holders_ui(ui: &mut egui::Ui, shown: Shown<'_>, step: &CardStep) {
    let Some(post) = step.post else { return };
    let view = shown.view;
    let people = holders(view.doc, post, view.now);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = look::GAP;
        if people.is_empty() {
            let words = format!("{}：此刻没有排人", view.doc.post_name(Some(post)));
            ui.label(look::small(words).color(look::CARE));
        }
        for Holder { person, holds, phone } in people {
            ui.label(look::bold(view.doc.person_name(person)));
            let large = RichText::new(&phone).font(egui::FontId::new(DIAL, look::bold_family()));
            if phone.is_empty() {
                ui.label(look::small("没有电话").color(look::CARE));
            } else {
                ui.label(large.color(look::ACCENT));
            }
            if holds != Holds::Rota {
                ui.label(look::small(format!("排班无人，{}", holds.word())));
            }
        }
    });
}

/// When it was done, or how long is left for it.
fn time_ui(ui: &mut egui::Ui, shown: Shown<'_>, step: &CardStep, told: Option<&Told<'_>>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    if let Some(told) = told {
        let at = told.at().map(|at| at.format("%H:%M").to_string()).unwrap_or_default();
        ui.label(look::bold(at).color(look::GOOD));
        ui.label(look::small(told.elapsed()));
        return;
    }
    match shown.course.stage {
        Stage::Prepared => {
            ui.label(look::small(step.within.trim()));
            return;
        }
        Stage::Over => {
            ui.label(look::small("没有记录"));
            return;
        }
        Stage::Running => {}
    }
    match limit(&step.within) {
        Some(Limit::Now) => {
            badge_ui(ui, Tone::Care, step.within.trim());
        }
        Some(Limit::Within(time)) => left_ui(ui, shown, time.num_seconds()),
        None if step.within.trim().is_empty() => {}
        None => {
            ui.label(look::small(step.within.trim()));
        }
    }
}

/// 还有 04:10, or 超 00:30.
fn left_ui(ui: &mut egui::Ui, shown: Shown<'_>, seconds: i64) {
    let Some(elapsed) = shown.elapsed else { return };
    let left = seconds - (i64::from(elapsed) - i64::from(shown.course.steps_began()));
    let words = |count: i64| format!("{:02}:{:02}", count / 60, count % 60);
    if left < 0 {
        badge_ui(ui, Tone::Danger, &format!("超 {}", words(-left)));
    } else {
        badge_ui(ui, Tone::Care, &format!("还有 {}", words(left)));
    }
}
