//! From what a damaged workbook is put together again, what comes back and what stays missing.

use eframe::egui::{self, RichText};

use crate::ui::widgets::{Tone, banner_ui, button_ui, tick_ui};
use crate::ui::{View, look, work};
use crate::workspace::{Doing, Intent, RepairDraft};

/// The body of the question.
pub(in crate::ui) fn repair_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    draft: &mut RepairDraft,
    intents: &mut Vec<Intent>,
) {
    ui.label(
        "损坏的原文件不动，修好的内容写成一个新文件。程序从文件本身、本机记录、备份和旁边的副本里\
         找内容，打勾的都用上；找到的越多，补得越全。",
    );
    ui.add_space(look::GAP);
    work::of_question_ui(ui, view, Doing::Search, intents);
    let Some(repair) = view.workspace.repair() else { return };
    if let Some(damage) = &repair.damage {
        ui.label(format!("文件本身读不出：{damage}。内容全部取自下面这些地方。"));
    }
    if repair.kept.is_none() {
        let words = "旁边没有找到能用的备份或副本，请点“再选备份或副本…”选一个这份工作簿的";
        banner_ui(ui, Tone::Care, words);
    } else if repair.is_all() {
        banner_ui(ui, Tone::Good, "全部内容都能找回");
    } else {
        banner_ui(ui, Tone::Care, "有些内容没有找回，见下面；可以再选别的备份或副本");
    }
    ui.add_space(look::GAP);
    lines_ui(ui, "找回", repair.found.iter(), look::TEXT);
    if 0 < repair.restated {
        let count = repair.restated;
        ui.label(format!("历史里缺的，按文件里完好的记录补记{count}项，记作“修复”"));
    }
    lines_ui(ui, "没有找回", repair.lost.iter(), look::DANGER);
    lines_ui(ui, "在程序以外改过，没有采用", repair.edited.iter(), look::CARE);
    lines_ui(ui, "没有读出，里面可能还有", repair.unread.iter(), look::CARE);
    lines_ui(ui, "是另一份工作簿，没有用", repair.foreign.iter(), look::CARE);
    ui.add_space(look::GAP);
    ui.label(look::bold("从这些地方找"));
    for (place, offer) in repair.offers.iter().enumerate() {
        let at = offer.at.map(|at| at.format("　%Y年%-m月%-d日 %-H:%M").to_string());
        let words = format!("{}{}　{}次改动", offer.name, at.unwrap_or_default(), offer.steps);
        let is_used = !draft.without.contains(&offer.name);
        let ticked = ui.push_id(place, |ui| tick_ui(ui, is_used, &words)).inner;
        if let Some(now) = ticked {
            if now {
                draft.without.remove(&offer.name);
            } else {
                draft.without.insert(offer.name.clone());
            }
        }
    }
    if repair.offers.is_empty() {
        ui.label(look::weak("本机没有记录和备份，旁边也没有副本"));
    }
    if button_ui(ui, "再选备份或副本…", None) {
        intents.push(Intent::ChooseCopies);
    }
}

/// Sentences under a heading; nothing where there are none.
fn lines_ui<'a>(
    ui: &mut egui::Ui,
    title: &str,
    lines: impl ExactSizeIterator<Item = &'a String>,
    colour: egui::Color32,
) {
    if lines.len() == 0 {
        return;
    }
    ui.label(look::bold(title));
    for line in lines {
        ui.label(RichText::new(line).color(colour));
    }
}
