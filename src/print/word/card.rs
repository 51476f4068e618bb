//! Response cards: A5, each beginning a page of its own, as large as fits one page or two.

use super::About;
use super::form::gap;
use super::section::{Feet, Section, Sections, Sheet};
use super::xml::{Cell, Grid, Look, Paragraph, RowKind, Xml, twips};
use crate::print::card::{Card, Phone};
use crate::print::measure::{Face, lines};

const SHEET: Sheet = Sheet {
    width: 148.0,
    height: 210.0,
    left: 10.0,
    right: 10.0,
    top: 10.0,
    bottom: 17.0,
    foot: 5.0,
    grid: None,
};
/// Millimetres in a point.
const POINT: f64 = 25.4 / 72.0;
/// Sizes to be tried, in half points; the last is taken whatever it fits.
const SIZES: [u32; 9] = [36, 34, 32, 30, 28, 27, 26, 25, 24];
/// Height of a line by its size.
const PITCH: f64 = 1.3;
/// Where a step's number and a box's name stand, in millimetres.
const NUMBER_MM: f64 = 10.0;
const NAME_MM: f64 = 17.0;
/// Room at the sides of a cell, in millimetres.
const INSET_MM: f64 = 1.2;
/// What stands for a number nobody has written.
const TO_FILL: &str = "________（待填）";

/// Writes them, each a section with its own foot.
pub(super) fn write(xml: &mut Xml, sections: &mut Sections, cards: &[Card], about: &About<'_>) {
    for (at, card) in cards.iter().enumerate() {
        let size = size(card);
        Writer { xml: &mut *xml, size }.card(card);
        let section = Section { sheet: SHEET, recto: false, counts: true };
        let feet = Feet { odd: foot(card, about), even: None };
        sections.end(xml, section, feet, at + 1 == cards.len());
    }
}

/// The largest at which a card fits one page, else two.
fn size(card: &Card) -> u32 {
    let page = SHEET.height - SHEET.top - SHEET.bottom;
    let fits =
        |pages: f64| SIZES.into_iter().find(|size| height(card, *size) <= pages * page - 4.0);
    fits(1.0).or_else(|| fits(1.9)).unwrap_or(24)
}

/// About how high a card is, in millimetres.
fn height(card: &Card, size: u32) -> f64 {
    let line = |size: u32| f64::from(size) / 2.0 * PITCH * POINT;
    let of = |words: &str, room: f64, size: u32| {
        let ems = room / (f64::from(size) / 2.0 * POINT) - 0.2;
        small(lines(words, ems.max(1.0), Face::Plain)) * line(size)
    };
    let room = SHEET.room();
    let inner = room - NAME_MM - 2.0 * INSET_MM;
    let less = below(size);
    let steps = card.steps.iter().map(|step| {
        let words = format!("{}【{}】{}", step.who, step.within, step.what);
        of(&words, room - NUMBER_MM - 2.0 * INSET_MM, size) + 1.2
    });
    let boxed = |words: &[String], size| {
        if words.is_empty() {
            0.0
        } else {
            of(&joined(words), inner, size).max(2.0 * line(28)) + 2.0
        }
    };
    let named = |words: &str| if words.is_empty() { 0.0 } else { of(words, room, less) + 0.5 };
    let phones = small(card.phones.len().div_ceil(2)) * (line(28) + 1.2);
    14.0 + 12.0
        + of(&card.risk, room, size)
        + named(&joined(&card.signs))
        + boxed(&card.never, size)
        + steps.sum::<f64>()
        + boxed(&card.retreat, size)
        + named(&card.kit)
        + named(&card.muster)
        + phones
        + 4.0
}

fn small(count: usize) -> f64 {
    u32::try_from(count).map(f64::from).unwrap_or(f64::MAX)
}

/// What stands under the steps is a size smaller.
fn below(size: u32) -> u32 {
    size.saturating_sub(4).max(21)
}

/// Short sentences as one.
fn joined(sentences: &[String]) -> String {
    sentences.join("；")
}

struct Writer<'a> {
    xml: &'a mut Xml,
    size: u32,
}

fn pitch(size: u32) -> i64 {
    twips(f64::from(size) / 2.0 * PITCH * POINT)
}

