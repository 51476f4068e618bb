//! The notice of the State Council's office, as it is published or typed: which days are off, and
//! which weekends are worked.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::days::{Said, Season};
use super::titles::Titled;
use crate::model::mine::{Announced, LittleYear};
use crate::model::value::narrowed;
use crate::rules::{calendar, holidays};

/// A notice speaks of the whole year; of this season are the days from 元旦 on, which comes so many
/// days before the first of the first month at most,
const BEFORE: Days = Days::new(52);
/// to as many after it.
const AFTER: Days = Days::new(30);

/// What was read of a notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// The days it speaks of.
    pub days: BTreeMap<NaiveDate, Announced>,
    /// Its number, if it names one: 国办发明电〔20XX〕X号.
    pub number: String,
    /// Why it is not to be believed, a line each. Nothing is taken of it then.
    pub odd: Vec<String>,
}

/// Reads a notice for the Spring Festival of that year.
pub fn read(text: &str, year: i32) -> Notice {
    let mut notice = Notice { number: number(text), ..Notice::default() };
    // A season without a year says 0, and there is a new year even then.
    let Some(new_year) = calendar::new_year(year).filter(|_| year != 0) else {
        notice.odd.push("请先在“本季”里写年份".to_owned());
        return notice;
    };
    let span = (
        new_year.checked_sub_days(BEFORE).unwrap_or(new_year),
        new_year.checked_add_days(AFTER).unwrap_or(new_year),
    );
    let (little, titled) = (LittleYear::North, Titled::default());
    let season = Season { near: new_year, span: Some(span), little, titled };
    notice.odd.extend(other_year(text, year));
    for clause in narrowed(text).split(['。', ';', '\n']) {
        notice.take(clause, season);
    }
    if notice.days.is_empty() && notice.odd.is_empty() && !text.trim().is_empty() {
        notice.odd.push("没有读出日子，请写成“2月5日至11日放假”“2月14日上班”这样".to_owned());
    }
    for (day, kind) in &notice.days {
        if *kind == Announced::Work && holidays::is_statutory(*day) {
            let day = calendar::day_words(*day);
            notice.odd.push(format!("{day}是法定节假日，这里写的是上班"));
        }
    }
    notice
}

impl Notice {
    /// Takes a sentence in; one without days, or of another time of the year, is passed over.
    fn take(&mut self, clause: &str, season: Season) {
        // 二、春节:2月5日…: the name of the festival is no day here.
        let clause = clause.rsplit_once(':').map_or(clause, |(_, rest)| rest).trim();
        let said = match season.read(clause, None) {
            Ok(Some(said)) => said,
            Ok(None) => return,
            Err(why) => return self.odd.push(why),
        };
        let Said { days, rest, notes } = said;
        if !days.iter().any(|day| season.has(*day)) {
            return;
        }
        let kind = kind(&rest);
        // 春节, 除夕快乐: a festival alone is a heading.
        if kind.is_none() && !clause.contains(|sign: char| sign.is_ascii_digit()) {
            return;
        }
        self.odd.extend(notes);
        if let Some(count) = counted(&rest).filter(|count| *count != days.len()) {
            self.odd.push(format!("“{clause}”写的是共{count}天，数下来是{}天", days.len()));
        }
        let Some(kind) = kind else {
            return self.odd.push(format!("“{clause}”看不出是放假还是上班"));
        };
        for day in days {
            if self.days.insert(day, kind).is_some_and(|before| before != kind) {
                let day = calendar::day_words(day);
                self.odd.push(format!("{day}既写放假又写上班"));
            }
        }
    }
}

/// What is said of the days in front. 调休 alone may mean either.
fn kind(rest: &str) -> Option<Announced> {
    let works = ["上班", "补班", "工作日"].iter().any(|word| rest.contains(word));
    let works = works || rest.starts_with('班');
    let rests = ["放假", "休息", "补休"].iter().any(|word| rest.contains(word));
    let rests = rests || rest.starts_with('休');
    match (rests, works) {
        (true, false) => Some(Announced::Off),
        (false, true) => Some(Announced::Work),
        (true, true) | (false, false) => None,
    }
}

