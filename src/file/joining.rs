//! Copies of one workbook put together: what each brings, and what of it cannot be taken.

use std::collections::BTreeMap;

use super::{Damage, Opened};
use crate::model::id::{EntryId, Replica};
use crate::session::{Broken, Digest, Entry, Session, Watch, moved};

/// What a copy brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Steps that were not here.
    pub steps: usize,
    /// Of these, those that another PC wrote under a name that was taken (its disk was cloned), and
    /// that bear a name of their own now.
    pub renamed: usize,
    /// What was changed in it outside the program and is not taken, a sentence a line.
    pub edited: Vec<String>,
}

/// What is said of steps that were renamed.
pub fn renamed_words(count: usize) -> String {
    format!(
        "另一台电脑用同一个编号记的{count}次改动（多半是整机复制的），已改用新编号收入，两边的内容都保留"
    )
}

/// Why nothing can be taken of a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Apart {
    /// Part of it is damaged.
    #[error("文件损坏：{0}，请先修复")]
    Damaged(Damage),
    /// It is another workbook.
    #[error("这不是同一份工作簿的副本，不能合并")]
    Other,
    /// Its history contradicts ours.
    #[error("合不起来：{0}")]
    Broken(Broken),
}

/// Takes into `session` what another copy of its workbook holds, as long as somebody waits for it.
///
/// # Errors
/// When no more of it is wanted. Nothing is taken in then, nor where the copy does not fit.
pub fn join<W: Watch>(
    session: &mut Session,
    theirs: Opened,
    watch: &W,
) -> Result<Result<Brought, Apart>, W::Stop> {
    let Opened { kept, verdict, .. } = theirs;
    if let Some(damage) = verdict.damages.first() {
        return Ok(Err(Apart::Damaged(damage.clone())));
    }
    if kept.workbook != session.workbook() {
        return Ok(Err(Apart::Other));
    }
    let edited = verdict.differences.iter().map(|one| one.words(&kept.doc)).collect();
    let lacking = session.journal().lacking_watched(&kept.journal, watch)?;
    let (lacking, renamed) = told_apart(session, lacking);
    Ok(match session.adopt_watched(lacking, watch)? {
        Ok(adopted) => {
            session.learn_pcs(kept.pcs);
            Ok(Brought { steps: adopted.taken, renamed, edited })
        }
        Err(broken) => Err(Apart::Broken(broken)),
    })
}

/// Those steps, where two PCs went on under one name theirs under a name of its own; how many of them
/// were renamed.
fn told_apart(session: &Session, mut lacking: Vec<Entry>) -> (Vec<Entry>, usize) {
    let mut ours: BTreeMap<Replica, BTreeMap<u32, Digest>> = BTreeMap::new();
    let mut forks: BTreeMap<Replica, Vec<Entry>> = BTreeMap::new();
    let mut others = Vec::new();
    lacking.sort_by_key(|entry| entry.id);
    for entry in lacking {
        let EntryId { replica, number } = entry.id;
        let told = ours.entry(replica).or_insert_with(|| session.journal().digests_of(replica));
        let before = number.checked_sub(1).and_then(|before| told.get(&before).copied());
        // What stands here under that name is another one, and both follow on the same.
        let forks_off =
            told.contains_key(&number) && before.unwrap_or_else(Digest::nothing) == entry.prev;
        match forks.get_mut(&replica) {
            Some(fork) => fork.push(entry),
            None if forks_off => drop(forks.insert(replica, vec![entry])),
            None => others.push(entry),
        }
    }
    let again: Vec<Entry> = forks.values().flat_map(|fork| moved(fork)).collect();
    let renamed = again.len();
    others.extend(again);
    (others, renamed)
}
