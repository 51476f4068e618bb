//! The parts of a text of the plan: what stands before its chapters, the chapters, what is attached.

use crate::model::Document;
use crate::model::id::VersionId;
use crate::model::plan::{CardCode, Chapter};
use crate::office::manuscript::{Block, Manuscript, Paragraph};
use crate::print::word::PART;

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Region {
    /// Cover and pages to sign.
    Front,
    /// The title.
    Title,
    Chapter(Chapter),
    /// A heading of a contingency plan that only stands above chapters.
    Frame,
    /// A chapter the plan does not have, by the place of its heading.
    Extra(usize),
    /// A chapter that stands there once more, by the place of its heading.
    Again(usize),
    /// What stands between the chapters and the attachments.
    Tail,
    /// 专项应急预案.
    Specials,
    /// 现场处置方案, before the first of them.
    Sites,
    /// Who holds which post.
    Posts,
    /// The list of cards.
    Cards,
    Card(CardCode),
    /// Telephones.
    Phones,
    /// Another attachment.
    Other,
}

impl Region {
    /// Its name in what a file remembers.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Front => "front".to_owned(),
            Self::Title => "title".to_owned(),
            Self::Chapter(chapter) => format!("chapter{}", place(*chapter) + 1),
            Self::Tail => "tail".to_owned(),
            Self::Specials => "specials".to_owned(),
            Self::Sites => "sites".to_owned(),
            Self::Posts => "posts".to_owned(),
            Self::Cards => "cards".to_owned(),
            Self::Card(code) => code.to_string(),
            Self::Phones => "phones".to_owned(),
            Self::Frame | Self::Extra(_) | Self::Again(_) | Self::Other => "other".to_owned(),
        }
    }

    /// Whether it is running text below a heading of a chapter.
    fn is_chapter(&self) -> bool {
        matches!(self, Self::Chapter(_) | Self::Extra(_) | Self::Again(_))
    }

    /// Whether it is made of records that are changed elsewhere.
    pub(super) fn is_of_records(&self) -> bool {
        matches!(
            self,
            Self::Front
                | Self::Tail
                | Self::Specials
                | Self::Sites
                | Self::Posts
                | Self::Cards
                | Self::Card(_)
                | Self::Phones
        )
    }
}

/// A part with its lines: a paragraph or a row of a table each.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) region: Region,
    /// Its heading as it stands there.
    pub(super) heading: String,
    pub(super) lines: Vec<String>,
    /// How many tables are in it.
    pub(super) tables: usize,
    /// The places of the text it holds.
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A text in its parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Regions {
    pub(super) parts: Vec<Part>,
    /// The words under the title in brackets.
    subtitle: String,
}

/// Words without any space.
pub(super) fn bare(words: &str) -> String {
    words.chars().filter(|sign| !sign.is_whitespace()).collect()
}

/// Lines without any space, to be held against each other.
pub(super) fn bare_lines(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| bare(line)).collect()
}

pub(super) fn place(chapter: Chapter) -> usize {
    Chapter::ALL.iter().position(|one| *one == chapter).unwrap_or_default()
}

impl Regions {
    pub(super) fn of(text: &Manuscript) -> Self {
        let mut reading = Reading {
            headings: headings(text),
            front: Part::new(Region::Front, String::new(), 0),
            title: None,
            subtitle: String::new(),
            parts: Vec::new(),
            in_cards: false,
        };
        for (at, block) in text.blocks.iter().enumerate() {
            reading.take(at, block);
        }
        let Reading { front, title, subtitle, parts, .. } = reading;
        Self { parts: [front].into_iter().chain(title).chain(parts).collect(), subtitle }
    }

    pub(super) fn find(&self, region: &Region) -> Option<&Part> {
        self.parts.iter().find(|part| part.region == *region)
    }

    /// The chapters in the order they stand in.
    pub(super) fn chapters(&self) -> impl Iterator<Item = (Chapter, &Part)> {
        self.parts.iter().filter_map(|part| match part.region {
            Region::Chapter(chapter) => Some((chapter, part)),
            _ => None,
        })
    }

    /// The part that holds that place of the text.
    pub(super) fn at(&self, at: usize) -> Option<&Part> {
        self.parts
            .iter()
            .find(|part| (part.from..part.to).contains(&at))
            .or_else(|| self.parts.last())
    }

    /// The approved version it calls itself.
    pub(super) fn version(&self, doc: &Document) -> Option<VersionId> {
        let label = bare(&self.subtitle);
        let label = label.trim_start_matches('（').trim_end_matches('）');
        let mut versions = doc.versions.iter();
        versions.find(|(_, version)| bare(&version.label) == label).map(|(id, _)| *id)
    }
}

/// A heading that begins a chapter, by its place, and which it is as far as that is known.
type Heading = (usize, Option<Chapter>);

