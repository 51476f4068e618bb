//! 典型事例: chosen by rule, told as their papers tell them.

use chrono::NaiveDate;

use super::ORDINALS;
use crate::model::Document;
use crate::model::checklist::Class;
use crate::model::hazard::{Hazard, State, Step};
use crate::print::head::{number_words, short_day};
use crate::print::letter::Element;
use crate::print::plan::prose;
use crate::print::transfer::place_words;
use crate::rules::wording::what;

/// So many cases are told.
const MOST_CASES: usize = 3;

/// Cases by rule, not by taste: hazards with a limit that were signed off, the gravest class first,
/// one of each site. Then what the office wrote itself.
pub(super) fn told(doc: &Document, today: NaiveDate, own: &str) -> Vec<Element> {
    let mut hazards: Vec<&Hazard> = doc
        .hazards
        .iter()
        .map(|(_, hazard)| hazard)
        .filter(|hazard| hazard.state() == State::Closed && !hazard.is_on_spot())
        .filter(|hazard| hazard.due.is_some() && hazard.closed_on().is_some_and(|on| on <= today))
        .collect();
    let gravity = |hazard: &Hazard| match hazard.class {
        Some(Class::C) => 0,
        Some(Class::B) => 1,
        Some(Class::A) | None => 2,
    };
    hazards.sort_by_key(|hazard| (gravity(hazard), hazard.found_on, hazard.number.clone()));
    let mut chosen: Vec<&Hazard> = Vec::new();
    for hazard in hazards {
        if chosen.len() < MOST_CASES && !chosen.iter().any(|one| one.site == hazard.site) {
            chosen.push(hazard);
        }
    }
    let own = prose::elements(own);
    if chosen.is_empty() {
        let words = "本册还没有限期整改并已销号的隐患。";
        return if own.is_empty() { vec![Element::Paragraph(words.to_owned())] } else { own };
    }
    let rule = "以下从台账中选取：限期整改且已销号，处置档高的在前，一处场所一条。";
    let mut elements = vec![Element::Paragraph(rule.to_owned())];
    for (ordinal, hazard) in ORDINALS.iter().zip(chosen) {
        let number = number_words(hazard.number.as_ref());
        let title = format!("（{ordinal}）{}（{number}）", place_words(doc, hazard));
        elements.push(Element::heading(2, title, ""));
        elements.push(Element::Paragraph(case(doc, hazard)));
    }
    elements.extend(own);
    elements
}

/// A case as its papers tell it.
fn case(doc: &Document, hazard: &Hazard) -> String {
    let year = doc.current_season().year;
    let day = |day: NaiveDate| short_day(day, year);
    let ended = |words: &str| words.trim().trim_end_matches(['。', '；']).to_owned();
    let found = hazard.found_on.map(day).unwrap_or_default();
    let mut words = format!("{found}发现{}", ended(what(doc, hazard)));
    if !hazard.interim.trim().is_empty() {
        words = format!("{words}，{}", ended(&hazard.interim));
    }
    let unit = doc.unit_name(hazard.unit);
    if let Some(limit) = hazard.due.or_else(|| hazard.limit()) {
        words = format!(
            "{words}；限{}于{}前整改",
            if unit.is_empty() { "期" } else { unit },
            day(limit)
        );
    }
    for step in &hazard.steps {
        let more = match step {
            Step::Extended { until, by, on, .. } => {
                format!("{}{}同意延期至{}", day(*on), doc.person_name(*by), day(*until))
            }
            Step::Rectified { at, how, .. } => match ended(how).as_str() {
                "" => format!("{}整改完成", day(at.date())),
                how => format!("{}整改完成，{how}", day(at.date())),
            },
            Step::Rechecked { by, at, pass: true, .. } => {
                format!("{}{}复查合格", day(at.date()), doc.person_names(by))
            }
            Step::Rechecked { at, pass: false, .. } => format!("{}复查退回", day(at.date())),
            Step::Closed { on, .. } => format!("{}销号", day(*on)),
            _ => continue,
        };
        words = format!("{words}；{more}");
    }
    format!("{words}。")
}
