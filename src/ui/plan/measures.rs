//! 距离和时间: what the cards say of distances and times, written here once and then the same on all.

use std::collections::BTreeMap;

use eframe::egui::{self, Id};

use super::{PlanState, plan};
use crate::action::PlanAction;
use crate::model::Document;
use crate::model::measure::{Measure, Measured, Quantity};
use crate::print::Request;
use crate::rules::measures::{self, Use};
use crate::ui::widgets::{
    Fields, Table, Text, Tone, badge_ui, banner_ui, bare_ui, button_ui, card_ui, labelled_ui,
    quiet_ui, table_ui,
};
use crate::ui::{Screens, Side, View, detail_ui, keyboard, list_height, look, split_ui};
use crate::workspace::Intent;

/// The share of the room the list has.
const SHARE: f32 = 0.5;

/// Where the cards speak of each distance and time, as of a revision of the document: looking through all of
/// them takes half a frame.
#[derive(Debug, Default)]
pub(super) struct Uses {
    of: Option<u64>,
    found: BTreeMap<Measure, Vec<Use>>,
}

impl Uses {
    fn renew(&mut self, doc: &Document) {
        let of = Some(doc.revision());
        if self.of != of {
            *self = Self { of, found: measures::uses(doc) };
        }
    }

    fn of(&self, measure: Measure) -> &[Use] {
        self.found.get(&measure).map(Vec::as_slice).unwrap_or_default()
    }
}

/// What is typed for a distance or time. It goes onto the cards when it is done: none of them ever says the 1米
/// that 12米 is on the way.
#[derive(Debug)]
pub(super) struct Typed {
    measure: Measure,
    /// The field somebody is writing in.
    field: Id,
    quantity: Option<String>,
}

impl Typed {
    /// What is to be written, if that is other than what holds. What cannot be read stays.
    fn write(&mut self, doc: &Document) -> Option<Intent> {
        let Self { measure, .. } = *self;
        let before = own(doc, measure);
        let read = self.quantity.as_deref().and_then(|words| read(words, measure));
        if read.is_some() {
            self.quantity = None;
        }
        let now = Measured { quantity: read?, basis: before.basis.clone() };
        let own = Some(now).filter(|now| *now != before)?;
        Some(plan(PlanAction::SetMeasure { measure, own: Some(own) }))
    }
}

impl PlanState {
    /// What is typed for that measure, in that field by now.
    fn type_in(&mut self, measure: Measure, field: Id) -> &mut Typed {
        let typed = self.typed.take().filter(|typed| typed.measure == measure);
        let typed = typed.unwrap_or(Typed { measure, field, quantity: None });
        self.typed.insert(Typed { field, ..typed })
    }

    /// Writes what is typed for a distance or time as one step, once the cursor has left its field; before
    /// anything else is done it is written, too.
    pub(in crate::ui) fn write_typed(
        &mut self,
        ctx: &egui::Context,
        doc: &Document,
        intents: &mut Vec<Intent>,
    ) {
        let Some(typed) = &mut self.typed else { return };
        if ctx.memory(|memory| memory.has_focus(typed.field)) && intents.is_empty() {
            return;
        }
        if let Some(write) = typed.write(doc) {
            intents.insert(0, write);
        }
        if typed.quantity.is_none() || self.measure != Some(typed.measure) {
            self.typed = None;
        }
    }

    /// What is typed and not written yet: to be done before the window closes.
    pub(in crate::ui) fn finish(&mut self, doc: &Document) -> Option<Intent> {
        self.typed.take()?.write(doc)
    }

    /// Takes back what is typed for a distance or time that is in front. Returns whether there was any.
    pub(in crate::ui) fn take_typed_back(&mut self, ctx: &egui::Context) -> bool {
        self.typed.take_if(|typed| keyboard::was_painted(ctx, typed.field)).is_some()
    }
}

/// What holds of a measure in this mine.
fn own(doc: &Document, measure: Measure) -> Measured {
    let shipped = || Measured { quantity: measure.shipped(), basis: String::new() };
    doc.current_plan().measures.get(&measure).cloned().unwrap_or_else(shipped)
}

/// What was typed, with the unit it is counted in where none was.
fn read(words: &str, measure: Measure) -> Option<Quantity> {
    let (words, unit) = (words.trim(), measure.shipped().unit.word());
    words.parse().or_else(|_| format!("{words}{unit}").parse()).ok()
}

pub(in crate::ui) fn measure_actions_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    intents: &mut Vec<Intent>,
) {
    let codes: Vec<_> = view.doc.cards.iter().map(|(code, _)| code.clone()).collect();
    if !codes.is_empty() && button_ui(ui, "预览全部处置卡", None) {
        intents.push(Intent::Preview(Request::cards(codes)));
    }
}

