//! 还差什么, asked before papers are filed: what each kind of them still lacks, each line leading to where it
//! is mended.

use chrono::NaiveDate;
use eframe::egui;

use super::printed::{Remembered, Stale, stale};
use crate::print::{self, Missing, Request, Shelf};
use crate::ui::widgets::{button_ui, card_ui, link_ui};
use crate::ui::{View, look};
use crate::workspace::{Intent, Pick, Place, Tab};

/// What was missing when somebody last asked, and of which document and day.
#[derive(Debug, Default)]
pub(super) struct Asked {
    of: Option<(u64, NaiveDate)>,
    missing: Vec<Missing>,
}

pub(super) fn missing_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    (asked, remembered): (&mut Asked, &mut Remembered),
    intents: &mut Vec<Intent>,
) {
    let now = (view.doc.revision(), view.today);
    let remark = asked.of.map(|_| format!("{}种", asked.missing.len())).unwrap_or_default();
    card_ui(ui, "整理归档", &remark, |ui| {
        ui.label(look::small("归档前看每种材料缺哪几份、哪些没打印；只在这里显示，不印到纸上"));
        if button_ui(ui, "还差什么", None) {
            *asked = Asked { of: Some(now), missing: print::missing(view.doc, view.today) };
        }
        let Some(of) = asked.of else { return };
        if of != now {
            ui.label(look::weak("下面是上次查的，记录改过了，请再查一遍"));
        }
        if asked.missing.is_empty() {
            ui.label(look::weak("✓ 没有缺的，都打印过了"));
        }
        let stale = stale(view, remembered.of(view.doc));
        for (place, one) in asked.missing.iter().enumerate() {
            let words = sentence(one, &stale);
            if ui.push_id(place, |ui| link_ui(ui, &words)).inner {
                intents.extend(gone_to(one));
            }
        }
        if !asked.missing.is_empty() && link_ui(ui, look::small("看归档清单")) {
            intents.push(Intent::Preview(Request::archive()));
        }
    });
    ui.add_space(look::GAP);
}

/// 值班日志：缺2月3日夜班；3份没打印；1份打印后有变动，要重印
fn sentence(one: &Missing, stale: &[Stale<'_>]) -> String {
    let mut parts = one.words.clone();
    if 0 < one.unprinted {
        parts.push(format!("{}份没打印", one.unprinted));
    }
    let outdated = stale.iter().filter(|stale| stale.is_outdated);
    match outdated.filter(|stale| stale.one.paper == one.paper.key).count() {
        0 => {}
        outdated => parts.push(format!("{outdated}份打印后有变动，要重印")),
    }
    format!("{}：{}", one.paper.title, parts.join("；"))
}

/// To where it is written, if something of the records is missing, or else to the paper.
fn gone_to(one: &Missing) -> Vec<Intent> {
    let tab = match one.paper.key {
        "pledges" => Some(Tab::People),
        "plan" => Some(Tab::Approval),
        "log" => Some(Tab::Logs),
        "handover" => Some(Tab::Handovers),
        "zero" => Some(Tab::ZeroReports),
        "checks" => Some(Tab::SpotChecks),
        "publicity" | "activity" | "signin" => Some(Tab::Activities),
        "services" => Some(Tab::Services),
        _ => None,
    };
    let place = match one.paper.shelf {
        _ if one.words.is_empty() => Place::Papers,
        Shelf::Patrol => Place::Patrol,
        Shelf::Team => Place::Team,
        Shelf::Plan => Place::Plan,
        Shelf::Rota => Place::Rota,
        Shelf::Hazards => Place::Hazards,
        Shelf::Watch => Place::Watch,
        Shelf::Outreach => Place::Service,
        Shelf::Reports => Place::Papers,
    };
    let tab = tab.filter(|tab| tab.place() == place);
    let paper = one.first.clone().filter(|_| place == Place::Papers);
    let tab = tab.map(|tab| Intent::Pick(Pick::Tab(tab)));
    tab.into_iter().chain([Intent::Go(place)]).chain(paper.map(Intent::Preview)).collect()
}
