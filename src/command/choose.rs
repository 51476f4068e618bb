//! Which sheets, slips and lists a `print` asks for. Only chooses; `print` makes the pages.

use chrono::{Days, NaiveDate};

use crate::model::id::{SheetId, SiteId, TransferId};
use crate::model::number::NumberKind;
use crate::model::plan::CardCode;
use crate::model::sheet::Sheet;
use crate::model::transfer::Transfer;
use crate::model::{Document, RecordId};
use crate::print::Request;
use crate::rules::outline;

mod numbers;
mod records;

pub use numbers::remarks;

use numbers::{by_number, is_of};

crate::model::choices! {
    /// What may be asked for, by the word on the command line.
    What {
        /// The sheets of a day.
        Sheets = "sheets",
        /// Single sheets by their numbers.
        Sheet = "sheet",
        /// Transfer slips.
        Transfer = "transfer",
        /// The ledger of hazards.
        Ledger = "ledger",
        /// Duty logs.
        Log = "log",
        /// Handovers.
        Handover = "handover",
        /// Zero reports.
        Zero = "zero",
        /// Spot checks of posts.
        Checks = "checks",
        /// Activities of publicity: the list and each record.
        Publicity = "publicity",
        /// Sign-in sheets.
        SignIn = "signin",
        /// Services done.
        Services = "services",
        /// The daily brief.
        Brief = "brief",
        /// The summary of the season.
        Summary = "summary",
        /// The contingency plan.
        Plan = "plan",
        /// Response cards.
        Cards = "cards",
        /// The telephone table.
        Phones = "phones",
        /// The roster of the team.
        Roster = "roster",
        /// Pledges, one a member.
        Pledges = "pledges",
        /// Zones with their keepers.
        Zones = "zones",
        /// The rota of a week, or of the season.
        Rota = "rota",
        /// Everything, or everything of a day.
        All = "all",
    }
}

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of what kinds.
    pub what: Vec<What>,
    /// Of that day.
    pub day: Option<NaiveDate>,
    /// Only papers that name that site.
    pub site: Option<String>,
    /// Of those numbers: whole, or the last digits.
    pub numbers: Vec<String>,
    /// With the middle of mobile telephones hidden, where a paper has any in full.
    pub masked: bool,
}

/// Why there is nothing to print: what is there instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotThere(String);

/// The prints that were asked for, each once, in the order of the asking.
///
/// # Errors
/// When there is nothing of the kind; says what there is.
pub fn requests(
    doc: &Document,
    wanted: &Wanted,
    today: NaiveDate,
) -> Result<Vec<Request>, NotThere> {
    let site = wanted.site.as_deref().map(|name| site(doc, name)).transpose()?;
    let papers = Papers::of(doc, site);
    let day = wanted.day.unwrap_or(today);
    let mut requests: Vec<Request> = Vec::new();
    for what in &wanted.what {
        let more = match what {
            What::Sheets => vec![Request::Sheets(papers.sheets_of(day)?)],
            What::Sheet => papers.sheets_by_number(wanted)?,
            What::Transfer => papers.slips(wanted, day)?,
            What::Ledger => vec![Request::Ledger],
            What::Log | What::Handover | What::Zero | What::SignIn => {
                records::of_day(doc, *what, wanted.day)?
            }
            What::Publicity if wanted.day.is_some() => records::of_day(doc, *what, wanted.day)?,
            What::Publicity => records::publicity(doc),
            What::Checks => vec![Request::SpotChecks],
            What::Services => vec![Request::Services],
            What::Brief => vec![Request::Brief(day)],
            What::Summary => vec![Request::Summary],
            What::Plan => found(plan(doc), "还没有写方案，也没有选用处置卡")?,
            What::Cards => found(cards(doc), "还没有选用处置卡")?,
            What::Phones => found(phones(doc), "电话表还没有一个号码")?,
            What::Roster => found(roster(doc, wanted.masked), "名册上还没有队员")?,
            What::Pledges => found(pledges(doc), "名册上还没有队员")?,
            What::Zones => found(zones(doc), "还没有划分责任区")?,
            What::Rota => rota(doc, wanted.day)?,
            What::All => all(&papers, wanted),
        };
        for request in more {
            if !requests.contains(&request) {
                requests.push(request);
            }
        }
    }
    Ok(requests)
}

/// The prints, or why there are none.
fn found(requests: Vec<Request>, none: &str) -> Result<Vec<Request>, NotThere> {
    if requests.is_empty() { Err(NotThere(none.to_owned())) } else { Ok(requests) }
}

/// The plan as it was approved last, and as it stands where that reads differently.
fn plan(doc: &Document) -> Vec<Request> {
    if doc.cards.is_empty() && doc.plan.is_empty() && doc.versions.is_empty() {
        return Vec::new();
    }
    match outline::newest_version(doc) {
        None => vec![Request::Plan(None)],
        Some((id, version)) if outline::reads_as(doc, version) => vec![Request::Plan(Some(id))],
        Some((id, _)) => vec![Request::Plan(Some(id)), Request::Plan(None)],
    }
}

