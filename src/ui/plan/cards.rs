//! 处置卡: which shipped cards the plan takes, and the mine's own.

use eframe::egui;

use super::{card, plan};
use crate::action::{Action, PlanAction, stock};
use crate::model::plan::{Card, CardCode};
use crate::model::{Document, RecordId};
use crate::rules::stages::CardStage;
use crate::ui::record::{Column, List, Shown, records_ui};
use crate::ui::widgets::{Tone, banner_ui, card_ui, primary_ui};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

/// What every card needs before it hangs anywhere. Source: `sources.md` 应急处置卡.
const REVIEW: &str = "发布前须经安监、卫生所、救护队审核";

const COLUMNS: &[Column<Card>] = &[
    Column::new("卡名", 0.0, |view, code, card| {
        told(view, code, card, |line| &line.title, |card| &card.title)
    }),
    Column::new("适用场所", 128.0, |view, code, card| {
        told(view, code, card, |line| &line.places, |card| &card.places)
    }),
    Column::extra("风险提示", 0.0, |_, _, card| Shown::words(&card.risk)),
    Column::new("审核", 84.0, |view, code, card| {
        if is_taken(view, code) {
            let stage = CardStage::of(view.doc, code, card);
            let is_waiting = matches!(stage, CardStage::Draft | CardStage::Changed);
            let tone = if is_waiting { Tone::Care } else { Tone::Good };
            Shown::badge(tone, stage.word())
        } else {
            Shown::words("")
        }
    }),
];

fn is_taken(view: View<'_>, code: &CardCode) -> bool {
    view.doc.cards.get(code).is_some()
}

/// Words of a card of the plan, or those of the shipped one it could take.
fn told(
    view: View<'_>,
    code: &CardCode,
    card: &Card,
    shipped: fn(&stock::CardLine) -> &String,
    own: fn(&Card) -> &String,
) -> Shown {
    if is_taken(view, code) {
        return Shown::words(own(card));
    }
    let line = stock::cards().iter().find(|line| line.code == *code);
    Shown::words(line.map(shipped).cloned().unwrap_or_default()).weak()
}

/// The shipped cards, then the mine's own.
fn rows(doc: &Document) -> Vec<CardCode> {
    let shipped = || stock::cards().iter().map(|line| &line.code);
    let own = doc.cards.iter().map(|(code, _)| code);
    let own = own.filter(|code| !shipped().any(|one| one == *code));
    shipped().chain(own).cloned().collect()
}

/// Whether the plan has a card, and what it means to change that.
fn tick(view: View<'_>, code: &CardCode) -> (bool, String, Intent) {
    let taken = is_taken(view, code);
    let change = if taken {
        Intent::Do(Action::Remove(RecordId::Card(code.clone())))
    } else {
        plan(PlanAction::TakeCards(vec![code.clone()]))
    };
    (taken, code.0.clone(), change)
}

pub(in crate::ui) fn cards_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    banner_ui(ui, Tone::Care, REVIEW);
    ui.add_space(look::GAP);
    let remark = format!("已选 {} 张", view.doc.cards.len());
    let rows = || rows(view.doc);
    let list =
        List { title: ("选用", &remark), tick: Some(tick), ..List::new(COLUMNS, 0.42, &rows) };
    records_ui(ui, view, screens, &list, intents, |ui, screens, (code, card), intents| {
        if is_taken(view, code) {
            card::one_ui(ui, view, screens, code, card, intents);
        } else {
            untaken_ui(ui, code, intents);
        }
    });
}

/// A shipped card the plan does not have.
fn untaken_ui(ui: &mut egui::Ui, code: &CardCode, intents: &mut Vec<Intent>) {
    let Some(line) = stock::cards().iter().find(|line| line.code == *code) else { return };
    card_ui(ui, "", "", |ui| {
        ui.label(look::bold(format!("{code} {}", line.title)));
        ui.label(look::weak(format!("适用场所：{}", line.places)));
        ui.label("这张卡还没有选用。选用后可以按本矿实际修改，步骤会和岗位、值班表对上。");
        ui.add_space(look::GAP);
        if primary_ui(ui, "选用这张卡", None) {
            intents.push(plan(PlanAction::TakeCards(vec![code.clone()])));
        }
    });
}
