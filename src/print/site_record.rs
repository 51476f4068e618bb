//! 《场所档案》, 一场所一档: one site over the season, with its checks, hazards and papers.
//! Source: `sources.md` 责任区.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::PrintError;
use super::data::Data;
use super::form::{Block, Fact, Form};
use super::head::{as_of, number_words, season_title, short_day};
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span};
use super::table::{Column, Holds, Row, Side, Table};
use super::transfer::lines;
use crate::model::checklist::Depth;
use crate::model::hazard::{Hazard, State, Step};
use crate::model::id::{HazardId, SheetId, SiteId};
use crate::model::place::Site;
use crate::model::sheet::{Sheet, Verdict};
use crate::model::transfer::Transfer;
use crate::model::{Document, RecordId, Value as _};
use crate::rules::course::at_end_of;
use crate::rules::lateness::Lateness;
use crate::rules::wording::place_and_what;
use crate::rules::zero::is_walked;

pub(super) static PAPER: Paper = Paper {
    word: "site",
    key: "site",
    title: "场所档案",
    shelf: Shelf::Hazards,
    folder: "11场所档案",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "还没有登记场所",
    offers,
    name,
    make,
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// What the season's papers tell of a site.
    pub fn site(id: SiteId) -> Self {
        PAPER.of(RecordId::Site(id))
    }
}

/// What is found so many days before the team's first day belongs to the season.
const BEFORE: u64 = 45;

/// Whether what is of that day belongs to the season; what nobody dated does.
fn is_of_season(doc: &Document) -> impl Fn(Option<NaiveDate>) -> bool {
    let first = doc.current_season().first;
    let since = first.and_then(|first| first.checked_sub_days(Days::new(BEFORE)));
    move |day| day.zip(since).is_none_or(|(day, since)| since <= day)
}

/// The sheets of the season, oldest first.
fn sheets(doc: &Document) -> Vec<(SheetId, &Sheet)> {
    let belongs = is_of_season(doc);
    let all = doc.sheets.iter().map(|(id, sheet)| (*id, sheet));
    let mut sheets: Vec<(SheetId, &Sheet)> = all.filter(|(_, one)| belongs(one.day)).collect();
    sheets.sort_by_key(|(_, sheet)| (sheet.day, &sheet.number));
    sheets
}

/// The hazards of the season that count.
fn hazards(doc: &Document) -> impl Iterator<Item = (&HazardId, &Hazard)> {
    let belongs = is_of_season(doc);
    let counts = move |one: &Hazard| belongs(one.found_on) && one.state() != State::Void;
    doc.hazards.iter().filter(move |(_, one)| counts(one))
}

/// A site each, with how many sheets and hazards tell of it; to the set belong those of which any
/// does.
fn offers(doc: &Document, scope: &Scope) -> Vec<Offer> {
    let mut counts: BTreeMap<SiteId, (usize, usize)> = BTreeMap::new();
    for (_, sheet) in sheets(doc) {
        for site in sheet.sites() {
            counts.entry(site).or_default().0 += 1;
        }
    }
    for (_, hazard) in hazards(doc) {
        if let Some(site) = hazard.site {
            counts.entry(site).or_default().1 += 1;
        }
    }
    let mut sites: Vec<(&SiteId, &Site)> =
        doc.sites.iter().filter(|(id, _)| scope.site.is_none_or(|site| site == **id)).collect();
    sites.sort_by_key(|(id, site)| (site.zone.is_none(), site.zone, **id));
    let offer = |(id, site): (&SiteId, &Site)| {
        let (sheets, hazards) = counts.get(id).copied().unwrap_or_default();
        let words = format!("场所档案 {}", site.name.trim());
        let remark = format!("单子{sheets}张，隐患{hazards}条");
        Offer::new(words, remark, Request::site(*id)).in_set_if(0 < sheets + hazards)
    };
    sites.into_iter().map(offer).collect()
}

fn id(record: &RecordId) -> Option<SiteId> {
    match record {
        RecordId::Site(id) => Some(*id),
        _ => None,
    }
}

fn name(doc: &Document, of: &Of) -> Named {
    let site = of.record().and_then(id).and_then(|id| doc.sites.find(&id));
    match (site, of.records().len()) {
        (Some(site), _) => Named::of(site.name.trim()),
        (None, count) => Named::of(format!("{count}处")),
    }
}

fn make(source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
    let form = |record: &RecordId| {
        let id = id(record).ok_or(PrintError::Gone("场所"))?;
        let site = source.doc.sites.get(&id).ok_or(PrintError::Gone("场所"))?;
        Ok(form(source, id, site))
    };
    of.records().iter().map(form).collect::<Result<_, PrintError>>().map(Data::Forms)
}

