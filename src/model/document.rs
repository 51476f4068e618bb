//! The document: every table of records, and the one way to change it, field by field.

use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};

use super::checklist::{Checklist, Code, Item};
use super::duty::{Duty, DutyId, DutyShift};
use super::gathering::{Gathering, GatheringKey};
use super::hazard::Hazard;
use super::id::{
    ActivityId, GatheringId, HandoutId, HandoverId, HazardId, IncidentId, LineId, LogId, PairingId,
    PersonId, PhoneId, PostId, PrintoutId, ResidentId, RouteId, ServiceId, SheetId, SiteId,
    SpotCheckId, StewardId, SupplyId, SwapId, TransferId, UnitId, VersionId, ZeroReportId, ZoneId,
};
use super::incident::{Incident, IncidentLine};
use super::mine::{Mine, Only, Season};
use super::number::{Number, Numbered};
use super::people::{Person, PersonKey, Post, PostKey, Unit, UnitKey};
use super::place::{Route, RouteKey, Site, SiteKey, SiteKind, Zone, ZoneKey};
use super::plan::{Card, CardCode, CardKey, Handout, HandoutKey, Phone, PhoneKey, Plan, Version};
use super::printout::Printout;
use super::record::{About, Facts, Life, Record, Table};
use super::resident::{Resident, ResidentKey};
use super::rota::{Pairing, PairingKey};
use super::service::{Activity, ActivityKey, Service, ServiceKey, ServiceKind};
use super::sheet::Sheet;
use super::steward::Steward;
use super::supply::{Supply, SupplyKey};
use super::swap::Swap;
use super::transfer::Transfer;
use super::value::{Reading, Renaming, Value};
use super::watch::{
    Handover, HandoverKey, Log, LogKey, SpotCheck, SpotCheckKey, ZeroReport, ZeroReportKey,
};

mod lookup;
mod naming;
mod tabled;

use naming::{cell_name, incident_name, line_name, numbered, of_shift, steward_name, swap_name};
pub use tabled::{TableReader, TableVisitor, Tabled};

