//! 成套打印: several papers as one print job, each under a bookmark of its own: all of a day, all of
//! a kind. Source: `sources.md` 单据版式.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Span};
use super::{CATALOGUE, PrintError};
use crate::model::Document;

/// Stands in no shelf and is never remembered: the papers in it are.
static PAPER: Paper = Paper {
    word: "bundle",
    key: "bundle",
    title: "成套打印",
    shelf: Shelf::Reports,
    folder: "00成套",
    office: &[],
    days: Span::Standing,
    none: "还没有可以打印的内容",
    offers: |_, _| Vec::new(),
    name,
    make: |_, _| Err(PrintError::Nothing),
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// Those papers in one go, in this order.
    pub fn several(papers: Vec<Self>) -> Self {
        Self { paper: &PAPER, of: Of::Several(papers) }
    }

    /// Everything that belongs to a day. Nobody who wants the set of the morning wants sixty pledges
    /// with it.
    pub fn of_day(doc: &Document, scope: &Scope) -> Vec<Self> {
        let of_days = CATALOGUE.into_iter().filter(|paper| paper.days != Span::Standing);
        in_set(of_days.flat_map(|paper| paper.offers(doc, scope)))
    }
}

/// Those that belong to the set of everything.
fn in_set(offers: impl Iterator<Item = Offer>) -> Vec<Request> {
    offers
        .filter(|offer| offer.in_set && offer.request.of != Of::Blank)
        .map(|one| one.request)
        .collect()
}

/// 18份, of one day if all are; 值班日志44份.
fn name(doc: &Document, of: &Of) -> Named {
    let Of::Several(papers) = of else { return Named::default() };
    let count = format!("{}份", count(papers));
    let days: BTreeSet<NaiveDate> =
        papers.iter().filter_map(|one| one.paper.named(doc, &one.of).day).collect();
    let titles: BTreeSet<&str> = papers.iter().map(|one| one.paper.title).collect();
    let title = titles.first().copied().filter(|_| titles.len() == 1).unwrap_or_default();
    let day = days.first().copied().filter(|_| days.len() == 1);
    Named { day, ..Named::of(format!("{title}{count}")) }
}

/// How many papers it comes to: of several records each is one.
fn count(papers: &[Request]) -> usize {
    papers.iter().map(|one| one.of.records().len().max(1)).sum()
}

/// What can be printed in one go: all of that day, then all of each kind of which there are several.
pub fn bundles(doc: &Document, day: NaiveDate, today: NaiveDate) -> Vec<Offer> {
    let several = |words: String, papers: Vec<Request>| {
        let remark = format!("{}份", count(&papers));
        (1 < papers.len()).then(|| Offer::new(words, remark, Request::several(papers)))
    };
    let scope = Scope { days: Some((day, day)), ..Scope::all(today) };
    let words = format!("{}的全部材料", day.format("%-m月%-d日"));
    let of_day = several(words, Request::of_day(doc, &scope));
    let of_kinds = CATALOGUE.into_iter().filter_map(|paper| {
        let papers = in_set(paper.offers(doc, &Scope::all(today)).into_iter());
        several(format!("全部{}", paper.title), papers)
    });
    of_day.into_iter().chain(of_kinds).collect()
}
