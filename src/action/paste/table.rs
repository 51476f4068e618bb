//! Reads a table about records, row by row.

use super::desk::Desk;
use super::fields::{self, Said, Table};
use super::grid::{Grid, Line, cut, is_blank, is_han, repeated_down, same_as_above};
use super::guess::{self, entries};
use super::heads::{self, Headed};
use super::identity::{self, Identity};
use super::people;
use super::titles::Titled;
use super::{Column, Fate, Look, Meaning, Order, Row, Sense, What};
use crate::model::people::PersonField;
use crate::model::value::excerpt;
use crate::model::{Put, RecordId};
use crate::rules::signs::quoted;

/// A row before it is written.
struct Raw {
    place: String,
    cells: Vec<String>,
    /// Why it is no row of the table, if it is none.
    stray: Option<&'static str>,
}

pub(super) fn read(desk: &mut Desk<'_>, table: &Table, order: &Order) -> Look {
    let mut look = Look::default();
    let grid = cut(&order.text, &|word| table.heading(word).is_some());
    let (columns, rows, titles) = match grid {
        Grid::List(lines) if order.what == What::Members => listed(desk, table, &lines),
        grid => tabled(table, grid.into_lines(), order.what == What::Members),
    };
    desk.season.titled = Titled::of(&titles, order.source.as_ref());
    look.titles = titles;
    look.columns = columns;
    for (place, column) in look.columns.iter_mut().enumerate() {
        if let Some(sense) = order.hints.columns.get(&place) {
            (column.sense, column.is_passed_over) = (*sense, true);
        }
    }
    passed_over_identities(&mut look, &rows, order);
    look.choices = choices(table);
    look.looks_merged = looks_merged(table, &look.columns, &rows);
    // Nobody lives nowhere: of who stays, a place that is left empty is the one above.
    let is_usual = || order.what == What::Residents && is_begun(table, &look.columns, &rows);
    look.merged = order.hints.merged.unwrap_or_else(is_usual);
    let mut above = vec![String::new(); look.columns.len()];
    let mut last = above.clone();
    let is_of_members = order.what == What::Members;
    for raw in rows {
        let Raw { place, mut cells, stray } = raw;
        let alone = || is_of_members.then(|| title_alone(desk, &look.columns, &cells)).flatten();
        let stray = stray.or_else(alone);
        cells.resize(look.columns.len(), String::new());
        let by_hand = same_as_above(&mut last, &mut cells);
        if look.merged {
            fill_down(table, &look.columns, &mut above, &mut cells);
        }
        let mut row = match stray {
            Some(why) => {
                let left_out = vec![why.to_owned()];
                Row { place, cells, fate: Fate::Unread, told: Vec::new(), changes: 0, left_out }
            }
            None => row(desk, table, &look.columns, (place, cells)),
        };
        // Shown is what was written.
        for (place, words) in by_hand {
            if let Some(cell) = row.cells.get_mut(place) {
                *cell = words;
            }
        }
        look.rows.push(row);
    }
    if order.what == What::Members && !look.rows.is_empty() {
        remarks(&mut look);
    }
    look
}

/// A column of identity numbers is not taken in. Where a person says what it is, the numbers are left
/// out cell by cell.
fn passed_over_identities(look: &mut Look, rows: &[Raw], order: &Order) {
    for (place, column) in look.columns.iter_mut().enumerate() {
        let cells = rows.iter().filter_map(|row| row.cells.get(place));
        let is_used = column.sense != Sense::Skip;
        let found = identity::of_column(cells.map(String::as_str), is_used);
        let Some(found) = found.filter(|_| !order.hints.columns.contains_key(&place)) else {
            continue;
        };
        (column.sense, column.is_passed_over) = (Sense::Skip, true);
        let name = if column.head.is_empty() {
            format!("第{}列", place + 1)
        } else {
            format!("“{}”一列", column.head)
        };
        look.remarks.push(match found {
            Identity::Whole => format!("{name}是身份证号，没有录入"),
            Identity::Spoilt => {
                format!("{name}像是身份证号，在表里存成了数字，末几位已经不准，没有录入")
            }
        });
    }
}

