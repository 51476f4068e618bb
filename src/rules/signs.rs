//! Signs that look like others or like nothing: what a pasted text says once they are made plain.
//!
//! Texts copied out of address books, PDF files and web pages carry signs nobody sees; PDF files
//! give radicals for signs, and old PCs write rare signs by numbers of their own. Compared sign by
//! sign, a name would not be the name that looks the same.

use unicode_normalization::UnicodeNormalization as _;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

/// The text with signs for what they look like and without those nobody sees. Line breaks and tabs
/// stay; every other space is a plain one.
pub fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let seen = text.chars().filter(|sign| !is_unseen(*sign));
    seen.map(alike).collect()
}

/// The signs in it that [`plain`] leaves out, each once.
pub fn unseen(text: &str) -> Vec<char> {
    let mut found: Vec<char> = text.chars().filter(|sign| is_unseen(*sign)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The signs in it that no font knows: numbers of some PC's own, and broken ones.
pub fn nameless(text: &str) -> Vec<char> {
    let is_nameless = |sign: &char| {
        let category = sign.general_category();
        let private = matches!(category, GeneralCategory::PrivateUse | GeneralCategory::Unassigned);
        private || *sign == char::REPLACEMENT_CHARACTER
    };
    let mut found: Vec<char> = text.chars().filter(is_nameless).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// U+202D、U+202C: signs by their numbers, for people who cannot see them.
pub fn numbers(signs: &[char]) -> String {
    let number = |sign: &char| format!("U+{:04X}", u32::from(*sign));
    signs.iter().map(number).collect::<Vec<_>>().join("、")
}

/// Words for a message, between quotes; what cannot be seen in them is named behind.
pub fn quoted(words: &str) -> String {
    let mut odd = unseen(words);
    odd.extend(nameless(words));
    let named = if odd.is_empty() {
        String::new()
    } else {
        format!("（含看不出的符号{}）", numbers(&odd))
    };
    format!("“{}”{named}", plain(words).replace('\n', " "))
}

/// What names are compared by: one dot for the many, no spaces, signs for what they look like.
pub fn name_key(name: &str) -> String {
    let name = plain(name);
    let latin = name.chars().any(|sign| sign.is_ascii_alphabetic());
    let name: String = name.chars().map(dot).collect();
    if latin {
        name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
    } else {
        name.split_whitespace().collect()
    }
}

/// The dot of a name for whatever is written for it.
pub fn dot(sign: char) -> char {
    match sign {
        '.' | '．' | '•' | '‧' | '・' | '･' | '∙' | '⋅' | '→' | '\u{387}' | '。' => {
            '·'
        }
        sign => sign,
    }
}

/// Whether it takes no room and means nothing in a table.
fn is_unseen(sign: char) -> bool {
    let filler = matches!(
        sign,
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{2060}'..='\u{206f}'
            | '\u{e0000}'..='\u{e0fff}'
    );
    let control = sign.is_control() && !matches!(sign, '\n' | '\t');
    filler || control || sign.general_category() == GeneralCategory::Format
}

/// The sign it looks like.
fn alike(sign: char) -> char {
    match sign {
        '\n' | '\t' => sign,
        '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
        // Digits and letters of full width; signs of full width are how Chinese is written.
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '＋' | '／' | '＃' => {
            char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign)
        }
        '\u{2e80}'..='\u{2eff}' => radical(sign),
        '\u{2f00}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
            std::iter::once(sign).nfkc().next().unwrap_or(sign)
        }
        '\u{e815}'..='\u{e864}' => of_old_pc(sign),
        sign if sign.is_whitespace() => ' ',
        sign => sign,
    }
}

/// Radicals out of PDF files, each before the sign it is drawn like.
const RADICALS: &str = "⺁厂⺇几⺊卜⺌小⺒巳⺓幺⺛旡⺝月⺟母⺠民⺩王⺪疋⺬示⺮竹⺳网⺶羊⺷羊⺻聿⺽臼⻁虎⻄西⻅见⻆角⻉贝⻊足⻋车⻏邑⻑長⻓长⻔门⻕阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟";

fn radical(sign: char) -> char {
    let mut signs = RADICALS.chars();
    while let (Some(radical), Some(drawn)) = (signs.next(), signs.next()) {
        if radical == sign {
            return drawn;
        }
    }
    sign
}

/// What the numbers U+E815 to U+E864 of Windows before 2012 stand for. Source: GB 18030-2005, the
/// signs of rows FE50 to FEA0 and their later numbers.
const OF_OLD_PCS: &str = "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻";

fn of_old_pc(sign: char) -> char {
    let place = usize::try_from(u32::from(sign) - 0xe815).unwrap_or(usize::MAX);
    OF_OLD_PCS.chars().nth(place).map_or(sign, radical_too)
}

fn radical_too(sign: char) -> char {
    if matches!(sign, '\u{2e80}'..='\u{2eff}') { radical(sign) } else { sign }
}

/// The number in Chinese, as people count things: 两, 十五, 廿八, 一百二, 一千五百, 壹佰. Nothing of what is no
/// number, or of ten thousand and more.
pub fn chinese_number(words: &str) -> Option<u32> {
    const DIGITS: [&str; 10] =
        ["零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"];
    const UNITS: [(&str, u32); 3] = [("千仟", 1000), ("百佰", 100), ("十拾", 10)];
    let digit = |sign: char| {
        let place = DIGITS.iter().position(|signs| signs.contains(sign))?;
        u32::try_from(place).ok()
    };
    let unit = |sign: char| UNITS.iter().find(|(signs, _)| signs.contains(sign)).map(|one| one.1);
    let signs: Vec<char> = words.chars().collect();
    let (mut sum, mut waiting, mut least) = (0, None, 10_000);
    for sign in signs.iter().copied() {
        match (digit(sign), unit(sign), waiting) {
            (Some(0), _, None) if 0 < sum => {}
            (Some(digit), _, None) if 0 < digit => waiting = Some(digit),
            (_, _, None) if sign == '廿' && sum == 0 => (sum, least) = (20, 10),
            // 十五 begins with its unit; 百五 nobody says.
            (_, Some(unit), count) if unit < least && (count.is_some() || unit == 10) => {
                sum += count.unwrap_or(1) * unit;
                (waiting, least) = (None, unit);
            }
            _ => return None,
        }
    }
    // 一百二 is a hundred and twenty, 一百零二 a hundred and two.
    let before = signs.iter().rev().nth(1).copied().and_then(unit);
    let worth = before.filter(|unit| 10 < *unit).map_or(1, |unit| unit / 10);
    Some(sum + waiting.unwrap_or_default() * worth).filter(|number| 0 < *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_chinese_are_read_as_people_count() {
        for (words, number) in [
            ("五", Some(5)),
            ("两", Some(2)),
            ("十", Some(10)),
            ("十五", Some(15)),
            ("二十", Some(20)),
            ("廿八", Some(28)),
            ("三十一", Some(31)),
            ("一百", Some(100)),
            ("一百二", Some(120)),
            ("一百零二", Some(102)),
            ("一百二十", Some(120)),
            ("一千五百", Some(1500)),
            ("一千零五", Some(1005)),
            ("九千九百九十九", Some(9999)),
            ("壹佰", Some(100)),
            ("", None),
            ("零", None),
            ("三四", None),
            ("百五", None),
            ("十百", None),
            ("一万", None),
            ("若干", None),
        ] {
            assert_eq!(chinese_number(words), number, "{words}");
        }
    }

    #[test]
    fn signs_nobody_sees_are_left_out_and_named() {
        let unseen_ones = [
            '\u{ad}',
            '\u{200b}',
            '\u{200e}',
            '\u{202a}',
            '\u{202c}',
            '\u{202d}',
            '\u{2060}',
            '\u{2063}',
            '\u{2066}',
            '\u{2069}',
            '\u{feff}',
            '\u{fe0f}',
            '\u{180e}',
            '\u{e0100}',
            '\u{61c}',
            '\u{206a}',
            '\u{e0041}',
            '\u{3164}',
            '\u{1}',
        ];
        for sign in unseen_ones {
            assert_eq!(plain(&format!("钱{sign}望舒{sign}")), "钱望舒", "{sign:?}");
            assert_eq!(name_key(&format!("{sign}钱望舒")), name_key("钱望舒"));
            assert_eq!(unseen(&format!("a{sign}b")), [sign]);
        }
        assert_eq!(quoted("1390\u{202d}000"), "“1390000”（含看不出的符号U+202D）");
        assert_eq!(quoted("刘\u{e123}"), "“刘\u{e123}”（含看不出的符号U+E123）");
        assert_eq!(quoted("张三"), "“张三”");
    }

    #[test]
    fn signs_that_look_alike_are_one() {
        let table = [
            ("王⽅", "王方"),
            ("⻢⻰", "马龙"),
            ("⼈⺠", "人民"),
            ("\u{f9d1}", "六"),
            ("刘\u{e863}", "刘䶮"),
            ("１３９ＡＢ", "139AB"),
            ("亢　宝\u{a0}庆", "亢 宝 庆"),
            ("（北）", "（北）"),
            ("a\r\nb", "a\nb"),
        ];
        for (text, expected) in table {
            assert_eq!(plain(text), expected);
        }
        // GB 18030 has eighty of them, from the first to the last.
        assert_eq!(OF_OLD_PCS.chars().count(), 80);
        assert_eq!((plain("\u{e815}"), plain("\u{e864}")), ("厂".to_owned(), "龻".to_owned()));
        for sign in ["∙", "•", "・", "．", ".", "→", "‧"] {
            assert_eq!(name_key(&format!("阿依古丽{sign}买买提")), "阿依古丽·买买提");
        }
        assert_eq!(name_key("杨 帆"), "杨帆");
    }
}
