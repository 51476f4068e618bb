//! Publicity and help in figures, with the way they are counted.

use chrono::NaiveDate;

use super::figures::rate;
use crate::model::Document;
use crate::model::service::{Activity, Service};

/// Publicity counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActivityFigures {
    /// How many activities (场次).
    pub events: usize,
    /// Everybody who came, counted each time (人次).
    pub attendances: u32,
    /// How many answered a quiz.
    pub answered: u32,
    /// How many passed it.
    pub passed: u32,
    /// Quizzes whose numbers cannot be: more passed than answered. They are in no rate.
    pub impossible: usize,
}

impl ActivityFigures {
    /// Counts those activities.
    pub fn count<'a>(activities: impl Iterator<Item = &'a Activity>) -> Self {
        activities.fold(Self::default(), |figures, activity| {
            let possible = activity.passed <= activity.answered;
            let counted = |count: u16| if possible { u32::from(count) } else { 0 };
            Self {
                events: figures.events + 1,
                attendances: figures.attendances + activity.attendance(),
                answered: figures.answered + counted(activity.answered),
                passed: figures.passed + counted(activity.passed),
                impossible: figures.impossible + usize::from(!possible),
            }
        })
    }

    /// Counts every activity up to and with that day; those without a day count too.
    pub fn of(doc: &Document, until: NaiveDate) -> Self {
        let past = |activity: &Activity| activity.day.is_none_or(|day| day <= until);
        Self::count(doc.activities.iter().map(|(_, one)| one).filter(|one| past(one)))
    }

    /// The rate and what was divided: 95.7%（419/438）; `None` without answers.
    pub fn rate(&self) -> Option<String> {
        self.rate_and("")
    }

    fn rate_and(&self, more: &str) -> Option<String> {
        let as_size = |count| usize::try_from(count).unwrap_or(usize::MAX);
        rate(as_size(self.passed), as_size(self.answered), more)
    }

    /// The rate with its way of counting: 答题合格率95.7%（419/438，口径：合格人数÷答题人数）.
    pub fn rate_words(&self) -> String {
        let left_out = match self.impossible {
            0 => String::new(),
            count => format!("；合格多于答题的{count}场未计，请核对"),
        };
        let more = format!("，口径：合格人数÷答题人数{left_out}");
        match (self.rate_and(&more), self.impossible) {
            (Some(rate), _) => format!("答题合格率{rate}"),
            (None, 0) => "答题合格率暂无（还没有登记答题）".to_owned(),
            (None, _) => "答题合格率暂无（合格人数多于答题人数，请核对）".to_owned(),
        }
    }
}

/// Help counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServiceFigures {
    /// How many services.
    pub services: usize,
    /// Everybody it reached, counted each time (人次).
    pub people: u32,
    /// How long it took all together, in minutes.
    pub minutes: u32,
}

impl ServiceFigures {
    /// Counts those services.
    pub fn count<'a>(services: impl Iterator<Item = &'a Service>) -> Self {
        services.fold(Self::default(), |figures, service| Self {
            services: figures.services + 1,
            people: figures.people + u32::from(service.people),
            minutes: figures.minutes + u32::from(service.minutes),
        })
    }

    /// Counts every service up to and with that day; those without a day count too.
    pub fn of(doc: &Document, until: NaiveDate) -> Self {
        let past = |service: &Service| service.day.is_none_or(|day| day <= until);
        Self::count(doc.services.iter().map(|(_, one)| one).filter(|one| past(one)))
    }

    /// All hours: 212 or 212.5.
    pub fn hours_words(&self) -> String {
        hours_words(self.minutes)
    }
}

/// Minutes as hours: 90 is 1.5, 120 is 2, 100 is 1.67.
pub fn hours_words(minutes: u32) -> String {
    let hundredths = (minutes * 100 + 30) / 60;
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match part {
        0 => whole.to_string(),
        part if part % 10 == 0 => format!("{whole}.{}", part / 10),
        part => format!("{whole}.{part:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_read_as_people_write_them() {
        let table = [(0, "0"), (60, "1"), (90, "1.5"), (100, "1.67"), (3, "0.05"), (12_720, "212")];
        for (minutes, words) in table {
            assert_eq!(hours_words(minutes), words, "{minutes}");
        }
    }

    #[test]
    fn the_rate_says_how_it_was_counted_and_never_rounds_up_to_all() {
        let activity = |answered, passed| Activity { answered, passed, ..Activity::default() };
        let activities = [activity(238, 220), activity(200, 199), activity(0, 0)];
        let figures = ActivityFigures::count(activities.iter());
        assert_eq!((figures.events, figures.answered), (3, 438));
        let words = "答题合格率95.7%（419/438，口径：合格人数÷答题人数）";
        assert_eq!(figures.rate_words(), words);
        let almost = ActivityFigures { answered: 10_000, passed: 9_999, ..figures };
        assert!(almost.rate_words().contains("99.9%"));
        // Numbers that cannot be are in no rate: 25 of 20, and 5 of nobody.
        let odd = [activity(20, 25), activity(0, 5)];
        let only = ActivityFigures::count(odd.iter());
        assert_eq!(only.rate_words(), "答题合格率暂无（合格人数多于答题人数，请核对）");
        let all = ActivityFigures::count(activities.iter().chain(&odd));
        assert_eq!(
            all.rate_words(),
            "答题合格率95.7%（419/438，口径：合格人数÷答题人数；合格多于答题的2场未计，请核对）"
        );
        assert!(ActivityFigures::default().rate_words().contains("暂无"));
    }
}
