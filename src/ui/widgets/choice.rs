//! Choosing one of a few.
//!
//! By keys: Enter, Space or ↓ opens the list, ↑ and ↓ move, letters lead to the word they begin,
//! Enter takes it and closes. The button keeps the writing cursor all the while.

use eframe::egui::{self, ComboBox, Event, EventFilter, Id, Key};

use super::labelled_ui;
use crate::rules::pinyin;
use crate::ui::{keyboard, look};

/// A labelled choice among plain words. Returns what was chosen anew.
pub(in crate::ui) fn choice_ui<T: Copy + PartialEq>(
    ui: &mut egui::Ui,
    label: &str,
    value: Option<T>,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> Option<T> {
    let options: Vec<(T, String)> = all.iter().map(|one| (*one, word(*one).to_owned())).collect();
    pick_ui(ui, label, value, &options)
}

/// A labelled choice among records. Returns what was chosen anew.
pub(in crate::ui) fn pick_ui<T: Copy + PartialEq>(
    ui: &mut egui::Ui,
    label: &str,
    value: Option<T>,
    options: &[(T, String)],
) -> Option<T> {
    let id = ui.scope_id().with(("choice", label));
    labelled_ui(ui, label, |ui, name| {
        let width = ui.available_width().min(280.0);
        bare_pick_ui(ui, (id, name), width, value, options)
    })
}

/// The choice itself, labelled by something that stands elsewhere.
pub(in crate::ui) fn bare_pick_ui<T: Copy + PartialEq>(
    ui: &mut egui::Ui,
    (id, name): (Id, Id),
    width: f32,
    value: Option<T>,
    options: &[(T, String)],
) -> Option<T> {
    let shown = options
        .iter()
        .find(|(one, _)| Some(*one) == value)
        .map_or_else(|| look::weak("请选择").color(look::FIELD_LINE), |(_, word)| word.into());
    let at = options.iter().position(|(one, _)| Some(*one) == value);
    let button = ui.make_persistent_id(egui::IdSalt::new(id));
    let keys = keys(ui, button, at, options);
    let mut chosen = keys.taken;
    let response = ComboBox::from_id_salt(id)
        .width(width)
        .truncate()
        .selected_text(shown)
        .show_ui(ui, |ui| {
            for (place, (_, word)) in options.iter().enumerate() {
                let option = ui.selectable_label(keys.lit.or(at) == Some(place), word);
                if keys.moved && keys.lit == Some(place) {
                    option.scroll_to_me(None);
                }
                if option.clicked() {
                    chosen = Some(place);
                }
            }
        })
        .response;
    keyboard::painted(&response);
    if response.clicked() {
        // Whoever opens it by the mouse may go on by keys.
        response.request_focus();
    }
    if keys.taken.is_some() {
        ui.memory_mut(|memory| memory.surrender_focus(button));
        keyboard::go_on(ui.ctx(), button);
    }
    response.labelled_by(name);
    let new = chosen.filter(|place| Some(*place) != at);
    new.and_then(|place| options.get(place)).map(|(one, _)| *one)
}

/// What somebody looks for in an open list.
#[derive(Clone, Debug, Default)]
struct Search {
    lit: Option<usize>,
    letters: String,
}

/// What the keys did to a list.
struct Keys {
    /// The place that is lit.
    lit: Option<usize>,
    moved: bool,
    /// The place that was taken.
    taken: Option<usize>,
}

/// Reads the keys for the button of a list. Enter opens and closes it, as a click does.
fn keys<T>(ui: &egui::Ui, button: Id, at: Option<usize>, options: &[(T, String)]) -> Keys {
    let none = Keys { lit: None, moved: false, taken: None };
    if !ui.memory(|memory| memory.has_focus(button)) || options.is_empty() {
        ui.data_mut(|data| data.remove::<Search>(button));
        return none;
    }
    let is_open = ComboBox::is_open(ui.ctx(), button);
    let filter = EventFilter { vertical_arrows: true, escape: is_open, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(button, filter));
    let mut search: Search = ui.data(|data| data.get_temp(button)).unwrap_or_default();
    let last = options.len() - 1;
    let was = search.lit;
    let mut taken = None;
    for event in ui.input(|input| input.events.clone()) {
        let lit = search.lit.or(at);
        match event {
            Event::Key { key: Key::ArrowDown, pressed: true, .. } => {
                search.lit = Some(lit.map_or(0, |lit| (lit + 1).min(last)));
            }
            Event::Key { key: Key::ArrowUp, pressed: true, .. } => {
                search.lit = Some(lit.map_or(last, |lit| lit.saturating_sub(1)));
            }
            Event::Key { key: Key::Enter | Key::Space, pressed: true, .. } if is_open => {
                taken = lit;
            }
            Event::Text(text) if !text.trim().is_empty() => {
                let place = |letters: &str| {
                    options.iter().position(|(_, word)| pinyin::fit(word, letters) == Some(0))
                };
                let more = format!("{}{text}", search.letters);
                let (letters, found) = match place(&more) {
                    Some(found) => (more, Some(found)),
                    None => (text.clone(), place(&text)),
                };
                (search.letters, search.lit) = (letters, found.or(search.lit));
            }
            _ => {}
        }
    }
    let moved = was != search.lit;
    if moved && !is_open {
        egui::Popup::open_id(ui.ctx(), button.with("popup"));
    }
    let lit = search.lit;
    ui.data_mut(|data| data.insert_temp(button, search));
    Keys { lit, moved, taken }
}
