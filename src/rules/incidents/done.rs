//! That a step was done, in words. A step says what is to be done in one case or another (有人烧伤的打120): that it
//! was ticked off tells that somebody saw to it, never that somebody was burnt.

use crate::model::Document;
use crate::model::incident::{DrillKind, Incident, IncidentLine};

/// 完成; of a drill, what it was.
pub fn done_word(incident: &Incident) -> &'static str {
    match incident.drill {
        None => "完成",
        Some(DrillKind::Table) => "推演",
        Some(DrillKind::Field | DrillKind::Roll) => "演练",
    }
}

/// 第2步完成（发现人）; of a step that is not on the card that holds by now, what was to be done, as it stood
/// there.
pub(super) fn done_words(doc: &Document, line: &IncidentLine) -> String {
    let blank = Incident::default();
    let incident = line.incident.and_then(|id| doc.incidents.find(&id)).unwrap_or(&blank);
    let (done, own) = (done_word(incident), line.words.trim());
    let mut steps = (1..).zip(&incident.steps);
    let is_it = |number: u16, what: &str| line.step == Some(number) && own.ends_with(what.trim());
    let step = steps.find(|(_, (number, step))| is_it(**number, &step.what));
    match step {
        Some((place, (_, step))) => {
            let place: usize = place;
            let who = step.who.trim();
            let who = if who.is_empty() { String::new() } else { format!("（{who}）") };
            format!("第{place}步{done}{who}")
        }
        None => format!("{done}一步：“{}”", own.trim_end_matches('。')),
    }
}
