//! 搭班: who is to be on duty together, which crews take their turns as a whole, who is never on at
//! the same time.

use eframe::egui;

use crate::action::{Action, NewRecord};
use crate::model::RecordId;
use crate::model::id::PairingId;
use crate::model::rota::{Pairing, PairingField, PairingKey, Tie};
use crate::ui::look::{self, sign};
use crate::ui::record::{Column, Form, List, Shown, none_yet_ui, records_ui, remove_ui};
use crate::ui::widgets::{Fresh, Tone, button_ui, card_ui};
use crate::ui::{Screens, View};
use crate::workspace::Intent;

const COLUMNS: &[Column<Pairing>] = &[
    Column::new("名称", 0.0, |_, _, one: &Pairing| Shown::words(&one.name))
        .writes(|| PairingKey::Name, |form, ui, one| form.line(ui, &one.name, PairingField::Name)),
    Column::new("怎样搭班", 184.0, |_, _, one: &Pairing| match one.tie {
        Some(tie) => Shown::words(tie.word()),
        None => Shown::badge(Tone::Care, "未定"),
    }),
    Column::often("班组长", 96.0, |view, _, one: &Pairing| {
        Shown::words(one.head.map(|id| view.doc.person_name(id)).unwrap_or_default())
    })
    .writes(|| PairingKey::Head, |form, ui, one| form.field(ui, &one.head, PairingField::Head)),
    Column::new("人员", 260.0, |view, _, one: &Pairing| {
        Shown::words(view.doc.person_names(&one.people))
    }),
];

/// One whose name is to be overwritten.
fn new_pairing(view: View<'_>) -> Intent {
    let name = format!("搭班{}", view.doc.pairings.len() + 1);
    let new = Pairing { name, tie: Some(Tie::Together), ..Pairing::default() };
    Intent::Do(Action::Add(NewRecord::Pairing(new)))
}

pub(in crate::ui) fn pairing_actions_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    intents: &mut Vec<Intent>,
) {
    if button_ui(ui, "新增搭班要求", None) {
        intents.push(new_pairing(view));
    }
}

pub(in crate::ui) fn pairings_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.pairings.is_empty() {
        let hint = "师徒须同班、固定班组整班轮换、两人不排在同一班的，在这里写明；没有就不用填";
        let words = (sign::USERS, "没有搭班要求", hint, "新增第一条搭班要求");
        return none_yet_ui(ui, words, intents, || new_pairing(view));
    }
    let rows = || view.doc.pairings.iter().map(|(id, _)| *id).collect();
    let list = List::new(COLUMNS, 0.58, &rows);
    records_ui(ui, view, screens, &list, intents, |ui, screens, one, intents| {
        pairing_ui(ui, view, screens, one, intents);
    });
}

fn pairing_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&PairingId, &Pairing),
    intents: &mut Vec<Intent>,
) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    card_ui(ui, "搭班", "", |ui| {
        let mut form = Form::of(view, screens, (id, one), intents);
        form.first(ui, Fresh::Pairing, &one.name, PairingField::Name);
        form.field(ui, &one.tie, PairingField::Tie);
        form.field(ui, &one.people, PairingField::People);
        form.field(ui, &one.head, PairingField::Head);
        form.line(ui, &one.note, PairingField::Note);
        ui.label(look::small(told(one.tie)));
        remove_ui(ui, "删除搭班要求…", RecordId::Pairing(*id), intents);
    });
}

/// What comes of it, in full.
fn told(tie: Option<Tie>) -> &'static str {
    match tie {
        Some(Tie::Together) => "其中一人在班，其余的人也都要在班；有人请假，其余的人当天也不排",
        Some(Tie::Crew) => {
            "其中一人在班，其余的人也都要在班；请假的、不排夜班的、这一班哪个岗都不能上的除外"
        }
        Some(Tie::Apart) => "其中任何两人不同时在班",
        None => "先选怎样搭班",
    }
}
