//! Rules about hazards: the order of the loop, two pairs of eyes, what is late or missing.

use chrono::{NaiveDate, NaiveTime};

use super::course::at_end_of;
use super::lateness::Lateness;
use super::{Breach, Check, HazardCase, Rule, Weight, unwritten, vague};
use crate::model::hazard::{Hazard, State, Step, StepKind, state_after, to_the_minute};
use crate::model::id::PersonId;
use crate::model::{Document, Kind, RecordId};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "H1",
        title: "闭环各步按顺序办理",
        source: "隐患闭环：排查、登记、整改、复查、销号",
        weight: Weight::Law,
        reads: &[],
        check: Check::Hazard(order),
    },
    Rule {
        code: "H2",
        title: "复查人不能是整改人或责任人",
        source: "两人制：登记、整改的人不能自己复查",
        weight: Weight::Law,
        reads: &[Kind::Person],
        check: Check::Hazard(second_pair_of_eyes),
    },
    Rule {
        code: "H3",
        title: "销号人不能是整改人、责任人，也不能一人登记、复查又销号",
        source: "两人制；公安部令第61号第33条",
        weight: Weight::Law,
        reads: &[Kind::Person],
        check: Check::Hazard(independent_closing),
    },
    Rule {
        code: "H4",
        title: "各步时间前后一致",
        source: "隐患闭环：各步的时间顺序",
        weight: Weight::Law,
        reads: &[],
        check: Check::Hazard(times_in_order),
    },
    Rule {
        code: "H5",
        title: "每一步写明做了什么、由谁签字",
        source: "隐患闭环：各步必填内容",
        weight: Weight::Law,
        reads: &[Kind::Person],
        check: Check::Hazard(papers_complete),
    },
    Rule {
        code: "H6",
        title: "可能重大的，认定前不销号",
        source: "重大隐患：由主管部门认定",
        weight: Weight::Law,
        reads: &[],
        check: Check::Hazard(major_pending),
    },
    Rule {
        code: "H7",
        title: "整改期限不早于发现日期",
        source: "公安部令第61号第32条：确定整改的期限",
        weight: Weight::Law,
        reads: &[],
        check: Check::Hazard(limit_before_found),
    },
    Rule {
        code: "H10",
        title: "期限内整改完成",
        source: "隐患闭环：期限到了没有整改完成即为超期",
        weight: Weight::Due,
        reads: &[],
        check: Check::Hazard(overdue),
    },
    Rule {
        code: "H11",
        title: "移交后当日签收",
        source: "隐患移交单：移交、接收、时间",
        weight: Weight::Due,
        reads: &[],
        check: Check::Hazard(receipt_missing),
    },
    Rule {
        code: "H12",
        title: "不能当场整改的当日移交",
        source: "公安部令第61号第32条",
        weight: Weight::Due,
        reads: &[],
        check: Check::Hazard(not_handed_over),
    },
    Rule {
        code: "H13",
        title: "限期整改写明措施、责任单位、责任人、期限",
        source: "公安部令第61号第32条；五定",
        weight: Weight::Due,
        reads: &[],
        check: Check::Hazard(limit_incomplete),
    },
    Rule {
        code: "H14",
        title: "可能重大的，由主管部门认定",
        source: "重大隐患：由主管部门认定",
        weight: Weight::Due,
        reads: &[],
        check: Check::Hazard(major_unjudged),
    },
    Rule {
        code: "H15",
        title: "整改后及时复查、销号",
        source: "隐患闭环：复查、销号",
        weight: Weight::Due,
        reads: &[],
        check: Check::Hazard(waits_to_be_closed),
    },
    Rule {
        code: "H20",
        title: "写明场所、部位和现象",
        source: "检查记录：写明部位、内容和隐患",
        weight: Weight::Due,
        reads: &[],
        check: Check::Hazard(words_missing),
    },
    Rule {
        code: "H21",
        title: "不用空泛的词",
        source: "台账用语：写清部位和现象",
        weight: Weight::Hint,
        reads: &[],
        check: Check::Hazard(vague_words),
    },
    Rule {
        code: "H22",
        title: "延期一般不超过一次",
        source: "隐患闭环：延期一般最多一次",
        weight: Weight::Hint,
        reads: &[],
        check: Check::Hazard(extended_twice),
    },
    Rule {
        code: "H23",
        title: "同一场所同一项目重复出现，查管理原因",
        source: "隐患闭环：重复隐患查管理原因",
        weight: Weight::Hint,
        reads: &[Kind::Hazard, Kind::Site],
        check: Check::Whole(repeats),
    },
];