fn cards(doc: &Document) -> Vec<Request> {
    let codes: Vec<CardCode> = doc.cards.iter().map(|(code, _)| code.clone()).collect();
    if codes.is_empty() { Vec::new() } else { vec![Request::Cards(codes)] }
}

fn phones(doc: &Document) -> Vec<Request> {
    if doc.phones.is_empty() { Vec::new() } else { vec![Request::Phones] }
}

fn has_members(doc: &Document) -> bool {
    doc.persons.iter().any(|(_, person)| person.membership.is_some())
}

fn roster(doc: &Document, masked: bool) -> Vec<Request> {
    if has_members(doc) { vec![Request::Roster { masked }] } else { Vec::new() }
}

fn pledges(doc: &Document) -> Vec<Request> {
    if has_members(doc) { vec![Request::Pledges] } else { Vec::new() }
}

fn zones(doc: &Document) -> Vec<Request> {
    if doc.zones.is_empty() { Vec::new() } else { vec![Request::Zones] }
}

/// As many days fit an A4; more of them ask for an A3. Source: domain.md 8.2.
const A4_DAYS: i64 = 15;

/// The rota of the week from that day, else of the season.
fn rota(doc: &Document, day: Option<NaiveDate>) -> Result<Vec<Request>, NotThere> {
    let duties = doc.duties.iter().filter(|(_, duty)| !duty.persons.is_empty());
    let manned: Vec<NaiveDate> = duties.map(|(id, _)| id.day).collect();
    let (Some(first), Some(last)) = (manned.iter().min(), manned.iter().max()) else {
        return Err(NotThere("还没有排班".to_owned()));
    };
    let season = doc.current_season();
    let (from, to, span) = match day {
        Some(day) => (day, day.checked_add_days(Days::new(6)).unwrap_or(day), "起的一周"),
        // Duties of earlier years may still be on the books.
        None => (season.first.unwrap_or(*first), season.last.unwrap_or(*last), "起的值守期"),
    };
    if !manned.iter().any(|day| from <= *day && *day <= to) {
        let days = days_words(manned);
        return Err(NotThere(format!("{from}{span}没有排班，{days}；用 --day 选一天")));
    }
    let large = A4_DAYS < (to - from).num_days() + 1;
    Ok(vec![Request::Rota { from, to, large }])
}

/// Everything there is to print. Of a day or a site only what names it: nobody who wants the set
/// of the morning wants sixty pledges with it.
fn all(papers: &Papers<'_>, wanted: &Wanted) -> Vec<Request> {
    let doc = papers.doc;
    let standing = if wanted.day.is_none() && papers.site.is_none() {
        [plan(doc), cards(doc), phones(doc), roster(doc, wanted.masked), pledges(doc), zones(doc)]
            .concat()
    } else {
        Vec::new()
    };
    // Nobody on duty in those days is nothing to complain of here.
    let rota = rota(doc, wanted.day).ok().filter(|_| papers.site.is_none());
    standing.into_iter().chain(rota.unwrap_or_default()).chain(papers.all(wanted.day)).collect()
}

