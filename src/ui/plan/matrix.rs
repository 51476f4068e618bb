//! 责任矩阵: which post does what in which event, as the steps of the cards have it.

use eframe::egui::{self, Vec2};

use crate::model::RecordId;
use crate::print::Request;
use crate::rules::matrix::{Event, Matrix, Part, matrix};
use crate::ui::look::{self, sign};
use crate::ui::widgets::{button_ui, card_ui, empty_ui, tip};
use crate::ui::{Screens, View, detail_ui, is_wide};
use crate::workspace::{Intent, Pick, Tab};

/// The width of a post's name, and of a cell.
const NAME: f32 = 132.0;
const CELL: f32 = 74.0;
/// Between two cells.
const GAP: f32 = 4.0;

pub(in crate::ui) fn matrix_actions_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    intents: &mut Vec<Intent>,
) {
    if !view.doc.cards.is_empty() && button_ui(ui, "预览责任矩阵", None) {
        intents.push(Intent::Preview(Request::matrix()));
    }
}

pub(in crate::ui) fn matrix_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    _screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.cards.is_empty() {
        let hint = "矩阵由处置卡的步骤得出：先在“处置卡”里选用，步骤写明岗位";
        let clicked = card_ui(ui, "", "", |ui| {
            empty_ui(ui, sign::CLIPBOARD, "还没有选用处置卡", hint, "去选处置卡")
        });
        if clicked {
            intents.push(Intent::Pick(Pick::Tab(Tab::Cards)));
        }
        return;
    }
    let matrix = matrix(view.doc);
    detail_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = look::GAP;
        ui.label(look::weak(
            "主责：值班矿领导到场前由哪个岗位负责现场联络、警戒和撤人，在处置卡里改；其余写了岗位的步骤是配合。数字是卡上的第几步。",
        ));
        if is_wide(ui.ctx()) {
            grid_ui(ui, &matrix, intents);
        }
        for event in &matrix.events {
            event_ui(ui, view, event, intents);
        }
    });
}

/// Posts against events, as many events side by side as there is room for. What a post does there
/// stands under the pointer.
fn grid_ui(ui: &mut egui::Ui, matrix: &Matrix<'_>, intents: &mut Vec<Intent>) {
    let mut room = ui.available_width() - NAME - 2.0 * look::MARGIN;
    let mut abreast = 0;
    while GAP + CELL <= room {
        room -= GAP + CELL;
        abreast += 1;
    }
    for (place, events) in matrix.events.chunks(abreast.max(1)).enumerate() {
        card_ui(ui, "", "", |ui| {
            let grid = egui::Grid::new(("matrix", place)).striped(true).spacing(Vec2::splat(GAP));
            grid.show(ui, |ui| rows_ui(ui, matrix, events, intents));
        });
    }
}

/// The posts that have a part in any of those events.
fn rows_ui(
    ui: &mut egui::Ui,
    matrix: &Matrix<'_>,
    events: &[Event<'_>],
    intents: &mut Vec<Intent>,
) {
    heads_ui(ui, events, intents);
    let has_part = |post| events.iter().any(|event| event.parts.contains_key(post));
    for (id, post) in matrix.posts.iter().filter(|(id, _)| has_part(id)) {
        fixed_ui(ui, NAME, |ui| ui.add(egui::Label::new(&post.name).truncate()));
        for event in events {
            let part = event.parts.get(id);
            fixed_ui(ui, CELL, |ui| part.into_iter().for_each(|one| part_ui(ui, one)));
        }
        ui.end_row();
    }
}

/// The codes of the events; each leads to its card.
fn heads_ui(ui: &mut egui::Ui, events: &[Event<'_>], intents: &mut Vec<Intent>) {
    fixed_ui(ui, NAME, |ui| ui.label(look::small("岗位")));
    for event in events {
        let words = look::small(event.code.to_string()).color(look::ACCENT);
        let button = egui::Button::new(words).frame_when_inactive(false);
        let response = fixed_ui(ui, CELL, |ui| ui.add(button));
        if tip(response, &event.card.title).clicked() {
            intents.push(Intent::Show(RecordId::Card(event.code.clone())));
        }
    }
    ui.end_row();
}

/// A cell of a width of its own, whatever stands in it.
fn fixed_ui<R>(ui: &mut egui::Ui, width: f32, paint: impl FnOnce(&mut egui::Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.set_width(width);
        ui.set_max_width(width);
        paint(ui)
    })
    .inner
}

fn part_ui(ui: &mut egui::Ui, part: &Part<'_>) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let word = egui::RichText::new(part.word()).size(look::SMALL);
        let word = if part.leads { word.color(look::ACCENT).strong() } else { word };
        let shown = ui.label(word);
        ui.add(egui::Label::new(look::small(part.places())).truncate());
        if !part.steps.is_empty() {
            let whats = part.steps.iter().map(|(place, step)| format!("{place}. {}", step.what));
            tip(shown, &whats.collect::<Vec<_>>().join("\n"));
        }
    });
}

/// An event with what each post does in it, in the words of its card.
fn event_ui(ui: &mut egui::Ui, view: View<'_>, event: &Event<'_>, intents: &mut Vec<Intent>) {
    let title = format!("{} {}", event.code, event.card.title);
    card_ui(ui, &title, "", |ui| {
        let mut parts: Vec<_> = event.parts.iter().collect();
        parts.sort_by_key(|(post, part)| {
            (!part.leads, view.doc.posts.get(post).map(|post| post.order), **post)
        });
        for (post, part) in parts {
            let name = view.doc.post_name(Some(*post));
            let head = format!("{}　{name}", part.word());
            ui.label(if part.leads {
                look::bold(head).color(look::ACCENT)
            } else {
                look::bold(head)
            });
            for (place, step) in &part.steps {
                ui.label(look::small(format!("{place}. {}", step.what)));
            }
        }
        if !event.parts.values().any(|part| part.leads) {
            ui.label(look::small("△ 没有定主责岗位").color(look::CARE));
        }
        if !event.others.is_empty() {
            ui.label(look::small(format!("不属于岗位的：{}", event.others.join("、"))));
        }
        if button_ui(ui, "看这张卡", None) {
            intents.push(Intent::Show(RecordId::Card(event.code.clone())));
        }
    });
}
