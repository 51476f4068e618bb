//! The contingency plan as an official letter: cover, pages to sign, eleven chapters, attachments.
//! Source: `sources.md` 方案.

use super::PrintError;
use super::data::Data;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span};
use crate::model::RecordId;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::letter::{Approval, Consult, Cover, Element, Heading, Letter, Signature};
use super::roster::span_words;
use crate::model::Document;
use crate::model::id::VersionId;
use crate::model::mine::{Mine, Term};
use crate::model::plan::{Card, CardCode, Chapter, Plan, PlanKind, Version};
use crate::rules::outline;

pub(super) static PAPER: Paper = Paper {
    word: "plan",
    key: "plan",
    title: "方案",
    shelf: Shelf::Plan,
    folder: "02预案",
    days: Span::Standing,
    none: "还没有写方案，也没有选用处置卡",
    offers,
    name,
    make,
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// The contingency plan: as it stands, or as it was approved.
    pub fn plan(version: Option<VersionId>) -> Self {
        version.map_or_else(|| PAPER.whole(), |id| PAPER.of(RecordId::Version(id)))
    }
}

/// As it stands, and every version. To the set belongs what was approved last, and what stands
/// where that reads differently.
fn offers(doc: &Document, _scope: &Scope) -> Vec<Offer> {
    if doc.cards.is_empty() && doc.plan.is_empty() && doc.versions.is_empty() {
        return Vec::new();
    }
    let newest = outline::newest_version(doc);
    let is_same = newest.is_some_and(|(_, version)| outline::reads_as(doc, version));
    let draft = Offer::new("方案（送审稿）", "", Request::plan(None)).in_set_if(!is_same);
    let mut versions: Vec<Offer> = doc
        .versions
        .iter()
        .map(|(id, version)| {
            let on = version.on.map(|day| day.format("%-m月%-d日批准").to_string());
            let words = format!("方案 {}", version.label);
            Offer::new(words, on.unwrap_or_default(), Request::plan(Some(*id)))
                .in_set_if(newest.is_some_and(|(newest, _)| newest == *id))
        })
        .collect();
    versions.reverse();
    std::iter::once(draft).chain(versions).collect()
}

fn version(of: &Of) -> Option<VersionId> {
    match of.record() {
        Some(RecordId::Version(id)) => Some(*id),
        _ => None,
    }
}

fn name(doc: &Document, of: &Of) -> Named {
    let label = match version(of) {
        Some(id) => doc.versions.find(&id).map(|version| version.label.clone()),
        None => Some("送审稿".to_owned()),
    };
    let kind = Some(doc.current_plan().plan_kind().word());
    Named { kind, ..Named::of(label.unwrap_or_default()) }
}

fn make(source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
    let version = version(of);
    let letter = letter(source.doc, &source.mine, version, source.today());
    let letter = letter.ok_or(PrintError::Gone("方案版本"))?;
    // What was approved is no reference any more; each card in it says so of itself.
    Ok(match version {
        Some(_) => Data::Reviewed(Box::new(letter)),
        None => Data::Letters(vec![letter]),
    })
}

mod annex;
mod prose;

/// The plan as it stands, or a version as it was approved.
struct Reading<'a> {
    plan: Plan,
    title: String,
    chapters: BTreeMap<Chapter, String>,
    cards: Vec<(&'a CardCode, &'a Card)>,
    version: Option<(VersionId, &'a Version)>,
}

/// The plan as a letter; `None` if there is no such version.
pub(super) fn letter(
    doc: &Document,
    mine: &Mine,
    version: Option<VersionId>,
    today: NaiveDate,
) -> Option<Letter> {
    let reading = match version {
        Some(id) => approved(doc, id)?,
        None => draft(doc),
    };
    let mut elements = chapters(&reading);
    let note = reading.version.map(|(_, version)| version.note.trim()).unwrap_or_default();
    if !note.is_empty() {
        elements.push(Element::Paragraph(format!("本版修订说明：{note}")));
    }
    elements.push(Element::Enclosures(annex::names()));
    elements.push(Element::Signature(Signature {
        units: vec![mine.heading().to_owned()],
        date: reading.approved_on().map(full_day).unwrap_or_default(),
    }));
    annex::add(doc, mine, &reading.cards, &mut elements);
    Some(Letter {
        cover: Some(cover(doc, mine, &reading, today)),
        front: front(mine, &reading),
        title: broken(&reading.title, &[mine.heading(), "党员突击队"]),
        subtitle: approval_line(doc, &reading),
        addressee: String::new(),
        elements,
    })
}

impl Reading<'_> {
    fn approved_on(&self) -> Option<NaiveDate> {
        let (_, version) = self.version?;
        version.on
    }
}

fn draft(doc: &Document) -> Reading<'_> {
    let words = |chapter: &Chapter| (*chapter, outline::chapter_words(doc, *chapter));
    Reading {
        plan: doc.current_plan(),
        title: outline::title(doc),
        chapters: Chapter::ALL.iter().map(words).collect(),
        cards: doc.cards.iter().collect(),
        version: None,
    }
}

