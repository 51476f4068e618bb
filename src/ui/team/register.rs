//! The question for what concerns many at once: a training held, pledges signed.

use eframe::egui;

use crate::action::Registered;
use crate::model::id::PersonId;
use crate::model::people::{Person, Training};
use crate::ui::look;
use crate::ui::widgets::{day_value_ui, people_field_ui, tab_ui};
use crate::ui::{Screens, View};
use crate::workspace::{Intent, RegisterDraft};

/// Everybody of whom it is not written down yet.
pub(super) fn draft(view: View<'_>, what: Registered) -> RegisterDraft {
    let open = |person: &Person| match what {
        Registered::Trained => !matches!(person.training, Some(Training::Passed(_))),
        Registered::Planned => person.training.is_none(),
        Registered::Pledged => person.pledged.is_none(),
    };
    let members = view.doc.persons.iter().filter(|(_, one)| one.membership.is_some());
    let people: Vec<PersonId> = members.filter(|(_, one)| open(one)).map(|(id, _)| *id).collect();
    RegisterDraft { what, day: view.today, people }
}

pub(in crate::ui) fn register_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    question: &mut RegisterDraft,
    intents: &mut Vec<Intent>,
) {
    ui.horizontal_wrapped(|ui| {
        for what in Registered::ALL.iter().copied() {
            if tab_ui(ui, question.what == what, what.word()) && question.what != what {
                let day = question.day;
                *question = RegisterDraft { day, ..draft(view, what) };
            }
        }
    });
    ui.add_space(look::GAP);
    let fields = &mut screens.fields;
    if let Some(day) = day_value_ui(ui, fields, "日期", question.day) {
        question.day = day;
    }
    let count = question.people.len();
    ui.label(look::small(format!("还没有登记的队员都在下面，共{count}人；没到的请去掉")));
    if let Some(people) = people_field_ui(ui, fields, view.doc, "人员", &question.people, intents)
    {
        question.people = people;
    }
}