/// What is taken for granted where the roster does not say it.
fn remarks(look: &mut Look) {
    for (meaning, words) in [
        (Meaning::Standing, "没有“政治面貌”一列：新队员先按“正式党员”录入"),
        (Meaning::Group, "没有“小组”一列：新队员先编入“安全巡查组”"),
        (Meaning::Sex, "没有“性别”一列：新队员的性别先空着（未填）"),
    ] {
        if !look.columns.iter().any(|column| column.sense == Sense::Says(meaning)) {
            look.remarks.push(words.to_owned());
        }
    }
}

/// What a column may be taken for.
fn choices(table: &Table) -> Vec<(Sense, String)> {
    let mut meanings: Vec<Meaning> = table.fields.iter().map(|field| field.meaning).collect();
    meanings.sort_unstable();
    meanings.dedup();
    meanings.retain(|meaning| *meaning != Meaning::Skip);
    let says = meanings.into_iter().map(|one| (Sense::Says(one), one.word().to_owned()));
    says.chain([(Sense::Skip, Meaning::Skip.word().to_owned())]).collect()
}

/// Why a row with nothing but what should be a name is none of a roster: 后勤服务 is the title of the
/// rows below.
fn title_alone(desk: &Desk<'_>, columns: &[Column], cells: &[String]) -> Option<&'static str> {
    let is_name = |column: &Column| column.sense == Sense::Says(Meaning::Name);
    let wide = columns.iter().filter(|column| column.sense != Sense::Skip).count();
    let filled = || columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
    let (column, name) = filled().next()?;
    let is_alone = is_name(column) && filled().count() == 1 && 2 < wide;
    let is_somebody = desk.knows(name) || people::has_surname(name);
    // Rare surnames are known to nobody, but hardly with three signs behind them.
    let is_long = 4 <= name.chars().count() && name.chars().all(is_han);
    (is_alone && is_long && !is_somebody).then_some("这一行只有几个字，不像姓名，当作小标题")
}

type Cut = (Vec<Column>, Vec<Raw>, Vec<String>);

/// A table in columns.
fn tabled(table: &Table, lines: Vec<Line>, guesses: bool) -> Cut {
    let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or_default();
    let meanings = |line: &Line| -> Vec<Option<Meaning>> {
        line.cells.iter().map(|cell| table.heading(&cell.replace('\n', ""))).collect()
    };
    let ranks = |line: &Line| {
        let known = meanings(line);
        (known.iter().flatten().count(), known.contains(&Some(table.name)))
    };
    let spare = lines.clone();
    let headed = heads::part(lines, width, &ranks);
    let is_headed = headed.is_some();
    let mut headed = headed.unwrap_or_else(|| Headed {
        heads: vec![String::new(); width],
        lowest: vec![String::new(); width],
        titles: Vec::new(),
        lines: spare,
    });
    repeated_down(&mut headed.lines);
    let filled = |place: usize| -> Vec<&str> {
        let cells = headed.lines.iter().filter_map(|line| line.cells.get(place));
        cells.map(String::as_str).filter(|cell| !cell.is_empty()).collect()
    };
    let known = if is_headed {
        let lowest = headed.lowest.iter().zip(&headed.heads);
        let known = lowest.enumerate().map(|(place, (low, head))| {
            let by_words = table.heading(low).or_else(|| table.heading(head));
            // A column nobody named may still be telephones, which must not be lost.
            let by_cells = || match guess::column(&filled(place)) {
                phone @ (Meaning::Mobile | Meaning::Phone) if low.is_empty() => Some(phone),
                _ => None,
            };
            let has = |meaning: &Meaning| table.fields.iter().any(|one| one.meaning == *meaning);
            by_words.or_else(by_cells).filter(has).unwrap_or(Meaning::Skip)
        });
        // 联系人 tells something of a telephone too, but not where 说明 stands beside it.
        let ranks: Vec<(bool, usize)> = headed
            .lowest
            .iter()
            .enumerate()
            .map(|(place, low)| (filled(place).is_empty(), table.rank(low)))
            .collect();
        only_first_half(table, guess::only_best(known.collect(), &ranks), &headed.lowest)
    } else if guesses {
        guess::columns(&headed.lines, width)
    } else {
        in_order(table, &headed.lines, width)
    };
    let counted: Vec<bool> = (0..width).map(|place| is_count(&filled(place))).collect();
    let columns = known.into_iter().zip(headed.heads).zip(counted);
    let columns = columns.map(|((meaning, head), is_count)| {
        let is_passed_over = is_count && meaning == Meaning::Skip;
        Column { head, sense: sense(meaning), is_passed_over }
    });
    let columns = columns.collect();
    let rows = headed.lines.into_iter().map(|line| Raw {
        place: format!("第{}行", line.number),
        stray: stray(&line.cells),
        cells: line.cells,
    });
    (columns, rows.collect(), headed.titles)
}

/// Beside a list of people another may stand: whose telephone comes behind the second name is none of
/// the first.
fn only_first_half(table: &Table, mut known: Vec<Meaning>, heads: &[String]) -> Vec<Meaning> {
    let is_of_people = table.name == Meaning::Name;
    let is_name = |(_, head): &(usize, &String)| table.heading(head) == Some(table.name);
    let second = heads.iter().enumerate().filter(|_| is_of_people).filter(is_name).nth(1);
    let from = second.map_or(known.len(), |(place, _)| place);
    for meaning in known.iter_mut().skip(from) {
        *meaning = Meaning::Skip;
    }
    known
}

/// Why a row is none of the table: it adds up those above, or says who made it. Either stands where it
/// begins, whatever comes behind.
fn stray(cells: &[String]) -> Option<&'static str> {
    const MADE: [&str; 6] = ["填表", "制表", "审核", "审批", "填报", "编制"];
    let first = cells.iter().find(|cell| !cell.is_empty());
    let words: String = first
        .into_iter()
        .flat_map(|cell| cell.chars())
        .filter(|sign| !sign.is_whitespace())
        .collect();
    let rest = MADE.iter().find_map(|made| words.strip_prefix(made));
    let rest = rest.map(|rest| rest.strip_prefix(['人', '员', '：', ':']).unwrap_or(rest));
    match words.as_str() {
        "合计" | "小计" | "总计" | "共计" => Some("这一行是合计"),
        // 审核科 is a unit.
        _ if rest.is_some_and(|rest| rest.is_empty() || words.contains(['：', ':'])) => {
            Some("这一行是填表、审核的落款")
        }
        _ => None,
    }
}

