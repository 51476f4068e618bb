//! Finding any record by its name, its number or the first letters of its pinyin.

use super::numbers::former_numbers;
use super::pinyin::{Letters, Query, folded};
use super::telephones::number_of;
use super::{residents, supplies};
use crate::model::id::PersonId;
use crate::model::{Document, RecordId};

/// A record that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which record.
    pub record: RecordId,
    /// What kind of record it is.
    pub kind: &'static str,
    /// What people call it.
    pub name: String,
    /// What tells it from others of that name.
    pub remark: String,
}

/// The longest part of a hazard's words or a title that is looked at letter by letter.
const FRONT: usize = 40;
/// A fit of the remark comes after every fit of a name.
const REMARK_LATER: usize = 100;

/// A record as it is looked for.
#[derive(Clone, Debug)]
struct Entry {
    hit: Hit,
    /// How early its kind is offered.
    rank: usize,
    name: Text,
    remark: Text,
}

/// A text as it is looked through: its front, folded.
#[derive(Clone, Debug)]
struct Text {
    front: String,
    letters: Letters,
}

impl Text {
    fn of(text: &str) -> Self {
        let front: String = text.chars().take(FRONT).collect();
        Self { letters: Letters::of_text(&front), front: folded(&front) }
    }

    fn fit(&self, query: &Query) -> Option<usize> {
        if query.may_fit(self.letters) { query.fit_folded(&self.front) } else { None }
    }
}

/// Everything that can be found in a document, ready to be looked through with every key.
#[derive(Clone, Debug)]
pub struct Index {
    entries: Vec<Entry>,
}

impl Index {
    /// The index of a document as it is now.
    pub fn of(doc: &Document) -> Self {
        let entry = |record: RecordId| {
            let (rank, kind) = (record.kind().rank()?, record.kind().word());
            let (name, remark) = words(doc, &record);
            let texts = (Text::of(&name), Text::of(&remark));
            let hit = Hit { record, kind, name, remark };
            Some(Entry { hit, rank, name: texts.0, remark: texts.1 })
        };
        Self { entries: doc.records().into_iter().filter_map(entry).collect() }
    }

    /// The records that fit `query` best, at most `most` of them. Nothing fits an empty query.
    pub fn search(&self, query: &str, most: usize) -> Vec<Hit> {
        let query = query.trim();
        if query.is_empty() {
            return Vec::new();
        }
        let query = Query::of(query);
        let mut hits: Vec<((usize, usize), &Hit)> = Vec::new();
        for Entry { hit, rank, name, remark } in &self.entries {
            let by_remark = || remark.fit(&query).map(|fit| fit + REMARK_LATER);
            if let Some(fit) = name.fit(&query).or_else(by_remark) {
                hits.push(((fit, *rank), hit));
            }
        }
        // Stable: records of one rank stay in the order of their tables.
        hits.sort_by_key(|(order, _)| *order);
        hits.into_iter().take(most).map(|(_, hit)| hit.clone()).collect()
    }
}

/// A record's name and what tells it from its namesakes.
fn words(doc: &Document, record: &RecordId) -> (String, String) {
    let name = doc.name_of(record);
    let remark = match record {
        RecordId::Person(id) => doc.persons.get(id).map(|person| {
            let phone = if person.mobile.is_empty() { &person.phone } else { &person.mobile };
            [doc.unit_name(person.unit), person.title.as_str(), phone.as_str()].join(" ")
        }),
        RecordId::Phone(id) => doc.phones.get(id).map(|phone| number_of(&doc.profile(), phone)),
        RecordId::Site(id) => doc.sites.get(id).map(|site| doc.zone_name(site.zone).to_owned()),
        RecordId::Hazard(id) => doc
            .hazards
            .get(id)
            .map(|hazard| format!("{} {}", hazard.words, doc.site_name(hazard.site))),
        RecordId::Sheet(id) => {
            doc.sheets.get(id).map(|sheet| format!("{} {}", sheet.title, sheet.shift))
        }
        RecordId::Post(id) => doc.posts.get(id).map(|post| {
            let holders: Vec<_> = post.primary.into_iter().chain(post.backup).collect();
            doc.person_names(&holders)
        }),
        RecordId::Resident(id) => doc.residents.get(id).map(|one| {
            let lodging = residents::lodging(doc, one);
            [lodging.as_str(), doc.unit_name(one.unit), one.phone.as_str()].join(" ")
        }),
        RecordId::Supply(id) => doc.supplies.get(id).map(|one| {
            let place = supplies::place_words(doc, one);
            let keeper = one.keeper.map_or("", |keeper| doc.person_name(keeper));
            [one.code.as_str(), one.model.as_str(), place.as_str(), keeper].join(" ")
        }),
        RecordId::Zone(id) => doc
            .zones
            .get(id)
            .and_then(|zone| zone.keeper)
            .map(|keeper| doc.person_name(keeper).to_owned()),
        RecordId::Service(id) => {
            doc.services.get(id).map(|service| format!("{} {}", service.whom, service.words))
        }
        RecordId::Swap(id) => doc.swaps.get(id).map(|swap| {
            let came = swap.shifts.values().flat_map(|handed| handed.pairs());
            let came: Vec<PersonId> = came.map(|(_, came)| came).chain(swap.stand_in).collect();
            doc.person_names(&came)
        }),
        RecordId::Log(id) => doc.logs.get(id).map(|log| doc.person_names(&log.keepers)),
        _ => None,
    };
    // A paper that was printed before its number changed still carries the old one.
    let former = former_numbers(doc, record).iter().map(|old| format!("曾用号{old}"));
    let remark: Vec<String> = former.chain(remark).collect();
    (name, remark.join(" ").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::{EntryId, Mint, PersonId, Replica, SiteId};
    use crate::model::people::PersonField;
    use crate::model::place::SiteField;

    #[test]
    fn records_are_found_by_name_letters_and_remark() {
        let mut doc = Document::default();
        let mint =
            |number| Mint { entry: EntryId { replica: Replica::from_bits(1), number }, place: 0 };
        let person = PersonId(mint(1));
        for field in [
            PersonField::Kept(true),
            PersonField::Name("柴有田".to_owned()),
            PersonField::Mobile("19900000011".to_owned()),
        ] {
            doc.apply((person, field).into());
        }
        let site = SiteId(mint(2));
        for field in [SiteField::Kept(true), SiteField::Name("柴油库".to_owned())] {
            doc.apply((site, field).into());
        }
        let found = |query: &str| -> Vec<String> {
            Index::of(&doc).search(query, 9).into_iter().map(|hit| hit.name).collect()
        };
        assert_eq!(found("cy"), ["柴有田", "柴油库"]);
        assert_eq!(found("cyt"), ["柴有田"]);
        assert_eq!(found("油"), ["柴油库"]);
        assert_eq!(found("19900000011"), ["柴有田"]);
        assert!(found("").is_empty());
        assert!(found("没有这个").is_empty());
    }
}
