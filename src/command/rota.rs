//! `rota`: fills what is ours of the rota, as 自动排班 in the window does; says how even it is, what
//! is missing and why, and writes it into a new workbook where asked to.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde::Serialize;

use super::failure::Failure;
use super::line::RotaOrder;
use super::merge::free;
use super::{Context, Ending};
use crate::action::filling::{
    Earlier, Filled, Filling, Gain, Missing, Order, Yearbook, counts, too_long, usual_span,
};
use crate::action::{Action, TeamAction};
use crate::file::Opened;
use crate::model::Document;
use crate::model::id::{PersonId, Replica};
use crate::rules::calendar;
use crate::rules::duty::{Borne, Share, cell_words, reached_words};
use crate::session::{Kept, Session};

/// What came of it, as `--json` writes it. Names stay as they are once released.
#[derive(Debug, Serialize)]
struct Report {
    /// The new file, if one was written.
    path: Option<String>,
    /// First and last day.
    from: String,
    to: String,
    /// How even the rota was and is, from 0 to 100.
    evenness_before: u32,
    evenness: u32,
    /// What is missing, and why.
    unmet: Vec<Lacking>,
    /// What each person bears, leaders left out.
    people: Vec<Bearing>,
    /// The cells that are other than before.
    cells: Vec<CellLine>,
    /// Of earlier files: who could not be told apart, or is not there any more.
    remarks: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Lacking {
    words: String,
    because: Vec<String>,
    proven: bool,
    changes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Bearing {
    name: String,
    before: BTreeMap<&'static str, u32>,
    after: BTreeMap<&'static str, u32>,
    earlier: BTreeMap<&'static str, u32>,
}

#[derive(Debug, Serialize)]
struct CellLine {
    day: String,
    shift: &'static str,
    post: String,
    people: Vec<String>,
}

pub(super) fn run(order: &RotaOrder, context: &mut Context<'_>) -> Result<Ending, Failure> {
    let opened = context.sound(&order.path)?;
    if let Some(out) = &order.out {
        free(context, out)?;
    }
    let is_settled = opened.verdict.is_settled();
    let doc = opened.kept.doc.clone();
    let here = Yearbook::of(opened.kept.workbook, &doc);
    let Past { unsure, gone, borne: earlier } = past((&doc, here), order, context)?;
    let span = usual_span(&doc, context.now);
    let no_span = || {
        let words = "工作簿里没有本季的起止日，请写 --from 和 --to";
        Failure::Line(words.to_owned())
    };
    let (first, last) = span.unzip();
    let from = order.from.or(first).ok_or_else(no_span)?;
    let to = order.to.or(last).ok_or_else(no_span)?;
    if to < from {
        // Only what was written is called by its name.
        return Err(Failure::Line(match (order.from, order.to) {
            (_, None) => format!("--from {from} 在本季最后一天 {to} 以后，请把 --to 也写上"),
            (None, _) => format!("--to {to} 在 {from} 以前，请把 --from 也写上"),
            _ => format!("--to {to} 在 --from {from} 以前"),
        }));
    }
    if let Some(words) = too_long(from, to) {
        return Err(Failure::Line(words));
    }
    let filling = Filling::of(&doc, Order { from, to, earlier, gaps: order.gaps }, context.now);
    if filling.is_empty() {
        let words = format!("{from} 至 {to} 没有要排的班：没有自己排班的岗位，或者都已经过去");
        return Err(Failure::Line(words));
    }
    let filled = filling.solved(|_, _| true).map_err(|bad| Failure::Rota(bad.to_string()))?;
    context.tell_left_out(&opened)?;
    let is_clean = filled.lacks.is_empty() && unsure.is_empty() && is_settled;
    let remarks = unsure.into_iter().chain(gone).collect();
    let mut report = report(&doc, &filled, remarks);
    if let Some(out) = &order.out {
        let by = order.by.as_deref().unwrap_or_default();
        let name = name(&opened.kept, &filled, (by, context.now));
        let mut session = Session::open(opened.kept, name);
        session.sit_down(by);
        if !filled.changed.is_empty() {
            let action = Action::Team(TeamAction::FillRota(filled.changed.clone()));
            let done = session.perform(&action, context.now);
            done.map_err(|refusal| Failure::Rota(refusal.to_string()))?;
        }
        context.write_new(out, &session.snapshot(), &order.path)?;
        context.tell(&format!("校验码 {}", session.code()))?;
        report.path = Some(out.display().to_string());
    }
    if order.json {
        context.say(&serde_json::to_string_pretty(&report)?)?;
    } else {
        context.say(&text(&doc, &filled, &report))?;
    }
    Ok(if is_clean { Ending::Done } else { Ending::Findings })
}

/// The name under which the rota is written: made of what it rests on and what comes of it, so that the
/// same run at the same time writes the same bytes, and nothing else is ever written under it.
fn name(kept: &Kept, filled: &Filled, (by, now): (&str, NaiveDateTime)) -> Replica {
    let mut hasher = blake3::Hasher::new();
    let mut add = |words: String| {
        hasher.update(words.as_bytes()).update(b"\n");
    };
    add(format!("{} {now} {by}", kept.workbook));
    for (replica, head) in &kept.heads {
        add(format!("{replica} {} {}", head.number, head.digest));
    }
    for (cell, people) in &filled.changed {
        let people = people.iter().map(|one| one.0.to_string()).collect::<Vec<_>>().join(" ");
        add(format!("{} {} {} {people}", cell.day, cell.shift.word(), cell.post.0));
    }
    let bytes = hasher.finalize();
    let bits = bytes.as_bytes().iter().take(8);
    Replica::from_bits(bits.fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte)))
}