/// A cell of words.
fn cell<'a>(across: usize, side: &'a str, look: Look, words: &'a str) -> Cell<'a> {
    Cell::new(across, move |xml: &mut Xml| {
        let pitch = look.size.map(pitch);
        let paragraph = Paragraph { pitch, side: Some(side), ..Paragraph::of("FormText") };
        xml.paragraph(&paragraph, |xml| {
            if !words.is_empty() {
                xml.run(look, words);
            }
        });
    })
}

fn strong(size: u32) -> Look {
    Look { style: Some("Strong"), size: Some(size) }
}

fn plain(size: u32) -> Look {
    Look { style: None, size: Some(size) }
}

impl Writer<'_> {
    fn card(&mut self, card: &Card) {
        self.head(card);
        self.first(card);
        if !card.risk.is_empty() {
            self.words(&[(strong(self.size), &card.risk)]);
        }
        let signs = joined(&card.signs);
        self.named("什么时候用：", &signs, self.size.saturating_sub(2).max(24));
        self.warning("严禁", &joined(&card.never), self.size);
        self.steps(card);
        let less = below(self.size);
        self.warning("撤离\n条件", &joined(&card.retreat), self.size);
        self.named("器材：", &card.kit, less);
        self.named("集合点：", &card.muster, less);
        self.phones(&card.phones);
    }

    /// Words in several looks, a paragraph of their own.
    fn words(&mut self, parts: &[(Look, &str)]) {
        let size = parts.iter().filter_map(|(look, _)| look.size).max().unwrap_or(24);
        let paragraph = Paragraph {
            pitch: Some(pitch(size)),
            after: Some(60),
            side: Some("left"),
            ..Paragraph::of("FormText")
        };
        self.xml.paragraph(&paragraph, |xml| {
            for (look, words) in parts {
                xml.run(*look, words);
            }
        });
    }

    fn named(&mut self, name: &str, words: &str, size: u32) {
        if !words.is_empty() {
            self.words(&[(strong(size), name), (plain(size), words)]);
        }
    }

    fn head(&mut self, card: &Card) {
        let room = SHEET.room();
        let columns = [20.0, room - 44.0, 24.0].map(twips);
        let grid = Grid { columns: &columns, inset: Some((twips(INSET_MM), 15)) };
        let title = match card.title.chars().count() {
            0..=10 => 44,
            11..=20 => 32,
            _ => 26,
        };
        grid.write(self.xml, |xml| {
            let kind = RowKind { height: twips(11.0), ..RowKind::default() };
            let cells = vec![
                cell(1, "center", strong(40), &card.code),
                cell(1, "left", strong(title), &card.title),
                cell(1, "center", plain(18), "应急处置卡"),
            ];
            grid.row(xml, kind, cells);
        });
        gap(self.xml, true);
    }

    /// Whom to call first of all.
    fn first(&mut self, card: &Card) {
        let calls = &card.first;
        let Some(last) = calls.len().checked_sub(1) else { return };
        let (side, room) = (29.0, SHEET.room());
        let mut columns = vec![twips(side); last];
        columns.push(twips(room - side * small(last)));
        let grid = Grid { columns: &columns, inset: Some((twips(INSET_MM), 15)) };
        let called: Vec<String> = calls.iter().map(dialled).collect();
        grid.write(self.xml, |xml| {
            let kind = RowKind { height: twips(9.0), ..RowKind::default() };
            let cells = called.iter().map(|words| cell(1, "center", strong(28), words));
            grid.row(xml, kind, cells.collect());
            if !card.outside.is_empty() {
                let kind = RowKind { height: twips(6.0), ..RowKind::default() };
                grid.row(xml, kind, vec![cell(calls.len(), "center", plain(21), &card.outside)]);
            }
        });
        gap(self.xml, true);
    }

    /// A box one cannot overlook.
    fn warning(&mut self, name: &str, words: &str, size: u32) {
        if words.is_empty() {
            return;
        }
        let columns = [NAME_MM, SHEET.room() - NAME_MM].map(twips);
        let grid = Grid { columns: &columns, inset: Some((twips(INSET_MM), 15)) };
        grid.write(self.xml, |xml| {
            let kind = RowKind { height: twips(8.0), ..RowKind::default() };
            let cells =
                vec![cell(1, "center", strong(28), name), cell(1, "left", plain(size), words)];
            grid.row(xml, kind, cells);
        });
        gap(self.xml, false);
    }

    fn steps(&mut self, card: &Card) {
        let columns = [NUMBER_MM, SHEET.room() - NUMBER_MM].map(twips);
        let grid = Grid { columns: &columns, inset: Some((twips(INSET_MM), 15)) };
        let size = self.size;
        let kind = RowKind { height: twips(7.0), ..RowKind::default() };
        grid.write(self.xml, |xml| {
            if card.steps.is_empty() {
                let words = "处置步骤尚未填写，本卡不能张贴";
                grid.row(xml, kind, vec![cell(2, "center", strong(size), words)]);
            }
            for (step, number) in card.steps.iter().zip(1_usize..) {
                let number = number.to_string();
                let what = Cell::new(1, |xml: &mut Xml| {
                    let paragraph = Paragraph {
                        pitch: Some(pitch(size)),
                        side: Some("left"),
                        ..Paragraph::of("FormText")
                    };
                    xml.paragraph(&paragraph, |xml| {
                        let within = match (step.within.as_str(), step.who.as_str()) {
                            ("", "") => String::new(),
                            ("", _) => "　".to_owned(),
                            (within, _) => format!("【{within}】"),
                        };
                        xml.run(strong(size), &format!("{}{within}", step.who));
                        xml.run(plain(size), &step.what);
                    });
                });
                let head = Cell { stands: "top", ..cell(1, "center", strong(size + 2), &number) };
                grid.row(xml, kind, vec![head, Cell { stands: "top", ..what }]);
            }
        });
        gap(self.xml, false);
    }

    /// Whom to call besides, two to a row.
    fn phones(&mut self, phones: &[Phone]) {
        if phones.is_empty() {
            return;
        }
        let across = phones.len().min(2);
        let columns = vec![twips(SHEET.room() / small(across)); across];
        let grid = Grid { columns: &columns, inset: Some((twips(INSET_MM), 15)) };
        let called: Vec<String> = phones.iter().map(dialled).collect();
        grid.write(self.xml, |xml| {
            for some in called.chunks(across) {
                let missing = across - some.len();
                let last = some.len().saturating_sub(1);
                let cells = some.iter().enumerate().map(|(at, words)| {
                    let over = if at == last { missing } else { 0 };
                    cell(1 + over, "center", plain(24), words)
                });
                let kind = RowKind { height: twips(6.5), ..RowKind::default() };
                grid.row(xml, kind, cells.collect());
            }
        });
    }
}

