//! 会签与批准: what the departments said, and the versions as they were approved.

use eframe::egui;

use super::carried::carried_ui;
use super::countersigns::countersigns_ui;
use crate::model::RecordId;
use crate::model::id::VersionId;
use crate::model::plan::Version;
use crate::print::Request;
use crate::rules::revision::{self, Difference};
use crate::rules::stages::{self, Stage};
use crate::rules::{calendar, outline};
use crate::ui::papers::posted_ui;
use crate::ui::widgets::{
    Table, Text, Tone, badge_ui, banner_ui, button_ui, card_ui, day_value_ui, people_field_ui,
    table_ui, text_field_ui, tick_ui,
};
use crate::ui::{Screens, Side, View, beside_ui, detail_ui, look};
use crate::workspace::{ApproveDraft, Intent, Pick, Tab};

/// How many rows the list of versions shows at once.
const VERSIONS: f32 = 5.0;

pub(in crate::ui) fn approval_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let sheet = view.doc.current_plan();
    beside_ui(ui, 0.6, |ui, side| match side {
        Side::List => detail_ui(ui, |ui| {
            countersigns_ui(ui, view, screens, &sheet, intents);
            carried_ui(ui, view, screens, &sheet, intents);
        }),
        Side::Detail => detail_ui(ui, |ui| {
            versions_ui(ui, view, screens, intents);
            // A new version is done when what hangs of the old one is taken down.
            copies_ui(ui, view, intents);
            if !view.doc.versions.is_empty() && !view.doc.printouts.is_empty() {
                ui.add_space(look::GAP);
                posted_ui(ui, view, screens, intents);
            }
        }),
    });
}

/// Copies in people's hands that are to be taken back or changed for others.
fn copies_ui(ui: &mut egui::Ui, view: View<'_>, intents: &mut Vec<Intent>) {
    let copies = stages::copies_to_change(view.doc);
    if copies.is_empty() {
        return;
    }
    ui.add_space(look::GAP);
    card_ui(ui, "该换的文本", "发出去的方案", |ui| {
        for words in &copies {
            ui.label(words);
        }
        if button_ui(ui, "看发放登记", None) {
            intents.push(Intent::Pick(Pick::Tab(Tab::Handouts)));
        }
    });
}

fn versions_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    intents: &mut Vec<Intent>,
) {
    let picked = view.workspace.picked().clone();
    let mut versions: Vec<(VersionId, &Version)> =
        view.doc.versions.iter().map(|(id, version)| (*id, version)).collect();
    // By their numbers: the clock of a PC may have been wrong when one was approved.
    let number = |version: &Version| (version.label.len(), version.label.clone());
    versions.sort_by_key(|(id, version)| std::cmp::Reverse((number(version), *id)));
    card_ui(ui, "批准过的版本", &format!("{} 版", versions.len()), |ui| {
        let stage = Stage::of(view.doc);
        let tone = match stage {
            Stage::Issued | Stage::HandedOut => Tone::Good,
            Stage::Draft | Stage::Reviewed => Tone::Neutral,
            Stage::Revising | Stage::Countersigning => Tone::Care,
        };
        badge_ui(ui, tone, &format!("现在的方案：{}", stage.word()));
        if versions.is_empty() {
            ui.label(look::weak(
                "会签、党政联签齐了以后，点“登记批准…”记下批准人和日期，当时的正文和处置卡原样留存。",
            ));
            return;
        }
        let rows = f32::from(u8::try_from(versions.len()).unwrap_or(u8::MAX)).min(VERSIONS);
        let table = Table {
            name: "versions",
            columns: &[("版本", 56.0), ("批准日期", 96.0), ("批准人", 0.0)],
            rows: versions.len(),
            selected: versions.iter().position(|(id, _)| Some(*id) == picked.id::<Version>()),
            height: (rows + 1.0) * look::ROW,
        };
        let clicked = table_ui(ui, table, |row, cells| {
            let Some((_, version)) = versions.get(row) else { return };
            cells.words(&version.label);
            let on = version.on.map(|day| day.format("%-m月%-d日").to_string());
            cells.words(on.unwrap_or_default());
            cells.words(view.doc.person_names(&version.by));
        });
        if let Some((id, _)) = clicked.and_then(|row| versions.get(row)) {
            intents.push(Intent::Pick(Pick::Record(RecordId::Version(*id))));
        }
    });
    let newest = versions.first().map(|(id, _)| *id);
    let shown = picked.get::<Version>(view.doc).map(|(id, _)| id).or(newest);
    if let Some((id, version)) = shown.and_then(|id| Some((id, view.doc.versions.get(&id)?))) {
        ui.add_space(look::GAP);
        ui.push_id(id, |ui| version_ui(ui, view, screens, (id, version), intents));
    }
}

