//! How many incidents there were, and as what they are counted. Drills are never among them, nor what was
//! recorded by mistake.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::{Course, newest_first, what};
use crate::model::Document;
use crate::model::id::IncidentId;
use crate::model::incident::Became;

/// Incidents of some days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncidentFigures {
    /// How many of each kind; of those nobody has said it of too.
    kinds: BTreeMap<Option<Became>, usize>,
}

impl IncidentFigures {
    /// Those that began from one day to another, both included.
    pub fn of(doc: &Document, from: NaiveDate, to: NaiveDate) -> Self {
        let mut kinds = BTreeMap::new();
        for (_, one) in doc.incidents.iter().filter(|(_, one)| one.is_real()) {
            if one.day().is_some_and(|day| from <= day && day <= to) {
                *kinds.entry(one.became).or_default() += 1;
            }
        }
        Self { kinds }
    }

    /// How many there were.
    pub fn all(&self) -> usize {
        self.kinds.values().sum()
    }

    /// 处置突发事件3起（火灾扑救1起、社会救助1起、未归类1起）. Nothing where there was none.
    pub fn words(&self) -> Option<String> {
        let kinds: Vec<String> = Became::ALL
            .iter()
            .map(|became| (Some(*became), became.word()))
            .chain([(None, "未归类")])
            .filter_map(|(became, word)| {
                self.kinds.get(&became).map(|count| format!("{word}{count}起"))
            })
            .collect();
        let all = self.all();
        (0 < all).then(|| format!("处置突发事件{all}起（{}）", kinds.join("、")))
    }
}

/// Which incidents went on at any time of a stretch, the earliest first. Of one whose hour nobody knows its
/// day counts.
pub fn within(doc: &Document, begin: NaiveDateTime, end: NaiveDateTime) -> Vec<IncidentId> {
    let meets = |id: IncidentId| {
        let one = doc.incidents.get(&id).filter(|one| one.is_real())?;
        let day = one.day()?;
        let start = one.start();
        let is_begun = start.map_or(day <= end.date(), |start| start <= end);
        let course = Course::of(doc, id);
        let is_over = match course.end().filter(|end| course.is_firm(end)) {
            Some(over) => over.at().is_some_and(|over| over < begin),
            None => !course.is_running() && day < begin.date(),
        };
        (is_begun && !is_over).then_some(id)
    };
    newest_first(doc).into_iter().rev().filter_map(|(id, _)| meets(id)).collect()
}

/// 突发事件1起（21:03 3号公寓着火）. Nothing where none went on in that stretch.
pub fn within_words(doc: &Document, begin: NaiveDateTime, end: NaiveDateTime) -> Option<String> {
    let told: Vec<String> = within(doc, begin, end)
        .into_iter()
        .filter_map(|id| {
            let one = doc.incidents.get(&id)?;
            let form = if one.day() == Some(end.date()) { "%H:%M " } else { "%-m月%-d日%H:%M " };
            let at = one.start().map(|at| at.format(form).to_string()).unwrap_or_default();
            let site = one.site.map(|site| doc.site_name(Some(site)).trim()).unwrap_or_default();
            let what = what(doc, one);
            let what = if what.trim().is_empty() { "情况见处置记录" } else { what.trim() };
            Some(format!("{at}{site}{what}"))
        })
        .collect();
    (!told.is_empty()).then(|| format!("突发事件{}起（{}）", told.len(), told.join("；")))
}
