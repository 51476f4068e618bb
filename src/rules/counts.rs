//! Counts that cannot be: of two numbers of one record the part is never more than the whole. One
//! rule a pair, found wherever the numbers came from.

use super::{Breach, Check, Rule, Weight};
use crate::model::mine::Only;
use crate::model::{Document, Kind, RecordId};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "C1",
        title: "合格人数不多于答题人数",
        source: "记录：数字前后相符",
        weight: Weight::Due,
        reads: &[],
        check: Check::Record(passed_of_answered),
    },
    Rule {
        code: "C2",
        title: "零报告实到不多于应到",
        source: "记录：数字前后相符",
        weight: Weight::Due,
        reads: &[],
        check: Check::Record(present_of_reported),
    },
    Rule {
        code: "C3",
        title: "查岗实到不多于应到",
        source: "记录：数字前后相符",
        weight: Weight::Due,
        reads: &[Kind::Post],
        check: Check::Record(present_of_checked),
    },
    Rule {
        code: "C4",
        title: "留矿人数、党员人数不多于职工人数",
        source: "记录：数字前后相符",
        weight: Weight::Due,
        reads: &[],
        check: Check::Record(parts_of_employees),
    },
    Rule {
        code: "C5",
        title: "请假起止前后相符",
        source: "记录：日期前后相符",
        weight: Weight::Due,
        reads: &[],
        check: Check::Record(leave_turned_round),
    },
    Rule {
        code: "C6",
        title: "本季截止日不早于起始日",
        source: "记录：日期前后相符",
        weight: Weight::Due,
        reads: &[],
        check: Check::Record(season_turned_round),
    },
];

/// 合格25人，多于答题20人. Nothing where the whole is not known and nobody is counted.
fn more(part: (&str, u16), whole: (&str, u16)) -> Option<String> {
    let ((part, count), (whole, of)) = (part, whole);
    if count <= of {
        return None;
    }
    Some(match of {
        0 => format!("{part}{count}人，{whole}人数没填"),
        of => format!("{part}{count}人，多于{whole}{of}人"),
    })
}

fn day_words(day: Option<chrono::NaiveDate>) -> String {
    day.map(|day| day.format("%-m月%-d日").to_string()).unwrap_or_default()
}

fn passed_of_answered(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Activity(id) = record else { return None };
    let one = doc.activities.get(id)?;
    let words = more(("答题合格", one.passed), ("答题", one.answered))?;
    let (day, title) = (day_words(one.day), one.title.trim());
    Some(Breach::of(format!("{day}宣传活动{title}"), words))
}

fn present_of_reported(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::ZeroReport(id) = record else { return None };
    let one = doc.zero_reports.get(id).filter(|one| 0 < one.expected)?;
    let words = more(("实到", one.present), ("应到", one.expected))?;
    let (day, receiver) = (day_words(one.day), one.receiver.trim());
    Some(Breach::of(format!("{day}报{receiver}的零报告"), words))
}

fn present_of_checked(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::SpotCheck(id) = record else { return None };
    let one = doc.spot_checks.get(id)?;
    let words = more(("实到", one.present), ("应到", one.expected))?;
    let (day, post) = (day_words(one.day), doc.post_name(one.post));
    Some(Breach::of(format!("{day}查岗{post}"), words))
}

fn parts_of_employees(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Mine(Only) = record else { return None };
    let mine = doc.profile();
    // The parts are often known before the whole is.
    if mine.employees == 0 {
        return None;
    }
    let words = [("留矿", mine.staying), ("党员", mine.party_members)]
        .into_iter()
        .find_map(|part| more(part, ("职工", mine.employees)))?;
    Some(Breach::of("本矿资料", words))
}

fn leave_turned_round(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Person(id) = record else { return None };
    let person = doc.persons.get(id)?;
    let leave = person.leaves.iter().find(|leave| leave.to < leave.from)?;
    let (from, to) = (day_words(Some(leave.from)), day_words(Some(leave.to)));
    Some(format!("{}请假{from}至{to}：止日早于起日，这段不起作用", person.name).into())
}

fn season_turned_round(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Season(Only) = record else { return None };
    let season = doc.current_season();
    let (first, last) = season.first.zip(season.last).filter(|(first, last)| last < first)?;
    let (first, last) = (day_words(Some(first)), day_words(Some(last)));
    Some(format!("本季起始日{first}，截止日{last}：截止日早于起始日").into())
}
