//! What can be printed, in the order in which a season needs it. Source: domain.md 8.2.

use chrono::{Datelike as _, Days, NaiveDate};

use crate::model::duty::DutyShift;
use crate::print::Request;
use crate::rules::calendar;
use crate::ui::View;
use crate::ui::today::{number_words, sheets_of};

/// A print that is offered: its words and what it is.
pub(super) struct Offer {
    pub(super) words: String,
    pub(super) remark: String,
    pub(super) request: Request,
}

/// Prints of one kind, and what to say where there are none yet.
pub(super) struct Shelf {
    pub(super) title: &'static str,
    pub(super) offers: Vec<Offer>,
    pub(super) empty: &'static str,
}

fn offer(words: impl Into<String>, remark: impl Into<String>, request: Request) -> Offer {
    Offer { words: words.into(), remark: remark.into(), request }
}

fn counted(count: usize, unit: &str) -> String {
    format!("{count}{unit}")
}

/// Everything that can be printed.
pub(super) fn shelves(view: View<'_>) -> Vec<Shelf> {
    let day = view.workspace.picked().day.unwrap_or(view.today);
    vec![
        Shelf {
            title: "巡查单、检查单", offers: sheets(view, day), empty: "当天还没有出单"
        },
        Shelf { title: "队伍", offers: team(view), empty: "还没有队员" },
        Shelf { title: "预案", offers: plan(view), empty: "还没有选用处置卡" },
        Shelf { title: "排班", offers: rota(view), empty: "还没有排班" },
        Shelf { title: "隐患", offers: hazards(view), empty: "还没有隐患" },
        Shelf { title: "值守", offers: watch(view, day), empty: "还没有值守记录" },
        Shelf { title: "宣传服务", offers: outreach(view), empty: "还没有活动和服务" },
        Shelf { title: "报表", offers: reports(day), empty: "" },
    ]
}

fn sheets(view: View<'_>, day: NaiveDate) -> Vec<Offer> {
    let sheets = sheets_of(view, day);
    let mut offers = Vec::new();
    if 1 < sheets.len() {
        let ids = sheets.iter().rev().map(|(id, _)| *id).collect();
        let words = format!("{}的全部单子", calendar::day_words(day));
        offers.push(offer(words, counted(sheets.len(), "张"), Request::Sheets(ids)));
    }
    offers.extend(sheets.iter().map(|(id, sheet)| {
        let words = format!("{} {}", number_words(sheet), sheet.title);
        offer(words, sheet.shift.as_str(), Request::Sheets(vec![*id]))
    }));
    offers
}

fn team(view: View<'_>) -> Vec<Offer> {
    let members = view.doc.persons.iter().filter(|(_, person)| person.membership.is_some()).count();
    let mut offers = Vec::new();
    if 0 < members {
        let people = counted(members, "人");
        let wall = Request::Roster { masked: true };
        let filed = Request::Roster { masked: false };
        offers.push(offer("队员名册（张贴，手机号隐去中间四位）", &people, wall));
        offers.push(offer("队员名册（存档）", &people, filed));
        offers.push(offer("承诺书，一人一张", people, Request::Pledges));
    }
    if !view.doc.zones.is_empty() {
        let zones = counted(view.doc.zones.len(), "个");
        offers.push(offer("责任区一览表", zones, Request::Zones));
    }
    offers
}

fn plan(view: View<'_>) -> Vec<Offer> {
    let mut offers = Vec::new();
    if !view.doc.cards.is_empty() || !view.doc.plan.is_empty() {
        offers.push(offer("方案（送审稿）", "", Request::Plan(None)));
    }
    let mut versions: Vec<Offer> = view
        .doc
        .versions
        .iter()
        .map(|(id, version)| {
            let on = version.on.map(|day| day.format("%-m月%-d日批准").to_string());
            let words = format!("方案 {}", version.label);
            offer(words, on.unwrap_or_default(), Request::Plan(Some(*id)))
        })
        .collect();
    versions.reverse();
    offers.extend(versions);
    let codes: Vec<_> = view.doc.cards.iter().map(|(code, _)| code.clone()).collect();
    if !codes.is_empty() {
        let cards = counted(codes.len(), "张");
        offers.push(offer("应急处置卡，A5", cards, Request::Cards(codes)));
    }
    if !view.doc.phones.is_empty() {
        let lines = counted(view.doc.phones.len(), "个");
        offers.push(offer("电话表", lines, Request::Phones));
    }
    offers
}

