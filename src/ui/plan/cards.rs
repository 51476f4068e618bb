//! 处置卡: which shipped cards the plan takes, and the mine's own.

use eframe::egui;

use super::{card, plan};
use crate::action::{Action, PlanAction, stock};
use crate::model::plan::{Card, CardCode};
use crate::model::{Kind, RecordId};
use crate::ui::widgets::{
    Cells, Table, Tone, badge_ui, banner_ui, card_ui, empty_ui, primary_ui, table_ui, tick_ui,
};
use crate::ui::{Screens, Side, View, detail_ui, list_height, look, split_ui};
use crate::workspace::{Intent, Pick, Picked};

/// What every card needs before it hangs anywhere. Source: office.md 1.7.
const REVIEW: &str = "发布前须经安监、卫生所、救护队审核";

/// A card as it is listed: shipped and not taken, or in the plan.
struct Row<'a> {
    code: CardCode,
    title: &'a str,
    places: &'a str,
    card: Option<&'a Card>,
}

/// The shipped cards, then the mine's own.
fn rows(view: View<'_>) -> Vec<Row<'_>> {
    let shipped = stock::cards().iter().map(|line| {
        let card = view.doc.cards.get(&line.code);
        Row {
            code: line.code.clone(),
            title: card.map_or(&line.title, |card| &card.title),
            places: card.map_or(&line.places, |card| &card.places),
            card,
        }
    });
    let own = view
        .doc
        .cards
        .iter()
        .filter(|(code, _)| !stock::cards().iter().any(|line| line.code == **code))
        .map(|(code, card)| Row {
            code: code.clone(),
            title: &card.title,
            places: &card.places,
            card: Some(card),
        });
    shipped.chain(own).collect()
}

pub(in crate::ui) fn cards_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    let rows = rows(view);
    banner_ui(ui, Tone::Care, REVIEW);
    ui.add_space(look::GAP);
    if rows.is_empty() {
        let hint = "一类突发情况一张卡：谁先做什么、绝不能做什么、什么时候撤";
        let clicked = card_ui(ui, "", "", |ui| {
            empty_ui(ui, look::sign::SHIELD, "还没有处置卡", hint, "新增第一张卡")
        });
        if clicked {
            intents.push(plan(PlanAction::NewCard { title: "本矿处置卡1".to_owned() }));
        }
        return;
    }
    let chosen = picked.id::<Card>().and_then(|code| rows.iter().find(|row| row.code == code));
    let back = split_ui(ui, 0.42, chosen.is_some(), |ui, side| match side {
        Side::List => list_ui(ui, &rows, &picked, intents),
        Side::Detail => detail_ui(ui, |ui| match chosen {
            Some(Row { code, card: Some(card), .. }) => {
                ui.push_id(code.to_string(), |ui| {
                    card::one_ui(ui, view, screens, code, card, intents);
                });
            }
            Some(row) => untaken_ui(ui, row, intents),
            None => {
                card_ui(ui, "", "", |ui| {
                    ui.label(look::weak("在左边打勾选用；点一张卡，这里可以看、可以改"));
                });
            }
        }),
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::Card)));
    }
}

fn list_ui(ui: &mut egui::Ui, rows: &[Row<'_>], picked: &Picked, intents: &mut Vec<Intent>) {
    let taken = rows.iter().filter(|row| row.card.is_some()).count();
    card_ui(ui, "选用", &format!("已选 {taken} 张"), |ui| {
        let table = Table {
            name: "cards",
            columns: &[("选用", 76.0), ("卡名", 0.0), ("适用场所", 128.0), ("审核", 84.0)],
            rows: rows.len(),
            selected: rows.iter().position(|row| Some(&row.code) == picked.id::<Card>().as_ref()),
            height: list_height(ui),
        };
        let clicked = table_ui(ui, table, |place, cells| {
            if let Some(row) = rows.get(place) {
                row_ui(row, cells, intents);
            }
        });
        if let Some(row) = clicked.and_then(|row| rows.get(row)) {
            intents.push(Intent::Pick(Pick::Record(RecordId::Card(row.code.clone()))));
        }
    });
}

fn row_ui(row: &Row<'_>, cells: &mut Cells<'_, '_, '_>, intents: &mut Vec<Intent>) {
    cells.ui(|ui| match tick_ui(ui, row.card.is_some(), &row.code.0) {
        Some(true) => intents.push(plan(PlanAction::TakeCards(vec![row.code.clone()]))),
        Some(false) => {
            intents.push(Intent::Do(Action::Remove(RecordId::Card(row.code.clone()))));
        }
        None => {}
    });
    let weak = |words: &str| match row.card {
        Some(_) => egui::RichText::new(words),
        None => look::weak(words),
    };
    cells.words(weak(row.title));
    cells.words(weak(row.places));
    cells.ui(|ui| {
        match row.card {
            Some(card) if card.reviewed.trim().is_empty() => badge_ui(ui, Tone::Care, "待审核"),
            Some(_) => badge_ui(ui, Tone::Good, "已审核"),
            None => return,
        };
    });
}

/// A shipped card the plan does not have.
fn untaken_ui(ui: &mut egui::Ui, row: &Row<'_>, intents: &mut Vec<Intent>) {
    card_ui(ui, "", "", |ui| {
        ui.label(look::bold(format!("{} {}", row.code, row.title)));
        ui.label(look::weak(format!("适用场所：{}", row.places)));
        ui.label("这张卡还没有选用。选用后可以按本矿实际修改，步骤会和岗位、值班表对上。");
        ui.add_space(look::GAP);
        if primary_ui(ui, "选用这张卡", None) {
            intents.push(plan(PlanAction::TakeCards(vec![row.code.clone()])));
        }
    });
}
