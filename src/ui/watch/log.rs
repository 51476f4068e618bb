//! One duty log, as it stands on paper.

use chrono::{NaiveTime, TimeDelta, Timelike as _};
use eframe::egui::{self, Id, Key};

use super::shift_options;
use crate::action::{Action, WatchAction, rounds_to_add};
use crate::model::RecordId;
use crate::model::duty::DutyShift;
use crate::model::id::LogId;
use crate::model::watch::{Call, Log, LogField, LogLine};
use crate::print::Request;
use crate::rules::calendar;
use crate::ui::record::{Form, findings, remove_ui};
use crate::ui::widgets::{
    Half, Text, Tone, abreast_ui, badge_ui, banner_ui, bare_ui, button_ui, card_ui, cross_ui,
    half_ui, hidden_label, person_field_ui, quiet_ui, text_field_ui, time_box_before_ui,
    time_field_ui,
};
use crate::ui::{Screens, View, keyboard, look};
use crate::workspace::Intent;

/// Lines and calls are numbered by that, so that one may be put between two.
const STEP: u16 = 10;
/// The room for how to write a time.
const HINT: f32 = 112.0;
/// After how many hours a paper typed in is marked 补录. Source: `sources.md` 巡查单.
const LATE_HOURS: i64 = 24;

/// Whether the log was typed long after its shift.
pub(super) fn is_late(log: &Log) -> bool {
    let (Some(day), Some(entered)) = (log.day, log.entered) else { return false };
    let (_, end) = log.shift.unwrap_or(DutyShift::Whole).span(day);
    TimeDelta::hours(LATE_HOURS) < entered - end
}

pub(super) fn log_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: LogId,
    log: &Log,
    intents: &mut Vec<Intent>,
) {
    ui.spacing_mut().item_spacing.y = look::GAP;
    head_ui(ui, view, screens, id, log, intents);
    lines_ui(ui, view, screens, id, log, intents);
    calls_ui(ui, view, screens, id, log, intents);
    blocks_ui(ui, view, screens, id, log, intents);
}

fn head_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: LogId,
    log: &Log,
    intents: &mut Vec<Intent>,
) {
    let day = log.day.map(calendar::day_words).unwrap_or_default();
    let shift = log.shift.map(|shift| format!("{} {}", shift.word(), shift.hours_words()));
    let title = format!("{day} {}", shift.unwrap_or_default());
    let entered = log.entered.map(|at| at.format("录入 %-m月%-d日 %H:%M").to_string());
    card_ui(ui, title.trim(), &entered.unwrap_or_default(), |ui| {
        ui.horizontal_wrapped(|ui| {
            if is_late(log) {
                badge_ui(ui, Tone::Care, "补录");
            }
            if button_ui(ui, "预览日志", None) {
                intents.push(Intent::Preview(Request::log(id)));
            }
            remove_ui(ui, "删除日志", RecordId::Log(id), intents);
        });
        for finding in findings(view, RecordId::Log(id)) {
            banner_ui(ui, Tone::Care, &finding.breach.sentence());
        }
        let mut form = Form::of(view, screens, (&id, log), intents);
        abreast_ui(ui, |ui, half| match half {
            Half::Left => {
                form.field(ui, &log.day, LogField::Day);
                form.label("值班领导").field(ui, &log.leader, LogField::Leader);
            }
            Half::Right => {
                let shift = |shift| LogField::Shift(Some(shift));
                form.pick(ui, (log.shift, &shift_options()), shift);
                form.field(ui, &log.captain, LogField::Captain);
            }
        });
        form.field(ui, &log.keepers, LogField::Keepers);
        let hint = "晴，-8到3度，大风蓝色预警";
        form.label("天气预警").hint(hint).line(ui, &log.weather, LogField::Weather);
    });
}

fn set(field: (LogId, LogField)) -> Intent {
    Intent::Do(Action::Set(field.into()))
}

/// The time a new line begins with: now, while the shift lasts.
fn prefilled(view: View<'_>, log: &Log) -> Option<NaiveTime> {
    let (begin, end) = log.shift.unwrap_or(DutyShift::Whole).span(log.day?);
    let lasts = begin <= view.now && view.now < end;
    let now = view.now.time();
    lasts.then(|| NaiveTime::from_hms_opt(now.hour(), now.minute(), 0)).flatten()
}

/// What was done and seen, a time a line. Below the last stands a blank one: its first sign
/// makes it a line of the log, so that none is ever left blank.
fn lines_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: LogId,
    log: &Log,
    intents: &mut Vec<Intent>,
) {
    let last = log.lines.keys().next_back().copied().unwrap_or_default();
    let next = last.saturating_add(STEP);
    let blank = LogLine { at: prefilled(view, log), words: String::new() };
    card_ui(ui, "工作和巡查情况", "写完一条按回车，接着写下一条", |ui| {
        for (number, line) in log.lines.iter().chain([(&next, &blank)]) {
            let new = *number == next;
            ui.push_id(number, |ui| {
                line_ui(ui, screens, (id, *number), (line, new), next, intents);
            });
        }
        let rounds = rounds_to_add(view.doc, log);
        if 0 < rounds && button_ui(ui, &format!("带入本班巡查（{rounds}次）"), None) {
            intents.push(Intent::Do(Action::Watch(WatchAction::AddRounds { log: id })));
        }
    });
}

