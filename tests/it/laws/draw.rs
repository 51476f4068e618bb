//! Values of every type a field or a verb may hold, drawn by small numbers so that they shrink.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use shousui::action::paste::What;
use shousui::action::{Away, NewSwap, Registered, Timed};
use shousui::model::checklist::{Class, Code, Depth, Judge, Trade};
use shousui::model::danger::{Danger, Doer};
use shousui::model::duty::{DutyId, DutyShift};
use shousui::model::gathering::{Gathering, GatheringKind};
use shousui::model::hazard::{FoundOn, Judgement, Source};
use shousui::model::id::{
    ActivityId, EntryId, GatheringId, HandoutId, HandoverId, HazardId, IncidentId, LineId, LogId,
    Mint, PairingId, PersonId, PhoneId, PostId, PrintoutId, ResidentId, RouteId, ServiceId,
    SheetId, SiteId, SpotCheckId, StewardId, SupplyId, SwapId, TransferId, UnitId, VersionId,
    ZeroReportId, ZoneId,
};
use shousui::model::incident::{
    Answer, Aspect, Became, DrillKind, Improvement, Level, LineKind, OrderWay, Rating,
};
use shousui::model::measure::{Measure, Measured, Quantity};
use shousui::model::mine::{Announced, KeyPeriod, LittleYear, Only, Phase, Term};
use shousui::model::number::{Number, NumberKind, Series};
use shousui::model::people::{
    Certificate, Group, Leave, Membership, NameOrder, Part, Person, Post, Role, Sex, Skill,
    Standing, Unit,
};
use shousui::model::place::{Route, Site, SiteKind, Zone};
use shousui::model::plan::{
    Card, CardCode, CardStep, Chapter, Countersign, Handout, Phone, PlanKind, PlanSort,
};
use shousui::model::printout::Printout;
use shousui::model::resident::{Resident, ResidentKind};
use shousui::model::rota::{BigDay, Origin, Pairing, RotaRule, Tie, Wanted, Wish};
use shousui::model::service::{Activity, ActivityForm, Liking, Service, ServiceKind, Theme};
use shousui::model::sheet::{Point, PostSigner};
use shousui::model::steward::{Steward, StewardKind};
use shousui::model::supply::{Supply, SupplyKind, SupplyState};
use shousui::model::swap::{Handed, SwapKind};
use shousui::model::watch::{
    Call, CheckWay, Handover, Log, LogLine, Outcome, SpotCheck, ZeroReport,
};
use shousui::model::{Cell, Document};
use shousui::rules::duty::relief::Step;
use shousui::session::Claim;

use crate::fixture::{day, replica};

/// How many numbers an act carries.
pub(super) const DICE: usize = 12;

/// What an act is drawn from: the workbook as it stands, and the numbers of the act.
pub(super) struct Draw<'a> {
    pub(super) doc: &'a Document,
    pub(super) contested: &'a BTreeMap<Cell, Vec<Claim>>,
    pub(super) now: NaiveDateTime,
    dice: [u8; DICE],
    next: u8,
}

impl<'a> Draw<'a> {
    pub(super) fn new(
        doc: &'a Document,
        contested: &'a BTreeMap<Cell, Vec<Claim>>,
        now: NaiveDateTime,
        dice: [u8; DICE],
    ) -> Self {
        Self { doc, contested, now, dice, next: 0 }
    }

    /// The next number. Once all are used they come again, each differently; zero stays zero.
    pub(super) fn die(&mut self) -> u8 {
        let (round, place) = (usize::from(self.next) / DICE, usize::from(self.next) % DICE);
        self.next = self.next.wrapping_add(1);
        let turned = self.dice[place].wrapping_mul(u8::try_from(2 * round + 1).unwrap());
        turned.rotate_left(u32::try_from(3 * round % 8).unwrap())
    }

    /// One of several; nothing of none.
    pub(super) fn one_of<T: Clone>(&mut self, all: impl IntoIterator<Item = T>) -> Option<T> {
        let all: Vec<T> = all.into_iter().collect();
        let die = usize::from(self.die());
        (!all.is_empty()).then(|| all[die % all.len()].clone())
    }

    /// Whether something happens that happens once in so many times; never to a zero.
    pub(super) fn once_in(&mut self, times: u8) -> bool {
        self.die() % times == times - 1
    }

    /// A value of that type; nothing where the workbook has nothing to name.
    pub(super) fn any<T: Drawn>(&mut self) -> Option<T> {
        T::drawn(self)
    }
}

/// A type of which a value can be drawn.
pub(super) trait Drawn: Sized {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self>;
}

impl Drawn for bool {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        Some(draw.die() % 2 == 1)
    }
}

impl Drawn for u16 {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        draw.one_of([10, 20, 0, 1, 2, 15, 30, 40, 60, 480, Self::MAX])
    }
}

impl Drawn for u32 {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        draw.one_of([0, 1, 59, 3600, 90_000, Self::MAX])
    }
}

