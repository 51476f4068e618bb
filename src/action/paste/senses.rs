//! What each column of a rota is taken for, by its heading and its cells.
//!
//! A column names a post and a shift, or only one of them, or neither: what it does not name
//! stands in a column of posts or of shifts, row by row.

use std::collections::BTreeMap;

use super::days::beside;
use super::desk::Desk;
use super::fields::head_words;
use super::grid::is_blank;
use super::rota::{CALENDAR, Sheet, cell};
use super::table::is_count;
use super::{Column, Order, Sense, phones, slots};
use crate::model::duty::DutyShift;
use crate::model::id::PostId;
use crate::rules::duty;

/// The words at the head of a column of posts, of shifts, and of names.
const POSTS: [&str; 4] = ["岗位", "岗位名称", "值班岗位", "岗"];
const SHIFTS: [&str; 5] = ["班次", "班别", "班制", "班", "值班班次"];
const NAMES: [&str; 6] = ["姓名", "人员", "值班人", "值班人员", "人员姓名", "名单"];

/// Whether it stands at the head of a column of posts, of shifts, or of names.
pub(super) fn is_head(words: &str) -> bool {
    [&POSTS[..], &SHIFTS, &NAMES].into_iter().any(|heads| heads.contains(&words))
}

/// What each column is taken for; what a person said of one comes first.
pub(super) fn columns(desk: &Desk<'_>, sheet: &Sheet, order: &Order) -> Vec<Column> {
    let width = sheet.lines.iter().map(|line| line.cells.len()).max().unwrap_or_default();
    let width = width.max(sheet.heads.len());
    let head = |place: usize| sheet.heads.get(place).map_or("", String::as_str);
    let said = |place: usize| order.hints.columns.get(&place).copied();
    let other = other_half(desk, sheet).unwrap_or(width);
    let known = |place: usize| {
        let skipped = (other <= place).then_some(Sense::Skip);
        said(place).or(skipped).or_else(|| about(desk, sheet, place, head(place)))
    };
    let mut senses: Vec<Option<Sense>> = (0..width).map(known).collect();
    let rows = Rows {
        name_posts: senses.contains(&Some(Sense::Post)),
        name_shifts: senses.contains(&Some(Sense::Shift)),
    };
    let mut taken: BTreeMap<Names, usize> = BTreeMap::new();
    for (place, sense) in senses.iter_mut().enumerate() {
        let names = match *sense {
            Some(Sense::Slot(post, shift)) => Some((post, shift)),
            Some(_) => continue,
            None => rows.names(desk, head(place)),
        };
        let names = names.filter(|names| {
            let count = taken.entry(*names).or_default();
            *count += 1;
            said(place).is_some() || *count <= seats(desk, *names)
        });
        *sense = names.map(|(post, shift)| Sense::Slot(post, shift));
    }
    if taken.is_empty() {
        rest(desk, order, rows, &mut senses, &head);
    }
    let column = |(place, sense): (usize, Option<Sense>)| {
        let cells: Vec<&str> = sheet.lines.iter().map(|line| cell(line, place)).collect();
        let sense = sense.unwrap_or(Sense::Skip);
        let is_passed_over = said(place).is_some() || (sense == Sense::Skip && is_count(&cells));
        Column { head: head(place).to_owned(), sense, is_passed_over }
    };
    senses.into_iter().enumerate().map(column).collect()
}

/// Where another table begins beside the first: a second column of days, and of other days.
pub(super) fn other_half(desk: &Desk<'_>, sheet: &Sheet) -> Option<usize> {
    let days = |words: &str| {
        let said = desk.season.read(words, None).ok().flatten()?;
        let is_dated = words.contains(|sign: char| sign.is_ascii_digit());
        (is_dated && said.rest.is_empty()).then_some(said.days)
    };
    let width = sheet.lines.iter().map(|line| line.cells.len()).max().unwrap_or_default();
    (sheet.day + 1..width).find(|place| {
        let differ = sheet.lines.iter().filter(|line| {
            let of_line = days(cell(line, sheet.day));
            let beside = days(cell(line, *place));
            of_line.zip(beside).is_some_and(|(one, other)| one != other)
        });
        sheet.lines.len() <= 2 * differ.count() && !sheet.lines.is_empty()
    })
}

/// What a column names.
type Names = (Option<PostId>, Option<DutyShift>);

/// What the rows name themselves.
#[derive(Clone, Copy)]
struct Rows {
    name_posts: bool,
    name_shifts: bool,
}

impl Rows {
    /// What a heading names, where the rows name what it leaves open.
    fn names(self, desk: &Desk<'_>, head: &str) -> Option<Names> {
        if let Some((post, shift)) = slots::slot(&desk.doc, head) {
            return Some((Some(post), Some(shift)));
        }
        let (post, shift) = slots::said(&desk.doc, head);
        match post {
            Some(_) => (self.name_shifts && shift.is_none()).then_some((post, None)),
            None if !self.name_posts => None,
            None if NAMES.contains(&head_words(head).as_str()) => Some((None, None)),
            None => slots::only_shift(head).map(|shift| (None, Some(shift))),
        }
    }
}

/// How many columns of a table may name people for it.
fn seats(desk: &Desk<'_>, names: Names) -> usize {
    match names {
        (Some(post), _) => slots::seats(&desk.doc, post),
        (None, _) => 1,
    }
}