pub(in crate::ui) fn measures_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let open = screens.plan.measure;
    screens.plan.uses.renew(view.doc);
    let back = split_ui(ui, SHARE, open.is_some(), |ui, side| match side {
        Side::List => list_ui(ui, view, screens),
        Side::Detail => detail_ui(ui, |ui| {
            if let Some(measure) = open {
                ui.push_id(measure.word(), |ui| one_ui(ui, view, screens, measure, intents));
            }
        }),
    });
    if back {
        screens.plan.measure = None;
    }
}

fn list_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens) {
    card_ui(ui, "距离和时间", "改一处，各卡一起改；点一行就能改", |ui| {
        let table = Table {
            name: "measures",
            columns: &[("距离、时间", 0.0), ("数值", 92.0), ("用在", 112.0)],
            rows: Measure::ALL.len(),
            selected: Measure::ALL.iter().position(|one| Some(*one) == screens.plan.measure),
            height: list_height(ui),
        };
        let clicked = table_ui(ui, table, |row, cells| {
            let Some(measure) = Measure::ALL.get(row).copied() else { return };
            cells.words(measure.word());
            let quantity = measures::quantity(view.doc, measure);
            let uses = screens.plan.uses.of(measure);
            if uses.iter().any(|one| one.quantity != quantity) {
                cells.badge(Tone::Care, "卡上不一致");
            } else {
                cells.words(quantity.to_string());
            }
            cells.words(cards(uses));
        });
        if let Some(measure) = clicked.and_then(|row| Measure::ALL.get(row)) {
            screens.plan.measure = Some(*measure);
        }
    });
}

/// E02、E04
fn cards(uses: &[Use]) -> String {
    let mut codes: Vec<String> = uses.iter().map(|one| one.code.to_string()).collect();
    codes.dedup();
    if codes.is_empty() { "没有选用的卡".to_owned() } else { codes.join("、") }
}

fn one_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    measure: Measure,
    intents: &mut Vec<Intent>,
) {
    let set = |own: Option<Measured>| plan(PlanAction::SetMeasure { measure, own });
    let is_kept = view.doc.current_plan().measures.contains_key(&measure);
    let own = own(view.doc, measure);
    card_ui(ui, measure.word(), "", |ui| {
        fields_ui(ui, screens, (measure, &own), intents);
        ui.label(look::small(
            "没有依据的，原来写“建议”的卡上仍写“建议”；填了依据，卡上不再写“建议”。改了数值的卡要重新审核。",
        ));
        let uses = screens.plan.uses.of(measure);
        for one in uses {
            let tone = if one.quantity == own.quantity { Tone::Good } else { Tone::Care };
            badge_ui(ui, tone, &format!("{}写的是{}", one.code, one.quantity));
        }
        let differs = uses.iter().any(|one| one.quantity != own.quantity);
        if differs {
            banner_ui(ui, Tone::Care, "有的卡上另写了数值");
        }
        ui.horizontal_wrapped(|ui| {
            if differs && button_ui(ui, &format!("各卡都改成{}", own.quantity), None) {
                intents.push(set(Some(own.clone())));
            }
            // Both go: the amount and what it rests on.
            if is_kept && quiet_ui(ui, &format!("恢复成建议值{}，不留依据", measure.shipped()))
            {
                intents.push(set(None));
            }
        });
    });
}

/// The amount and what it rests on.
fn fields_ui(
    ui: &mut egui::Ui,
    screens: &mut Screens,
    (measure, own): (Measure, &Measured),
    intents: &mut Vec<Intent>,
) {
    let typed = screens.plan.typed.as_ref().filter(|typed| typed.measure == measure);
    let (value, quantity) = (own.quantity.to_string(), typed.and_then(|one| one.quantity.clone()));
    let text = Text::line("数值", quantity.as_ref().unwrap_or(&value)).hint("例：8米、15–30分钟");
    if let Some((field, words)) = field_ui(ui, &mut screens.fields, text) {
        screens.plan.type_in(measure, field).quantity = Some(words);
    }
    if let Some(words) = quantity.filter(|words| read(words, measure).is_none()) {
        let unit = own.quantity.unit.word();
        let words = format!("“{words}”读不出来，没有改；请写成“{value}”这样，按{unit}计");
        badge_ui(ui, Tone::Danger, &words);
    }
    // Half a basis is no other distance: it is written down with each key.
    let text = Text::lines("依据", &own.basis).hint("制度或批准文件的名称；不填就是建议值");
    if let Some((_, basis)) = field_ui(ui, &mut screens.fields, text) {
        let own = Some(Measured { basis, ..own.clone() });
        intents.push(plan(PlanAction::SetMeasure { measure, own }));
    }
}

/// A labelled field, with what was written in it.
fn field_ui(ui: &mut egui::Ui, fields: &mut Fields, text: Text<'_>) -> Option<(Id, String)> {
    let id = ui.scope_id().with(("text", text.label));
    let words = labelled_ui(ui, text.label, |ui, name| bare_ui(ui, fields, id, name, text));
    words.map(|words| (id, words))
}
