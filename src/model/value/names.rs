//! Names of records as words: what people call them, told apart from their namesakes.

use super::{Reading, Renaming, Value};
use crate::model::checklist::Code;
use crate::model::document::{Document, Kind, RecordId};
use crate::model::duty::DutyId;
use crate::model::id::{
    ActivityId, GatheringId, HandoutId, HandoverId, HazardId, IncidentId, LineId, LogId, Mint,
    PairingId, PersonId, PhoneId, PostId, PrintoutId, ResidentId, RouteId, ServiceId, SheetId,
    SiteId, SpotCheckId, StewardId, SupplyId, SwapId, TransferId, UnitId, VersionId, ZeroReportId,
    ZoneId,
};
use crate::model::measure::Quantity;
use crate::model::mine::Only;
use crate::model::number::Number;
use crate::model::plan::CardCode;
use crate::model::shape::Shape;

/// Stands before the id of a record that is not in the file.
const UNKNOWN: &str = "不在册的记录";

/// What a record of which only the id is known is called.
fn unknown(id: &str) -> String {
    format!("{UNKNOWN} {id}")
}

/// The id in the words of [`unknown`].
fn unknown_id(text: &str) -> Option<&str> {
    text.trim().strip_prefix(UNKNOWN).map(str::trim)
}

fn renamed(mint: Mint, names: &Renaming) -> Mint {
    Mint { entry: names.entries.get(&mint.entry).copied().unwrap_or(mint.entry), ..mint }
}

/// Writes [`Value`] for ids of records: each is shown by the record's name and what tells it from
/// others of that name.
macro_rules! named_records {
    ($($id:ident in $table:ident = $variant:ident;)*) => {$(
        impl Value for $id {
            fn shown(&self, doc: &Document) -> String {
                if doc.$table.find(self).is_none() {
                    return unknown(&self.0.to_string());
                }
                told_apart(doc, &RecordId::$variant(*self))
            }

            fn parse(text: &str, doc: &Document) -> Reading<Self> {
                if let Some(id) = unknown_id(text) {
                    return Reading::of(id.parse().ok().map(Self));
                }
                let fits = |id: &&Self| {
                    let record = RecordId::$variant(**id);
                    let name = doc.name_of(&record);
                    name == text
                        || text.strip_prefix(&name).is_some_and(|rest| rest.starts_with('（'))
                            && told_apart(doc, &record) == text
                };
                let ids: Vec<Self> =
                    doc.$table.iter().map(|(id, _)| id).filter(fits).copied().collect();
                if ids.is_empty() {
                    // Old papers still name who is no longer on the books.
                    let gone = doc.$table.all().map(|(id, _)| id);
                    return Reading::among(gone.filter(fits).copied().collect());
                }
                Reading::among(ids)
            }

            fn shape() -> Shape {
                Shape::Name(Kind::$variant)
            }

            fn named(&self, found: &mut Vec<RecordId>) {
                found.push(RecordId::$variant(*self));
            }

            fn renamed(&self, names: &Renaming) -> Self {
                if !names.records.is_empty()
                    && let Some(RecordId::$variant(id)) =
                        names.records.get(&RecordId::$variant(*self))
                {
                    return *id;
                }
                Self(renamed(self.0, names))
            }
        }
    )*};
}

named_records! {
    PersonId in persons = Person;
    UnitId in units = Unit;
    ZoneId in zones = Zone;
    SiteId in sites = Site;
    RouteId in routes = Route;
    SheetId in sheets = Sheet;
    HazardId in hazards = Hazard;
    TransferId in transfers = Transfer;
    PostId in posts = Post;
    PhoneId in phones = Phone;
    VersionId in versions = Version;
    LogId in logs = Log;
    ZeroReportId in zero_reports = ZeroReport;
    HandoverId in handovers = Handover;
    SpotCheckId in spot_checks = SpotCheck;
    ActivityId in activities = Activity;
    ServiceId in services = Service;
    SwapId in swaps = Swap;
    IncidentId in incidents = Incident;
    LineId in incident_lines = IncidentLine;
    PrintoutId in printouts = Printout;
    PairingId in pairings = Pairing;
    ResidentId in residents = Resident;
    GatheringId in gatherings = Gathering;
    HandoutId in handouts = Handout;
    StewardId in stewards = Steward;
    SupplyId in supplies = Supply;
}

