//! Where and what of a hazard in one sentence, in which no place is said twice: people begin their
//! words with the site, with a part of it, or with neither.

use chrono::NaiveDate;

use super::masking::masked_within;
use crate::model::Document;
use crate::model::hazard::Hazard;

/// A part of a name has at least so many signs.
const PART: usize = 2;
/// So many signs of a spot say which it is.
const TELLING: usize = 3;
/// Beyond the place itself, so many signs more are the beginning of the words.
const BEGINNING: usize = 8;

/// What was seen, without the site that many begin with, for where the site stands beside it.
pub fn what<'a>(doc: &Document, hazard: &'a Hazard) -> &'a str {
    let words = hazard.words.trim();
    let site = doc.site_name(hazard.site).trim();
    let rest = words.strip_prefix(site).filter(|rest| !site.is_empty() && !rest.is_empty());
    rest.map_or(words, |rest| {
        rest.trim_start_matches([' ', '　', '，', ',', '：', ':', '、', '的'])
    })
}

/// What a chat is told of a hazard: telephones written in it have their middle hidden.
pub fn chat_text(doc: &Document, hazard: &Hazard, today: NaiveDate) -> String {
    let number = hazard.number.as_ref().map(ToString::to_string).unwrap_or_default();
    let owner = hazard.owner.map(|owner| doc.person_name(owner)).unwrap_or_default();
    let whose = format!("{}{owner}", doc.unit_name(hazard.unit).trim());
    let limit = hazard.limit().map(|limit| limit.format("%-m月%-d日").to_string());
    let state = match hazard.days_late(today) {
        late if hazard.is_late(today) => format!("超期{late}天"),
        _ => hazard.state().word().to_owned(),
    };
    let told = [
        ("地点", format!("{}{}", doc.site_name(hazard.site), hazard.place.trim())),
        ("情况", what(doc, hazard).trim().to_owned()),
        ("措施", hazard.measure.trim().to_owned()),
        ("临时措施", hazard.interim.trim().to_owned()),
        ("责任", whose),
        ("期限", limit.unwrap_or_default()),
        ("进展", state),
    ];
    let told = told.into_iter().filter(|(_, words)| !words.is_empty());
    let told = told.map(|(label, words)| format!("{label}：{words}"));
    let lines: Vec<String> = [format!("【隐患】{number}")].into_iter().chain(told).collect();
    masked_within(&lines.join("\n"))
}

/// Where and what: 职工食堂后厨2号烟罩集油盘积油.
pub fn where_and_what(doc: &Document, hazard: &Hazard) -> String {
    joined(doc.site_name(hazard.site).trim(), hazard.place.trim(), hazard.words.trim())
}

/// Where at the site, and what, for where the site stands beside it: 1层门厅自救呼吸器箱缺2具.
pub fn place_and_what(doc: &Document, hazard: &Hazard) -> String {
    placed(hazard.place.trim(), what(doc, hazard).trim())
}

/// A spot and words; a spot that the words do not name themselves stands apart.
fn placed(place: &str, words: &str) -> String {
    let told = joined("", place, words);
    if !place.is_empty() && told == format!("{place}{words}") {
        return format!("{place}：{words}");
    }
    told
}

/// Site, spot and words as one; of what the words name themselves nothing stands before them.
fn joined(site: &str, place: &str, words: &str) -> String {
    if let Some(rest) = words.strip_prefix(site).filter(|_| !site.is_empty()) {
        // Words that begin with the site say where in their own way, unless a floor is missing.
        let place = if has_figures_of(place, rest) { "" } else { place };
        return format!("{site}{}", lapped(place, rest));
    }
    let begin: String = words.chars().take(signs(site) + signs(place) + BEGINNING).collect();
    let spot_named = is_named(place, &begin) || is_told(place, &begin);
    let site_named =
        is_named(site, &begin) || (spot_named && !place.is_empty() && begins_alike(site, &begin));
    let site = if site_named { "" } else { site };
    let place = if spot_named { "" } else { place };
    lapped(&lapped(site, place), words)
}

fn signs(words: &str) -> usize {
    words.chars().count()
}

/// A text cut after so many signs.
fn cut(words: &str, count: usize) -> (&str, &str) {
    let at = words.char_indices().nth(count).map_or(words.len(), |(at, _)| at);
    words.split_at(at)
}

/// Whether all of a name stands there, in one piece or in two.
fn is_named(name: &str, begin: &str) -> bool {
    if name.is_empty() {
        return true;
    }
    let count = signs(name);
    let cuts = std::iter::once(count).chain(PART..(count + 1).saturating_sub(PART));
    cuts.map(|count| cut(name, count)).any(|(first, then)| {
        let rest = begin.split_once(first).map(|(_, rest)| rest);
        rest.is_some_and(|rest| rest.contains(then))
    })
}

