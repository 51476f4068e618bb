//! Writing a workbook over what this program left there, and over nothing else.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDateTime;

use super::{Held, Mark, Saving, Store, Theirs, Told};
use crate::file::{self, Damage};
use crate::model::number::Series;
use crate::session::{Digest, Journal, Kept, Recalled};
use crate::shell::atomic_write::{Access, folder_of, write_over};
use crate::shell::disk::Disk;
use crate::shell::{backups, trouble};
use crate::workspace::{Event, Trouble};

/// So often a save is begun anew when somebody else wrote in the same moment.
const TRIES: usize = 3;

/// What lies where the workbook is to be written.
pub(super) enum There {
    /// Nothing, in a folder that is there.
    Nothing,
    /// What this program left, or something all of which we have: the digest.
    Ours(Digest),
    /// The same workbook, with something we lack.
    Theirs(Theirs),
}

/// Why nobody knows what lies there.
pub(super) enum Blind {
    /// The system lets nobody look.
    System(io::Error),
    /// Something else lies there, which is left alone: why, and what to do.
    Strange(String, &'static str),
}

impl Blind {
    fn not_saved(self, path: &Path, is_noted: bool) -> Trouble {
        match self {
            Self::System(err) => {
                let (why, advice) = trouble::cause(&err);
                trouble::not_saved(path, &why, advice, is_noted)
            }
            Self::Strange(why, advice) => trouble::not_saved_over(path, &why, advice, is_noted),
        }
    }
}

impl Store {
    /// Writes the open workbook. `is_noted` says whether everything in `kept` is in this PC's
    /// journal, for the words should the file not be written.
    pub fn save(
        &mut self,
        path: &Path,
        kept: &Kept,
        printed: &BTreeMap<Series, u32>,
        is_noted: bool,
        now: NaiveDateTime,
    ) -> Saving {
        let began = Instant::now();
        let mut cautions = Vec::new();
        let place = self.disk.resolve(path).map_err(|err| {
            let (why, advice) = trouble::cause(&err);
            trouble::not_saved(path, &why, advice, is_noted)
        });
        let saved = place
            .and_then(|place| self.try_save(&place, kept, printed, is_noted, now, &mut cautions));
        let event = match saved {
            Ok(None) => Event::Saved {
                path: path.to_owned(),
                heads: kept.heads.clone(),
                took_ms: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
            },
            Ok(Some(Theirs { digest, entries, differences, pcs })) => {
                let (path, recalled) = (path.to_owned(), Arc::new(Recalled::of(&kept.journal)));
                Event::ChangedBehind { path, digest, entries, differences, pcs, recalled }
            }
            Err(trouble) => Event::NotSaved(trouble),
        };
        Saving { event, cautions }
    }

    /// Does what can wait until the save was answered: remembers it, and puts it on the backup
    /// ladders, here and beside the file. Says what did not work, once.
    pub fn follow_up(&mut self, now: NaiveDateTime) -> Vec<Trouble> {
        // Until now the memory says what was about to be written, which is as good.
        let mut failed: Vec<Trouble> = self.store_memory().into_iter().collect();
        failed.extend(self.back_up(now));
        failed
    }

    fn back_up(&mut self, now: NaiveDateTime) -> Vec<Trouble> {
        let Some(held) = &mut self.held else { return Vec::new() };
        let Some(bytes) = held.written.take() else { return Vec::new() };
        let mut failed = Vec::new();
        let mut access = Access::Kept;
        for folder in [backups::folder_beside(&held.path), self.home.backups(held.workbook)] {
            match backups::climb(&*self.disk, &folder, &held.path, &bytes, now) {
                Ok(made) => access = access.max(made.unwrap_or(Access::Kept)),
                Err(err) => {
                    let (why, _) = trouble::cause(&err);
                    failed.push(trouble::beside_the_records(
                        format!("备份没有写成：{why}"),
                        "工作簿本身已经写好；请查看备份文件夹所在的磁盘",
                        &folder,
                    ));
                }
            }
        }
        let is_new = held.is_news(Told::Backups, !failed.is_empty());
        let mut told: Vec<Trouble> = failed.into_iter().filter(|_| is_new).collect();
        told.extend(held.narrowed(access));
        told
    }

