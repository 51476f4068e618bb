//! Which papers a `print` asks for. Only chooses; `print` makes the pages.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::model::id::SiteId;
use crate::model::number::NumberKind;
use crate::model::{Document, RecordId};
use crate::print::{CATALOGUE, Offer, Paper, Request, Scope, Shelf, Span};

mod numbers;

pub use numbers::remarks;

use numbers::{by_number, is_of};

/// Single sheets by their numbers.
const SHEET: &str = "sheet";
/// Transfer slips, which can be asked for by their numbers too.
const TRANSFER: &str = "transfer";
/// Everything, or everything of a day.
pub(super) const ALL: &str = "all";

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The words of papers, or those beside them: `sheet`, `all`.
    pub what: Vec<String>,
    /// Of that day.
    pub day: Option<NaiveDate>,
    /// Only papers that name that site.
    pub site: Option<String>,
    /// Of those numbers: whole, or the last digits.
    pub numbers: Vec<String>,
    /// With the middle of mobile telephones hidden, where a paper has any in full.
    pub masked: bool,
    /// Their blank forms instead.
    pub blank: bool,
}

/// Every word that may be asked for.
pub fn words() -> Vec<&'static str> {
    let mut words: Vec<&str> = Vec::new();
    for paper in CATALOGUE {
        if !words.contains(&paper.word) {
            words.push(paper.word);
        }
    }
    words.extend([SHEET, ALL]);
    words
}

/// Every word with what it stands for.
pub(super) fn help() -> String {
    let told = words().into_iter().map(|word| match (word, papers(word).last()) {
        (_, Some(paper)) => {
            let more = match paper.days {
                Span::Daily { .. } => "（一天的）",
                Span::Week => "（配 --day 从那天起一周，不写为全部日子）",
                Span::Standing | Span::Running | Span::Dated { .. } => "",
            };
            format!("{word} {}{more}", paper.title)
        }
        (SHEET, None) => format!("{word} 单张巡查单、检查单（配 --number）"),
        (_, None) => format!("{word} 全部（配 --day 只要一天的）"),
    });
    format!("打印什么：{}", told.collect::<Vec<_>>().join("；"))
}

/// The papers of a word.
fn papers(word: &str) -> impl Iterator<Item = &'static Paper> {
    CATALOGUE.into_iter().filter(move |paper| paper.word == word)
}

/// Why there is nothing to print: what is there instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotThere(String);

/// The prints that were asked for, each once, in the order of the asking.
///
/// # Errors
/// When there is nothing of the kind; says what there is.
pub fn requests(
    doc: &Document,
    wanted: &Wanted,
    today: NaiveDate,
) -> Result<Vec<Request>, NotThere> {
    let site = wanted.site.as_deref().map(|name| site(doc, name)).transpose()?;
    let days = wanted.day.map(|day| (day, day));
    let scope = Scope { days, site, masked: wanted.masked, today };
    let mut requests: Vec<Request> = Vec::new();
    for word in &wanted.what {
        let more = match word.as_str() {
            word if wanted.blank => blank_forms(word)?,
            ALL => all(doc, &scope)?,
            SHEET => sheets_by_number(doc, wanted, &scope)?,
            TRANSFER => match slips_by_number(doc, wanted, &scope)? {
                numbered if numbered.is_empty() => of_word(doc, word, &scope)?,
                numbered => numbered,
            },
            word => of_word(doc, word, &scope)?,
        };
        for request in more {
            if !requests.contains(&request) {
                requests.push(request);
            }
        }
    }
    Ok(requests)
}

/// The blank forms of a word's papers, or all there are.
fn blank_forms(word: &str) -> Result<Vec<Request>, NotThere> {
    let meant = CATALOGUE.into_iter().filter(|paper| word == ALL || paper.word == word);
    let forms: Vec<Request> =
        meant.filter_map(Paper::blank_form).map(|offer| offer.request).collect();
    if forms.is_empty() {
        let known = CATALOGUE.into_iter().filter(|paper| paper.blank_form().is_some());
        let known: BTreeSet<&str> = known.map(|paper| paper.word).collect();
        let known = known.into_iter().collect::<Vec<_>>().join("、");
        return Err(NotThere(format!("“{word}”没有空白表，有空白表的是：{known}")));
    }
    Ok(forms)
}

/// The day nobody named: today, or the season's day next to it where the season has not begun or
/// is over. The clock of the PC may be far off, and no paper of the season is of such a day.
fn day_at_hand(doc: &Document, today: NaiveDate) -> NaiveDate {
    let season = doc.current_season();
    let begun = season.first.map_or(today, |first| today.max(first));
    season.last.map_or(begun, |last| begun.min(last))
}

/// What belongs to the set of a paper's word; where nothing does, whatever can be had.
fn of_word(doc: &Document, word: &str, scope: &Scope) -> Result<Vec<Request>, NotThere> {
    let scope_of = |paper: &Paper| match paper.days {
        Span::Daily { .. } => {
            let at_hand = day_at_hand(doc, scope.today);
            Scope { days: scope.days.or(Some((at_hand, at_hand))), ..*scope }
        }
        Span::Standing | Span::Running | Span::Week | Span::Dated { .. } => *scope,
    };
    let mut offers: Vec<Offer> =
        papers(word).flat_map(|paper| paper.offers(doc, &scope_of(paper))).collect();
    if offers.iter().any(|offer| offer.in_set) {
        offers.retain(|offer| offer.in_set);
    }
    // Of a day nobody wants the list of all days with it.
    if scope.days.is_some() && papers(word).any(|paper| matches!(paper.days, Span::Dated { .. })) {
        offers.retain(|offer| offer.days.is_some());
    }
    if offers.is_empty() {
        let missing = papers(word).last().map(|paper| missing(doc, paper, &scope_of(paper)));
        return Err(missing.unwrap_or_else(|| NotThere(format!("没有“{word}”这种材料"))));
    }
    Ok(offers.into_iter().map(|offer| offer.request).collect())
}

