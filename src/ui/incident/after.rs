//! When it is over: what became of it, what it showed, and the papers of it.

use eframe::egui;

use super::Shown;
use crate::action::Action;
use crate::model::incident::{Aspect, IncidentField, Rating};
use crate::print::Request;
use crate::ui::record::Form;
use crate::ui::widgets::{button_ui, card_ui, pick_ui};
use crate::ui::{Screens, look};
use crate::workspace::Intent;

pub(super) fn outcome_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let Shown { view, id, one, .. } = shown;
    papers_ui(ui, shown, intents);
    if one.is_drill() {
        card_ui(ui, "演练评估", "", |ui| {
            let mut form = Form::of(view, screens, (&id, one), intents);
            form.hint(SCHEME);
            form.lines(ui, &one.scheme, IncidentField::Scheme);
            ratings_ui(ui, shown, form.intents);
        });
    } else {
        card_ui(ui, "结果", "归类用于统计", |ui| {
            let mut form = Form::of(view, screens, (&id, one), intents);
            form.field(ui, &one.became, IncidentField::Became);
            form.hint("几点控制住、谁接手、损失和恢复").lines(
                ui,
                &one.result,
                IncidentField::Result,
            );
        });
    }
    card_ui(ui, "复盘", "24小时内，先说做得好的", |ui| {
        let mut form = Form::of(view, screens, (&id, one), intents);
        form.lines(ui, &one.good, IncidentField::Good);
        form.label("问题不足").lines(ui, &one.lacking, IncidentField::Lacking);
    });
}

/// What was begun by mistake is taken out of the figures, and stays on record.
pub(super) fn struck_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let Shown { view, id, one, .. } = shown;
    card_ui(ui, "记错了", "误按开始、重复记的；勾上不计数，记录还在", |ui| {
        let mut form = Form::of(view, screens, (&id, one), intents);
        form.field(ui, &one.struck, IncidentField::Struck);
    });
}

/// What has to leave while it still goes on: the report to whoever is above. And the scheme of a drill that began
/// without one.
pub(super) fn report_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let Shown { view, id, one, .. } = shown;
    let (title, words, paper) = if one.is_drill() {
        ("演练方案", "开始前没有准备的，在这里补写", Request::drill_scheme(id))
    } else {
        ("情况报告", "不用等处置结束", Request::incident_report(id))
    };
    card_ui(ui, title, words, |ui| {
        let mut form = Form::of(view, screens, (&id, one), intents);
        if one.is_drill() {
            form.hint(SCHEME).lines(ui, &one.scheme, IncidentField::Scheme);
        } else {
            let hint = "现在控制到什么程度、下一步做什么";
            form.hint(hint).label("目前情况").lines(ui, &one.result, IncidentField::Result);
        }
        if button_ui(ui, &format!("预览{title}"), None) {
            form.intents.push(Intent::Preview(paper));
        }
    });
}

/// What a scheme of a drill says.
pub(super) const SCHEME: &str = "目的、情景、步骤、参加的人、注意事项";

/// How each part of the drill went.
fn ratings_ui(ui: &mut egui::Ui, shown: Shown<'_>, intents: &mut Vec<Intent>) {
    let options: Vec<(Rating, String)> =
        Rating::ALL.iter().map(|one| (*one, one.word().to_owned())).collect();
    for aspect in Aspect::ALL.iter().copied() {
        let value = shown.one.ratings.get(&aspect).copied();
        if let Some(rating) = pick_ui(ui, aspect.word(), value, &options) {
            let field = IncidentField::Rating(aspect, Some(rating));
            intents.push(Intent::Do(Action::Set((shown.id, field).into())));
        }
    }
}

/// The papers it makes.
fn papers_ui(ui: &mut egui::Ui, shown: Shown<'_>, intents: &mut Vec<Intent>) {
    let (id, is_drill) = (shown.id, shown.one.is_drill());
    card_ui(ui, "材料", "预览后打印，签名处留空", |ui| {
        ui.horizontal_wrapped(|ui| {
            let of_drills = [
                ("演练方案", Request::drill_scheme(id)),
                ("演练评估表", Request::drill_ratings(id)),
            ];
            let usual = [
                ("处置记录", Request::incident(id)),
                ("情况报告", Request::incident_report(id)),
                ("复盘表", Request::incident_review(id)),
            ];
            let drills = of_drills.into_iter().filter(|_| is_drill);
            for (words, request) in usual.into_iter().chain(drills) {
                if button_ui(ui, words, None) {
                    intents.push(Intent::Preview(request));
                }
            }
        });
        if is_drill {
            ui.label(look::small("每页都写“演练”"));
        }
    });
}
