//! What happened to hazards in a stretch of time: each deed with the numbers.

use super::head::hazard_numbers;
use crate::model::Document;
use crate::rules::course::{Stretch, deeds};

/// 登记3条：YH-2027-0063至0065；销号1条：0041.
pub(super) fn told(doc: &Document, of: Stretch) -> String {
    let mut said = None;
    let told = deeds(doc, of).into_iter().map(|(verb, hazards)| {
        let numbers = hazard_numbers(hazards.iter().copied(), &mut said);
        format!("{verb}{}条：{numbers}", hazards.len())
    });
    told.collect::<Vec<_>>().join("；")
}
