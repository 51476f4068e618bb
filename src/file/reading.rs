//! Reading a workbook, and judging it: what is whole is given back, and a [`Verdict`] says what is
//! not.
//!
//! Where the header, the frame and every section are to the byte what the header promises, nothing
//! more is looked at: only this program can have written that. Else the history is played again
//! and told apart from the records.

use std::borrow::Cow;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::damage::{self, Damage};
use super::encoding::{readable, text_of};
use super::outline::{self, CONTESTED, HEADER, JOURNAL, Outline, Part};
use super::sections::{Relaid, Text, pretty, value};
use super::verdict::{marked, unsettled};
use super::{Contest, FIRST_LINE, FORMAT, Header, Opened, Verdict, word};
use crate::model::id::{EntryId, Replica, WorkbookId};
use crate::model::value::MOST_TEXT;
use crate::model::{Cell, Change, Document, Kind};
use crate::session::{
    Claim, Digest, Entry, Head, Journal, Kept, Progress, Replayed, Unit, Unwatched, Watch,
    replay_watched,
};

/// Reads a workbook.
///
/// # Errors
/// When it is no workbook, or one of a newer program: nothing can be opened then, not even for
/// reading. Anything less stands in the verdict.
pub fn read(bytes: &[u8]) -> Result<Opened, Damage> {
    whole(judge(bytes, false, &Unwatched))
}

/// Reads a workbook like [`read`], as long as somebody waits for it.
///
/// # Errors
/// As [`read`], and when no more of it is wanted.
pub fn read_watched<W: Watch>(bytes: &[u8], watch: &W) -> Result<Opened, Unread<W::Stop>> {
    judge(bytes, false, watch)
}

/// Why a workbook was not read.
#[derive(Debug)]
pub enum Unread<S> {
    /// There is nothing that could be opened.
    Damage(Damage),
    /// Nobody wants it any more.
    Stopped(S),
}

impl<S> From<Damage> for Unread<S> {
    fn from(damage: Damage) -> Self {
        Self::Damage(damage)
    }
}

/// What was read for nobody in particular.
fn whole(read: Result<Opened, Unread<std::convert::Infallible>>) -> Result<Opened, Damage> {
    read.map_err(|unread| match unread {
        Unread::Damage(damage) => damage,
    })
}

/// Reads a workbook, and plays its history again even where nothing asks for it.
///
/// # Errors
/// As [`read`].
pub fn examine(bytes: &[u8]) -> Result<Opened, Damage> {
    whole(judge(bytes, true, &Unwatched))
}

/// Which workbook a file is, and how far it goes, without reading its records.
///
/// # Errors
/// When there is no header that can be read.
pub fn peek(bytes: &[u8]) -> Result<Header, Damage> {
    let text = text_of(bytes)?;
    let part = outline::split(text).and_then(|outline| outline.part(HEADER));
    match part.filter(|_| !text.contains("\r\n")) {
        Some(part) => value(part.text).map_err(|err| damage::at(text, part.text, HEADER, &err)),
        None => header_of_whole(text),
    }
}

fn judge<W: Watch>(bytes: &[u8], is_thorough: bool, watch: &W) -> Result<Opened, Unread<W::Stop>> {
    let (signs, spoilt) = match text_of(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        // Of a workbook of ours that was cut or spoilt somewhere, the rest is whole.
        Err(damage @ (Damage::NotText(_) | Damage::ZerosFrom(_))) => match readable(bytes) {
            Some(text) => (text, Some(damage.of_ours())),
            None => return Err(damage.into()),
        },
        Err(damage) => return Err(damage.into()),
    };
    let text: &str = &signs;
    // An editor or a mailer of another system leaves everything but the ends of lines.
    let plain = text.contains("\r\n").then(|| text.replace("\r\n", "\n"));
    let lines = plain.as_deref().unwrap_or(text);
    let mut opened = match outline::split(lines) {
        Some(outline) => by_parts(lines, &outline, is_thorough, watch)?,
        None => relaid(text, watch)?,
    };
    opened.verdict.is_relaid |= plain.is_some();
    if spoilt.is_some() {
        // Nobody wrote what cannot be read.
        opened.verdict.differences.retain(|one| !one.is_unreadable());
    }
    opened.verdict.damages.splice(0..0, spoilt);
    Ok(opened)
}

