//! What stands on top: who was told and when, the time it has been going on, and the level.

use eframe::egui;

use super::{LEVELS, Shown};
use crate::action::Jot;
use crate::model::incident::{Level, LineKind};
use crate::model::mine::Term;
use crate::rules::incidents::elapsed_words;
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

/// 已报119 21:05, or the key that says so.
fn calls_ui(ui: &mut egui::Ui, shown: Shown<'_>, intents: &mut Vec<Intent>) {
    let mine = shown.view.doc.profile();
    let dispatch = format!("已报{}", mine.term(Term::Dispatch));
    let calls = [
        ("已报119", LineKind::Fire, Jot::Fire, "A"),
        (dispatch.as_str(), LineKind::Dispatch, Jot::Dispatch, "S"),
        ("已报120", LineKind::Medical, Jot::Medical, "D"),
        ("已上报", LineKind::Upward, Jot::Upward, "F"),
    ];
    for (words, kind, line, key) in calls {
        let told = shown.course.first(kind).and_then(|told| told.at());
        // Whoever is above is told by the mine, where it takes over.
        if kind == LineKind::Upward && told.is_none() && shown.course.level() != Some(Level::Mine) {
            continue;
        }
        match told {
            Some(at) => {
                badge_ui(ui, Tone::Good, &format!("{words} {}", at.format("%H:%M")));
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