fn approved(doc: &Document, id: VersionId) -> Option<Reading<'_>> {
    let version = doc.versions.get(&id)?;
    Some(Reading {
        plan: doc.current_plan(),
        title: version.title.clone(),
        chapters: version.chapters.clone(),
        cards: version.cards.iter().collect(),
        version: Some((id, version)),
    })
}

/// A title on several lines, each ending with one of these words as far as it holds them; other
/// titles are broken evenly by the layout.
fn broken(title: &str, ends: &[&str]) -> String {
    let title = title.trim();
    ends.iter().filter(|end| !end.is_empty()).fold(title.to_owned(), |title, end| {
        match title.split_once(end) {
            Some((before, after)) if !after.is_empty() => format!("{before}{end}\n{after}"),
            _ => title,
        }
    })
}

fn full_day(day: NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}

/// 批准人 and 批准日期 as words; cells to sign stay empty. Source: `sources.md` 方案.
fn approval_line(doc: &Document, reading: &Reading<'_>) -> String {
    let Some((_, version)) = reading.version else { return String::new() };
    let by = doc.person_names(&version.by);
    let on = version.on.map(full_day).unwrap_or_default();
    format!("（{}　批准人：{by}　批准日期：{on}）", version.label.trim())
}

fn cover(doc: &Document, mine: &Mine, reading: &Reading<'_>, today: NaiveDate) -> Cover {
    let unit = mine.heading().trim();
    let title = reading.title.trim();
    // The unit stands above it already.
    let own = title.strip_prefix(unit).filter(|rest| !unit.is_empty() && !rest.is_empty());
    let newest = outline::newest_version(doc).map(|(id, _)| id);
    // What was written about the plan since belongs to the newest version or the draft.
    let is_current = reading.version.is_none_or(|(id, _)| Some(id) == newest);
    let mut lines: Vec<String> = Vec::new();
    if let Some((_, version)) = reading.version {
        lines.push(format!("版本：{}", version.label.trim()));
    }
    if is_current {
        let plan = &reading.plan;
        let valid = span_words(plan.valid_from, plan.valid_to);
        // The number of that plan on a line of its own.
        let superior = plan.superior.trim().replace("》（", "》\n（");
        let minutes = if plan.plan_kind() == PlanKind::Plan { plan.minutes.trim() } else { "" };
        for (label, words) in [
            ("上位预案", superior.as_str()),
            ("有效期", valid.as_str()),
            ("评审纪要", minutes),
            ("备案编号", plan.filing.trim()),
        ] {
            if !words.is_empty() {
                lines.push(format!("{label}：{words}"));
            }
        }
    }
    Cover {
        unit: unit.to_owned(),
        title: broken(own.unwrap_or(title), &["春节期间", "地面场所"]),
        subtitle: if reading.version.is_none() {
            "（送审稿）".to_owned()
        } else {
            String::new()
        },
        version: lines.join("\n"),
        date: full_day(reading.approved_on().unwrap_or(today)),
    }
}

/// Where it is signed and countersigned. Offices only, whoever may have signed.
fn front(mine: &Mine, reading: &Reading<'_>) -> Vec<Element> {
    let party = mine.term(Term::Party);
    let (title, second, last) = match reading.plan.plan_kind() {
        PlanKind::Scheme => ("签发页", "审核", "签发"),
        PlanKind::Plan => ("审批页", "评审", "批准"),
    };
    let cells = vec![
        format!("编制\n（{party}）"),
        second.to_owned(),
        format!("党委书记\n{last}"),
        format!("矿长\n{last}"),
    ];
    let lines = reading.plan.countersigns.values().map(|line| line.unit.trim().to_owned());
    let asked: Vec<String> = lines.filter(|unit| !unit.is_empty()).collect();
    let units = if asked.is_empty() { outline::countersigners(mine) } else { asked };
    vec![
        Element::Approval(Approval { title: title.to_owned(), cells }),
        Element::Consult(Consult { title: "会签单".to_owned(), units }),
    ]
}

/// The chapters with their numbers, each begun by its heading.
fn chapters(reading: &Reading<'_>) -> Vec<Element> {
    const NUMBERS: [&str; 11] =
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"];
    let mut elements = Vec::new();
    for (number, chapter) in NUMBERS.iter().zip(Chapter::ALL) {
        let words = format!("{number}、{}", chapter.word());
        elements.push(Element::Heading(Heading { level: 1, words, then: String::new() }));
        let text = reading.chapters.get(chapter).map(|words| words.trim()).unwrap_or_default();
        if text.is_empty() {
            elements.push(Element::Paragraph("（本章内容待填）".to_owned()));
        } else {
            elements.extend(prose::elements(text));
        }
    }
    elements
}
