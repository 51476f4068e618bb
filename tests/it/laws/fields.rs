//! Every field of every record with a value: those a person writes directly, and those that
//! change only through a verb of their own.

use shousui::model::checklist::{ChecklistField, ItemField};
use shousui::model::duty::DutyField;
use shousui::model::gathering::GatheringField;
use shousui::model::hazard::HazardField;
use shousui::model::incident::{IncidentField, IncidentLineField};
use shousui::model::mine::{MineField, SeasonField};
use shousui::model::number::{NumberField, Use};
use shousui::model::people::{PersonField, PostField, Training, UnitField};
use shousui::model::place::{RouteField, SiteField, ZoneField};
use shousui::model::plan::{CardField, HandoutField, PhoneField, PlanField, VersionField};
use shousui::model::printout::PrintoutField;
use shousui::model::resident::ResidentField;
use shousui::model::rota::PairingField;
use shousui::model::service::{ActivityField, ServiceField};
use shousui::model::sheet::SheetField;
use shousui::model::steward::StewardField;
use shousui::model::supply::SupplyField;
use shousui::model::swap::SwapField;
use shousui::model::transfer::TransferField;
use shousui::model::watch::{HandoverField, LogField, SpotCheckField, ZeroReportField};
use shousui::model::{Put, RecordId};

use super::draw::Draw;

/// How a value of one variant is drawn; nothing where the workbook has nothing to name.
pub(super) type Make<T> = fn(&mut Draw<'_>) -> Option<T>;

/// The same, made while the tests run.
pub(super) type Maker<T> = Box<dyn Fn(&mut Draw<'_>) -> Option<T> + Send + Sync>;

/// An enum of which every variant has a generator.
pub(super) trait Variants: Sized + 'static {
    /// Each variant with its generator.
    const ALL: &'static [(&'static str, Make<Self>)];

    /// Which variant this is.
    fn variant(&self) -> &'static str;
}

/// One of the variants, whichever the numbers say.
pub(super) fn any_of<T: Variants>(draw: &mut Draw<'_>) -> Option<T> {
    let (_, make) = draw.one_of(T::ALL.iter().copied())?;
    make(draw)
}

/// Gives each variant of an enum its generator. A new variant does not compile until it has one;
/// that each makes what it stands for is asked by `every_generator_makes_what_it_is_named_for`.
macro_rules! variants {
    ($name:ident { $($variant:ident = $make:expr),* $(,)? }) => {
        impl $crate::laws::fields::Variants for $name {
            const ALL: &'static [(&'static str, $crate::laws::fields::Make<Self>)] =
                &[$((concat!(stringify!($name), "::", stringify!($variant)), $make)),*];

            fn variant(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } =>
                        concat!(stringify!($name), "::", stringify!($variant)),)*
                }
            }
        }

        impl $crate::laws::draw::Drawn for $name {
            fn drawn(draw: &mut $crate::laws::draw::Draw<'_>) -> Option<Self> {
                $crate::laws::fields::any_of(draw)
            }
        }
    };
}
pub(super) use variants;

variants! { Training {
    Planned = |draw| Some(Training::Planned(draw.any()?)),
    Passed = |draw| Some(Training::Passed(draw.any()?)),
} }

variants! { Use {
    Borne = |draw| Some(Use::Borne(draw.any()?)),
    Void = |draw| Some(Use::Void { bearer: draw.any()?, why: draw.any()? }),
} }

/// The fields of a record, apart: those a person writes directly, and those bound to verbs.
pub(super) trait Fields: Sized + 'static {
    /// Those a person writes directly.
    const FREE: &'static [(&'static str, Make<Self>)];
    /// Those that change only through a verb.
    const BOUND: &'static [(&'static str, Make<Self>)];

    /// Which field this is.
    fn field(&self) -> &'static str;
}

