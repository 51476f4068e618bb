//! Nobody is led away from a name before it stands where it was written.
//!
//! A name that is new takes two passes: in the first it goes on the books, in the second it is
//! picked by its field. So the field must be there for that long, whatever was clicked.

use eframe::egui;

use super::{Screens, keyboard};
use crate::workspace::{Command, Intent, Pick, Tone};

/// How many passes a name needs to be left, put on the books and picked.
const PASSES: u8 = 3;

/// What waits, and for how many passes it has.
#[derive(Debug, Default)]
pub(super) struct Held {
    intents: Vec<Intent>,
    passes: u8,
    /// What was half typed when the window was to close, and was said to be lost.
    warned: Option<String>,
}

/// Keeps what leads away back while a name is on its way, and lets it go after that.
pub(super) fn hold(ctx: &egui::Context, screens: &mut Screens, intents: &mut Vec<Intent>) {
    screens.fields.forget_unpainted_names(ctx);
    let is_waiting = !screens.held.intents.is_empty();
    if !is_waiting && !intents.iter().any(leads_away) {
        return;
    }
    let is_written = screens.fields.awaits() || screens.fields.leave_name(ctx);
    if PASSES <= screens.held.passes || !is_written {
        screens.held.passes = 0;
        intents.append(&mut screens.held.intents);
        if intents.iter().any(closes)
            && let Some(warning) = warning(ctx, screens)
        {
            intents.retain(|intent| !closes(intent));
            intents.push(warning);
        }
        return;
    }
    screens.held.passes += 1;
    let (away, others) = std::mem::take(intents).into_iter().partition(leads_away);
    *intents = others;
    let away: Vec<Intent> = away;
    screens.held.intents.extend(away);
    // What was typed behind it belongs where it leads.
    keyboard::wait(ctx);
}

pub(super) fn holds_closing(ctx: &egui::Context, screens: &mut Screens) -> bool {
    if screens.held.intents.iter().any(closes) {
        return false;
    }
    let is_half = screens.fields.leave_name(ctx) || screens.fields.open(ctx).is_some();
    if is_half {
        screens.held.intents.push(Intent::Run(Command::Leave));
        ctx.request_repaint();
    }
    is_half
}

fn closes(intent: &Intent) -> bool {
    matches!(intent, Intent::Run(Command::Leave))
}

/// What is half typed and would be gone with the window; said once.
fn warning(ctx: &egui::Context, screens: &mut Screens) -> Option<Intent> {
    let open = screens.fields.open(ctx)?.to_owned();
    if screens.held.warned.as_ref() == Some(&open) {
        return None;
    }
    let words = format!("“{open}”还没填好，没有记下：要的先填好，不要就再关一次窗口");
    screens.held.warned = Some(open);
    Some(Intent::Tell(Tone::Refused, words))
}

/// Whether the field in which a name is written may be gone after that.
fn leads_away(intent: &Intent) -> bool {
    match intent {
        // The next row of the same paper.
        Intent::Pick(Pick::Entering(Some(_))) => false,
        Intent::Pick(_)
        | Intent::Go(_)
        | Intent::Show(_)
        | Intent::Preview(_)
        | Intent::EnterNumber(_) => true,
        Intent::Run(command) => matches!(
            command,
            Command::Go(_)
                | Command::Profile
                | Command::Print
                | Command::Enter
                | Command::Overview
                | Command::Incident
                | Command::Leave
        ),
        _ => false,
    }
}
