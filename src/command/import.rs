//! `import`: a table out of a file of an office program, taken into a new workbook through the same
//! reader as what is pasted in the window; what becomes of each row is listed.

use serde::Serialize;

use super::failure::Failure;
use super::line::{ImportOrder, Imported};
use super::merge::free;
use super::{Context, Ending, returned};
use crate::action::Action;
use crate::action::paste::{self, Fate, Look, Order, Sheet, Source, What};
use crate::model::Document;
use crate::session::{Session, Unwatched};
use crate::shell::tables::{self, NotRead};
use crate::shell::{columns, entropy};

/// What came of it, as `--json` writes it. Names stay as they are once released.
#[derive(Debug, Serialize)]
struct Report {
    /// The new file; empty where the books had everything and none was written.
    path: String,
    /// The short code of its history.
    code: String,
    /// The sheet that was read.
    sheet: String,
    /// Its columns: heading, and what they were taken for.
    columns: Vec<(String, String)>,
    /// What holds of the whole table.
    remarks: Vec<String>,
    /// What became of each row.
    rows: Vec<Line>,
}

/// What became of a row.
#[derive(Debug, Serialize)]
struct Line {
    place: String,
    fate: &'static str,
    told: Vec<String>,
    left_out: Vec<String>,
}

pub(super) fn run(order: &ImportOrder, context: &mut Context<'_>) -> Result<Ending, Failure> {
    match order.what {
        Imported::Table(what) => of_table(order, what, context),
        Imported::Plan => returned::run(order, context),
    }
}

fn of_table(order: &ImportOrder, what: What, context: &mut Context<'_>) -> Result<Ending, Failure> {
    let opened = context.sound(&order.path)?;
    free(context, &order.out)?;
    let Ok(read) = tables::sheets(context.disk, &order.table, &Unwatched);
    let not_read =
        |NotRead { why, advice }| Failure::NoTable { path: order.table.clone(), why, advice };
    let sheets = read.map_err(not_read)?;
    let is_settled = opened.verdict.is_settled();
    let is_one_sheet = sheets.len() < 2 || order.sheet.is_some();
    context.tell_left_out(&opened)?;
    let no_name = |err: std::io::Error| Failure::not_written(&order.out, &err);
    let mut session = Session::open(opened.kept, entropy::replica().map_err(no_name)?);
    session.sit_down(order.by.as_deref().unwrap_or_default());
    let table = table((order, what), session.document(), sheets, context)?;
    let look = paste::look(session.document(), &table, context.now.date());
    let done = session.perform(&Action::Paste(Box::new(table.clone())), context.now);
    let remarks = remarks(&table, &look);
    let is_clear = is_clear(&look, &remarks) && is_one_sheet && is_settled;
    let ending = if is_clear { Ending::Done } else { Ending::Findings };
    if let Err(refusal) = done {
        // Nothing is wrong with a table of which the books say everything.
        if !look.rows.is_empty() && look.count(Fate::Same) == look.rows.len() {
            if order.json {
                let report = Report {
                    path: String::new(),
                    ..report(order, &session, (&table, &look), remarks)
                };
                context.say(&serde_json::to_string_pretty(&report)?)?;
            } else {
                told(&look, &remarks, context)?;
            }
            context.tell(if look.left_out().is_empty() {
                "表里的内容册上都已有，没有写新文件"
            } else {
                "读得懂的内容册上都已有，没录入的见上面每一行的说明，没有写新文件"
            })?;
            return Ok(ending);
        }
        told(&look, &remarks, context)?;
        let why = refusal.to_string();
        let advice = if look.rows.is_empty() {
            "请核对表头下面有没有内容"
        } else {
            "请对照上面每一行的说明"
        };
        return Err(Failure::NoTable { path: order.table.clone(), why, advice });
    }
    context.write_new(&order.out, &session.snapshot(), &order.path)?;
    if order.json {
        let report = report(order, &session, (&table, &look), remarks);
        context.say(&serde_json::to_string_pretty(&report)?)?;
    } else {
        context.say(&order.out.display().to_string())?;
        told(&look, &remarks, context)?;
        context.tell(&format!("校验码 {}", session.code()))?;
    }
    Ok(ending)
}

/// Whether nothing of a table is left to look at: everything was taken, nothing was taken for granted,
/// and no row says more than what it changes.
fn is_clear(look: &Look, remarks: &[String]) -> bool {
    let says_no_more = look.rows.iter().all(|row| row.told.len() == row.changes);
    look.left_out().is_empty() && remarks.is_empty() && says_no_more
}

