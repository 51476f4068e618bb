//! What is a surname, how it is read, and what names sort by. Source: `sources.md` 姓氏排序.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use pinyin::ToPinyin as _;

use super::pinyin::folded;
use super::strokes;

/// How a sign is read: letters, with v for ü, and its tone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Syllable {
    letters: String,
    tone: u8,
}

impl Syllable {
    /// `lv3`; a letter alone is read as itself.
    fn of(text: &str) -> Self {
        let letters = text.trim_end_matches(|sign: char| sign.is_ascii_digit());
        let tone = text.strip_prefix(letters).and_then(|tone| tone.parse().ok());
        let key = |sign: char| if sign == 'ü' { 'v' } else { sign };
        Self { letters: letters.chars().map(key).collect(), tone: tone.unwrap_or_default() }
    }

    /// The letters as they are spelled.
    fn spelling(&self) -> String {
        self.letters.chars().map(|key| if key == 'v' { 'ü' } else { key }).collect()
    }

    /// The usual reading of a sign.
    fn usual(sign: char) -> Self {
        match sign.to_pinyin() {
            Some(reading) => Self::of(reading.with_tone_num_end()),
            None => Self { letters: sign.to_string(), tone: 0 },
        }
    }
}

/// What is known of surnames.
struct Table {
    /// Of single signs, the first reading being that of the surname.
    single: BTreeMap<char, Vec<Syllable>>,
    /// Of several signs, each with its reading.
    compound: BTreeMap<String, Vec<Syllable>>,
    /// Every reading in a surname, by sign.
    letters: BTreeMap<char, BTreeSet<String>>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| read(include_str!("../../assets/names/surnames.txt")))
}

fn read(text: &str) -> Table {
    let mut table =
        Table { single: BTreeMap::new(), compound: BTreeMap::new(), letters: BTreeMap::new() };
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split(' ');
        let Some(name) = parts.next() else { continue };
        let readings: Vec<Syllable> = parts.map(Syllable::of).collect();
        let mut signs = name.chars();
        let (Some(first), rest) = (signs.next(), signs.next()) else { continue };
        if rest.is_none() {
            let letters = table.letters.entry(first).or_default();
            letters.extend(readings.iter().map(Syllable::spelling));
            table.single.insert(first, readings);
        } else {
            for (sign, reading) in name.chars().zip(&readings) {
                table.letters.entry(sign).or_default().insert(reading.spelling());
            }
            table.compound.insert(name.to_owned(), readings);
        }
    }
    table
}

/// How a sign is read in surnames, as letters; nothing where that is its usual reading.
pub(super) fn letters(sign: char) -> impl Iterator<Item = &'static str> {
    table().letters.get(&sign).into_iter().flatten().map(String::as_str)
}

/// How many signs of a name are its surname: two or more only where the name goes on behind them.
fn surname(name: &[char]) -> usize {
    let longest = name.len().saturating_sub(1);
    let is_known = |count: &usize| {
        let signs: String = name.iter().take(*count).collect();
        table().compound.contains_key(&signs)
    };
    (2..=longest).rev().find(is_known).unwrap_or(1)
}

/// Surnames in common use; those of which the reading is told apart are in the table besides.
const COMMON: &str = "\
    王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡\
    贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷\
    钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路\
    岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋\
    甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚廉简娄\
    盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩井练仲乐虞卞封\
    竺冼原官衣楚佟栗匡宗应台巫鞠桑荆谌银扬明沙伏岑习胥保和蔺亢逯郄仝肖闫付代逄麻尚诸";

/// Whether a name begins with a surname and goes on behind it.
pub fn has_surname(name: &str) -> bool {
    let name: Vec<char> = name.chars().collect();
    let count = surname(&name);
    let is_single = |sign: &char| COMMON.contains(*sign) || table().single.contains_key(sign);
    let is_known = 1 < count || name.first().is_some_and(is_single);
    is_known && count < name.len()
}

/// What a name sorts by: the first sign of the surname, then single surnames before compound ones,
/// then the rest sign by sign.
type Key<T> = (T, bool, Vec<T>);

fn key<T>(signs: Vec<T>, surname: usize) -> Option<Key<T>> {
    let mut signs = signs.into_iter();
    Some((signs.next()?, 1 < surname, signs.collect()))
}

/// What names sort by where they stand by the strokes of the surname (按姓氏笔画为序).
pub fn by_strokes(name: &str) -> impl Ord + use<> {
    let name: Vec<char> = folded(name).chars().collect();
    let surname = surname(&name);
    let key = key(name.into_iter().map(strokes::rank).collect(), surname);
    // Whoever has no name yet stands last.
    (key.is_none(), key)
}