/// In metres mostly, which most distances are in.
impl Drawn for Quantity {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        let minutes = Self::minutes(10, Some(20));
        draw.one_of([Self::metres(8), Self::metres(60), minutes, Self::metres(u16::MAX)])
    }
}

/// The year of a season.
impl Drawn for i32 {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        draw.one_of([2027, 2026, 2028, 0, -1, 9999])
    }
}

/// Words as offices write them, blank ones, and signs that a file has to carry unharmed.
const WORDS: [&str; 16] = [
    "说明",
    "安全出口上锁",
    "东侧",
    "苗小满",
    "亢宝庆",
    "安监部",
    "安全出口夜间上链锁",
    "已整改",
    "13800001111",
    "8001",
    "V2",
    "",
    "  ",
    "“甲\\乙”\"丙\"",
    "第一行\n第二行\r\n\t末行",
    "(id:\"),]//\u{202E}\u{0}e\u{301}𠮷",
];

impl Drawn for String {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        draw.one_of(WORDS).map(str::to_owned)
    }
}

impl Drawn for NaiveDate {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        let near = |days: u64| day().checked_add_days(Days::new(days));
        match draw.die() {
            ..160 => Some(draw.now.date()),
            die @ 160..250 => near(u64::from(die % 6)),
            250.. => draw.one_of([day().pred_opt()?, Self::from_ymd_opt(2026, 2, 16)?, Self::MAX]),
        }
    }
}

impl Drawn for NaiveTime {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        let hour = draw.one_of([7, 8, 9, 20, 23, 0])?;
        Self::from_hms_opt(hour, 30, 0)
    }
}

impl Drawn for NaiveDateTime {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        if draw.once_in(5) { Some(draw.now - TimeDelta::hours(9)) } else { Some(draw.now) }
    }
}

impl<T: Drawn> Drawn for Option<T> {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        Some(if draw.once_in(4) { None } else { draw.any() })
    }
}

impl<T: Drawn> Drawn for Vec<T> {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        let count = draw.one_of([1, 2, 3, 0])?;
        Some((0..count).filter_map(|_place| draw.any()).collect())
    }
}

impl<K: Drawn + Ord, V: Drawn> Drawn for BTreeMap<K, V> {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        let count = draw.one_of([0, 1, 2])?;
        Some((0..count).filter_map(|_place| Some((draw.any()?, draw.any()?))).collect())
    }
}

/// Plain choices: any of all there are.
macro_rules! chosen {
    ($($name:ident),* $(,)?) => {$(
        impl Drawn for $name {
            fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
                draw.one_of(Self::ALL.iter().copied())
            }
        }
    )*};
}

chosen!(
    ActivityForm,
    Announced,
    Answer,
    Aspect,
    Became,
    BigDay,
    Chapter,
    CheckWay,
    Class,
    Danger,
    Depth,
    Doer,
    DrillKind,
    DutyShift,
    GatheringKind,
    Group,
    Judge,
    Level,
    Liking,
    Measure,
    LineKind,
    NameOrder,
    NumberKind,
    OrderWay,
    Origin,
    Outcome,
    PlanKind,
    PlanSort,
    Rating,
    Registered,
    ResidentKind,
    Role,
    LittleYear,
    Phase,
    RotaRule,
    ServiceKind,
    Sex,
    Skill,
    Part,
    Source,
    Standing,
    StewardKind,
    SupplyKind,
    SupplyState,
    SwapKind,
    Term,
    Theme,
    Tie,
    Trade,
    Wanted,
    What,
);

/// Mostly one of the kinds the sites of the small mine are of.
impl Drawn for SiteKind {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        let few = [Self::Dormitory, Self::Canteen, Self::ChargingShed];
        if draw.once_in(6) { draw.one_of(Self::ALL.iter().copied()) } else { draw.one_of(few) }
    }
}

/// Things made of parts: each part drawn. A new part does not compile until it is named here.
macro_rules! made_of {
    ($($name:ident { $($part:ident),* $(,)? })*) => {$(
        impl Drawn for $name {
            fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
                Some(Self { $($part: draw.any()?),* })
            }
        }
    )*};
}