/// Whether a column only counts the rows.
pub(super) fn is_count(cells: &[&str]) -> bool {
    let is_number = |cell: &&str| {
        cell.len() <= 4 && !cell.is_empty() && cell.chars().all(|sign| sign.is_ascii_digit())
    };
    let mut numbers: Vec<u32> =
        cells.iter().filter(|cell| is_number(cell)).filter_map(|cell| cell.parse().ok()).collect();
    let known = numbers.len();
    // Where rows are merged several have one number.
    numbers.dedup();
    let rises = numbers.windows(2).all(|pair| matches!(pair, [one, next] if *next == one + 1));
    numbers.first() == Some(&1) && rises && cells.len() <= known + 1
}

fn sense(meaning: Meaning) -> Sense {
    if meaning == Meaning::Skip { Sense::Skip } else { Sense::Says(meaning) }
}

/// Without headings: a count is skipped, the first column of words is the name, telephones are
/// telephones; a person says what the others are.
fn in_order(table: &Table, lines: &[Line], width: usize) -> Vec<Meaning> {
    let mut named = false;
    let has = |meaning: Meaning| table.fields.iter().any(|field| field.meaning == meaning);
    let columns = (0..width).map(|place| {
        let cells: Vec<&str> = lines
            .iter()
            .filter_map(|line| line.cells.get(place))
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
            .collect();
        match guess::column(&cells) {
            Meaning::Mobile | Meaning::Phone if has(Meaning::Phone) => Meaning::Phone,
            meaning => {
                let counted = meaning == Meaning::Skip
                    && cells.iter().all(|cell| cell.chars().all(|sign| sign.is_ascii_digit()));
                if named || counted {
                    return Meaning::Skip;
                }
                named = true;
                table.name
            }
        }
    });
    guess::only_once(columns.collect())
}