/// The table that is meant, with what the command line says of it.
fn table(
    (order, what): (&ImportOrder, What),
    doc: &Document,
    sheets: Vec<Sheet>,
    context: &mut Context<'_>,
) -> Result<Order, Failure> {
    let today = context.now.date();
    let name = order.table.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let meant = order.sheet.as_deref().map(|sheet| chosen(sheet, &sheets)).transpose()?;
    let count = sheets.len();
    let table = Order::of_file(doc, (name, sheets), Some(what), today);
    let at = meant.or_else(|| table.source.as_ref().map(|source| source.at)).unwrap_or_default();
    // Whoever names a kind on the command line means it.
    let mut table = Order { what, ..table }.of_sheet(at);
    if 1 < count && order.sheet.is_none() {
        let sheet = table.source.as_ref().and_then(Source::sheet);
        let name = sheet.map(|sheet| sheet.name.clone()).unwrap_or_default();
        context.tell(&format!("共{count}张表，读的是“{name}”；要读别的请写 --sheet"))?;
    }
    (table.hints.merged, table.hints.newcomers) = (order.merged.then_some(true), order.newcomers);
    let look = paste::look(doc, &table, today);
    table.hints.columns = columns::load(context.disk, &context.home).recall(what, &look);
    if !table.hints.columns.is_empty() {
        context.tell("各列的意思照本机上次录入同样表头的表")?;
    }
    for (head, says) in &order.columns {
        let place = look.columns.iter().position(|column| column.head == *head);
        let sense = look.choices.iter().find(|(_, words)| words == says);
        let (Some(place), Some((sense, _))) = (place, sense) else {
            let heads: Vec<&str> = look.columns.iter().map(|one| one.head.as_str()).collect();
            let words: Vec<&str> = look.choices.iter().map(|(_, words)| words.as_str()).collect();
            let (heads, words) = (heads.join("、"), words.join("、"));
            return Err(Failure::Line(format!(
                "--column {head}={says}：没有这一列，或没有这个意思\n表头有：{heads}\n意思有：{words}"
            )));
        };
        table.hints.columns.insert(place, *sense);
    }
    Ok(table)
}

/// The sheet of that name, or of that number.
fn chosen(word: &str, sheets: &[Sheet]) -> Result<usize, Failure> {
    let named = sheets.iter().position(|sheet| sheet.name == word);
    let numbered = || word.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < sheets.len());
    named.or_else(numbered).ok_or_else(|| {
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        Failure::Line(format!("没有工作表“{word}”，有：{}", names.join("、")))
    })
}

/// What holds of the whole table, for people to read.
fn remarks(table: &Order, look: &Look) -> Vec<String> {
    let sheet = table.source.as_ref().and_then(Source::sheet);
    let hidden = sheet.filter(|sheet| sheet.is_hidden);
    let hidden = hidden.map(|sheet| format!("工作表“{}”在原文件里是隐藏的", sheet.name));
    let notes = sheet.map(|sheet| sheet.notes.clone()).unwrap_or_default();
    let of_look = look.remarks.iter().cloned().chain(look.columns_left_out());
    hidden.into_iter().chain(notes).chain(of_look).collect()
}

fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::New => "新录入",
        Fate::Changed => "改动",
        Fate::Same => "与册上相同",
        Fate::Unread => "没有读出",
    }
}

fn report(
    order: &ImportOrder,
    session: &Session,
    (table, look): (&Order, &Look),
    remarks: Vec<String>,
) -> Report {
    let words = |sense| {
        let offered = look.choices.iter().find(|(offered, _)| *offered == sense);
        offered.map(|(_, words)| words.clone()).unwrap_or_default()
    };
    let columns = look.columns.iter().map(|column| (column.head.clone(), words(column.sense)));
    let rows = look.rows.iter().map(|row| Line {
        place: row.place.clone(),
        fate: fate(row.fate),
        told: row.told.clone(),
        left_out: row.left_out.clone(),
    });
    let sheet = table.source.as_ref().and_then(Source::sheet);
    Report {
        path: order.out.display().to_string(),
        code: session.code(),
        sheet: sheet.map(|sheet| sheet.name.clone()).unwrap_or_default(),
        columns: columns.collect(),
        remarks,
        rows: rows.collect(),
    }
}

/// The report for people: a line a row.
fn told(look: &Look, remarks: &[String], context: &mut Context<'_>) -> Result<(), Failure> {
    for words in remarks {
        context.tell(words)?;
    }
    for row in &look.rows {
        let mut line = format!("{} {}", row.place, fate(row.fate));
        if !row.told.is_empty() {
            line.push('：');
            line.push_str(&row.told.join("；"));
        }
        if !row.left_out.is_empty() {
            // A row that was not read says why; of another some is left out, or odd and taken.
            line.push_str(if row.fate == Fate::Unread {
                "："
            } else {
                "；没有录入或请核对："
            });
            line.push_str(&row.left_out.join("；"));
        }
        context.tell(&line)?;
    }
    let counts = [Fate::New, Fate::Changed, Fate::Same, Fate::Unread];
    let counts = counts.into_iter().map(|one| (look.count(one), fate(one)));
    let counts: Vec<String> = counts
        .filter(|(count, _)| 0 < *count)
        .map(|(count, words)| format!("{words}{count}行"))
        .collect();
    if counts.is_empty() { Ok(()) } else { context.tell(&counts.join("，")) }
}
