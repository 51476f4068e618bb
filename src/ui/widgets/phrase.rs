//! What is often written in a field, offered below it while somebody types.

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{self, Id, Key, Popup, PopupCloseBehavior};

use super::Fields;
use crate::model::checklist::Code;
use crate::model::mine::Mine;
use crate::rules::phrases::{self, Phrase};
use crate::ui::look;

/// How many phrases are offered at once.
const OFFERED: usize = 6;

/// Offers phrases below the field `id` that holds `words`. Returns the one that was taken: by a
/// click, or by Enter once an arrow key has moved there or nothing but letters was typed.
pub(in crate::ui) fn phrases_ui(
    ui: &egui::Ui,
    fields: &mut Fields,
    id: Id,
    words: &str,
    (mine, item): (&Mine, Option<&Code>),
) -> Option<Phrase> {
    let query = words.trim();
    let response = ui.ctx().read_response(id)?;
    if query.is_empty() || fields.is_composing() || phrases::taken_up(mine, query).is_some() {
        fields.cursor.remove(&id);
        return None;
    }
    let letters = query.chars().all(|sign| sign.is_ascii_alphabetic());
    if letters && query.len() < 2 {
        return None;
    }
    let fitting = phrases::fitting(mine, query, item, OFFERED);
    if fitting.is_empty() {
        return None;
    }
    let (down, up, enter) = ui.input(|input| {
        let pressed = |key| input.key_pressed(key);
        (pressed(Key::ArrowDown), pressed(Key::ArrowUp), pressed(Key::Enter))
    });
    let focused = response.has_focus() || response.lost_focus();
    let at = fields.cursor.get(&id).copied();
    let first = letters.then_some(0);
    let cursor = match (at.or(first), down && focused, up && focused) {
        (None, true, _) => Some(0),
        (Some(at), true, _) => Some((at + 1).min(fitting.len() - 1)),
        (Some(at), _, true) => Some(at.saturating_sub(1)),
        (at, ..) => at,
    };
    if let Some(cursor) = cursor.filter(|_| down || up) {
        fields.cursor.insert(id, cursor);
    }
    let entered = focused && enter;
    let chosen = cursor.filter(|_| entered).and_then(|at| fitting.get(at).cloned());
    let shown = (response.has_focus() && chosen.is_none()).then(|| {
        Popup::from_response(&response)
            .open(true)
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .width(response.rect.width().max(420.0))
            .show(|ui| offers_ui(ui, &fitting, cursor))
    });
    let taken = chosen.or_else(|| shown.flatten()?.inner);
    if let Some(phrase) = &taken {
        fields.cursor.remove(&id);
        go_on_behind(ui, id, &phrase.words);
    }
    taken
}

/// Whoever takes a phrase goes on writing behind it: where exactly, how many.
fn go_on_behind(ui: &egui::Ui, id: Id, words: &str) {
    ui.memory_mut(|memory| memory.request_focus(id));
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(words.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    state.store(ui.ctx(), id);
}

fn offers_ui(ui: &mut egui::Ui, fitting: &[Phrase], cursor: Option<usize>) -> Option<Phrase> {
    ui.label(look::small("常用写法，↓选，回车带出措施和期限"));
    let mut clicked = None;
    for (place, phrase) in fitting.iter().enumerate() {
        let limit = match phrase.days {
            Some(days) => format!("{days}日内"),
            None => "当场".to_owned(),
        };
        let button = egui::Button::selectable(cursor == Some(place), &phrase.words)
            .truncate()
            .right_text(look::small(limit));
        let response = ui.add_sized([ui.available_width(), look::CONTROL], button);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &phrase.words));
        if response.on_hover_text(&phrase.measure).clicked() {
            clicked = Some(phrase.clone());
        }
    }
    clicked
}
