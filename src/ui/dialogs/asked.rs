//! The question in front from one frame to the next: where its cursor is, whether its answer was
//! given, and why it was not taken.

use std::mem::discriminant;

use eframe::egui::{self, Event, Key, LayerId, ModalResponse, Modifiers};

use crate::ui::{Screens, View, keyboard};
use crate::workspace::{Dialog, Intent, Notice, Tone};

/// How tall everything round a body is, until it has been found out.
const ROUND: f32 = 160.0;

/// The question in front as it was in the frame before.
#[derive(Debug)]
pub(in crate::ui) struct Asked {
    pub(super) question: Dialog,
    /// The newest notice there was when it came: it answers something else.
    pub(super) before: Option<u64>,
    /// Why its answer was not taken, and by which notice that was said. It stays when the notice
    /// goes, until the answer changes or is given again.
    pub(super) refusal: Option<(u64, String)>,
    /// How tall everything round its body is.
    pub(super) round: f32,
    /// In how many passes it was painted, until its first field had the writing cursor.
    pub(super) passes: u8,
    /// Its answer was given while a name was still on its way to the books.
    pub(super) answers: bool,
    /// Its answer was given while something in it was half typed.
    pub(super) stopped: bool,
}

/// How many passes a question has to show its first field.
const PASSES: u8 = 3;

impl Asked {
    pub(super) fn new(view: View<'_>, dialog: &Dialog) -> Self {
        let before = view.workspace.notices().iter().map(|notice| notice.id).max();
        Self {
            question: dialog.clone(),
            before,
            refusal: None,
            round: ROUND,
            passes: 0,
            answers: false,
            stopped: false,
        }
    }

    /// Something else comes before it for a while.
    pub(super) fn pause(&mut self) {
        (self.passes, self.answers, self.stopped) = (0, false, false);
    }

    /// Whether it is the same question, however far it is answered.
    pub(super) fn is_still(&self, dialog: &Dialog) -> bool {
        discriminant(&self.question) == discriminant(dialog)
    }

    /// With what has been said since.
    pub(super) fn heard(self, view: View<'_>, dialog: &Dialog) -> Self {
        let Self { question, before, refusal, round, passes, answers, stopped } = self;
        let unchanged = question == *dialog;
        let refusal = refusal.filter(|_| unchanged);
        let last = refusal.as_ref().map(|(id, _)| *id).max(before);
        let refused = |notice: &&Notice| {
            notice.tone == Tone::Refused && last.is_none_or(|last| last < notice.id)
        };
        let news = view.workspace.notices().iter().rev().find(refused);
        let refusal = news.map(|notice| (notice.id, notice.words.clone())).or(refusal);
        let question = if unchanged { question } else { dialog.clone() };
        Self { question, before, refusal, round, passes, answers, stopped }
    }
}

/// Puts the writing cursor into the first field of a question.
pub(super) fn begin(ctx: &egui::Context, layer: LayerId, asked: &mut Asked) {
    if PASSES <= asked.passes {
        return;
    }
    asked.passes += 1;
    let Some(first) = keyboard::first_of(ctx, layer) else { return };
    // A question may know better where it begins, as with what is to be pasted.
    if !keyboard::is_in_layer(ctx, layer) {
        ctx.memory_mut(|memory| memory.request_focus(first));
    } else if 1 < asked.passes {
        // In its very first pass a question is only measured and keeps no cursor.
        asked.passes = PASSES;
    }
    if asked.passes < PASSES {
        keyboard::wait(ctx);
    }
}

/// Whether there is nothing to decide and nothing to type.
pub(super) fn only_acknowledged(dialog: &Dialog) -> bool {
    matches!(
        dialog,
        Dialog::Trouble(_) | Dialog::LeftOut(_) | Dialog::Clock(_) | Dialog::Keys | Dialog::About
    )
}

/// Whether the question is left by its key, or by a click beside it. That is a slip where something
/// may have been written.
pub(super) fn is_left<T>(response: &ModalResponse<T>, dialog: &Dialog) -> bool {
    let has_draft = !only_acknowledged(dialog) && !matches!(dialog, Dialog::Find(_));
    response.should_close() && !(has_draft && response.backdrop_response.clicked())
}

/// Whether what is asked about was read out of a file or worked out, so that nobody has seen it before
/// the question came. Where nothing is taken but what somebody chose in it, that is no matter.
fn is_news(dialog: &Dialog) -> bool {
    match dialog {
        Dialog::Fill(draft) => draft.begun,
        Dialog::Paste(order) => order.source.is_some(),
        Dialog::Merge(_) | Dialog::Repair(_) | Dialog::Offered(_) => true,
        _ => false,
    }
}

/// The chord that answers a question, and how it is shown. What can only be acknowledged is done
/// with by Enter alone. News has a chord of its own: the one that chose the file or began the work,
/// pressed once more, takes nothing that nobody has read.
pub(super) fn chord(dialog: &Dialog) -> (Modifiers, Key, &'static str) {
    match dialog {
        _ if is_news(dialog) => (Modifiers::COMMAND, Key::End, "Ctrl+End"),
        _ if only_acknowledged(dialog) => (Modifiers::NONE, Key::Enter, "Enter"),
        _ => (Modifiers::COMMAND, Key::Enter, "Ctrl+Enter"),
    }
}

/// Whether the question was answered by its chord. One that is held down from before takes nothing,
/// either, whatever it answered then.
pub(super) fn is_answered(ctx: &egui::Context, dialog: &Dialog) -> bool {
    let (modifiers, key, _) = chord(dialog);
    let acknowledged = only_acknowledged(dialog);
    ctx.input_mut(|input| {
        let is_held = |event: &Event| {
            matches!(event, Event::Key { key: Key::Enter | Key::End, repeat: true, modifiers, .. }
                if modifiers.command || acknowledged)
        };
        input.events.retain(|event| !is_held(event));
        let answered = input.consume_key(modifiers, key);
        // What is no answer here must not get as far as a field.
        input.consume_key(Modifiers::COMMAND, Key::Enter);
        answered
    })
}

/// Gives the answer, unless something in the question is still on its way or half typed.
pub(super) fn answer(
    ctx: &egui::Context,
    layer: LayerId,
    screens: &mut Screens,
    asked: &mut Asked,
    intents: &mut Vec<Intent>,
) {
    // A name that was just typed is picked in the next pass.
    asked.answers = screens.fields.awaits();
    asked.stopped = screens.fields.open_in(ctx, layer).is_some();
    if !asked.answers && !asked.stopped {
        intents.push(Intent::Answer);
    }
    // Should it not be taken, why is said below the fields.
    screens.fields.make_way();
    ctx.request_repaint();
}
