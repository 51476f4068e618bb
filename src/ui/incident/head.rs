//! What stands on top: who was told and when, the time it has been going on, and the level.

use eframe::egui::{self, Key};

use super::{LEVELS, Shown};
use crate::action::Jot;
use crate::model::incident::{Level, LineKind};
use crate::model::mine::Term;
use crate::rules::incidents::{Told, elapsed_words};
use crate::ui::look;
use crate::ui::widgets::{Tone, badge_ui, button_ui, card_ui, figure_ui, pressing_ui, tab_ui};
use crate::workspace::Intent;

pub(super) fn head_ui(ui: &mut egui::Ui, shown: Shown<'_>, intents: &mut Vec<Intent>) {
    card_ui(ui, "", "", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = look::GAP;
            clock_ui(ui, shown);
            calls_ui(ui, shown, intents);
            level_ui(ui, shown, intents);
        });
        super::others_ui(ui, shown.view, Some(shown.id), intents);
    });
}

/// How long it has been going on, or took.
fn clock_ui(ui: &mut egui::Ui, shown: Shown<'_>) {
    let Shown { one, course, .. } = shown;
    let start = one.start().map(|at| at.format("%-m月%-d日 %H:%M").to_string());
    let day = || one.day().map(|day| day.format("%-m月%-d日").to_string());
    let began = format!("{}开始", start.or_else(day).unwrap_or_default());
    let ran = match course.end() {
        Some(_) => course.lasted(),
        None => shown.elapsed.and_then(|elapsed| course.counted(elapsed)),
    };
    let why = match course.end() {
        _ if one.start().is_none() => "没写发生时间，时长算不出",
        Some(end) if !course.is_firm(end) => "结束时间是录入的钟点，时长算不出",
        _ => "时长按电脑钟点算不出",
    };
    match ran {
        Some(seconds) => figure_ui(ui, &elapsed_words(seconds), &began),
        None => {
            ui.label(look::small(format!("{began}；{why}")));
        }
    }
}

/// Who is called, with the key that says so.
const CALLS: [(LineKind, Jot, Key, &str); 4] = [
    (LineKind::Fire, Jot::Fire, Key::A, "A"),
    (LineKind::Dispatch, Jot::Dispatch, Key::S, "S"),
    (LineKind::Medical, Jot::Medical, Key::D, "D"),
    (LineKind::Upward, Jot::Upward, Key::F, "F"),
];

/// What the key of a call writes down. Like the buttons it tells of the first call only, which is the one the
/// papers name, and of whoever is above at the highest level only.
pub(super) fn called(shown: Shown<'_>, key: Key) -> Option<Intent> {
    let (kind, line, ..) = CALLS.into_iter().find(|(_, _, known, _)| *known == key)?;
    // Whoever is above may have to be told again as things go on.
    let is_upward = kind == LineKind::Upward;
    let is_told = shown.course.call(kind, shown.view.doc).is_some();
    let is_meant = if is_upward { shown.course.level() == Some(Level::Mine) } else { !is_told };
    is_meant.then(|| shown.write(line))
}

/// 已报119 21:05, or the key that says so.
fn calls_ui(ui: &mut egui::Ui, shown: Shown<'_>, intents: &mut Vec<Intent>) {
    let mine = shown.view.doc.profile();
    let dispatch = format!("已报{}", mine.term(Term::Dispatch));
    for (kind, line, _, key) in CALLS {
        let words = match kind {
            LineKind::Fire => "已报119",
            LineKind::Dispatch => dispatch.as_str(),
            LineKind::Medical => "已报120",
            _ => "已上报",
        };
        let told = shown.course.call(kind, shown.view.doc).and_then(Told::at);
        // Whoever is above is told by the mine, where it takes over.
        if kind == LineKind::Upward && told.is_none() && shown.course.level() != Some(Level::Mine) {
            continue;
        }
        match told {
            Some(at) => {
                let drill = if shown.one.is_drill() { "（演练）" } else { "" };
                badge_ui(ui, Tone::Good, &format!("{words}{drill} {}", at.format("%H:%M")));
            }
            None if !shown.course.is_running() => {
                // Nobody has to be ill.
                if kind != LineKind::Medical {
                    badge_ui(ui, Tone::Neutral, &format!("没有“{words}”的记录"));
                }
            }
            None => {
                // Whoever is rung first for certain; nobody is, in a drill.
                let is_drill = shown.one.is_drill();
                let is_first = !is_drill && matches!(kind, LineKind::Fire | LineKind::Dispatch);
                let words =
                    if is_drill { format!("{words}（演练）") } else { words.to_owned() };
                let clicked = if is_first {
                    pressing_ui(ui, &words, Some(key))
                } else {
                    button_ui(ui, &words, Some(key))
                };
                if clicked {
                    intents.push(shown.write(line));
                }
            }
        }
    }
}

/// The level that holds, and the others.
fn level_ui(ui: &mut egui::Ui, shown: Shown<'_>, intents: &mut Vec<Intent>) {
    let holds = shown.course.level();
    if !shown.course.is_running() {
        if let Some(level) = holds {
            badge_ui(ui, Tone::Neutral, &format!("响应级别 {}", level.word()));
        }
        return;
    }
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.label(look::weak("级别"));
    for (level, _, key) in LEVELS {
        let words = format!("{} {key}", level.word());
        if tab_ui(ui, holds == Some(level), &words) && holds != Some(level) {
            intents.push(shown.write(Jot::Level(level)));
        }
    }
}
