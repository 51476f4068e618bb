//! The rota: who is on duty at a post, shift by shift.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::id::{BadId, EntryId, Mint, PersonId, PostId, Replica, serde_as_text};
use super::rota::Origin;
use super::{choices, record::record};

choices! {
    /// The shifts of a day. Source: `sources.md` 值班安排表.
    DutyShift {
        /// Eight in the morning to eight the next morning.
        Whole = "全天",
        /// Eight in the morning to eight in the evening.
        Day = "白班",
        /// Eight in the evening to eight the next morning.
        Night = "夜班",
        /// Midnight to eight.
        Zero = "零点班",
        /// Eight to four.
        Eight = "八点班",
        /// Four to midnight.
        Four = "四点班",
    }
}

impl DutyShift {
    /// When it begins, in hours after the midnight its day begins with, and how many it lasts.
    fn hours(self) -> (i64, i64) {
        match self {
            Self::Whole => (8, 24),
            Self::Day => (8, 12),
            Self::Night => (20, 12),
            Self::Zero => (0, 8),
            Self::Eight => (8, 8),
            Self::Four => (16, 8),
        }
    }

    /// From when to when it lasts on that day.
    pub fn span(self, day: NaiveDate) -> (NaiveDateTime, NaiveDateTime) {
        let (from, hours) = self.hours();
        let begin = later(day.and_time(NaiveTime::MIN), from);
        (begin, later(begin, hours))
    }

    /// The day it begins on and the last day some of it lies in.
    pub fn days(self, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        let (_, end) = self.span(day);
        let last = end.checked_sub_signed(TimeDelta::seconds(1)).unwrap_or(end);
        (day, last.date())
    }

    /// The moment of a time of day that a line of its papers bears: the first from an hour before
    /// it begins, when people gather.
    pub fn moment(self, day: NaiveDate, at: NaiveTime) -> NaiveDateTime {
        let gathering = later(self.span(day).0, -1);
        let same_day = gathering.date().and_time(at);
        if same_day < gathering { later(same_day, 24) } else { same_day }
    }

    /// The moment of a time of day at which it is handed over: the one nearest to its end.
    pub fn handed_over(self, day: NaiveDate, at: NaiveTime) -> NaiveDateTime {
        let end = self.span(day).1;
        let same_day = end.date().and_time(at);
        let others = [-24, 0, 24].map(|hours| later(same_day, hours));
        let distance = |moment: &NaiveDateTime| (*moment - end).abs();
        others.into_iter().min_by_key(distance).unwrap_or(same_day)
    }

    /// 8:00—20:00, as on paper.
    pub fn hours_words(self) -> String {
        let (from, hours) = self.hours();
        let to = from + hours;
        let next = if 24 < to { "次日" } else { "" };
        format!("{from}:00—{next}{}:00", if 24 < to { to - 24 } else { to })
    }

    /// How many hours it lasts.
    pub fn hours_long(self) -> i64 {
        self.hours().1
    }

    /// Whether it takes a night's sleep.
    pub fn is_night(self) -> bool {
        matches!(self, Self::Whole | Self::Night | Self::Zero)
    }

    /// How it is written in a file.
    fn code(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Day => "day",
            Self::Night => "night",
            Self::Zero => "zero",
            Self::Eight => "eight",
            Self::Four => "four",
        }
    }
}

/// So many hours later. A file may name the calendar's first or last day.
fn later(moment: NaiveDateTime, hours: i64) -> NaiveDateTime {
    let end = if hours < 0 { NaiveDateTime::MIN } else { NaiveDateTime::MAX };
    moment.checked_add_signed(TimeDelta::hours(hours)).unwrap_or(end)
}

/// One cell of the rota. The cell is the name: two PCs that fill it fill the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DutyId {
    /// The day the shift begins.
    pub day: NaiveDate,
    /// At which post.
    pub post: PostId,
    /// In which shift.
    pub shift: DutyShift,
}

impl DutyId {
    /// An id that comes before every cell of that day.
    pub(crate) fn before_all_of(day: NaiveDate) -> Self {
        let nobody = EntryId { replica: Replica::from_bits(0), number: 0 };
        let post = PostId(Mint { entry: nobody, place: 0 });
        Self { day, post, shift: DutyShift::Whole }
    }
}

impl fmt::Display for DutyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.day, self.post.0, self.shift.code())
    }
}

