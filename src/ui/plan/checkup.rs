//! 预案体检: whether the plan can be carried out as it stands, hour by hour.

use std::collections::BTreeMap;

use eframe::egui;

use crate::model::mine::Only;
use crate::model::plan::{Plan, PlanField};
use crate::rules::checkup::{Examined, days, folded};
use crate::rules::{Rule, calendar};
use crate::ui::folds::folds_ui;
use crate::ui::record::Form;
use crate::ui::widgets::{Tone, badge_ui, card_ui};
use crate::ui::{Screens, View, detail_ui, look};
use crate::workspace::Intent;

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
        findings_ui(ui, view, &mut screens.plan.unfolded, intents);
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
    unfolded: &mut BTreeMap<&'static str, bool>,
    intents: &mut Vec<Intent>,
) {
    let is_through = view.workspace.is_examined(view.today);
    let examined = view.workspace.examined();
    let remark = match examined {
        _ if !is_through => "正在核对…".to_owned(),
        Some(examined) if !examined.findings.is_empty() => {
            format!("{}条", examined.findings.len())
        }
        _ => String::new(),
    };
    card_ui(ui, "预案体检", &remark, |ui| {
        ui.label(look::small(scope_words(view)));
        ui.label(look::small("只提示，不拦；点一条就到要改的地方，改完回来自动重查"));
        let Some(examined) = examined else {
            if is_through {
                badge_ui(ui, Tone::Danger, "没有核对成，请改动一处后再来看，或者重开程序");
            }
            return;
        };
        folds_ui(ui, &folded(&examined.findings), unfolded, intents);
        // What is being looked at again may not be so any more.
        if is_through {
            clean_ui(ui, examined);
        }
    });
}

/// What is in order, and what nobody could look at.
fn clean_ui(ui: &mut egui::Ui, examined: &Examined) {
    let (clean, left_out) = (examined.clean(), examined.left_out());
    let is_faultless = examined.findings.is_empty();
    if is_faultless && left_out.is_empty() {
        badge_ui(ui, Tone::Good, "每一步都有人、打得通，材料齐全");
        return;
    }
    ui.add_space(look::GAP);
    let titles = |rules: &[&Rule]| {
        let titles = rules.iter().map(|rule| rule.title);
        titles.collect::<Vec<_>>().join("；")
    };
    if !clean.is_empty() {
        let words = format!("✓ 没有问题的{}项：{}", clean.len(), titles(&clean));
        ui.label(look::small(words));
    }
    if !left_out.is_empty() {
        let words = format!(
            "○ 没有核对的{}项（还没有登记，或者值守期没写、已过）：{}",
            left_out.len(),
            titles(&left_out)
        );
        ui.label(look::small(words));
    }
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
