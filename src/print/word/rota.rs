//! The rota: days by posts on A4 or A3 landscape, as large as fits its page; the heads, and the
//! telephones of the posts, stand on every page it goes on to.

use super::About;
use super::form::{self, foot_of, gap, signatures};
use super::section::{Feet, Section, Sections, Sheet};
use super::xml::{Cell, Down, Grid, Look, Paragraph, RowKind, Xml, twips};
use crate::print::form::Signatures;
use crate::print::measure::{Face, lines};
use crate::print::rota::{Day, Post, Rota, Wall};

/// Millimetres in a point.
const POINT: f64 = 25.4 / 72.0;
/// Room at the sides of a cell and above and below its words, in millimetres.
const INSET_MM: f64 = 0.9;
/// Height of a line by its size.
const PITCH: f64 = 1.3;
/// Sizes to be tried, in points and in half points.
const SIZES: [(f64, u32); 10] = [
    (18.0, 36),
    (16.0, 32),
    (14.0, 28),
    (13.0, 26),
    (12.0, 24),
    (11.0, 22),
    (10.5, 21),
    (10.0, 20),
    (9.5, 19),
    (9.0, 18),
];
/// Rows grow to fill the page, but not beyond reason.
const MOST_ROW_MM: f64 = 14.0;
/// A cell has its names on so many lines at most where the columns fit the page.
const MOST_LINES: u32 = 6;
/// What stands above and below the table, in millimetres.
const ABOVE_MM: f64 = 25.0;
const SIGNED_MM: f64 = 20.0;
/// How many columns the days take.
const DAYS: usize = 3;

/// A column of the table: the post it is of, its shift, its words day by day.
struct Column<'a> {
    post: usize,
    name: &'a str,
    phone: &'a str,
    shift: Option<(&'a str, &'a str)>,
    is_remarks: bool,
}

/// How the table is set.
struct Setting {
    /// In points.
    size: f64,
    /// In millimetres.
    widths: Vec<f64>,
    /// Least height of a day's row, in millimetres.
    row: f64,
}

/// Writes it.
pub(super) fn write(xml: &mut Xml, sections: &mut Sections, rota: &Rota, about: &About<'_>) {
    let telephones = rota.telephones();
    let sheet = sheet(rota.page);
    let room = sheet.room();
    let columns = columns(&rota.posts);
    let setting = Setting::of(rota, &columns, &sheet);
    xml.line(&Paragraph::of("FormTitle"), &rota.title);
    let line = Paragraph {
        keep_next: true,
        tab: Some(twips(room)),
        after: Some(60),
        ..Paragraph::of("FormText")
    };
    xml.line(&line, &format!("单位：{}\t{}", rota.unit, rota.subtitle));
    let widths: Vec<i64> = setting.widths.iter().map(|width| twips(*width)).collect();
    let grid = Grid { columns: &widths, inset: Some((twips(INSET_MM), 15)) };
    let table = Table { grid: &grid, columns: &columns, size: setting.size };
    grid.write(xml, |xml| {
        table.heads(xml);
        if rota.days.is_empty() {
            let none = table.cell(widths.len(), false, "还没有排班");
            grid.row(xml, RowKind { height: twips(12.0), ..RowKind::default() }, vec![none]);
        }
        for day in &rota.days {
            table.day(xml, day, setting.row);
        }
    });
    gap(xml, true);
    if !rota.phones.is_empty() {
        let look = Look { style: Some("Strong"), size: None };
        let paragraph = Paragraph { keep_next: true, ..Paragraph::of("FormText") };
        xml.paragraph(&paragraph, |xml| xml.run(look, &rota.phones));
    }
    if !rota.notes.is_empty() {
        let paragraph =
            Paragraph { keep_next: true, after: Some(60), ..Paragraph::of("FormNotes") };
        xml.line(&paragraph, &format!("说明：{}", rota.notes.concat()));
    }
    if !rota.signers.is_empty() {
        let labels = rota.signers.iter().cloned().chain(["日期".to_owned()]).collect();
        signatures(xml, &Signatures { labels, across: 4, dated: false }, room);
    }
    let section = Section { sheet, recto: false, counts: true };
    let feet = Feet { odd: foot_of(about.source, room, about), even: None };
    sections.end(xml, section, feet, telephones.is_none());
    if let Some(form) = telephones {
        form::write(xml, sections, &[form], about);
    }
}

