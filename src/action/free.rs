//! Fields that may be written directly; others need a verb of their own.

use super::{Draft, Refusal};
use crate::model::people::{Part, Post, PostField};
use crate::model::record::Life;
use crate::model::value::MOST_TEXT;
use crate::model::{Document, Put};

pub(super) fn set(doc: &Document, put: &Put) -> Result<Draft, Refusal> {
    Ok(Draft::of(format!("填写{}", put.cell().word()), written(doc, put)?))
}

/// Several fields as one step: 填写管理单位 12处, 填写起始日、截止日.
pub(super) fn set_all(doc: &Document, puts: &[Put]) -> Result<Draft, Refusal> {
    let mut words: Vec<&'static str> = Vec::new();
    for put in puts {
        let word = put.cell().word();
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let what = words.join("、");
    let verb = match puts.len() {
        0 => return Err(Refusal::Missing("要填的内容")),
        count if words.len() < count => format!("填写{what} {count}处"),
        _ => format!("填写{what}"),
    };
    Ok(Draft::of(verb, all_written(doc, puts)?))
}

/// What is written where people write these fields.
pub(super) fn all_written(doc: &Document, puts: &[Put]) -> Result<Vec<Put>, Refusal> {
    let written: Vec<Vec<Put>> =
        puts.iter().map(|put| written(doc, put)).collect::<Result<_, Refusal>>()?;
    Ok(written.concat())
}

/// What is written where people write that field: the field, and what follows from it.
fn written(doc: &Document, put: &Put) -> Result<Vec<Put>, Refusal> {
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
    puts.extend(part_said_by_name(doc, put));
    puts.extend(official_by_name(doc, put));
    puts.extend(super::sheets::told_to_hazards(doc, put));
    puts.extend(super::reviews::words_reviewed(doc, put));
    if !is_there {
        puts.push(record.keep(true));
    }
    Ok(puts)
}

/// Where a post gets another name and only its name has said what its people are in the papers of
/// the watch, that is written down, so that log, handover and brief do not lose them.
fn part_said_by_name(doc: &Document, put: &Put) -> Option<Put> {
    let Put::Post(id, PostField::Name(_)) = put else { return None };
    let post = doc.posts.get(id).filter(|post| post.part.is_none())?;
    let part = post.watch_part();
    (part != Part::Other).then(|| (*id, PostField::Part(Some(part))).into())
}

/// A new post whose name, as it is typed, says that another office makes its rota is not filled by
/// the program, unless somebody says otherwise afterwards. One that is called otherwise from now on,
/// or that people hold already, stays as it is.
fn official_by_name(doc: &Document, put: &Put) -> Option<Put> {
    let Put::Post(id, PostField::Name(name)) = put else { return None };
    let post = doc.posts.get(id).filter(|post| !post.official)?;
    let is_held = post.primary.is_some() || post.backup.is_some();
    let is_typed_on = name.starts_with(post.name.as_str());
    if is_held || !is_typed_on {
        return None;
    }
    let is_news = Post::is_official_by_name(name) && !Post::is_official_by_name(&post.name);
    is_news.then(|| (*id, PostField::Official(true)).into())
}
