//! Ctrl+K: any record and any command by a few letters.

use std::collections::BTreeSet;

use eframe::egui::{self, Id, Key, Modifiers};

use super::widgets::{Text, bare_ui};
use super::{Screens, View, look};
use crate::model::Document;
use crate::print::{CATALOGUE, Paper, Scope};
use crate::rules::pinyin;
use crate::rules::search::Index;
use crate::workspace::{self, Command, FindDraft, Intent, Pick, Place, Tab};

/// How many are offered at once.
const OFFERED: usize = 9;
/// How many of them at most are of the program and no records.
const OF_THE_PROGRAM: usize = 4;

/// One of the things offered.
struct Offer {
    kind: &'static str,
    name: String,
    remark: String,
    go: Aim,
}

/// Where an offer leads.
#[derive(Clone)]
enum Aim {
    /// What is done.
    Run(Box<Intent>),
    /// A screen of a place.
    Tab(Tab),
    /// A paper, of the day at hand where it has days.
    Paper(&'static Paper),
}

impl Aim {
    fn intents(self, view: View<'_>) -> Vec<Intent> {
        match self {
            Self::Run(intent) => vec![*intent],
            Self::Tab(tab) => vec![Intent::Pick(Pick::Tab(tab)), Intent::Go(tab.place())],
            Self::Paper(paper) => {
                let scope = Scope::listed(paper.days, view.today, view.today);
                let offers = paper.offers(view.doc, &scope).into_iter();
                // Where there is nothing of it yet, its shelf says so.
                let first = offers.map(|offer| Intent::Preview(offer.request)).next();
                vec![first.unwrap_or(Intent::Go(Place::Papers))]
            }
        }
    }
}

/// What is looked through while the search is in front.
#[derive(Debug, Default)]
pub(super) struct Searched {
    /// The index, and of which revision of the document.
    index: Option<(u64, Index)>,
}

impl Searched {
    /// The index of the document as it is now, made anew only when that changed.
    fn index(&mut self, doc: &Document) -> &Index {
        let revision = doc.revision();
        self.index.take_if(|(of, _)| *of != revision);
        let (_, index) = self.index.get_or_insert_with(|| (revision, Index::of(doc)));
        index
    }

    /// Lets go of it.
    pub(super) fn forget(&mut self) {
        self.index = None;
    }
}

/// Commands, screens and papers of those words, what fits best first.
fn of_the_program(query: &str) -> Vec<Offer> {
    if query.trim().is_empty() {
        return Vec::new();
    }
    let mut all: Vec<(usize, Offer)> = Vec::new();
    let mut add = |kind: &'static str, word: &str, remark: String, go: Aim| {
        let fit = pinyin::fit(word, query);
        all.extend(fit.map(|fit| (fit, Offer { kind, name: word.to_owned(), remark, go })));
    };
    for command in Command::ALL.iter().filter(|command| **command != Command::Find) {
        let key = command.key().map(workspace::Key::word).unwrap_or_default();
        add("功能", command.word(), key, Aim::Run(Box::new(Intent::Run(*command))));
    }
    for tab in Place::RAIL.iter().flat_map(|place| place.tabs()) {
        add("页面", tab.word(), tab.place().word().to_owned(), Aim::Tab(*tab));
    }
    let mut titles = BTreeSet::new();
    for paper in CATALOGUE.into_iter().filter(|paper| titles.insert(paper.title)) {
        add("材料", paper.title, String::new(), Aim::Paper(paper));
    }
    // 排班 is the place of that name before 自动排班, which only has it in it.
    all.sort_by_key(|(fit, _)| *fit);
    all.into_iter().map(|(_, offer)| offer).take(OF_THE_PROGRAM).collect()
}

fn offers(index: &Index, query: &str) -> Vec<Offer> {
    let records = index.search(query, OFFERED).into_iter().map(|hit| Offer {
        kind: hit.kind,
        name: hit.name,
        remark: hit.remark,
        go: Aim::Run(Box::new(Intent::Show(hit.record))),
    });
    of_the_program(query).into_iter().chain(records).take(OFFERED).collect()
}

/// The body of the question; pushes where to go once something is chosen.
pub(super) fn find_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut FindDraft,
    intents: &mut Vec<Intent>,
) {
    let id = Id::unique("find");
    // Asking again would break off whatever an input method is composing; and in its very first
    // frame a question keeps no cursor, so that the next one must not wait for a key.
    if !ui.memory(|memory| memory.has_focus(id)) {
        ui.memory_mut(|memory| memory.request_focus(id));
        ui.ctx().request_repaint();
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, up, enter) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp), pressed(Key::Enter));
    let text = Text::line("", &draft.query).hint("姓名、场所、单号、电话，或拼音首字母");
    let label =
        ui.label(look::small("人员、场所、隐患、单号、处置卡、电话、功能、页面、材料都能找")).id;
    if let Some(query) = bare_ui(ui, &mut screens.fields, id, label, text) {
        *draft = FindDraft { query, at: 0 };
    }
    let offers = offers(screens.searched.index(view.doc), &draft.query);
    let last = offers.len().saturating_sub(1);
    draft.at = (draft.at + usize::from(down)).saturating_sub(usize::from(up)).min(last);
    if offers.is_empty() && !draft.query.trim().is_empty() {
        ui.label(look::weak("没有找到"));
    }
    let mut chosen = None;
    for (place, offer) in offers.iter().enumerate() {
        let words = format!("{}　{}", offer.name, offer.remark);
        let button = egui::Button::selectable(place == draft.at, words)
            .truncate()
            .right_text(look::small(offer.kind));
        let size = [ui.available_width(), look::CONTROL];
        let response = ui.push_id(place, |ui| ui.add_sized(size, button)).inner;
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &offer.name));
        if response.clicked() {
            chosen = Some(place);
        }
    }
    if enter && !screens.is_composing() {
        chosen = chosen.or(Some(draft.at));
    }
    if let Some(offer) = chosen.and_then(|place| offers.get(place)) {
        intents.push(Intent::Ask(None));
        intents.extend(offer.go.clone().intents(view));
    }
}
