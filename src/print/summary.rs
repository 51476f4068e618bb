//! 《春节期间党员突击队工作总结》: the season's figures and what the records tell of it; what is
//! to come the office writes itself. Source: `sources.md` 汇报材料.

use chrono::{Months, NaiveDate};

use super::Stamp;
use super::brief::{has_records, short_name};
use super::data::Data;
use super::head::{short_day, span_words};
use super::kind::FileKind;
use super::letter::{Element, Letter, Signature};
use super::paper::{Blank, Named, Offer, Paper, Request, Shelf, Span};
use super::plan::prose;
use super::table::{Column, Row, Table};
use crate::model::Document;
use crate::model::incident::DrillKind;
use crate::model::mine::{Mine, Season};
use crate::model::people::{Group, Standing, Training};
use crate::model::service::{Activity, ActivityForm};
use crate::rules::calendar::lunar_words;
use crate::rules::gatherings::{held, held_words};
use crate::rules::incidents::{self, Stage, stage};
use crate::rules::outline;
use crate::rules::outreach::hours_words;
use crate::rules::tally::{Tally, people_at_work, sites_looked_at};

mod cases;
mod problems;

pub(super) static PAPER: Paper = Paper {
    word: "summary",
    key: "summary",
    title: "工作总结",
    shelf: Shelf::Reports,
    folder: "10总结",
    office: &[FileKind::Word, FileKind::Text],
    days: Span::Standing,
    none: "还没有可以总结的记录",
    offers: |doc, _| {
        let offer = Offer::new("春节期间工作总结", "", Request::summary());
        vec![offer.in_set_if(has_records(doc))]
    },
    name: |_, _| Named::of("突击队"),
    make: |source, _| Ok(Data::Letters(vec![letter(source.doc, &source.mine, source.stamp)])),
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// The summary of the season.
    pub fn summary() -> Self {
        PAPER.whole()
    }
}

const ORDINALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

pub(super) fn letter(doc: &Document, mine: &Mine, stamp: &Stamp) -> Letter {
    let today = stamp.now.date();
    let tally = Tally::of_season(doc, today);
    let year = match doc.current_season().year {
        0 => String::new(),
        year => format!("{year}年"),
    };
    let mut elements = vec![Element::section("一、基本情况", "")];
    elements.extend(basics(doc, mine).into_iter().map(Element::Paragraph));
    elements.push(Element::section("二、主要做法", ""));
    elements.extend(measures(doc, &tally));
    elements.push(Element::section("三、主要成效", ""));
    elements.extend(results(doc, &tally));
    elements.push(Element::section("四、典型事例", ""));
    let season = doc.current_season();
    elements.extend(cases::told(doc, today, &season.cases));
    elements.push(Element::section("五、存在问题", ""));
    elements.extend(problems::told(doc, &tally));
    elements.push(Element::section("六、下步打算", ""));
    elements.extend(written(&season.next_steps));
    elements.push(Element::Enclosures(enclosures(doc)));
    elements.push(Element::Signature(Signature {
        units: vec![format!("{}春节党员突击队", short_name(mine))],
        date: String::new(),
        sealed: false,
    }));
    Letter {
        title: format!("{}{year}春节期间\n党员突击队工作总结", short_name(mine)),
        elements,
        ..Letter::default()
    }
}

/// What the office wrote, a line a paragraph, numbered where nobody did; a hint before it wrote any.
fn written(words: &str) -> Vec<Element> {
    let lines: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        return vec![Element::Paragraph("（本节待填）".to_owned())];
    }
    let elements: Vec<Element> = lines.iter().flat_map(|line| prose::elements(line)).collect();
    let is_plain = |element: &Element| matches!(element, Element::Paragraph(_));
    if elements.len() < 2 || !elements.iter().all(is_plain) {
        return elements;
    }
    points(lines.into_iter().map(str::to_owned))
}

