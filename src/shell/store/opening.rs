//! Opening a workbook: lock it, read it, find out whose it is, and bring back what a crash left.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::copies::{original_of, workbooks_beside};
use super::recovery::{Pool, Recovery, recover};
use super::{Held, Opening, Store};
use crate::file::{self, Opened, Unread, Verdict};
use crate::model::Document;
use crate::model::id::{Replica, WorkbookId};
use crate::session::{Broken, Digest, Entry, Kept, Session, Unwatched, Watch};
use crate::shell::atomic_write::{folder_of, sweep};
use crate::shell::disk::read_watched;
use crate::shell::disk::spelling::Place;
use crate::shell::journal::{self, Folders, LiveJournal};
use crate::shell::lock::{self, Claimed, Guard, WorkbookLock};
use crate::shell::memory::{self, Known, Memory};
use crate::shell::{backups, entropy, trouble};
use crate::workspace::{Event, OpenedFile, Trouble};

/// A workbook as it was read.
struct Read {
    path: PathBuf,
    kept: Kept,
    verdict: Verdict,
    digest: Digest,
    /// The file as it was, where it is written otherwise from now on.
    original: Option<Vec<u8>>,
}

/// Why a workbook was not opened.
enum Unopened<S> {
    /// It cannot be.
    Trouble(Trouble),
    /// Nothing of it can be read, though it is there.
    Unread(Trouble),
    /// Nobody wants it any more.
    Stopped(S),
}

impl<S> From<Trouble> for Unopened<S> {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl Store {
    /// Opens a workbook. What was open before is let go of only if that succeeds.
    pub fn open(&mut self, path: &Path, now: NaiveDateTime) -> Opening {
        let Ok(opening) = self.open_watched(path, now, &Unwatched);
        opening
    }

    /// Opens a workbook like [`Self::open`], as long as somebody waits for it.
    ///
    /// # Errors
    /// When no more of it is wanted. What was open before stays open then.
    pub fn open_watched<W: Watch>(
        &mut self,
        path: &Path,
        now: NaiveDateTime,
        watch: &W,
    ) -> Result<Opening, W::Stop> {
        let failed = |event| Opening { event, cautions: Vec::new(), journal: None };
        match self.disk.resolve(path) {
            Ok(path) => match self.try_open(path, now, watch) {
                Ok(opening) => Ok(opening),
                Err(Unopened::Trouble(trouble)) => Ok(failed(Event::NotOpened(trouble))),
                Err(Unopened::Unread(trouble)) => Ok(failed(Event::Unread(trouble))),
                Err(Unopened::Stopped(stop)) => Err(stop),
            },
            Err(err) => Ok(failed(Event::NotOpened(trouble::not_read(path, &err)))),
        }
    }

    fn try_open<W: Watch>(
        &mut self,
        path: PathBuf,
        now: NaiveDateTime,
        watch: &W,
    ) -> Result<Opening, Unopened<W::Stop>> {
        let mut cautions = Vec::new();
        // Locked before it is read, so that it stays what was read.
        let (lock, taken) = if self.has_locked(&path) {
            (None, None)
        } else {
            match lock::guard(&self.disk, &path, &self.who, now) {
                Guard::Held(lock) => (Some(lock), None),
                Guard::Taken(words) => (None, Some(words)),
                Guard::Unguarded(words) => {
                    let advice = "请只在一台电脑上打开这份工作簿，或把它复制到本机再打开";
                    cautions.push(trouble::beside_the_records(words, advice, &path));
                    (None, None)
                }
            }
        };
        let read = self.read(path, watch)?;
        let fresh = entropy::replica().map_err(|err| trouble::not_read(&read.path, &err))?;
        if read.verdict.is_damaged() {
            let words = "文件损坏，只能查看".to_owned();
            watch.commit().map_err(Unopened::Stopped)?;
            return Ok(self.open_to_read(read, fresh, words));
        }
        if let Some(words) = taken {
            watch.commit().map_err(Unopened::Stopped)?;
            return Ok(self.open_to_read(read, fresh, words));
        }
        let same = self.same_workbooks(read.kept.workbook, &read.path, watch);
        let same = same.map_err(Unopened::Stopped)?;
        if let Some(original) = original_of(&read.path, &same) {
            let name = crate::shell::atomic_write::name_of(&original);
            let words = format!("这是“{name}”的副本，请打开“{name}”后把它合入");
            watch.commit().map_err(Unopened::Stopped)?;
            return Ok(self.open_to_read(read, fresh, words));
        }
        let copies = with_news(&read.kept, same);
        sweep(&*self.disk, folder_of(&read.path), now);
        sweep(&*self.disk, &self.home.memories(), now);
        let opening = self.open_to_write(read, fresh, lock, copies, cautions, watch);
        opening.map_err(Unopened::Stopped)
    }

