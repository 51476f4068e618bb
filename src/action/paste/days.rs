//! The days a cell means, with what stands beside them: 2月5日（除夕）, 2月5日—7日, 11日、12日, 初六.
//!
//! A cell is read whole. What is left of it is handed back, or the cell is not understood.

use chrono::{Datelike as _, Days as Step, NaiveDate};

use super::lunar::{Lunar, WEEK};
use super::titles::Titled;
use crate::model::mine::LittleYear;
use crate::rules::calendar;
use crate::rules::signs::{chinese_number, quoted};

/// Which days a table may be about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Season {
    /// A day without a year is the nearest one to this.
    pub(super) near: NaiveDate,
    /// The first and last day of the season, if they are known.
    pub(super) span: Option<(NaiveDate, NaiveDate)>,
    /// On which day 小年 is kept.
    pub(super) little: LittleYear,
    /// What the table says of the days in it that name no month or no year.
    pub(super) titled: Titled,
}

/// What a cell says of days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// The days, in the order of the cell.
    pub(super) days: Vec<NaiveDate>,
    /// What stands behind them.
    pub(super) rest: String,
    /// What is odd about the cell, or left out of it.
    pub(super) notes: Vec<String>,
}

/// More days than a season has.
const MOST_DAYS: usize = 92;

impl Season {
    /// Whether a day is of the season, as far as that is known.
    pub(super) fn has(&self, day: NaiveDate) -> bool {
        self.span.is_none_or(|(first, last)| first <= day && day <= last)
    }

    /// Every day it may be about: the season's, or two months about the day at hand.
    fn window(&self) -> impl Iterator<Item = NaiveDate> {
        let (first, last) = self.span.unwrap_or_else(|| {
            let days = Step::new(31);
            (
                self.near.checked_sub_days(days).unwrap_or(self.near),
                self.near.checked_add_days(days).unwrap_or(self.near),
            )
        });
        first.iter_days().take_while(move |day| *day <= last).take(400)
    }

    /// Reads a cell. `before` is the day of the row above. `None` where no day stands in front.
    ///
    /// # Errors
    /// Where a day seems meant and cannot be told, in words.
    pub(super) fn read(
        &self,
        cell: &str,
        before: Option<NaiveDate>,
    ) -> Result<Option<Said>, String> {
        let signs: Vec<char> = cell.chars().collect();
        let mut reader =
            Reader { season: *self, cell, signs, at: 0, has_year: false, notes: Vec::new() };
        reader.cell(before)
    }

    /// The day of that month; the year is settled first.
    fn month_day(&self, month: u32, day: u32) -> Result<NaiveDate, String> {
        calendar::nearest(month, day, self.near).ok_or_else(|| {
            let year = calendar::settled_year(month, day, self.near);
            match year {
                Some(year) => format!("{year}年没有{month}月{day}日"),
                None => format!("没有{month}月{day}日"),
            }
        })
    }

    /// A day of which only the number is said: the one of the season, behind the row above.
    fn bare(&self, number: u32, before: Option<NaiveDate>) -> Result<NaiveDate, String> {
        if let Some(month) = self.titled.month {
            return self.month_day(month, number);
        }
        let of_number: Vec<NaiveDate> = self.window().filter(|day| day.day() == number).collect();
        match (of_number.as_slice(), before) {
            ([only], _) if self.span.is_some() => Ok(*only),
            ([], _) => Err(format!("本季里没有{number}日")),
            (many, Some(before)) => many
                .iter()
                .find(|day| before < **day)
                .copied()
                .ok_or_else(|| format!("看不出是几月{number}日")),
            _ => Err(format!("看不出是几月{number}日")),
        }
    }