/// Sentences one below the other, each with its number: （一）.
fn points(sentences: impl Iterator<Item = String>) -> Vec<Element> {
    let numbers = ORDINALS.iter().map(|ordinal| format!("（{ordinal}）"));
    let further = (1..).map(|more: usize| format!("（十{}）", in_chinese(more)));
    let numbered = numbers.chain(further).zip(sentences);
    numbered.map(|(number, words)| Element::heading(2, number, outline::sentence(&words))).collect()
}

/// One to nine, and beyond that in digits: nobody has twenty points.
fn in_chinese(number: usize) -> String {
    match number.checked_sub(1).and_then(|at| ORDINALS.get(at)) {
        Some(word) if number < 10 => (*word).to_owned(),
        _ => number.to_string(),
    }
}

/// The mine, the team, the days: only what the books know.
fn basics(doc: &Document, mine: &Mine) -> Vec<String> {
    let counted =
        |count: usize, words: &str| (0 < count).then(|| words.replace('#', &count.to_string()));
    let join = |parts: Vec<Option<String>>| {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("{}。", parts.join("，")))
    };
    let of_mine = join(vec![
        counted(mine.employees.into(), "本矿职工#人"),
        counted(mine.staying.into(), "春节期间留矿#人"),
        counted(mine.party_members.into(), "党员#人"),
        counted(mine.branches.into(), "党支部#个"),
    ]);
    let members = || doc.persons.iter().filter_map(|(_, person)| person.membership.as_ref());
    let standings = Standing::ALL.iter().filter_map(|standing| {
        let count = members().filter(|member| member.standing == *standing).count();
        counted(count, &format!("{}#人", standing.word()))
    });
    let standings = standings.collect::<Vec<_>>().join("、");
    let groups = Group::ALL.iter().filter(|group| members().any(|one| one.group == **group));
    let mut squads: Vec<&str> =
        members().map(|one| one.squad.trim()).filter(|squad| !squad.is_empty()).collect();
    squads.sort_unstable();
    squads.dedup();
    let of_team = join(vec![
        counted(members().count(), &format!("党员突击队有队员#人（{standings}）")),
        counted(squads.len(), "编为#个支部分队"),
        counted(groups.count(), "设#个小组"),
        counted(doc.zones.len(), "划分责任区#个"),
        counted(doc.sites.len(), "包保地面场所#处"),
        counted(doc.posts.len(), "设岗位#个"),
    ]);
    let season = doc.current_season();
    let of_days = season.first.zip(season.last).map(|(first, last)| {
        let days = (last - first).num_days() + 1;
        format!(
            "工作时间为{}（{}至{}），共{days}天。",
            span_words(first, last),
            lunar_words(first),
            lunar_words(last)
        )
    });
    let told: Vec<String> = [of_mine, of_team, of_days].into_iter().flatten().collect();
    if told.is_empty() { vec!["本册还没有登记队伍和场所。".to_owned()] } else { told }
}

/// What was done, a kind of work a paragraph; kinds without a record are left out.
fn measures(doc: &Document, tally: &Tally) -> Vec<Element> {
    let told = [
        ("组织队伍", organisation(doc, tally.to)),
        ("完善方案", plan(doc)),
        ("巡查整改", patrols(doc, tally)),
        ("值班值守", watch(doc, tally)),
        ("宣传帮扶", outreach(doc, tally)),
    ];
    let told: Vec<(&str, String)> =
        told.into_iter().filter_map(|(title, words)| Some((title, words?))).collect();
    if told.is_empty() {
        return vec![Element::Paragraph("本册还没有记录。".to_owned())];
    }
    ORDINALS
        .iter()
        .zip(told)
        .flat_map(|(ordinal, (title, words))| {
            [Element::heading(2, format!("（{ordinal}）{title}"), ""), Element::Paragraph(words)]
        })
        .collect()
}

fn sentence(parts: Vec<(usize, String)>) -> Option<String> {
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| 0 < *count).map(|(_, words)| words).collect();
    (!parts.is_empty()).then(|| format!("{}。", parts.join("，")))
}

