//! Papers as words for a chat: no table, no page, telephones of people with their middle hidden.

use super::PrintError;
use super::data::Data;
use super::form::{Block, Form};
use super::letter::{Element, Heading, Letter};
use super::rota::{Day, Post, Rota};
use super::table::{Column, Row, Table};
use crate::rules::masking::masked_within;

/// The words of some data.
pub(super) fn of(data: &Data) -> Result<String, PrintError> {
    let words = match data {
        Data::Form(form) => of_form(form),
        Data::Forms(forms) => forms.iter().map(of_form).collect::<Vec<_>>().join("\n\n"),
        Data::Letters(letters) => letters.iter().map(of_letter).collect::<Vec<_>>().join("\n\n"),
        Data::Rota(rota) => of_rota(rota),
        Data::Sheets(_)
        | Data::Transfer(_)
        | Data::Ledger(_)
        | Data::Reviewed(_)
        | Data::Cards(_)
        | Data::FoldedCards(_)
        | Data::Slips(_)
        | Data::Pockets(_)
        | Data::Fold(_)
        | Data::Plates(_)
        | Data::Boards(_)
        | Data::Halves(_) => return Err(PrintError::Nothing),
    };
    Ok(masked_within(&words))
}

/// What is not empty, a line each.
fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

fn title(title: &str) -> String {
    format!("【{}】", title.replace('\n', ""))
}

/// Title, facts, and what is told: empty boxes and cells to sign are for the pen.
fn of_form(form: &Form) -> String {
    let facts = form.facts.iter().map(|fact| labelled(&fact.label, &fact.value));
    let facts = facts.filter(|words| !words.is_empty()).collect::<Vec<_>>().join("；");
    let blocks = form.blocks.iter().map(|block| match block {
        Block::Heading(words) => words.clone(),
        Block::Text(text) => labelled(&text.label, &text.words),
        Block::Words(words) => words.paragraphs.join("\n"),
        Block::Table(table) => of_table(table),
        Block::Ticks(_) | Block::Signatures(_) | Block::PageBreak => String::new(),
    });
    lines([title(&form.title), form.subtitle.clone(), facts].into_iter().chain(blocks))
}

/// 天气：晴, without breaks in the label; nothing where nothing is said.
fn labelled(label: &str, words: &str) -> String {
    let label = label.replace('\n', "");
    match (label.as_str(), words.trim()) {
        (_, "") => String::new(),
        ("", words) => words.to_owned(),
        (label, words) => format!("{label}：{words}"),
    }
}

/// A line a row: its cells, with the title of their column where that says more than the cell.
fn of_table(table: &Table) -> String {
    let title = table.title.clone();
    let row = |row: &Row| match row {
        Row::Group(words) => words.clone(),
        Row::Cells(cells) | Row::Of(_, cells) | Row::Total(cells) => {
            let parts = table.columns.iter().zip(cells).filter_map(|(column, words)| {
                let is_amount = words.chars().all(|sign| sign.is_ascii_digit());
                match (words.trim(), is_amount) {
                    ("", _) => None,
                    (words, true) => Some(counted(column, words)),
                    (words, false) => Some(in_one_line(words)),
                }
            });
            parts.collect::<Vec<_>>().join("，")
        }
    };
    lines([title].into_iter().chain(table.rows.iter().map(row)))
}

/// Lines of a cell as one: 、 between them, but not before what a bracket adds to the line above.
fn in_one_line(words: &str) -> String {
    let mut told = String::new();
    for line in words.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !told.is_empty() && !line.starts_with(['（', '(']) {
            told.push('、');
        }
        told.push_str(line);
    }
    told
}

/// An amount as one says it: 巡查9次.
fn counted(column: &Column, amount: &str) -> String {
    match &column.spoken {
        Some((what, unit)) => format!("{what}{amount}{unit}"),
        None => format!("{}{amount}", column.title.replace('\n', "")),
    }
}

fn of_letter(letter: &Letter) -> String {
    let element = |element: &Element| match element {
        Element::Heading(Heading { words, then, .. }) => format!("{words}{then}"),
        Element::Paragraph(words) => words.clone(),
        Element::Table(table) => of_table(table),
        Element::Signature(one) => one.units.join("、"),
        Element::Attachment(_)
        | Element::Lines(_)
        | Element::Enclosures(_)
        | Element::Approval(_)
        | Element::Consult(_)
        | Element::Reviews(_)
        | Element::Entry(_)
        | Element::PageBreak => String::new(),
    };
    lines([title(&letter.title)].into_iter().chain(letter.elements.iter().map(element)))
}

/// A day: who is on duty, a post a line.
fn of_rota(rota: &Rota) -> String {
    let days = rota.days.iter().map(|day| of_day(&rota.posts, day));
    lines([title(&rota.title)].into_iter().chain(days).chain([rota.phones.clone()]))
}

fn of_day(posts: &[Post], day: &Day) -> String {
    let named = [&day.date, &day.week, &day.lunar, &day.name].map(String::as_str);
    let named: Vec<&str> = named.into_iter().filter(|words| !words.is_empty()).collect();
    let mut cells = day.cells.iter();
    let posts = posts.iter().map(|post| {
        let shifts: Vec<&str> = match post.shifts.as_slice() {
            [] => vec![""],
            shifts => shifts.iter().map(|shift| shift.name.as_str()).collect(),
        };
        let manned = shifts.into_iter().filter_map(|shift| {
            let names = cells.next()?.join("、");
            (!names.is_empty()).then(|| format!("{shift}{names}"))
        });
        labelled(&post.name, &manned.collect::<Vec<_>>().join("；"))
    });
    let posts: Vec<String> = posts.collect();
    lines([named.join(" ")].into_iter().chain(posts))
}