/// What was read of the parts, before it is judged.
#[derive(Default)]
struct Read {
    doc: Document,
    contested: Vec<Contest>,
    journal: String,
    damages: Vec<Damage>,
    /// Sections that are readable and not what the header promises.
    edited: BTreeSet<&'static str>,
    /// Sections that are not there, or cannot be read.
    lost: BTreeSet<&'static str>,
    /// Whether the text is not laid out to the byte as this program does.
    is_relaid: bool,
}

/// Every section there must be.
fn expected() -> impl Iterator<Item = &'static str> {
    Document::TABLES.iter().copied().chain([CONTESTED, JOURNAL])
}

fn by_parts<W: Watch>(
    text: &str,
    outline: &Outline<'_>,
    is_thorough: bool,
    watch: &W,
) -> Result<Opened, Unread<W::Stop>> {
    let mut read = Read::default();
    let header = header(text, outline, &mut read)?;
    // An older program did not have this section, so it is neither promised nor written.
    let is_unheard_of = |name: &str| {
        let promise = header.as_ref().filter(|header| header.is_sound() && !header.is_old());
        promise.is_some_and(|header| header.count(name).is_none()) && outline.part(name).is_none()
    };
    for name in expected().filter(|name| !is_unheard_of(name)) {
        if let Some(part) = outline.part(name) {
            let known = known(text, part, name, &mut read, watch).map_err(Unread::Stopped)?;
            read_part(text, part, (name, known), header.as_ref(), &mut read);
        } else {
            let count = header.as_ref().and_then(|header| header.count(name));
            read.damages.push(Damage::Missing { word: word(name), count });
            read.lost.insert(name);
        }
        if 1 < outline.count(name) {
            read.damages.push(Damage::Doubled(word(name)));
        }
    }
    if 1 < outline.count(HEADER) {
        read.damages.push(Damage::Doubled(word(HEADER)));
    }
    let known: BTreeSet<&str> = expected().chain([HEADER]).collect();
    for part in outline.parts.iter().filter(|part| !known.contains(part.name)) {
        let place = damage::place_at(text, damage::offset_in(text, part.text));
        read.damages.push(Damage::Unknown { place });
    }
    if let Some(at) = outline::stray(text, outline) {
        read.damages.push(Damage::Unknown { place: damage::place_at(text, at) });
    }
    if outline.parts.iter().any(|part| !part.ends) || !text.trim_end().ends_with(')') {
        read.damages.push(Damage::Broken(damage::place_at(text, text.trim_end().len())));
    }
    if expected().all(|name| read.lost.contains(name)) {
        // Nothing is left that could be shown.
        let end = damage::place_at(text, text.trim_end().len());
        return Err(Damage::Broken(end).into());
    }
    let is_old = header.as_ref().is_some_and(Header::is_old);
    let is_framed = match &header {
        Some(header) if !is_old => {
            let written = expected().filter(|name| !is_unheard_of(name));
            let in_order = outline.parts.iter().skip(1).map(|part| part.name).eq(written);
            in_order && outline::is_joined(text, FIRST_LINE, &pretty(header), outline)
        }
        _ => true,
    };
    read.is_relaid = !is_framed;
    judged(text, header, read, is_thorough, watch).map_err(Unread::Stopped)
}

