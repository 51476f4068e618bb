//! What a rota is made by: the rules a mine sets for itself, people's wishes, who goes together.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::{PairingId, PersonId};
use super::value::parts::parts;
use super::{choices, record::record};

choices! {
    /// A rule of the rota that a mine may set or switch off. Source: `sources.md` 排班规则.
    RotaRule {
        /// So many hours between two shifts of one person.
        Rest = "两班之间休息",
        /// So many hours after a night, where they are more than between any two shifts.
        AfterNight = "夜班之后休息",
        /// So many days on duty one after the other.
        Row = "连续值班",
        /// So many shifts within any seven days.
        Week = "任意七天内值班",
        /// Somebody of each shift holds a first-aid certificate.
        FirstAid = "每班至少一人持救护证",
        /// Nobody is leader on duty and captain of the shift, or either at two posts, on one day.
        Apart = "值班领导、当班组长同一天不兼任",
        /// Who is to be on together, and who is not.
        Pairings = "搭班要求",
        /// A角 and B角 of a post that says so are never on in the same shift.
        Substitutes = "岗位注明的A角、B角不排同一班",
        /// Days on which somebody asked not to be on duty.
        Wishes = "照顾本人不排班的意愿",
        /// Who travels home is not on duty right before and after the leave.
        Travel = "返乡通勤的，休假前一天和后一天不排班",
    }
}

impl RotaRule {
    /// What holds where the mine has not said otherwise; of a plain switch one, of what is switched
    /// off nought.
    pub fn usual(self) -> u16 {
        match self {
            Self::AfterNight => 0,
            Self::Rest => 8,
            Self::Row | Self::Week => 6,
            Self::FirstAid
            | Self::Apart
            | Self::Pairings
            | Self::Substitutes
            | Self::Wishes
            | Self::Travel => 1,
        }
    }

    /// The number with which it is switched on.
    pub fn offered(self) -> u16 {
        if self == Self::AfterNight { 24 } else { self.usual() }
    }

    /// What is said before its number and behind it; nothing of a plain switch.
    pub fn measure(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Rest => Some(("休息至少", "小时")),
            Self::AfterNight => Some(("夜班之后至少", "小时")),
            Self::Row => Some(("连续至多", "天")),
            Self::Week => Some(("七天至多", "班")),
            _ => None,
        }
    }
}

choices! {
    /// Days whose shifts are shared out by themselves. Source: `sources.md` 排班规则.
    BigDay {
        /// New Year's Eve.
        Eve = "除夕",
        /// The first three days of the year.
        FirstThree = "正月初一至初三",
        /// The Lantern Festival.
        Lanterns = "元宵节",
        /// The day on which the season begins.
        LittleYear = "小年",
        /// The fifth day of the year.
        Fifth = "破五",
    }
}

impl BigDay {
    /// Whether it counts where the mine has not said otherwise.
    pub fn is_usual(self) -> bool {
        matches!(self, Self::Eve | Self::FirstThree | Self::Lanterns)
    }
}

choices! {
    /// Where the people of a cell of the rota come from; a cell that says nothing was filled by hand.
    Origin {
        /// Out of a table somebody pasted or imported.
        Import = "导入",
        /// Out of 自动排班.
        Solver = "自动排班",
        /// Out of who followed whom in an earlier stretch.
        Continued = "接着排",
    }
}

choices! {
    /// What somebody asks for on a day.
    Wanted {
        /// To be on duty.
        On = "愿意值班",
        /// Not to be on duty.
        Off = "不排班",
    }
}

/// A day on which somebody would like to be on duty, or would rather not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// Which day.
    pub day: NaiveDate,
    /// What they ask for.
    pub wanted: Wanted,
}

parts! {
    Wish { day: NaiveDate = "日期", wanted: Wanted = "意愿" }
}

choices! {
    /// How people go together on the rota.
    Tie {
        /// Whoever of them is on duty, all are.
        Together = "排在同一班",
        /// A fixed crew, whose people take their turns all at once.
        Crew = "固定班组，整班轮换",
        /// No two of them at a time.
        Apart = "不排在同一班",
    }
}

record! {
    /// People who are to be on duty together, or never are.
    Pairing(PairingId), PairingField, PairingKey {
        /// What it is called: 甲班, 师徒.
        name: String = Name "名称",
        /// Together or apart.
        tie: Option<Tie> = Tie "怎样搭班",
        /// Who.
        people: Vec<PersonId> = People "人员",
        /// Who leads them, of a crew.
        head: Option<PersonId> = Head "班组长",
        /// Why, or by whose word.
        note: String = Note "备注",
    }
}

impl Pairing {
    /// Whether all of them are to be on duty together.
    pub fn is_together(&self) -> bool {
        matches!(self.tie, Some(Tie::Together | Tie::Crew))
    }
}
