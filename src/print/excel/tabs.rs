//! What stands on a paper as tables, one on a leaf.

use crate::print::data::Data;
use crate::print::form::{Block, Form, Page};
use crate::print::rota::{Day, Rota, Wall};
use crate::print::slip;
use crate::print::tab::{Cells, Head, Kind, Line, Paper, Tab, of_table};
use crate::print::table::{Holds, Side, Table};

/// The leaves of some data; none where no table stands on it.
pub(super) fn tabs(data: &Data, name: &str) -> Vec<Tab> {
    match data {
        Data::Ledger(ledger) => vec![ledger.tab(name)],
        Data::Rota(rota) => {
            let telephones = rota.telephones();
            let telephones = telephones.iter().flat_map(|form| of_form(form, &form.title));
            std::iter::once(of_rota(rota, name)).chain(telephones).collect()
        }
        Data::Form(form) => of_form(form, name),
        Data::Forms(forms) => forms.iter().flat_map(|form| of_form(form, name)).collect(),
        Data::Slips(slips) => of_form(&slip::list(slips), name),
        Data::Boards(boards) => boards.iter().flat_map(|one| of_form(&one.form(), name)).collect(),
        Data::Sheets(_)
        | Data::Transfer(_)
        | Data::Letters(_)
        | Data::Reviewed(_)
        | Data::Cards(_)
        | Data::FoldedCards(_)
        | Data::Pockets(_)
        | Data::Fold(_)
        | Data::Plates(_)
        | Data::Halves(_) => Vec::new(),
    }
}

/// A leaf a table: widths and heads that come again are those of a leaf. What stands above the
/// first goes above it, everything else under the table it follows.
fn of_form(form: &Form, name: &str) -> Vec<Tab> {
    let mut tabs: Vec<Tab> = Vec::new();
    let facts = form.facts.iter().map(|fact| labelled(&fact.label, &fact.value));
    let mut above: Vec<String> = [form.subtitle.clone()].into_iter().chain(facts).collect();
    for block in &form.blocks {
        let words = match block {
            Block::Table(table) => {
                let mut tab = of_block(form, table, name);
                tab.above.append(&mut above);
                tabs.push(tab);
                continue;
            }
            Block::Heading(words) => vec![words.clone()],
            Block::Text(text) => vec![labelled(&text.label, &text.words)],
            Block::Words(words) => words.paragraphs.clone(),
            Block::Ticks(ticks) => vec![labelled(&ticks.label, &ticks.items.join("　"))],
            Block::Signatures(cells) => vec![signers(&cells.labels)],
            Block::PageBreak => Vec::new(),
        };
        tabs.last_mut().map_or(&mut above, |tab| &mut tab.below).extend(words);
    }
    if let Some(tab) = tabs.last_mut()
        && !form.notes.is_empty()
    {
        tab.below.push(format!("填表说明：{}", form.notes.concat()));
    }
    for tab in &mut tabs {
        tab.above.retain(|words| !words.trim().is_empty());
        tab.below.retain(|words| !words.trim().is_empty());
    }
    tabs
}

fn of_block(form: &Form, table: &Table, name: &str) -> Tab {
    let (columns, heads, lines) = of_table(table);
    let has_heads = heads.iter().any(|head| !head.words.is_empty());
    let empty = Line::Group(table.empty.clone());
    Tab {
        name: if table.title.is_empty() { name.to_owned() } else { table.title.clone() },
        paper: match form.page {
            Page::A4 | Page::A5 => Paper::A4,
            Page::A4Wide => Paper::A4Wide,
        },
        title: form.title.clone(),
        above: vec![unit(&form.unit), table.title.clone()],
        heads: if has_heads { vec![heads] } else { Vec::new() },
        columns,
        lines: if lines.is_empty() && !table.empty.is_empty() { vec![empty] } else { lines },
        below: Vec::new(),
    }
}

fn unit(unit: &str) -> String {
    format!("单位：{unit}")
}

/// 天气：晴; only one of the two where the other is empty, and nothing where nothing is said.
fn labelled(label: &str, words: &str) -> String {
    let label: String = label.lines().collect();
    match (label.as_str(), words.trim()) {
        (_, "") => String::new(),
        ("", words) => words.to_owned(),
        (label, words) => format!("{label}：{words}"),
    }
}

/// Who signs, with room to sign after each.
fn signers(labels: &[String]) -> String {
    let label = |label: &String| format!("{}：{}", label.replace('\n', ""), "　".repeat(10));
    labels.iter().map(label).collect()
}

/// Days by posts; a post with shifts over the columns of its shifts.
fn of_rota(rota: &Rota, name: &str) -> Tab {
    let has_shifts = rota.posts.iter().any(|post| !post.shifts.is_empty());
    let down = if has_shifts { 2 } else { 1 };
    let own = ["日期", "星期", "农历", "节日"];
    let mut first: Vec<Head> = own.iter().map(|words| Head { down, ..Head::one(words) }).collect();
    let mut second = Vec::new();
    let mut columns = vec![Kind::new(Holds::Day, Side::Center)];
    columns.extend([Kind::new(Holds::Words, Side::Center); 3]);
    for post in &rota.posts {
        let across = post.shifts.len().max(1);
        let down = if post.shifts.is_empty() { down } else { 1 };
        first.push(Head { across, down, ..Head::one(&post.name) });
        second.extend(post.shifts.iter().map(|shift| Head::one(&shift.name)));
        columns.extend(vec![Kind::new(Holds::Words, Side::Center); across]);
    }
    let phones = Some(rota.phones.clone()).filter(|phones| !phones.is_empty());
    let notes = rota.notes.iter().cloned();
    Tab {
        name: name.to_owned(),
        paper: match rota.page {
            Wall::A4 => Paper::A4Wide,
            Wall::A3 => Paper::A3Wide,
        },
        title: rota.title.clone(),
        above: vec![unit(&rota.unit), rota.subtitle.clone()],
        heads: if has_shifts { vec![first, second] } else { vec![first] },
        columns,
        lines: rota.days.iter().map(of_day).chain(phones_of(rota)).collect(),
        below: phones.into_iter().chain(notes).chain([signers(&rota.signers)]).collect(),
    }
}

/// The telephones of the posts under their columns; nothing where no post has one.
fn phones_of(rota: &Rota) -> Option<Line> {
    let label = std::iter::once("联系电话".to_owned()).chain(vec![String::new(); 3]);
    let phones = rota.posts.iter().flat_map(|post| {
        let further = post.shifts.len().saturating_sub(1);
        std::iter::once(post.phone.clone()).chain(vec![String::new(); further])
    });
    let is_any = rota.posts.iter().any(|post| !post.phone.trim().is_empty());
    let words: Vec<String> = label.chain(phones).collect();
    is_any.then(|| Line::Cells(Cells { words, ..Cells::default() }))
}

fn of_day(day: &Day) -> Line {
    let own = [&day.date, &day.week, &day.lunar, &day.name].map(Clone::clone);
    let names = day.cells.iter().map(|names| names.join("、"));
    let words = own.into_iter().chain(names).collect();
    Line::Cells(Cells { words, year: day.year, loud: day.festival })
}