/// The header, as far as it can be read.
fn header(text: &str, outline: &Outline<'_>, read: &mut Read) -> Result<Option<Header>, Damage> {
    let Some(part) = outline.part(HEADER) else {
        // The header does not say how long the history was, so it cannot be said to be whole.
        read.damages.push(Damage::Missing { word: word(HEADER), count: None });
        return Ok(None);
    };
    match value::<Header>(part.text) {
        // Only what the header vouches for can be a newer format: one spoilt figure looks like one.
        Ok(header) if FORMAT < header.format && header.is_sound() => {
            Err(Damage::Newer { program: header.program })
        }
        Ok(header) => {
            if !header.is_sound() {
                let words = if header.guard.is_none() {
                    "少了校验值"
                } else {
                    "内容与校验值不符"
                };
                read.damages.push(Damage::Header(words));
            }
            Ok(Some(header))
        }
        Err(err) => {
            // A newer program may write what this one cannot read.
            if let Some(format) = newer_format(part.text) {
                return Err(format);
            }
            read.damages.push(damage::at(text, part.text, HEADER, &err));
            Ok(None)
        }
    }
}

/// Whether a header that cannot be read is one of a newer program.
fn newer_format(header: &str) -> Option<Damage> {
    #[derive(serde::Deserialize)]
    struct Front {
        format: u32,
        program: String,
    }
    let front: Front = value(header).ok()?;
    (FORMAT < front.format).then_some(Damage::Newer { program: front.program })
}

/// Whether a section could be read.
type Known = ron::error::SpannedResult<bool>;

/// Reads a section, record by record, as long as somebody waits for it.
fn known<W: Watch>(
    text: &str,
    part: Part<'_>,
    name: &'static str,
    read: &mut Read,
    watch: &W,
) -> Result<Known, W::Stop> {
    let done = damage::offset_in(text, part.text);
    let stop = RefCell::new(None);
    let is_wanted = || match watch.on(Progress::new(Unit::Understood, done, text.len())) {
        Ok(()) => true,
        Err(why) => {
            stop.replace(Some(why));
            false
        }
    };
    watch.on(Progress::new(Unit::Understood, done, text.len()))?;
    let known = match name {
        JOURNAL => {
            read.journal = journal_text(part.text);
            Ok(true)
        }
        CONTESTED => value(part.text).map(|contested| {
            read.contested = contested;
            true
        }),
        name => read.doc.read_table(name, Text { text: part.text, is_wanted: &is_wanted }),
    };
    stop.take().map_or(Ok(known), Err)
}