fn sheet(page: Wall) -> Sheet {
    let (width, height) = match page {
        Wall::A4 => (297.0, 210.0),
        Wall::A3 => (420.0, 297.0),
    };
    let (left, right, top, bottom) = (12.0, 12.0, 11.0, 13.0);
    Sheet { width, height, left, right, top, bottom, foot: 6.0, grid: None }
}

fn columns(posts: &[Post]) -> Vec<Column<'_>> {
    let mut columns = Vec::new();
    for (at, post) in posts.iter().enumerate() {
        let column = |shift| Column {
            post: at,
            name: &post.name,
            phone: &post.phone,
            shift,
            is_remarks: post.remarks,
        };
        if post.shifts.is_empty() {
            columns.push(column(None));
        }
        let shifts = post.shifts.iter().map(|one| Some((one.name.as_str(), one.hours.as_str())));
        columns.extend(shifts.map(column));
    }
    columns
}

/// Em that words take: programs leave a quarter between a Han sign and a figure.
fn ems(words: &str) -> f64 {
    let (mut wide, mut before) = (0.0, None);
    for sign in words.chars() {
        let is_half = sign.is_ascii();
        wide += if is_half { 0.55 } else { 1.0 };
        if before.is_some_and(|before: bool| before != is_half) && sign != ' ' {
            wide += 0.25;
        }
        before = Some(is_half);
    }
    wide
}

/// Em between two names of a line.
const GAP: f64 = 0.55;
/// Em a column has over what is reckoned: faces differ a little.
const SLACK: f64 = 0.3;

/// What stands in a cell of so many em: a line does not end within a name.
fn names(day: &Day, at: usize, room: f64) -> String {
    let names = day.cells.get(at).map(Vec::as_slice).unwrap_or_default();
    let (mut words, mut used) = (String::new(), 0.0);
    for name in names {
        let wide = ems(name);
        if !words.is_empty() {
            let goes_on = used + GAP + wide <= room;
            words.push(if goes_on { ' ' } else { '\n' });
            used = if goes_on { used + GAP } else { 0.0 };
        }
        words.push_str(name);
        used += wide;
    }
    words
}

