//! The contingency plan as an official letter: cover, pages to sign, eleven chapters, attachments.
//! Source: `sources.md` 方案.

use super::PrintError;
use super::data::Data;
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span};
use crate::model::RecordId;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::letter::{
    Approval, Consult, Cover, Element, Heading, Letter, Opinion, Reviewer, Reviews, Signature,
    Signer,
};
use super::roster::span_words;
use crate::model::Document;
use crate::model::id::VersionId;
use crate::model::mine::{Mine, Term};
use crate::model::plan::{Card, CardCode, Chapter, Countersign, Layout, Plan, PlanKind, Version};
use crate::rules::outline::{self, Review, called, sentence};
use crate::rules::stages;

pub(super) static PAPER: Paper = Paper {
    word: "plan",
    key: "plan",
    title: "方案",
    shelf: Shelf::Plan,
    folder: "02预案",
    office: &[FileKind::Word],
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
    let draft = format!("{}（送审稿）", called(doc.current_plan().kind));
    let draft = Offer::new(draft, "", Request::plan(None)).in_set_if(!is_same);
    let mut versions: Vec<Offer> = doc
        .versions
        .iter()
        .map(|(id, version)| {
            let on = version.on.map(|day| day.format("%-m月%-d日批准").to_string());
            let words = format!("{} {}", called(version.kind), version.label);
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
    // A version is of the day it was approved, a draft of the day it is printed.
    let day = version(of).and_then(|id| doc.versions.find(&id)?.on);
    Named { kind, day, ..Named::of(label.unwrap_or_default()) }
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
mod filed;
mod parts;
pub(in crate::print) mod prose;

/// What stands in the place of a chapter that has no words.
pub(super) const UNWRITTEN: &str = "（本章内容待填）";

/// The plan as it stands, or a version as it was approved.
struct Reading<'a> {
    plan: Plan,
    title: String,
    layout: Layout,
    chapters: BTreeMap<Chapter, String>,
    cards: Vec<(&'a CardCode, &'a Card)>,
    version: Option<(VersionId, &'a Version)>,
    /// The day it is printed.
    today: NaiveDate,
}

/// The plan as a letter; `None` if there is no such version.
pub(super) fn letter(
    doc: &Document,
    mine: &Mine,
    version: Option<VersionId>,
    today: NaiveDate,
) -> Option<Letter> {
    let reading = match version {
        Some(id) => approved(doc, id, today)?,
        None => draft(doc, today),
    };
    let mut elements = parts::text(doc, mine, &reading);
    elements.extend(parts::further(doc, mine, &reading));
    elements.extend(version_words(doc, &reading).map(Element::Paragraph));
    // A contingency plan is a book: its contents name what is attached, and it is signed in front.
    if reading.layout == Layout::Scheme {
        elements.push(Element::Enclosures(annex::names(doc, reading.layout)));
        elements.push(Element::Signature(Signature {
            units: vec![mine.heading().to_owned()],
            date: reading.approved_on().map(full_day).unwrap_or_default(),
            sealed: true,
        }));
    }
    annex::add(doc, mine, &reading, &mut elements);
    Some(Letter {
        cover: Some(cover(doc, mine, &reading)),
        front: front(doc, mine, &reading),
        contents: true,
        title: broken(&reading.title, &[mine.heading(), "党员突击队"]),
        subtitle: match reading.version {
            Some((_, version)) => format!("（{}）", version.label.trim()),
            None => "（送审稿）".to_owned(),
        },
        addressee: String::new(),
        elements,
    })
}

impl Reading<'_> {
    /// Whether what is written about the plan by now belongs to it: to the draft and the newest
    /// version.
    fn is_current(&self, doc: &Document) -> bool {
        let newest = outline::newest_version(doc).map(|(id, _)| id);
        self.version.is_none_or(|(id, _)| Some(id) == newest)
    }

    /// What the paper is called; a version that does not say, as it is called by now.
    fn kind(&self) -> PlanKind {
        let said = self.version.and_then(|(_, version)| version.kind);
        said.unwrap_or_else(|| self.plan.plan_kind())
    }

    /// What a version does not keep is printed as it stands by now; whoever lays two copies side by side reads
    /// why they differ.
    fn as_of(&self, what: &str) -> Option<Element> {
        let today = full_day(self.today);
        let words = format!("{what}随登记更新，截至{today}；批准时的内容见签批原件。");
        self.version.map(|_| Element::Paragraph(words))
    }

    /// Where it is signed.
    fn signing_page(&self) -> &'static str {
        match self.kind() {
            PlanKind::Scheme => "签发页",
            PlanKind::Plan => "批准页",
        }
    }

    fn approved_on(&self) -> Option<NaiveDate> {
        let (_, version) = self.version?;
        version.on
    }
}

fn draft(doc: &Document, today: NaiveDate) -> Reading<'_> {
    let words = |chapter: &Chapter| (*chapter, outline::chapter_words(doc, *chapter));
    let layout = outline::layout(doc);
    Reading {
        plan: doc.current_plan(),
        title: outline::title(doc),
        layout,
        chapters: outline::chapters(layout).iter().map(words).collect(),
        cards: doc.cards.iter().collect(),
        version: None,
        today,
    }
}