fn read_part(
    text: &str,
    part: Part<'_>,
    (name, known): (&'static str, Known),
    header: Option<&Header>,
    read: &mut Read,
) {
    if let Err(err) = known {
        read.damages.push(damage::at(text, part.text, name, &err));
        read.lost.insert(name);
        return;
    }
    let promised = header.and_then(|header| header.digest(name));
    if promised == Some(Digest::of(part.text.as_bytes())) {
        return;
    }
    read.edited.insert(name);
    // What this program wrote keeps within its bounds; what others wrote may not.
    let is_long = |line: &&str| MOST_TEXT < line.len() && has_long_text(line);
    if let Some(line) = part.text.lines().find(is_long).filter(|_| name != JOURNAL) {
        let place = damage::place_at(text, damage::offset_in(text, line));
        let words = "一项文字超过1MB，不像是守岁保存的".to_owned();
        let field = format!("（{}）", word(name));
        read.damages.push(Damage::Value { place, field, words });
    }
}

/// Whether a text between quotes on that line is longer than any paper takes.
fn has_long_text(line: &str) -> bool {
    line.split('"').any(|text| MOST_TEXT < text.len())
}

fn journal_text(section: &str) -> String {
    let mut lines = String::with_capacity(section.len());
    for line in outline::journal_lines(section) {
        lines.push_str(line);
        lines.push('\n');
    }
    lines
}

/// Holds what was read against what the header promises and the history tells.
fn judged<W: Watch>(
    text: &str,
    header: Option<Header>,
    read: Read,
    is_thorough: bool,
    watch: &W,
) -> Result<Opened, W::Stop> {
    let Read { doc, contested, journal, mut damages, edited, lost, is_relaid } = read;
    let contested: BTreeMap<Cell, Vec<Claim>> =
        contested.into_iter().map(Contest::into_claims).collect();
    let header_is_sound = header.as_ref().is_some_and(Header::is_sound);
    let is_old = header.as_ref().is_some_and(Header::is_old);
    let mut kept = Kept {
        workbook: header.as_ref().map_or_else(|| workbook_in(text), |header| header.workbook),
        doc,
        journal: Journal::of_lines(&journal),
        heads: header.as_ref().map(|header| header.heads.clone()).unwrap_or_default(),
        contested,
        pcs: header.as_ref().map(|header| header.pcs.clone()).unwrap_or_default(),
    };
    let is_clean = damages.is_empty() && edited.is_empty() && header_is_sound && !is_relaid;
    if is_clean && !is_thorough {
        let waiting = kept.waiting();
        let contested = unsettled(&kept.contested);
        let whole = Verdict { history_is_whole: true, ..Verdict::default() };
        let verdict = Verdict { is_old, waiting, contested, ..whole };
        return Ok(Opened { kept, header, verdict });
    }
    let sound = header.as_ref().filter(|_| header_is_sound);
    let told = history(text, &journal, sound, &mut damages, watch)?;
    // Nobody else says how far the history went.
    let history_is_whole = told.is_whole && !lost.contains(JOURNAL) && header_is_sound;
    if !header_is_sound {
        kept.heads.clone_from(&told.replayed.heads);
    }
    let records = differences(&told.replayed, &kept, &lost);
    let is_proved = |name: &&&str| !lost.contains(**name) && !edited.contains(**name);
    let tables = Document::TABLES.iter().zip(Kind::ALL);
    let proved = tables.filter(|(name, _)| is_proved(name)).map(|(_, kind)| *kind).collect();
    let mut verdict = Verdict {
        is_old,
        is_relaid,
        waiting: told.replayed.waiting.len(),
        history_is_whole,
        proved,
        ..Verdict::default()
    };
    if history_is_whole {
        if damages.is_empty() {
            verdict.is_relaid |= records.is_empty() && !edited.is_empty();
            kept.doc = told.replayed.doc;
            kept.contested = told.replayed.contested;
        }
        // Whatever else is damaged, these are whole, and a person decides on them.
        verdict.differences = marked(records);
    } else {
        let is_unlike = |name: &&&str| {
            let promised = header.as_ref().and_then(|header| header.digest(name));
            promised.is_some() && !matches!(**name, CONTESTED | JOURNAL)
        };
        let unproved = edited.iter().filter(is_unlike);
        damages.extend(unproved.map(|name| Damage::Unproved(word(name))));
    }
    verdict.damages = damages;
    verdict.contested = unsettled(&kept.contested);
    Ok(Opened { kept, header, verdict })
}

/// What in the records is not what the history says, in tables that could be read.
fn differences(told: &Replayed, kept: &Kept, lost: &BTreeSet<&'static str>) -> Vec<Change> {
    let names: BTreeMap<Kind, &str> =
        Kind::ALL.iter().copied().zip(Document::TABLES.iter().copied()).collect();
    let is_there = |change: &Change| {
        names.get(&change.cell().record().kind()).is_none_or(|name| !lost.contains(name))
    };
    told.doc.differences(&kept.doc).into_iter().filter(is_there).collect()
}

/// The history as it was played again.
struct Told {
    replayed: Replayed,
    is_whole: bool,
}

/// Plays the history again; what does not hold together is damage.
fn history<W: Watch>(
    text: &str,
    journal: &str,
    header: Option<&Header>,
    damages: &mut Vec<Damage>,
    watch: &W,
) -> Result<Told, W::Stop> {
    let before = damages.len();
    let mut entries: Vec<Arc<Entry>> = Vec::new();
    let mut seen: BTreeSet<EntryId> = BTreeSet::new();
    let mut doubled = 0_usize;
    let found = journal.lines().count();
    for (place, line) in journal.lines().enumerate() {
        watch.on(Progress::new(Unit::Steps, place, found))?;
        match value::<Entry>(line) {
            Ok(entry) => {
                doubled += usize::from(!seen.insert(entry.id));
                entries.push(Arc::new(entry));
            }
            Err(err) => {
                // The line stands in the text as it is, unless another program laid it out.
                let at = text.find(line).and_then(|at| text.get(at..at + line.len()));
                damages.push(damage::line(text, at.unwrap_or(text), place + 1, &err));
            }
        }
    }
    if 0 < doubled {
        damages.push(Damage::Journal(format!("有{doubled}次改动重复出现")));
    }
    let promised = header.and_then(|header| header.count(JOURNAL));
    let promised = promised.or_else(|| header.map(Header::steps).filter(|steps| found < *steps));
    if let Some(promised) = promised.filter(|promised| *promised != found) {
        damages.push(Damage::Lines { promised, found });
    }
    let replayed = replay_watched(entries, watch)?;
    damages.extend(replayed.broken.iter().map(|broken| Damage::Journal(broken.to_string())));
    if let Some(header) = header {
        damages.extend(short_of(&header.heads, &replayed.heads));
    }
    let is_whole = damages.len() == before;
    Ok(Told { replayed, is_whole })
}

/// Replicas whose history does not end where the header says.
fn short_of<'a>(
    promised: &'a BTreeMap<Replica, Head>,
    found: &'a BTreeMap<Replica, Head>,
) -> impl Iterator<Item = Damage> + 'a {
    let names: BTreeSet<Replica> = promised.keys().chain(found.keys()).copied().collect();
    names.into_iter().filter(|name| promised.get(name) != found.get(name)).map(|name| {
        let number =
            |heads: &BTreeMap<Replica, Head>| heads.get(&name).map_or(0, |head| head.number);
        let (promised, found) = (number(promised), number(found));
        Damage::Journal(match found.cmp(&promised) {
            Ordering::Less => {
                format!("编号{name}的电脑应有{promised}次改动，现在只接到第{found}次")
            }
            Ordering::Equal => format!("编号{name}的电脑第{found}次改动与保存时不同"),
            Ordering::Greater => {
                format!("编号{name}的电脑应有{promised}次改动，现在多到第{found}次")
            }
        })
    })
}

