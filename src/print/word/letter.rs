//! Letters: cover, pages to sign, contents, text. Source: `sources.md` GB/T 9704.

use super::section::{Feet, Section, Sections, Sheet};
use super::table::{self, Sizes, words_cell};
use super::xml::{Cell, Grid, Indent, Look, Paragraph, RowKind, Xml, twips};
use super::{About, PART};
use crate::print::letter::{
    Approval, Attachment, Consult, Cover, Element, Heading, Letter, Reviews, Signature,
};
use crate::print::table::Table;

/// A4 with the text 156 by 225 mm: 22 lines of 28 signs. The grid is one of lines; a grid of signs
/// leaves half of each line empty in `LibreOffice`, so signs are set a quarter point closer instead.
const SHEET: Sheet = Sheet {
    width: 210.0,
    height: 297.0,
    left: 28.0,
    right: 26.0,
    top: 37.0,
    bottom: 35.0,
    foot: 17.0,
    grid: Some(PITCH),
};
/// Twips from line to line.
const PITCH: i64 = 579;
/// Twips a sign takes in a line.
const SIGN: i64 = 315;
const WIDTH_MM: f64 = 156.0;
const HEIGHT_MM: f64 = 225.0;
/// 4号, in twips.
const FOURTH: i64 = 280;
const BLANK_DATE: &str = "　　　　年　月　日";

/// Writes letters one after the other.
pub(super) fn write(xml: &mut Xml, sections: &mut Sections, letters: &[Letter], about: &About<'_>) {
    for (at, letter) in letters.iter().enumerate() {
        let marks = Marks::of(letter, at);
        let mut writer = Writer { xml: &mut *xml, about, marks };
        writer.letter(sections, letter, at + 1 == letters.len());
    }
}

/// The places the contents lead to, in their order: level, words, name.
struct Marks {
    all: Vec<(u8, String, String)>,
    next: usize,
}

impl Marks {
    fn of(letter: &Letter, at: usize) -> Self {
        let words = letter.elements.iter().filter_map(|element| match element {
            Element::Heading(Heading { level: 1, words, .. }) => Some((1, words.clone())),
            Element::Attachment(Attachment { mark, title, .. }) => {
                Some((1, format!("{mark}　{title}")))
            }
            Element::Entry(words) => Some((2, words.clone())),
            _ => None,
        });
        let named = words.zip(1..).map(|((level, words), number): (_, usize)| {
            (level, words, format!("_Toc{at:02}{number:04}"))
        });
        Self { all: named.collect(), next: 0 }
    }

    /// The name of the next place.
    fn next(&mut self) -> String {
        let name = self.all.get(self.next).map(|(.., name)| name.clone());
        self.next += 1;
        name.unwrap_or_default()
    }
}

struct Writer<'a, 'b> {
    xml: &'a mut Xml,
    about: &'a About<'b>,
    marks: Marks,
}

impl Writer<'_, '_> {
    fn letter(&mut self, sections: &mut Sections, letter: &Letter, is_last: bool) {
        let is_bound = letter.cover.is_some();
        let section = Section { sheet: SHEET, recto: is_bound, counts: true };
        if let Some(cover) = &letter.cover {
            self.cover(cover);
            let feet = Feet { odd: self.bare_foot(), even: Some(self.bare_foot()) };
            sections.end(self.xml, Section { recto: false, ..section }, feet, false);
        }
        for page in &letter.front {
            let title = match page {
                Element::Approval(one) => &one.title,
                Element::Consult(one) => &one.title,
                Element::Reviews(one) => &one.title,
                _ => continue,
            };
            self.element(page, None, false);
            let feet = Feet { odd: self.front_foot(title), even: Some(self.front_foot(title)) };
            sections.end(self.xml, section, feet, false);
        }
        if letter.contents {
            self.contents();
            let feet = Feet { odd: self.bare_foot(), even: Some(self.bare_foot()) };
            sections.end(self.xml, section, feet, false);
        }
        self.text(letter);
        let feet = Feet { odd: self.foot(true), even: Some(self.foot(false)) };
        sections.end(self.xml, section, feet, is_last);
    }