fn organisation(doc: &Document, until: NaiveDate) -> Option<String> {
    let members = || doc.persons.iter().map(|(_, one)| one).filter(|one| one.membership.is_some());
    let trained = members().filter(|one| matches!(one.training, Some(Training::Passed(_)))).count();
    let pledged = members().filter(|one| one.pledged.is_some()).count();
    let paired = doc
        .posts
        .iter()
        .filter(|(_, post)| post.primary.is_some() && post.backup.is_some())
        .count();
    let held = held(doc, until);
    sentence(vec![
        (held.len(), format!("组织{}", held_words(&held))),
        (trained, format!("队员{trained}人培训合格")),
        (pledged, format!("{pledged}人签订承诺书")),
        (paired, format!("{paired}个岗位落实A角、B角")),
    ])
}

fn plan(doc: &Document) -> Option<String> {
    let plan = doc.current_plan();
    let (cards, phones) = (doc.cards.len(), doc.phones.iter());
    let dialled = phones.filter(|(_, phone)| phone.dialled.is_some()).count();
    let prepared = sentence(vec![
        (cards, format!("{}选用处置卡{cards}张", plan.plan_kind().word())),
        (dialled, format!("拨测联系电话{dialled}个")),
    ]);
    let year = doc.current_season().year;
    let approved = doc.versions.iter().filter_map(|(_, version)| {
        Some(format!("方案{}于{}批准。", version.label, short_day(version.on?, year)))
    });
    let words: String = prepared.into_iter().chain(approved).collect();
    (!words.is_empty()).then_some(words)
}

fn patrols(doc: &Document, tally: &Tally) -> Option<String> {
    let (routes, slips) = (doc.routes.len(), doc.transfers.len());
    let words = [
        tally.patrol_words().map(|words| match routes {
            0 => words,
            routes => format!("设巡查路线{routes}条，{words}"),
        }),
        coverage(doc, tally),
        tally.hazard_words(),
        sentence(vec![(slips, format!("开具隐患移交单{slips}份"))]),
    ];
    let words: String = words.into_iter().flatten().collect();
    (!words.is_empty()).then_some(words)
}

fn watch(doc: &Document, tally: &Tally) -> Option<String> {
    let (logs, handovers) = (doc.logs.len(), doc.handovers.len());
    let papers = sentence(vec![
        (logs, format!("记值班日志{logs}份")),
        (handovers, format!("办理交接班{handovers}次")),
    ]);
    let words: String = [tally.watch_words(), papers].into_iter().flatten().collect();
    (!words.is_empty()).then_some(words)
}

/// Why fewer sites were looked at than are kept: which of them lie on a route.
fn coverage(doc: &Document, tally: &Tally) -> Option<String> {
    let kept = doc.sites.len();
    if kept == 0 || tally.sites == 0 {
        return None;
    }
    let missed = unseen(doc, tally).len();
    if missed == 0 {
        return Some(format!("包保的{kept}处场所都有巡查单或检查单。"));
    }
    let on_route = |id| doc.routes.iter().any(|(_, route)| route.stops.contains(&id));
    let on_routes = doc.sites.iter().filter(|(id, _)| on_route(**id)).count();
    Some(format!(
        "包保的{kept}处场所中，巡查路线经过{on_routes}处；有巡查单或检查单的{}处，\
         其余{missed}处本季没有单子（见五）。",
        kept - missed
    ))
}

/// The names of the sites that no sheet tells of.
fn unseen<'a>(doc: &'a Document, tally: &Tally) -> Vec<&'a str> {
    let seen = sites_looked_at(doc, tally.from, tally.to);
    let unseen = doc.sites.iter().filter(|(id, _)| !seen.contains(id));
    unseen.map(|(_, site)| site.name.trim()).collect()
}

/// A drill of so many months before the season was held to get ready for it.
const READY: Months = Months::new(3);