    fn try_save(
        &mut self,
        path: &Path,
        kept: &Kept,
        printed: &BTreeMap<Series, u32>,
        is_noted: bool,
        now: NaiveDateTime,
        cautions: &mut Vec<Trouble>,
    ) -> Result<Option<Theirs>, Trouble> {
        let disk = Arc::clone(&self.disk);
        let fail = |why: &str, advice: &str| trouble::not_saved(path, why, advice, is_noted);
        let mut text: Option<Vec<u8>> = None;
        for _ in 0..TRIES {
            let held = self
                .held
                .as_mut()
                .filter(|held| held.workbook == kept.workbook && held.path == path)
                .ok_or_else(|| fail("打开着的是另一份工作簿", "请重新打开这份工作簿"))?;
            if let Some(words) = &held.taken {
                return Err(fail(
                    &format!("只读，{words}"),
                    "请等对方关闭后重新打开，或用“另存为”存成另一份",
                ));
            }
            let there =
                look(&*disk, held, kept).map_err(|blind| blind.not_saved(path, is_noted))?;
            let before = match there {
                There::Theirs(theirs) => return Ok(Some(theirs)),
                There::Ours(digest) => Some(digest),
                There::Nothing => None,
            };
            let bytes = text.take().unwrap_or_else(|| file::write(kept).into_bytes());
            let digest = Digest::of(&bytes);
            let is_new = before != Some(digest);
            if is_new {
                let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                if file::MOST_BYTES < length {
                    let advice = "请把早年的内容留在旧工作簿里，用“新建”从本年开始";
                    return Err(fail("工作簿超过1024MB，写了也打不开", advice));
                }
                cautions.extend(self.grows(length, path));
                if let Some((why, advice)) = forbidden(&*disk, path) {
                    return Err(fail(&why, advice));
                }
                self.keep_original(path, now).map_err(|err| {
                    let (why, advice) = trouble::cause(&err);
                    fail(&format!("改写以前的备份没有写成：{why}"), advice)
                })?;
                if let Some(held) = &mut self.held {
                    held.memory.learn_printed(printed);
                    held.memory.announce(path, digest);
                }
                cautions.extend(self.store_memory());
                let is_there = self.put(path, &bytes, cautions).map_err(|err| {
                    let (why, advice) = trouble::cause(&err);
                    fail(&why, advice)
                })?;
                if !is_there {
                    text = Some(bytes);
                    continue;
                }
            }
            if let Some(held) = &mut self.held {
                held.memory.learn(path, digest, Some(held.replica));
                held.theirs = None;
                held.written = is_new.then_some(bytes);
            }
            return Ok(None);
        }
        let advice = "请查看是否有同步盘或另一台电脑正在改写这个文件；程序会自动再试";
        Err(fail("刚写好就被别的程序换掉了", advice))
    }

    /// Says once that a workbook grows too large, long before it cannot be opened any more.
    fn grows(&mut self, length: u64, path: &Path) -> Option<Trouble> {
        let held = self.held.as_mut()?;
        let is_news = held.is_news(Told::Size, file::MANY_BYTES < length);
        is_news.then(|| {
            let words = format!("工作簿已有{}MB，超过1024MB就打不开了", length >> 20);
            let advice = "请把早年的内容留在旧工作簿里，用“新建”从本年开始";
            trouble::beside_the_records(words, advice, path)
        })
    }

    /// Puts the file as it was found on the backup ladder, before it is written otherwise.
    fn keep_original(&mut self, path: &Path, now: NaiveDateTime) -> io::Result<()> {
        let Some(held) = &mut self.held else { return Ok(()) };
        let Some(original) = &held.original else { return Ok(()) };
        for folder in [backups::folder_beside(path), self.home.backups(held.workbook)] {
            backups::keep(&*self.disk, &folder, path, original, now)?;
        }
        held.original = None;
        Ok(())
    }

    /// Writes the file, and says whether that is what lies there afterwards: somebody else may
    /// have written in the same moment.
    fn put(&mut self, path: &Path, bytes: &[u8], cautions: &mut Vec<Trouble>) -> io::Result<bool> {
        let rights = self.held.as_ref().and_then(|held| held.rights);
        let access = write_over(&*self.disk, path, bytes, rights)?;
        // Before it is read: what changes later looks different.
        let mark = Mark::of(&*self.disk, path);
        if let Some(held) = &mut self.held {
            held.mark = mark;
            cautions.extend(held.narrowed(access));
        }
        match self.disk.read(path) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(false),
            there => Ok(there? == bytes),
        }
    }

    /// Writes down what is remembered of the open workbook; says once if it cannot.
    pub(super) fn store_memory(&mut self) -> Option<Trouble> {
        let held = self.held.as_mut()?;
        let stored = held.memory.store(&*self.disk, &self.home, held.workbook);
        let is_news = held.is_news(Told::Memory, stored.is_err());
        let err = stored.err().filter(|_| is_news)?;
        let (why, _) = trouble::cause(&err);
        Some(trouble::beside_the_records(
            format!("本机的文件登记没有写成：{why}"),
            "请查看这个位置的磁盘；下次打开时可能会问这份文件是不是副本",
            &self.home.memory(held.workbook),
        ))
    }
}