    fn cover(&mut self, cover: &Cover) {
        let line =
            |style, before: f64| Paragraph { before: Some(twips(before)), ..Paragraph::of(style) };
        self.xml.line(&line("CoverUnit", 24.0), &cover.unit);
        self.xml.line(&line("CoverTitle", 30.0), &cover.title);
        if !cover.subtitle.is_empty() {
            let look = Look { style: Some("SecondTitle"), size: Some(44) };
            let paragraph = Paragraph { pitch: Some(660), ..line("CoverText", 10.0) };
            self.xml.paragraph(&paragraph, |xml| xml.run(look, &cover.subtitle));
        }
        let titles = count(cover.title.lines());
        let below = count(cover.version.lines()) + 1.0;
        let subtitle = if cover.subtitle.is_empty() { 0.0 } else { 22.0 };
        // Lines of the title are 900 twips high, others as those of the text.
        let used = 24.0 + 10.6 + 30.0 + titles * 15.9 + subtitle + below * 10.3 + 18.0;
        // Words of other faces take more room, and the date stays on the page.
        let gap = (HEIGHT_MM - used - 24.0).max(10.0);
        self.xml.line(&line("CoverText", gap), &cover.version);
        self.xml.line(&line("CoverText", 6.0), &cover.date);
    }

    /// 目录: a field that the program counts anew when asked, with what it comes to.
    fn contents(&mut self) {
        self.xml.line(&Paragraph::of("TOCHeading"), "目　录");
        let last = self.marks.all.len().saturating_sub(1);
        let page_of = |words: &String| {
            self.about.pages.iter().find(|known| known.0 == *words).map(|(_, page)| *page)
        };
        // The pages of the text are counted from its first heading.
        let first = self.marks.all.first().and_then(|(_, words, _)| page_of(words));
        for (at, (level, words, name)) in self.marks.all.iter().enumerate() {
            let style = if *level == 1 { "TOC1" } else { "TOC2" };
            let page = page_of(words).zip(first).map(|(page, first)| page + 1 - first);
            let page = page.map(|page| page.to_string()).unwrap_or_default();
            self.xml.paragraph(&Paragraph::of(style), |xml| {
                if at == 0 {
                    let code = " TOC \\o \"1-1\" \\t \"附件标题,1,附件条目,2\" \\h \\z ";
                    xml.field_begin(code);
                }
                xml.within("w:hyperlink", &[("w:anchor", name), ("w:history", "1")], |xml| {
                    xml.run(Look::default(), &format!("{words}\t"));
                    xml.field_whole(&format!(" PAGEREF {name} \\h "), &page);
                });
                if at == last {
                    xml.field_end();
                }
            });
        }
    }

    fn text(&mut self, letter: &Letter) {
        let after = |has_more: bool| if has_more { None } else { Some(PITCH) };
        if !letter.title.is_empty() {
            let has_more = !letter.subtitle.is_empty();
            let paragraph = Paragraph { after: after(has_more), ..Paragraph::of("Title") };
            self.xml.line(&paragraph, &letter.title);
        }
        if !letter.subtitle.is_empty() {
            let paragraph = Paragraph { after: Some(PITCH), ..Paragraph::of("Subtitle") };
            self.xml.line(&paragraph, &letter.subtitle);
        }
        if !letter.addressee.is_empty() {
            self.xml.line(&Paragraph::of("Salutation"), &format!("{}：", letter.addressee));
        }
        let is_signed = |element: &Element| matches!(element, Element::Signature(_));
        let mut before = None;
        for (at, element) in letter.elements.iter().enumerate() {
            let mut after = letter.elements.iter().skip(at + 1);
            let next = after.find(|one| !matches!(one, Element::Enclosures(_)));
            self.element(element, before, next.is_some_and(is_signed));
            before = Some(element);
        }
    }

    /// One element; `keeps` that what comes next is a signature, which no page has alone.
    fn element(&mut self, element: &Element, before: Option<&Element>, keeps: bool) {
        match element {
            Element::Heading(heading) => self.heading(heading, keeps),
            Element::Paragraph(words) => {
                for words in words.lines().filter(|words| !words.is_empty()) {
                    let paragraph = Paragraph { keep_next: keeps, ..Paragraph::default() };
                    self.xml.line(&paragraph, words);
                }
            }
            Element::Table(one) => self.table(one, before),
            Element::Lines(count) => {
                for _ in 0..*count {
                    self.xml.line(&Paragraph { ruled: true, ..Paragraph::default() }, "");
                }
            }
            Element::Enclosures(names) => self.enclosures(names, keeps),
            Element::Signature(one) => self.signature(one),
            Element::Attachment(one) => {
                self.xml.line(&Paragraph::of("AttachmentMark"), &one.mark);
                let name = self.marks.next();
                let part = part(one.place);
                self.xml.paragraph(&Paragraph::of("AttachmentTitle"), |xml| {
                    if let Some(part) = &part {
                        xml.bookmark(part, |_| {});
                    }
                    xml.bookmark(&name, |xml| xml.run(Look::default(), &one.title));
                });
            }
            Element::Approval(one) => self.approval(one),
            Element::Consult(one) => self.consult(one),
            Element::Reviews(one) => self.reviews(one),
            // What it leads to comes next.
            Element::Entry(_) => {}
            Element::PageBreak => {
                self.xml.line(&Paragraph { new_page: true, ..Paragraph::of("Gap") }, "");
            }
        }
    }