fn form(source: &Source<'_>, id: SiteId, site: &Site) -> Form {
    let Source { doc, mine, stamp } = source;
    let today = source.today();
    let looked: Vec<(SheetId, &Sheet)> = sheets(doc)
        .into_iter()
        .filter(|(_, sheet)| is_walked(sheet) && sheet.checked_sites().contains(&id))
        .collect();
    let mut found: Vec<(&HazardId, &Hazard)> =
        hazards(doc).filter(|(_, one)| one.site == Some(id)).collect();
    found.sort_by_key(|(_, one)| (one.found_on, &one.number));
    let slips: Vec<&Transfer> = doc
        .transfers
        .iter()
        .map(|(_, slip)| slip)
        .filter(|slip| slip.hazards.iter().any(|on| found.iter().any(|(one, _)| *one == on)))
        .collect();
    Form {
        unit: mine.heading().to_owned(),
        title: season_title(doc.current_season().year, "春节场所档案"),
        subtitle: format!("{}　{}", site.name.trim(), as_of(stamp)),
        facts: facts(doc, id, site),
        blocks: vec![
            Block::told("小结", &summary(&looked, &found, today), 0),
            Block::Table(hazard_table(doc, &found, today)),
            Block::Table(papers(doc, &found, &slips)),
            Block::Table(checks(doc, id, &looked, &found)),
            Block::signed(&["责任区责任人", "编制", "审核"]),
        ],
        notes: vec![
            "本表由本季巡查单、检查单、隐患台账和移交单汇总；签名、照片在原件上，按单号查原件。"
                .to_owned(),
        ],
        ..Form::default()
    }
}

fn facts(doc: &Document, id: SiteId, site: &Site) -> Vec<Fact> {
    let zone = site.zone.and_then(|zone| doc.zones.get(&zone));
    let person = |id: Option<_>| id.map(|id| doc.person_name(id)).unwrap_or_default();
    let routes = doc.routes.iter().map(|(_, route)| route);
    let routes: Vec<&str> =
        routes.filter(|route| route.stops.contains(&id)).map(|route| route.name.trim()).collect();
    let routes =
        if routes.is_empty() { "不在固定路线上".to_owned() } else { routes.join("、") };
    vec![
        Fact::new("场所", site.name.trim()),
        Fact::new("类别", site.site_kind().shown(doc)),
        Fact::new("管理单位", doc.unit_name(site.unit)),
        Fact::new("责任区", zone.map_or("未划入", |zone| zone.name.trim())),
        Fact::new("A角", person(zone.and_then(|zone| zone.keeper))),
        Fact::new("B角", person(zone.and_then(|zone| zone.backup))),
        Fact::new("巡查路线", routes),
        Fact::over(2, "说明", site.note.trim()),
    ]
}

/// What the season came to at the site, in one sentence.
fn summary(
    looked: &[(SheetId, &Sheet)],
    found: &[(&HazardId, &Hazard)],
    today: NaiveDate,
) -> String {
    let of_depth = |depth| looked.iter().filter(|(_, sheet)| sheet.depth() == depth).count();
    let depths = Depth::ALL.iter().filter_map(|depth| match of_depth(*depth) {
        0 => None,
        count => Some(format!("{}{count}次", depth.word())),
    });
    let checks = match looked.len() {
        0 => "本季没有到过本场所的巡查单、检查单".to_owned(),
        count => format!("到场{count}次（{}）", depths.collect::<Vec<_>>().join("、")),
    };
    let then: Vec<_> = found.iter().map(|(_, one)| at_end_of(one, today)).collect();
    let of = |is: &dyn Fn(&Hazard) -> bool| then.iter().filter(|one| is(one)).count();
    let hazards = match then.len() {
        0 => "没有登记隐患".to_owned(),
        all => format!(
            "登记隐患{all}条，其中当场整改{}条，已销号{}条，未销号{}条",
            of(&Hazard::is_on_spot),
            of(&|one| one.state() == State::Closed),
            of(&|one| one.state() != State::Closed)
        ),
    };
    format!("{checks}；{hazards}。")
}

fn checks(
    doc: &Document,
    id: SiteId,
    looked: &[(SheetId, &Sheet)],
    found: &[(&HazardId, &Hazard)],
) -> Table {
    let year = doc.current_season().year;
    let row = |(of, sheet): &(SheetId, &Sheet)| {
        let rows = sheet.rows();
        let of_site = || rows.iter().filter(|row| row.site == id);
        let count = |verdict| of_site().filter(|row| sheet.verdict(row) == verdict).count();
        let results = [
            (Verdict::Holds, "√"),
            (Verdict::Fault, "×"),
            (Verdict::Absent, "—"),
            (Verdict::Unchecked, "未查"),
        ];
        let results = results.into_iter().filter_map(|(verdict, sign)| match count(verdict) {
            0 => None,
            count => Some(format!("{sign} {count}")),
        });
        let is_from = |one: &Hazard| one.found.is_some_and(|found| found.sheet == *of);
        let numbers = found.iter().filter(|(_, one)| is_from(one));
        let numbers: Vec<String> =
            numbers.map(|(_, one)| number_words(one.number.as_ref())).collect();
        let day = sheet.day.map(|day| short_day(day, year)).unwrap_or_default();
        let cells = vec![
            format!("{day} {}", sheet.shift.trim()).trim().to_owned(),
            number_words(sheet.number.as_ref()),
            sheet.depth().word().to_owned(),
            doc.person_names(&sheet.walkers),
            results.collect::<Vec<_>>().join("　"),
            if numbers.is_empty() { "—".to_owned() } else { numbers.join("\n") },
        ];
        Row::Of(RecordId::Sheet(*of), cells)
    };
    Table {
        title: "三、巡查、检查".to_owned(),
        columns: vec![
            Column::narrow("日期、巡次", 30.0),
            Column::narrow("单号", 31.0),
            Column::narrow("深度", 11.0),
            Column::wide("检查人", 1),
            Column { side: Side::Center, ..Column::wide("结果（项）", 1) },
            Column::narrow("登记的隐患", 31.0),
        ],
        rows: looked.iter().map(row).collect(),
        dense: true,
        empty: "本季没有到过本场所的巡查单、检查单".to_owned(),
        ..Table::default()
    }
}

