//! Ctrl+K: any record and any command by a few letters.

use eframe::egui::{self, Id, Key, Modifiers};

use super::widgets::{Text, bare_ui};
use super::{Screens, View, look};
use crate::model::Document;
use crate::rules::pinyin;
use crate::rules::search::Index;
use crate::workspace::{self, Command, FindDraft, Intent};

/// How many are offered at once.
const OFFERED: usize = 9;

/// One of the things offered.
struct Offer {
    kind: &'static str,
    name: String,
    remark: String,
    go: Intent,
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

fn offers(index: &Index, query: &str) -> Vec<Offer> {
    let asked = |command: &Command| !query.trim().is_empty() && *command != Command::Find;
    let mut commands: Vec<(usize, Command)> = Command::ALL
        .iter()
        .copied()
        .filter(asked)
        .filter_map(|command| Some((pinyin::fit(command.word(), query)?, command)))
        .collect();
    // 排班 is the place of that name before 自动排班, which only has it in it.
    commands.sort_by_key(|(fit, _)| *fit);
    let commands = commands.into_iter().map(|(_, command)| Offer {
        kind: "功能",
        name: command.word().to_owned(),
        remark: command.key().map(workspace::Key::word).unwrap_or_default(),
        go: Intent::Run(command),
    });
    let records = index.search(query, OFFERED).into_iter().map(|hit| Offer {
        kind: hit.kind,
        name: hit.name,
        remark: hit.remark,
        go: Intent::Show(hit.record),
    });
    commands.take(3).chain(records).take(OFFERED).collect()
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
    let label = ui.label(look::small("人员、场所、隐患、单号、处置卡、电话、功能都能找")).id;
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
        intents.push(offer.go.clone());
    }
}