/// A number no document of this run has had: what was computed from one is never taken for another's.
fn next_revision() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// Declares the document from its tables, in the order of a person's interest, which is that of
/// the file: `name: Record(Id) = Variant, about;` where `about` says what people call such a
/// record and how it comes and goes. A new kind of record is one line here; the file, exports and search follow.
macro_rules! document {
    ($( $(#[$doc:meta])* $table:ident : $record:ident($id:ty) = $variant:ident, $about:expr; )*) => {
        /// Everything the team keeps: all tables, and how often they changed while open.
        #[derive(Clone, Debug, Default)]
        pub struct Document {
            $( $(#[$doc])* pub $table: Table<$record>, )*
            /// Another one with every change; two documents of a run that differ never share one.
            /// No part of the file.
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
            $( #[doc = concat!("A field in [`Document::", stringify!($table), "`].")]
               $variant($id, <$record as Record>::Key), )*
        }

        /// One field of one record, with a value to write there.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Put {
            $( #[doc = concat!("A field in [`Document::", stringify!($table), "`].")]
               $variant($id, <$record as Record>::Field), )*
        }

        /// One field of one record before and after. Turned round, it undoes itself.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Change {
            $( #[doc = concat!("A field in [`Document::", stringify!($table), "`]: was, now.")]
               $variant($id, <$record as Record>::Field, <$record as Record>::Field), )*
        }

        $( impl Tabled for $record {
            const ABOUT: About<Self> = $about;
            const KIND: Kind = Kind::$variant;

            fn table(doc: &Document) -> &Table<Self> {
                &doc.$table
            }

            fn record(id: $id) -> RecordId {
                RecordId::$variant(id)
            }

            fn id_of(record: &RecordId) -> Option<$id> {
                match record {
                    RecordId::$variant(id) => Some(id.clone()),
                    _ => None,
                }
            }

            fn put(id: $id, field: <$record as Record>::Field) -> Put {
                Put::$variant(id, field)
            }
        } )*

        impl Document {
            /// The names of all tables, in the order of the file.
            pub const TABLES: &'static [&'static str] = &[ $( stringify!($table), )* ];

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
                self.revision = next_revision();
                match put {
                    $( Put::$variant(id, field) => self.$table.set(&id, field), )*
                }
            }

            /// What would have to change for this document to become `other`.
            pub fn differences(&self, other: &Self) -> Vec<Change> {
                let mut changes = Vec::new();
                $( {
                    let ids: std::collections::BTreeSet<&$id> =
                        other.$table.changed_since(&self.$table).collect();
                    for id in ids {
                        let keys = |table: &Table<$record>| {
                            let written = table.find(id).map($record::written).unwrap_or_default();
                            written.iter().map($record::key).collect::<Vec<_>>()
                        };
                        let keys: std::collections::BTreeSet<_> =
                            keys(&self.$table).into_iter().chain(keys(&other.$table)).collect();
                        for key in keys {
                            let was = self.$table.field(id, &key);
                            let now = other.$table.field(id, &key);
                            if was != now {
                                changes.push(Change::$variant(id.clone(), was, now));
                            }
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
                $( visitor.table(stringify!($table), $record::columns(), &self.$table); )*
            }

            /// Lets `reader` read the table of that name; `false` if no table has it.
            ///
            /// # Errors
            /// As the reader's.
            pub fn read_table<R: TableReader>(
                &mut self,
                name: &str,
                reader: R,
            ) -> Result<bool, R::Error> {
                self.revision = next_revision();
                match name {
                    $( stringify!($table) => self.$table = reader.table()?, )*
                    _ => return Ok(false),
                }
                Ok(true)
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

            /// What people call a record, removed ones included; empty for one that was never
            /// there and for one without a name.
            pub fn name_of(&self, record: &RecordId) -> String {
                match record {
                    $( RecordId::$variant(id) => match self.$table.find(id) {
                        Some(one) => ($record::ABOUT.name)(self, id, one),
                        None => ($record::ABOUT.name)(self, id, &$record::default()),
                    }, )*
                }
            }

            /// The records that a record names in its fields.
            pub fn named_by(&self, record: &RecordId) -> Vec<RecordId> {
                let mut found = Vec::new();
                match record {
                    $( RecordId::$variant(id) => {
                        if let Some(one) = self.$table.find(id) {
                            Record::named(one, &mut found);
                        }
                    } )*
                }
                found
            }

            /// The fields of a record in which it differs from an unwritten one.
            pub fn written(&self, record: &RecordId) -> Vec<Put> {
                match record {
                    $( RecordId::$variant(id) => {
                        let fields = self.$table.find(id).map($record::written);
                        let puts = fields.into_iter().flatten();
                        puts.map(|field| Put::$variant(id.clone(), field)).collect()
                    } )*
                }
            }

            /// The word of the field that a record cannot go without and that is not filled in.
            pub fn lacks(&self, record: &RecordId) -> Option<&'static str> {
                let cell = record.required()?;
                let is_blank = self.read(&cell).shown(self).trim().is_empty();
                is_blank.then(|| cell.facts(self).word)
            }
        }

        impl Kind {
            /// How many records of the kind are there to see.
            pub fn count(self, doc: &Document) -> usize {
                match self { $( Self::$variant => doc.$table.len(), )* }
            }

            /// Every kind, in the order of the file.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];

            /// What people call such a record.
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $record::ABOUT.word, )* }
            }

            /// As it is written in files.
            pub fn code(self) -> &'static str {
                match self { $( Self::$variant => stringify!($variant), )* }
            }

            /// The name of its table.
            pub fn table(self) -> &'static str {
                match self { $( Self::$variant => stringify!($table), )* }
            }

            /// How such records come and go.
            pub fn life(self) -> Life {
                match self { $( Self::$variant => $record::ABOUT.life, )* }
            }

            /// Whether such records are taken over into the next season.
            pub fn stays(self) -> bool {
                match self { $( Self::$variant => $record::ABOUT.stays, )* }
            }

            /// How early such records are offered to whoever looks for something, if at all.
            pub fn rank(self) -> Option<usize> {
                match self { $( Self::$variant => $record::ABOUT.rank, )* }
            }
        }

        impl RecordId {
            /// What kind of record it is.
            pub fn kind(&self) -> Kind {
                match self {
                    $( Self::$variant(_) => Kind::$variant, )*
                }
            }

            /// The field that a record cannot go without, if there is one.
            pub fn required(&self) -> Option<Cell> {
                match self {
                    $( Self::$variant(id) =>
                        Some(Cell::$variant(id.clone(), ($record::ABOUT.required?)())), )*
                }
            }

            /// The field that says whether the record is there to see.
            pub fn keep(&self, kept: bool) -> Put {
                match self {
                    $( Self::$variant(id) => Put::$variant(id.clone(), $record::keep(kept)), )*
                }
            }

            /// What people call the record, told apart from others of its kind.
            pub fn told(&self, doc: &Document) -> String {
                match self {
                    $( Self::$variant(id) => id.shown(doc), )*
                }
            }

            /// Kind and name, for a sentence: 场所“3号公寓”, 本矿资料.
            pub fn about(&self, doc: &Document) -> String {
                let (word, told) = (self.kind().word(), self.told(doc));
                match told.trim() {
                    // Of some kinds there is but one record.
                    "" if doc.name_of(self) == word => word.to_owned(),
                    "" => format!("{word}（没有名称）"),
                    told => format!("{word}“{told}”"),
                }
            }

            /// The record of that kind of which [`Self::told`] says that.
            pub fn read(word: &str, told: &str, doc: &Document) -> Reading<Self> {
                match word {
                    $( word if word == $record::ABOUT.word => {
                        <$id as Value>::parse(told, doc).map(Self::$variant)
                    } )*
                    _ => Reading::Unclear,
                }
            }

            /// The record's id where renamed entries have their new names.
            #[must_use]
            pub fn renamed(&self, names: &Renaming) -> Self {
                match self {
                    $( Self::$variant(id) => Self::$variant(id.renamed(names)), )*
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

            /// What is said of the field.
            pub fn facts(&self, doc: &Document) -> Facts {
                match self {
                    $( Self::$variant(_, key) => $record::facts(key, doc), )*
                }
            }

            /// Reads the words of the field.
            pub fn parse(&self, text: &str, doc: &Document) -> Reading<Put> {
                match self {
                    $( Self::$variant(id, key) => <$record as Record>::parse(key, text, doc)
                        .map(|field| Put::$variant(id.clone(), field)), )*
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

            /// The same value for that record; none if it is of another kind.
            pub fn of_another(&self, record: &RecordId) -> Option<Self> {
                match (self, record) {
                    $( (Self::$variant(_, field), RecordId::$variant(id)) =>
                        Some(Self::$variant(id.clone(), field.clone())), )*
                    _ => None,
                }
            }

            /// The words of the value; empty for what is not filled in.
            pub fn shown(&self, doc: &Document) -> String {
                match self {
                    $( Self::$variant(_, field) => <$record as Record>::shown(field, doc), )*
                }
            }

            /// The same value where renamed entries have their new names.
            #[must_use]
            pub fn renamed(&self, names: &Renaming) -> Self {
                match self {
                    $( Self::$variant(id, field) =>
                        Self::$variant(id.renamed(names), <$record as Record>::renamed(field, names)), )*
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

            /// The same change where renamed entries have their new names.
            #[must_use]
            pub fn renamed(&self, names: &Renaming) -> Self {
                match self {
                    $( Self::$variant(id, was, now) => Self::$variant(
                        id.renamed(names),
                        <$record as Record>::renamed(was, names),
                        <$record as Record>::renamed(now, names),
                    ), )*
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

        $( impl From<($id, <$record as Record>::Field)> for Put {
            fn from((id, field): ($id, <$record as Record>::Field)) -> Self {
                Self::$variant(id, field)
            }
        } )*
    };
}

document! {
    /// The mine itself: one record.
    mine: Mine(Only) = Mine, About::<Mine>::new("本矿资料", |_, _, _| "本矿资料".to_owned()).alone().stays();
    /// The season the file is about: one record.
    season: Season(Only) = Season, About::<Season>::new("本季", |_, _, _| "本季".to_owned()).alone();
    /// Hazards.
    hazards: Hazard(HazardId) = Hazard,
        About::<Hazard>::new("隐患", |_, _, one| numbered(one.number.as_ref(), "未编号的隐患")).ranked(3);
    /// Patrol and inspection sheets.
    sheets: Sheet(SheetId) = Sheet,
        About::<Sheet>::new("巡查单", |_, _, one| numbered(one.number.as_ref(), &one.title)).ranked(4);
    /// Slips by which hazards are handed over.
    transfers: Transfer(TransferId) = Transfer,
        About::<Transfer>::new("移交单", |_, _, one| numbered(one.number.as_ref(), "未编号的移交单")).ranked(10);
    /// The rota, cell by cell.
    duties: Duty(DutyId) = Duty, About::<Duty>::new("值班", |doc, id, _| cell_name(doc, id)).alone();
    /// Changes of the rota: who stood in for whom.
    swaps: Swap(SwapId) = Swap, About::<Swap>::new("换班单", swap_name).ranked(18);
    /// Incidents and drills.
    incidents: Incident(IncidentId) = Incident, About::<Incident>::new("突发事件", incident_name).ranked(19);
    /// The lines of their records.
    incident_lines: IncidentLine(LineId) = IncidentLine, About::<IncidentLine>::new("处置记录", line_name);
    /// Duty logs.
    logs: Log(LogId) = Log,
        About::<Log>::new("值班日志", |_, _, one| of_shift(one.day, one.shift.map(DutyShift::word)))
            .by_hand().requires(|| LogKey::Day).ranked(13);
    /// Handovers.
    handovers: Handover(HandoverId) = Handover,
        About::<Handover>::new("交接班记录", |_, _, one| of_shift(one.day, one.shift.map(DutyShift::word)))
            .by_hand().requires(|| HandoverKey::Day).ranked(15);
    /// Zero reports.
    zero_reports: ZeroReport(ZeroReportId) = ZeroReport,
        About::<ZeroReport>::new("零报告", |_, _, one| of_shift(one.day, Some(&one.receiver)))
            .by_hand().requires(|| ZeroReportKey::Day).ranked(14);
    /// Spot checks of posts.
    spot_checks: SpotCheck(SpotCheckId) = SpotCheck,
        About::<SpotCheck>::new("查岗记录", |doc, _, one| of_shift(one.day, Some(doc.post_name(one.post))))
            .by_hand().requires(|| SpotCheckKey::Day).ranked(16);
    /// Activities of publicity.
    activities: Activity(ActivityId) = Activity,
        About::<Activity>::new("宣传活动", |_, _, one| one.title.clone())
            .by_hand().requires(|| ActivityKey::Title).ranked(11);
    /// Services done for people.
    services: Service(ServiceId) = Service,
        About::<Service>::new("服务记录", |_, _, one| of_shift(one.day, one.kind.map(ServiceKind::word)))
            .by_hand().requires(|| ServiceKey::Day).ranked(12);
    /// When the team came together.
    gatherings: Gathering(GatheringId) = Gathering, About::<Gathering>::new("培训会议", |_, _, one| one.title.clone())
        .by_hand().requires(|| GatheringKey::Title).ranked(11);
    /// The contingency plan being worked on: one record.
    plan: Plan(Only) = Plan, About::<Plan>::new("预案", |_, _, _| "预案".to_owned()).alone().stays();
    /// Response cards.
    cards: Card(CardCode) = Card,
        About::<Card>::new("处置卡", |_, code, one| format!("{code} {}", one.title))
            .by_hand().requires(|| CardKey::Title).stays().ranked(5);
    /// The telephone table.
    phones: Phone(PhoneId) = Phone, About::<Phone>::new("电话", |_, _, one| one.name.clone())
        .by_hand().requires(|| PhoneKey::Name).stays().ranked(1);
    /// Approved versions of the plan.
    versions: Version(VersionId) = Version,
        About::<Version>::new("预案版本", |_, _, one| format!("预案{}", one.label)).ranked(17);
    /// Copies of versions in people's hands.
    handouts: Handout(HandoutId) = Handout, About::<Handout>::new("发放登记", |_, _, one| one.holder.clone())
        .by_hand().requires(|| HandoutKey::Holder);
    /// What the team has at hand.
    supplies: Supply(SupplyId) = Supply, About::<Supply>::new("应急物资", |_, _, one| one.name.clone())
        .by_hand().requires(|| SupplyKey::Name).stays().ranked(21);
    /// Everybody named on a paper.
    persons: Person(PersonId) = Person, About::<Person>::new("人员", |_, _, one| one.name.clone())
        .by_hand().requires(|| PersonKey::Name).stays().ranked(0);
    /// Posts with A角 and B角.
    posts: Post(PostId) = Post, About::<Post>::new("岗位", |_, _, one| one.name.clone())
        .by_hand().requires(|| PostKey::Name).stays().ranked(6);
    /// Who is on duty together, and who never is.
    pairings: Pairing(PairingId) = Pairing, About::<Pairing>::new("搭班", |_, _, one| one.name.clone())
        .by_hand().requires(|| PairingKey::Name).stays().ranked(18);
    /// Units of the mine, and contractors.
    units: Unit(UnitId) = Unit, About::<Unit>::new("单位", |_, _, one| one.name.clone())
            .by_hand().requires(|| UnitKey::Name).stays().ranked(7);
    /// Responsibility zones.
    zones: Zone(ZoneId) = Zone, About::<Zone>::new("责任区", |_, _, one| one.name.clone())
            .by_hand().requires(|| ZoneKey::Name).stays().ranked(8);
    /// Surface sites.
    sites: Site(SiteId) = Site, About::<Site>::new("场所", |_, _, one| one.name.clone())
            .by_hand().requires(|| SiteKey::Name).stays().ranked(2);
    /// Who stays at the mine over the festival.
    residents: Resident(ResidentId) = Resident, About::<Resident>::new("留矿人员", |_, _, one| one.name.clone())
        .by_hand().requires(|| ResidentKey::Name).ranked(19);
    /// Experts and keepers of sites.
    stewards: Steward(StewardId) = Steward, About::<Steward>::new("专家管家", steward_name).by_hand().stays().ranked(20);
    /// Patrol routes.
    routes: Route(RouteId) = Route, About::<Route>::new("路线", |_, _, one| one.name.clone())
            .by_hand().requires(|| RouteKey::Name).stays().ranked(9);
    /// Which items belong to which kind of site.
    checklists: Checklist(SiteKind) = Checklist,
        About::<Checklist>::new("检查表", |doc, kind, _| format!("{}检查表", kind.shown(doc))).alone().stays();
    /// Check items, every edition ever put on paper.
    items: Item(Code) = Item, About::<Item>::new("检查项", |_, code, _| code.base.clone()).stays();
    /// Every printed number ever issued, voided ones included.
    numbers: Numbered(Number) = Number, About::<Numbered>::new("单号", |_, number, _| number.to_string());
    /// What was printed.
    printouts: Printout(PrintoutId) = Printout,
        About::<Printout>::new("打印记录", |_, _, one| one.title.clone());
}