/// How a version differs from the plan as it stands and from the version before it. Kept until the workbook
/// or the version in front is another: two long chapters take tens of milliseconds to compare.
#[derive(Debug)]
pub(super) struct Compared {
    revision: u64,
    id: VersionId,
    /// What was changed since.
    since: Vec<Difference>,
    /// The version before, and what was changed to this one.
    before: Option<(String, Vec<Difference>)>,
}

impl Compared {
    fn of(view: View<'_>, id: VersionId, version: &Version) -> Self {
        let now = revision::as_it_stands(view.doc);
        let before = outline::before(view.doc, version)
            .map(|before| (before.label.clone(), revision::differences(view.doc, before, version)));
        let since = revision::differences(view.doc, version, &now);
        Self { revision: view.doc.revision(), id, since, before }
    }

    /// The one that is kept, or else a new one.
    fn kept(kept: Option<Self>, view: View<'_>, id: VersionId, version: &Version) -> Self {
        let is_it = |one: &Self| one.revision == view.doc.revision() && one.id == id;
        kept.filter(is_it).unwrap_or_else(|| Self::of(view, id, version))
    }
}

fn version_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    (id, version): (VersionId, &Version),
    intents: &mut Vec<Intent>,
) {
    let compared = Compared::kept(screens.plan.compared.take(), view, id, version);
    let Compared { since, before, .. } = &compared;
    card_ui(ui, "", "", |ui| {
        ui.label(look::bold(format!("{} {}", version.label, version.title)));
        let on = version.on.map(calendar::day_words).unwrap_or_default();
        ui.label(format!("{}　{on}批准", view.doc.person_names(&version.by)));
        if !version.note.is_empty() {
            ui.label(format!("修订说明：{}", version.note));
        }
        if since.is_empty() {
            badge_ui(ui, Tone::Good, "现在的方案和这一版一样");
        } else {
            badge_ui(ui, Tone::Care, &format!("这一版之后又改了{}处", since.len()));
            changes_ui(ui, since);
        }
        if let Some((label, changes)) = before {
            ui.label(look::bold(format!("比{label}改了{}处", changes.len())));
            changes_ui(ui, changes);
        }
        ui.add_space(look::GAP);
        ui.horizontal_wrapped(|ui| {
            if button_ui(ui, &format!("预览{}", version.label), None) {
                intents.push(Intent::Preview(Request::plan(Some(id))));
            }
            if before.is_some() && button_ui(ui, "修订对照表", None) {
                intents.push(Intent::Preview(Request::revisions(Some(id))));
            }
            let is_newest = outline::newest_version(view.doc).is_some_and(|(one, _)| one == id);
            let standing = is_newest && !since.is_empty();
            if standing && button_ui(ui, "对照现在的方案", None) {
                intents.push(Intent::Preview(Request::revisions(None)));
            }
        });
    });
    screens.plan.compared = Some(compared);
}

/// More changes than this are only counted.
const CHANGES: usize = 12;

/// What reads otherwise, a line each.
fn changes_ui(ui: &mut egui::Ui, changes: &[Difference]) {
    for change in changes.iter().take(CHANGES) {
        ui.label(look::small(&change.words));
    }
    if CHANGES < changes.len() {
        let words = format!("另有{}处，见修订对照表", changes.len() - CHANGES);
        ui.label(look::small(words));
    }
}

/// The question who approved the plan on paper, and when.
pub(in crate::ui) fn approve_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    screens: &mut Screens,
    draft: &mut ApproveDraft,
    intents: &mut Vec<Intent>,
) {
    ui.label(look::weak("按纸面签批登记。当时的正文和处置卡原样留存，以后再改也不会变。"));
    let fields = &mut screens.fields;
    if let Some(by) = people_field_ui(ui, fields, view.doc, "批准人", &draft.by, intents) {
        draft.by = by;
    }
    if let Some(on) = day_value_ui(ui, fields, "批准日期", draft.on) {
        draft.on = on;
    }
    let note = Text::lines("修订说明", &draft.note).hint("和上一版有什么不同");
    if let Some(note) = text_field_ui(ui, fields, note) {
        draft.note = note;
    }
    for gap in outline::approval_gaps(view.doc, draft.on) {
        banner_ui(ui, Tone::Care, &gap);
    }
}

/// The box to be ticked where something stands against it: always in sight, right above the button.
pub(in crate::ui) fn despite_ui(ui: &mut egui::Ui, view: View<'_>, draft: &mut ApproveDraft) {
    if outline::approval_gaps(view.doc, draft.on).is_empty() {
        return;
    }
    ui.add_space(look::GAP);
    if let Some(despite) = tick_ui(ui, draft.despite, "纸面上已经批准，仍要登记") {
        draft.despite = despite;
    }
}
