//! Putting a workbook together again from a damaged file, this PC's journal, backups and copies.
//!
//! The history is put together from whatever steps can be read anywhere; each has its place by
//! the chain of its replica. What the history cannot tell any more comes from the records that
//! are still just as they were saved, and is written down as a step of its own. Records of which the
//! history knows nothing are taken from a table that is not as it was saved too, and named as not
//! proved. Nothing is made up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::chains::{Chosen, chosen};
use super::source::Source;
use super::{Header, Opened, renamed_words, word};
use crate::model::id::{EntryId, Replica};
use crate::model::{Cell, Change, Document, RecordId};
use crate::session::{
    Digest, Entry, Head, Journal, Kept, Progress, Replayed, Session, Unit, Unwatched, Watch, moved,
    replay_watched,
};

/// What could be put together again.
pub struct Rescued {
    /// The workbook.
    pub kept: Kept,
    /// What was found where, a sentence a line.
    pub found: Vec<String>,
    /// What could not be found, a sentence a line; nothing where all is back.
    pub lost: Vec<String>,
    /// Fields written anew from the records, since the history cannot tell them any more.
    pub restated: Vec<Change>,
}

/// Puts the workbook in `opened` together again, itself the first of all sources. `fresh` is a name
/// nobody has used: what must be written anew is written under it.
pub fn rescue(opened: &Opened, others: &[Source], fresh: Replica, now: NaiveDateTime) -> Rescued {
    let Ok(rescued) = rescue_watched(opened, others, (fresh, now), &Unwatched);
    rescued
}

/// A name for what is written anew: another one whenever the file is put together at another time or
/// from something else, since the same step would else have two contents.
pub fn name_for(opened: &Opened, others: &[Source], now: NaiveDateTime) -> Replica {
    let heads = opened.kept.heads.values().map(|head| head.digest.to_string());
    let others = others.iter().map(|one| format!("{} {}", one.name, one.entries.len()));
    let known: Vec<String> = heads.chain(others).collect();
    let workbook = opened.kept.workbook;
    let hash = blake3::hash(format!("修复 {workbook} {now} {}", known.concat()).as_bytes());
    let bits = hash.as_bytes().iter().take(8);
    Replica::from_bits(bits.fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte)))
}

/// Puts the workbook together like [`rescue`], as long as somebody waits for it.
///
/// # Errors
/// When no more of it is wanted.
pub fn rescue_watched<W: Watch>(
    opened: &Opened,
    others: &[Source],
    (fresh, now): (Replica, NaiveDateTime),
    watch: &W,
) -> Result<Rescued, W::Stop> {
    let own = Source::of("文件本身".to_owned(), opened);
    let sources: Vec<&Source> = std::iter::once(&own).chain(others).collect();
    let Chosen { steps, branches } = chosen(&sources, watch)?;
    let (mut entries, of_the_file, mut found) = gathered(&sources, &steps, watch)?;
    let apart = renamed(&branches, &entries);
    if !apart.is_empty() {
        found.push(renamed_words(apart.len()));
        entries.extend(apart);
    }
    let mut replayed = replay_watched(entries.iter().map(Arc::clone), watch)?;
    // Steps whose past is nowhere stay in the journal: they count once it turns up.
    entries.retain(|entry| !replayed.broken.iter().any(|broken| is_about(broken, entry.id)));
    if !replayed.broken.is_empty() {
        replayed = replay_watched(entries.iter().map(Arc::clone), watch)?;
    }
    let mut lines = String::new();
    for entry in &entries {
        lines.push_str(&entry.line());
        lines.push('\n');
    }
    let kept = Kept {
        workbook: opened.kept.workbook,
        doc: replayed.doc.clone(),
        journal: Journal::of_lines(&lines),
        heads: replayed.heads.clone(),
        contested: replayed.contested.clone(),
        pcs: opened.kept.pcs.clone(),
    };
    let mut session = Session::open(kept, fresh);
    let newer: BTreeSet<Cell> = entries
        .get(of_the_file..)
        .unwrap_or_default()
        .iter()
        .flat_map(|entry| entry.changes.iter().map(Change::cell))
        .collect();
    let restated = restated(opened, &replayed, &newer);
    session.restate(restated.clone(), now);
    let last = entries.iter().map(|entry| entry.at).max();
    let promises = (&own.heads, &steps);
    let mut lost = lost(opened, promises, (&replayed, last), session.document());
    lost.extend(unproved_words(opened, &restated, session.document()));
    Ok(Rescued { kept: session.snapshot(), found, lost, restated })
}