    /// A title is a heading; where text goes on in its line, only the title has another face.
    fn heading(&mut self, heading: &Heading, keeps: bool) {
        let Heading { level, words, then, place } = heading;
        // The place is known again where its heading was written anew.
        let part = part(*place);
        if *level == 1 {
            let name = self.marks.next();
            self.xml.paragraph(&Paragraph::of("Heading1"), |xml| {
                if let Some(part) = &part {
                    xml.bookmark(part, |_| {});
                }
                xml.bookmark(&name, |xml| xml.run(Look::default(), words));
                if !then.is_empty() {
                    xml.run(Look::default(), then);
                }
            });
            return;
        }
        let style = match (level, then.is_empty()) {
            (2, true) => "Heading2",
            (3, true) => "Heading3",
            (_, true) => "Heading4",
            (_, false) => "",
        };
        let paragraph = Paragraph { keep_next: keeps, ..Paragraph::of(style) };
        self.xml.paragraph(&paragraph, |xml| {
            if let Some(part) = &part {
                xml.bookmark(part, |_| {});
            }
            let look = if *level == 2 && !then.is_empty() {
                Look::of("SecondTitle")
            } else {
                Look::default()
            };
            xml.run(look, words);
            if !then.is_empty() {
                xml.run(Look::default(), then);
            }
        });
    }

    fn table(&mut self, table: &Table, before: Option<&Element>) {
        let is_entry = matches!(before, Some(Element::Entry(_)));
        if !table.title.is_empty() {
            if is_entry {
                let name = self.marks.next();
                self.xml.paragraph(&Paragraph::of("EntryTitle"), |xml| {
                    xml.bookmark(&name, |xml| xml.run(Look::default(), &table.title));
                });
            } else {
                self.xml.line(&Paragraph::of("TableTitle"), &table.title);
            }
        }
        table::write(self.xml, table, "TableText", WIDTH_MM, Sizes::LETTER);
        self.xml.line(&Paragraph { pitch: Some(240), ..Paragraph::of("TableText") }, "");
    }

    /// 附件说明: two signs in, names below each other.
    fn enclosures(&mut self, names: &[String], keeps: bool) {
        let is_many = 1 < names.len();
        for (at, name) in names.iter().enumerate() {
            let number = if is_many { format!("{}.", at + 1) } else { String::new() };
            let label = if at == 0 { "附件：" } else { "" };
            let indent = Indent {
                left: if is_many { 6 * SIGN } else { 5 * SIGN },
                hanging: match (at, is_many) {
                    (0, true) => 4 * SIGN,
                    (0, false) => 3 * SIGN,
                    (_, true) => SIGN,
                    (_, false) => 0,
                },
                right: 0,
            };
            let paragraph = Paragraph {
                keep_next: keeps,
                before: (at == 0).then_some(PITCH),
                indent: Some(indent),
                side: Some("left"),
                ..Paragraph::default()
            };
            self.xml.line(&paragraph, &format!("{label}{number}{name}"));
        }
    }

    /// Unit above the date. Under a seal the date ends four signs from the right and the unit stands
    /// above its middle; without one the unit ends two signs from the right and the date begins two
    /// signs further right than it.
    fn signature(&mut self, one: &Signature) {
        let room = twips(WIDTH_MM);
        let date = if one.date.is_empty() { BLANK_DATE } else { &one.date };
        let wide = |words: &str| (half_signs(words) * SIGN / 2).min(room);
        let of_date = wide(date);
        let (rights, right): (Vec<i64>, i64) = if one.sealed {
            let left = room - 4 * SIGN - of_date;
            let above = |unit: &String| {
                let of_unit = wide(unit);
                let from = (left + (of_date - of_unit) / 2).clamp(0, room - of_unit);
                room - from - of_unit
            };
            (one.units.iter().map(above).collect(), 4 * SIGN)
        } else {
            let widest = one.units.iter().map(|unit| wide(unit)).max().unwrap_or_default();
            let from = (room - 2 * SIGN - widest).min(room - 4 * SIGN - of_date).max(0);
            let above = |unit: &String| (room - from - wide(unit)).max(0);
            let right = (room - from - 2 * SIGN - of_date).max(0);
            (one.units.iter().map(above).collect(), right)
        };
        let indent = |right| Some(Indent { right, ..Indent::default() });
        for (at, (unit, right)) in one.units.iter().zip(rights).enumerate() {
            let before = (at == 0).then_some(2 * PITCH);
            let paragraph = Paragraph {
                keep_next: true,
                before,
                indent: indent(right),
                ..Paragraph::of("Signature")
            };
            self.xml.line(&paragraph, unit);
        }
        let paragraph = Paragraph { indent: indent(right), ..Paragraph::of("Signature") };
        self.xml.line(&paragraph, date);
    }