impl Held {
    /// Whether something is so that was not told yet.
    fn is_news(&mut self, what: Told, is_so: bool) -> bool {
        if is_so {
            return self.told.insert(what);
        }
        self.told.remove(&what);
        false
    }

    /// Says once that others cannot use the file as before.
    fn narrowed(&mut self, access: Access) -> Option<Trouble> {
        let is_news = self.is_news(Told::Access, access == Access::Narrowed);
        is_news.then(|| trouble::narrowed(&self.path))
    }
}

/// Why a file is not to be written over, and what to do, though its folder may let another one be put in
/// its place.
fn forbidden(disk: &dyn Disk, path: &Path) -> Option<(String, &'static str)> {
    if disk.facts(path).is_ok_and(|facts| facts.is_read_only) {
        let advice = "请在文件的“属性”里去掉“只读”，或用“另存为”存成另一份";
        return Some(("文件被设成了只读".to_owned(), advice));
    }
    // On Windows whoever may not write it may not put another in its place either, and a file that is
    // looked through for a moment says the same: there the saving itself waits.
    let denied = if cfg!(unix) { disk.append(path).err() } else { None };
    let denied = denied.filter(|err| err.kind() == io::ErrorKind::PermissionDenied);
    denied.map(|err| trouble::cause(&err))
}

/// Looks at what lies where the workbook is to be written.
pub(super) fn look(disk: &dyn Disk, held: &mut Held, kept: &Kept) -> Result<There, Blind> {
    let path = &held.path;
    let rights = disk.facts(path).ok().and_then(|facts| facts.rights);
    held.rights = rights.or(held.rights);
    let bytes = match disk.read(path) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => {
            // The file alone is gone: written anew. The folder too: the stick was pulled.
            disk.facts(folder_of(path)).map_err(Blind::System)?;
            return Ok(There::Nothing);
        }
        read => read.map_err(Blind::System)?,
    };
    let digest = Digest::of(&bytes);
    if held.memory.file(path).is_some_and(|known| known.is(digest)) {
        return Ok(There::Ours(digest));
    }
    let theirs = match held.theirs.take().filter(|(of, _)| *of == digest) {
        Some((_, theirs)) => theirs,
        None => {
            theirs_of(&bytes, digest, kept).map_err(|(why, advice)| Blind::Strange(why, advice))?
        }
    };
    let entries = kept.journal.lacking(&Journal::of_entries(&theirs.entries));
    let is_decided = held.decided == Some(digest);
    let differences = if is_decided { Vec::new() } else { theirs.differences.clone() };
    let is_edited = !theirs.differences.is_empty();
    let told = Theirs { entries, differences, ..theirs.clone() };
    held.theirs = Some((digest, theirs));
    if told.entries.is_empty() && told.differences.is_empty() {
        if is_edited {
            held.original = Some(bytes);
        }
        return Ok(There::Ours(digest));
    }
    Ok(There::Theirs(told))
}

/// What another file of the same workbook holds that `kept` lacks.
fn theirs_of(bytes: &[u8], digest: Digest, kept: &Kept) -> Result<Theirs, (String, &'static str)> {
    let advice = "请用“另存为”把现在的内容存成另一份，以后打开那一份；再查看原处的文件是怎么来的";
    let opened = file::read(bytes).map_err(|damage| match damage {
        Damage::Newer { program } => {
            (format!("那里的文件由更新的守岁（{program}）保存，本程序读不懂"), advice)
        }
        damage => (format!("文件被别的程序改过，已读不懂：{damage}"), advice),
    })?;
    if let Some(damage) = opened.verdict.damages.first() {
        return Err((format!("那里的文件已经损坏：{damage}"), advice));
    }
    if opened.kept.workbook != kept.workbook {
        return Err(("那里现在是另一份工作簿".to_owned(), advice));
    }
    let entries = kept.journal.lacking(&opened.kept.journal);
    Ok(Theirs { digest, entries, differences: opened.verdict.differences, pcs: opened.kept.pcs })
}

/// Whether the file at that path is the same workbook and everything in it is in `kept`.
pub(super) fn holds_all_of(disk: &dyn Disk, path: &Path, kept: &Kept) -> bool {
    let bytes = disk.read(path).ok();
    let theirs = bytes.and_then(|bytes| theirs_of(&bytes, Digest::of(&bytes), kept).ok());
    theirs.is_some_and(|theirs| theirs.entries.is_empty() && theirs.differences.is_empty())
}
