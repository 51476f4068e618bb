//! How many incidents there were, and as what they are counted. Drills are never among them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::Document;
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
        for (_, one) in doc.incidents.iter().filter(|(_, one)| !one.is_drill()) {
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
