//! `merge`: copies of one workbook put together into a new file; what two of them filled in
//! differently is listed, and both values are kept until a person chooses.

use std::path::Path;

use serde::Serialize;

use super::failure::Failure;
use super::line::MergeOrder;
use super::{Context, Ending};
use crate::file::{self, Brought, Opened, join};
use crate::model::id::Replica;
use crate::session::{Claim, Session, Unwatched};

/// What came of it, as `--json` writes it. Names stay as they are once released.
#[derive(Debug, Serialize)]
struct Report {
    /// The new file.
    path: String,
    /// Which workbook.
    workbook: String,
    /// The short code of its history.
    code: String,
    /// What each copy brought.
    copies: Vec<Copy>,
    /// Steps that wait for others that are in no copy.
    waiting: usize,
    /// Fields filled in differently.
    conflicts: Vec<Conflict>,
    /// What was changed in the files outside the program and is not taken over.
    edited: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Copy {
    path: String,
    steps: usize,
    /// Of these, those of a cloned PC that bear a name of their own now.
    renamed: usize,
}

#[derive(Debug, Serialize)]
struct Conflict {
    about: String,
    field: String,
    values: Vec<Value>,
}

#[derive(Debug, Serialize)]
struct Value {
    words: String,
    by: String,
    pc: String,
    at: Option<String>,
}

pub(super) fn run(order: &MergeOrder, context: &mut Context<'_>) -> Result<Ending, Failure> {
    let mine = context.sound(&order.path)?;
    free(context, &order.out)?;
    let mut edited = edits(&order.path, &mine);
    let mut session = Session::open(mine.kept, Replica::from_bits(0));
    let mut copies = Vec::new();
    for path in &order.theirs {
        let theirs = context.sound(path)?;
        let Ok(joined) = join(&mut session, theirs, &Unwatched);
        let brought = joined
            .map_err(|apart| Failure::Apart { path: path.clone(), words: apart.to_string() })?;
        let named = |line: &String| format!("{}：{line}", path.display());
        edited.extend(brought.edited.iter().map(named));
        let Brought { steps, renamed, .. } = brought;
        copies.push(Copy { path: path.display().to_string(), steps, renamed });
    }
    context.write_new(&order.out, &session.snapshot(), &order.path)?;
    let report = report(&order.out, &session, copies, edited);
    if order.json {
        context.say(&serde_json::to_string_pretty(&report)?)?;
    } else {
        context.say(&report.path)?;
        told(&report, context)?;
    }
    let is_settled = report.conflicts.is_empty() && report.edited.is_empty() && report.waiting == 0;
    Ok(if is_settled { Ending::Done } else { Ending::Findings })
}

/// Refuses to write where something lies already.
pub(super) fn free(context: &Context<'_>, out: &Path) -> Result<(), Failure> {
    if context.disk.facts(out).is_ok() {
        let why = "那里已经有一个文件，没有覆盖；请换一个文件名";
        return Err(Failure::Taken { path: out.to_owned(), why });
    }
    Ok(())
}

/// What was changed in a file outside the program.
fn edits(path: &Path, opened: &Opened) -> Vec<String> {
    let lines = opened.verdict.differences.iter();
    lines.map(|one| format!("{}：{}", path.display(), one.words(&opened.kept.doc))).collect()
}

fn report(out: &Path, session: &Session, copies: Vec<Copy>, edited: Vec<String>) -> Report {
    let doc = session.document();
    let value = |claim: &Claim| {
        let words = claim.value.shown(doc);
        let replica = claim.entry.replica;
        Value {
            words: if words.is_empty() { "（未填）".to_owned() } else { words },
            by: claim.by.clone(),
            pc: session.pc_of(replica).map_or_else(|| replica.to_string(), ToOwned::to_owned),
            at: claim.at.map(|at| at.format("%Y-%m-%d %H:%M").to_string()),
        }
    };
    let conflicts = session.contested().iter().map(|(cell, claims)| Conflict {
        about: cell.record().about(doc),
        field: cell.label(doc),
        values: claims.iter().map(value).collect(),
    });
    Report {
        path: out.display().to_string(),
        workbook: session.workbook().to_string(),
        code: session.code(),
        copies,
        waiting: session.waiting(),
        conflicts: conflicts.collect(),
        edited,
    }
}

/// The report for people.
fn told(report: &Report, context: &mut Context<'_>) -> Result<(), Failure> {
    for Copy { path, steps, renamed } in &report.copies {
        context.tell(&format!("{path}：合入{steps}次改动"))?;
        if 0 < *renamed {
            context.tell(&file::renamed_words(*renamed))?;
        }
    }
    if !report.conflicts.is_empty() {
        let count = report.conflicts.len();
        context.tell(&format!("两边填得不同{count}处，两个值都保留，请打开新文件选定："))?;
    }
    for Conflict { about, field, values } in &report.conflicts {
        context.tell(&format!("  {about}的{field}："))?;
        for Value { words, by, pc, at } in values {
            let by = if by.is_empty() { "未留名" } else { by };
            let at = at.as_deref().unwrap_or("时间不详");
            context.tell(&format!("    “{words}”　{by}　电脑{pc}　{at}"))?;
        }
    }
    if !report.edited.is_empty() {
        context.tell("在程序以外改过、没有采用的（需要的话请在原文件里打开后采用）：")?;
    }
    for line in &report.edited {
        context.tell(&format!("  {line}"))?;
    }
    if let Some(line) = file::waiting_words(report.waiting) {
        context.tell(&line)?;
    }
    context.tell(&format!("校验码 {}", report.code))
}
