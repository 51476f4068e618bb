//! 为什么是他: on demand, for the people of a cell, why not somebody else.

use eframe::egui;

use super::Front;
use crate::action::filling::{Filling, Order, usual_span};
use crate::model::duty::{Duty, DutyId};
use crate::ui::widgets::{card_ui, quiet_ui};
use crate::ui::{Screens, look};

/// So many others are held against each.
const OTHERS: usize = 5;

/// What was found out of a cell, of which revision of the document and beside which earlier workbooks.
#[derive(Debug)]
pub(super) struct Reasons {
    revision: u64,
    earlier: u64,
    cell: DutyId,
    lines: Vec<String>,
}

pub(super) fn why_ui(
    ui: &mut egui::Ui,
    front: &Front<'_>,
    screens: &mut Screens,
    (cell, duty): (DutyId, &Duty),
) {
    let doc = front.view.doc;
    let ours = doc.posts.get(&cell.post).is_some_and(|post| !post.official);
    // Of a shift that has begun nothing is filled any more, and so nothing weighed.
    let has_begun = cell.shift.span(cell.day).0 <= front.view.now;
    if duty.persons.is_empty() || !ours || has_begun {
        return;
    }
    let (revision, earlier) = (doc.revision(), front.view.workspace.earlier_state());
    let known =
        |known: &&Reasons| (known.revision, known.earlier, known.cell) == (revision, earlier, cell);
    if let Some(reasons) = screens.rota.reasons.as_ref().filter(known) {
        card_ui(ui, "为什么是他", "", |ui| {
            for line in &reasons.lines {
                ui.label(look::small(line));
            }
        });
    } else if quiet_ui(ui, "为什么是他，不是别人？") {
        let lines = reasons(front, (cell, duty));
        screens.rota.reasons = Some(Reasons { revision, earlier, cell, lines });
    }
}

fn reasons(front: &Front<'_>, (cell, duty): (DutyId, &Duty)) -> Vec<String> {
    let (doc, now) = (front.view.doc, front.view.now);
    let (from, to) = usual_span(doc, now).unwrap_or((cell.day, cell.day));
    let mut earlier = std::collections::BTreeMap::new();
    for (_, one) in front.view.workspace.earlier() {
        one.add_to(doc, &mut earlier);
    }
    let (from, to) = (from.min(cell.day), to.max(cell.day));
    let filling = Filling::of(doc, Order { from, to, earlier, gaps: false }, now);
    let ranked = front.burden.ranked(doc, cell, &duty.persons).into_iter();
    let others: Vec<_> = ranked
        .map(|fit| fit.person)
        .filter(|one| !duty.persons.contains(one))
        .take(OTHERS)
        .collect();
    let told = filling.reasons(cell, &others).into_iter();
    let lines = told.map(|(who, other, words)| {
        format!("{}，不是{}：{words}", doc.person_name(who), doc.person_name(other))
    });
    lines.collect()
}
