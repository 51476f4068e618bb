//! 《修订对照表》: what a version of the plan says otherwise than the one before, point by point.
//! Source: `sources.md` 方案.

use super::PrintError;
use super::data::Data;
use super::form::{Block, Fact, Form, Page};
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span};
use super::table::{Column, Row, Table};
use crate::model::id::VersionId;
use crate::model::plan::Version;
use crate::model::{Document, RecordId};
use crate::rules::outline::{self, chapter_title};
use crate::rules::revision::{Difference, Part, as_it_stands, differences};

pub(super) static PAPER: Paper = Paper {
    word: "revisions",
    key: "revisions",
    title: "修订对照表",
    shelf: Shelf::Plan,
    folder: "02预案",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "方案还没有修订过：批准过一版，又改了，才有对照",
    offers,
    name: |doc, of| Named::of(sides(doc, of).map_or_else(String::new, |sides| sides.words())),
    make,
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// What a version says otherwise than the one before; of no version what the plan as it stands
    /// says otherwise than the newest.
    pub fn revisions(version: Option<VersionId>) -> Self {
        version.map_or_else(|| PAPER.whole(), |id| PAPER.of(RecordId::Version(id)))
    }
}

/// Two versions beside each other.
struct Sides<'a> {
    was: &'a Version,
    /// None: as it stands.
    now: Option<&'a Version>,
}

impl Sides<'_> {
    /// V1至V2, V2至送审稿
    fn words(&self) -> String {
        format!("{}至{}", self.was.label.trim(), self.now.map_or("送审稿", |one| one.label.trim()))
    }
}

fn sides<'a>(doc: &'a Document, of: &Of) -> Option<Sides<'a>> {
    match of.record() {
        Some(RecordId::Version(id)) => {
            let now = doc.versions.get(id)?;
            Some(Sides { was: outline::before(doc, now)?, now: Some(now) })
        }
        _ => Some(Sides { was: outline::newest_version(doc)?.1, now: None }),
    }
}

/// The plan as it stands where it was changed since, and every version with one before it.
fn offers(doc: &Document, _scope: &Scope) -> Vec<Offer> {
    let newest = outline::newest_version(doc);
    let is_changed = newest.is_some_and(|(_, version)| !outline::reads_as(doc, version));
    let standing = is_changed.then(|| Request::revisions(None));
    let versions = doc.versions.iter().filter(|(_, one)| outline::before(doc, one).is_some());
    let mut versions: Vec<_> =
        versions.map(|(id, one)| (one.label.len(), &one.label, *id)).collect();
    versions.sort_unstable();
    let versions = versions.into_iter().rev().map(|(.., id)| Request::revisions(Some(id)));
    let offer = |request: Request| {
        let words = sides(doc, &request.of).map(|sides| sides.words())?;
        Some(Offer::new(format!("修订对照表 {words}"), "", request))
    };
    standing.into_iter().chain(versions).filter_map(offer).collect()
}

fn make(source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
    let sides = sides(source.doc, of).ok_or(PrintError::Gone("方案版本"))?;
    Ok(Data::Form(Box::new(form(source, &sides))))
}

/// V1　2027年1月28日批准
fn version_words(version: Option<&Version>) -> String {
    let Some(version) = version else { return "送审稿".to_owned() };
    let on = version.on.map(|day| day.format("　%Y年%-m月%-d日批准").to_string());
    format!("{}{}", version.label.trim(), on.unwrap_or_default())
}

fn form(source: &Source<'_>, sides: &Sides<'_>) -> Form {
    let doc = source.doc;
    let standing = as_it_stands(doc);
    let now = sides.now.unwrap_or(&standing);
    let found = differences(doc, sides.was, now);
    let note = sides.now.map(|version| version.note.trim()).unwrap_or_default();
    let mut facts = vec![
        Fact::over(2, "文件名称", now.title.trim()),
        Fact::new("原版本", version_words(Some(sides.was))),
        Fact::new("新版本", version_words(sides.now)),
    ];
    if !note.is_empty() {
        facts.push(Fact::over(2, "修订说明", note));
    }
    Form {
        page: Page::A4Wide,
        unit: source.mine.heading().to_owned(),
        title: "方案修订对照表".to_owned(),
        facts,
        across: 2,
        blocks: vec![Block::Table(table(doc, now, &found)), Block::signed(&["编制", "审核"])],
        notes: vec![
            format!("共{}处不同；原文、修订后栏为全文。", found.len()),
            "处置卡有修订的，换下在用的旧卡和张贴件。".to_owned(),
        ],
        ..Form::default()
    }
}

fn table(doc: &Document, now: &Version, found: &[Difference]) -> Table {
    let mut rows = Vec::new();
    for (number, one) in (1_usize..).zip(found) {
        let is_first = found.get(number.wrapping_sub(2)).is_none_or(|known| known.part != one.part);
        if is_first {
            rows.push(Row::Group(part_words(doc, now, &one.part)));
        }
        let or_none =
            |words: &str| if words.is_empty() { "（无）".to_owned() } else { words.to_owned() };
        let cells = vec![
            number.to_string(),
            format!("{}。", one.words),
            or_none(&one.was),
            or_none(&one.now),
        ];
        rows.push(match &one.part {
            Part::Card(code) => Row::Of(RecordId::Card(code.clone()), cells),
            Part::Title | Part::Chapter(_) => Row::Cells(cells),
        });
    }
    Table {
        columns: vec![
            Column::narrow("序号", 11.0),
            Column::wide("修订内容", 4),
            Column::wide("原文", 3),
            Column::wide("修订后", 3),
        ],
        rows,
        dense: true,
        empty: "两版文字相同".to_owned(),
        ..Table::default()
    }
}

fn part_words(doc: &Document, now: &Version, part: &Part) -> String {
    match part {
        Part::Title => "标题".to_owned(),
        Part::Chapter(chapter) => chapter_title(*chapter),
        Part::Card(code) => {
            let card = now.cards.get(code).or_else(|| doc.cards.find(code));
            let title = card.map(|card| card.title.trim()).unwrap_or_default();
            format!("处置卡{code} {title}")
        }
    }
}
