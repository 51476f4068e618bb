//! What there is to do: what is of today stands open, the rest is one line a kind of work that
//! unfolds to every single thing of it.

use eframe::egui::{self, ScrollArea};

use crate::model::id::HazardId;
use crate::model::{Kind, RecordId};
use crate::rules::agenda::{Agenda, Group, Item, Lead, agenda};
use crate::rules::wording::what;
use crate::rules::{Finding, Weight};
use crate::ui::look::{self, sign};
use crate::ui::widgets::{Tone, banner_ui, button_ui, card_ui, link_ui};
use crate::ui::{View, numbers};
use crate::workspace::{Intent, Pick, Tab};

/// How many signs of a hazard's words stand beside what is to be done about it.
const WORDS: usize = 16;
/// So many things of today stand open by themselves; more of one kind are folded.
const OPEN: usize = 4;
/// More lines than this scroll by themselves.
const TALL: usize = 12;
/// The height such a list has then.
const TALL_HEIGHT: f32 = 12.0 * look::CONTROL;

pub(super) fn agenda_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    if !view.workspace.damages().is_empty() {
        // What is missing might be to do, and what seems to be missing might be done.
        card_ui(ui, "今天先办", "", |ui| {
            ui.label("先修复文件：内容不全的时候，看不出还有哪些要办");
        });
        return;
    }
    let Agenda { today, later, hints } = agenda(view.doc, view.workspace.findings(), view.now);
    let count = |groups: &[Group<'_>]| groups.iter().map(|one| one.items.len()).sum::<usize>();
    let (of_today, of_later) = (count(&today), count(&later));
    let remark = |count: usize| if count == 0 { String::new() } else { format!("{count} 件") };
    card_ui(ui, "今天先办", &remark(of_today), |ui| {
        if of_today == 0 {
            ui.label(look::weak("✓ 今天没有急办的事"));
        }
        for group in &today {
            group_ui(ui, view, group, group.items.len() <= OPEN, intents);
        }
    });
    card_ui(ui, "其余要办的", &remark(of_later), |ui| {
        if of_later == 0 {
            ui.label(look::weak("✓ 没有别的要办的事"));
        }
        for group in &later {
            group_ui(ui, view, group, false, intents);
        }
        if !hints.is_empty() {
            ui.separator();
            ui.label(look::small("值得看一眼的，不催办"));
            for group in &hints {
                group_ui(ui, view, group, false, intents);
            }
        }
    });
}

/// One kind of things: its line, and below it all of them once it is open.
pub(in crate::ui) fn group_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    group: &Group<'_>,
    is_open: bool,
    intents: &mut Vec<Intent>,
) {
    let weight = match group.items.first().map(|item| item.lead) {
        Some(Lead::Finding(finding)) => finding.rule.weight,
        _ => Weight::Due,
    };
    let id = ui.scope_id().with((group.title, weight == Weight::Hint));
    let is_open: bool = ui.data(|data| data.get_temp(id)).unwrap_or(is_open);
    if head_ui(ui, group, weight, is_open) {
        ui.data_mut(|data| data.insert_temp(id, !is_open));
    }
    if !is_open {
        return;
    }
    let lines = |ui: &mut egui::Ui, intents: &mut Vec<Intent>| {
        for (index, item) in group.items.iter().enumerate() {
            ui.push_id(index, |ui| item_ui(ui, view, item, intents));
        }
    };
    ui.indent(id, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        if group.items.len() <= TALL {
            return lines(ui, intents);
        }
        // As many as there are; those out of sight are not laid out where all are of one height.
        let plain = group.items.iter().all(|item| mend(item).is_none());
        let area = ScrollArea::vertical().id_salt(id).max_height(TALL_HEIGHT);
        let area = area.min_scrolled_height(TALL_HEIGHT);
        if plain {
            area.show_rows(ui, look::CONTROL, group.items.len(), |ui, rows| {
                for index in rows {
                    if let Some(item) = group.items.get(index) {
                        ui.push_id(index, |ui| item_ui(ui, view, item, intents));
                    }
                }
            });
        } else {
            area.show(ui, |ui| lines(ui, intents));
        }
    });
}