/// The papers a print may be of, in the order of their numbers.
struct Papers<'a> {
    doc: &'a Document,
    sheets: Vec<(SheetId, &'a Sheet)>,
    slips: Vec<(TransferId, &'a Transfer)>,
    site: Option<SiteId>,
}

impl<'a> Papers<'a> {
    /// All papers, or those that name a site.
    fn of(doc: &'a Document, site: Option<SiteId>) -> Self {
        let mut sheets: Vec<(SheetId, &Sheet)> = doc
            .sheets
            .iter()
            .filter(|(_, sheet)| site.is_none_or(|site| sheet.sites().contains(&site)))
            .map(|(id, sheet)| (*id, sheet))
            .collect();
        let at_site = |slip: &Transfer| {
            let mut hazards = slip.hazards.iter().filter_map(|id| doc.hazards.find(id));
            site.is_none_or(|site| hazards.any(|hazard| hazard.site == Some(site)))
        };
        let mut slips: Vec<(TransferId, &Transfer)> = doc
            .transfers
            .iter()
            .filter(|(_, slip)| at_site(slip))
            .map(|(id, slip)| (*id, slip))
            .collect();
        sheets.sort_by_key(|(_, sheet)| &sheet.number);
        slips.sort_by_key(|(_, slip)| &slip.number);
        Self { doc, sheets, slips, site }
    }

    /// 3号公寓的, or nothing.
    fn of_site(&self) -> String {
        self.site.map(|site| format!("{}的", self.doc.site_name(Some(site)))).unwrap_or_default()
    }

    fn sheets_of(&self, day: NaiveDate) -> Result<Vec<SheetId>, NotThere> {
        let of_day = self.sheets.iter().filter(|(_, sheet)| sheet.day == Some(day));
        let ids: Vec<SheetId> = of_day.map(|(id, _)| *id).collect();
        if ids.is_empty() {
            let days = days_words(self.sheets.iter().filter_map(|(_, sheet)| sheet.day).collect());
            let what = format!("{}巡查单和检查单", self.of_site());
            return Err(NotThere(format!("{day}没有{what}，{days}；用 --day 选一天")));
        }
        Ok(ids)
    }

    fn sheets_by_number(&self, wanted: &Wanted) -> Result<Vec<Request>, NotThere> {
        let numbers: Vec<&String> =
            wanted.numbers.iter().filter(|text| !is_of(text, NumberKind::Transfer)).collect();
        if numbers.is_empty() {
            let words = "打印单张请写单号，例如 --number XC-2027-0213，或末几位 --number 213";
            return Err(NotThere(words.to_owned()));
        }
        let known: Vec<RecordId> = self.sheets.iter().map(|(id, _)| RecordId::Sheet(*id)).collect();
        let mut requests = Vec::new();
        for text in numbers {
            requests.extend(by_number(self.doc, text, "巡查单", &known)?);
        }
        Ok(requests)
    }

    /// Slips by number if any number is theirs, else those of the day.
    fn slips(&self, wanted: &Wanted, day: NaiveDate) -> Result<Vec<Request>, NotThere> {
        // Bare digits belong to the sheets if sheets are asked for by number too.
        let spoken_for = wanted.what.contains(&What::Sheet);
        let mut numbers = wanted
            .numbers
            .iter()
            .filter(|text| {
                is_of(text, NumberKind::Transfer) || !(spoken_for || is_of(text, NumberKind::Sheet))
            })
            .peekable();
        if numbers.peek().is_some() {
            let known: Vec<RecordId> =
                self.slips.iter().map(|(id, _)| RecordId::Transfer(*id)).collect();
            let mut requests = Vec::new();
            for text in numbers {
                requests.extend(by_number(self.doc, text, "移交单", &known)?);
            }
            return Ok(requests);
        }
        let requests = self.slips_of(Some(day));
        if requests.is_empty() {
            let days = self.slips.iter().filter_map(|(_, slip)| slip.at.map(|at| at.date()));
            let days = days_words(days.collect());
            let what = format!("{}移交单", self.of_site());
            let advice = "用 --day 选一天，或用 --number 选单号";
            return Err(NotThere(format!("{day}没有{what}，{days}；{advice}")));
        }
        Ok(requests)
    }

    /// The slips of a day, or all.
    fn slips_of(&self, day: Option<NaiveDate>) -> Vec<Request> {
        self.slips
            .iter()
            .filter(|(_, slip)| day.is_none() || slip.at.map(|at| at.date()) == day)
            .map(|(id, _)| Request::Transfer(*id))
            .collect()
    }

    /// Everything, or everything of a day: the sheets of each day together, slips, the ledger,
    /// and what is there of the watch, publicity, service and reports.
    fn all(&self, day: Option<NaiveDate>) -> Vec<Request> {
        let mut days: Vec<Option<NaiveDate>> =
            self.sheets.iter().map(|(_, sheet)| sheet.day).collect();
        days.sort_unstable();
        days.dedup();
        let sheets = days.into_iter().filter(|of| day.is_none() || *of == day).map(|of| {
            let ids = self.sheets.iter().filter(|(_, sheet)| sheet.day == of);
            Request::Sheets(ids.map(|(id, _)| *id).collect())
        });
        let records = records::all(self.doc, day);
        sheets.chain(self.slips_of(day)).chain([Request::Ledger]).chain(records).collect()
    }
}

/// The site of that name, or the only one whose name holds the words.
fn site(doc: &Document, name: &str) -> Result<SiteId, NotThere> {
    let name = name.trim();
    let all = || doc.sites.iter().map(|(id, site)| (*id, site.name.as_str()));
    if let Some((id, _)) = all().find(|(_, known)| *known == name) {
        return Ok(id);
    }
    let fitting: Vec<(SiteId, &str)> =
        all().filter(|(_, known)| !name.is_empty() && known.contains(name)).collect();
    let names =
        |some: &[(SiteId, &str)]| some.iter().map(|(_, name)| *name).collect::<Vec<_>>().join("、");
    match fitting.as_slice() {
        [(id, _)] => Ok(*id),
        [] => {
            let all = names(&all().collect::<Vec<_>>());
            Err(NotThere(format!("没有场所“{name}”，现有：{all}")))
        }
        several => Err(NotThere(format!("场所“{name}”对得上{}，请写全", names(several)))),
    }
}

/// 有的日子是…: single days, or from when to when.
fn days_words(mut days: Vec<NaiveDate>) -> String {
    days.sort_unstable();
    days.dedup();
    match days.as_slice() {
        [] => "一张也没有".to_owned(),
        few @ ([_] | [_, _] | [_, _, _]) => {
            let few: Vec<String> = few.iter().map(ToString::to_string).collect();
            format!("有的日子是{}", few.join("、"))
        }
        [first, .., last] => format!("有的日子在{first}到{last}之间，共{}天", days.len()),
    }
}
