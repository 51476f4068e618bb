//! 《党员责任区牌》 and 《党员示范岗牌》: plates for walls and doors, without slogans and emblems. Source: `sources.md`
//! 突击队成立材料.

use super::PrintError;
use super::contact;
use super::data::Data;
use super::paper::{Blank, Named, Of, Offer, Paper, Request, Scope, Shelf, Source, Span};
use super::plate::{Plate, Section};
use crate::model::id::{PersonId, PostId, ZoneId};
use crate::model::mine::{Mine, Term};
use crate::model::people::Post;
use crate::model::place::Zone;
use crate::model::{Document, RecordId};
use crate::rules::masking::masked_within;
use crate::rules::telephones;

pub(super) static ZONES: Paper = Paper {
    word: "plates",
    key: "plates",
    title: "党员责任区牌",
    shelf: Shelf::Team,
    folder: "01成立",
    office: &[],
    days: Span::Standing,
    none: "还没有划分责任区",
    offers: |doc, scope| zone_offers(doc, scope, false),
    name: zone_name,
    make: |source, of| zones(source, of, false),
    by_hand: |_, _| false,
    blank: Blank::None,
};
/// The same on A3.
pub(super) static ZONES_LARGE: Paper = Paper {
    key: "plates-a3",
    offers: |doc, scope| zone_offers(doc, scope, true),
    name: |doc, of| {
        let named = zone_name(doc, of);
        Named { what: format!("{}A3", named.what), ..named }
    },
    make: |source, of| zones(source, of, true),
    ..ZONES
};
pub(super) static POSTS: Paper = Paper {
    word: "modelposts",
    key: "modelposts",
    title: "党员示范岗牌",
    none: "还没有定岗位A角",
    offers: post_offers,
    name: post_name,
    make: posts,
    ..ZONES
};

impl Request {
    /// The plates of all zones.
    pub fn plates(large: bool) -> Self {
        if large { ZONES_LARGE.whole() } else { ZONES.whole() }
    }

    /// The plate of one zone.
    pub fn plate(zone: ZoneId) -> Self {
        ZONES.of(RecordId::Zone(zone))
    }

    /// The plates of all posts somebody of the team holds.
    pub fn model_posts() -> Self {
        POSTS.whole()
    }
}

fn zone_offers(doc: &Document, _scope: &Scope, large: bool) -> Vec<Offer> {
    let size = if large { "A3" } else { "A4" };
    let words = format!("党员责任区牌，{size}，一区一张");
    let count = format!("{}个", doc.zones.len());
    let all = Offer::new(words, count, Request::plates(large)).in_set_if(!large);
    if doc.zones.is_empty() { Vec::new() } else { vec![all] }
}

fn zone_name(doc: &Document, of: &Of) -> Named {
    match of.record() {
        Some(RecordId::Zone(id)) => Named::of(doc.zone_name(Some(*id)).trim()),
        _ => Named::of("各区"),
    }
}

fn zones(source: &Source<'_>, of: &Of, large: bool) -> Result<Data, PrintError> {
    let wanted = |id: &ZoneId| match of.record() {
        Some(RecordId::Zone(wanted)) => wanted == id,
        _ => true,
    };
    let zones = source.doc.zones.iter().filter(|(id, _)| wanted(id));
    let plates: Vec<Plate> =
        zones.map(|(id, zone)| zone_plate(source.doc, &source.mine, (*id, zone), large)).collect();
    if plates.is_empty() { Err(PrintError::Gone("责任区")) } else { Ok(Data::Plates(plates)) }
}

