//! The question which of what the program ships and the workbook lacks is to be taken.

use std::collections::BTreeSet;

use eframe::egui;

use super::widgets::{Tone, banner_ui, tick_ui};
use super::{View, look};
use crate::action::editions::{Differing, Offered, Part, Wanted};
use crate::action::stock;
use crate::model::Choice as _;
use crate::model::checklist::Code;
use crate::model::plan::CardCode;
use crate::workspace::EditionsDraft;

pub(super) fn editions_ui(ui: &mut egui::Ui, view: View<'_>, draft: &mut EditionsDraft) {
    let EditionsDraft { offered, wanted } = draft;
    ui.label("程序带着这些内容，这份工作簿里还没有。勾上的一次换上，可以撤销。");
    ui.label(look::weak("已经发出的单子和批准过的方案照原样，不跟着变。"));
    ui.add_space(look::GAP);
    let Offered { added, lists, corrected, kept, kinds, cards, differing, dangers, phones } =
        offered;
    if !(added.is_empty() && lists.is_empty()) {
        let words = format!("新的检查项{}条，用在{}类场所", added.len(), lists.len());
        group_ui(ui, (Part::Added, &words), wanted, &briefs(added));
    }
    if !corrected.is_empty() {
        let words = format!("改正过的检查项{}条", corrected.len());
        group_ui(ui, (Part::Corrected, &words), wanted, &briefs(corrected));
    }
    if !kept.is_empty() {
        let codes: Vec<&str> = kept.iter().map(|code| code.base.as_str()).collect();
        let words = format!("本矿自己改过的检查项不换：{}", codes.join("、"));
        ui.label(look::small(words));
        ui.add_space(look::GAP);
    }
    if !kinds.is_empty() {
        let names: Vec<String> = kinds.iter().map(|kind| kind.own_word(view.doc)).collect();
        let words = format!("新的场所类别{}种", kinds.len());
        group_ui(ui, (Part::Kinds, &words), wanted, &names.join("、"));
    }
    for code in cards {
        let words = format!("新的处置卡 {code} {}", shipped_title(code));
        one_of_ui(ui, &words, code, &mut wanted.cards);
    }
    for card in differing {
        differing_ui(ui, view, card, &mut wanted.renewed);
    }
    if 0 < *dangers {
        let words = format!("补上“由谁做、近处危险”{dangers}处，文字不变");
        group_ui(ui, (Part::Dangers, &words), wanted, "");
    }
    if !phones.is_empty() {
        let words = format!("常用电话和说明{}处", phones.len());
        group_ui(ui, (Part::Phones, &words), wanted, &phones.join("、"));
    }
    if !wanted.renewed.is_empty() {
        let words = "换成新版的卡，自己改过的文字也会换掉，集合点不变；换后请重新审核、重新打印";
        banner_ui(ui, Tone::Care, words);
    }
}

/// A tick, and below it in small words what it stands for.
fn group_ui(ui: &mut egui::Ui, (part, words): (Part, &str), wanted: &mut Wanted, what: &str) {
    ticked(tick_ui(ui, wanted.parts.contains(&part), words), part, &mut wanted.parts);
    if !what.is_empty() {
        ui.indent(words, |ui| ui.label(look::small(what)));
    }
    ui.add_space(look::GAP);
}

/// Writes down what was ticked, or that a tick was taken back.
fn ticked<T: Ord>(tick: Option<bool>, one: T, wanted: &mut BTreeSet<T>) {
    match tick {
        Some(true) => {
            wanted.insert(one);
        }
        Some(false) => {
            wanted.remove(&one);
        }
        None => {}
    }
}

/// A tick for one card.
fn one_of_ui(ui: &mut egui::Ui, words: &str, code: &CardCode, wanted: &mut BTreeSet<CardCode>) {
    ticked(tick_ui(ui, wanted.contains(code), words), code.clone(), wanted);
}

/// E04 触电换成新版（有1处旧说法，另有2处不同）
fn differing_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    card: &Differing,
    wanted: &mut BTreeSet<CardCode>,
) {
    let Differing { code, withdrawn, lacks } = card;
    let title = view.doc.cards.get(code).map(|card| card.title.as_str()).unwrap_or_default();
    let why = match withdrawn {
        0 => format!("有{lacks}处和新版不同，可能是本矿改的"),
        _ => format!("有{withdrawn}处是已经改正的旧说法，照做可能伤人"),
    };
    one_of_ui(ui, &format!("{code} {title}换成新版：{why}"), code, wanted);
}

/// F35 雪后车道出口已清、不堆雪；…
fn briefs(items: &[(Code, String)]) -> String {
    let one = |(code, brief): &(Code, String)| format!("{} {brief}", code.base);
    items.iter().map(one).collect::<Vec<_>>().join("；")
}

fn shipped_title(code: &CardCode) -> &str {
    stock::cards().iter().find(|line| line.code == *code).map_or("", |line| line.title.as_str())
}