    /// Whether that very file is the one we hold.
    fn has_locked(&self, path: &Path) -> bool {
        self.held.as_ref().is_some_and(|held| held.path == path && held.lock.is_some())
    }

    fn read<W: Watch>(&self, path: PathBuf, watch: &W) -> Result<Read, Unopened<W::Stop>> {
        let bytes = read_watched(&*self.disk, &path, watch).map_err(Unopened::Stopped)?;
        let bytes = bytes.map_err(|err| trouble::not_read(&path, &err))?;
        let digest = Digest::of(&bytes);
        let Opened { kept, verdict, .. } =
            file::read_watched(&bytes, watch).map_err(|unread| match unread {
                Unread::Damage(damage) => Unopened::Unread(trouble::not_understood(&path, &damage)),
                Unread::Stopped(stop) => Unopened::Stopped(stop),
            })?;
        let changes = verdict.is_old || verdict.is_edited();
        Ok(Read { path, kept, verdict, digest, original: changes.then_some(bytes) })
    }

    fn open_to_read(&mut self, read: Read, replica: Replica, words: String) -> Opening {
        let Read { path, kept, verdict, digest, .. } = read;
        let is_damaged = verdict.is_damaged();
        let edits = edits_told(&path, &verdict, &kept.doc).filter(|_| !is_damaged);
        let damages = if is_damaged { verdict.lines(&kept.doc) } else { Vec::new() };
        let memory = Memory::load(&*self.disk, &self.home, kept.workbook);
        let opened = OpenedFile {
            path,
            written: kept.heads.clone(),
            kept,
            replica,
            differences: Vec::new(),
            damages,
            recovered: Vec::new(),
            offered: Vec::new(),
            printed: memory.printed(),
            locked: Some(words),
            copies: Vec::new(),
        };
        self.hold(&opened, memory, None, None);
        if let Some(held) = &mut self.held {
            held.shown = Some(digest);
            held.is_damaged = is_damaged;
        }
        let cautions = edits.into_iter().collect();
        Opening { event: Event::Opened(Box::new(opened)), cautions, journal: None }
    }

    fn open_to_write<W: Watch>(
        &mut self,
        read: Read,
        fresh: Replica,
        lock: Option<WorkbookLock>,
        copies: Vec<PathBuf>,
        mut cautions: Vec<Trouble>,
        watch: &W,
    ) -> Result<Opening, W::Stop> {
        let Read { path, kept, verdict, digest, original } = read;
        let workbook = kept.workbook;
        let mut memory = Memory::load(&*self.disk, &self.home, workbook);
        if memory.is_unread() {
            cautions.push(trouble::memory_not_read(&self.home.memory(workbook)));
        }
        let folders = Folders::of(self.home.journals(), &path);
        // The names of another PC are not ours to go on under.
        let is_ours = memory.pc.is_empty() || memory.pc == self.who.pc;
        let known = self.known(&memory, &path, digest).filter(|_| is_ours).cloned();
        let is_elsewhere = |replica: Replica| {
            // Another file this PC goes on writing; what is in its journal is not missing here.
            let elsewhere = |other: &Place| **other != *path && self.disk.facts(other).is_ok();
            known.is_some() && memory.replicas.get(&replica).is_some_and(elsewhere)
        };
        let (found, unlisted) = match journal::find(&*self.disk, &folders, workbook) {
            Ok(found) => (found, None),
            Err(err) => (BTreeMap::new(), Some(err)),
        };
        let own = known.as_ref().map(Known::names).unwrap_or_default();
        let is_busy = |replica| is_elsewhere(replica) || self.is_live_elsewhere(workbook, replica);
        let more = || self.steps_elsewhere(workbook, &path, watch);
        let recovery = recover(&*self.disk, &kept, found, &own, is_busy, more, watch)?;
        let Recovery { recovered, offered, goes_on, stray, unread, torn } = recovery;
        let written = kept.heads.clone();
        let mut kept = match with_recovered(kept, &recovered, fresh, watch)? {
            Ok(kept) => kept,
            Err(broken) => {
                let event = Event::NotOpened(trouble::not_recovered(&path, &broken));
                return Ok(Opening { event, cautions, journal: None });
            }
        };
        watch.commit()?;
        let is_unread = unlisted.is_some() || 0 < unread;
        if is_unread {
            cautions.push(trouble::journals_not_read(&folders.home, unlisted.as_ref()));
        }
        cautions.extend(lines_lost(&folders.home, stray, torn));
        let (replica, journal) = self.journal(workbook, folders, goes_on, fresh);
        kept.pcs.insert(replica, self.who.pc.clone());

        let opened = OpenedFile {
            path,
            kept,
            written,
            replica,
            differences: verdict.differences,
            damages: Vec::new(),
            recovered,
            offered,
            printed: memory.printed(),
            locked: None,
            copies,
        };
        let before = memory.clone();
        memory.pc.clone_from(&self.who.pc);
        memory.learn(&opened.path, digest, Some(replica));
        let is_back = |name: &Replica| opened.recovered.iter().any(|at| at.id.replica == *name);
        // What could not be read now may be readable the next time.
        let is_waiting = |name: &Replica| *name != replica && (is_unread || is_back(name));
        let waiting = own.into_iter().filter(is_waiting).collect();
        memory.await_write(&opened.path, waiting);
        let is_news = memory != before;
        let before = self.held.take_if(|held| held.path == opened.path);
        let lock = lock.or_else(|| before?.lock.take());
        self.hold(&opened, memory, lock, original);
        if is_news {
            cautions.extend(self.store_memory());
        }
        // Only a convenience for the next start.
        let _learned = memory::learn_last_opened(&*self.disk, &self.home, &opened.path);
        Ok(Opening { event: Event::Opened(Box::new(opened)), cautions, journal: Some(journal) })
    }

