//! 预案体检: whether the plan can be carried out as it stands, hour by hour.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use eframe::egui;

use crate::model::Kind;
use crate::model::mine::Only;
use crate::model::plan::{Plan, PlanField};
use crate::rules::checkup::{checkup, checkup_rules, days, folded};
use crate::rules::{Finding, Rule, calendar};
use crate::ui::folds::folds_ui;
use crate::ui::record::Form;
use crate::ui::widgets::{Tone, badge_ui, card_ui};
use crate::ui::{Screens, View, detail_ui, look};
use crate::workspace::Intent;

/// What was found, of which document and day, and what a person opened or closed.
#[derive(Debug, Default)]
pub(super) struct Examined {
    of: Option<(u64, NaiveDate)>,
    found: Vec<Finding>,
    folded: BTreeMap<&'static str, bool>,
}

impl Examined {
    /// Looks again where something changed.
    fn renew(&mut self, view: View<'_>) {
        let of = Some((view.doc.revision(), view.today));
        if self.of != of {
            self.of = of;
            self.found = checkup(view.doc, view.today);
        }
    }
}

pub(in crate::ui) fn checkup_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    detail_ui(ui, |ui| {
        if !view.workspace.damages().is_empty() {
            card_ui(ui, "预案体检", "", |ui| {
                ui.label(look::weak("先修复文件：内容不全的时候，核对不出还缺什么"));
            });
            return;
        }
        if view.doc.cards.is_empty() {
            card_ui(ui, "预案体检", "", |ui| {
                ui.label(look::weak(
                    "还没有选用处置卡。选用后，这里逐步、逐钟点核对：有没有人、打不打得通、证件和培训够不够",
                ));
            });
            return;
        }
        let examined = &mut screens.plan.examined;
        examined.renew(view);
        findings_ui(ui, view, examined, intents);
        ui.add_space(look::CARD_GAP);
        measure_ui(ui, view, screens, intents);
    });
}

/// 2月5日至20日，20张处置卡、151步
fn scope_words(view: View<'_>) -> String {
    let steps = view.doc.cards.iter().flat_map(|(_, card)| card.steps.values());
    let steps = steps.filter(|step| !step.is_blank()).count();
    let cards = format!("{}张处置卡、{steps}步", view.doc.cards.len());
    match days(view.doc, view.today) {
        Some((first, last)) => {
            let (first, last) = (calendar::day_words(first), calendar::day_words(last));
            format!("从{first}到{last}，逐个钟点核对{cards}")
        }
        None if view.doc.current_season().last.is_some_and(|last| last < view.today) => {
            format!("值守期已过，只核对{cards}的电话和材料")
        }
        None => format!("本季还没有写起止日期，只核对{cards}的电话和材料"),
    }
}

fn findings_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    examined: &mut Examined,
    intents: &mut Vec<Intent>,
) {
    let Examined { found, folded: by_hand, .. } = examined;
    let folds = folded(found);
    let remark = if found.is_empty() { String::new() } else { format!("{}条", found.len()) };
    // Of hours that were not looked at nothing is said.
    let has_days = days(view.doc, view.today).is_some();
    card_ui(ui, "预案体检", &remark, |ui| {
        ui.label(look::small(scope_words(view)));
        ui.label(look::small("只提示，不拦；点一条就到要改的地方，改完回来自动重查"));
        if found.is_empty() {
            let manned = if has_days { "每一步都有人、" } else { "" };
            badge_ui(ui, Tone::Good, &format!("{manned}打得通，材料齐全"));
        }
        folds_ui(ui, &folds, by_hand, intents);
        let is_clean = |rule: &&Rule| {
            let is_looked_at = has_days || !rule.reads.contains(&Kind::Duty);
            is_looked_at && !folds.iter().any(|fold| fold.rule.code == rule.code)
        };
        let clean: Vec<&str> = checkup_rules().filter(is_clean).map(|rule| rule.title).collect();
        if !folds.is_empty() && !clean.is_empty() {
            ui.add_space(look::GAP);
            ui.label(look::small(format!("✓ 没有问题的{}项：{}", clean.len(), clean.join("；"))));
        }
    });
}

/// What the mine may set.
fn measure_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    let plan = view.doc.current_plan();
    card_ui(ui, "尺度", "", |ui| {
        let mut form = Form::of(view, screens, (&Only, &plan), intents);
        form.count(ui, plan.dialled_within, PlanField::DialledWithin);
        let usual = Plan::DIALLED_WITHIN;
        let words = format!(
            "电话拨测过多少天内算有效：没有规定，不填按{usual}天（本程序的建议值）；本矿有规定的填在这里"
        );
        ui.label(look::small(words));
    });
}
