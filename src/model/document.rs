//! The document: every table of records, and the one way to change it, field by field.

use serde::{Deserialize, Serialize};

use super::checklist::{Checklist, ChecklistField, ChecklistKey, Code, Item, ItemField, ItemKey};
use super::duty::{Duty, DutyField, DutyId, DutyKey};
use super::hazard::{Hazard, HazardField, HazardKey};
use super::id::{
    ActivityId, HandoverId, HazardId, LogId, PersonId, PhoneId, PostId, RouteId, ServiceId,
    SheetId, SiteId, SpotCheckId, TransferId, UnitId, VersionId, ZeroReportId, ZoneId,
};
use super::mine::{Mine, MineField, MineKey, Only, Season, SeasonField, SeasonKey};
use super::number::{Number, NumberField, NumberKey, Numbered};
use super::people::{
    Person, PersonField, PersonKey, Post, PostField, PostKey, Unit, UnitField, UnitKey,
};
use super::place::{
    Route, RouteField, RouteKey, Site, SiteField, SiteKey, SiteKind, Zone, ZoneField, ZoneKey,
};
use super::plan::{
    Card, CardCode, CardField, CardKey, Phone, PhoneField, PhoneKey, Plan, PlanField, PlanKey,
    Version, VersionField, VersionKey,
};
use super::record::{Record, Table};
use super::service::{Activity, ActivityField, ActivityKey, Service, ServiceField, ServiceKey};
use super::sheet::{Sheet, SheetField, SheetKey};
use super::transfer::{Transfer, TransferField, TransferKey};
use super::watch::{
    Handover, HandoverField, HandoverKey, Log, LogField, LogKey, SpotCheck, SpotCheckField,
    SpotCheckKey, ZeroReport, ZeroReportField, ZeroReportKey,
};

/// Somebody who looks at every table, whatever records it holds.
pub trait TableVisitor {
    /// Looks at one table.
    fn table<R: Record + Serialize>(
        &mut self,
        name: &'static str,
        columns: &'static [&'static str],
        table: &Table<R>,
    ) where
        R::Id: Serialize;
}