impl Setting {
    /// The largest that fits one page; where none does, the smallest goes on over pages.
    fn of(rota: &Rota, columns: &[Column<'_>], sheet: &Sheet) -> Self {
        let notes = small(lines(&rota.notes.concat(), sheet.room() / (9.0 * POINT), Face::Plain));
        let below = SIGNED_MM + 4.5 * notes + if rota.phones.is_empty() { 0.0 } else { 5.5 };
        let free = sheet.height - sheet.top - sheet.bottom - ABOVE_MM - below;
        let mut smallest = None;
        for (size, _) in SIZES {
            let Some(widths) =
                (1..=MOST_LINES).find_map(|most| widths(rota, columns, (size, most), sheet.room()))
            else {
                continue;
            };
            let (head, days) = heights(rota, columns, &widths, size);
            let all: f64 = head + days.iter().sum::<f64>();
            if all <= free {
                let count = small(days.len().max(1));
                let highest = days.iter().copied().fold(0.0, f64::max);
                let row = ((free - head) / count).min(MOST_ROW_MM.max(highest));
                let over: f64 = days.iter().map(|day| (day - row).max(0.0)).sum();
                return Self { size, widths, row: (row - over / count).max(5.0) };
            }
            smallest = Some(Self { size, widths, row: 5.0 });
        }
        smallest.unwrap_or_else(|| {
            // Too many columns for any page: all of them are drawn in.
            let (count, room) = (small(DAYS + columns.len()), sheet.room());
            Self { size: 9.0, widths: vec![room / count; DAYS + columns.len()], row: 5.0 }
        })
    }
}

/// Widths of all columns at a size in points, with so many lines to a cell; nothing where they do not
/// fit.
fn widths(
    rota: &Rota,
    columns: &[Column<'_>],
    (size, most): (f64, u32),
    room: f64,
) -> Option<Vec<f64>> {
    let widest = |of: fn(&Day) -> &str, least: f64| {
        rota.days.iter().map(|day| ems(of(day))).fold(least, f64::max)
    };
    let own = [
        widest(|day| &day.date, 3.0),
        widest(|day| &day.week, 2.4),
        widest(|day| &day.lunar, 3.0).max(widest(|day| &day.name, 3.0)),
    ];
    let needs = columns.iter().enumerate().map(|(at, column)| {
        let cells = rota.days.iter().map(|day| {
            let names = day.cells.get(at).map(Vec::as_slice).unwrap_or_default();
            let each = names.len().div_ceil(usize::try_from(most).unwrap_or(1)).max(1);
            let lines = names.chunks(each).map(|some| some.iter().map(|one| ems(one)).sum::<f64>());
            let gaps = GAP * small(each - 1);
            lines.fold(0.0, f64::max).min(if column.is_remarks { 8.0 } else { 30.0 }) + gaps
        });
        let of_post = columns.iter().filter(|other| other.post == column.post).count();
        let head = ems(column.name) / 4.0 / small(of_post);
        let hours = column.shift.map_or(0.0, |(name, hours)| ems(name).max(0.85 * ems(hours)));
        let phone = ems(column.phone) / small(of_post);
        cells.fold(2.4, f64::max).max(head).max(hours.min(7.0)).max(phone)
    });
    let needs: Vec<f64> = own.into_iter().chain(needs).collect();
    let needs: Vec<f64> = needs.into_iter().map(|need| need + SLACK).collect();
    let side = 2.0 * INSET_MM;
    let all: f64 = needs.iter().map(|need| need * size * POINT + side).sum();
    let sum: f64 = needs.iter().skip(DAYS).sum::<f64>().max(1.0);
    (all <= room).then(|| {
        let spare = room - all;
        let width = |(at, need): (usize, &f64)| {
            let more = if at < DAYS && needs.len() != DAYS { 0.0 } else { spare * need / sum };
            need * size * POINT + side + more
        };
        needs.iter().enumerate().map(width).collect()
    })
}

/// Heights of the head and of each day in millimetres.
fn heights(rota: &Rota, columns: &[Column<'_>], widths: &[f64], size: f64) -> (f64, Vec<f64>) {
    let line = size * PITCH * POINT;
    let room = |at: usize| {
        let width = widths.get(at).copied().unwrap_or(10.0) - 2.0 * INSET_MM;
        (width / (size * POINT)).max(1.0)
    };
    let day = |day: &Day| {
        let own = if day.name.is_empty() || day.lunar.is_empty() { 1 } else { 2 };
        let cells = (0..columns.len())
            .map(|at| {
                let room = room(DAYS + at);
                lines(&names(day, at, room), room, Face::Plain)
            })
            .chain([own]);
        small(cells.max().unwrap_or(1)) * line + 0.8
    };
    let heads = columns.iter().enumerate().map(|(at, column)| {
        let of_post = columns.iter().filter(|other| other.post == column.post).count();
        lines(column.name, room(DAYS + at) * small(of_post), Face::Bold)
    });
    let mut rows = small(heads.max().unwrap_or(1));
    if columns.iter().any(|column| column.shift.is_some()) {
        let has_hours =
            columns.iter().any(|column| column.shift.is_some_and(|(_, hours)| !hours.is_empty()));
        rows += if has_hours { 2.0 } else { 1.0 };
    }
    if columns.iter().any(|column| !column.phone.is_empty()) {
        rows += 1.0;
    }
    (rows * line + 3.0, rota.days.iter().map(day).collect())
}

fn small(count: usize) -> f64 {
    u32::try_from(count).map(f64::from).unwrap_or(f64::MAX)
}

/// The table as it is written.
struct Table<'a> {
    grid: &'a Grid<'a>,
    columns: &'a [Column<'a>],
    size: f64,
}

impl Table<'_> {
    /// The size in half points.
    fn half_points(&self) -> u32 {
        let known = SIZES.iter().find(|(size, _)| *size <= self.size);
        known.map_or(18, |(_, half_points)| *half_points)
    }

