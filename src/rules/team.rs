//! Rules about the team, the plan, the watch and what is told to others.

use chrono::{Days, NaiveDate};

use super::telephones::number_of;
use super::{Breach, Check, Rule, Weight, calendar, outline, unwritten, withdrawn};
use crate::model::mine::{Only, Phase};
use crate::model::people::Training;
use crate::model::plan::CardStep;
use crate::model::watch::{Outcome, ZeroReport};
use crate::model::{Document, Kind, RecordId};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "T1",
        title: "证件在有效期内",
        source: "消防法第21条；生产安全事故应急条例第11条",
        weight: Weight::Due,
        reads: &[Kind::Person],
        check: Check::Whole(expiring),
    },
    Rule {
        code: "T2",
        title: "队员节前培训合格",
        source: "生产安全事故应急条例第11条",
        weight: Weight::Due,
        reads: &[Kind::Person],
        check: Check::Whole(training),
    },
    Rule {
        code: "T3",
        title: "队员都签了承诺书",
        source: "突击队成立材料：承诺书",
        weight: Weight::Hint,
        reads: &[Kind::Person],
        check: Check::Whole(pledges),
    },
    Rule {
        code: "T4",
        title: "岗位设A角、B角，且不是同一人",
        source: "AB角制度",
        weight: Weight::Due,
        reads: &[Kind::Person],
        check: Check::Record(holders),
    },
    Rule {
        code: "P1",
        title: "处置卡各部分填齐",
        source: "应急处置卡：处置程序、联络人和联系方式",
        weight: Weight::Due,
        reads: &[],
        check: Check::Record(card_complete),
    },
    Rule {
        code: "P2",
        title: "本矿电话填齐",
        source: "应急处置卡：联系方式",
        weight: Weight::Due,
        reads: &[Kind::Phone, Kind::Mine],
        check: Check::Whole(phones),
    },
    Rule {
        code: "P3",
        title: "节前拨测电话",
        source: "电话表：节前拨测",
        weight: Weight::Hint,
        reads: &[Kind::Phone, Kind::Plan, Kind::Mine],
        check: Check::Whole(dialled),
    },
    Rule {
        code: "P4",
        title: "值守期前方案已批准",
        source: "生产安全事故应急条例第5条",
        weight: Weight::Due,
        reads: &[Kind::Season, Kind::Version, Kind::Card],
        check: Check::Whole(approved),
    },
    Rule {
        code: "P5",
        title: "处置卡没有已经改正的旧说法",
        source: "应急处置卡：发布前审核",
        weight: Weight::Due,
        reads: &[Kind::Mine],
        check: Check::Record(card_withdrawn),
    },
    Rule {
        code: "W1",
        title: "值守期每天有零报告",
        source: "值班安排表：脚注",
        weight: Weight::Due,
        reads: &[Kind::Season, Kind::ZeroReport],
        check: Check::Whole(zero_reports),
    },
    Rule {
        code: "W2",
        title: "查岗不在岗、未接通的写明处理意见",
        source: "查岗记录：写明处理意见",
        weight: Weight::Due,
        reads: &[Kind::Post],
        check: Check::Record(spot_check),
    },
    Rule {
        code: "W3",
        title: "交班人和接班人不是同一人",
        source: "交接班记录：双方签字",
        weight: Weight::Law,
        reads: &[Kind::Person],
        check: Check::Record(handed_to_oneself),
    },
    Rule {
        code: "W5",
        title: "零报告写明应到、实到人数",
        source: "值班安排表：脚注",
        weight: Weight::Due,
        reads: &[],
        check: Check::Record(uncounted_report),
    },
    Rule {
        code: "W4",
        title: "一班一份值班日志",
        source: "值班日志：每班一页",
        weight: Weight::Due,
        reads: &[Kind::Log],
        check: Check::Record(second_log),
    },
];

/// How long before a certificate ends it is spoken of.
const NOTICE: Days = Days::new(30);

