//! Finding names by the first letters of their pinyin, as people type them: `qbq` finds 亢宝庆
//! no more than `kbq` does, but `hwg` finds 会务股 under either reading of 会.

use std::str::Chars;
use std::sync::OnceLock;

use pinyin::{ToPinyin as _, ToPinyinMulti as _};

use super::surnames;

/// A text as it is compared: letters small and narrow, without spaces, invisible signs and what
/// stands between the parts of a name or of its spelling. `ü` is the key that types it.
pub fn folded(text: &str) -> String {
    signs(text).collect()
}

fn signs(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().map(narrow).filter(|sign| counts(*sign)).flat_map(char::to_lowercase).map(key)
}

/// A full-width sign as the keyboard has it.
fn narrow(sign: char) -> char {
    match u32::from(sign) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(sign),
        _ => sign,
    }
}

/// Whether a sign tells one name from another.
fn counts(sign: char) -> bool {
    let between = matches!(sign, '\'' | '’' | '‘' | '`' | '´' | '·' | '•' | '‧' | '∙' | '・' | '⋅');
    let unseen = matches!(
        u32::from(sign),
        0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF
    );
    !sign.is_whitespace() && !between && !unseen
}

/// The key that types a letter: Chinese keyboards have `ü` on `v`.
fn key(sign: char) -> char {
    if sign == 'ü' { 'v' } else { sign }
}

/// How well `query` fits `text`: lower is better, `None` is not at all. As [`Query::fit`].
pub fn fit(text: &str, query: &str) -> Option<usize> {
    Query::of(query).fit(text)
}

/// What somebody types to find something, ready to be held against many texts.
#[derive(Clone, Debug)]
pub struct Query {
    signs: Vec<char>,
    letters: Letters,
}

impl Query {
    /// Of the signs as they were typed.
    pub fn of(typed: &str) -> Self {
        Self { signs: signs(typed).collect(), letters: Letters::of_query(typed) }
    }

    /// How well it fits a text: lower is better, `None` is not at all. One without a sign fits all.
    ///
    /// It fits by the signs themselves, or letter by letter by the pinyin of each sign: its first
    /// letter or its whole spelling. A sign with several readings fits by any of them.
    pub fn fit(&self, text: &str) -> Option<usize> {
        self.fit_folded(&folded(text))
    }

    /// The same of a text that is [`folded`].
    pub(super) fn fit_folded(&self, text: &str) -> Option<usize> {
        let Some(first) = self.signs.first() else { return Some(0) };
        let first = bit(*first);
        let mut rest = text.chars();
        for place in 0.. {
            let here = rest.clone();
            let sign = rest.next()?;
            // Punctuation is passed over.
            let may_begin = readings(sign) & first != 0 || !sign.is_alphanumeric();
            if may_begin && fits_here(here, &self.signs) {
                return Some(place);
            }
        }
        None
    }

    /// Whether it can fit a text with those letters.
    pub fn may_fit(&self, letters: Letters) -> bool {
        letters.hold(self.letters)
    }
}

/// Whether `signs` begin with what `query` asks for.
fn fits_here(mut signs: Chars<'_>, query: &[char]) -> bool {
    let Some((wanted, later)) = query.split_first() else { return true };
    let Some(sign) = signs.next() else { return false };
    if sign == *wanted && fits_here(signs.clone(), later) {
        return true;
    }
    let Some(readings) = sign.to_pinyin_multi() else {
        // Punctuation inside a name is no letter of the query.
        return !sign.is_alphanumeric() && fits_here(signs, query);
    };
    let readings = readings.into_iter().map(pinyin::Pinyin::plain);
    readings.chain(surnames::letters(sign)).any(|spelling| {
        // The first letter alone, or more of the spelling as far as the query goes.
        let common = common(spelling, query);
        let whole = common == spelling.chars().count() || common == query.len();
        let fits = |query: &[char]| fits_here(signs.clone(), query);
        (1 <= common && fits(later))
            || (1 < common && whole && query.get(common..).is_some_and(fits))
    })
}

/// What texts are sorted by: signs by their pinyin, as in a dictionary, figures by their value, so
/// that 2号 comes before 10号.
pub fn order(text: &str) -> String {
    let mut key = String::new();
    let mut figures = String::new();
    for sign in text.chars() {
        if sign.is_ascii_digit() {
            figures.push(sign);
            continue;
        }
        pad(&mut key, &mut figures);
        match sign.to_pinyin() {
            Some(reading) => {
                key.push_str(reading.plain());
                key.push(' ');
            }
            None => key.extend(sign.to_lowercase()),
        }
    }
    pad(&mut key, &mut figures);
    key
}

/// As long as any figures are written out to be sorted.
const FIGURES: usize = 20;

/// Adds figures as long as any, so that longer ones sort behind.
fn pad(key: &mut String, figures: &mut String) {
    if !figures.is_empty() {
        let digits = figures.trim_start_matches('0');
        key.extend(std::iter::repeat_n('0', FIGURES.saturating_sub(digits.len())));
        key.push_str(digits);
        figures.clear();
    }
}

/// How many letters a spelling and a query begin with in common.
fn common(spelling: &str, query: &[char]) -> usize {
    let before = std::iter::once(' ').chain(spelling.chars());
    let same = |((before, letter), typed): &((char, char), &char)| {
        let sounds = *letter == 'ü' || matches!(before, 'j' | 'q' | 'x' | 'y');
        letter == *typed || (sounds && typed_for(*letter).contains(typed))
    };
    before.zip(spelling.chars()).zip(query).take_while(same).count()
}