    fn hold(
        &mut self,
        opened: &OpenedFile,
        memory: Memory,
        lock: Option<WorkbookLock>,
        original: Option<Vec<u8>>,
    ) {
        self.held = Some(Held {
            path: opened.path.clone(),
            workbook: opened.kept.workbook,
            replica: opened.replica,
            memory,
            told: BTreeSet::new(),
            rights: self.disk.facts(&opened.path).ok().and_then(|facts| facts.rights),
            lock,
            taken: opened.locked.clone(),
            theirs: None,
            original,
            decided: None,
            written: None,
            mark: None,
            shown: None,
            is_released: false,
            is_damaged: false,
        });
    }

    /// The steps of this workbook that backups and copies beside it hold.
    fn steps_elsewhere<W: Watch>(
        &self,
        workbook: WorkbookId,
        path: &Path,
        watch: &W,
    ) -> Result<Pool, W::Stop> {
        let mut pool = Pool::new();
        for other in self.other_files(workbook, path) {
            let Ok(bytes) = read_watched(&*self.disk, &other, watch)? else { continue };
            let opened = match file::read_watched(&bytes, watch) {
                Ok(opened) => opened,
                Err(Unread::Damage(_)) => continue,
                Err(Unread::Stopped(stop)) => return Err(stop),
            };
            if opened.kept.workbook == workbook && !opened.verdict.is_damaged() {
                let entries = opened.kept.journal.entries_watched(watch)?.into_iter();
                pool.extend(entries.map(|entry| (entry.id, entry)));
            }
        }
        Ok(pool)
    }

    /// Backups of a workbook, here and beside it, and the other workbooks in its folder.
    fn other_files(&self, workbook: WorkbookId, path: &Path) -> Vec<PathBuf> {
        let disk = &*self.disk;
        let named = backups::list(disk, &backups::folder_beside(path), path).unwrap_or_default();
        let here = backups::every(disk, &self.home.backups(workbook)).unwrap_or_default();
        let backups = named.into_iter().rev().chain(here.into_iter().rev());
        let others = backups::of_other_names(disk, path);
        let beside = workbooks_beside(disk, path);
        backups.map(|backup| backup.path).chain(others).chain(beside).collect()
    }

