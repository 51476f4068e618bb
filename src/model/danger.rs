//! Who may do what near what: typed, so that it can be held and printed, beside the words.

use super::choices;

choices! {
    /// What is near where a step is done or an item is looked at. Source: `sources.md` 应急处置卡.
    Danger {
        /// Fire and smoke.
        Fire = "烟火",
        /// Gas that poisons, chokes or burns.
        Gas = "有毒可燃气体",
        /// What is live, or may be.
        Power = "带电设备",
        /// Boilers, vessels, steam.
        Pressure = "承压设备",
        /// What may burst: explosives, fireworks, batteries, dust.
        Blast = "爆炸物和电池",
        /// Shafts, pits, tanks, bunkers, ducts.
        Pit = "井池沟仓",
        /// Water and ice.
        Water = "水池冰面",
        /// Roofs, ice and things that fall.
        Fall = "高处坠落",
        /// What turns or drives.
        Machine = "转动设备和车辆",
        /// Radioactive sources.
        Rays = "放射源",
    }
}

choices! {
    /// Who may do a step of a response card. Source: `sources.md` 应急处置卡.
    Doer {
        /// Whoever is there.
        Anyone = "在场的人",
        /// A trained member; tests and switches nothing.
        Member = "队员",
        /// Only a certified electrician.
        Electrician = "电工",
        /// Only whoever holds the post.
        PostHolder = "岗位人员",
        /// Rescue team, fire brigade, the maker's people: with apparatus or a certificate.
        Professional = "救护队等专业人员",
    }
}

impl Doer {
    /// Whether that is somebody of the team, who goes into nothing and switches nothing.
    pub fn is_of_team(self) -> bool {
        matches!(self, Self::Anyone | Self::Member)
    }
}
