//! The sample mine at several scales, as workbooks on the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{NaiveDateTime, TimeDelta};
use shousui::file;
use shousui::sample::{Plan, build};
use shousui::session::Kept;

use crate::times::{bytes, ms, timed};

/// A sample.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// An hour after its last record: when it is worked with.
    pub(crate) now: NaiveDateTime,
    words: Arc<str>,
}

impl Sample {
    /// All of it, read anew.
    pub(crate) fn kept(&self) -> Kept {
        file::read(&std::fs::read(&self.path).unwrap()).unwrap().kept
    }
}

/// Samples as they were asked for.
#[derive(Debug)]
pub(crate) struct Samples {
    folder: PathBuf,
    built: BTreeMap<u32, Sample>,
}

impl Samples {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), built: BTreeMap::new() }
    }

    /// The sample of that many seasons; built through `perform` when it is first asked for.
    pub(crate) fn of(&mut self, scale: u32) -> Sample {
        if let Some(built) = self.built.get(&scale) {
            return built.clone();
        }
        let plan = Plan { scale, ..Plan::default() };
        let (kept, took) = timed(|| build(plan).unwrap().snapshot());
        let text = file::write(&kept);
        let path = self.folder.join(format!("scale{scale}.ron"));
        std::fs::write(&path, &text).unwrap();
        let last = kept.journal.newest_first().next().unwrap().at;
        let size = |length: usize| bytes(u64::try_from(length).unwrap());
        let words = format!(
            "scale {scale}: {} sites, {} sheets, {} point checks, {} hazards; file {}, of that \
             journal {} in {} entries; built in {}",
            kept.doc.sites.len(),
            kept.doc.sheets.len(),
            kept.doc.sheets.iter().map(|(_, sheet)| sheet.points.len()).sum::<usize>(),
            kept.doc.hazards.len(),
            size(text.len()),
            size(kept.journal.text().len()),
            kept.journal.len(),
            ms(took),
        );
        let sample = Sample { path, now: last + TimeDelta::hours(1), words: words.into() };
        self.built.insert(scale, sample.clone());
        sample
    }

    /// What was measured on.
    pub(crate) fn words(&self) -> String {
        self.built.values().fold(String::new(), |all, one| all + &one.words + "\n")
    }
}