/// Whether as much of a spot's beginning or end stands there as says which it is.
fn is_told(place: &str, begin: &str) -> bool {
    let count = signs(place);
    let least = count.div_ceil(2).max(TELLING);
    least <= count
        && has_figures_of(place, begin)
        && (begin.contains(cut(place, least).0) || begin.contains(cut(place, count - least).1))
}

/// Whether every number and letter of a spot stands there: a floor that only the spot gives is
/// never left out.
fn has_figures_of(place: &str, words: &str) -> bool {
    let numbers = |text: &str| -> Vec<String> {
        let runs = text.split(|sign: char| !sign.is_ascii_digit());
        runs.filter(|run| !run.is_empty()).map(str::to_owned).collect()
    };
    let known = numbers(words);
    let mut letters = place.chars().filter(char::is_ascii_alphabetic);
    letters.all(|sign| words.contains(sign))
        && numbers(place).iter().all(|number| known.contains(number))
}

/// Whether the words begin as the name does, with half of it at least.
fn begins_alike(name: &str, begin: &str) -> bool {
    let same = name.chars().zip(begin.chars()).take_while(|(one, other)| one == other).count();
    signs(name).div_ceil(2).max(PART) <= same
}

/// One after the other; what the first ends with and the second begins with stands once.
fn lapped(before: &str, after: &str) -> String {
    let most = signs(before).min(signs(after));
    let lap = (PART..=most).rev().find(|count| before.ends_with(cut(after, *count).0));
    let (_, rest) = cut(after, lap.unwrap_or_default());
    format!("{before}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_place_is_said_twice() {
        let table = [
            (
                ("3号公寓", "2层东侧安全出口", "3号公寓2层东侧安全出口上链锁"),
                "3号公寓2层东侧安全出口上链锁",
            ),
            (("3号公寓", "2层", "防火门关不上"), "3号公寓2层防火门关不上"),
            (
                ("3号公寓", "4层412室", "3号公寓412室小太阳距被褥约20cm"),
                "3号公寓4层412室小太阳距被褥约20cm",
            ),
            (
                ("职工食堂", "后厨2号烟罩", "食堂后厨2号烟罩集油盘积油"),
                "职工食堂后厨2号烟罩集油盘积油",
            ),
            (
                ("工业广场室外消火栓", "6#消火栓", "工业广场6#室外消火栓被雪埋"),
                "工业广场6#室外消火栓被雪埋",
            ),
            (("正门门卫", "门外东侧路边", "正门外东侧约30m烟花残体"), "正门外东侧约30m烟花残体"),
            (("锅炉房", "锅炉房北侧", "灭火器指针红区"), "锅炉房北侧灭火器指针红区"),
            (
                ("配电室", "门口及电缆进线处", "配电室门口挡鼠板缺1块，电缆进线孔洞1处"),
                "配电室门口挡鼠板缺1块，电缆进线孔洞1处",
            ),
            (
                ("充电棚B区", "北檐口11—14号车位", "充电棚B区北檐口挂冰，下面是11—14号车位"),
                "充电棚B区北檐口挂冰，下面是11—14号车位",
            ),
            (("3号公寓", "2层", "3号公寓防火门关不上"), "3号公寓2层防火门关不上"),
            // What tells one place from another is never left out.
            (("3号公寓", "2层楼梯间", "3号楼梯间灯不亮"), "3号公寓2层楼梯间3号楼梯间灯不亮"),
            (("职工食堂", "", "职工擅自接线"), "职工食堂职工擅自接线"),
            (("3号公寓", "5层", "1号灯不亮"), "3号公寓5层1号灯不亮"),
            (("", "", "积水"), "积水"),
            (("3号公寓", "", ""), "3号公寓"),
        ];
        for ((site, place, words), expected) in table {
            assert_eq!(joined(site, place, words), expected);
        }
    }

    #[test]
    fn a_spot_stands_apart_where_the_words_say_another() {
        let table = [
            (
                ("1层门厅呼吸器箱", "1层门厅过滤式消防自救呼吸器箱应有8具、缺2具"),
                "1层门厅过滤式消防自救呼吸器箱应有8具、缺2具",
            ),
            (("后墙外雪地", "后墙外约6m雪地有鞭炮纸屑"), "后墙外约6m雪地有鞭炮纸屑"),
            (("4层412室", "“小太阳”距被褥约20cm"), "4层412室：“小太阳”距被褥约20cm"),
            (
                ("门外西侧垃圾桶", "门外约18m垃圾桶内有纸灰"),
                "门外西侧垃圾桶：门外约18m垃圾桶内有纸灰",
            ),
            (("", "积水"), "积水"),
        ];
        for ((place, words), expected) in table {
            assert_eq!(placed(place, words), expected);
        }
    }
}
