//! The ledger as a table of an office program: a column for each thing, where the paper puts what
//! belongs together into one.

use super::leaves::MEASURES;
use super::{Ledger, Line, Row};
use crate::print::tab::{self, Cells, Head, Kind, Paper, Tab};
use crate::print::table::{Holds, Side};

/// A column: its title, what it holds, where it stands, and where a hazard has it.
type Column = (&'static str, Holds, Side, fn(&Line) -> &str);

const COLUMNS: [Column; 21] = [
    ("序号", Holds::Count, Side::Center, |line| &line.no),
    ("编号", Holds::Words, Side::Center, |line| &line.code),
    ("发现时间", Holds::Moment, Side::Center, |line| &line.found),
    ("类别", Holds::Words, Side::Center, |line| line.kind),
    ("检查人", Holds::Words, Side::Left, |line| &line.finder),
    ("场所、部位", Holds::Words, Side::Left, |line| &line.place),
    ("隐患描述", Holds::Words, Side::Left, |line| &line.text),
    ("依据", Holds::Words, Side::Left, |line| &line.basis),
    ("整改措施", Holds::Words, Side::Left, |line| &line.measure),
    ("临时措施", Holds::Words, Side::Left, |line| &line.interim),
    ("资金", Holds::Words, Side::Left, |line| &line.funds),
    ("责任单位", Holds::Words, Side::Center, |line| &line.owner),
    ("责任人", Holds::Words, Side::Center, |line| &line.person),
    ("期限", Holds::Day, Side::Center, |line| &line.due),
    ("完成", Holds::Day, Side::Center, |line| &line.done),
    ("安监通知书号", Holds::Words, Side::Center, |line| &line.notice),
    ("双防编号", Holds::Words, Side::Center, |line| &line.dual),
    ("复查人、结论", Holds::Words, Side::Center, |line| &line.recheck),
    ("销号人、日期", Holds::Words, Side::Center, |line| &line.closed),
    ("等级·专业", Holds::Words, Side::Center, |line| &line.grade),
    ("状态", Holds::Words, Side::Center, |line| &line.state),
];
impl Ledger {
    /// All of it on one leaf.
    pub(in crate::print) fn tab(&self, name: &str) -> Tab {
        let lines = self.rows.iter().map(|(year, row)| {
            let (words, loud) = match row {
                Row::Hazard(line) => {
                    let words = COLUMNS.iter().map(|(.., of)| of(line).to_owned()).collect();
                    (words, line.loud)
                }
                Row::Void { no, code, void } => (void_words(no, code, void), false),
            };
            tab::Line::Cells(Cells { words, year: *year, loud })
        });
        let head = &self.head;
        Tab {
            name: name.to_owned(),
            paper: Paper::A3Wide,
            title: head.title.clone(),
            above: vec![format!("单位：{}", head.unit), format!("{}　{}", head.period, head.as_of)],
            heads: vec![COLUMNS.iter().map(|(title, ..)| Head::one(title)).collect()],
            columns: COLUMNS.iter().map(|(_, holds, side, _)| Kind::new(*holds, *side)).collect(),
            lines: lines.collect(),
            below: head.summary.clone(),
        }
    }
}

/// A line of the ledger as the paper has it.
pub(in crate::print) enum Listed {
    /// The cells of a hazard, related things in one; in bold where it is late.
    Hazard(Box<[String; Line::CELLS]>, bool),
    /// A void number: its place, the number, and why.
    Void(String, String, String),
    /// The year of what follows, where there are several.
    Year(String),
}

impl Ledger {
    /// The heads of the paper's columns.
    pub(in crate::print) const HEADS: [&str; Line::CELLS] = [
        "序号",
        "编号\n发现时间",
        "类别\n检查人",
        "场所、部位",
        "隐患描述\n依据",
        "整改措施\n临时措施、资金",
        "责任单位\n责任人",
        "期限\n完成",
        "安监通知书号\n双防编号",
        "复查人、结论\n销号人、日期",
        "等级·专业\n状态",
    ];

    /// Its lines, as on the paper.
    pub(in crate::print) fn listed(&self) -> Vec<Listed> {
        let with_years = self.rows.iter().any(|(year, _)| *year != self.season);
        let (mut listed, mut before) = (Vec::new(), None);
        for (year, row) in &self.rows {
            if with_years && before.replace(*year) != Some(*year) {
                listed.push(Listed::Year(format!("{year}年")));
            }
            listed.push(match row {
                Row::Hazard(line) => Listed::Hazard(Box::new(line.clone().cells()), line.loud),
                Row::Void { no, code, void } => {
                    Listed::Void(no.clone(), code.clone(), format!("作废（{void}）"))
                }
            });
        }
        listed
    }

    /// The widths of the paper's columns, in points.
    pub(in crate::print) fn widths() -> [f64; Line::CELLS] {
        MEASURES.columns()
    }

    /// What it is called.
    pub(in crate::print) fn title(&self) -> &str {
        &self.head.title
    }

    /// Unit, period, and as of when.
    pub(in crate::print) fn above(&self) -> [&str; 3] {
        [&self.head.unit, &self.head.period, &self.head.as_of]
    }

    /// What stands under the rows, and who signs.
    pub(in crate::print) fn below(&self) -> (&[String], &[&'static str]) {
        (&self.head.summary, &self.head.signers)
    }
}

/// A void number says why where a hazard says what it is.
fn void_words(no: &str, code: &str, void: &str) -> Vec<String> {
    let line = Line {
        no: no.to_owned(),
        code: code.to_owned(),
        text: void.to_owned(),
        state: "作废".to_owned(),
        ..Line::default()
    };
    COLUMNS.iter().map(|(.., of)| of(&line).to_owned()).collect()
}