/// Sorts the fields of a record. `maps` are free fields that are entries of a map, `rows` bound
/// ones. A new field does not compile until it is named here.
macro_rules! fields {
    ($($name:ident {
        $($free:ident)* $(; maps $($map:ident)*)? $(; bound $($bound:ident)*)?
        $(; rows $($bmap:ident)*)?
    })*) => {$(
        impl Fields for $name {
            const FREE: &'static [(&'static str, Make<Self>)] = &[
                $((concat!(stringify!($name), "::", stringify!($free)),
                    |draw| Some(Self::$free(draw.any()?))),)*
                $($((concat!(stringify!($name), "::", stringify!($map)),
                    |draw| Some(Self::$map(draw.any()?, draw.any()?))),)*)?
            ];
            const BOUND: &'static [(&'static str, Make<Self>)] = &[
                (concat!(stringify!($name), "::Kept"), |draw| Some(Self::Kept(draw.any()?))),
                $($((concat!(stringify!($name), "::", stringify!($bound)),
                    |draw| Some(Self::$bound(draw.any()?))),)*)?
                $($((concat!(stringify!($name), "::", stringify!($bmap)),
                    |draw| Some(Self::$bmap(draw.any()?, draw.any()?))),)*)?
            ];

            fn field(&self) -> &'static str {
                match self {
                    Self::Kept(_) => concat!(stringify!($name), "::Kept"),
                    $(Self::$free(_) => concat!(stringify!($name), "::", stringify!($free)),)*
                    $($(Self::$map(..) => concat!(stringify!($name), "::", stringify!($map)),)*)?
                    $($(Self::$bound(_) =>
                        concat!(stringify!($name), "::", stringify!($bound)),)*)?
                    $($(Self::$bmap(..) =>
                        concat!(stringify!($name), "::", stringify!($bmap)),)*)?
                }
            }
        }
    )*};
}

fields! {
    MineField {
        Name FullName Place Kind Employees Staying PartyMembers Branches DispatchPhone
        OutsidePrefix MeetingPoint BriefTo StatutoryDocument Reviewed Order Id LittleYear Demo;
        maps Term RotaRule BigDay
    }
    SeasonField { Year First Last Cases NextSteps Notice Periods; maps Announced Phase }
    UnitField { Name Head Phone Contractor }
    PersonField {
        Name Unit Title Phone Mobile Woman Membership Certificates Branch Training Pledged Leaves
        NoNights Wishes Commutes Former Note
    }
    PostField {
        Name Group Primary Backup Duties Place Phone Shifts Seats Needs Official Order Part
        Pool Split Sex
    }
    PairingField { Name Tie People Head Note }
    StewardField { Kind Person Trade Sites From To Note }
    PlanField {
        Title Kind Sort Superior ValidFrom ValidTo Filing Minutes DialledWithin; maps Chapter Countersign Carried; rows Measure
    }
    CardField {
        Title Lead Places Risk Signs Forbidden Retreat Calls Muster Kit Basis Reviewed; maps Step; bound ReviewedWords
    }
    VersionField { ; bound Label Title By On Note Kind Sort Chapters Cards Countersigns }
    PhoneField { Name Number Note National Dialled DialledBy Order }
    SupplyField {
        Name Kind Code Model Amount Unit Site Place Keeper Until Checked Checker Next State Cards Note
    }
    HandoutField { Version Number Holder Person On Returned Note }
    DutyField { Persons Note Seats; bound Origin }
    ZoneField { Name Keeper Backup }
    SiteField { Name Kind Zone Unit Note Warden Muster }
    ResidentField { Name Building Elsewhere Room Kind Unit Phone From To Helped Note }
    RouteField { Name Area Stops }
    ItemField { Words Brief How Basis Classes Judge Trade Reviewed Near }
    ChecklistField { Patrol Signed Full Special }
    HazardField {
        FoundOnDay FoundAt Source Finders Site Place Words Item Class Trade Basis Measure Interim
        Funds Unit Owner Due SafetyNumber DualNumber MaybeMajor Judgement Note;
        bound Number Former Found Entered Steps
    }
    TransferField { By; bound Number Former Hazards At }
    SheetField {
        Walkers Electrician PostHolder PostSigners Left Back Weather;
        bound Number Former Depth Route Title Day Shift Points ElectricianPoints PostPoints PrintedWords
            Issued Ticked ElectricianTicked PostTicked Entered;
        rows Mark
    }
    LogField {
        Day Shift Weather Leader Keepers Captain Visits Incidents Works Utilities Services Left;
        maps Line Call; bound Entered
    }
    ZeroReportField { Day At Receiver Way Reporter Expected Present Words }
    HandoverField {
        Day Shift At Giver Taker State Devices Unfinished Kit Reminders Orders
    }
    SpotCheckField { Day At Way Checker Post Expected Present Outcome Measure }
    ActivityField {
        Title Theme Form Day From To Place Organiser Speaker Invited Expected Staff Contractors
        Families Materials Points Effect Answered Passed Writer
    }
    GatheringField {
        Title Kind Day From To Place Leader Expected Attended Others Minutes Points Result Skill
        Writer
    }
    ServiceField { Day Kind Whom People Words Members Minutes Liking Note }
    SwapField {
        AskedBy ApprovedBy Reason Note;
        bound Kind Absent StandIn At From To Back Zones Warned; rows Shift
    }
    IncidentField {
        HappenedOn HappenedAt What Site Place OrderedBy OrderWay OrderedAt Order People Measures Contact Became Result
        Good Lacking Scheme Struck;
        maps Rating Improvement; bound Began Drill Card; rows Step Answer
    }
    IncidentLineField {
        Words Struck HappenedAt HappenedOn;
        bound Incident Kind Step Level Expected Present Missing Took At Since Resumed
    }
    NumberField { ; bound Used }
    PrintoutField { Place Withdrawn; bound Paper Title Record From To ByHand At Code Digest }
}