    /// The lunar day meant: within the season, else the nearest.
    fn lunar(&self, lunar: Lunar, before: Option<NaiveDate>) -> Result<NaiveDate, String> {
        let fits: Vec<NaiveDate> =
            self.window().filter(|day| lunar.is(*day, self.little)).collect();
        let after = |days: &[NaiveDate]| {
            let after = days.iter().find(|day| before.is_some_and(|before| before < **day));
            after.copied()
        };
        match fits.as_slice() {
            [only] => Ok(*only),
            [] if lunar.is_whole() => {
                let half = Step::new(190);
                let first = self.near.checked_sub_days(half).unwrap_or(self.near);
                let near = first.iter_days().take(380);
                let near = near.filter(|day| lunar.is(*day, self.little));
                near.min_by_key(|day| (*day - self.near).num_days().abs())
                    .ok_or_else(|| "找不到这个农历日子".to_owned())
            }
            [] => Err("本季里没有这个农历日子".to_owned()),
            many => after(many).ok_or_else(|| "看不出是哪个月的".to_owned()),
        }
    }
}

struct Reader<'a> {
    season: Season,
    cell: &'a str,
    signs: Vec<char>,
    at: usize,
    /// Whether a day names its year.
    has_year: bool,
    notes: Vec<String>,
}

