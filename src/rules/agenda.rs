//! What there is to do, in the order in which it presses: what is of today first, the rest by
//! kind of work. Pure; nothing is left out, so that everything can be reached from 今日.

use chrono::NaiveDateTime;

use super::{Finding, Remedy, Weight, zero};
use crate::model::{Document, RecordId};

/// Where an item leads.
#[derive(Clone, Copy, Debug)]
pub enum Lead<'a> {
    /// To the record of a finding, with what would mend it.
    Finding(&'a Finding),
    /// To a hazard that is to be put right today.
    Hazard(crate::model::id::HazardId),
    /// To the zero reports.
    ZeroReports,
}

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// In words.
    pub words: String,
    /// Where it leads.
    pub lead: Lead<'a>,
}

/// Things to do of one kind.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// The kind: 排班要核对.
    pub title: &'static str,
    /// What is counted: 条, 张.
    pub unit: &'static str,
    /// All of them.
    pub items: Vec<Item<'a>>,
}

/// Everything there is to do.
#[derive(Clone, Debug, Default)]
pub struct Agenda<'a> {
    /// What must be put right or done today, most pressing first.
    pub today: Vec<Group<'a>>,
    /// The rest, a kind of work each.
    pub later: Vec<Group<'a>>,
    /// What is only worth a look, a kind of work each.
    pub hints: Vec<Group<'a>>,
}

/// The kinds of work by the letter of their rules' codes, in the order of the screens.
const WORKS: [(char, &str); 12] = [
    ('I', "处置和演练要办"),
    ('H', "隐患要办"),
    ('S', "巡查单要核对"),
    ('N', "单号要核对"),
    ('D', "排班要核对"),
    ('W', "值守记录要补"),
    ('C', "数字对不上"),
    ('T', "队员和岗位要补"),
    ('G', "培训和会议要补"),
    ('R', "责任区和场所要补"),
    ('L', "留矿人员要核对"),
    ('P', "预案和电话要补"),
];
const OTHERS: &str = "其他要核对";

/// Puts the findings as of a moment in order, with what today asks for besides.
pub fn agenda<'a>(doc: &Document, findings: &'a [Finding], now: NaiveDateTime) -> Agenda<'a> {
    let item = |finding: &'a Finding| Item {
        words: finding.breach.sentence(),
        lead: Lead::Finding(finding),
    };
    let of = |wanted: Of| -> Vec<Item<'a>> {
        findings.iter().filter(|one| belongs(one, now) == wanted).map(item).collect()
    };
    let group = |title, unit, items| Group { title, unit, items };
    let today = vec![
        group("正在记录的处置、演练", "件", of(Of::Running)),
        group("须更正", "条", of(Of::Wrong)),
        group("单号要核对", "条", of(Of::Number)),
        group("今天的班还缺人", "条", of(Of::Gap)),
        group("今天的班要核对", "条", of(Of::Clash)),
        group("今天到期的隐患", "条", due_today(doc, now)),
        group("超期的隐患", "条", of(Of::Late)),
        group("没收回录入的单子", "张", of(Of::Out)),
        group("零报告", "处", zero_reports(doc, now)),
    ];
    let by_work = |wanted: fn(&Finding) -> bool| -> Vec<Group<'a>> {
        let left = || findings.iter().filter(|one| belongs(one, now) == Of::Later && wanted(one));
        let works = WORKS.iter().map(|(letter, title)| {
            let of_work = left().filter(|one| one.rule.code.starts_with(*letter));
            group(title, "条", of_work.map(item).collect())
        });
        let is_known = |one: &&Finding| WORKS.iter().any(|(l, _)| one.rule.code.starts_with(*l));
        let others = left().filter(|one| !is_known(one)).map(item).collect();
        filled(works.chain([group(OTHERS, "条", others)]))
    };
    Agenda {
        today: filled(today.into_iter()),
        later: by_work(|one| one.rule.weight != Weight::Hint),
        hints: by_work(|one| one.rule.weight == Weight::Hint),
    }
}

fn filled<'a>(groups: impl Iterator<Item = Group<'a>>) -> Vec<Group<'a>> {
    groups.filter(|group| !group.items.is_empty()).collect()
}

/// Which part of the agenda a finding is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Running,
    Wrong,
    Number,
    Gap,
    Clash,
    Late,
    Out,
    Later,
}

fn belongs(finding: &Finding, now: NaiveDateTime) -> Of {
    if finding.rule.weight == Weight::Law {
        return Of::Wrong;
    }
    // Two papers of one number are told apart at once, or both are quoted.
    if matches!(finding.breach.remedy, Remedy::Renumber(_) | Remedy::Square(_) | Remedy::Strike(_))
    {
        return Of::Number;
    }
    match (finding.rule.code, &finding.about) {
        ("I10", _) => Of::Running,
        ("H10", _) => Of::Late,
        ("S10", _) => Of::Out,
        (code, RecordId::Duty(cell)) => {
            let (begin, end) = cell.shift.span(cell.day);
            let is_now = cell.day == now.date() || (begin <= now && now < end);
            match (is_now, code) {
                (true, "D10" | "D19") => Of::Gap,
                (true, _) => Of::Clash,
                (false, _) => Of::Later,
            }
        }
        _ => Of::Later,
    }
}

/// Hazards that still have to be put right, with today as the last day.
fn due_today<'a>(doc: &Document, now: NaiveDateTime) -> Vec<Item<'a>> {
    let today = now.date();
    let due = doc
        .hazards
        .iter()
        .filter(|(_, hazard)| hazard.is_waiting() && hazard.limit() == Some(today));
    due.map(|(id, hazard)| {
        let number = doc.name_of(&RecordId::Hazard(*id));
        let what = super::wording::where_and_what(doc, hazard);
        Item { words: format!("{number}：今天到期　{what}"), lead: Lead::Hazard(*id) }
    })
    .collect()
}

/// Whoever is told on other days and has not been told today, or not with the numbers. Before and after the
/// season nobody is to be told.
fn zero_reports<'a>(doc: &Document, now: NaiveDateTime) -> Vec<Item<'a>> {
    let (season, today) = (doc.current_season(), now.date());
    let is_before = season.first.is_some_and(|first| today < first);
    let is_after = season.last.is_some_and(|last| last < today);
    if is_before || is_after {
        return Vec::new();
    }
    let receivers = zero::receivers(doc, today).into_iter();
    let left = receivers.filter(|receiver| !receiver.is_done());
    left.map(|receiver| {
        let name = &receiver.name;
        let words = match receiver.told {
            Some((at, _)) => format!("{} 报{name}的零报告还没填人数", at.format("%H:%M")),
            None => format!("还没报{name}（平时 {}）", receiver.usual.format("%H:%M")),
        };
        Item { words, lead: Lead::ZeroReports }
    })
    .collect()
}
