//! One hazard: its papers so far, what comes next, and every field.

use eframe::egui;

use super::state_badge_ui;
use crate::model::RecordId;
use crate::model::hazard::{Hazard, HazardField, Judgement, Step, StepKind};
use crate::model::id::HazardId;
use crate::rules::lateness::Lateness;
use crate::rules::{Finding, calendar, next_steps, wording};
use crate::ui::record::{Form, findings};
use crate::ui::widgets::{
    Text, Tone, badge_ui, button_ui, card_ui, day_value_ui, link_ui, pick_ui, primary_ui, quiet_ui,
    text_field_ui, time_words,
};
use crate::ui::{Screens, View, look, numbers};
use crate::workspace::{Dialog, Intent};

pub(super) fn hazard_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: HazardId,
    hazard: &Hazard,
    intents: &mut Vec<Intent>,
) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    head_ui(ui, view, id, hazard, intents);
    numbers::number_ui(ui, view, &RecordId::Hazard(id), intents);
    findings_ui(ui, view, id);
    found_ui(ui, view, screens, id, hazard, intents);
    mend_ui(ui, view, screens, id, hazard, intents);
    papers_ui(ui, view, hazard, intents);
}

fn head_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    id: HazardId,
    hazard: &Hazard,
    intents: &mut Vec<Intent>,
) {
    let number = hazard.number.as_ref().map(ToString::to_string).unwrap_or_default();
    card_ui(ui, "", "", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(look::bold(number).size(look::HEADING));
            state_badge_ui(ui, hazard, view.today);
            if let Some(limit) = hazard.limit().filter(|_| !hazard.state().is_over()) {
                ui.label(look::weak(format!("期限 {}", calendar::day_words(limit))));
            }
            let lateness = Lateness::of(hazard, view.today);
            if let Some(words) = lateness.words().filter(|_| lateness.days().is_none()) {
                ui.label(look::weak(words));
            }
        });
        // Of a damaged file a part of it may be missing.
        if view.workspace.damages().is_empty() {
            ui.horizontal_wrapped(|ui| {
                let text = || wording::chat_text(view.doc, hazard, view.today);
                if quiet_ui(ui, "复制成文字，发群用") {
                    ui.ctx().copy_text(text());
                }
                if quiet_ui(ui, "存为文本…") {
                    let number =
                        hazard.number.as_ref().map(ToString::to_string).unwrap_or_default();
                    intents.push(Intent::KeepChat(format!("隐患{number}"), text()));
                }
            });
        }
        let steps = next_steps(hazard.state());
        if steps.is_empty() {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            for (place, next) in steps.into_iter().enumerate() {
                let word = format!("{}…", next.word());
                let clicked = if place == 0 && next != StepKind::Voided {
                    primary_ui(ui, &word, None)
                } else {
                    button_ui(ui, &word, None)
                };
                if clicked {
                    let draft = view.workspace.step_draft(id, next, view.now);
                    intents.push(Intent::Ask(Some(Dialog::Step(draft))));
                }
            }
        });
    });
}

/// What the rules say of this hazard.
fn findings_ui(ui: &mut egui::Ui, view: View<'_>, id: HazardId) {
    let of_it = |finding: &&Finding| !numbers::is_of_number(finding);
    for finding in findings(view, RecordId::Hazard(id)).filter(of_it) {
        let tone = match finding.rule.weight {
            crate::rules::Weight::Law => Tone::Danger,
            crate::rules::Weight::Due => Tone::Care,
            crate::rules::Weight::Hint => Tone::Neutral,
        };
        // The number stands right above.
        badge_ui(ui, tone, &finding.breach.words);
    }
}

fn found_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: HazardId,
    hazard: &Hazard,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "发现", "", |ui| {
        let mut form = Form::of(view, screens, (&id, hazard), intents);
        form.hint("部位、现象、数量").lines(ui, &hazard.words, HazardField::Words);
        form.field(ui, &hazard.site, HazardField::Site);
        form.line(ui, &hazard.place, HazardField::Place);
        form.field(ui, &hazard.found_on, HazardField::FoundOnDay);
        form.field(ui, &hazard.found_at, HazardField::FoundAt);
        form.field(ui, &hazard.finders, HazardField::Finders);
        form.field(ui, &hazard.source, HazardField::Source);
        form.field(ui, &hazard.class, HazardField::Class);
        form.field(ui, &hazard.trade, HazardField::Trade);
        form.lines(ui, &hazard.basis, HazardField::Basis);
        form.label("可能重大，需安监认定").field(ui, &hazard.maybe_major, HazardField::MaybeMajor);
        if hazard.maybe_major || hazard.judgement.is_some() {
            judgement_ui(ui, view, hazard, &mut form);
        }
        if let Some(found) = hazard.found
            && let Some(sheet) = view.doc.sheets.find(&found.sheet)
        {
            let number = sheet.number.as_ref().map(ToString::to_string).unwrap_or_default();
            let words = look::small(format!("来自巡查单 {number} 第{}行", found.row));
            if link_ui(ui, words) {
                intents.push(Intent::Show(RecordId::Sheet(found.sheet)));
            }
        }
    });
}