impl FromStr for DutyId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId(text.to_owned());
        let (day, rest) = text.split_once('/').ok_or_else(bad)?;
        let (post, code) = rest.split_once('/').ok_or_else(bad)?;
        let shift = DutyShift::ALL.iter().copied().find(|shift| shift.code() == code);
        Ok(Self {
            day: day.parse().map_err(|_odd| bad())?,
            post: PostId(post.parse()?),
            shift: shift.ok_or_else(bad)?,
        })
    }
}

serde_as_text!(DutyId);

record! {
    /// Who is on duty in one shift at one post.
    Duty(DutyId), DutyField, DutyKey {
        /// Who, in the order of the paper.
        persons: Vec<PersonId> = Persons "当班人",
        /// Remarks: a swap, a stand-in.
        note: String = Note "备注",
        /// How many people it takes where that is not what its post takes; nought where others look
        /// after it.
        seats: Option<u16> = Seats "本班人数",
        /// Where the people come from; unsaid: filled by hand.
        origin: Option<Origin> = Origin "来自" by verb,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::{EntryId, Mint, Replica};

    #[test]
    fn a_cell_of_the_rota_reads_back_as_it_was_written() {
        let entry = EntryId { replica: Replica::from_bits(7), number: 3 };
        let post = PostId(Mint { entry, place: 1 });
        let day = NaiveDate::from_ymd_opt(2027, 2, 5).unwrap();
        for shift in DutyShift::ALL.iter().copied() {
            let id = DutyId { day, post, shift };
            assert_eq!(id.to_string().parse(), Ok(id));
        }
        for text in ["", "2027-02-05", "2027-02-05/00000007-3/late", "2027-13-05/00000007-3/day"] {
            assert!(text.parse::<DutyId>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_shift_lies_in_the_days_it_has_hours_in() {
        let on = |day| NaiveDate::from_ymd_opt(2027, 2, day).unwrap();
        for (shift, last) in [
            (DutyShift::Whole, 6),
            (DutyShift::Day, 5),
            (DutyShift::Night, 6),
            (DutyShift::Zero, 5),
            (DutyShift::Eight, 5),
            // It ends with the midnight, so none of it lies in the next day.
            (DutyShift::Four, 5),
        ] {
            assert_eq!(shift.days(on(5)), (on(5), on(last)), "{shift:?}");
        }
    }

    #[test]
    fn a_time_of_a_night_is_of_the_day_it_comes_on() {
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let day = NaiveDate::from_ymd_opt(2027, 2, 5).unwrap();
        let time = |text: &str| text.parse::<NaiveTime>().unwrap();
        for (shift, written, line, handed) in [
            (DutyShift::Day, "07:50:00", "2027-02-05T07:50:00", "2027-02-06T07:50:00"),
            (DutyShift::Day, "19:45:00", "2027-02-05T19:45:00", "2027-02-05T19:45:00"),
            (DutyShift::Night, "19:50:00", "2027-02-05T19:50:00", "2027-02-06T19:50:00"),
            (DutyShift::Night, "23:59:00", "2027-02-05T23:59:00", "2027-02-05T23:59:00"),
            (DutyShift::Night, "00:10:00", "2027-02-06T00:10:00", "2027-02-06T00:10:00"),
            (DutyShift::Night, "07:45:00", "2027-02-06T07:45:00", "2027-02-06T07:45:00"),
            (DutyShift::Night, "08:10:00", "2027-02-06T08:10:00", "2027-02-06T08:10:00"),
            (DutyShift::Whole, "07:45:00", "2027-02-05T07:45:00", "2027-02-06T07:45:00"),
            (DutyShift::Zero, "23:50:00", "2027-02-04T23:50:00", "2027-02-04T23:50:00"),
            (DutyShift::Zero, "07:50:00", "2027-02-05T07:50:00", "2027-02-05T07:50:00"),
            (DutyShift::Four, "23:50:00", "2027-02-05T23:50:00", "2027-02-05T23:50:00"),
            (DutyShift::Four, "00:05:00", "2027-02-06T00:05:00", "2027-02-06T00:05:00"),
        ] {
            let written = time(written);
            assert_eq!(shift.moment(day, written), at(line), "{shift:?} {written}");
            assert_eq!(shift.handed_over(day, written), at(handed), "{shift:?} {written}");
        }
        // The last day of the calendar has none after it.
        assert_eq!(DutyShift::Night.span(NaiveDate::MAX).1, NaiveDateTime::MAX);
    }

    #[test]
    fn shifts_say_their_hours() {
        let words = |shift: DutyShift| shift.hours_words();
        assert_eq!(words(DutyShift::Whole), "8:00—次日8:00");
        assert_eq!(words(DutyShift::Night), "20:00—次日8:00");
        assert_eq!(words(DutyShift::Four), "16:00—24:00");
    }
}