fn zone_plate(doc: &Document, mine: &Mine, (id, zone): (ZoneId, &Zone), large: bool) -> Plate {
    let sites = doc.sites.iter().filter(|(_, site)| site.zone == Some(id));
    let sites: Vec<&str> = sites.map(|(_, site)| site.name.trim()).collect();
    let sites =
        if sites.is_empty() { "还没有划入场所".to_owned() } else { sites.join("、") };
    let fact = |label: &str, words: String| Section::Fact {
        label: label.to_owned(),
        // It hangs on a wall.
        words: masked_within(&words),
    };
    let duties = "按时巡查、如实记录，当场能改的当场改，其余移交；发现险情先报警、报告，不冒险。";
    Plate {
        large,
        unit: mine.heading().to_owned(),
        title: "党员责任区".to_owned(),
        name: masked_within(zone.name.trim()),
        columns: vec![vec![
            fact("责任人", person(doc, zone.keeper)),
            fact("B角", person(doc, zone.backup)),
            fact("所含场所", sites),
            fact("做什么", duties.to_owned()),
            fact("有事请打", whom(doc, mine)),
        ]],
        notes: vec!["责任区负责巡查、提醒和报告，不代替管理单位和岗位人员的职责。".to_owned()],
        draft: false,
    }
}

/// 苗小满　8300: the internal telephone, which may hang anywhere; without one the mobile one, masked.
fn person(doc: &Document, id: Option<PersonId>) -> String {
    let Some(person) = id.and_then(|id| doc.persons.find(&id)) else {
        return "________".to_owned();
    };
    let phone = match person.phone.trim() {
        "" => contact::mobile(person, true),
        phone => phone.to_owned(),
    };
    format!("{}　{phone}", person.name.trim()).trim_end().to_owned()
}

/// The dispatch room and the team's own number.
fn whom(doc: &Document, mine: &Mine) -> String {
    let [_, _, (dispatch, number)] = contact::first_of_all(doc, mine);
    let party = mine.term(Term::Party);
    let team = telephones::number_by_name(doc, mine, &format!("{party}（突击队队部）"));
    let dispatch = format!("{dispatch}{}", contact::or_blank(&number));
    if team.is_empty() { dispatch } else { format!("{dispatch}　{party}{team}") }
}

/// The posts whose A角 is of the team.
fn model_posts(doc: &Document) -> Vec<(PostId, &Post)> {
    let is_member = |id: Option<PersonId>| {
        let person = id.and_then(|id| doc.persons.get(&id));
        person.is_some_and(|person| person.membership.is_some())
    };
    let posts = doc.posts.iter().filter(|(_, post)| is_member(post.primary));
    let mut posts: Vec<(PostId, &Post)> = posts.map(|(id, post)| (*id, post)).collect();
    posts.sort_by_key(|(id, post)| (post.order, *id));
    posts
}

fn post_offers(doc: &Document, _scope: &Scope) -> Vec<Offer> {
    let count = model_posts(doc).len();
    let words = "党员示范岗牌，A4，一岗一张";
    let all = Offer::new(words, format!("{count}个"), Request::model_posts());
    if count == 0 { Vec::new() } else { vec![all] }
}

fn post_name(doc: &Document, of: &Of) -> Named {
    match of.record() {
        Some(RecordId::Post(id)) => Named::of(doc.post_name(Some(*id)).trim()),
        _ => Named::of("各岗"),
    }
}

fn posts(source: &Source<'_>, of: &Of) -> Result<Data, PrintError> {
    let (doc, mine) = (source.doc, &source.mine);
    let wanted = |id: &PostId| match of.record() {
        Some(RecordId::Post(wanted)) => wanted == id,
        _ => true,
    };
    let plate = |(_, post): (PostId, &Post)| {
        let fact = |label: &str, words: &str| Section::Fact {
            label: label.to_owned(),
            words: masked_within(words.trim()),
        };
        Plate {
            unit: mine.heading().to_owned(),
            title: "党员示范岗".to_owned(),
            name: masked_within(post.name.trim()),
            columns: vec![vec![
                fact("岗位党员", post.primary.map(|id| doc.person_name(id)).unwrap_or_default()),
                fact("职责", &post.duties),
                // Room for the pen.
                fact("本人承诺", ""),
                fact("电话", &contact::or_blank(&post.phone)),
            ]],
            notes: vec!["承诺由本人手写，一句话。".to_owned()],
            ..Plate::default()
        }
    };
    let all = model_posts(doc);
    let plates: Vec<Plate> = all.into_iter().filter(|(id, _)| wanted(id)).map(plate).collect();
    if plates.is_empty() { Err(PrintError::Gone("岗位")) } else { Ok(Data::Plates(plates)) }
}
