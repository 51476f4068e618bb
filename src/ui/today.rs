//! 今日: what is to be done, today's sheets, hazards in figures.

use eframe::egui;

use super::widgets::{
    Cells, Table, Tone, badge_ui, button_ui, card_ui, heading_ui, primary_ui, quiet_ui, silent_ui,
    table_ui,
};
use super::{Screens, View, detail_ui, is_wide};
use super::{edits, look, settle};
use crate::model::id::SheetId;
use crate::model::mine::Phase;
use crate::model::sheet::{Sheet, Verdict};
use crate::model::{Kind, RecordId};
use crate::rules::calendar;
use crate::rules::figures::HazardFigures;
use crate::workspace::{Command, HazardFilter, Intent, Pick, Place};

pub(super) mod agenda;
mod first_steps;
mod on_duty;

pub(super) use first_steps::strip_ui;
pub(super) use on_duty::line_of_duty;

/// What kind of day it is: festival, phase, how far it is to the nights that matter, and the hours
/// to look closer.
fn remark(view: View<'_>) -> String {
    let (season, little) = (view.doc.current_season(), view.doc.little_year());
    let festival = calendar::festival(view.today, little).unwrap_or_default().to_owned();
    let phase = calendar::phase(view.today, &season, little).map(Phase::word).unwrap_or_default();
    let countdown = calendar::countdown(view.today, season.year);
    let hours = calendar::key_words(&season, view.today).join("、");
    let hours = if hours.is_empty() { hours } else { format!("重点时段 {hours}") };
    let parts = [festival, phase.to_owned(), countdown, hours];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　")
}

pub(super) fn today_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let remark = remark(view);
    heading_ui(ui, &calendar::day_words(view.today), &remark, |ui| {
        if !view.doc.sites.is_empty() && primary_ui(ui, "出单", Some("F3")) {
            intents.push(Intent::Run(Command::Issue));
        }
        if !view.doc.sheets.is_empty() && button_ui(ui, "录入回单", Some("F2")) {
            intents.push(Intent::Run(Command::Enter));
        }
        if quiet_ui(ui, "处置一件事… F8") {
            intents.push(Intent::Run(Command::Incident));
        }
    });
    ui.add_space(look::GAP);
    if is_wide(ui.ctx()) {
        detail_ui(ui, |ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(look::CARD_GAP);
            edits::file_ui(ui, view, intents);
            settle::contested_ui(ui, view, intents);
            ui.columns(2, |columns| {
                if let [left, right] = columns {
                    agenda::agenda_ui(left, view, intents);
                    sheets_ui(left, view, intents);
                    first_steps::first_steps_ui(right, view, screens, intents);
                    figures_ui(right, view, intents);
                    on_duty::on_duty_ui(right, view, intents);
                }
            });
        });
    } else {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(look::CARD_GAP);
        edits::file_ui(ui, view, intents);
        settle::contested_ui(ui, view, intents);
        // Of a book with nobody in it nothing is urgent yet: how to begin must be in sight.
        let begins = view.doc.posts.is_empty();
        if begins {
            first_steps::first_steps_ui(ui, view, screens, intents);
        }
        agenda::agenda_ui(ui, view, intents);
        if !begins {
            first_steps::first_steps_ui(ui, view, screens, intents);
        }
        figures_ui(ui, view, intents);
        on_duty::on_duty_ui(ui, view, intents);
        sheets_ui(ui, view, intents);
    }
}

