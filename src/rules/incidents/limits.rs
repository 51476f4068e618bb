//! By when a step is to be done, in the words of the card.

use chrono::TimeDelta;

use crate::model::value::narrowed;
use crate::rules::signs::chinese_number;

/// By when a step is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// At once.
    Now,
    /// Within that time.
    Within(TimeDelta),
}

/// What a step's limit says: 立即, 10秒内, 5分钟内, 5分钟, 五分钟之内, 半小时内, 1小时内. Words that name no time,
/// or a pace as 每2分钟, are no limit that runs out.
pub fn limit(words: &str) -> Option<Limit> {
    let text = narrowed(words);
    let text = text.trim();
    if matches!(text, "立即" | "马上" | "立刻") {
        return Some(Limit::Now);
    }
    let ends = ["以内", "之内", "内"];
    let text = ends.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    let units = [("秒钟", 1), ("秒", 1), ("分钟", 60), ("分", 60), ("小时", 3600), ("时", 3600)];
    units
        .into_iter()
        .find_map(|(unit, seconds)| {
            let count = text.strip_suffix(unit)?.trim();
            let count = count.strip_suffix('个').unwrap_or(count);
            let half = (count == "半").then_some(seconds / 2);
            let number =
                || count.parse::<u16>().ok().map(u32::from).or_else(|| chinese_number(count));
            let whole = || Some(i64::from(number()?) * seconds);
            half.or_else(whole).filter(|seconds| 0 < *seconds)
        })
        .map(|seconds| Limit::Within(TimeDelta::seconds(seconds)))
}

/// Whether words may be meant for a time and name none that runs out: 五分左右.
pub fn is_unread_time(words: &str) -> bool {
    words.contains(['秒', '分', '时']) && limit(words).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_of_cards_are_times_where_they_name_one() {
        let within = |seconds| Some(Limit::Within(TimeDelta::seconds(seconds)));
        for (words, expected) in [
            ("立即", Some(Limit::Now)),
            ("10秒内", within(10)),
            ("５分钟内", within(300)),
            ("半小时内", within(1800)),
            ("半个小时以内", within(1800)),
            ("1小时内", within(3600)),
            ("5分钟", within(300)),
            ("五分钟之内", within(300)),
            ("十五分内", within(900)),
            ("两小时内", within(7200)),
            (" 30 分钟以内 ", within(1800)),
            ("", None),
            ("及时", None),
            ("每2分钟换人", None),
            ("按合同时限到场", None),
            ("0分钟内", None),
            ("5分钟后", None),
            ("一万分钟内", None),
            ("内", None),
        ] {
            assert_eq!(limit(words), expected, "{words}");
        }
    }
}