/// Whether a loop in state `from` may take a paper of that kind next.
pub fn may_follow(from: State, kind: StepKind) -> bool {
    match kind {
        StepKind::FixedOnSpot | StepKind::HandedOver => from == State::Reported,
        StepKind::Received => from == State::HandedOver,
        StepKind::Rectified => from == State::Rectifying,
        StepKind::Rechecked => matches!(from, State::Rectified | State::FixedOnSpot),
        StepKind::Extended => matches!(from, State::HandedOver | State::Rectifying),
        StepKind::Closed => matches!(from, State::Passed | State::FixedOnSpot),
        StepKind::Voided => !from.is_over(),
    }
}

/// The papers a loop in state `from` may take next, in the order of the loop.
pub fn next_steps(from: State) -> Vec<StepKind> {
    StepKind::ALL.iter().copied().filter(|kind| may_follow(from, *kind)).collect()
}

fn order(case: HazardCase<'_>) -> Option<Breach> {
    let steps = &case.hazard.steps;
    steps.iter().enumerate().find_map(|(place, step)| {
        let before = steps.get(..place).unwrap_or_default();
        let from = state_after(before);
        (!may_follow(from, step.kind()))
            .then(|| about(case, format!("“{}”的隐患不能直接“{}”", from.word(), step.verb())))
    })
}

/// Whether two persons are one as far as paper tells: the same record or the same name.
fn same_on_paper(doc: &Document, one: PersonId, other: PersonId) -> bool {
    let name = doc.person_name(one).trim();
    one == other || (!name.is_empty() && name == doc.person_name(other).trim())
}

fn is_one_of(doc: &Document, one: PersonId, others: &[Option<PersonId>]) -> bool {
    others.iter().flatten().any(|other| same_on_paper(doc, one, *other))
}

fn second_pair_of_eyes(case: HazardCase<'_>) -> Option<Breach> {
    let HazardCase { doc, hazard, .. } = case;
    let mut fixer = None;
    for step in &hazard.steps {
        match step {
            Step::FixedOnSpot { fixer: by, checker, .. } => {
                fixer = Some(*by);
                if same_on_paper(doc, *by, *checker) {
                    return Some(own_work(case, *checker, "当场复查"));
                }
            }
            Step::Rectified { by, .. } => fixer = Some(*by),
            Step::Rechecked { by, .. } => {
                let own = by.iter().find(|one| is_one_of(doc, **one, &[fixer, hazard.owner]));
                if let Some(own) = own {
                    return Some(own_work(case, *own, "复查"));
                }
            }
            _ => {}
        }
    }
    None
}

fn own_work(case: HazardCase<'_>, person: PersonId, verb: &str) -> Breach {
    let who = case.doc.person_name(person);
    about(case, format!("{who}是整改人或责任人，须由另外的人{verb}"))
}

fn independent_closing(case: HazardCase<'_>) -> Option<Breach> {
    let HazardCase { doc, hazard, .. } = case;
    let closer = hazard.steps.iter().rev().find_map(|step| match step {
        Step::Closed { by, .. } => Some(*by),
        _ => None,
    })?;
    if is_one_of(doc, closer, &[hazard.fixer(), hazard.owner]) {
        return Some(own_work(case, closer, "销号"));
    }
    let checkers: Vec<PersonId> = hazard
        .steps
        .iter()
        .rev()
        .find_map(|step| match step {
            Step::Rechecked { by, pass: true, .. } => Some(by.clone()),
            Step::FixedOnSpot { checker, .. } => Some(vec![*checker]),
            _ => None,
        })
        .unwrap_or_default();
    let alone = |people: &[PersonId]| {
        !people.is_empty() && people.iter().all(|one| same_on_paper(doc, *one, closer))
    };
    (alone(&hazard.finders) && alone(&checkers)).then(|| {
        let who = doc.person_name(closer);
        about(case, format!("{who}一人登记、复查又销号，须由另外的人销号"))
    })
}

