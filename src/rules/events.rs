//! Of which kind of event a response card is: what 专项应急预案 are written for. Source: `sources.md` 方案.

use crate::model::choices;
use crate::model::danger::Danger;
use crate::model::plan::{Card, CardCode};

choices! {
    /// A kind of event.
    Event {
        /// Fire, whatever burns.
        Fire = "火灾事故",
        /// Live parts, and the lack of current.
        Power = "触电和供电中断",
        /// What poisons, chokes or bursts.
        Gas = "燃气泄漏、锅炉事故和中毒窒息、落水",
        /// Methane at the drainage station, where the team only keeps others away.
        Drainage = "瓦斯抽采泵站事故",
        /// Frost, snow, and what falls or breaks in.
        Frost = "低温雨雪冰冻和坍塌、坠落",
        /// People who do harm.
        Security = "治安事件",
        /// People who fall ill or are hurt.
        Health = "食品安全和人员伤病",
        /// Lifts and vehicles.
        Machine = "电梯困人和厂内车辆伤害",
        /// Radioactive sources.
        Rays = "辐射事故",
        /// Whatever else the mine has a card for.
        Other = "其他突发情况",
    }
}

/// The shipped cards of each.
const SHIPPED: &[(Event, &[&str])] = &[
    (Event::Fire, &["E01", "E02", "E03", "E10", "E14"]),
    (Event::Power, &["E04", "E05"]),
    (Event::Gas, &["E06", "E07", "E08", "E17"]),
    (Event::Drainage, &["E18"]),
    (Event::Frost, &["E09", "E19"]),
    (Event::Security, &["E11"]),
    (Event::Health, &["E12", "E16"]),
    (Event::Machine, &["E13", "E15"]),
    (Event::Rays, &["E20"]),
];

impl Event {
    /// What the plan for it is called.
    pub fn plan_title(self) -> String {
        let kind = if self == Self::Rays { "应急方案" } else { "专项应急预案" };
        format!("{}{kind}", self.word())
    }

    /// Of a card: a shipped one by its code, one of the mine's own by what is near its first step
    /// that says so.
    pub fn of(code: &CardCode, card: &Card) -> Self {
        let shipped = SHIPPED.iter().find(|(_, codes)| codes.contains(&code.0.as_str()));
        if let Some((event, _)) = shipped {
            return *event;
        }
        let danger = card.steps.values().find_map(|step| step.near.first());
        danger.map_or(Self::Other, |danger| Self::near(*danger))
    }

    fn near(danger: Danger) -> Self {
        match danger {
            Danger::Fire | Danger::Blast => Self::Fire,
            Danger::Power => Self::Power,
            Danger::Gas | Danger::Pressure | Danger::Pit => Self::Gas,
            Danger::Water | Danger::Fall => Self::Frost,
            Danger::Machine => Self::Machine,
            Danger::Rays => Self::Rays,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plan::CardStep;

    #[test]
    fn the_mines_own_cards_are_of_what_is_near() {
        let with = |near: Vec<Danger>| {
            let steps = [(10, CardStep::default()), (20, CardStep { near, ..CardStep::default() })];
            Card { steps: steps.into(), ..Card::default() }
        };
        let own = CardCode("Z01".to_owned());
        assert_eq!(Event::of(&own, &with(vec![Danger::Power])), Event::Power);
        assert_eq!(Event::of(&own, &with(Vec::new())), Event::Other);
        assert_eq!(
            Event::of(&CardCode("E12".to_owned()), &with(vec![Danger::Fire])),
            Event::Health
        );
    }
}