/// How many days the sentence itself says it has: 共9天.
fn counted(rest: &str) -> Option<usize> {
    let (_, behind) = rest.split_once('共')?;
    let (digits, _) = behind.split_once('天')?;
    digits.trim().parse().ok()
}

/// The number of the document, with what stands in one piece before it.
fn number(text: &str) -> String {
    let Some((before, behind)) = text.split_once('〔') else { return String::new() };
    let Some((inner, _)) = behind.split_once('号') else { return String::new() };
    let word: String = before.chars().rev().take_while(|sign| sign.is_alphanumeric()).collect();
    let word: String = word.chars().rev().collect();
    format!("{word}〔{inner}号")
}

/// What is to be said where the notice names another year as its own.
fn other_year(text: &str, year: i32) -> Option<String> {
    let text = narrowed(text);
    let named = ["年部分节假日", "年春节", "年节假日"].into_iter().find_map(|word| {
        let (before, _) = text.split_once(word)?;
        let digits: String = before.chars().rev().take_while(char::is_ascii_digit).collect();
        digits.chars().rev().collect::<String>().parse::<i32>().ok()
    })?;
    (named != year).then(|| format!("这是{named}年的通知，本季是{year}年春节"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 02-05休 02-20班; then what is odd.
    fn told(text: &str, year: i32) -> String {
        let notice = read(text, year);
        let day = |(day, kind): (&NaiveDate, &Announced)| {
            format!("{}{}", day.format("%m-%d"), kind.word())
        };
        let days: Vec<String> = notice.days.iter().map(day).collect();
        let mut all = vec![days.join(" ")];
        all.extend(notice.odd);
        all.join("|")
    }

    /// A notice in the shape in which they are published, with the days of 2026.
    const OF_2026: &str = "关于2026年部分节假日安排的通知\n示例发电〔2025〕1号\n\
        一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n\
        二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。\
        2月14日（周六）、2月28日（周六）上班。\n\
        三、清明节：4月4日（周六）至6日（周一）放假，共3天。\n\
        七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。";

    #[test]
    fn a_notice_is_read_as_it_was_published() {
        let notice = read(OF_2026, 2026);
        assert_eq!(notice.number, "示例发电〔2025〕1号");
        assert_eq!(notice.odd, Vec::<String>::new());
        assert_eq!(
            holidays::announced_words(&notice.days),
            "1月1日至3日、2月15日至23日休；1月4日、2月14日、28日上班"
        );
    }

    #[test]
    fn the_notice_of_another_year_is_not_taken() {
        let odd = read(OF_2026, 2027).odd;
        assert_eq!(odd[0], "这是2026年的通知，本季是2027年春节");
        // Without its heading the days of the week and of the moon still tell.
        let section = OF_2026.split("二、").nth(1).unwrap().split("三、").next().unwrap();
        let odd = read(section, 2027).odd;
        assert!(odd.iter().any(|line| line.contains("2月15日是周一")), "{odd:?}");
    }

    #[test]
    fn days_are_read_as_offices_type_them() {
        for (text, expected) in [
            ("2月5日至7日放假；2月20日上班", "02-05休 02-06休 02-07休 02-20班"),
            ("2027-02-05,休,春节\n2027-02-20,班,调休上班", "02-05休 02-20班"),
            ("2月9日 补休\n2月14日（周日） 补班", "02-09休 02-14班"),
            ("除夕至初二放假", "02-05休 02-06休 02-07休"),
            ("２月５日休", "02-05休"),
            ("", ""),
        ] {
            assert_eq!(told(text, 2027), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_told_says_why() {
        for (text, why) in [
            ("春节快乐", "没有读出日子"),
            ("2月9日调休", "看不出是放假还是上班"),
            ("2月5日至11日放假，共8天", "写的是共8天，数下来是7天"),
            ("2月6日上班", "2月6日 周六 正月初一是法定节假日，这里写的是上班"),
            ("2月9日休\n2月9日上班", "既写放假又写上班"),
            ("2月30日放假", "2027年没有2月30日"),
            ("2月9日（周三）放假", "2月9日是周二"),
        ] {
            let told = told(text, 2027);
            assert!(told.contains(why), "{text}: {told}");
        }
        assert!(told("2月9日休", 0).contains("请先在“本季”里写年份"));
    }
}
