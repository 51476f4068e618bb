//! The figures under the ledger, with the way they were counted.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::cut::Cut;
use crate::model::Document;
use crate::model::hazard::{Hazard, State, Step};
use crate::model::mine::{Mine, Term};
use crate::print::head::hazard_numbers;
use crate::rules::figures::HazardFigures;

/// The figures with the way they were counted.
pub(super) fn summary(
    doc: &Document,
    mine: &Mine,
    today: NaiveDate,
    cut: Cut,
    void: usize,
) -> Vec<String> {
    let living: Vec<&Hazard> = doc
        .hazards
        .iter()
        .map(|(_, hazard)| hazard)
        .filter(|hazard| cut.holds(hazard) && hazard.state() != State::Void)
        .collect();
    let figures = HazardFigures::count(living.iter().copied(), today);
    let HazardFigures { all, on_spot, late, was_late, to_close, .. } = figures;
    let moved = |step: &Step| matches!(step, Step::Extended { .. });
    let extended = living.iter().filter(|hazard| hazard.steps.iter().any(moved)).count();
    let is_major = |hazard: &&&Hazard| hazard.judgement.as_ref().is_some_and(|one| one.major);
    let major = living.iter().filter(is_major).count();
    let safety = mine.term(Term::Safety);
    let listed = if cut.is_whole() { "本册全部隐患" } else { "本表所列隐患" };
    vec![
        format!("累计登记{all}条（口径：{listed}，不含作废{void}号）。"),
        format!("当场整改{on_spot}条；{}。", limited(&living, safety)),
        format!(
            "{}；待复查、待销号{to_close}条；延期{extended}条；超期{late}条（口径：截至当日未整改且过期限），曾超期{}条（口径：整改或延期时已过期限）；{safety}认定重大隐患{major}条。",
            figures.rate_words(),
            was_late.saturating_sub(late),
        ),
    ]
}

/// Those with a limit, and which of them have no notice or no number in the mine's own system, so
/// that a reader who counts finds every one.
fn limited(living: &[&Hazard], safety: &str) -> String {
    let limited: Vec<&Hazard> =
        living.iter().copied().filter(|hazard| !hazard.is_on_spot()).collect();
    let notices: BTreeSet<&str> = limited
        .iter()
        .map(|hazard| hazard.safety_number.trim())
        .filter(|number| !number.is_empty())
        .collect();
    let without = |number: fn(&Hazard) -> &str| -> Vec<&Hazard> {
        limited.iter().copied().filter(|hazard| number(hazard).trim().is_empty()).collect()
    };
    let mut parts = vec![format!(
        "其余{}条，其中{safety}下达通知书{}份（口径：不同的通知书号）",
        limited.len(),
        notices.len()
    )];
    for (what, some) in [
        ("通知书号", without(|one| &one.safety_number)),
        ("双防编号", without(|one| &one.dual_number)),
    ] {
        if some.len() == limited.len() && !some.is_empty() {
            parts.push(format!("都没有{what}"));
        } else if !some.is_empty() {
            let numbers = hazard_numbers(some.iter().copied(), &mut None);
            parts.push(format!("没有{what}的{}条（{numbers}）", some.len()));
        }
    }
    parts.join("，")
}
