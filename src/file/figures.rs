//! The mine's own figures of the days exported, counted by the rules that papers count by: a group that
//! sums rows can see that it counts as the mines do.

use serde_json::json;

use super::cells::Cells;
use super::columns::{Column, Holds};
use super::period::{Limit, Period};
use super::rows::{Export, TableRows};
use crate::model::checklist::Class;
use crate::model::people::Training;
use crate::model::{Document, hazard::State};
use crate::rules::course::{at_end_of, open_at_end_of};
use crate::rules::figures::per_mille;
use crate::rules::money::amount;
use crate::rules::tally::{Tally, people_at_work};

/// A figure: its name, its word, its unit, the way it is counted where that is to be said.
type Figure = (&'static str, &'static str, &'static str, &'static str);

/// A figure and its number.
type Counted = (Figure, usize);

/// One row: all figures.
pub(super) fn table(export: &Export<'_>) -> TableRows {
    let counted = counted(export.doc, export.period);
    let column = |((name, word, unit, how), _): &Counted| {
        Column::new(name, word, Holds::Whole).unit(unit).meaning(how)
    };
    let columns = counted.iter().map(column).collect();
    let row: Cells =
        counted.iter().map(|((name, ..), number)| ((*name).to_owned(), json!(number))).collect();
    export.table(("figures", "本矿数字"), Limit::None, columns, [row])
}

