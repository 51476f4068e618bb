//! A box for what was copied elsewhere: a table out of WPS, a list out of a chat group.

use eframe::egui::{self, Event, ScrollArea, ViewportCommand};

use super::{Fields, Text, bare_ui, button_ui, write_on};
use crate::ui::look;

/// The height the box takes before it scrolls.
const HEIGHT: f32 = 112.0;
/// Its height once something is in it and what was made of it needs the room.
const FILLED: f32 = 64.0;

/// Paints the box, ready to be pasted into while it is empty. Returns its new text.
pub(in crate::ui) fn pasted_ui(
    ui: &mut egui::Ui,
    fields: &mut Fields,
    text: Text<'_>,
) -> Option<String> {
    let id = ui.scope_id().with(("pasted", text.label));
    let mut wish = None;
    let row = ui.horizontal(|ui| {
        let name = ui.label(look::weak(text.label)).id;
        if button_ui(ui, "粘贴", Some("Ctrl+V")) {
            ui.memory_mut(|memory| memory.request_focus(id));
            ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
        }
        if !text.value.is_empty() && button_ui(ui, "清空", None) {
            wish = Some(String::new());
        }
        name
    });
    if text.value.is_empty() && ui.memory(|memory| memory.focused().is_none()) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let height = if text.value.is_empty() { HEIGHT } else { FILLED };
    let area = ScrollArea::vertical().id_salt(id).max_height(height);
    let typed = area.show(ui, |ui| bare_ui(ui, fields, id, row.inner, text)).inner;
    let is_pasted = ui.input(|input| input.events.iter().any(|one| matches!(one, Event::Paste(_))));
    let typed = typed.map(|typed| {
        let is_longer = is_pasted && is_added(text.value, &typed);
        if !is_longer {
            return typed;
        }
        // The sign that ends the line moves what was pasted, and the cursor stays behind it.
        let whole = below(text.value, &typed);
        write_on(ui.ctx(), id, &whole);
        whole
    });
    wish.or(typed)
}

/// What was pasted behind a table is no part of its last line.
fn below(before: &str, typed: &str) -> String {
    let added = typed.strip_prefix(before).unwrap_or_default();
    let end = if before.ends_with('\n') { "" } else { "\n" };
    format!("{before}{end}{}", added.trim_start_matches('\n'))
}

/// Whether the text is the one before with more of a table behind it: a word of its own is an edit of the
/// last line.
pub(in crate::ui) fn is_added(before: &str, text: &str) -> bool {
    let added = text.strip_prefix(before).unwrap_or_default();
    !before.trim().is_empty() && added.trim().contains(['\t', '\n'])
}