impl Reader<'_> {
    fn cell(&mut self, before: Option<NaiveDate>) -> Result<Option<Said>, String> {
        let why = |cell: &str, why: String| format!("{}：{why}", quoted(cell));
        let cell = self.cell;
        let Some(first) = self.point(None, before).map_err(|err| why(cell, err))? else {
            return Ok(None);
        };
        let other = self.season.titled.year.filter(|year| *year != first.year() && !self.has_year);
        if let Some(year) = other {
            return Err(why(cell, format!("表题写的是{year}年，这里没有写年份")));
        }
        let mut days = vec![first];
        let mut last = first;
        loop {
            self.remarks(last).map_err(|err| why(cell, err))?;
            if let Some(to) = self.stretch(last).map_err(|err| why(cell, err))? {
                let stretch = last.iter_days().skip(1).take_while(|day| *day <= to);
                days.extend(stretch.take(MOST_DAYS));
                last = to;
            } else if let Some(next) = self.listed(last).map_err(|err| why(cell, err))? {
                days.push(next);
                last = next;
            } else {
                break;
            }
        }
        let rest: String = self.signs.get(self.at..).unwrap_or_default().iter().collect();
        let rest = rest.trim_start_matches(['：', ':', ' ', '\n', '、', '，', ',']);
        let mut once: Vec<NaiveDate> = Vec::new();
        for day in days {
            if !once.contains(&day) {
                once.push(day);
            }
        }
        let notes = std::mem::take(&mut self.notes);
        Ok(Some(Said { days: once, rest: rest.trim().to_owned(), notes }))
    }

    fn peek(&self) -> Option<char> {
        self.signs.get(self.at).copied()
    }

    fn eat(&mut self, signs: &str) -> Option<char> {
        let sign = self.peek().filter(|sign| signs.contains(*sign))?;
        self.at += 1;
        Some(sign)
    }

    fn spaces(&mut self) {
        while self.eat(" \n").is_some() {}
    }

    fn word(&mut self, word: &str) -> bool {
        let count = word.chars().count();
        let is_there = self
            .signs
            .get(self.at..self.at + count)
            .is_some_and(|signs| signs.iter().copied().eq(word.chars()));
        if is_there {
            self.at += count;
        }
        is_there
    }

    /// Digits, or Chinese ones before 月, 日 and 号.
    fn number(&mut self) -> Option<(u32, usize)> {
        let from = self.at;
        while self.peek().is_some_and(|sign| sign.is_ascii_digit()) {
            self.at += 1;
        }
        if from < self.at {
            let digits: String = self.signs.get(from..self.at)?.iter().collect();
            let number = digits.parse().ok();
            if number.is_none() {
                self.at = from;
            }
            return number.map(|number| (number, digits.len()));
        }
        while self.peek().is_some_and(|sign| "一二三四五六七八九十廿".contains(sign)) {
            self.at += 1;
        }
        let words: String = self.signs.get(from..self.at).unwrap_or_default().iter().collect();
        let number = chinese_number(&words);
        let is_dated = self.peek().is_some_and(|sign| "月日号".contains(sign));
        let number = number.filter(|_| is_dated);
        if number.is_none() {
            self.at = from;
        }
        number.map(|number| (number, 1))
    }

    /// One day. `chain` is the day before it in the same cell, `before` that of the row above.
    fn point(
        &mut self,
        chain: Option<NaiveDate>,
        before: Option<NaiveDate>,
    ) -> Result<Option<NaiveDate>, String> {
        let from = self.at;
        if let Some((lunar, count)) = Lunar::at(self.signs.get(from..).unwrap_or_default()) {
            self.at += count;
            return self.season.lunar(lunar, chain.or(before)).map(Some);
        }
        let Some((first, digits)) = self.number() else { return Ok(None) };
        let read = self.numbers((first, digits), chain, before)?;
        if read.is_none() {
            self.at = from;
        }
        Ok(read)
    }

    fn numbers(
        &mut self,
        (first, digits): (u32, usize),
        chain: Option<NaiveDate>,
        before: Option<NaiveDate>,
    ) -> Result<Option<NaiveDate>, String> {
        if digits == 8 {
            self.has_year = true;
            return Ok(full(first / 10_000, first / 100 % 100, first % 100));
        }
        match self.peek() {
            Some('年') => {
                (self.at, self.has_year) = (self.at + 1, true);
                let month = self.number().filter(|_| self.eat("月").is_some());
                let (Some((month, _)), Some((day, _))) = (month, self.number()) else {
                    return Ok(None);
                };
                self.eat("日号");
                full_or_why(first, month, day).map(Some)
            }
            Some('月') => {
                self.at += 1;
                self.spaces();
                let Some((day, _)) = self.number() else { return Ok(None) };
                self.eat("日号");
                self.month_day(first, day, chain).map(Some)
            }
            Some('日' | '号') => {
                self.at += 1;
                self.bare(first, chain, before).map(Some)
            }
            Some(sign @ ('.' | '/')) => {
                self.at += 1;
                let Some((second, _)) = self.number() else { return Ok(None) };
                self.dotted((first, second), sign, chain)
            }
            Some('-' | '—' | '–') => self.dashed(first, chain, before),
            _ if chain.is_some() && digits <= 2 => self.bare(first, chain, before).map(Some),
            // 8至10日, 11、12日: the last one says what they are.
            _ if digits <= 2 && self.leads_to_day() => self.bare(first, chain, before).map(Some),
            _ => Ok(None),
        }
    }

    /// The day of that number alone, of the same month as the day before it in the cell.
    fn bare(
        &self,
        number: u32,
        chain: Option<NaiveDate>,
        before: Option<NaiveDate>,
    ) -> Result<NaiveDate, String> {
        match chain {
            Some(chain) if chain.day() < number => {
                chain.with_day(number).ok_or_else(|| format!("那个月没有{number}日"))
            }
            Some(_) => Err(format!("看不出是几月{number}日")),
            None => self.season.bare(number, before),
        }
    }

    /// 2-5, 2027-2-5, 8-10日.
    fn dashed(
        &mut self,
        first: u32,
        chain: Option<NaiveDate>,
        before: Option<NaiveDate>,
    ) -> Result<Option<NaiveDate>, String> {
        let from = self.at;
        let sign = self.peek();
        self.at += 1;
        let Some((second, _)) = self.number() else {
            self.at = from;
            return chain.map(|_| self.bare(first, chain, before)).transpose();
        };
        if 1900 < first && self.eat("-—–").is_some() {
            let Some((third, _)) = self.number() else { return Ok(None) };
            self.has_year = true;
            self.midnight();
            return full_or_why(first, second, third).map(Some);
        }
        if chain.is_some() {
            self.at = from;
            return self.bare(first, chain, before).map(Some);
        }
        if self.eat("日号").is_none() {
            let more = self.peek() == sign;
            return if more {
                Err("看不出是哪几天".to_owned())
            } else {
                self.season.month_day(first, second).map(Some)
            };
        }
        // 1-31日 is a day, 8-10日 are three: the season tells.
        let day = self.season.month_day(first, second).ok();
        let day = day.filter(|day| self.season.has(*day));
        let last = self.season.bare(second, before).ok();
        let stretch = self.bare(first, chain, before).ok().filter(|from_day| {
            let days = last.map(|last| (last - *from_day).num_days());
            first < second && days == Some(i64::from(second - first))
        });
        match (day, stretch) {
            (Some(day), None) => Ok(Some(day)),
            (None, Some(from_day)) => {
                self.at = from;
                Ok(Some(from_day))
            }
            _ => Err(format!("看不出是{first}月{second}日还是{first}日至{second}日")),
        }
    }

    /// Whether a number follows that says it is a day, with nothing but numbers up to it.
    fn leads_to_day(&self) -> bool {
        let rest = self.signs.get(self.at..).unwrap_or_default();
        let end =
            rest.iter().position(|sign| !(sign.is_ascii_digit() || "至到、和~～ ".contains(*sign)));
        let joined = rest.first().is_some_and(|sign| "至到、和~～".contains(*sign));
        joined && end.and_then(|end| rest.get(end)).is_some_and(|sign| "日号".contains(*sign))
    }

    /// 2.5, 2027/2/5.
    fn dotted(
        &mut self,
        (first, second): (u32, u32),
        sign: char,
        chain: Option<NaiveDate>,
    ) -> Result<Option<NaiveDate>, String> {
        let again = self.at;
        if self.peek() == Some(sign) {
            self.at += 1;
            if let Some((third, _)) = self.number() {
                self.has_year = true;
                self.eat("日号");
                self.midnight();
                let year = if first < 100 { 2000 + first } else { first };
                return full_or_why(year, second, third).map(Some);
            }
            self.at = again;
        }
        self.eat("日号");
        if 12 < first {
            return Ok(None);
        }
        self.month_day(first, second, chain).map(Some)
    }

    /// A day of a month; behind another day of the cell it is not of an earlier year.
    fn month_day(
        &self,
        month: u32,
        day: u32,
        chain: Option<NaiveDate>,
    ) -> Result<NaiveDate, String> {
        let near = chain.unwrap_or(self.season.near);
        Season { near, ..self.season }.month_day(month, day)
    }

    /// The time of day that tables write behind a day: 0:00, 00:00:00.
    fn midnight(&mut self) {
        for time in [" 00:00:00", " 0:00:00", " 00:00", " 0:00", "T00:00:00"] {
            if self.word(time) {
                return;
            }
        }
    }

    /// The last day of a stretch that goes on here.
    fn stretch(&mut self, from_day: NaiveDate) -> Result<Option<NaiveDate>, String> {
        let from = self.at;
        self.spaces();
        if self.eat("-—–－~～至到").is_none() {
            self.at = from;
            return Ok(None);
        }
        while self.eat("-—–－~～").is_some() {}
        self.spaces();
        let to = self.point(Some(from_day), None)?.ok_or("看不出到哪一天")?;
        let length = (to - from_day).num_days();
        let fits = usize::try_from(length).is_ok_and(|days| days < MOST_DAYS);
        if fits { Ok(Some(to)) } else { Err("起止日期不对".to_owned()) }
    }

    /// One more day of a list.
    fn listed(&mut self, before: NaiveDate) -> Result<Option<NaiveDate>, String> {
        let from = self.at;
        let mut any = false;
        while self.eat("、，,；;和及与 \n").is_some() {
            any = true;
        }
        let read = if any { self.point(Some(before), None)? } else { None };
        if read.is_none() {
            self.at = from;
        }
        Ok(read)
    }

    /// What stands beside a day: the day of the week, the lunar day, the festival, a note in
    /// brackets.
    fn remarks(&mut self, day: NaiveDate) -> Result<(), String> {
        loop {
            let from = self.at;
            self.spaces();
            let rest = self.signs.get(self.at..).unwrap_or_default();
            if let Some(inner) = bracketed(rest) {
                self.at += inner.chars().count() + 2;
                self.remark(&inner, day)?;
            } else if let Some((words, count)) = weekday(rest) {
                self.at += count;
                self.check_weekday(&words, day);
            } else if let Some((lunar, count)) = Lunar::at(rest) {
                self.at += count;
                self.check_lunar(lunar, day);
            } else if let (Some(sign), true) = (lone_weekday(rest), from < self.at) {
                self.at += 1;
                self.check_weekday(&sign.to_string(), day);
            } else {
                self.at = from;
                return Ok(());
            }
        }
    }

    /// What stands in brackets behind a day.
    fn remark(&mut self, inner: &str, day: NaiveDate) -> Result<(), String> {
        for word in inner.split([' ', '、', '，', ',', '\n', '/']).filter(|word| !word.is_empty())
        {
            let signs: Vec<char> = word.chars().collect();
            let mut rest = signs.as_slice();
            while !rest.is_empty() {
                if let Some((words, count)) = weekday(rest) {
                    self.check_weekday(&words, day);
                    rest = rest.get(count..).unwrap_or_default();
                } else if let Some((lunar, count)) = Lunar::at(rest) {
                    self.check_lunar(lunar, day);
                    rest = rest.get(count..).unwrap_or_default();
                } else {
                    break;
                }
            }
            let left: String = rest.iter().collect();
            if left.chars().any(|sign| sign.is_ascii_digit() || "至到".contains(sign)) {
                return Err(format!("括号里的{}看不懂", quoted(word)));
            }
            if !left.is_empty() {
                self.notes.push(format!("日期后的备注{}没有录入", quoted(&left)));
            }
        }
        Ok(())
    }

    fn check_weekday(&mut self, words: &str, day: NaiveDate) {
        let is = calendar::weekday(day);
        let said = words.chars().last().map(|sign| if sign == '天' { '日' } else { sign });
        if said != is.chars().last() {
            let day = day.format("%-m月%-d日");
            self.notes.push(format!("{day}是{is}，表上写的是{}", quoted(words)));
        }
    }

    fn check_lunar(&mut self, lunar: Lunar, day: NaiveDate) {
        // Both are 小年 somewhere: a table that says the day besides is not wrong.
        let is_it = LittleYear::ALL.iter().any(|little| lunar.is(day, *little));
        if !is_it {
            let (words, day) = (calendar::lunar_words(day), day.format("%-m月%-d日"));
            self.notes.push(format!("{day}是{words}，表上写的农历不同"));
        }
    }
}

