//! The rules of the rota that a mine sets for itself, as findings. What is forbidden, and in what
//! words, [`Against`] says. Source: `sources.md` 排班规则.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::against::{self, Against, reasons_words};
use super::burden::{Burden, near};
use super::limits::{Limits, is_copied, is_manned};
use super::{
    Breach, Check, Rule, Weight, breach, by_earlier_cells, by_record, cell_words, columns,
};
use crate::model::duty::{DutyId, DutyShift};
use crate::model::id::PersonId;
use crate::model::mine::Only;
use crate::model::people::Skill;
use crate::model::rota::RotaRule;
use crate::model::{Document, Kind, RecordId};

pub(in crate::rules) const SET_RULES: &[Rule] = &[
    Rule {
        code: "D11",
        title: "连续值班不超过规定的天数",
        source: "排班规则",
        weight: Weight::Due,
        reads: &[Kind::Duty, Kind::Person, Kind::Post, Kind::Mine],
        check: Check::Whole(too_many_in_a_row),
    },
    Rule {
        code: "D12",
        title: "七天内不超过规定的班数",
        source: "排班规则",
        weight: Weight::Due,
        reads: &[Kind::Duty, Kind::Person, Kind::Post, Kind::Mine],
        check: Check::Whole(too_many_in_a_week),
    },
    Rule {
        code: "D13",
        title: "每班至少一人持救护证",
        source: "排班规则",
        weight: Weight::Due,
        reads: &[Kind::Duty, Kind::Person, Kind::Post, Kind::Mine],
        check: Check::Whole(unaided),
    },
    Rule {
        code: "D14",
        title: "值班领导、当班组长同一天不兼任",
        source: "排班规则",
        weight: Weight::Due,
        reads: &[Kind::Duty, Kind::Person, Kind::Post, Kind::Mine],
        check: Check::Record(leads_twice),
    },
    Rule {
        code: "D15",
        title: "按要求搭班，A角、B角按岗位要求分开",
        source: "排班规则",
        weight: Weight::Due,
        reads: &[Kind::Duty, Kind::Person, Kind::Post, Kind::Mine, Kind::Pairing],
        check: Check::Whole(ill_paired),
    },
    Rule {
        code: "D16",
        title: "照顾本人不排班的意愿",
        source: "排班规则",
        weight: Weight::Hint,
        reads: &[Kind::Person, Kind::Post, Kind::Mine],
        check: Check::Record(unwished),
    },
    Rule {
        code: "D17",
        title: "返乡通勤的，休假前一天和后一天不排",
        source: "排班规则",
        weight: Weight::Due,
        reads: &[Kind::Person, Kind::Post, Kind::Mine],
        check: Check::Record(travelling),
    },
    Rule {
        code: "D18",
        title: "限定性别的岗位按限定排",
        source: "排班规则",
        weight: Weight::Due,
        reads: &[Kind::Person, Kind::Post],
        check: Check::Record(other_sex),
    },
];

fn too_many_in_a_row(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let is_row = |reason: &Against| matches!(reason, Against::Row(..));
    by_days(doc, RotaRule::Row, is_row, |cells, day| {
        let back = std::iter::successors(Some(day), NaiveDate::pred_opt);
        back.take_while(|day| near(cells, *day).any(|cell| cell.day == *day)).count()
    })
}

fn too_many_in_a_week(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let is_week = |reason: &Against| matches!(reason, Against::Week(..));
    by_days(doc, RotaRule::Week, is_week, |cells, day| {
        let first = day.checked_sub_days(Days::new(6)).unwrap_or(day);
        cells.iter().filter(|cell| first <= cell.day && cell.day <= day).count()
    })
}

/// The cells at which the days somebody has had become too many, with the reason that is meant:
/// told at each day that makes it too much, not at those before it.
fn by_days(
    doc: &Document,
    rule: RotaRule,
    is_meant: impl Fn(&Against) -> bool,
    up_to: impl Fn(&BTreeSet<DutyId>, NaiveDate) -> usize,
) -> Vec<(RecordId, Breach)> {
    let burden = Burden::of(doc);
    let Some(most) = burden.limits().number(rule) else { return Vec::new() };
    let mut told: BTreeMap<DutyId, Vec<String>> = BTreeMap::new();
    for (person, cells) in burden.everybody() {
        // Who has no more cells than that cannot have too many.
        if cells.len() <= most || doc.persons.get(&person).is_none() {
            continue;
        }
        for cell in cells.iter().filter(|cell| most < up_to(cells, cell.day)) {
            let mut reasons = against::by_days(doc, burden.limits(), *cell, cells);
            reasons.retain(&is_meant);
            if !reasons.is_empty() {
                let words = reasons_words(doc, *cell, &reasons);
                told.entry(*cell).or_default().push(format!("{}{words}", doc.person_name(person)));
            }
        }
    }
    found(doc, told)
}

fn found(doc: &Document, told: BTreeMap<DutyId, Vec<String>>) -> Vec<(RecordId, Breach)> {
    let breach = |(cell, words): (DutyId, Vec<String>)| {
        (RecordId::Duty(cell), Breach::of(cell_words(doc, &cell), words.join("；")))
    };
    told.into_iter().map(breach).collect()
}

