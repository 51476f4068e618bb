//! One hazard: its papers so far, what comes next, and every field.

use eframe::egui;

use super::state_badge_ui;
use crate::action::{NextStep, next_steps};
use crate::model::RecordId;
use crate::model::checklist::{Class, Trade};
use crate::model::hazard::{Hazard, HazardField, Source, Step};
use crate::model::id::{HazardId, SiteId};
use crate::rules::{Finding, calendar};
use crate::ui::widgets::{
    Text, Tone, badge_ui, button_ui, card_ui, choice_ui, day_field_ui, link_ui, people_field_ui,
    person_field_ui, pick_ui, primary_ui, text_field_ui, tick_ui, time_field_ui, time_words,
    unit_field_ui,
};
use crate::ui::{Screens, View, look, numbers};
use crate::workspace::{Dialog, Intent};

pub(super) fn detail_ui(
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
            let late = hazard.days_late(view.today);
            if 0 < late && !hazard.is_late(view.today) {
                ui.label(look::weak(format!("曾超期{late}天")));
            }
        });
        let steps = next_steps(hazard.state());
        if steps.is_empty() {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            for (place, next) in steps.into_iter().enumerate() {
                let word = format!("{}…", next.word());
                let clicked = if place == 0 && next != NextStep::Void {
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
    let about = RecordId::Hazard(id);
    let of_it = |finding: &&Finding| finding.about == about && !numbers::is_of_number(finding);
    for finding in view.workspace.findings().iter().filter(of_it) {
        let tone = match finding.rule.weight {
            crate::rules::Weight::Law => Tone::Danger,
            crate::rules::Weight::Due => Tone::Care,
            crate::rules::Weight::Hint => Tone::Neutral,
        };
        // The number stands right above.
        let words = &finding.breach.words;
        let words = words.split_once('：').map_or(words.as_str(), |(_, words)| words);
        badge_ui(ui, tone, words);
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
    let set = |field: HazardField| Intent::from((id, field));
    let fields = &mut screens.fields;
    card_ui(ui, "发现", "", |ui| {
        let words = Text::lines("隐患描述", &hazard.words).hint("部位、现象、数量");
        if let Some(words) = text_field_ui(ui, fields, words) {
            intents.push(set(HazardField::Words(words)));
        }
        let sites: Vec<(SiteId, String)> =
            view.doc.sites.iter().map(|(id, site)| (*id, site.name.clone())).collect();
        let site = pick_ui(ui, "场所", hazard.site, &sites);
        intents.extend(site.map(|site| set(HazardField::Site(Some(site)))));
        if let Some(words) = text_field_ui(ui, fields, Text::line("具体部位", &hazard.place)) {
            intents.push(set(HazardField::Place(words)));
        }
        let day = day_field_ui(ui, fields, "发现日期", hazard.found_on, view.today);
        intents.extend(day.map(|day| set(HazardField::FoundOnDay(day))));
        let time = time_field_ui(ui, fields, "发现时间", hazard.found_at);
        intents.extend(time.map(|time| set(HazardField::FoundAt(time))));
        let finders = people_field_ui(ui, fields, view.doc, "检查人", &hazard.finders, intents);
        intents.extend(finders.map(|people| set(HazardField::Finders(people))));
        let source = choice_ui(ui, "排查类别", hazard.source, Source::ALL, Source::word);
        intents.extend(source.map(|source| set(HazardField::Source(Some(source)))));
        let class = choice_ui(ui, "处置档", hazard.class, Class::ALL, Class::word);
        intents.extend(class.map(|class| set(HazardField::Class(Some(class)))));
        let trade = choice_ui(ui, "专业类别", hazard.trade, Trade::ALL, Trade::word);
        intents.extend(trade.map(|trade| set(HazardField::Trade(Some(trade)))));
        if let Some(words) = text_field_ui(ui, fields, Text::lines("依据", &hazard.basis)) {
            intents.push(set(HazardField::Basis(words)));
        }
        let major = tick_ui(ui, hazard.maybe_major, "可能重大，需安监认定");
        intents.extend(major.map(|major| set(HazardField::MaybeMajor(major))));
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

/// A text of a hazard and how to write it back.
type HazardText<'a> = (&'a str, &'a str, fn(String) -> HazardField);

fn mend_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: HazardId,
    hazard: &Hazard,
    intents: &mut Vec<Intent>,
) {
    let set = |field: HazardField| Intent::from((id, field));
    let fields = &mut screens.fields;
    card_ui(ui, "整改", "", |ui| {
        let measure = Text::lines("整改措施", &hazard.measure).hint("做什么、做到什么程度");
        if let Some(words) = text_field_ui(ui, fields, measure) {
            intents.push(set(HazardField::Measure(words)));
        }
        let unit = unit_field_ui(ui, fields, view.doc, "责任单位", hazard.unit, intents);
        intents.extend(unit.map(|unit| set(HazardField::Unit(Some(unit)))));
        let owner = person_field_ui(ui, fields, view.doc, "责任人", hazard.owner, intents);
        intents.extend(owner.map(|owner| set(HazardField::Owner(Some(owner)))));
        let due = day_field_ui(ui, fields, "整改期限", hazard.due, view.today);
        intents.extend(due.map(|due| set(HazardField::Due(due))));
        let interim = Text::lines("防范措施", &hazard.interim).hint("整改前怎样保证安全");
        if let Some(words) = text_field_ui(ui, fields, interim) {
            intents.push(set(HazardField::Interim(words)));
        }
        let texts: [HazardText<'_>; 4] = [
            ("资金", &hazard.funds, HazardField::Funds),
            ("安监通知书", &hazard.safety_number, HazardField::SafetyNumber),
            ("双防编号", &hazard.dual_number, HazardField::DualNumber),
            ("备注", &hazard.note, HazardField::Note),
        ];
        for (label, value, field) in texts {
            if let Some(words) = text_field_ui(ui, fields, Text::line(label, value)) {
                intents.push(set(field(words)));
            }
        }
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
    let time = match step {
        Step::FixedOnSpot { at, .. }
        | Step::HandedOver { at, .. }
        | Step::Received { at, .. }
        | Step::Rectified { at, .. }
        | Step::Rechecked { at, .. } => time_words(Some(at.time())),
        Step::Extended { .. } | Step::Closed { .. } | Step::Voided { .. } => String::new(),
    };
    format!("{} {time}", calendar::day_words(step.day())).trim_end().to_owned()
}

fn who(view: View<'_>, step: &Step) -> String {
    let name = |id| view.doc.person_name(id);
    match step {
        Step::FixedOnSpot { fixer, checker, .. } => {
            format!("整改 {}　当场复查 {}", name(*fixer), name(*checker))
        }
        Step::HandedOver { .. } => String::new(),
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
