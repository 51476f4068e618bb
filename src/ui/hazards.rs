//! 隐患: the list, and of one hazard everything that is known and what comes next.

use eframe::egui;

use super::record::{Column, DAY, List, Shown, none_yet_ui, records_ui};
use super::widgets::{Tone, badge_ui, button_ui, heading_ui, primary_ui, tab_ui};
use super::{Screens, View, look};
use crate::model::hazard::{Hazard, HazardField, HazardKey, State};
use crate::rules::lateness::Lateness;
use crate::rules::wording::what;
use crate::workspace::{Command, HazardFilter, Intent, Pick};

mod detail;
mod rows;

const COLUMNS: &[Column<Hazard>] = &[
    Column::new("编号", 126.0, |_, _, hazard| {
        Shown::words(hazard.number.as_ref().map(ToString::to_string).unwrap_or_default())
    }),
    Column::often("场所", 112.0, |view, _, hazard: &Hazard| {
        Shown::words(view.doc.site_name(hazard.site))
    })
    .writes(|| HazardKey::Site, |form, ui, one| form.field(ui, &one.site, HazardField::Site)),
    Column::new("隐患描述", 0.0, |view, _, hazard| Shown::words(what(view.doc, hazard))),
    Column::extra("发现", DAY, |_, _, hazard| Shown::day(hazard.found_on)),
    Column::extra("责任单位", 112.0, |view, _, hazard: &Hazard| {
        Shown::words(view.doc.unit_name(hazard.unit))
    })
    .writes(|| HazardKey::Unit, |form, ui, one| form.field(ui, &one.unit, HazardField::Unit)),
    Column::extra("期限", DAY, |_, _, hazard| Shown::day(hazard.limit())),
    Column::new("状态", 116.0, |view, _, hazard| {
        let (tone, words) = state_words(hazard, view.today);
        let rank = State::ALL.iter().position(|state| *state == hazard.state());
        let rank = rank.and_then(|rank| i64::try_from(rank).ok()).unwrap_or_default();
        // The latest first, then those that have come least far.
        let late = Lateness::of(hazard, view.today).days();
        Shown::badge(tone, words).by(late.map_or(rank, |days| -days))
    }),
];

pub(super) fn hazards_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let front = view.workspace.picked().filter;
    heading_ui(ui, "隐患", "", |ui| {
        if primary_ui(ui, "登记隐患", Some("F4")) {
            intents.push(Intent::Run(Command::Report));
        }
        if button_ui(ui, "隐患台账", None) {
            intents.push(Intent::Preview(crate::print::Request::ledger()));
        }
        if button_ui(ui, "隐患情况表", Some("F7")) {
            intents.push(Intent::Run(Command::Overview));
        }
    });
    ui.horizontal_wrapped(|ui| {
        for filter in HazardFilter::ALL.iter().copied() {
            let count = rows::count(view.doc, filter, view.today);
            if tab_ui(ui, front == filter, &format!("{} {count}", filter.word())) {
                intents.push(Intent::Pick(Pick::Filter(filter)));
            }
        }
    });
    ui.add_space(look::GAP);
    if view.doc.hazards.is_empty() {
        let hint = "录入回单时打×就会自动登记；也可以在这里直接登记";
        let words = (look::sign::WARNING, "还没有隐患", hint, "登记隐患");
        return none_yet_ui(ui, words, intents, || Intent::Run(Command::Report));
    }
    let rows = || rows::rows(view.doc, front, view.today);
    let of = HazardFilter::ALL.iter().position(|filter| *filter == front).unwrap_or_default();
    let of = u64::try_from(of).unwrap_or_default();
    let none = format!("✓ 没有“{}”的隐患", front.word());
    let list = List { of, none: &none, ..List::new(COLUMNS, 0.52, &rows) };
    records_ui(ui, view, screens, &list, intents, |ui, screens, (id, hazard), intents| {
        detail::hazard_ui(ui, view, screens, *id, hazard, intents);
    });
}

/// How far the hazard has come, and whether it is late.
pub(super) fn state_badge_ui(ui: &mut egui::Ui, hazard: &Hazard, today: chrono::NaiveDate) {
    let (tone, words) = state_words(hazard, today);
    badge_ui(ui, tone, &words);
}

fn state_words(hazard: &Hazard, today: chrono::NaiveDate) -> (Tone, String) {
    if let Some(days) = Lateness::of(hazard, today).days() {
        return (Tone::Danger, format!("超期{days}天"));
    }
    let state = hazard.state();
    let tone = match state {
        State::Closed => Tone::Good,
        State::Rectified | State::FixedOnSpot | State::Passed => Tone::Care,
        State::Reported | State::HandedOver | State::Rectifying | State::Void => Tone::Neutral,
    };
    (tone, state.word().to_owned())
}
