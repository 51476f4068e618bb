//! Whether the plan's papers are as they should be: reviewed, approved, filed, drilled, valid.

use chrono::NaiveDate;

use super::{PlanCase, SOURCE, exam};
use crate::model::RecordId;
use crate::model::id::HandoutId;
use crate::model::mine::Only;
use crate::model::plan::{CardCode, Handout, PlanKind};
use crate::rules::holidays::workdays_after;
use crate::rules::incidents::{Drilled, is_drill_arranged, last_drill};
use crate::rules::outline::{self, Review};
use crate::rules::{Breach, Found, Rule, Weight, residents, revision, stages};

/// The law that asks for drills.
const DRILLS: &str = "生产安全事故应急条例第8条";

pub(super) const RULES: &[Rule] = &[
    exam(("K15", "处置卡都照现在的文字审核过"), "应急处置卡", Weight::Due, unreviewed),
    exam(("K16", "方案、预案批准过，有效期盖住值守期"), SOURCE, Weight::Due, unapproved),
    exam(("K17", "批准以后没有再改"), SOURCE, Weight::Due, changed),
    exam(("K18", "换版后旧的文本都收回了"), SOURCE, Weight::Due, unreturned),
    exam(("K19", "半年内演练过"), DRILLS, Weight::Due, undrilled),
    exam(("K20", "留矿人员登记齐，楼栋有楼长和集合点"), "留矿人员", Weight::Due, unlisted),
];

fn unreviewed(case: &PlanCase<'_>) -> Option<Found> {
    let doc = case.with_cards()?;
    let (mut missing, mut changed): (Vec<&CardCode>, Vec<&CardCode>) = (Vec::new(), Vec::new());
    for (code, card) in doc.cards.iter() {
        match Review::of(card) {
            Review::Missing => missing.push(code),
            Review::Changed(_) => changed.push(code),
            Review::Done(_) => {}
        }
    }
    let reviewers = outline::card_reviewers(&doc.profile());
    let told = [(missing, "还没有审核"), (changed, "审核后改过，要重新审核")];
    let one = |(codes, what): (Vec<&CardCode>, &str)| {
        let first = (*codes.first()?).clone();
        let names: Vec<String> = codes.iter().map(ToString::to_string).collect();
        let words = format!("{what}；请{}审核后登记", reviewers.join("、"));
        Some((RecordId::Card(first), Breach::of(format!("处置卡{}", names.join("、")), words)))
    };
    Some(told.into_iter().filter_map(one).collect())
}

/// A contingency plan is filed within so many working days. Source: `sources.md` 生产安全事故应急预案管理办法.
const FILED_WITHIN: usize = 20;

/// Before anybody took a card there is no plan to speak of.
fn unapproved(case: &PlanCase<'_>) -> Option<Found> {
    let doc = case.with_cards()?;
    let (plan, season) = (doc.current_plan(), doc.current_season());
    let mut told: Vec<String> = outline::unapproved(doc).into_iter().collect();
    let is_plan = plan.plan_kind() == PlanKind::Plan;
    if let Some((_, version)) = outline::newest_version(doc).filter(|_| is_plan) {
        if plan.minutes.trim().is_empty() {
            told.push("文种是应急预案，还没有登记评审纪要；请评审后登记".to_owned());
        }
        if plan.filing.trim().is_empty() {
            let short = |day: NaiveDate| day.format("%-m月%-d日").to_string();
            let on = version.on.map(short).unwrap_or_default();
            // Nobody knows of holidays that are not announced yet: they put it off.
            let last = version.on.and_then(|on| workdays_after(&season, on, FILED_WITHIN));
            let last = last.map(|last| format!("（按现有的放假安排到{}）", short(last)));
            let last = last.unwrap_or_default();
            told.push(format!(
                "文种是应急预案，{on}批准，还没有登记备案编号；公布之日起{FILED_WITHIN}个工作日内{last}报县级以上应急管理部门和煤矿安全监管部门备案，抄送驻地矿山安全监察机构"
            ));
        }
    }
    told.extend(outline::rank_doubt(doc).map(str::to_owned));
    let day = |day: NaiveDate| day.format("%-m月%-d日").to_string();
    // The mine's own contingency plan holds until it is revised.
    let days = season.first.zip(season.last).filter(|_| !outline::is_general(outline::layout(doc)));
    if let Some((first, last)) = days {
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
    // Until the season has its days nobody knows whether the plan holds for them.
    let is_looked_at = season.first.is_some() && season.last.is_some();
    let found = told.into_iter().map(|words| (RecordId::Plan(Only), words.into()));
    let found: Found = found.collect();
    (is_looked_at || !found.is_empty()).then_some(found)
}

/// So many changes are told by themselves; of more the first.
const TOLD: usize = 3;

fn changed(case: &PlanCase<'_>) -> Option<Found> {
    let doc = case.doc;
    let (id, version) = outline::newest_version(doc)?;
    let changes = revision::differences(doc, version, &revision::as_it_stands(doc));
    if changes.is_empty() {
        return Some(Vec::new());
    }
    let shown: Vec<&str> = changes.iter().take(TOLD).map(|one| one.words.as_str()).collect();
    let shown = shown.join("，");
    let more = if TOLD < changes.len() { "等" } else { "" };
    let words = format!(
        "批准以后又改了{}处：{shown}{more}；改定后重新会签、批准，换下旧的张贴件",
        changes.len()
    );
    Some(vec![(RecordId::Version(id), Breach::of(version.label.trim(), words))])
}

/// Copies of older versions that somebody may still act by.
fn unreturned(case: &PlanCase<'_>) -> Option<Found> {
    let doc = case.doc;
    if doc.handouts.is_empty() {
        return None;
    }
    let out = doc.handouts.iter().filter(|(_, one)| stages::is_old(doc, one));
    let one = |(id, one): (&HandoutId, &Handout)| {
        let version = one.version.and_then(|id| doc.versions.find(&id));
        let label = version.map_or("", |version| version.label.trim());
        let words = format!("还拿着{label}第{}号；请发新版、收回旧版", one.number);
        (RecordId::Handout(*id), Breach::of(one.holder.trim(), words))
    };
    Some(out.map(one).collect())
}

/// A drill that is arranged for a day to come is none yet, and nothing more is to be done about it.
fn undrilled(case: &PlanCase<'_>) -> Option<Found> {
    let (doc, today) = (case.with_cards()?, case.today);
    let last = last_drill(doc, today);
    if last.as_ref().is_some_and(|drilled| today <= drilled.due) {
        return Some(Vec::new());
    }
    if is_drill_arranged(doc, today) {
        return None;
    }
    let words =
        "请安排一次演练，在“处置一件事”里按演练记录，演练后把情况报送负有煤矿安全监管职责的部门";
    let (record, what) = match last {
        Some(Drilled { record, on, .. }) => {
            (record, format!("最近一次演练是{}，过了半年", on.format("%Y年%-m月%-d日")))
        }
        None => (RecordId::Plan(Only), "本册没有登记过演练".to_owned()),
    };
    Some(vec![(record, format!("{what}；{words}").into())])
}

/// Whom a roll call would miss, and houses in which nobody would call it.
fn unlisted(case: &PlanCase<'_>) -> Option<Found> {
    let doc = case.doc;
    if doc.residents.is_empty() {
        return None;
    }
    let people = doc.residents.iter().map(|(id, _)| RecordId::Resident(*id));
    let homeless =
        people.filter_map(|record| Some((record.clone(), residents::homeless(doc, &record)?)));
    Some(residents::unled(doc, case.today).into_iter().chain(homeless).collect())
}
