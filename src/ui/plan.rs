//! 预案: chapters, response cards, telephones, countersigning and approval; one tab each.

use std::collections::BTreeMap;

use eframe::egui;

use super::View;
use super::paste::paste_button_ui;
use super::widgets::{button_ui, primary_ui};
use crate::action::paste::What;
use crate::action::{Action, NewRecord, PlanAction, stock};
use crate::model::id::PersonId;
use crate::model::measure::Measure;
use crate::model::plan::{CardCode, Phone};
use crate::print::Request;
use crate::workspace::{Command, Dialog, Intent, Pick, Tab};

mod approval;
mod card;
mod cards;
mod carried;
mod chapters;
mod checkup;
mod countersigns;
mod handouts;
mod matrix;
mod measures;
mod phones;
mod steps;
mod supplies;

pub(super) use approval::{approval_ui, approve_ui, despite_ui};
pub(super) use cards::cards_ui;
pub(super) use chapters::chapters_ui;
pub(super) use checkup::checkup_ui;
pub(super) use handouts::{handout_actions_ui, handouts_ui};
pub(super) use matrix::{matrix_actions_ui, matrix_ui};
pub(super) use measures::{measure_actions_ui, measures_ui};
pub(super) use phones::phones_ui;
pub(super) use supplies::{supplies_ui, supply_actions_ui};

/// What 预案 keeps between frames: which lines are open to be changed.
#[derive(Debug, Default)]
pub(super) struct PlanState {
    /// The step of a card.
    step: Option<(CardCode, u16)>,
    /// The distance or time.
    measure: Option<Measure>,
    /// What is typed for one.
    typed: Option<measures::Typed>,
    /// Where the cards speak of each.
    uses: measures::Uses,
    /// A line was put in, and the writing cursor should go there.
    wants_focus: bool,
    /// What a person opened or closed of what 预案体检 found, by the rule.
    unfolded: BTreeMap<&'static str, bool>,
    /// How the version in front differs.
    compared: Option<approval::Compared>,
}

pub(super) fn chapter_actions_ui(ui: &mut egui::Ui, _view: View<'_>, intents: &mut Vec<Intent>) {
    if button_ui(ui, "从Word取回修改…", None) {
        intents.push(Intent::ChooseReturned);
    }
    if button_ui(ui, "预览方案", None) {
        intents.push(Intent::Preview(Request::plan(None)));
    }
}

pub(super) fn card_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let codes: Vec<CardCode> = view.doc.cards.iter().map(|(code, _)| code.clone()).collect();
    if !codes.is_empty() && button_ui(ui, "预览全部处置卡", None) {
        intents.push(Intent::Preview(Request::cards(codes)));
    }
    if button_ui(ui, Command::Editions.word(), None) {
        intents.push(Intent::Run(Command::Editions));
    }
    if button_ui(ui, "新增本矿的卡", None) {
        let title = format!("本矿处置卡{}", view.doc.cards.len() + 1);
        intents.push(plan(PlanAction::NewCard { title }));
    }
    let missing = untaken(view);
    if !missing.is_empty() && button_ui(ui, "全部选用", None) {
        intents.push(plan(PlanAction::TakeCards(missing)));
    }
}

pub(super) fn phone_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if !view.doc.phones.is_empty() {
        if button_ui(ui, "预览电话表", None) {
            intents.push(Intent::Preview(Request::phones()));
        }
        if button_ui(ui, "预览折页", None) {
            intents.push(Intent::Preview(Request::phones_to_fold()));
        }
        let missing = crate::action::phones_to_load(view.doc);
        if 0 < missing && button_ui(ui, &format!("载入常用电话（{missing}）"), None) {
            intents.push(plan(PlanAction::LoadPhones));
        }
    }
    paste_button_ui(ui, What::Phones, intents);
    if button_ui(ui, "新增电话", None) {
        intents.push(new_phone(view));
    }
}

pub(super) fn approval_actions_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if primary_ui(ui, "登记批准…", None) {
        let draft = view.workspace.approve_draft(view.now);
        intents.push(Intent::Ask(Some(Dialog::Approve(draft))));
    }
    if button_ui(ui, "预览方案", None) {
        intents.push(Intent::Preview(Request::plan(None)));
    }
}

pub(super) fn checkup_actions_ui(ui: &mut egui::Ui, _view: View<'_>, intents: &mut Vec<Intent>) {
    if button_ui(ui, "去排班表", None) {
        intents.push(Intent::Pick(Pick::Tab(Tab::ByPost)));
        intents.push(Intent::Go(Tab::ByPost.place()));
    }
}

fn plan(action: PlanAction) -> Intent {
    Intent::Do(Action::Plan(action))
}

/// The shipped cards that are not in the plan.
fn untaken(view: View<'_>) -> Vec<CardCode> {
    stock::cards()
        .iter()
        .filter(|line| view.doc.cards.get(&line.code).is_none())
        .map(|line| line.code.clone())
        .collect()
}

/// A line to be named, behind the others.
fn new_phone(view: View<'_>) -> Intent {
    let last = view.doc.phones.iter().map(|(_, phone)| phone.order).max().unwrap_or_default();
    let name = format!("电话{}", view.doc.phones.len() + 1);
    let phone = Phone { name, order: last.saturating_add(1), ..Phone::default() };
    Intent::Do(Action::Add(NewRecord::Phone(phone)))
}

/// Whoever sits at the PC, if the books know them by that name.
fn operator(view: View<'_>) -> Option<PersonId> {
    let name = view.workspace.session().operator();
    view.doc.persons.iter().find(|(_, person)| person.name == name).map(|(id, _)| *id)
}
