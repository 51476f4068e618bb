//! 排班规则: which rules hold of the rota, with what numbers, and which days are big.

use eframe::egui;

use crate::action::Action;
use crate::model::mine::{Mine, MineField, Only};
use crate::model::rota::{BigDay, RotaRule};
use crate::ui::widgets::{card_ui, count_field_ui, labelled_ui, tick_ui};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

fn set(field: MineField) -> Intent {
    Intent::Do(Action::Set((Only, field).into()))
}

/// The card of the rules.
pub(in crate::ui) fn rota_rules_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "排班规则", "不勾的不管，勾上的按它排，也按它检查", |ui| {
        let mine = view.doc.profile();
        for rule in RotaRule::ALL.iter().copied() {
            rule_ui(ui, screens, (&mine, rule), intents);
        }
        labelled_ui(ui, "大日子", |ui, _| {
            ui.horizontal_wrapped(|ui| {
                for day in BigDay::ALL.iter().copied() {
                    let ticked = tick_ui(ui, mine.is_big(day), day.word());
                    let said = |big: bool| (big != day.is_usual()).then_some(big);
                    intents.extend(ticked.map(|big| set(MineField::BigDay(day, said(big)))));
                }
            });
        });
        ui.label(look::small(
            "大日子的班另外均分。依据：排班规则（本矿自定），见“关于守岁”里的依据",
        ));
        let always = "始终有效的：同一时间不排两个岗，请假的不排，须持证的岗位有人持证，\
            不排夜班的不排夜班，限定性别的岗位按限定排（值班安排表），未培训合格的不上救援岗\
            （生产安全事故应急条例第11条）";
        ui.label(look::small(always));
    });
}

fn rule_ui(
    ui: &mut egui::Ui,
    screens: &mut Screens,
    (mine, rule): (&Mine, RotaRule),
    intents: &mut Vec<Intent>,
) {
    let number = mine.rota_rule(rule);
    let say =
        |number: u16| set(MineField::RotaRule(rule, (number != rule.usual()).then_some(number)));
    if let Some(on) = tick_ui(ui, number.is_some(), rule.word()) {
        intents.push(say(if on { rule.offered() } else { 0 }));
    }
    let Some(((before, unit), number)) = rule.measure().zip(number) else { return };
    ui.push_id(rule, |ui| {
        let field = count_field_ui(ui, &mut screens.fields, (before, unit), number);
        intents.extend(field.filter(|number| 0 < *number).map(say));
    });
}
