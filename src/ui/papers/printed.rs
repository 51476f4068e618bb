//! Papers that were printed: when, whether they still say what holds, and where they hang or lie.

use chrono::NaiveDateTime;
use eframe::egui;

use crate::model::Document;
use crate::model::id::PrintoutId;
use crate::model::printout::{Printout, PrintoutField};
use crate::print::{Memory, Request};
use crate::ui::record::Form;
use crate::ui::widgets::{Half, Tone, abreast_ui, banner_ui, card_ui};
use crate::ui::{Screens, View, look};
use crate::workspace::Intent;

/// The newest print of each paper, and of which document.
#[derive(Debug, Default)]
pub(super) struct Remembered {
    of: Option<u64>,
    memory: Memory,
}

impl Remembered {
    /// As the document has it by now.
    pub(super) fn of(&mut self, doc: &Document) -> &Memory {
        if self.of != Some(doc.revision()) {
            *self = Self { of: Some(doc.revision()), memory: Memory::of(doc) };
        }
        &self.memory
    }
}

/// How a paper stands that could be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Never printed, or not all of it.
    New,
    /// Its PDF was made, which is all the program knows of a print, and it still says what holds.
    Printed,
    /// Something of it has changed since.
    Outdated,
}

impl Standing {
    pub(super) fn of(view: View<'_>, memory: &Memory, request: &Request) -> Self {
        let known = memory.of_request(request);
        if known.iter().flatten().any(|id| view.workspace.is_outdated(id)) {
            Self::Outdated
        } else if known.iter().all(Option::is_some) {
            Self::Printed
        } else {
            Self::New
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::New => "",
            Self::Printed => "已生成",
            Self::Outdated => "要重印",
        }
    }
}

/// A printed paper that somebody must see to, and why.
pub(super) struct Stale<'a> {
    pub(super) one: &'a Printout,
    pub(super) why: String,
    /// Something else would stand on it now.
    pub(super) is_outdated: bool,
}

/// What is to be printed anew or taken down: the newest prints that have changed since, and older
/// ones that still hang somewhere.
pub(super) fn stale<'a>(view: View<'a>, memory: &Memory) -> Vec<Stale<'a>> {
    let why = |id: PrintoutId, one: &Printout| {
        let place = one.place.trim();
        if view.workspace.is_outdated(&id) {
            let hangs = if place.is_empty() { String::new() } else { format!("，在{place}") };
            Some(format!("内容已变{hangs}"))
        } else if !one.withdrawn && !place.is_empty() && !memory.is_newest(id, one) {
            Some(format!("旧版还在{place}"))
        } else {
            None
        }
    };
    let all = view.doc.printouts.iter();
    let stale = |(id, one): (&PrintoutId, &'a Printout)| {
        let is_outdated = view.workspace.is_outdated(id);
        Some(Stale { one, why: why(*id, one)?, is_outdated })
    };
    all.filter_map(stale).collect()
}

/// Where papers hang and lie, place by place.
pub(super) fn placed(doc: &Document) -> Vec<&Printout> {
    let hangs = |one: &&Printout| !one.withdrawn && !one.place.trim().is_empty();
    let mut placed: Vec<&Printout> =
        doc.printouts.iter().map(|(_, one)| one).filter(hangs).collect();
    placed.sort_by_key(|one| (&one.place, one.at));
    placed
}

fn moment_words(at: Option<NaiveDateTime>) -> String {
    at.map(|at| at.format("%-m月%-d日 %H:%M").to_string()).unwrap_or_default()
}

/// What is known of the prints of the paper in front; nothing before it was ever printed.
pub(super) fn printed_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    request: &Request,
    intents: &mut Vec<Intent>,
) {
    let memory = screens.papers.remembered.of(view.doc);
    let known: Vec<PrintoutId> = memory.of_request(request).into_iter().flatten().collect();
    let older: Vec<PrintoutId> = view
        .doc
        .printouts
        .iter()
        .filter(|(id, one)| {
            let hangs = !one.withdrawn && !one.place.trim().is_empty();
            hangs && !memory.is_newest(**id, one) && Request::again(one).as_ref() == Some(request)
        })
        .map(|(id, _)| *id)
        .collect();
    let Some(last) =
        known.iter().filter_map(|id| view.doc.printouts.get(id)).max_by_key(|one| one.at)
    else {
        return withdrawn_ui(ui, view, screens, request, intents);
    };
    let outdated = known.iter().filter(|id| view.workspace.is_outdated(id)).count();
    let moment = moment_words(last.at);
    let is_one = known.len() == 1;
    let (told, warned) = if is_one {
        let told = format!("{moment}生成PDF，校验码 {}", last.code);
        (told, "生成以后内容已变，请重新打印，换下旧的".to_owned())
    } else {
        let told = format!("{}份生成过，最近一次 {moment}", known.len());
        (told, format!("其中{outdated}份生成以后内容已变，请重新打印"))
    };
    card_ui(ui, "打印记录", &told, |ui| {
        if 0 < outdated {
            banner_ui(ui, Tone::Care, &warned);
        }
        if let Some(id) = known.first().filter(|_| is_one) {
            placed_ui(ui, view, screens, (id, last), intents);
        }
        for id in &older {
            let Some(one) = view.doc.printouts.get(id) else { continue };
            ui.push_id(id, |ui| old_ui(ui, view, screens, (id, one), intents));
        }
    });
    ui.add_space(look::GAP);
}

/// The print that was taken down last, where no other is known: the tick can be taken back.
fn withdrawn_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    request: &Request,
    intents: &mut Vec<Intent>,
) {
    let of_it = |one: &Printout| one.withdrawn && Request::again(one).as_ref() == Some(request);
    let printouts = view.doc.printouts.iter().filter(|(_, one)| of_it(one));
    let Some((id, last)) = printouts.max_by_key(|(_, one)| one.at) else { return };
    let told = format!("{}打印的已收回", moment_words(last.at));
    card_ui(ui, "打印记录", &told, |ui| placed_ui(ui, view, screens, (id, last), intents));
    ui.add_space(look::GAP);
}

/// Where it hangs or lies, and that it was taken down.
fn placed_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&PrintoutId, &Printout),
    intents: &mut Vec<Intent>,
) {
    let mut form = Form::of(view, screens, (id, one), intents);
    let hint = "挂在或存放在哪里，例如 调度室公示栏";
    abreast_ui(ui, |ui, half| match half {
        Half::Left => form.hint(hint).line(ui, &one.place, PrintoutField::Place),
        Half::Right => form.field(ui, &one.withdrawn, PrintoutField::Withdrawn),
    });
}

/// An older print that still hangs somewhere.
fn old_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, one): (&PrintoutId, &Printout),
    intents: &mut Vec<Intent>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.label(format!("{}打印的旧版还在{}", moment_words(one.at), one.place.trim()));
        let mut form = Form::of(view, screens, (id, one), intents);
        form.label("旧版已收回").field(ui, &one.withdrawn, PrintoutField::Withdrawn);
    });
}