fn hazard_table(doc: &Document, found: &[(&HazardId, &Hazard)], today: NaiveDate) -> Table {
    let year = doc.current_season().year;
    let day = |day: Option<NaiveDate>| day.map(|day| short_day(day, year)).unwrap_or_default();
    let row = |(id, one): &(&HazardId, &Hazard)| {
        let one = at_end_of(one, today);
        let how = one.steps.iter().rev().find_map(|step| match step {
            Step::Rectified { how, .. } | Step::FixedOnSpot { how, .. } => Some(how.trim()),
            _ => None,
        });
        let owner = one.owner.map(|owner| doc.person_name(owner)).unwrap_or_default();
        let state = match one.closed_on() {
            Some(on) => format!("{}销号", day(Some(on))),
            None => match Lateness::of(&one, today).days() {
                Some(days) => format!("超期{days}天"),
                None => one.state().word().to_owned(),
            },
        };
        let cells = vec![
            number_words(one.number.as_ref()),
            day(one.found_on),
            place_and_what(doc, &one),
            how.unwrap_or_else(|| one.measure.trim()).to_owned(),
            lines(&[doc.unit_name(one.unit), owner]),
            day(one.limit()),
            state,
        ];
        Row::Of(RecordId::Hazard(**id), cells)
    };
    Table {
        title: "一、隐患".to_owned(),
        columns: vec![
            Column::narrow("编号", 28.0),
            Column::narrow("发现", 16.0).of(Holds::Day),
            Column::wide("部位和内容", 3),
            Column::wide("整改情况", 2),
            Column::narrow("责任单位\n责任人", 20.0),
            Column::narrow("期限", 16.0).of(Holds::Day),
            Column::narrow("结果", 21.0),
        ],
        rows: found.iter().map(row).collect(),
        dense: true,
        empty: "本季没有登记隐患".to_owned(),
        year,
        ..Table::default()
    }
}

/// A number another office gave a hazard.
type NumberOf = fn(&Hazard) -> &str;

/// Slips and notices that tell of the site's hazards.
fn papers(doc: &Document, found: &[(&HazardId, &Hazard)], slips: &[&Transfer]) -> Table {
    let year = doc.current_season().year;
    let numbers = |of: &dyn Fn(&HazardId, &Hazard) -> bool| {
        let of_it = found.iter().filter(|(id, one)| of(id, one));
        of_it.map(|(_, one)| number_words(one.number.as_ref())).collect::<Vec<_>>().join("、")
    };
    let mut rows: Vec<Row> = Vec::new();
    for slip in slips {
        let day = slip.at.map(|at| short_day(at.date(), year)).unwrap_or_default();
        let of_it = numbers(&|id, _| slip.hazards.contains(id));
        let number = number_words(slip.number.as_ref());
        rows.push(Row::Cells(vec!["隐患移交单".to_owned(), number, day, of_it]));
    }
    let fields: [(&str, NumberOf); 2] = [
        ("安监通知书", |one| one.safety_number.trim()),
        ("双防编号", |one| one.dual_number.trim()),
    ];
    for (kind, field) in fields {
        let mut known: Vec<&str> = found.iter().map(|(_, one)| field(one)).collect();
        known.retain(|number| !number.is_empty());
        known.sort_unstable();
        known.dedup();
        for number in known {
            let of_it = numbers(&|_, one| field(one) == number);
            rows.push(Row::Cells(vec![kind.to_owned(), number.to_owned(), String::new(), of_it]));
        }
    }
    Table {
        title: "二、单据".to_owned(),
        columns: vec![
            Column::narrow("种类", 26.0),
            Column { side: Side::Center, ..Column::wide("单号、文号", 1) },
            Column::narrow("日期", 20.0).of(Holds::Day),
            Column::wide("所列隐患", 2),
        ],
        rows,
        dense: true,
        empty: "没有移交单、通知书".to_owned(),
        year,
        ..Table::default()
    }
}