    /// Em a column has for its words.
    fn room(&self, at: usize) -> f64 {
        let twips = self.grid.columns.get(DAYS + at).copied().unwrap_or_default();
        let mm = f64::from(i32::try_from(twips).unwrap_or_default()) * 25.4 / 1440.0;
        (mm - 2.0 * INSET_MM) / (self.size * POINT)
    }

    fn cell<'b>(&self, across: usize, strong: bool, words: &'b str) -> Cell<'b> {
        let (size, style) = (self.half_points(), strong.then_some("Strong"));
        let pitch = twips(f64::from(size) / 2.0 * PITCH * POINT);
        Cell::new(across, move |xml: &mut Xml| {
            let paragraph =
                Paragraph { pitch: Some(pitch), side: Some("center"), ..Paragraph::of("FormText") };
            xml.paragraph(&paragraph, |xml| {
                if !words.is_empty() {
                    xml.run(Look { style, size: Some(size) }, words);
                }
            });
        })
    }

    /// Posts, their shifts, their telephones: on every page.
    fn heads(&self, xml: &mut Xml) {
        let has_shifts = self.columns.iter().any(|column| column.shift.is_some());
        let kind = RowKind { head: true, splits: false, height: twips(6.0) };
        let groups: Vec<&[Column<'_>]> =
            self.columns.chunk_by(|one, other| one.post == other.post).collect();
        let down = |begins: bool| match (has_shifts, begins) {
            (false, _) => Down::No,
            (true, true) => Down::Begins,
            (true, false) => Down::GoesOn,
        };
        let days = ["日期", "星期", "农历"];
        let own = |begins: bool| {
            days.iter().map(move |words| {
                let words = if begins { *words } else { "" };
                Cell { down: down(begins), ..self.cell(1, true, words) }
            })
        };
        let posts = groups.iter().filter_map(|group| {
            let first = group.first()?;
            let merged = if first.shift.is_none() { down(true) } else { Down::No };
            Some(Cell { down: merged, ..self.cell(group.len(), true, first.name) })
        });
        self.grid.row(xml, kind, own(true).chain(posts).collect());
        if has_shifts {
            let named: Vec<String> = self
                .columns
                .iter()
                .map(|column| match column.shift {
                    Some((name, "")) => name.to_owned(),
                    Some((name, hours)) => format!("{name}\n{hours}"),
                    None => String::new(),
                })
                .collect();
            let shifts = self.columns.iter().zip(&named).map(|(column, words)| {
                let merged = if column.shift.is_none() { Down::GoesOn } else { Down::No };
                Cell { down: merged, ..self.cell(1, false, words) }
            });
            self.grid.row(xml, kind, own(false).chain(shifts).collect());
        }
        if self.columns.iter().any(|column| !column.phone.is_empty()) {
            let phones = groups
                .iter()
                .filter_map(|group| Some(self.cell(group.len(), false, group.first()?.phone)));
            let label = self.cell(DAYS, true, "联系电话");
            self.grid.row(xml, kind, [label].into_iter().chain(phones).collect());
        }
    }

    fn day(&self, xml: &mut Xml, day: &Day, row: f64) {
        let is_loud = day.festival;
        let lunar = [day.lunar.as_str(), day.name.as_str()];
        let lunar: Vec<&str> = lunar.into_iter().filter(|words| !words.is_empty()).collect();
        let lunar = lunar.join("\n");
        let all: Vec<String> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let names = names(day, at, self.room(at));
                if names.is_empty() && !column.is_remarks { "—".to_owned() } else { names }
            })
            .collect();
        let own = [&day.date, &day.week, &lunar].map(|words| self.cell(1, is_loud, words));
        let cells = all.iter().map(|words| self.cell(1, is_loud, words));
        let kind = RowKind { height: twips(row), ..RowKind::default() };
        self.grid.row(xml, kind, own.into_iter().chain(cells).collect());
    }
}
