//! Telephones of people with their middle hidden, for walls and for files that leave the house.

use crate::model::duty::DutyId;
use crate::model::id::Mint;

/// A number with at least so many figures is somebody's own; fewer are an internal one.
const OWN_FIGURES: usize = 7;
/// Figures of a mobile telephone.
const MOBILE_FIGURES: usize = 11;

/// 199****0001. Several numbers are masked one by one, however they are written.
pub fn masked(numbers: &str) -> String {
    // Between the figures of one number people write spaces, strokes and dots.
    let ends = |sign: char| {
        sign.is_alphabetic() || matches!(sign, '、' | '，' | ',' | '；' | ';' | '/' | '\n')
    };
    let mut hidden = String::new();
    let mut run = String::new();
    for sign in numbers.chars().chain(['\n']) {
        if !ends(sign) {
            run.push(sign);
            continue;
        }
        let own: Vec<char> = figures(&run).collect();
        match own.split_last_chunk::<4>() {
            Some((before, last)) if OWN_FIGURES <= own.len() => {
                // The head of a mobile telephone says only which network it is.
                let shown = if MOBILE_FIGURES <= own.len() { 3 } else { 0 };
                hidden.extend(before.iter().take(shown));
                hidden.push_str("****");
                hidden.extend(last);
            }
            _ => hidden.push_str(&run),
        }
        run.clear();
        hidden.push(sign);
    }
    hidden.trim_end().to_owned()
}

/// The words with every telephone in them masked that somebody may own: a run of so many figures,
/// wherever it stands. For papers on walls, whatever field people wrote it in.
pub fn masked_within(words: &str) -> String {
    let signs: Vec<char> = words.chars().collect();
    let mut shown = signs.clone();
    let mut at = 0;
    while at < signs.len() {
        let run = own_number(signs.get(at..).unwrap_or_default());
        let (length, figures) = run.unwrap_or((1, 0));
        // The head and the last four stay, as with a number that stands alone.
        let mut count = 0;
        for (sign, place) in shown.iter_mut().skip(at).take(length).zip(0..length) {
            let is_figure = signs.get(at + place).copied().and_then(figure).is_some();
            if 0 < figures && is_figure {
                if (3..figures - 4).contains(&count) {
                    *sign = '*';
                }
                count += 1;
            }
        }
        at += length;
    }
    shown.into_iter().collect()
}

/// Every text in a value of another program's kind with its telephones masked, but names of
/// records, which other records know them by, and pictures.
pub fn mask_all(value: &mut serde_json::Value) {
    use serde_json::Value;
    match value {
        Value::String(words) if !is_name(words) && !words.starts_with("<svg") => {
            *words = masked_within(words);
        }
        Value::Array(values) => values.iter_mut().for_each(mask_all),
        Value::Object(fields) => fields.values_mut().for_each(mask_all),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whether it is the name of a record: 0C3V9M2P-17, or of a cell of the rota.
fn is_name(words: &str) -> bool {
    words.parse::<Mint>().is_ok() || words.parse::<DutyId>().is_ok()
}

/// The mobile telephone that begins here: how many signs it takes and how many of them are
/// figures. Spaces, strokes and dots may stand between them.
fn own_number(signs: &[char]) -> Option<(usize, usize)> {
    signs.first().copied().and_then(figure)?;
    let mut figures = 0;
    let mut length = 0;
    for (place, sign) in signs.iter().enumerate() {
        if figure(*sign).is_some() {
            figures += 1;
            length = place + 1;
        } else if !matches!(
            sign,
            ' ' | '-' | '－' | '.' | '．' | '\u{a0}' | '　' | '\u{200b}' | '\u{2060}'
        ) {
            break;
        }
    }
    (MOBILE_FIGURES <= figures).then_some((length, figures))
}

/// Whether it is a mobile telephone, with or without the country in front.
pub fn is_mobile(number: &str) -> bool {
    let figures: String = figures(number).collect();
    MOBILE_FIGURES <= figures.len() && (figures.starts_with('1') || figures.starts_with("861"))
}

/// The figures of a number, those of full width as well.
fn figures(number: &str) -> impl Iterator<Item = char> {
    number.chars().filter_map(figure)
}

fn figure(sign: char) -> Option<char> {
    let value = match sign {
        '０'..='９' => u32::from(sign) - u32::from('０'),
        sign => sign.to_digit(10)?,
    };
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_whole_number_stays_legible() {
        let table = [
            ("19900000001", "199****0001"),
            ("199 0000 0001", "199****0001"),
            ("１９９０００００００１", "199****0001"),
            ("19900000001、19900000002", "199****0001、199****0002"),
            ("+86-199-0000-0001", "861****0001"),
            ("199.0000.0001", "199****0001"),
            ("7012345", "****2345"),
            ("8302/19900000001", "8302/199****0001"),
            ("8302", "8302"),
            ("家里 19900000003", "家里199****0003"),
            ("", ""),
        ];
        for (number, hidden) in table {
            assert_eq!(masked(number), hidden);
        }
        let table = [
            ("13900006618（持瓦检证）", "139****6618（持瓦检证）"),
            ("电话13900006621", "电话139****6621"),
            ("科长 139-0000-6621 或 8302", "科长 139-****-6621 或 8302"),
            ("１３９００００６６２１", "１３９****６６２１"),
            ("+86 13900006621", "+86 1******6621"),
            ("2027年2月5日至2月20日", "2027年2月5日至2月20日"),
            ("8302/8303/8304", "8302/8303/8304"),
            // Signs that only hold lines together hide none.
            ("1\u{200b}3\u{200b}900006621", "1\u{200b}3\u{200b}9****6621"),
            ("", ""),
        ];
        for (words, hidden) in table {
            assert_eq!(masked_within(words), hidden);
        }
        let mut value = serde_json::json!({
            "id": "13900006-62100", "words": ["电话13900006621", {"of": "139 0000 6622"}], "n": 1,
        });
        mask_all(&mut value);
        let hidden = serde_json::json!({
            "id": "13900006-62100", "words": ["电话139****6621", {"of": "139 **** 6622"}], "n": 1,
        });
        assert_eq!(value, hidden);
        for (number, is) in [("19900000001", true), ("+86 19900000001", true), ("8302", false)] {
            assert_eq!(is_mobile(number), is, "{number}");
        }
    }
}