fn line_ui(
    ui: &mut egui::Ui,
    screens: &mut Screens,
    (id, number): (LogId, u16),
    (line, new): (&LogLine, bool),
    next: u16,
    intents: &mut Vec<Intent>,
) {
    let write = |line| set((id, LogField::Line(number, Some(line))));
    let words_id = words_id(id, number);
    let (what_time, what_words) =
        if new { ("新一条时间", "新一条") } else { ("时间", "情况") };
    ui.horizontal_top(|ui| {
        let ids = (ui.scope_id().with("time"), hidden_label(ui, what_time));
        let typed = time_box_before_ui(ui, &mut screens.fields, ids, line.at, words_id);
        if let Some(at) = typed.time {
            intents.push(write(LogLine { at, ..line.clone() }));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            if new {
                ui.add_space(look::CONTROL);
            } else if cross_ui(ui, "删除这一条") {
                intents.push(set((id, LogField::Line(number, None))));
            }
            if let Some(hint) = typed.hint {
                let (size, align) = (egui::vec2(HINT, look::CONTROL), egui::Align::Center);
                let layout = egui::Layout::right_to_left(align);
                ui.allocate_ui_with_layout(size, layout, |ui| half_ui(ui, hint));
            }
            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                let name = hidden_label(ui, what_words);
                let text = Text::line("", &line.words).hint("地点、情况、处置");
                if let Some(words) = bare_ui(ui, &mut screens.fields, words_id, name, text) {
                    intents.push(write(LogLine { words, ..line.clone() }));
                }
            });
        });
    });
    if keyboard::pressed_in(ui.ctx(), words_id, Key::Enter) && !line.words.is_empty() {
        keyboard::go_to(ui.ctx(), self::words_id(id, next));
    }
}

/// The field with the words of a line.
fn words_id(log: LogId, number: u16) -> Id {
    Id::unique(("log line", log, number))
}

/// What came in by telephone or on paper.
fn calls_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: LogId,
    log: &Log,
    intents: &mut Vec<Intent>,
) {
    card_ui(ui, "来电来文", &format!("{} 件", log.calls.len()), |ui| {
        for (number, call) in &log.calls {
            ui.push_id(number, |ui| {
                call_ui(ui, view, screens, (id, *number), call, intents);
                ui.separator();
            });
        }
        if button_ui(ui, "登记来电来文", None) {
            let last = log.calls.keys().next_back().copied().unwrap_or_default();
            let call = Call { at: prefilled(view, log), ..Call::default() };
            intents.push(set((id, LogField::Call(last.saturating_add(STEP), Some(call)))));
        }
    });
}

fn call_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, number): (LogId, u16),
    call: &Call,
    intents: &mut Vec<Intent>,
) {
    let write = |call| set((id, LogField::Call(number, Some(call))));
    let fields = &mut screens.fields;
    if let Some(at) = time_field_ui(ui, fields, "来电时间", call.at) {
        intents.push(write(Call { at, ..call.clone() }));
    }
    let from = Text::line("来电人", &call.from).hint("单位、姓名，或来文单位和文号");
    if let Some(from) = text_field_ui(ui, fields, from) {
        intents.push(write(Call { from, ..call.clone() }));
    }
    if let Some(matter) = text_field_ui(ui, fields, Text::lines("事项", &call.matter)) {
        intents.push(write(Call { matter, ..call.clone() }));
    }
    if let Some(done) = text_field_ui(ui, fields, Text::lines("办理情况", &call.done)) {
        intents.push(write(Call { done, ..call.clone() }));
    }
    let by = person_field_ui(ui, fields, view.doc, "办理人", call.by, intents);
    intents.extend(by.map(|person| write(Call { by: Some(person), ..call.clone() })));
    if quiet_ui(ui, "删除这一件") {
        intents.push(set((id, LogField::Call(number, None))));
    }
}

fn blocks_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    id: LogId,
    log: &Log,
    intents: &mut Vec<Intent>,
) {
    let texts = [&log.visits, &log.incidents, &log.works, &log.utilities, &log.services, &log.left];
    let blank = texts.iter().filter(|text| text.trim().is_empty()).count();
    card_ui(ui, "其他各栏", "", |ui| {
        let mut form = Form::of(view, screens, (&id, log), intents);
        form.label("上级检查").hint("谁来检查、抽查，提了什么");
        form.lines(ui, &log.visits, LogField::Visits);
        form.hint("时间、经过、报告、结果").lines(ui, &log.incidents, LogField::Incidents);
        form.label("停送电等").hint("停送电、动火、检修作业");
        form.lines(ui, &log.works, LogField::Works);
        form.label("水电暖餐").hint("供暖、用电、供水、餐饮、车辆");
        form.lines(ui, &log.utilities, LogField::Utilities);
        form.hint("为谁做了什么").lines(ui, &log.services, LogField::Services);
        form.label("遗留提醒").hint("留给下一班的事，会带进交接班记录");
        form.lines(ui, &log.left, LogField::Left);
        if 0 < blank && button_ui(ui, &format!("空白栏填“无”（{blank}栏）"), None) {
            intents.push(Intent::Do(Action::Watch(WatchAction::FillBlanks { log: id })));
        }
    });
}
