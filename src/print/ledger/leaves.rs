//! The ledger's rows dealt to pages: how high each row is, and where a page ends.
//!
//! Done here and not in the template, because here it takes a thousandth of the time: the pages
//! and their number are known before anything is laid out.

use std::ops::Range;

use serde::Serialize;

use super::{Head, Line, Row};
use crate::model::RecordId;
use crate::print::measure::{Face, kept, lines, soft};

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
/// Room on a page for the head of the table and the rows.
const PAGE: f64 = 180.0 * MM;
/// What Typst may reckon more than we do, in em.
const SLACK: f64 = 0.05;

/// The measures of the table, in points; the template takes them from here.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Measures {
    columns: [f64; Line::CELLS],
    size: f64,
    pitch: f64,
    inset_x: f64,
    inset_y: f64,
    head: f64,
    empty: f64,
}

impl Measures {
    /// The widths of the columns.
    pub(super) fn columns(&self) -> [f64; Line::CELLS] {
        self.columns
    }
}

pub(super) const MEASURES: Measures = Measures {
    columns: [
        8.0 * MM,
        24.5 * MM,
        24.0 * MM,
        24.0 * MM,
        41.0 * MM,
        38.5 * MM,
        18.5 * MM,
        14.5 * MM,
        34.5 * MM,
        26.0 * MM,
        16.5 * MM,
    ],
    size: 9.0,
    pitch: 1.32 * 9.0,
    inset_x: 0.8 * MM,
    inset_y: 0.9 * MM,
    head: 9.6 * MM,
    empty: 12.0 * MM,
};
/// Least heights of the row of a void number and of the row of a year.
const LEAST_VOID: f64 = 7.0 * MM;
const YEAR: f64 = 6.0 * MM;

/// A row with its height, ready for the template.
#[derive(Debug, Serialize)]
pub(super) struct Ready {
    height: f64,
    #[serde(flatten)]
    what: What,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum What {
    /// The cells of a hazard.
    Cells {
        #[serde(skip_serializing_if = "Option::is_none")]
        of: Option<RecordId>,
        cells: Box<[String; Line::CELLS]>,
        loud: bool,
    },
    /// A void number, and why it is void.
    Void { no: String, code: String, void: String },
    /// The year of the rows that follow.
    Year { year: String },
}

impl Ready {
    /// Every row with its height, under its year where there are several.
    pub(super) fn all(rows: Vec<(i32, Row)>, season: i32) -> Vec<Self> {
        let with_years = rows.iter().any(|(year, _)| *year != season);
        let mut ready = Vec::new();
        let mut before = None;
        for (year, row) in rows {
            if with_years && before.replace(year) != Some(year) {
                let year = format!("{year}年");
                ready.push(Self { height: YEAR, what: What::Year { year } });
            }
            ready.push(Self::of(row));
        }
        ready
    }

    fn of(row: Row) -> Self {
        let Measures { columns, size, inset_x, .. } = MEASURES;
        let room = |width: f64| (width - 2.0 * inset_x) / size - SLACK;
        match row {
            Row::Void { no, code, void } => {
                let [no_width, code_width, others @ ..] = columns;
                let void = format!("作废（{void}）");
                let void_room = room(others.iter().sum());
                let void = kept(&void, void_room, Face::Plain);
                let void = soft(&void, void_room, Face::Plain).into_owned();
                let height = high(lines(&void, void_room, Face::Plain)).max(LEAST_VOID);
                let code = soft(&code, room(code_width), Face::Plain).into_owned();
                let no = soft(&no, room(no_width), Face::Plain).into_owned();
                Self { height, what: What::Void { no, code, void } }
            }
            Row::Hazard(line) => {
                let (of, loud) = (line.of.clone(), line.loud);
                let mut cells = Box::new(line.cells());
                // A usual row is two lines high.
                let mut most = 2;
                for (at, (cell, width)) in cells.iter_mut().zip(columns).enumerate() {
                    let is_state = at + 1 == Line::CELLS;
                    let face = if loud && is_state { Face::Bold } else { Face::Plain };
                    let whole = kept(cell, room(width), face);
                    *cell = soft(&whole, room(width), face).into_owned();
                    most = most.max(lines(cell, room(width), face));
                }
                Self { height: high(most), what: What::Cells { of, cells, loud } }
            }
        }
    }

    fn is_year(&self) -> bool {
        matches!(self.what, What::Year { .. })
    }
}

/// How high a row of so many lines is.
fn high(lines: usize) -> f64 {
    times(MEASURES.pitch, lines) + 2.0 * MEASURES.inset_y
}

fn times(height: f64, lines: usize) -> f64 {
    u32::try_from(lines).map_or(f64::INFINITY, |lines| height * f64::from(lines))
}

/// Height of what stands above the first page's table and below the last one's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends {
    top: f64,
    closing: f64,
}

