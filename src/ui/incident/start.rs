//! Where nothing goes on: the one key that begins, the cards to begin with, and what was recorded before.

use eframe::egui::{self, Key};

use super::{KEYS, key_of, standing_ui, timed_name};
use crate::model::RecordId;
use crate::model::incident::DrillKind;
use crate::model::plan::CardCode;
use crate::print::Request;
use crate::rules::incidents;
use crate::ui::widgets::{button_ui, card_ui, heading_ui, key_ui, link_ui, primary_ui};
use crate::ui::{Side, View, detail_ui, halved_ui, look};
use crate::workspace::{Happening, Intent, Pick};

/// The word of the one key that begins.
const BEGIN: &str = "开始处置（记录）";
/// The room for a key.
const CAP: f32 = 26.0;

fn start(drill: Option<DrillKind>, card: Option<CardCode>) -> Intent {
    Intent::Happen(Happening::Start { drill, card })
}

/// The cards in the order of their keys.
pub(super) fn cards(view: View<'_>) -> Vec<(CardCode, String)> {
    let cards = view.doc.cards.iter();
    cards.map(|(code, card)| (code.clone(), format!("{code} {}", card.title))).collect()
}

/// The card of that key.
pub(super) fn card_of(view: View<'_>, key: Key) -> Option<CardCode> {
    let place = KEYS.iter().position(|(known, _)| *known == key)?;
    cards(view).into_iter().nth(place).map(|(code, _)| code)
}

pub(super) fn start_ui(ui: &mut egui::Ui, view: View<'_>, keys: &[Key], intents: &mut Vec<Intent>) {
    // One begins with the first key; what was pressed with it is heard there.
    let begun = keys.iter().copied().find_map(|key| match key {
        Key::Enter => Some(start(None, None)),
        key => Some(start(None, Some(card_of(view, key)?))),
    });
    intents.extend(begun);
    let remark = "只作记录，不指挥；没有必填的栏";
    heading_ui(ui, "处置一件事（记录）", remark, |ui| {
        if button_ui(ui, "空白处置记录", None) {
            intents.push(Intent::Preview(Request::blank_incident()));
        }
    });
    ui.add_space(look::GAP);
    halved_ui(ui, 0.56, |ui, side| {
        detail_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = look::GAP;
            match side {
                Side::List => begin_ui(ui, view, intents),
                Side::Detail => {
                    drills_ui(ui, intents);
                    earlier_ui(ui, view, intents);
                }
            }
        });
    });
}

fn begin_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    card_ui(ui, "出了事", "按一个键就开始计时", |ui| {
        ui.horizontal_wrapped(|ui| {
            if primary_ui(ui, BEGIN, Some("Enter")) {
                intents.push(start(None, None));
            }
            ui.label(look::weak("或者按处置卡开始："));
        });
        let chosen = cards_ui(ui, view);
        intents.extend(chosen.map(|code| start(None, Some(code))));
        super::others_ui(ui, view, None, intents);
    });
}

/// The cards with their keys; the one that was clicked.
pub(super) fn cards_ui(ui: &mut egui::Ui, view: View<'_>) -> Option<CardCode> {
    let cards = cards(view);
    if cards.is_empty() {
        ui.label(look::weak("还没有选用处置卡，先记录；处置卡在“预案”里选用"));
        return None;
    }
    let mut chosen = None;
    let columns = if look::ABREAST <= ui.available_width() { 2 } else { 1 };
    let rows = cards.len().div_ceil(columns);
    ui.columns(columns, |uis| {
        for (ui, (column, some)) in uis.iter_mut().zip(cards.chunks(rows).enumerate()) {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (row, (code, words)) in some.iter().enumerate() {
                ui.horizontal(|ui| {
                    let key = key_of(column * rows + row);
                    let size = egui::vec2(CAP, look::CONTROL);
                    let layout = egui::Layout::left_to_right(egui::Align::Center);
                    ui.allocate_ui_with_layout(size, layout, |ui| {
                        ui.set_min_width(CAP);
                        if !key.is_empty() {
                            key_ui(ui, key);
                        }
                    });
                    if link_ui(ui, words) {
                        chosen = Some(code.clone());
                    }
                });
            }
        }
    });
    chosen
}

fn drills_ui(ui: &mut egui::Ui, intents: &mut Vec<Intent>) {
    card_ui(ui, "演练", "页面和单据都写“演练”，不计入突发事件", |ui| {
        ui.horizontal_wrapped(|ui| {
            for kind in DrillKind::ALL.iter().copied() {
                if button_ui(ui, kind.word(), None) {
                    intents.push(start(Some(kind), None));
                }
            }
        });
        ui.label(look::small("先写方案、批准以后再练的"));
        ui.horizontal_wrapped(|ui| {
            for kind in DrillKind::ALL.iter().copied() {
                if button_ui(ui, &format!("准备{}", kind.word()), None) {
                    intents.push(Intent::Happen(Happening::Prepare(kind)));
                }
            }
        });
        ui.label(look::small("演练前设标识、先告知，不出警、不真报119"));
    });
}

fn earlier_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let all = incidents::newest_first(view.doc);
    card_ui(ui, "以往的记录", &format!("{} 件", all.len()), |ui| {
        if all.is_empty() {
            ui.label(look::weak("还没有处置和演练记录"));
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        for (id, one) in all {
            ui.push_id(id, |ui| {
                ui.horizontal(|ui| {
                    standing_ui(ui, view, (id, one));
                    if link_ui(ui, timed_name(view, id)) {
                        intents.push(Intent::Pick(Pick::Record(RecordId::Incident(id))));
                    }
                });
            });
        }
    });
}
