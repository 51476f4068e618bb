//! 《责任区一览表》: zones with their keepers and sites, and the sites nobody answers for.

use chrono::NaiveDate;

use super::cards::is_alike;
use super::contact;
use super::data::Data;
use super::form::{Block, Form, Page, Signatures, Text};
use super::head::{season_title, short_day};
use super::kind::FileKind;
use super::paper::{Blank, Named, Paper, Request, Shelf, Source, Span, if_any};
use super::table::{Column, Holds, Row, Side, Table};
use crate::model::id::{PersonId, ZoneId};
use crate::model::mine::Mine;
use crate::model::place::{Site, SiteKind};
use crate::model::swap::Swap;
use crate::model::{Document, RecordId};
use crate::rules::masking::masked_within;

pub(super) static PAPER: Paper = Paper {
    word: "zones",
    key: "zones",
    title: "责任区一览表",
    shelf: Shelf::Team,
    folder: "03名册",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "还没有划分责任区",
    offers: |doc, _| if_any(doc.zones.len(), "个", "责任区一览表", Request::zones()),
    name: |_, _| Named::of("全矿"),
    make: |source, _| Ok(Data::Form(Box::new(form(source)))),
    by_hand: |_, _| false,
    blank: Blank::None,
};

impl Request {
    /// Zones with those who answer for them, and their sites.
    pub fn zones() -> Self {
        PAPER.whole()
    }
}

/// The zones as a form for the wall: mobile telephones are masked.
pub(super) fn form(source: &Source<'_>) -> Form {
    let (doc, mine) = (source.doc, &source.mine);
    let sites = |zone: Option<ZoneId>| -> Vec<&Site> {
        let known = |zone: &ZoneId| doc.zones.get(zone).is_some();
        let of = |site: &Site| site.zone.filter(known) == zone;
        doc.sites.iter().map(|(_, site)| site).filter(|site| of(site)).collect()
    };
    let mut rows: Vec<Row> = doc
        .zones
        .iter()
        .zip(1..)
        .map(|((id, zone), place): (_, usize)| {
            let (keeper, phone) = person(doc, zone.keeper);
            let (backup, backup_phone) = person(doc, zone.backup);
            let of_zone = sites(Some(*id));
            let words = if of_zone.is_empty() {
                "还没有划入场所".to_owned()
            } else {
                sites_words(mine, &of_zone)
            };
            let name = masked_within(zone.name.trim());
            let count = of_zone.len().to_string();
            let cells =
                vec![place.to_string(), name, keeper, phone, backup, backup_phone, words, count];
            Row::Of(RecordId::Zone(*id), cells)
        })
        .collect();
    let none = sites(None);
    let placed = doc.sites.len() - none.len();
    if !rows.is_empty() {
        let mut total = vec![String::new(); 8];
        total.splice(..2, ["合计".to_owned(), format!("{}个责任区", doc.zones.len())]);
        total.splice(7.., [placed.to_string()]);
        rows.push(Row::Total(total));
    }
    let words = if none.is_empty() { "无".to_owned() } else { sites_words(mine, &none) };
    Form {
        page: Page::A4Wide,
        unit: mine.heading().to_owned(),
        title: season_title(doc.current_season().year, "春节党员责任区一览表"),
        blocks: vec![
            Block::Table(Table {
                columns: columns(),
                rows,
                empty: "还没有划分责任区".to_owned(),
                row_mm: 7.2,
                dense: true,
                ..Table::default()
            }),
            Block::Text(Text {
                label: "未划入责任区的场所".to_owned(),
                words,
                lines: 0,
                beside: true,
            }),
            Block::Signatures(Signatures {
                labels: vec!["编制".to_owned(), "审核".to_owned()],
                across: 2,
                dated: true,
            }),
        ],
        notes: [
            "每处地面场所划入一个责任区；A角离岗前向B角交代清楚，A角、B角不同时外出。".to_owned(),
            "责任区负责巡查、提醒和报告，不代替管理单位和岗位人员的职责。".to_owned(),
        ]
        .into_iter()
        .chain(deputies(doc, source.today()))
        .collect(),
        ..Form::default()
    }
}

/// Who looks after zones in the place of whoever answers for them, from that day on.
pub(super) fn deputies(doc: &Document, today: NaiveDate) -> Vec<String> {
    let ahead = |swap: &&Swap| {
        swap.back.is_none() && swap.to.is_some_and(|to| today <= to) && !swap.zones.is_empty()
    };
    let year = doc.current_season().year;
    let told = doc.swaps.iter().map(|(_, swap)| swap).filter(ahead).filter_map(|swap| {
        let (from, to) = (short_day(swap.from?, year), short_day(swap.to?, year));
        let (absent, deputy) = (doc.person_name(swap.absent?), doc.person_name(swap.stand_in?));
        let zones: Vec<&str> = swap.zones.iter().map(|zone| doc.zone_name(Some(*zone))).collect();
        let words = format!("{from}至{to}{absent}离岗，{}由{deputy}代管。", zones.join("、"));
        Some(masked_within(&words))
    });
    told.collect()
}

fn columns() -> Vec<Column> {
    vec![
        Column::narrow("序号", 10.0).of(Holds::Count),
        Column { side: Side::Left, ..Column::narrow("责任区", 41.0) },
        Column::narrow("A角", 20.0),
        Column::narrow("电话", 33.0),
        Column::narrow("B角", 20.0),
        Column::narrow("电话", 33.0),
        Column::wide("场所", 1),
        Column::narrow("处数", 12.0).of(Holds::Count),
    ]
}

/// Name and telephones of a keeper.
fn person(doc: &Document, id: Option<PersonId>) -> (String, String) {
    let Some(person) = id.and_then(|id| doc.persons.find(&id)) else {
        return ("未定".to_owned(), String::new());
    };
    (masked_within(person.name.trim()), contact::both(person, true, "　"))
}

/// 1号公寓、2号公寓；堆场：东侧材料场；矿灯房: kinds in the order in which they come, and said only where the
/// names do not say them.
fn sites_words(mine: &Mine, sites: &[&Site]) -> String {
    let mut kinds: Vec<(SiteKind, Vec<&str>)> = Vec::new();
    for site in sites {
        let kind = site.site_kind();
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, names)) => names.push(site.name.trim()),
            None => kinds.push((kind, vec![site.name.trim()])),
        }
    }
    let words = kinds.iter().map(|(kind, names)| {
        let (said, kind) = (names.join("、"), mine.kind_word(*kind));
        if names.iter().all(|name| is_alike(kind, name)) {
            said
        } else {
            format!("{kind}：{said}")
        }
    });
    // It hangs on a wall.
    masked_within(&words.collect::<Vec<_>>().join("；"))
}
