//! 会签单: what each department said, written in its line as on the paper. Enter goes from cell to cell
//! and on to the next line.

use eframe::egui::{self, Align, Id, Layout, Vec2};

use super::plan;
use crate::action::{Action, PlanAction};
use crate::model::mine::Only;
use crate::model::plan::{Countersign, Plan, PlanField};
use crate::rules::outline;
use crate::rules::stages::{self, is_signed_since};
use crate::ui::widgets::{
    Text, bare_fields_ui, bare_ui, button_ui, card_ui, cross_ui, day_field_ui, hidden_label,
    person_field_ui,
};
use crate::ui::{Screens, View, keyboard, look};
use crate::workspace::Intent;

/// Lines of the countersigning sheet are numbered by that.
const STEP: u16 = 10;
/// The room for a department, for a name, and for a day with its year.
const UNIT: f32 = 104.0;
const PERSON: f32 = 112.0;
const DAY: f32 = 190.0;
/// What a field takes beside its words.
const EDGES: f32 = 20.0;
/// What was said has at least that much room; with less a line takes two rows.
const OPINION: f32 = 96.0;

pub(super) fn countersigns_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    sheet: &Plan,
    intents: &mut Vec<Intent>,
) {
    let lines: Vec<(u16, &Countersign)> =
        sheet.countersigns.iter().map(|(number, line)| (*number, line)).collect();
    card_ui(ui, "会签单", "照纸面填，回车到下一格", |ui| {
        // Once for all lines: they stand below each other.
        let room = beside(ui, lines.iter().map(|(_, line)| line.opinion.as_str()));
        if lines.is_empty() {
            ui.label(look::weak(
                "方案送哪些部门会签，就列哪些部门；签好后把意见和日期登记在这里。",
            ));
        } else {
            heads_ui(ui, room);
        }
        for (place, (number, line)) in lines.iter().enumerate() {
            line_ui(ui, view, screens, (place, *number, line, room), intents);
        }
        ui.horizontal_wrapped(|ui| {
            if lines.len() < 6 && button_ui(ui, "载入六个部门", None) {
                intents.push(plan(PlanAction::LoadCountersigns));
            }
            if button_ui(ui, "加一行", None) {
                let number = lines.last().map_or(STEP, |(last, _)| last.saturating_add(STEP));
                intents.push(set(number, Some(Countersign::default())));
                keyboard::go_to(ui.ctx(), unit_id(number));
            }
        });
    });
}

fn unit_id(number: u16) -> Id {
    Id::unique(("countersigning department", number))
}

/// What is left for the words of a line beside everything else; none where they take two rows, since
/// there is too little for any words or not enough to read all of these.
fn beside<'a>(ui: &egui::Ui, opinions: impl Iterator<Item = &'a str>) -> Option<f32> {
    let rest = UNIT + PERSON + DAY + look::CONTROL + 5.0 * ui.spacing().item_spacing.x;
    let font = egui::FontId::proportional(look::BODY);
    let wide = |words: &str| {
        let galley = ui.painter().layout_no_wrap(words.to_owned(), font.clone(), look::TEXT);
        galley.size().x + EDGES
    };
    let asked = opinions.map(wide).fold(OPINION, f32::max);
    Some(ui.available_width() - rest).filter(|left| asked <= *left)
}

fn heads_ui(ui: &mut egui::Ui, room: Option<f32>) {
    let Some(opinion) = room else { return };
    ui.horizontal(|ui| {
        for (words, width) in
            [("部门", UNIT), ("意见", opinion), ("签字人", PERSON), ("签字日期", DAY)]
        {
            part_ui(ui, width, look::SMALL, |ui| ui.label(look::small(words)));
        }
    });
}

/// A part of a row, so wide.
fn part_ui<R>(
    ui: &mut egui::Ui,
    width: f32,
    height: f32,
    add: impl FnOnce(&mut egui::Ui) -> R,
) -> R {
    let part = Layout::top_down(Align::Min);
    ui.allocate_ui_with_layout(Vec2::new(width, height), part, |ui| {
        ui.set_width(width);
        add(ui)
    })
    .inner
}

fn set(number: u16, line: Option<Countersign>) -> Intent {
    Intent::Do(Action::Set((Only, PlanField::Countersign(number, line)).into()))
}

