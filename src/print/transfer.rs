//! 《隐患移交单》: hazards handed over to the safety department, in two copies.

use super::PrintError;
use super::data::Data;
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span};
use super::rows::item;
use serde::Serialize;

use super::form::{Block, Fact, Form};

use super::head::{number_words, of_its_number, short_day, square_code, time_words};
use super::table::{Column, Row, Table};
use crate::model::checklist::Class;
use crate::model::hazard::Hazard;
use crate::model::id::{HazardId, TransferId};
use crate::model::mine::{Mine, Term};
use crate::model::transfer::Transfer;
use crate::model::{Document, RecordId};
use crate::rules::calendar::paper_day;

pub(super) static PAPER: Paper = Paper {
    word: "transfer",
    key: "transfer",
    title: "隐患移交单",
    shelf: Shelf::Hazards,
    folder: "06隐患",
    office: &[FileKind::Word],
    days: Span::Daily { back: None },
    none: "还没有移交单",
    offers,
    name,
    make,
    by_hand: |_, _| false,
    blank: Blank::Made(blank),
};

impl Request {
    /// A transfer slip, in two copies.
    pub fn transfer(id: TransferId) -> Self {
        PAPER.of(RecordId::Transfer(id))
    }
}

fn offers(doc: &Document, scope: &Scope) -> Vec<Offer> {
    let at_site = |slip: &Transfer| {
        let mut hazards = slip.hazards.iter().filter_map(|id| doc.hazards.find(id));
        scope.site.is_none_or(|site| hazards.any(|hazard| hazard.site == Some(site)))
    };
    let day = |slip: &Transfer| slip.at.map(|at| at.date());
    let mut slips: Vec<(&TransferId, &Transfer)> =
        doc.transfers.iter().filter(|(_, slip)| scope.holds(day(slip)) && at_site(slip)).collect();
    slips.sort_by_key(|(_, slip)| &slip.number);
    let offer = |(id, slip): (&TransferId, &Transfer)| {
        let words = format!("隐患移交单 {}", number_words(slip.number.as_ref()));
        let remark = format!("{}条", slip.hazards.len());
        Offer::new(words.trim_end(), remark, Request::transfer(*id)).on(day(slip))
    };
    slips.into_iter().map(offer).collect()
}

fn id(of: &Of) -> Option<TransferId> {
    match of.record() {
        Some(RecordId::Transfer(id)) => Some(*id),
        _ => None,
    }
}

fn name(doc: &Document, of: &Of) -> Named {
    let slip = id(of).and_then(|id| doc.transfers.find(&id));
    let number = number_words(slip.and_then(|slip| slip.number.as_ref()));
    Named { day: slip.and_then(|slip| slip.at).map(|at| at.date()), ..Named::of(number) }
}

fn make(source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
    let id = id(of).ok_or(PrintError::Gone("移交单"))?;
    let slip = source.doc.transfers.get(&id).ok_or(PrintError::Gone("移交单"))?;
    Ok(Data::Transfer(Box::new(Slip::of(source.doc, &source.mine, Some(id), slip))))
}

/// Room to write when it was.
const PEN_MOMENT: &str = "　　月　　日　　时　　分";

/// A slip to be written where no program is at hand; its number is given when it is typed in.
fn blank(source: &Source<'_>) -> Form {
    let slip = Slip::of(source.doc, &source.mine, None, &Transfer::default());
    let mut form = slip.forms().swap_remove(0);
    "（一式两份：存根、送达）".clone_into(&mut form.subtitle);
    form.number = String::new();
    form.qr = String::new();
    if let Some(Block::Table(table)) = form.blocks.first_mut() {
        table.fill = true;
    }
    form
}

/// One slip, in the shape `transfer.typ` documents.
#[derive(Debug, Serialize)]
pub(super) struct Slip {
    unit: String,
    number: String,
    qr: String,
    sender: String,
    receiver: String,
    date: String,
    copies: [Copy; 2],
    hazards: Vec<Line>,
    note: String,
    grades: String,
    receiver_fill: String,
}

#[derive(Debug, Serialize)]
struct Copy {
    name: &'static str,
    hint: String,
}

#[derive(Debug, Serialize)]
struct Line {
    of: RecordId,
    no: String,
    code: String,
    found: String,
    place: String,
    text: String,
    basis: String,
    measure: String,
    grade: &'static str,
    hint: String,
}

impl Slip {
    /// Each copy as a form, for programs that know no halves of pages.
    pub(super) fn forms(&self) -> Vec<Form> {
        let form = |copy: &Copy| Form {
            unit: self.unit.clone(),
            title: PAPER.title.to_owned(),
            subtitle: format!("（{}，{}）", copy.name, copy.hint),
            number: self.number.clone(),
            facts: vec![
                Fact::over(2, "移交单位", self.sender.as_str()),
                Fact::new("接收部门", self.receiver.as_str()),
                Fact::new("移交日期", self.date.as_str()),
                Fact::new("移交时间", PEN_MOMENT),
                Fact::new("接收时间", PEN_MOMENT),
            ],
            blocks: vec![
                Block::Table(self.table()),
                Block::told("接收后编号", "", 1),
                Block::signed(&["移交人签名", "接收人签名"]),
            ],
            notes: vec![
                self.note.clone(),
                self.grades.clone(),
                format!("{}。", self.receiver_fill),
            ],
            ..Form::default()
        };
        self.copies.iter().map(form).collect()
    }

