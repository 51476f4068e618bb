//! Where a person is: a place on the rail and what is picked there.

use chrono::NaiveDate;

use crate::model::RecordId;
use crate::model::checklist::{Code, Judge};
use crate::model::duty::DutyId;
use crate::model::id::{
    ActivityId, HandoverId, HazardId, LogId, PersonId, PhoneId, PostId, RouteId, ServiceId,
    SheetId, SiteId, SpotCheckId, VersionId, ZeroReportId, ZoneId,
};
use crate::model::place::SiteKind;
use crate::model::plan::{CardCode, Chapter};
use crate::print::Request;

/// A place on the rail, in its order. Source: office.md 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// What is to be done today.
    Today,
    /// Members, groups, posts.
    Team,
    /// Zones, sites, routes, checklists.
    Sites,
    /// The contingency plan, its cards, telephones.
    Plan,
    /// The rota.
    Rota,
    /// Sheets.
    Patrol,
    /// Hazards.
    Hazards,
    /// Logs, zero reports, handovers, spot checks.
    Watch,
    /// Publicity and help.
    Service,
    /// Prints.
    Papers,
    /// The mine's profile; reached from the menu, not on the rail.
    Profile,
}

impl Place {
    /// The rail, top to bottom.
    pub const RAIL: &[Self] = &[
        Self::Today,
        Self::Team,
        Self::Sites,
        Self::Plan,
        Self::Rota,
        Self::Patrol,
        Self::Hazards,
        Self::Watch,
        Self::Service,
        Self::Papers,
    ];

    /// The word on the rail.
    pub fn word(self) -> &'static str {
        match self {
            Self::Today => "今日",
            Self::Team => "队伍",
            Self::Sites => "责任区",
            Self::Plan => "预案",
            Self::Rota => "排班",
            Self::Patrol => "巡查",
            Self::Hazards => "隐患",
            Self::Watch => "值守",
            Self::Service => "宣传服务",
            Self::Papers => "材料",
            Self::Profile => "本矿资料",
        }
    }

    /// The digit that goes there with Ctrl; the profile has none.
    pub(super) fn digit(self) -> Option<char> {
        Some(match self {
            Self::Today => '1',
            Self::Team => '2',
            Self::Sites => '3',
            Self::Plan => '4',
            Self::Rota => '5',
            Self::Patrol => '6',
            Self::Hazards => '7',
            Self::Watch => '8',
            Self::Service => '9',
            Self::Papers => '0',
            Self::Profile => return None,
        })
    }
}

/// What of 队伍 is in front.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TeamTab {
    /// Members and everybody else named on papers.
    #[default]
    Members,
    /// The six groups and the squads.
    Groups,
    /// Posts with A角 and B角.
    Posts,
}

/// What of 预案 is in front.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlanTab {
    /// The chapters.
    #[default]
    Chapters,
    /// The response cards.
    Cards,
    /// The telephone table.
    Phones,
    /// Countersigning, approval, versions.
    Approval,
}

/// What of 值守 is in front.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WatchTab {
    /// Duty logs.
    #[default]
    Logs,
    /// Zero reports.
    ZeroReports,
    /// Handovers.
    Handovers,
    /// Spot checks.
    SpotChecks,
}

/// What of 宣传服务 is in front.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ServiceTab {
    /// Activities.
    #[default]
    Activities,
    /// Services.
    Services,
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
    /// The tab of 队伍.
    pub team: TeamTab,
    /// The person.
    pub person: Option<PersonId>,
    /// The post.
    pub post: Option<PostId>,
    /// The tab of 预案.
    pub plan: PlanTab,
    /// The chapter; the first if none.
    pub chapter: Option<Chapter>,
    /// The response card.
    pub card: Option<CardCode>,
    /// The line of the telephone table.
    pub phone: Option<PhoneId>,
    /// The approved version.
    pub version: Option<VersionId>,
    /// The first day of the rota shown; the week at hand if none.
    pub rota_from: Option<NaiveDate>,
    /// The cell of the rota.
    pub cell: Option<DutyId>,
    /// The tab of 值守.
    pub watch: WatchTab,
    /// The duty log.
    pub log: Option<LogId>,
    /// The zero report.
    pub zero_report: Option<ZeroReportId>,
    /// The handover.
    pub handover: Option<HandoverId>,
    /// The spot check.
    pub spot_check: Option<SpotCheckId>,
    /// The tab of 宣传服务.
    pub told: ServiceTab,
    /// The activity.
    pub activity: Option<ActivityId>,
    /// The service.
    pub service: Option<ServiceId>,
    /// The day whose sheets are listed; today if none.
    pub day: Option<NaiveDate>,
    /// The sheet being typed back.
    pub entering: Option<Entering>,
    /// The hazard.
    pub hazard: Option<HazardId>,
    /// Which hazards are listed.
    pub filter: HazardFilter,
    /// The print in the preview.
    pub paper: Option<Request>,
}

