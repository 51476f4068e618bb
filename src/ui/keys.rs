//! Keys that work everywhere, read before any field sees them.

use eframe::egui::{self, Event, KeyboardShortcut, Modifiers};

use super::{Screens, View};
use crate::workspace::{Command, Intent, Key};

/// Reads the keys of commands out of the input.
///
/// Ctrl+Z and Ctrl+Y never reach a field, whose own undo would come back as a new edit; while an
/// input method is composing they do nothing at all.
pub(super) fn wishes_of_keys(
    ctx: &egui::Context,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let composing = screens.is_composing();
    let asked = view.workspace.dialog().is_some();
    let in_list = screens.lists.begin();
    for command in Command::ALL.iter().copied() {
        let shortcut = command.key().and_then(shortcut);
        let is_held = shortcut.is_some_and(|shortcut| is_held(ctx, shortcut.logical_key));
        let pressed = shortcut
            .is_some_and(|shortcut| ctx.input_mut(|input| input.consume_shortcut(&shortcut)));
        // What is half typed is the newest there is to be taken back, behind a question too.
        let is_undo = pressed && command == Command::Undo;
        if is_undo && take_back(ctx, screens) {
            continue;
        }
        if pressed && in_list && !asked && command.key() == Some(Key::F(2)) {
            screens.lists.press();
            continue;
        }
        // What happens is written down whatever else is asked.
        let is_pressing = command == Command::Incident;
        // Held down it is pressed once: the second time it would leave the page of a drill.
        if pressed && is_pressing && is_held {
            continue;
        }
        // Behind a question only the question counts; its draft has no undo.
        let is_free = !asked && !view.workspace.is_waiting();
        if pressed && !composing && (is_free || is_pressing) {
            intents.push(Intent::Run(command));
        }
    }
    let redo = KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, egui::Key::Z);
    if ctx.input_mut(|input| input.consume_shortcut(&redo)) && !composing && !asked {
        intents.push(Intent::Run(Command::Redo));
    }
}

/// Takes back what is typed and is no step yet. Returns whether there was any.
fn take_back(ctx: &egui::Context, screens: &mut Screens) -> bool {
    screens.fields.take_back(ctx)
        || screens.plan.take_typed_back(ctx)
        || screens.lists.take_back(ctx)
}

/// Whether a key is heard only because it is held down.
fn is_held(ctx: &egui::Context, held: egui::Key) -> bool {
    let of_it = |event: &Event| matches!(event, Event::Key { key, pressed: true, repeat: true, .. } if *key == held);
    ctx.input(|input| input.events.iter().any(of_it))
}

fn shortcut(key: Key) -> Option<KeyboardShortcut> {
    Some(match key {
        Key::Ctrl(sign) => {
            KeyboardShortcut::new(Modifiers::COMMAND, egui::Key::from_name(&sign.to_string())?)
        }
        Key::F(number) => {
            KeyboardShortcut::new(Modifiers::NONE, egui::Key::from_name(&format!("F{number}"))?)
        }
    })
}