fn approved(doc: &Document, id: VersionId, today: NaiveDate) -> Option<Reading<'_>> {
    let version = doc.versions.get(&id)?;
    Some(Reading {
        plan: doc.current_plan(),
        title: version.title.clone(),
        layout: outline::layout_of(version),
        chapters: version.chapters.clone(),
        cards: version.cards.iter().collect(),
        version: Some((id, version)),
        today,
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

/// What is new in the version, and who approved it when, at the end of the text: never above a cell
/// that is still to be signed. Source: `sources.md` 方案.
fn version_words(doc: &Document, reading: &Reading<'_>) -> Option<String> {
    let (_, version) = reading.version?;
    let note = version.note.trim();
    let note = if note.is_empty() {
        String::new()
    } else {
        format!("本版修订说明：{}", sentence(note))
    };
    let by = doc.person_names(&version.by);
    let on = version.on.map(full_day).unwrap_or_default();
    let page = reading.signing_page();
    let approved = match (by.is_empty(), on.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!("本版于{on}批准，签字见{page}原件。"),
        (false, true) => format!("本版由{by}批准，签字见{page}原件。"),
        (false, false) => format!("本版由{by}于{on}批准，签字见{page}原件。"),
    };
    let words = format!("{note}{approved}");
    (!words.is_empty()).then_some(words)
}

fn cover(doc: &Document, mine: &Mine, reading: &Reading<'_>) -> Cover {
    let unit = mine.heading().trim();
    let title = reading.title.trim();
    // The unit stands above it already.
    let own = title.strip_prefix(unit).filter(|rest| !unit.is_empty() && !rest.is_empty());
    let is_current = reading.is_current(doc);
    let mut lines: Vec<String> = Vec::new();
    let is_plan = reading.kind() == PlanKind::Plan;
    if is_plan {
        lines.push("应急预案编号：________________".to_owned());
    }
    if let Some((_, version)) = reading.version {
        let label = if is_plan { "版本号" } else { "版本" };
        lines.push(format!("{label}：{}", version.label.trim()));
    }
    if is_current {
        let plan = &reading.plan;
        let (mut superior, mut valid) = (String::new(), String::new());
        if !outline::is_general(reading.layout) {
            // The number of that plan on a line of its own.
            superior = plan.superior.trim().replace("》（", "》\n（");
            valid = span_words(plan.valid_from, plan.valid_to);
        }
        let minutes = if is_plan { plan.minutes.trim() } else { "" };
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
        date: full_day(reading.approved_on().unwrap_or(reading.today)),
    }
}

/// Where it is signed and countersigned, with what is signed. Offices only, whoever may have signed;
/// what departments said is printed where it was written down.
fn front(doc: &Document, mine: &Mine, reading: &Reading<'_>) -> Vec<Element> {
    let party = mine.term(Term::Party);
    let signer = |office: &str, opinion| Signer { office: office.to_owned(), opinion };
    let cells = match reading.kind() {
        PlanKind::Scheme => vec![
            signer(&format!("编制\n（{party}）"), false),
            signer("审核", true),
            signer("党委书记\n签发", true),
            signer("矿长\n签发", true),
        ],
        PlanKind::Plan => vec![
            signer("编制工作组\n组长", false),
            signer("审核\n（分管安全\n副矿长）", true),
            signer("批准\n（矿长）", true),
        ],
    };
    let version = reading.version.map_or("送审稿", |(_, version)| version.label.trim());
    let facts: Vec<(String, String)> = [
        ("文件名称", reading.title.trim()),
        ("版本", version),
        ("编制单位", mine.heading().trim()),
    ]
    .map(|(label, words)| (label.to_owned(), words.to_owned()))
    .to_vec();
    let mut signed = facts.clone();
    if reading.kind() == PlanKind::Plan {
        let words = "本预案经评审，现予批准，自公布之日起施行。";
        signed.push(("批准意见".to_owned(), words.to_owned()));
    }
    let approval = Approval { title: reading.signing_page().to_owned(), facts: signed, cells };
    let reviews = reviews(doc, mine, reading, facts.clone()).map(Element::Reviews);
    let consult = Element::Consult(consult(doc, mine, reading, facts));
    [Element::Approval(approval), consult].into_iter().chain(reviews).collect()
}

/// The name of whoever is asked to sign for a department.
fn asked(doc: &Document, unit: &str, line: Option<&Countersign>) -> String {
    stages::asked(doc, unit, line)
        .map(|id| doc.person_name(id).trim().to_owned())
        .unwrap_or_default()
}

/// Where the cards of the draft that nobody has reviewed as they stand are reviewed, card by card.
fn reviews(
    doc: &Document,
    mine: &Mine,
    reading: &Reading<'_>,
    facts: Vec<(String, String)>,
) -> Option<Reviews> {
    let waits = |card: &Card| reading.version.is_none() && Review::of(card).words().is_empty();
    let waiting = reading.cards.iter().filter(|(_, card)| waits(card));
    let rows: Vec<String> =
        waiting.map(|(code, card)| format!("{code} {}", card.title.trim())).collect();
    let reviewer = |unit: String| Reviewer { asked: asked(doc, &unit, None), unit };
    let reviewers = outline::card_reviewers(mine).map(reviewer).to_vec();
    let at = match reading.layout {
        Layout::Whole => "第三部分",
        Layout::Site => "正文",
        Layout::Scheme | Layout::General | Layout::Special => "附件2",
    };
    let note = format!("逐张看过处置卡（见{at}）再签；有不同意见的写在卡上，退回编制单位。");
    (!rows.is_empty()).then(|| Reviews {
        title: "处置卡审核单".to_owned(),
        facts,
        head: "处置卡".to_owned(),
        reviewers,
        rows,
        note,
    })
}

fn consult(
    doc: &Document,
    mine: &Mine,
    reading: &Reading<'_>,
    facts: Vec<(String, String)>,
) -> Consult {
    let newest = outline::newest_version(doc).map(|(_, version)| version);
    // What was signed for a version stands on that one and no other, what was signed since on the draft.
    let kept = reading.version.map(|(_, version)| &version.countersigns);
    let kept = kept.filter(|kept| !kept.is_empty());
    let belongs = |line: &Countersign| match reading.version {
        Some(_) if kept.is_some() => true,
        Some((id, _)) => stages::is_signed_for(doc, line, id),
        None => newest.is_none() || stages::is_signed_since(line, newest),
    };
    let opinion = |line: &Countersign| Opinion {
        unit: line.unit.trim().to_owned(),
        // A name is printed where somebody is still to sign, never where somebody did.
        asked: if reading.version.is_none() && !stages::is_signed_since(line, newest) {
            asked(doc, &line.unit, Some(line))
        } else {
            String::new()
        },
        words: if belongs(line) { line.opinion.trim().to_owned() } else { String::new() },
        date: line.on.filter(|_| belongs(line)).map(full_day).unwrap_or_default(),
    };
    let lines = kept.unwrap_or(&reading.plan.countersigns).values();
    let mut rows: Vec<Opinion> =
        lines.filter(|line| !line.unit.trim().is_empty()).map(opinion).collect();
    if rows.is_empty() {
        let blank = |unit: String| {
            let is_draft = reading.version.is_none();
            let asked = if is_draft { asked(doc, &unit, None) } else { String::new() };
            Opinion { unit, asked, ..Opinion::default() }
        };
        rows = outline::countersigners(mine).into_iter().map(blank).collect();
    }
    let is_told = rows.iter().any(|row| !row.words.is_empty() || !row.date.is_empty());
    let note =
        if is_told { "意见和日期据纸面原单录入，签名见原单。" } else { "" };
    let title = match reading.kind() {
        PlanKind::Scheme => "会签单",
        PlanKind::Plan => "应急预案执行部门签署页",
    };
    Consult { title: title.to_owned(), facts, rows, note: note.to_owned() }
}

/// The chapters of a working scheme with their numbers, each begun by its heading.
fn chapters(reading: &Reading<'_>) -> Vec<Element> {
    let mut elements = Vec::new();
    for chapter in Chapter::SCHEME {
        let (words, then) = (outline::chapter_title(chapter), String::new());
        let place = Some(parts::place(chapter));
        elements.push(Element::Heading(Heading { level: 1, words, then, place }));
        elements.extend(parts::words_of(reading, chapter));
    }
    elements
}