    /// What is remembered of a file, if these are the bytes this PC left there. A file that was
    /// moved is known by them too; a copy is not, since the first file is still where it was.
    fn known<'a>(&self, memory: &'a Memory, path: &Path, digest: Digest) -> Option<&'a Known> {
        if let Some(known) = memory.file(path) {
            return Some(known).filter(|known| known.is(digest));
        }
        memory.files.iter().find(|known| known.is(digest) && self.disk.facts(&known.path).is_err())
    }

    /// Whether another program on this PC is writing under that name just now.
    fn is_live_elsewhere(&self, workbook: WorkbookId, replica: Replica) -> bool {
        let is_ours = self.held.as_ref().is_some_and(|held| held.replica == replica);
        let path = journal::claim_path(&self.home.journals(), workbook, replica);
        !is_ours && matches!(lock::claim(&self.disk, &path), Claimed::Theirs)
    }

    /// The journal to go on with, under the old name if it is free and nothing is missing.
    pub(super) fn journal(
        &self,
        workbook: WorkbookId,
        folders: Folders,
        goes_on: Option<(Replica, journal::Recalled)>,
        fresh: Replica,
    ) -> (Replica, LiveJournal) {
        // Without the folder nothing can be claimed; the journal itself reports what is wrong.
        let _made = crate::shell::atomic_write::ensure_folder(&*self.disk, &folders.home);
        let claim = |replica| {
            lock::claim(&self.disk, &journal::claim_path(&folders.home, workbook, replica))
        };
        let disk = || std::sync::Arc::clone(&self.disk);
        if let Some((replica, recalled)) = goes_on {
            let claimed = claim(replica);
            if !matches!(claimed, Claimed::Theirs) {
                let mut journal =
                    LiveJournal::resume(disk(), folders, workbook, replica, &recalled);
                journal.hold(claimed);
                return (replica, journal);
            }
        }
        let claimed = claim(fresh);
        let mut journal = LiveJournal::begin(disk(), folders, workbook, fresh);
        journal.hold(claimed);
        (fresh, journal)
    }
}

/// What to say of a file that was edited outside the program where nothing can be decided on: what is
/// shown is not what stands in it.
fn edits_told(path: &Path, verdict: &Verdict, doc: &Document) -> Option<Trouble> {
    /// More are only counted.
    const MOST: usize = 5;
    let count = verdict.differences.len();
    let told: Vec<String> = verdict.differences.iter().take(MOST).map(|it| it.words(doc)).collect();
    let more = if MOST < count { format!("；另有{}处", count - MOST) } else { String::new() };
    let words = told.join("；");
    let words =
        format!("文件在程序以外改过{count}处，这里显示的是历史里的值，不是文件里的：{words}{more}");
    let advice = "请在能写入这份文件的电脑上打开它，逐处选定采用哪一个";
    (0 < count).then(|| trouble::beside_the_records(words, advice, path))
}

/// What to say of lines of this PC's journal that nothing could be made of.
fn lines_lost(folder: &Path, stray: usize, torn: usize) -> Vec<Trouble> {
    let mut lost = Vec::new();
    if 0 < stray {
        let words = format!(
            "本机的记录本里有{stray}行接不上这份文件（文件比它旧得多，或断电、磁盘损坏），没有取出"
        );
        let advice =
            "这些行原样留着；如果发现少了记录，请先找较新的备份，再把这个文件夹交给维护人员";
        lost.push(trouble::journal_lost(words, advice, folder));
    }
    if 0 < torn {
        let words = format!(
            "本机的记录本有{torn}行读不出（断电时没写完，或磁盘损坏），最后一次改动可能没有恢复"
        );
        let advice = "请核对最后录入的内容，缺的重新录入";
        lost.push(trouble::journal_lost(words, advice, folder));
    }
    lost
}

/// What stands in a file together with what a crash kept out of it, whatever name it is written
/// under then.
fn with_recovered<W: Watch>(
    kept: Kept,
    recovered: &[Entry],
    fresh: Replica,
    watch: &W,
) -> Result<Result<Kept, Broken>, W::Stop> {
    if recovered.is_empty() {
        return Ok(Ok(kept));
    }
    let mut session = Session::open(kept, fresh);
    let adopted = session.adopt_watched(recovered.to_vec(), watch)?;
    Ok(adopted.map(|_adopted| session.snapshot()))
}

/// The copies that hold steps `kept` lacks.
fn with_news(kept: &Kept, same: Vec<(PathBuf, file::Header)>) -> Vec<PathBuf> {
    let has_news = |header: &file::Header| {
        header.heads.iter().any(|(replica, head)| {
            let ours = kept.heads.get(replica);
            ours.is_none_or(|ours| {
                ours.number < head.number
                    || (ours.number == head.number && ours.digest != head.digest)
            })
        })
    };
    same.into_iter().filter(|(_, header)| has_news(header)).map(|(path, _)| path).collect()
}