/// The headings of chapters: by their words, else by the bookmark they were given, else by their
/// number.
fn headings(text: &Manuscript) -> Vec<Heading> {
    let paragraphs = || {
        text.blocks.iter().enumerate().filter_map(|(at, block)| match block {
            Block::Paragraph(one) if !one.style.starts_with("toc") => Some((at, one)),
            _ => None,
        })
    };
    let is_over = |one: &Paragraph| is_attachment(one).is_some() || is_part(one).is_some();
    let first_attachment = paragraphs().find(|(_, one)| is_over(one)).map(|(at, _)| at);
    let is_before = |at: usize| first_attachment.is_none_or(|first| at < first);
    // What is attached has chapters too, which are known by their bookmarks alone.
    let is_one = |at: usize, one: &Paragraph| {
        by_bookmark(one).is_some() || (is_before(at) && is_heading(one) && !is_frame(one))
    };
    let candidates: Vec<(usize, &Paragraph)> =
        paragraphs().filter(|(at, one)| is_one(*at, one)).collect();
    let mut found: Vec<Heading> = candidates.iter().map(|(at, one)| (*at, by_words(one))).collect();
    for guess in [by_bookmark, by_number] {
        for (place, (_, one)) in candidates.iter().enumerate() {
            let known = |chapter: &Chapter| found.iter().any(|(_, one)| *one == Some(*chapter));
            let guessed = guess(one).filter(|chapter| !known(chapter));
            if let Some((_, chapter)) = found.get_mut(place).filter(|(_, one)| one.is_none()) {
                *chapter = guessed;
            }
        }
    }
    found
}

fn is_heading(one: &Paragraph) -> bool {
    let is_named = || {
        let (number, name) = numbered(&one.words);
        !number.is_empty() && named(&name).is_some()
    };
    let is_title = one.style == "title" || one.style.starts_with("toc");
    !is_title
        && !one.words.trim().is_empty()
        && (one.level == Some(1) || by_bookmark(one).is_some() || is_named())
        && one.style != "附件标题"
}

/// A heading that was written above chapters.
fn is_frame(one: &Paragraph) -> bool {
    one.marks.iter().any(|mark| mark.strip_prefix(PART) == Some("00"))
}

fn named(name: &str) -> Option<Chapter> {
    Chapter::ALL.iter().copied().find(|chapter| bare(chapter.word()) == name)
}

fn by_words(one: &Paragraph) -> Option<Chapter> {
    named(&numbered(&one.words).1)
}

fn by_bookmark(one: &Paragraph) -> Option<Chapter> {
    let number = |mark: &String| mark.strip_prefix(PART)?.parse::<usize>().ok()?.checked_sub(1);
    let place = one.marks.iter().find_map(number)?;
    Chapter::ALL.get(place).copied()
}

fn by_number(one: &Paragraph) -> Option<Chapter> {
    const DIGITS: [&str; 11] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"];
    let (number, _) = numbered(&one.words);
    let place = DIGITS.iter().position(|digit| *digit == number)?;
    Chapter::ALL.get(place).copied()
}

/// The number a heading begins with, without what belongs to it, and the rest.
fn numbered(words: &str) -> (String, String) {
    let words = bare(words);
    let rest = words.strip_prefix('第').unwrap_or(&words);
    let number: String =
        rest.chars().take_while(|sign| "一二三四五六七八九十".contains(*sign)).collect();
    let after = rest.get(number.len()..).unwrap_or_default();
    match after.strip_prefix(['、', '章', '．', '.', '，', ',']) {
        Some(name) if !number.is_empty() => (number, name.to_owned()),
        _ => (String::new(), words),
    }
}

/// The number of an attachment that begins there.
fn is_attachment(one: &Paragraph) -> Option<u32> {
    let words = bare(&one.words);
    let number = words.strip_prefix("附件")?;
    (number.len() <= 2).then(|| number.parse().ok()).flatten()
}

/// The part of a contingency plan that begins there.
fn is_part(one: &Paragraph) -> Option<Region> {
    match bare(&one.words).as_str() {
        "第二部分" => Some(Region::Specials),
        "第三部分" => Some(Region::Sites),
        _ => None,
    }
}

/// The code of the card that begins there: `E01　地面建筑火灾`.
fn is_card(one: &Paragraph) -> Option<CardCode> {
    let words = one.words.trim();
    let end = words.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(words.len());
    let (code, rest) = words.split_at_checked(end)?;
    let is_apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    code.parse().ok().filter(|_| is_apart)
}

/// The text while it is taken apart.
struct Reading {
    headings: Vec<Heading>,
    front: Part,
    title: Option<Part>,
    subtitle: String,
    /// From the first chapter on.
    parts: Vec<Part>,
    in_cards: bool,
}

impl Part {
    fn new(region: Region, heading: String, at: usize) -> Self {
        Self { region, heading, lines: Vec::new(), tables: 0, from: at, to: at + 1 }
    }

    fn write(&mut self, words: &str) {
        let lines = words.split('\n').map(str::trim).filter(|line| !bare(line).is_empty());
        self.lines.extend(lines.map(str::to_owned));
    }
}