fn is_about(broken: &crate::session::Broken, id: EntryId) -> bool {
    use crate::session::Broken;
    match broken {
        Broken::TwoTruths(other) | Broken::Chain(other) => *other == id,
    }
}

/// What other PCs wrote under a name that was taken, each under a name of its own. What was renamed
/// so before is among `known` already.
fn renamed(branches: &[Vec<Entry>], known: &[Arc<Entry>]) -> Vec<Arc<Entry>> {
    let mut known: BTreeSet<EntryId> = known.iter().map(|entry| entry.id).collect();
    let all = branches.iter().flat_map(|branch| moved(branch));
    all.filter(|entry| known.insert(entry.id)).map(Arc::new).collect()
}

/// Steps, how many of them stood in the file itself, and what each source gave, in words.
type Gathered = (Vec<Arc<Entry>>, usize, Vec<String>);

/// The chosen steps in the order of the sources, how many of them stood in the file itself, and
/// what each source gave, in words.
fn gathered<W: Watch>(
    sources: &[&Source],
    chosen: &BTreeMap<EntryId, Digest>,
    watch: &W,
) -> Result<Gathered, W::Stop> {
    let mut entries: Vec<Arc<Entry>> = Vec::new();
    let mut known: BTreeSet<EntryId> = BTreeSet::new();
    let mut found = Vec::new();
    let mut of_the_file = 0;
    for (place, source) in sources.iter().enumerate() {
        let before = entries.len();
        let fits = |entry: &&Arc<Entry>| chosen.get(&entry.id) == Some(&entry.digest());
        for (done, entry) in source.entries.iter().enumerate() {
            watch.on(Progress::new(Unit::Steps, done, source.entries.len()))?;
            if fits(&entry) && known.insert(entry.id) {
                entries.push(Arc::clone(entry));
            }
        }
        if place == 0 {
            of_the_file = entries.len();
        }
        let count = entries.len() - before;
        if place == 0 || 0 < count {
            found.push(format!("{}：{count}次改动", source.name));
        }
    }
    Ok((entries, of_the_file, found))
}

/// What the records say and the history does not tell any more: where the history has a hole,
/// records that are still just as they were saved, and those of other tables of which it knows
/// nothing. Fields that another source wrote later keep what they have.
fn restated(opened: &Opened, replayed: &Replayed, newer: &BTreeSet<Cell>) -> Vec<Change> {
    let promised = opened.header.as_ref().map(|header| &header.heads);
    // Too short, or not the newest step that was promised.
    let short = |(replica, head): (&Replica, &Head)| {
        replayed.heads.get(replica).is_none_or(|found| {
            found.number < head.number || found.number == head.number && found.digest != head.digest
        })
    };
    let changes = replayed.doc.differences(&opened.kept.doc);
    let known: BTreeSet<RecordId> = Document::default()
        .differences(&replayed.doc)
        .iter()
        .map(|change| change.cell().record())
        .collect();
    let is_unheard_of = |change: &Change| !known.contains(&change.cell().record());
    // Nobody promises how far the history went, but no record comes of nothing: its end is gone,
    // and what else the records say was in it too.
    let is_promised = opened.header.as_ref().is_some_and(Header::is_sound);
    let is_cut = !is_promised && changes.iter().any(is_unheard_of);
    let has_hole = promised.is_some_and(|heads| heads.iter().any(short));
    if !has_hole && !is_cut && replayed.waiting.is_empty() {
        return Vec::new();
    }
    let stands = |change: &Change| {
        let cell = change.cell();
        let is_proved = opened.verdict.proved.contains(&cell.record().kind());
        (is_proved || is_cut || is_unheard_of(change)) && !newer.contains(&cell)
    };
    changes.into_iter().filter(stands).collect()
}

