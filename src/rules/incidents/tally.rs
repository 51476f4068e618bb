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

/// From when until when an incident went on, as far as that is known.
#[derive(Clone, Copy, Debug)]
struct Lasting {
    id: IncidentId,
    day: NaiveDate,
    start: Option<NaiveDateTime>,
    /// When it was over; nothing while it goes on, or where only its day is known.
    over: Option<NaiveDateTime>,
    goes_on: bool,
}

impl Lasting {
    fn of(doc: &Document, id: IncidentId) -> Option<Self> {
        let one = doc.incidents.get(&id).filter(|one| one.is_real())?;
        let course = Course::of(doc, id);
        let end = course.end().filter(|end| course.is_firm(end));
        let (over, goes_on) = (end.and_then(|end| end.at()), course.is_running());
        Some(Self { id, day: one.day()?, start: one.start(), over, goes_on })
    }

    /// Whether it went on at any time of a stretch. Of one whose hours nobody knows its day counts.
    fn meets(&self, begin: NaiveDateTime, end: NaiveDateTime) -> bool {
        let is_begun = self.start.map_or_else(|| self.day <= end.date(), |start| start <= end);
        let is_over = match self.over {
            Some(over) => over < begin,
            None => !self.goes_on && self.day < begin.date(),
        };
        is_begun && !is_over
    }
}

/// The incidents on record, to be asked of many stretches.
#[derive(Clone, Debug)]
pub struct OnRecord(Vec<Lasting>);

impl OnRecord {
    /// All of a workbook, the earliest first.
    pub fn of(doc: &Document) -> Self {
        let all = newest_first(doc).into_iter().rev();
        Self(all.filter_map(|(id, _)| Lasting::of(doc, id)).collect())
    }

    /// 突发事件1起（21:03 3号公寓着火）. Nothing where none went on from `begin` to `end`.
    pub fn words(
        &self,
        doc: &Document,
        begin: NaiveDateTime,
        end: NaiveDateTime,
    ) -> Option<String> {
        let met = self.0.iter().filter(|one| one.meets(begin, end));
        let told: Vec<String> = met
            .filter_map(|Lasting { id, day, start, .. }| {
                let one = doc.incidents.get(id)?;
                let form = if *day == end.date() { "%H:%M " } else { "%-m月%-d日%H:%M " };
                let at = start.map(|at| at.format(form).to_string()).unwrap_or_default();
                let site = one.site.map(|site| doc.site_name(Some(site)).trim());
                let what = what(doc, one);
                let what =
                    if what.trim().is_empty() { "情况见处置记录" } else { what.trim() };
                Some(format!("{at}{}{what}", site.unwrap_or_default()))
            })
            .collect();
        (!told.is_empty()).then(|| format!("突发事件{}起（{}）", told.len(), told.join("；")))
    }
}
