//! Whether the plan's papers are as they should be: reviewed, approved, filed, drilled, valid.

use chrono::{Months, NaiveDate};

use super::SOURCE;
use super::told::Found;
use crate::model::id::HandoutId;
use crate::model::mine::Only;
use crate::model::plan::{CardCode, Handout, PlanKind};
use crate::model::service::ActivityForm;
use crate::model::{Document, Kind, RecordId};
use crate::rules::incidents::last_drill;
use crate::rules::outline::{self, Review};
use crate::rules::{Breach, Check, Rule, Weight, residents, revision, stages};

/// A rule about papers.
const fn paper(
    (code, title): (&'static str, &'static str),
    source: &'static str,
    reads: &'static [Kind],
    check: fn(&Document, NaiveDate) -> Found,
) -> Rule {
    Rule { code, title, source, weight: Weight::Due, reads, check: Check::Whole(check) }
}

pub(super) const RULES: &[Rule] = &[
    paper(("K15", "处置卡都照现在的文字审核过"), "应急处置卡", &[Kind::Card], unreviewed),
    paper(
        ("K16", "方案批准过，有效期盖住值守期"),
        SOURCE,
        &[Kind::Season, Kind::Plan, Kind::Version],
        unapproved,
    ),
    paper(
        ("K17", "批准以后没有再改"),
        SOURCE,
        &[Kind::Plan, Kind::Card, Kind::Version, Kind::Post, Kind::Mine],
        changed,
    ),
    paper(("K18", "换版后旧的文本都收回了"), SOURCE, &[Kind::Version, Kind::Handout], unreturned),
    paper(
        ("K19", "半年内演练过"),
        "生产安全事故应急条例第8条",
        &[Kind::Season, Kind::Activity, Kind::Incident],
        undrilled,
    ),
    paper(
        ("K20", "留矿人员登记齐，楼栋有楼长和集合点"),
        "留矿人员",
        &[Kind::Resident, Kind::Site],
        unlisted,
    ),
];

fn unreviewed(doc: &Document, _today: NaiveDate) -> Found {
    let (mut missing, mut changed): (Vec<&CardCode>, Vec<&CardCode>) = (Vec::new(), Vec::new());
    for (code, card) in doc.cards.iter() {
        match Review::of(card) {
            Review::Missing => missing.push(code),
            Review::Changed(_) => changed.push(code),
            Review::Done(_) => {}
        }
    }
    let told = [(missing, "还没有审核"), (changed, "审核后改过，要重新审核")];
    let one = |(codes, what): (Vec<&CardCode>, &str)| {
        let first = (*codes.first()?).clone();
        let names: Vec<String> = codes.iter().map(ToString::to_string).collect();
        let words = format!("{what}；请安监、卫生所、救护队审核后登记");
        Some((RecordId::Card(first), Breach::of(format!("处置卡{}", names.join("、")), words)))
    };
    told.into_iter().filter_map(one).collect()
}

fn unapproved(doc: &Document, _today: NaiveDate) -> Found {
    // Before anybody took a card there is no plan to speak of.
    if doc.cards.is_empty() {
        return Vec::new();
    }
    let (plan, season) = (doc.current_plan(), doc.current_season());
    let mut told: Vec<String> = Vec::new();
    match outline::newest_version(doc) {
        None => told.push("方案还没有登记批准；签批后在“会签与批准”里登记".to_owned()),
        Some((_, version)) => {
            let on = version.on.map(|day| day.format("%-m月%-d日").to_string());
            let on = on.unwrap_or_default();
            let is_plan = plan.plan_kind() == PlanKind::Plan;
            if is_plan && plan.minutes.trim().is_empty() {
                told.push("文种是应急预案，还没有登记评审纪要；请评审后登记".to_owned());
            }
            if is_plan && plan.filing.trim().is_empty() {
                told.push(format!(
                    "文种是应急预案，{on}批准，还没有登记备案编号；公布后20个工作日内备案"
                ));
            }
        }
    }
    let day = |day: NaiveDate| day.format("%-m月%-d日").to_string();
    if let (Some(first), Some(last)) = (season.first, season.last) {
        let from = plan.valid_from.filter(|from| first < *from);
        let to = plan.valid_to.filter(|to| *to < last);
        if plan.valid_from.is_none() || plan.valid_to.is_none() {
            told.push("方案没有写全有效期；请写生效和失效日期".to_owned());
        } else if from.is_some() || to.is_some() {
            let (from, to) = (plan.valid_from.map(day), plan.valid_to.map(day));
            told.push(format!(
                "有效期{}至{}，没有盖住值守期{}至{}；请改有效期",
                from.unwrap_or_default(),
                to.unwrap_or_default(),
                day(first),
                day(last)
            ));
        }
    }
    told.into_iter().map(|words| (RecordId::Plan(Only), words.into())).collect()
}

