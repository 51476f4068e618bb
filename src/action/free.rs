//! Fields that may be written directly; others need a verb of their own.

use super::{Draft, Refusal};
use crate::model::record::Life;
use crate::model::value::MOST_TEXT;
use crate::model::{Document, Put};

pub(super) fn set(doc: &Document, put: &Put) -> Result<Draft, Refusal> {
    let cell = put.cell();
    let record = cell.record();
    let is_there = doc.has(&record);
    let alone = record.kind().life() == Life::Alone;
    if !alone && !is_there {
        return Err(Refusal::Gone(record));
    }
    let facts = cell.facts(doc);
    if !facts.is_free {
        return Err(Refusal::NotFree(facts.word));
    }
    if MOST_TEXT < put.shown(doc).len() {
        return Err(Refusal::TooLong(facts.word));
    }
    let mut puts = vec![put.clone()];
    puts.extend(super::team::part_said_by_name(doc, put));
    puts.extend(super::sheets::told_to_hazards(doc, put));
    puts.extend(super::plan::words_reviewed(doc, put));
    if !is_there {
        puts.push(record.keep(true));
    }
    Ok(Draft::of(format!("填写{}", facts.word), puts))
}