/// The list of a chat group, its words sorted into columns, so that it reads like a table.
fn listed(desk: &Desk<'_>, table: &Table, lines: &[Line]) -> Cut {
    let entries = entries(table, lines, &|name| desk.knows(name));
    let said = || entries.iter().filter_map(|(_, said)| said.as_ref().ok()).flatten();
    let has = |meaning: &Meaning| said().any(|(one, _)| one == meaning);
    let meanings: Vec<Meaning> = Meaning::ALL.iter().copied().filter(has).collect();
    let rows = entries.iter().map(|(number, said)| match said {
        Ok(said) => {
            let cell = |meaning: &Meaning| {
                let of: Vec<&str> = said
                    .iter()
                    .filter(|(one, _)| one == meaning)
                    .map(|(_, word)| word.as_str())
                    .collect();
                of.join(" ")
            };
            let cells = meanings.iter().map(cell).collect();
            Raw { place: format!("第{number}行"), cells, stray: None }
        }
        Err(words) => Raw {
            place: format!("第{number}行"),
            cells: vec![words.clone()],
            stray: Some("没有序号，当作说明"),
        },
    });
    let rows = rows.collect();
    let column = |meaning: &Meaning| Column {
        head: String::new(),
        sense: sense(*meaning),
        is_passed_over: false,
    };
    (meanings.iter().map(column).collect(), rows, Vec::new())
}

fn is_merged(table: &Table, column: &Column) -> bool {
    matches!(column.sense, Sense::Says(meaning) if table.merged.contains(&meaning))
}

/// Whether cells may have been merged: some of a column are empty, others are not.
fn looks_merged(table: &Table, columns: &[Column], rows: &[Raw]) -> bool {
    let empty = |place: usize| {
        let read = rows.iter().filter(|row| row.stray.is_none());
        read.map(move |row| row.cells.get(place).is_none_or(String::is_empty))
    };
    let mut often = columns.iter().enumerate().filter(|(_, one)| is_merged(table, one));
    often.any(|(place, _)| empty(place).any(|one| one) && empty(place).any(|one| !one))
}

/// Whether the first of the columns that are often merged is filled in the first row, and empty in
/// another.
fn is_begun(table: &Table, columns: &[Column], rows: &[Raw]) -> bool {
    let sense = table.merged.first().map(|meaning| Sense::Says(*meaning));
    let place = columns.iter().position(|column| Some(column.sense) == sense);
    let Some(place) = place else { return false };
    let mut empty = rows
        .iter()
        .filter(|row| row.stray.is_none())
        .map(|row| row.cells.get(place).is_none_or(String::is_empty));
    empty.next() == Some(false) && empty.any(|one| one)
}

/// What a cell is merged within: a room is one of its building.
fn outer(table: &Table, meaning: Meaning) -> Option<Meaning> {
    match meaning {
        Meaning::Room => Some(Meaning::Building),
        Meaning::Area => Some(Meaning::Route),
        Meaning::Unit => table.merged.contains(&Meaning::Name).then_some(Meaning::Name),
        _ => None,
    }
}

/// Writes what stands above into empty cells of columns that are often merged.
fn fill_down(table: &Table, columns: &[Column], above: &mut [String], cells: &mut [String]) {
    let place_of = |meaning| columns.iter().position(|one| one.sense == Sense::Says(meaning));
    for (place, column) in columns.iter().enumerate() {
        let Sense::Says(meaning) = column.sense else { continue };
        let Some(within) = outer(table, meaning).and_then(place_of) else { continue };
        let now = cells.get(within).filter(|cell| !cell.is_empty());
        // Within another building it begins anew.
        if now.is_some()
            && now != above.get(within)
            && let Some(above) = above.get_mut(place)
        {
            above.clear();
        }
    }
    let merged = columns.iter().zip(above).zip(cells);
    for ((_, above), cell) in merged.filter(|((column, _), _)| is_merged(table, column)) {
        if cell.is_empty() {
            cell.clone_from(above);
        } else {
            above.clone_from(cell);
        }
    }
}

/// Whether a row is the headings of a table, though perhaps of one about something else.
fn is_heads(cells: &[String]) -> bool {
    let words: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    2 <= words.len() && words.iter().all(|word| fields::is_head(word))
}