/// The keys somebody may type for a letter of a spelling: `lü` is `lv`, and `lu` where one does
/// not know better; in `ju`, `qu`, `xu` and `yu` the `u` is the same sound.
fn typed_for(letter: char) -> [char; 2] {
    match letter {
        'ü' | 'u' => ['v', 'u'],
        _ => [letter, letter],
    }
}

/// Which letters, figures and signs occur in a text or under it: a quick way to see that a query
/// cannot fit. Signs share bits, so it may let a text through that does not fit, never the reverse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letters(u64);

impl Letters {
    /// The letters of a text: its own signs, and every letter of every reading of them.
    pub fn of_text(text: &str) -> Self {
        Self(signs(text).fold(0, |bits, sign| bits | readings(sign)))
    }

    /// The letters a query asks for.
    fn of_query(query: &str) -> Self {
        Self(signs(query).fold(0, |bits, sign| bits | bit(sign)))
    }

    /// Whether all that is asked for is here.
    fn hold(self, asked: Self) -> bool {
        asked.0 & !self.0 == 0
    }
}

/// The bit of one sign.
fn bit(sign: char) -> u64 {
    let place = match sign {
        'a'..='z' => u32::from(sign) - u32::from('a'),
        '0'..='9' => 26 + u32::from(sign) - u32::from('0'),
        // The rest of the bits are shared.
        _ => 36 + u32::from(sign) % 28,
    };
    1 << place
}

/// The bits of a sign and of its readings; of Chinese signs they are looked up once.
fn readings(sign: char) -> u64 {
    const FIRST: u32 = 0x4E00;
    const LAST: u32 = 0x9FFF;
    static CHINESE: OnceLock<Vec<u64>> = OnceLock::new();
    let look_up = |sign: char| {
        let spellings = sign.to_pinyin_multi().into_iter().flatten();
        spellings
            .map(pinyin::Pinyin::plain)
            .chain(surnames::letters(sign))
            .flat_map(|spelling| spelling.chars().flat_map(typed_for))
            .fold(bit(sign), |all, at| all | bit(at))
    };
    let known = || {
        let place = usize::try_from(u32::from(sign).checked_sub(FIRST)?).ok()?;
        let all = CHINESE.get_or_init(|| {
            (FIRST..=LAST).map(|code| char::from_u32(code).map_or(0, look_up)).collect()
        });
        all.get(place).copied()
    };
    known().unwrap_or_else(|| look_up(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_sort_as_in_a_dictionary_and_figures_by_their_value() {
        let mut texts =
            ["10号公寓", "周立新", "2号公寓", "食堂", "褚红", "安监科", "变电所9", "变电所12"];
        texts.sort_by_cached_key(|text| order(text));
        let sorted =
            ["2号公寓", "10号公寓", "安监科", "变电所9", "变电所12", "褚红", "食堂", "周立新"];
        assert_eq!(texts, sorted);
    }

    #[test]
    fn names_are_found_by_letters_spelling_and_signs() {
        let table = [
            ("亢宝庆", "kbq", true),
            ("亢宝庆", "kangbao", true),
            ("亢宝庆", "宝", true),
            ("亢宝庆", "bq", true),
            ("亢宝庆", "kq", false),
            ("曾国强", "zgq", true),
            ("曾国强", "cgq", true),
            ("3号公寓", "3hgy", true),
            ("充电棚（A区）", "cdpa", true),
            ("锅炉房", "gulf", false),
            ("", "a", false),
            ("吕振华", "lv", true),
            ("吕振华", "lvzh", true),
            ("吕振华", "luzhenhua", true),
            ("吕振华", "lü", true),
            ("吕振华", "LÜZH", true),
            ("女工宿舍", "nvgong", true),
            ("女工宿舍", "nu", true),
            ("略阳", "lveyang", true),
            ("略阳", "lueyang", true),
            ("徐州", "xvzhou", true),
            ("鲁班", "lvb", false),
            ("充电棚Ａ区", "cdpa", true),
            ("充电棚Ａ区", "A区", true),
            ("充电棚A区", "ａ区", true),
            ("４号公寓", "4hgy", true),
            ("西安", "xi'an", true),
            ("西安", "xi’an", true),
            ("阿依古丽·买买提", "阿依古丽买买提", true),
            ("阿依古丽•买买提", "古丽·买", true),
            ("逯春晖", "lvx", false),
        ];
        for (text, query, expected) in table {
            assert_eq!(fit(text, query).is_some(), expected, "{text} {query}");
            let asked = Query::of(query);
            assert!(asked.may_fit(Letters::of_text(text)) || !expected, "{text} {query}");
        }
        for (one, other) in [
            ("充电棚Ａ区", "充电棚a区"),
            ("阿依古丽•买买提", "阿依古丽·买买提"),
            ("张\u{200b} 三", "张三"),
            ("Lü", "lv"),
        ] {
            assert_eq!(folded(one), folded(other));
        }
        assert_ne!(folded("钱望舒"), folded("钱望舒华"));
        assert!(!Query::of("kbq").may_fit(Letters::of_text("锅炉房")));
        // How early it fits, punctuation that is passed over counted.
        for (text, query, place) in [("充电棚（A区）", "a", 3), ("3号公寓", "gy", 2), ("甲", "", 0)]
        {
            assert_eq!(fit(text, query), Some(place), "{text} {query}");
        }
    }
}
