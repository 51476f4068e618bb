//! 材料: what can be printed, and each print exactly as it comes out of the printer.

use std::collections::BTreeSet;

use eframe::egui;

use super::look::sign;
use super::team::order_ui;
use super::widgets::{
    Tone, badge_ui, button_ui, card_ui, day_value_ui, heading_ui, icon_button_ui, menu_ui,
    primary_ui, quiet_ui, tick_ui,
};
use super::{Screens, Side, View, detail_ui, look, numbers, split_ui};
use crate::model::printout::Printout;
use crate::print::{CATALOGUE, FileKind, Of, Offer, Paper, Request, Shelf, Stamp, office, words};
use crate::workspace::{Intent, Pick};

mod bundles;
mod clashes;
mod missing;
mod posted;
mod preview;
mod printed;
mod shelves;
mod written;

use bundles::Bundles;
pub(super) use posted::posted_ui;
use preview::preview_ui;
use printed::{Standing, placed, printed_ui, stale};
use shelves::listed;
use written::written_ui;

/// What 材料 keeps between frames.
#[derive(Debug, Default)]
pub(super) struct PapersState {
    pages: preview::Pages,
    remembered: printed::Remembered,
    bundles: Bundles,
    clashes: clashes::Asked,
    missing: missing::Asked,
    /// What was copied as words last.
    copied: Option<Request>,
    /// Shelves listed whole.
    whole: BTreeSet<&'static str>,
    /// The paper in front in the pass before, and whether its line is still to be brought into sight.
    sought: Option<Request>,
    seeks: bool,
}

pub(super) fn papers_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked();
    // Whoever came from a button elsewhere has not seen the list.
    let named = picked.paper.as_ref().map(|paper| format!("现在是：{}", words(view.doc, paper)));
    let is_news = screens.papers.sought.as_ref() != picked.paper.as_ref();
    if is_news {
        screens.papers.sought.clone_from(&picked.paper);
        screens.papers.seeks = picked.paper.is_some();
    }
    let remark = named.as_deref().unwrap_or("选一份，就看到打印出来的样子");
    heading_ui(ui, "材料", remark, |ui| {
        if let Some(request) = &picked.paper {
            if primary_ui(ui, "打印这一份", None) {
                intents.push(Intent::Print(request.clone()));
            }
            if button_ui(ui, "存成PDF…", None) {
                intents.push(Intent::PrintTo(request.clone(), FileKind::Pdf));
            }
            let others = [FileKind::Word, FileKind::Excel, FileKind::Text, FileKind::Png];
            let others = others.map(|kind| (kind, kind.words()));
            let others: Vec<(FileKind, &str)> =
                others.into_iter().filter(|(kind, _)| request.can_be(*kind)).collect();
            if let Some(kind) = menu_ui(ui, "存成其他", &others) {
                intents.push(Intent::PrintTo(request.clone(), kind));
            }
            if request.can_be(FileKind::Text) {
                copy_ui(ui, view, &mut screens.papers, request);
            }
            if let Some(both_sides) = tick_ui(ui, view.workspace.prints_both_sides(), "双面打印")
            {
                intents.push(Intent::BothSides(both_sides));
            }
        }
    });
    ui.add_space(look::GAP);
    let back = split_ui(ui, 0.32, picked.paper.is_some(), |ui, side| match side {
        Side::List => {
            day_ui(ui, view, screens, intents);
            offers_ui(ui, view, &mut screens.papers, intents);
        }
        Side::Detail => {
            if let Some(record) = picked.paper.as_ref().and_then(|paper| paper.of.record())
                && Request::numbered(record).is_some()
            {
                numbers::number_ui(ui, view, record, intents);
            }
            if picked.paper.as_ref().is_some_and(|request| request.paper.is_roster()) {
                order_ui(ui, view, intents);
                ui.add_space(look::GAP);
            }
            if let Some(request) = &picked.paper {
                written_ui(ui, view, screens, request, intents);
                printed_ui(ui, view, screens, request, intents);
            }
            preview_ui(ui, view, &mut screens.papers.pages, intents);
        }
    });
    if back {
        intents.push(Intent::Pick(Pick::Paper(None)));
    }
}

/// The words of a paper, for a chat; of a rota those of the day that is looked at.
fn copy_ui(ui: &mut egui::Ui, view: View<'_>, state: &mut PapersState, request: &Request) {
    // As nothing is printed of a damaged file, its figures go into no chat either.
    if !view.workspace.damages().is_empty() {
        return;
    }
    let mut meant = request.clone();
    if let Of::Days(from, to) = meant.of {
        let day = view.workspace.picked().day.unwrap_or(view.today).max(from).min(to);
        meant.of = Of::Days(day, day);
    }
    if button_ui(ui, "复制文字", None) {
        let stamp = Stamp { code: String::new(), now: view.now, both_sides: false };
        let words = office(view.doc, &meant, &stamp, (FileKind::Text, true));
        if let Some(words) = words.ok().and_then(|words| String::from_utf8(words).ok()) {
            ui.ctx().copy_text(words);
            state.copied = Some(meant.clone());
        }
    }
    if state.copied.as_ref() == Some(&meant) {
        badge_ui(ui, Tone::Good, "已复制，到群里粘贴");
    }
}

/// How many prints of a shelf are listed before the rest is only counted.
const LISTED: usize = 5;

