//! `check`: every finding of a workbook as of a day, for people or as JSON.
//!
//! Only lists; what is a finding stands in `rules`.

use std::fmt::Write as _;

use chrono::NaiveDate;
use serde::Serialize;

use super::failure::Failure;
use super::line::CheckOrder;
use super::{Context, Ending};
use crate::file::Opened;
use crate::model::{Cell, Document};
use crate::rules::clashes::folded;
use crate::rules::{Finding, Weight, calendar, checkup, clashes, review};
use crate::session::{Claim, Kept, short_code};

/// What was found, as `--json` writes it. Names stay as they are once released.
#[derive(Debug, Serialize)]
struct Report {
    /// The file.
    path: String,
    /// Which workbook.
    workbook: String,
    /// The short code of its journal.
    code: String,
    /// The day judged as of.
    as_of: NaiveDate,
    counts: Counts,
    findings: Vec<Line>,
    /// What two papers say that cannot both be, kind by kind.
    clashes: Vec<Line>,
    /// What the plan lacks to be carried out, hour by hour.
    checkup: Vec<Line>,
    /// The rules of that kind that could not be looked at.
    checkup_left_out: Vec<Head>,
    /// What the file is, where it is not just what the program left: edited outside it, of an
    /// older format, waiting for steps of another PC.
    file: Vec<String>,
    /// Fields two PCs wrote differently, with what each wrote.
    contested: Vec<Contest>,
}

#[derive(Debug, Serialize)]
struct Contest {
    about: String,
    field: String,
    values: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Counts {
    law: usize,
    due: usize,
    hint: usize,
    clash: usize,
    checkup: usize,
}

#[derive(Debug, Serialize)]
struct Line {
    code: &'static str,
    weight: &'static str,
    title: &'static str,
    about: String,
    words: String,
    source: &'static str,
}

/// A rule, where nothing is said of what it finds.
#[derive(Debug, Serialize)]
struct Head {
    code: &'static str,
    title: &'static str,
}

/// The weights in the order of the report: in JSON, on screen.
const WEIGHTS: [(Weight, &str, &str); 3] = [
    (Weight::Law, "law", "记录不真实或自相矛盾"),
    (Weight::Due, "due", "要办的"),
    (Weight::Hint, "hint", "提示"),
];

/// So many papers that do not agree are told of one kind; the others are only counted.
const TOLD: usize = 5;

pub(super) fn run(order: &CheckOrder, context: &mut Context<'_>) -> Result<Ending, Failure> {
    let opened = context.sound(&order.path)?;
    let today = order.today.unwrap_or_else(|| context.now.date());
    // The same values as `print` and `export` of this file show.
    let doc = opened.as_it_stands();
    let report = report(order, (&opened, &doc), today);
    if order.json {
        context.say(&serde_json::to_string_pretty(&report)?)?;
    } else {
        context.say(&text(&doc, &report))?;
    }
    let clean = report.findings.is_empty()
        && report.clashes.is_empty()
        && report.checkup.is_empty()
        && report.contested.is_empty()
        && opened.verdict.is_whole()
        && opened.verdict.waiting == 0;
    Ok(if clean { Ending::Done } else { Ending::Findings })
}

/// What is found in the records as they stand in the file.
fn report(order: &CheckOrder, (opened, doc): (&Opened, &Document), today: NaiveDate) -> Report {
    let kept = &opened.kept;
    let findings = review(doc, today);
    let clashes = clashes(doc, today);
    let examined = checkup(doc, today);
    let left_out = examined.left_out().into_iter();
    let count = |weight| findings.iter().filter(|finding| finding.rule.weight == weight).count();
    let line = |finding: &Finding| Line {
        code: finding.rule.code,
        weight: WEIGHTS
            .iter()
            .find(|(weight, ..)| *weight == finding.rule.weight)
            .map_or("", |(_, word, _)| word),
        title: finding.rule.title,
        about: doc.name_of(&finding.about),
        words: finding.breach.sentence(),
        source: finding.rule.source,
    };
    Report {
        path: order.path.display().to_string(),
        workbook: kept.workbook.to_string(),
        code: short_code(kept.heads.iter()),
        as_of: today,
        counts: Counts {
            law: count(Weight::Law),
            due: count(Weight::Due),
            hint: count(Weight::Hint),
            clash: clashes.len(),
            checkup: examined.findings.len(),
        },
        findings: findings.iter().map(line).collect(),
        clashes: folded(&clashes)
            .iter()
            .flat_map(|fold| &fold.findings)
            .map(|one| line(one))
            .collect(),
        checkup: examined.findings.iter().map(line).collect(),
        checkup_left_out: left_out
            .map(|rule| Head { code: rule.code, title: rule.title })
            .collect(),
        file: opened.verdict.file_lines(&kept.doc),
        contested: kept
            .contested
            .iter()
            .map(|(cell, claims)| contest(kept, cell, claims))
            .collect(),
    }
}

fn contest(kept: &Kept, cell: &Cell, claims: &[Claim]) -> Contest {
    let words = |claim: &Claim| {
        let shown = claim.value.shown(&kept.doc);
        if shown.is_empty() { "（未填）".to_owned() } else { shown }
    };
    Contest {
        about: cell.record().about(&kept.doc),
        field: cell.label(&kept.doc),
        values: claims.iter().map(words).collect(),
    }
}

/// The report for people: what weighs most first.
fn text(doc: &Document, report: &Report) -> String {
    let mut text = format!("{} {}春节\n", doc.profile().name, doc.current_season().year);
    let mut line = |words: String| {
        // Writing to a text cannot fail.
        let _written = writeln!(text, "{words}");
    };
    line(format!(
        "截至{} 校验码 {}",
        calendar::paper_day(report.as_of, doc.little_year()),
        report.code
    ));
    for (_, weight, title) in WEIGHTS {
        let of_weight = || report.findings.iter().filter(|finding| finding.weight == weight);
        line(format!("\n{title} {}条", of_weight().count()));
        for Line { code, words, source, .. } in of_weight() {
            line(format!("  {code} {words}〔{source}〕"));
        }
    }
    let clashes = format!("打架检查 两处记录对不上的{}条", report.clashes.len());
    let checkup = format!("预案体检 还没有着落的{}条", report.checkup.len());
    for (title, lines, whereto) in [
        (clashes, &report.clashes, "在“材料”里点“打架检查”"),
        (checkup, &report.checkup, "在“预案”的“预案体检”里"),
    ] {
        line(format!("\n{title}"));
        for fold in lines.chunk_by(|one, other| one.code == other.code) {
            let Some(Line { code, title, .. }) = fold.first() else { continue };
            line(format!("  {code} {title}：{}条", fold.len()));
            for Line { words, .. } in fold.iter().take(TOLD) {
                line(format!("    {words}"));
            }
            if TOLD < fold.len() {
                line(format!("    另有{}条，{whereto}逐条看", fold.len() - TOLD));
            }
        }
    }
    if !report.checkup_left_out.is_empty() {
        let titles: Vec<&str> = report.checkup_left_out.iter().map(|rule| rule.title).collect();
        line(format!("  没有核对的{}项：{}", titles.len(), titles.join("；")));
    }
    if !report.file.is_empty() {
        line(format!("\n文件\n  {}", report.file.join("\n  ")));
    }
    if !report.contested.is_empty() {
        line(format!("\n两处填得不同、等人选定的 {}处", report.contested.len()));
    }
    for Contest { about, field, values } in &report.contested {
        line(format!("  {about} {field}：{}", values.join(" ／ ")));
    }
    text
}
