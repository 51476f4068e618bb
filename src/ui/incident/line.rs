//! A line in one's own words. Its first sign makes it, with the minute of that sign, so that nothing of it
//! is lost whatever happens next; Enter ends it.

use eframe::egui::{self, Id, Key};

use super::Shown;
use crate::action::{Action, Jot};
use crate::model::id::{IncidentId, LineId};
use crate::model::incident::{IncidentLine, IncidentLineField};
use crate::ui::widgets::{
    Text, bare_ui, button_ui, card_ui, hidden_label, labelled_ui, tab_ui, time_box_before_ui,
};
use crate::ui::{Screens, keyboard, look};
use crate::workspace::Intent;

/// So many of the lines written last stand below the field.
const LAST: usize = 3;

/// The field in which a line is written.
pub(super) fn field(incident: IncidentId) -> Id {
    Id::unique(("line of an incident", incident))
}

pub(super) fn line_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let is_running = shown.course.is_running();
    let title = if is_running { "记一条" } else { "补记一条" };
    card_ui(ui, title, "写完按回车；时间从第一个字算", |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (is_order, words) in [(false, "记事 Enter"), (true, "命令 M")] {
                if tab_ui(ui, screens.incident.is_order == is_order, words) {
                    screens.incident.is_order = is_order;
                    keyboard::go_to(ui.ctx(), field(shown.id));
                }
            }
        });
        paper_ui(ui, shown, screens, intents);
        field_ui(ui, shown, screens, intents);
        if is_running {
            for told in shown.course.told.iter().rev().take(LAST) {
                let words = format!("{} {}", told.clock(), told.words(shown.view.doc));
                ui.add(egui::Label::new(look::small(words)).truncate());
            }
        }
    });
}

/// The field of the time a line has on the paper it was on first.
fn paper(incident: IncidentId) -> Id {
    Id::unique(("time on paper", incident))
}

/// When it happened, for what was on paper first: four figures, and the words are next.
fn paper_ui(ui: &mut egui::Ui, shown: Shown<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    let writing = screens.incident.writing;
    let record = writing.and_then(|line| shown.view.doc.incident_lines.get(&line));
    let value =
        record.map_or_else(|| screens.incident.draft(shown.id).paper, |line| line.happened_at);
    let typed = labelled_ui(ui, "补记时间", |ui, name| {
        let ids = (paper(shown.id), name);
        let next = field(shown.id);
        let typed = time_box_before_ui(ui, &mut screens.fields, ids, value, next);
        ui.label(look::small(typed.hint.unwrap_or("先写在纸上、现在补记的才填")));
        typed
    });
    match (typed.time, writing) {
        (Some(at), Some(line)) => {
            let put = (line, IncidentLineField::HappenedAt(at)).into();
            intents.push(Intent::Do(Action::Set(put)));
        }
        (Some(at), None) => screens.incident.draft(shown.id).paper = at,
        (None, _) => {}
    }
}

fn field_ui(ui: &mut egui::Ui, shown: Shown<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    let id = field(shown.id);
    let newest = shown.view.workspace.picked().id::<IncidentLine>();
    let state = &mut screens.incident;
    // What was asked for in the frame before is there now.
    if let Some(before) = state.asked.take() {
        state.writing = newest.filter(|line| Some(*line) != before);
        if let Some(line) = state.writing
            && let at @ Some(_) = state.draft(shown.id).paper.take()
        {
            let put = (line, IncidentLineField::HappenedAt(at)).into();
            intents.push(Intent::Do(Action::Set(put)));
        }
    }
    let has_cursor = ui.memory(|memory| memory.has_focus(id) || memory.has_focus(paper(shown.id)));
    let is_there = |line: &LineId| shown.view.doc.incident_lines.get(line).is_some();
    state.writing = state.writing.filter(|line| has_cursor && is_there(line));
    let writing = state.writing;
    let record = writing.and_then(|line| shown.view.doc.incident_lines.get(&line));
    let value = record.map_or("", |line| line.words.as_str());
    let name = hidden_label(ui, "记一条");
    let hint = if state.is_order { "谁下的什么命令" } else { "看到什么、做了什么" };
    let typed = bare_ui(ui, &mut screens.fields, id, name, Text::line("", value).hint(hint));
    let state = &mut screens.incident;
    match (typed, writing) {
        (Some(words), Some(line)) => {
            intents.push(Intent::Do(Action::Set((line, IncidentLineField::Words(words)).into())));
        }
        (Some(words), None) => {
            let line = if state.is_order { Jot::Order(words) } else { Jot::Note(words) };
            intents.push(shown.write(line));
            state.asked = Some(newest);
        }
        (None, _) => {}
    }
    if keyboard::pressed_in(ui.ctx(), id, Key::Enter) {
        if record.is_some_and(|line| line.happened_at.is_some()) {
            // What is on paper has several lines as a rule, and figures would be steps.
            keyboard::go_to(ui.ctx(), paper(shown.id));
        } else {
            // The keys are the steps' again.
            keyboard::take_done(ui.ctx(), id);
        }
        (state.writing, state.is_order) = (None, false);
    }
    if writing.is_some() && button_ui(ui, "这一条写完了", None) {
        state.writing = None;
        ui.memory_mut(|memory| memory.surrender_focus(id));
    }
}