/// Which day's sheets, logs and reports are listed.
fn day_ui(ui: &mut egui::Ui, view: View<'_>, screens: &mut Screens, intents: &mut Vec<Intent>) {
    let day = view.workspace.picked().day.unwrap_or(view.today);
    let mut chosen = None;
    ui.horizontal(|ui| {
        if icon_button_ui(ui, sign::LEFT, "前一天") {
            chosen = day.pred_opt();
        }
        if icon_button_ui(ui, sign::RIGHT, "后一天") {
            chosen = day.succ_opt();
        }
        if day != view.today && quiet_ui(ui, "今天") {
            chosen = Some(view.today);
        }
        let words = look::small("单子、日志、日报看哪一天的");
        ui.add(egui::Label::new(words).truncate());
    });
    chosen = day_value_ui(ui, &mut screens.fields, "日期", day).or(chosen);
    if let Some(day) = chosen {
        intents.push(Intent::Pick(Pick::Day(Some(day).filter(|day| *day != view.today))));
    }
    ui.add_space(look::GAP);
}

fn offers_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    state: &mut PapersState,
    intents: &mut Vec<Intent>,
) {
    detail_ui(ui, |ui| {
        printed_lists_ui(ui, view, state, intents);
        let day = view.workspace.picked().day.unwrap_or(view.today);
        let bundles = state.bundles.of(view, day);
        if !bundles.is_empty() {
            some_ui(ui, view, state, ("成套打印", &bundles), intents);
        }
        clashes::clashes_ui(ui, view, &mut state.clashes, intents);
        missing::missing_ui(ui, view, (&mut state.missing, &mut state.remembered), intents);
        for shelf in Shelf::ALL {
            shelf_ui(ui, view, state, shelf, intents);
        }
        let blank: Vec<Offer> = CATALOGUE.into_iter().filter_map(Paper::blank_form).collect();
        some_ui(ui, view, state, ("空白表", &blank), intents);
    });
}

/// What is to be printed anew or taken down, and where papers hang; nothing where nothing is.
fn printed_lists_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    state: &mut PapersState,
    intents: &mut Vec<Intent>,
) {
    let row = |one: &Printout, remark: String| {
        Request::again(one).map(|request| Offer::new(&one.title, remark, request))
    };
    let stale = stale(view, state.remembered.of(view.doc));
    let outdated = posted::outdated(&stale);
    let stale = stale.into_iter().filter_map(|stale| row(stale.one, stale.why)).collect();
    let placed =
        placed(view.doc).into_iter().filter_map(|one| row(one, one.place.clone())).collect();
    let lists: [(&str, Vec<Offer>); 2] = [("要重印、换下的", stale), ("挂放在各处的", placed)];
    for (title, offers) in lists {
        if !offers.is_empty() {
            some_ui(ui, view, state, (title, &offers), intents);
        }
    }
    let all = format!("打印要重印的{}份", outdated.len());
    if 1 < outdated.len() && button_ui(ui, &all, None) {
        intents.push(Intent::Print(posted::all_of(&outdated)));
    }
}

fn shelf_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    state: &mut PapersState,
    shelf: Shelf,
    intents: &mut Vec<Intent>,
) {
    let (title, empty) = shelf.words();
    let mut offers = listed(view, shelf);
    if offers.is_empty() {
        card_ui(ui, title, "", |ui| ui.label(look::weak(empty)));
        ui.add_space(look::GAP);
        return;
    }
    let memory = state.remembered.of(view.doc);
    for offer in &mut offers {
        let word = Standing::of(view, memory, &offer.request).word();
        let parts = [std::mem::take(&mut offer.remark), word.to_owned()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        offer.remark = parts.join("，");
    }
    some_ui(ui, view, state, (title, &offers), intents);
}

/// Some prints under a title; of many the first.
fn some_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    state: &mut PapersState,
    (title, offers): (&'static str, &[Offer]),
    intents: &mut Vec<Intent>,
) {
    let picked = &view.workspace.picked().paper;
    card_ui(ui, title, "", |ui| {
        let is_in_front = |offer: &Offer| Some(&offer.request) == picked.as_ref();
        let whole = state.whole.contains(title)
            || offers.len() <= LISTED + 1
            || offers.iter().skip(LISTED).any(is_in_front);
        let listed = if whole { offers.len() } else { LISTED };
        for (index, offer) in offers.iter().take(listed).enumerate() {
            ui.push_id((title, index), |ui| {
                let response = offer_ui(ui, offer, is_in_front(offer), intents);
                if is_in_front(offer) && std::mem::take(&mut state.seeks) {
                    response.scroll_to_me(Some(egui::Align::Center));
                }
            });
        }
        let more = format!("另有 {} 份，全部列出", offers.len() - listed);
        if listed < offers.len() && quiet_ui(ui, &more) {
            state.whole.insert(title);
        }
    });
    ui.add_space(look::GAP);
}

fn offer_ui(
    ui: &mut egui::Ui,
    offer: &Offer,
    selected: bool,
    intents: &mut Vec<Intent>,
) -> egui::Response {
    let words = if selected {
        look::bold(&offer.words).color(look::ACCENT)
    } else {
        egui::RichText::new(&offer.words)
    };
    let button = egui::Button::selectable(selected, words)
        .wrap()
        .right_text(look::small(&offer.remark))
        .min_size(egui::vec2(ui.available_width(), look::ROW));
    let response = ui.add(button);
    if response.clicked() {
        intents.push(Intent::Preview(offer.request.clone()));
    }
    response
}
