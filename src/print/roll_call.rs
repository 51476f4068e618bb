//! 《楼栋疏散点名册》: of each building who is to be called by name at its gathering point, those first
//! whom somebody must help out. Source: `sources.md` 留矿人员.

use chrono::NaiveDate;

use super::data::Data;
use super::form::{Block, Fact, Form};
use super::head::{as_of, season_title, short_day};
use super::kind::FileKind;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span};
use super::residents::{house_words, kinds_words};
use super::table::{BOX, Column, Row, Side, Table};
use super::{PrintError, Stamp};
use crate::model::id::{ResidentId, SiteId};
use crate::model::mine::{Mine, Term};
use crate::model::place::Site;
use crate::model::resident::{Resident, ResidentKind};
use crate::model::{Document, RecordId};
use crate::rules::calendar;
use crate::rules::masking::masked_within;
use crate::rules::residents::{House, houses_on, listed_on, room_words};

/// With telephones in full, for whoever calls the roll.
pub(super) static PAPER: Paper = Paper { offers: |doc, scope| offers(doc, scope, false), ..ROLL };
/// For walls: the middle of mobile telephones is hidden.
pub(super) static WALL: Paper = Paper {
    key: "rollcall-wall",
    offers: |doc, scope| offers(doc, scope, true),
    name: wall_name,
    make: |source, of| forms(source, of, true),
    blank: Blank::None,
    ..ROLL
};
/// What both have in common.
const ROLL: Paper = Paper {
    word: "rollcall",
    key: "rollcall",
    title: "楼栋疏散点名册",
    shelf: Shelf::Team,
    folder: "03名册",
    office: &[FileKind::Word, FileKind::Excel],
    days: Span::Standing,
    none: "还没有登记留矿人员",
    offers: |_, _| Vec::new(),
    name,
    make: |source, of| forms(source, of, false),
    by_hand: |_, _| false,
    blank: Blank::Made(|source| form(source, None, false)),
};

impl Request {
    /// The roll of every building, with mobile telephones masked or in full.
    pub fn roll_calls(masked: bool) -> Self {
        if masked { WALL.whole() } else { PAPER.whole() }
    }

    /// The roll of one building.
    pub fn roll_call(site: SiteId, masked: bool) -> Self {
        if masked { WALL.of(RecordId::Site(site)) } else { PAPER.of(RecordId::Site(site)) }
    }
}

/// All buildings as one set, and each by itself.
fn offers(doc: &Document, scope: &Scope, masked: bool) -> Vec<Offer> {
    let wanted = scope.days.map(|(day, _)| day);
    let houses = houses_on(doc, wanted.unwrap_or(scope.today));
    let remark = if masked { "（张贴，手机号隐去中间四位）" } else { "" };
    let of = |house: &House<'_>| {
        let site = house.site.filter(|site| scope.site.is_none_or(|wanted| wanted == *site))?;
        let words = format!("楼栋疏散点名册 {}{remark}", house.name.trim());
        let count = format!("{}人", house.people.len());
        let request = Request::roll_call(site, masked);
        let of = wanted.map_or_else(|| request.of.clone(), |day| Of::On(RecordId::Site(site), day));
        let request = Request { of, ..request };
        let is_wanted = scope.site.is_some() && masked == scope.masked;
        Some(Offer::new(words, count, request).in_set_if(is_wanted))
    };
    let each = houses.iter().filter_map(of);
    if scope.site.is_some() {
        return each.collect();
    }
    let people: usize = houses.iter().map(|house| house.people.len()).sum();
    let words = format!("楼栋疏散点名册，一栋一册{remark}");
    let count = format!("{}栋{people}人", houses.len());
    let request = Request::roll_calls(masked);
    let of = wanted.map_or(Of::Whole, Of::Day);
    let whole = Offer::new(words, count, Request { of, ..request });
    let whole = (!houses.is_empty()).then(|| whole.in_set_if(masked == scope.masked));
    let blank = (houses.is_empty() && !masked).then(|| PAPER.blank_form()).flatten();
    whole.into_iter().chain(each).chain(blank).collect()
}

fn name(doc: &Document, of: &Of) -> Named {
    let what = match of.record() {
        Some(RecordId::Site(site)) => doc.site_name(Some(*site)).trim(),
        _ => "各栋",
    };
    Named { day: of.day(), ..Named::of(what) }
}

fn wall_name(doc: &Document, of: &Of) -> Named {
    let named = name(doc, of);
    Named { what: format!("{}张贴版", named.what), ..named }
}

fn forms(source: &Source<'_>, of: &Of, masked: bool) -> Result<Data, PrintError> {
    let day = of.day().unwrap_or_else(|| source.today());
    let houses = houses_on(source.doc, day);
    let wanted = |house: &&House<'_>| match of.record() {
        Some(RecordId::Site(site)) => house.site == Some(*site),
        _ => true,
    };
    let forms: Vec<Form> = houses
        .iter()
        .filter(wanted)
        .map(|house| form(source, Some((house, day)), masked))
        .collect();
    if forms.is_empty() {
        Err(PrintError::Gone("楼栋的留矿人员"))
    } else {
        Ok(Data::Forms(forms))
    }
}

