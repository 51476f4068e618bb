//! 值班日志: one page a shift, newest first.

use eframe::egui;

use super::{log, short_day};
use crate::action::{Action, WatchAction};
use crate::model::duty::DutyShift;
use crate::model::id::LogId;
use crate::model::watch::Log;
use crate::model::{Kind, RecordId};
use crate::rules::duty;
use crate::ui::widgets::{Table, Tone, badge_ui, card_ui, empty_ui, table_ui};
use crate::ui::{Screens, Side, View, detail_ui, list_height, look, split_ui};
use crate::workspace::{Intent, Pick, Picked};

/// The log of the shift at hand, if it was begun.
fn at_hand(view: View<'_>) -> Option<LogId> {
    let (day, shift) = duty::shift_at(view.doc, view.now);
    let of_it = |log: &Log| log.day == Some(day) && log.shift == Some(shift);
    view.doc.logs.iter().find(|(_, log)| of_it(log)).map(|(id, _)| *id)
}

/// What the button for the shift at hand says.
pub(super) fn this_shift_word(view: View<'_>) -> &'static str {
    if at_hand(view).is_some() { "打开本班日志" } else { "新建本班日志" }
}

/// The log of the shift at hand: begun, or shown.
pub(super) fn this_shift(view: View<'_>) -> Intent {
    if let Some(id) = at_hand(view) {
        return Intent::Pick(Pick::Record(RecordId::Log(id)));
    }
    let (day, shift) = duty::shift_at(view.doc, view.now);
    Intent::Do(Action::Watch(WatchAction::OpenLog { day, shift }))
}

pub(in crate::ui) fn logs_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    let mut logs: Vec<(LogId, &Log)> = view.doc.logs.iter().map(|(id, log)| (*id, log)).collect();
    logs.sort_by_key(|(id, log)| std::cmp::Reverse((begin(log), *id)));
    if logs.is_empty() {
        let hint = "一班一页。人员从值班表带入，边值班边记，交班前打印签字";
        let clicked = card_ui(ui, "", "", |ui| {
            empty_ui(ui, look::sign::CLIPBOARD, "还没有值班日志", hint, "新建第一份日志")
        });
        if clicked {
            intents.push(this_shift(view));
        }
        return;
    }
    let chosen = picked.get::<Log>(view.doc);
    let back = split_ui(ui, 0.34, chosen.is_some(), |ui, side| match side {
        Side::List => list_ui(ui, view, &logs, &picked, intents),
        Side::Detail => detail_ui(ui, |ui| match chosen {
            Some((id, log)) => {
                ui.push_id(id, |ui| log::log_ui(ui, view, screens, id, log, intents));
            }
            None => {
                card_ui(ui, "", "", |ui| {
                    ui.label(look::weak("在左边选一班，这里照着纸面写"));
                });
            }
        }),
    });
    if back {
        intents.push(Intent::Pick(Pick::NoneOf(Kind::Log)));
    }
}

/// When the shift of a log began.
fn begin(log: &Log) -> Option<chrono::NaiveDateTime> {
    log.day.map(|day| log.shift.unwrap_or(DutyShift::Whole).span(day).0)
}

fn list_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    logs: &[(LogId, &Log)],
    picked: &Picked,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "", "", |ui| {
        let table = Table {
            name: "logs",
            columns: &[("日期", 100.0), ("班次", 60.0), ("值班员", 0.0), ("", 84.0)],
            rows: logs.len(),
            selected: logs.iter().position(|(id, _)| Some(*id) == picked.id::<Log>()),
            height: list_height(ui),
        };
        let clicked = table_ui(ui, table, |row, cells| {
            let Some((_, log)) = logs.get(row) else { return };
            cells.words(short_day(log.day));
            cells.words(log.shift.map_or("", DutyShift::word));
            let keepers = view.doc.person_names(&log.keepers);
            let captain = log.captain.map(|id| view.doc.person_name(id).to_owned());
            cells.words(if keepers.is_empty() { captain.unwrap_or_default() } else { keepers });
            cells.ui(|ui| {
                if log::is_late(log) {
                    badge_ui(ui, Tone::Care, "补录");
                } else if log.lines.is_empty() {
                    badge_ui(ui, Tone::Neutral, "没记事");
                } else {
                    badge_ui(ui, Tone::Neutral, &format!("记事{}条", log.lines.len()));
                }
            });
        });
        if let Some((id, _)) = clicked.and_then(|row| logs.get(row)) {
            intents.push(Intent::Pick(Pick::Record(RecordId::Log(*id))));
        }
    });
}
