//! Who stays at the mine, house by house: in what order the roll is called, and what a register
//! lacks. Source: `sources.md` 留矿人员.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Breach, Check, Rule, Weight, signs, unwritten};
use crate::model::id::{ResidentId, SiteId};
use crate::model::resident::{Resident, ResidentKind};
use crate::model::{Document, Kind, RecordId};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "L1",
        title: "留矿人员写明楼栋和房间",
        source: "留矿人员：按楼栋点名",
        weight: Weight::Due,
        reads: &[],
        check: Check::Record(homeless),
    },
    Rule {
        code: "L2",
        title: "留矿人员住的楼栋在场所册上",
        source: "留矿人员：按楼栋点名",
        weight: Weight::Hint,
        reads: &[],
        check: Check::Record(elsewhere),
    },
    Rule {
        code: "L3",
        title: "同一间房里不重复登记",
        source: "留矿人员：一人登记一次",
        weight: Weight::Hint,
        reads: &[Kind::Resident],
        check: Check::Whole(twice),
    },
    Rule {
        code: "L4",
        title: "离矿日期不早于入住日期",
        source: "记录：日期前后相符",
        weight: Weight::Due,
        reads: &[],
        check: Check::Record(turned_round),
    },
    Rule {
        code: "L5",
        title: "留矿日期在本季之内",
        source: "记录：日期前后相符",
        weight: Weight::Hint,
        reads: &[Kind::Season],
        check: Check::Record(out_of_season),
    },
    Rule {
        code: "L6",
        title: "登记表只写需协助，不写病情",
        source: "留矿人员：不写病情",
        weight: Weight::Hint,
        reads: &[],
        check: Check::Record(tells_illness),
    },
    Rule {
        code: "L7",
        title: "住人的楼栋写明楼长和集合点",
        source: "留矿人员：按楼栋点名",
        weight: Weight::Due,
        reads: &[Kind::Resident, Kind::Site],
        check: Check::Whole(unled),
    },
];

/// Those who live in one building.
#[derive(Clone, Debug)]
pub struct House<'a> {
    /// The site; none where they live elsewhere.
    pub site: Option<SiteId>,
    /// What it is called; empty for those of whom nobody said where they live.
    pub name: &'a str,
    /// Everybody, room by room.
    pub people: Vec<(ResidentId, &'a Resident)>,
}

impl House<'_> {
    /// How many of them need help.
    pub fn helped(&self) -> usize {
        self.people.iter().filter(|(_, one)| one.helped).count()
    }

    /// In how many rooms they live.
    pub fn rooms(&self) -> usize {
        let rooms = self.people.iter().map(|(_, one)| one.room.trim());
        let rooms: std::collections::BTreeSet<&str> = rooms.collect();
        rooms.into_iter().filter(|room| !room.is_empty()).count()
    }
}

/// The buildings in which anybody lives: those on the books in their order, then others by name, then
/// those of whom nobody said.
pub fn houses(doc: &Document) -> Vec<House<'_>> {
    let mut houses: BTreeMap<(bool, bool, Option<SiteId>, &str), House<'_>> = BTreeMap::new();
    for (id, one) in doc.residents.iter() {
        let name = match one.building {
            Some(building) => doc.site_name(Some(building)),
            None => one.elsewhere.trim(),
        };
        let key = (one.building.is_none(), name.is_empty(), one.building, name);
        let blank = || House { site: one.building, name, people: Vec::new() };
        houses.entry(key).or_insert_with(blank).people.push((*id, one));
    }
    let mut houses: Vec<House<'_>> = houses.into_values().collect();
    for house in &mut houses {
        house.people.sort_by_cached_key(|(id, one)| (room_order(&one.room), *id));
    }
    houses
}

/// The day whose list is taken for that day: after the season its last one.
pub fn listed_on(doc: &Document, day: NaiveDate) -> NaiveDate {
    doc.current_season().last.map_or(day, |last| last.min(day))
}

/// The same without those who have left before that day; after the season as on its last day. Whoever has not
/// come yet is among them: they may come early.
pub fn houses_on(doc: &Document, day: NaiveDate) -> Vec<House<'_>> {
    let day = listed_on(doc, day);
    let mut houses = houses(doc);
    for house in &mut houses {
        house.people.retain(|(_, one)| one.to.is_none_or(|to| day <= to));
    }
    houses.retain(|house| !house.people.is_empty());
    houses
}

/// How many stay of each kind, in their order; last those of whom nobody said.
pub fn kinds<'a>(
    people: impl Iterator<Item = &'a Resident> + Clone,
) -> impl Iterator<Item = (&'static str, usize)> {
    let kinds = ResidentKind::ALL.iter().map(|kind| (kind.word(), Some(*kind)));
    let counted = move |(word, kind): (&'static str, Option<ResidentKind>)| {
        (word, people.clone().filter(|one| one.kind == kind).count())
    };
    kinds.chain([("类别未填", None)]).map(counted).filter(|(_, count)| 0 < *count)
}

/// 3号公寓 412室.
pub fn lodging(doc: &Document, one: &Resident) -> String {
    let building = match one.building {
        Some(building) => doc.site_name(Some(building)).trim(),
        None => one.elsewhere.trim(),
    };
    format!("{building} {}", room_words(&one.room)).trim().to_owned()
}

/// 412室; a room that is more than a number is called as it is.
pub fn room_words(room: &str) -> String {
    let room = room.trim();
    let is_number = !room.is_empty() && room.chars().all(|sign| sign.is_ascii_digit());
    if is_number { format!("{room}室") } else { room.to_owned() }
}