fn counted(doc: &Document, period: Period) -> Vec<Counted> {
    let tally = Tally::of(doc, period.first, period.last);
    let mut all = patrols(doc, &tally);
    all.extend(hazards(doc, &tally));
    all.extend(watch(doc, period, &tally));
    all.extend(outreach(&tally));
    all.extend(team(doc));
    all
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn patrols(doc: &Document, tally: &Tally) -> Vec<Counted> {
    let at_work = people_at_work(doc, tally.from, tally.to);
    vec![
        (
            (
                "people_at_work",
                "参加队员",
                "人",
                "有巡查检查、排班、值班、查岗、报告、宣传或帮扶记录的队员，一人计一次",
            ),
            at_work,
        ),
        (("patrols", "巡查", "次", "收回录入的巡查单，一张计一次"), tally.patrols),
        (("checks", "检查", "次", "收回录入的检查单、专项检查单，一张计一次"), tally.checks),
        (("walkers", "出动", "人次", "各单巡查、检查人数相加"), tally.walkers),
        (("points", "检查点位", "处次", "各巡查单检查过的场所数相加，检查单另计"), tally.points),
        (("sites_seen", "涉及场所", "处", "各单检查过的不同场所"), tally.sites),
        (("sheets_out", "未收回", "张", ""), tally.out),
    ]
}

fn hazards(doc: &Document, tally: &Tally) -> Vec<Counted> {
    let figures = tally.hazards;
    let found = || {
        let all = doc.hazards.iter().map(|(_, hazard)| at_end_of(hazard, tally.to));
        let within = move |day| tally.from <= day && day <= tally.to;
        all.filter(move |one| one.found_on.is_some_and(within) && one.state() != State::Void)
    };
    let class = |class| found().filter(|one| one.class == Some(class)).count();
    let fen: u64 = found().filter_map(|one| amount(&one.funds)).map(|amount| amount.fen).sum();
    let open = open_at_end_of(doc, tally.to);
    let late = open.iter().filter(|(_, one)| one.is_late(tally.to)).count();
    let rate = per_mille(figures.closed, figures.all).unwrap_or_default();
    vec![
        (("hazards", "排查隐患", "条", "时段内发现的，不含作废；整改率的分母"), figures.all),
        (("hazards_on_spot", "当场整改", "条", "有当场整改记录的"), figures.on_spot),
        (("hazards_a", "A档", "条", ""), class(Class::A)),
        (("hazards_b", "B档", "条", ""), class(Class::B)),
        (("hazards_c", "C档", "条", ""), class(Class::C)),
        (
            ("hazards_closed", "其中已销号", "条", "时段内发现、到时段末已销号的；整改率的分子"),
            figures.closed,
        ),
        (("hazards_open", "其中未销号", "条", ""), figures.open),
        (("hazards_waiting", "其中待整改", "条", ""), figures.waiting()),
        (("hazards_to_close", "其中待复查、待销号", "条", ""), figures.to_close),
        (("hazards_late", "其中超期", "条", "到时段末未整改且过期限"), figures.late),
        (("hazards_were_late", "其中超期过", "条", "含现在超期的"), figures.was_late),
        (("notices", "整改通知书", "份", "主管部门不同的通知书号"), tally.notices),
        (("closed_in_period", "期间销号", "条", "不论何时发现"), tally.closed),
        (("open_in_all", "期末未销号", "条", "不论何时发现"), open.len()),
        (("late_in_all", "期末超期", "条", "不论何时发现"), late),
        (
            (
                "closing_rate",
                "整改率",
                "‰",
                "已销号÷排查隐患，四舍五入到千分之一，没有全部销号的不写1000",
            ),
            rate,
        ),
        (
            ("funds_fen", "资金", "分", "时段内发现的隐患，能读出金额的"),
            usize::try_from(fen).unwrap_or(usize::MAX),
        ),
    ]
}

fn watch(doc: &Document, period: Period, tally: &Tally) -> Vec<Counted> {
    let within = |day: Option<chrono::NaiveDate>| day.is_some_and(|day| period.holds(day));
    let logs = doc.logs.iter().filter(|(_, one)| within(one.day)).count();
    let handovers = doc.handovers.iter().filter(|(_, one)| within(one.day)).count();
    let slips = doc.transfers.iter().filter(|(_, one)| within(one.at.map(|at| at.date()))).count();
    vec![
        (("transfers", "隐患移交单", "份", ""), slips),
        (("duties", "值守", "人班", "排班表上的人数相加"), tally.duties),
        (("logs", "值班日志", "份", ""), logs),
        (("handovers", "交接班", "次", ""), handovers),
        (("zero_reports", "零报告", "次", ""), tally.zero_reports),
        (("spot_checks", "查岗", "次", ""), tally.spot_checks),
        (("unreached", "三分钟内未接通", "次", ""), tally.unreached),
        (("away", "不在岗", "次", ""), tally.away),
        (("unsaid", "查岗未写情况", "次", ""), tally.unsaid),
    ]
}

fn outreach(tally: &Tally) -> Vec<Counted> {
    let (publicity, help) = (tally.activities, tally.services);
    let (answered, passed) = (size(publicity.answered), size(publicity.passed));
    vec![
        (("activities", "宣传活动", "场", ""), publicity.events),
        (("attendances", "参加宣传", "人次", ""), size(publicity.attendances)),
        (("answered", "答题", "人", "合格多于答题的场次不计；合格率的分母"), answered),
        (("passed", "答题合格", "人", "合格率的分子"), passed),
        (
            ("passing_rate", "合格率", "‰", "合格÷答题"),
            per_mille(passed, answered).unwrap_or_default(),
        ),
        (("services", "帮扶服务", "件", ""), help.services),
        (("served", "帮扶人次", "人次", ""), size(help.people)),
        (("service_minutes", "帮扶时长", "分钟", ""), size(help.minutes)),
    ]
}

/// What does not depend on the days.
fn team(doc: &Document) -> Vec<Counted> {
    let members = || doc.persons.iter().map(|(_, one)| one).filter(|one| one.membership.is_some());
    let trained = members().filter(|one| matches!(one.training, Some(Training::Passed(_)))).count();
    let pledged = members().filter(|one| one.pledged.is_some()).count();
    vec![
        (("members", "队员", "人", ""), members().count()),
        (("trained", "培训合格", "人", ""), trained),
        (("pledged", "签订承诺书", "人", ""), pledged),
        (("zones", "责任区", "个", ""), doc.zones.len()),
        (("sites", "场所", "处", ""), doc.sites.len()),
        (("routes", "巡查路线", "条", ""), doc.routes.len()),
        (("posts", "岗位", "个", ""), doc.posts.len()),
        (("cards", "处置卡", "张", ""), doc.cards.len()),
    ]
}