/// The words of a row by what their columns mean, without identity numbers.
fn said_in(desk: &mut Desk<'_>, columns: &[Column], cells: &[String]) -> Said {
    let mut said = Said::new();
    for (column, cell) in columns.iter().zip(cells) {
        let Sense::Says(meaning) = column.sense else { continue };
        if is_blank(cell) {
            continue;
        }
        let bare = identity::without(cell);
        if bare.is_some() {
            desk.left_out.push(format!("{}里的身份证号没有录入", meaning.word()));
        }
        let cell = bare.as_ref().unwrap_or(cell);
        if cell.is_empty() {
            continue;
        }
        let words = said.entry(meaning).or_default();
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(cell);
    }
    said
}

/// Writes one row and says what came of it.
fn row(
    desk: &mut Desk<'_>,
    table: &Table,
    columns: &[Column],
    (place, cells): (String, Vec<String>),
) -> Row {
    desk.told.clear();
    desk.left_out.clear();
    if is_heads(&cells) {
        let left_out = vec!["这一行是表头，不是内容".to_owned()];
        return Row { place, cells, fate: Fate::Unread, told: Vec::new(), changes: 0, left_out };
    }
    let mut said = said_in(desk, columns, &cells);
    let unread = |column: &Column| column.sense == Sense::Skip && !column.is_passed_over;
    let mut beside = columns.iter().zip(&cells).filter(|(column, _)| unread(column));
    desk.has_unread_day = beside.any(|(_, cell)| desk.is_days(cell));
    let mut counts = columns.iter().zip(&cells).filter(|(column, _)| column.head.contains("天数"));
    desk.day_count = counts.next().map(|(_, cell)| cell.trim_end_matches('天').trim().to_owned());
    let mut unclear = Vec::new();
    (table.prepare)(&mut said, &mut unclear);
    desk.left_out.extend(unclear);
    let (before, written) = (desk.doc.clone(), desk.puts.len());
    let (record, is_new) = match (table.subject)(desk, &said) {
        Ok(subject) => subject,
        Err(why) => {
            let left_out = vec![why];
            return Row {
                place,
                cells,
                fate: Fate::Unread,
                told: Vec::new(),
                changes: 0,
                left_out,
            };
        }
    };
    for field in table.fields {
        let words = said.get(&field.meaning).filter(|words| !words.is_empty());
        if let (Some(write), Some(words)) = (field.write, words)
            && let Err(why) = write(desk, &record, words)
        {
            let word = field.meaning.word();
            let why = if why.starts_with(word) { why } else { format!("{word}：{why}") };
            desk.left_out.push(why);
        }
    }
    let mut told = std::mem::take(&mut desk.told);
    if desk.seen.contains(&record) {
        told.insert(0, format!("与前面的{}是同一个", quoted(&desk.doc.name_of(&record))));
    }
    let puts = desk.puts.get(written..).unwrap_or_default();
    let puts = puts.iter().filter(|put| !is_new || put.cell().record() != record);
    let besides = told.len();
    told.extend(puts.filter_map(|put| change(desk, &before, (put, &record))));
    let changes = told.len() - besides;
    let fate = match () {
        () if is_new => Fate::New,
        () if desk.puts.len() == written => Fate::Same,
        () => Fate::Changed,
    };
    desk.seen.insert(record);
    let left_out = std::mem::take(&mut desk.left_out);
    Row { place, cells, fate, told, changes, left_out }
}

/// 手机：8326→13900000001, of a record that was on the books before.
fn change(
    desk: &Desk<'_>,
    before: &crate::model::Document,
    (put, subject): (&Put, &RecordId),
) -> Option<String> {
    let record = put.cell().record();
    if !before.has(&record) || record != *subject {
        return None;
    }
    let was = before.read(&put.cell()).shown(before);
    let now = put.shown(&desk.doc);
    // Half a stretch of days and half a certificate look like another.
    let is_whole =
        matches!(put, Put::Person(_, PersonField::Leaves(_) | PersonField::Certificates(_)));
    let most = if is_whole { 400 } else { 16 };
    let (from, to) = (excerpt(&was, &[&now], most), excerpt(&now, &[&was], most));
    let from = if from.is_empty() { "空" } else { &from };
    Some(format!("{}：{from}→{to}", put.cell().word()))
}
