//! Chapters, paragraph by paragraph.

use super::wording::{added, changed, likeness, removed};
use super::{Difference, Part};
use crate::model::plan::Chapter;
use crate::rules::hunks::hunks;
use crate::rules::outline::chapter_title;

/// Paragraphs that share so many hundredths are one that was changed.
const ALIKE: usize = 30;

pub(super) fn differences(chapter: Chapter, was: &str, now: &str) -> Vec<Difference> {
    let lines = |words: &str| -> Vec<String> {
        words.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let (was, now) = (lines(was), lines(now));
    let title = chapter_title(chapter);
    let part = || Part::Chapter(chapter);
    let mut found = Vec::new();
    for hunk in hunks(&was, &now) {
        let old = was.get(hunk.was.clone()).unwrap_or_default();
        let new = now.get(hunk.now.clone()).unwrap_or_default();
        let mut taken = vec![false; old.len()];
        let mut new_lines = Vec::new();
        for (place, line) in new.iter().enumerate() {
            let free = old.iter().enumerate().filter(|(at, _)| taken.get(*at) == Some(&false));
            let best = free
                .map(|(at, one)| (likeness(one, line), at))
                .max_by_key(|(like, at)| (*like, std::cmp::Reverse(*at)));
            let number = hunk.now.start + place + 1;
            match best
                .filter(|(like, _)| ALIKE <= *like)
                .and_then(|(_, at)| Some((at, old.get(at)?)))
            {
                Some((at, one)) => {
                    if let Some(flag) = taken.get_mut(at) {
                        *flag = true;
                    }
                    new_lines.push(changed(part(), format!("{title}第{number}段"), one, line));
                }
                None => new_lines.push(added(part(), format!("{title}第{number}段"), line)),
            }
        }
        let gone = old.iter().enumerate().filter(|(at, _)| taken.get(*at) == Some(&false));
        found.extend(gone.map(|(at, line)| {
            removed(part(), format!("{title}原第{}段", hunk.was.start + at + 1), line)
        }));
        found.extend(new_lines);
    }
    found
}