/// What is odd about the words of the calendar in a cell of their own, and whether they are only
/// such words.
pub(super) fn beside(cell: &str, day: NaiveDate) -> Option<Vec<String>> {
    let (little, titled) = (LittleYear::North, Titled::default());
    let season = Season { near: day, span: None, little, titled };
    let signs: Vec<char> = cell.chars().collect();
    let mut reader = Reader { season, cell, signs, at: 0, has_year: false, notes: Vec::new() };
    reader.remarks(day).ok()?;
    let rest = reader.signs.get(reader.at..).unwrap_or_default();
    match rest {
        [] => Some(reader.notes),
        [sign] if reader.at == 0 && WEEK.contains(sign) => {
            reader.check_weekday(&sign.to_string(), day);
            Some(reader.notes)
        }
        _ => None,
    }
}

/// What stands between brackets that open here.
fn bracketed(signs: &[char]) -> Option<String> {
    signs.first().filter(|sign| "(（[【".contains(**sign))?;
    let end = signs.iter().position(|sign| ")）]】".contains(*sign))?;
    Some(signs.get(1..end)?.iter().collect())
}

/// A day of the week that stands here, and how long it is.
fn weekday(signs: &[char]) -> Option<(String, usize)> {
    let words = ["星期", "礼拜", "周"].into_iter().find(|word| {
        let count = word.chars().count();
        signs.get(..count).is_some_and(|signs| signs.iter().copied().eq(word.chars()))
    })?;
    let count = words.chars().count() + 1;
    let said = signs.get(..count)?;
    said.last().filter(|sign| WEEK.contains(*sign))?;
    // 周六六 is somebody's name, 周六 is a day.
    Some((said.iter().collect(), count))
}

/// The sign of a day of the week that stands by itself: 2月5日 五.
fn lone_weekday(signs: &[char]) -> Option<char> {
    let sign = signs.first().filter(|sign| WEEK.contains(*sign))?;
    signs.get(1).is_none_or(|next| next.is_whitespace()).then_some(*sign)
}

fn full(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok().filter(|year| (1900..3000).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

fn full_or_why(year: u32, month: u32, day: u32) -> Result<NaiveDate, String> {
    full(year, month, day).ok_or_else(|| format!("没有{year}年{month}月{day}日"))
}

#[cfg(test)]
mod tests;