    fn table(&self) -> Table {
        let has_hints = self.hazards.iter().any(|line| !line.hint.is_empty());
        let mut columns = vec![
            Column::narrow("序号", 8.0),
            Column::narrow("隐患编号", 28.0),
            Column::narrow("发现时间", 18.0),
            Column::wide("场所、部位", 5),
            Column::wide("隐患描述", 9),
            Column::wide("依据", 4),
            Column::wide("已采取的\n临时措施", 5),
            Column::narrow("建议\n类别", 10.0),
        ];
        columns.extend(has_hints.then(|| Column::narrow("提示", 17.0)));
        let row = |line: &Line| {
            let Line { no, code, found, place, text, basis, measure, grade, hint, .. } = line;
            let cells = [no, code, found, place, text, basis, measure].map(String::clone);
            Row::Cells(cells.into_iter().chain([(*grade).to_owned(), hint.clone()]).collect())
        };
        Table {
            columns,
            rows: self.hazards.iter().map(row).collect(),
            dense: true,
            empty: "没有要移交的隐患".to_owned(),
            ..Table::default()
        }
    }

    pub(super) fn of(doc: &Document, mine: &Mine, id: Option<TransferId>, slip: &Transfer) -> Self {
        let of_number =
            id.map(|id| of_its_number(doc, &RecordId::Transfer(id)).concat()).unwrap_or_default();
        let number = number_words(slip.number.as_ref());
        let safety = mine.term(Term::Safety);
        let hazards = slip.hazards.iter().filter_map(|id| Some((*id, doc.hazards.find(id)?)));
        Self {
            unit: mine.heading().to_owned(),
            qr: square_code(&number),
            number,
            sender: format!("春节党员突击队（{}）", mine.term(Term::Party)),
            receiver: safety.to_owned(),
            date: slip.at.map(|at| paper_day(at.date(), doc.little_year())).unwrap_or_default(),
            copies: [
                Copy { name: "存根", hint: "突击队留存".to_owned() },
                Copy { name: "送达", hint: format!("交{safety}") },
            ],
            hazards: hazards
                .enumerate()
                .map(|(place, hazard)| Line::of(doc, safety, place + 1, hazard))
                .collect(),
            note: format!(
                "本单为突击队向主管部门移交隐患线索，不作为整改通知书；是否属重大隐患由{safety}认定。{of_number}"
            ),
            grades: format!(
                "建议类别：A 可当场改正，B 限期整改，C 立即停用或断电并报{}。",
                mine.term(Term::Dispatch)
            ),
            receiver_fill: format!("接收后编号（{safety}通知书号、双防编号，由{safety}填写）"),
        }
    }
}

impl Line {
    fn of(doc: &Document, safety: &str, no: usize, (id, hazard): (HazardId, &Hazard)) -> Self {
        let year = doc.current_season().year;
        let day = hazard.found_on.map(|day| short_day(day, year)).unwrap_or_default();
        let hint = match &hazard.judgement {
            _ if !hazard.maybe_major => String::new(),
            None => format!("可能重大，需{safety}认定"),
            Some(judgement) if judgement.major => format!("{}已认定为重大", judgement.by),
            Some(judgement) => format!("{}已认定非重大", judgement.by),
        };
        Self {
            of: RecordId::Hazard(id),
            no: no.to_string(),
            code: code(hazard),
            found: lines(&[&day, &time_words(hazard.found_at)]),
            place: place_words(doc, hazard),
            text: hazard.words.clone(),
            basis: basis(doc, hazard),
            measure: hazard.interim.clone(),
            grade: hazard.class.map(Class::letter).unwrap_or_default(),
            hint,
        }
    }
}

/// What it rests on: as written with the hazard, else what its check item says.
fn basis(doc: &Document, hazard: &Hazard) -> String {
    match hazard.basis.trim() {
        "" => hazard.item.as_ref().map(|code| item(doc, code).basis).unwrap_or_default(),
        written => written.to_owned(),
    }
}

/// The number, and those it bore before.
fn code(hazard: &Hazard) -> String {
    let number = number_words(hazard.number.as_ref());
    let former: Vec<String> = hazard.former.iter().map(|old| format!("曾用号{old}")).collect();
    lines(&std::iter::once(&number).chain(&former).map(String::as_str).collect::<Vec<_>>())
}

/// Where: the site, then the spot in it.
pub(super) fn place_words(doc: &Document, hazard: &Hazard) -> String {
    format!("{}{}", doc.site_name(hazard.site), hazard.place)
}

/// What is not empty, each on a line of its own.
pub(super) fn lines(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("\n")
}