/// Declares the document from its tables: `name: Record(Id) = Variant, Field, Key`.
///
/// A new kind of record is one line here.
macro_rules! document {
    ($( $(#[$doc:meta])* $table:ident : $record:ident($id:ty) = $variant:ident, $field:ident, $key:ident; )*) => {
        /// Everything the team keeps: all tables, and how often they changed while open.
        #[derive(Clone, Debug, Default)]
        pub struct Document {
            $( $(#[$doc])* pub $table: Table<$record>, )*
            /// Rises with every change while the document is open. No part of the file.
            revision: u64,
        }

        impl PartialEq for Document {
            /// Whether the records are the same; how they came about does not matter.
            fn eq(&self, other: &Self) -> bool {
                $( self.$table == other.$table && )* true
            }
        }

        /// Which record.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum RecordId {
            $( #[doc = concat!("One of [`Document::", stringify!($table), "`].")] $variant($id), )*
        }

        /// A kind of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {
            $( #[doc = concat!("Those of [`Document::", stringify!($table), "`].")] $variant, )*
        }

        /// One field of one record, without its value.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Cell {
            $( #[doc = concat!("A field in [`Document::", stringify!($table), "`].")] $variant($id, $key), )*
        }

        /// One field of one record, with a value to write there.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Put {
            $( #[doc = concat!("A field in [`Document::", stringify!($table), "`].")] $variant($id, $field), )*
        }

        /// One field of one record before and after. Turned round, it undoes itself.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Change {
            $( #[doc = concat!("A field in [`Document::", stringify!($table), "`]: was, now.")]
               $variant($id, $field, $field), )*
        }

        impl Document {
            /// The field's value, ready to be written back.
            pub fn read(&self, cell: &Cell) -> Put {
                match cell {
                    $( Cell::$variant(id, key) => Put::$variant(id.clone(), self.$table.field(id, key)), )*
                }
            }

            /// What writing `put` would change. Touches nothing.
            pub fn change(&self, put: Put) -> Change {
                match put {
                    $( Put::$variant(id, now) => {
                        let was = self.$table.field(&id, &$record::key(&now));
                        Change::$variant(id, was, now)
                    } )*
                }
            }

            /// Writes one field. Decides nothing, cannot fail.
            pub fn apply(&mut self, put: Put) {
                self.revision += 1;
                match put {
                    $( Put::$variant(id, field) => self.$table.set(&id, field), )*
                }
            }

            /// What would have to change for this document to become `other`.
            pub fn differences(&self, other: &Self) -> Vec<Change> {
                let mut changes = Vec::new();
                $( {
                    let written = |doc: &Self| {
                        doc.$table.all().flat_map(|(id, record)| {
                            let keys = record.written().into_iter();
                            keys.map(move |field| (id.clone(), $record::key(&field)))
                        }).collect::<std::collections::BTreeSet<_>>()
                    };
                    for (id, key) in written(self).union(&written(other)) {
                        let was = self.$table.field(id, key);
                        let now = other.$table.field(id, key);
                        if was != now {
                            changes.push(Change::$variant(id.clone(), was, now));
                        }
                    }
                } )*
                changes
            }

            /// Whether that record is there for people to see.
            pub fn has(&self, record: &RecordId) -> bool {
                match record {
                    $( RecordId::$variant(id) => self.$table.get(id).is_some(), )*
                }
            }

            /// Shows every table to `visitor`, by its name and its fields' names.
            pub fn visit_tables<V: TableVisitor>(&self, visitor: &mut V) {
                $( visitor.table(stringify!($table), $record::COLUMNS, &self.$table); )*
            }

            /// The records that are not the same in `before`, in order.
            pub fn changed_since(&self, before: &Self) -> Vec<RecordId> {
                let mut changed = Vec::new();
                $( changed.extend(
                    self.$table.changed_since(&before.$table).map(|id| RecordId::$variant(id.clone())),
                ); )*
                changed
            }

            /// All records there for people to see, table by table.
            pub fn records(&self) -> Vec<RecordId> {
                let mut all = Vec::new();
                $( all.extend(self.$table.iter().map(|(id, _)| RecordId::$variant(id.clone()))); )*
                all
            }
        }

        impl RecordId {
            /// What kind of record it is.
            pub fn kind(&self) -> Kind {
                match self {
                    $( Self::$variant(_) => Kind::$variant, )*
                }
            }

            /// The field that says whether the record is there to see.
            pub fn keep(&self, kept: bool) -> Put {
                match self {
                    $( Self::$variant(id) => Put::$variant(id.clone(), $field::Kept(kept)), )*
                }
            }
        }

        impl Cell {
            /// The record the field belongs to.
            pub fn record(&self) -> RecordId {
                match self {
                    $( Self::$variant(id, _) => RecordId::$variant(id.clone()), )*
                }
            }
        }

        impl Cell {
            /// The word people read for the field.
            pub fn word(&self) -> &'static str {
                match self {
                    $( Self::$variant(_, key) => key.word(), )*
                }
            }
        }

        impl Put {
            /// Where the value goes.
            pub fn cell(&self) -> Cell {
                match self {
                    $( Self::$variant(id, field) => Cell::$variant(id.clone(), $record::key(field)), )*
                }
            }
        }

        impl Change {
            /// Which field.
            pub fn cell(&self) -> Cell {
                match self {
                    $( Self::$variant(id, _, now) => Cell::$variant(id.clone(), $record::key(now)), )*
                }
            }

            /// The value before.
            pub fn was(&self) -> Put {
                match self {
                    $( Self::$variant(id, was, _) => Put::$variant(id.clone(), was.clone()), )*
                }
            }

            /// The value after.
            pub fn now(&self) -> Put {
                match self {
                    $( Self::$variant(id, _, now) => Put::$variant(id.clone(), now.clone()), )*
                }
            }

            /// The change that takes this one back.
            #[must_use]
            pub fn inverse(self) -> Self {
                match self {
                    $( Self::$variant(id, was, now) => Self::$variant(id, now, was), )*
                }
            }

            /// This change followed by `later` on the same field; `None` for another field.
            pub fn followed_by(&self, later: &Self) -> Option<Self> {
                match (self, later) {
                    $( (Self::$variant(id, was, now), Self::$variant(other, _, then))
                        if id == other && $record::key(now) == $record::key(then) =>
                        Some(Self::$variant(id.clone(), was.clone(), then.clone())), )*
                    _ => None,
                }
            }

            /// Whether nothing is different afterwards.
            pub fn is_idle(&self) -> bool {
                match self {
                    $( Self::$variant(_, was, now) => was == now, )*
                }
            }
        }

        $( impl From<($id, $field)> for Put {
            fn from((id, field): ($id, $field)) -> Self {
                Self::$variant(id, field)
            }
        } )*
    };
}

document! {
    /// The mine itself: one record.
    mine: Mine(Only) = Mine, MineField, MineKey;
    /// The season the file is about: one record.
    season: Season(Only) = Season, SeasonField, SeasonKey;
    /// Units of the mine, and contractors.
    units: Unit(UnitId) = Unit, UnitField, UnitKey;
    /// Everybody named on a paper.
    persons: Person(PersonId) = Person, PersonField, PersonKey;
    /// Posts with A角 and B角.
    posts: Post(PostId) = Post, PostField, PostKey;
    /// The contingency plan being worked on: one record.
    plan: Plan(Only) = Plan, PlanField, PlanKey;
    /// Response cards.
    cards: Card(CardCode) = Card, CardField, CardKey;
    /// Approved versions of the plan.
    versions: Version(VersionId) = Version, VersionField, VersionKey;
    /// The telephone table.
    phones: Phone(PhoneId) = Phone, PhoneField, PhoneKey;
    /// The rota, cell by cell.
    duties: Duty(DutyId) = Duty, DutyField, DutyKey;
    /// Responsibility zones.
    zones: Zone(ZoneId) = Zone, ZoneField, ZoneKey;
    /// Surface sites.
    sites: Site(SiteId) = Site, SiteField, SiteKey;
    /// Patrol routes.
    routes: Route(RouteId) = Route, RouteField, RouteKey;
    /// Check items, every edition ever put on paper.
    items: Item(Code) = Item, ItemField, ItemKey;
    /// Which items belong to which kind of site.
    checklists: Checklist(SiteKind) = Checklist, ChecklistField, ChecklistKey;
    /// Hazards.
    hazards: Hazard(HazardId) = Hazard, HazardField, HazardKey;
    /// Slips by which hazards are handed over.
    transfers: Transfer(TransferId) = Transfer, TransferField, TransferKey;
    /// Patrol and inspection sheets.
    sheets: Sheet(SheetId) = Sheet, SheetField, SheetKey;
    /// Duty logs.
    logs: Log(LogId) = Log, LogField, LogKey;
    /// Zero reports.
    zero_reports: ZeroReport(ZeroReportId) = ZeroReport, ZeroReportField, ZeroReportKey;
    /// Handovers.
    handovers: Handover(HandoverId) = Handover, HandoverField, HandoverKey;
    /// Spot checks of posts.
    spot_checks: SpotCheck(SpotCheckId) = SpotCheck, SpotCheckField, SpotCheckKey;
    /// Activities of publicity.
    activities: Activity(ActivityId) = Activity, ActivityField, ActivityKey;
    /// Services done for people.
    services: Service(ServiceId) = Service, ServiceField, ServiceKey;
    /// Every printed number ever issued, voided ones included.
    numbers: Numbered(Number) = Number, NumberField, NumberKey;
}

impl Document {
    /// How often the document changed since it was opened. What was computed from an earlier
    /// revision may be out of date.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The mine's profile.
    pub fn profile(&self) -> Mine {
        self.mine.find(&Only).cloned().unwrap_or_default()
    }

    /// The season.
    pub fn current_season(&self) -> Season {
        self.season.find(&Only).cloned().unwrap_or_default()
    }

    /// The plan being worked on.
    pub fn current_plan(&self) -> Plan {
        self.plan.find(&Only).cloned().unwrap_or_default()
    }

    /// A post's name; empty if there is none.
    pub fn post_name(&self, id: Option<PostId>) -> &str {
        id.and_then(|id| self.posts.find(&id)).map_or("", |post| post.name.as_str())
    }

    /// A person's name as it stands on paper; empty if nobody is known by that id.
    pub fn person_name(&self, id: PersonId) -> &str {
        self.persons.find(&id).map_or("", |person| person.name.as_str())
    }

    /// Several persons' names, joined as Chinese papers do.
    pub fn person_names(&self, ids: &[PersonId]) -> String {
        ids.iter().map(|id| self.person_name(*id)).collect::<Vec<_>>().join("、")
    }

    /// A unit's name; empty if there is none.
    pub fn unit_name(&self, id: Option<UnitId>) -> &str {
        id.and_then(|id| self.units.find(&id)).map_or("", |unit| unit.name.as_str())
    }

    /// A site's name; empty if there is none.
    pub fn site_name(&self, id: Option<SiteId>) -> &str {
        id.and_then(|id| self.sites.find(&id)).map_or("", |site| site.name.as_str())
    }

    /// A zone's name; empty if there is none.
    pub fn zone_name(&self, id: Option<ZoneId>) -> &str {
        id.and_then(|id| self.zones.find(&id)).map_or("", |zone| zone.name.as_str())
    }
}