/// Which records were taken from a table that is not as it was saved, for people to look through.
fn unproved_words(opened: &Opened, restated: &[Change], doc: &Document) -> Option<String> {
    let records = restated.iter().map(|change| change.cell().record());
    let unproved: BTreeSet<RecordId> =
        records.filter(|record| !opened.verdict.proved.contains(&record.kind())).collect();
    let names: Vec<String> = unproved.iter().map(|record| record.about(doc)).collect();
    (!names.is_empty()).then(|| {
        format!(
            "历史里关于{}条记录的改动；内容已照文件里的补上，未核对，请逐条核对：{}",
            names.len(),
            names.join("、")
        )
    })
}

/// What is still missing.
fn lost(
    opened: &Opened,
    (promises, steps): (&BTreeMap<Replica, Head>, &BTreeMap<EntryId, Digest>),
    (replayed, last): (&Replayed, Option<NaiveDateTime>),
    doc: &Document,
) -> Vec<String> {
    let mut lost = Vec::new();
    let header = opened.header.as_ref().filter(|header| header.is_sound());
    for (replica, head) in header.into_iter().flat_map(|header| &header.heads) {
        let reached = replayed.heads.get(replica).map_or(0, |head| head.number);
        let promised = EntryId { replica: *replica, number: head.number };
        let is_it = steps.get(&promised) == Some(&head.digest);
        let pc = opened.kept.pcs.get(replica).filter(|pc| !pc.is_empty());
        let pc = pc.map_or_else(|| format!("编号{replica}的电脑"), |pc| format!("电脑{pc}"));
        if reached < head.number {
            let of_it = replayed.waiting.iter().filter(|entry| entry.id.replica == *replica);
            let there: BTreeSet<u32> = of_it.map(|entry| entry.id.number).collect();
            for (first, last) in gaps(reached + 1, head.number, &there) {
                let steps =
                    if first == last { first.to_string() } else { format!("{first}到{last}") };
                lost.push(format!("{pc}的第{steps}次改动没有找到"));
            }
        } else if promises.contains_key(replica) && !is_it {
            let number = head.number;
            lost.push(format!("{pc}的第{number}次改动，原来的内容没有找到"));
        }
    }
    if header.is_none() && !opened.verdict.is_damaged() {
        // Nothing of the file can be read, so nobody knows how far it went.
        let last = last.map(|at| at.format("%Y年%-m月%-d日 %-H:%M").to_string());
        let last = last.unwrap_or_else(|| "一次改动也没有".to_owned());
        lost.push(format!("原来的文件读不出，不能核对：找回的到{last}为止，以后的可能还有"));
    } else if header.is_none() && *doc != opened.kept.doc {
        // No header promises anything, and what can be read proves nothing either.
        let words = "文件头损坏，找回的内容和文件里还能读出的记录不一致，不能核对是否全部找回";
        lost.push(words.to_owned());
    }
    if !replayed.waiting.is_empty() {
        lost.push(format!("有{}次改动等着前面缺的改动，留在历史里", replayed.waiting.len()));
    }
    for (table, count) in Document::TABLES.iter().zip(totals(doc)) {
        let promised = header.and_then(|header| header.count(table));
        if let Some(promised) = promised.filter(|promised| count < *promised) {
            lost.push(format!("{}应有{promised}条，找回{count}条", word(table)));
        }
    }
    lost
}

/// The stretches from `first` to `last` of which no number is there.
fn gaps(first: u32, last: u32, there: &BTreeSet<u32>) -> Vec<(u32, u32)> {
    let mut gaps = Vec::new();
    let mut from = first;
    for number in there.range(first..=last) {
        if from < *number {
            gaps.push((from, number - 1));
        }
        from = number.saturating_add(1);
    }
    if from <= last && !there.contains(&last) {
        gaps.push((from, last));
    }
    gaps
}

/// How many records each table holds, in the order of the file.
fn totals(doc: &Document) -> Vec<usize> {
    struct Totals(Vec<usize>);
    impl crate::model::TableVisitor for Totals {
        fn table<R: crate::model::record::Record + serde::Serialize>(
            &mut self,
            _name: &'static str,
            _columns: &'static [&'static str],
            table: &crate::model::record::Table<R>,
        ) where
            R::Id: serde::Serialize,
        {
            self.0.push(table.total());
        }
    }
    let mut totals = Totals(Vec::new());
    doc.visit_tables(&mut totals);
    totals.0
}
