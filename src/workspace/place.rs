//! The places on the rail and the screens they have, and going there.

use chrono::NaiveDateTime;

use super::{Effect, Pick, Workspace};
use crate::model::number::Use;
use crate::model::{Kind, RecordId};

/// A place on the rail, in its order. Source: `sources.md` 小组.
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
    /// An incident or a drill that is recorded; reached by its key, not on the rail.
    Incident,
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
            Self::Incident => "处置记录",
        }
    }

    /// The screens of the place, first to last; none where it has only one.
    pub fn tabs(self) -> &'static [Tab] {
        match self {
            Self::Team => {
                &[Tab::People, Tab::Groups, Tab::Posts, Tab::Pairings, Tab::Gatherings, Tab::Units]
            }
            Self::Sites => &[
                Tab::Sites,
                Tab::Residents,
                Tab::Zones,
                Tab::Stewards,
                Tab::Routes,
                Tab::Checklists,
            ],
            Self::Plan => &[
                Tab::Chapters,
                Tab::Cards,
                Tab::Measures,
                Tab::Matrix,
                Tab::Phones,
                Tab::Supplies,
                Tab::Checkup,
                Tab::Approval,
                Tab::Handouts,
            ],
            Self::Watch => &[Tab::Logs, Tab::ZeroReports, Tab::Handovers, Tab::SpotChecks],
            Self::Rota => &[Tab::ByPost, Tab::ByPerson, Tab::Swaps],
            Self::Service => &[Tab::Activities, Tab::Services],
            Self::Today
            | Self::Patrol
            | Self::Hazards
            | Self::Papers
            | Self::Profile
            | Self::Incident => &[],
        }
    }

    /// The digit that goes there with Ctrl, if there is one.
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
            // Ctrl+0 is the text at its own size again, as everywhere.
            Self::Papers | Self::Profile | Self::Incident => return None,
        })
    }
}

/// A screen of a place that has several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tab {
    /// Members and everybody else named on papers.
    People,
    /// The six groups and the squads.
    Groups,
    /// Posts with A角 and B角.
    Posts,
    /// Who is to be on duty together, or never is.
    Pairings,
    /// Training, musters, meetings.
    Gatherings,
    /// Units of the mine, and contractors.
    Units,
    /// Sites.
    Sites,
    /// Who stays over the festival.
    Residents,
    /// Zones.
    Zones,
    /// Experts and keepers of sites.
    Stewards,
    /// Routes.
    Routes,
    /// Check items of a kind of site.
    Checklists,
    /// The rota, days against posts.
    ByPost,
    /// The rota, people against days.
    ByPerson,
    /// Shifts that changed hands.
    Swaps,
    /// The chapters of the plan.
    Chapters,
    /// The response cards.
    Cards,
    /// Distances and times of the cards.
    Measures,
    /// Which post does what in which event.
    Matrix,
    /// The telephone table.
    Phones,
    /// What the team has at hand.
    Supplies,
    /// Whether the plan can be carried out as it stands.
    Checkup,
    /// Countersigning, approval, versions.
    Approval,
    /// Copies of versions in people's hands.
    Handouts,
    /// Duty logs.
    Logs,
    /// Zero reports.
    ZeroReports,
    /// Handovers.
    Handovers,
    /// Spot checks.
    SpotChecks,
    /// Activities of publicity.
    Activities,
    /// Services done for people.
    Services,
}

impl Tab {
    /// Where it is, the word on it, and the records that it lists, if it lists a whole kind.
    fn facts(self) -> (Place, &'static str, Option<Kind>) {
        match self {
            Self::People => (Place::Team, "人员", Some(Kind::Person)),
            Self::Groups => (Place::Team, "小组", None),
            Self::Posts => (Place::Team, "岗位", Some(Kind::Post)),
            Self::Pairings => (Place::Team, "搭班", Some(Kind::Pairing)),
            Self::Gatherings => (Place::Team, "培训会议", Some(Kind::Gathering)),
            Self::Units => (Place::Team, "单位", Some(Kind::Unit)),
            Self::Sites => (Place::Sites, "场所", Some(Kind::Site)),
            Self::Residents => (Place::Sites, "留矿人员", Some(Kind::Resident)),
            Self::Zones => (Place::Sites, "责任区", Some(Kind::Zone)),
            Self::Stewards => (Place::Sites, "专家管家", Some(Kind::Steward)),
            Self::Routes => (Place::Sites, "巡查路线", Some(Kind::Route)),
            Self::Checklists => (Place::Sites, "检查表", None),
            Self::ByPost => (Place::Rota, "按岗位", None),
            Self::ByPerson => (Place::Rota, "按人员", None),
            Self::Swaps => (Place::Rota, "换班单", Some(Kind::Swap)),
            Self::Chapters => (Place::Plan, "方案正文", None),
            Self::Cards => (Place::Plan, "处置卡", Some(Kind::Card)),
            Self::Measures => (Place::Plan, "距离时间", None),
            Self::Matrix => (Place::Plan, "责任矩阵", None),
            Self::Phones => (Place::Plan, "电话表", Some(Kind::Phone)),
            Self::Supplies => (Place::Plan, "应急物资", Some(Kind::Supply)),
            Self::Checkup => (Place::Plan, "预案体检", None),
            Self::Approval => (Place::Plan, "会签与批准", None),
            Self::Handouts => (Place::Plan, "发放登记", Some(Kind::Handout)),
            Self::Logs => (Place::Watch, "值班日志", Some(Kind::Log)),
            Self::ZeroReports => (Place::Watch, "零报告", Some(Kind::ZeroReport)),
            Self::Handovers => (Place::Watch, "交接班", Some(Kind::Handover)),
            Self::SpotChecks => (Place::Watch, "查岗", Some(Kind::SpotCheck)),
            Self::Activities => (Place::Service, "宣传活动", Some(Kind::Activity)),
            Self::Services => (Place::Service, "帮扶服务", Some(Kind::Service)),
        }
    }

    /// The place it belongs to.
    pub fn place(self) -> Place {
        self.facts().0
    }

    /// The word on it.
    pub fn word(self) -> &'static str {
        self.facts().1
    }

    /// The records it lists, if it lists a whole kind.
    pub fn kind(self) -> Option<Kind> {
        self.facts().2
    }
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

impl Workspace {
    /// Goes to a place.
    pub(super) fn go(&mut self, place: Place, now: NaiveDateTime, effects: &mut Vec<Effect>) {
        self.session.seal();
        if place != Place::Incident {
            self.leave_incident();
        }
        self.place = place;
        effects.extend(self.preview_when_stale(now));
    }

    /// Shows a record where it lives.
    pub(super) fn show(
        &mut self,
        record: &RecordId,
        now: NaiveDateTime,
        effects: &mut Vec<Effect>,
    ) {
        let bearer = match record {
            RecordId::Number(number) => {
                self.document().numbers.get(number).and_then(|one| one.used.clone())
            }
            _ => None,
        };
        if let Some(Use::Borne(bearer)) = bearer {
            return self.show(&bearer, now, effects);
        }
        if let RecordId::IncidentLine(id) = record
            && let Some(incident) =
                self.document().incident_lines.get(id).and_then(|one| one.incident)
        {
            return self.show(&RecordId::Incident(incident), now, effects);
        }
        if let RecordId::Hazard(id) = record
            && self.document().hazards.get(id).is_none_or(|one| one.state().is_over())
        {
            self.picked.filter = HazardFilter::All;
        }
        let place = self.picked.pick(Pick::Record(record.clone()));
        self.go(place, now, effects);
    }
}