/// The drills that were recorded minute by minute and are over, those held to get ready among them: the plan
/// belongs to this season, and what it was tried by does. One that is told as publicity of that day too
/// counts once.
fn recorded_drills(doc: &Document, tally: &Tally, told: &[&Activity]) -> Vec<String> {
    let year = doc.current_season().year;
    let from = tally.from.checked_sub_months(READY).unwrap_or(tally.from);
    let mut told: Vec<NaiveDate> = told.iter().filter_map(|one| one.day).collect();
    let held = incidents::newest_first(doc).into_iter().rev();
    let held =
        held.filter(|(id, one)| one.is_drill() && !one.struck && stage(doc, *id) == Stage::Over);
    let held = held.filter(|(_, one)| {
        let Some(on) = one.day().filter(|on| from <= *on && *on <= tally.to) else { return false };
        let known = told.iter().position(|day| *day == on);
        known.map(|known| told.swap_remove(known)).is_none()
    });
    let told = held.map(|(_, one)| {
        let day = one.day().map(|day| short_day(day, year)).unwrap_or_default();
        let kind = one.drill.map_or("", DrillKind::word);
        format!("{day}{}（{kind}）", incidents::what(doc, one))
    });
    told.collect()
}

/// Publicity and help, and what came of each drill.
fn outreach(doc: &Document, tally: &Tally) -> Option<String> {
    let within = |one: &Activity| one.day.is_some_and(|on| tally.from <= on && on <= tally.to);
    let is_drill = |one: &Activity| one.form == Some(ActivityForm::Drill) && within(one);
    let mut drills: Vec<&Activity> =
        doc.activities.iter().map(|(_, one)| one).filter(|one| is_drill(one)).collect();
    drills.sort_by_key(|one| (one.day, one.from));
    let year = doc.current_season().year;
    let told: Vec<String> = drills
        .iter()
        .map(|one| {
            let day = one.day.map(|day| short_day(day, year)).unwrap_or_default();
            let effect = match one.effect.trim().trim_end_matches('。') {
                "" => String::new(),
                words => format!("，{words}"),
            };
            format!("{day}{}，参加{}人{effect}", one.title.trim(), one.attendance())
        })
        .collect();
    let told = [recorded_drills(doc, tally, &drills), told].concat();
    let drills = match told.len() {
        0 => String::new(),
        count => format!("组织演练{count}次：{}。", told.join("；")),
    };
    let words = format!("{}{drills}", tally.outreach_words().unwrap_or_default());
    (!words.is_empty()).then_some(words)
}

/// The figures in a table, if there are any.
fn results(doc: &Document, tally: &Tally) -> Vec<Element> {
    let mut rows: Vec<Row> = Vec::new();
    let mut told = |name: &str, value: String, how: &str| {
        rows.push(Row::Cells(vec![name.to_owned(), value, how.to_owned()]));
    };
    count_patrols(doc, tally, &mut told);
    count_watch(tally, &mut told);
    count_outreach(tally, &mut told);
    if rows.is_empty() {
        return vec![Element::Paragraph("本册还没有可以统计的记录。".to_owned())];
    }
    let columns =
        vec![Column::narrow("项目", 36.0), Column::narrow("数量", 44.0), Column::wide("口径", 1)];
    let intro = since_when(&doc.current_season(), tally);
    let table = Table { columns, rows, dense: true, ..Table::default() };
    vec![Element::Paragraph(intro), Element::Table(table)]
}

/// Of which days the figures are. What became of hazards goes on after the last day of work.
fn since_when(season: &Season, tally: &Tally) -> String {
    let day = |day: NaiveDate| short_day(day, season.year);
    let last = season.last.map_or(tally.to, |last| last.min(tally.to));
    let further = if last < tally.to {
        format!("，隐患整改、销号情况截至{}", day(tally.to))
    } else {
        String::new()
    };
    format!("以下数据取自本册记录，起止时间为{}至{}{further}。", day(tally.from), day(last))
}

/// Where a figure goes, with its name and the way it was counted.
type Told<'a> = &'a mut dyn FnMut(&str, String, &str);