fn figures_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let figures = HazardFigures::of(view.doc, view.today);
    card_ui(ui, "隐患", "点数字看清单", |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = look::MARGIN;
            for (count, words, filter) in [
                (figures.all, "累计登记", HazardFilter::All),
                (figures.open, "未销号", HazardFilter::Open),
                (figures.to_close, "待复查销号", HazardFilter::ToClose),
                (figures.late, "超期", HazardFilter::Late),
            ] {
                let late = filter == HazardFilter::Late && 0 < count;
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    // The figure begins where its label does.
                    ui.spacing_mut().button_padding.x = 0.0;
                    let colour = if late { look::DANGER } else { look::TEXT };
                    let figure = look::figure(count.to_string()).color(colour);
                    let button = egui::Button::new(figure).right_text("").gap(0.0);
                    let button = button.frame_when_inactive(false);
                    let response = ui.add(button.min_size(egui::vec2(56.0, 40.0)));
                    let name = format!("{words} {count}");
                    response
                        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                    if response.clicked() {
                        intents.push(Intent::Pick(Pick::Filter(filter)));
                        intents.push(Intent::Pick(Pick::NoneOf(Kind::Hazard)));
                        intents.push(Intent::Go(Place::Hazards));
                    }
                    let words = if late { format!("！{words}") } else { words.to_owned() };
                    let colour = if late { look::DANGER } else { look::WEAK };
                    silent_ui(ui, look::small(words).color(colour));
                });
            }
        });
        ui.label(look::small(figures.rate_words()));
    });
}

/// The sheets of a day, newest first.
pub(super) fn sheets_of(view: View<'_>, day: chrono::NaiveDate) -> Vec<(SheetId, &Sheet)> {
    let mut sheets: Vec<(SheetId, &Sheet)> = view
        .doc
        .sheets
        .iter()
        .filter(|(_, sheet)| sheet.day == Some(day))
        .map(|(id, sheet)| (*id, sheet))
        .collect();
    sheets.sort_by_key(|(_, sheet)| std::cmp::Reverse(sheet.number.clone()));
    sheets
}

/// How far a sheet has come, in a badge.
pub(super) fn sheet_badge_ui(ui: &mut egui::Ui, view: View<'_>, sheet: &Sheet) {
    if sheet.entered.is_none() {
        let late = sheet.day.is_some_and(|day| day < view.today);
        let tone = if late { Tone::Care } else { Tone::Neutral };
        badge_ui(ui, tone, if late { "还没录入" } else { "待录入" });
        return;
    }
    let rows = sheet.rows();
    let count = |verdict| rows.iter().filter(|row| sheet.verdict(row) == verdict).count();
    let (faults, blank) = (count(Verdict::Fault), count(Verdict::Unchecked));
    let words = match (faults, blank) {
        (0, 0) => "已录入".to_owned(),
        (0, blank) => format!("已录入 {blank}行未查"),
        (faults, 0) => format!("已录入 {faults}处异常"),
        // Both say by themselves that it was typed in, and there is no room for that as well.
        (faults, blank) => format!("{faults}处异常 {blank}行未查"),
    };
    badge_ui(ui, if 0 < blank { Tone::Care } else { Tone::Good }, &words);
}

fn sheets_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let sheets = sheets_of(view, view.today);
    let waiting = sheets.iter().filter(|(_, sheet)| sheet.entered.is_none()).count();
    let remark = format!("{} 张，待录入 {waiting} 张", sheets.len());
    card_ui(ui, "今天的巡查单", if sheets.is_empty() { "" } else { &remark }, |ui| {
        if sheets.is_empty() {
            let is_known = view.workspace.damages().is_empty();
            let words =
                if is_known { "今天还没有出单" } else { "没有读出今天的单子" };
            ui.label(look::weak(words));
            return;
        }
        let table = Table {
            name: "today's sheets",
            columns: &[("单号", 128.0), ("路线或场所", 0.0), ("巡次", 48.0), ("情况", 170.0)],
            rows: sheets.len(),
            selected: None,
            height: 216.0,
        };
        let clicked = table_ui(ui, table, |row, cells: &mut Cells<'_>| {
            let Some((_, sheet)) = sheets.get(row) else { return };
            cells.words(number_words(sheet));
            cells.words(&sheet.title);
            cells.words(&sheet.shift);
            cells.ui(|ui| sheet_badge_ui(ui, view, sheet));
        });
        if let Some((id, _)) = clicked.and_then(|row| sheets.get(row)) {
            intents.push(Intent::Show(RecordId::Sheet(*id)));
        }
    });
}

/// The printed number, in words.
pub(super) fn number_words(sheet: &Sheet) -> String {
    sheet.number.as_ref().map(ToString::to_string).unwrap_or_default()
}