fn leads_twice(doc: &Document, record: &RecordId) -> Option<Breach> {
    let limits = Limits::of(doc);
    breach(doc, record, |id, person| {
        let mut reasons = by_earlier_cells(doc, &limits, id, person);
        reasons.retain(|reason| matches!(reason, Against::Leads(_)));
        reasons
    })
}

fn unwished(doc: &Document, record: &RecordId) -> Option<Breach> {
    by_record(doc, record, |reason| *reason == Against::Wish)
}

fn travelling(doc: &Document, record: &RecordId) -> Option<Breach> {
    by_record(doc, record, |reason| matches!(reason, Against::Travel(_)))
}

fn other_sex(doc: &Document, record: &RecordId) -> Option<Breach> {
    by_record(doc, record, |reason| matches!(reason, Against::Sex(_)))
}

/// Of two who must not be on together it is said once: of the one whose cell comes later.
fn ill_paired(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let burden = Burden::of(doc);
    let tied: BTreeSet<PersonId> = burden.limits().tied().collect();
    let mut told: BTreeMap<DutyId, Vec<String>> = BTreeMap::new();
    for person in tied {
        for cell in burden.cells_of(person) {
            let mut reasons = burden.by_company(doc, cell, person);
            reasons.retain(|reason| match reason {
                Against::With(other) => {
                    let is_first = |one: DutyId| one < cell || one == cell && person < *other;
                    burden.during(*other, cell).any(is_first)
                }
                _ => true,
            });
            if !reasons.is_empty() {
                let words = reasons_words(doc, cell, &reasons);
                told.entry(cell).or_default().push(format!("{}{words}", doc.person_name(person)));
            }
        }
    }
    found(doc, told)
}

/// The shifts in which somebody must hold a first-aid certificate: those of our posts into which
/// no longer one is cut up.
pub fn aided_shifts(doc: &Document) -> Vec<DutyShift> {
    let ours = columns(doc).into_iter();
    let ours = ours.filter(|(id, post)| !post.official && is_manned(doc, *id));
    let used: BTreeSet<DutyShift> =
        ours.flat_map(|(_, post)| post.shifts.iter().copied()).collect();
    let within =
        |one: DutyShift, whole: DutyShift| one != whole && one.hours_long() < whole.hours_long();
    let is_cut_up = |whole: DutyShift| {
        let parts = used.iter().filter(|one| within(**one, whole));
        whole.hours_long() <= parts.map(|one| one.hours_long()).sum()
    };
    used.iter().copied().filter(|shift| !is_cut_up(*shift)).collect()
}

/// Whether somebody at any post over the whole of a shift holds a first-aid certificate to its end.
pub(super) fn is_aided(doc: &Document, burden: &Burden, day: NaiveDate, shift: DutyShift) -> bool {
    burden.throughout(day, shift).any(|(cell, person)| {
        is_manned(doc, cell.post) && against::is_certified(doc, cell, person, Skill::FirstAid)
    })
}

/// The shifts from today on of which somebody is on duty, and nobody holds a first-aid certificate, a
/// day a line. Where nobody at all holds one, that is one thing to do, not one a day.
fn unaided(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let limits = Limits::of(doc);
    if !limits.holds(RotaRule::FirstAid) {
        return Vec::new();
    }
    let burden = Burden::of(doc);
    let shifts = aided_shifts(doc);
    // Told at the first cell of the day that is ours.
    let mut days: BTreeMap<NaiveDate, (DutyId, BTreeSet<DutyShift>)> = BTreeMap::new();
    for (cell, duty) in doc.duties.iter() {
        let ours = !is_copied(doc, *cell) && doc.posts.get(&cell.post).is_some();
        let meant = today <= cell.day && shifts.contains(&cell.shift);
        let lacks = ours && meant && !duty.persons.is_empty();
        if lacks && !is_aided(doc, &burden, cell.day, cell.shift) {
            days.entry(cell.day).or_insert((*cell, BTreeSet::new())).1.insert(cell.shift);
        }
    }
    let told = days.into_iter().map(|(day, (cell, shifts))| {
        let shifts: Vec<&str> = shifts.into_iter().map(DutyShift::word).collect();
        let about = format!("{} {}", day.format("%-m月%-d日"), shifts.join("、"));
        (RecordId::Duty(cell), Breach::of(about, UNAIDED))
    });
    if has_first_aider(doc) {
        return told.collect();
    }
    let once = told.take(1).map(|_| {
        let words = "名册上没有登记救护证，各班都没有人持救护证；不要求的在排班规则里停用";
        (RecordId::Mine(Only), words.into())
    });
    once.collect()
}

/// What is said of a shift in which nobody holds a first-aid certificate.
pub const UNAIDED: &str = "当班没有人持有效的救护证";

/// Whether anybody on the books holds a first-aid certificate at all.
pub fn has_first_aider(doc: &Document) -> bool {
    let held = doc.persons.iter().flat_map(|(_, person)| &person.certificates);
    held.into_iter().any(|held| held.skill == Skill::FirstAid)
}