/// A line of the sheet, and below it what is to be seen to.
fn line_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (place, number, line, room): (usize, u16, &Countersign, Option<f32>),
    intents: &mut Vec<Intent>,
) {
    let who = match line.unit.trim() {
        "" => format!("第{}行", place + 1),
        unit => unit.to_owned(),
    };
    let row = ui.push_id(number, |ui| {
        let Some(opinion) = room else {
            let rest = ui.available_width() - UNIT - ui.spacing().item_spacing.x;
            let first =
                ui.horizontal(|ui| words_ui(ui, screens, (number, &who, line), rest.max(OPINION)));
            let second = ui.horizontal(|ui| signed_ui(ui, view, screens, (&who, line), intents));
            return (first.inner.or(second.inner.0), second.inner.1);
        };
        let row = ui.horizontal(|ui| {
            let words = words_ui(ui, screens, (number, &who, line), opinion);
            let (signed, day) = signed_ui(ui, view, screens, (&who, line), intents);
            (words.or(signed), day)
        });
        row.inner
    });
    let (wish, day) = row.inner;
    intents.extend(wish.map(|line| set(number, line)));
    let half = day.is_some_and(|day| {
        screens.fields.is_open(day) && !ui.memory(|memory| memory.has_focus(day))
    });
    for (words, colour) in said(view, line, half) {
        ui.label(look::small(words).color(colour));
    }
}

/// Department and opinion. Returns what the line should be.
fn words_ui(
    ui: &mut egui::Ui,
    screens: &mut Screens,
    (number, who, line): (u16, &str, &Countersign),
    room: f32,
) -> Option<Option<Countersign>> {
    let fields = &mut screens.fields;
    let unit = part_ui(ui, UNIT, look::CONTROL, |ui| {
        let name = hidden_label(ui, &format!("{who}部门"));
        bare_ui(ui, fields, unit_id(number), name, Text::line("", &line.unit))
    });
    let opinion = part_ui(ui, room, look::CONTROL, |ui| {
        let name = hidden_label(ui, &format!("{who}意见"));
        let text = if line.opinion.contains('\n') { Text::lines } else { Text::line };
        let text = text("", &line.opinion).hint("照纸面抄，如“同意”");
        bare_ui(ui, fields, ui.scope_id().with("opinion"), name, text)
    });
    let unit = unit.map(|unit| Countersign { unit, ..line.clone() });
    let opinion = opinion.map(|opinion| Countersign { opinion, ..line.clone() });
    unit.or(opinion).map(Some)
}

/// Who signed and when, and the cross that strikes the line. Returns what the line should be, and the
/// field of the day.
fn signed_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (who, line): (&str, &Countersign),
    intents: &mut Vec<Intent>,
) -> (Option<Option<Countersign>>, Option<Id>) {
    let fields = &mut screens.fields;
    let (mut person, mut on, mut day) = (None, None, None);
    part_ui(ui, PERSON, look::CONTROL, |ui| {
        bare_fields_ui(ui, |ui| {
            let label = format!("{who}签字人");
            person = person_field_ui(ui, fields, view.doc, &label, line.person, intents);
        });
    });
    part_ui(ui, DAY, look::CONTROL, |ui| {
        bare_fields_ui(ui, |ui| {
            let label = format!("{who}签字日期");
            on = day_field_ui(ui, fields, &label, line.on, view.today);
            day = keyboard::newest(ui.ctx());
        });
    });
    if cross_ui(ui, &format!("删除{who}这一行")) {
        return (Some(None), day);
    }
    let person = person.map(|id| Countersign { person: Some(id), ..line.clone() });
    let on = on.map(|on| Countersign { on, ..line.clone() });
    (person.or(on).map(Some), day)
}

/// What is to be seen to in a line.
fn said(view: View<'_>, line: &Countersign, half: bool) -> Vec<(String, egui::Color32)> {
    let newest = outline::newest_version(view.doc).map(|(_, version)| version);
    let is_changed = newest.is_some_and(|version| !outline::reads_as(view.doc, version));
    match line.on {
        _ if half => vec![("签字日期请写成 2月5日".to_owned(), look::DANGER)],
        None => vec![(waiting(view, line), look::WEAK)],
        Some(on) if view.today < on => {
            vec![("△ 签字日期在今天以后，请照纸面核对".to_owned(), look::CARE)]
        }
        // What was signed for the version before says nothing of what changed since.
        Some(_) if is_changed && !is_signed_since(line, newest) => {
            vec![("签字以后方案又改过，要再送签".to_owned(), look::WEAK)]
        }
        Some(_) => Vec::new(),
    }
}

/// Whose signature is still waited for: that is printed beside the box to sign in.
fn waiting(view: View<'_>, line: &Countersign) -> String {
    match stages::asked(view.doc, &line.unit, Some(line)) {
        Some(id) => format!("待{}签", view.doc.person_name(id)),
        None => "还没签".to_owned(),
    }
}
