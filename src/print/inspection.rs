//! 《场所安全检查记录》 and 《用电安全专项检查记录》: the full check of one site. 防火检查记录 is what 公安部令第61号 calls
//! the record of whoever is responsible for fire safety there; ours is none, and does not bear the name.
//! Source: `sources.md` 检查记录.

use std::collections::BTreeSet;

use serde::Serialize;

use super::head::{
    alarm, late, moment_words, number_words, of_its_number, record_notes, square_code, time_words,
};
use super::rows::{Answer, item, signers, site_words};
use crate::model::checklist::{Class, Code, Depth, Judge};
use crate::model::danger::Danger;
use crate::model::hazard::{State, Step};
use crate::model::id::SheetId;
use crate::model::mine::Phase;
use crate::model::mine::{Mine, Term};
use crate::model::sheet::{Row, Sheet};
use crate::model::{Document, RecordId};
use crate::rules::calendar::{paper_day, phase};

/// One sheet, in the shape `inspection.typ` documents.
#[derive(Debug, Serialize)]
pub(super) struct SiteSheet {
    /// Which it is.
    sheet: SheetId,
    unit: String,
    title: &'static str,
    number: String,
    qr: String,
    kind: String,
    site: String,
    department: String,
    date: String,
    planned: String,
    alarm: String,
    notes: Vec<String>,
    groups: Vec<Group>,
    electrician: Vec<Line>,
    post: Vec<Line>,
    summary: &'static str,
    summary_text: String,
    recorded: bool,
    walkers: String,
    started: String,
    ended: String,
    entered: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    late: Option<String>,
}

#[derive(Debug, Serialize)]
struct Group {
    name: String,
    rows: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    no: String,
    code: String,
    text: String,
    judge: String,
    basis: String,
    grade: String,
    #[serde(flatten)]
    answer: Answer,
}

const FILLING: [&str; 2] =
    ["合格打√，不合格打×并写明部位和现象，不适用打—，在相应方框内打记号", "空白表示未查"];
const FILLING_SIGNED: &str = "电工、岗位人员项目由本人填写并签名";
const NOT_STATUTORY: &str = "本表为突击队检查用，不代替责任部门的防火检查记录。";
const ORDINALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

impl SiteSheet {
    pub(super) fn of(doc: &Document, mine: &Mine, id: SheetId, sheet: &Sheet) -> Self {
        let number = number_words(sheet.number.as_ref());
        let recorded = sheet.entered.is_some();
        let names = doc.person_names(&sheet.walkers);
        let rows = sheet.rows();
        let site = sheet.sites().first().copied();
        let block = |judge: Judge| -> Vec<Line> {
            let of_block = rows.iter().filter(|row| row.judge == judge);
            of_block.map(|row| line(doc, sheet, row)).collect()
        };
        let record = site.and_then(|site| doc.sites.find(&site));
        Self {
            sheet: id,
            unit: mine.heading().to_owned(),
            title: title(sheet.depth()),
            qr: if recorded { String::new() } else { square_code(&number) },
            number,
            kind: kind_words(doc, sheet),
            site: site.map(|site| site_words(doc, site)).unwrap_or_default(),
            department: doc.unit_name(record.and_then(|site| site.unit)).to_owned(),
            date: sheet.day.map(|day| paper_day(day, doc.little_year())).unwrap_or_default(),
            planned: names.clone(),
            alarm: if recorded { String::new() } else { alarm(mine) },
            notes: notes(doc, mine, id, sheet, &rows),
            groups: groups(doc, sheet, &rows),
            electrician: block(Judge::Electrician),
            post: block(Judge::PostHolder),
            summary: "检查小结（当场改正、移交情况）",
            summary_text: if recorded { summary(doc, mine, id) } else { String::new() },
            recorded,
            walkers: names,
            started: time_words(sheet.left),
            ended: time_words(sheet.back),
            entered: sheet.entered.map(moment_words).unwrap_or_default(),
            late: late(sheet),
        }
    }
}

/// What the paper is called.
fn title(depth: Depth) -> &'static str {
    match depth {
        Depth::Special => "党员突击队用电安全专项检查记录",
        Depth::Full | Depth::Patrol => "党员突击队场所安全检查记录",
    }
}