/// Everything there is to print. Of a day or a site only what names it: nobody who wants the set
/// of the morning wants sixty pledges with it.
fn all(doc: &Document, scope: &Scope) -> Result<Vec<Request>, NotThere> {
    let all: Vec<Request> = if scope.days.is_some() && scope.site.is_none() {
        Request::of_day(doc, scope)
    } else {
        let is_meant = |paper: &&Paper| {
            let names_sites = matches!(paper.shelf, Shelf::Patrol | Shelf::Hazards);
            let is_of_no_day = paper.days == Span::Standing;
            (scope.site.is_none() || names_sites) && !(scope.days.is_some() && is_of_no_day)
        };
        let offers = CATALOGUE.into_iter().filter(is_meant).flat_map(|one| one.offers(doc, scope));
        offers.filter(|offer| offer.in_set).map(|offer| offer.request).collect()
    };
    if all.is_empty() {
        Err(NotThere("还没有可以打印的内容".to_owned()))
    } else {
        Ok(all)
    }
}

/// The records of a word's papers that bear numbers.
fn numbered(doc: &Document, word: &str, scope: &Scope) -> Vec<RecordId> {
    let scope = Scope { days: None, ..*scope };
    let offers = papers(word).flat_map(|paper| paper.offers(doc, &scope));
    offers.filter_map(|offer| offer.request.of.record().cloned()).collect()
}

fn sheets_by_number(
    doc: &Document,
    wanted: &Wanted,
    scope: &Scope,
) -> Result<Vec<Request>, NotThere> {
    let numbers: Vec<&String> =
        wanted.numbers.iter().filter(|text| !is_of(text, NumberKind::Transfer)).collect();
    if numbers.is_empty() {
        let words = "打印单张请写单号，例如 --number XC-2027-0213，或末几位 --number 213";
        return Err(NotThere(words.to_owned()));
    }
    let known = numbered(doc, "sheets", scope);
    let mut requests = Vec::new();
    for text in numbers {
        requests.extend(by_number(doc, text, "巡查单", &known)?);
    }
    Ok(requests)
}

/// Slips by number, if any number is theirs.
fn slips_by_number(
    doc: &Document,
    wanted: &Wanted,
    scope: &Scope,
) -> Result<Vec<Request>, NotThere> {
    // Bare digits belong to the sheets if sheets are asked for by number too.
    let spoken_for = wanted.what.iter().any(|word| word == SHEET);
    let is_theirs = |text: &&String| {
        is_of(text, NumberKind::Transfer) || !(spoken_for || is_of(text, NumberKind::Sheet))
    };
    let known = numbered(doc, TRANSFER, scope);
    let mut requests = Vec::new();
    for text in wanted.numbers.iter().filter(is_theirs) {
        requests.extend(by_number(doc, text, "移交单", &known)?);
    }
    Ok(requests)
}

/// Why there is nothing of a paper, and on which days there is.
fn missing(doc: &Document, paper: &Paper, scope: &Scope) -> NotThere {
    let there = paper.offers(doc, &Scope { days: None, ..*scope });
    let Some((day, _)) = scope.days.filter(|_| !there.is_empty() || scope.site.is_some()) else {
        return NotThere(paper.none.to_owned());
    };
    let spans = there.iter().filter(|offer| offer.in_set).filter_map(|offer| offer.days);
    let days = spans.flat_map(|(from, to)| from.iter_days().take_while(move |day| *day <= to));
    let days = days_words(&days.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>());
    let of_site = scope.site.map(|site| format!("{}的", doc.site_name(Some(site))));
    let (span, advice) = match paper.days {
        Span::Week => ("起的一周", "用 --day 选一天"),
        Span::Dated { .. } => ("", "用 --day 选一天，不写为全部"),
        Span::Standing | Span::Running | Span::Daily { .. } => ("", "用 --day 选一天"),
    };
    let (of_site, title) = (of_site.unwrap_or_default(), paper.title);
    NotThere(format!("{day}{span}没有{of_site}{title}，{days}；{advice}"))
}

/// The site of that name, or the only one whose name holds the words.
fn site(doc: &Document, name: &str) -> Result<SiteId, NotThere> {
    let name = name.trim();
    let all = || doc.sites.iter().map(|(id, site)| (*id, site.name.as_str()));
    if let Some((id, _)) = all().find(|(_, known)| *known == name) {
        return Ok(id);
    }
    let fitting: Vec<(SiteId, &str)> =
        all().filter(|(_, known)| !name.is_empty() && known.contains(name)).collect();
    let names =
        |some: &[(SiteId, &str)]| some.iter().map(|(_, name)| *name).collect::<Vec<_>>().join("、");
    match fitting.as_slice() {
        [(id, _)] => Ok(*id),
        [] => {
            let all = names(&all().collect::<Vec<_>>());
            Err(NotThere(format!("没有场所“{name}”，现有：{all}")))
        }
        several => Err(NotThere(format!("场所“{name}”对得上{}，请写全", names(several)))),
    }
}

/// 有的日子是…: single days, or from when to when.
fn days_words(days: &[NaiveDate]) -> String {
    match days {
        [] => "一张也没有".to_owned(),
        few @ ([_] | [_, _] | [_, _, _]) => {
            let few: Vec<String> = few.iter().map(ToString::to_string).collect();
            format!("有的日子是{}", few.join("、"))
        }
        [first, .., last] => format!("有的日子在{first}到{last}之间，共{}天", days.len()),
    }
}