/// Rooms in the order of their numbers, 9 before 10; those without one come last.
fn room_order(room: &str) -> (bool, Vec<(String, u64)>) {
    let room = room.trim();
    let mut parts = vec![(String::new(), 0_u64)];
    let mut is_number = false;
    for sign in room.chars() {
        let figure = sign.to_digit(10).map(u64::from);
        if figure.is_none() && is_number {
            parts.push((String::new(), 0));
        }
        is_number = figure.is_some();
        if let Some((words, number)) = parts.last_mut() {
            match figure {
                Some(figure) => *number = number.saturating_mul(10).saturating_add(figure),
                None => words.push(sign),
            }
        }
    }
    (room.is_empty(), parts)
}

fn resident<'a>(doc: &'a Document, record: &RecordId) -> Option<&'a Resident> {
    match record {
        RecordId::Resident(id) => doc.residents.get(id),
        _ => None,
    }
}

pub(super) fn homeless(doc: &Document, record: &RecordId) -> Option<Breach> {
    let one = resident(doc, record)?;
    let nowhere = one.building.is_none() && one.elsewhere.trim().is_empty();
    let words = unwritten([(nowhere, "楼栋"), (one.room.trim().is_empty(), "房间")])?;
    Some(Breach::of(&one.name, words))
}

fn elsewhere(doc: &Document, record: &RecordId) -> Option<Breach> {
    let one = resident(doc, record)?;
    let other = one.elsewhere.trim();
    if one.building.is_some() || other.is_empty() {
        return None;
    }
    let words = format!("住处{}不在场所册上，请新增场所后选定楼栋", signs::quoted(other));
    Some(Breach::of(&one.name, words))
}

fn twice(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let mut found = Vec::new();
    for house in houses(doc).iter().filter(|house| !house.name.is_empty()) {
        let mut seen: BTreeMap<(&str, String), ResidentId> = BTreeMap::new();
        for (id, one) in &house.people {
            let key = (one.room.trim(), signs::name_key(&one.name));
            if !key.0.is_empty() && !key.1.is_empty() && seen.insert(key, *id).is_some() {
                let words = format!("{}登记了两次，请核实是否同一人", lodging(doc, one));
                found.push((RecordId::Resident(*id), Breach::of(&one.name, words)));
            }
        }
    }
    found
}

fn turned_round(doc: &Document, record: &RecordId) -> Option<Breach> {
    let one = resident(doc, record)?;
    let (from, to) = one.from.zip(one.to).filter(|(from, to)| to < from)?;
    let day = |day: NaiveDate| day.format("%-m月%-d日").to_string();
    let words = format!("离矿日期{}早于入住日期{}", day(to), day(from));
    Some(Breach::of(&one.name, words))
}

fn out_of_season(doc: &Document, record: &RecordId) -> Option<Breach> {
    let one = resident(doc, record)?;
    let season = doc.current_season();
    let (first, last) = season.first.zip(season.last)?;
    let day = |day: NaiveDate| day.format("%-m月%-d日").to_string();
    let words = match (one.from, one.to) {
        (Some(from), _) if last < from => format!("入住日期{}在本季之后，请核实", day(from)),
        (_, Some(to)) if to < first => format!("离矿日期{}在本季之前，请核实", day(to)),
        _ => return None,
    };
    Some(Breach::of(&one.name, words))
}

/// Words of illnesses, and of what is nobody's business either.
const ILLNESSES: [&str; 16] = [
    "病", "心脏", "血压", "血糖", "糖尿", "残疾", "残障", "瘫", "癌", "瘤", "孕", "产后", "手术",
    "骨折", "哮喘", "癫痫",
];

/// Whether the words tell of an illness.
pub fn is_illness(words: &str) -> bool {
    ILLNESSES.iter().any(|word| words.contains(word))
}

fn tells_illness(doc: &Document, record: &RecordId) -> Option<Breach> {
    let one = resident(doc, record)?;
    let words = "备注里像是写了病情或身体状况；只勾“需协助”就够了，请删去";
    is_illness(&one.note).then(|| Breach::of(&one.name, words))
}

pub(super) fn unled(doc: &Document, _today: NaiveDate) -> Vec<(RecordId, Breach)> {
    let lacking = |house: House<'_>| {
        let id = house.site?;
        let site = doc.sites.get(&id)?;
        let words = unwritten([
            (site.warden.is_none(), "楼长（宿管）"),
            (site.muster.trim().is_empty(), "集合点"),
        ])?;
        let words = format!("住{}人，{words}", house.people.len());
        Some((RecordId::Site(id), Breach::of(&site.name, words)))
    };
    houses(doc).into_iter().filter_map(lacking).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_come_in_the_order_of_their_numbers() {
        let mut rooms =
            vec!["10", "9", "A座2", "", "412", "2单元301", "A座10", "2单元29", "值班室"];
        rooms.sort_by_cached_key(|room| room_order(room));
        let expected = ["2单元29", "2单元301", "9", "10", "412", "A座2", "A座10", "值班室", ""];
        assert_eq!(rooms, expected);
        assert_eq!((room_words("412").as_str(), room_words("东5室").as_str()), ("412室", "东5室"));
    }

    #[test]
    fn illnesses_are_known_by_their_words() {
        for words in ["高血压", "脚骨折未愈", "怀孕", "有心脏病史"] {
            assert!(is_illness(words), "{words}");
        }
        for words in ["探亲，姬怀远家属", "夜班多", "带1个小孩", ""] {
            assert!(!is_illness(words), "{words}");
        }
    }
}