fn times_in_order(case: HazardCase<'_>) -> Option<Breach> {
    let hazard = case.hazard;
    let found = hazard.found_on?;
    // Only what carries a time of its own is compared by time; days are compared with days.
    // A step that carries the clock's seconds is not later than one written by the minute.
    let found_at = hazard.found_at.map_or(NaiveTime::MIN, to_the_minute);
    let mut last: (NaiveDate, NaiveTime) = (found, found_at);
    let mut verb = "发现";
    for step in &hazard.steps {
        let day = step.day();
        let time = step.at().map(|at| to_the_minute(at.time()));
        let early = day < last.0 || (day == last.0 && time.is_some_and(|time| time < last.1));
        if early {
            let words = format!("“{}”早于“{verb}”，请核实时间", step.verb());
            return Some(about(case, words));
        }
        // An extension is granted beside the loop; what follows need not wait for its day.
        if !matches!(step, Step::Extended { .. }) {
            let known = if day == last.0 { last.1 } else { NaiveTime::MIN };
            last = (day, time.unwrap_or(known));
            verb = step.verb();
        }
    }
    None
}

fn papers_complete(case: HazardCase<'_>) -> Option<Breach> {
    let HazardCase { doc, hazard, .. } = case;
    let unnamed = |person: &PersonId| doc.person_name(*person).trim().is_empty();
    let missing = hazard.steps.iter().find_map(|step| match step {
        Step::FixedOnSpot { how, .. } | Step::Rectified { how, .. } if how.trim().is_empty() => {
            Some((step.verb(), "整改情况"))
        }
        Step::FixedOnSpot { fixer, checker, .. } if unnamed(fixer) || unnamed(checker) => {
            Some((step.verb(), "整改人和当场复查人"))
        }
        Step::Received { by, .. }
        | Step::Rectified { by, .. }
        | Step::Extended { by, .. }
        | Step::Closed { by, .. }
        | Step::Voided { by, .. }
            if unnamed(by) =>
        {
            Some((step.verb(), "签字人"))
        }
        Step::Rechecked { by, .. } if by.is_empty() || by.iter().any(unnamed) => {
            Some((step.verb(), "复查人"))
        }
        Step::Rechecked { pass: false, words, .. } if words.trim().is_empty() => {
            Some((step.verb(), "退回的原因"))
        }
        Step::Extended { why, .. } | Step::Voided { why, .. } if why.trim().is_empty() => {
            Some((step.verb(), "原因"))
        }
        _ => None,
    });
    missing.map(|(verb, what)| about(case, format!("“{verb}”还没写{what}")))
}

fn major_pending(case: HazardCase<'_>) -> Option<Breach> {
    let hazard = case.hazard;
    let pending = hazard.maybe_major && hazard.judgement.is_none();
    (pending && hazard.state() == State::Closed)
        .then(|| about(case, "可能重大，主管部门认定前不能销号"))
}

fn limit_before_found(case: HazardCase<'_>) -> Option<Breach> {
    let found = case.hazard.found_on?;
    let extended = case.hazard.steps.iter().filter_map(|step| match step {
        Step::Extended { until, .. } => Some(("延至的日子", *until)),
        _ => None,
    });
    let due = case.hazard.due.map(|due| ("整改期限", due));
    let (what, limit) = due.into_iter().chain(extended).find(|(_, limit)| *limit < found)?;
    let (limit, found) = (limit.format("%Y年%-m月%-d日"), found.format("%Y年%-m月%-d日"));
    Some(about(case, format!("{what}{limit}早于发现日期{found}，请核实")))
}

/// As it stood when the day was over, so that a look at an earlier day finds what was late then.
fn overdue(case: HazardCase<'_>) -> Option<Breach> {
    let then = at_end_of(case.hazard, case.today);
    let days = Lateness::of(&then, case.today).days()?;
    let limit = then.limit()?.format("%-m月%-d日");
    Some(about(case, format!("期限{limit}，已超期{days}天")))
}