made_of! {
    Membership { standing, squad, group, role }
    Certificate { skill, number, until }
    Leave { from, to }
    KeyPeriod { from, to, why }
    Wish { day, wanted }
    Handed { before, after }
    Step { cell, out, into }
    Away { leave, is_leave, deputy, zones }
    NewSwap { steps, absent, away, asked_by, approved_by, reason, note }
    Improvement { words, person, until, done }
    Timed { since, resumed }
    CardStep { who, post, what, within, by, near }
    Countersign { unit, opinion, person, on }
    Measured { quantity, basis }
    LogLine { at, words }
    Call { at, from, matter, done, by }
    Judgement { major, by, on }
    FoundOn { sheet, row }
    Point { site, items }
    PostSigner { site, person }
    Series { kind, year, label }
    Person {
        kept, name, unit, title, phone, mobile, woman, membership, certificates, branch, training,
        pledged, leaves, no_nights, wishes, commutes, former, note,
    }
    Unit { kept, name, head, phone, contractor }
    Zone { kept, name, keeper, backup }
    Site { kept, name, kind, zone, unit, note, warden, muster }
    Resident { kept, name, building, elsewhere, room, kind, unit, phone, from, to, helped, note }
    Route { kept, name, area, stops }
    Post {
        kept, name, group, primary, backup, duties, place, phone, shifts, seats, needs, official,
        order, part, pool, split, sex,
    }
    Pairing { kept, name, tie, people, head, note }
    Steward { kept, kind, person, trade, sites, from, to, note }
    Supply {
        kept, name, kind, code, model, amount, unit, site, place, keeper, until, checked, checker, next,
        state, cards, note,
    }
    Handout { kept, version, number, holder, person, on, returned, note }
    Phone { kept, name, number, note, national, dialled, dialled_by, order }
    Card {
        kept, title, lead, places, risk, signs, forbidden, retreat, calls, muster, kit, basis, reviewed,
        reviewed_words, steps,
    }
    Log {
        kept, day, shift, weather, leader, keepers, captain, visits, incidents, works, utilities,
        services, left, entered, lines, calls,
    }
    ZeroReport { kept, day, at, receiver, way, reporter, expected, present, words }
    Handover {
        kept, day, shift, at, giver, taker, state, devices, unfinished, kit, reminders, orders,
    }
    SpotCheck { kept, day, at, way, checker, post, expected, present, outcome, measure }
    Activity {
        kept, title, theme, form, day, from, to, place, organiser, speaker, invited, expected,
        staff, contractors, families, materials, points, effect, answered, passed, writer,
    }
    Gathering {
        kept, title, kind, day, from, to, place, leader, expected, attended, others, minutes, points,
        result, skill, writer,
    }
    Service { kept, day, kind, whom, people, words, members, minutes, liking, note }
    Printout { kept, paper, title, record, from, to, by_hand, at, code, digest, place, withdrawn }
}

/// The name of a record nobody ever put on the books.
fn unknown() -> Mint {
    Mint { entry: EntryId { replica: replica(0), number: 0 }, place: 0 }
}

/// Records: mostly one of those on the books, seldom one that is not.
macro_rules! on_the_books {
    ($($id:ident in $table:ident),* $(,)?) => {$(
        impl Drawn for $id {
            fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
                if draw.once_in(24) {
                    return Some(Self(unknown()));
                }
                let doc = draw.doc;
                draw.one_of(doc.$table.iter().map(|(id, _)| *id))
            }
        }
    )*};
}

on_the_books! {
    UnitId in units, PersonId in persons, PostId in posts, VersionId in versions,
    PhoneId in phones, ZoneId in zones, SiteId in sites, RouteId in routes, HazardId in hazards,
    TransferId in transfers, SheetId in sheets, LogId in logs, ZeroReportId in zero_reports,
    HandoverId in handovers, SpotCheckId in spot_checks, ActivityId in activities,
    ServiceId in services, PrintoutId in printouts, PairingId in pairings, SwapId in swaps,
    IncidentId in incidents, LineId in incident_lines,
    ResidentId in residents, HandoutId in handouts, GatheringId in gatherings,
    StewardId in stewards, SupplyId in supplies,
}

impl Drawn for Only {
    fn drawn(_draw: &mut Draw<'_>) -> Option<Self> {
        Some(Self)
    }
}

impl Drawn for CardCode {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        let doc = draw.doc;
        draw.one_of(doc.cards.iter().map(|(code, _)| code.clone()))
    }
}

impl Drawn for Code {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        let doc = draw.doc;
        if draw.once_in(2) {
            // One that is on no paper yet: its words may still be written.
            let on_paper: BTreeSet<&Self> =
                doc.sheets.iter().flat_map(|(_, one)| one.rows()).map(|row| row.item).collect();
            let codes = doc.items.iter().map(|(code, _)| code);
            let free = codes.filter(|code| !on_paper.contains(code)).cloned();
            if let Some(code) = draw.one_of(free) {
                return Some(code);
            }
        }
        draw.one_of(doc.items.iter().map(|(code, _)| code.clone()))
    }
}

impl Drawn for DutyId {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        Some(Self { day: draw.any()?, post: draw.any()?, shift: draw.any()? })
    }
}

/// One that was issued, or any at all.
impl Drawn for Number {
    fn drawn(draw: &mut Draw<'_>) -> Option<Self> {
        let doc = draw.doc;
        let issued = draw.one_of(doc.numbers.iter().map(|(number, _)| number.clone()));
        let free = Self { series: draw.any()?, seq: 1 };
        if draw.once_in(4) { Some(free) } else { issued }
    }
}