/// 排班要核对　61条. A click opens or folds it.
fn head_ui(ui: &mut egui::Ui, group: &Group<'_>, weight: Weight, is_open: bool) -> bool {
    let count = format!("{} {}", group.items.len(), group.unit);
    let icon = if is_open { sign::DOWN } else { sign::RIGHT };
    let colour = if weight == Weight::Law { look::DANGER } else { look::TEXT };
    let mut words = egui::text::LayoutJob::default();
    for (text, family, colour) in [
        (icon.to_string(), egui::FontFamily::Proportional, look::WEAK),
        (format!(" {}", group.title), look::bold_family(), colour),
    ] {
        let font = egui::FontId::new(look::BODY, family);
        words.append(&text, 0.0, egui::TextFormat::simple(font, colour));
    }
    let button = egui::Button::new(words)
        .right_text(look::weak(&count))
        .frame_when_inactive(false)
        .min_size(egui::vec2(ui.available_width(), look::CONTROL));
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding.x = 4.0;
            ui.add(button)
        })
        .inner;
    let name = format!("{} {count}", group.title);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_open, &name));
    response.clicked()
}

fn mend(item: &Item<'_>) -> Option<&'static str> {
    match item.lead {
        Lead::Finding(finding) => numbers::mend_words(&finding.breach.remedy),
        Lead::Hazard(_) | Lead::ZeroReports => None,
    }
}

/// A thing to do that leads to where it is done.
fn item_ui(ui: &mut egui::Ui, view: View<'_>, item: &Item<'_>, intents: &mut Vec<Intent>) {
    if let (Lead::Finding(finding), Some(mend)) = (item.lead, mend(item)) {
        return number_ui(ui, finding, mend, intents);
    }
    ui.horizontal(|ui| {
        ui.set_min_height(look::CONTROL);
        if link_ui(ui, &item.words) {
            intents.extend(gone_to(&item.lead));
        }
        let what = match item.lead {
            Lead::Finding(finding) => what_words(view, &finding.about),
            Lead::Hazard(_) | Lead::ZeroReports => String::new(),
        };
        if !what.is_empty() {
            ui.add(egui::Label::new(look::weak(what)).truncate());
        }
    });
}

fn gone_to(lead: &Lead<'_>) -> Vec<Intent> {
    let to_hazard = |id: HazardId| vec![Intent::Show(RecordId::Hazard(id))];
    match lead {
        Lead::Finding(finding) => vec![Intent::Show(finding.about.clone())],
        Lead::Hazard(id) => to_hazard(*id),
        Lead::ZeroReports => vec![
            Intent::Pick(Pick::Tab(Tab::ZeroReports)),
            Intent::Pick(Pick::NoneOf(Kind::ZeroReport)),
            Intent::Go(Tab::ZeroReports.place()),
        ],
    }
}

/// A finding about a number says in full which papers it is about, and has a button.
fn number_ui(ui: &mut egui::Ui, finding: &Finding, mend: &str, intents: &mut Vec<Intent>) {
    let tone = if finding.rule.weight == Weight::Law { Tone::Danger } else { Tone::Care };
    // A column of cards would spread the words out to its edges.
    ui.vertical(|ui| banner_ui(ui, tone, &finding.breach.sentence()));
    ui.push_id((finding.rule.code, &finding.breach.words), |ui| {
        ui.horizontal(|ui| {
            if button_ui(ui, mend, None) {
                intents.push(Intent::Mend(finding.breach.remedy.clone()));
            }
            if !matches!(finding.about, RecordId::Number(_)) && link_ui(ui, look::small("看单据"))
            {
                intents.push(Intent::Show(finding.about.clone()));
            }
        });
    });
}

/// Where and what, of a hazard that a finding calls by its number only.
fn what_words(view: View<'_>, about: &RecordId) -> String {
    let RecordId::Hazard(id) = about else { return String::new() };
    let Some(hazard) = view.doc.hazards.get(id) else { return String::new() };
    let site = view.doc.site_name(hazard.site);
    let mut signs = what(view.doc, hazard).chars();
    let mut words: String = signs.by_ref().take(WORDS).collect();
    if signs.next().is_some() {
        words.push('…');
    }
    format!("{site} {words}").trim().to_owned()
}
