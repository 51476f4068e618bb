//! A number that stands on two papers: said on each of them, mended there, and asked for where
//! one of them is meant.

use eframe::egui::{self, Key, Modifiers};

use super::widgets::{Tone, banner_ui, button_ui, card_ui, link_ui};
use super::{View, look};
use crate::model::RecordId;
use crate::rules::numbers::{number_notes, paper_words};
use crate::rules::{Finding, Remedy};
use crate::workspace::{ChooseDraft, Intent};

/// The keys that take one of the papers offered.
const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// The word on the button that mends a finding about a number.
pub(super) fn mend_words(remedy: &Remedy) -> Option<&'static str> {
    match remedy {
        Remedy::Renumber(_) => Some("改号"),
        Remedy::Square(_) => Some("按单据订正单号簿"),
        Remedy::Strike(_) => Some("从单号簿去掉"),
        Remedy::Look | Remedy::Untick(..) | Remedy::ReportFault(..) => None,
    }
}

/// Whether a finding is about a number, and is therefore told by [`number_ui`].
pub(super) fn is_of_number(finding: &Finding) -> bool {
    finding.rule.code.starts_with('N')
}

/// What is to be said of a paper's number, with what mends it; nothing where all is well.
pub(super) fn number_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    record: &RecordId,
    intents: &mut Vec<Intent>,
) {
    let notes = number_notes(view.doc, record);
    let is_open = notes.iter().any(|note| note.is_open);
    let found = view.workspace.findings().iter().find(|finding| {
        // What is said of two papers stands in the notes.
        finding.about == *record && !is_open && mend_words(&finding.breach.remedy).is_some()
    });
    if notes.is_empty() && found.is_none() {
        return;
    }
    card_ui(ui, "单号", "", |ui| {
        for (place, note) in notes.iter().enumerate() {
            ui.push_id(place, |ui| {
                let tone = if note.is_open { Tone::Danger } else { Tone::Neutral };
                banner_ui(ui, tone, &note.words);
                if let Some(other) = &note.other
                    && link_ui(ui, look::small(format!("看另一张 {}", view.doc.name_of(other))))
                {
                    intents.push(Intent::Show(other.clone()));
                }
            });
        }
        if let Some(finding) = found {
            banner_ui(ui, Tone::Danger, &finding.breach.sentence());
        }
        let remedy = match found {
            Some(finding) => Some(finding.breach.remedy.clone()),
            None => is_open.then(|| Remedy::Renumber(record.clone())),
        };
        let button = |remedy: &Remedy| match remedy {
            Remedy::Renumber(_) => Some("给这张改号"),
            other => mend_words(other),
        };
        if let Some(remedy) = remedy
            && let Some(words) = button(&remedy)
            && button_ui(ui, words, None)
        {
            intents.push(Intent::Mend(remedy));
        }
    });
    ui.add_space(look::GAP);
}

/// The sheets on whose paper one number stands; a digit, or the arrows and Enter, take one.
pub(super) fn choose_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    draft: &mut ChooseDraft,
    intents: &mut Vec<Intent>,
) {
    ui.label("纸面上是这个单号的有几张，手里拿的是哪一张？");
    ui.label(look::small("按数字键，或用↑↓选好后按Enter"));
    ui.add_space(look::GAP);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, up, enter) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp), pressed(Key::Enter));
    let digit = DIGITS.into_iter().position(pressed);
    let last = draft.sheets.len().saturating_sub(1);
    draft.at = (draft.at + usize::from(down)).saturating_sub(usize::from(up)).min(last);
    let mut chosen = digit.or_else(|| enter.then_some(draft.at));
    for (place, sheet) in draft.sheets.iter().enumerate() {
        let record = RecordId::Sheet(*sheet);
        let words = format!("{}　{}", place + 1, paper_words(view.doc, &record));
        let button = egui::Button::selectable(place == draft.at, words)
            .truncate()
            .right_text(look::small(view.doc.name_of(&record)));
        let size = [ui.available_width(), look::CONTROL];
        if ui.push_id(place, |ui| ui.add_sized(size, button)).inner.clicked() {
            chosen = Some(place);
        }
    }
    if let Some(sheet) = chosen.and_then(|place| draft.sheets.get(place)) {
        intents.push(Intent::Ask(None));
        intents.push(Intent::Show(RecordId::Sheet(*sheet)));
    }
}