    fn front(&mut self, title: &str, facts: &[(String, String)]) {
        self.xml.line(&Paragraph { after: Some(twips(8.0)), ..Paragraph::of("Title") }, title);
        if facts.is_empty() {
            return;
        }
        let columns = [twips(34.0), twips(WIDTH_MM - 34.0)];
        let grid = Grid { columns: &columns, ..Grid::default() };
        grid.write(self.xml, |xml| {
            for (label, words) in facts {
                let kind = RowKind { height: twips(8.0), ..RowKind::default() };
                let cells = vec![
                    words_cell(1, "TableText", 24, "center", label),
                    words_cell(1, "TableText", 24, "left", words),
                ];
                grid.row(xml, kind, cells);
            }
        });
        self.xml.line(&Paragraph { pitch: Some(twips(4.0)), ..Paragraph::of("TableText") }, "");
    }

    fn approval(&mut self, one: &Approval) {
        self.front(&one.title, &one.facts);
        let columns = [twips(34.0), twips(WIDTH_MM - 34.0)];
        let grid = Grid { columns: &columns, ..Grid::default() };
        let high = ((HEIGHT_MM - 70.0) / count(one.cells.iter()).max(1.0)).clamp(26.0, 44.0);
        grid.write(self.xml, |xml| {
            for cell in &one.cells {
                let kind = RowKind { height: twips(high), ..RowKind::default() };
                let signing = Cell {
                    stands: if cell.opinion { "top" } else { "bottom" },
                    ..Cell::new(1, |xml: &mut Xml| {
                        let line = |side| Paragraph {
                            pitch: Some(table::pitch(24)),
                            side: Some(side),
                            ..Paragraph::of("TableText")
                        };
                        let look = Look { style: None, size: Some(24) };
                        let mut before = None;
                        if cell.opinion {
                            xml.paragraph(&line("left"), |xml| xml.run(look, "意见："));
                            before = Some(twips((high - 19.0).max(4.0)));
                        }
                        let words = format!("签名：　　　　　　　{BLANK_DATE}");
                        let paragraph = Paragraph { before, ..line("right") };
                        xml.paragraph(&paragraph, |xml| xml.run(look, &words));
                    })
                };
                let office = words_cell(1, "TableText", 28, "center", &cell.office);
                grid.row(xml, kind, vec![office, signing]);
            }
        });
    }

    fn consult(&mut self, one: &Consult) {
        self.front(&one.title, &one.facts);
        let columns = [32.0, WIDTH_MM - 94.0, 26.0, 36.0].map(twips);
        let grid = Grid { columns: &columns, ..Grid::default() };
        let high = ((HEIGHT_MM - 80.0) / count(one.rows.iter()).max(1.0)).clamp(16.0, 22.0);
        grid.write(self.xml, |xml| {
            let heads = ["会签部门", "会签意见", "签名", "日期"];
            let kind = RowKind { head: true, splits: false, height: twips(8.0) };
            let cells = heads.iter().map(|words| words_cell(1, "TableHead", 24, "center", words));
            grid.row(xml, kind, cells.collect());
            for row in &one.rows {
                let kind = RowKind { height: twips(high), ..RowKind::default() };
                let is_open = row.date.is_empty();
                let date = if is_open { "　　年　月　日" } else { &row.date };
                let day =
                    words_cell(1, "TableText", 21, if is_open { "right" } else { "center" }, date);
                let cells = vec![
                    asked_cell("TableText", &row.unit, &row.asked),
                    words_cell(1, "TableText", 24, "left", &row.words),
                    words_cell(1, "TableText", 24, "left", ""),
                    Cell { stands: if is_open { "bottom" } else { "center" }, ..day },
                ];
                grid.row(xml, kind, cells);
            }
        });
        if !one.note.is_empty() {
            let paragraph = Paragraph { before: Some(twips(3.0)), ..Paragraph::of("TableText") };
            self.xml.line(&paragraph, &one.note);
        }
    }