/// What the safety department said to the hint that it may be a major hazard, copied from its
/// paper.
fn judgement_ui(ui: &mut egui::Ui, view: View<'_>, hazard: &Hazard, form: &mut Form<'_, Hazard>) {
    let options = [
        (None, "还没有认定".to_owned()),
        (Some(true), "认定为重大".to_owned()),
        (Some(false), "认定不是重大".to_owned()),
    ];
    let judged = hazard.judgement.as_ref();
    let major = pick_ui(ui, "认定结果", Some(judged.map(|one| one.major)), &options);
    if let Some(major) = major {
        let blank = || Judgement { major: false, by: String::new(), on: view.today };
        let with = |major| Judgement { major, ..judged.cloned().unwrap_or_else(blank) };
        form.put(HazardField::Judgement(major.map(with)));
    }
    let Some(judged) = judged else {
        ui.label(look::small("由主管部门认定，这里照认定的纸面抄；认定以前不能销号"));
        return;
    };
    let by = Text::line("认定人", &judged.by).hint("部门和姓名，照纸面写");
    if let Some(by) = text_field_ui(ui, form.fields, by) {
        form.put(HazardField::Judgement(Some(Judgement { by, ..judged.clone() })));
    }
    if let Some(on) = day_value_ui(ui, form.fields, "认定日期", judged.on) {
        form.put(HazardField::Judgement(Some(Judgement { on, ..judged.clone() })));
    }
}

fn mend_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: HazardId,
    hazard: &Hazard,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "整改", "", |ui| {
        let mut form = Form::of(view, screens, (&id, hazard), intents);
        form.hint("做什么、做到什么程度").lines(ui, &hazard.measure, HazardField::Measure);
        form.field(ui, &hazard.unit, HazardField::Unit);
        form.field(ui, &hazard.owner, HazardField::Owner);
        form.field(ui, &hazard.due, HazardField::Due);
        form.hint("整改前怎样保证安全").lines(ui, &hazard.interim, HazardField::Interim);
        form.line(ui, &hazard.funds, HazardField::Funds);
        form.label("安监通知书").line(ui, &hazard.safety_number, HazardField::SafetyNumber);
        form.line(ui, &hazard.dual_number, HazardField::DualNumber);
        form.line(ui, &hazard.note, HazardField::Note);
    });
}

/// The papers of the loop, oldest first.
fn papers_ui(ui: &mut egui::Ui, view: View<'_>, hazard: &Hazard, intents: &mut Vec<Intent>) {
    if hazard.steps.is_empty() {
        return;
    }
    card_ui(ui, "办理情况", "", |ui| {
        for (place, step) in hazard.steps.iter().enumerate() {
            ui.push_id(place, |ui| {
                ui.separator();
                ui.horizontal_wrapped(|ui| {
                    ui.label(look::bold(step.verb()));
                    ui.label(look::weak(when(step)));
                    ui.label(who(view, step));
                    if let Step::HandedOver { slip, .. } = step
                        && link_ui(ui, look::small("看移交单"))
                    {
                        intents.push(Intent::Show(RecordId::Transfer(*slip)));
                    }
                });
                let words = words(step);
                if !words.is_empty() {
                    ui.label(words);
                }
            });
        }
    });
}

fn when(step: &Step) -> String {
    let time = step.at().map(|at| time_words(Some(at.time()))).unwrap_or_default();
    format!("{} {time}", calendar::day_words(step.day())).trim_end().to_owned()
}

fn who(view: View<'_>, step: &Step) -> String {
    let name = |id| view.doc.person_name(id);
    match step {
        Step::FixedOnSpot { fixer, checker, .. } => {
            format!("整改 {}　当场复查 {}", name(*fixer), name(*checker))
        }
        Step::HandedOver { slip, .. } => {
            let by = view.doc.transfers.get(slip).and_then(|slip| slip.by);
            by.map(|by| name(by).to_owned()).unwrap_or_default()
        }
        Step::Rechecked { by, .. } => view.doc.person_names(by),
        Step::Received { by, .. }
        | Step::Rectified { by, .. }
        | Step::Extended { by, .. }
        | Step::Closed { by, .. }
        | Step::Voided { by, .. } => name(*by).to_owned(),
    }
}

fn words(step: &Step) -> String {
    match step {
        Step::FixedOnSpot { how, .. } | Step::Rectified { how, .. } => how.clone(),
        Step::Rechecked { words, .. } => words.clone(),
        Step::Extended { until, why, .. } => {
            format!("延至 {}：{why}", calendar::day_words(*until))
        }
        Step::Voided { why, .. } => why.clone(),
        Step::HandedOver { .. } | Step::Received { .. } | Step::Closed { .. } => String::new(),
    }
}
