//! Which of the contents that a step bears in several places is the true one.
//!
//! A step names the digest of the one before, so whatever a sound header promises proves all that
//! lies before it. The damaged file's own promise stands first; what other copies promise, or what
//! hangs together by itself, goes on from there, or is another story under the same name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::source::Source;
use crate::model::id::EntryId;
use crate::session::{Digest, Entry, Progress, Unit, Watch};

/// What counts of all that can be read.
#[derive(Default)]
pub(super) struct Chosen {
    /// Of every step the content it had, also where nobody has that content any more: then no other
    /// one may stand in its place.
    pub(super) steps: BTreeMap<EntryId, Digest>,
    /// Steps that another PC wrote under a name that was taken, each stretch from the first that
    /// differs on.
    pub(super) branches: Vec<Vec<Entry>>,
}

/// A content, and in how many places it stands.
type Content = (Arc<Entry>, usize);

/// All contents by their steps.
type Contents = BTreeMap<EntryId, BTreeMap<Digest, Content>>;

/// Of every step the one content that fits its chain; the first source is the damaged file.
pub(super) fn chosen<W: Watch>(sources: &[&Source], watch: &W) -> Result<Chosen, W::Stop> {
    let mut contents = Contents::new();
    for source in sources {
        for (done, entry) in source.entries.iter().enumerate() {
            watch.on(Progress::new(Unit::Steps, done, source.entries.len()))?;
            let of_it = contents.entry(entry.id).or_default().entry(entry.digest());
            of_it.or_insert_with(|| (Arc::clone(entry), 0)).1 += 1;
        }
    }
    let mut chains = Chains { contents: &contents, chosen: Chosen::default() };
    let promised = |source: &&Source| -> Vec<(EntryId, Digest)> {
        let heads = source.heads.iter().map(|(replica, head)| {
            (EntryId { replica: *replica, number: head.number }, head.digest)
        });
        heads.collect()
    };
    let (own, others) = sources.split_at(1.min(sources.len()));
    for (id, digest) in own.iter().flat_map(promised) {
        chains.follow((id, digest), true);
        // Promised and nowhere to be found: what stands there instead is not it.
        chains.chosen.steps.entry(id).or_insert(digest);
    }
    let mut promises: Vec<(EntryId, Digest)> = others.iter().flat_map(promised).collect();
    // The longest first: a copy that stops earlier has nothing to say against it.
    promises.sort_by_key(|(id, _)| std::cmp::Reverse(id.number));
    for promise in promises {
        chains.follow(promise, true);
    }
    chains.take_the_rest();
    Ok(chains.chosen)
}

/// Chains that are being followed.
struct Chains<'a> {
    contents: &'a Contents,
    chosen: Chosen,
}

impl Chains<'_> {
    fn content(&self, id: EntryId, digest: Digest) -> Option<&Arc<Entry>> {
        self.contents.get(&id)?.get(&digest).map(|(entry, _)| entry)
    }

    /// Follows the chain from that step back to what is chosen already, or as far as it goes.
    fn follow(&mut self, (tip, digest): (EntryId, Digest), is_promised: bool) {
        let mut stretch: Vec<Arc<Entry>> = Vec::new();
        let mut next = Some((tip, digest));
        let mut is_fork = false;
        let mut lacking = None;
        while let Some((id, digest)) = next {
            let known = self.chosen.steps.get(&id);
            if known == Some(&digest) {
                break;
            }
            is_fork |= known.is_some();
            let Some(entry) = self.content(id, digest) else {
                lacking = Some((id, digest));
                break;
            };
            stretch.push(Arc::clone(entry));
            let before = id.number.checked_sub(1).filter(|number| 0 < *number);
            next = before.map(|number| (EntryId { number, ..id }, entry.prev));
        }
        // One step alone may be a spoilt one; where a second follows on it, it is as it was written.
        let is_proved = is_promised || 1 < stretch.len();
        if !is_fork {
            let steps = stretch.iter().rev().map(|entry| (entry.id, entry.digest()));
            self.chosen.steps.extend(steps);
            if is_proved && !stretch.is_empty() {
                self.chosen.steps.extend(lacking);
            }
        } else if is_proved && lacking.is_none() {
            let branch = stretch.iter().rev().map(|entry| entry.as_ref().clone());
            self.add_branch(branch.collect());
        }
    }

    /// Keeps a stretch that tells another story; of two that begin alike the longer one.
    fn add_branch(&mut self, branch: Vec<Entry>) {
        let known = &mut self.chosen.branches;
        if known.iter().any(|longer| longer.starts_with(&branch)) {
            return;
        }
        known.retain(|shorter| !branch.starts_with(shorter));
        known.push(branch);
    }

    /// Steps that nobody promises, the newest first.
    fn take_the_rest(&mut self) {
        let contents = self.contents;
        let told: BTreeSet<(EntryId, Digest)> =
            self.chosen.branches.iter().flatten().map(|entry| (entry.id, entry.digest())).collect();
        for (id, all) in contents.iter().rev() {
            if self.chosen.steps.contains_key(id) {
                continue;
            }
            let open = all.iter().filter(|(digest, _)| !told.contains(&(*id, **digest)));
            let best = open.max_by_key(|(digest, (entry, votes))| {
                (self.follows(*id, entry), *votes, **digest)
            });
            if let Some((digest, _)) = best {
                self.follow((*id, *digest), false);
            }
        }
    }

    /// Whether the step before is there as this one names it.
    fn follows(&self, id: EntryId, entry: &Entry) -> bool {
        match id.number.checked_sub(1) {
            None | Some(0) => entry.prev == Digest::nothing(),
            Some(number) => {
                let before = EntryId { number, ..id };
                match self.chosen.steps.get(&before) {
                    Some(known) => *known == entry.prev,
                    None => self.content(before, entry.prev).is_some(),
                }
            }
        }
    }
}
