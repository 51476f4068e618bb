//! Amounts of money in people's words, as numbers.

use crate::model::value::narrowed;

/// The whole yuan and the fen beyond them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// In fen: a hundredth of a yuan.
    pub fen: u64,
}

impl Amount {
    /// In yuan, as a number of at most two places.
    pub fn yuan_words(self) -> String {
        match (self.fen / 100, self.fen % 100) {
            (yuan, 0) => yuan.to_string(),
            (yuan, fen) => format!("{yuan}.{fen:02}"),
        }
    }
}

/// The amount that words say for sure: 3.2万元, ￥1,500元整, 无. Nothing where they do not: 约3万元,
/// 待定, and a bare number, which one office means in yuan and another in ten thousands.
pub fn amount(words: &str) -> Option<Amount> {
    let plain: String = narrowed(words).chars().filter(|sign| !sign.is_whitespace()).collect();
    if ["无", "无需", "不需要", "0", "零"].contains(&plain.as_str()) {
        return Some(Amount { fen: 0 });
    }
    let plain = ["人民币", "￥", "¥"]
        .iter()
        .fold(plain.as_str(), |words, sign| words.strip_prefix(sign).unwrap_or(words));
    let plain = plain.strip_suffix('整').unwrap_or(plain);
    // Longest first: 万元 ends in 元.
    let (number, fen) =
        [("亿元", 10_000_000_000), ("万元", 1_000_000), ("万", 1_000_000), ("元", 100)]
            .into_iter()
            .find_map(|(unit, fen)| plain.strip_suffix(unit).map(|number| (number, fen)))?;
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let whole = whole_number(whole)?;
    if part.is_empty() || 6 < part.len() || !part.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let scale = 10_u64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let beyond = part.parse::<u64>().ok()?.checked_mul(fen)?;
    // Half a fen is no amount anybody wrote on purpose.
    if beyond % scale != 0 {
        return None;
    }
    Some(Amount { fen: whole.checked_mul(fen)?.checked_add(beyond / scale)? })
}

/// 1500 or 1,500, not 15,00.
fn whole_number(text: &str) -> Option<u64> {
    let groups: Vec<&str> = text.split(',').collect();
    let is_number = |group: &&str| !group.is_empty() && group.bytes().all(|d| d.is_ascii_digit());
    if !groups.iter().all(is_number) {
        return None;
    }
    let (first, rest) = groups.split_first()?;
    let in_thousands = first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    (rest.is_empty() || in_thousands).then(|| groups.concat().parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_for_sure_is_an_amount() {
        for (words, yuan) in [
            ("3.2万元", "32000"),
            ("500元", "500"),
            ("￥1,500元整", "1500"),
            ("１２００元", "1200"),
            ("12.5 元", "12.50"),
            ("0.01元", "0.01"),
            ("1.2亿元", "120000000"),
            ("2万", "20000"),
            ("无", "0"),
            ("0", "0"),
        ] {
            let read = amount(words).map(Amount::yuan_words);
            assert_eq!(read.as_deref(), Some(yuan), "{words}");
        }
        for words in [
            "",
            "待定",
            "约3万元",
            "500",
            "3-5万元",
            "15,00元",
            "1.234元",
            "1.元",
            "元",
            "-5元",
            "500元/台",
            "99999999999999999999元",
        ] {
            assert_eq!(amount(words), None, "{words}");
        }
    }
}