impl Ends {
    pub(super) fn of(head: &Head) -> Self {
        let above = |words: &str| lines(words, 35.0, Face::Plain);
        let unit = above(&format!("单位：{}", head.unit));
        let facts = unit.max(above(&format!("{}　{}", head.period, head.as_of)));
        let sentences = head.summary.iter().map(|words| lines(words, 84.0, Face::Plain)).sum();
        Self {
            top: (7.0 + 4.0 + 1.6) * MM + times(5.4 * MM, facts),
            closing: (3.5 + 2.5 + 12.0) * MM + times(4.7 * MM, sentences),
        }
    }
}

/// Rows that begin a page of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    /// Rows of one page.
    Page(Range<usize>),
    /// Rows with one among them that would leave a page too empty, or is too tall for any: they
    /// flow over as many pages as they take, and rows may break.
    Flow(Range<usize>),
}

impl Leaf {
    pub(super) fn rows(&self) -> Range<usize> {
        match self {
            Self::Page(rows) | Self::Flow(rows) => rows.clone(),
        }
    }

    fn of(rows: Range<usize>, flows: bool) -> Self {
        if flows { Self::Flow(rows) } else { Self::Page(rows) }
    }
}

/// No page is left emptier than this for the sake of a row that is not to break.
const MOST_EMPTY: f64 = 0.2;

/// Deals rows to pages. A year never stands alone at the foot of one, nor the summary on the last.
pub(super) fn deal(rows: &[Ready], ends: Ends) -> Vec<Leaf> {
    let room = PAGE - MEASURES.head;
    let (mut leaves, mut start, mut at) = (Vec::new(), 0, 0);
    let (mut left, mut flows) = (room - ends.top, false);
    while at < rows.len() {
        let end = at + usize::from(rows.get(at).is_some_and(Ready::is_year)) + 1;
        let need = height(rows, at..end);
        if left < need && (room < need || start == at || MOST_EMPTY * room < left) {
            flows = true;
            while left < need {
                left += room;
            }
        } else if left < need {
            leaves.push(Leaf::of(start..at, flows));
            (start, left, flows) = (at, room, false);
        }
        left -= need;
        at = end;
    }
    if left < ends.closing && start < at {
        let is_first = leaves.is_empty() && !flows;
        if let Some(cut) = cut(rows, start..at, room - ends.closing, is_first) {
            leaves.push(Leaf::of(start..cut, flows));
            (start, flows) = (cut, false);
        }
    }
    if start < at || leaves.is_empty() {
        leaves.push(Leaf::of(start..at, flows));
    }
    leaves
}

fn height(rows: &[Ready], of: Range<usize>) -> f64 {
    rows.get(of).unwrap_or_default().iter().map(|row| row.height).sum()
}

