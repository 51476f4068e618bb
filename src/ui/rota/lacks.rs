//! What a filled rota lacks: one and the same gap is one card, however many days it lasts, and whoever
//! holds the certificate elsewhere in the team is named before anything else is proposed.

use chrono::NaiveDate;
use eframe::egui;

use crate::action::filling::{Filled, Missing};
use crate::model::RecordId;
use crate::model::duty::{DutyId, DutyShift};
use crate::model::id::PostId;
use crate::rules::duty;
use crate::rules::holidays::spans;
use crate::ui::widgets::{card_ui, long_button_ui, quiet_ui};
use crate::ui::{View, look};
use crate::workspace::Intent;

/// So many people who hold a certificate are named.
const NAMED: usize = 10;

/// What gaps have in common: the post, the shift, and what is missing.
type Kind<'a> = (PostId, DutyShift, &'a str);

fn kind(missing: &Missing) -> Kind<'_> {
    let DutyId { post, shift, .. } = missing.lack.cell;
    (post, shift, missing.lack.what.as_str())
}

/// The gaps, the same ones together, in the order of the first of each.
fn folded(lacks: &[Missing]) -> Vec<(Kind<'_>, Vec<&Missing>)> {
    let mut groups: Vec<(Kind<'_>, Vec<&Missing>)> = Vec::new();
    for missing in lacks {
        let of = kind(missing);
        match groups.iter_mut().find(|(known, _)| *known == of) {
            Some((_, group)) => group.push(missing),
            None => groups.push((of, vec![missing])),
        }
    }
    groups
}

pub(super) fn lacks_ui(
    ui: &mut egui::Ui,
    view: View<'_>,
    filled: &Filled,
    intents: &mut Vec<Intent>,
) {
    for ((post, shift, lack), group) in folded(&filled.lacks) {
        // What was found out of one of the days is said of that day.
        let shown = group.iter().find(|missing| missing.is_explained).or_else(|| group.first());
        let Some(missing) = shown else { continue };
        let title = if let [one] = group.as_slice() {
            one.lack.words.clone()
        } else {
            let name = view.doc.post_name(Some(post)).trim();
            format!("{name} {}：{lack}，共{}天", shift.word(), group.len())
        };
        ui.push_id((post, shift, lack), |ui| {
            card_ui(ui, &title, "", |ui| {
                if 1 < group.len() {
                    let mut days: Vec<NaiveDate> =
                        group.iter().map(|missing| missing.lack.cell.day).collect();
                    days.sort_unstable();
                    days.dedup();
                    ui.label(spans(&days));
                }
                holders_ui(ui, view, missing.lack.cell, intents);
                if 1 < group.len() && missing.is_explained {
                    let day = missing.lack.cell.day.format("%-m月%-d日");
                    ui.label(look::small(format!("以{day}为例：")));
                }
                lack_ui(ui, missing, intents);
            });
        });
    }
}

/// Who holds the certificate that is asked for and may not be put there, for want of being in the
/// group or among those named for the post.
fn holders_ui(ui: &mut egui::Ui, view: View<'_>, cell: DutyId, intents: &mut Vec<Intent>) {
    let Some(post) = view.doc.posts.get(&cell.post) else { return };
    let pool = duty::pool(view.doc, cell.post);
    for skill in &post.needs {
        let others = view.doc.persons.iter().filter(|(id, person)| {
            person.membership.is_some()
                && !pool.contains(id)
                && person.is_certified(*skill, cell.day)
        });
        let names: Vec<&str> = others.map(|(_, person)| person.name.as_str()).collect();
        if names.is_empty() {
            continue;
        }
        let some = names.get(..NAMED).unwrap_or(&names).join("、");
        let more = if NAMED < names.len() { "等" } else { "" };
        let words = format!(
            "队里另有{}人持{}证，不在这个岗位可排的人里：{some}{more}",
            names.len(),
            skill.word()
        );
        ui.label(words);
        if quiet_ui(ui, "去岗位加进“可排人员”…") {
            intents.extend([Intent::Ask(None), Intent::Show(RecordId::Post(cell.post))]);
        }
    }
}

/// Why something is missing, and what would help.
fn lack_ui(ui: &mut egui::Ui, missing: &Missing, intents: &mut Vec<Intent>) {
    if !missing.is_explained {
        if quiet_ui(ui, "查原因") {
            intents.push(Intent::Explain(missing.unmet.clone()));
        }
        return;
    }
    match missing.because_words() {
        words if words.is_empty() => ui.label(look::weak("没有找到排得开的办法")),
        words => ui.label(words),
    };
    if missing.is_proven {
        ui.label(look::small("这几条放在一起排不开，去掉任何一条就可以"));
    }
    for offer in &missing.offers {
        match offer.action() {
            Some(action) => {
                if long_button_ui(ui, &offer.words) {
                    intents.push(Intent::Do(action));
                }
            }
            None => {
                if long_button_ui(ui, &format!("{}…", offer.words)) {
                    intents.push(Intent::Ask(None));
                    intents.push(Intent::Show(offer.about.clone()));
                }
            }
        }
    }
}