fn rota(view: View<'_>) -> Vec<Offer> {
    // A workbook may hold the rotas of earlier seasons.
    let season = view.doc.current_season();
    let within = |day: &NaiveDate| {
        season.first.is_none_or(|first| first <= *day)
            && season.last.is_none_or(|last| *day <= last)
    };
    let days = || view.doc.duties.iter().map(|(id, _)| id.day).filter(within);
    let (Some(from), Some(to)) = (days().min(), days().max()) else { return Vec::new() };
    let short = |day: NaiveDate| day.format("%-m月%-d日").to_string();
    let span = format!("{}至{}", short(from), short(to));
    let week = view.today.week(chrono::Weekday::Mon);
    let (monday, sunday) = (week.first_day(), week.last_day());
    let mut offers = vec![
        offer("值班安排表，A4", &span, Request::Rota { from, to, large: false }),
        offer("值班安排表，A3", span, Request::Rota { from, to, large: true }),
    ];
    if monday <= to && from <= sunday {
        let (from, to) = (monday.max(from), sunday.min(to));
        let words = format!("{}至{}", short(from), short(to));
        offers.push(offer("本周值班安排表，A4", words, Request::Rota { from, to, large: false }));
    }
    offers
}

fn hazards(view: View<'_>) -> Vec<Offer> {
    let mut offers = Vec::new();
    if !view.doc.hazards.is_empty() {
        let rows = counted(view.doc.hazards.len(), "条");
        offers.push(offer("隐患台账", rows, Request::Ledger));
    }
    let mut slips: Vec<Offer> = view
        .doc
        .transfers
        .iter()
        .map(|(id, slip)| {
            let number = slip.number.as_ref().map(ToString::to_string).unwrap_or_default();
            let words = format!("隐患移交单 {number}");
            offer(words, counted(slip.hazards.len(), "条"), Request::Transfer(*id))
        })
        .collect();
    slips.reverse();
    offers.extend(slips);
    offers
}

/// How many days back logs and handovers are listed; older ones are printed from their place.
const DAYS_BACK: u64 = 3;

fn watch(view: View<'_>, day: NaiveDate) -> Vec<Offer> {
    let since = day.checked_sub_days(Days::new(DAYS_BACK)).unwrap_or(day);
    let near = |at: Option<NaiveDate>| at.is_some_and(|at| since <= at && at <= day);
    let words = |kind: &str, day: Option<NaiveDate>, shift: Option<DutyShift>| {
        let day = day.map(|day| day.format("%-m月%-d日").to_string()).unwrap_or_default();
        format!("{kind} {day} {}", shift.map_or("", DutyShift::word))
    };
    let mut offers: Vec<Offer> = view
        .doc
        .logs
        .iter()
        .filter(|(_, log)| near(log.day))
        .map(|(id, log)| offer(words("值班日志", log.day, log.shift), "", Request::Log(*id)))
        .collect();
    offers.extend(view.doc.handovers.iter().filter(|(_, one)| near(one.day)).map(|(id, one)| {
        offer(words("交接班记录", one.day, one.shift), "", Request::Handover(*id))
    }));
    offers.reverse();
    let told = view.doc.zero_reports.iter().filter(|(_, one)| one.day == Some(day)).count();
    if 0 < told {
        let name = words("零报告", Some(day), None);
        offers.push(offer(name.trim(), counted(told, "次"), Request::ZeroReports(day)));
    }
    if !view.doc.spot_checks.is_empty() {
        let checks = counted(view.doc.spot_checks.len(), "次");
        offers.push(offer("查岗记录", checks, Request::SpotChecks));
    }
    offers
}

fn outreach(view: View<'_>) -> Vec<Offer> {
    let mut offers = Vec::new();
    if !view.doc.activities.is_empty() {
        let events = counted(view.doc.activities.len(), "场");
        offers.push(offer("宣传活动一览", events, Request::Activities));
    }
    if !view.doc.services.is_empty() {
        let services = counted(view.doc.services.len(), "件");
        offers.push(offer("帮扶服务登记表", services, Request::Services));
    }
    for (id, activity) in view.doc.activities.iter() {
        let day = activity.day.map(|day| format!("{}月{}日", day.month(), day.day()));
        let day = day.unwrap_or_default();
        let record = Request::Activity(*id);
        offers.push(offer(format!("活动记录 {}", activity.title), day.as_str(), record));
        let sign_in = Request::SignIn(*id);
        offers.push(offer(format!("签到表 {}", activity.title), day, sign_in));
    }
    offers
}

fn reports(day: NaiveDate) -> Vec<Offer> {
    let brief = format!("日报 {}", calendar::day_words(day));
    vec![offer(brief, "", Request::Brief(day)), offer("春节期间工作总结", "", Request::Summary)]
}