/// A name with its number.
fn dialled(phone: &Phone) -> String {
    let number = if phone.number.is_empty() { TO_FILL } else { &phone.number };
    format!("{} {number}", phone.name)
}

/// Who made it, which version, whether it was reviewed.
fn foot(card: &Card, about: &About<'_>) -> String {
    let mut xml = Xml::new(about.masked);
    let reviewed = if card.reviewed.is_empty() {
        "参考稿·未经本矿审核".to_owned()
    } else {
        format!("已审核：{}", card.reviewed)
    };
    let made = [card.unit.as_str(), card.version.as_str()].join("　");
    let line = Paragraph { side: Some("left"), ..Paragraph::of("Notices") };
    let tabbed = Paragraph { tab: Some(twips(SHEET.room())), ..line.clone() };
    xml.paragraph(&tabbed, |xml| {
        let look = plain(15);
        xml.run(look, &format!("{}\t", made.trim()));
        xml.field(look, " PAGE ", "1");
        xml.run(look, "／");
        xml.field(look, " SECTIONPAGES ", "1");
    });
    let notices = about.notices.iter().copied();
    let said: Vec<&str> = [reviewed.as_str(), "发布前须经安监、卫生所、救护队审核"]
        .into_iter()
        .chain(notices)
        .chain([about.source])
        .filter(|words| !words.is_empty())
        .collect();
    xml.line(&line, &said.join("　"));
    xml.into_text()
}