/// The roll of a building; without one a form for the pen.
fn form(source: &Source<'_>, of: Option<(&House<'_>, NaiveDate)>, masked: bool) -> Form {
    let Source { doc, mine, stamp } = source;
    let (house, day) = (of.map(|(house, _)| house), of.map(|(_, day)| day));
    let told = |words: String| if masked { masked_within(&words) } else { words };
    let mut blocks = Vec::new();
    if let Some(house) = house.filter(|house| 0 < house.helped()) {
        let helped: Vec<String> = house
            .people
            .iter()
            .filter(|(_, one)| one.helped)
            .map(|(_, one)| format!("{} {}", room_words(&one.room), one.name.trim()))
            .collect();
        let words = format!(
            "{}人：{}。先核对这几位，没到的马上报告。",
            helped.len(),
            told(helped.join("、"))
        );
        blocks.push(Block::told("需协助", &words, 0));
    }
    let rows = of.map(|of| rows(doc, of, masked)).unwrap_or_default();
    let day = day.map(|day| day_words(doc, stamp, day)).unwrap_or_default();
    blocks.push(Block::Table(Table {
        columns: columns(),
        fill: rows.is_empty(),
        rows,
        row_mm: 7.2,
        dense: true,
        ..Table::default()
    }));
    blocks.push(Block::told("没有点到", "", 2));
    blocks.push(Block::signed(&["楼长（宿管）", "点名人"]));
    let site = house.and_then(|house| doc.sites.get(&house.site?));
    Form {
        unit: mine.heading().to_owned(),
        title: season_title(doc.current_season().year, "春节楼栋疏散点名册"),
        subtitle: house
            .map(|house| told(format!("{}　{day}", house_words(house))))
            .unwrap_or_default(),
        facts: facts(doc, house, site, masked),
        across: 2,
        blocks,
        notes: notes(mine, masked),
        ..Form::default()
    }
}

/// Of which day the list is. After the season it is that of the last day, and says so: whoever counts by
/// it must not take it for today's.
fn day_words(doc: &Document, stamp: &Stamp, day: NaiveDate) -> String {
    let listed = listed_on(doc, day);
    if listed == stamp.now.date() {
        as_of(stamp)
    } else {
        format!("{}在册的，不是打印当天的名册", calendar::paper_day(listed, doc.little_year()))
    }
}

fn facts(
    doc: &Document,
    house: Option<&House<'_>>,
    site: Option<&Site>,
    masked: bool,
) -> Vec<Fact> {
    let told = |words: String| if masked { masked_within(&words) } else { words };
    let name = house.map(|house| house.name.trim().to_owned()).unwrap_or_default();
    let warden = site.and_then(|site| site.warden).and_then(|id| doc.persons.find(&id));
    let warden = warden.map(|one| {
        let phone = super::contact::both(one, masked, "　");
        format!("{}　{phone}", one.name.trim()).trim_end().to_owned()
    });
    let muster = site.map(|site| site.muster.trim().to_owned()).unwrap_or_default();
    let kinds = house.map(|house| kinds_words(std::slice::from_ref(house))).unwrap_or_default();
    vec![
        Fact::new("楼栋", told(name)),
        Fact::new("楼长（宿管）", told(warden.unwrap_or_default())),
        Fact::new("集合点", told(muster)),
        Fact::new("人员类别", kinds),
        Fact::new("点名时间", "　　月　　日　　时　　分"),
        Fact::new("点齐用时", "　　　　分　　　　秒"),
        Fact::new("应到", "　　　　人（不含上班、外出）"),
        Fact::new("实到", "　　　　人"),
    ]
}

fn notes(mine: &Mine, masked: bool) -> Vec<String> {
    let keeping = if masked {
        "张贴用，手机号隐去中间四位。"
    } else {
        "楼长（宿管）随身带，另存一份在值班室；含个人电话，不张贴、不外传。"
    };
    vec![
        "在集合点点名，不进楼点名；逐间叫到本人应答才打√。".to_owned(),
        format!(
            "上班、外出的在“去向”栏写明，不算未到；没有点到又不知去向的，马上报到场的消防救援人员和{}，写明房间，不自行返回楼内寻找。",
            mine.term(Term::Dispatch)
        ),
        "点名时间、用时和应到、实到由点名人手写；已过离矿日期的不列，人员有变化的当天重印。"
            .to_owned(),
        keeping.to_owned(),
    ]
}

fn columns() -> Vec<Column> {
    vec![
        Column::narrow("房间", 20.0),
        Column::narrow("姓名", 25.0),
        Column::narrow("类别", 12.0),
        Column { side: Side::Left, ..Column::narrow("单位", 32.0) },
        Column::narrow("电话", 29.0),
        Column::narrow("需协助", 15.0),
        Column::narrow("点到", 11.0),
        Column::wide("去向", 1),
    ]
}

fn rows(doc: &Document, (house, day): (&House<'_>, NaiveDate), masked: bool) -> Vec<Row> {
    let year = doc.current_season().year;
    let row = |(id, one): &(ResidentId, &Resident)| {
        let to_come = one.from.filter(|from| day < *from);
        let cells = [
            room_words(&one.room),
            one.name.trim().to_owned(),
            one.kind.map_or("", ResidentKind::word).to_owned(),
            doc.unit_name(one.unit).trim().to_owned(),
            one.phone.trim().to_owned(),
            if one.helped { "需协助" } else { "" }.to_owned(),
            BOX.to_owned(),
            to_come.map(|from| format!("{}入住", short_day(from, year))).unwrap_or_default(),
        ];
        let told = |words: String| if masked { masked_within(&words) } else { words };
        Row::Of(RecordId::Resident(*id), cells.map(told).to_vec())
    };
    house.people.iter().map(row).collect()
}
