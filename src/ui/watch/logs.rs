//! 值班日志: one page a shift, newest first.

use eframe::egui;

use super::{ask, is_nobody_on_duty, log, short_day};
use crate::action::{Action, WatchAction};
use crate::model::duty::DutyShift;
use crate::model::id::LogId;
use crate::model::watch::Log;
use crate::model::{Document, RecordId};
use crate::rules::duty;
use crate::ui::record::{Column, List, Shown, none_yet_ui, records_ui};
use crate::ui::widgets::Tone;
use crate::ui::{Screens, View, look};
use crate::workspace::{Intent, Pick, ShiftPaper};

const COLUMNS: &[Column<Log>] = &[
    Column::new("日期", 124.0, |_, _, log| Shown::words(short_day(log.day)).of_day(log.day)),
    Column::new("班次", 60.0, |_, _, log| Shown::words(log.shift.map_or("", DutyShift::word))),
    Column::new("值班员", 0.0, |view, _, log| keepers(view.doc, log)),
    Column::extra("值班领导", 96.0, |view, _, log| {
        Shown::words(log.leader.map_or("", |id| view.doc.person_name(id)))
    }),
    Column::extra("当班组长", 96.0, |view, _, log| {
        Shown::words(log.captain.map_or("", |id| view.doc.person_name(id)))
    }),
    Column::extra("遗留问题与提醒", 0.0, |_, _, log| Shown::words(&log.left)),
    Column::new("记事", 84.0, |_, _, log| lines(log)),
];

fn keepers(doc: &Document, log: &Log) -> Shown {
    let keepers = doc.person_names(&log.keepers);
    let captain = || log.captain.map_or("", |id| doc.person_name(id)).to_owned();
    Shown::words(if keepers.is_empty() { captain() } else { keepers })
}

fn lines(log: &Log) -> Shown {
    let count = i64::try_from(log.lines.len()).unwrap_or(i64::MAX);
    if log::is_late(log) {
        Shown::badge(Tone::Care, "补录").by(count)
    } else if log.lines.is_empty() {
        Shown::badge(Tone::Neutral, "没记事").by(0)
    } else {
        Shown::badge(Tone::Neutral, format!("记事{count}条")).by(count)
    }
}

/// The log of the shift at hand, if it was begun.
fn at_hand(view: View<'_>) -> Option<LogId> {
    let (day, shift) = duty::shift_at(view.doc, view.now);
    let of_it = |log: &Log| log.day == Some(day) && log.shift == Some(shift);
    view.doc.logs.iter().find(|(_, log)| of_it(log)).map(|(id, _)| *id)
}

/// What the button for the shift at hand says.
pub(super) fn this_shift_word(view: View<'_>) -> &'static str {
    match at_hand(view) {
        Some(_) => "打开本班日志",
        None if is_nobody_on_duty(view) => "新建本班日志…",
        None => "新建本班日志",
    }
}

/// The log of the shift at hand: begun, or shown.
pub(super) fn this_shift(view: View<'_>) -> Intent {
    if let Some(id) = at_hand(view) {
        return Intent::Pick(Pick::Record(RecordId::Log(id)));
    }
    if is_nobody_on_duty(view) {
        return ask(view, ShiftPaper::Log);
    }
    let (day, shift) = duty::shift_at(view.doc, view.now);
    Intent::Do(Action::Watch(WatchAction::OpenLog { day, shift }))
}

/// The newest first.
fn rows(doc: &Document) -> Vec<LogId> {
    let mut logs: Vec<(LogId, &Log)> = doc.logs.iter().map(|(id, log)| (*id, log)).collect();
    logs.sort_by_key(|(id, log)| {
        let begin = log.day.map(|day| log.shift.unwrap_or(DutyShift::Whole).span(day).0);
        std::cmp::Reverse((begin, *id))
    });
    logs.into_iter().map(|(id, _)| id).collect()
}

pub(in crate::ui) fn logs_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    if view.doc.logs.is_empty() {
        let hint = "一班一页。人员从值班表带入，边值班边记，交班前打印签字";
        let words = (look::sign::CLIPBOARD, "还没有值班日志", hint, "新建第一份日志");
        return none_yet_ui(ui, words, intents, || this_shift(view));
    }
    let rows = || rows(view.doc);
    let list = List::new(COLUMNS, 0.4, &rows);
    records_ui(ui, view, screens, &list, intents, |ui, screens, (id, log), intents| {
        log::log_ui(ui, view, screens, *id, log, intents);
    });
}