fn count_patrols(doc: &Document, tally: &Tally, told: Told<'_>) {
    let people = people_at_work(doc, tally.from, tally.to);
    if 0 < people {
        let how = "有巡查检查、排班、值班、查岗、报告、宣传或帮扶记录的队员，一人计一次";
        told("参加队员", format!("{people}人"), how);
    }
    if 0 < tally.patrols + tally.checks {
        told("巡查", format!("{}次", tally.patrols), "收回录入的巡查单，一张计一次");
        if 0 < tally.checks {
            told("检查", format!("{}次", tally.checks), "收回录入的检查单，一张计一次");
        }
        told("出动", format!("{}人次", tally.walkers), "各单巡查、检查人数相加");
        told("检查点位", format!("{}处次", tally.points), "各巡查单所列场所数相加，检查单另计");
        let how = match unseen(doc, tally).len() {
            0 => "各单所列不同的场所".to_owned(),
            missed => format!("各单所列不同的场所，另{missed}处没有单子"),
        };
        told("涉及场所", format!("{}处", tally.sites), &how);
    }
    let figures = tally.hazards;
    if 0 < figures.all {
        told("排查隐患", format!("{}条", figures.all), "台账累计登记，不含作废");
        told("当场整改", format!("{}条", figures.on_spot), "有当场整改记录的");
        if 0 < tally.notices {
            told("整改通知书", format!("{}份", tally.notices), "主管部门不同的通知书号");
        }
        told("已销号", format!("{}条", figures.closed), "有销号签字的");
        told("未销号", format!("{}条", figures.open), "累计登记减已销号");
        told("超期", format!("{}条", figures.late), "截至当日未整改且过期限");
        if figures.late < figures.was_late {
            let count = figures.was_late - figures.late;
            told("曾超期", format!("{count}条"), "整改或延期时已过期限");
        }
        told("整改率", figures.rate().unwrap_or_default(), "已销号÷累计登记");
    }
}

fn count_watch(tally: &Tally, told: Told<'_>) {
    if 0 < tally.duties {
        told("值守", format!("{}人班", tally.duties), "排班表各班人数相加");
    }
    if 0 < tally.zero_reports {
        told("零报告", format!("{}次", tally.zero_reports), "向一个单位报一次计一次");
    }
    if 0 < tally.incidents.all() {
        let count = format!("{}起", tally.incidents.all());
        told("突发事件", count, "处置记录一件计一起，不含演练");
    }
    if 0 < tally.spot_checks {
        told("查岗", format!("{}次", tally.spot_checks), "抽查一个岗位一次计一次");
        told("三分钟内未接通", format!("{}次", tally.unreached), "查岗“情况”栏");
        if tally.unsaid == 0 || 0 < tally.away {
            told("不在岗", format!("{}次", tally.away), "查岗“情况”栏");
        }
        if 0 < tally.unsaid {
            told("未写情况", format!("{}次", tally.unsaid), "查岗“情况”栏空白的");
        }
    }
}

fn count_outreach(tally: &Tally, told: Told<'_>) {
    let activities = tally.activities;
    if 0 < activities.events {
        told("宣传活动", format!("{}场", activities.events), "登记一场计一场");
        told("参加宣传", format!("{}人次", activities.attendances), "各场人数相加");
    }
    if let Some(rate) = activities.rate() {
        told("答题合格率", rate, "合格人数÷答题人数");
    }
    let services = tally.services;
    if 0 < services.services {
        told("帮扶服务", format!("{}件", services.services), "登记一件计一件");
        told("服务对象", format!("{}人次", services.people), "各件人数相加");
        told("服务时长", format!("{}小时", hours_words(services.minutes)), "服务队员用时相加");
    }
}

/// The lists that belong to it, as far as there is anything on them.
fn enclosures(doc: &Document) -> Vec<String> {
    [
        (!doc.hazards.is_empty(), "隐患台账"),
        (!doc.spot_checks.is_empty(), "春节值班查岗记录"),
        (!doc.activities.is_empty(), "宣传活动一览表"),
        (!doc.services.is_empty(), "帮扶服务登记表"),
    ]
    .into_iter()
    .filter(|(there, _)| *there)
    .map(|(_, name)| name.to_owned())
    .collect()
}
