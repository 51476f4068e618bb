//! Where a person is: a place on the rail and what is picked there.

use crate::model::checklist::{Code, Judge};
use crate::model::id::{HazardId, RouteId, SheetId, SiteId, ZoneId};
use crate::model::place::SiteKind;
use crate::print::Request;

/// A place on the rail, in its order. Source: design.md 7; others come with their capability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// What is to be done today.
    Today,
    /// Zones, sites, routes, checklists.
    Sites,
    /// Sheets.
    Patrol,
    /// Hazards.
    Hazards,
    /// Prints.
    Papers,
    /// The mine's profile; reached from the menu, not on the rail.
    Profile,
}

impl Place {
    /// The rail, top to bottom.
    pub const RAIL: &[Self] =
        &[Self::Today, Self::Sites, Self::Patrol, Self::Hazards, Self::Papers];

    /// The word on the rail.
    pub fn word(self) -> &'static str {
        match self {
            Self::Today => "今日",
            Self::Sites => "责任区",
            Self::Patrol => "巡查",
            Self::Hazards => "隐患",
            Self::Papers => "材料",
            Self::Profile => "本矿资料",
        }
    }

    /// The digit that goes there with Ctrl.
    pub(super) fn digit(self) -> char {
        match self {
            Self::Today => '1',
            Self::Sites => '2',
            Self::Patrol => '3',
            Self::Hazards => '4',
            Self::Papers => '5',
            Self::Profile => '0',
        }
    }
}

/// What of 责任区 is in front.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SitesTab {
    /// Sites.
    #[default]
    Sites,
    /// Zones.
    Zones,
    /// Routes.
    Routes,
    /// Check items of a kind of site.
    Checklists,
}

/// Which hazards are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HazardFilter {
    /// Not signed off.
    #[default]
    Open,
    /// Past their limit.
    Late,
    /// Waiting for a second look or a signature.
    ToClose,
    /// Everything.
    All,
}

impl HazardFilter {
    /// All filters, in the order of the buttons.
    pub const ALL: &[Self] = &[Self::Open, Self::Late, Self::ToClose, Self::All];

    /// The word on the button.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "未销号",
            Self::Late => "超期",
            Self::ToClose => "待复查销号",
            Self::All => "全部",
        }
    }
}

/// Which row of a sheet is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entering {
    /// The sheet.
    pub sheet: SheetId,
    /// The block whose rest the person is asked to confirm.
    pub confirming: Option<Judge>,
}

/// What is in front at each place; stays while another place is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// The tab of 责任区.
    pub tab: SitesTab,
    /// The site.
    pub site: Option<SiteId>,
    /// The zone.
    pub zone: Option<ZoneId>,
    /// The route.
    pub route: Option<RouteId>,
    /// The kind whose checklist is shown.
    pub kind: Option<SiteKind>,
    /// The check item.
    pub item: Option<Code>,
    /// The day whose sheets are listed; today if none.
    pub day: Option<chrono::NaiveDate>,
    /// The sheet being typed back.
    pub entering: Option<Entering>,
    /// The hazard.
    pub hazard: Option<HazardId>,
    /// Which hazards are listed.
    pub filter: HazardFilter,
    /// The print in the preview.
    pub paper: Option<Request>,
}
