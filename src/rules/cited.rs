//! What check items, cards and chapters rest on that has been replaced by something newer.
//!
//! The list of sources is `assets/sources/sources.ron`: title, number, in force since, what it
//! replaced. A basis is told once for a workbook, not once for an item; what hangs on old sheets
//! and stands in approved versions stays as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Breach, Check, Rule, Weight};
use crate::model::checklist::Code;
use crate::model::plan::Chapter;
use crate::model::{Document, Kind, RecordId};

pub(super) const RULES: &[Rule] = &[Rule {
    code: "B1",
    title: "依据没有引用已被替代的法规、标准",
    source: "依据的版本：已被替代的不再引用",
    weight: Weight::Due,
    reads: &[Kind::Item, Kind::Checklist, Kind::Card, Kind::Plan],
    check: Check::Whole(replaced),
}];

/// A line of the list of sources.
#[derive(Debug, Deserialize)]
struct Source {
    /// As bases name it: GB 2894-2025.
    name: String,
    /// In force since; empty where nobody has looked.
    since: String,
    /// What it replaced, each as it was called, between 、.
    replaces: String,
}

/// Something that is not in force any more.
#[derive(Debug)]
struct Old {
    /// As it was called: GB 2894-2008.
    name: String,
    /// The same as texts are compared.
    folded: String,
    /// What stands in its place: 由GB 2894-2025替代（2026年3月1日起施行）.
    now: String,
    /// Where the newer one is told from it by the year alone, `煤矿安全规程（2025）`: what both are
    /// called without it, and what only the newer one is called.
    bare: Option<(String, String)>,
}

/// Texts are compared without spaces, and with one kind of dash.
fn folded(text: &str) -> String {
    let dash = |sign: char| if matches!(sign, '—' | '–' | '－' | '‐') { '-' } else { sign };
    text.chars()
        .filter(|sign| !sign.is_whitespace() && *sign != '《' && *sign != '》')
        .map(dash)
        .collect()
}

fn olds() -> &'static [Old] {
    static OLDS: LazyLock<Vec<Old>> = LazyLock::new(|| {
        // The list is part of the program; a test reads it all, so this default is never met.
        let list: Vec<Source> =
            ron::from_str(include_str!("../../assets/sources/sources.ron")).unwrap_or_default();
        list.iter().flat_map(of_source).collect()
    });
    &OLDS
}

fn of_source(source: &Source) -> Vec<Old> {
    let since = source.since.parse::<NaiveDate>().ok();
    let since = since.map(|day| day.format("（%Y年%-m月%-d日起施行）").to_string());
    let now = format!("由{}替代{}", source.name, since.unwrap_or_default());
    let old = |name: &str| {
        let (name, now) = (name.to_owned(), now.clone());
        let year = source.name.split_once("（20");
        let bare = year.map(|(bare, _)| (folded(bare), folded(source.name.trim_end_matches('）'))));
        Old { folded: folded(&name), name, now, bare }
    };
    source.replaces.split('、').filter(|name| !name.is_empty()).map(old).collect()
}

impl Old {
    /// Whether a folded text names it: `GB2894-2008`, but not `GB2894-20081`.
    fn is_in(&self, text: &str) -> bool {
        let named = text.match_indices(&self.folded).any(|(at, name)| {
            let after = text.get(at + name.len()..).and_then(|rest| rest.chars().next());
            !after.is_some_and(|sign| sign.is_ascii_digit())
        });
        named || self.bare.as_ref().is_some_and(|(bare, new)| is_older(text, bare, new))
    }
}

/// Whether an article is named of a text without its year, or a year that is not the newest:
/// articles were counted afresh.
fn is_older(text: &str, bare: &str, new: &str) -> bool {
    text.match_indices(bare).any(|(at, name)| {
        let rest = text.get(at + name.len()..).unwrap_or_default();
        let is_new = text.get(at..).is_some_and(|text| text.starts_with(new));
        !is_new && (rest.starts_with('第') || rest.starts_with("（20"))
    })
}

/// Where it is said, in the order of the book: F20、E09、方案“编制依据”.
fn bases(doc: &Document) -> Vec<(RecordId, String, String)> {
    let lists = doc.checklists.iter().flat_map(|(_, list)| {
        [&list.patrol, &list.signed, &list.full, &list.special].into_iter().flatten()
    });
    let asked: BTreeSet<&Code> = lists.collect();
    let items = asked.into_iter().filter_map(|code| {
        let item = doc.items.get(code)?;
        Some((RecordId::Item(code.clone()), code.base.clone(), folded(&item.basis)))
    });
    let cards = doc
        .cards
        .iter()
        .map(|(code, card)| (RecordId::Card(code.clone()), code.to_string(), folded(&card.basis)));
    let plan = doc.current_plan();
    let chapter = |(chapter, words): (&Chapter, &String)| {
        let about = RecordId::Plan(crate::model::mine::Only);
        (about, format!("方案“{}”", chapter.word()), folded(words))
    };
    let chapters: Vec<_> = plan.chapters.iter().map(chapter).collect();
    items.chain(cards).chain(chapters).collect()
}

/// How many places a finding names before it only counts.
const NAMED: usize = 3;

fn replaced(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut first = None;
    for (record, place, basis) in bases(doc) {
        let named = olds().iter().enumerate().filter(|(_, old)| old.is_in(&basis));
        for (at, _) in named {
            first.get_or_insert_with(|| record.clone());
            found.entry(at).or_default().push(place.clone());
        }
    }
    let Some(first) = first else { return Vec::new() };
    let one = |(at, places): (&usize, &Vec<String>)| {
        let old = olds().get(*at)?;
        let some = places.iter().take(NAMED).cloned().collect::<Vec<_>>().join("、");
        let rest =
            if NAMED < places.len() { format!("等{}处", places.len()) } else { String::new() };
        Some(format!("{}已{}，见{some}{rest}", old.name, old.now))
    };
    let sentences: Vec<String> = found.iter().filter_map(one).collect();
    vec![(first, Breach::of("依据里还有已被替代的", sentences.join("；")))]
}