/// A record's name, with what tells it from another one of that name: a person's unit, a paper's
/// words.
pub(crate) fn told_apart(doc: &Document, record: &RecordId) -> String {
    let name = doc.name_of(record);
    let remark = match record {
        RecordId::Person(id) => {
            let namesake = |(other, one): (&PersonId, &crate::model::people::Person)| {
                other != id && one.name == name
            };
            let person = doc.persons.find(id).filter(|_| doc.persons.iter().any(namesake));
            person.map(|person| doc.unit_name(person.unit).to_owned())
        }
        RecordId::Resident(id) => {
            let namesake = |(other, one): (&ResidentId, &crate::model::resident::Resident)| {
                other != id && one.name == name
            };
            let one = doc.residents.find(id).filter(|_| doc.residents.iter().any(namesake));
            one.map(|one| {
                let building = doc.site_name(one.building);
                let building = if building.is_empty() { &one.elsewhere } else { building };
                format!("{building}{}", one.room)
            })
        }
        RecordId::Supply(id) => {
            let namesake = |(other, one): (&SupplyId, &crate::model::supply::Supply)| {
                other != id && one.name == name
            };
            let one = doc.supplies.find(id).filter(|_| doc.supplies.iter().any(namesake));
            one.map(|one| {
                let (site, place) = (doc.site_name(one.site).trim(), one.place.trim());
                format!("{site}{place}{}", one.code.trim())
            })
        }
        RecordId::Hazard(id) => {
            let others = |(other, one): (&HazardId, &crate::model::hazard::Hazard)| {
                let number = one.number.as_ref().map(ToString::to_string);
                other != id && number.as_ref() == Some(&name)
            };
            let hazard = doc.hazards.find(id);
            hazard
                .filter(|one| one.number.is_none() || doc.hazards.all().any(others))
                .map(|one| one.words.clone())
        }
        RecordId::Sheet(id) => {
            let others = |(other, one): (&SheetId, &crate::model::sheet::Sheet)| {
                let number = one.number.as_ref().map(ToString::to_string);
                other != id && number.as_ref() == Some(&name)
            };
            let sheet = doc.sheets.find(id).filter(|_| doc.sheets.all().any(others));
            sheet.map(|sheet| format!("{} {}", sheet.title, sheet.shift).trim().to_owned())
        }
        _ => None,
    };
    match remark.filter(|remark| !remark.trim().is_empty()) {
        Some(remark) => format!("{name}（{remark}）"),
        None => name,
    }
}

/// Writes [`Value`] for names that are their own words.
macro_rules! spelled {
    ($($name:ty = $shape:expr),*) => {$(
        impl Value for $name {
            fn shown(&self, _doc: &Document) -> String {
                self.to_string()
            }

            fn parse(text: &str, _doc: &Document) -> Reading<Self> {
                Reading::of(text.trim().parse().ok())
            }

            fn shape() -> Shape {
                $shape
            }
        }
    )*};
}
spelled!(
    Number = Shape::Text,
    Quantity = Shape::Text,
    Code = Shape::Name(Kind::Item),
    CardCode = Shape::Name(Kind::Card)
);

impl Value for Only {
    fn shown(&self, _doc: &Document) -> String {
        String::new()
    }

    fn parse(text: &str, _doc: &Document) -> Reading<Self> {
        Reading::of(text.trim().is_empty().then_some(Self))
    }

    fn shape() -> Shape {
        Shape::Text
    }

    fn blank() -> Option<Self> {
        Some(Self)
    }
}

impl Value for DutyId {
    fn shown(&self, doc: &Document) -> String {
        let Self { day, post, shift } = self;
        format!("{} {} {}", day.shown(doc), shift.word(), post.shown(doc))
    }

    fn parse(text: &str, doc: &Document) -> Reading<Self> {
        let mut words = text.trim().splitn(3, ' ');
        let (Some(day), Some(shift), Some(post)) = (words.next(), words.next(), words.next())
        else {
            return Reading::Unclear;
        };
        let cell = Value::parse(day, doc).with(Value::parse(shift, doc), |day, shift| (day, shift));
        cell.with(PostId::parse(post, doc), |(day, shift), post| Self { day, post, shift })
    }

    fn shape() -> Shape {
        Shape::Name(Kind::Duty)
    }

    fn named(&self, found: &mut Vec<RecordId>) {
        self.post.named(found);
    }

    fn renamed(&self, names: &Renaming) -> Self {
        Self { post: self.post.renamed(names), ..*self }
    }
}

impl Value for RecordId {
    fn shown(&self, doc: &Document) -> String {
        format!("{} {}", self.kind().word(), self.told(doc))
    }

    fn parse(text: &str, doc: &Document) -> Reading<Self> {
        let text = text.trim();
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        Self::read(word, rest, doc)
    }

    fn shape() -> Shape {
        Shape::AnyName
    }

    fn named(&self, found: &mut Vec<RecordId>) {
        found.push(self.clone());
    }

    fn renamed(&self, names: &Renaming) -> Self {
        Self::renamed(self, names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::SiteKind;

    #[test]
    fn kinds_of_sites_are_read_by_their_words() {
        let doc = Document::default();
        for kind in SiteKind::ALL.iter().copied() {
            assert_eq!(SiteKind::parse(&kind.shown(&doc), &doc), Reading::Is(kind));
        }
    }
}
