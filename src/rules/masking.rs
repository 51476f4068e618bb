//! Telephones of people with their middle hidden, for walls and for files that leave the house. What is
//! rung in an emergency stays to be read: a line with its area code, 400 and 800 belong to nobody.

use crate::model::duty::DutyId;
use crate::model::id::Mint;

/// A number with at least so many figures is somebody's own; fewer are an internal one.
const OWN_FIGURES: usize = 7;
/// Figures of a mobile telephone.
const MOBILE_FIGURES: usize = 11;
/// A line with its area code, or a 400 one, has at least so many.
const LINE_FIGURES: usize = 10;
/// And at most so many, with a nought to get out of the house.
const LINE_FIGURES_MOST: usize = 13;
/// What people write before a mobile telephone: nothing, the country, or the nought of long distance.
const BEFORE_MOBILE: [&str; 4] = ["", "86", "0086", "0"];

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
        let own: Vec<char> = run.chars().filter_map(figure).collect();
        match own.split_last_chunk::<4>() {
            _ if is_line(&own.iter().collect::<String>()) => hidden.push_str(&masked_within(&run)),
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
    // Parts of one number between strokes and commas are each too short to be hidden alone.
    masked_within(hidden.trim_end())
}

/// The words with every mobile telephone in them masked, wherever it stands, and every other row of so
/// many figures that is no line. For papers on walls, whatever field people wrote it in.
pub fn masked_within(words: &str) -> String {
    let mut shown: Vec<char> = words.chars().collect();
    for groups in runs(&shown) {
        let mut rest = groups.as_slice();
        while !rest.is_empty() {
            let Some((taken, before)) = own_number(rest) else {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            };
            let (number, after) = rest.split_at(taken);
            let places: Vec<usize> = number.iter().flatten().map(|(place, _)| *place).collect();
            // The head and the last four stay, as with a number that stands alone.
            let last = places.len().saturating_sub(4);
            for place in places.iter().take(last).skip(before + 3) {
                if let Some(sign) = shown.get_mut(*place) {
                    *sign = '*';
                }
            }
            rest = after;
        }
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

/// Figures side by side: where each stands, and which it is.
type Group = Vec<(usize, char)>;

/// Whether people write a sign between the groups of one number: strokes of every length, dots,
/// brackets, and what they type for a stroke.
fn is_between(sign: char) -> bool {
    const STROKES: &str = "-‐‑‒–—―−－_＿~～";
    const DOTS: &str = ".．·・•,，/／\\";
    const BRACKETS: &str = "()（）[]【】";
    sign == ' '
        || sign == '\u{a0}'
        || sign == '　'
        || [STROKES, DOTS, BRACKETS].iter().any(|signs| signs.contains(sign))
}

/// The rows of figures in some words, each in its groups; other signs than those between groups part
/// rows; signs nobody sees part nothing.
fn runs(signs: &[char]) -> Vec<Vec<Group>> {
    let mut runs = vec![vec![Group::new()]];
    for (place, sign) in signs.iter().enumerate() {
        let Some(run) = runs.last_mut() else { break };
        match (figure(*sign), sign) {
            (Some(figure), _) => {
                if let Some(group) = run.last_mut() {
                    group.push((place, figure));
                }
            }
            (None, '\u{200b}' | '\u{2060}') => {}
            (None, sign) if is_between(*sign) => run.push(Group::new()),
            _ => runs.push(vec![Group::new()]),
        }
    }
    for run in &mut runs {
        run.retain(|group| !group.is_empty());
    }
    runs
}

/// The number somebody may own that begins here: how many groups it takes, and how many figures of them
/// stand before its own. A mobile telephone ends where a group ends.
fn own_number(groups: &[Group]) -> Option<(usize, usize)> {
    let mut figures = String::new();
    for (group, taken) in groups.iter().zip(1..) {
        figures.extend(group.iter().map(|(_, figure)| *figure));
        let before = BEFORE_MOBILE
            .iter()
            .find(|before| figures.strip_prefix(**before).is_some_and(is_mobile));
        if let Some(before) = before {
            return Some((taken, before.len()));
        }
        if is_identity(&figures) {
            return Some((taken, 0));
        }
        // In one piece: a number with a slip in it, or one that says who somebody is.
        let is_short = figures.len() <= LINE_FIGURES_MOST;
        if taken == 1 && MOBILE_FIGURES <= figures.len() && !(is_short && is_line(&figures)) {
            return Some((1, 0));
        }
    }
    None
}

/// Whether the figures say who somebody is: eighteen, or seventeen before an X, the day of birth
/// among them.
fn is_identity(figures: &str) -> bool {
    let born = |from: usize, to: usize| figures.get(from..to).unwrap_or_default();
    let within =
        |from, to, most: u8| born(from, to).parse().is_ok_and(|one: u8| 0 < one && one <= most);
    (17..=18).contains(&figures.len())
        && ["19", "20"].contains(&born(6, 8))
        && within(10, 12, 12)
        && within(12, 14, 31)
}

/// Whether the figures are those of a mobile telephone.
fn is_mobile(figures: &str) -> bool {
    let mut signs = figures.chars();
    let head = (signs.next(), signs.next());
    figures.len() == MOBILE_FIGURES && matches!(head, (Some('1'), Some('3'..='9')))
}

/// Whether they begin as a line does: an area code, 400 or 800.
fn is_line(figures: &str) -> bool {
    let is_long = LINE_FIGURES <= figures.len();
    let last = figures.len().checked_sub(MOBILE_FIGURES).and_then(|from| figures.get(from..));
    let begins = ["0", "400", "800"].iter().any(|head| figures.starts_with(head));
    is_long && begins && !last.is_some_and(is_mobile)
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
            ("0358-3028000", "0358-3028000"),
            ("0358-3028000-8000、19900000001", "0358-3028000-8000、199****0001"),
            ("0358-3028000 19900000001", "035****0001"),
            ("139/0000/1234", "139/****/1234"),
            ("139,0000,1234", "139,****,1234"),
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
            ("+86 13900006621", "+86 139****6621"),
            ("8613900006621、013900006621", "86139****6621、0139****6621"),
            ("2027年2月5日至2月20日", "2027年2月5日至2月20日"),
            ("8302/8303/8304", "8302/8303/8304"),
            // Lines are there to be rung.
            ("调度室0358-3028000", "调度室0358-3028000"),
            ("0358-3028000转8000", "0358-3028000转8000"),
            ("0358-3028000-8000", "0358-3028000-8000"),
            ("（0358）3028000、03583028000", "（0358）3028000、03583028000"),
            ("010-62345678、01062345678", "010-62345678、01062345678"),
            ("400-800-1234、8008001234转1", "400-800-1234、8008001234转1"),
            ("8000 8119 8120 8110", "8000 8119 8120 8110"),
            ("+86 358 3028000", "+86 358 3028000"),
            // A mobile telephone beside them is not.
            ("0358-3028000 13900006621", "0358-3028000 139****6621"),
            ("0358-3028000-139-0000-6621", "0358-3028000-139-****-6621"),
            ("8302 13900006621 8303", "8302 139****6621 8303"),
            ("0358302800013900006621", "035***************6621"),
            // However the groups of one number are held apart.
            ("电话139—0000—1234", "电话139—****—1234"),
            ("139–0000–1234、139‐0000‑1234", "139–****–1234、139‐****‑1234"),
            ("(139)0000 1234、+86(139)0000-1234", "(139)**** 1234、+86(139)****-1234"),
            ("139（0000）1234", "139（****）1234"),
            ("139·0000·1234、139_0000_1234", "139·****·1234、139_****_1234"),
            ("139/0000/1234、139,0000,1234", "139/****/1234、139,****,1234"),
            ("身份证140101-19850301-1234", "身份证140***-********-1234"),
            ("1401 0119 8503 0112 34", "140* **** **** **12 34"),
            ("140101 19850301 123X", "140*** *******1 123X"),
            ("2027/02/05、13:00-15:00，8302,8303", "2027/02/05、13:00-15:00，8302,8303"),
            // An identity number, and one with a figure too many.
            ("140101199001011230", "140***********1230"),
            ("139000066218", "139*****6218"),
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
    }
}