fn receipt_missing(case: HazardCase<'_>) -> Option<Breach> {
    let handed = match case.hazard.steps.last() {
        Some(Step::HandedOver { at, .. }) => at.date(),
        _ => return None,
    };
    let days = (case.today - handed).num_days();
    (0 < days).then(|| about(case, format!("移交{days}天，还没有签收")))
}

fn not_handed_over(case: HazardCase<'_>) -> Option<Breach> {
    let hazard = case.hazard;
    let days = (case.today - hazard.found_on?).num_days();
    (hazard.state() == State::Reported && 0 < days)
        .then(|| about(case, format!("发现{days}天，未当场整改也未移交")))
}

fn limit_incomplete(case: HazardCase<'_>) -> Option<Breach> {
    let hazard = case.hazard;
    if !matches!(hazard.state(), State::Rectifying | State::Rectified | State::Passed) {
        return None;
    }
    let words = unwritten([
        (hazard.measure.trim().is_empty(), "整改措施"),
        (hazard.unit.is_none(), "责任单位"),
        (hazard.owner.is_none(), "责任人"),
        (hazard.due.is_none(), "整改期限"),
    ])?;
    Some(about(case, words))
}

fn major_unjudged(case: HazardCase<'_>) -> Option<Breach> {
    let hazard = case.hazard;
    (hazard.maybe_major && hazard.judgement.is_none() && !hazard.state().is_over())
        .then(|| about(case, "可能重大，等主管部门认定"))
}

fn waits_to_be_closed(case: HazardCase<'_>) -> Option<Breach> {
    let hazard = case.hazard;
    let what = match hazard.state() {
        State::Rectified => "复查",
        State::FixedOnSpot | State::Passed => "销号",
        _ => return None,
    };
    let days = (case.today - hazard.steps.last()?.day()).num_days();
    (0 < days).then(|| about(case, format!("等{what}{days}天")))
}

fn words_missing(case: HazardCase<'_>) -> Option<Breach> {
    let hazard = case.hazard;
    if hazard.state() == State::Void {
        return None;
    }
    let words = unwritten([
        (hazard.site.is_none(), "场所"),
        (hazard.words.trim().is_empty(), "隐患描述"),
        (hazard.finders.is_empty(), "检查人"),
    ])?;
    Some(about(case, words))
}

fn vague_words(case: HazardCase<'_>) -> Option<Breach> {
    let hazard = case.hazard;
    if hazard.state().is_over() {
        return None;
    }
    let (words, advice) =
        vague::first_in(&hazard.words).or_else(|| vague::first_in(&hazard.measure))?;
    Some(about(case, format!("“{words}”太空泛，{advice}")))
}

fn extended_twice(case: HazardCase<'_>) -> Option<Breach> {
    let count =
        case.hazard.steps.iter().filter(|step| matches!(step, Step::Extended { .. })).count();
    (1 < count).then(|| about(case, format!("已延期{count}次")))
}

fn repeats(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let mut seen = std::collections::BTreeMap::new();
    let mut found = Vec::new();
    for (id, hazard) in doc.hazards.iter().filter(|(_, hazard)| hazard.state() != State::Void) {
        let (Some(site), Some(item)) = (hazard.site, &hazard.item) else { continue };
        let count = seen.entry((site, item.base.clone())).or_insert(0_u32);
        *count += 1;
        if 1 < *count && !hazard.state().is_over() {
            let case = HazardCase { doc, id: *id, hazard, today: NaiveDate::MIN };
            let site = doc.site_name(Some(site));
            let words = format!("{site}同一项目第{count}次出现");
            found.push((RecordId::Hazard(*id), about(case, words)));
        }
    }
    found
}

/// What is wrong with the hazard, which people call by its printed number, or by its words before
/// it has one.
fn about(case: HazardCase<'_>, words: impl Into<String>) -> Breach {
    let Hazard { number, words: seen, .. } = case.hazard;
    let name = match number {
        Some(number) => number.to_string(),
        None if seen.is_empty() => "未编号的隐患".to_owned(),
        None => seen.chars().take(12).collect(),
    };
    Breach::of(name, words)
}