/// What is known of earlier files.
struct Past {
    /// Who could not be told apart, in words: somebody has to say.
    unsure: Vec<String>,
    /// Who is not there any more, in words.
    gone: Vec<String>,
    /// What people bore.
    borne: BTreeMap<PersonId, Borne>,
}

/// What people bore in the earlier files, and what of them could not be counted.
fn past(
    (doc, here): (&Document, Yearbook),
    order: &RotaOrder,
    context: &Context<'_>,
) -> Result<Past, Failure> {
    let mut past = Past { unsure: Vec::new(), gone: Vec::new(), borne: BTreeMap::new() };
    let mut known: Vec<Yearbook> = Vec::new();
    for path in &order.earlier {
        let Opened { kept: there, verdict, .. } = context.sound(path)?;
        let (name, yearbook) = (path.display(), Yearbook::of(there.workbook, &there.doc));
        counts(yearbook, here, &known).map_err(|why| Failure::Line(format!("{name} {why}")))?;
        known.push(yearbook);
        let edits = verdict.differences.len();
        if 0 < edits {
            past.unsure
                .push(format!("{name}：在程序以外改过{edits}处，没有采用，按历史里的值计入"));
        }
        let earlier = Earlier::of(doc, &there.doc);
        for (_, who, perhaps) in earlier.unsure() {
            let words = perhaps.iter().map(|one| {
                let unit = doc.persons.get(one).and_then(|person| person.unit);
                format!("{} {}", doc.person_name(*one), doc.unit_name(unit)).trim().to_owned()
            });
            let words = words.collect::<Vec<_>>().join("、");
            past.unsure.push(format!(
                "{name}：当年的{who}与今年的{words}同名，电话对不上，没有计入；在窗口的“自动排班”里选定一次就记住"
            ));
        }
        let (gone, names) = (earlier.gone_words(), earlier.gone().join("、"));
        if !gone.is_empty() {
            past.gone.push(format!("{name}：{gone}：{names}"));
        }
        earlier.add_to(doc, &mut past.borne);
    }
    Ok(past)
}

fn report(doc: &Document, filled: &Filled, remarks: Vec<String>) -> Report {
    let order = filled.filling.order();
    let borne = |borne: &Borne| borne.iter().map(|(share, count)| (share.word(), *count)).collect();
    let person = |gain: &Gain| Bearing {
        name: doc.person_name(gain.person).to_owned(),
        before: borne(&gain.before),
        after: borne(&gain.after),
        earlier: borne(&gain.earlier),
    };
    let lacking = |one: &Missing| Lacking {
        words: one.lack.words.clone(),
        because: one.because.clone(),
        proven: one.is_proven,
        changes: one.offers.iter().map(|offer| offer.words.clone()).collect(),
    };
    let cells = filled.changed.iter().map(|(cell, people)| CellLine {
        day: cell.day.to_string(),
        shift: cell.shift.word(),
        post: doc.post_name(Some(cell.post)).to_owned(),
        people: people.iter().map(|one| doc.person_name(*one).to_owned()).collect(),
    });
    Report {
        path: None,
        from: order.from.to_string(),
        to: order.to.to_string(),
        evenness_before: filled.evenness.0,
        evenness: filled.evenness.1,
        unmet: filled.lacks.iter().map(lacking).collect(),
        people: filled.gains.iter().map(person).collect(),
        cells: cells.collect(),
        remarks,
    }
}

/// The report for people.
fn text(doc: &Document, filled: &Filled, report: &Report) -> String {
    let mut lines: Vec<String> = report.path.iter().cloned().collect();
    let order = filled.filling.order();
    let seats = filled.filling.seats();
    let paper_day = |day| calendar::paper_day(day, doc.little_year());
    let (from, to) = (paper_day(order.from), paper_day(order.to));
    lines.push(format!("自动排班 {from}至{to} 共{seats}人次"));
    let (before, after) = filled.evenness;
    lines.push(format!("均衡情况 {after}分（原{before}分） {}", reached_words(after)));
    lines.push(format!("没有排满的 {}处", filled.lacks.len()));
    for lack in &filled.lacks {
        lines.push(format!("  {}", lack.lack.words));
        let because = lack.because_words();
        if !lack.is_explained {
            lines.push("    原因没有逐条查，可在窗口里点“查原因”".to_owned());
        }
        if !because.is_empty() {
            lines.push(format!("    {because}"));
        }
        for offer in &lack.offers {
            lines.push(format!("    可以改：{}", offer.words));
        }
    }
    for remark in &report.remarks {
        lines.push(remark.clone());
    }
    lines.push("每人（矿领导不列）".to_owned());
    let shares = Share::all(&doc.profile());
    for gain in &filled.gains {
        let parts = shares.iter().filter_map(|share| {
            let count = gain.after.get(share).copied().filter(|count| 0 < *count)?;
            Some(format!("{}{count}", share.word()))
        });
        let parts = parts.collect::<Vec<_>>().join(" ");
        lines.push(format!("  {} {parts}", doc.person_name(gain.person)).trim_end().to_owned());
    }
    lines.push(format!("改动 {}班", filled.changed.len()));
    for (cell, people) in &filled.changed {
        lines.push(format!("  {}：{}", cell_words(doc, cell), doc.person_names(people)));
    }
    lines.join("\n")
}