/// Where a page is cut so that its last rows go with the summary: three, or fewer where three
/// would not fit `room`. `None` where the whole page may go, being no `first` page.
fn cut(rows: &[Ready], page: Range<usize>, room: f64, is_first: bool) -> Option<usize> {
    let cuts = (1..=3).rev().filter_map(|tail| {
        let mut cut = page.end.checked_sub(tail)?.max(page.start);
        while page.start < cut && rows.get(cut - 1).is_some_and(Ready::is_year) {
            cut -= 1;
        }
        Some(cut)
    });
    let fits = |cut: &usize| height(rows, *cut..page.end) <= room;
    let found = cuts.into_iter().find(|cut| fits(cut) && (page.start < *cut || !is_first));
    found.filter(|cut| page.start < *cut)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use typst::layout::{Abs, Frame, FrameItem};
    use typst::visualize::Geometry;

    use super::*;
    use crate::print::world::{Part, Template, compile};

    /// Words of all kinds of signs, the same every time.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(self.0 >> 33).unwrap() % sides
        }

        fn words(&mut self, most: usize) -> String {
            const KINDS: [&str; 9] = [
                "配电箱门未关好灭火器压力不足楼道堆物",
                "，。、；：！？",
                "（）【】《》〔〕“”‘’",
                "0123456789",
                "abcdefgWMmw",
                "ABCDEFXYZ",
                "-/.:%@#&+=_~'\"()[]",
                "·…—℃㎡①×√±→■",
                "   \n",
            ];
            let mut words = String::new();
            let length = self.roll(most);
            while words.chars().count() < length {
                // Mostly Chinese, as people write.
                let kind = if self.roll(3) == 0 { self.roll(KINDS.len()) } else { 0 };
                let signs: Vec<char> = KINDS[kind].chars().collect();
                for _ in 0..=self.roll(6) {
                    words.push(signs[self.roll(signs.len())]);
                }
            }
            words
        }
    }

    /// Heights of the level lines across the table.
    fn rules(frame: &Frame, at: Abs, found: &mut Vec<f64>) {
        for (place, item) in frame.items() {
            match item {
                FrameItem::Group(group) => rules(&group.frame, at + place.y, found),
                FrameItem::Shape(shape, _) => {
                    if matches!(shape.geometry, Geometry::Line(to) if Abs::pt(700.0) < to.x) {
                        found.push((at + place.y).to_pt());
                    }
                }
                _ => {}
            }
        }
    }

    /// How high Typst makes a row.
    fn laid(row: &Ready) -> f64 {
        let data = json!({
            "demo": false, "unreviewed": false, "code": "", "unit": "", "period": "", "as_of": "",
            "summary": [], "signers": [], "measures": MEASURES, "start_page": 2, "last": false,
            "flows": true, "pages": [[row]],
        });
        let document = compile(&Part::new(Template::Ledger, &data).unwrap()).unwrap();
        assert_eq!(document.pages().len(), 1);
        let mut found = Vec::new();
        rules(&document.pages()[0].frame, Abs::zero(), &mut found);
        found.sort_by(f64::total_cmp);
        found.dedup();
        found[found.len() - 1] - found[found.len() - 2]
    }

    #[test]
    fn no_row_is_reckoned_lower_than_its_words() {
        let mut dice = Dice(2027);
        // Forty thousand rolls found nothing when this was written.
        for _ in 0..100 {
            let line = Line {
                place: dice.words(25),
                text: dice.words(70),
                measure: dice.words(70),
                notice: dice.words(15),
                recheck: dice.words(20),
                state: dice.words(6).replace('\n', ""),
                loud: true,
                ..Line::default()
            };
            let words = format!("{line:?}");
            let ready = Ready::of(Row::Hazard(Box::new(line)));
            // The last line has no lead under it.
            let lead = MEASURES.pitch - MEASURES.size;
            let laid = laid(&ready) + lead;
            assert!(laid < ready.height + 0.1, "{laid} not {}: {words}", ready.height);
        }
    }

    /// Rows of that height in lines, a year where it is 0.
    fn rows(lines: &[usize]) -> Vec<Ready> {
        let row = |lines: &usize| match lines {
            0 => Ready { height: YEAR, what: What::Year { year: "2028年".to_owned() } },
            lines => {
                let (no, code, void) = Default::default();
                Ready { height: high(*lines), what: What::Void { no, code, void } }
            }
        };
        lines.iter().map(row).collect()
    }

    #[test]
    fn pages_end_where_no_year_and_no_summary_is_left_alone() {
        let ends = Ends { top: 30.0 * MM, closing: 30.0 * MM };
        let dealt = |lines: &[usize]| {
            let leaves = deal(&rows(lines), ends);
            leaves.into_iter().map(|leaf| match leaf {
                Leaf::Page(rows) => (rows.start, rows.end, ""),
                Leaf::Flow(rows) => (rows.start, rows.end, "flows"),
            })
        };
        let twos = |count: usize| vec![2; count];
        let with = |before: usize, then: &[usize]| [&twos(before), then].concat();
        let table = [
            (vec![], &[(0, 0, "")][..]),
            (twos(10), &[(0, 10, "")]),
            // 13 rows and no summary fit the first page, three go along with it.
            (twos(13), &[(0, 10, ""), (10, 13, "")]),
            (with(13, &[0, 2]), &[(0, 13, ""), (13, 15, "")]),
            (with(9, &[0, 2, 2, 2]), &[(0, 9, ""), (9, 13, "")]),
            (with(13, &[0, 2, 2]), &[(0, 13, ""), (13, 16, "")]),
            // What is taller than a page flows on, and so does what would leave one too empty.
            (vec![50], &[(0, 1, "flows")]),
            (vec![2, 0, 50, 2], &[(0, 4, "flows")]),
            (vec![20, 20], &[(0, 2, "flows")]),
            (vec![26, 10], &[(0, 1, ""), (1, 2, "")]),
            (with(5, &[30]), &[(0, 6, "flows")]),
        ];
        for (lines, pages) in table {
            assert_eq!(dealt(&lines).collect::<Vec<_>>(), pages, "{lines:?}");
        }
    }
}
