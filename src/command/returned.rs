//! `import … plan`: what was edited in Word of the plan, taken over into a new workbook chapter by
//! chapter, with a report of each and of what was left in Word.

use serde::Serialize;

use super::failure::Failure;
use super::line::ImportOrder;
use super::merge::free;
use super::{Context, Ending};
use crate::action::Action;
use crate::print::{Piece, Returned, returned};
use crate::session::{Session, Unwatched};
use crate::shell::entropy;
use crate::shell::tables::{self, NotRead};

/// What came of it, as `--json` writes it. Names stay as they are once released.
#[derive(Debug, Serialize)]
struct Report {
    /// The new file.
    path: String,
    /// The short code of its history.
    code: String,
    /// How many chapters read as in the workbook.
    same: usize,
    /// What became of each part that differs.
    parts: Vec<Line>,
    /// What was left in Word, and where it belongs.
    left: Vec<String>,
}

/// What became of a part.
#[derive(Debug, Serialize)]
struct Line {
    title: String,
    amount: String,
    taken: bool,
    remark: String,
}

pub(super) fn run(order: &ImportOrder, context: &mut Context<'_>) -> Result<Ending, Failure> {
    let opened = context.sound(&order.path)?;
    free(context, &order.out)?;
    let not_taken =
        |NotRead { why, advice }| Failure::NoTable { path: order.table.clone(), why, advice };
    let Ok(read) = tables::manuscript(context.disk, &order.table, &Unwatched);
    let text = read.map_err(not_taken)?;
    let is_settled = opened.verdict.is_settled();
    context.tell_left_out(&opened)?;
    let no_name = |err: std::io::Error| Failure::not_written(&order.out, &err);
    let mut session = Session::open(opened.kept, entropy::replica().map_err(no_name)?);
    session.sit_down(order.by.as_deref().unwrap_or_default());
    let found = returned(session.document(), &text, context.now);
    let Returned { pieces, left, same } = found.ok_or_else(|| {
        let why = "里面没有认出方案的章节".to_owned();
        not_taken(NotRead {
            why, advice: "请选从这里存成Word、改过的方案，各章标题要照原样"
        })
    })?;
    let chosen = chosen(order, &pieces)?;
    let mut parts = Vec::new();
    for (piece, is_wanted) in pieces.iter().zip(chosen) {
        let mut remark = piece.remark.clone();
        let mut taken = is_wanted;
        if is_wanted
            && let Err(refusal) = session.perform(&Action::Set(piece.now.clone()), context.now)
        {
            (taken, remark) = (false, refusal.to_string());
        }
        session.seal();
        let (title, amount) = (piece.title.clone(), piece.amount.clone());
        parts.push(Line { title, amount, taken, remark });
    }
    context.write_new(&order.out, &session.snapshot(), &order.path)?;
    let is_all = left.is_empty() && parts.iter().all(|part| part.taken) && is_settled;
    let left = left.into_iter().map(|left| left.words).collect();
    let path = order.out.display().to_string();
    let report = Report { path, code: session.code(), same, parts, left };
    tell(order, &report, context)?;
    Ok(if is_all { Ending::Done } else { Ending::Findings })
}

/// Which parts are taken over: those named, or all that the workbook has not changed since.
fn chosen(order: &ImportOrder, pieces: &[Piece]) -> Result<Vec<bool>, Failure> {
    let is_it = |piece: &Piece, word: &String| *word == piece.title || *word == piece.name;
    let is_named = |piece: &Piece| order.chapters.iter().any(|word| is_it(piece, word));
    for word in &order.chapters {
        if !pieces.iter().any(|piece| is_it(piece, word)) {
            let titles: Vec<&str> = pieces.iter().map(|piece| piece.title.as_str()).collect();
            let titles = if titles.is_empty() { "没有".to_owned() } else { titles.join("、") };
            return Err(Failure::Line(format!(
                "--chapter {word}：Word里这一章没有改，或没有这一章；改过的有：{titles}"
            )));
        }
    }
    let is_wanted = |piece: &Piece| {
        if order.chapters.is_empty() { !piece.is_of_both } else { is_named(piece) }
    };
    Ok(pieces.iter().map(is_wanted).collect())
}

fn tell(order: &ImportOrder, report: &Report, context: &mut Context<'_>) -> Result<(), Failure> {
    if order.json {
        return context.say(&serde_json::to_string_pretty(report)?);
    }
    context.say(&report.path)?;
    for Line { title, amount, taken, remark } in &report.parts {
        let verb = if *taken { "取回" } else { "没有取回" };
        let remark = if remark.is_empty() { String::new() } else { format!("；{remark}") };
        context.tell(&format!("{title} {verb}：{amount}{remark}"))?;
    }
    for words in &report.left {
        context.tell(&format!("没有采用：{words}"))?;
    }
    let taken = report.parts.iter().filter(|part| part.taken).count();
    context.tell(&format!("取回{taken}处，{}章与工作簿一样", report.same))?;
    context.tell(&format!("校验码 {}", report.code))
}