impl Reading {
    fn begin(&mut self, region: Region, heading: String, at: usize) {
        self.parts.push(Part::new(region, heading, at));
    }

    fn take(&mut self, at: usize, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(at, paragraph),
            Block::Table(rows) => self.table(rows),
        }
        let part = self.parts.last_mut().unwrap_or(&mut self.front);
        part.to = at + 1;
    }

    fn paragraph(&mut self, at: usize, paragraph: &Paragraph) {
        if let Some((_, chapter)) = self.headings.iter().find(|(place, _)| *place == at) {
            let is_there = |region: &Region| self.parts.iter().any(|part| part.region == *region);
            let region = match chapter.map(Region::Chapter) {
                Some(region) if is_there(&region) => Region::Again(at),
                Some(region) => region,
                None => Region::Extra(at),
            };
            return self.begin(region, paragraph.words.trim().to_owned(), at);
        }
        if is_frame(paragraph) {
            return self.begin(Region::Frame, paragraph.words.trim().to_owned(), at);
        }
        let Some(part) = self.parts.last_mut() else { return self.before(at, paragraph) };
        let is_chapter = part.region.is_chapter();
        if is_chapter && !ends(paragraph) {
            return part.write(&paragraph.words);
        }
        if is_chapter && is_attachment(paragraph).is_none() && is_part(paragraph).is_none() {
            self.begin(Region::Tail, String::new(), at);
        }
        self.after(at, paragraph);
    }

    /// What stands before the chapters.
    fn before(&mut self, at: usize, paragraph: &Paragraph) {
        let words = bare(&paragraph.words);
        match paragraph.style.as_str() {
            style if style.starts_with("toc") || style.contains("contents") => {}
            "subtitle" => self.subtitle = words,
            "title" => self.titled(at, &paragraph.words),
            // The day a draft is printed says nothing.
            _ if is_day(&words) => {}
            _ => self.front.write(&paragraph.words),
        }
    }

    /// Pages to sign have titles too: the plan's is the last.
    fn titled(&mut self, at: usize, words: &str) {
        let goes_on = self.title.as_ref().is_some_and(|title| title.to == at);
        if !goes_on {
            let earlier = self.title.take().map(|title| title.lines);
            self.front.lines.extend(earlier.unwrap_or_default());
        }
        let title = self.title.get_or_insert_with(|| Part::new(Region::Title, String::new(), at));
        title.to = at + 1;
        title.write(words);
    }

    /// What stands behind them.
    fn after(&mut self, at: usize, paragraph: &Paragraph) {
        let words = paragraph.words.trim();
        if let Some(number) = is_attachment(paragraph) {
            self.in_cards = number == 2;
            let region = match number {
                1 => Region::Posts,
                2 => Region::Cards,
                3 => Region::Phones,
                _ => Region::Other,
            };
            return self.begin(region, words.to_owned(), at);
        }
        if let Some(region) = is_part(paragraph) {
            self.in_cards = region == Region::Sites;
            return self.begin(region, words.to_owned(), at);
        }
        if let Some(code) = is_card(paragraph).filter(|_| self.in_cards) {
            self.begin(Region::Card(code), words.to_owned(), at);
        }
        // The day below what is signed is left to the pen.
        if !is_day(&bare(words))
            && let Some(part) = self.parts.last_mut()
        {
            part.write(words);
        }
    }

    fn table(&mut self, rows: &[Vec<Option<String>>]) {
        let part = self.parts.last_mut().unwrap_or(&mut self.front);
        // In the words of a chapter every cell keeps its column. What is remembered of a part made of
        // records was written without places that a cell covers.
        let is_chapter = part.region.is_chapter();
        let bar = if is_chapter { "|" } else { "｜" };
        part.tables += 1;
        for cells in rows {
            let words = |cell: &Option<String>| {
                let words = cell.as_ref().map(|cell| cell.replace(['\n', '|'], " "));
                let words = words.map(|words| words.trim().to_owned());
                if is_chapter { Some(words.unwrap_or_default()) } else { words }
            };
            let cells: Vec<String> = cells.iter().filter_map(words).collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                part.lines.push(cells.join(bar));
            }
        }
    }
}

/// Whether the chapters are over: what is attached is named, or somebody signs.
fn ends(one: &Paragraph) -> bool {
    let words = bare(&one.words);
    let begins = ["附件：", "附件:", "本版修订说明：", "本版于", "本版由"];
    one.style == "signature"
        || is_attachment(one).is_some()
        || is_part(one).is_some()
        || begins.iter().any(|begin| words.starts_with(begin))
}

/// 2027年1月30日, or room for it.
fn is_day(words: &str) -> bool {
    words.ends_with('日')
        && words.contains('年')
        && words.contains('月')
        && words.chars().all(|sign| sign.is_ascii_digit() || "年月日".contains(sign))
}