    fn reviews(&mut self, one: &Reviews) {
        self.front(&one.title, &one.facts);
        let many = count(one.reviewers.iter()).max(1.0);
        let side = (108.0 / many).max(24.0);
        let sides = one.reviewers.iter().map(|_| twips(side));
        let columns: Vec<i64> = [twips(WIDTH_MM - side * many)].into_iter().chain(sides).collect();
        let grid = Grid { columns: &columns, ..Grid::default() };
        grid.write(self.xml, |xml| {
            let kind = RowKind { head: true, splits: false, height: twips(8.0) };
            let of = one.reviewers.iter().map(|of| asked_cell("TableHead", &of.unit, &of.asked));
            let head = words_cell(1, "TableHead", 24, "center", &one.head);
            grid.row(xml, kind, [head].into_iter().chain(of).collect());
            for row in &one.rows {
                let kind = RowKind { height: twips(15.0), ..RowKind::default() };
                let boxes = one.reviewers.iter().map(|_| signing_cell());
                let piece = words_cell(1, "TableText", 24, "left", row);
                grid.row(xml, kind, [piece].into_iter().chain(boxes).collect());
            }
        });
        if !one.note.is_empty() {
            let paragraph = Paragraph { before: Some(twips(3.0)), ..Paragraph::of("TableText") };
            self.xml.line(&paragraph, &one.note);
        }
    }

    /// The number outside, and what is said small in the middle below it.
    fn foot(&self, is_odd: bool) -> String {
        let mut xml = Xml::new(false);
        let (side, indent) = if is_odd {
            ("right", Indent { right: FOURTH, ..Indent::default() })
        } else {
            ("left", Indent { left: FOURTH, ..Indent::default() })
        };
        let paragraph =
            Paragraph { indent: Some(indent), side: Some(side), ..Paragraph::of("Footer") };
        xml.paragraph(&paragraph, |xml| {
            xml.run(Look::default(), "— ");
            xml.field(Look::default(), " PAGE ", "1");
            xml.run(Look::default(), " —");
        });
        self.notices(&mut xml);
        xml.into_text()
    }

    /// Nothing but what is said small.
    fn bare_foot(&self) -> String {
        let mut xml = Xml::new(false);
        xml.line(&Paragraph::of("Footer"), "");
        self.notices(&mut xml);
        xml.into_text()
    }

    /// Which page to sign it is, and how many pages it has.
    fn front_foot(&self, title: &str) -> String {
        let mut xml = Xml::new(self.about.masked);
        let look = Look { style: None, size: Some(21) };
        xml.paragraph(&Paragraph::of("Footer"), |xml| {
            xml.run(look, &format!("{title}　第"));
            xml.field(look, " PAGE ", "1");
            xml.run(look, "页　共");
            xml.field(look, " SECTIONPAGES ", "1");
            xml.run(look, "页");
        });
        self.notices(&mut xml);
        xml.into_text()
    }

    fn notices(&self, xml: &mut Xml) {
        xml.line(&Paragraph::of("Notices"), &self.about.notices.join("　"));
    }
}

fn count(of: impl Iterator) -> f64 {
    u32::try_from(of.count()).map(f64::from).unwrap_or(f64::MAX)
}

/// Width in halves of a Han sign.
fn half_signs(words: &str) -> i64 {
    words.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum()
}

/// The bookmark of a chapter of the plan.
fn part(place: Option<usize>) -> Option<String> {
    place.map(|place| format!("{PART}{place:02}"))
}

/// A department with whose signature is asked for below it.
fn asked_cell<'a>(style: &'a str, unit: &'a str, asked: &'a str) -> Cell<'a> {
    lines_cell(style, [(24, "center", unit), (21, "center", asked)])
}

/// A box for a name and a day.
fn signing_cell<'a>() -> Cell<'a> {
    lines_cell("TableText", [(18, "left", "签名："), (18, "right", "　　年　月　日")])
}

/// Two lines, each of its size and at its side; an empty one is not written.
fn lines_cell<'a>(style: &'a str, lines: [(u32, &'a str, &'a str); 2]) -> Cell<'a> {
    Cell::new(1, move |xml| {
        for (size, side, words) in lines.into_iter().filter(|(.., words)| !words.is_empty()) {
            let paragraph = Paragraph {
                pitch: Some(table::pitch(size)),
                side: Some(side),
                ..Paragraph::of(style)
            };
            xml.paragraph(&paragraph, |xml| xml.run(Look { style: None, size: Some(size) }, words));
        }
    })
}