impl Picked {
    /// Picks a record where it lives, and says where that is.
    pub(super) fn pick(&mut self, record: &RecordId) -> Place {
        match record {
            RecordId::Person(_) | RecordId::Post(_) => self.pick_of_team(record),
            RecordId::Plan(_) | RecordId::Card(_) | RecordId::Phone(_) | RecordId::Version(_) => {
                self.pick_of_plan(record)
            }
            RecordId::Duty(id) => {
                (self.rota_from, self.cell) = (None, Some(*id));
                Place::Rota
            }
            RecordId::Hazard(id) => {
                self.hazard = Some(*id);
                Place::Hazards
            }
            RecordId::Sheet(id) => {
                self.entering = Some(Entering { sheet: *id, confirming: None });
                Place::Patrol
            }
            RecordId::Transfer(id) => {
                self.paper = Some(Request::Transfer(*id));
                Place::Papers
            }
            RecordId::Activity(id) => {
                (self.told, self.activity) = (ServiceTab::Activities, Some(*id));
                Place::Service
            }
            RecordId::Service(id) => {
                (self.told, self.service) = (ServiceTab::Services, Some(*id));
                Place::Service
            }
            RecordId::Log(_)
            | RecordId::ZeroReport(_)
            | RecordId::Handover(_)
            | RecordId::SpotCheck(_) => self.pick_of_watch(record),
            RecordId::Site(_)
            | RecordId::Zone(_)
            | RecordId::Route(_)
            | RecordId::Checklist(_)
            | RecordId::Item(_) => self.pick_of_sites(record),
            RecordId::Number(_) => Place::Papers,
            RecordId::Mine(_) | RecordId::Season(_) | RecordId::Unit(_) => Place::Profile,
        }
    }

    fn pick_of_team(&mut self, record: &RecordId) -> Place {
        match record {
            RecordId::Post(id) => (self.team, self.post) = (TeamTab::Posts, Some(*id)),
            RecordId::Person(id) => (self.team, self.person) = (TeamTab::Members, Some(*id)),
            _ => {}
        }
        Place::Team
    }

    fn pick_of_plan(&mut self, record: &RecordId) -> Place {
        match record {
            RecordId::Card(code) => (self.plan, self.card) = (PlanTab::Cards, Some(code.clone())),
            RecordId::Phone(id) => (self.plan, self.phone) = (PlanTab::Phones, Some(*id)),
            RecordId::Version(id) => (self.plan, self.version) = (PlanTab::Approval, Some(*id)),
            _ => self.plan = PlanTab::Approval,
        }
        Place::Plan
    }

    fn pick_of_watch(&mut self, record: &RecordId) -> Place {
        match record {
            RecordId::Log(id) => (self.watch, self.log) = (WatchTab::Logs, Some(*id)),
            RecordId::ZeroReport(id) => {
                (self.watch, self.zero_report) = (WatchTab::ZeroReports, Some(*id));
            }
            RecordId::Handover(id) => {
                (self.watch, self.handover) = (WatchTab::Handovers, Some(*id));
            }
            RecordId::SpotCheck(id) => {
                (self.watch, self.spot_check) = (WatchTab::SpotChecks, Some(*id));
            }
            _ => {}
        }
        Place::Watch
    }

    fn pick_of_sites(&mut self, record: &RecordId) -> Place {
        match record {
            RecordId::Site(id) => (self.tab, self.site) = (SitesTab::Sites, Some(*id)),
            RecordId::Zone(id) => (self.tab, self.zone) = (SitesTab::Zones, Some(*id)),
            RecordId::Route(id) => (self.tab, self.route) = (SitesTab::Routes, Some(*id)),
            RecordId::Item(code) => {
                (self.tab, self.item) = (SitesTab::Checklists, Some(code.clone()));
            }
            _ => self.tab = SitesTab::Checklists,
        }
        Place::Sites
    }
}