/// A generator of one field of some record of its kind.
pub(super) struct Field {
    /// Which field.
    pub(super) name: &'static str,
    /// Whether a person writes it directly.
    pub(super) free: bool,
    /// How a value is drawn.
    pub(super) make: Maker<Put>,
}

/// Every table, with the enum of its fields. A new table does not compile until it is named here.
macro_rules! tables {
    ($($variant:ident $field:ident),* $(,)?) => {
        /// Every field of every record.
        pub(super) fn all_fields() -> Vec<Field> {
            let mut all = Vec::new();
            $(for (free, list) in [(true, $field::FREE), (false, $field::BOUND)] {
                for (name, make) in list {
                    let make = Box::new(|draw: &mut Draw<'_>| {
                        Some(Put::$variant(draw.any()?, make(draw)?))
                    });
                    all.push(Field { name, free, make });
                }
            })*
            all
        }

        /// Which field a value belongs to.
        pub(super) fn field_of(put: &Put) -> &'static str {
            match put {
                $(Put::$variant(_, field) => field.field(),)*
            }
        }

        variants! { RecordId { $($variant = |draw| Some(RecordId::$variant(draw.any()?))),* } }
    };
}

tables! {
    Mine MineField, Season SeasonField, Unit UnitField, Person PersonField, Post PostField,
    Pairing PairingField,
    Plan PlanField, Card CardField, Version VersionField, Phone PhoneField, Handout HandoutField, Supply SupplyField, Duty DutyField,
    Zone ZoneField, Site SiteField, Resident ResidentField, Route RouteField, Item ItemField,
    Checklist ChecklistField, Hazard HazardField, Transfer TransferField, Sheet SheetField,
    Log LogField, ZeroReport ZeroReportField, Handover HandoverField,
    SpotCheck SpotCheckField, Activity ActivityField, Service ServiceField, Gathering GatheringField, Number NumberField,
    Printout PrintoutField, Swap SwapField, Steward StewardField,
    Incident IncidentField, IncidentLine IncidentLineField,
}
