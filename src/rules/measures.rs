//! Distances and times in the words of response cards: where each stands, what it says there, and the
//! same words with another amount. Source: `sources.md` 处置卡上的距离和时间.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::model::Document;
use crate::model::measure::{Measure, Measured, Quantity};
use crate::model::plan::{Card, CardCode};

/// How words say that an amount is advice of the program: nobody has laid it down.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Advice {
    /// They do not.
    Unsaid,
    /// 建议50米
    Before,
    /// 50米（建议）
    Behind,
}

/// Words between which an amount stands.
struct Place {
    measure: Measure,
    before: &'static str,
    behind: &'static str,
    advice: Advice,
}

const fn place(
    measure: Measure,
    before: &'static str,
    behind: &'static str,
    advice: Advice,
) -> Place {
    Place { measure, before, behind, advice }
}

/// Where amounts stand in the shipped cards; a test holds this against all of them.
const PLACES: &[Place] = &[
    place(Measure::LiveIndoor, "室内不小于", "、室外不小于", Advice::Unsaid),
    place(Measure::LiveIndoor, "室内距故障点", "、室外", Advice::Unsaid),
    place(Measure::LiveOutdoor, "、室外不小于", "；", Advice::Unsaid),
    place(Measure::LiveOutdoor, "、室外", "以内不靠近", Advice::Unsaid),
    place(Measure::LiveOutdoor, "有断线落地时在", "以外设警戒", Advice::Unsaid),
    place(Measure::LiveOutdoor, "车外的人退到", "以外", Advice::Unsaid),
    place(Measure::LiveOutdoor, "并脚小步跳到", "以外", Advice::Unsaid),
    place(Measure::Transformer, "在本矿规定的距离（", "）以外等消防", Advice::Before),
    place(Measure::Battery, "在本矿规定的距离（", "）以外。", Advice::Before),
    place(Measure::GasLeak, "没有规定的不小于", "，", Advice::Behind),
    place(Measure::ReturnShaft, "把回风井口", "以内的人", Advice::Behind),
    place(Measure::Pit, "清开井口", "以内的人和车", Advice::Behind),
    place(Measure::Blower, "风机和电源放在井口", "以外", Advice::Behind),
    place(Measure::Drainage, "在栅栏外设警戒：", "内禁火", Advice::Behind),
    place(Measure::Drainage, "退到", "以外、没有气味", Advice::Behind),
    place(Measure::PowerBack, "一段时间内（", "）巡视", Advice::Before),
    place(Measure::Burn, "用冷水冲（", "，听卫生所", Advice::Before),
    place(Measure::Frostbite, "37–40℃、", "）", Advice::Unsaid),
];

/// Bytes an amount may take, with what says that it is advice.
const LONGEST: usize = 48;

const BEFORE: &str = "建议";
const BEHIND: &str = "（建议）";

/// An amount found in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which it is.
    pub measure: Measure,
    /// How much, as it stands there.
    pub quantity: Quantity,
    /// Where, in bytes.
    at: Range<usize>,
    advice_of: Advised,
}

/// How the shipped words say that it is advice, where they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Advised {
    before: bool,
    behind: bool,
}

/// The amounts in words, in their order.
pub fn found(words: &str) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for place in PLACES {
        for (at, before) in words.match_indices(place.before) {
            let from = at + before.len();
            all.extend(found_at(words, from, place));
        }
    }
    all.sort_by_key(|found| found.at.start);
    all.dedup_by_key(|found| found.at.start);
    all
}

fn found_at(words: &str, from: usize, place: &Place) -> Option<Found> {
    let rest = words.get(from..)?;
    let end = rest.find(place.behind).filter(|end| *end <= LONGEST)?;
    let amount = rest.get(..end)?;
    let bare = amount.strip_prefix(BEFORE).unwrap_or(amount);
    let bare = bare.strip_suffix(BEHIND).unwrap_or(bare);
    Some(Found {
        measure: place.measure,
        quantity: bare.parse().ok()?,
        at: from..from + end,
        advice_of: Advised {
            before: place.advice == Advice::Before,
            behind: place.advice == Advice::Behind,
        },
    })
}

/// The words with the mine's own amounts. What rests on something is no advice any more.
pub fn written(words: &str, own: &BTreeMap<Measure, Measured>) -> String {
    let mut new = words.to_owned();
    // From the end, so that places before stay where they are.
    for found in found(words).into_iter().rev() {
        let Some(own) = own.get(&found.measure) else { continue };
        let is_advice = own.basis.trim().is_empty();
        let before = if is_advice && found.advice_of.before { BEFORE } else { "" };
        let behind = if is_advice && found.advice_of.behind { BEHIND } else { "" };
        new.replace_range(found.at, &format!("{before}{}{behind}", own.quantity));
    }
    new
}

/// What holds in this mine: what it says, else what is shipped.
pub fn quantity(doc: &Document, measure: Measure) -> Quantity {
    let own = doc.current_plan().measures.get(&measure).map(|own| own.quantity);
    own.unwrap_or_else(|| measure.shipped())
}

/// A card that speaks of a measure, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The card.
    pub code: CardCode,
    /// How much, as it stands there.
    pub quantity: Quantity,
}

/// Where cards speak of each measure, card by card, each amount once.
pub fn uses(doc: &Document) -> BTreeMap<Measure, Vec<Use>> {
    let mut uses: BTreeMap<Measure, Vec<Use>> = BTreeMap::new();
    for (code, card) in doc.cards.iter() {
        let amounts = texts(card).into_iter().flat_map(found);
        let said: BTreeSet<(Measure, Quantity)> =
            amounts.map(|found| (found.measure, found.quantity)).collect();
        for (measure, quantity) in said {
            uses.entry(measure).or_default().push(Use { code: code.clone(), quantity });
        }
    }
    uses
}

/// All words of a card in which amounts may stand.
fn texts(card: &Card) -> Vec<&str> {
    let single = [&card.risk, &card.signs, &card.kit];
    let lists = [&card.forbidden, &card.retreat].into_iter().flatten();
    let steps = card.steps.values().map(|step| &step.what);
    single.into_iter().chain(lists).chain(steps).map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_their_basis_says() {
        let own = |quantity, basis: &str| {
            let measured = Measured { quantity, basis: basis.to_owned() };
            BTreeMap::from([(Measure::Battery, measured)])
        };
        let shipped = "把人撤到上风，在本矿规定的距离（建议30米）以外。";
        assert_eq!(found(shipped)[0].quantity, Quantity::metres(30));
        let advised = written(shipped, &own(Quantity::metres(45), ""));
        assert_eq!(advised, "把人撤到上风，在本矿规定的距离（建议45米）以外。");
        let ruled = written(&advised, &own(Quantity::metres(60), "本矿充电管理制度"));
        assert_eq!(ruled, "把人撤到上风，在本矿规定的距离（60米）以外。");
        assert_eq!(written(&ruled, &own(Quantity::metres(30), "")), shipped);
        let other = "在变电所30米以外。";
        assert_eq!(written(other, &own(Quantity::metres(60), "")), other);
    }
}
