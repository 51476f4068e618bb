//! The ledger as a table of an office program: a column for each thing, where the paper puts what
//! belongs together into one.

use super::{Ledger, Line, PAPER, Row};
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
            title: PAPER.title.to_owned(),
            above: vec![format!("单位：{}", head.unit), format!("{}　{}", head.period, head.as_of)],
            heads: vec![COLUMNS.iter().map(|(title, ..)| Head::one(title)).collect()],
            columns: COLUMNS.iter().map(|(_, holds, side, _)| Kind::new(*holds, *side)).collect(),
            lines: lines.collect(),
            below: head.summary.clone(),
        }
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