/// Where no heading is one of the rota's: the question may have been asked at one of its cells, and
/// of the columns left the only one has the names.
fn rest<'a>(
    desk: &Desk<'_>,
    order: &Order,
    rows: Rows,
    senses: &mut [Option<Sense>],
    head: &dyn Fn(usize) -> &'a str,
) {
    let asked = order.hints.slot.filter(|_| !rows.name_posts);
    let open = senses.iter().filter(|sense| sense.is_none()).count();
    for (place, sense) in senses.iter_mut().enumerate().filter(|(_, sense)| sense.is_none()) {
        let shift = slots::only_shift(head(place));
        let has = |post: PostId, shift| {
            desk.doc.posts.get(&post).is_some_and(|post| post.shifts.contains(&shift))
        };
        *sense = match (asked, shift) {
            (Some((post, _)), Some(shift)) if has(post, shift) => {
                Some(Sense::Slot(Some(post), Some(shift)))
            }
            _ if open != 1 => None,
            (Some((post, _)), _) if rows.name_shifts => Some(Sense::Slot(Some(post), None)),
            (Some((post, shift)), _) => Some(Sense::Slot(Some(post), Some(shift))),
            (None, _) => rows.name_posts.then_some(Sense::Slot(None, None)),
        };
    }
}

/// What a column has that names nobody: days, or what its rows are about.
fn about(desk: &Desk<'_>, sheet: &Sheet, place: usize, head: &str) -> Option<Sense> {
    let words = head_words(head);
    let cells = || {
        let cells = sheet.lines.iter().map(|line| cell(line, place));
        cells.filter(|cell| !is_blank(cell))
    };
    let any = cells().next().is_some();
    let of_shifts = || any && cells().all(|cell| slots::only_shift(cell).is_some());
    let of_posts =
        || any && head.is_empty() && cells().all(|cell| slots::said(&desk.doc, cell).0.is_some());
    match words.as_str() {
        _ if place == sheet.day => Some(Sense::Day),
        words if POSTS.contains(&words) => Some(Sense::Post),
        words if SHIFTS.contains(&words) => Some(Sense::Shift),
        _ if of_shifts() => Some(Sense::Shift),
        _ if is_calendar(desk, sheet, place, head) => Some(Sense::Calendar),
        _ if is_numbers(sheet, place, head) => Some(Sense::Skip),
        _ if of_posts() => Some(Sense::Post),
        _ => None,
    }
}

/// What a column may be taken for, as the other columns are taken.
pub(super) fn choices(desk: &Desk<'_>, columns: &[Column]) -> Vec<(Sense, String)> {
    let has = |sense: Sense| columns.iter().any(|column| column.sense == sense);
    let (posts, shifts) = (has(Sense::Post), has(Sense::Shift));
    let plain = |sense, words: &str| (sense, words.to_owned());
    let mut choices = Vec::new();
    if posts {
        choices.push(plain(Sense::Slot(None, None), "姓名"));
    }
    if shifts {
        let posts = duty::columns(&desk.doc).into_iter().filter(|(_, post)| 1 < post.shifts.len());
        choices.extend(posts.map(|(id, post)| plain(Sense::Slot(Some(id), None), &post.name)));
    }
    if posts {
        let shifts = DutyShift::ALL.iter();
        choices.extend(shifts.map(|shift| plain(Sense::Slot(None, Some(*shift)), shift.word())));
    }
    let slots = slots::all(&desk.doc).into_iter();
    choices
        .extend(slots.map(|((post, shift), words)| (Sense::Slot(Some(post), Some(shift)), words)));
    choices.extend([
        plain(Sense::Day, "日期"),
        plain(Sense::Shift, "班次"),
        plain(Sense::Post, "岗位"),
        plain(Sense::Calendar, "星期、农历"),
        plain(Sense::Skip, "不录入"),
    ]);
    choices
}

fn is_calendar(desk: &Desk<'_>, sheet: &Sheet, place: usize, head: &str) -> bool {
    if CALENDAR.iter().any(|word| head.ends_with(word)) {
        return true;
    }
    let mut any = false;
    for line in &sheet.lines {
        let said = desk.season.read(cell(line, sheet.day), None).ok().flatten();
        let words = cell(line, place);
        let Some(day) = said.and_then(|said| said.days.first().copied()) else { continue };
        if words.is_empty() {
            continue;
        }
        any = true;
        if beside(words, day).is_none() {
            return false;
        }
    }
    any
}

/// Whether a column has telephones or a count.
fn is_numbers(sheet: &Sheet, place: usize, head: &str) -> bool {
    let of_number = ["电话", "手机", "号码", "序号"];
    let cells = sheet.lines.iter().map(|line| cell(line, place)).filter(|cell| !cell.is_empty());
    let cells: Vec<&str> = cells.collect();
    // Where cells of the left go on over it, it has words after all.
    if sheet.lines.iter().any(|line| line.across.contains(&place)) {
        return false;
    }
    let number = |cell: &&str| {
        phones::is_mobile(cell)
            || phones::is_phone(cell)
            || cell.chars().all(|sign| sign.is_ascii_digit())
    };
    of_number.iter().any(|word| head.ends_with(word)) || cells.iter().all(number)
}