/// So many changes are told by themselves; of more the first.
const TOLD: usize = 3;

fn changed(doc: &Document, _today: NaiveDate) -> Found {
    let Some((id, version)) = outline::newest_version(doc) else { return Vec::new() };
    let changes = revision::differences(doc, version, &revision::as_it_stands(doc));
    if changes.is_empty() {
        return Vec::new();
    }
    let shown: Vec<&str> = changes.iter().take(TOLD).map(|one| one.words.as_str()).collect();
    let shown = shown.join("，");
    let more = if TOLD < changes.len() { "等" } else { "" };
    let words = format!(
        "批准以后又改了{}处：{shown}{more}；改定后重新会签、批准，换下旧的张贴件",
        changes.len()
    );
    vec![(RecordId::Version(id), Breach::of(version.label.trim(), words))]
}

/// Copies of older versions that somebody may still act by.
fn unreturned(doc: &Document, _today: NaiveDate) -> Found {
    let out = doc.handouts.iter().filter(|(_, one)| stages::is_old(doc, one));
    let one = |(id, one): (&HandoutId, &Handout)| {
        let version = one.version.and_then(|id| doc.versions.find(&id));
        let label = version.map_or("", |version| version.label.trim());
        let words = format!("还拿着{label}第{}号；请发新版、收回旧版", one.number);
        (RecordId::Handout(*id), Breach::of(one.holder.trim(), words))
    };
    out.map(one).collect()
}

/// A drill counts for so many months.
const MONTHS: u32 = 6;

/// A drill that is planned within the season counts as well.
fn undrilled(doc: &Document, today: NaiveDate) -> Found {
    if doc.cards.is_empty() {
        return Vec::new();
    }
    let since = today.checked_sub_months(Months::new(MONTHS)).unwrap_or(today);
    let drills = doc.activities.iter().filter(|(_, one)| one.form == Some(ActivityForm::Drill));
    let drills = drills.filter_map(|(id, one)| Some((one.day?, RecordId::Activity(*id))));
    let rehearsed = last_drill(doc).map(|(day, id)| (day, RecordId::Incident(id)));
    let newest = drills.chain(rehearsed).max();
    let words = "请安排一次演练，在“处置一件事”里按演练记录";
    match newest {
        Some((day, _)) if since <= day => Vec::new(),
        Some((day, id)) => {
            let day = day.format("%Y年%-m月%-d日");
            let words = format!("最近一次演练是{day}，过了半年；{words}");
            vec![(id, words.into())]
        }
        None => vec![(RecordId::Plan(Only), format!("本册没有登记过演练；{words}").into())],
    }
}

/// Whom a roll call would miss, and houses in which nobody would call it.
fn unlisted(doc: &Document, today: NaiveDate) -> Found {
    let people = doc.residents.iter().map(|(id, _)| RecordId::Resident(*id));
    let homeless =
        people.filter_map(|record| Some((record.clone(), residents::homeless(doc, &record)?)));
    residents::unled(doc, today).into_iter().chain(homeless).collect()
}