fn expiring(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let soon = today.checked_add_days(NOTICE).unwrap_or(today);
    let mut found = Vec::new();
    for (id, person) in doc.persons.iter().filter(|(_, person)| person.membership.is_some()) {
        for certificate in &person.certificates {
            let Some(until) = certificate.until.filter(|until| *until <= soon) else { continue };
            let (name, skill) = (&person.name, certificate.skill.word());
            let day = until.format("%Y年%-m月%-d日");
            let words = if until < today {
                format!("{name}的{skill}证已于{day}到期")
            } else {
                format!("{name}的{skill}证{day}到期")
            };
            found.push((RecordId::Person(*id), words.into()));
        }
    }
    found
}

/// The first members a finding names before it only counts.
fn shown(names: &[&str]) -> String {
    let list = names.iter().take(4).copied().collect::<Vec<_>>().join("、");
    if 4 < names.len() { format!("{list}等{}人", names.len()) } else { list }
}

fn training(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let mut late = Vec::new();
    let mut none = Vec::new();
    let mut first = [None, None];
    for (id, person) in doc.persons.iter().filter(|(_, person)| person.membership.is_some()) {
        let (list, place) = match person.training {
            Some(Training::Passed(_)) => continue,
            Some(Training::Planned(day)) if today <= day => continue,
            Some(Training::Planned(_)) => (&mut late, 0),
            None => (&mut none, 1),
        };
        list.push(person.name.as_str());
        if let Some(first) = first.get_mut(place) {
            first.get_or_insert(*id);
        }
    }
    let [late_first, none_first] = first;
    let about = |id, who: &[&str], words| (RecordId::Person(id), Breach::of(shown(who), words));
    let late = late_first.map(|id| about(id, &late, "培训日期已过，还没有登记合格"));
    let none = none_first.map(|id| about(id, &none, "还没有安排培训"));
    late.into_iter().chain(none).collect()
}

fn pledges(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let missing: Vec<_> = doc
        .persons
        .iter()
        .filter(|(_, person)| person.membership.is_some() && person.pledged.is_none())
        .collect();
    let Some((first, _)) = missing.first() else { return Vec::new() };
    let names: Vec<&str> = missing.iter().map(|(_, person)| person.name.as_str()).collect();
    vec![(RecordId::Person(**first), Breach::of(shown(&names), "还没有签承诺书"))]
}

fn holders(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Post(id) = record else { return None };
    let post = doc.posts.get(id)?;
    // Somebody else rosters these; their A角 and B角 are not ours to name.
    if post.official {
        return None;
    }
    let about = |words: &str| Some(Breach::of(&post.name, words));
    match (post.primary, post.backup) {
        (None, None) => about("还没有定A角、B角"),
        (None, Some(_)) => about("还没有定A角"),
        (Some(_), None) => about("还没有定B角"),
        (Some(one), Some(other)) if one == other => {
            about(&format!("A角、B角是同一人（{}）", doc.person_name(one)))
        }
        (Some(_), Some(_)) => None,
    }
}

fn card_complete(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Card(code) = record else { return None };
    let card = doc.cards.get(code)?;
    let words = unwritten([
        (card.risk.is_empty(), "风险提示"),
        (card.signs.is_empty(), "征兆"),
        (card.steps.values().all(CardStep::is_blank), "处置步骤"),
        (card.forbidden.is_empty(), "严禁事项"),
        (card.retreat.is_empty(), "撤离条件"),
        (card.calls.is_empty(), "报警与联系"),
        (card.muster.is_empty(), "集合点"),
    ])?;
    Some(Breach::of(format!("{code} {}", card.title), words))
}

fn card_withdrawn(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Card(code) = record else { return None };
    let card = doc.cards.get(code)?;
    let lines = withdrawn::lines_of(&doc.profile(), code, card);
    let first = lines.first()?;
    let words = format!("有{}处是已经改正的旧说法，照做可能伤人：“{first}”", lines.len());
    Some(Breach::of(format!("{code} {}", card.title), words))
}

fn phones(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let mine = doc.profile();
    let empty: Vec<_> =
        doc.phones.iter().filter(|(_, phone)| number_of(&mine, phone).is_empty()).collect();
    let Some((first, _)) = empty.first() else { return Vec::new() };
    let names: Vec<&str> = empty.iter().map(|(_, phone)| phone.name.as_str()).collect();
    let list = names.iter().take(4).copied().collect::<Vec<_>>().join("、");
    let words = format!("电话表还有{}个号码没填：{list}", names.len());
    vec![(RecordId::Phone(**first), words.into())]
}