/// How to fill the paper in, or what the record says of itself.
fn notes(doc: &Document, mine: &Mine, id: SheetId, sheet: &Sheet, rows: &[Row<'_>]) -> Vec<String> {
    let mut notes = if sheet.entered.is_some() {
        record_notes(&signers(doc, sheet))
    } else {
        let dispatch = mine.term(Term::Dispatch);
        let classes = format!("〔A〕可当场改正，〔B〕限期整改，〔C〕立即停用并报{dispatch}");
        let is_signed = rows.iter().any(|row| row.judge != Judge::Member);
        let signed = is_signed.then(|| FILLING_SIGNED.to_owned());
        let filling = FILLING.into_iter().map(str::to_owned);
        let parts: Vec<String> = filling.chain([classes]).chain(signed).collect();
        let filled = format!("{}。", parts.join("；"));
        [filled].into_iter().chain(near(doc, rows)).chain([NOT_STATUTORY.to_owned()]).collect()
    };
    notes.extend(of_its_number(doc, &RecordId::Sheet(id)));
    notes
}

/// What is near where the rows are looked at, and what a member does about it.
fn near(doc: &Document, rows: &[Row<'_>]) -> Option<String> {
    let all: BTreeSet<Danger> = rows.iter().flat_map(|row| item(doc, row.item).near).collect();
    let words: Vec<&str> = all.iter().map(|danger| danger.word()).collect();
    let words = words.join("、");
    (!words.is_empty())
        .then(|| format!("近处有{words}的，队员只看不动、不进入，有异常先退开再报告。"))
}

/// 检查类别: what kind of check it is, by depth and season. Source: `sources.md` 春节历.
fn kind_words(doc: &Document, sheet: &Sheet) -> String {
    if sheet.depth() == Depth::Special {
        return "用电专项（专）".to_owned();
    }
    let season = sheet.day.and_then(|day| phase(day, &doc.current_season(), doc.little_year()));
    let when = match season {
        Some(Phase::Preparation | Phase::Before) => "节前",
        Some(Phase::Guard) => "节日期间",
        Some(Phase::Return) => "返岗前后",
        Some(Phase::Archive) | None => "",
    };
    format!("{when}场所检查（检）")
}

fn line(doc: &Document, sheet: &Sheet, row: &Row<'_>) -> Line {
    let item = item(doc, row.item);
    let letters: Vec<&str> = item.classes.iter().map(|class| Class::letter(*class)).collect();
    Line {
        no: row.number.to_string(),
        code: row.item.base.clone(),
        grade: letters.join("/"),
        text: item.words,
        judge: item.how,
        basis: item.basis,
        answer: Answer::of(doc, sheet, row),
    }
}

/// Members' rows under headings, in the order of the paper. One list needs no heading.
fn groups(doc: &Document, sheet: &Sheet, rows: &[Row<'_>]) -> Vec<Group> {
    let mine = doc.profile();
    let kind = rows.first().and_then(|row| doc.sites.find(&row.site));
    let own = kind.map_or("本场所", |site| mine.kind_word(site.site_kind()));
    let mut groups: Vec<Group> = Vec::new();
    for row in rows.iter().filter(|row| row.judge == Judge::Member) {
        let name = match family(row.item) {
            "F" => "通用项目".to_owned(),
            "Q" if sheet.depth() == Depth::Special => "通用项目".to_owned(),
            "Q" => "用电项目".to_owned(),
            _ => format!("{own}专项"),
        };
        let line = line(doc, sheet, row);
        match groups.last_mut() {
            Some(group) if group.name == name => group.rows.push(line),
            Some(_) | None => groups.push(Group { name, rows: vec![line] }),
        }
    }
    let many = 1 < groups.len();
    for (place, group) in groups.iter_mut().enumerate() {
        group.name = match ORDINALS.get(place) {
            Some(ordinal) if many => format!("{ordinal}、{}", group.name),
            Some(_) => String::new(),
            None => std::mem::take(&mut group.name),
        };
    }
    groups
}

/// The letters a code begins with: F for all sites, Q for electricity, else the kind of site.
fn family(code: &Code) -> &str {
    code.base.trim_end_matches(|sign: char| !sign.is_ascii_alphabetic())
}

/// What became of the faults on the sheet, counted from the hazards made of its rows.
fn summary(doc: &Document, mine: &Mine, id: SheetId) -> String {
    let found: Vec<_> = doc
        .hazards
        .iter()
        .map(|(_, hazard)| hazard)
        .filter(|hazard| hazard.found.is_some_and(|on| on.sheet == id))
        .filter(|hazard| hazard.state() != State::Void)
        .collect();
    let on_spot = found.iter().filter(|hazard| hazard.is_on_spot()).count();
    let handed = |step: &Step| matches!(step, Step::HandedOver { .. });
    let handed_over = found.iter().filter(|hazard| hazard.steps.iter().any(handed)).count();
    let safety = mine.term(Term::Safety);
    format!(
        "登记隐患{}条，其中当场整改{on_spot}条，移交{safety}{handed_over}条（口径：本单各行登记的隐患，不含作废）。",
        found.len()
    )
}