/// Which workbook a text is whose header cannot be read.
fn workbook_in(text: &str) -> WorkbookId {
    let named = text.split_once("workbook: \"").and_then(|(_, rest)| rest.split_once('"'));
    let replica = named.and_then(|(name, _)| name.parse().ok());
    replica.map(WorkbookId).unwrap_or_default()
}

/// Reads a text that another program laid out anew.
fn relaid<W: Watch>(text: &str, watch: &W) -> Result<Opened, Unread<W::Stop>> {
    let header = header_of_whole(text)?;
    if FORMAT < header.format && header.is_sound() {
        return Err(Damage::Newer { program: header.program }.into());
    }
    let mut read = Read::default();
    if !header.is_sound() {
        read.damages.push(Damage::Header("内容与校验值不符"));
    }
    let is_old = header.is_old();
    let whole: Relaid = value(text).map_err(|err| damage::at(text, text, HEADER, &err))?;
    for name in expected().filter(|name| !whole.found.iter().any(|found| found == name)) {
        read.damages.push(Damage::Missing { word: word(name), count: header.count(name) });
        read.lost.insert(name);
    }
    read.doc = whole.doc;
    read.contested = whole.contested;
    read.journal = whole.journal.iter().map(|entry| entry.line() + "\n").collect();
    // The layout says nothing of what was changed: the history does.
    read.edited = if is_old { expected().collect() } else { BTreeSet::new() };
    read.is_relaid = true;
    judged(text, Some(header), read, true, watch).map_err(Unread::Stopped)
}

/// Reads the header of a text of whatever layout.
fn header_of_whole(text: &str) -> Result<Header, Damage> {
    /// Only the header: everything else is left unread.
    #[derive(serde::Deserialize)]
    struct Front {
        header: Header,
    }
    value::<Front>(text).map(|front| front.header).map_err(|err| damage::foreign(text, &err))
}