fn dialled(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let limit = doc.current_plan().dial_limit();
    let since = today.checked_sub_days(Days::new(u64::from(limit))).unwrap_or(today);
    let mine = doc.profile();
    let stale: Vec<_> = doc
        .phones
        .iter()
        .filter(|(_, phone)| !phone.national && !number_of(&mine, phone).is_empty())
        .filter(|(_, phone)| phone.dialled.is_none_or(|day| day < since))
        .collect();
    let Some((first, _)) = stale.first() else { return Vec::new() };
    let words = format!("电话表有{}个号码{limit}天内没有拨测", stale.len());
    vec![(RecordId::Phone(**first), words.into())]
}

fn approved(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let phase = calendar::phase(today, &doc.current_season(), doc.little_year());
    let is_due = matches!(phase, Some(Phase::Before | Phase::Guard));
    let words = outline::unapproved(doc).filter(|_| is_due);
    words.map(|words| (RecordId::Plan(Only), words.into())).into_iter().collect()
}

/// Days of the guard phase up to yesterday without a zero report. The team reports once it
/// reports at all; before its first report nobody expects one.
fn zero_reports(doc: &Document, today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let season = doc.current_season();
    let Some(new_year) = calendar::new_year(season.year) else { return Vec::new() };
    if doc.zero_reports.is_empty() {
        return Vec::new();
    }
    let about = doc.zero_reports.iter().next().map(|(id, _)| RecordId::ZeroReport(*id));
    let Some(about) = about else { return Vec::new() };
    new_year
        .pred_opt()
        .into_iter()
        .flat_map(|eve| eve.iter_days().take(8))
        .filter(|day| *day < today)
        .filter(|day| {
            let of_day = |report: &ZeroReport| report.day == Some(*day) && report.is_counted();
            !doc.zero_reports.iter().any(|(_, report)| of_day(report))
        })
        .map(|day| (about.clone(), format!("{}没有零报告记录", calendar::day_words(day)).into()))
        .collect()
}

fn uncounted_report(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::ZeroReport(id) = record else { return None };
    let report = doc.zero_reports.get(id).filter(|report| !report.is_counted())?;
    let missing: Vec<&str> = [(report.expected, "应到"), (report.present, "实到")]
        .into_iter()
        .filter_map(|(count, what)| (count == 0).then_some(what))
        .collect();
    let day = report.day.map(|day| day.format("%-m月%-d日").to_string()).unwrap_or_default();
    let (receiver, missing) = (report.receiver.trim(), missing.join("、"));
    Some(format!("{day}报{receiver}的零报告还没填{missing}人数").into())
}

fn spot_check(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::SpotCheck(id) = record else { return None };
    let check = doc.spot_checks.get(id)?;
    let odd = matches!(check.outcome, Some(Outcome::Unreached | Outcome::Away));
    if !odd || !check.measure.trim().is_empty() {
        return None;
    }
    let day = check.day.map(|day| day.format("%-m月%-d日").to_string()).unwrap_or_default();
    let outcome = check.outcome.map_or("", Outcome::word);
    Some(format!("{day}查岗{}{outcome}，请写处理意见", doc.post_name(check.post)).into())
}

fn handed_to_oneself(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Handover(id) = record else { return None };
    let handover = doc.handovers.get(id)?;
    let giver = handover.giver.filter(|giver| Some(*giver) == handover.taker)?;
    Some(format!("交班人和接班人都是{}，请填两个人", doc.person_name(giver)).into())
}

/// Said once of a pair: of its later log.
fn second_log(doc: &Document, record: &RecordId) -> Option<Breach> {
    let RecordId::Log(id) = record else { return None };
    let log = doc.logs.get(id)?;
    let (day, shift) = (log.day?, log.shift?);
    let earlier = doc
        .logs
        .iter()
        .any(|(other, log)| other < id && log.day == Some(day) && log.shift == Some(shift));
    let words = || format!("{} {}有两份值班日志", day.format("%-m月%-d日"), shift.word()).into();
    earlier.then(words)
}