/// What names sort by where they stand by the pinyin of the surname: letters, then tone, then
/// strokes, so that those of one surname stay together.
pub fn by_pinyin(name: &str) -> impl Ord + use<> {
    let name: Vec<char> = folded(name).chars().collect();
    let surname = surname(&name);
    let front: String = name.iter().take(surname).collect();
    let known = match name.first() {
        Some(sign) if surname == 1 => table().single.get(sign),
        _ => table().compound.get(&front),
    };
    let syllable = |(place, sign): (usize, &char)| {
        let known = known.filter(|_| place < surname).and_then(|known| known.get(place));
        (known.cloned().unwrap_or_else(|| Syllable::usual(*sign)), strokes::rank(*sign))
    };
    let key = key(name.iter().enumerate().map(syllable).collect(), surname);
    (key.is_none(), key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::pinyin::{self, Letters, Query};

    fn sorted<K: Ord>(names: &str, key: fn(&str) -> K) -> String {
        let mut names: Vec<&str> = names.split(' ').collect();
        names.sort_by_cached_key(|name| key(name));
        names.join(" ")
    }

    #[test]
    fn names_stand_by_the_strokes_of_the_surname() {
        let names = "冀守正 丁一 石磊 申公 田野 史进 白云 皮日休 边防 陈涛 林冲 周通 黄信 曹正 彭玘 韩滔 \
            徐宁 郭盛 崔庆 王英 王二 王大锤 卜青";
        assert_eq!(
            sorted(names, by_strokes),
            "丁一 卜青 王二 王大锤 王英 石磊 申公 田野 史进 白云 皮日休 边防 陈涛 林冲 周通 徐宁 郭盛 黄信 \
             曹正 崔庆 彭玘 韩滔 冀守正"
        );
        // A single surname before a compound one of the same first sign; spaces and dots say nothing.
        assert_eq!(
            sorted("欧阳修 欧冶 欧阳 司马光 司 光 东方朔 东郭", by_strokes),
            "东郭 东方朔 司 司马光 光 欧阳 欧冶 欧阳修"
        );
        assert_eq!(sorted("丁一 Bob 王　五", by_strokes), "丁一 王　五 Bob");
    }

    #[test]
    fn names_stand_by_the_reading_of_the_surname() {
        assert_eq!(
            sorted(
                "翟一 单雄信 解珍 仇英 查良 曾巩 区大 朴实 尉迟恭 尉缭 万俟卨 万里 乐毅 长孙顺 张清 章邯 张贲",
                by_pinyin
            ),
            "万俟卨 区大 朴实 仇英 单雄信 万里 尉缭 解珍 尉迟恭 乐毅 曾巩 查良 翟一 张贲 张清 章邯 长孙顺"
        );
        assert_eq!(sorted("吕布 鲁肃 罗成 刘备 卢俊义", by_pinyin), "刘备 卢俊义 鲁肃 罗成 吕布");
    }

    /// Source: `tests/names/surnames.csv`, a table from elsewhere.
    #[test]
    fn three_hundred_surnames_are_counted_and_read_as_others_have_them() {
        let table = include_str!("../../tests/names/surnames.csv");
        let mut wrong = Vec::new();
        let mut names = Vec::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let [sign, count, first, letters] = line.split(',').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            let place = strokes::place(sign.chars().next().unwrap()).unwrap();
            let ours = (place.count.to_string(), place.first.unwrap().word());
            if ours != (count.to_owned(), first) {
                wrong.push(format!("{line} {ours:?}"));
            }
            names.push((sign, letters, (place.count, place.first)));
        }
        assert_eq!(wrong, Vec::<String>::new());
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 300);
        names.sort_by_cached_key(|(sign, ..)| by_strokes(sign));
        assert!(names.is_sorted_by_key(|(_, _, place)| *place));
        names.sort_by_cached_key(|(sign, ..)| by_pinyin(sign));
        let letters: Vec<&str> = names.iter().map(|(_, letters, _)| *letters).collect();
        assert!(letters.is_sorted(), "{letters:?}");
    }

    #[test]
    fn a_surname_is_found_by_every_reading_it_has() {
        let text = include_str!("../../assets/names/surnames.txt");
        let mut found = 0;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split(' ');
            let surname = parts.next().unwrap();
            let letters: Vec<String> = parts.map(|one| Syllable::of(one).letters).collect();
            let queries = if surname.chars().count() == 1 {
                letters.clone()
            } else {
                let initials = letters.iter().filter_map(|one| one.chars().next());
                vec![letters.concat(), initials.collect()]
            };
            let name = format!("{surname}守岁");
            for query in queries {
                for query in [query.clone(), format!("{query}ss")] {
                    assert_eq!(pinyin::fit(&name, &query), Some(0), "{name} {query}");
                    assert!(Query::of(&query).may_fit(Letters::of_text(&name)), "{query}");
                    found += 1;
                }
            }
        }
        assert!(300 < found, "{found}");
    }
}
