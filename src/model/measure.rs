//! Distances and times of response cards, each with its unit: 8米, 15–30分钟.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::choices;
use super::id::{BadId, serde_as_text};
use super::value::narrowed;
use super::value::parts::parts;

choices! {
    /// What an amount is counted in.
    Unit {
        /// Metres.
        Metre = "米",
        /// Minutes.
        Minute = "分钟",
    }
}

/// An amount with its unit, or a span of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity {
    /// How much, or the least.
    pub from: u16,
    /// The most, where it is a span.
    pub to: Option<u16>,
    /// Of what.
    pub unit: Unit,
}

impl Quantity {
    /// So many metres.
    pub const fn metres(from: u16) -> Self {
        Self { from, to: None, unit: Unit::Metre }
    }

    /// So many minutes, or from so many to so many.
    pub const fn minutes(from: u16, to: Option<u16>) -> Self {
        Self { from, to, unit: Unit::Minute }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            Some(to) => write!(f, "{}–{to}{}", self.from, self.unit.word()),
            None => write!(f, "{}{}", self.from, self.unit.word()),
        }
    }
}

impl FromStr for Quantity {
    type Err = BadId;

    /// As people write it: `8 米`, `8m`, `15-30分`, `１５～３０分钟`.
    fn from_str(text: &str) -> Result<Self, BadId> {
        let words: String = narrowed(text).chars().filter(|sign| !sign.is_whitespace()).collect();
        let bad = || BadId(text.to_owned());
        let units = [
            ("分钟", Unit::Minute),
            ("分", Unit::Minute),
            ("min", Unit::Minute),
            ("米", Unit::Metre),
            ("m", Unit::Metre),
            ("M", Unit::Metre),
        ];
        let (amount, unit) = units
            .iter()
            .find_map(|(word, unit)| Some((words.strip_suffix(word)?, *unit)))
            .ok_or_else(bad)?;
        let count = |words: &str| {
            let is_plain = !words.is_empty() && words.chars().all(|sign| sign.is_ascii_digit());
            words.parse::<u16>().ok().filter(|count| is_plain && 0 < *count).ok_or_else(bad)
        };
        let Some((from, to)) = amount.split_once(is_span) else {
            return Ok(Self { from: count(amount)?, to: None, unit });
        };
        let (from, to) = (count(from)?, count(to)?);
        if to <= from {
            return Err(bad());
        }
        Ok(Self { from, to: Some(to), unit })
    }
}

/// Whether a sign stands between the least and the most.
fn is_span(sign: char) -> bool {
    matches!(sign, '–' | '—' | '-' | '~' | '～' | '至' | '到')
}

serde_as_text!(Quantity);

choices! {
    /// A distance or a time that cards speak of. Source: `sources.md` 处置卡上的距离和时间.
    Measure {
        /// Where a live line lies, or something with high tension broke down.
        LiveIndoor = "高压故障点、断线警戒（室内）",
        /// The same in the open.
        LiveOutdoor = "高压故障点、断线警戒（室外）",
        /// From a transformer whose oil burns.
        Transformer = "变压器油着火撤离",
        /// From burning batteries.
        Battery = "锂电池着火撤离",
        /// From leaking gas, where nobody else has said.
        GasLeak = "燃气泄漏撤离（没有规定时）",
        /// From where the bad air comes out while the fan stands still.
        ReturnShaft = "主要通风机停转时回风井口撤人",
        /// Round a shaft, tank or duct somebody lies in.
        Pit = "井池管沟口警戒",
        /// Between such a place and the fan that blows into it.
        Blower = "送风机、电源离井口",
        /// From the station that draws gas out of the mine, where that leaks or burns.
        Drainage = "瓦斯抽采泵站漏气、着火撤离",
        /// How long is looked after the current is back.
        PowerBack = "来电后巡视",
        /// How long a burn is cooled.
        Burn = "烫伤冷水冲洗",
        /// How long a frozen limb is warmed.
        Frostbite = "冻伤温水浸泡",
    }
}

impl Measure {
    /// What the shipped cards say.
    pub const fn shipped(self) -> Quantity {
        match self {
            Self::LiveIndoor => Quantity::metres(4),
            Self::LiveOutdoor => Quantity::metres(8),
            Self::Transformer | Self::ReturnShaft => Quantity::metres(50),
            Self::Battery => Quantity::metres(30),
            Self::GasLeak | Self::Drainage => Quantity::metres(100),
            Self::Pit | Self::Blower => Quantity::metres(10),
            Self::PowerBack => Quantity::minutes(30, None),
            Self::Burn | Self::Frostbite => Quantity::minutes(15, Some(30)),
        }
    }
}

/// What the mine says of a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// How much.
    pub quantity: Quantity,
    /// On what it rests. Empty: as the cards are shipped, where some say that it is advice.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
}

parts! { Measured { quantity: Quantity = "数值", basis: String = "依据" } }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_read_back() {
        for measure in Measure::ALL {
            let shipped = measure.shipped();
            assert_eq!(shipped.to_string().parse(), Ok(shipped), "{measure:?}");
        }
        for (words, expected) in [
            ("8 米", Some(Quantity::metres(8))),
            ("8m", Some(Quantity::metres(8))),
            ("１５～３０分", Some(Quantity::minutes(15, Some(30)))),
            ("15-30min", Some(Quantity::minutes(15, Some(30)))),
            ("8", None),
            ("0米", None),
            ("30-15分钟", None),
            ("十米", None),
            ("-5米", None),
            ("5.5米", None),
            ("70000米", None),
        ] {
            assert_eq!(words.parse().ok(), expected, "{words}");
        }
    }
}
